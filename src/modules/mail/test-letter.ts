/** The letter by which whoever runs an installation tries its mail server. */
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import type { LetterContent } from './letter.ts'
import { type SmtpConfig, serverOf } from './smtp.ts'

export function testContent(language: Language, config: SmtpConfig): LetterContent {
  return {
    subject: say(language, 'mail_test_subject'),
    paragraphs: say(language, 'mail_test_text').split('\n\n'),
    facts: [
      { label: say(language, 'mail_test_server'), value: serverOf(config) },
      { label: say(language, 'mail_test_from'), value: config.from.address },
    ],
  }
}
