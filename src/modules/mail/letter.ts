/**
 * Letters: what is said to one person, before it has a form. Whoever has something to say fills a `LetterContent` in the reader's
 * language; how it looks is decided by the layout, and where it goes by the mailer.
 */
import type { Language } from '../../kernel/language.ts'

export interface LetterContent {
  subject: string
  /** What lists of letters show beside the subject. */
  preview?: string
  paragraphs: string[]
  facts: { label: string; value: string }[]
  /** The one thing to do next: a button, with its bare address below. */
  action?: { label: string; url: string }
  closing?: string[]
}

export interface Letter {
  to: string
  language: Language
  content: LetterContent
  /** Who answers an answer, where that is not whoever runs the installation. */
  replyTo?: string
  /** The same for each attempt at this letter, so that one sent twice is seen as one. Without `@`: the sender's domain is added. */
  messageId?: string
  /** Where letters like it can be refused without signing in: opened it is a page, and mail programs post to it (RFC 8058). */
  unsubscribe?: string
  /** What it is, for whoever looks through the mailbox. */
  template: string
  personId: string
  eventId?: number
  /** Of the notification that it carries: if it comes back, this one has not arrived. */
  deliveryId?: number
  /** Whether its link opens an account: then it is shown to nobody else, and is in no log. */
  sealed: boolean
  /** After this nobody needs it any more. */
  expiresAt?: Date
}

export type SendOutcome =
  | { outcome: 'sent'; reference?: string }
  /** It may go another time. */
  | { outcome: 'failed'; error: string; notBefore?: Date }
  /** It never will; `bounced`: because of the address, to which nothing is sent any more. */
  | { outcome: 'dead'; error: string; bounced: boolean }

export interface Mailer {
  /** Never throws for what a mail server does. */
  send(letter: Letter): Promise<SendOutcome>
}
