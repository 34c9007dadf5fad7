/** What answers about a campaign are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { type CampaignStatus, campaignStatus } from '../../kernel/status.ts'
import { completions, goalCountings } from './rules.ts'

const status = z.enum(campaignStatus.values as [CampaignStatus, ...CampaignStatus[]])

/** One of a campaign's photos. */
export const photo = z
  .object({
    id: z.uuid(),
    alt: z.string().describe('What it shows; empty when nobody said'),
    width: z.int().describe('Of its largest size, in pixels'),
    height: z.int(),
    color: z.string().describe('To show until it has loaded: `#rrggbb`'),
    urls: z
      .object({ '480': z.string(), '960': z.string().optional(), '1600': z.string().optional() })
      .describe('By how wide each is at most; really it is the smaller of this and `width`'),
  })
  .meta({ id: 'Photo' })

export type CampaignPhoto = z.infer<typeof photo>

const tier = z
  .object({
    id: z.uuid(),
    name: z.string(),
    price: z.int(),
    units: z.int().nullable().describe('How many are sold at it; null: as many as anybody wants until it ends'),
    ends_at: timeOut.nullable(),
    units_taken: z.int(),
    units_left: z.int().nullable().describe('How many can be had at it now; null: as many as anybody wants'),
  })
  .meta({ id: 'Tier' })

/** One thing that a campaign sells. */
export const item = z
  .object({
    id: z.uuid(),
    name: z.string(),
    description: z.string(),
    price: z.int().describe('Of a unit, after its early-bird tiers'),
    compare_at_price: z.int().nullable().describe('What it costs elsewhere, as the seller says'),
    slots_per_unit: z.int(),
    maximum_units: z.int().nullable(),
    minimum_units: z.int().nullable().describe('With fewer it is left out when the campaign completes'),
    max_per_buyer: z.int().nullable().describe('Units, over all live participations of one buyer'),
    weight_grams: z.int().nullable(),
    sku: z.string().nullable(),
    photo_id: z.uuid().nullable().describe("One of the campaign's photos"),
    on_sale: z.boolean(),
    units_taken: z.int(),
    units_counted: z
      .int()
      .nullable()
      .describe(
        'How many are held against its minimum: all that are ordered, or the confirmed ones, as `goal_counts` says; null where it has none',
      ),
    price_now: z.int().nullable().describe('What the next unit costs; null when none can be had'),
    dropped: z.boolean().describe('Left out: too few had ordered it'),
    final_price: z
      .int()
      .nullable()
      .describe('The most that anybody pays for a unit in the end; null until the campaign completes'),
    tiers: tier.array(),
  })
  .meta({ id: 'Item' })

export type Item = z.infer<typeof item>

/** What all pay at most when so many slots complete. */
export const volumePrice = z
  .object({
    from_slots: z.int(),
    price: z.int().optional().describe('Where there is one item'),
    prices: z.object({ item_id: z.uuid(), price: z.int() }).array().optional(),
  })
  .meta({ id: 'VolumePrice' })

export type VolumePrice = z.infer<typeof volumePrice>

const earlyBird = z
  .object({
    item_id: z.uuid(),
    price: z.int(),
    units_left: z.int().nullable().describe('Null: as many as anybody wants, until it ends'),
    ends_at: timeOut.nullable(),
    next_price: z.int().describe('What its units cost after it'),
  })
  .meta({ id: 'EarlyBird' })

/** A campaign as the API shows it. Times are UTC ISO 8601; money is in the currency's smallest unit in use. */
export const campaign = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    product_id: z.uuid(),
    product_name: z.string(),
    image_url: z.string().nullable(),
    photos: photo.array().describe('In their order; without any, `image_url` stands for the campaign'),
    seller_id: z.string(),
    seller_name: z.string().nullable().describe('As the seller calls themselves'),
    seller_slug: z.string().nullable().describe('Where their page is; null of somebody who was erased'),
    title: z.string(),
    description: z.string(),
    currency: z.string(),
    total_slots: z.int(),
    minimum_slots: z.int(),
    price_per_slot: z
      .int()
      .describe('Of a campaign with several items: the lowest of their prices, by slots, rounded down'),
    lowest_price: z
      .int()
      .describe('Of a unit of what can be had now; where nothing can, of what is made. What lists and pictures say'),
    highest_price: z.int().describe('Of the same units; more than `lowest_price` where their prices differ'),
    early_bird: earlyBird
      .nullable()
      .describe(
        'The one that is said where there is room for one: that of the lowest price, else the one of which the fewest are left, or that ends first',
      ),
    items: item.array().describe("At least one, in the seller's order"),
    volume_prices: volumePrice.array().describe('The lowest threshold first'),
    terms_frozen_at: timeOut.nullable().describe('Since when its prices cannot change: its first join ever'),
    min_per_buyer: z
      .int()
      .describe(
        'Asked of a join, together with what its buyer holds already; whoever leaves with one of several orders may keep less',
      ),
    max_per_buyer: z.int().nullable(),
    hold_minutes: z.int().nullable(),
    completion: z.enum(completions),
    goal_counts: z.enum(goalCountings),
    settlement_minutes: z.int(),
    offer_minutes: z.int().describe('For how long those who wait can claim what they are offered'),
    payment_days: z
      .int()
      .describe(
        'For how many days after it completed who is unpaid may pay; nothing lapses by itself when they are over',
      ),
    opens_at: timeOut.nullable(),
    deadline: timeOut,
    first_deadline: timeOut.nullable().describe('The one at publishing'),
    extensions_left: z.int().describe('How often its seller may still move the deadline'),
    settling: z
      .boolean()
      .describe(
        'Past its deadline: nobody joins, and the outcome waits until each reservation is confirmed or has ended',
      ),
    settles_until: timeOut.nullable().describe('When settling ends at the latest; null where every claim counts'),
    status,
    slots_taken: z.int(),
    slots_confirmed: z.int().describe('Of those taken: confirmed, or received'),
    slots_offered: z.int().describe('Of those taken: held for somebody who waited, and not claimed yet'),
    slots_remaining: z.int(),
    waiting_count: z.int().describe('How many wait for slots, without those who are offered some'),
    slots_at_close: z.int().nullable().describe('How many were taken when it ended'),
    progress: z.number().describe('Percent, with 2 decimals'),
    progress_percent: z.int().describe('Floored: 100 only when every slot is taken'),
    participant_count: z.int(),
    contribution: z
      .int()
      .describe('What the participations that hold slots come to, in the smallest unit of the currency'),
    contribution_at_close: z.int().nullable().describe('What they came to when it ended'),
    published_at: timeOut.nullable(),
    completed_at: timeOut.nullable(),
    closed_at: timeOut.nullable().describe('When it failed or was cancelled'),
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Campaign' })

export type Campaign = z.infer<typeof campaign>

/** How far a campaign has come. */
export const progress = z
  .object({
    campaign_id: z.uuid(),
    total_slots: z.int(),
    filled_slots: z.int(),
    available_slots: z.int(),
    progress: z.number(),
    participant_count: z.int(),
    total_contribution: z.int(),
    status,
    updated_at: timeOut.describe('When the campaign last changed: the version of this state'),
    confirmed_slots: z.int().describe('Of those filled: confirmed, or received'),
    settling: z.boolean(),
  })
  .meta({ id: 'Progress' })

export type Progress = z.infer<typeof progress>

/** Counts over all campaigns; `total_slots_taken` and the contributions over those that hold slots. */
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

export type DashboardSummary = z.infer<typeof dashboardSummary>
