import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, SchedulerRuns } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { SchedulerRun } from './shapes.ts'

export function presentRun(row: Selectable<SchedulerRuns>): SchedulerRun {
  return {
    id: row.id,
    trigger: row.trigger,
    node: row.node,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    duration_ms: row.finished_at ? row.finished_at.getTime() - row.started_at.getTime() : null,
    transitions: row.transitions,
    failures: row.failures,
    error: row.error,
  }
}

/** The recorded runs, newest first. */
export async function listRuns(
  db: Kysely<DB>,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<SchedulerRun>> {
  let query = db
    .selectFrom('scheduler_runs')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', String(decodeCursor(page.cursor, ['uuid'])[0]))
  return toPage(await query.execute(), page.limit, presentRun, (row) => [row.id])
}

/** How long runs stay on record. */
const runDaysMax = 30

/** Removes runs older than 30 days and idempotency keys older than 7: nobody repeats a request that late. */
export async function pruneOldRecords(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.scheduler_runs
    where started_at < sambatan.now() - ${runDaysMax} * interval '1 day'`.execute(db)
  await sql`delete from sambatan.idempotency_keys
    where (scope, key) in (
      select scope, key from sambatan.idempotency_keys
      where created_at < sambatan.now() - interval '7 days' limit 5000)`.execute(db)
}
