/** Whether letters leave this installation, before somebody waits for one; and those that come back. */
import { pino } from 'pino'
import { CommandError, sentenceOf } from '../failure.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { defaultLanguage, languages } from '../kernel/language.ts'
import { plainLine } from '../kernel/line.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withLocalSecrets } from '../local-secrets.ts'
import { openSmtp, renderLetter, serverOf, testContent } from '../modules/mail/index.ts'
import { bounceBytesMax, takeBounce } from '../modules/notifications/index.ts'
import { type Arguments, type CommandBody, type ExitCode, UsageError } from './command.ts'
import { readEnvironment, withDatabase } from './database.ts'
import { print, warn } from './terminal.ts'

export const mailCommand: CommandBody = {
  options: { language: { type: 'string', value: 'LANGUAGE', summary: 'id or en; id when left out. Of test.' } },
  details: [
    'test: sends one letter to the address by SMTP_URL, from SMTP_FROM, and prints what the mail server answered. It needs no database, and runs beside a server.',
    'That a server takes a letter does not mean that it arrives. Look where it did: among the spam the domain of the sender needs its SPF, DKIM and DMARC records, which your mail provider tells you.',
    'Exit code 0 when the server took the letter, 1 when it did not.',
    'bounce: reads one letter from standard input, as a mail server hands it on that was sent to SMTP_BOUNCES_TO. Where it reports that a letter of ours did not arrive, that is recorded: an address that is refused for good gets nothing more, and what was not told lies with the dead letters. Any other letter changes nothing, and is told so.',
    'Run it with the environment of the nodes (SAMBATAN_SECRET, DATABASE_URL, SMTP_URL, SMTP_FROM, SMTP_BOUNCES_TO), beside them on a database server. The embedded database belongs to one process: hand the letter to POST /api/sambatan/mailbox/bounces of the node instead.',
    'Exit code 0 when the letter was read, whatever it was, and 75 when it could not be, so that the mail server keeps it and tries again.',
  ],
  examples: [
    ['sambatan mail test sekar@sambatan.example', 'Send a letter to Sekar.'],
    ['bounces: "|sambatan mail bounce"', 'A line of /etc/aliases.'],
  ],
  async run(args) {
    const [act, ...more] = args.positionals as [string]
    if (act === 'test') return sendTest(args)
    if (act !== 'bounce') {
      throw new UsageError(`"${act}" is nothing that "sambatan mail" does. It does: test, bounce.`)
    }
    if (more.length > 0) throw new UsageError('"sambatan mail bounce" takes no address: it reads a letter.')
    if (process.stdin.isTTY) throw new UsageError('"sambatan mail bounce" reads a letter from standard input.')
    return readBounce()
  },
}

async function sendTest(args: Arguments): Promise<ExitCode> {
  const typed = args.positionals[1]
  if (typed === undefined) throw new UsageError('Which address? sambatan mail test <address>')
  const to = plainLine(typed)
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
}

const bounceWords = {
  refused: 'Nothing is sent to that address any more, until an operator lets it go there again.',
  undelivered: 'That letter was given up; the next one to that address is tried.',
  no_failure: 'It is late, or has arrived. Nothing was recorded.',
  not_ours: 'It is about no letter that was sent from here lately to somebody who is known here. Nothing was recorded.',
  no_report: 'It is no delivery status notification (RFC 3464). Nothing was recorded.',
}

async function readBounce(): Promise<ExitCode> {
  try {
    const raw = await readLetter()
    const taken = await withDatabase(async (db, config) => {
      const { secret } = await withLocalSecrets(config)
      const bouncesTo = config.smtp?.bouncesTo
      if (secret === undefined || bouncesTo === undefined) {
        throw new CommandError(
          'Letters that come back are known by SAMBATAN_SECRET and SMTP_BOUNCES_TO. Run this with the same environment as the nodes.',
        )
      }
      return db.tx((tx) => takeBounce(tx, { secrets: parseSecrets(secret), bouncesTo }, raw))
    })
    const about = taken.address === null ? '' : `A letter to ${taken.address} came back: ${plainLine(taken.reason!)}\n`
    print(`${about}${bounceWords[taken.outcome]}`)
    return 0
  } catch (error) {
    const sentence = sentenceOf(error)
    if (sentence === undefined) throw error
    warn(`${sentence}\nThe letter has not been read. The mail server keeps it, and tries again.`)
    return 75
  }
}

/** To its end, so that the mail server is not left writing to nobody; what is kept of it is what is read of it. */
async function readLetter(): Promise<Buffer> {
  const kept: Buffer[] = []
  let bytes = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    if (bytes < bounceBytesMax) kept.push(chunk)
    bytes += chunk.length
  }
  return Buffer.concat(kept)
}
