import type { Campaign as Told, Progress as ToldProgress } from '@sambatan/client'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { apiOf, type Campaign, type Progress, priceOf, takenOf, webAddress, withProgress } from './campaign.ts'
import { backoff } from './live.ts'
import { countsIn, explain, stepWords } from './view.ts'

const campaign: Campaign = {
  ...{
    id: 'c1',
    slug: 'melati',
    title: 'Melati',
    product_name: 'Melati',
    seller_name: null,
    image_url: null,
    photos: [],
  },
  ...{ currency: 'IDR', price_per_slot: 185_000, total_slots: 100, minimum_slots: 60, slots_taken: 45 },
  ...{ slots_confirmed: 30, goal_counts: 'claims', settling: false, settles_until: null },
  ...{ slots_at_close: null, opens_at: null, deadline: '2026-12-03T10:00:00Z', status: 'active', closed_at: null },
  updated_at: '2026-11-25T10:00:00Z',
}
const progress: Progress = {
  ...{ total_slots: 100, filled_slots: 50, confirmed_slots: 32, settling: false, status: 'active' },
  updated_at: '2026-11-25T10:00:01Z',
}

it('reads only what the API tells', () => {
  expectTypeOf<Told>().toExtend<Campaign>()
  expectTypeOf<ToldProgress>().toExtend<Progress>()
})

describe('a change', () => {
  it('is taken', () => {
    expect(withProgress(campaign, progress)).toMatchObject({ slots_taken: 50, slots_confirmed: 32, status: 'active' })
  })

  it('that is older than what is known is not', () => {
    expect(withProgress(campaign, { ...progress, updated_at: '2026-11-25T09:59:59Z' })).toBe(campaign)
  })

  it('that ends it does not take away how far it had come', () => {
    const ended = withProgress(campaign, { ...progress, filled_slots: 0, status: 'failed' })
    expect(takenOf(ended)).toBe(45)
    expect(takenOf({ ...ended, slots_at_close: 47 })).toBe(47)
  })
})

describe('what a campaign means', () => {
  const means = (wish: Partial<Campaign>, isLate = false) => explain({ ...campaign, ...wish }, 'en', isLate)

  it.each<[string, Partial<Campaign>, string]>([
    ['on its way', {}, 'if 60 slots are taken'],
    ['that needs every slot', { minimum_slots: 100 }, 'if all slots (100) are taken'],
    ['that needs one', { minimum_slots: 1, slots_taken: 0 }, 'if 1 slot is taken'],
    ['that reached its goal', { slots_taken: 60 }, 'Goal reached'],
    ['not open yet', { status: 'scheduled', slots_taken: 0 }, 'if 60 slots are taken'],
    ['full', { status: 'full', slots_taken: 100 }, 'Every slot is taken'],
    ['that counts paid slots', { goal_counts: 'confirmed', slots_taken: 99 }, 'if at least 60 slots are paid'],
    ['that has enough of them', { goal_counts: 'confirmed', slots_confirmed: 60 }, 'Goal reached'],
    ['that settles', { settling: true, status: 'full' }, 'Nobody can join any more'],
    ['that succeeded', { status: 'completed', slots_at_close: 80 }, 'is being made'],
    ['that failed', { status: 'failed', slots_at_close: 12 }, 'goal of 60 slots was not reached'],
    ['that was stopped', { status: 'cancelled', slots_at_close: 80 }, 'was stopped'],
  ])('%s is said', (_, wish, words) => {
    expect(means(wish)).toContain(words)
  })

  it('is counted in words, apart where confirmed slots alone count and it is not decided', () => {
    const counts = (wish: Partial<Campaign>) => countsIn({ ...campaign, ...wish }, 'en')
    expect(counts({})).toBe('45 of 100 slots taken')
    expect(counts({ goal_counts: 'confirmed' })).toBe('30 confirmed + 15 reserved, of 100 slots')
    expect(counts({ goal_counts: 'confirmed', status: 'failed', slots_at_close: 30 })).toBe('30 of 100 slots taken')
  })

  it('says of one that is full how many wait', () => {
    expect(means({ status: 'full', waiting_count: 5 })).toBe('Every slot is taken, 5 waiting.')
  })

  it('is not yet known when its time is up and nobody has said how it ended', () => {
    expect(means({}, true)).toContain('Time is up')
    expect(means({ status: 'full' }, true)).toContain('Every slot')
  })
})

describe('an address', () => {
  it('is one of the web, or none', () => {
    expect(webAddress('/photos/a.webp', 'https://buy.example.com')).toBe('https://buy.example.com/photos/a.webp')
    expect(webAddress('https://cdn.example.com/a.png')).toBe('https://cdn.example.com/a.png')
    for (const evil of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'blob:x',
      '',
      null,
      'http://',
    ]) {
      expect(webAddress(evil)).toBeUndefined()
    }
  })

  it('of the API holds any id as one step', () => {
    expect(apiOf('https://buy.example.com/x', '../a?b')).toBe(
      'https://buy.example.com/x/api/sambatan/campaigns/..%2Fa%3Fb',
    )
  })
})

it('leaves a node alone for longer with every failure, but not for ever', () => {
  const middle = (failures: number) => Array.from({ length: 500 }, () => backoff(failures)).sort()[250]!
  expect(middle(2)).toBeGreaterThan(middle(0))
  expect(backoff(0)).toBeGreaterThanOrEqual(2500)
  expect(backoff(50)).toBeLessThanOrEqual(90_000)
})

it('says where prices begin, and how many slots bring the price down for all', () => {
  expect(priceOf(campaign)).toEqual({ amount: 185_000, several: false, perSlot: true })
  // As the node reckons them, which alone knows what can be had.
  const prices = { lowest_price: 45_000, highest_price: 210_000 }
  const items = [{ slots_per_unit: 1 }, { slots_per_unit: 5 }]
  expect(priceOf({ ...campaign, ...prices, items })).toEqual({ amount: 45_000, several: true, perSlot: false })
  const volume_prices = [
    { from_slots: 40, price: 200_000 },
    { from_slots: 53, price: 190_000 },
  ]
  expect(stepWords({ ...campaign, volume_prices }, 'en')).toMatch(/^8 slots more and everybody pays Rp\s190,000\. $/)
  expect(stepWords(campaign, 'en')).toBe('')
  const early = { ...campaign, early_bird: { price: 165_000 } }
  expect(stepWords(early, 'en')).toMatch(/^Early bird Rp\s165,000\. $/)
  expect(stepWords(early, 'id')).toMatch(/^Harga awal Rp\s165\.000\. $/)
  expect(stepWords({ ...early, volume_prices }, 'en')).toContain('everybody pays')
  expect(stepWords({ ...campaign, early_bird: null }, 'en')).toBe('')
})
