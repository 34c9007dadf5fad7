import { describe, expect, it } from 'vitest'
import { earlyBirdOf, lowestOf } from './prices.ts'

const item = (price: number, price_now: number | null = price, dropped = false) => ({ price, price_now, dropped })

describe('the price that is said where there is room for one', () => {
  it('is the lowest that can be had; where none can, the lowest of what was made', () => {
    expect(lowestOf({ items: [item(90, 80), item(50, null)], price_per_slot: 50 })).toEqual({
      amount: 80,
      isOneOfSeveral: false,
    })
    expect(lowestOf({ items: [item(90), item(50)], price_per_slot: 50 })).toEqual({ amount: 50, isOneOfSeveral: true })
    expect(lowestOf({ items: [item(90, null), item(50, null, true)], price_per_slot: 50 }).amount).toBe(90)
    expect(lowestOf({ items: [], price_per_slot: 70 })).toEqual({ amount: 70, isOneOfSeveral: false })
  })

  it('is an early bird’s while one is left, and then the next one’s', () => {
    const tiers = [
      { price: 60, units_left: 0 },
      { price: 70, units_left: null },
      { price: 80, units_left: 2 },
    ]
    expect(earlyBirdOf({ price: 90, price_now: 70, tiers })).toEqual({ tier: tiers[1], next: 80 })
    expect(earlyBirdOf({ price: 90, price_now: 80, tiers: tiers.slice(2) })).toEqual({ tier: tiers[2], next: 90 })
    expect(earlyBirdOf({ price: 90, price_now: null, tiers })).toBeUndefined()
    expect(earlyBirdOf({ price: 90, price_now: 90, tiers: [] })).toBeUndefined()
  })
})
