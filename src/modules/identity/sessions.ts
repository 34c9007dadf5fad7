/**
 * Whose session a request carries, without asking the database each time: the cookie's signature proves that we made it, and
 * what was looked up is believed for half a minute (SPEC: revocation within 60 s). A session that ends is forgotten on
 * this node at once, on the others by a message.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '../../db/index.ts'
import { renewAfterSeconds, sessionSeconds } from './accounts.ts'
import type { Actor, Role } from './policy.ts'
import { createSharedLookup, type SharedLookup } from './shared-lookup.ts'

export interface KnownSession {
  actor: Extract<Actor, { kind: 'user' }>
  /** In milliseconds since the epoch: from then on using the session prolongs it. */
  renewFromMs: number
}

interface SessionRow {
  token: string
  id: string
  user_id: string
  role: Role
  expires_at: Date
}

export type SessionLookup = SharedLookup<string, KnownSession>

export function createSessionLookup(db: Database, ttlMs: number): SessionLookup {
  return createSharedLookup({
    keyOf: (token) => token,
    ttlMs,
    sizeMax: 50_000,
    async load(tokens) {
      const rows = await db.query<SessionRow>(
        `select s.token, s.id, s.user_id, s.expires_at, p.role
         from sambatan.sessions s join sambatan.people p on p.id = s.user_id
         where s.token = any ($1::text[]) and s.expires_at > sambatan.now() and p.erased_at is null`,
        [tokens],
      )
      return new Map(rows.map((row) => [row.token, known(row)]))
    },
  })
}

function known(row: SessionRow): KnownSession {
  return {
    actor: { kind: 'user', id: row.user_id, role: row.role, sessionId: row.id },
    renewFromMs: row.expires_at.getTime() - (sessionSeconds - renewAfterSeconds) * 1000,
  }
}

/**
 * Reads the session's token out of a Cookie header; undefined unless its signature (HMAC-SHA-256 over the token, as
 * better-auth writes it: `token.signature`, percent-encoded) was made with our secret.
 */
export function sessionTokenOf(cookies: string, name: string, secret: string): string | undefined {
  const signed = cookieValue(cookies, name)
  if (signed === undefined) return undefined
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = signed.slice(0, dot)
  const given = Buffer.from(signed.slice(dot + 1))
  const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'))
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** The first cookie of that name, decoded. */
function cookieValue(cookies: string, name: string): string | undefined {
  for (let from = 0; ; ) {
    const at = cookies.indexOf(`${name}=`, from)
    if (at < 0) return undefined
    if (at === 0 || cookies[at - 1] === ' ' || cookies[at - 1] === ';') {
      const end = cookies.indexOf(';', at)
      const value = cookies.slice(at + name.length + 1, end < 0 ? undefined : end)
      try {
        return decodeURIComponent(value)
      } catch {
        return undefined
      }
    }
    from = at + 1
  }
}
