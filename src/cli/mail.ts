/** Whether letters leave this installation, before somebody waits for one. */
import { pino } from 'pino'
import { CommandError } from '../failure.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { defaultLanguage, languages } from '../kernel/language.ts'
import { plainLine } from '../kernel/line.ts'
import { openSmtp, renderLetter, serverOf, testContent } from '../modules/mail/index.ts'
import { type Command, UsageError } from './command.ts'
import { readEnvironment } from './database.ts'
import { print } from './terminal.ts'

export const mailCommand: Command = {
  name: 'mail',
  summary: 'Try the mail server: mail test <address> sends one letter.',
  positionals: ['act', 'address'],
  options: { language: { type: 'string', value: 'LANGUAGE', summary: 'id or en; id when left out.' } },
  details: [
    'test: sends one letter to the address by SMTP_URL, from SMTP_FROM, and prints what the mail server answered. It needs no database, and runs beside a server.',
    'That a server takes a letter does not mean that it arrives. Look where it did: among the spam the domain of the sender needs its SPF, DKIM and DMARC records, which your mail provider tells you.',
    'Exit code 0 when the server took the letter, 1 when it did not.',
  ],
  examples: [['sambatan mail test sekar@sambatan.example', 'Send a letter to Sekar.']],
  async run(args) {
    const [act, typed] = args.positionals as [string, string]
    const to = plainLine(typed)
    if (act !== 'test') throw new UsageError(`"${act}" is nothing that "sambatan mail" does. It does: test.`)
    if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(to)) throw new UsageError(`"${to}" is no e-mail address.`)
    const language = languages.find((one) => one === (args.value('language') ?? defaultLanguage))
    if (language === undefined) throw new UsageError('--language must be id or en.')
    const { smtp: config, publicUrl } = readEnvironment()
    if (config === undefined) {
      throw new CommandError(
        'No mail server is configured. Set SMTP_URL and SMTP_FROM, such as SMTP_URL=smtp://user:password@mail.example:587 SMTP_FROM=halo@sambatan.example.',
      )
    }
    const server = serverOf(config)
    const messageId = `test-${uuidv7()}`
    const content = testContent(language, config)
    const letter = { to, language, content, template: 'mail_test', personId: '', messageId, sealed: false }
    // What goes wrong is said below.
    const smtp = openSmtp({ config, log: pino({ level: 'silent' }) })
    try {
      const outcome = await smtp.deliver(letter, await renderLetter(letter, publicUrl))
      if (outcome.outcome === 'sent') {
        print(
          `${server} took the letter to ${to}, from ${config.from.address}. It answered:\n  ${plainLine(outcome.reference ?? '')}`,
        )
        print('Look where it arrived: among the spam, check SPF, DKIM and DMARC of the domain that it is from.')
        return 0
      }
      const then =
        outcome.outcome === 'failed'
          ? 'A letter to people would be tried again.'
          : 'A letter to people would be given up.'
      throw new CommandError(`${server} did not take the letter to ${to}: ${plainLine(outcome.error)}\n${then}`)
    } finally {
      await smtp.close()
    }
  },
}
