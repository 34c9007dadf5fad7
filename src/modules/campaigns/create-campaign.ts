import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordEvent } from '../audit/index.ts'
import { findProduct } from '../products/index.ts'
import { publishCampaign } from './change-status.ts'
import { type ItemWish, lowestPrice, readVolume, type SaidVolume } from './items.ts'
import { findCampaign } from './queries.ts'
import {
  type Completion,
  type GoalCounts,
  serviceDefaults,
  slugBase,
  type TermDefaults,
  termsRefusal,
} from './rules.ts'
import type { Campaign } from './shapes.ts'
import { writeItems } from './write-items.ts'

export interface NewCampaign {
  product_id: string
  title: string
  description?: string | undefined
  total_slots: number
  /** The goal; the capacity when left out. */
  minimum_slots?: number | undefined
  /** In the smallest unit in use of the product's currency; left out where `items` say what is sold. */
  price_per_slot?: number | undefined
  items?: ItemWish[] | undefined
  volume_prices?: SaidVolume[] | undefined
  min_per_buyer?: number | undefined
  max_per_buyer?: number | null | undefined
  /** Minutes after which an unpaid reservation lapses; left out: never. */
  hold_minutes?: number | null | undefined
  completion?: Completion | undefined
  goal_counts?: GoalCounts | undefined
  settlement_minutes?: number | undefined
  /** For how long those who wait can claim what they are offered; left out: 12 hours. */
  offer_minutes?: number | undefined
  /** For how many days after it completed who is unpaid may pay; left out: 7. */
  payment_days?: number | undefined
  opens_at?: Date | null | undefined
  deadline: Date
  /** True: kept as a draft that only its seller sees. */
  draft?: boolean | undefined
}

/**
 * Opens a campaign on a product: as a draft, or published at once. Its seller and currency are the product's.
 * @param defaults what it gets where nothing is said: `personDefaults` or `serviceDefaults`
 * @throws Problem product_not_found, product_not_enabled, deadline_not_future, deadline_too_far, or terms that do not fit together
 */
export async function createCampaign(
  tx: Tx,
  campaign: NewCampaign,
  defaults: TermDefaults = serviceDefaults,
): Promise<Campaign> {
  const product = await findProduct(tx, campaign.product_id)
  const goalCounts = campaign.goal_counts ?? defaults.goal_counts
  // Holds and their settlement come with counting confirmed slots, and with nothing else.
  const comesWith = goalCounts === defaults.goal_counts ? defaults : { hold_minutes: null, settlement_minutes: 0 }
  if ((campaign.price_per_slot === undefined) === (campaign.items === undefined)) {
    throw new Problem('price_or_items', { path: campaign.items === undefined ? 'price_per_slot' : 'items' })
  }
  const terms = {
    total_slots: campaign.total_slots,
    minimum_slots: campaign.minimum_slots ?? campaign.total_slots,
    price_per_slot: campaign.price_per_slot ?? lowestPrice(campaign.items!),
    min_per_buyer: campaign.min_per_buyer ?? 1,
    max_per_buyer: campaign.max_per_buyer ?? null,
    hold_minutes: campaign.hold_minutes === undefined ? comesWith.hold_minutes : campaign.hold_minutes,
    completion: campaign.completion ?? 'when_full',
    goal_counts: goalCounts,
    settlement_minutes: campaign.settlement_minutes ?? comesWith.settlement_minutes,
    opens_at: campaign.opens_at ?? null,
    deadline: campaign.deadline,
  }
  const refusal = termsRefusal(terms, campaign)
  if (refusal) throw refusal
  await sql`select sambatan.refuse_far_deadline(${terms.deadline})`.execute(tx)
  const id = uuidv7()
  await tx
    .insertInto('campaigns')
    .values({
      id,
      slug: slugOf(campaign.title, id),
      product_id: product.id,
      seller_id: product.seller_id,
      title: campaign.title,
      description: campaign.description ?? '',
      currency: product.currency,
      ...terms,
      ...(campaign.offer_minutes === undefined ? {} : { offer_minutes: campaign.offer_minutes }),
      ...(campaign.payment_days === undefined ? {} : { payment_days: campaign.payment_days }),
      created_at: sql<Date>`sambatan.now()`,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .execute()
  const items = campaign.items ?? []
  if (items.length > 0 || campaign.volume_prices?.length) {
    await writeItems(
      tx,
      { id, itemized: false, terms_frozen_at: null, price_per_slot: terms.price_per_slot },
      {
        items,
        volume: readVolume(campaign.volume_prices ?? [], items.length > 0 ? items : [{}]),
        terms,
        goalGiven: campaign.minimum_slots !== undefined,
      },
    )
  }
  await recordEvent(tx, 'campaign_created', id, { title: campaign.title, total_slots: campaign.total_slots })
  return campaign.draft ? findCampaign(tx, id) : publishCampaign(tx, id)
}

/** Unique without asking the database: the id's random end, of which 40 bits are left to tell two equal titles apart. */
function slugOf(title: string, id: string): string {
  const suffix = id.slice(-10)
  const base = slugBase(title)
  return base === '' ? suffix : `${base}-${suffix}`
}
