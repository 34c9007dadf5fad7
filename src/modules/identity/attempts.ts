/** Limits on guessing, and on what is done for good or goes to others, shared by all nodes: passwords, codes, mails to one address. */
import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

/** So many tries in so many seconds. */
export interface AttemptLimit {
  name: string
  maximum: number
  seconds: number
  /** How many times as many the wider networks may that an IPv6 address is in, the /56 and the /48. */
  wider?: readonly [number, number]
}

/**
 * Where a request comes from, the narrowest first: an IPv4 address alone, or the /64, the /56 and the /48 of an IPv6 one.
 * Whoever rents a machine gets a /64 and often a /48, which is 65,536 of them.
 */
export type Networks = readonly [string, ...string[]]

/**
 * One account is tried from one network at most ten times in a quarter of an hour, and from everywhere together a hundred
 * times an hour, so that a thousand strangers do not get far either. Both are of devices that nobody knows: one that has
 * signed in before (devices.ts) has a budget of its own, which no stranger can use up. Networks are generous: behind one
 * of a mobile carrier are thousands of buyers.
 */
export const attemptLimits = {
  signInHere: { name: 'sign-in here', maximum: 10, seconds: 900, wider: [2, 3] },
  signInAnywhere: { name: 'sign-in anywhere', maximum: 100, seconds: 3600 },
  signInByDevice: { name: 'sign-in device', maximum: 10, seconds: 900 },
  signInFromNetwork: { name: 'sign-in network', maximum: 300, seconds: 900 },
  signUpFromNetwork: { name: 'sign-up network', maximum: 200, seconds: 3600 },
  resetMail: { name: 'mail', maximum: 5, seconds: 3600 },
  resetMailByDevice: { name: 'mail device', maximum: 5, seconds: 3600 },
  accountExistsMail: { name: 'account exists mail', maximum: 5, seconds: 3600 },
  // With the one of signing up these are all that may go there.
  confirmationAgain: { name: 'confirmation again', maximum: 4, seconds: 3600 },
  confirmationMail: { name: 'confirmation mail', maximum: 5, seconds: 3600 },
  mailFromNetwork: { name: 'mail network', maximum: 100, seconds: 3600 },
  linkFromNetwork: { name: 'link network', maximum: 100, seconds: 900 },
  // Whoever guesses codes knows the password. At 20 an hour of a million, three of which are right at a time, a year of
  // guessing is needed for an even chance; the owner is told of every sign-in meanwhile, and a new password ends it.
  codeAnywhere: { name: 'code anywhere', maximum: 20, seconds: 3600 },
  codeByDevice: { name: 'code device', maximum: 10, seconds: 900 },
  codeFromNetwork: { name: 'code network', maximum: 100, seconds: 900 },
  operatorCode: { name: 'operator code', maximum: 10, seconds: 3600 },
  password: { name: 'password', maximum: 10, seconds: 900 },
  // Each is put on record for good, and reads everything that there is of somebody.
  pushTest: { name: 'push test', maximum: 10, seconds: 3600 },
  dataExport: { name: 'data export', maximum: 5, seconds: 3600 },
} satisfies Record<string, AttemptLimit>

/** How many times as many the wider networks of an IPv6 address may, the /56 and the /48, where a limit does not say otherwise. */
export const widerFactors = [4, 16] as const

type Refusal = (seconds: number) => Problem

const tooManyAttempts: Refusal = (seconds) =>
  new Problem('too_many_attempts', { seconds }, { retryAfterSeconds: seconds })

export const signInPaused: Refusal = (seconds) =>
  new Problem('sign_in_paused', { seconds }, { retryAfterSeconds: seconds })

export interface Attempts {
  /**
   * Counts a try of `what` (an address, an account, a device).
   * @param refuse says what it is refused with; `signInPaused` where only devices are concerned that nobody knows
   * @throws Problem with the seconds to wait
   */
  count(limit: AttemptLimit, what: string, refuse?: Refusal): Promise<void>
  /** The same of a network and the wider ones around it: what one of them refuses does not use up the next. */
  countFrom(limit: AttemptLimit, networks: Networks, what?: string, refuse?: Refusal): Promise<void>
  /** Counts as well, and says whether it is within the limit: where a refusal would tell something. */
  allows(limit: AttemptLimit, what: string): Promise<boolean>
  /** The try was right: what was counted against this one is forgotten. */
  forgive(limit: AttemptLimit, what: string): Promise<void>
  /** The same of networks. */
  forgiveFrom(limit: AttemptLimit, networks: Networks, what: string): Promise<void>
}

/** What is counted is kept as a hash only: the table must not be a list of who has an account. */
function bucketOf(limit: AttemptLimit, what: string): Buffer {
  return hash('sha256', `${limit.name}\n${what.toLowerCase()}`, 'buffer')
}

export function createAttempts(db: Database, enabled: boolean): Attempts {
  /** The seconds to wait; 0 when it is within the limit. */
  async function take(limit: AttemptLimit, what: string): Promise<number> {
    if (!enabled) return 0
    const [row] = await db.query<{ seconds: number }>(
      `select sambatan.count_attempt($1, $2, $3 * interval '1 second') as seconds`,
      [bucketOf(limit, what), limit.maximum, limit.seconds],
    )
    return row!.seconds
  }

  const attempts: Attempts = {
    async count(limit, what, refuse = tooManyAttempts) {
      const seconds = await take(limit, what)
      if (seconds > 0) throw refuse(seconds)
    },
    async countFrom(limit, networks, what = '', refuse) {
      const [toHalf, toAll] = limit.wider ?? widerFactors
      for (const [i, factor] of [1, toHalf, toAll].entries()) {
        const network = networks[i]
        if (network === undefined) return
        await attempts.count({ ...limit, maximum: limit.maximum * factor }, `${what}\n${network}`, refuse)
      }
    },
    allows: async (limit, what) => (await take(limit, what)) === 0,
    async forgive(limit, what) {
      if (enabled) await db.query('delete from sambatan.attempts where bucket = $1', [bucketOf(limit, what)])
    },
    async forgiveFrom(limit, networks, what) {
      for (const network of networks) await attempts.forgive(limit, `${what}\n${network}`)
    },
  }
  return attempts
}

/** Removes windows that have ended. */
export async function pruneAttempts(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.attempts where window_ends_at <= sambatan.now()`.execute(db)
}
