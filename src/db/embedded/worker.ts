/**
 * The thread that the embedded database lives in, so that its work never blocks the event loop that serves HTTP.
 * Posts what WorkerMessage lists; ends after the message 'close'.
 *
 * Durability: PGlite writes its log through to the operating system at every commit, so a kill of the process at any
 * moment loses nothing acknowledged. It cannot fsync (its file layer has no such call), so a power failure may lose
 * the last seconds: who needs more uses a server.
 *
 * Ownership: it asks whether the folder is still ours before each unit, before each change of a file, and before each
 * answer. One that finds it lost stands still for ever, and tells the process to end: what it answered until then is
 * in files that its successor has read.
 */
import { existsSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { type Claim, createCheck, HEARTBEAT_MS, renew } from './claim.ts'
import { DatabaseFiles } from './files.ts'
import { startMaintenance } from './maintenance.ts'
import { serveWire } from './wire.ts'

export interface WorkerSettings {
  databaseDir: string
  socketPath: string
  idleInTransactionMs: number
  claim: Claim
}

export interface StartFailure {
  /** The error of the operating system that came before it, such as ENOSPC. */
  refusal: string | undefined
  /** What PostgreSQL said before it gave up. */
  complaint: string | undefined
  cause: unknown
}

/** `ready` once, or why not; `lost` when another process has the folder; an Error for a step of maintenance that failed. */
export type WorkerMessage = 'ready' | 'lost' | { failure: StartFailure } | Error

const { databaseDir, socketPath, idleInTransactionMs, claim } = workerData as WorkerSettings
/** Of PostgreSQL's default of 128 MB all would be paid for at start. The system keeps the files in memory as well. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB']
const draftDir = `${databaseDir}.new`
const isOurs = createCheck(claim)

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

function assertOurs(): void {
  if (isOurs()) return
  post('lost')
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

function openFiles(): DatabaseFiles {
  assertOurs()
  if (existsSync(databaseDir)) return new DatabaseFiles(databaseDir, assertOurs)
  // Made beside its place and moved there when it is whole: a start that is killed in the middle leaves no half of one.
  rmSync(draftDir, { recursive: true, force: true })
  return new DatabaseFiles(draftDir, assertOurs)
}

async function open(files: DatabaseFiles): Promise<PGlite> {
  try {
    const opened = await PGlite.create({ fs: files, relaxedDurability: false, startParams })
    if (!existsSync(databaseDir)) files.moveTo(databaseDir)
    return opened
  } catch (error) {
    rmSync(draftDir, { recursive: true, force: true }) // on a full disk it would keep it full
    const cause =
      error instanceof Error ? error : new Error(`the database could not be opened (${JSON.stringify(error)})`)
    post({ failure: { refusal: files.refusal, complaint: files.complaint, cause } })
    return process.exit(1)
  }
}

/**
 * A PANIC (a full disk where the log goes on) ends a server, whose successor reads the log. PGlite catches it and goes
 * on with what is left of the session, for ever at the same commit; so the thread ends before it can.
 */
function endOnPanic(db: PGlite, files: DatabaseFiles): void {
  const end = () => {
    const cause = new Error(`the embedded database gave up: ${files.complaint ?? 'it did not say why'}`)
    post({ failure: { refusal: files.refusal, complaint: files.complaint, cause } })
    process.exit(1)
  }
  files.onAbort = end
  const runOnce = db.Module._PostgresMainLoopOnce
  db.Module._PostgresMainLoopOnce = () => {
    try {
      runOnce()
    } catch (error) {
      if (error instanceof Error && error.name === 'RuntimeError') end()
      throw error
    }
  }
}

const files = openFiles()
const db = await open(files)
endOnPanic(db, files)
const wire = await serveWire(
  {
    execProtocolRawSync(message) {
      assertOurs()
      files.forget()
      const answer = db.execProtocolRawSync(message)
      assertOurs()
      return answer
    },
    isInTransaction: () => db.isInTransaction(),
  },
  { path: socketPath, idleInTransactionMs },
)
const maintenance = startMaintenance(db, wire, (error) => post(error as Error))
// As the main thread does: the folder is silent only when neither has come to it for five seconds.
setInterval(() => {
  assertOurs()
  renew(claim)
}, HEARTBEAT_MS)

parentPort?.once('message', async () => {
  await wire.close()
  await maintenance.stop()
  await db.close()
  process.exit(0)
})
post('ready')
