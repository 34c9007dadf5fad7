/**
 * The folder of an installation: made, closed to other users, and its faults said in sentences that name it. Inside are
 * `db` (the embedded database), `db.new` (one that is being made), `db.copy` and `db.before` (see fence.ts), `lock`, the local secrets and, unless they are told
 * to lie elsewhere, the photos.
 */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { SetupError } from '../errors.ts'

/** What users other than the owner may do. */
export const OTHERS = 0o077
/** Everybody may write there, as in /tmp: such a folder belongs to the machine, and closing it would be felt. */
const SHARED = 0o1000

/** Throws SetupError where it cannot be made, or is none. */
export function makeFolder(dataDir: string): void {
  try {
    makeWithParents(resolve(dataDir))
    if (!statSync(dataDir).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
  } catch (error) {
    throw folderError(dataDir, error)
  }
}

/** Whether there is a database in it; throws SetupError where that cannot be seen. */
export function hasDatabase(dataDir: string): boolean {
  try {
    return readdirSync(join(dataDir, 'db')).length > 0
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw folderError(dataDir, error)
  }
}

/**
 * Takes from other users what they may do with the folder, the database and the secrets in it, also where an earlier
 * version, a copy or a wide umask left it open: the log of the database holds password hashes and addresses.
 */
export function closeToOthers(dataDir: string): void {
  const refused = new Set<string>()
  const close = (path: string) => {
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (found === undefined || found.isSymbolicLink()) return
    if (found.isDirectory()) for (const name of readdirSync(path)) close(join(path, name))
    if ((found.mode & OTHERS) === 0) return
    try {
      chmodSync(path, found.mode & 0o7777 & ~OTHERS)
    } catch (error) {
      refused.add(codeOf(error) ?? String(error))
    }
  }
  const whole = statSync(dataDir)
  if ((whole.mode & OTHERS) !== 0 && (whole.mode & SHARED) === 0 && resolve(dataDir) !== '/') {
    try {
      chmodSync(dataDir, whole.mode & 0o7777 & ~OTHERS)
    } catch (error) {
      refused.add(codeOf(error) ?? String(error))
    }
  }
  for (const name of readdirSync(dataDir)) {
    if (/^(db(\..*)?|lock(\..*)?|secret|service-key)$/.test(name)) close(join(dataDir, name))
  }
  if (refused.size === 0) return
  process.stderr.write(
    `Other users of this machine may read the folder ${dataDir}, with the password hashes and addresses in it, and ` +
      `its rights cannot be changed (${[...refused].join(', ')}). Give it to the user that runs Sambatan (chown).\n`,
  )
}

/** A SetupError for what the operating system refused, and the error itself for anything else. */
export function folderError(dataDir: string, error: unknown): unknown {
  if (error instanceof SetupError) return error
  const code = codeOf(error)
  const sentence = code === undefined ? undefined : sentenceFor(code, dataDir)
  return sentence === undefined ? error : new SetupError('data_folder_unusable', sentence, error)
}

function sentenceFor(code: string, dataDir: string): string | undefined {
  const elsewhere = 'choose another folder with SAMBATAN_DATA_DIR'
  switch (code) {
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
      return `${dataDir} cannot hold the embedded database: a file is where a folder should be. Move that file away, or ${elsewhere}.`
    case 'EACCES':
    case 'EPERM':
      return `The folder ${dataDir} cannot be used by ${thisUser()} (${code}). Give it to that user (chown), or ${elsewhere}.`
    case 'EROFS':
      return `The folder ${dataDir} is on a file system that can only be read. Mount it so that it can be written, or ${elsewhere}.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk with the folder ${dataDir} is full (${code}). What was acknowledged is there: make room and start again, or ${elsewhere}.`
    case 'EMFILE':
    case 'ENFILE':
      return `The folder ${dataDir} cannot be opened because too many files are open (${code}). Raise the limit (ulimit -n) and start again.`
    case 'EIO':
    case 'ESTALE':
    case 'ENODEV':
      return `The folder ${dataDir} cannot be read or written (${code}): look after its disk, then start again, or put back a backup.`
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'ENOENT':
      return `The folder ${dataDir} cannot be made (${code}). Correct SAMBATAN_DATA_DIR.`
    default:
      return undefined
  }
}

/** Node's own `recursive` says ENOENT whatever the reason, and never returns where nothing can be made, as in /proc. */
function makeWithParents(dir: string): void {
  try {
    mkdirSync(dir, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || existsSync(dirname(dir))) throw error
    makeWithParents(dirname(dir))
    mkdirSync(dir, { mode: 0o700 })
  }
}

function thisUser(): string {
  const uid = process.getuid?.()
  return uid === undefined ? 'this user' : `this user (uid ${uid})`
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}
