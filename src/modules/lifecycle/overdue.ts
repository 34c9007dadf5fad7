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
export async function readOverdue(db: Database): Promise<Overdue> {
  const [row] = await db.query<Overdue>(`
    select s.paused_at is not null as paused,
      -- Asked for alone: greatest() passes over a null, and would count a quiet time since the last run.
      case when due.at is null or s.lease_until > clock_timestamp() then 0
        else greatest(0, extract(epoch from sambatan.now() - greatest(due.at,
          (select r.started_at from sambatan.scheduler_runs r where r.error is null
           order by r.started_at desc limit 1))))::float8 end as seconds
    from sambatan.scheduler_state s, (select sambatan.next_sambatan_due_at() as at) due`)
  return row!
}
