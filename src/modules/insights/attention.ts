/** What needs a seller today: typed items, the most urgent first. Which words go with a code is the pages' business. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, toPage } from '../../kernel/cursor.ts'
import { type Attention, type AttentionCode, type AttentionItem, attentionCodes } from './shapes.ts'

/** How long something that has ended is news. */
const newsDays = 7

/** How long a draft lies untouched before it is forgotten rather than being written, in hours. */
const draftRestHours = 24

interface AttentionRow {
  code: AttentionCode
  id: string
  slug: string
  title: string
  currency: string
  at: Date
  slots: number | null
  participations: number | null
  amount: number | null
  rank: number
  place: number
}

export interface AttentionQuery {
  /** Reservations older than so many days are pointed out. */
  unconfirmed_days: number
  limit: number
  cursor?: string | undefined
  /** Whether whoever asks may see what became of money. */
  tellsMoney?: boolean | undefined
}

/** Work of money, which does not end with its campaign: it stands there until it is done. */
const moneyFound = sql`
      select 'money_not_arrived', c.id, r.oldest_at, null, r.reports, r.amount
      from mine c, lateral (
        select count(*)::int as reports, min(r.created_at) as oldest_at, sum(m.amount)::bigint as amount
        from sambatan.money_reports r
        join sambatan.participants p on p.id = r.participation_id
        join sambatan.money_records m on m.id = r.record_id
        where p.campaign_id = c.id and r.answered_at is null
      ) r where r.reports > 0
      union all
      select 'money_claimed', c.id, l.oldest_at, null, l.claims, l.amount
      from mine c, lateral (
        select count(*)::int as claims, min(l.created_at) as oldest_at, sum(l.amount)::bigint as amount
        from sambatan.payment_claims l where l.campaign_id = c.id and l.answered_at is null
      ) l where l.claims > 0
      union all
      select 'money_owed_back', c.id, sambatan.owed_since(oldest.one, true), null, o.participations, o.amount
      from mine c, lateral (
        select count(*)::int as participations, sum(p.owed_to_buyer)::bigint as amount
        from sambatan.participants p where p.campaign_id = c.id and p.owed_to_buyer > 0
      ) o, lateral (
        -- Since when is asked of one alone: of all it would be asked record by record.
        select p as one from sambatan.participants p
        where p.campaign_id = c.id and p.owed_to_buyer > 0
        order by coalesce(p.ended_at, c.fulfilled_at, p.joined_at), p.id limit 1
      ) oldest where o.participations > 0
      union all
      select 'money_unpaid', c.id, c.fulfilled_at, null, o.participations, o.amount
      from mine c, lateral (
        select count(*)::int as participations, sum(p.owed_by_buyer)::bigint as amount
        from sambatan.participants p where p.campaign_id = c.id and p.owed_by_buyer > 0
      ) o where c.status = 'fulfilled' and o.participations > 0`

/** Those that something can be said of: open, drafts, ended of late, or with money that is not settled. */
const campaignsOf = (sellerId: string, tellsMoney: boolean) => sql`
  select c.* from sambatan.campaigns c, t
  where c.seller_id = ${sellerId} and (c.status in ('draft', 'active', 'locked')
    or coalesce(c.fulfilled_at, c.cancelled_at) > t.now - ${newsDays} * interval '1 day'
    or ${tellsMoney} and exists (select from sambatan.participants p
      where p.campaign_id = c.id and (p.owed_to_buyer > 0 or c.status = 'fulfilled' and p.owed_by_buyer > 0))
    or ${tellsMoney} and exists (select from sambatan.money_reports r
      join sambatan.participants p on p.id = r.participation_id
      where p.campaign_id = c.id and r.answered_at is null)
    or ${tellsMoney} and exists (select from sambatan.payment_claims l
      where l.campaign_id = c.id and l.answered_at is null))`

