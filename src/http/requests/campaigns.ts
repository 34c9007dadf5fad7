/** What requests about campaigns hold. */
import { z } from 'zod'
import { campaignStatus } from '../../kernel/status.ts'
import { completions, goalCountings } from '../../modules/campaigns/index.ts'
import { count, money, moneyMax, ownerId, page, reasonText, statusList, time, timeInQuery } from './fields.ts'
import { lines, text } from './texts.ts'

const campaignFields = {
  title: text(3, 120).meta({ examples: ['Melati Senja, batch 3'] }),
  description: lines(0, 8000).optional(),
  total_slots: count()
    .describe('Capacity')
    .meta({ examples: [100] }),
  minimum_slots: count().optional().describe('The goal; the capacity when left out'),
  price_per_slot: money(1).meta({ examples: [185000] }),
  min_per_buyer: count()
    .optional()
    .describe('Over all live participations of one buyer; where fewer slots are left, one may take all that is left'),
  max_per_buyer: count().nullable().optional().describe('Over all live participations of one buyer'),
  hold_minutes: count(525_600)
    .nullable()
    .optional()
    .describe('An unpaid reservation lapses after so long; null: never. What a person opens gets 1440 (24 hours)'),
  completion: z
    .enum(completions)
    .optional()
    .describe('`when_full` (when left out): completes as soon as it is full; `at_deadline`: only then'),
  goal_counts: z
    .enum(goalCountings)
    .optional()
    .describe(
      '`claims`: reserved and confirmed slots count; `confirmed`: confirmed slots alone, and what is unpaid never becomes confirmed by completing (needs `hold_minutes`). Left out: `confirmed` for a person, `claims` for a service',
    ),
  settlement_minutes: z
    .int()
    .min(0)
    .max(10_080)
    .optional()
    .describe('For so long after the deadline reservations may still be confirmed; only with `goal_counts: confirmed`'),
  opens_at: time.nullable().optional().describe('When it takes participants; at once when left out'),
  deadline: time.describe('When it completes or fails'),
}

export const newCampaign = z.strictObject({
  product_id: z.guid(),
  ...campaignFields,
  draft: z.boolean().optional().describe('Keep it to its seller until it is published'),
})
export const campaignPatch = z.strictObject(campaignFields).partial()
export const extension = z.strictObject({
  deadline: time,
  reason: reasonText.optional().describe('Needed of an operator; shown to those who joined'),
})
export const campaignQuery = z.object({
  ...page,
  status: statusList(campaignStatus.values),
  q: text(1, 100).optional().describe('Words of title, story, product or seller, or their beginnings: all'),
  seller_id: ownerId.optional(),
  product_id: z.guid().optional(),
  mine: z.string().optional().describe("Only one's own as a seller, drafts among them"),
  price_min: z.coerce.number().int().min(0).max(moneyMax).optional(),
  price_max: z.coerce.number().int().min(0).max(moneyMax).optional(),
  ends_before: timeInQuery.optional().describe('Only those whose deadline is earlier'),
  below_goal: z.stringbool().optional().describe('Only those that have not reached their goal'),
  sort: z.enum(['newest', 'ending_soon', 'price_asc', 'price_desc']).default('newest'),
})
