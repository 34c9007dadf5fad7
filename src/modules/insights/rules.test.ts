import { describe, expect, it } from 'vitest'
import { forecast, type PaceFacts } from './rules.ts'

const hour = 3_600_000
const day = 24 * hour
const start = Date.parse('2026-11-01T00:00:00Z')

/** A campaign of 100 slots with a goal of 60, open for 10 days of 20; `curve` says how many were held after how many days. */
function facts(curve: (days: number) => number, wish: Partial<PaceFacts> & { open?: number } = {}): PaceFacts {
  const { open = 10, ...rest } = wish
  const points = Array.from({ length: 121 }, (_, i) => ({
    atMs: start + (open * day * i) / 120,
    slots: Math.round(curve((open * i) / 120)),
  }))
  return {
    nowMs: start + open * day,
    startedMs: start,
    deadlineMs: start + 20 * day,
    ended: false,
    goal: 60,
    capacity: 100,
    slots: points.at(-1)!.slots,
    joins: 50,
    points,
    ...rest,
  }
}

describe('the forecast', () => {
  it('draws a steady campaign on as it goes', () => {
    const steady = forecast(facts((days) => days * 4))
    expect(steady.verdict).toBe('on_track')
    expect(steady.slots_per_day_recent).toBeCloseTo(4, 0)
    expect(steady.slots_at_deadline).toBeGreaterThanOrEqual(79)
    expect(steady.slots_at_deadline).toBeLessThanOrEqual(81)
    expect(steady.needed_per_day).toBe(2)
    const reaches = (Date.parse(steady.reaches_goal_at!) - start) / day
    expect(reaches).toBeGreaterThan(14.5)
    expect(reaches).toBeLessThan(15.5)
  })

  it('counts what is recent more than what was', () => {
    const slowing = forecast(facts((days) => Math.min(days * 8, 40)))
    const picking = forecast(facts((days) => Math.max(0, (days - 5) * 8)))
    expect(slowing.slots_per_day_recent!).toBeLessThan(2)
    expect(picking.slots_per_day_recent!).toBeGreaterThan(6)
    expect([slowing.verdict, picking.verdict]).toEqual(['behind', 'on_track'])
  })

  it('never goes above the capacity or below nothing, and shrinks where people leave', () => {
    expect(forecast(facts((days) => days * 9)).slots_at_deadline).toBe(100)
    const shrinking = forecast(facts((days) => 40 - days * 3.5))
    expect(shrinking).toMatchObject({ slots_at_deadline: 0, reaches_goal_at: null, verdict: 'far_behind' })
    expect(shrinking.slots_per_day_recent!).toBeLessThan(0)
  })

  it('tells far behind from behind by half of what is needed', () => {
    const needed = (slots: number) => (60 - slots) / 10
    const at = (rate: number) => forecast(facts((days) => days * rate))
    expect(needed(20)).toBe(4)
    expect(at(2.2).verdict).toBe('behind')
    expect(at(1.8).verdict).toBe('far_behind')
    expect(forecast(facts(() => 0)).verdict).toBe('far_behind')
  })

  it('says when the goal is met, whatever the rate', () => {
    for (const curve of [(days: number) => days * 6, () => 60, (days: number) => 80 - days * 2]) {
      const met = forecast(facts(curve))
      expect(met).toMatchObject({ verdict: 'goal_met', needed_per_day: 0, reaches_goal_at: null })
      expect(met.slots_at_deadline).not.toBeNull()
    }
  })

  it('says nothing while there is little to go by', () => {
    const silent = { slots_at_deadline: null, reaches_goal_at: null, slots_per_day_recent: null, verdict: 'too_early' }
    expect(forecast(facts((days) => days * 40, { open: 0.5 }))).toMatchObject(silent)
    expect(forecast(facts((days) => days, { open: 2, joins: 2 }))).toMatchObject(silent)
    const scheduled = { startedMs: null, points: [], slots: 0, joins: 0 }
    expect(forecast(facts(() => 0, scheduled))).toMatchObject({ ...silent, needed_per_day: 6 })
    const short = { deadlineMs: start + 2 * hour, nowMs: start + 0.5 * hour }
    expect(forecast(facts((days) => days * 900, { open: 0.5 / 24, ...short }))).toMatchObject(silent)
    expect(forecast(facts((days) => days, { open: 4.1, joins: 2 })).verdict, 'but does in the end').toBe('far_behind')
    const quick = facts((days) => days * 900, { open: 0.5 / 24, ...short, slots: 60 })
    expect(forecast(quick).verdict, 'a goal that is met is met').toBe('goal_met')
  })

  it('ends with the campaign', () => {
    const ended = { verdict: 'ended', slots_at_deadline: 40, needed_per_day: null, slots_per_day_recent: null }
    expect(forecast(facts((days) => days * 4, { ended: true }))).toMatchObject(ended)
    expect(forecast(facts((days) => days * 4, { deadlineMs: start + 10 * day }))).toMatchObject(ended)
  })

  it('promises no date more than a year away', () => {
    const slow = forecast(facts((days) => days * 0.1, { goal: 100, joins: 3 }))
    expect(slow.reaches_goal_at).toBeNull()
    expect(slow.slots_per_day_recent!).toBeGreaterThan(0)
  })
})
