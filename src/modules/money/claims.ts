/** "I have paid": what buyers say of money that no record knows yet. It waits for its seller until something is received or answered. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { Problem } from '../../kernel/problem.ts'
import type { MoneyMethod } from '../participations/index.ts'
import type { MoneyFilter } from './queries.ts'
import type { ClaimTotal, PaymentClaim } from './shapes.ts'

export interface Claiming {
  /** All that is left to pay when left out. */
  amount?: number | undefined
  /** Today when left out. */
  on?: string | undefined
  note?: string | undefined
  /** A picture that whoever says it has sent. */
  picture_id?: string | undefined
}

/**
 * A buyer says that they have paid; said again while it waits, it corrects what was said.
 * @throws Problem participation_not_found, campaign_behind, money_date_in_future, money_date_too_old, nothing_owed, picture_not_found
 */
export async function claimPayment(tx: Tx, participationId: string, claim: Claiming): Promise<PaymentClaim> {
  const { rows } = await sql<{ id: string }>`
    select id from sambatan.claim_sambatan_payment(${uuidv7()}, ${participationId}, ${JSON.stringify(claim)}::jsonb)`.execute(
    tx,
  )
  return (await findClaim(tx, rows[0]!.id)).claim
}

export interface Payment {
  /** What was claimed when left out. */
  amount?: number | undefined
  method?: MoneyMethod | undefined
  reference?: string | undefined
  on?: string | undefined
  note?: string | undefined
  anyway?: boolean | undefined
}

/**
 * It has come: it is put on record.
 * @throws Problem payment_claim_not_found, campaign_behind, payment_claim_answered, money_date_in_future, money_date_too_old, more_than_due
 */
export async function confirmClaim(tx: Tx, claimId: string, payment: Payment): Promise<PaymentClaim> {
  await sql`select sambatan.confirm_sambatan_claim(${claimId}, ${JSON.stringify(payment)}::jsonb)`.execute(tx)
  return (await findClaim(tx, claimId)).claim
}

/**
 * Answers in words.
 * @throws Problem payment_claim_not_found, campaign_behind, payment_claim_answered, reason_required
 */
export async function answerClaim(tx: Tx, claimId: string, answer: string): Promise<PaymentClaim> {
  await sql`select sambatan.answer_sambatan_claim(${claimId}, ${answer})`.execute(tx)
  return (await findClaim(tx, claimId)).claim
}

function selectClaims(db: Kysely<DB>) {
  return db
    .selectFrom('payment_claims as l')
    .innerJoin('participants', 'participants.id', 'l.participation_id')
    .innerJoin('campaigns', 'campaigns.id', 'l.campaign_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .leftJoin('people as sellers', 'sellers.id', 'campaigns.seller_id')
    .leftJoin('private_pictures as picture', 'picture.id', 'l.picture_id')
    .select([
      'l.id',
      'l.participation_id',
      'l.campaign_id',
      'campaigns.title as campaign_title',
      'campaigns.slug as campaign_slug',
      'campaigns.seller_id',
      'sellers.name as seller_name',
      'participants.user_id',
      'participants.number',
      'people.name as buyer_name',
      'l.currency',
      'l.amount',
      'participants.owed_by_buyer',
      sql<string>`to_char(l.happened_on, 'YYYY-MM-DD')`.as('happened_on'),
      'l.note',
      'l.has_proof',
      'l.picture_id',
      'picture.width',
      'picture.height',
      'l.hold_extended_to',
      'l.created_at',
      'l.answered_at',
      'l.answer',
      'l.record_id',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof selectClaims>['execute']>>[number]

function present({ number, buyer_name, seller_name, picture_id: id, width, height, ...row }: Row): PaymentClaim {
  return {
    ...row,
    code: codeOf(number),
    buyer_name: buyer_name || null,
    seller_name: seller_name || null,
    picture: id === null || width === null || height === null ? null : { id, width, height },
    hold_extended_to: row.hold_extended_to?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    answered_at: row.answered_at?.toISOString() ?? null,
  }
}

/** @throws Problem payment_claim_not_found */
export async function findClaim(
  db: Kysely<DB>,
  id: string,
): Promise<{ claim: PaymentClaim; buyerId: string; sellerId: string }> {
  const row = await selectClaims(db).where('l.id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('payment_claim_not_found', { claim_id: id })
  return { claim: present(row), buyerId: row.user_id, sellerId: row.seller_id }
}

/** Those of a participation, or of all of a person's, oldest first: there are few of each. */
export async function claimsOf(
  db: Kysely<DB>,
  of: { participationId: string } | { userId: string },
): Promise<PaymentClaim[]> {
  const query = selectClaims(db).orderBy('l.created_at').orderBy('l.id')
  const rows = await ('userId' in of
    ? query.where('participants.user_id', '=', of.userId)
    : query.where('l.participation_id', '=', of.participationId)
  ).execute()
  return rows.map(present)
}

/** Who says that they have paid, the longest ago first: those that wait for their seller, or those that were answered. */
export async function listClaims(
  db: Kysely<DB>,
  filter: MoneyFilter & { open: boolean; limit: number; cursor?: string | undefined },
): Promise<Page<PaymentClaim>> {
  let query = selectClaims(db)
    .where('l.answered_at', filter.open ? 'is' : 'is not', null)
    .orderBy('l.created_at')
    .orderBy('l.id')
    .limit(filter.limit + 1)
  if (filter.seller_id !== undefined) query = query.where('campaigns.seller_id', '=', filter.seller_id)
  if (filter.campaign_id !== undefined) query = query.where('l.campaign_id', '=', filter.campaign_id)
  if (filter.cursor) {
    const [at, id] = decodeCursor(filter.cursor, ['time', 'uuid'])
    query = query.where(sql<boolean>`(l.created_at, l.id) > (${at}::timestamptz, ${id}::uuid)`)
  }
  return toPage(await query.execute(), filter.limit, present, (row) => [row.created_at.toISOString(), row.id])
}

/** What waits for an answer by campaign, who has waited longest first. */
export async function totalsClaimed(db: Kysely<DB>, { seller_id, campaign_id }: MoneyFilter): Promise<ClaimTotal[]> {
  let query = db
    .selectFrom('payment_claims as l')
    .innerJoin('campaigns', 'campaigns.id', 'l.campaign_id')
    .leftJoin('people as sellers', 'sellers.id', 'campaigns.seller_id')
    .select([
      'campaigns.id as campaign_id',
      'campaigns.title as campaign_title',
      'campaigns.slug as campaign_slug',
      'campaigns.seller_id',
      sql<string | null>`nullif(sellers.name, '')`.as('seller_name'),
      'campaigns.currency',
      sql<number>`least(sum(l.amount), 9007199254740991)::bigint`.as('amount'),
      sql<number>`count(*)::integer`.as('participations'),
      sql<Date>`min(l.created_at)`.as('since'),
    ])
    .where('l.answered_at', 'is', null)
    .groupBy(['campaigns.id', 'sellers.id'])
    .orderBy('since')
    .orderBy('campaigns.id')
    .limit(500)
  if (seller_id !== undefined) query = query.where('campaigns.seller_id', '=', seller_id)
  if (campaign_id !== undefined) query = query.where('l.campaign_id', '=', campaign_id)
  return (await query.execute()).map((row) => ({ ...row, since: row.since.toISOString() }))
}

/** Forgets proofs 90 days after the end. */
export async function pruneProofs(db: Kysely<DB>): Promise<void> {
  await sql`select sambatan.forget_old_proofs()`.execute(db)
}
