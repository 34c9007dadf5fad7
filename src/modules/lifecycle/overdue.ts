import type { Database } from '../../db/index.ts'

export interface Overdue {
  /** How long what is due has waited for a run; 0 when nothing waits, or a run is at it. */
  seconds: number
  paused: boolean
}

/**
 * What is due is done within a second, and tried again within a minute where a run has failed: who waits longer than this
 * waits for a worker that does not run.
 */
const overdueAfterSeconds = 60

/** Whether so long a wait means that nobody works. */
export function isOverdue(seconds: number): boolean {
  return seconds > overdueAfterSeconds
}

/**
 * How long it is since something became due and no run came. Counted from the last run that succeeded, where that was
 * later: what it left undone has failed by itself and is on record as that. Six index look-ups.
 */
export const overdueSecondsSql = `
  (case when s.lease_until > clock_timestamp() then 0 else greatest(0, extract(epoch from sambatan.now() - greatest(
    sambatan.next_sambatan_due_at(),
    (select r.started_at from sambatan.scheduler_runs r where r.error is null order by r.started_at desc limit 1))))::float8 end)`

export async function readOverdue(db: Database): Promise<Overdue> {
  const [row] = await db.query<Overdue>(`
    select coalesce(${overdueSecondsSql}, 0) as seconds, s.paused_at is not null as paused
    from sambatan.scheduler_state s`)
  return row!
}
