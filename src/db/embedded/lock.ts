/**
 * One process at a time may have a data folder: PGlite itself would let two in, and one would lose everything.
 *
 * The lock is a file that names its holder. Creating it is exclusive, on any file system; one that is left behind is
 * replaced only by the one process that holds the lock on its replacement, so of any number that find it, one wins. A
 * holder known to be dead is replaced at once; any other when its file did not change for five seconds, while every
 * holder renews it each second. One that is stopping is waited for. What the waiting is about is said on standard error.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupError } from '../errors.ts'
import { type Claim, claimOf, createCheck, HEARTBEAT_MS, renew, SILENCE_MS } from './claim.ts'
import { demandFence } from './fence.ts'
import { type Holder, isKnownDead, parseHolder, thisProcess, whereabouts } from './holder.ts'

const LOOK_EVERY_MS = 100
/** So long nothing is said: a living holder has renewed its lock by then. */
const QUIET_MS = 1500
const STOPPING_MS_MAX = 15_000
/** A write that passed its check just before the folder changed hands has landed by then. */
const SETTLE_MS = 250

export interface Lock {
  /** The one that was taken over from, if any: what it left behind can be cleared away. */
  readonly predecessor: Holder | undefined
  readonly claim: Claim
  /** Tells those who wait for the folder that it will soon be free. */
  announceRelease(): void
  release(): void
}

interface Found {
  /** Undefined while its file is being written; and for ever, if its writer died in the middle. */
  holder: Holder | undefined
  /** Changes with every sign of life. */
  sign: string
}

interface Taken {
  fd: number
  predecessor?: Holder | undefined
}

/**
 * Throws SetupError `data_folder_in_use` while another process holds the lock. `onLost` is called when another has
 * taken the folder over: whoever hears it must not write another byte.
 */
export async function acquireLock(path: string, socket: string, onLost: () => void): Promise<Lock> {
  const own = thisProcess(socket, randomUUID())
  const { fd, predecessor } = await take(path, own, () => demandFence(dirname(path)))
  const claim = claimOf(path, fd, JSON.stringify(own), own.token)
  const isOurs = createCheck(claim)
  const heartbeat = setInterval(() => (isOurs() ? renew(claim) : onLost()), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    predecessor,
    claim,
    announceRelease: () => {
      try {
        writeFileSync(stoppingFile(path), own.token, { mode: 0o600 })
      } catch {
        // A full disk: they will be told that the folder is in use, instead of waiting.
      }
    },
    release: () => {
      clearInterval(heartbeat)
      if (look(path)?.holder?.token === own.token) {
        rmSync(stoppingFile(path), { force: true })
        rmSync(path, { force: true })
      }
      closeSync(fd)
    },
  }
}

/**
 * Makes `own` the holder of the lock file, and answers whose place it took.
 * @param onSilent is called before the place of one is taken that may still live
 */
async function take(path: string, own: Holder, onSilent = async () => {}): Promise<Taken> {
  const watch = createWatch(path, own)
  for (;;) {
    const fd = create(path, own)
    if (fd !== undefined) return { fd }
    const found = look(path)
    const verdict = found === undefined ? 'released' : watch(found)
    if (found !== undefined && (verdict === 'gone' || verdict === 'silent')) {
      if (verdict === 'silent') await onSilent()
      const replacement = await replace(path, found, own)
      if (replacement !== undefined) {
        if (verdict === 'silent') await sleep(SETTLE_MS)
        return { fd: replacement, predecessor: found.holder }
      }
    }
    await sleep(verdict === 'released' ? 1 : LOOK_EVERY_MS)
  }
}

