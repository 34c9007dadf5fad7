/**
 * The embedded database: PGlite in a worker thread behind a unix socket in a private folder, reached through an
 * ordinary pool. `<dataDir>/db` holds the data, `<dataDir>/lock` names the process that has it.
 *
 * A process that finds its folder taken over ends at once with exit code 1, whatever else it does: see claim.ts.
 */
import { EventEmitter } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Backend } from '../backend.ts'
import { type ConnectionListeners, createConnections } from '../connections.ts'
import type { DatabaseOptions } from '../database.ts'
import { codeOf, isShortage, SetupError } from '../errors.ts'
import { watchShortage } from '../shortage.ts'
import { SILENCE_MS } from './claim.ts'
import { compileOnce } from './compiler.ts'
import { fence } from './fence.ts'
import { closeToOthers, folderError, hasDatabase, makeFolder } from './folder.ts'
import { acquireLock, type Lock } from './lock.ts'
import { assertNotMoved } from './moved.ts'
import { SOCKET_NAME, socketPool } from './socket.ts'
import type { StartFailure, WorkerMessage, WorkerSettings } from './worker.ts'

/** PGlite runs one statement at a time; more connections only let transactions queue inside it instead of outside. */
const POOL_MAX = 6
const IDLE_IN_TRANSACTION_MS = 15_000
const RESTART_AFTER_MS = 200
/** Where it dies again and again, as on a full disk, the pauses double up to this. */
const RESTART_AFTER_MS_MAX = 5000
const CLOSE_WITHIN_MS = 5000
const SOCKET_DIR_PREFIX = 'sambatan-'
const SOCKET_NAME_BYTES = `/${SOCKET_NAME}`.length
/** The smallest of any system that we know: macOS, with the zero at the end. */
const SOCKET_PATH_BYTES_MAX = 103

export async function startEmbedded(dataDir: string, options: DatabaseOptions): Promise<Backend> {
  const onError = options.onError ?? (() => {})
  const shortage = watchShortage(options.onShortage ?? (() => {}))
  makeFolder(dataDir)
  assertNotMoved(dataDir)
  if (options.smallMemory) compileOnce()
  const socketDir = makeSocketDir()
  const removeSocketDir = () => rmSync(socketDir, { recursive: true, force: true })
  const onLost = () => leave(dataDir, removeSocketDir)
  const lock = await acquireLock(join(dataDir, 'lock'), socketDir, onLost).catch((error) => {
    removeSocketDir()
    throw folderError(dataDir, error)
  })
  const release = () => {
    removeSocketDir()
    lock.release()
  }
  const thread = await openFolder(dataDir, lock, socketDir, { onError, onShortage: shortage.notice, onLost }).catch(
    (error) => {
      release()
      throw folderError(dataDir, error)
    },
  )
  const pool = socketPool(socketDir, Math.min(options.poolMax ?? POOL_MAX, POOL_MAX))
  const connections = createConnections(pool, undefined, { onError, onShortage: shortage.notice })
  return {
    kind: 'embedded',
    primary: connections,
    replica: connections,
    replicaWatch: undefined,
    hearing: undefined,
    shortage,
    ...messagesInProcess(),
    announceClose: lock.announceRelease,
    close: async () => {
      lock.announceRelease()
      await pool.end()
      await thread.close()
      release()
    },
  }
}

interface Listeners extends ConnectionListeners {
  onLost: () => void
}

/** Starts the database of a folder that is locked by us. */
async function openFolder(dataDir: string, lock: Lock, socketDir: string, listeners: Listeners): Promise<Thread> {
  if (lock.predecessor !== undefined) removeLeftSocketDir(lock.predecessor.socket)
  await fence(dataDir)
  closeToOthers(dataDir)
  const databaseDir = join(dataDir, 'db')
  // Without this file PGlite takes the folder for a new one, and would make an empty database over what is there.
  if (hasDatabase(dataDir) && !existsSync(join(databaseDir, 'PG_VERSION'))) {
    throw damaged(dataDir, 'the file db/PG_VERSION is missing')
  }
  return startThread(
    {
      databaseDir,
      socketPath: join(socketDir, SOCKET_NAME),
      idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
      claim: lock.claim,
    },
    { ...listeners, asError: (failure) => startError(dataDir, failure) },
  )
}

function startError(dataDir: string, { refusal, complaint, cause }: StartFailure): unknown {
  if (refusal !== undefined) return folderError(dataDir, Object.assign(cause as Error, { code: refusal }))
  return complaint === undefined ? cause : damaged(dataDir, `PostgreSQL says: ${complaint}`, cause)
}

function damaged(dataDir: string, reason: string, cause?: unknown): SetupError {
  return new SetupError(
    'data_folder_damaged',
    `The embedded database in ${dataDir} cannot be opened, because its files are damaged, incomplete or of another ` +
      `version (${reason}). Put back a copy of the whole folder that was made while nothing ran, or begin with ` +
      'another folder (SAMBATAN_DATA_DIR).',
    cause,
  )
}

