/** What changes a waiting list: one use case, one SQL function, which locks, decides, writes and records. */
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { findParticipation, type Order, type Participation } from '../participations/index.ts'
import { findEntry } from './queries.ts'
import type { WaitingEntry } from './shapes.ts'

export interface WaitRequest extends Order {
  user_id: string
  shipping_address: string
  note?: string | null | undefined
}

async function entryAfter(tx: Tx, id: string): Promise<WaitingEntry> {
  return (await findEntry(tx, id)).entry
}

/**
 * Puts a buyer on the waiting list of an open campaign, with an order that does not fit now.
 * @throws Problem campaign_not_found, campaign_behind, campaign_not_open, campaign_closed, own_campaign, already_waiting, order_fits,
 *   hold_ended_recently, waiting_list_full, and what refuses an order that could never fit
 */
export async function joinWaitingList(tx: Tx, campaignId: string, request: WaitRequest): Promise<WaitingEntry> {
  const id = uuidv7()
  await sql`select sambatan.wait_for_sambatan_campaign(${campaignId}, ${JSON.stringify({ id, ...request })}::jsonb)`.execute(
    tx,
  )
  return entryAfter(tx, id)
}

/**
 * Changes what is waited for. A smaller order keeps its place, any other begins at the end of the list.
 * @throws Problem waiting_entry_not_found, campaign_behind, waiting_ended, offer_open, and what refuses waiting with the order
 */
export async function changeEntry(tx: Tx, id: string, order: Order): Promise<WaitingEntry> {
  await sql`select sambatan.change_sambatan_waiting_entry(${id}, ${JSON.stringify(order)}::jsonb)`.execute(tx)
  return entryAfter(tx, id)
}

/**
 * Takes somebody off the list, with what they are offered; another person than its buyer gives a reason.
 * @throws Problem waiting_entry_not_found, campaign_behind, reason_required
 */
export async function leaveWaitingList(tx: Tx, id: string, reason?: string): Promise<WaitingEntry> {
  await sql`select sambatan.leave_sambatan_waiting_list(${id}, ${reason ?? null})`.execute(tx)
  return entryAfter(tx, id)
}

/**
 * Moves somebody up, before an entry, or before everybody.
 * @throws Problem waiting_entry_not_found, campaign_behind, reason_required, waiting_ended, offer_open, move_not_up
 */
export async function moveEntry(tx: Tx, id: string, before: string | null, reason: string): Promise<WaitingEntry> {
  await sql`select sambatan.move_sambatan_waiting_entry(${id}, ${before}::uuid, ${reason})`.execute(tx)
  return entryAfter(tx, id)
}

/**
 * Claims an offer: an ordinary reservation from then on. Whoever claims twice has what they have.
 * @throws Problem participation_not_found, campaign_behind, offer_ended, participation_state_invalid
 */
export async function claimOffer(tx: Tx, participationId: string): Promise<Participation> {
  await sql`select sambatan.claim_sambatan_offer(${participationId})`.execute(tx)
  return (await findParticipation(tx, participationId)).participation
}

/**
 * Declines an offer; it goes to the next who waits. Whoever declines twice has declined.
 * @throws Problem participation_not_found, campaign_behind, offer_ended, participation_state_invalid
 */
export async function declineOffer(tx: Tx, participationId: string, reason?: string): Promise<Participation> {
  await sql`select sambatan.decline_sambatan_offer(${participationId}, ${reason ?? null})`.execute(tx)
  return (await findParticipation(tx, participationId)).participation
}
