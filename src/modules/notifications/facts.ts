/** What a notification is about, as it stands when it is told. */
import { type Kysely, sql } from 'kysely'
import { type DB, isUnavailable } from '../../db/index.ts'
import {
  type CampaignDbStatus,
  type CampaignStatus,
  campaignStatus,
  type ParticipationDbStatus,
  type ParticipationStatus,
  participationStatus,
} from '../../kernel/status.ts'
import { loadPlainFacts, type PlainFacts } from './plain-facts.ts'
import { type Told, type ToldRow, toldColumns, toldOf } from './told.ts'

/** Of one that is about a campaign. */
export interface Facts extends Told {
  /** What the events of a digest came to. */
  quantity: number
  amount: number
  happened_at: Date
  /** When it is told. */
  now: Date
  campaign: {
    id: string
    slug: string
    title: string
    status: CampaignStatus
    settling: boolean
    currency: string
    price_per_slot: number
    total_slots: number
    minimum_slots: number
    /** Those that count: until its end the taken ones, afterwards those it ended with. */
    taken: number
    /** Held against the goal: where confirmed slots alone count, those. */
    counted: number
    counts_confirmed: boolean
    /** Reserved slots. */
    unconfirmed: number
    /** Until then what is reserved at the deadline may be confirmed. */
    settles_until: Date
    deadline: Date
    seller_name: string | null
    /** Verified; null: there is none. */
    seller_email: string | null
  }
  /** The reader's own orders that it is about. */
  order: {
    /** Null: there are several. */
    id: string | null
    status: ParticipationStatus | null
    quantity: number
    amount: number
    hold_expires_at: Date | null
    /** Before that happened: by the seller or an operator, who confirm what is paid. Of several: all of them. */
    was_confirmed: boolean
  }
}

interface Row extends ToldRow, Omit<Facts['campaign'], 'id' | 'status'> {
  quantity: number
  amount: number
  now: Date
  campaign_id: string
  status: CampaignDbStatus
  order_ids: string[] | null
  order_status: ParticipationDbStatus | null
  order_quantity: number | null
  order_amount: number | null
  hold_expires_at: Date | null
  was_confirmed: boolean | null
}

export type AnyFacts = Facts | PlainFacts

/** The facts of some notifications, in the order of their events. One whose campaign or reader is gone is left out. */
export async function loadFacts(db: Kysely<DB>, ids: number[]): Promise<AnyFacts[]> {
  const ofCampaigns = await loadCampaignFacts(db, ids)
  if (ofCampaigns.length === ids.length) return ofCampaigns
  return [...ofCampaigns, ...(await loadPlainFacts(db, ids))].sort((a, b) => a.event_id - b.event_id || a.id - b.id)
}

/**
 * As `loadFacts`; where that fails, each by itself: what cannot be read takes nothing else with it. What failed is told by its id.
 */
export async function loadFactsApart(
  db: Kysely<DB>,
  ids: number[],
): Promise<{ facts: Map<number, AnyFacts>; failures: Map<number, unknown> }> {
  const [facts, failures] = [new Map<number, AnyFacts>(), new Map<number, unknown>()]
  const load = async (some: number[]) => {
    try {
      for (const one of await loadFacts(db, some)) facts.set(one.id, one)
    } catch (error) {
      if (isUnavailable(error)) throw error
      if (some.length === 1) failures.set(some[0]!, error)
      else for (const id of some) await load([id])
    }
  }
  await load(ids)
  return { facts, failures }
}

/** What several orders come to is not more than a number can be. */
const most = sql`${Number.MAX_SAFE_INTEGER}::bigint`

async function loadCampaignFacts(db: Kysely<DB>, ids: number[]): Promise<Facts[]> {
  const { rows } = await sql<Row>`
    select ${toldColumns}, least(n.quantity, ${most}) as quantity, least(n.amount, ${most}) as amount, sambatan.now() as now,
      c.id as campaign_id, c.slug, c.title, c.status, c.settling_since is not null as settling, c.currency, c.price_per_slot,
      c.total_slots, c.minimum_slots, coalesce(c.closed_slots, c.filled_slots) as taken,
      coalesce(c.closed_slots, sambatan.counted_slots(c)) as counted, c.goal_counts = 'confirmed' as counts_confirmed,
      c.filled_slots - c.confirmed_slots as unconfirmed,
      c.deadline + c.settlement_minutes * interval '1 minute' as settles_until, c.deadline,
      nullif(seller.name, '') as seller_name, case when seller.email_verified then seller.email end as seller_email,
      own.ids as order_ids, own.status as order_status, own.quantity as order_quantity, own.amount as order_amount,
      own.hold_expires_at, own.was_confirmed
    from sambatan.notifications n
    join sambatan.notification_kinds k on k.kind = n.kind
    join sambatan.audit_logs e on e.id = n.event_id
    join sambatan.people reader on reader.id = n.person_id
    join sambatan.campaigns c on c.id = n.campaign_id
    left join sambatan.people seller on seller.id = c.seller_id
    left join lateral (
      select array_agg(p.id) as ids, min(p.status::text) as status,
        least(coalesce(sum(p.quantity), 0), ${most})::bigint as quantity,
        least(coalesce(sum(p.amount), 0), ${most})::bigint as amount, min(p.hold_expires_at) as hold_expires_at,
        -- A campaign that completes confirms whoever is left at the time of its event, paid or not.
        bool_and(p.confirmed_at is not null and p.confirmed_at < e.created_at) as was_confirmed
      from sambatan.participants p
      where p.campaign_id = n.campaign_id and p.user_id = n.person_id
        and case when n.participant_id is not null then p.id = n.participant_id
          -- Where the campaign tells some of its orders, those alone; of any, what had ended before is not what this is about.
          when k.audience = 'reserved' then p.status = 'pending_payment'
          when k.audience = 'kept' then p.ended_at is null or p.ended_at > e.created_at
          else p.ended_at is null or p.ended_at >= e.created_at end
    ) own on true
    where n.id = any (${ids}::bigint[])
    order by n.event_id, n.id`.execute(db)
  return rows.map(factsOf)
}

function factsOf(row: Row): Facts {
  return {
    ...toldOf(row),
    quantity: Number(row.quantity),
    amount: Number(row.amount),
    now: row.now,
    campaign: {
      id: row.campaign_id,
      slug: row.slug,
      title: row.title,
      status: campaignStatus.toApi(row.status),
      settling: row.settling,
      currency: row.currency,
      price_per_slot: Number(row.price_per_slot),
      total_slots: row.total_slots,
      minimum_slots: row.minimum_slots,
      taken: row.taken,
      counted: row.counted,
      counts_confirmed: row.counts_confirmed,
      unconfirmed: row.unconfirmed,
      settles_until: row.settles_until,
      deadline: row.deadline,
      seller_name: row.seller_name,
      seller_email: row.seller_email,
    },
    order: {
      id: row.order_ids?.length === 1 ? row.order_ids[0]! : null,
      status: row.order_status === null ? null : participationStatus.toApi(row.order_status),
      quantity: Number(row.order_quantity ?? 0),
      amount: Number(row.order_amount ?? 0),
      hold_expires_at: row.hold_expires_at,
      was_confirmed: row.was_confirmed === true,
    },
  }
}
