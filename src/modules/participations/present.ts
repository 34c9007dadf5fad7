import { type Selectable, sql } from 'kysely'
import type { Participants } from '../../db/index.ts'
import { participationStatus } from '../../kernel/status.ts'
import type { Participation } from './shapes.ts'

/** What a participation's answer is made of, beside its own row. */
export const leaving = sql<Date | null>`sambatan.may_leave_until(participants, campaigns)`.as('may_leave_until')

export type ParticipationRow = Selectable<Participants> & { may_leave_until: Date | null }

export function presentParticipation(row: ParticipationRow): Participation {
  return {
    id: row.id,
    campaign_id: row.campaign_id,
    user_id: row.user_id,
    quantity: row.quantity,
    amount: row.amount,
    currency: row.currency,
    status: participationStatus.toApi(row.status),
    shipping_address: row.shipping_address,
    note: row.note,
    // Only a reservation can lapse; what was confirmed or has ended keeps no countdown.
    hold_expires_at: (row.status === 'pending_payment' ? row.hold_expires_at : null)?.toISOString() ?? null,
    on_behalf: row.on_behalf,
    joined_at: row.joined_at.toISOString(),
    may_leave_until: row.may_leave_until?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
  }
}
