import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const fileName = 'service-key'

/**
 * On the embedded database outside production a service key is made once and kept in the data folder, so that a fresh
 * clone works at once and keeps working after a restart. Everywhere else a key must be chosen and configured.
 */
export async function withServiceKey(config: Config): Promise<Config> {
  if (config.serviceKey !== undefined || config.production || config.database.url !== undefined) return config
  return { ...config, serviceKey: await readOrMakeKey(config.dataDir) }
}

async function readOrMakeKey(dataDir: string): Promise<string> {
  const file = join(dataDir, fileName)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    // Exclusive: of two first starts, one makes the key and both use it.
    await writeFile(file, `sk_${randomBytes(24).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
