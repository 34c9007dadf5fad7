import type { Api } from '../page.ts'
import { m } from '../paraglide/messages.js'

type Sort = NonNullable<NonNullable<Parameters<Api['listCampaigns']>[0]>['sort']>

const words: Record<Sort, () => string> = {
  newest: m.sort_newest,
  ending_soon: m.sort_ending_soon,
  price_asc: m.sort_price_asc,
  price_desc: m.sort_price_desc,
}

/** How lists of campaigns can be sorted. */
export const campaignSorts = Object.keys(words) as Sort[]

export function campaignSortChoices(): [Sort, string][] {
  return campaignSorts.map((sort) => [sort, words[sort]()])
}
