/** Who orders how much in one campaign of the demo. */
import { assert } from '../kernel/assert.ts'
import type { DemoBuyer } from './buyers.ts'
import type { CampaignPlan, DemoItem } from './campaign-plan.ts'
import type { Random } from './random.ts'

export interface Claim {
  /** Of the participation, once joined. */
  id: string
  buyer: DemoBuyer
  /** Slots, or units of items by their places. */
  order: { quantity: number } | { units: [place: number, units: number][] }
  /** In hours from now. */
  at: number
}

/** Most take one bottle, some two, and now and then somebody a second size. */
export function takeItems(items: DemoItem[], random: Random, queue: DemoBuyer[]): Claim[] {
  const parts: [number, number][] = []
  for (const [place, { ordered }] of items.entries()) {
    for (let left = ordered; left > 0; ) {
      const units = Math.min(random.pick([1, 1, 1, 2]), left)
      parts.push([place, units])
      left -= units
    }
  }
  const orders: [number, number][][] = []
  for (const part of random.shuffled(parts)) {
    const last = orders.at(-1)
    if (last?.length === 1 && last[0]![0] !== part[0] && random.next() < 0.2) last.push(part)
    else orders.push([part])
  }
  return orders.map((units) => ({ id: '', buyer: nextBuyer(queue), order: { units }, at: 0 }))
}

function nextBuyer(queue: DemoBuyer[]): DemoBuyer {
  const buyer = queue.pop()
  assert(buyer, 'there are enough demo buyers')
  return buyer
}

export function takeQuantities(plan: CampaignPlan, random: Random, queue: DemoBuyer[]): Claim[] {
  const minimum = plan.minPerBuyer ?? 1
  const maximum = plan.maxPerBuyer ?? 4
  const claims: Claim[] = []
  for (let left = plan.slotsHeld ?? 0; left > 0; ) {
    const wish = random.pick([1, 1, 1, 1, 2, 2, 3])
    let quantity = Math.min(Math.max(wish, minimum), maximum, left)
    const rest = left - quantity
    if (rest > 0 && rest < minimum) quantity = left <= maximum ? left : left - minimum
    claims.push({ id: '', buyer: nextBuyer(queue), order: { quantity }, at: 0 })
    left -= quantity
  }
  return claims
}
