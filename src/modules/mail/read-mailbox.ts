/** The mailbox as operators read it. A link that opens an account is in production nobody's but its owner's. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { Problem } from '../../kernel/problem.ts'
import { reasonWords } from '../../kernel/reasons.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { Letter } from './letter.ts'
import { asText, renderLetter } from './render.ts'
import { openSealed } from './sealed-letters.ts'
import type { MailboxEntry, MailboxLetter } from './shapes.ts'
import { messageOf, type SmtpConfig } from './smtp.ts'

export interface MailboxReader {
  secrets: Secrets
  publicUrl: string
  showLinks: boolean
  /** Unset: letters are from nobody yet. */
  from: SmtpConfig['from'] | undefined
  /** Of whoever reads. */
  language: Language
}

interface Wanted {
  limit: number
  cursor?: string | undefined
  /** Words of the recipient, the subject or the template. */
  q?: string | undefined
}

const rowsOf = (db: Kysely<DB>) =>
  db
    .selectFrom('mailbox')
    .leftJoin('audit_logs', 'audit_logs.id', 'mailbox.event_id')
    .selectAll('mailbox')
    .select(['audit_logs.event as event_name', 'audit_logs.campaign_id as event_campaign_id'])
    .where('mailbox.expires_at', '>', sql<Date>`sambatan.now()`)

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

/** What lies in the mailbox, newest first. */
export async function listMailbox(db: Kysely<DB>, reader: MailboxReader, wanted: Wanted): Promise<Page<MailboxEntry>> {
  let query = rowsOf(db)
    .orderBy('mailbox.id', 'desc')
    .limit(wanted.limit + 1)
  if (wanted.cursor) query = query.where('mailbox.id', '<', String(decodeCursor(wanted.cursor, ['uuid'])[0]))
  for (const word of (wanted.q ?? '').split(/\s+/).filter(Boolean)) {
    query = query.where(
      sql<boolean>`position(lower(${word}) in lower(mailbox.recipient || ' ' || mailbox.subject || ' ' || mailbox.template)) > 0`,
    )
  }
  const rows = await query.execute()
  const opened = await Promise.all(rows.map(async (row) => ({ row, letter: await letterIn(row, reader) })))
  return toPage(
    opened,
    wanted.limit,
    ({ row, letter }) => present(row, letter, reader),
    ({ row }) => [row.id],
  )
}

/** @throws Problem letter_not_found */
export async function readLetter(db: Kysely<DB>, reader: MailboxReader, id: string): Promise<MailboxLetter> {
  const row = await rowsOf(db).where('mailbox.id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem('letter_not_found')
  const letter = await letterIn(row, reader)
  const rendered = await renderLetter(letter, reader.publicUrl)
  const { createTransport } = await import('nodemailer')
  const from = reader.from ?? { name: say(letter.language, 'mail_sender'), address: 'mailbox@localhost' }
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(
    messageOf(letter, rendered, { from }),
  )
  return { ...present(row, letter, reader), html: rendered.html, source: message.toString() }
}

function present(row: Row, letter: Letter, { publicUrl, language }: MailboxReader): MailboxEntry {
  const { event_id: eventId, event_name: name, event_campaign_id: campaignId } = row
  return {
    id: row.id,
    to: row.recipient,
    template: row.template,
    locale: letter.language,
    subject: letter.content.subject,
    text: letter.content.paragraphs.length === 0 ? '' : asText(letter, publicUrl),
    state: row.state as MailboxEntry['state'],
    attempts: row.attempts,
    last_error: row.last_error,
    reason: row.last_error && reasonWords(language, row.last_error),
    event: eventId === null || name === null ? null : { id: eventId, name, campaign_id: campaignId },
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }
}

/** A letter whose secret has been retired cannot be read any more; the others must be. One of an earlier node is its text. */
async function letterIn(row: Row, { secrets, showLinks }: MailboxReader): Promise<Letter> {
  const opened = await openSealed(secrets, row.sealed)
  const language = row.locale as Language
  const letter: Letter = opened?.letter ?? {
    ...{ to: row.recipient, language, template: row.template, personId: row.person_id ?? '', sealed: true },
    content: {
      subject: opened?.subject ?? row.subject,
      paragraphs: opened === undefined ? [] : opened.text.split('\n\n'),
      facts: [],
    },
  }
  return letter.sealed && !showLinks ? withoutLinks(letter) : letter
}

function withoutLinks(letter: Letter): Letter {
  const { action, paragraphs, ...content } = letter.content
  const sealed = say(letter.language, 'mail_sealed')
  const kept = paragraphs.map((words) => words.replace(/https?:\/\/\S+/g, sealed))
  return { ...letter, content: { ...content, paragraphs: action === undefined ? kept : [...kept, sealed] } }
}
