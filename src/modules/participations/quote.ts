/** What joining would come to, and what a campaign is to one person: decided by the functions that decide a join. */
import type { Database } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

/** Why nobody who holds none could join with a quantity now: the code that their join would be refused with. */
export const quoteReasons = [
  'campaign_not_open',
  'campaign_closed',
  'campaign_full',
  'already_joined_limit',
  'below_min_per_buyer',
  'insufficient_slots',
] as const

/** Why one person could not join now, with whatever quantity. */
export const viewerReasons = [...quoteReasons, 'own_campaign', 'hold_ended_recently'] as const

export interface Quote {
  currency: string
  /** In the smallest unit of the currency; null where the campaign has not so many slots altogether. */
  amount: number | null
  quantity: number
  fits: boolean
  reason?: (typeof quoteReasons)[number]
}

/** @throws Problem campaign_not_found, campaign_behind */
export async function quoteCampaign(db: Database, campaignId: string, quantity: number): Promise<Quote> {
  const [row] = await db.query<Omit<Quote, 'fits' | 'reason'> & { reason: Quote['reason'] | null }>(
    'select * from sambatan.quote_sambatan_campaign($1, $2)',
    [campaignId, quantity],
  )
  if (row === undefined) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  const { reason, ...quote } = row
  return { ...quote, fits: reason === null, ...(reason !== null && { reason }) }
}

export interface View {
  slots_held: number
  /** Of the participations that hold them, the newest first. */
  participation_ids: string[]
  may_join: boolean
  reason?: (typeof viewerReasons)[number]
}

/** @throws Problem campaign_not_found */
export async function seeCampaign(db: Database, campaignId: string, userId: string): Promise<View> {
  const [row] = await db.query<Omit<View, 'may_join' | 'reason'> & { reason: View['reason'] | null }>(
    'select * from sambatan.see_sambatan_campaign($1, $2)',
    [campaignId, userId],
  )
  if (row === undefined) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  const { reason, ...view } = row
  return { ...view, may_join: reason === null, ...(reason !== null && { reason }) }
}
