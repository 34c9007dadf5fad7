import type { Logger } from '../kernel/logger.ts'

interface Options<Reason extends string> {
  enabled: boolean
  /** Whether to run by itself every second; otherwise only when woken. */
  repeat: boolean
  log: Logger
  task(reason: Reason | 'tick'): Promise<void>
}

export interface Ticker<Reason extends string> {
  /** Runs the task at once, or right after the one that is running. */
  wake(reason: Reason): void
  close(): Promise<void>
}

/**
 * Runs a task every second and whenever it is woken, never twice at the same time. A failure (the database is away) is
 * logged and the next second tries again.
 */
export function everySecond<Reason extends string>(options: Options<Reason>): Ticker<Reason> {
  let running: Promise<void> | undefined
  let again: Reason | undefined
  let closed = !options.enabled
  let healthy = true

  async function loop(first: Reason | 'tick'): Promise<void> {
    let reason: Reason | 'tick' | undefined = first
    while (reason !== undefined && !closed) {
      again = undefined
      try {
        await options.task(reason)
        healthy = true
      } catch (error) {
        // Once per outage, not once per second.
        if (healthy) options.log.warn({ err: error }, 'background task failed; trying again every second')
        healthy = false
      }
      reason = again
    }
  }

  function wake(reason: Reason | 'tick'): void {
    if (closed) return
    if (running) {
      if (reason !== 'tick') again = reason
      return
    }
    running = loop(reason).finally(() => {
      running = undefined
    })
  }

  const timer = options.enabled && options.repeat ? setInterval(() => wake('tick'), 1000) : undefined
  return {
    wake,
    async close() {
      closed = true
      clearInterval(timer)
      await running
    },
  }
}
