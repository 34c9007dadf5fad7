/** What a campaign sells, as pages say it: prices are words here, and what stands beside them is counted by the database. */
import type { Campaign } from '@sambatan/client'
import { earlyBirdOf } from '../../src/kernel/prices.ts'
import { hasEnded } from '../../src/kernel/status.ts'
import { isSplit } from './components/standing.ts'
import { dateTime, money, number } from './format.ts'
import { m } from './paraglide/messages.js'

type Item = Campaign['items'][number]
type Given = Pick<
  Campaign,
  | 'items'
  | 'volume_prices'
  | 'currency'
  | 'price_per_slot'
  | 'lowest_price'
  | 'highest_price'
  | 'early_bird'
  | 'status'
  | 'goal_counts'
  | 'slots_taken'
  | 'slots_remaining'
>

/** How far an item is from being made, by what counts; `waiting`: ordered, and not counted before it is confirmed. */
export interface Danger {
  counted: number
  minimum: number
  waiting: number
  byConfirmed: boolean
}

export interface ShownItem {
  id: string
  name: string
  description: string
  photo: string | null
  /** What the next unit costs; of what cannot be had, what it would have. */
  price: string
  compareAt: string | null
  slots: number
  /** How many can be had at this price; null: no other limit than the slots. */
  left: number | null
  /** Until when at the latest it costs that. */
  until: string | null
  /** What comes after this price, where something does. */
  after: string | null
  /** How many can be ordered at once; 0: none. */
  most: number
  onSale: boolean
  /** How many units are ordered. */
  taken: number
  dropped: boolean
  finalPrice: string | null
  /** Too few have ordered it so far, and without more it is not made. */
  danger: Danger | null
}

interface VolumeStep {
  from: number
  more: number
  /** One price, where all pay the same. */
  price: string | null
  prices: string
}

export interface ShownVolume {
  /** The last threshold that is reached so far. */
  reached: VolumeStep | undefined
  next: VolumeStep | undefined
  later: VolumeStep[]
}

/** Whether all there is to say is one price for a slot: then pages say that, and nothing of items. */
export function isPlain({ items, volume_prices: volume }: Pick<Campaign, 'items' | 'volume_prices'>): boolean {
  const [only, ...others] = items
  if (only === undefined) return true
  const limits = [only.maximum_units, only.minimum_units, only.max_per_buyer, only.compare_at_price]
  const isSimple = only.slots_per_unit === 1 && only.tiers.length === 0 && only.on_sale && !only.description
  return others.length === 0 && volume.length === 0 && isSimple && limits.every((limit) => limit === null)
}

export function itemsOf(campaign: Given): ShownItem[] {
  return campaign.items.map((item) => {
    const { tier, next } = earlyBirdOf(item) ?? {}
    const isOver = hasEnded(campaign)
    const fit = Math.floor(campaign.slots_remaining / item.slots_per_unit)
    const made = item.maximum_units === null ? fit : Math.min(fit, item.maximum_units - item.units_taken)
    return {
      id: item.id,
      name: item.name,
      description: item.description,
      photo: item.photo_id,
      price: money(item.price_now ?? item.price, campaign.currency),
      compareAt: item.compare_at_price === null ? null : money(item.compare_at_price, campaign.currency),
      slots: item.slots_per_unit,
      left: tier ? tier.units_left : item.maximum_units === null ? null : Math.max(0, made),
      until: tier?.ends_at ?? null,
      after: next === undefined ? null : money(next, campaign.currency),
      most: item.price_now === null ? 0 : Math.max(0, Math.min(made, item.max_per_buyer ?? made)),
      onSale: item.on_sale,
      taken: item.units_taken,
      dropped: item.dropped,
      finalPrice: item.final_price === null ? null : money(item.final_price, campaign.currency),
      danger: isOver ? null : dangerOf(item, campaign),
    }
  })
}

function dangerOf(item: Item, campaign: Given): Danger | null {
  const { minimum_units: minimum, units_counted: counted, units_taken: taken } = item
  if (minimum === null || counted === null || counted >= minimum) return null
  return { counted, minimum, waiting: taken - counted, byConfirmed: isSplit(campaign) }
}

/** What the volume brings so far, and what it would next. */
export function volumeOf({ volume_prices, items, currency, slots_taken: taken }: Given): ShownVolume | undefined {
  if (volume_prices.length === 0) return undefined
  const steps = volume_prices.map((step): VolumeStep => {
    const single = step.price ?? (items.length === 1 ? step.prices?.[0]?.price : undefined)
    const prices = (step.prices ?? []).map(({ item_id, price }) =>
      m.volume_one({ item: items.find(({ id }) => id === item_id)?.name ?? '', price: money(price, currency) }),
    )
    return {
      from: step.from_slots,
      more: step.from_slots - taken,
      price: single === undefined ? null : money(single, currency),
      prices: prices.join(', '),
    }
  })
  const [next, ...later] = steps.filter(({ more }) => more > 0)
  return { reached: steps.findLast(({ more }) => more <= 0), next, later }
}

/** What it costs in a few words: "from Rp 45,000" where prices differ. */
export function priceWords(campaign: Given): string {
  const price = money(campaign.lowest_price, campaign.currency)
  return campaign.highest_price > campaign.lowest_price ? m.price_from({ price }) : price
}

/** What changes the price next, in one line for lists: the volume, or an early bird that runs out. */
export function nextStepWords(campaign: Given): string | undefined {
  if (campaign.status !== 'active') return undefined
  const next = volumeOf(campaign)?.next
  if (next) {
    const slots = m.slots({ count: number(next.more) })
    return next.price === null ? m.step_volume_many({ slots }) : m.step_volume({ slots, price: next.price })
  }
  const { early_bird: early, items, currency } = campaign
  if (early === null) return undefined
  const item = items.find(({ id }) => id === early.item_id)?.name ?? ''
  const words = { item, price: money(early.price, currency), next: money(early.next_price, currency) }
  // Beside a price that may be another item's it says whose this one is.
  const isOne = items.length === 1
  if (early.units_left === null) {
    const until = { ...words, time: dateTime(early.ends_at!) }
    return isOne ? m.step_until(until) : m.step_item_until(until)
  }
  const left = { ...words, count: number(early.units_left) }
  return isOne ? m.step_tier(left) : m.step_item_tier(left)
}
