/** What somebody waits for and where they stand, as pages say it and forms send it. */
import type { Campaign, WaitingEntry } from '@sambatan/client'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { type OrderLine, type Wanted, wantedWords } from './join-lines.ts'
import { wantedName } from './join-state.ts'
import { slotWords } from './words.ts'

/** Where one begins to wait, with an order that did not fit or with one that is chosen there. */
export function waitPath(slug: string, wanted: Wanted = ''): string {
  const path = `/c/${encodeURIComponent(slug.toWellFormed())}/wait`
  return wanted === '' ? path : `${path}?${wantedName(wanted)}=${wantedWords(wanted)}`
}

/** How many units of each item can be waited for: what others hold can come free, what the campaign has not cannot. */
export function mostUnits(campaign: Campaign, slotsHeld: number): Record<string, number> {
  const slots = Math.min(campaign.total_slots, (campaign.max_per_buyer ?? Number.POSITIVE_INFINITY) - slotsHeld)
  return Object.fromEntries(
    campaign.items.map((item) => {
      const limits = [Math.floor(slots / item.slots_per_unit), item.maximum_units, item.max_per_buyer]
      const most = Math.min(...limits.filter((limit) => limit !== null))
      return [item.id, item.on_sale ? Math.max(0, most) : 0]
    }),
  )
}

/** Where a campaign sells one thing by the slot, its number of slots says it all. */
export function orderWords({ lines, quantity }: Pick<WaitingEntry, 'lines' | 'quantity'>): string {
  const [only, ...others] = lines
  if (only === undefined || (others.length === 0 && only.units === quantity)) return slotWords(quantity)
  const units = lines.map(({ units, name }) => m.buyer_items_line({ units: number(units), item: name })).join(', ')
  return `${units} (${slotWords(quantity)})`
}

/** How many are before them, and for how much. */
export function aheadWords({ position, slots_ahead: slots }: Pick<WaitingEntry, 'position' | 'slots_ahead'>): string {
  if (position === null) return ''
  if (position === 1) return m.wait_ahead_none()
  return m.wait_ahead({ count: number(position - 1), slots: slotWords(slots ?? 0) })
}

/** Why what came free went to others, to who was passed over. */
export function passedWords(reason: string): string {
  if (reason === 'insufficient_slots') return m.wait_passed_slots()
  return reason === 'item_unavailable' ? m.wait_passed_item() : m.wait_passed_limit()
}

/** Whether an order keeps its place: no more slots, and no more units of any item. */
export function isSmaller(entry: Pick<WaitingEntry, 'lines' | 'quantity'>, lines: OrderLine[], slots: number): boolean {
  const had = new Map(entry.lines.map(({ item_id, units }) => [item_id, units]))
  return slots <= entry.quantity && lines.every(({ item_id, units }) => units <= (had.get(item_id) ?? 0))
}
