/**
 * Why something did not reach somebody, where we say so ourselves. Stored as one of these sentences, which logs, `doctor` and other
 * programs read as they are; people read it in their own language. What another server said is stored as it said it, and is told as its words.
 *
 * The sentences are what lies in databases: a changed one is a new one, and the old one stays to be read.
 */
import type { Language } from './language.ts'
import type { MessageValue } from './message-format.ts'
import { render, say, sayIfThere } from './messages.ts'

const forms = {
  address_refused: 'a mail server has refused this address for good before',
  secret_retired: 'the secret that it was sealed with has been retired',
  mail_silent: 'the mail server closed the connection, or was silent for too long',
  mail_unreachable: 'the mail server cannot be reached: {detail}',
  kind_unknown: 'this node does not know "{kind}"',
  defect: 'an error of this program: {detail}',
  not_called: 'this installation does not call such an address ({fault})',
  no_public_address: '{host} leads to no public address',
  // Written no more: it told sellers what names within this network lead to.
  inner_address: '{host} leads to {address}, which is no public address',
  gone: 'it answered 410: it wants nothing any more',
  redirected: 'it answered {status}: redirects are not followed',
  answered_saying: 'it answered {status}: {said}',
  answered: 'it answered {status}',
  not_connected: 'no connection came about: {detail}',
  no_answer: 'no answer within {seconds} seconds',
  name_unknown: 'its name is not known',
  nobody_there: 'nobody answers at that address and port',
  whatsapp_error: 'error {code}: {said}',
  endpoint_disabled: 'its endpoint was disabled',
} as const

export type ReasonCode = keyof typeof forms

type Named<Form extends string> = Form extends `${string}{${infer Name}}${infer Rest}` ? Name | Named<Rest> : never
type Params<Code extends ReasonCode> = Record<Named<(typeof forms)[Code]>, string | number>
type Given<Code extends ReasonCode> = [Named<(typeof forms)[Code]>] extends [never] ? [] : [params: Params<Code>]

export const reasonCodes = Object.keys(forms) as ReasonCode[]

/** The sentence that is stored. */
export function reason<Code extends ReasonCode>(code: Code, ...[params]: Given<Code>): string {
  return forms[code].replace(/\{(\w+)\}/g, (_, name: string) => String((params as Record<string, unknown>)[name]))
}

const numbers = new Set(['status', 'seconds', 'code'])

const patterns = reasonCodes.map((code) => {
  const parts = forms[code].split(/\{(\w+)\}/)
  const pattern = parts.map((part, place) => {
    if (place % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return numbers.has(part) ? String.raw`(?<${part}>\d+(?:\.\d+)?)` : `(?<${part}>.+)`
  })
  return { code, pattern: new RegExp(`^${pattern.join('')}$`, 's') }
})

function readReason(stored: string): { code: ReasonCode; params: Record<string, string> } | undefined {
  for (const { code, pattern } of patterns) {
    const match = pattern.exec(stored)
    if (match) return { code, params: { ...match.groups } }
  }
  return undefined
}

/** What is stored as a person reads it: ours in their language, and what another server said between quotes, as that. */
export function reasonWords(language: Language, stored: string): string {
  // Of several that were asked, whose answer it was.
  const [, where, rest] = /^([\w.-]+\.[\w.-]+(?::\d+)?): (.+)$/s.exec(stored) ?? []
  const ours = readReason(stored) ?? (rest === undefined ? undefined : readReason(rest))
  if (ours === undefined) return say(language, 'reason_said', { said: stored })
  const words = render(language, `reason_${ours.code}`, said(language, ours.params))
  return where === undefined || readReason(stored) ? words : `${where}: ${words}`
}

function said(language: Language, params: Record<string, string>): Record<string, MessageValue> {
  const { fault } = params
  return fault === undefined ? params : { ...params, fault: sayIfThere(language, `called_url_${fault}`) ?? fault }
}
