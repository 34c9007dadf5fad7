/** The mailbox: where mail goes while no mail server is configured. Operators read it; nothing leaves the machine. */
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/language.ts'
import type { Logger } from '../../kernel/logger.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { letterOf, type Mail, type Mailer } from './mail.ts'
import type { MailboxEntry } from './shapes.ts'

interface Options {
  db: Database
  secrets: Secrets
  log: Logger
  /** Outside production whoever runs the node reads its log, and needs the link to go on. */
  showLinks: boolean
}

/** A mailer that puts mail into the mailbox. What a letter says is encrypted at rest: its link opens an account. */
export function openMailbox({ db, secrets, log, showLinks }: Options): Mailer {
  return {
    async send(mail) {
      try {
        await put(mail)
      } catch (error) {
        // The library that asks for most mails goes on without a word; whoever runs the node must hear of it.
        log.error({ err: error, template: mail.template }, 'a mail could not be put into the mailbox')
        throw error
      }
    },
  }

  async function put(mail: Mail): Promise<void> {
    const { symmetricEncrypt } = await import('better-auth/crypto')
    const sealed = await symmetricEncrypt({ key: keyOf(secrets), data: JSON.stringify(letterOf(mail)) })
    await db.query(
      `insert into sambatan.mailbox (id, person_id, recipient, template, locale, sealed, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, sambatan.now(), $7)`,
      [uuidv7(), mail.personId, mail.to, mail.template, mail.locale, sealed, mail.expiresAt],
    )
    if (showLinks && mail.link !== undefined) log.info({ template: mail.template, link: mail.link }, 'mail')
  }
}

/** What lies in the mailbox, newest first. */
export async function listMailbox(
  db: Kysely<DB>,
  secrets: Secrets,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<MailboxEntry>> {
  let query = db
    .selectFrom('mailbox')
    .selectAll()
    .where('expires_at', '>', sql<Date>`sambatan.now()`)
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', String(decodeCursor(page.cursor, ['uuid'])[0]))
  const rows = await query.execute()
  const opened = await Promise.all(rows.map(async (row) => ({ ...row, ...(await unseal(secrets, row.sealed)) })))
  return toPage(
    opened,
    page.limit,
    (row) => ({
      id: row.id,
      to: row.recipient,
      template: row.template,
      locale: row.locale as Language,
      subject: row.subject,
      text: row.text,
      created_at: row.created_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
    }),
    (row) => [row.id],
  )
}

/** A letter whose secret has been retired cannot be read any more; the others must be. */
async function unseal(secrets: Secrets, sealed: string): Promise<{ subject: string; text: string }> {
  const { symmetricDecrypt } = await import('better-auth/crypto')
  try {
    return JSON.parse(await symmetricDecrypt({ key: keyOf(secrets), data: sealed }))
  } catch {
    return { subject: '', text: '' }
  }
}

function keyOf({ versions }: Secrets) {
  return {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versions[0]!.version,
  }
}

/** Removes letters that nobody needs any more. */
export async function pruneMailbox(db: Kysely<DB>): Promise<void> {
  await sql`delete from sambatan.mailbox where expires_at <= sambatan.now()`.execute(db)
}
