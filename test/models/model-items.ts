/**
 * What is sold and what it costs, written a second time as the rest of the model: unit by unit, where the engine lays ranges over
 * each other.
 */
import { holds, isLive, type ModelCampaign, type ModelParticipation } from './model.ts'

export interface ModelItem {
  slots: number
  price: number
  maximum: number
  minimum: number
  perBuyer: number
  tiers: { price: number; units: number; endsAt: number }[]
  dropped: boolean
}

/** One unit that somebody ordered; `tier` counts from 1, and is 0 at the item's own price. */
export interface ModelUnit {
  item: number
  tier: number
  price: number
  dropped: boolean
}

/** Units by the place of their item. */
export type Wanted = [item: number, units: number][]

/** From so many slots on each item costs that, by its place. */
export interface ModelVolume {
  from: number
  prices: number[]
}

const live = (campaign: ModelCampaign) => [...campaign.participations.values()].filter((one) => isLive(one.status))
const liveUnits = (campaign: ModelCampaign) =>
  live(campaign).flatMap((one) => one.units.filter(({ dropped }) => !dropped))

/** What nobody else can have: units on offer as well, which count for no minimum. */
const holding = (campaign: ModelCampaign) => [...campaign.participations.values()].filter((one) => holds(one.status))
const heldUnits = (campaign: ModelCampaign) =>
  holding(campaign).flatMap((one) => one.units.filter(({ dropped }) => !dropped))

export const takenUnits = (campaign: ModelCampaign, item: number): number =>
  heldUnits(campaign).filter((unit) => unit.item === item).length

export const slotsOf = (campaign: ModelCampaign, units: { item: number; dropped?: boolean }[]): number =>
  units.reduce((sum, unit) => sum + (unit.dropped ? 0 : campaign.items[unit.item]!.slots), 0)

export const slotsWanted = (campaign: ModelCampaign, wanted: Wanted): number =>
  wanted.reduce((sum, [item, units]) => sum + units * campaign.items[item]!.slots, 0)

/** What each unit costs today: of the first tier that has one left, else the item's price. */
export function priced(campaign: ModelCampaign, wanted: Wanted, now: number): ModelUnit[] {
  const taken = heldUnits(campaign)
  const units: ModelUnit[] = []
  for (const [item, count] of wanted) {
    const { tiers, price } = campaign.items[item]!
    for (let i = 0; i < count; i++) {
      const open = tiers.findIndex((tier, place) => {
        const used = [...taken, ...units].filter((unit) => unit.item === item && unit.tier === place + 1).length
        return tier.endsAt > now && used < tier.units
      })
      units.push({ item, tier: open + 1, price: tiers[open]?.price ?? price, dropped: false })
    }
  }
  return units
}

export function itemRefusal(
  campaign: ModelCampaign,
  wanted: Wanted,
  user: string,
  but?: ModelParticipation,
): string | undefined {
  for (const [item, units] of wanted) {
    const { maximum, perBuyer } = campaign.items[item]!
    const count = (some: ModelParticipation[]) =>
      some.flatMap((one) => one.units).filter((unit) => unit.item === item && !unit.dropped).length
    const others = holding(campaign).filter((one) => one !== but)
    if (count(others.filter((one) => one.user === user)) + units > perBuyer) return 'item_limit'
    if (count(others) + units > maximum) return 'item_unavailable'
  }
  return undefined
}

/** Kept units keep their price, the dearest go first; added ones cost what they cost today. */
export function changed(
  campaign: ModelCampaign,
  one: ModelParticipation,
  wanted: Wanted,
  now: number,
): { units: ModelUnit[]; growing: Wanted } {
  const growing: Wanted = []
  const kept = wanted.flatMap(([item, count]) => {
    const had = one.units
      .filter((unit) => unit.item === item && !unit.dropped)
      .sort((a, b) => a.price - b.price || (a.tier || 99) - (b.tier || 99))
    if (count > had.length) growing.push([item, count - had.length])
    return had.slice(0, count)
  })
  return { units: [...kept, ...priced(campaign, growing, now)], growing }
}

export const amountOf = (units: ModelUnit[]): number => units.reduce((sum, { price }) => sum + price, 0)

export const isShort = (campaign: ModelCampaign, item: number): boolean =>
  liveUnits(campaign).filter((unit) => unit.item === item).length < campaign.items[item]!.minimum

export const hasShortItem = (campaign: ModelCampaign): boolean =>
  campaign.items.some((_, item) => isShort(campaign, item))

export const leftOutSlots = (campaign: ModelCampaign): number =>
  slotsOf(
    campaign,
    liveUnits(campaign).filter(({ item }) => isShort(campaign, item)),
  )

/** Leaves out what too few have ordered. */
export function dropShort(campaign: ModelCampaign): void {
  const short = campaign.items.map((_, item) => isShort(campaign, item))
  for (const [item, isLeftOut] of short.entries()) campaign.items[item]!.dropped = isLeftOut
  for (const one of live(campaign)) {
    if (!one.units.some(({ item }) => short[item])) continue
    for (const unit of one.units) if (short[unit.item]) unit.dropped = true
    // Whoever has nothing left keeps the number that they had ordered.
    if (one.units.every(({ dropped }) => dropped)) one.status = 'refunded'
    else one.quantity = slotsOf(campaign, one.units)
  }
}

/** The lower of what was agreed and what the volume brings, the same for all. */
export function settlePrices(campaign: ModelCampaign): void {
  const slots = live(campaign).reduce((sum, one) => sum + one.quantity, 0)
  const reached = campaign.volume.findLast(({ from }) => from <= slots)
  for (const one of live(campaign)) {
    one.final = one.units
      .filter(({ dropped }) => !dropped)
      .reduce((sum, unit) => sum + Math.min(unit.price, reached?.prices[unit.item] ?? unit.price), 0)
  }
}
