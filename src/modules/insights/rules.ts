/**
 * The forecast of a campaign: where it will stand at its deadline if people go on joining as they have lately.
 *
 * The rate is the net number of slots a day (joined less released), in which what is recent counts more: a slot's weight
 * halves with every half-life, which is a quarter of the time that the campaign has been open, but at least three hours
 * and at most three days. A straight line is drawn from today with that rate. It knows no weekends, no paydays and no last
 * hour in which everybody comes, and says nothing at all (`too_early`) while there is little to go by.
 */
import type { Forecast, Verdict } from './shapes.ts'

export interface Point {
  atMs: number
  /** Held at that time. */
  slots: number
}

export interface PaceFacts {
  nowMs: number
  /** When it began to take participants; null while it has not. */
  startedMs: number | null
  deadlineMs: number
  ended: boolean
  goal: number
  capacity: number
  slots: number
  /** How many have joined since, also those who left. */
  joins: number
  /** From the start to now, oldest first, evenly spaced. */
  points: Point[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const halfLifeMs = { least: 3 * hourMs, most: 3 * dayMs }

/** Less than half of the rate that is needed is far behind: such a campaign needs more than a little push. */
const farBehindBelow = 0.5

const horizonMs = 365 * dayMs

export function forecast(facts: PaceFacts): Forecast {
  const { nowMs, startedMs, deadlineMs, goal, capacity, slots } = facts
  if (facts.ended || deadlineMs <= nowMs) {
    return {
      slots_at_deadline: slots,
      reaches_goal_at: null,
      slots_per_day_recent: null,
      needed_per_day: null,
      verdict: 'ended',
    }
  }
  const daysLeft = (deadlineMs - nowMs) / dayMs
  const gap = Math.max(goal - slots, 0)
  const needed = gap / daysLeft
  const early = startedMs === null || isTooEarly(facts, startedMs)
  const rate = early ? null : recentRate(facts.points, halfLifeOf(nowMs - startedMs))
  const projected = rate === null ? null : Math.min(Math.max(Math.floor(slots + rate * daysLeft), 0), capacity)
  const reachesMs = rate !== null && gap > 0 && rate > 0 ? (gap / rate) * dayMs : Number.POSITIVE_INFINITY
  return {
    slots_at_deadline: projected,
    reaches_goal_at: reachesMs <= horizonMs ? new Date(nowMs + reachesMs).toISOString() : null,
    slots_per_day_recent: rate === null ? null : round(rate),
    needed_per_day: round(needed),
    verdict: verdictOf(gap, rate, needed),
  }
}

function verdictOf(gap: number, rate: number | null, needed: number): Verdict {
  if (gap === 0) return 'goal_met'
  if (rate === null) return 'too_early'
  if (rate >= needed) return 'on_track'
  return rate >= needed * farBehindBelow ? 'behind' : 'far_behind'
}

/** In its first hour or its first twentieth; and up to its first fifth as long as fewer than three have joined. */
function isTooEarly({ nowMs, deadlineMs, joins }: PaceFacts, startedMs: number): boolean {
  const openMs = nowMs - startedMs
  const share = openMs / (deadlineMs - startedMs)
  return openMs < hourMs || share < 0.05 || (joins < 3 && share < 0.2)
}

function halfLifeOf(openMs: number): number {
  return Math.min(Math.max(openMs / 4, halfLifeMs.least), halfLifeMs.most)
}

/** Net slots a day over all intervals between points, each weighted by how long ago its middle was. */
function recentRate(points: Point[], halfLife: number): number {
  const endMs = points.at(-1)?.atMs ?? 0
  let slots = 0
  let days = 0
  for (let i = 1; i < points.length; i++) {
    const [before, after] = [points[i - 1]!, points[i]!]
    const weight = 0.5 ** ((endMs - (before.atMs + after.atMs) / 2) / halfLife)
    slots += weight * (after.slots - before.slots)
    days += weight * ((after.atMs - before.atMs) / dayMs)
  }
  return days > 0 ? slots / days : 0
}

function round(rate: number): number {
  return Math.round(rate * 100) / 100
}
