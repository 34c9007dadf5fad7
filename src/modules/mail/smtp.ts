/**
 * The way to a mail server. It says of each letter how it ended, in the words of `SendOutcome`; trying again is for whoever keeps the
 * letter, so the library must not do it by itself.
 *
 * Loaded when the first letter goes: the library costs a start 180 ms and 25 MB.
 */
import type { ConnectionOptions } from 'node:tls'
import type { Logger } from '../../kernel/logger.ts'
import { reason } from '../../kernel/reasons.ts'
import type { Letter, SendOutcome } from './letter.ts'
import type { Rendered } from './render.ts'

export interface SmtpConfig {
  host: string
  port: number
  /** TLS from the first byte (smtps://). */
  secure: boolean
  /**
   * Otherwise: `offered`, where the server can; `required`, because a password goes along, or it is asked for; `never`, to this machine
   * itself, whose certificate nobody vouches for.
   */
  startTls: 'offered' | 'required' | 'never'
  auth: { user: string; pass: string } | undefined
  /** A name to be shown, and the address that letters come from. */
  from: { name: string; address: string }
  /** Where reports of letters that did not arrive go; unset: to `from`, where nobody here reads them. */
  bouncesTo: string | undefined
}

export interface SmtpTimeouts {
  connectMs: number
  greetingMs: number
  /** Without a word from the server. */
  silentMs: number
}

export const smtpTimeouts: SmtpTimeouts = { connectMs: 10_000, greetingMs: 10_000, silentMs: 30_000 }

export interface Smtp {
  /** @param returnTo where it comes back to when it does not arrive; left out: to whom letters are from */
  deliver(letter: Letter, rendered: Rendered, returnTo?: string): Promise<SendOutcome>
  /** Connects, greets and signs in, and sends nothing. @throws what the server or the way there said */
  verify(): Promise<void>
  close(): Promise<void>
}

interface Options {
  config: SmtpConfig
  log: Logger
  timeouts?: SmtpTimeouts
  /** Beside those that the system trusts. */
  tls?: ConnectionOptions
}

/** How many letters go at the same time, and so connections: mail servers refuse whoever opens many. */
export const smtpConnectionsMax = 5

type Transport = Awaited<ReturnType<typeof openTransport>>

export function openSmtp(options: Options): Smtp {
  const { config, log } = options
  let opening: Promise<Transport> | undefined
  const transport = () => {
    opening ??= openTransport(options)
    return opening
  }
  return {
    async deliver(letter, rendered, returnTo = config.bouncesTo) {
      try {
        const sent = await (await transport()).sendMail({
          ...messageOf(letter, rendered, config),
          ...(returnTo && { envelope: { from: named(returnTo), to: named(letter.to) } }),
        })
        return { outcome: 'sent', reference: sent.response.slice(0, 200) }
      } catch (error) {
        const outcome = outcomeOf(error as SmtpError)
        if (outcome.outcome === 'failed') {
          log.warn(
            { template: letter.template, reason: outcome.error },
            'a letter could not be sent; it is tried again',
          )
        }
        return outcome
      }
    },
    async verify() {
      await (await transport()).verify()
    },
    async close() {
      ;(await opening)?.close()
    },
  }
}

async function openTransport({ config, timeouts = smtpTimeouts, tls }: Options) {
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, startTls, auth } = config
  return createTransport({
    pool: true,
    maxConnections: smtpConnectionsMax,
    maxRequeues: 0,
    host,
    port,
    secure,
    requireTLS: startTls === 'required',
    ignoreTLS: startTls === 'never',
    ...(auth === undefined ? {} : { auth }),
    ...(tls === undefined ? {} : { tls }),
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silentMs,
    // What is sent is text of ours and of people: nothing in it may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** As it is named to whoever runs the node: without its password. */
export function serverOf({ secure, host, port }: Pick<SmtpConfig, 'secure' | 'host' | 'port'>): string {
  return `${secure ? 'smtps' : 'smtp'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** As an object: an address with a comma in it is one address. */
const named = (address: string) => ({ name: '', address })

/** The letter as the library takes it. */
export function messageOf(letter: Letter, { subject, html, text }: Rendered, { from }: Pick<SmtpConfig, 'from'>) {
  const { to, replyTo, messageId, unsubscribe } = letter
  return {
    from,
    to: named(to),
    subject,
    html,
    text,
    ...(replyTo === undefined ? {} : { replyTo: named(replyTo) }),
    ...(messageId === undefined ? {} : { messageId: messageIdOf(messageId, from.address) }),
    headers: {
      // Nobody's holiday answers us, and nobody's program answers for them (RFC 3834).
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
      ...(unsubscribe === undefined
        ? {}
        : {
            'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  }
}

export function messageIdOf(id: string, fromAddress: string): string {
  return `<${id.includes('@') ? id : `${id}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}`}>`
}

interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

/**
 * Whether a refusal is of the address, to which nothing goes any more: what the enhanced code says of it (RFC 3463: 5.1.x but the
 * sender's, 5.2.1), or where there is none the classic codes of an unknown mailbox.
 */
export function isOfAddress(enhanced: string | undefined, code: number | undefined): boolean {
  if (enhanced === undefined) return code === 550 || code === 551 || code === 553
  return /^5\.1\.(?!7$|8$)|^5\.2\.1$/.test(enhanced)
}

/**
 * What a refusal means. For good, and for the address (`isOfAddress`). For good, and for this letter: the content. All else may pass: a 4xx, a
 * server that is away, and a 5xx that is about us (not signed in, not let through, not trusted), which somebody will mend.
 */
export function outcomeOf(error: SmtpError): SendOutcome {
  const { responseCode = 0, command = '', response, message } = error
  // The library's own words are of its retries, and we ask for none.
  const isSilent = /^(Timeout$|Reached maximum number of retries)/.test(message)
  const unanswered = isSilent ? reason('mail_silent') : reason('mail_unreachable', { detail: message })
  const says = (response ?? unanswered).replace(/\s+/g, ' ').slice(0, 500)
  if (responseCode < 500) return { outcome: 'failed', error: says }
  const isOfLetter = command === 'RCPT TO' || command === 'DATA'
  if (!isOfLetter) return { outcome: 'failed', error: says }
  const [, enhanced] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '') ?? []
  if (isOfAddress(enhanced, command === 'RCPT TO' ? responseCode : undefined))
    return { outcome: 'dead', error: says, bounced: true }
  const isOfContent = command === 'DATA' && (enhanced === undefined || /^5\.[36]\./.test(enhanced))
  return isOfContent ? { outcome: 'dead', error: says, bounced: false } : { outcome: 'failed', error: says }
}
