import { hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { isHost, isOrigin, isSafeUrl, isTrust, type Trust, trustProxy, webUrl } from './config-addresses.ts'
import { type Demo, demoVariables, keepDemoAtHome, readDemo } from './config-demo.ts'
import { mailVariables, readFrom, readSmtp } from './config-mail.ts'
import { isSmall, memoryBytes } from './config-memory.ts'
import { pushContact, pushContactOf } from './config-push.ts'
import { type Environment, readSecretFiles } from './config-secrets.ts'
import { needAllOfWhatsApp, readWhatsApp, whatsAppVariables } from './config-whatsapp.ts'
import type { ForeignTokenConfig } from './modules/identity/index.ts'
import type { SmtpConfig } from './modules/mail/index.ts'
import type { WhatsAppConfig } from './modules/notifications/index.ts'
import type { StorageConfig } from './storage/index.ts'

/**
 * The environment, parsed once at start. Every variable is optional: with none of them set the engine runs on the
 * embedded database with demo data. A value that cannot be meant stops the start with a sentence that names it.
 */
const onOff = z.enum(['on', 'off'], { error: 'must be on or off' })
const onUnlessOff = onOff.default('on').transform((value) => value === 'on')

const between = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .min(minimum, `must be at least ${minimum}`)
    .max(maximum, `must be at most ${maximum}`)

const whole = (minimum: number, maximum: number) => between(minimum, maximum).int('must be a whole number')

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, 'must be a PostgreSQL URL such as postgres://user:password@host:5432/database')
  .optional()

