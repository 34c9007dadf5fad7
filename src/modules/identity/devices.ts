/**
 * Devices that have signed in before. Each has limits on guessing of its own, for the accounts that it was used with: what
 * strangers guess elsewhere uses up the budget of devices that nobody knows, and never that of an owner's.
 *
 * A device is known by a cookie: a random token, signed, so that one that somebody made up is refused without asking the
 * database, which keeps its hash. It opens nothing. It is another one after every sign-in; the one before is good until the
 * device has come with the new one, because the answer that brings it may be lost. A new password, signing out everywhere
 * and erasure forget the devices of an account.
 */
import { createHmac, hash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import type { Accounts, BrowserHeaders } from './accounts.ts'
import { cookieValue, deviceCookieName, signed, signedValue } from './cookies.ts'

/** As long as browsers keep a cookie at most. */
const keptDays = 400

/** Of one account; the one unused longest is forgotten first. Each may have two tokens. */
const devicesMax = 30

/** A device, as the limits count it. */
export type KnownDevice = string

/** So that what is signed for one kind of cookie is nothing in another. */
const tokenPrefix = 'device-'

interface Tokens {
  token: string
  /** The one before it, which has had its use: the device has come with this one. */
  former: string | undefined
}

/** The tokens in a cookie, unless it is none of ours. */
function tokensIn({ secrets, publicUrl }: Accounts, { cookie = '' }: BrowserHeaders): Tokens | undefined {
  const given = cookieValue(cookie, deviceCookieName(publicUrl))
  const found = secrets.versions.map(({ value }) => signedValue(given, value))
  const [token, former] = found.find((text) => text?.startsWith(tokenPrefix))?.split('.') ?? []
  return token === undefined ? undefined : { token, former }
}

/**
 * What follows a token that is known, the same however often it is asked for: of two sign-ins at the same moment both
 * answers bring it, and after one that was lost the next brings it again.
 */
function tokenAfter(token: string, secret: string): string {
  return tokenPrefix + createHmac('sha256', secret).update(`after\n${token}`).digest('base64url')
}

const hashOf = (token: string) => hash('sha256', token, 'buffer')

/** The device that asks, when it has signed in to this account before, and what it is counted as. */
export async function knownDevice(
  accounts: Accounts,
  browser: BrowserHeaders,
  person: { email: string } | { id: string },
): Promise<KnownDevice | undefined> {
  const { token } = tokensIn(accounts, browser) ?? {}
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
  const { publicUrl, secrets } = accounts
  const before = tokensIn(accounts, browser)
  const tokens = await accounts.db.tx(async (tx) => {
    const isKnown = before !== undefined && (await hasAccounts(tx, before.token))
    const token = isKnown
      ? tokenAfter(before.token, secrets.current)
      : tokenPrefix + randomBytes(24).toString('base64url')
    if (isKnown) await goOn(tx, before, token)
    await tx
      .insertInto('known_devices')
      .values({ token_hash: hashOf(token), person_id: personId, seen_at: sql<Date>`sambatan.now()` })
      .onConflict((on) => on.columns(['token_hash', 'person_id']).doUpdateSet({ seen_at: sql<Date>`sambatan.now()` }))
      .execute()
    await forgetSurplus(tx, personId)
    return isKnown ? `${token}.${before.token}` : token
  })
  const value = signed(tokens, secrets.current)
  const isSecure = publicUrl.startsWith('https:')
  return `${deviceCookieName(publicUrl)}=${value}; Max-Age=${keptDays * 86_400}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

/** Whether some account knows the token still: from one that was forgotten nothing follows. */
async function hasAccounts(tx: Tx, token: string): Promise<boolean> {
  const known = await tx
    .selectFrom('known_devices')
    .select('person_id')
    .where('token_hash', '=', hashOf(token))
    .limit(1)
    .executeTakeFirst()
  return known !== undefined
}

/** The accounts of a device know its next token as well, and no longer the one before the one that it came with. */
async function goOn(tx: Tx, { token, former }: Tokens, next: string): Promise<void> {
  if (former !== undefined) await tx.deleteFrom('known_devices').where('token_hash', '=', hashOf(former)).execute()
  await tx
    .insertInto('known_devices')
    .columns(['token_hash', 'person_id', 'seen_at'])
    .expression((from) =>
      from
        .selectFrom('known_devices')
        .select([sql<Buffer>`${hashOf(next)}::bytea`.as('token_hash'), 'person_id', 'seen_at'])
        .where('token_hash', '=', hashOf(token))
        .orderBy('person_id'),
    )
    .onConflict((on) => on.columns(['token_hash', 'person_id']).doNothing())
    .execute()
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
        .offset(2 * devicesMax),
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
