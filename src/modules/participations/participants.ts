/** A campaign's participants as its seller works with them: searched, sorted, and all of them for a file. */
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { numberOfCode } from '../../kernel/order-code.ts'
import { phoneDigits } from '../../kernel/phone.ts'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'
import { derived, presentParticipation } from './present.ts'
import type { Participant, ParticipantCounts, PaymentStatus } from './shapes.ts'

export const participantSorts = ['newest', 'oldest', 'quantity', 'name'] as const

export interface ParticipantFilter {
  status?: ParticipationStatus[] | undefined
  /** What became of their money. */
  payment_status?: PaymentStatus[] | undefined
  /** Of whom something is owed, in that direction. */
  owed?: 'to_buyers' | 'by_buyers' | undefined
  /** Words of the buyer's name or id, of the address or the note, or their beginnings: all of them; or part of a phone number. */
  q?: string | undefined
  /** `quantity`: the largest first; `name`: by name, or by id where there is none. */
  sort?: (typeof participantSorts)[number] | undefined
}

/** Cut, so that a cursor holds it. */
const nameKey = sql<string>`left(lower(coalesce(nullif(people.name, ''), participants.user_id)), 60)`

/** What is on offer, or was and nobody claimed it, is on the waiting list. */
const isOrder = sql<SqlBool>`(participants.offered_at is null or participants.claimed_at is not null)`

function selectParticipants(db: Kysely<DB>, campaignId: string) {
  return db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .selectAll('participants')
    .select(['people.name as buyer_name', 'people.phone as buyer_phone', ...derived, nameKey.as('name_key')])
    .where('participants.campaign_id', '=', campaignId)
    .where(isOrder)
}

type Query = ReturnType<typeof selectParticipants>
type Row = Awaited<ReturnType<Query['execute']>>[number]

/**
 * Pages by id walk the campaign's index; those by quantity or name read all participants of the campaign and keep the
 * first of them: an index more would cost every join.
 */
export async function listParticipants(
  db: Kysely<DB>,
  campaignId: string,
  filter: ParticipantFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<Participant>> {
  const { status, payment_status: payment, owed, q, sort = 'newest', limit, cursor } = filter
  let query = selectParticipants(db, campaignId).limit(limit + 1)
  if (status?.length) query = query.where('participants.status', 'in', status.map(participationStatus.toDb))
  if (payment?.length) query = query.where('participants.payment_status', 'in', payment)
  if (owed)
    query = query.where(owed === 'to_buyers' ? 'participants.owed_to_buyer' : 'participants.owed_by_buyer', '>', 0)
  if (q) query = query.where(isFoundBy(q))
  const sorted = sortedBy(query, sort, cursor)
  return toPage(await sorted.query.execute(), limit, present, sorted.cursorOf)
}

/** Whether somebody is found by words of their name or id, of the address or the note, by part of their phone number, or by its code. */
function isFoundBy(q: string): Expression<SqlBool> {
  const told = sql`concat_ws(' ', people.name, participants.user_id, participants.shipping_address, participants.note)`
  const byWords = sql`' ' || sambatan.folded(${told}) || ' ' like all (sambatan.search_patterns(${q}))`
  const digits = phoneDigits(q)
  const byPhone = digits ? sql`or people.phone like ${`%${digits}%`}` : sql``
  const number = numberOfCode(q)
  const byCode = number === undefined ? sql`` : sql`or participants.number = ${number}`
  return sql<SqlBool>`(${byWords} ${byPhone} ${byCode})`
}

/** How many there are of each status, among those who are found. */
export async function countParticipants(db: Kysely<DB>, campaignId: string, q?: string): Promise<ParticipantCounts> {
  let query = db
    .selectFrom('participants')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .select(['participants.status', (e) => e.fn.countAll<number>().as('count')])
    .where('participants.campaign_id', '=', campaignId)
    .where(isOrder)
    .groupBy('participants.status')
  if (q) query = query.where(isFoundBy(q))
  const counts = new Map((await query.execute()).map((row) => [participationStatus.toApi(row.status), row.count]))
  return Object.fromEntries(participationStatus.values.map((status) => [status, counts.get(status) ?? 0])) as Record<
    ParticipationStatus,
    number
  >
}

function present(row: Row): Participant {
  return { ...presentParticipation(row), buyer_name: row.buyer_name || null, buyer_phone: row.buyer_phone }
}

interface Sorted {
  query: Query
  cursorOf(row: Row): (string | number)[]
}

function sortedBy(query: Query, sort: (typeof participantSorts)[number], cursor: string | undefined): Sorted {
  if (sort === 'newest' || sort === 'oldest') {
    const [direction, beyond] = sort === 'newest' ? (['desc', '<'] as const) : (['asc', '>'] as const)
    const ordered = query.orderBy('participants.id', direction)
    const last = cursor && String(decodeCursor(cursor, ['uuid'])[0])
    return {
      query: last ? ordered.where('participants.id', beyond, last) : ordered,
      cursorOf: (row) => [row.id],
    }
  }
  if (sort === 'quantity') {
    const ordered = query.orderBy('participants.quantity', 'desc').orderBy('participants.id', 'desc')
    const [quantity, id] = cursor ? decodeCursor(cursor, ['number', 'uuid']) : []
    return {
      query: cursor
        ? ordered.where(sql<boolean>`(participants.quantity, participants.id) < (${quantity}::bigint, ${id}::uuid)`)
        : ordered,
      cursorOf: (row) => [row.quantity, row.id],
    }
  }
  const ordered = query.orderBy(nameKey).orderBy('participants.id')
  const [name, id] = cursor ? decodeCursor(cursor, ['text', 'uuid']) : []
  return {
    query: cursor ? ordered.where(sql<boolean>`(${nameKey}, participants.id) > (${name}, ${id}::uuid)`) : ordered,
    cursorOf: (row) => [row.name_key, row.id],
  }
}

/** Everybody whom the filter lets through, page by page, each read when it is asked for and in no transaction. */
export async function* allParticipants(
  db: Kysely<DB>,
  campaignId: string,
  filter: ParticipantFilter,
  pageSize = 1000,
): AsyncGenerator<Participant[]> {
  for (let cursor: string | undefined; ; ) {
    const page = await listParticipants(db, campaignId, { ...filter, limit: pageSize, cursor })
    yield page.items
    if (page.next === null) return
    cursor = page.next
  }
}
