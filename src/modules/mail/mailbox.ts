/**
 * The mailbox that operators read: letters that stay here because no mail server is configured, those that wait for it or that it
 * refused, and copies of those that went where they are asked for.
 */
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { Letter } from './letter.ts'
import { sealLetter } from './sealed-letters.ts'

interface Options {
  db: Pick<Database, 'query'>
  secrets: Secrets
  publicUrl: string
}

/** How long a letter lies here that does not end by itself. */
const keptDays = 30

/** Puts a letter into the mailbox, once for each message id. Returns where it lies. */
export async function keepLetter(
  { db, secrets, publicUrl }: Options,
  letter: Letter,
  state: 'kept' | 'pending' | 'sent',
): Promise<string> {
  const { personId, to, template, language, content, eventId, messageId, expiresAt } = letter
  const id = uuidv7()
  await db.query(
    `insert into sambatan.mailbox (id, person_id, recipient, template, locale, subject, sealed, state, next_attempt_at, event_id,
       message_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, case when $8 = 'pending' then sambatan.now() end, $9, $10, sambatan.now(),
       coalesce($11::timestamptz, sambatan.now() + $12 * interval '1 day'))
     on conflict (message_id) do nothing`,
    [
      id,
      personId,
      to,
      template,
      language,
      content.subject.slice(0, 1000),
      await sealLetter(secrets, letter, publicUrl),
      state,
      eventId ?? null,
      messageId ?? null,
      expiresAt ?? null,
      keptDays,
    ],
  )
  return `mailbox:${id}`
}

/** Removes letters that nobody needs any more. */
export async function pruneMailbox(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.mailbox where expires_at <= sambatan.now()`.execute(db)
}
