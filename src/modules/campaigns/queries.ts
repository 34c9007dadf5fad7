import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { isUuid } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { type CampaignDbStatus, type CampaignStatus, campaignStatus } from '../../kernel/status.ts'
import { photosOfCampaign } from './photos.ts'
import { type CampaignRow, presentCampaign } from './present.ts'
import type { Campaign, Item, Progress, VolumePrice } from './shapes.ts'

function selectCampaigns(db: Kysely<DB>) {
  return db
    .selectFrom('campaigns')
    .innerJoin('products', 'products.id', 'campaigns.product_id')
    .leftJoin('people', 'people.id', 'campaigns.seller_id')
    .leftJoin('seller_pages', 'seller_pages.seller_id', 'campaigns.seller_id')
    .selectAll('campaigns')
    .select([
      'products.name as product_name',
      'products.image_url',
      'people.name as seller_name',
      'seller_pages.slug as seller_slug',
    ])
    .select(photosOfCampaign.as('photos'))
    .select([
      sql<number>`sambatan.available_slots(campaigns)`.as('available_slots'),
      sql<number>`sambatan.extensions_left(campaigns)`.as('extensions_left'),
      sql<Item[]>`sambatan.shown_items(campaigns, products.name)`.as('items'),
      sql<VolumePrice[]>`sambatan.shown_volume(campaigns)`.as('volume_prices'),
    ])
}

/** @throws Problem campaign_not_found */
export async function findCampaign(db: Kysely<DB>, idOrSlug: string): Promise<Campaign> {
  const row = await selectCampaigns(db)
    .where(isUuid(idOrSlug) ? 'campaigns.id' : 'campaigns.slug', '=', idOrSlug)
    .executeTakeFirst()
  if (!row) throw new Problem('campaign_not_found', { campaign_id: idOrSlug })
  return presentCampaign(row)
}

/** Campaigns by their ids, in no order. */
export async function findCampaigns(db: Kysely<DB>, ids: string[]): Promise<Campaign[]> {
  if (ids.length === 0) return []
  return (await selectCampaigns(db).where('campaigns.id', 'in', ids).execute()).map(presentCampaign)
}

/** Campaigns by their ids or slugs, in no order; those that do not exist are left out. */
export async function findCampaignsNamed(db: Kysely<DB>, names: string[]): Promise<Campaign[]> {
  const ids = names.filter(isUuid)
  const slugs = names.filter((name) => !isUuid(name))
  const query = selectCampaigns(db).where((e) =>
    e.or([
      ...(ids.length > 0 ? [e('campaigns.id', 'in', ids)] : []),
      ...(slugs.length > 0 ? [e('campaigns.slug', 'in', slugs)] : []),
    ]),
  )
  return (await query.execute()).map(presentCampaign)
}

/**
 * The id of a campaign named by its id or slug. An id is passed through unread.
 * @throws Problem campaign_not_found
 */
export async function resolveCampaignId(db: Kysely<DB>, idOrSlug: string): Promise<string> {
  if (isUuid(idOrSlug)) return idOrSlug
  const row = await db.selectFrom('campaigns').select('id').where('slug', '=', idOrSlug).executeTakeFirst()
  if (!row) throw new Problem('campaign_not_found', { campaign_id: idOrSlug })
  return row.id
}

export const campaignSorts = ['newest', 'ending_soon', 'price_asc', 'price_desc'] as const

export interface CampaignFilter {
  status?: CampaignStatus[] | undefined
  /** Words, or their beginnings, of title and description, of the product's name and the seller's: all of them. */
  q?: string | undefined
  seller_id?: string | undefined
  product_id?: string | undefined
  /** Whose own campaigns alone are listed, besides what `seller_id` asks for. */
  owner?: string | undefined
  /** In the smallest unit in use of each campaign's currency. */
  price_min?: number | undefined
  price_max?: number | undefined
  ends_before?: Date | undefined
  /** Only those that have not reached their goal. */
  below_goal?: boolean | undefined
  sort?: (typeof campaignSorts)[number] | undefined
  limit: number
  cursor?: string | undefined
  /** Whose drafts are shown: nobody's, everybody's, or one seller's. */
  includeDrafts: boolean | { sellerId: string }
}

