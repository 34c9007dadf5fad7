/** What goes in and out, as zod schemas: the validation and the OpenAPI document come from the same lines. */
import { z } from 'zod'
import { isReservedId } from '../kernel/ids.ts'
import { isCurrency } from '../kernel/money.ts'
import { campaignStatus, participationStatus } from '../kernel/status.ts'
import { campaign, completions, goalCountings, photo, progress } from '../modules/campaigns/index.ts'
import { ofParticipants, participation, participationWithCampaign } from '../modules/participations/index.ts'
import { pictureAddress } from './picture-address.ts'
import { idOr, lines, text } from './text-schemas.ts'

const slotsMax = 1_000_000
const moneyMax = Number.MAX_SAFE_INTEGER

const count = (max = slotsMax) => z.int().min(1).max(max)
const money = (min: number) => z.int().min(min).max(moneyMax)
/** Whose something is, to look for it: a person's id, or a machine's, which sells under its own name. */
/** Beside whom something names: left out where nobody told us, and for those who may not read people. */
export const personName = z.string().optional().describe('What that person is called, for those who may read people')

export const ownerId = text(1, 128).refine((id) => id !== 'me', {
  params: {
    id: 'Tidak boleh “me”: di alamat, itu berarti diri sendiri.',
    en: 'Must not be “me”: in addresses that means oneself.',
  },
})
export const personId = ownerId
  .refine((id) => !isReservedId(id), {
    params: {
      id: 'Tidak boleh berawalan “machine:” atau “guest:”: itu hanya untuk mesin dan tamu.',
      en: 'Must not begin with “machine:” or “guest:”: these are kept for machines and guests.',
    },
  })
  .describe("An account's id or, when a service acts, the marketplace's own id for its user")

const timesFrom = Date.parse('2000-01-01T00:00:00Z')
const timesUntil = Date.parse('9999-01-01T00:00:00Z')

/** A time that PostgreSQL, JavaScript and every client hold alike; year 9998 is late enough for any deadline. */
export const time = z.iso
  // What is no time at all is told so, and nothing of years.
  .datetime({ offset: true, abort: true })
  .refine((value) => Date.parse(value) >= timesFrom && Date.parse(value) < timesUntil, {
    params: { id: 'Harus antara tahun 2000 dan 9998.', en: 'Must be between the years 2000 and 9998.' },
  })
  .transform((value) => new Date(value))

/**
 * The same in an address, where the plus of `+07:00` means a space unless it is written as `%2B`: what was meant is plain.
 */
export const timeInQuery = z.preprocess(
  (value) => (typeof value === 'string' ? value.replace(/ (?=\d\d:?\d\d$)/, '+') : value),
  time,
)

export { campaign, ofParticipants, participation, participationWithCampaign, photo, progress }

export const timeOut = z.iso.datetime()

export const productParams = z.object({ id: idOr('product_not_found') })
export const participationParams = z.object({ id: idOr('participation_not_found') })
export const campaignParams = z.object({
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,100}$/, 'campaign_not_found')
    .describe('id or slug'),
})

export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many at most'),
  cursor: z.string().max(500).optional().describe('From the Link header of the page before'),
}

export const pageQuery = z.object(page)

export const pictureUrl = text(1, 500)
  .pipe(pictureAddress)
  .describe('A web address (https://…), or that of a picture on this server')

// Products

const productFields = {
  name: text(1, 200).meta({ examples: ['Melati Senja 30 ml'] }),
  description: lines(0, 8000).optional(),
  base_price: money(0)
    .describe("In the currency's smallest unit in use; IDR: whole rupiah")
    .meta({ examples: [185000] }),
  image_url: pictureUrl.nullable().optional(),
  sambatan_enabled: z.boolean().optional().describe('Whether campaigns can be opened on it'),
}

