/**
 * The embedded database: PGlite in a worker thread behind a unix socket in a private folder, reached through an
 * ordinary pool. `<dataDir>/db` holds the data, `<dataDir>/lock` names the process that has it.
 */
import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import type { Backend } from '../backend.ts'
import { createConnections } from '../connections.ts'
import type { DatabaseOptions } from '../database.ts'
import { valueTypes } from '../values.ts'
import { acquireLock } from './lock.ts'
import type { WorkerSettings } from './worker.ts'

/** PGlite runs one statement at a time; more connections only let transactions queue inside it instead of outside. */
const POOL_MAX = 6
const CONNECT_TIMEOUT_MS = 5000
const IDLE_IN_TRANSACTION_MS = 15_000
const RESTART_AFTER_MS = 200
const CLOSE_WITHIN_MS = 5000
const SOCKET_DIR_PREFIX = 'sambatan-'
/** pg finds a unix socket by its folder and a port. */
const SOCKET_PORT = 5432

export async function startEmbedded(dataDir: string, options: DatabaseOptions): Promise<Backend> {
  const onError = options.onError ?? (() => {})
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // Not in the data folder: a socket's path may not be longer than about 100 characters. mkdtemp makes it private.
  const socketDir = mkdtempSync(join(tmpdir(), SOCKET_DIR_PREFIX))
  const removeSocketDir = () => rmSync(socketDir, { recursive: true, force: true })
  const lock = await acquireLock(join(dataDir, 'lock'), socketDir).catch((error) => {
    removeSocketDir()
    throw error
  })
  if (lock.predecessor !== undefined) removeLeftSocketDir(lock.predecessor.socket)
  const release = () => {
    removeSocketDir()
    lock.release()
  }

  const socketPath = join(socketDir, `.s.PGSQL.${SOCKET_PORT}`)
  const thread = await startThread(
    { databaseDir: join(dataDir, 'db'), socketPath, idleInTransactionMs: IDLE_IN_TRANSACTION_MS },
    onError,
  ).catch((error) => {
    release()
    throw error
  })
  const pool = new pg.Pool({
    host: socketDir,
    port: SOCKET_PORT,
    user: 'postgres',
    password: '',
    database: 'postgres',
    ssl: false,
    max: Math.min(options.poolMax ?? POOL_MAX, POOL_MAX),
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: valueTypes,
  })
  const connections = createConnections(pool, undefined, onError)
  return {
    kind: 'embedded',
    primary: connections,
    replica: connections,
    replicaWatch: undefined,
    ...messagesInProcess(),
    close: async () => {
      await pool.end()
      await thread.close()
      release()
    },
  }
}

/** Sessions are shared, so that LISTEN cannot be: but there is only one process, and it can tell itself. */
function messagesInProcess(): Pick<Backend, 'listen' | 'notify'> {
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

/** Starts the worker and, should it ever die by itself, starts it again: callers get 503 in between. */
async function startThread(settings: WorkerSettings, onError: (error: unknown) => void): Promise<Thread> {
  let closing = false
  let worker = await spawn()

  async function spawn(): Promise<Worker> {
    rmSync(settings.socketPath, { force: true })
    const next = new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings })
    await new Promise<void>((resolve, reject) => {
      next.once('message', () => resolve())
      next.once('error', reject)
      next.once('exit', (code) => reject(new Error(`the embedded database ended while starting (code ${code})`)))
    })
    next.removeAllListeners()
    next.on('error', onError)
    next.on('message', onError)
    next.on('exit', () => {
      if (!closing) restart()
    })
    return next
  }

  function restart(): void {
    setTimeout(async () => {
      try {
        worker = await spawn()
      } catch (error) {
        onError(error)
        if (!closing) restart()
      }
    }, RESTART_AFTER_MS)
  }

  return {
    close: async () => {
      closing = true
      const ended = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage('close')
      // One that does not listen is ended as kill -9 would end it: that loses nothing either.
      const impatience = setTimeout(() => worker.terminate(), CLOSE_WITHIN_MS)
      await ended
      clearTimeout(impatience)
    },
  }
}

/** After kill -9 the folder of the socket stays behind; its name is checked, as the lock file is only a file. */
function removeLeftSocketDir(socketDir: string): void {
  if (dirname(socketDir) !== tmpdir() || !basename(socketDir).startsWith(SOCKET_DIR_PREFIX)) return
  rmSync(socketDir, { recursive: true, force: true })
}
