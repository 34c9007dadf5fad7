/**
 * Events in words, for files and the command line. Their names are those of the pages, from the same catalogues. What nobody has
 * words for is shown as it is, so that nothing is lost.
 */
import { type Language, localeOf } from '../../kernel/language.ts'
import { say, sayIfThere } from '../../kernel/messages.ts'
import { fractionDigits } from '../../kernel/money.ts'
import { statusWord } from '../../kernel/status-words.ts'

/** `Sambatan dibuat`. */
export function eventInWords(event: string, language: Language): string {
  return sayIfThere(language, `event_${event}`) ?? event
}

/** `Keikutsertaan`. */
export function subjectInWords(subject: string, language: Language): string {
  return sayIfThere(language, `subject_${subject}`) ?? subject
}

/** Who did it: a person by name, where it is known. */
export function actorInWords(actor: string, language: Language, names: ReadonlyMap<string, string>): string {
  if (actor.startsWith('user:')) return names.get(actor.slice('user:'.length)) || actor.slice('user:'.length)
  const machine = actor.replace(/^machine:/, '')
  if (machine.startsWith('key:')) return say(language, 'actor_key', { prefix: machine.slice('key:'.length) })
  if (actor.startsWith('sql:')) return say(language, 'actor_sql', { role: actor.slice('sql:'.length) })
  return sayIfThere(language, `actor_${machine.replaceAll('-', '_')}`) ?? actor
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
    (m, telling) =>
      say(telling.language, 'audit_slots_for', { slots: slots(m.quantity, telling), amount: money(m.amount, telling) }),
  ],
  [
    ['slots', 'total_slots', 'minimum_slots'],
    (m, { language }) =>
      say(language, 'audit_progress', {
        taken: Number(m.slots),
        total: Number(m.total_slots),
        goal: Number(m.minimum_slots),
      }),
  ],
  [['quantity'], (m, telling) => slots(m.quantity, telling)],
  [['amount'], (m, telling) => money(m.amount, telling)],
  [['slots'], (m, telling) => slots(m.slots, telling)],
  [['total_slots'], (m, telling) => slots(m.total_slots, telling)],
  [['participants'], (m, { language }) => say(language, 'audit_participants', { count: Number(m.participants) })],
  [
    ['old_status', 'new_status'],
    (m, { language }) =>
      `${statusWord(String(m.old_status), language)} → ${statusWord(String(m.new_status), language)}`,
  ],
  [
    ['old_deadline', 'new_deadline'],
    (m, { language, time }) =>
      say(language, 'audit_deadline_moved', { from: time(String(m.old_deadline)), to: time(String(m.new_deadline)) }),
  ],
  [['hours_left'], (m, { language }) => say(language, 'audit_hours_left', { count: Number(m.hours_left) })],
  [['deadline'], (m, { language, time }) => say(language, 'audit_deadline', { time: time(String(m.deadline)) })],
  [
    ['slots_confirmed', 'slots_reserved'],
    (m, { language }) =>
      say(language, 'audit_counted', { confirmed: Number(m.slots_confirmed), reserved: Number(m.slots_reserved) }),
  ],
  [
    ['settles_until'],
    (m, { language, time }) => say(language, 'audit_settles', { time: time(String(m.settles_until)) }),
  ],
  [['leave_until'], (m, { language, time }) => say(language, 'audit_leave', { time: time(String(m.leave_until)) })],
  [['host'], (m) => String(m.host)],
  [
    ['failing_since'],
    (m, { language, time }) => say(language, 'audit_failing', { time: time(String(m.failing_since)) }),
  ],
  [['count'], (m, { language }) => say(language, 'audit_times', { count: Number(m.count) })],
  [['on_behalf'], (_, { language }) => say(language, 'audit_on_behalf')],
  [
    ['cause'],
    (m, { language }) => (m.cause === 'campaign_completed' ? say(language, 'audit_left_out') : String(m.cause)),
  ],
  [
    ['photo_id', 'position'],
    (m, { language }) => say(language, 'audit_photo', { id: String(m.photo_id), place: Number(m.position) + 1 }),
  ],
  [['hold_expires_at', 'due_at'], held],
  [['hold_expires_at'], held],
  [['due_at'], (m, { language, time }) => say(language, 'audit_due', { time: time(String(m.due_at)) })],
  [
    ['fields'],
    (m, { language }) =>
      say(language, 'audit_fields', { fields: Array.isArray(m.fields) ? m.fields.join(', ') : String(m.fields) }),
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
    words.push(say(telling.language, 'audit_participation', { id: String(participation_id) }))
  }
  return words.join(' · ')
}

function held(m: Metadata, { language, time }: Telling): string {
  return say(language, 'audit_held', { time: time(String(m.hold_expires_at)) })
}

function slots(count: unknown, { language }: Telling): string {
  return say(language, 'audit_slots', { count: Number(count) })
}

function money(amount: unknown, { language, currency }: Telling): string {
  if (typeof amount !== 'number') return `${currency} ${amount}`
  const digits = fractionDigits(currency)
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return `${currency} ${(amount / 10 ** digits).toLocaleString(localeOf[language], format)}`
}
