import { describe, expect, it } from 'vitest'
import { earlyBirdOf, saidPrices } from './prices.ts'

const item = (price: number, price_now: number | null = price, dropped = false) => ({
  ...{ id: String(price), price, price_now, dropped },
  tiers: [] as { price: number; units_left: number | null; ends_at: string | null }[],
})

describe('the price that is said where there is room for one', () => {
  it('is the lowest that can be had; where none can, the lowest of what was made', () => {
    const said = (items: ReturnType<typeof item>[], price_per_slot = 50) => {
      const { lowest_price, highest_price } = saidPrices({ items, price_per_slot })
      return [lowest_price, highest_price]
    }
    expect(said([item(90, 80), item(50, null)])).toEqual([80, 80])
    expect(said([item(90), item(50)])).toEqual([50, 90])
    expect(said([item(90, null), item(50, null, true)])).toEqual([90, 90])
    expect(said([], 70)).toEqual([70, 70])
  })

  it('stands beside its own early bird, or beside the one that ends first', () => {
    const tier = (price: number, units_left: number | null, ends_at: string | null = null) => ({
      ...{ price, units_left, ends_at },
    })
    const small = { ...item(49, 40), tiers: [tier(40, 12)] }
    const large = { ...item(195, 165), tiers: [tier(165, 2), tier(179, 5)] }
    const timed = { ...item(95, 90), tiers: [tier(90, null, '2026-12-01T00:00:00.000Z')] }
    const early = (...items: ReturnType<typeof item>[]) => saidPrices({ items, price_per_slot: 1 }).early_bird
    expect(early(large, small)).toEqual({ item_id: '49', price: 40, units_left: 12, ends_at: null, next_price: 49 })
    expect(early(item(49), large, timed)).toMatchObject({ item_id: '195', price: 165, next_price: 179 })
    expect(early(item(49), timed)).toMatchObject({ item_id: '95', ends_at: '2026-12-01T00:00:00.000Z' })
    expect(early({ ...large, price_now: null }, item(49))).toBeNull()
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
