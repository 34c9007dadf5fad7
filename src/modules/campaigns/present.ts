import type { Selectable } from 'kysely'
import type { Campaigns } from '../../db/index.ts'
import { sellerName } from '../../kernel/names.ts'
import { saidPrices } from '../../kernel/prices.ts'
import { campaignStatus } from '../../kernel/status.ts'
import { type PhotoRow, presentPhoto } from './photos.ts'
import type { Completion, GoalCounts } from './rules.ts'
import type { Campaign, Item, VolumePrice } from './shapes.ts'

export type CampaignRow = Selectable<Campaigns> & {
  product_name: string
  image_url: string | null
  seller_name: string | null
  seller_slug: string | null
  photos: PhotoRow[]
  available_slots: number
  extensions_left: number
  items: Item[]
  volume_prices: VolumePrice[]
}

export function presentCampaign(row: CampaignRow): Campaign {
  const items = row.items.map(presentItem)
  return {
    id: row.id,
    slug: row.slug,
    product_id: row.product_id,
    product_name: row.product_name,
    image_url: row.image_url,
    photos: row.photos.map(presentPhoto),
    seller_id: row.seller_id,
    seller_name: sellerName(row.seller_name),
    seller_slug: row.seller_slug,
    title: row.title,
    description: row.description,
    currency: row.currency,
    total_slots: row.total_slots,
    minimum_slots: row.minimum_slots,
    price_per_slot: row.price_per_slot,
    ...saidPrices({ items, price_per_slot: row.price_per_slot }),
    items,
    volume_prices: row.volume_prices,
    terms_frozen_at: row.terms_frozen_at?.toISOString() ?? null,
    min_per_buyer: row.min_per_buyer,
    max_per_buyer: row.max_per_buyer,
    hold_minutes: row.hold_minutes,
    completion: row.completion as Completion,
    goal_counts: row.goal_counts as GoalCounts,
    settlement_minutes: row.settlement_minutes,
    offer_minutes: row.offer_minutes,
    payment_days: row.payment_days,
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
    slots_offered: row.offered_slots,
    slots_remaining: row.available_slots,
    waiting_count: row.waiting_count,
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

/** The database writes its times in its own way. */
function presentItem(item: Item): Item {
  const tiers = item.tiers.map((tier) => ({ ...tier, ends_at: tier.ends_at && new Date(tier.ends_at).toISOString() }))
  return { ...item, tiers }
}