/** Another process has the folder: not one more byte may be written, so nothing is closed in good order. */
function leave(dataDir: string, removeSocketDir: () => void): never {
  try {
    writeSync(
      process.stderr.fd,
      `Another process has taken over the folder ${dataDir}, because this one gave no sign of life for ` +
        `${SILENCE_MS / 1000} seconds (it was paused, or the machine slept). This process stops at once. What it ` +
        'acknowledged is kept; what it did not answer can be sent again, to the other one.\n',
    )
    removeSocketDir()
  } catch {
    // Nobody reads any more; leaving is what matters.
  }
  process.exit(1)
}

/** Sessions are shared, so that LISTEN cannot be: but there is only one process, and it can tell itself. */
export function messagesInProcess(): Pick<Backend, 'listen' | 'notify'> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  return {
    listen: async (channel, onMessage) => {
      emitter.on(`message ${channel}`, onMessage)
      return { close: async () => void emitter.off(`message ${channel}`, onMessage) }
    },
    // Never within the caller's own turn, as over a connection.
    notify: async (channel, payload) => void setImmediate(() => emitter.emit(`message ${channel}`, payload)),
  }
}

interface Thread {
  close(): Promise<void>
}

interface ThreadListeners extends Listeners {
  asError: (failure: StartFailure) => unknown
}

/** Starts the worker and, should it ever die by itself, starts it again: callers get 503 in between. */
async function startThread(settings: WorkerSettings, listeners: ThreadListeners): Promise<Thread> {
  const { onLost, asError } = listeners
  const tell = teller(listeners)
  let closing = false
  let deaths = 0
  let worker = await spawn()

  async function spawn(): Promise<Worker> {
    rmSync(settings.socketPath, { force: true })
    const next = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings })
    await new Promise<void>((resolve, reject) => {
      next.once('message', (message: WorkerMessage) => {
        if (message === 'lost') onLost()
        else if (typeof message === 'object' && 'failure' in message) reject(asError(message.failure))
        else resolve()
      })
      next.once('error', reject)
      next.once('exit', (code) => reject(new Error(`the embedded database ended while starting (code ${code})`)))
    })
    next.removeAllListeners()
    next.on('error', tell)
    next.on('message', (message: WorkerMessage) => {
      if (message === 'lost') onLost()
      else tell(typeof message === 'object' && 'failure' in message ? asError(message.failure) : message)
    })
    const settled = setTimeout(() => {
      deaths = 0
    }, 2 * RESTART_AFTER_MS_MAX)
    settled.unref()
    next.on('exit', () => {
      clearTimeout(settled)
      if (!closing) restart()
    })
    return next
  }

  function restart(): void {
    const afterMs = Math.min(RESTART_AFTER_MS * 2 ** deaths++, RESTART_AFTER_MS_MAX)
    setTimeout(async () => {
      if (closing) return
      try {
        worker = await spawn()
        if (closing) await worker.terminate()
      } catch (error) {
        tell(error)
        if (!closing) restart()
      }
    }, afterMs)
  }

  return {
    close: async () => {
      closing = true
      if (worker.threadId === -1) return // it died, and waits to be started again
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('close')
      // One that does not listen is ended as kill -9 would end it: that loses nothing either.
      const impatience = setTimeout(() => worker.terminate(), CLOSE_WITHIN_MS)
      await ended
      clearTimeout(impatience)
    },
  }
}

/** A full disk is a state, said when it begins and when it ends; anything else is said as it comes. */
function teller({ onError, onShortage }: Listeners): (error: unknown) => void {
  return (error) => {
    const isFull = ['ENOSPC', 'EDQUOT'].includes(codeOf((error as Error).cause) ?? '')
    if (isFull || isShortage(error)) onShortage(error)
    else onError(error)
  }
}

/** Not in the data folder: a socket's path may not be longer than about 100 bytes. mkdtemp makes it private. */
function makeSocketDir(): string {
  let dir: string
  try {
    dir = mkdtempSync(join(tmpdir(), SOCKET_DIR_PREFIX))
  } catch (error) {
    throw new SetupError(
      'temporary_folder_unusable',
      `The folder for temporary files, ${tmpdir()}, cannot be used (${(error as NodeJS.ErrnoException).code}). ` +
        'Make room in it or let this user write there, or set TMPDIR to another.',
      error,
    )
  }
  if (Buffer.byteLength(dir) + SOCKET_NAME_BYTES <= SOCKET_PATH_BYTES_MAX) return dir
  rmSync(dir, { recursive: true, force: true })
  throw new SetupError(
    'temporary_folder_unusable',
    `The path of the folder for temporary files, ${tmpdir()}, is too long for a socket. Set TMPDIR to a shorter one.`,
  )
}

/** After kill -9 the folder of the socket stays behind; its name is checked, as the lock file is only a file. */
function removeLeftSocketDir(socketDir: string): void {
  if (dirname(socketDir) !== tmpdir() || !basename(socketDir).startsWith(SOCKET_DIR_PREFIX)) return
  rmSync(socketDir, { recursive: true, force: true })
}
