/**
 * The scheduler, as people and the API see it: its state, its runs, and what can be asked of it. What it does by itself is `due`
 * and the other definitions; the engine runs them.
 *
 * Off (SAMBATAN_SCHEDULER=off) and paused (in the database, for all nodes) mean that nothing moves by itself; a run that is asked for
 * comes while it is paused too.
 */
import type { Clock } from '../kernel/clock.ts'
import type { Page } from '../kernel/cursor.ts'
import type { JobQueue } from '../modules/insights/index.ts'
import {
  type LifecycleRun,
  type LifecycleTrigger,
  listRuns,
  type SchedulerRun,
  type SchedulerStatus,
  type Triggered,
} from '../modules/lifecycle/index.ts'
import type { JobContext } from './definition.ts'
import { due } from './definitions/due.ts'
import { lifecycle } from './definitions/lifecycle.ts'
import { startJobEngine } from './engine.ts'
import { createLifecycleRunner } from './lifecycle-runner.ts'
import { readStatus } from './status.ts'

export interface Scheduler {
  status(): Promise<SchedulerStatus>
  /**
   * Asks for a run on whichever node works, and returns at once.
   * @throws Problem scheduler_off
   */
  trigger(): Promise<Triggered>
  /** Runs the lifecycle in this process, whether or not the scheduler is off or paused, and waits for it. */
  runNow(trigger: LifecycleTrigger): Promise<LifecycleRun>
  pause(actor: string): Promise<SchedulerStatus>
  resume(): Promise<SchedulerStatus>
  runs(page: { limit: number; cursor?: string | undefined }): Promise<Page<SchedulerRun>>
  /** The queues of the job engine, as it counted them last; null where it is off. */
  queues(): Promise<JobQueue[] | null>
  /** Says that something may have become due sooner than planned; never fails and never waits. */
  wake(reason: 'due' | 'full'): void
  close(): Promise<void>
}

/** What jobs work with, but for what is made here. */
interface Options extends Omit<JobContext, 'scheduler' | 'lifecycle'> {
  /** Who this process is, in runs and leases. */
  node: string
  /** Off: nothing moves by itself, and nothing can be asked for. */
  enabled: boolean
  /** How often a sweep looks, whatever else happens. */
  intervalMinutes: number
  clock: Clock
  /** Whether this process takes jobs, or only asks for them. */
  work: boolean
  /** Somebody has paused or resumed it. */
  onControlled(): void
}

export async function createScheduler(options: Options): Promise<Scheduler> {
  const { node, enabled, intervalMinutes, clock, work, onControlled, ...given } = options
  const { db, log, metrics, announce } = given
  const closing = new AbortController()
  const runner = createLifecycleRunner({ db, node, log, metrics, announce, signal: closing.signal })
  const context = { ...given, scheduler: { enabled, intervalMinutes }, lifecycle: runner }
  const engine = await startJobEngine({ node, context, work })
  const status = () => readStatus(db, { enabled, intervalMinutes, worksHere: work })

  return {
    status,
    async trigger() {
      await engine.send(lifecycle, { trigger: 'manual' })
      return {
        status: 'triggered',
        message: 'A lifecycle run was asked for; it starts within a second on a working node.',
        triggered_at: clock.now().toISOString(),
      }
    },
    async runNow(trigger) {
      return (await runner.run(trigger))!
    },
    async pause(actor) {
      await db.query(
        `update sambatan.scheduler_state set paused_at = coalesce(paused_at, sambatan.now()), paused_by = coalesce(paused_by, $1)`,
        [actor],
      )
      onControlled()
      return status()
    },
    async resume() {
      await db.query('update sambatan.scheduler_state set paused_at = null, paused_by = null')
      engine.wake(due, 'due')
      onControlled()
      return status()
    },
    runs: (page) => listRuns(db.read, page),
    queues: engine.queues,
    wake: (reason) => engine.wake(due, reason),
    close() {
      closing.abort()
      return engine.close()
    },
  }
}
