import type { Selectable } from 'kysely'
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
  joined_at: string
  updated_at: string
}

export function presentParticipation(row: Selectable<Participants>): Participation {
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
    joined_at: row.joined_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
