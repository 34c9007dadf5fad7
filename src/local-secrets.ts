import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from './config.ts'
import { folderError, makeFolder } from './db/index.ts'

/**
 * On the embedded database outside production the service key and the secret of the accounts are made once and kept in
 * the data folder, so that a fresh clone works at once and keeps working after a restart. Everywhere else they must be
 * chosen and configured: several nodes need the same ones.
 */
export async function withLocalSecrets(config: Config): Promise<Config> {
  if (config.production || config.database.url !== undefined) return config
  return {
    ...config,
    serviceKey: config.serviceKey ?? (await readOrMake(config.dataDir, files.serviceKey, 'sk_')),
    secret: config.secret ?? (await readOrMake(config.dataDir, files.secret, '')),
  }
}

/** The same for whoever only looks: what is not there is not made. */
export async function withKeptSecrets(config: Config): Promise<Config> {
  if (config.production || config.database.url !== undefined) return config
  const { secret, serviceKey } = await readLocalSecrets(config.dataDir)
  return { ...config, serviceKey: config.serviceKey ?? serviceKey, secret: config.secret ?? secret }
}

const files = { secret: 'secret', serviceKey: 'service-key' } as const

export type LocalSecrets = { -readonly [name in keyof typeof files]?: string }

/** Those that are in the folder; makes none. */
export async function readLocalSecrets(dataDir: string): Promise<LocalSecrets> {
  const found: LocalSecrets = {}
  for (const [name, fileName] of Object.entries(files) as [keyof LocalSecrets, string][]) {
    const text = (await readFile(join(dataDir, fileName), 'utf8').catch(unlessMissing))?.trim()
    if (text) found[name] = text
  }
  return found
}

/** Puts those into the folder that it does not have; what is there stays. */
export async function keepLocalSecrets(dataDir: string, secrets: LocalSecrets): Promise<void> {
  makeFolder(dataDir)
  for (const [name, secret] of Object.entries(secrets) as [keyof LocalSecrets, string][]) {
    await write(join(dataDir, files[name]), secret)
  }
}

/** So long another first start may take between making the file and writing into it. */
const unwrittenMsMax = 2000

async function readOrMake(dataDir: string, fileName: string, prefix: string): Promise<string> {
  makeFolder(dataDir)
  const file = join(dataDir, fileName)
  try {
    return await readWritten(file, `${prefix}${randomBytes(24).toString('base64url')}`)
  } catch (error) {
    throw folderError(dataDir, error)
  }
}

/** An empty file is no secret: it is being written, or its writer died or had no room left, and then it is made anew. */
async function readWritten(file: string, fresh: string): Promise<string> {
  for (let waitedMs = 0; ; waitedMs += 50) {
    if (await write(file, fresh)) return fresh
    const found = (await readFile(file, 'utf8').catch(unlessMissing))?.trim()
    if (found) return found
    if (found === '' && waitedMs >= unwrittenMsMax) await rm(file, { force: true })
    await sleep(50)
  }
}

/** Exclusive: of two first starts, one makes the secret and both use it. Answers whether it was this one. */
async function write(file: string, secret: string): Promise<boolean> {
  try {
    await writeFile(file, `${secret}\n`, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code === 'ENOSPC' || code === 'EDQUOT') await rm(file, { force: true })
    throw error
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
