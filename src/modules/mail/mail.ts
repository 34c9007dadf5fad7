/**
 * Mail to people. This is the seam for channels: what is to be said, in the reader's language, is decided here; where it
 * goes is the mailer's business. Without a mail server it goes to the mailbox that operators read.
 */
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'

export type MailTemplate = 'verify_email' | 'reset_password' | 'account_exists' | 'password_changed'

export interface Mail {
  personId: string
  to: string
  locale: Language
  template: MailTemplate
  /** Address that the mail asks to open; it opens an account, so it must be in no log of production. */
  link?: string
  /** After this nobody needs it any more, and it is removed. */
  expiresAt: Date
}

export interface Mailer {
  send(mail: Mail): Promise<void>
}

interface Letter {
  subject: string
  text: string
}

/** What a mail says, in the language of whoever reads it. */
export function letterOf({ template, locale, link = '' }: Pick<Mail, 'template' | 'locale' | 'link'>): Letter {
  return {
    subject: say(locale, `mail_${template}_subject`),
    text: say(locale, `mail_${template}_text`, { link }),
  }
}
