/** What requests about campaigns hold. */
import { z } from 'zod'
import { campaignStatus } from '../../kernel/status.ts'
import { completions, goalCountings } from '../../modules/campaigns/index.ts'
import { count, money, moneyMax, ownerId, page, reasonText, statusList, time, timeInQuery } from './fields.ts'
import { lines, text } from './texts.ts'

const tier = z.strictObject({
  id: z.guid().optional(),
  name: text(0, 40).default(''),
  price: money(1),
  units: count().nullable().default(null).describe('How many units are sold at it'),
  ends_at: time.nullable().default(null).describe('Until when it holds'),
})

const item = z.strictObject({
  id: z.guid().optional().describe('Of an item that is there already; without one it is a new one'),
  name: text(1, 80).meta({ examples: ['Melati Senja 50 ml'] }),
  description: lines(0, 500).default(''),
  price: money(1).meta({ examples: [185000] }),
  compare_at_price: money(1).nullable().default(null),
  slots_per_unit: count().default(1),
  maximum_units: count().nullable().default(null),
  minimum_units: count().nullable().default(null).describe('With fewer it is left out when the campaign completes'),
  max_per_buyer: count().nullable().default(null).describe('Units, over all live participations of one buyer'),
  weight_grams: count().nullable().default(null),
  sku: text(1, 64).nullable().default(null),
  photo_id: z.guid().nullable().default(null).describe("One of the campaign's photos"),
  on_sale: z.boolean().default(true),
  tiers: z.array(tier).max(5).default([]).describe('Early birds, in order, each dearer than the one before'),
})

const volumePrice = z.strictObject({
  from_slots: count(),
  price: money(1).optional().describe('Where the campaign has one item'),
  prices: z
    .array(
      z.strictObject({
        item_id: z.guid().optional(),
        item: z.int().min(0).max(29).optional().describe('Its place in `items`, where it has no id yet'),
        price: money(1),
      }),
    )
    .max(30)
    .optional(),
})

const campaignFields = {
  title: text(3, 120).meta({ examples: ['Melati Senja, batch 3'] }),
  description: lines(0, 8000).optional(),
  total_slots: count()
    .describe('Capacity')
    .meta({ examples: [100] }),
  minimum_slots: count().optional().describe('The goal; the capacity when left out'),
  price_per_slot: money(1)
    .optional()
    .describe('Where every slot costs the same; else `items`')
    .meta({ examples: [185000] }),
  items: z
    .array(item)
    .min(1)
    .max(30)
    .optional()
    .describe('What is sold, in its order; in a change all of it: what is missing goes, as long as nobody has joined'),
  volume_prices: z
    .array(volumePrice)
    .max(5)
    .optional()
    .describe('What all pay at most when so many slots complete; thresholds rise, prices fall'),
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
  offer_minutes: z
    .int()
    .min(30)
    .max(10_080)
    .optional()
    .describe(
      'For how long those who wait can claim what they are offered, 720 (12 hours) when left out; what would end by night ends at 08:00',
    ),
  payment_days: z
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe(
      'For how many days after it completed who is unpaid may pay, 7 when left out; nothing lapses when they are over. Once somebody has joined it can only become more',
    ),
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
