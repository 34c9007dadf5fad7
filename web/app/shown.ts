/**
 * A campaign as components get it. What a slot costs is words there, so that nobody can reckon with it: what a number of slots
 * comes to is stored, or asked for (`quoteCampaign`).
 */
import type { Campaign } from '@sambatan/client'
import { fractionDigits } from '../../src/kernel/money.ts'
import { money } from './format.ts'
import type { Api } from './page.ts'

export type ShownCampaign = Omit<Campaign, 'price_per_slot'> & { price: string }

export function shown<Given extends Campaign>({ price_per_slot: price, ...campaign }: Given) {
  return { ...campaign, price: money(price, campaign.currency) }
}

/** What a slot costs, for machines; and beside what it costs in the shop, where that is more. */
export function offerOf({ price_per_slot: price, currency }: Campaign, { base_price: shop }: { base_price: number }) {
  const saved = shop > price ? { shop: money(shop, currency), amount: money(shop - price, currency) } : undefined
  return { decimal: price / 10 ** fractionDigits(currency), saved }
}

/** What a number of slots comes to, as the API says, and why it cannot be had. Nothing where the campaign has not so many. */
export async function quoteOf(api: Api, id: string, quantity: number) {
  const { amount, currency, reason } = await api.quoteCampaign({ id, body: { quantity } })
  return { total: amount === null ? '' : money(amount, currency), reason }
}

export async function totalOf(api: Api, id: string, quantity: number): Promise<string> {
  return (await quoteOf(api, id, quantity)).total
}
