/**
 * Reads what mail servers write when a letter does not arrive after all: delivery status notifications (RFC 3464). Whoever sends one
 * may have written anything; what it says is believed only of a letter that it can name (`returnedLetter`).
 *
 * The parser is loaded with the first of them.
 */
import type { Email } from 'postal-mime'
import { isOfAddress } from './smtp.ts'

/** What it says of one recipient. */
export interface RecipientReport {
  recipients: string[]
  /** `address`: there is no such mailbox, or it takes nothing; `letter`: this letter was given up, the next may arrive. */
  failed: 'address' | 'letter' | undefined
  /** In the words of the mail server that refused it. */
  reason: string
}

export interface DeliveryReport {
  /** Where it was sent, as its headers have it. */
  sentTo: string[]
  /** Whom the letter was for that it returns, as that letter has it. */
  returnedTo: string[]
  of: RecipientReport[]
}

/** One letter has one recipient, and a report tells of few; nor does any go as deep as this. */
const recipientsMax = 20
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024 }

/** @returns undefined for a letter that is no such report */
export async function readDeliveryReport(raw: Uint8Array): Promise<DeliveryReport | undefined> {
  const email = await parsed(raw)
  const status = email?.attachments.find(({ mimeType }) => /^message\/(global-)?delivery-status$/.test(mimeType))
  if (email === undefined || status === undefined) return undefined
  const returned = email.attachments.find(({ mimeType }) =>
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(mimeType),
  )
  const isOfContent = refusedAfterContent.test(email.text ?? '')
  const groups = textOf(status.content)
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .slice(0, recipientsMax)
  const fields = await Promise.all(groups.map(fieldsOf))
  return {
    sentTo: sentTo(email),
    returnedTo: returned === undefined ? [] : addressesIn((await parsed(headOf(textOf(returned.content))))?.to),
    // What is said of the whole letter stands in the first group, which names nobody.
    of: fields.filter((one) => one.has('final-recipient')).map((one) => reportOf(one, isOfContent)),
  }
}

/** Undefined where it is deeper or has longer headers than any letter that is meant. */
async function parsed(raw: Uint8Array | string): Promise<Email | undefined> {
  const { default: PostalMime } = await import('postal-mime')
  return PostalMime.parse(raw, { ...limits, forceRfc822Attachments: true }).catch(() => undefined)
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

/** The headers of a letter alone: what it says is nobody's business here. */
function headOf(letter: string): string {
  return /^.*?(?=\r?\n\r?\n)/s.exec(letter)?.[0] ?? letter
}

/** Each group of a report is written as the headers of a letter are. */
async function fieldsOf(group: string): Promise<Map<string, string>> {
  return new Map((await parsed(group))?.headers.map(({ key, value }) => [key, value]))
}

function sentTo(email: Email): string[] {
  const deliveredTo = ['delivered-to', 'x-original-to', 'envelope-to']
  const named = email.headers
    .filter(({ key }) => deliveredTo.includes(key))
    .map(({ value }) => value.trim().replace(/^<|>$/g, ''))
  return [...addressesIn(email.to), ...named].slice(0, recipientsMax)
}

function addressesIn(to: Email['to']): string[] {
  return (to ?? []).flatMap(({ address }) => address ?? [])
}

/** Servers that give no codes say only in words at which step they refused; Postfix and Exim tell it on. */
const refusedAfterContent = /\b(?:in reply to|after)\b[^.:\n]{0,20}\bend of data\b/i

function reportOf(fields: Map<string, string>, isOfContent: boolean): RecipientReport {
  const [, said = ''] = /^[^;]*;(.*)$/s.exec(fields.get('diagnostic-code') ?? '') ?? []
  const status = enhancedIn(fields.get('status') ?? '')
  // 5.0.0 says that it failed; what was answered says more.
  const enhanced = status === undefined || status === '5.0.0' ? (enhancedIn(said) ?? status) : status
  const code = Number(/^\s*(\d{3})\b/.exec(said)?.[1])
  const isFailure = fields.get('action')?.trim().toLowerCase() === 'failed'
  const isForGood =
    !isOfContent && isOfAddress(enhanced === '5.0.0' ? undefined : enhanced, Number.isNaN(code) ? undefined : code)
  return {
    recipients: ['final-recipient', 'original-recipient'].flatMap((key) => addressOf(fields.get(key))),
    failed: isFailure ? (isForGood ? 'address' : 'letter') : undefined,
    // No text in PostgreSQL has a NUL.
    reason: (said || fields.get('status') || 'no reason')
      .replace(/[\s\0]+/g, ' ')
      .trim()
      .slice(0, 500),
  }
}

function enhancedIn(text: string): string | undefined {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0]
}

/** `rfc822; rani@example.com`. */
function addressOf(field: string | undefined): string[] {
  // No address is longer.
  const [, address] = /^\s*(?:rfc822|utf-8)\s*;\s*<?([^\s<>]+)>?\s*$/i.exec((field ?? '').slice(0, 400)) ?? []
  return address === undefined ? [] : [address]
}
