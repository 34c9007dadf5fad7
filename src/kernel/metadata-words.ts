/**
 * What events say beside their names, in words, one thing each: on pages, in files and on the command line. What nobody has words
 * for is shown as it is, so that nothing is lost. Also for pages, so it stands on the kernel alone.
 */
import { isolated } from './isolated.ts'
import type { Language } from './language.ts'
import { say, sayIfThere } from './messages.ts'
import { statusWord } from './status-words.ts'
import { writtenMoney } from './written.ts'

type Metadata = Record<string, unknown>

interface Telling {
  language: Language
  money(amount: number): string
  /** A time as its reader's clock has it. */
  time(iso: string): string
}

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
  [
    ['slots', 'amount', 'participations'],
    (m, telling) =>
      say(telling.language, 'audit_settled', {
        slots: slots(m.slots, telling),
        amount: money(m.amount, telling),
        count: Number(m.participations),
      }),
  ],
  [
    ['slots', 'amount'],
    (m, telling) =>
      say(telling.language, 'audit_slots_for', { slots: slots(m.slots, telling), amount: money(m.amount, telling) }),
  ],
  [
    ['old_quantity', 'old_amount'],
    (m, telling) =>
      say(telling.language, 'audit_before', {
        slots: slots(m.old_quantity, telling),
        amount: money(m.old_amount, telling),
      }),
  ],
  [['old_lines', 'lines'], (m, { language }) => moved(units(m.old_lines), units(m.lines), language)],
  [['lines'], (m) => units(m.lines)],
  [['old_lines'], (m, { language }) => moved(units(m.old_lines), '–', language)],
  [['items'], (m, { language }) => say(language, 'audit_dropped', { items: units(m.items) })],
  [
    ['claim_id', 'amount', 'happened_on'],
    (m, telling) =>
      say(telling.language, 'audit_claimed', { amount: money(m.amount, telling), day: String(m.happened_on) }),
  ],
  [['has_proof'], (m, { language }) => say(language, m.has_proof === true ? 'audit_proof' : 'audit_no_proof')],
  [
    ['kind', 'amount', 'happened_on', 'record_id'],
    (m, telling) =>
      say(telling.language, 'audit_money', {
        kind: moneyWord('kind', m.kind, telling.language),
        amount: money(m.amount, telling),
        day: String(m.happened_on),
      }),
  ],
  [
    ['pay_until', 'participations', 'amount'],
    (m, telling) =>
      say(telling.language, 'audit_unpaid', {
        count: Number(m.participations),
        amount: money(m.amount, telling),
        time: telling.time(String(m.pay_until)),
      }),
  ],
  [
    ['claims', 'amounts', 'since'],
    (m, { language, time }) =>
      say(language, 'audit_claims', {
        count: Number(m.claims),
        amount: sums(m.amounts, language),
        time: time(String(m.since)),
      }),
  ],
  [['method'], (m, { language }) => moneyWord('method', m.method, language)],
  [['reverses'], (m, { language }) => say(language, 'audit_reverses', { id: String(m.reverses) })],
  [['first'], (m, { language }) => say(language, m.first === true ? 'audit_first' : 'audit_anew')],
  [['change'], (m, { language }) => sayIfThere(language, `audit_refund_account_${m.change}`) ?? String(m.change)],
  [['way'], (m, { language }) => sayIfThere(language, `audit_refund_account_${m.way}`) ?? String(m.way)],
  [['answer'], (m) => `“${isolated(String(m.answer))}”`],
  [['quantity'], (m, telling) => slots(m.quantity, telling)],
  [
    ['old_quantity'],
    (m, telling) => say(telling.language, 'audit_before_slots', { slots: slots(m.old_quantity, telling) }),
  ],
  [
    ['old_place', 'place'],
    (m, { language }) => say(language, 'audit_place', { place: moved(String(m.old_place), String(m.place), language) }),
  ],
  [['place'], (m, { language }) => say(language, 'audit_place', { place: String(m.place) })],
  [['free_slots'], (m, telling) => say(telling.language, 'audit_free_slots', { slots: slots(m.free_slots, telling) })],
  [
    ['passed'],
    (m, { language }) => say(language, 'audit_passed', { count: Array.isArray(m.passed) ? m.passed.length : 0 }),
  ],
  [['entry_id'], (m, { language }) => say(language, 'audit_entry', { id: String(m.entry_id) })],
  [['waiting'], (m, { language }) => say(language, 'audit_waiting', { count: Number(m.waiting) })],
  [['expires_at'], (m, { language, time }) => say(language, 'audit_offer_until', { time: time(String(m.expires_at)) })],
  [['from_waiting_list'], (_, { language }) => say(language, 'audit_from_waiting_list')],
  [['amount'], (m, telling) => money(m.amount, telling)],
  [['slots'], (m, telling) => slots(m.slots, telling)],
  [['total_slots'], (m, telling) => slots(m.total_slots, telling)],
  [['participants'], (m, { language }) => say(language, 'audit_participants', { count: Number(m.participants) })],
  [
    ['old_status', 'new_status'],
    (m, { language }) =>
      moved(statusWord(String(m.old_status), language), statusWord(String(m.new_status), language), language),
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
  [['host'], (m) => isolated(String(m.host))],
  [
    ['failing_since'],
    (m, { language, time }) => say(language, 'audit_failing', { time: time(String(m.failing_since)) }),
  ],
  [['count'], (m, { language }) => say(language, 'audit_times', { count: Number(m.count) })],
  [['on_behalf'], (_, { language }) => say(language, 'audit_on_behalf')],
  [['cause'], (m, { language }) => sayIfThere(language, `audit_cause_${m.cause}`) ?? String(m.cause)],
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
      say(language, 'audit_fields', {
        fields: [m.fields]
          .flat()
          .map((each) => fieldWord(each, language))
          .join(', '),
      }),
  ],
  [['title'], (m) => `“${isolated(String(m.title))}”`],
  [['reason'], (m, { language }) => say(language, 'audit_reason', { reason: String(m.reason) })],
]