/** Campaigns in a stable order, paged by the sort column and id. */
export async function listCampaigns(db: Kysely<DB>, filter: CampaignFilter): Promise<Page<Campaign>> {
  let query = selectCampaigns(db).limit(filter.limit + 1)
  if (filter.status?.length) query = query.where('campaigns.status', 'in', filter.status.map(campaignStatus.toDb))
  if (filter.seller_id) query = query.where('campaigns.seller_id', '=', filter.seller_id)
  if (filter.product_id) query = query.where('campaigns.product_id', '=', filter.product_id)
  if (filter.owner) query = query.where('campaigns.seller_id', '=', filter.owner)
  if (filter.price_min !== undefined) query = query.where('campaigns.price_per_slot', '>=', filter.price_min)
  if (filter.price_max !== undefined) query = query.where('campaigns.price_per_slot', '<=', filter.price_max)
  if (filter.ends_before) query = query.where('campaigns.deadline', '<', filter.ends_before)
  if (filter.below_goal) query = query.where(sql<boolean>`sambatan.counted_slots(campaigns) < campaigns.minimum_slots`)
  if (filter.q) query = query.where('campaigns.id', 'in', foundByWords(filter.q))
  if (filter.includeDrafts === false) query = query.where(isPublicRow)
  if (typeof filter.includeDrafts === 'object') {
    const { sellerId } = filter.includeDrafts
    query = query.where((e) => e.or([isPublicRow, e('campaigns.seller_id', '=', sellerId)]))
  }
  const sorted = sortedBy(query, filter.sort ?? 'newest', filter.cursor)
  return toPage(await sorted.query.execute(), filter.limit, presentCampaign, sorted.cursorOf)
}

/** `isPublic` of a row. */
const isPublicRow = sql<boolean>`(campaigns.status <> 'draft'
  and (campaigns.status <> 'cancelled' or campaigns.published_at is not null))`

/** Joins rewrite campaigns, so what those are found by stands beside them (sql/functions/search). */
function foundByWords(q: string) {
  return sql<string>`(
    select s.campaign_id from sambatan.campaign_search s where s.words @@ sambatan.search_query(${q}))`
}

type CampaignQuery = ReturnType<typeof selectCampaigns>

interface Sorted {
  query: CampaignQuery
  cursorOf(row: CampaignRow): (string | number)[]
}

function sortedBy(query: CampaignQuery, sort: (typeof campaignSorts)[number], cursor: string | undefined): Sorted {
  if (sort === 'newest') {
    const newest = query.orderBy('campaigns.id', 'desc')
    const after = cursor ? newest.where('campaigns.id', '<', String(decodeCursor(cursor, ['uuid'])[0])) : newest
    return { query: after, cursorOf: (row) => [row.id] }
  }
  const column = sort === 'ending_soon' ? 'campaigns.deadline' : 'campaigns.price_per_slot'
  const [direction, beyond] = sort === 'price_desc' ? (['desc', '<'] as const) : (['asc', '>'] as const)
  let ordered = query.orderBy(column, direction).orderBy('campaigns.id', direction)
  if (cursor) {
    const [value, id] = decodeCursor(cursor, [sort === 'ending_soon' ? 'time' : 'number', 'uuid'])
    // Plain SQL may set a deadline to the microsecond, which a cursor does not hold.
    const from =
      sort === 'ending_soon'
        ? sql`coalesce((select c.deadline from sambatan.campaigns c where c.id = ${id}::uuid
            and date_trunc('milliseconds', c.deadline) = ${value}::timestamptz), ${value}::timestamptz)`
        : sql`${value}`
    ordered = ordered.where(sql<boolean>`(${sql.ref(column)}, campaigns.id) ${sql.raw(beyond)} (${from}, ${id}::uuid)`)
  }
  return {
    query: ordered,
    cursorOf: (row) => [sort === 'ending_soon' ? row.deadline.toISOString() : row.price_per_slot, row.id],
  }
}

interface ProgressRow {
  total_slots: number
  filled_slots: number
  available_slots: number
  progress: number
  participant_count: number
  total_contribution: number
  status: CampaignDbStatus
  updated_at: Date
  confirmed_slots: number
  settling: boolean
}

/** The same as `campaignProgress` of a campaign that has been read already. */
export function progressOf(campaign: Campaign): Progress {
  return {
    campaign_id: campaign.id,
    total_slots: campaign.total_slots,
    filled_slots: campaign.slots_taken,
    available_slots: campaign.slots_remaining,
    progress: campaign.progress,
    participant_count: campaign.participant_count,
    total_contribution: campaign.contribution,
    status: campaign.status,
    updated_at: campaign.updated_at,
    confirmed_slots: campaign.slots_confirmed,
    settling: campaign.settling,
  }
}

/**
 * How far a campaign has come.
 * @throws Problem campaign_not_found
 */
export async function campaignProgress(db: Kysely<DB>, campaignId: string): Promise<Progress> {
  const result = await sql<ProgressRow>`select * from sambatan.get_sambatan_campaign_progress(${campaignId})`.execute(
    db,
  )
  const row = result.rows[0]!
  return {
    campaign_id: campaignId,
    ...row,
    status: campaignStatus.toApi(row.status),
    updated_at: row.updated_at.toISOString(),
  }
}
