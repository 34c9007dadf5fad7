/** The delivery log of an endpoint, and what can be asked of it: a test, and sending something again. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { reasonWords } from '../../kernel/reasons.ts'
import { testType } from './payload.ts'
import type { MissedWebhooks, WebhookDelivery } from './shapes.ts'

const attemptsShown = 20

/** What a receiver gets as `webhook-id`: one for an event and an endpoint, however often it is sent. */
export function webhookIdOf(deliveryId: number): string {
  return `whd_${deliveryId}`
}

/** What an endpoint was told and will be, newest first, each with its attempts. */
export async function listDeliveries(
  db: Kysely<DB>,
  endpointId: string,
  page: { limit: number; cursor?: string | undefined },
  language: Language,
): Promise<Page<WebhookDelivery>> {
  let query = withAttempts(db)
    .where('endpoint_id', '=', endpointId)
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', Number(decodeCursor(page.cursor, ['number'])[0]))
  return toPage(
    await query.execute(),
    page.limit,
    (row) => present(row, language),
    (row) => [row.id],
  )
}

/**
 * Sends an event that nobody took for one, once, to see what the receiver answers.
 * @throws Problem webhook_disabled
 */
export async function sendTest(tx: Tx, endpointId: string, language: Language): Promise<WebhookDelivery> {
  await requireEnabled(tx, endpointId)
  const { id } = await tx
    .insertInto('webhook_deliveries')
    .values({
      endpoint_id: endpointId,
      type: testType,
      created_at: sql<Date>`sambatan.now()`,
      next_attempt_at: sql<Date>`sambatan.now()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return resend(tx, id, language)
}

/**
 * Sends something again, whatever became of it, with the id that it had.
 * @throws Problem webhook_delivery_not_found, webhook_disabled
 */
export async function resendDelivery(
  tx: Tx,
  endpointId: string,
  id: number,
  language: Language,
): Promise<WebhookDelivery> {
  await requireEnabled(tx, endpointId)
  const row = await tx
    .selectFrom('webhook_deliveries')
    .select('state')
    .where('id', '=', id)
    .where('endpoint_id', '=', endpointId)
    .executeTakeFirst()
  // What was discarded is nothing that it may be told.
  if (!row || row.state === 'discarded') {
    throw new Problem('webhook_delivery_not_found', { delivery_id: String(id) })
  }
  return resend(tx, id, language)
}

/** So many deliveries are made in one transaction. */
const missedMax = 10_000

/**
 * Has an endpoint told of what it was not told of since some moment, 30 days ago at most: because it was disabled, or because it was given up.
 * @throws Problem webhook_disabled
 */
export async function sendMissed(tx: Tx, endpointId: string, since: Date): Promise<MissedWebhooks> {
  const { rows } = await sql<{ count: number }>`
    select sambatan.send_missed_webhooks(${endpointId}, ${since}, ${missedMax}) as count`.execute(tx)
  const { count } = rows[0]!
  return { count, more: count >= missedMax }
}

async function resend(tx: Tx, id: number, language: Language): Promise<WebhookDelivery> {
  await sql`select sambatan.resend_webhook_delivery(${id})`.execute(tx)
  return present(await withAttempts(tx).where('id', '=', id).executeTakeFirstOrThrow(), language)
}

/** Locks the endpoint as well, so that nobody disables it before what is sent waits for it. */
async function requireEnabled(tx: Tx, endpointId: string): Promise<void> {
  const row = await tx
    .selectFrom('webhook_endpoints')
    .select('disabled_at')
    .where('id', '=', endpointId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  if (row.disabled_at !== null) throw new Problem('webhook_disabled')
}

interface AttemptRow {
  at: string
  duration_ms: number
  request: { url: string; headers: Record<string, string>; body: string }
  status: number | null
  answer: string | null
  error: string | null
}

function withAttempts(db: Kysely<DB>) {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .select(
      sql<AttemptRow[]>`coalesce((select json_agg(a) from (
        select at, duration_ms, request, status, answer, error from sambatan.webhook_attempts
        where delivery_id = webhook_deliveries.id order by id desc limit ${sql.lit(attemptsShown)}) a), '[]')`.as(
        'tried',
      ),
    )
}

type Row = Awaited<ReturnType<ReturnType<typeof withAttempts>['executeTakeFirstOrThrow']>>

function present(row: Row, language: Language): WebhookDelivery {
  // One that somebody sends again stands before all others: it is due at once.
  const next = row.resent_at !== null && row.next_attempt_at < row.resent_at ? row.resent_at : row.next_attempt_at
  return {
    id: row.id,
    webhook_id: webhookIdOf(row.id),
    type: row.type,
    campaign_id: row.campaign_id,
    participation_id: row.participant_id,
    state: row.state as WebhookDelivery['state'],
    next_attempt_at: row.state === 'pending' ? next.toISOString() : null,
    created_at: row.created_at.toISOString(),
    done_at: row.done_at?.toISOString() ?? null,
    ...whyNot(row.last_error, language),
    attempts: row.tried.map(({ error, ...attempt }) => ({
      ...attempt,
      at: new Date(attempt.at).toISOString(),
      ...whyNot(error, language),
    })),
  }
}

function whyNot(error: string | null, language: Language) {
  return { error, reason: error && reasonWords(language, error) }
}
