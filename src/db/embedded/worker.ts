/**
 * The thread that the embedded database lives in, so that its work never blocks the event loop that serves HTTP.
 * Posts 'ready' once and an Error for every step of maintenance that fails; ends after the message 'close'.
 *
 * Durability: PGlite writes its log through to the operating system at every commit, so a kill of the process at any
 * moment loses nothing acknowledged. It cannot fsync (its file layer has no such call), so a power failure may lose
 * the last seconds: who needs more uses a server.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { startMaintenance } from './maintenance.ts'
import { serveWire } from './wire.ts'

export interface WorkerSettings {
  databaseDir: string
  socketPath: string
  idleInTransactionMs: number
}

const { databaseDir, socketPath, idleInTransactionMs } = workerData as WorkerSettings
const db = await PGlite.create({ dataDir: databaseDir, relaxedDurability: false })
const wire = await serveWire(db, { path: socketPath, idleInTransactionMs })
const maintenance = startMaintenance(db, wire, (error) => parentPort?.postMessage(error))

parentPort?.once('message', async () => {
  await wire.close()
  await maintenance.stop()
  await db.close()
  process.exit(0)
})
parentPort?.postMessage('ready')
