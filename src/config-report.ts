/** What `sambatan config` tells: each setting as it is in force, where it came from, and never a secret. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, defaultOf, variables } from './config.ts'
import { type Environment, readSecretFiles, secretVariables } from './config-secrets.ts'
import type { StorageConfig } from './storage/index.ts'

export interface Setting {
  name: string
  /** As it may be read by anybody; null where nothing is in force. */
  value: string | null
  source: 'default' | 'environment' | 'file' | 'unset'
  /** Where the file lies; null for any other source. */
  file: string | null
  /** What follows from that it is unset; null where it is not, or where nothing does. */
  without: string | null
}

const onOff = (isOn: boolean) => (isOn ? 'on' : 'off')
const folderOf = (storage: StorageConfig) => (storage.kind === 'folder' ? storage.dir : undefined)

/** What holds where one is not set and others decide. */
const derived: Record<string, (config: Config) => string | undefined> = {
  SAMBATAN_SMALL_MEMORY: ({ database }) => onOff(database.smallMemory),
  SAMBATAN_PHOTOS_DIR: ({ storage }) => folderOf(storage),
  SAMBATAN_PUBLIC_URL: ({ publicUrl }) => publicUrl,
  SAMBATAN_EMAIL_VERIFICATION: ({ verifyEmail }) => onOff(verifyEmail),
  SAMBATAN_PUSH_CONTACT: ({ pushContact }) => pushContact,
  SAMBATAN_DRAIN_SECONDS: ({ drainMs }) => String(drainMs / 1000),
  SAMBATAN_DEMO: ({ demo }) => onOff(demo !== 'off'),
  TRUST_PROXY: () => 'off',
}

/** What there is not without it. Where others take its place, as a folder that of a bucket, nothing is said. */
const missed: Record<string, string> = {
  DATABASE_URL: 'the embedded database',
  SAMBATAN_SERVICE_KEY: 'no other system acts as the service',
  SAMBATAN_SECRET: 'no accounts: people come with tokens of your marketplace',
  SMTP_URL: "no letter leaves: all stay in the operators' mailbox",
  SMTP_BOUNCES_TO: 'nobody here reads what comes back',
  WHATSAPP_TOKEN: 'nothing goes by WhatsApp',
  SAMBATAN_JWT_ISSUER: 'tokens of no other platform are accepted',
}

/** Secrets that a first start makes where they are not given, by their file in the data folder. */
const madeHere: Record<string, string> = { SAMBATAN_SERVICE_KEY: 'service-key', SAMBATAN_SECRET: 'secret' }

/** @param config undefined where it cannot be used: then what follows from others is not known */
export function settingsInForce(all: Environment, config: Config | undefined): Setting[] {
  const { env, files } = readSecretFiles(all)
  return variables.map((name): Setting => {
    const file = files[name] ?? null
    const given = env[name]
    if (given !== undefined || file !== null) {
      const value = given === undefined ? null : shownAs(name, given)
      return { name, value, source: file === null ? 'environment' : 'file', file, without: null }
    }
    const made = madeAt(name, config)
    if (made !== undefined) return { name, value: 'set', source: 'file', file: made, without: null }
    const value = defaultOf(name) ?? (config && derived[name]?.(config)) ?? null
    if (value !== null) return { name, value: withoutCredentials(value), source: 'default', file: null, without: null }
    return { name, value, source: 'unset', file: null, without: missed[name] ?? null }
  })
}

/** Where a first start has kept it; see local-secrets.ts. Looks, and makes nothing. */
function madeAt(name: string, config: Config | undefined): string | undefined {
  if (madeHere[name] === undefined || !config || config.production || config.database.url !== undefined)
    return undefined
  const file = join(config.dataDir, madeHere[name])
  return existsSync(file) ? file : undefined
}

function shownAs(name: string, value: string): string {
  const isSecret = secretVariables.some((one) => one === name)
  // Which server is meant is what one looks for, and may be said: what is between // and @ may not.
  if (isSecret) return name.endsWith('_URL') && URL.canParse(value) ? withoutCredentials(value) : 'set'
  return withoutCredentials(value)
}

/** Of an address: neither its user (of some mail services the secret itself) nor its password, nor what is behind the ?. */
function withoutCredentials(value: string): string {
  if (!value.includes('://') || !URL.canParse(value)) return value
  const { protocol, host, pathname, username, search } = new URL(value)
  const shown = `${protocol}//${username === '' ? '' : '***@'}${host}${pathname === '/' ? '' : pathname}`
  return search === '' ? shown : `${shown}?***`
}
