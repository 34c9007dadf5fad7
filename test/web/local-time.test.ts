import { describe, expect, it } from 'vitest'
import { daysBetween, fromLocalInput, localInput } from '../../web/app/local-time.ts'

describe('a time on the clocks of Jakarta', () => {
  it.each([
    ['2026-11-25T22:58', '2026-11-25T15:58:00.000Z'],
    ['2026-11-25 22:58', '2026-11-25T15:58:00.000Z'],
    ['2026-11-25T10:00:30', '2026-11-25T03:00:30.000Z'],
    ['2028-02-29T00:00', '2028-02-28T17:00:00.000Z'],
    ['2026-02-30T10:00', undefined],
    ['0002-11-25T10:00', undefined],
    ['2026-11-25T25:00', undefined],
    ['kemarin', undefined],
  ])('%s is %s', (typed, time) => {
    expect(fromLocalInput(typed)).toBe(time)
    if (time !== undefined) expect(localInput(time)).toBe(typed.slice(0, 16).replace(' ', 'T'))
  })

  // 22.58 there.
  const now = '2026-11-25T15:58:00Z'
  it.each([
    ['2026-11-25T16:59:00Z', 0],
    ['2026-11-26T16:30:00Z', 1],
    ['2026-11-27T15:49:00Z', 2],
    ['2026-12-09T13:00:00Z', 14],
    ['2026-11-24T15:00:00Z', -1],
  ])('is so many days of the calendar away: %s', (value, days) => {
    expect(daysBetween(now, value)).toBe(days)
  })
})
