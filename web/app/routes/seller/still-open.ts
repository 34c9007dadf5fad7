/** What of a campaign can still be changed, and what a form of it means: where something is agreed to, its fields hold the rest. */
import type { Campaign } from '@sambatan/client'
import { hasEnded } from '../../../../src/kernel/status.ts'
import { dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { type ItemRow, type Rows, rowsOf } from './item-rows.ts'

/**
 * `draft`: nobody sees it. `open`: it is published, and nobody has joined ever. `frozen`: somebody has. `over`: it takes nobody any
 * more, and its words alone can be mended.
 */
export type Stage = 'draft' | 'open' | 'frozen' | 'over'

export function stageOf(campaign: Pick<Campaign, 'status' | 'settling' | 'terms_frozen_at'>): Stage {
  if (campaign.status === 'inactive') return 'draft'
  if (hasEnded(campaign) || campaign.settling) return 'over'
  return campaign.terms_frozen_at === null ? 'open' : 'frozen'
}

export type FixedItem = Campaign['items'][number]

/** What of an item nobody has agreed to in a way that a change would break. */
const editable = ['name', 'description', 'photo_id', 'off_sale'] as const
const limits = ['minimum_units', 'maximum_units'] as const

/** The rows of a form of what is frozen: whatever it does not say of an item stays as it is, and no item goes. */
export function overStored(given: Rows | undefined, campaign: Campaign): Rows {
  const stored = rowsOf(campaign)
  if (given === undefined) return stored
  const places = new Map(stored.items.map((row, place) => [row.id, place]))
  const items = given.items.map((row): ItemRow => {
    const before = stored.items[places.get(row.id) ?? -1]
    if (before === undefined) return { ...row, id: '' }
    const said = Object.fromEntries(
      [...editable, ...limits.filter((name) => before[name] !== '')].map((name) => [name, row[name]]),
    )
    return { ...before, ...said }
  })
  const missing = stored.items.filter(({ id }) => !items.some((row) => row.id === id))
  const all = [...items, ...missing]
  const along = stored.volume.map((step) => ({
    ...step,
    prices: all.map(({ id }) => step.prices[places.get(id) ?? -1] ?? ''),
  }))
  return { items: all, volume: along }
}

/** "Rp 195.000 · 2 slots each", then a line for each early bird. */
export function fixedWords(item: FixedItem, currency: string): string[] {
  const price = money(item.price, currency)
  const parts = [
    price,
    item.slots_per_unit > 1 && m.item_slots({ slots: m.slots({ count: number(item.slots_per_unit) }) }),
    item.max_per_buyer !== null && m.seller_fixed_max({ count: number(item.max_per_buyer) }),
    item.units_taken > 0 && m.seller_fixed_taken({ count: number(item.units_taken) }),
  ]
  const tiers = item.tiers.map((tier, place) => {
    const words = { price: money(tier.price, currency), time: tier.ends_at ? dateTime(tier.ends_at) : '' }
    if (tier.units === null) return m.seller_fixed_tier_until(words)
    const units = number(tier.units)
    if (place === 0)
      return tier.ends_at ? m.seller_fixed_tier_both({ ...words, units }) : m.seller_fixed_tier({ ...words, units })
    return tier.ends_at ? m.seller_fixed_next_both({ ...words, units }) : m.seller_fixed_next({ ...words, units })
  })
  return [parts.filter(Boolean).join(' · '), ...tiers]
}
