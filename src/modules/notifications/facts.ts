/** What a notification is about, as it stands when it is told. */
import { type Kysely, sql } from 'kysely'
import { type DB, isUnavailable } from '../../db/index.ts'
import { codeOf } from '../../kernel/order-code.ts'
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
    /** Whether its prices differ, by item or by who comes first; `price_per_slot` is the lowest of them then. */
    itemized: boolean
    /** Names of items that too few have ordered so far, and of those that are not made because of that. */
    short_items: string
    dropped_items: string
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
    /** Null: at once. */
    opens_at: Date | null
    deadline: Date
    seller_name: string | null
    /** Verified; null: there is none. */
    seller_email: string | null
    /** Of the seller's page; null: there is none. */
    seller_slug: string | null
    /** How many wait who are offered nothing. */
    waiting: number
    /** Orders that are to be paid still, and of which nobody says that they were, and what they come to: of what is about them alone. */
    unpaid: number
    unpaid_amount: number
  }
  /** Whether the reader hears of the seller's next batches. */
  is_following: boolean
  /** The reader's own orders that it is about. */
  order: {
    /** Null: there are several. */
    id: string | null
    status: ParticipationStatus | null
    /** Whether it is held for who waited, and not claimed yet. */
    is_offer: boolean
    quantity: number
    /** In the end, once that is known; without what is not made. */
    amount: number
    /** What that is less than what was agreed. */
    saved: number
    /** `2 × 50 ml, 1 × 10 ml`, without what is not made; empty where the campaign sells one thing. */
    items: string
    /** Names of the items in it that too few have ordered so far. */
    short_items: string
    /** On parcels and in messages; null: there are several. */
    code: string | null
    hold_expires_at: Date | null
    /** What the money book says of them. */
    paid: number
    owed_to_buyer: number
    owed_by_buyer: number
    /** Until when that is to be paid; null: no time is set. */
    pay_until: Date | null
    /** Whether the reader says of all that is to be paid that it was, and waits for an answer. */
    is_claimed: boolean
    /** The rupiah in that by which its exact sum names it; 0 where there are none. Of several orders what they come to. */
    unique_part: number
    /** Where what is left goes, as the seller says, and what they add; empty where nothing is said or nothing is left. */
    pay_to: { kind: string; provider: string | null; number: string | null; holder: string | null }[]
    pay_words: string
    /** Whether its buyer has said where what is owed to them goes. */
    has_account: boolean
  }
  /** The participation that it is about, whoever's it is. */
  about: { id: string; code: string } | null
  /** The reader's place on the waiting list, of what is about that; null: they never had one. */
  place: {
    id: string
    quantity: number
    /** `2 × 50 ml`; empty where the campaign sells one thing. */
    items: string
    /** 1: the first; null: does not wait any more, or is offered something. */
    position: number | null
    slots_ahead: number | null
  } | null
}