/** Of each code the most pressing first: the next deadline, the reservation that waits longest, the latest news. */
export async function sellerAttention(
  db: Kysely<DB>,
  sellerId: string,
  { unconfirmed_days: unconfirmedDays, limit, cursor, tellsMoney = true }: AttentionQuery,
): Promise<Attention> {
  const [rank, place, id] = cursor ? decodeCursor(cursor, ['number', 'number', 'uuid']) : []
  const beyond = cursor ? sql`where (o.rank, o.place, o.id) > (${rank}::int, ${place}::bigint, ${id}::uuid)` : sql``
  const result = await sql<AttentionRow>`
    with t as materialized (select sambatan.now() as now), mine as materialized (
      ${campaignsOf(sellerId, tellsMoney)}
    ), found as (
      select case when c.deadline <= t.now + interval '1 day' then 'deadline_24h_below_goal'
          else 'deadline_72h_below_goal' end as code,
        c.id, c.deadline as at, c.minimum_slots - sambatan.counted_slots(c) as slots, null::int as participations,
        sambatan.quote(c, c.minimum_slots - sambatan.counted_slots(c)) as amount
      from mine c, t
      where c.status in ('active', 'locked') and c.settling_since is null and sambatan.counted_slots(c) < c.minimum_slots
        and c.deadline <= t.now + interval '3 days'
      union all
      select 'campaign_full', c.id, c.locked_at, c.filled_slots, c.participant_count, c.contribution
      -- Those that complete with the next run: what else is full waits for payments, or for its deadline.
      from mine c where c.status = 'locked' and c.completion = 'when_full' and c.settling_since is null
        and sambatan.counted_slots(c) = c.total_slots
      union all
      select 'reservations_unconfirmed', c.id, p.oldest_at, p.slots, p.participations, p.amount
      from mine c, t, lateral (
        select count(*)::int as participations, sum(p.quantity)::int as slots, sum(p.amount)::bigint as amount,
          min(p.joined_at) as oldest_at
        from sambatan.participants p
        where p.campaign_id = c.id and p.status = 'pending_payment'
          and (p.joined_at < t.now - ${unconfirmedDays} * interval '1 day' or p.hold_expires_at < t.now + interval '1 day')
      ) p
      where c.status in ('active', 'locked') and p.participations > 0
      union all
      select case c.status when 'fulfilled' then 'campaign_completed' else 'campaign_failed' end, c.id,
        coalesce(c.fulfilled_at, c.cancelled_at), c.closed_slots,
        case c.status when 'fulfilled' then c.participant_count end, c.closed_contribution
      from mine c, t where c.status in ('fulfilled', 'expired')
        and coalesce(c.fulfilled_at, c.cancelled_at) > t.now - ${newsDays} * interval '1 day'
      union all
      ${tellsMoney ? moneyFound : sql`select null, null, null, null, null, null where false`}
      union all
      select 'draft_unpublished', c.id, c.updated_at, null, null, null
      from mine c, t where c.status = 'draft' and c.updated_at < t.now - ${draftRestHours} * interval '1 hour'
    ), ordered as (
      select f.*, array_position(${sql.val([...attentionCodes])}::text[], f.code) as rank,
        case when f.code like 'deadline%' or f.code like 'money%' or f.code = 'reservations_unconfirmed' then 1 else -1 end
          * (extract(epoch from f.at) * 1000000)::bigint as place
      from found f
    )
    select o.*, c.slug, c.title, c.currency from ordered o join mine c on c.id = o.id ${beyond}
    order by o.rank, o.place, o.id
    limit ${limit + 1}`.execute(db)
  const now = await sql<{ now: Date }>`select sambatan.now() as now`.execute(db)
  const present = ({ id, at, rank: _, place: __, ...row }: AttentionRow): AttentionItem => ({
    ...row,
    campaign_id: id,
    at: at.toISOString(),
  })
  const page = toPage(result.rows, limit, present, (row) => [row.rank, row.place, row.id])
  return {
    seller_id: sellerId,
    as_of: now.rows[0]!.now.toISOString(),
    items: page.items,
    truncated: page.next !== null,
    next: page.next,
  }
}
