import type { Database } from '../db/index.ts'
import { listRuns, readOverdue, type SchedulerStatus } from '../modules/lifecycle/index.ts'

interface StateRow {
  paused_at: Date | null
  paused_by: string | null
  running_on: string | null
  failing_campaigns: number
  next_due_at: Date | null
  last_sweep_at: Date | null
  now: Date
}

/** What the scheduler is doing, read from the database that all nodes share. */
export async function readStatus(
  db: Database,
  { enabled, intervalMinutes, worksHere }: { enabled: boolean; intervalMinutes: number; worksHere: boolean },
): Promise<SchedulerStatus> {
  const [[state], overdue, runs] = await Promise.all([
    db.query<StateRow>(`
      select s.paused_at, s.paused_by,
        case when s.lease_until > clock_timestamp() then split_part(s.lease_holder, ' ', 1) end as running_on,
        (select count(*) from sambatan.lifecycle_failures) as failing_campaigns,
        sambatan.next_sambatan_due_at() as next_due_at,
        (select max(started_at) from sambatan.scheduler_runs where trigger = 'interval') as last_sweep_at,
        sambatan.now() as now
      from sambatan.scheduler_state s`),
    readOverdue(db),
    listRuns(db.read, { limit: 1 }),
  ])
  const { paused_at, paused_by, running_on, failing_campaigns } = state!
  const running = enabled && paused_at === null
  return {
    is_running: running,
    enabled,
    paused: paused_at !== null,
    paused_at: paused_at?.toISOString() ?? null,
    paused_by,
    next_run_time: running ? nextRunTime(state!, intervalMinutes).toISOString() : null,
    interval_minutes: intervalMinutes,
    running_on,
    works_here: worksHere && enabled,
    failing_campaigns,
    overdue_seconds: Math.round(overdue.seconds),
    last_run: runs.items[0] ?? null,
  }
}

/** The next sweep, or the next moment at which something is due when that is sooner; never in the past. */
function nextRunTime(state: StateRow, intervalMinutes: number): Date {
  const sweepAt = state.last_sweep_at ? state.last_sweep_at.getTime() + intervalMinutes * 60_000 : state.now.getTime()
  const soonest = Math.min(sweepAt, state.next_due_at?.getTime() ?? Number.POSITIVE_INFINITY)
  return new Date(Math.max(soonest, state.now.getTime()))
}
