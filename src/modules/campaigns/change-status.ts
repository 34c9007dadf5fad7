import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { findCampaign } from './queries.ts'
import type { Campaign } from './shapes.ts'

/**
 * Publishes a draft.
 * @throws Problem campaign_not_found, campaign_state_invalid, product_not_enabled, deadline_not_future, deadline_too_far
 */
export async function publishCampaign(tx: Tx, id: string): Promise<Campaign> {
  await sql`select sambatan.publish_sambatan_campaign(${id})`.execute(tx)
  return findCampaign(tx, id)
}

/**
 * Stops a campaign that has not ended and refunds everybody.
 * @throws Problem campaign_not_found, campaign_state_invalid
 */
export async function cancelCampaign(tx: Tx, id: string, reason?: string): Promise<Campaign> {
  await sql`select sambatan.cancel_sambatan_campaign(${id}, ${reason ?? null})`.execute(tx)
  return findCampaign(tx, id)
}

/**
 * Moves the deadline to a later time. The transaction's actor tells whether it is the seller, who may do so twice and to 60 days
 * after the first deadline, or an operator, who gives a reason.
 * @throws Problem campaign_not_found, campaign_behind, campaign_state_invalid, campaign_settling, deadline_not_later,
 *   deadline_too_far, extension_limit, reason_required
 */
export async function extendCampaign(tx: Tx, id: string, deadline: Date, reason?: string): Promise<Campaign> {
  await sql`select sambatan.extend_sambatan_campaign(${id}, ${deadline}, ${reason ?? null})`.execute(tx)
  return findCampaign(tx, id)
}
