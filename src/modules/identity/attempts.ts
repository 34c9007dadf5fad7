/** Limits on guessing, shared by all nodes: passwords, codes, mails to one address. */
import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

/** So many tries in so many seconds. */
export interface AttemptLimit {
  name: string
  maximum: number
  seconds: number
}

/**
 * One account is tried from one network at most ten times in a quarter of an hour, so that a stranger's guesses do not
 * lock its owner out, and from everywhere together a hundred times an hour, so that a thousand strangers do not get far
 * either. Networks are generous: behind one of a mobile carrier are thousands of buyers.
 */
export const attemptLimits = {
  signInHere: { name: 'sign-in here', maximum: 10, seconds: 900 },
  signInAnywhere: { name: 'sign-in anywhere', maximum: 100, seconds: 3600 },
  signInFromNetwork: { name: 'sign-in network', maximum: 300, seconds: 900 },
  signUpFromNetwork: { name: 'sign-up network', maximum: 200, seconds: 3600 },
  mailToAddress: { name: 'mail', maximum: 5, seconds: 3600 },
  confirmationMail: { name: 'confirmation mail', maximum: 5, seconds: 3600 },
  mailFromNetwork: { name: 'mail network', maximum: 100, seconds: 3600 },
  codeFromNetwork: { name: 'code network', maximum: 100, seconds: 900 },
  operatorCode: { name: 'operator code', maximum: 10, seconds: 3600 },
  password: { name: 'password', maximum: 10, seconds: 900 },
} satisfies Record<string, AttemptLimit>

export interface Attempts {
  /**
   * Counts a try of `what` (an address, a network, an account).
   * @throws Problem too_many_attempts with the seconds to wait
   */
  count(limit: AttemptLimit, what: string): Promise<void>
  /** The try was right: what was counted against this one is forgotten. */
  forgive(limit: AttemptLimit, what: string): Promise<void>
}

/** What is counted is kept as a hash only: the table must not be a list of who has an account. */
function bucketOf(limit: AttemptLimit, what: string): Buffer {
  return hash('sha256', `${limit.name}\n${what.toLowerCase()}`, 'buffer')
}

export function createAttempts(db: Database, enabled: boolean): Attempts {
  return {
    async count(limit, what) {
      if (!enabled) return
      const [row] = await db.query<{ seconds: number }>(
        `select sambatan.count_attempt($1, $2, $3 * interval '1 second') as seconds`,
        [bucketOf(limit, what), limit.maximum, limit.seconds],
      )
      const { seconds } = row!
      if (seconds > 0) throw new Problem('too_many_attempts', { seconds }, { retryAfterSeconds: seconds })
    },
    async forgive(limit, what) {
      if (enabled) await db.query('delete from sambatan.attempts where bucket = $1', [bucketOf(limit, what)])
    },
  }
}

/** Removes windows that have ended. */
export async function pruneAttempts(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.attempts where window_ends_at <= sambatan.now()`.execute(db)
}
