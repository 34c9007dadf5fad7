import type { Selectable } from 'kysely'
import type { Campaigns } from '../../db/index.ts'
import { sellerName } from '../../kernel/names.ts'
import { type CampaignStatus, campaignStatus } from '../../kernel/status.ts'
import { type CampaignPhoto, type PhotoRow, presentPhoto } from './photos.ts'
import type { Completion, GoalCounts } from './rules.ts'

/** A campaign as the API shows it. Times are UTC ISO 8601; money is in the currency's smallest unit in use. */
export interface Campaign {
  id: string
  slug: string
  product_id: string
  product_name: string
  image_url: string | null
  /** In their order; of a campaign without photos `image_url`, its product's picture, stands for it. */
  photos: CampaignPhoto[]
  seller_id: string
  /** As the seller calls themselves; null where nobody told us a name. */
  seller_name: string | null
  title: string
  description: string
  currency: string
  total_slots: number
  minimum_slots: number
  price_per_slot: number
  min_per_buyer: number
  max_per_buyer: number | null
  hold_minutes: number | null
  completion: Completion
  goal_counts: GoalCounts
  settlement_minutes: number
  opens_at: string | null
  deadline: string
  /** The one at publishing; null while it is a draft. */
  first_deadline: string | null
  /** How often its seller may still move the deadline. */
  extensions_left: number
  /** Whether it is past its deadline and waits until what is reserved is confirmed or has ended. */
  settling: boolean
  /** When settling ends at the latest; null where every claim counts. */
  settles_until: string | null
  status: CampaignStatus
  slots_taken: number
  /** Of those taken: confirmed, or received. */
  slots_confirmed: number
  slots_remaining: number
  /** How many slots were taken when it ended; null while it has not. */
  slots_at_close: number | null
  /** With 2 decimals, as the database keeps it. */
  progress: number
  /** Floored from the slots, not from the rounded `progress`: 100 only when every slot is taken. */
  progress_percent: number
  participant_count: number
  /** The sum of what the participations that hold slots come to, in the smallest unit of the currency. */
  contribution: number
  /** What it came to when it ended; null while it has not. */
  contribution_at_close: number | null
  published_at: string | null
  completed_at: string | null
  /** When it failed or was cancelled. */
  closed_at: string | null
  created_at: string
  updated_at: string
}

export type CampaignRow = Selectable<Campaigns> & {
  product_name: string
  image_url: string | null
  seller_name: string | null
  photos: PhotoRow[]
  available_slots: number
  extensions_left: number
}

export function presentCampaign(row: CampaignRow): Campaign {
  return {
    id: row.id,
    slug: row.slug,
    product_id: row.product_id,
    product_name: row.product_name,
    image_url: row.image_url,
    photos: row.photos.map(presentPhoto),
    seller_id: row.seller_id,
    seller_name: sellerName(row.seller_name),
    title: row.title,
    description: row.description,
    currency: row.currency,
    total_slots: row.total_slots,
    minimum_slots: row.minimum_slots,
    price_per_slot: row.price_per_slot,
    min_per_buyer: row.min_per_buyer,
    max_per_buyer: row.max_per_buyer,
    hold_minutes: row.hold_minutes,
    completion: row.completion as Completion,
    goal_counts: row.goal_counts as GoalCounts,
    settlement_minutes: row.settlement_minutes,
    opens_at: row.opens_at?.toISOString() ?? null,
    deadline: row.deadline.toISOString(),
    first_deadline: row.first_deadline?.toISOString() ?? null,
    extensions_left: row.extensions_left,
    settling: row.settling_since !== null,
    settles_until:
      row.goal_counts === 'confirmed'
        ? new Date(row.deadline.getTime() + row.settlement_minutes * 60_000).toISOString()
        : null,
    status: campaignStatus.toApi(row.status),
    slots_taken: row.filled_slots,
    slots_confirmed: row.confirmed_slots,
    slots_remaining: row.available_slots,
    slots_at_close: row.closed_slots,
    progress: row.progress,
    progress_percent: Math.floor((row.filled_slots * 100) / row.total_slots),
    participant_count: row.participant_count,
    contribution: row.contribution,
    contribution_at_close: row.closed_contribution,
    published_at: row.published_at?.toISOString() ?? null,
    completed_at: row.fulfilled_at?.toISOString() ?? null,
    closed_at: row.cancelled_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
