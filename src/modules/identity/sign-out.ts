import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import type { Accounts, BrowserHeaders, WithCookies } from './accounts.ts'
import { forgetDevices, rememberDevice } from './devices.ts'
import type { Session } from './shapes.ts'

/** Ends the session that the request carries. */
export async function signOut(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
): Promise<WithCookies<unknown>> {
  const left = await accounts.call(browser, (auth, headers) => auth.signOut({ headers, returnHeaders: true }))
  accounts.onChanged(personId)
  return left
}

/** Ends every session of a person and forgets their devices, on record under whoever asks for it. */
export async function signOutEverywhere(accounts: Accounts, personId: string, actor: string): Promise<void> {
  await accounts.db.tx(
    async (tx) => {
      await tx.deleteFrom('sessions').where('user_id', '=', personId).execute()
      await forgetDevices(tx, personId)
      await recordAccess(tx, 'signed_out_everywhere', personId)
    },
    { actor },
  )
  accounts.onChanged(personId)
}

/** The same, asked for by the person: the device that they ask with stays known, so that they get back in. */
export async function signOutMyself(
  accounts: Accounts,
  browser: BrowserHeaders,
  personId: string,
  actor: string,
): Promise<WithCookies<unknown>> {
  await signOutEverywhere(accounts, personId, actor)
  return { body: undefined, cookies: [await rememberDevice(accounts, browser, personId)] }
}

/** Where a person is signed in, the newest first. */
export async function listSessions(accounts: Accounts, personId: string, currentId?: string): Promise<Session[]> {
  const rows = await accounts.db.read
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'created_at', 'expires_at'])
    .where('user_id', '=', personId)
    .where('expires_at', '>', sql<Date>`sambatan.now()`)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    user_agent: row.user_agent,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    current: row.id === currentId,
  }))
}

/**
 * Ends one session of a person.
 * @throws Problem session_not_found
 */
export async function endSession(accounts: Accounts, personId: string, sessionId: string): Promise<void> {
  const ended = await accounts.db.read
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .where('user_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new Problem('session_not_found', { session_id: sessionId })
  accounts.onChanged(personId)
}

/** Removes sessions that have expired, and mailed links and second factors that nobody answered in time. */
export async function pruneExpired(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.sessions where expires_at <= sambatan.now()`.execute(db)
  await sql`delete from sambatan.verifications where expires_at <= sambatan.now()`.execute(db)
}
