import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { type Paid, paymentOf } from './payment.ts'
import { findParticipation } from './queries.ts'
import type { Participation } from './shapes.ts'

type Change = (tx: Tx, id: string, reason?: string) => Promise<Participation>

export interface Confirmation extends Paid {
  reason?: string | undefined
}

/** One use case = one SQL function, which locks, decides, writes and records; here it only gets its name. */
function change(functionName: string): Change {
  return async (tx, id, reason) => {
    await sql`select sambatan.${sql.raw(functionName)}(${id}, ${reason ?? null})`.execute(tx)
    return (await findParticipation(tx, id)).participation
  }
}

/**
 * Ends a reserved participation, or a confirmed one that is not fully paid, or whose buyer may leave; its slots are free in the same
 * transaction.
 * @throws Problem participation_not_found, campaign_behind, participation_state_invalid, reason_required
 */
export const cancelParticipation = change('cancel_sambatan_participation')

/**
 * Confirms a reserved participation, with what was received for it; its hold no longer expires.
 * @throws Problem participation_not_found, participation_state_invalid, money_date_in_future, money_date_too_old, more_than_due
 */
export async function confirmParticipation(
  tx: Tx,
  id: string,
  { reason, ...said }: Confirmation = {},
): Promise<Participation> {
  await sql`select sambatan.confirm_sambatan_participation(
    ${id}, ${reason ?? null}, ${paymentOf(said)}::jsonb, ${said.waive ?? false})`.execute(tx)
  return (await findParticipation(tx, id)).participation
}

/**
 * Refunds a reserved or confirmed participation; its slots are free in the same transaction.
 * @throws Problem participation_not_found, participation_state_invalid
 */
export const refundParticipation = change('refund_sambatan_participation')

/**
 * Records that the goods of a confirmed participation arrived.
 * @throws Problem participation_not_found, participation_state_invalid, campaign_not_completed
 */
export const fulfilParticipation = change('fulfil_sambatan_participation')

/**
 * Takes back that the goods of a participation arrived.
 * @throws Problem participation_not_found, participation_state_invalid, reason_required
 */
export const unfulfilParticipation = change('unfulfil_sambatan_participation')
