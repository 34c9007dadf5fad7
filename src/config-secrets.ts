/**
 * Secrets that come as files: what Docker, Kubernetes and systemd give a process is a path, so that a secret stands in no
 * environment that somebody may print.
 */
import { readFileSync } from 'node:fs'

/** What nobody may read over a shoulder; each may be given as a file, by the name of the variable with `_FILE` behind it. */
export const secretVariables = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'DATABASE_REPLICA_URL',
  'SAMBATAN_S3_ACCESS_KEY_ID',
  'SAMBATAN_S3_SECRET_ACCESS_KEY',
  'SAMBATAN_SERVICE_KEY',
  'SAMBATAN_SECRET',
  'SMTP_URL',
  'WHATSAPP_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'SAMBATAN_JWT_SECRET',
] as const

export type Environment = Record<string, string | undefined>

/** As they stand in the environment. */
export const secretFileVariables = secretVariables.map((name) => `${name}_FILE`)

interface Given {
  /** The environment without what is empty, and with what the files hold. */
  env: Environment
  /** The file of each variable that came from one. */
  files: Record<string, string>
  /** What cannot be used, each a sentence that begins with the name of its variable. */
  faults: string[]
}

/** Reads the files that secrets are in. What goes wrong is told by name, and never with what a file holds. */
export function readSecretFiles(all: Environment): Given {
  // An empty value means unset: `PORT= npm start` and compose files write it that way.
  const env = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  const files: Record<string, string> = {}
  const faults: string[] = []
  for (const name of secretVariables) {
    const path = env[`${name}_FILE`]
    if (path === undefined) continue
    files[name] = path
    if (env[name] !== undefined) {
      faults.push(`${name} and ${name}_FILE are both set: leave one of them out, since nothing says which is meant`)
      continue
    }
    const read = readSecret(path)
    if ('fault' in read) faults.push(`${name}_FILE ${read.fault}`)
    else env[name] = read.secret
  }
  return { env, files, faults }
}

const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'there is no such file',
}

function readSecret(path: string): { secret: string } | { fault: string } {
  try {
    // Editors and `echo` end a file with a newline, which is in no secret.
    const secret = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
    return secret === '' ? { fault: `leads to ${path}, which is empty` } : { secret }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    return { fault: `leads to ${path}, which cannot be read: ${unreadable[code] ?? code}` }
  }
}
