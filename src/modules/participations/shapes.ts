/** What answers about a participation are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'
import { campaign } from '../campaigns/index.ts'

const timeOut = z.iso.datetime()
/** Said of fields that hold personal data. */
export const ofParticipants = 'Missing in answers to API keys without the scope `participants`'

/**
 * A participation as the API shows it. `shipping_address` and `note` are personal data: only the buyer, the campaign's seller,
 * operators and services get them.
 */
export const participation = z
  .object({
    id: z.uuid(),
    campaign_id: z.uuid(),
    user_id: z.string(),
    quantity: z.int(),
    amount: z.int().describe('Quantity times the price, in the smallest unit of `currency`'),
    currency: z.string(),
    status: z.enum(participationStatus.values as [ParticipationStatus, ...ParticipationStatus[]]),
    shipping_address: z.string().optional().describe(ofParticipants),
    note: z.string().nullable().optional().describe(ofParticipants),
    hold_expires_at: timeOut.nullable().describe('When an unpaid reservation lapses; null: never'),
    on_behalf: z.boolean().describe('Whether somebody else joined for the buyer: the seller, or an operator'),
    joined_at: timeOut,
    may_leave_until: timeOut
      .nullable()
      .describe('Until when the buyer may leave although confirmed, because the deadline was moved'),
    ended_at: timeOut.nullable().describe('When it was cancelled or refunded'),
    updated_at: timeOut,
  })
  .meta({ id: 'Participation' })

export const participationWithCampaign = participation.extend({ campaign }).meta({ id: 'ParticipationWithCampaign' })

/** Whole: what a scope does not reach is left out of the answer at the door (`withinScopes`). */
export type Participation = Required<z.infer<typeof participation>>
