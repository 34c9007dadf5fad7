/**
 * The scheduler: makes lifecycle runs happen at their time, on pg-boss jobs of one queue.
 *   - `interval`: a sweep every SAMBATAN_SCHEDULER_INTERVAL_MINUTES, whatever else happens;
 *   - `due`: one at the very moment of the next deadline, opening or hold expiry;
 *   - `full`: one at once when a campaign fills; `manual`: when an operator asks.
 *
 * Every second each working node asks the database for the next due time (five index look-ups) and sees to it that a
 * job waits for that moment. The database is therefore the only truth: a campaign written by plain SQL, by a node that
 * died, or while every worker was down is found just the same. `wake` only makes this node look at once.
 *
 * Off (SAMBATAN_SCHEDULER=off) and paused (in the database, for all nodes) mean that nothing moves by itself; only
 * `manual` jobs run while paused.
 */
import type { PgBoss, QueueResult } from 'pg-boss'
import { type Database, isUnavailable } from '../db/index.ts'
import type { Clock } from '../kernel/clock.ts'
import type { Page } from '../kernel/cursor.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { isProblem, Problem } from '../kernel/problem.ts'
import { indexRenamed } from '../modules/campaigns/index.ts'
import {
  type LifecycleRun,
  type LifecycleTrigger,
  listRuns,
  runLifecycle,
  type SchedulerRun,
} from '../modules/lifecycle/index.ts'
import type { Storage } from '../storage/index.ts'
import { startBoss } from './boss.ts'
import { everySecond } from './every-second.ts'
import { watchLifecycle } from './lifecycle-watch.ts'
import { prune } from './prune.ts'
import { readStatus, type SchedulerStatus } from './status.ts'
import { asWorker } from './work.ts'

export type { SchedulerStatus } from './status.ts'

const queue = 'lifecycle'

