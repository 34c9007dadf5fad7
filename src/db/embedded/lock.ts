/**
 * One process at a time may have a data folder: PGlite itself would let two in, and one would lose everything.
 *
 * The lock is a file that names its holder. It appears whole or not at all (a hard link to a finished file), and is
 * replaced only by the one process that holds the lock on its replacement; so of any number that find it stale, one
 * wins. A holder on this machine is alive when its pid is and started when the file says; one on another machine (or
 * in another container) when it touches the file, which it does every two seconds.
 */
import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../kernel/clock.ts'
import { SetupError } from '../errors.ts'

const HEARTBEAT_MS = 2000
const FOREIGN_SILENCE_MS = 5000

export interface Holder {
  pid: number
  startedAt: string
  host: string
  /** Start of the process in the kernel's count, where /proc tells: a pid alone may have been given out again. */
  processStart: string | undefined
  socket: string
  token: string
}

export interface Lock {
  /** The one that was taken over from, if any: what it left behind can be cleared away. */
  readonly predecessor: Holder | undefined
  release(): void
}

/** Throws SetupError `data_folder_in_use` while another process holds the lock. */
export async function acquireLock(path: string, socket: string): Promise<Lock> {
  const own: Holder = {
    pid: process.pid,
    startedAt: systemClock.now().toISOString(),
    host: hostname(),
    processStart: processStartOf(process.pid),
    socket,
    token: randomUUID(),
  }
  const predecessor = await take(path, own)
  const heartbeat = setInterval(() => touch(path, own), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    predecessor,
    release: () => {
      clearInterval(heartbeat)
      if (read(path)?.token === own.token) rmSync(path, { force: true })
    },
  }
}

/** Makes `own` the holder of the lock file, and answers whose place it took. */
async function take(path: string, own: Holder): Promise<Holder | undefined> {
  for (;;) {
    if (create(path, own)) return undefined
    const holder = read(path)
    if (holder === undefined) continue // released in this moment
    if (await isAlive(path, holder)) throw inUse(path, holder)
    if (await replace(path, holder, own)) return holder
  }
}

/** Only who holds the lock on the replacement of this very holder may replace it, and looks again once it does. */
async function replace(path: string, stale: Holder, own: Holder): Promise<boolean> {
  const guard = `${path}.${stale.token.slice(0, 8)}`
  await take(guard, own)
  try {
    if (read(path)?.token !== stale.token) return false
    const finished = `${path}.${randomUUID()}`
    writeFileSync(finished, JSON.stringify(own))
    renameSync(finished, path)
    return true
  } finally {
    rmSync(guard, { force: true })
  }
}

function create(path: string, own: Holder): boolean {
  const finished = `${path}.${randomUUID()}`
  writeFileSync(finished, JSON.stringify(own))
  try {
    linkSync(finished, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(finished, { force: true })
  }
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SetupError(
      'data_folder_lock_unreadable',
      `The lock file ${path} cannot be read. If no Sambatan process uses this folder, delete that file and start again.`,
      error,
    )
  }
}

function touch(path: string, own: Holder): void {
  const now = systemClock.now()
  try {
    if (read(path)?.token === own.token) utimesSync(path, now, now)
  } catch {
    // The folder is gone or full: the database will say so itself, and louder.
  }
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return isTouched(path)
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' // it lives, and belongs to somebody else
  }
  const start = processStartOf(holder.pid)
  return start === undefined || holder.processStart === undefined || start === holder.processStart
}

async function isTouched(path: string): Promise<boolean> {
  const before = modifiedAt(path)
  await sleep(FOREIGN_SILENCE_MS)
  return modifiedAt(path) !== before
}

function modifiedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** Field 22 of /proc/<pid>/stat; the name before it may hold spaces and parentheses. */
function processStartOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined // not Linux
  }
}

function inUse(path: string, holder: Holder): SetupError {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`
  return new SetupError(
    'data_folder_in_use',
    `The data folder of ${path} is in use by process ${holder.pid}${where}, since ${holder.startedAt}. ` +
      'Only one process can use an embedded database: ask that one through its HTTP API, stop it first, ' +
      'or use another folder (SAMBATAN_DATA_DIR) or a PostgreSQL server (DATABASE_URL).',
  )
}
