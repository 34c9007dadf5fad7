/** People with accounts and sessions, put into the database by hand: signing in for real takes a tenth of a second each. */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { type PasswordEffort, passwordEffort, type Role } from '../../src/modules/identity/index.ts'

export const accountSecret = 'test-secret-0123456789-0123456789-0123456789'

const cheapHash = (password: string) => `cheap:${createHash('sha256').update(password).digest('hex')}`

/** Passwords that cost next to nothing, for nodes on which people sign in a hundred times; those of the demo are real. */
export const cheapPasswords: PasswordEffort = {
  answerMsMin: 60,
  hash: async (password) => cheapHash(password),
  verify: async ({ hash, password }) =>
    hash.startsWith('cheap:') ? hash === cheapHash(password) : passwordEffort.verify({ hash, password }),
}

export interface TestAccount {
  id: string
  sessionId: string
  headers: { cookie: string }
}

/** The cookie of a session as browsers send it: `token.signature`, percent-encoded (RFC 2104, as better-auth writes it). */
export function sessionCookie(token: string, secret = accountSecret): string {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `sambatan.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}

/** Somebody who is signed in; `expiresInSeconds` may be negative. */
export async function signedIn(
  db: Database,
  role: Role = 'buyer',
  expiresInSeconds = 86_400 * 30,
): Promise<TestAccount> {
  const id = uuidv7()
  const sessionId = uuidv7()
  const token = randomUUID()
  await db.query(
    `insert into sambatan.people (id, name, email, email_verified, role, created_at, updated_at)
     values ($1, $2, $3, true, $4, now(), now())`,
    [id, `Uji ${role}`, `${id}@sambatan.test`, role],
  )
  await db.query(
    `insert into sambatan.sessions (id, token, user_id, expires_at, created_at, updated_at)
     values ($1, $2, $3, now() + $4 * interval '1 second', now(), now())`,
    [sessionId, token, id, expiresInSeconds],
  )
  return { id, sessionId, headers: { cookie: sessionCookie(token) } }
}