export interface Scheduler {
  status(): Promise<SchedulerStatus>
  /**
   * Asks for a run on whichever node works, and returns at once.
   * @throws Problem scheduler_off
   */
  trigger(): Promise<{ status: 'triggered'; message: string; triggered_at: string }>
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

export interface JobQueue {
  name: string
  /** To be done now, later, at work, and recently given up. */
  ready: number
  deferred: number
  active: number
  failed: number
}

interface Options {
  /** Who this process is, in runs and leases. */
  node: string
  /** Off: nothing moves by itself, and nothing can be asked for. */
  enabled: boolean
  /** How often a sweep looks, whatever else happens. */
  intervalMinutes: number
  db: Database
  storage: Storage
  clock: Clock
  log: Logger
  metrics: Metrics
  /** Whether this process takes jobs, or only asks for them. */
  work: boolean
  onTransitions(campaignIds: string[]): void
  /** Somebody has paused or resumed it. */
  onControlled(): void
}

interface PlanRow {
  paused: boolean
  due_in_seconds: number | null
  due_at: Date | null
  busy: boolean
}

export async function createScheduler(options: Options): Promise<Scheduler> {
  const { node, enabled, intervalMinutes, db, clock, log, metrics, work } = options
  await using opened = new AsyncDisposableStack()
  const intervalSeconds = intervalMinutes * 60
  const boss = enabled ? await startBoss({ db, log, node, work }) : undefined
  opened.defer(async () => {
    await boss?.stop({ graceful: true, close: false, timeout: 8_000 }).catch((error) => {
      if (!isProblem(error)) log.warn({ err: error }, 'the job engine did not stop in time')
    })
  })
  opened.adopt(watchLifecycle({ db, log, metrics, enabled }), (watch) => watch.close())
  const status = () => readStatus(db, { enabled, intervalMinutes, worksHere: work })
  let plannedDueAt = 0
  /** Failed runs in a row on this node, and how long (performance.now) it does not ask for another by itself. */
  let failures = 0
  let askAgainAt = 0
  let lastPruneMs = 0

  async function run(trigger: LifecycleTrigger, onlyWhenDue: boolean): Promise<LifecycleRun | undefined> {
    const startedAt = performance.now()
    try {
      const result = await runLifecycle({ db, node, trigger, onlyWhenDue })
      await indexRenamed(db).catch((error) => log.warn({ err: error }, 'new names could not be written for searches'))
      if (!result) return undefined
      const seconds = (performance.now() - startedAt) / 1000
      failures = 0
      metrics.schedulerRun(trigger, seconds, true)
      reportTransitions(result)
      log.info({ trigger, transitions: result.transitions.length, seconds }, 'lifecycle run')
      return result
    } catch (error) {
      failures += 1
      askAgainAt = performance.now() + Math.min(60_000, 1000 * 2 ** failures)
      metrics.schedulerRun(trigger, (performance.now() - startedAt) / 1000, false)
      // An outage is told where it is noticed, once; each run that it fails is one line.
      const err = isUnavailable(error) ? { message: (error as Error).message } : error
      log.error({ err, trigger }, 'lifecycle run failed; it is tried again')
      throw error
    }
  }

  function reportTransitions(result: LifecycleRun): void {
    for (const transition of result.transitions) {
      metrics.transition(transition.event, 1)
      if (transition.event === 'transition_failed') {
        log.error(
          { campaign_id: transition.campaign_id, metadata: transition.metadata },
          'a campaign failed to advance',
        )
      }
    }
    options.onTransitions([...new Set(result.transitions.map((transition) => transition.campaign_id))])
  }

  async function handle(job: { data: { trigger: LifecycleTrigger } }): Promise<void> {
    const { trigger } = job.data
    if (trigger !== 'manual' && (await isPaused(db))) return
    await run(trigger, trigger === 'due' || trigger === 'full')
    if (trigger === 'interval') await planSweep(boss!, intervalSeconds)
    if (clock.now().getTime() - lastPruneMs > 3_600_000) {
      lastPruneMs = clock.now().getTime()
      await prune(db, options.storage, log)
    }
  }

  /** Sees to it that a job waits for the next moment at which something is due. */
  async function plan(reason: 'due' | 'full'): Promise<void> {
    const [row] = await db.query<PlanRow>(`
      select s.paused_at is not null as paused, s.lease_until > clock_timestamp() as busy,
        due.at as due_at, extract(epoch from due.at - sambatan.now())::float8 as due_in_seconds
      from sambatan.scheduler_state s, (select sambatan.next_sambatan_due_at() as at) due`)
    const { paused, busy, due_at: dueAt, due_in_seconds: dueInSeconds } = row!
    if (paused || dueAt === null || dueInSeconds === null) return
    if (dueInSeconds <= 0) {
      // While a run is going on it finds this by itself; should it not, the next second asks again. After a failed run
      // the pause grows, or a defect would be tried several times a second.
      if (!busy && performance.now() >= askAgainAt) await sendNow(reason)
    } else if (dueInSeconds < intervalSeconds && dueAt.getTime() !== plannedDueAt) {
      await boss!.send(
        queue,
        { trigger: 'due' },
        {
          startAfter: dueInSeconds,
          singletonKey: `due ${dueAt.toISOString()}`,
        },
      )
      plannedDueAt = dueAt.getTime()
    }
  }

  async function sendNow(trigger: LifecycleTrigger): Promise<void> {
    // Not retried by the engine: while something is due, the planner asks again.
    const singletonKey = trigger === 'manual' ? 'manual' : 'now'
    await boss!.send(queue, { trigger }, { singletonKey, priority: 1, retryLimit: trigger === 'manual' ? 5 : 0 })
    if (workerId) boss!.notifyWorker(workerId)
  }

  let workerId: string | undefined
  if (boss) {
    await boss.createQueue(queue, {
      // One waiting job per singletonKey; how many are active is decided by the lease, which a dead node loses in
      // seconds, while an active job of a dead node would block the queue until it expires.
      policy: 'short',
      retryLimit: 5,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 30,
      expireInSeconds: 900,
      retentionSeconds: 86_400,
      deleteAfterSeconds: 3_600,
    })
    if (work) {
      await planSweep(boss, 0)
      workerId = await boss.work<{ trigger: LifecycleTrigger }>(
        queue,
        { pollingIntervalSeconds: 0.5, batchSize: 1 },
        asWorker(queue, ([job]) => handle(job!)),
      )
    }
  }

  let ticks = 0
  const planner = everySecond({
    enabled: boss !== undefined,
    repeat: work,
    log,
    async task(reason) {
      await plan(reason === 'full' ? 'full' : 'due')
      // The chain of sweeps could break where a node dies between a run and its successor's planning.
      if (work && ticks++ % 10 === 0) await planSweep(boss!, intervalSeconds)
    },
  })
  opened.defer(planner.close)
  const running = opened.move()

  return {
    status,
    async trigger() {
      if (!boss) throw new Problem('scheduler_off')
      await sendNow('manual')
      return {
        status: 'triggered',
        message: 'A lifecycle run was asked for; it starts within a second on a working node.',
        triggered_at: clock.now().toISOString(),
      }
    },
    async runNow(trigger) {
      return (await run(trigger, false))!
    },
    async pause(actor) {
      await db.query(
        `update sambatan.scheduler_state set paused_at = coalesce(paused_at, sambatan.now()), paused_by = coalesce(paused_by, $1)`,
        [actor],
      )
      options.onControlled()
      return status()
    },
    async resume() {
      await db.query('update sambatan.scheduler_state set paused_at = null, paused_by = null')
      planner.wake('due')
      options.onControlled()
      return status()
    },
    runs: (page) => listRuns(db.read, page),
    queues: async () => (boss ? (await boss.getQueues()).map(presentQueue) : null),
    wake: (reason) => planner.wake(reason),
    close: () => running.disposeAsync(),
  }
}

function presentQueue(queue: QueueResult): JobQueue {
  return {
    name: queue.name,
    ready: queue.readyCount,
    deferred: queue.deferredCount,
    active: queue.activeCount,
    failed: queue.failedCount,
  }
}

/** One sweep waits at any time: the key makes a second one a no-op. */
async function planSweep(boss: PgBoss, afterSeconds: number): Promise<void> {
  await boss.send(
    queue,
    { trigger: 'interval' },
    {
      startAfter: afterSeconds,
      singletonKey: 'sweep',
    },
  )
}

async function isPaused(db: Database): Promise<boolean> {
  const [row] = await db.query<{ paused: boolean }>(
    'select paused_at is not null as paused from sambatan.scheduler_state',
  )
  return row!.paused
}