/** Looks at one holder again and again. Throws when it lives and does not mean to stop. */
function createWatch(path: string, own: Holder): (found: Found) => 'gone' | 'silent' | 'unknown' {
  let token: string | undefined
  let sign: string | undefined
  let changedAt = 0
  let signs = 0
  let saidStoppingAt: number | undefined
  let saidSilent = false

  return ({ holder, sign: seen }) => {
    if (holder !== undefined && isKnownDead(holder, own)) return 'gone'
    const now = performance.now()
    if (holder?.token !== token) {
      token = holder?.token
      signs = 0
      saidStoppingAt = undefined
    }
    if (seen !== sign) {
      sign = seen
      changedAt = now
      signs++
    }
    if (now - changedAt >= SILENCE_MS) return 'silent'
    if (holder === undefined) return 'unknown'
    if (isStopping(path, holder)) {
      if (saidStoppingAt === undefined)
        say(`${nameOf(holder, own)} is stopping: waiting until ${dirname(path)} is free.`)
      saidStoppingAt ??= now
      if (now - saidStoppingAt > STOPPING_MS_MAX) throw inUse(path, holder, own)
      return 'unknown'
    }
    if (signs > 1) throw inUse(path, holder, own)
    if (now - changedAt > QUIET_MS && !saidSilent) {
      saidSilent = true
      say(
        `The folder ${dirname(path)} belongs to ${nameOf(holder, own, 'process')}, which gives no sign of life: ` +
          `waiting ${SILENCE_MS / 1000} seconds for one before taking it over.`,
      )
    }
    return 'unknown'
  }
}

/** Only who holds the lock on the replacement of this very file may replace it, and looks again once it does. */
async function replace(path: string, stale: Found, own: Holder): Promise<number | undefined> {
  const guard = `${path}.${stale.holder?.token.slice(0, 8) ?? 'unreadable'}`
  const guarded = await take(guard, own)
  const finished = `${path}.${randomUUID()}`
  try {
    const now = look(path)
    if (now === undefined || now.holder?.token !== stale.holder?.token || now.sign !== stale.sign) return undefined
    const fd = create(finished, own)
    // Whoever was frozen since it took the guard may have lost that, too.
    if (fd === undefined || look(guard)?.holder?.token !== own.token) return undefined
    renameSync(finished, path)
    return fd
  } finally {
    closeSync(guarded.fd)
    rmSync(finished, { force: true })
    if (look(guard)?.holder?.token === own.token) rmSync(guard, { force: true })
  }
}

/** The open file, or undefined when there is one already. Others may see it empty for a moment. */
function create(path: string, own: Holder): number | undefined {
  let fd: number
  try {
    fd = openSync(path, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  try {
    writeSync(fd, JSON.stringify(own))
    // Frozen between the two steps, it may have been taken for one that died there.
    if (isAt(path, fd)) return fd
  } catch (error) {
    closeSync(fd)
    rmSync(path, { force: true })
    throw error
  }
  closeSync(fd)
  return undefined
}

function isAt(path: string, fd: number): boolean {
  const there = statSync(path, { bigint: true, throwIfNoEntry: false })
  const ours = fstatSync(fd, { bigint: true })
  return there?.ino === ours.ino && there.dev === ours.dev
}

function look(path: string): Found | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    const { mtimeNs, ino } = statSync(path, { bigint: true })
    return { holder: parseHolder(text), sign: `${ino} ${mtimeNs} ${text}` }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const stoppingFile = (path: string) => `${path}.stopping`

/** The name of the one that stops is in the file, so that one which was left behind says nothing about its successor. */
function isStopping(path: string, holder: Holder): boolean {
  try {
    return readFileSync(stoppingFile(path), 'utf8') === holder.token
  } catch {
    return false
  }
}

function nameOf(holder: Holder, own: Holder, word = 'Process'): string {
  return `${word} ${holder.pid}${whereabouts(holder, own)}`
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}

function inUse(path: string, holder: Holder, own: Holder): SetupError {
  return new SetupError(
    'data_folder_in_use',
    `The folder ${dirname(path)} is in use by ${nameOf(holder, own, 'process')}, since ${holder.startedAt}. ` +
      'Only one process can use an embedded database: ask that one through its HTTP API, stop it first, ' +
      'or use another folder (SAMBATAN_DATA_DIR) or a PostgreSQL server (DATABASE_URL).',
  )
}
