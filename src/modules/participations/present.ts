import { type Selectable, sql } from 'kysely'
import type { Participants } from '../../db/index.ts'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'

/**
 * A participation as the API shows it. `shipping_address` and `note` are personal data: only the buyer, the campaign's
 * seller, operators and services may get them.
 */
export interface Participation {
  id: string
  campaign_id: string
  user_id: string
  quantity: number
  amount: number
  currency: string
  status: ParticipationStatus
  shipping_address: string
  note: string | null
  hold_expires_at: string | null
  /** Whether somebody else joined for the buyer: the campaign's seller, or an operator. */
  on_behalf: boolean
  joined_at: string
  /** Until when the buyer may leave although confirmed, because the deadline was moved; null: no such right. */
  may_leave_until: string | null
  /** When it was cancelled or refunded; null while it is neither. */
  ended_at: string | null
  updated_at: string
}

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
