/** The letters about somebody's own account: each has a link that opens it, or leads to where it can be saved. */
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import type { LetterContent } from './letter.ts'

export const accountTemplates = ['verify_email', 'reset_password', 'account_exists', 'password_changed'] as const

export type AccountTemplate = (typeof accountTemplates)[number]

export interface AccountLetter {
  personId: string
  to: string
  language: Language
  template: AccountTemplate
  link: string
  /** After this nobody needs it any more, and it is removed. */
  expiresAt: Date
}

/** Takes letters about accounts, and sees to it that they arrive. */
export interface AccountPost {
  post(letter: AccountLetter): Promise<void>
}

/** What such a letter says, in the language of whoever reads it. */
export function accountContent({
  template,
  language,
  link,
}: Pick<AccountLetter, 'template' | 'language' | 'link'>): LetterContent {
  return {
    subject: say(language, `mail_${template}_subject`),
    paragraphs: say(language, `mail_${template}_text`).split('\n\n'),
    facts: [],
    action: { label: say(language, `mail_${template}_action`), url: link },
    closing: say(language, `mail_${template}_closing`).split('\n\n'),
  }
}