interface Row extends ToldRow, Omit<Facts['campaign'], 'id' | 'status'> {
  is_following: boolean
  place: Facts['place']
  quantity: number
  amount: number
  now: Date
  campaign_id: string
  status: CampaignDbStatus
  order_ids: string[] | null
  order_status: ParticipationDbStatus | null
  order_quantity: number | null
  order_amount: number | null
  order_saved: number | null
  order_items: string | null
  order_short_items: string | null
  order_number: number | null
  hold_expires_at: Date | null
  order_paid: number | null
  order_owed_to_buyer: number | null
  order_owed_by_buyer: number | null
  order_unique_part: number | null
  order_pay_until: Date | null
  order_claimed: boolean | null
  pay_to: Facts['order']['pay_to'] | null
  pay_words: string | null
  has_account: boolean
  about_id: string | null
  about_number: number | null
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

/** The reader's place on the list, of a notification `n` of kind `k` that is about one; `e` is its event. */
const placeOf = sql`
  select jsonb_build_object('id', w.id, 'quantity', w.quantity, 'items', coalesce(ordered.items, ''),
    'position', case when w.ended_at is null and w.participation_id is null then ahead.entries + 1 end,
    'slots_ahead', case when w.ended_at is null and w.participation_id is null then ahead.slots end) as place
  from (
    select * from sambatan.waiting_entries own
    where own.campaign_id = n.campaign_id and own.user_id = n.person_id
      and case e.subject when 'waiting_entry' then k.audience <> 'waiting' or own.id::text = e.subject_id else true end
    order by own.created_at desc limit 1
  ) w
  left join lateral (
    select string_agg(l.units || ' × ' || i.name, ', ' order by l.place) as items
    from rows from (jsonb_to_recordset(w.lines) as (item smallint, units integer)) with ordinality as l (item, units, place)
    join sambatan.campaign_items i on i.campaign_id = w.campaign_id and i.number = l.item
  ) ordered on true
  cross join lateral (
    select count(*)::int as entries, coalesce(sum(a.quantity), 0)::int as slots from sambatan.waiting_entries a
    where a.campaign_id = w.campaign_id and a.ended_at is null and a.participation_id is null and a.place < w.place
  ) ahead
  where k.audience in ('waiting', 'passed', 'list')`

async function loadCampaignFacts(db: Kysely<DB>, ids: number[]): Promise<Facts[]> {
  const { rows } = await sql<Row>`
    select ${toldColumns}, least(n.quantity, ${most}) as quantity, least(n.amount, ${most}) as amount, sambatan.now() as now,
      c.id as campaign_id, c.slug, c.title, c.status, c.settling_since is not null as settling, c.currency, c.price_per_slot, c.itemized,
      coalesce(items.short, '') as short_items, coalesce(items.dropped, '') as dropped_items,
      c.total_slots, c.minimum_slots, coalesce(c.closed_slots, c.filled_slots) as taken,
      coalesce(c.closed_slots, sambatan.counted_slots(c) - sambatan.left_out_slots(c)) as counted, c.goal_counts = 'confirmed' as counts_confirmed,
      c.filled_slots - c.confirmed_slots as unconfirmed,
      c.deadline + c.settlement_minutes * interval '1 minute' as settles_until, c.opens_at, c.deadline,
      nullif(seller.name, '') as seller_name, case when seller.email_verified then seller.email end as seller_email,
      own.ids as order_ids, own.status as order_status, own.quantity as order_quantity, own.amount as order_amount,
      own.saved as order_saved, own.items as order_items, own.short_items as order_short_items, own.number as order_number,
      own.hold_expires_at, own.paid as order_paid, own.owed_to_buyer as order_owed_to_buyer, own.owed_by_buyer as order_owed_by_buyer, own.unique_part as order_unique_part, own.pay_until as order_pay_until,
      own.claimed as order_claimed, coalesce(owing.count, 0) as unpaid, coalesce(owing.amount, 0) as unpaid_amount,
      exists (select from sambatan.refund_accounts r where r.person_id = n.person_id) as has_account,
      n.participant_id as about_id, about.number as about_number, pay.accounts as pay_to, pay.words as pay_words,
      (select s.slug from sambatan.seller_pages s where s.seller_id = c.seller_id) as seller_slug, c.waiting_count as waiting,
      exists (select from sambatan.follows f where f.seller_id = c.seller_id and f.person_id = n.person_id) as is_following, waits.place
    from sambatan.notifications n
    join sambatan.notification_kinds k on k.kind = n.kind
    join sambatan.audit_logs e on e.id = n.event_id
    join sambatan.people reader on reader.id = n.person_id
    join sambatan.campaigns c on c.id = n.campaign_id
    left join sambatan.people seller on seller.id = c.seller_id
    left join sambatan.participants about on about.id = n.participant_id
    left join lateral (
      select array_agg(p.id) as ids, min(p.status::text) as status,
        least(coalesce(sum(p.quantity), 0), ${most})::bigint as quantity,
        least(coalesce(sum(coalesce(p.final_amount, sambatan.agreed_amount(p))), 0), ${most})::bigint as amount,
        least(coalesce(sum(sambatan.agreed_amount(p) - coalesce(p.final_amount, sambatan.agreed_amount(p))), 0), ${most})::bigint
          as saved,
        min(p.number) as number, min(coalesce(p.hold_expires_at, sambatan.shown_hold(p, c))) as hold_expires_at,
        string_agg(ordered.items, ', ' order by p.number) as items, string_agg(ordered.short, ', ' order by p.number) as short_items,
        least(coalesce(sum(p.paid_amount), 0), ${most})::bigint as paid,
        least(coalesce(sum(p.owed_to_buyer), 0), ${most})::bigint as owed_to_buyer,
        least(coalesce(sum(p.owed_by_buyer), 0), ${most})::bigint as owed_by_buyer,
        coalesce(sum(p.unique_part) filter (where p.owed_by_buyer > 0 and p.paid_amount = 0), 0)::integer as unique_part,
        min(sambatan.pay_until(p, c)) as pay_until,
        bool_and(p.owed_by_buyer = 0 or exists (
          select from sambatan.payment_claims l where l.participation_id = p.id and l.answered_at is null)) as claimed
      from sambatan.participants p
      left join lateral (
        select string_agg(l.units || ' × ' || i.name, ', ' order by l.place) as items,
          string_agg(i.name, ', ' order by l.place) filter (where i.minimum_units is not null and sambatan.counted_units(c, i) < i.minimum_units) as short
        from sambatan.lines_of(p.lines) l
        join sambatan.campaign_items i on i.campaign_id = p.campaign_id and i.number = l.item
        where not l.dropped
      ) ordered on true
      where p.campaign_id = n.campaign_id and p.user_id = n.person_id
        and case when n.participant_id is not null then p.id = n.participant_id
          -- What is about a place on the list is about no order; and of an order what was never claimed is none.
          when k.audience in ('waiting', 'passed', 'list') or p.offered_at is not null and p.claimed_at is null then false
          -- Where the campaign tells some of its orders, those alone; of any, what had ended before is not what this is about.
          when k.audience = 'reserved' then p.status = 'pending_payment'
          when k.audience in ('kept', 'unpaid') then p.ended_at is null or p.ended_at > e.created_at
          else p.ended_at is null or p.ended_at >= e.created_at end
    ) own on true
    left join lateral (
      select string_agg(i.name, ', ' order by i.position) filter (where i.dropped_at is not null) as dropped,
        string_agg(i.name, ', ' order by i.position) filter (where i.dropped_at is null and i.minimum_units is not null and sambatan.counted_units(c, i) < i.minimum_units) as short
      from sambatan.campaign_items i where i.campaign_id = c.id and c.itemized
    ) items on true
    left join lateral (
      select (i).accounts, (i).words from sambatan.instructions_of(c) i where own.owed_by_buyer > 0
    ) pay on true
    left join lateral (
      select count(*)::int as count, least(sum(o.owed_by_buyer), ${most})::bigint as amount from sambatan.unpaid_orders(c.id) o
      where n.kind = 'sale_payment_overdue'
    ) owing on true
    left join lateral (${placeOf}) waits on true
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
      itemized: row.itemized,
      short_items: row.short_items,
      dropped_items: row.dropped_items,
      total_slots: row.total_slots,
      minimum_slots: row.minimum_slots,
      taken: row.taken,
      counted: row.counted,
      counts_confirmed: row.counts_confirmed,
      unconfirmed: row.unconfirmed,
      settles_until: row.settles_until,
      opens_at: row.opens_at,
      deadline: row.deadline,
      seller_name: row.seller_name,
      seller_email: row.seller_email,
      seller_slug: row.seller_slug,
      waiting: row.waiting,
      unpaid: row.unpaid,
      unpaid_amount: Number(row.unpaid_amount),
    },
    is_following: row.is_following,
    order: {
      id: row.order_ids?.length === 1 ? row.order_ids[0]! : null,
      status: row.order_status === null ? null : participationStatus.toApi(row.order_status),
      is_offer: row.order_status === 'offered',
      quantity: Number(row.order_quantity ?? 0),
      amount: Number(row.order_amount ?? 0),
      saved: Number(row.order_saved ?? 0),
      items: row.order_items ?? '',
      short_items: row.order_short_items ?? '',
      code: row.order_ids?.length === 1 ? codeOf(Number(row.order_number)) : null,
      hold_expires_at: row.hold_expires_at,
      paid: Number(row.order_paid ?? 0),
      owed_to_buyer: Number(row.order_owed_to_buyer ?? 0),
      owed_by_buyer: Number(row.order_owed_by_buyer ?? 0),
      unique_part: Number(row.order_unique_part ?? 0),
      pay_until: row.order_pay_until,
      is_claimed: row.order_claimed === true,
      pay_to: row.pay_to ?? [],
      pay_words: row.pay_words ?? '',
      has_account: Boolean(row.has_account),
    },
    about: row.about_id === null ? null : { id: row.about_id, code: codeOf(Number(row.about_number)) },
    place: row.place,
  }
}
