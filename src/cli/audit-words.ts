/** An event's metadata in words. What no rule knows is shown as it is, so that a new kind of event loses nothing. */

import { fractionDigits } from '../kernel/money.ts'

/** `2026-11-24 16:09:41` in this machine's time zone. */
export function localTime(iso: string): string {
  const at = new Date(iso)
  // Swedish writes dates the ISO way, which sorts, and reads the same everywhere.
  return Number.isNaN(at.getTime()) ? plainText(iso) : at.toLocaleString('sv-SE')
}

/** What people typed must not steer the terminal: no escape sequences, line breaks or turned-around text. */
export function plainText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ')
}

type Phrase = (metadata: Record<string, unknown>, currency: string) => string

/** In the order in which they are said: the keys that a phrase is about, and the phrase. */
const phrases: [keys: string[], phrase: Phrase][] = [
  [['quantity', 'amount'], (m, currency) => `${slots(m.quantity)} for ${money(m.amount, currency)}`],
  [['slots', 'total_slots', 'minimum_slots'], (m) => `${m.slots} of ${m.total_slots} slots, goal ${m.minimum_slots}`],
  [['slots'], (m) => slots(m.slots)],
  [['total_slots'], (m) => slots(m.total_slots)],
  [['participants'], (m) => (m.participants === 1 ? '1 participant' : `${m.participants} participants`)],
  [['old_status', 'new_status'], (m) => `${m.old_status} → ${m.new_status}`],
  [
    ['old_deadline', 'new_deadline'],
    (m) => `deadline ${localTime(String(m.old_deadline))} → ${localTime(String(m.new_deadline))}`,
  ],
  [['deadline'], (m) => `deadline ${localTime(String(m.deadline))}`],
  [['hold_expires_at'], (m) => `held until ${localTime(String(m.hold_expires_at))}`],
  [['fields'], (m) => `changed ${Array.isArray(m.fields) ? m.fields.join(', ') : m.fields}`],
  [['title'], (m) => `"${m.title}"`],
  [['reason'], (m) => `"${m.reason}"`],
]

/** For a person: `2 slots for IDR 398,000 · reserved → confirmed`. */
export function describeMetadata(metadata: Record<string, unknown>, currency: string): string {
  const rest = { ...metadata }
  const { participation_id } = rest
  delete rest.participation_id
  const words: string[] = []
  for (const [keys, phrase] of phrases) {
    if (!keys.every((key) => key in rest)) continue
    words.push(phrase(rest, currency))
    for (const key of keys) delete rest[key]
  }
  for (const [key, value] of Object.entries(rest)) words.push(`${key.replaceAll('_', ' ')} ${JSON.stringify(value)}`)
  if (participation_id !== undefined) words.push(`participation ${participation_id}`)
  return plainText(words.join(' · '))
}

function slots(count: unknown): string {
  return count === 1 ? '1 slot' : `${count} slots`
}

function money(amount: unknown, currency: string): string {
  if (typeof amount !== 'number') return `${currency} ${amount}`
  const digits = fractionDigits(currency)
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${currency} ${(amount / 10 ** digits).toLocaleString('en-US', format)}`
}
