/** SMTP_URL, SMTP_FROM and SMTP_BOUNCES_TO: which mail server takes letters, whom they are from, and where they come back to. */
import { z } from 'zod'
import { isLoopback } from './config-addresses.ts'
import { localPartMax, type SmtpConfig } from './modules/mail/index.ts'

/** What is wrong with a value; undefined: nothing. */
const faultless = (faultOf: (value: string) => string | undefined) =>
  z
    .string()
    .superRefine((value, context) => {
      const message = faultOf(value)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .optional()

/** As zod reads them; what they mean together is for `readConfig`. */
export const mailVariables = {
  SMTP_URL: faultless(faultOfSmtpUrl),
  SMTP_FROM: z
    .string()
    .refine((value) => readFrom(value) !== undefined, {
      error: 'must be an e-mail address, such as halo@sambatan.example or Sambatan <halo@sambatan.example>',
    })
    .optional(),
  SMTP_BOUNCES_TO: faultless(faultOfBouncesTo),
}

/** What is wrong with SMTP_URL; undefined: nothing. The address itself is not repeated: a password may be in it. */
function faultOfSmtpUrl(value: string): string | undefined {
  const example = 'such as smtp://user:password@mail.example:587 or smtps://user:password@mail.example'
  if (!/^smtps?:\/\//i.test(value)) return `must begin with smtp:// or smtps://, ${example}`
  if (!URL.canParse(value)) return `must be the address of a mail server, ${example}`
  const { hostname, pathname, search, hash, username, password } = new URL(value)
  if (hostname === '') return `must name a mail server, ${example}`
  if (!/^\/?$/.test(pathname) || search !== '' || hash !== '')
    return 'must end with the port: no path, query or fragment (write # ? and / in a password as %23 %3F and %2F)'
  if ((username === '') !== (password === '')) return 'must have both a user and a password, or neither'
  if ([username, password].some((part) => decoded(part) === undefined))
    return 'must have a % in its user or password written as %25'
  return undefined
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

const address = String.raw`[^\s<>@,;:"()\[\]\\]+@[^\s<>@,;:"()\[\]\\]+`
const bare = new RegExp(`^${address}$`)
const named = new RegExp(String.raw`^"?([^<>"\r\n]*?)"?\s*<(${address})>$`)

/** `halo@sambatan.example`, or `Sambatan <halo@sambatan.example>`; undefined for anything else. */
export function readFrom(value: string): SmtpConfig['from'] | undefined {
  const text = value.trim()
  if (bare.test(text)) return { name: 'Sambatan', address: text }
  const [, name, given] = named.exec(text) ?? []
  return given === undefined ? undefined : { name: name!.trim() || 'Sambatan', address: given }
}

/** What is wrong with SMTP_BOUNCES_TO; undefined: nothing. */
function faultOfBouncesTo(value: string): string | undefined {
  if (!bare.test(value)) return 'must be an e-mail address, such as bounces@sambatan.example'
  const local = value.slice(0, value.lastIndexOf('@'))
  if (local.includes('+')) return 'must have no + in it: what each letter comes back to is written behind one'
  if (local.length > localPartMax) return `must have at most ${localPartMax} characters before the @`
  return undefined
}

/** Of a SMTP_URL without fault. */
export function readSmtp(url: string, { from, bouncesTo }: Pick<SmtpConfig, 'from' | 'bouncesTo'>): SmtpConfig {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const auth = username === '' ? undefined : { user: decoded(username)!, pass: decoded(password)! }
  return {
    host,
    port: port === '' ? (secure ? 465 : auth === undefined ? 25 : 587) : Number(port),
    secure,
    startTls: isLoopback(host) ? 'never' : auth === undefined ? 'offered' : 'required',
    auth,
    from,
    bouncesTo,
  }
}
