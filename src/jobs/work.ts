/**
 * What this process does by itself, and what the policy table calls it. A job is made with `asWorker`, which refuses to
 * start one that the table does not allow a worker; so there is none that nobody decided about.
 */
import { type Action, authorize } from '../modules/identity/index.ts'

export const jobs = {
  /** Lifecycle runs: the queue of the job engine. */
  lifecycle: 'lifecycle.run',
  /** The loop that hands audit events to their consumers. */
  relay: 'events.relay',
  /** Removes what nobody needs any more. */
  prune: 'records.prune',
} satisfies Record<string, Action>

/** @throws Problem forbidden when the policy table does not let a worker do it */
export function asWorker<Args extends unknown[], Result>(
  job: keyof typeof jobs,
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  authorize({ kind: 'worker', id: job }, jobs[job])
  return work
}
