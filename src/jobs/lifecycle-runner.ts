/** Lifecycle runs of this process: counted, logged and told, and rested from when they fail. */
import { type Database, isUnavailable } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { isProblem } from '../kernel/problem.ts'
import { traced } from '../kernel/tracing.ts'
import { type LifecycleRun, type LifecycleTrigger, type RunOptions, runLifecycle } from '../modules/lifecycle/index.ts'

export interface LifecycleRunner {
  /** Answers undefined where there was nothing to do: another has done it, or is at it and would have to be waited for. */
  run(
    trigger: LifecycleTrigger,
    options?: Omit<RunOptions, 'db' | 'node' | 'trigger' | 'signal'>,
  ): Promise<LifecycleRun | undefined>
  /** Whether a run has failed lately: the pauses grow up to a minute, or a defect would be tried every second. */
  rests(): boolean
}

interface Options {
  db: Database
  node: string
  log: Logger
  metrics: Metrics
  /** Runs stop between two passes; what they leave another node goes on with. */
  signal: AbortSignal
  announce(campaignIds: string[]): void
}

export function createLifecycleRunner({ db, node, log, metrics, signal, announce }: Options): LifecycleRunner {
  /** Failed runs in a row on this node, and until when (performance.now) it rests. */
  let failures = 0
  let restsUntil = 0

  function report(result: LifecycleRun): void {
    for (const transition of result.transitions) {
      metrics.transition(transition.event, 1)
      if (transition.event === 'transition_failed') {
        log.error(
          { campaign_id: transition.campaign_id, metadata: transition.metadata },
          'a campaign failed to advance',
        )
      }
    }
    announce([...new Set(result.transitions.map((transition) => transition.campaign_id))])
  }

  return {
    rests: () => performance.now() < restsUntil,
    async run(trigger, options = {}) {
      const startedAt = performance.now()
      const seconds = () => (performance.now() - startedAt) / 1000
      try {
        const result = await traced(
          () => ({ name: 'lifecycle run', attributes: { 'sambatan.trigger': trigger } }),
          () => runLifecycle({ db, node, trigger, signal, ...options }),
        )
        if (!result) return undefined
        failures = 0
        metrics.schedulerRun(trigger, seconds(), true)
        report(result)
        log.info({ trigger, transitions: result.transitions.length, seconds: seconds() }, 'lifecycle run')
        return result
      } catch (error) {
        // Whoever would not wait leaves it to the node that is at it.
        if (options.waitMs === 0 && isProblem(error, 'lifecycle_busy')) return undefined
        failures += 1
        restsUntil = performance.now() + Math.min(60_000, 1000 * 2 ** failures)
        metrics.schedulerRun(trigger, seconds(), false)
        // An outage is told where it is noticed, once; each run that it fails is one line.
        const err = isUnavailable(error) ? { message: (error as Error).message } : error
        log.error({ err, trigger }, 'lifecycle run failed; it is tried again')
        throw error
      }
    },
  }
}
