/**
 * The earlier version's join: read the campaign, reserve by a function, insert the participant, read the campaign again,
 * insert the audit entry, each its own statement and commit. On the same tables, with the same indexes, triggers and
 * outbox, so that what differs is the flow.
 */
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'

interface CampaignRow {
  price_per_slot: number
  currency: string
  status: string
  filled_slots: number
}

export async function joinTheEarlierWay(
  db: Database,
  campaignId: string,
  body: { user_id: string; quantity: number; shipping_address: string },
): Promise<{ id: string; slots: number } | undefined> {
  const read = 'select * from sambatan.campaigns where id = $1'
  const [campaign] = await db.query<CampaignRow>(read, [campaignId])
  if (campaign?.status !== 'active') return undefined
  await db.query('select sambatan.reserve_sambatan_slots($1, $2)', [campaignId, body.quantity])
  const id = uuidv7()
  await db.query(
    `insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, joined_at,
      updated_at) values ($1, $2, $3, $4, $5, $6, $7, now(), now())`,
    [
      id,
      campaignId,
      body.user_id,
      body.quantity,
      body.quantity * campaign.price_per_slot,
      campaign.currency,
      body.shipping_address,
    ],
  )
  const [after] = await db.query<CampaignRow>(read, [campaignId])
  await db.query(
    `insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
     values ($1, $2, 'participant_joined', 'service', $3, now())`,
    [campaignId, id, JSON.stringify({ quantity: body.quantity })],
  )
  return { id, slots: after!.filled_slots }
}
