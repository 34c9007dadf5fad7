/**
 * Makes lifecycle runs happen at their time. Whoever notices that something is due runs it, under the lease that one node has at a time
 * and a dead one loses in seconds; the others find the lease taken, and look again a second later. So the database is the only
 * truth: a campaign written by plain SQL, by a node that died, or while every worker was down is found just the same.
 *   - `due`: at the very moment of the next deadline, opening or hold expiry; `full`: at once when a campaign fills here;
 *   - `interval`: a sweep every SAMBATAN_SCHEDULER_INTERVAL_MINUTES, whatever else happens.
 *
 * While the scheduler is paused, in the database and so for all nodes, nothing moves by itself.
 */
import type { Database } from '../../db/index.ts'
import type { JobContext, Reason, Ticker } from '../definition.ts'

interface Plan {
  paused: boolean
  /** Another run is at it: it finds what is due by itself. */
  busy: boolean
  due_in_seconds: number | null
  sweep_in_seconds: number
}

export const due: Ticker = {
  name: 'due',
  action: 'lifecycle.run',
  everySeconds: 1,
  on: 'scheduled',
  handler: (context) => (reason) => seeToIt(context, reason),
}

async function seeToIt({ db, lifecycle, scheduler }: JobContext, reason: Reason): Promise<number | undefined> {
  const intervalSeconds = scheduler.intervalMinutes * 60
  const plan = await readPlan(db, intervalSeconds)
  if (plan.paused) return undefined
  const dueInSeconds = plan.due_in_seconds ?? Infinity
  if (dueInSeconds > 0 && plan.sweep_in_seconds > 0) return Math.min(dueInSeconds, plan.sweep_in_seconds)
  if (plan.busy || lifecycle.rests()) return undefined
  // A sweep does what is due as well. One that fails has been told, and is rested from.
  const run =
    plan.sweep_in_seconds <= 0
      ? lifecycle.run('interval', { sweepSeconds: intervalSeconds, waitMs: 0 })
      : lifecycle.run(reason === 'full' ? 'full' : 'due', { onlyWhenDue: true, waitMs: 0 })
  await run.catch(() => undefined)
  return undefined
}

async function readPlan(db: Database, intervalSeconds: number): Promise<Plan> {
  const [row] = await db.query<Plan>(
    `select s.paused_at is not null as paused, coalesce(s.lease_until > clock_timestamp(), false) as busy,
      extract(epoch from due.at - sambatan.now())::float8 as due_in_seconds,
      coalesce(extract(epoch from swept.at - sambatan.now())::float8 + $1, 0) as sweep_in_seconds
    from sambatan.scheduler_state s,
      (select sambatan.next_sambatan_due_at() as at) due,
      (select max(started_at) as at from sambatan.scheduler_runs
       where trigger = 'interval' and error is null and started_at > sambatan.now() - $1 * interval '1 second') swept`,
    [intervalSeconds],
  )
  return row!
}
