/** What joining, reading and changing one participation takes, and what sellers do with many. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { participationStatus } from '../../kernel/status.ts'
import { timelineOrders } from '../../modules/audit/index.ts'
import { participantSorts, paymentStatuses } from '../../modules/participations/index.ts'
import { count, money, page, personId, quantity, reasonText, statusList } from './fields.ts'
import { csvForm } from './files.ts'
import { owedDirection, payment, waive } from './money.ts'
import { lines, text } from './texts.ts'

const filter = {
  status: statusList(participationStatus.values),
  payment_status: statusList([...paymentStatuses]).describe('What became of their money'),
  owed: owedDirection.optional().describe('Of whom something is owed: to them, or by them'),
  q: text(1, 100)
    .optional()
    .describe(
      "Words of the buyer's name or id, of the address or the note, or their beginnings: all of them; or part of a phone number; or the code of the order",
    ),
  sort: z
    .enum(participantSorts)
    .default('newest')
    .describe('`quantity`: the largest first; `name`: by name, or by id where there is none'),
}

export const participantQuery = z.object({ ...page, ...filter })
export const exportQuery = z.object({
  ...filter,
  ended: z
    .stringbool()
    .default(false)
    .describe('Also those who were cancelled or refunded; without it only where `status` asks for them'),
  lang: z.enum(['id', 'en']).optional().describe('Of headers and words; as Accept-Language says when left out'),
})
export const csvQuery = exportQuery.extend(csvForm)
export const countQuery = z.object({ q: filter.q })
export const confirmBody = z.strictObject({ reason: reasonText.optional(), payment, waive }).optional()
export const confirmManyBody = z.strictObject({
  ids: z.array(z.guid()).min(1).max(500),
  payment,
  waive,
  dry_run: z.boolean().default(false).describe('Changes nothing, and says what it would'),
})
export const manyBody = z.strictObject({ ids: z.array(z.guid()).min(1).max(500) })
const linesOf = (units: z.ZodInt) =>
  z
    .array(z.strictObject({ item_id: z.guid(), units }))
    .min(1)
    .max(30)
    .refine((lines) => new Set(lines.map(({ item_id }) => item_id.toLowerCase())).size === lines.length, {
      params: later('validation_item_twice'),
    })
    .optional()
    .describe('What is ordered, each item once')
const unitsOrLines = 'How many units, where the campaign has one item of one slot; else `lines`'
export const order = { quantity: quantity.optional().describe(unitsOrLines), lines: linesOf(count()) }
/** One of the two, and not both. */
export const isOrder = (body: { quantity?: unknown; lines?: unknown }) =>
  (body.quantity === undefined) !== (body.lines === undefined)
export const onceOrder = { params: later('validation_quantity_or_lines'), path: ['quantity'] }
const expectedAmount = money(0)
  .optional()
  .describe('Joins for no more than that: where it would cost more it is refused, with a new quote')

export const joinBody = z
  .strictObject({
    user_id: personId.optional().meta({ examples: ['buyer-1'] }),
    ...order,
    expected_amount: expectedAmount,
    shipping_address: lines(10, 240).meta({ examples: ['Jl. Melati No. 5, Sleman, DI Yogyakarta 55281'] }),
    note: lines(0, 160).nullable().optional(),
  })
  .refine(isOrder, onceOrder)
export const myParticipationsQuery = z.object({
  ...page,
  mine: z.string().optional(),
  user_id: personId.optional().describe('Whose, for a service or an operator'),
  campaign_id: z.uuid().optional().describe('In this campaign only'),
  status: statusList(participationStatus.values),
})

export const participationPatch = z.strictObject({
  shipping_address: lines(10, 240).optional(),
  note: lines(0, 160).nullable().optional(),
})
export const timelineQuery = z.object({
  ...page,
  order: z.enum(timelineOrders).default('oldest').describe('What comes first'),
})

// Before joining

/** A quote tells of what no campaign could have, too: that it does not fit. */
const anyCount = count(1_000_000_000)
export const quoteBody = z
  .strictObject({ quantity: anyCount.optional().describe(unitsOrLines), lines: linesOf(anyCount) })
  .refine(isOrder, onceOrder)
export const orderBody = z
  .strictObject({
    ...order,
    expected_amount: expectedAmount,
    reason: reasonText.optional().describe('Needed where it is confirmed'),
  })
  .refine(isOrder, onceOrder)
export const viewerQuery = z.object({
  user_id: personId.optional().describe('Whom operators and services ask about; one’s own when left out'),
})
