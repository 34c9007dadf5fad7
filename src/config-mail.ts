/** SMTP_URL and SMTP_FROM: which mail server takes letters, and whom they are from. */
import { isLoopback } from './config-addresses.ts'
import type { SmtpConfig } from './modules/mail/index.ts'

/** What is wrong with SMTP_URL; undefined: nothing. The address itself is not repeated: a password may be in it. */
export function faultOfSmtpUrl(value: string): string | undefined {
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

/** Of a SMTP_URL without fault. */
export function readSmtp(url: string, from: SmtpConfig['from']): SmtpConfig {
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
  }
}
