/**
 * Notices when nothing moves although it is due: no worker runs, the scheduler is paused or off. Every node looks, also one
 * that only answers HTTP, because whoever does not run cannot say so. Sets a metric, and writes a line when it begins and
 * when it is over. A node is not unready for that: what it serves is as good as ever.
 */
import { isOverdue, type Overdue, readOverdue } from '../../modules/lifecycle/index.ts'
import type { JobContext, Ticker } from '../definition.ts'

export const watch: Ticker = {
  name: 'watch',
  action: 'lifecycle.run',
  everySeconds: 10,
  on: 'anywhere',
  handler: watchLifecycle,
}

function watchLifecycle({ db, log, metrics, scheduler }: JobContext): () => Promise<undefined> {
  let seconds = 0
  let said = false
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
    if (!scheduler.enabled)
      return 'the scheduler is off (SAMBATAN_SCHEDULER=off); POST /api/sambatan/lifecycle/run does what is due'
    return 'no worker takes it; start "sambatan worker", or "sambatan serve" without --no-worker'
  }

  return async () => {
    // A database that is away says so elsewhere.
    await readOverdue(db).then(report, () => undefined)
    return undefined
  }
}