const schema = z.object({
  NODE_ENV: z.string().default('development'),
  PORT: whole(0, 65535).default(3000),
  HOST: z
    .string()
    .refine(isHost, { error: 'must be an address or a name of this machine, such as 0.0.0.0 (the port is in PORT)' })
    .default('127.0.0.1'),
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl,
  DATABASE_REPLICA_URL: postgresUrl,
  DATABASE_REPLICA_LAG_SECONDS_MAX: whole(1, 300).default(5),
  DATABASE_POOL_MAX: whole(2, 200).default(10),
  DATABASE_STATEMENT_TIMEOUT_MS: whole(100, 600_000).default(15_000),
  DATABASE_SSL_CA: z.string().optional(),
  SAMBATAN_DATA_DIR: z.string().default('./.sambatan'),
  SAMBATAN_SMALL_MEMORY: onOff.optional(),
  SAMBATAN_PHOTOS_DIR: z.string().optional(),
  SAMBATAN_S3_ENDPOINT: webUrl
    .refine((value) => !/[?#]/.test(value), { error: 'must be an address without a query' })
    .optional(),
  SAMBATAN_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket, such as sambatan-photos')
    .optional(),
  SAMBATAN_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be a region such as ap-southeast-3, or auto')
    .optional(),
  SAMBATAN_S3_ACCESS_KEY_ID: z.string().optional(),
  SAMBATAN_S3_SECRET_ACCESS_KEY: z.string().optional(),
  SAMBATAN_SERVICE_KEY: z.string().min(8, 'must be at least 8 characters').optional(),
  SAMBATAN_SECRET: z
    .string()
    .refine((value) => value.split(',').every((secret) => secret.trim().length >= 32), {
      error: 'must be at least 32 characters, each of them when several are separated by commas (openssl rand -hex 32)',
    })
    .optional(),
  SAMBATAN_PUBLIC_URL: webUrl
    .refine((value) => !URL.canParse(value) || isOrigin(new URL(value)), {
      error:
        'must be a scheme and a host, such as https://sambatan.example, without path, query, fragment or password: the pages are at its root, and links would lead nowhere',
    })
    .optional(),
  SAMBATAN_EMAIL_VERIFICATION: onOff.optional(),
  ...mailVariables,
  ...whatsAppVariables,
  SAMBATAN_MAILBOX_COPY: onOff.default('off').transform((value) => value === 'on'),
  SAMBATAN_WEBHOOK_ALLOW_PRIVATE: onOff.default('off'),
  SAMBATAN_PUSH_CONTACT: pushContact,
  SAMBATAN_JWT_ISSUER: z.string().optional(),
  SAMBATAN_JWT_AUDIENCE: z.string().optional(),
  SAMBATAN_JWKS_URL: webUrl.optional(),
  SAMBATAN_JWT_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  SAMBATAN_JWT_ROLE_CLAIM: z
    .string()
    .regex(/^(?!user_metadata\b)/, 'must not be in user_metadata: people write that themselves')
    .optional(),
  SAMBATAN_JWT_ROLES: z
    .string()
    .regex(
      /^[^:,]+:(buyer|seller|operator)(,[^:,]+:(buyer|seller|operator))*$/,
      'must be a list such as merchant:seller,admin:operator',
    )
    .optional(),
  SAMBATAN_SCHEDULER_INTERVAL_MINUTES: between(0.02, 1440).default(5),
  SAMBATAN_SCHEDULER: onUnlessOff,
  SAMBATAN_RATE_LIMIT: onUnlessOff,
  ...demoVariables,
  SAMBATAN_WORKER_PORT: whole(0, 65535).optional(),
  SAMBATAN_DRAIN_SECONDS: between(0, 300).optional(),
  SAMBATAN_JOIN_QUEUE_MAX: whole(1, 1_000_000).default(10_000),
  TRUST_PROXY: z
    .string()
    .refine(isTrust, {
      error: 'must be on, off, a number of hops, or addresses and networks such as 10.0.0.0/8, separated by commas',
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
})

/** What may be set in the environment, in the order of the README's table. */
export const variables = Object.keys(schema.shape)

/** What holds where a variable is not set, as it would be written; undefined where that depends on others. */
export function defaultOf(name: string): string | undefined {
  const fallback = schema.shape[name as keyof typeof schema.shape].safeParse(undefined).data
  return typeof fallback === 'boolean' ? (fallback ? 'on' : 'off') : fallback?.toString()
}

export interface Config {
  production: boolean
  port: number
  host: string
  database: {
    /** Unset: the embedded database in `dataDir`. */
    url: string | undefined
    /** For LISTEN, which needs a session of its own: set it when `url` leads through PgBouncer. */
    directUrl: string | undefined
    replicaUrl: string | undefined
    /** How far behind it may be and still be read. */
    replicaLagSecondsMax: number
    poolMax: number
    statementTimeoutMs: number
    sslCaFile: string | undefined
    /** Whether the embedded database spares memory, which costs joins; by itself where the machine has little. */
    smallMemory: boolean
  }
  dataDir: string
  /** Where photos lie. */
  storage: StorageConfig
  serviceKey: string | undefined
  /** Signs sessions and encrypts second factors: one secret, or `new,old`. Unset: no accounts. */
  secret: string | undefined
  /** Where people reach this installation. */
  publicUrl: string
  verifyEmail: boolean
  /** Where letters go; unset: nowhere, and they stay in the operators' mailbox. */
  smtp: SmtpConfig | undefined
  /** Through which number messages go by WhatsApp; unset: by none. */
  whatsapp: WhatsAppConfig | undefined
  /** Whether the mailbox keeps a copy of what was sent. */
  mailboxCopy: boolean
  /** Tokens of the platform that this installation is part of; unset: none are accepted. */
  tokens: ForeignTokenConfig | undefined
  /** Lets webhooks and pushes call this machine and private networks. */
  webhooksToPrivate: boolean
  /** Whom a push service writes to when something is wrong with what it is sent (the subject of VAPID). */
  pushContact: string
  scheduler: { enabled: boolean; intervalMinutes: number }
  rateLimit: boolean
  demo: Demo
  /** How often a demo that is public is set back. */
  demoResetHours: number
  joinQueueMax: number
  /** Where a worker answers about its health; unset: nowhere. */
  workerPort: number | undefined
  /** How long a node serves on when it is told to stop, so that balancers can leave it. */
  drainMs: number
  /** Whose X-Forwarded-For is believed. */
  trustProxy: Trust
  /** A node speaks no https itself: where people reach it by that, a proxy is in front, which nobody believes. */
  ignoresProxy: boolean
  logLevel: string
  /** Who this process is, in scheduler runs and leases. */
  node: string
}

/** A configuration that cannot be meant; the message names every variable at fault. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the configuration from an environment, for a process that may use so much memory.
 * @throws ConfigError naming each variable that is wrong
 */
export function readConfig(env: Environment, memory = memoryBytes()): Config {
  const { env: given, faults } = readSecretFiles(env)
  const parsed = schema.superRefine(needAllOfWhatsApp).superRefine(keepDemoAtHome).safeParse(given)
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []
  if (!parsed.success || faults.length > 0) throw new ConfigError([...faults, ...wrong].join('\n'))
  const value = parsed.data
  requireServer(value)
  const production = value.NODE_ENV === 'production'
  if (production && value.SAMBATAN_SERVICE_KEY !== undefined && value.SAMBATAN_SERVICE_KEY.length < 32) {
    throw new ConfigError('SAMBATAN_SERVICE_KEY must be at least 32 characters in production')
  }
  const accounts = readAccounts(value, production)
  const trust = trustProxy(value.TRUST_PROXY)
  return {
    production,
    ...accounts,
    smtp: readMailServer(value),
    whatsapp: readWhatsApp(value),
    mailboxCopy: value.SAMBATAN_MAILBOX_COPY,
    tokens: readTokens(value, production),
    port: value.PORT,
    host: value.HOST,
    database: {
      url: value.DATABASE_URL,
      directUrl: value.DATABASE_DIRECT_URL,
      replicaUrl: value.DATABASE_REPLICA_URL,
      replicaLagSecondsMax: value.DATABASE_REPLICA_LAG_SECONDS_MAX,
      poolMax: value.DATABASE_POOL_MAX,
      statementTimeoutMs: value.DATABASE_STATEMENT_TIMEOUT_MS,
      sslCaFile: value.DATABASE_SSL_CA,
      smallMemory: value.DATABASE_URL === undefined && isOn(value.SAMBATAN_SMALL_MEMORY, isSmall(memory)),
    },
    dataDir: value.SAMBATAN_DATA_DIR,
    storage: readStorage(value),
    serviceKey: value.SAMBATAN_SERVICE_KEY,
    webhooksToPrivate: value.SAMBATAN_WEBHOOK_ALLOW_PRIVATE === 'on',
    pushContact: value.SAMBATAN_PUSH_CONTACT ?? pushContactOf(accounts.publicUrl),
    scheduler: { enabled: value.SAMBATAN_SCHEDULER, intervalMinutes: value.SAMBATAN_SCHEDULER_INTERVAL_MINUTES },
    rateLimit: value.SAMBATAN_RATE_LIMIT,
    demo: readDemo(value, { production, isBehindProxy: trust !== false }),
    demoResetHours: value.SAMBATAN_DEMO_RESET_HOURS,
    joinQueueMax: value.SAMBATAN_JOIN_QUEUE_MAX,
    workerPort: value.SAMBATAN_WORKER_PORT,
    // The embedded database has one node: there is no other that a balancer could go to.
    drainMs: (value.SAMBATAN_DRAIN_SECONDS ?? (production && value.DATABASE_URL !== undefined ? 5 : 0)) * 1000,
    trustProxy: trust,
    ignoresProxy: trust === false && accounts.publicUrl.startsWith('https:'),
    logLevel: value.LOG_LEVEL,
    node: `${hostname()}:${process.pid}`,
  }
}

type Values = z.infer<typeof schema>

function isOn(value: 'on' | 'off' | undefined, fallback: boolean): boolean {
  return value === undefined ? fallback : value === 'on'
}

/** What describes a server says that there is one: without its address it would be an empty embedded database. */
function requireServer(value: Values): void {
  const given = (['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL', 'DATABASE_SSL_CA'] as const).filter(
    (name) => value.DATABASE_URL === undefined && value[name] !== undefined,
  )
  if (given.length > 0) {
    throw new ConfigError(
      given.map((name) => `${name} needs DATABASE_URL, which is not set: it says where the server is`).join('\n'),
    )
  }
}

function readAccounts(value: Values, production: boolean): Pick<Config, 'secret' | 'publicUrl' | 'verifyEmail'> {
  const publicUrl = value.SAMBATAN_PUBLIC_URL && new URL(value.SAMBATAN_PUBLIC_URL).origin
  if (publicUrl === undefined && value.HOST.includes('%')) {
    throw new ConfigError(`SAMBATAN_PUBLIC_URL must be set with HOST=${value.HOST}: no link can lead there`)
  }
  if (production && value.SAMBATAN_SECRET !== undefined) {
    if (publicUrl === undefined) {
      throw new ConfigError(
        'SAMBATAN_PUBLIC_URL must be set in production with SAMBATAN_SECRET: links in e-mails lead there',
      )
    }
    if (!isSafeUrl(publicUrl)) {
      throw new ConfigError(
        'SAMBATAN_PUBLIC_URL must begin with https:// in production: sessions would travel in the open',
      )
    }
  }
  return {
    secret: value.SAMBATAN_SECRET,
    publicUrl: publicUrl ?? `http://${value.HOST.includes(':') ? `[${value.HOST}]` : value.HOST}:${value.PORT}`,
    // No letter leaves a public demo, by which an address could be confirmed.
    verifyEmail: isOn(value.SAMBATAN_EMAIL_VERIFICATION, production && value.SAMBATAN_DEMO !== 'reset'),
  }
}

/** Neither means anything without the other. */
function readMailServer({
  SMTP_URL: url,
  SMTP_FROM: from,
  SMTP_BOUNCES_TO: bouncesTo,
}: Values): SmtpConfig | undefined {
  if (url === undefined && from === undefined) {
    if (bouncesTo === undefined) return undefined
    throw new ConfigError('SMTP_BOUNCES_TO needs SMTP_URL, which is not set: no letter leaves that could come back')
  }
  if (url === undefined) {
    throw new ConfigError('SMTP_FROM needs SMTP_URL, which is not set: it says which mail server takes the letters')
  }
  if (from === undefined) {
    throw new ConfigError('SMTP_FROM must be set with SMTP_URL: letters come from that address')
  }
  return readSmtp(url, { from: readFrom(from)!, bouncesTo })
}

const bucketVariables = [
  'SAMBATAN_S3_ENDPOINT',
  'SAMBATAN_S3_BUCKET',
  'SAMBATAN_S3_REGION',
  'SAMBATAN_S3_ACCESS_KEY_ID',
  'SAMBATAN_S3_SECRET_ACCESS_KEY',
] as const

/** A bucket needs all of its variables: with some of them photos would go where nobody meant them to go. */
function readStorage(value: Values): StorageConfig {
  const missing = bucketVariables.filter((name) => value[name] === undefined)
  if (missing.length === bucketVariables.length) {
    return { kind: 'folder', dir: value.SAMBATAN_PHOTOS_DIR ?? join(value.SAMBATAN_DATA_DIR, 'photos') }
  }
  if (missing.length > 0) {
    throw new ConfigError(
      missing.map((name) => `${name} must be set: photos go into a bucket with all of SAMBATAN_S3_*`).join('\n'),
    )
  }
  if (value.SAMBATAN_PHOTOS_DIR !== undefined) {
    throw new ConfigError('SAMBATAN_PHOTOS_DIR must not be set with SAMBATAN_S3_*: photos go into the bucket')
  }
  return {
    kind: 'bucket',
    endpoint: value.SAMBATAN_S3_ENDPOINT!.replace(/\/+$/, ''),
    bucket: value.SAMBATAN_S3_BUCKET!,
    region: value.SAMBATAN_S3_REGION!,
    accessKeyId: value.SAMBATAN_S3_ACCESS_KEY_ID!,
    secretAccessKey: value.SAMBATAN_S3_SECRET_ACCESS_KEY!,
  }
}

function readTokens(value: Values, production: boolean): ForeignTokenConfig | undefined {
  const { SAMBATAN_JWT_ISSUER: issuer, SAMBATAN_JWT_AUDIENCE: audience } = value
  const { SAMBATAN_JWKS_URL: jwksUrl, SAMBATAN_JWT_SECRET: secret } = value
  const given = [issuer, audience, jwksUrl, secret, value.SAMBATAN_JWT_ROLE_CLAIM, value.SAMBATAN_JWT_ROLES]
  if (given.every((each) => each === undefined)) return undefined
  if (issuer === undefined)
    throw new ConfigError('SAMBATAN_JWT_ISSUER must be set: tokens of any other issuer are refused')
  if (audience === undefined) {
    throw new ConfigError(
      'SAMBATAN_JWT_AUDIENCE must be set: a token that was meant for another service must not work here',
    )
  }
  if (jwksUrl === undefined && secret === undefined) {
    throw new ConfigError('SAMBATAN_JWKS_URL must be set (or SAMBATAN_JWT_SECRET): tokens are verified with it')
  }
  if (production && jwksUrl !== undefined && !isSafeUrl(jwksUrl)) {
    throw new ConfigError(
      'SAMBATAN_JWKS_URL must begin with https:// in production: keys could be exchanged on the way',
    )
  }
  const roles = (value.SAMBATAN_JWT_ROLES ?? '').split(',').flatMap((pair) => {
    const [claim, role] = pair.split(':')
    return role === undefined ? [] : [[claim!.trim(), role] as const]
  })
  if (roles.length > 0 && value.SAMBATAN_JWT_ROLE_CLAIM === undefined) {
    throw new ConfigError(
      'SAMBATAN_JWT_ROLE_CLAIM must be set with SAMBATAN_JWT_ROLES: it names the claim that holds them',
    )
  }
  return {
    issuer,
    audience,
    jwksUrl,
    secret,
    roleClaim: value.SAMBATAN_JWT_ROLE_CLAIM,
    roles: Object.fromEntries(roles) as ForeignTokenConfig['roles'],
  }
}
