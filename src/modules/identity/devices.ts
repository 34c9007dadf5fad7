/**
 * Devices that have signed in before. Each has limits on guessing of its own, for the accounts that it was used with: what
 * strangers guess elsewhere uses up the budget of devices that nobody knows, and never that of an owner's.
 *
 * A device is known by a cookie: a random token, signed, so that one that somebody made up is refused without asking the
 * database, which keeps its hash. It opens nothing. It is another one after every sign-in, and a new password, signing out
 * everywhere and erasure forget the devices of an account.
 */
import { hash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import type { Accounts, BrowserHeaders } from './accounts.ts'
import { cookieValue, deviceCookieName, signed, signedValue } from './cookies.ts'

/** As long as browsers keep a cookie at most. */
const keptDays = 400

/** Of one account; the one unused longest is forgotten first. */
const devicesMax = 30

/** A device, as the limits count it. */
export type KnownDevice = string

/** So that what is signed for one kind of cookie is nothing in another. */
const tokenPrefix = 'device-'

/** The token in a cookie, unless it is none of ours. */
function tokenIn({ secrets, publicUrl }: Accounts, { cookie = '' }: BrowserHeaders): string | undefined {
  const given = cookieValue(cookie, deviceCookieName(publicUrl))
  const tokens = secrets.versions.map(({ value }) => signedValue(given, value))
  return tokens.find((token) => token?.startsWith(tokenPrefix))
}

const hashOf = (token: string) => hash('sha256', token, 'buffer')

/** The device that asks, when it has signed in to this account before, and what it is counted as. */
export async function knownDevice(
  accounts: Accounts,
  browser: BrowserHeaders,
  person: { email: string } | { id: string },
): Promise<KnownDevice | undefined> {
  const token = tokenIn(accounts, browser)
  if (token === undefined) return undefined
  const known = await accounts.db.read
    .selectFrom('known_devices')
    .innerJoin('people', 'people.id', 'known_devices.person_id')
    .select('people.id')
    .where('token_hash', '=', hashOf(token))
    .where(({ eb }) =>
      'id' in person ? eb('people.id', '=', person.id) : eb('email', '=', person.email.toLowerCase()),
    )
    .executeTakeFirst()
  return known && `${token}\n${known.id}`
}

/**
 * The device that asks has signed in to this account: its new cookie, as a Set-Cookie line. The other accounts that it
 * was used with know it by that one as well.
 */
export async function rememberDevice(accounts: Accounts, browser: BrowserHeaders, personId: string): Promise<string> {
  const before = tokenIn(accounts, browser)
  const token = tokenPrefix + randomBytes(24).toString('base64url')
  await accounts.db.tx(async (tx) => {
    if (before !== undefined) {
      await tx
        .updateTable('known_devices')
        .set({ token_hash: hashOf(token) })
        .where('token_hash', '=', hashOf(before))
        .execute()
    }
    await tx
      .insertInto('known_devices')
      .values({ token_hash: hashOf(token), person_id: personId, seen_at: sql<Date>`sambatan.now()` })
      .onConflict((on) => on.columns(['token_hash', 'person_id']).doUpdateSet({ seen_at: sql<Date>`sambatan.now()` }))
      .execute()
    await forgetSurplus(tx, personId)
  })
  const isSecure = accounts.publicUrl.startsWith('https:')
  const value = signed(token, accounts.secrets.current)
  return `${deviceCookieName(accounts.publicUrl)}=${value}; Max-Age=${keptDays * 86_400}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

async function forgetSurplus(tx: Tx, personId: string): Promise<void> {
  await tx
    .deleteFrom('known_devices')
    .where('person_id', '=', personId)
    .where('token_hash', 'in', (qb) =>
      qb
        .selectFrom('known_devices')
        .select('token_hash')
        .where('person_id', '=', personId)
        .orderBy('seen_at', 'desc')
        .offset(devicesMax),
    )
    .execute()
}

/** No device of this account is known any more. */
export async function forgetDevices(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('known_devices').where('person_id', '=', personId).execute()
}

/** Removes devices whose cookie has expired. */
export async function pruneDevices(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.known_devices
    where seen_at <= sambatan.now() - ${keptDays} * interval '1 day'`.execute(db)
}
