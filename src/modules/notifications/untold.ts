/** Whom what happened does not reach: what waits, what fails, and what was given up, of each way of telling. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'

/** Events that are to be fanned out, letters about accounts, notifications by each channel, deliveries to other systems. */
export const ways = ['events', 'account_letters', 'email', 'push', 'whatsapp', 'webhooks'] as const
export type Way = (typeof ways)[number]

/** Of one way. */
export interface Untold {
  /** What is due and has not gone; of it, what was tried and not taken. Up to 10,000. */
  waiting: number
  failing: number
  /** What was given up, and lies for an operator. */
  dead: number
  oldest_at: Date | null
  age_seconds: number | null
  /** What went wrong with the oldest that failed. */
  error: string | null
}

/** Reads only indexes that hold what waits and what was given up. */
export async function whatIsUntold(db: Kysely<DB>): Promise<Record<Way, Untold>> {
  const { rows } = await sql<Untold & { way: Way }>`select * from sambatan.what_is_untold()`.execute(db)
  return Object.fromEntries(rows.map(({ way, ...found }) => [way, found])) as Record<Way, Untold>
}

/** What is on the list of dead letters; letters about accounts lie in the mailbox. */
export async function countDeadLetters(db: Kysely<DB>): Promise<number> {
  return deadLettersIn(await whatIsUntold(db))
}

export function deadLettersIn({ events, email, push, whatsapp, webhooks }: Record<Way, Untold>): number {
  return events.dead + email.dead + push.dead + whatsapp.dead + webhooks.dead
}
