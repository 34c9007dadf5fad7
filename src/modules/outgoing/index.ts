/** Requests to addresses that others chose: which are called, and how. */
export { faultOfUrl, guardedLookup, type Rules, urlFault } from './guard.ts'
export { createGuardedAgent, type Outcome, retryAfter, send } from './send.ts'
