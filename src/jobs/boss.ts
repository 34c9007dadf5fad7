/**
 * The job engine's adapter: pg-boss on our own pool, in a schema of its own (`sambatan_jobs`), so that it meets neither
 * our tables nor a pg-boss that the marketplace runs in the same database.
 */
import { PgBoss } from 'pg-boss'
import type { Database } from '../db/index.ts'
import type { Logger } from '../services.ts'

export const jobsSchema = 'sambatan_jobs'

interface Options {
  db: Database
  log: Logger
  node: string
  /** Whether this node does the jobs, and the engine's own maintenance; otherwise it only sends them. */
  work: boolean
}

export async function startBoss({ db, log, node, work }: Options): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: jobsSchema,
    backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    // Not the pool itself: it throws a connection away at every SQL error.
    db: { executeSql: async (text, values) => ({ rows: await db.query(text, values) }) },
    supervise: work,
    // Our runs are planned by what is due, not by the minute: the engine's cron has nothing to do here.
    schedule: false,
    registerInstance: work,
    instanceName: node,
  })
  // A database that is away makes every poll fail: one line each is enough, and polling itself goes on.
  boss.on('error', (error) => log.warn({ err: { message: error.message } }, 'job engine: %s', error.message))
  await boss.start()
  return boss
}
