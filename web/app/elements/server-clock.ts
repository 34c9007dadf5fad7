/**
 * What the server's clock says, as far as a page can know: a phone's may be an hour off, and a countdown that believes it says
 * that time is up beside a button that works. Every countdown comes with the moment at which the server wrote it; what lies
 * between that and its arrival makes ours late by as much, so of several the one that came fastest is believed.
 */
let aheadMs: number | undefined
let newest = ''

/** How far apart two estimates may lie by the network alone; further, and the device's own clock was set. */
const networkMs = 10_000

/** @param wroteAt the server's time in ISO 8601, of something that has just come */
export function learnServerTime(wroteAt: string | undefined): void {
  if (wroteAt === undefined || wroteAt <= newest) return
  const isFirst = newest === ''
  newest = wroteAt
  const estimate = Date.parse(wroteAt) - (isFirst ? pageArrivedAt() : Date.now())
  const isWithin = aheadMs !== undefined && Math.abs(estimate - aheadMs) < networkMs
  aheadMs = isWithin ? Math.max(estimate, aheadMs!) : estimate
}

export function serverNow(): number {
  return Date.now() + (aheadMs ?? 0)
}

/** By the device's clock: scripts run later than the page comes, on a slow phone by seconds. */
function pageArrivedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return Date.now() - (performance.now() - (navigation?.responseStart || performance.now()))
}
