/**
 * A campaign as components get it. What a slot costs is words there, so that nobody can reckon with it: what a number of slots
 * comes to is stored, or asked for (`quoteCampaign`).
 */
import type { Campaign, Quote } from '@sambatan/client'
import { fractionDigits } from '../../src/kernel/money.ts'
import { money, number } from './format.ts'
import type { Api } from './page.ts'
import { m } from './paraglide/messages.js'
import type { OrderLine } from './routes/buyer/join-lines.ts'
import { isPlain, itemsOf, nextStepWords, priceWords, type ShownItem, type ShownVolume, volumeOf } from './sold.ts'

export type ShownCampaign = Omit<
  Campaign,
  'price_per_slot' | 'lowest_price' | 'highest_price' | 'early_bird' | 'items' | 'volume_prices'
> & {
  /** In a few words; `per`: for what. */
  price: string
  per: string
  /** Whether one price of a slot is all there is to say. */
  isPlain: boolean
  items: ShownItem[]
  volume: ShownVolume | undefined
  nextStep: string | undefined
}

export function shown<Given extends Campaign>(given: Given) {
  const { price_per_slot, lowest_price, highest_price, early_bird, items, volume_prices, ...campaign } = given
  const isPerSlot = items.length <= 1 && (items[0]?.slots_per_unit ?? 1) === 1
  return {
    ...campaign,
    price: priceWords(given),
    per: isPerSlot ? m.per_slot() : '',
    isPlain: isPlain(given),
    items: itemsOf(given),
    volume: volumeOf(given),
    nextStep: nextStepWords(given),
  }
}

/** What a slot costs, for machines; and beside what it costs in the shop, where that is more. */
export function offerOf(campaign: Campaign, { base_price: shop }: { base_price: number }) {
  const { price_per_slot: price, currency } = campaign
  const saved =
    isPlain(campaign) && shop > price
      ? { shop: money(shop, currency), amount: money(shop - price, currency) }
      : undefined
  const decimal = (amount: number) => amount / 10 ** fractionDigits(currency)
  const { lowest_price: low, highest_price: high, items } = campaign
  return {
    decimal: decimal(low),
    range: high > low ? { low: decimal(low), high: decimal(high), count: items.length } : undefined,
    saved,
  }
}

/** A line of an order or a quote, in words. */
export interface QuotedLine {
  key: string
  name: string
  units: string
  price: string
  amount: string
  isEarly: boolean
  isDropped: boolean
}

interface Line {
  item_id: string
  units: number
  unit_price: number
  tier_id: string | null
  amount: number
  name?: string
  dropped?: boolean
}

export function shownLines(lines: Line[], currency: string, items: { id: string; name: string }[]): QuotedLine[] {
  return lines.map((line) => ({
    key: `${line.item_id}-${line.tier_id}`,
    name: line.name ?? items.find(({ id }) => id === line.item_id)?.name ?? '',
    units: number(line.units),
    price: money(line.unit_price, currency),
    amount: money(line.amount, currency),
    isEarly: line.tier_id !== null,
    isDropped: line.dropped ?? false,
  }))
}

/**
 * What an order comes to, as the API says, and why it cannot be had. Nothing where the campaign has not so many; `amount` is for a form
 * to send back as what was agreed to.
 */
export async function quoteOf(api: Api, campaign: Pick<Campaign, 'id' | 'items'>, wanted: number | OrderLine[]) {
  const body = Array.isArray(wanted) ? { lines: wanted } : { quantity: wanted }
  return quotedOf(await api.quoteCampaign({ id: campaign.id, body }), campaign)
}

/** A quote in words. */
export function quotedOf(quote: Quote, { items }: Pick<Campaign, 'items'>) {
  const { amount, currency, reason, next_volume: next, volume_saves: saves } = quote
  const slots = m.slots({ count: number(next?.slots_more ?? 0) })
  const says = next?.saves
    ? m.buyer_items_volume_saves({ slots, amount: money(next.saves, currency) })
    : saves > 0
      ? m.buyer_items_volume_now({ amount: money(saves, currency) })
      : ''
  return {
    total: amount === null ? '' : money(amount, currency),
    amount,
    lines: shownLines(quote.lines, currency, items),
    says,
    reason,
  }
}
