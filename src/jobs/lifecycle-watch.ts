/**
 * Notices when nothing moves although it is due: no worker runs, the scheduler is paused or off. Every node looks, also one
 * that only answers HTTP, because whoever does not run cannot say so. Sets a metric, and writes a line when it begins and
 * when it is over. A node is not unready for that: what it serves is as good as ever.
 */
import type { Database } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { isOverdue, type Overdue, readOverdue } from '../modules/lifecycle/index.ts'

interface Options {
  db: Database
  log: Logger
  metrics: Metrics
  /** Whether anything moves by itself on this node's account. */
  enabled: boolean
  everyMs?: number
}

export interface LifecycleWatch {
  close(): Promise<void>
}

const lookEveryMs = 10_000

export function watchLifecycle({ db, log, metrics, enabled, everyMs = lookEveryMs }: Options): LifecycleWatch {
  let seconds = 0
  let said = false
  let looking: Promise<void> | undefined
  metrics.gauge(
    'sambatan_lifecycle_overdue_seconds',
    'How long what is due has waited for a lifecycle run, as seen in the last ten seconds; 0 when nothing waits',
    () => seconds,
  )

  function report(overdue: Overdue): void {
    seconds = overdue.seconds
    if (isOverdue(seconds) === said) return
    said = !said
    if (said)
      log.warn({ overdue_seconds: Math.round(seconds) }, `what is due waits for a lifecycle run: ${reason(overdue)}`)
    else log.info('what was due has been done: lifecycle runs come again')
  }

  function reason({ paused }: Overdue): string {
    if (paused) return 'the scheduler is paused; resume it on the operator pages'
    if (!enabled)
      return 'the scheduler is off (SAMBATAN_SCHEDULER=off); POST /api/sambatan/lifecycle/run does what is due'
    return 'no worker takes it; start "sambatan worker", or "sambatan serve" without --no-worker'
  }

  const timer = setInterval(() => {
    // A database that is away says so elsewhere; while it is silent one question is enough.
    looking ??= readOverdue(db)
      .then(report, () => {})
      .finally(() => {
        looking = undefined
      })
  }, everyMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await looking
    },
  }
}
