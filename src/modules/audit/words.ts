/**
 * Events in words, for files and the command line. Their names are those of the pages, from the same catalogues. What nobody has
 * words for is shown as it is, so that nothing is lost.
 */
import labelsEn from '../../../web/messages/en/events.json' with { type: 'json' }
import labelsId from '../../../web/messages/id/events.json' with { type: 'json' }
import type { Language } from '../../kernel/language.ts'
import { fractionDigits } from '../../kernel/money.ts'
import { statusWord } from '../../kernel/status-words.ts'

const labels: Record<Language, Record<string, string>> = { id: labelsId, en: labelsEn }

/** `Sambatan dibuat`. */
export function eventInWords(event: string, language: Language): string {
  return labels[language][`event_${event}`] ?? event
}

/** `Keikutsertaan`. */
export function subjectInWords(subject: string, language: Language): string {
  return labels[language][`subject_${subject}`] ?? subject
}

const actors: Record<string, Record<Language, string>> = {
  scheduler: { id: 'penjadwal', en: 'the scheduler' },
  service: { id: 'layanan (kunci utama)', en: 'a service (main key)' },
}

/** Who did it: a person by name, where it is known. */
export function actorInWords(actor: string, language: Language, names: ReadonlyMap<string, string>): string {
  if (actor.startsWith('user:')) return names.get(actor.slice('user:'.length)) || actor.slice('user:'.length)
  const machine = actor.replace(/^machine:/, '')
  if (machine.startsWith('key:')) return `${language === 'id' ? 'kunci API' : 'API key'} ${machine.slice(4)}…`
  if (actor.startsWith('sql:')) return `${language === 'id' ? 'SQL langsung' : 'direct SQL'} (${actor.slice(4)})`
  return actors[machine]?.[language] ?? actor
}

interface Telling {
  language: Language
  currency: string
  /** A time as its reader's clock has it. */
  time(iso: string): string
}

type Metadata = Record<string, unknown>

/** In the order in which they are said: the keys that a phrase is about, and the phrase. */
const phrases: [keys: string[], phrase: (m: Metadata, telling: Telling) => string][] = [
  [
    ['quantity', 'amount'],
    (m, telling) => `${slots(m.quantity, telling)} ${say(telling, 'seharga', 'for')} ${money(m.amount, telling)}`,
  ],
  [
    ['slots', 'total_slots', 'minimum_slots'],
    (m, telling) =>
      say(
        telling,
        `${m.slots} dari ${m.total_slots} slot, target ${m.minimum_slots}`,
        `${m.slots} of ${m.total_slots} slots, goal ${m.minimum_slots}`,
      ),
  ],
  [['quantity'], (m, telling) => slots(m.quantity, telling)],
  [['amount'], (m, telling) => money(m.amount, telling)],
  [['slots'], (m, telling) => slots(m.slots, telling)],
  [['total_slots'], (m, telling) => slots(m.total_slots, telling)],
  [
    ['participants'],
    (m, telling) =>
      say(
        telling,
        `${m.participants} keikutsertaan`,
        m.participants === 1 ? '1 participant' : `${m.participants} participants`,
      ),
  ],
  [
    ['old_status', 'new_status'],
    (m, { language }) =>
      `${statusWord(String(m.old_status), language)} → ${statusWord(String(m.new_status), language)}`,
  ],
  [
    ['old_deadline', 'new_deadline'],
    (m, telling) =>
      `${say(telling, 'tenggat', 'deadline')} ${telling.time(String(m.old_deadline))} → ${telling.time(String(m.new_deadline))}`,
  ],
  [['deadline'], (m, telling) => `${say(telling, 'tenggat', 'deadline')} ${telling.time(String(m.deadline))}`],
  [
    ['hold_expires_at', 'due_at'],
    (m, telling) => `${say(telling, 'ditahan sampai', 'held until')} ${telling.time(String(m.hold_expires_at))}`,
  ],
  [
    ['hold_expires_at'],
    (m, telling) => `${say(telling, 'ditahan sampai', 'held until')} ${telling.time(String(m.hold_expires_at))}`,
  ],
  [['due_at'], (m, telling) => `${say(telling, 'jatuh tempo', 'due')} ${telling.time(String(m.due_at))}`],
  [
    ['fields'],
    (m, telling) => `${say(telling, 'diubah:', 'changed')} ${Array.isArray(m.fields) ? m.fields.join(', ') : m.fields}`,
  ],
  [['title'], (m) => `"${m.title}"`],
  [['reason'], (m) => `"${m.reason}"`],
]

/** What an event says beside its name: `2 slots for IDR 398,000 · reserved → confirmed`. */
export function metadataInWords(metadata: Metadata, telling: Telling): string {
  const { participation_id, ...rest } = metadata
  const words: string[] = []
  for (const [keys, phrase] of phrases) {
    if (!keys.every((key) => rest[key] !== undefined && rest[key] !== null)) continue
    words.push(phrase(rest, telling))
    for (const key of keys) delete rest[key]
  }
  for (const [key, value] of Object.entries(rest)) words.push(`${key.replaceAll('_', ' ')} ${JSON.stringify(value)}`)
  if (participation_id !== undefined) {
    words.push(`${say(telling, 'keikutsertaan', 'participation')} ${participation_id}`)
  }
  return words.join(' · ')
}

function say({ language }: Telling, id: string, en: string): string {
  return language === 'id' ? id : en
}

function slots(count: unknown, telling: Telling): string {
  return say(telling, `${count} slot`, count === 1 ? '1 slot' : `${count} slots`)
}

function money(amount: unknown, { language, currency }: Telling): string {
  if (typeof amount !== 'number') return `${currency} ${amount}`
  const digits = fractionDigits(currency)
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${currency} ${(amount / 10 ** digits).toLocaleString(language === 'id' ? 'id-ID' : 'en-US', format)}`
}
