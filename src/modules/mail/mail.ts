/**
 * Mail to people: a letter goes to the mail server, or stays in the operators' mailbox where none is configured.
 *
 * Notifications keep their own deliveries, so `send` says how one attempt ended, and no more. Letters about accounts have nobody who
 * would try again: `post` writes them down, and `sendPosted` sends them, again and again with growing pauses, while anybody needs them.
 * So a mail server that is slow or away neither slows a sign-up nor loses its letter.
 */
import type { Database } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Logger } from '../../kernel/logger.ts'
import { isDemoAddress } from '../../kernel/public-demo.ts'
import { reason } from '../../kernel/reasons.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { type AccountPost, accountContent } from './account-letters.ts'
import type { Letter, Mailer, SendOutcome } from './letter.ts'
import { keepLetter } from './mailbox.ts'
import { sendPosted } from './posted.ts'
import { renderLetter } from './render.ts'
import { returnAddress } from './return-address.ts'
import { openSmtp, type SmtpConfig, type SmtpTimeouts } from './smtp.ts'
import { suppress, whetherSuppressed } from './suppressions.ts'

export interface Mail extends Mailer, AccountPost {
  /** Sends what was posted and has not gone; returns when nothing is due. */
  sendPosted(stop?: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface MailOptions {
  db: Database
  secrets: Secrets
  log: Logger
  /** Unset: letters stay in the mailbox. */
  smtp: SmtpConfig | undefined
  /** Whether the mailbox keeps a copy of what was sent. */
  copies: boolean
  /** Outside production whoever runs the node reads its log, and needs the link to go on. */
  showLinks: boolean
  /** Where people reach this installation. */
  publicUrl: string
  timeouts?: SmtpTimeouts
}

export function createMail(options: MailOptions): Mail {
  const { db, secrets, log, publicUrl } = options
  const bouncesTo = options.smtp?.bouncesTo
  const smtp =
    options.smtp && openSmtp({ config: options.smtp, log, ...(options.timeouts && { timeouts: options.timeouts }) })

  async function send(letter: Letter): Promise<SendOutcome> {
    // A server would only learn that nobody is there, and think the less of its sender.
    if (smtp === undefined || isDemoAddress(letter.to)) {
      return { outcome: 'sent', reference: await keepLetter(options, letter, 'kept') }
    }
    const { suppressed, now } = await whetherSuppressed(db, letter.to)
    if (suppressed) {
      return { outcome: 'dead', error: reason('address_refused'), bounced: true }
    }
    const returnTo = bouncesTo && returnAddress(secrets, bouncesTo, letter, now)
    const outcome = await smtp.deliver(letter, await renderLetter(letter, publicUrl), returnTo)
    if (outcome.outcome === 'dead' && outcome.bounced) await db.tx((tx) => suppress(tx, letter.to, outcome.error))
    return outcome
  }

  return {
    async send(letter) {
      const outcome = await send(letter)
      if (smtp !== undefined && options.copies && outcome.outcome === 'sent') {
        // It has gone: nobody may try again for want of a copy.
        await keepLetter(options, letter, 'sent').catch((error) =>
          log.warn({ err: error }, 'a letter has no copy here'),
        )
      }
      return outcome
    },
    async post(account) {
      const { personId, to, language, template, link, expiresAt } = account
      const content = accountContent(account)
      const messageId = `account-${uuidv7()}`
      const letter = { personId, to, language, template, content, expiresAt, messageId, sealed: true }
      try {
        await keepLetter(options, letter, smtp === undefined || isDemoAddress(to) ? 'kept' : 'pending')
      } catch (error) {
        // The library that asks for most of these goes on without a word; whoever runs the node must hear of it.
        log.error({ err: error, template }, 'a letter could not be written down, and will not arrive')
        throw error
      }
      if (smtp === undefined && options.showLinks) log.info({ template, link }, 'mail')
    },
    async sendPosted(stop) {
      if (smtp !== undefined) await sendPosted(options, send, stop)
    },
    async close() {
      await smtp?.close()
    },
  }
}
