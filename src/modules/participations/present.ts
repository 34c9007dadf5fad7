import { type Selectable, sql } from 'kysely'
import type { Participants } from '../../db/index.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { participationStatus } from '../../kernel/status.ts'
import type { Line, Participation, PaymentStatus } from './shapes.ts'

/** What a participation's answer is made of, beside its own row. */
export const derived = [
  sql<Date | null>`sambatan.shown_hold(participants, campaigns)`.as('shown_hold'),
  sql<Date | null>`sambatan.pay_until(participants, campaigns)`.as('pay_until'),
  sql<Date | null>`sambatan.may_leave_until(participants, campaigns)`.as('may_leave_until'),
  sql<Line[]>`sambatan.shown_lines(participants, campaigns,
    (select p.name from sambatan.products p where p.id = campaigns.product_id))`.as('shown_lines'),
] as const

export type ParticipationRow = Selectable<Participants> & {
  shown_hold: Date | null
  pay_until: Date | null
  may_leave_until: Date | null
  shown_lines: Line[]
}

export function presentParticipation(row: ParticipationRow): Participation {
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    user_id: row.user_id,
    code: codeOf(row.number),
    quantity: row.quantity,
    lines: row.shown_lines,
    amount: row.amount,
    final_amount: row.final_amount,
    currency: row.currency,
    status: participationStatus.toApi(row.status),
    shipping_address: row.shipping_address,
    note: row.note,
    hold_expires_at: row.shown_hold?.toISOString() ?? null,
    offer: row.status === 'offered' ? { expires_at: row.hold_expires_at!.toISOString() } : null,
    on_behalf: row.on_behalf,
    joined_at: row.joined_at.toISOString(),
    may_leave_until: row.may_leave_until?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    paid_amount: row.paid_amount,
    returned_amount: row.returned_amount,
    waived_amount: row.waived_amount,
    given_up_amount: row.given_up_amount,
    owed_to_buyer: row.owed_to_buyer,
    owed_by_buyer: row.owed_by_buyer,
    amount_to_pay: row.owed_by_buyer,
    unique_part: row.unique_part,
    pay_until: row.pay_until?.toISOString() ?? null,
    payment_status: row.payment_status as PaymentStatus,
    updated_at: row.updated_at.toISOString(),
  }
}
