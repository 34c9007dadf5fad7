import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchShortage } from './shortage.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('is told once when it begins and once when nothing has been refused for half a minute', () => {
  const told: unknown[] = []
  const shortage = watchShortage((cause) => told.push(cause))
  expect(shortage.lasts()).toBe(false)
  for (let second = 0; second < 120; second++) {
    shortage.notice(`refusal ${second}`)
    vi.advanceTimersByTime(1000)
  }
  vi.advanceTimersByTime(28_000)
  expect([told, shortage.lasts()]).toEqual([['refusal 0'], true])
  vi.advanceTimersByTime(1000)
  expect([told, shortage.lasts()]).toEqual([['refusal 0', undefined], false])
  shortage.notice('again')
  expect(told.at(-1)).toBe('again')
  shortage.close()
  vi.advanceTimersByTime(60_000)
  expect(told).toHaveLength(3)
})
