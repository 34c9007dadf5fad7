/** What answers about a participation are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'
import { campaign } from '../campaigns/index.ts'

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

export type ParticipationWithCampaign = Required<z.infer<typeof participationWithCampaign>>

/** Who takes part, beside what they take. */
const buyer = {
  buyer_name: z.string().nullable().describe('Null where nobody told us a name'),
  buyer_phone: z
    .string()
    .nullable()
    .describe("E.164, as the buyer's profile has it now; null where nobody told us a number"),
}

export const participant = participation.extend(buyer).meta({ id: 'Participant' })

export type Participant = Required<z.infer<typeof participant>>

export const participationDetail = participationWithCampaign.extend(buyer).meta({ id: 'ParticipationDetail' })

export type ParticipationDetail = Required<z.infer<typeof participationDetail>>

export const participantCounts = z
  .object({ reserved: z.int(), confirmed: z.int(), cancelled: z.int(), refunded: z.int(), fulfilled: z.int() })
  .meta({ id: 'ParticipantCounts' })

export type ParticipantCounts = z.infer<typeof participantCounts>

const refusedOfMany = z.array(z.object({ id: z.uuid(), code: z.string(), detail: z.string() }))

export const confirmedMany = z
  .object({
    confirmed: z.array(z.uuid()).describe('Those that are confirmed now, also if they were before'),
    refused: refusedOfMany,
  })
  .meta({ id: 'ConfirmedMany' })

export const fulfilledMany = z
  .object({
    fulfilled: z.array(z.uuid()).describe('Those that are received now, also if they were before'),
    refused: refusedOfMany,
  })
  .meta({ id: 'FulfilledMany' })

/** Why nobody who holds none could join with a quantity now: the code that their join would be refused with. */
export const quoteReasons = [
  'campaign_not_open',
  'campaign_closed',
  'campaign_full',
  'already_joined_limit',
  'below_min_per_buyer',
  'insufficient_slots',
] as const

/** Why one person could not join now, with whatever quantity. */
export const viewerReasons = [...quoteReasons, 'own_campaign', 'hold_ended_recently'] as const

/** What joining would come to. */
export const quote = z
  .object({
    currency: z.string(),
    amount: z
      .int()
      .nullable()
      .describe('In the smallest unit of the currency; null where the campaign has not so many slots altogether'),
    quantity: z.int(),
    fits: z.boolean().describe('Whether somebody who holds no slots of it could join with so many now'),
    reason: z
      .enum(quoteReasons)
      .optional()
      .describe('Where it does not fit: the code that the join would be refused with'),
  })
  .meta({ id: 'Quote' })

export type Quote = z.infer<typeof quote>

/** What a campaign is to one person. */
export const viewer = z
  .object({
    user_id: z.string(),
    may_edit: z.boolean().describe('Whether they may change the campaign'),
    may_join: z.boolean().describe('Whether they could join now, with the least that they would have to take'),
    reason: z
      .enum(viewerReasons)
      .optional()
      .describe('Where they could not: the code that the join would be refused with'),
    again_at: timeOut.optional().describe('Where the reason is `hold_ended_recently`: from when they could join'),
    slots_held: z.int(),
    participation_ids: z.uuid().array().describe('Of the participations that hold them, the newest first'),
  })
  .meta({ id: 'Viewer' })

export type Viewer = z.infer<typeof viewer>
