import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

/**
 * On the embedded database outside production the service key and the secret of the accounts are made once and kept in
 * the data folder, so that a fresh clone works at once and keeps working after a restart. Everywhere else they must be
 * chosen and configured: several nodes need the same ones.
 */
export async function withLocalSecrets(config: Config): Promise<Config> {
  if (config.production || config.database.url !== undefined) return config
  return {
    ...config,
    serviceKey: config.serviceKey ?? (await readOrMake(config.dataDir, 'service-key', 'sk_')),
    secret: config.secret ?? (await readOrMake(config.dataDir, 'secret', '')),
  }
}

async function readOrMake(dataDir: string, fileName: string, prefix: string): Promise<string> {
  const file = join(dataDir, fileName)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    // Exclusive: of two first starts, one makes the secret and both use it.
    await writeFile(file, `${prefix}${randomBytes(24).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
