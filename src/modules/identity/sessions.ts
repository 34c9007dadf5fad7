/**
 * Whose session a request carries, without asking the database each time: the cookie's signature proves that we made it, and
 * what was looked up is believed for less than a minute. A session that ends is forgotten on
 * this node at once, on the others by a message.
 */
import type { Database } from '../../db/index.ts'
import { renewAfterSeconds, sessionSeconds } from './accounts.ts'
import { cookieValue, signedValue } from './cookies.ts'
import type { Actor, Role } from './policy.ts'
import { createSharedLookup, type SharedLookup } from './shared-lookup.ts'

export interface KnownSession {
  actor: Extract<Actor, { kind: 'user' }>
  /** Whether it is old enough to be prolonged by being used. */
  renew: boolean
}

interface SessionRow {
  token: string
  id: string
  user_id: string
  role: Role
  renew: boolean
}

export interface SessionReader {
  /** Whose session a Cookie header carries; undefined when it carries none that is good. */
  read(cookies: string): KnownSession | undefined | Promise<KnownSession | undefined>
  forgetPerson(personId: string): void
  forgetEverything(): void
}

/** A cookie's value as it came, and the token in it. */
interface Signed {
  value: string
  token: string
}

/**
 * Reads sessions. What is cached is kept under the cookie's value as it came, so that of a session that is known neither
 * the signature nor the percent signs are looked at again.
 */
export function createSessionReader(
  db: Database,
  { secret, cookieName, ttlMs }: { secret: string; cookieName: string; ttlMs: number },
): SessionReader {
  const lookup = createSessionLookup(db, ttlMs)
  return {
    read(cookies) {
      const value = cookieValue(cookies, cookieName)
      if (value === undefined) return undefined
      const known = lookup.peek(value)
      if (known) return known.value
      const token = signedValue(value, secret)
      return token === undefined ? undefined : lookup.get({ value, token })
    },
    forgetPerson: (personId) => lookup.forget(({ actor }) => actor.id === personId),
    forgetEverything: () => lookup.forget(() => true),
  }
}

function createSessionLookup(db: Database, ttlMs: number): SharedLookup<Signed, KnownSession> {
  return createSharedLookup({
    keyOf: ({ value }) => value,
    ttlMs,
    sizeMax: 100_000,
    async load(signed) {
      const rows = await db.query<SessionRow>(`select * from sambatan.find_sessions($1, $2 * interval '1 second')`, [
        signed.map(({ token }) => token),
        sessionSeconds - renewAfterSeconds,
      ])
      const byToken = new Map(rows.map((row) => [row.token, known(row)]))
      return new Map(
        signed.flatMap(({ value, token }) => {
          const session = byToken.get(token)
          return session ? [[value, session] as const] : []
        }),
      )
    },
  })
}

function known({ id, user_id, role, renew }: SessionRow): KnownSession {
  return { actor: { kind: 'user', id: user_id, role, sessionId: id }, renew }
}
