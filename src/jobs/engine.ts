/**
 * Runs what the registry lists: queues of jobs on pg-boss, and tickers. All of it is what the policy table lets a worker do, or the
 * node does not start.
 */
import type { Queue, QueueResult, SendOptions } from 'pg-boss'
import { isProblem, Problem } from '../kernel/problem.ts'
import { readCause, traced, writtenCause } from '../kernel/tracing.ts'
import { authorize } from '../modules/identity/index.ts'
import type { JobQueue } from '../modules/insights/index.ts'
import { startBoss } from './boss.ts'
import type { Job, JobContext, Reason, Ticker } from './definition.ts'
import { jobs, tickers } from './registry.ts'
import { type RunningTicker, startTicker } from './ticker.ts'

export interface JobEngine {
  /**
   * Asks for a job, of whichever node works.
   * @throws Problem scheduler_off, ZodError
   */
  send<Payload extends object>(job: Job<Payload>, payload: Payload): Promise<void>
  /** As they were counted last; null while the scheduler is off. */
  queues(): Promise<JobQueue[] | null>
  /** Has a ticker look at once, where this node has it; never fails and never waits. */
  wake(ticker: Ticker, reason: Reason): void
  close(): Promise<void>
}

interface Options {
  node: string
  context: JobContext
  /** Whether this node does the jobs, or only sends them. */
  work: boolean
}

/** How often each node that works sees to it that the jobs which come by themselves have been sent. */
const lookEverySeconds = 60

export async function startJobEngine({ node, context, work }: Options): Promise<JobEngine> {
  const { db, log, scheduler } = context
  await using opened = new AsyncDisposableStack()
  const boss = scheduler.enabled ? await startBoss({ db, log, node, work }) : undefined
  opened.defer(async () => {
    await boss?.stop({ graceful: true, close: false, timeout: 8_000 }).catch((error) => {
      if (!isProblem(error)) log.warn({ err: error }, 'the job engine did not stop in time')
    })
  })
  const workers = new Map<string, string>()
  for (const job of boss === undefined ? [] : jobs) {
    await boss!.createQueue(job.name, queueOptions(job))
    if (!work) continue
    const handle = allowed(job).handler(context)
    const options = { pollingIntervalSeconds: job.lookEverySeconds, batchSize: 1, localConcurrency: job.concurrency }
    workers.set(job.name, await boss!.work(job.name, options, ([next]) => runTraced(job, next!.data, handle)))
  }

  async function send<Payload extends object>(job: Job<Payload>, payload: Payload, when: SendOptions): Promise<void> {
    await boss!.send(job.name, withCause(job.check(payload)), when)
    const worker = workers.get(job.name)
    if (worker !== undefined) boss!.notifyWorker(worker)
  }

  /** Every node that works sends them, and the first in each hour, or whatever their time is, is the one. */
  async function sendPeriodic(): Promise<undefined> {
    for (const job of jobs) {
      if (job.everySeconds !== undefined) await send(job, {}, { singletonSeconds: job.everySeconds })
    }
  }

  const running = new Map<Ticker, RunningTicker>()
  for (const ticker of tickers) {
    if (ticker.on !== 'anywhere' && !work) continue
    if (ticker.on === 'scheduled' && boss === undefined) continue
    const { name, everySeconds } = ticker
    running.set(ticker, startTicker({ name, everySeconds, log, task: allowed(ticker).handler(context) }))
  }
  for (const ticker of running.values()) opened.defer(ticker.close)
  if (boss !== undefined && work) {
    const sender = startTicker({ name: 'periodic', everySeconds: lookEverySeconds, log, task: sendPeriodic })
    opened.defer(sender.close)
    sender.wake('tick')
  }
  const all = opened.move()
  return {
    async send(job, payload) {
      if (boss === undefined) throw new Problem('scheduler_off')
      await send(job, payload, job.once ? { singletonKey: 'once' } : {})
    },
    queues: async () => (boss ? (await boss.getQueues()).map(presentQueue) : null),
    wake: (ticker, reason) => running.get(ticker)?.wake(reason),
    close: () => all.disposeAsync(),
  }
}

/** Whoever asked for it may be another process: the trace goes with the payload. */
function withCause(payload: object): object {
  const traceparent = writtenCause()
  return traceparent === undefined ? payload : { ...payload, traceparent }
}

function runTraced(job: Job, sent: unknown, handle: (data: unknown) => Promise<void>): Promise<void> {
  const { traceparent, ...payload } = sent as { traceparent?: unknown }
  const about = () => ({ name: `job ${job.name}`, kind: 'consumer' as const, parent: readCause(traceparent) })
  return traced(about, () => handle(payload))
}

/** @throws Problem forbidden when the policy table does not let a worker do it */
function allowed<It extends Job | Ticker>(it: It): It {
  authorize({ kind: 'worker', id: it.name }, it.action)
  return it
}

function queueOptions({ once, retries, expireSeconds, everySeconds = 0 }: Job): Omit<Queue, 'name'> {
  return {
    // `short`: one waits for each key. How many are at work it does not limit: one that died would hold up the others.
    policy: once ? 'short' : 'standard',
    retryLimit: retries.max,
    retryDelay: retries.firstAfterSeconds,
    retryBackoff: true,
    retryDelayMax: retries.afterSecondsMax,
    expireInSeconds: expireSeconds,
    retentionSeconds: 86_400,
    // One that comes by itself is not sent again while it is remembered.
    deleteAfterSeconds: 3_600 + everySeconds,
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
