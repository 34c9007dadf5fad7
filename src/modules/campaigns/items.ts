/**
 * What a campaign sells. One that was made with `price_per_slot` alone has one item that no row describes; whoever gives it others turns
 * that one into a row, with the campaign's id. Lines are kept only where they say something: see `campaigns.itemized`.
 */
import { Problem } from '../../kernel/problem.ts'

export interface TierWish {
  id?: string | undefined
  name: string
  price: number
  units: number | null
  ends_at: Date | null
}

export interface ItemWish {
  id?: string | undefined
  name: string
  description: string
  price: number
  compare_at_price: number | null
  slots_per_unit: number
  maximum_units: number | null
  minimum_units: number | null
  max_per_buyer: number | null
  weight_grams: number | null
  sku: string | null
  photo_id: string | null
  on_sale: boolean
  tiers: TierWish[]
}

/** `item`: the place of an item in the campaign's items, from 0. */
export interface VolumeWish {
  from_slots: number
  prices: { item: number; price: number }[]
}

/** As a request has it: an item is named by its id, or by its place where it has none yet; not at all where there is one. */
export interface SaidVolume {
  from_slots: number
  price?: number | undefined
  prices?: { item_id?: string | undefined; item?: number | undefined; price: number }[] | undefined
}

/** @throws Problem price_or_prices, volume_item_unknown, volume_item_twice */
export function readVolume(said: SaidVolume[], items: { id?: string | undefined }[]): VolumeWish[] {
  return said.map(({ from_slots, price, prices }, step) => {
    const path = `volume_prices.${step}.prices`
    if (price !== undefined && prices !== undefined) {
      throw new Problem('price_or_prices', { path: `volume_prices.${step}.price` })
    }
    if (prices === undefined && price !== undefined && items.length === 1) {
      return { from_slots, prices: [{ item: 0, price }] }
    }
    const named = (prices ?? []).map((one, place) => {
      const item = one.item ?? items.findIndex(({ id }) => id !== undefined && id === one.item_id)
      if (items[item] === undefined) throw new Problem('volume_item_unknown', { path: `${path}.${place}.item_id` })
      return { item, price: one.price }
    })
    if (named.length === 0) throw new Problem('volume_item_unknown', { path })
    if (new Set(named.map(({ item }) => item)).size < named.length) throw new Problem('volume_item_twice', { path })
    return { from_slots, prices: named }
  })
}

/** The same volume prices where items were given in another order, or fewer: each stays with its item. */
export function volumeAlong(
  volume: VolumeWish[],
  before: { id?: string | undefined }[],
  items: { id?: string | undefined }[],
): VolumeWish[] {
  if (items.length === 0) return volume
  return volume.flatMap(({ from_slots, prices }) => {
    const kept = prices.flatMap(({ item, price }) => {
      const place = items.findIndex(({ id }) => id !== undefined && id === before[item]?.id)
      return place < 0 ? [] : [{ item: place, price }]
    })
    return kept.length > 0 ? [{ from_slots, prices: kept }] : []
  })
}

/** The lowest price of a slot, rounded down: what a list sorts by. */
export function lowestPrice(items: ItemWish[]): number {
  return Math.max(1, Math.min(...items.map((item) => Math.floor(item.price / item.slots_per_unit))))
}

/** Whether participations of a campaign that sells these have to say by lines what they ordered. */
export function needsLines(
  items: Pick<ItemWish, 'slots_per_unit' | 'maximum_units' | 'minimum_units' | 'max_per_buyer' | 'tiers' | 'on_sale'>[],
): boolean {
  const [only, ...others] = items
  if (only === undefined) return false
  return (
    others.length > 0 ||
    only.slots_per_unit !== 1 ||
    only.tiers.length > 0 ||
    !only.on_sale ||
    only.maximum_units !== null ||
    only.minimum_units !== null ||
    only.max_per_buyer !== null
  )
}
