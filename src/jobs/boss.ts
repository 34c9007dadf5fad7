/**
 * The job engine's adapter: pg-boss on our own pool, in a schema of its own (`sambatan_jobs`), so that it meets neither
 * our tables nor a pg-boss that the marketplace runs in the same database.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { PgBoss } from 'pg-boss'
import type { Database } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import { messageOf } from '../kernel/thrown.ts'

export const jobsSchema = 'sambatan_jobs'

interface Options {
  db: Database
  log: Logger
  node: string
  /** Whether this node does the jobs, and the engine's own maintenance; otherwise it only sends them. */
  work: boolean
}

/** What two nodes meet that install the engine at the same moment: the other's row, schema, table or function. */
const installRaces = new Set(['23505', '42P06', '42P07', '42710', '42723', '40P01'])

const attemptsMax = 10

const sameErrorMs = 60_000
const toldMax = 100

/** Starts the engine, installing it where it is missing. */
export async function startBoss(options: Options): Promise<PgBoss> {
  for (let attempt = 1; ; attempt++) {
    const boss = makeBoss(options)
    try {
      return await boss.start()
    } catch (error) {
      const code = String((error as { code?: unknown }).code)
      if (attempt >= attemptsMax || !installRaces.has(code)) throw error
      // Whoever was first is nearly done; the next attempt finds it installed.
      await sleep(100 + Math.random() * 200)
    }
  }
}

function makeBoss({ db, log, node, work }: Options): PgBoss {
  const boss = new PgBoss({
    schema: jobsSchema,
    backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    // The pool itself, which throws a connection away at every SQL error: the engine sends whole transactions as one
    // text, and one that fails (two nodes that install it at once) leaves its connection in the middle of it.
    db: { executeSql: (text, values) => db.pool.query(text, values) },
    supervise: work,
    // Our runs are planned by what is due, not by the minute: the engine's cron has nothing to do here.
    schedule: false,
    registerInstance: work,
    instanceName: node,
  })
  // A database that is away or full makes every poll fail, twice a second: one line a minute is enough for the same.
  const told = new Map<string, number>()
  const tell = (emitted: unknown): void => {
    const message = messageOf(emitted)
    const now = performance.now()
    if (now - (told.get(message) ?? -Infinity) < sameErrorMs) return
    if (told.size >= toldMax) told.clear()
    told.set(message, now)
    log.warn('job engine: %s', message)
  }
  boss.on('error', tell)
  // Of what is slow or piles up; what it attaches are whole statements with their values.
  boss.on('warning', tell)
  return boss
}
