/** What items, tiers and volume prices of a campaign must be like, said with the field that is not so. */
import { Problem } from '../../kernel/problem.ts'
import type { ItemWish, VolumeWish } from './items.ts'
import type { CampaignTerms } from './rules.ts'

type Terms = Pick<CampaignTerms, 'total_slots' | 'minimum_slots' | 'min_per_buyer' | 'max_per_buyer' | 'deadline'>

interface Goal {
  /** Whether it was said, or is simply all slots. */
  isGiven: boolean
  /** Whether somebody has joined on it: then an item may go off sale whatever it means for the goal. */
  isFrozen: boolean
}

/** The refusal of what a campaign sells, or undefined. */
export function itemsRefusal(items: ItemWish[], terms: Terms, goal: Goal): Problem | undefined {
  for (const [place, item] of items.entries()) {
    const refusal = itemRefusal(item, `items.${place}`, terms)
    if (refusal) return refusal
  }
  const needy = items.findIndex((item) => item.minimum_units != null)
  if (needy >= 0 && !goal.isGiven) return new Problem('goal_required', { path: 'minimum_slots' })
  return goal.isFrozen
    ? undefined
    : (goalRefusal(items, terms) ?? mostRefusal(items, terms) ?? leastRefusal(items, terms))
}

function itemRefusal(item: ItemWish, path: string, terms: Terms): Problem | undefined {
  const most = item.maximum_units ?? Math.floor(terms.total_slots / item.slots_per_unit)
  if (item.slots_per_unit > terms.total_slots) {
    return new Problem('item_too_large', { path: `${path}.slots_per_unit`, total_slots: terms.total_slots })
  }
  if (item.price > Math.floor(Number.MAX_SAFE_INTEGER / terms.total_slots)) {
    return new Problem('amount_too_large', { path: `${path}.price` })
  }
  if (item.compare_at_price != null && item.compare_at_price <= item.price) {
    return new Problem('compare_at_not_higher', { path: `${path}.compare_at_price` })
  }
  if (item.minimum_units != null && item.minimum_units > most) {
    return new Problem('item_limits_crossed', { path: `${path}.minimum_units`, maximum: most })
  }
  if (item.max_per_buyer != null && item.maximum_units != null && item.max_per_buyer > item.maximum_units) {
    return new Problem('item_limits_crossed', { path: `${path}.max_per_buyer`, maximum: item.maximum_units })
  }
  return tiersRefusal(item, path, terms)
}

function tiersRefusal(item: ItemWish, path: string, terms: Terms): Problem | undefined {
  for (const [place, tier] of item.tiers.entries()) {
    const next = item.tiers[place + 1]?.price ?? item.price
    if (tier.price >= next) return new Problem('tiers_not_rising', { path: `${path}.tiers.${place}.price` })
    if (tier.units == null && tier.ends_at == null) {
      return new Problem('tier_without_end', { path: `${path}.tiers.${place}.units` })
    }
    if (tier.ends_at != null && tier.ends_at > terms.deadline) {
      return new Problem('tier_after_deadline', { path: `${path}.tiers.${place}.ends_at` })
    }
  }
  return undefined
}

/** A goal that the items cannot reach together would fail whatever people order: there are too few, or none that fit into the last slots. */
function goalRefusal(items: ItemWish[], terms: Terms): Problem | undefined {
  if (items.length === 0) return undefined
  const sold = items.filter(({ on_sale }) => on_sale).map((item) => ({ ...item, max_per_buyer: null }))
  const canReach = (slots: number) => canOrder(sold, slots, terms.total_slots)
  if (canReach(terms.minimum_slots)) return undefined
  let [reachable, beyond] = [0, terms.minimum_slots]
  while (beyond - reachable > 1) {
    const between = Math.floor((reachable + beyond) / 2)
    if (canReach(between)) reachable = between
    else beyond = between
  }
  return new Problem('goal_unreachable', { path: 'minimum_slots', reachable })
}

/** What takes more slots than one buyer may have is on sale for nobody. */
function mostRefusal(items: ItemWish[], { max_per_buyer: maximum }: Terms): Problem | undefined {
  if (maximum === null) return undefined
  const large = items.find(({ on_sale, slots_per_unit }) => on_sale && slots_per_unit > maximum)
  return (
    large &&
    new Problem('max_per_buyer_too_low', { path: 'max_per_buyer', item: large.name, slots: large.slots_per_unit })
  )
}

/** The least that a buyer must take has to be an order that the items' limits allow, or nobody could join. */
function leastRefusal(items: ItemWish[], terms: Terms): Problem | undefined {
  const { min_per_buyer: minimum, max_per_buyer, total_slots } = terms
  const sold = items.filter(({ on_sale }) => on_sale)
  if (minimum === 1 || sold.length === 0 || canOrder(sold, minimum, max_per_buyer ?? total_slots)) return undefined
  return new Problem('min_per_buyer_unreachable', { path: 'min_per_buyer', minimum })
}

/** A larger minimum is held against what all limits together come to, and not against each order: nobody would wait for that. */
const lookedThroughMax = 10_000

/** Whether some order of them takes so many slots, or more, and no more than the most. */
function canOrder(items: ItemWish[], minimum: number, most: number): boolean {
  const limitOf = ({ max_per_buyer, maximum_units }: ItemWish) => Math.min(max_per_buyer ?? most, maximum_units ?? most)
  if (minimum > lookedThroughMax) {
    return items.reduce((sum, item) => sum + limitOf(item) * item.slots_per_unit, 0) >= minimum
  }
  // By slots below the minimum: whether an order takes just so many.
  const reached = new Uint8Array(minimum)
  reached[0] = 1
  for (const item of items) {
    const slots = item.slots_per_unit
    const limit = limitOf(item)
    const units = new Int32Array(minimum)
    for (let taken = 0; taken < minimum; taken++) {
      if (reached[taken] === 0) {
        const before = taken - slots
        if (before < 0 || reached[before] === 0 || units[before]! >= limit) continue
        reached[taken] = 1
        units[taken] = units[before]! + 1
      }
      const next = taken + slots
      if (units[taken]! < limit && next >= minimum && next <= most) return true
    }
  }
  return false
}

/** @param prices of the items, in their order */
export function volumeRefusal(prices: number[], volume: VolumeWish[], terms: Terms): Problem | undefined {
  const last = [...prices]
  let from = 0
  for (const [place, step] of volume.entries()) {
    const path = `volume_prices.${place}`
    if (step.from_slots <= from || step.from_slots > terms.total_slots) {
      return new Problem('volume_not_rising', { path: `${path}.from_slots`, total_slots: terms.total_slots })
    }
    from = step.from_slots
    for (const { item, price } of step.prices) {
      if (price >= last[item]!) return new Problem('volume_not_falling', { path: `${path}.price` })
      last[item] = price
    }
  }
  return undefined
}
