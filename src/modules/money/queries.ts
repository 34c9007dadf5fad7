/** What is read from the money book. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { Problem } from '../../kernel/problem.ts'
import { type ParticipationDbStatus, participationStatus } from '../../kernel/status.ts'
import { type MoneyMethod, type moneyKinds, type PaymentStatus, paymentStatuses } from '../participations/index.ts'
import { providerOf } from './providers.ts'
import type { CampaignMoney, MoneyOwed, MoneyRecord, MoneyReport, MoneyTotal } from './shapes.ts'

type Kind = (typeof moneyKinds)[number]

/** A day as PostgreSQL has it, whatever the zone of this machine. */
const day = (column: string) => sql<string>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`

/** Whose record it is: who may act on it. @throws Problem money_record_not_found */
export async function findRecord(
  db: Kysely<DB>,
  id: string,
): Promise<{ participation_id: string; kind: Kind; buyerId: string; sellerId: string }> {
  const row = await db
    .selectFrom('money_records')
    .innerJoin('participants', 'participants.id', 'money_records.participation_id')
    .innerJoin('campaigns', 'campaigns.id', 'money_records.campaign_id')
    .select([
      'money_records.participation_id',
      'money_records.kind',
      'participants.user_id as buyerId',
      'campaigns.seller_id as sellerId',
    ])
    .where('money_records.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('money_record_not_found', { record_id: id })
  return { ...row, kind: row.kind as Kind }
}

/** The records of a participation, or of all of a person's, oldest first: there are few of each. */
export async function listRecords(
  db: Kysely<DB>,
  of: { participationId: string } | { userId: string },
): Promise<MoneyRecord[]> {
  let query = db
    .selectFrom('money_records as m')
    .innerJoin('participants', 'participants.id', 'm.participation_id')
    .innerJoin('campaigns', 'campaigns.id', 'm.campaign_id')
    .leftJoin('money_records as reversal', 'reversal.reverses', 'm.id')
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('money_reports')
          .select(['note', 'created_at', 'answer', 'answered_at'])
          .whereRef('record_id', '=', 'm.id')
          .orderBy('created_at', 'desc')
          .limit(1)
          .as('report'),
      (join) => join.onTrue(),
    )
    .selectAll('m')
    .select([
      day('m.happened_on').as('day'),
      'participants.user_id',
      'campaigns.seller_id',
      'reversal.id as reversed_by',
      'report.created_at as reported_at',
      'report.note as report_note',
      'report.answer',
      'report.answered_at',
    ])
    .orderBy('m.number')
  query =
    'userId' in of
      ? query.where('participants.user_id', '=', of.userId)
      : query.where('m.participation_id', '=', of.participationId)
  return (await query.execute()).map((row) => ({
    id: row.id,
    participation_id: row.participation_id,
    campaign_id: row.campaign_id,
    kind: row.kind as Kind,
    amount: row.amount,
    currency: row.currency,
    method: row.method as MoneyMethod | null,
    reference: row.reference,
    happened_on: row.day,
    note: row.note,
    recorded_by: roleOf(row.recorded_by, row),
    before_the_book: row.before_the_book,
    reverses: row.reverses,
    reversed_by: row.reversed_by,
    reason: row.reason,
    report: row.reported_at && {
      note: row.report_note,
      created_at: row.reported_at.toISOString(),
      answer: row.answer,
      answered_at: row.answered_at?.toISOString() ?? null,
    },
    created_at: row.created_at.toISOString(),
  }))
}

function roleOf(actor: string, order: { user_id: string; seller_id: string }): MoneyRecord['recorded_by'] {
  if (actor === `user:${order.user_id}`) return 'buyer'
  if (actor === `user:${order.seller_id}`) return 'seller'
  return actor.startsWith('user:') ? 'other' : 'service'
}

export interface MoneyFilter {
  seller_id?: string | undefined
  campaign_id?: string | undefined
}

export const owedDirections = ['to_buyers', 'by_buyers'] as const

export type OwedDirection = (typeof owedDirections)[number]

const whose = [
  'participants.id as participation_id',
  'participants.campaign_id',
  'campaigns.title as campaign_title',
  'campaigns.slug as campaign_slug',
  'campaigns.seller_id',
  'participants.user_id',
  'participants.number',
  'people.name as buyer_name',
  'sellers.name as seller_name',
  'participants.currency',
] as const

function selectOwed(db: Kysely<DB>, owed: OwedDirection, { seller_id, campaign_id }: MoneyFilter) {
  let query = db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .where(owed === 'to_buyers' ? 'participants.owed_to_buyer' : 'participants.owed_by_buyer', '>', 0)
  if (seller_id !== undefined) query = query.where('campaigns.seller_id', '=', seller_id)
  if (campaign_id !== undefined) query = query.where('participants.campaign_id', '=', campaign_id)
  return query
}

/** For whom money is owed, whoever joined first first. */
export async function listOwed(
  db: Kysely<DB>,
  owed: OwedDirection,
  filter: MoneyFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<MoneyOwed>> {
  const toBuyers = owed === 'to_buyers'
  let query = selectOwed(db, owed, filter)
    .leftJoin('people', 'people.id', 'participants.user_id')
    .leftJoin('people as sellers', 'sellers.id', 'campaigns.seller_id')
    .leftJoin('refund_accounts', (join) =>
      join.onRef('refund_accounts.person_id', '=', 'participants.user_id').on(sql<boolean>`${sql.lit(toBuyers)}`),
    )
    .select([...whose, 'participants.status', 'participants.payment_status'])
    .select(['refund_accounts.provider', 'refund_accounts.changed_at'])
    .select((e) => [
      e.ref(toBuyers ? 'participants.owed_to_buyer' : 'participants.owed_by_buyer').as('amount'),
      sql<Date>`sambatan.owed_since(participants, ${toBuyers})`.as('since'),
      e
        .exists(
          e
            .selectFrom('money_reports')
            .select('money_reports.id')
            .whereRef('money_reports.participation_id', '=', 'participants.id')
            .where('money_reports.answered_at', 'is', null),
        )
        .as('has_open_report'),
    ])
    .orderBy('participants.id')
    .limit(filter.limit + 1)
  if (filter.cursor) query = query.where('participants.id', '>', String(decodeCursor(filter.cursor, ['uuid'])[0]))
  return toPage(
    await query.execute(),
    filter.limit,
    ({
      number,
      status,
      payment_status,
      buyer_name,
      seller_name,
      since,
      has_open_report,
      provider,
      changed_at,
      ...row
    }) => ({
      ...row,
      refund_account: provider === null || changed_at === null ? null : shownProvider(provider, changed_at),
      code: codeOf(number),
      buyer_name: buyer_name || null,
      seller_name: seller_name || null,
      status: participationStatus.toApi(status as ParticipationDbStatus),
      payment_status: payment_status as PaymentStatus,
      since: since.toISOString(),
      has_open_report: Boolean(has_open_report),
    }),
    (row) => [row.participation_id],
  )
}

/** Which bank or e-wallet, and since when: what a list says of an account. */
function shownProvider(provider: string, changedAt: Date): MoneyOwed['refund_account'] {
  return { provider, name: providerOf(provider)?.name ?? provider, changed_at: changedAt.toISOString() }
}

/** What is owed by campaign, the most first. */
export async function totalsOwed(db: Kysely<DB>, owed: OwedDirection, filter: MoneyFilter): Promise<MoneyTotal[]> {
  const column = owed === 'to_buyers' ? sql.ref('participants.owed_to_buyer') : sql.ref('participants.owed_by_buyer')
  return selectOwed(db, owed, filter)
    .leftJoin('people as sellers', 'sellers.id', 'campaigns.seller_id')
    .leftJoin('refund_accounts', 'refund_accounts.person_id', 'participants.user_id')
    .select([
      'campaigns.id as campaign_id',
      'campaigns.title as campaign_title',
      'campaigns.slug as campaign_slug',
      'campaigns.seller_id',
      sql<string | null>`nullif(sellers.name, '')`.as('seller_name'),
      'campaigns.currency',
      sql<number>`least(sum(${column}), 9007199254740991)::bigint`.as('amount'),
      sql<number>`count(*)::integer`.as('participations'),
      sql<number>`(count(*) filter (where refund_accounts.person_id is null and ${owed === 'to_buyers'}))::integer`.as(
        'without_account',
      ),
    ])
    .groupBy(['campaigns.id', 'sellers.id'])
    .orderBy('amount', 'desc')
    .orderBy('campaigns.id')
    .limit(500)
    .execute()
}

/** Who says that money has not arrived, the longest ago first. */
export async function listReports(
  db: Kysely<DB>,
  filter: MoneyFilter & { open: boolean; limit: number; cursor?: string | undefined },
): Promise<Page<MoneyReport>> {
  let query = db
    .selectFrom('money_reports')
    .innerJoin('money_records', 'money_records.id', 'money_reports.record_id')
    .innerJoin('participants', 'participants.id', 'money_reports.participation_id')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .leftJoin('people as sellers', 'sellers.id', 'campaigns.seller_id')
    .select([
      ...whose,
      'money_reports.id',
      'money_reports.record_id',
      'money_records.kind',
      'money_records.amount',
      day('money_records.happened_on').as('happened_on'),
      'money_records.reference',
      'money_reports.note',
      'money_reports.created_at',
      'money_reports.answer',
      'money_reports.answered_at',
    ])
    .orderBy('money_reports.created_at')
    .orderBy('money_reports.id')
    .limit(filter.limit + 1)
  if (filter.seller_id !== undefined) query = query.where('campaigns.seller_id', '=', filter.seller_id)
  if (filter.campaign_id !== undefined) query = query.where('campaigns.id', '=', filter.campaign_id)
  query = query.where('money_reports.answered_at', filter.open ? 'is' : 'is not', null)
  if (filter.cursor) {
    const [at, id] = decodeCursor(filter.cursor, ['time', 'uuid'])
    query = query.where(sql<boolean>`(money_reports.created_at, money_reports.id) > (${at}::timestamptz, ${id}::uuid)`)
  }
  return toPage(
    await query.execute(),
    filter.limit,
    ({ id: _, number, buyer_name, seller_name, kind, created_at, answered_at, ...row }) => ({
      ...row,
      code: codeOf(number),
      buyer_name: buyer_name || null,
      seller_name: seller_name || null,
      kind: kind as Kind,
      created_at: created_at.toISOString(),
      answered_at: answered_at?.toISOString() ?? null,
    }),
    (row) => [row.created_at.toISOString(), row.id],
  )
}

interface CampaignRow extends Omit<CampaignMoney, 'participations' | 'owing_participations' | 'open_reports'> {
  payment_status: PaymentStatus
  participations: number
  owing: number
}

/** The money of a campaign at a glance. */
export async function moneyOfCampaign(db: Kysely<DB>, campaignId: string, currency: string): Promise<CampaignMoney> {
  const { rows } = await sql<CampaignRow>`
    select p.payment_status, count(*)::integer as participations,
      count(*) filter (where p.owed_by_buyer > 0)::integer as owing,
      coalesce(sum(coalesce(p.final_amount, p.amount) + coalesce(p.unique_part, 0)) filter (where sambatan.is_live(p.status)), 0)::bigint as agreed,
      sum(p.paid_amount)::bigint as received, sum(p.returned_amount)::bigint as sent_back, sum(p.waived_amount)::bigint as waived,
      sum(p.given_up_amount)::bigint as given_up, sum(p.owed_to_buyer)::bigint as owed_to_buyers,
      sum(p.owed_by_buyer)::bigint as owed_by_buyers
    from sambatan.participants p where p.campaign_id = ${campaignId} group by 1`.execute(db)
  const open = await db
    .selectFrom('money_reports')
    .innerJoin('participants', 'participants.id', 'money_reports.participation_id')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('participants.campaign_id', '=', campaignId)
    .where('money_reports.answered_at', 'is', null)
    .executeTakeFirstOrThrow()
  const sum = (
    key: 'agreed' | 'received' | 'sent_back' | 'waived' | 'given_up' | 'owed_to_buyers' | 'owed_by_buyers' | 'owing',
  ) => rows.reduce((total, row) => total + Number(row[key]), 0)
  const of = new Map(rows.map((row) => [row.payment_status, row.participations]))
  return {
    currency,
    agreed: sum('agreed'),
    received: sum('received'),
    sent_back: sum('sent_back'),
    waived: sum('waived'),
    given_up: sum('given_up'),
    owed_to_buyers: sum('owed_to_buyers'),
    owed_by_buyers: sum('owed_by_buyers'),
    open_reports: Number(open.count),
    owing_participations: sum('owing'),
    participations: Object.fromEntries(paymentStatuses.map((status) => [status, of.get(status) ?? 0])) as Record<
      PaymentStatus,
      number
    >,
  }
}

/** Everybody for whom money is owed, page by page, each read when it is asked for and in no transaction. */
export async function* allOwed(
  db: Kysely<DB>,
  owed: OwedDirection,
  filter: MoneyFilter,
  pageSize = 1000,
): AsyncGenerator<MoneyOwed[]> {
  for (let cursor: string | undefined; ; ) {
    const page = await listOwed(db, owed, { ...filter, limit: pageSize, cursor })
    yield page.items
    if (page.next === null) return
    cursor = page.next
  }
}
