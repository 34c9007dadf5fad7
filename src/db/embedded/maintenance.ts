/**
 * What a server's background processes do and PGlite, a single process, does not: checkpoints, so that the log that
 * must be read again after a kill stays short (about 4 ms per megabyte: 1.3 GB took 5.5 s), and VACUUM and ANALYZE, so
 * that tables do not bloat and plans know how large they are. All of it between the clients' transactions, one small
 * step at a time, and nothing while nobody uses the database. Emits nothing; the first step that fails after one that
 * did not is told to `onError`: on a full disk each of them does.
 */
import type { PGlite } from '@electric-sql/pglite'
import type { Wire } from './wire.ts'

const STEP_EVERY_MS = 1000
/** Looking for a table that needs care, every so many steps. */
const STEPS_PER_LOOK = 10
const LOG_BYTES_MAX = 64 * 1024 * 1024

/** The thresholds of autovacuum, the neediest table first. */
const NEEDIEST_TABLE_SQL = `
select format('%I.%I', schemaname, relname) as name,
  n_dead_tup > 50 + 0.2 * n_live_tup or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup as wants_vacuum
from pg_stat_user_tables
where n_dead_tup > 50 + 0.2 * n_live_tup
  or n_ins_since_vacuum > 1000 + 0.2 * n_live_tup
  or n_mod_since_analyze > 50 + 0.1 * n_live_tup
order by n_mod_since_analyze + n_dead_tup desc
limit 1`

const LOG_BYTES_SQL = `
select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`

export interface Maintenance {
  stop(): Promise<void>
}

export function startMaintenance(db: PGlite, wire: Wire, onError: (error: unknown) => void): Maintenance {
  let steps = 0
  let well = true
  let seen = wire.count()
  let running: Promise<void> = Promise.resolve()

  async function step(): Promise<void> {
    steps++
    if (wire.count() === seen) return
    await wire.exclusive(() => checkpointIfDue(db))
    if (steps % STEPS_PER_LOOK !== 0) return
    const looked = wire.count()
    // One table a look; only a look that finds none ends the looking.
    if (!(await wire.exclusive(() => tendNeediestTable(db)))) seen = looked
  }

  const timer = setInterval(() => {
    running = running.then(step).then(
      () => {
        well = true
      },
      (error) => {
        if (well) onError(error)
        well = false
      },
    )
  }, STEP_EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}

async function checkpointIfDue(db: PGlite): Promise<void> {
  const { rows } = await db.query<{ bytes: number }>(LOG_BYTES_SQL)
  if ((rows[0]?.bytes ?? 0) > LOG_BYTES_MAX) await db.exec('checkpoint')
}

/** Answers whether there was one. */
async function tendNeediestTable(db: PGlite): Promise<boolean> {
  const { rows } = await db.query<{ name: string; wants_vacuum: boolean }>(NEEDIEST_TABLE_SQL)
  const [table] = rows
  if (table === undefined) return false
  await db.exec(`${table.wants_vacuum ? 'vacuum (analyze)' : 'analyze'} ${table.name}`)
  return true
}