export const newProduct = z.strictObject({
  ...productFields,
  seller_id: personId.optional(),
  currency: z
    .string()
    .refine(isCurrency, {
      params: {
        id: 'Harus kode mata uang ISO 4217 yang dipakai orang, tiga huruf besar, misalnya IDR.',
        en: 'Must be the ISO 4217 code of a currency that people pay with, three capital letters, for example IDR.',
      },
    })
    .meta({ pattern: '^[A-Z]{3}$' })
    .optional()
    .describe('ISO 4217; IDR when left out'),
})
export const productPatch = z.strictObject(productFields).partial()
export const productQuery = z.object({
  ...page,
  q: text(1, 100).optional().describe('Words of the name, or their beginnings: all of them'),
  seller_id: ownerId.optional(),
  sambatan_enabled: z.stringbool().optional(),
})
// Campaigns

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
const reasonText = text(1, 240).describe('Shown to those it concerns')
export const extension = z.strictObject({
  deadline: time,
  reason: reasonText.optional().describe('Needed of an operator; shown to those who joined'),
})
export const reasonBody = z.strictObject({ reason: reasonText.optional() }).optional()
export const reasonQuery = z.object({ reason: reasonText.optional() })
export const emptyBody = z.strictObject({}).optional()

/** `status=active,full` or `status=active&status=full`. */
export const statusList = <Status extends string>(values: Status[]) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',') : value),
      z.array(z.enum(values as [Status, ...Status[]])).max(10),
    )
    .optional()

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

// Participations

export const quantity = count()
  .describe('How many slots')
  .meta({ examples: [2] })
export const joinBody = z.strictObject({
  user_id: personId.optional().meta({ examples: ['buyer-1'] }),
  quantity,
  shipping_address: lines(10, 240).meta({ examples: ['Jl. Melati No. 5, Sleman, DI Yogyakarta 55281'] }),
  note: lines(0, 160).nullable().optional(),
})
export const myParticipationsQuery = z.object({
  ...page,
  mine: z.string().optional(),
  user_id: personId.optional().describe('Whose, for a service or an operator'),
  campaign_id: z.uuid().optional().describe('In this campaign only'),
  status: statusList(participationStatus.values),
})

// Operations

const transition = z
  .object({
    campaign_id: z.uuid(),
    event: z.string(),
    timestamp: timeOut,
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Transition' })
export const lifecycleRun = z
  .object({ id: z.uuid(), executed_at: timeOut, transitions: z.array(transition) })
  .meta({ id: 'LifecycleRun' })
export const schedulerRun = z
  .object({
    id: z.uuid(),
    trigger: z.string(),
    node: z.string(),
    started_at: timeOut,
    finished_at: timeOut.nullable(),
    duration_ms: z.int().nullable(),
    transitions: z.int(),
    failures: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'SchedulerRun' })
export const schedulerStatus = z
  .object({
    is_running: z.boolean(),
    enabled: z.boolean(),
    paused: z.boolean(),
    paused_at: timeOut.nullable(),
    paused_by: z.string().nullable(),
    paused_by_name: personName,
    next_run_time: timeOut.nullable(),
    interval_minutes: z.number(),
    running_on: z.string().nullable(),
    works_here: z.boolean(),
    failing_campaigns: z.int(),
    overdue_seconds: z.int().describe('How long what is due has waited for a run; 0 when nothing waits'),
    last_run: schedulerRun.nullable(),
  })
  .meta({ id: 'SchedulerStatus' })
export const triggered = z
  .object({ status: z.literal('triggered'), message: z.string(), triggered_at: timeOut })
  .meta({ id: 'Triggered' })
export const dashboardSummary = z
  .object({
    total_campaigns: z.int(),
    draft_campaigns: z.int(),
    scheduled_campaigns: z.int(),
    active_campaigns: z.int(),
    full_campaigns: z.int(),
    completed_campaigns: z.int(),
    failed_campaigns: z.int(),
    cancelled_campaigns: z.int(),
    total_slots_taken: z.int(),
    total_participations: z.int(),
    total_contribution: z.int().describe('Of all currencies together; `contributions` tells them apart'),
    contributions: z.array(z.object({ currency: z.string(), amount: z.int() })),
  })
  .meta({ id: 'DashboardSummary' })
export const done = z.object({ status: z.literal('done') }).meta({ id: 'Done' })
export const problem = z
  .object({
    type: z.string().describe('Address of the page about this code'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("A sentence for people, in the caller's language"),
    code: z.string().describe('The stable word for programs'),
    instance: z.string().describe('Path of the request'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Every field that failed'),
  })
  .meta({ id: 'Problem' })
