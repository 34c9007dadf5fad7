/** Browsers in which somebody is told: a push subscription of each, for as long as its session lasts. */
import { ECDH } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../../db/index.ts'
import { uuidv7 } from '../../../kernel/ids.ts'
import { Problem } from '../../../kernel/problem.ts'
import { faultOfUrl, type Rules } from '../../outgoing/index.ts'
import type { PushBrowser } from '../shapes.ts'

/** As a browser gives it (PushSubscription.toJSON). */
export interface NewPushBrowser {
  endpoint: string
  keys: { p256dh: string; auth: string }
}

/** Of one person; whoever asks in one more leaves the one that was told longest ago. */
export const pushBrowsersMax = 10

/** @throws Problem push_endpoint_refused */
export function checkEndpoint(endpoint: string, rules: Rules): void {
  const fault = faultOfUrl(endpoint, rules)
  if (fault !== undefined) throw new Problem('push_endpoint_refused', { path: 'endpoint', fault })
}

/** Whether it is a point of P-256, uncompressed, in base64url: what a payload is encrypted for. */
export function isPushKey(key: string): boolean {
  if (!/^[\w-]{87}=?$/.test(key)) return false
  try {
    ECDH.convertKey(key, 'prime256v1', 'base64url')
    return Buffer.from(key, 'base64url').length === 65
  } catch {
    return false
  }
}

/**
 * Has a person told in a browser. Asked again it is the same, with what has changed; one that another had asked in is theirs alone from
 * now on, because whoever asks sits before it.
 * @throws Problem person_not_found; unauthorized where the session has ended meanwhile
 */
export async function addPushBrowser(
  tx: Tx,
  personId: string,
  sessionId: string | null,
  { endpoint, keys }: NewPushBrowser,
): Promise<PushBrowser> {
  // Of two at once the second counts the first; and nobody is erased in between.
  const person = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (person === undefined) throw new Problem('person_not_found', { person_id: personId })
  if (sessionId !== null) {
    // It may have been ended on another node, and still be believed here.
    const session = tx.selectFrom('sessions').select('id').where('id', '=', sessionId).forKeyShare()
    if ((await session.executeTakeFirst()) === undefined) throw new Problem('unauthorized')
    // A browser has one subscription: where it was given another, the one before leads nowhere.
    await tx
      .deleteFrom('push_subscriptions')
      .where('session_id', '=', sessionId)
      .where('endpoint', '<>', endpoint)
      .execute()
  }
  const now = sql<Date>`sambatan.now()`
  const values = { person_id: personId, session_id: sessionId, p256dh: keys.p256dh, auth: keys.auth }
  const { id } = await tx
    .insertInto('push_subscriptions')
    .values({ id: uuidv7(), endpoint, ...values, created_at: now })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(values))
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`delete from sambatan.push_subscriptions where id in (
    select s.id from sambatan.push_subscriptions s where s.person_id = ${personId} and s.id <> ${id}
    order by coalesce(s.last_used_at, s.created_at) desc, s.id desc offset ${pushBrowsersMax - 1})`.execute(tx)
  return (await listPushBrowsers(tx, personId, sessionId)).find((browser) => browser.id === id)!
}

/** Those of a person, newest first. Not their addresses: whoever has one can try to write there. */
export async function listPushBrowsers(
  db: Kysely<DB>,
  personId: string,
  sessionId: string | null,
): Promise<PushBrowser[]> {
  const { rows } = await sql<{
    id: string
    endpoint: string
    session_id: string | null
    user_agent: string | null
    created_at: Date
    last_used_at: Date | null
  }>`select b.id, b.endpoint, b.session_id, s.user_agent, b.created_at, b.last_used_at
    from sambatan.push_browsers(${personId}) b left join sambatan.sessions s on s.id = b.session_id
    order by b.id desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    service: new URL(row.endpoint).host,
    user_agent: row.user_agent,
    current: row.session_id !== null && row.session_id === sessionId,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }))
}

export async function countPushBrowsers(db: Kysely<DB>): Promise<number> {
  const { count } = await db
    .selectFrom('push_subscriptions')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Tells a person in one of their browsers no more; one that is gone already stays so. */
export async function removePushBrowser(db: Kysely<DB>, personId: string, id: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('person_id', '=', personId).where('id', '=', id).execute()
}
