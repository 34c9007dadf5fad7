/**
 * Endpoints: where other systems are told. Of a secret only what the installation's secrets open again is stored; it is told once. One
 * that is rotated works for a day more, so that a receiver can be changed in between.
 */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, Tx, WebhookEndpoints } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { seal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { recordAccess } from '../identity/index.ts'
import { faultOfUrl, type Rules } from '../outgoing/index.ts'
import type { Webhook } from './shapes.ts'
import { newSecret } from './sign.ts'

export interface NewWebhook {
  seller_id: string | null
  url: string
  description: string
  events: string[]
}

export type WebhookPatch = { [Field in Exclude<keyof NewWebhook, 'seller_id'>]?: NewWebhook[Field] | undefined } & {
  enabled?: boolean | undefined
}

/** So many of one seller, or of the installation. */
export const endpointsMax = 20
const waitingMax = 10_000

type Row = Selectable<WebhookEndpoints>

/** @throws Problem webhook_url_refused */
export function checkUrl(url: string, rules: Rules): void {
  const fault = faultOfUrl(url, rules)
  if (fault !== undefined) throw new Problem('webhook_url_refused', { path: 'url', fault })
}

/**
 * Makes an endpoint.
 * @returns the endpoint as it is shown, and `secret`, which is told now and never again
 * @throws Problem webhook_limit
 */
export async function createWebhook(
  tx: Tx,
  secrets: Secrets,
  wish: NewWebhook,
  createdBy: string,
): Promise<Webhook & { secret: string }> {
  // Of two at once the second counts the first.
  await sql`select pg_advisory_xact_lock(hashtextextended('sambatan webhooks ' || ${wish.seller_id ?? ''}, 0))`.execute(
    tx,
  )
  const { count } = await tx
    .selectFrom('webhook_endpoints')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('removed_at', 'is', null)
    .where('seller_id', 'is not distinct from', wish.seller_id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= endpointsMax) throw new Problem('webhook_limit', { limit: endpointsMax })
  const secret = newSecret()
  const row = await tx
    .insertInto('webhook_endpoints')
    .values({
      ...wish,
      id: uuidv7(),
      sealed_secret: await seal(secrets, secret),
      created_by: createdBy,
      created_at: sql<Date>`sambatan.now()`,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordAccess(tx, 'webhook_created', wish.seller_id, onRecord(row))
  return { ...presentWebhook(row), secret }
}

/** Endpoints of a seller, of the installation (null), or all (undefined), newest first. */
export async function listWebhooks(
  db: Kysely<DB>,
  sellerId: string | null | undefined,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Webhook>> {
  let query = withWaiting(db)
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (sellerId !== undefined) query = query.where('seller_id', 'is not distinct from', sellerId)
  if (page.cursor) query = query.where('id', '<', String(decodeCursor(page.cursor, ['uuid'])[0]))
  return toPage(await query.execute(), page.limit, presentWebhook, (row) => [row.id])
}

/** @throws Problem webhook_not_found */
export async function findWebhook(db: Kysely<DB>, id: string): Promise<Webhook> {
  const row = await withWaiting(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('webhook_not_found', { webhook_id: id })
  return presentWebhook(row)
}

/**
 * Changes what is given and leaves the rest. What waited for one that is switched off is dead, and stays so when it is enabled again.
 * @throws Problem webhook_not_found
 */
export async function updateWebhook(tx: Tx, id: string, { enabled, ...patch }: WebhookPatch): Promise<Webhook> {
  const before = await lockWebhook(tx, id)
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const fields = Object.keys(given)
  if (fields.length > 0) {
    await tx
      .updateTable('webhook_endpoints')
      .set({ ...given, updated_at: sql<Date>`sambatan.now()` })
      .where('id', '=', id)
      .execute()
  }
  if (enabled !== undefined && enabled !== (before.disabled_at === null)) {
    fields.push('enabled')
    // An event that was fanned out while it was being disabled waits yet: it is dead like the others.
    await sql`select sambatan.disable_webhook_endpoint(${id}, 'switched_off')`.execute(tx)
    if (enabled) {
      await tx
        .updateTable('webhook_endpoints')
        .set({ disabled_at: null, disabled_reason: null, failing_since: null, failures: 0, rests_until: null })
        .where('id', '=', id)
        .execute()
    }
  }
  const after = await findWebhook(tx, id)
  if (fields.length > 0) {
    await recordAccess(tx, 'webhook_changed', before.seller_id, { ...onRecord({ ...before, url: after.url }), fields })
  }
  return after
}

/**
 * Gives an endpoint a new secret. The one before is valid for a day more; while it is, a further new one takes the place of the new one
 * alone, because the one before is what the receiver has.
 * @throws Problem webhook_not_found
 */
export async function rotateSecret(tx: Tx, secrets: Secrets, id: string): Promise<Webhook & { secret: string }> {
  const before = await lockWebhook(tx, id)
  const secret = newSecret()
  await tx
    .updateTable('webhook_endpoints')
    .set({
      sealed_secret: await seal(secrets, secret),
      old_sealed_secret: sql<string>`case when old_secret_until > sambatan.now() then old_sealed_secret else sealed_secret end`,
      old_secret_until: sql<Date>`sambatan.now() + interval '24 hours'`,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .where('id', '=', id)
    .execute()
  await recordAccess(tx, 'webhook_rotated', before.seller_id, onRecord(before))
  return { ...(await findWebhook(tx, id)), secret }
}

/**
 * Removes an endpoint with its secrets. What it was told stays on record for a while; what it was not is discarded, for nobody can
 * enable it again.
 * @throws Problem webhook_not_found
 */
export async function removeWebhook(tx: Tx, id: string): Promise<void> {
  const before = await lockWebhook(tx, id)
  await sql`select sambatan.disable_webhook_endpoint(${id}, 'switched_off')`.execute(tx)
  await tx
    .updateTable('webhook_endpoints')
    .set({ removed_at: sql<Date>`sambatan.now()`, sealed_secret: '', old_sealed_secret: null, old_secret_until: null })
    .where('id', '=', id)
    .execute()
  await sql`select sambatan.discard_webhooks_of(${id})`.execute(tx)
  await recordAccess(tx, 'webhook_removed', before.seller_id, onRecord(before))
}

async function lockWebhook(tx: Tx, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new Problem('webhook_not_found', { webhook_id: id })
  return row
}

function withWaiting(db: Kysely<DB>) {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .select(
      sql<number>`(select count(*) from (select from sambatan.webhook_deliveries d
        where d.endpoint_id = webhook_endpoints.id and d.state = 'pending' limit ${sql.lit(waitingMax)}) w)`.as(
        'waiting',
      ),
    )
    .where('removed_at', 'is', null)
}

/** What the access log says of one: addresses may hold secrets of their own, hosts do not. */
function onRecord({ id, url }: Pick<Row, 'id' | 'url'>): Record<string, unknown> {
  return { webhook_id: id, host: new URL(url).host }
}

function presentWebhook(row: Row & { waiting?: number }): Webhook {
  const status = row.disabled_at !== null ? 'disabled' : row.failing_since !== null ? 'failing' : 'working'
  return {
    id: row.id,
    seller_id: row.seller_id,
    url: row.url,
    description: row.description,
    events: row.events,
    status,
    enabled: row.disabled_at === null,
    disabled_at: row.disabled_at?.toISOString() ?? null,
    disabled_reason: row.disabled_reason as Webhook['disabled_reason'],
    failing_since: row.failing_since?.toISOString() ?? null,
    rests_until: row.rests_until?.toISOString() ?? null,
    waiting: Number(row.waiting ?? 0),
    old_secret_until: row.old_secret_until?.toISOString() ?? null,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
