import type { Logger } from '../kernel/logger.ts'
import type { Reason } from './definition.ts'

interface Options {
  name: string
  everySeconds: number
  log: Logger
  /** Answers in how many seconds to run again where that is sooner than usual. */
  task(reason: Reason, stop: AbortSignal): Promise<number | undefined>
}

export interface RunningTicker {
  /** Runs the task at once, or right after the one that is running. */
  wake(reason: Reason): void
  close(): Promise<void>
}

/**
 * Runs a task again and again and whenever it is woken, never twice at the same time. A failure (the database is away) is
 * logged, and the next time tries again.
 */
export function startTicker({ name, everySeconds, log, task }: Options): RunningTicker {
  let running: Promise<void> | undefined
  let again: Reason | undefined
  const closing = new AbortController()
  let healthy = true
  let sooner: NodeJS.Timeout | undefined

  async function loop(first: Reason): Promise<void> {
    let reason: Reason | undefined = first
    while (reason !== undefined && !closing.signal.aborted) {
      again = undefined
      try {
        lookAgainIn(await task(reason, closing.signal))
        healthy = true
      } catch (error) {
        // Once per outage, not every time.
        if (healthy) log.warn({ err: error, ticker: name }, 'background task failed; it is tried again')
        healthy = false
      }
      reason = again
    }
  }

  function lookAgainIn(seconds = everySeconds): void {
    clearTimeout(sooner)
    if (seconds < everySeconds && !closing.signal.aborted) sooner = setTimeout(() => wake('tick'), seconds * 1000)
  }

  function wake(reason: Reason): void {
    if (closing.signal.aborted) return
    if (running) {
      if (reason !== 'tick') again = reason
      return
    }
    running = loop(reason).finally(() => {
      running = undefined
    })
  }

  const timer = setInterval(() => wake('tick'), everySeconds * 1000)
  return {
    wake,
    async close() {
      closing.abort()
      clearInterval(timer)
      clearTimeout(sooner)
      await running
    },
  }
}