/** Of several currencies. */
function sums(amounts: unknown, language: Language): string {
  if (!Array.isArray(amounts)) return String(amounts)
  return amounts.map(({ currency, amount }) => writtenMoney(Number(amount), String(currency), language)).join(' + ')
}

function moneyWord(what: 'kind' | 'method', word: unknown, language: Language): string {
  return sayIfThere(language, `money_${what}_${word}`) ?? String(word)
}

/** As forms call it. */
function fieldWord(field: unknown, language: Language): string {
  return sayIfThere(language, `field_${field}`) ?? String(field)
}

/** What an event says beside its name: `2 slots for Rp398,000`, `reserved → confirmed`. */
export function metadataInWords(metadata: Metadata, telling: Telling): string[] {
  const { participation_id, ...rest } = metadata
  const words: string[] = []
  for (const [keys, phrase] of phrases) {
    if (!keys.every((key) => rest[key] !== undefined && rest[key] !== null)) continue
    words.push(phrase(rest, telling))
    for (const key of keys) delete rest[key]
  }
  words.push(...asTheyAre(rest))
  if (participation_id !== undefined) {
    words.push(say(telling.language, 'audit_participation', { id: String(participation_id) }))
  }
  return words
}

/** What an entry of the access log says beside its name. */
export function accessMetadataInWords(metadata: Metadata, language: Language): string[] {
  const { from, to, name, prefix, scopes, host, fields, ...rest } = metadata
  const words: string[] = []
  if (typeof from === 'string' && typeof to === 'string') {
    words.push(moved(roleInWords(from, language), roleInWords(to, language), language))
  }
  if (typeof name === 'string') words.push(typeof prefix === 'string' ? `${isolated(name)} (${prefix}…)` : name)
  if (Array.isArray(scopes)) words.push(scopesInWords(scopes, language))
  words.push(
    ...metadataInWords(
      { ...(host !== undefined && { host }), ...(fields !== undefined && { fields }) },
      { language, money: String, time: String },
    ),
  )
  return [...words, ...asTheyAre(rest)]
}

/** @param role null where it comes with each token of another platform */
export function roleInWords(role: string | null, language: Language): string {
  if (role === null) return say(language, 'operator_role_elsewhere')
  return sayIfThere(language, `operator_role_${role}`) ?? role
}

export function scopesInWords(scopes: unknown[], language: Language): string {
  return scopes.map((scope) => sayIfThere(language, `operator_scope_${scope}`) ?? String(scope)).join(', ')
}

function asTheyAre(metadata: Metadata): string[] {
  return Object.entries(metadata).map(
    ([key, value]) =>
      `${key.replaceAll('_', ' ')}: ${isolated(typeof value === 'object' ? JSON.stringify(value) : String(value))}`,
  )
}

function moved(from: string, to: string, language: Language): string {
  return say(language, 'audit_moved', { from, to })
}

function held(m: Metadata, { language, time }: Telling): string {
  return say(language, 'audit_held', { time: time(String(m.hold_expires_at)) })
}

/** `2 × 50 ml, 1 × 10 ml`. */
function units(lines: unknown): string {
  if (!Array.isArray(lines)) return String(lines)
  return lines.map(({ units, name }) => `${units} × ${isolated(String(name))}`).join(', ')
}

function slots(count: unknown, { language }: Telling): string {
  return say(language, 'audit_slots', { count: Number(count) })
}

function money(amount: unknown, telling: Telling): string {
  return typeof amount === 'number' ? telling.money(amount) : String(amount)
}
