/** Letters that were written down to be sent: taken by one node at a time, tried again, and forgotten when they have gone. */
import { type Database, isUnavailable } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { reason } from '../../kernel/reasons.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { traced } from '../../kernel/tracing.ts'
import type { Letter, SendOutcome } from './letter.ts'
import { openSealed } from './sealed-letters.ts'
import { smtpConnectionsMax } from './smtp.ts'

interface Options {
  db: Database
  secrets: Secrets
  log: Logger
  /** Whether the mailbox keeps what was sent. */
  copies: boolean
}

interface Taken {
  id: string
  sealed: string
  attempts: number
}

/** Whoever dies with a letter loses it after so long: longer than any attempt takes, connecting, greeting and each answer. */
const takenSeconds = 300

/** All that are due, or until somebody says to stop. */
export async function sendPosted(
  options: Options,
  send: (letter: Letter) => Promise<SendOutcome>,
  stop?: AbortSignal,
): Promise<void> {
  let taken: Taken[]
  do {
    taken = await options.db.query<Taken>(
      `update sambatan.mailbox set attempts = attempts + 1, next_attempt_at = sambatan.now() + $1 * interval '1 second'
       where id = any (array(
         select id from sambatan.mailbox
         where state = 'pending' and next_attempt_at <= sambatan.now() and expires_at > sambatan.now()
         order by next_attempt_at limit $2 for update skip locked))
       returning id, sealed, attempts`,
      [takenSeconds, smtpConnectionsMax],
    )
    await Promise.all(taken.map((one) => sendOne(options, one, send)))
  } while (taken.length === smtpConnectionsMax && !stop?.aborted)
}

async function sendOne(
  options: Options,
  { id, sealed, attempts }: Taken,
  send: (letter: Letter) => Promise<SendOutcome>,
): Promise<void> {
  const opened = await openSealed(options.secrets, sealed)
  const template = opened?.letter?.template
  // Whom it is for is in no trace.
  const about = () => ({ name: `letter ${template ?? 'unread'}`, attributes: { 'sambatan.attempt': attempts } })
  async function sendAndSettle(): Promise<SendOutcome> {
    const outcome: SendOutcome = opened?.letter
      ? await send(opened.letter).catch(outcomeOfDefect)
      : { outcome: 'dead', error: reason('secret_retired'), bounced: false }
    if (outcome.outcome === 'dead') {
      options.log.warn({ template, reason: outcome.error }, 'a letter was refused for good; it lies in the mailbox')
    }
    await settle(options, { id, attempts }, outcome)
    return outcome
  }
  await traced(about, sendAndSettle, ({ outcome }) => ({
    attributes: { 'sambatan.outcome': outcome },
    failed: outcome !== 'sent',
  }))
}

async function settle(
  { db, copies }: Options,
  { id, attempts }: Pick<Taken, 'id' | 'attempts'>,
  outcome: SendOutcome,
): Promise<void> {
  if (outcome.outcome === 'sent' && !copies) {
    await db.query(`delete from sambatan.mailbox where id = $1 and attempts = $2`, [id, attempts])
    return
  }
  await db.query(
    // Not later than anybody needs it: it is removed then.
    `update sambatan.mailbox set state = $3, last_error = $4, next_attempt_at = case when $3 = 'pending'
       then coalesce(sambatan.next_attempt(attempts, created_at, sambatan.now()), expires_at) end
     where id = $1 and attempts = $2 and state = 'pending'`,
    [
      id,
      attempts,
      outcome.outcome === 'failed' ? 'pending' : outcome.outcome,
      outcome.outcome === 'sent' ? null : outcome.error.slice(0, 1000),
    ],
  )
}

/** An error of ours loses no letter; one of the database ends the round, and the letter is taken again later. */
function outcomeOfDefect(error: unknown): SendOutcome {
  if (isUnavailable(error)) throw error
  return { outcome: 'failed', error: reason('defect', { detail: String(error) }) }
}
