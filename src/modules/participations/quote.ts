/** What joining would come to, and what a campaign is to one person: decided by the functions that decide a join. */
import { sql } from 'kysely'
import type { Database, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Order } from './order.ts'
import type { Quote, Viewer } from './shapes.ts'

/** @throws Problem campaign_not_found, campaign_behind, lines_required, request_invalid */
export async function quoteCampaign(db: Database, campaignId: string, wanted: Order): Promise<Quote> {
  const [row] = await db.query<QuoteRow>('select * from sambatan.quote_sambatan_campaign($1, $2::jsonb)', [
    campaignId,
    JSON.stringify(wanted),
  ])
  if (row === undefined) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  return quoted(row)
}

/**
 * What a participation would come to with another order. Whether it could be changed so depends on who asks: that is the actor of the
 * transaction.
 * @throws Problem participation_not_found, campaign_behind, lines_required, request_invalid
 */
export async function quoteChange(tx: Tx, id: string, wanted: Order): Promise<Quote> {
  const { rows } = await sql<QuoteRow>`
    select * from sambatan.quote_sambatan_change(${id}, ${JSON.stringify(wanted)}::jsonb)`.execute(tx)
  return quoted(rows[0]!)
}

type QuoteRow = Omit<Quote, 'fits' | 'reason'> & { reason: Quote['reason'] | null }

function quoted({ reason, ...quote }: QuoteRow): Quote {
  return { ...quote, fits: reason === null, ...(reason !== null && { reason }) }
}

/** What the database knows of it; who is asked about, and may edit, whoever asks has to say. */
type View = Omit<Viewer, 'user_id' | 'may_edit'>

interface ViewRow extends Omit<View, 'may_join' | 'reason' | 'again_at'> {
  reason: View['reason'] | null
  again_at: Date | null
}

/** @throws Problem campaign_not_found */
export async function seeCampaign(db: Database, campaignId: string, userId: string): Promise<View> {
  const [row] = await db.query<ViewRow>('select * from sambatan.see_sambatan_campaign($1, $2)', [campaignId, userId])
  if (row === undefined) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  const { reason, again_at, ...view } = row
  return {
    ...view,
    may_join: reason === null,
    ...(reason !== null && { reason }),
    ...(again_at !== null && { again_at: again_at.toISOString() }),
  }
}
