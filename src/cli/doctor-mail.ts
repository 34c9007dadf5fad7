/** Whether letters can leave, and whether some of them have not. */
import { pino } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { openSmtp, serverOf } from '../modules/mail/index.ts'
import { whatIsUntold } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const name = 'mail'

/** Connects and signs in, and sends nothing. Without a server the configuration's warnings say what that means. */
export async function checkMailServer({ smtp: config }: Config): Promise<Finding[]> {
  if (config === undefined) return []
  const server = serverOf(config)
  const smtp = openSmtp({ config, log: pino({ level: 'silent' }) })
  try {
    await smtp.verify()
  } catch (error) {
    const { message, response } = error as { message: string; response?: string }
    return [
      {
        name,
        level: 'fail',
        says: `the mail server ${server} does not take letters: ${(response ?? message).replace(/\s+/g, ' ')}`,
        advice:
          'Correct SMTP_URL, or wait until the server is back: letters wait meanwhile. A certificate of your own authority is trusted with NODE_EXTRA_CA_CERTS.',
      },
    ]
  } finally {
    await smtp.close()
  }
  const domain = config.from.address.slice(config.from.address.lastIndexOf('@') + 1)
  const as = config.auth === undefined ? 'without signing in' : 'and signs us in'
  return [
    {
      name,
      level: 'ok',
      says: `the mail server ${server} answers, ${as}; letters are from ${config.from.address}`,
      advice: `Whether they arrive is decided by the DNS of ${domain}, which is not looked up here. Have it checked for SPF (a TXT record of ${domain} that names this mail server), DKIM (the key that your mail provider gives you, at <selector>._domainkey.${domain}) and DMARC (a TXT record at _dmarc.${domain}). "sambatan mail test <address>" sends a letter to try.`,
    },
  ]
}

/** Letters about accounts that did not go: each is tried again while its link works. */
export async function checkLetters(db: Database): Promise<Finding[]> {
  const [row] = await db.query<{ suppressed: number }>(
    'select count(*)::int as suppressed from sambatan.email_suppressions',
  )
  const { failing: waiting, dead: refused, error: last_error } = (await whatIsUntold(db.read)).account_letters
  const { suppressed } = row!
  const findings: Finding[] = []
  if (waiting > 0) {
    findings.push({
      name: 'letters',
      level: 'warn',
      says: `${counted(waiting, 'letter')} about accounts could not be sent yet: ${last_error ?? 'no reason is known'}`,
      advice: 'They are tried again by themselves while their links work; the operators see them in the mailbox.',
    })
  }
  if (refused > 0 || suppressed > 0) {
    findings.push({
      name: 'letters',
      level: 'warn',
      says: `${counted(refused, 'letter')} refused for good, and nothing is sent to ${suppressed === 1 ? '1 address' : `${suppressed} addresses`} any more`,
      advice: 'The operators see in the mailbox which, and why, and let letters go to an address again.',
    })
  }
  return findings
}
