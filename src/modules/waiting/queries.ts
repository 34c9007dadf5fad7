import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import type { DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { viewer, WaitingEntry } from './shapes.ts'

interface Row extends Omit<WaitingEntry, 'created_at' | 'ended_at' | 'offer' | 'passed_over' | 'moved_ahead'> {
  seller_id: string
  participation_id: string | null
  expires_at: Date | null
  passed_reason: string | null
  passed_at: Date | null
  moved_ahead: { reason: string; at: string }[]
  created_at: Date
  ended_at: Date | null
}

/** Of one that waits alone: what is ahead of it, and who was moved past it since it took its place. */
const select = sql`
  select w.id, w.campaign_id, w.user_id, w.quantity, w.on_behalf, w.outcome, w.created_at, w.ended_at, w.shipping_address, w.note,
    nullif(person.name, '') as buyer_name, c.seller_id,
    case when w.lines is null then jsonb_build_array(jsonb_build_object('item_id', sambatan.only_item(c.id),
      'name', coalesce((select i.name from sambatan.campaign_items i where i.campaign_id = c.id limit 1), left(product.name, 80)),
      'units', w.quantity))
    else (select jsonb_agg(jsonb_build_object('item_id', i.id, 'name', i.name, 'units', l.units) order by l.place)
      from rows from (jsonb_to_recordset(w.lines) as (item smallint, units integer)) with ordinality as l (item, units, place)
      join sambatan.campaign_items i on i.campaign_id = c.id and i.number = l.item) end as lines,
    case when waits.now then ahead.entries + 1 end as position, case when waits.now then ahead.slots end as slots_ahead,
    held.id as participation_id, held.hold_expires_at as expires_at,
    case when waits.now then w.passed_reason end as passed_reason, w.passed_at,
    case when waits.now then moves.list else '[]' end as moved_ahead
  from sambatan.waiting_entries w
  join sambatan.campaigns c on c.id = w.campaign_id
  join sambatan.products product on product.id = c.product_id
  left join sambatan.people person on person.id = w.user_id
  left join sambatan.participants held on held.id = w.participation_id and held.status = 'offered'
  cross join lateral (select w.ended_at is null and w.participation_id is null as now) waits
  cross join lateral (
    select count(*)::int as entries, coalesce(sum(a.quantity), 0)::int as slots from sambatan.waiting_entries a
    where waits.now and a.campaign_id = w.campaign_id and a.ended_at is null and a.participation_id is null and a.place < w.place
  ) ahead
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('reason', m.metadata ->> 'reason', 'at', m.created_at) order by m.id desc), '[]') as list
    from sambatan.audit_logs m
    where waits.now and m.campaign_id = w.campaign_id and m.event = 'waiting_moved' and m.created_at >= w.created_at
      and m.subject_id <> w.id::text
      and (m.metadata ->> 'place')::numeric < w.place and (m.metadata ->> 'old_place')::numeric > w.place
  ) moves`

function present(row: Row): WaitingEntry {
  const { seller_id: _, participation_id, expires_at, passed_reason, passed_at, moved_ahead, ...rest } = row
  return {
    ...rest,
    offer:
      participation_id === null || expires_at === null
        ? null
        : { participation_id, expires_at: expires_at.toISOString() },
    passed_over: passed_reason === null ? null : { reason: passed_reason, at: passed_at!.toISOString() },
    moved_ahead: moved_ahead.map(({ reason, at }) => ({ reason, at: new Date(at).toISOString() })),
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

/**
 * An entry of a waiting list with the seller of its campaign, who may act on it.
 * @throws Problem waiting_entry_not_found
 */
export async function findEntry(db: Kysely<DB>, id: string): Promise<{ entry: WaitingEntry; sellerId: string }> {
  const { rows } = await sql<Row>`${select} where w.id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw new Problem('waiting_entry_not_found', { entry_id: id })
  return { entry: present(rows[0]), sellerId: rows[0].seller_id }
}

/** The list of a campaign: who is offered something, and who waits, in their order. */
export async function listWaiting(db: Kysely<DB>, campaignId: string): Promise<WaitingEntry[]> {
  const { rows } = await sql<Row>`${select}
    where w.campaign_id = ${campaignId}::uuid and w.ended_at is null
    order by w.participation_id is null, w.place`.execute(db)
  return rows.map(present)
}

/** A person's places, those that they have first; what is over for as long as 90 days, or all of it. */
export async function waitingOf(
  db: Kysely<DB>,
  userId: string,
  { campaignId, all = false }: { campaignId?: string | undefined; all?: boolean } = {},
): Promise<WaitingEntry[]> {
  const { rows } = await sql<Row>`${select}
    where w.user_id = ${userId} ${campaignId === undefined ? sql`` : sql`and w.campaign_id = ${campaignId}::uuid`}
      ${all ? sql`` : sql`and (w.ended_at is null or w.ended_at > sambatan.now() - interval '90 days')`}
    order by w.ended_at is not null, w.created_at desc, w.id desc`.execute(db)
  return rows.map(present)
}

/** A person's place in a campaign, where they wait or are offered something; else the one that they would get now. */
export async function placeOf(
  db: Kysely<DB>,
  campaignId: string,
  userId: string,
): Promise<Pick<z.infer<typeof viewer>, 'waiting' | 'next_place'>> {
  const [entry] = await waitingOf(db, userId, { campaignId })
  if (entry === undefined || entry.outcome !== null)
    return { waiting: null, next_place: await nextPlace(db, campaignId) }
  const { id, position, slots_ahead, offer } = entry
  return { waiting: { entry_id: id, position, slots_ahead, offer }, next_place: null }
}

async function nextPlace(db: Kysely<DB>, campaignId: string): Promise<z.infer<typeof viewer>['next_place']> {
  const { rows } = await sql<{ entries: number; slots: number }>`
    select count(*)::int as entries, coalesce(sum(w.quantity), 0)::int as slots from sambatan.waiting_entries w
    where w.campaign_id = ${campaignId}::uuid and w.ended_at is null and w.participation_id is null`.execute(db)
  const { entries, slots } = rows[0]!
  return entries === 0 ? null : { position: entries + 1, slots_ahead: slots }
}
