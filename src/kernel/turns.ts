/**
 * Work that must not be done all at once: some at a time, a few that wait, and a refusal for the rest, which `p-limit` has not.
 */
import type { Problem } from './problem.ts'

interface Options {
  /** How much is done at once. */
  atOnce: number
  /** How much may wait for it. */
  waitingMax: number
  /** What whoever comes then is told. */
  refusal(): Problem
}

export interface Turns {
  /**
   * Does the work when it is its turn, in the order in which it was asked for.
   * @throws the refusal, when too much is waiting already
   */
  take<T>(work: () => Promise<T>): Promise<T>
  waiting(): number
}

export function createTurns({ atOnce, waitingMax, refusal }: Options): Turns {
  const queue: (() => void)[] = []
  let running = 0

  return {
    async take(work) {
      if (running >= atOnce) {
        if (queue.length >= waitingMax) throw refusal()
        await new Promise<void>((resolve) => queue.push(resolve))
      } else running += 1
      try {
        return await work()
      } finally {
        // Handed on without being given back in between, or whoever asks at that moment would be before those who wait.
        const next = queue.shift()
        if (next) next()
        else running -= 1
      }
    },
    waiting: () => queue.length,
  }
}
