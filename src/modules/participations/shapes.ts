/** What answers about a participation are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'
import { campaign } from '../campaigns/index.ts'

/** Said of fields that hold personal data. */
export const ofParticipants = 'Missing in answers to API keys without the scope `participants`'

/** Said of fields that say what became of the money. */
export const ofPayments = 'Missing in answers to API keys without the scope `payments`'

export const paymentStatuses = ['return_owed', 'returned', 'waived', 'paid', 'partly_paid', 'unpaid'] as const

export type PaymentStatus = (typeof paymentStatuses)[number]

/** What the money book says of a participation: it follows from its records, its lines and whether it is live, and from no status else. */
const money = {
  paid_amount: z.int().optional().describe(`What was received, less what was reversed. ${ofPayments}`),
  returned_amount: z.int().optional().describe(`What was sent back, less what was reversed. ${ofPayments}`),
  waived_amount: z.int().optional().describe(`What its seller does not ask for. ${ofPayments}`),
  given_up_amount: z.int().optional().describe(`What its buyer does not want back. ${ofPayments}`),
  owed_to_buyer: z.int().optional().describe(`What its seller owes back. ${ofPayments}`),
  owed_by_buyer: z.int().optional().describe(`What is due and was not paid; 0 where it is over. ${ofPayments}`),
  amount_to_pay: z.int().optional().describe(`What the buyer has to pay now. ${ofPayments}`),
  unique_part: z
    .int()
    .min(1)
    .max(999)
    .nullable()
    .optional()
    .describe(
      `The rupiah in what is due by which its exact sum names it, where its seller wishes that; they go back only with the whole. Null: it has none. ${ofPayments}`,
    ),
  pay_until: timeOut
    .nullable()
    .optional()
    .describe(
      `Until when that is to be paid: before the reservation lapses, or within the days that its campaign gives after it completed (\`payment_days\`). Null: nothing is to be paid, or no time is set. ${ofPayments}`,
    ),
  payment_status: z
    .enum(paymentStatuses)
    .optional()
    .describe(
      `The first that is true: something is owed to the buyer; it is over and something was paid; nothing is due and nothing was paid; nothing is owed; part of it was paid; nothing was. ${ofPayments}`,
    ),
}

/** Units of one item at one price, inside a participation. */
export const line = z
  .object({
    item_id: z.uuid(),
    name: z.string(),
    units: z.int(),
    unit_price: z.int().describe('As agreed; it never rises'),
    tier_id: z.uuid().nullable().describe('The early-bird tier that it was agreed at'),
    amount: z.int(),
    dropped: z.boolean().describe('Left out, because too few had ordered the item'),
    final_unit_price: z.int().nullable().describe('Null until the campaign completes, and where it dropped'),
  })
  .meta({ id: 'Line' })

export type Line = z.infer<typeof line>

/**
 * A participation as the API shows it. `shipping_address` and `note` are personal data: only the buyer, the campaign's seller,
 * operators and services get them.
 */
export const participation = z
  .object({
    id: z.uuid(),
    campaign_id: z.uuid(),
    user_id: z.string(),
    code: z.string().describe('Six letters and digits by which people call the order; no two have the same'),
    quantity: z.int().describe('The slots of its lines'),
    lines: line.array(),
    amount: z.int().describe('What its lines come to at the prices agreed, in the smallest unit of `currency`'),
    final_amount: z
      .int()
      .nullable()
      .describe('What is to be paid in the end, without what dropped; null until the campaign completes'),
    currency: z.string(),
    status: z.enum(participationStatus.values as [ParticipationStatus, ...ParticipationStatus[]]),
    shipping_address: z.string().optional().describe(ofParticipants),
    note: z.string().nullable().optional().describe(ofParticipants),
    hold_expires_at: timeOut
      .nullable()
      .describe(
        'When a reservation lapses; null: never. With money on record that is the end of the settlement, where confirmed slots alone count, and else never',
      ),
    offer: z
      .object({ expires_at: timeOut.describe('Until when it can be claimed') })
      .nullable()
      .describe(
        'What came free and is held for its buyer, who waited: until it is claimed it is no order, and nothing is due for it',
      ),
    on_behalf: z.boolean().describe('Whether somebody else joined for the buyer: the seller, or an operator'),
    joined_at: timeOut,
    may_leave_until: timeOut
      .nullable()
      .describe('Until when the buyer may leave although confirmed, because the deadline was moved'),
    ended_at: timeOut.nullable().describe('When it was cancelled or refunded'),
    ...money,
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

export const participationDetail = participationWithCampaign
  .extend({
    ...buyer,
    owed_since: timeOut
      .nullable()
      .optional()
      .describe(`Since when something is owed to its buyer without a break; null: nothing is. ${ofPayments}`),
  })
  .meta({ id: 'ParticipationDetail' })

export type ParticipationDetail = Required<z.infer<typeof participationDetail>>

export const participantCounts = z
  .object({ reserved: z.int(), confirmed: z.int(), cancelled: z.int(), refunded: z.int(), fulfilled: z.int() })
  .meta({ id: 'ParticipantCounts' })

export type ParticipantCounts = z.infer<typeof participantCounts>

const refusedOfMany = z.array(z.object({ id: z.uuid(), code: z.string(), detail: z.string() }))

export const confirmedMany = z
  .object({
    confirmed: z.array(z.uuid()).describe('Those that are confirmed now, also if they were before'),
    received: z.int().describe('What is put on record as received for them, altogether'),
    waived: z.int().describe('What their seller does not ask for, altogether'),
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
  'item_unavailable',
  'item_limit',
  'already_joined_limit',
  'below_min_per_buyer',
  'insufficient_slots',
] as const

/** Why one person could not join now, with whatever quantity. */
export const viewerReasons = [...quoteReasons, 'own_campaign', 'hold_ended_recently'] as const

/** Why an order could not be changed so now. */
const changeReasons = [...quoteReasons, 'participation_state_invalid'] as const

/** What joining would come to, or a change of what was ordered. */
export const quote = z
  .object({
    currency: z.string(),
    amount: z
      .int()
      .nullable()
      .describe('In the smallest unit of the currency; null where the campaign has not so many slots altogether'),
    quantity: z.int().describe('The slots of the order; more than 2,000,000,000 are told as so many'),
    fits: z
      .boolean()
      .describe(
        'Whether somebody who holds no slots of it could join with so many now; of a change, whether it could be made',
      ),
    reason: z
      .enum(changeReasons)
      .optional()
      .describe('Where it does not fit: the code that the join, or the change, would be refused with'),
    lines: line
      .pick({ item_id: true, units: true, unit_price: true, tier_id: true, amount: true })
      .array()
      .describe('Empty where `amount` is null'),
    left_at_price: z
      .object({
        item_id: z.uuid(),
        tier_id: z.uuid().nullable(),
        price: z.int(),
        units: z.int().nullable().describe('Null: no other limit than the slots that are left'),
      })
      .array()
      .describe('How many more of each item ordered can be had at the price of its next unit'),
    next_volume: z
      .object({
        from_slots: z.int(),
        slots_more: z.int().describe('How many more slots bring it, beside those of this order'),
        saves: z.int().describe('What this order would then cost less'),
      })
      .nullable(),
    volume_saves: z.int().describe('What the volume so far, this order counted, would take off it in the end'),
  })
  .meta({ id: 'Quote' })

export type Quote = z.infer<typeof quote>

/** What a campaign is to one person, but for their place on its waiting list, which the module of those adds. */
export const viewer = z.object({
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

export type Viewer = z.infer<typeof viewer>
