import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import type { Order } from './order.ts'
import { findParticipation } from './queries.ts'
import type { Participation } from './shapes.ts'

export interface OrderChange extends Order {
  expected_amount?: number | undefined
  reason?: string | undefined
}

/**
 * Changes what a participation has ordered, at once: units kept keep their price, added ones pay today's.
 * @throws Problem participation_not_found, campaign_behind, offer_open, participation_state_invalid, campaign_closed,
 *   reason_required, and what refuses a join
 */
export async function changeOrder(tx: Tx, id: string, change: OrderChange): Promise<Participation> {
  await sql`select sambatan.change_sambatan_order(${id}, ${JSON.stringify(change)}::jsonb)`.execute(tx)
  return (await findParticipation(tx, id)).participation
}
