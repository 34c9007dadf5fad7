import { expect, it } from 'vitest'
import { lastReset, nextReset, resetHours } from './public-demo.ts'

const at = (time: string) => new Date(`2026-11-28T${time}+07:00`)

it.each([
  [6, '17:59:59.999', '12:00', '18:00'],
  [6, '18:00', '18:00', '24:00'],
  [1, '00:30', '00:00', '01:00'],
  [24, '03:00', '00:00', '24:00'],
])('every %d hours, at %s: set back last at %s, and next at %s', (hours, now, last, next) => {
  expect(lastReset(at(now), hours)).toEqual(at(last))
  expect(nextReset(at(now), hours)).toEqual(at(next))
})

it('is at the same times each day', () => {
  for (const hours of resetHours) expect(lastReset(at('00:00'), hours)).toEqual(at('00:00'))
})
