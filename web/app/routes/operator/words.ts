/** What operators read of machines: events, actors, durations and sizes, in words. */

import type { Profile } from '@sambatan/client'
import { isolated } from '../../../../src/kernel/isolated.ts'
import { campaignStatusWord, participationStatusWord } from '../../components/status.tsx'
import { eventWord } from '../../event-words.ts'
import { dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

type Words = Record<string, () => string>
type Role = NonNullable<Profile['role']>

/** What a lifecycle run did is named as the events are; that something could not be done is on record only there. */
export function transitionWord(event: string): string {
  return event === 'transition_failed' ? m.operator_transition_failed() : eventWord(event)
}

/** What should have happened to a campaign; what a later version lets fall due has no words of its own here. */
export function lateWord(kind: string, of: { title: string; time: string }): string {
  const words = m[`operator_late_${kind}` as keyof typeof m] as typeof m.operator_late_other | undefined
  return (words ?? m.operator_late_other)(of)
}

const accessEvents: Words = {
  account_created: m.operator_access_account_created,
  operator_claimed: m.operator_access_operator_claimed,
  signed_in: m.operator_access_signed_in,
  signed_out_everywhere: m.operator_access_signed_out_everywhere,
  password_changed: m.operator_access_password_changed,
  password_reset: m.operator_access_password_reset,
  two_factor_enabled: m.operator_access_two_factor_enabled,
  two_factor_disabled: m.operator_access_two_factor_disabled,
  recovery_codes_renewed: m.operator_access_recovery_codes_renewed,
  role_changed: m.operator_access_role_changed,
  data_exported: m.operator_access_data_exported,
  person_erased: m.operator_access_person_erased,
  api_key_created: m.operator_access_api_key_created,
  api_key_revoked: m.operator_access_api_key_revoked,
  webhook_created: m.operator_access_webhook_created,
  webhook_changed: m.operator_access_webhook_changed,
  webhook_rotated: m.operator_access_webhook_rotated,
  webhook_removed: m.operator_access_webhook_removed,
  address_freed: m.operator_access_address_freed,
  demo_closed: m.operator_access_demo_closed,
  demo_renewed: m.operator_access_demo_renewed,
  operator_code_issued: m.operator_access_operator_code_issued,
  password_link_issued: m.operator_access_password_link_issued,
}

export function accessWord(event: string): string {
  return accessEvents[event]?.() ?? event
}

const roles: Record<Role, () => string> = {
  buyer: m.operator_role_buyer,
  seller: m.operator_role_seller,
  operator: m.operator_role_operator,
}

export const roleNames = Object.keys(roles) as Role[]

/** @param role null where it comes with each token of another platform */
export function roleWord(role: string | null): string {
  return role === null ? m.operator_role_elsewhere() : (roles[role as Role]?.() ?? role)
}

const triggers: Words = {
  interval: m.operator_trigger_interval,
  due: m.operator_trigger_due,
  full: m.operator_trigger_full,
  manual: m.operator_trigger_manual,
  api: m.operator_trigger_api,
  cli: m.operator_trigger_cli,
}

export function triggerWord(trigger: string): string {
  return triggers[trigger]?.() ?? trigger
}

const scopes: Record<string, { name: () => string; detail: () => string }> = {
  products: { name: m.operator_scope_products, detail: m.operator_scope_products_detail },
  campaigns: { name: m.operator_scope_campaigns, detail: m.operator_scope_campaigns_detail },
  participants: { name: m.operator_scope_participants, detail: m.operator_scope_participants_detail },
  join: { name: m.operator_scope_join, detail: m.operator_scope_join_detail },
  payments: { name: m.operator_scope_payments, detail: m.operator_scope_payments_detail },
  people: { name: m.operator_scope_people, detail: m.operator_scope_people_detail },
  operations: { name: m.operator_scope_operations, detail: m.operator_scope_operations_detail },
}

export const scopeNames = ['products', 'campaigns', 'participants', 'join', 'payments', 'people', 'operations'] as const

export function scopeWord(scope: string): string {
  return scopes[scope]?.name() ?? scope
}

export function scopeDetail(scope: string): string {
  return scopes[scope]?.detail() ?? ''
}

interface ActorWords {
  words: string
  /** Whose page there is. */
  personId?: string
}

/** Those of whom there is one, by how they are on record. */
const actors: Words = {
  scheduler: m.actor_scheduler,
  service: m.actor_service,
  start: m.actor_start,
  'command-line': m.actor_command_line,
  'operator-code': m.actor_operator_code,
}

/**
 * Who did it, as the audit trail writes it: `user:<id>`, `machine:key:<prefix>`, `machine:service` (both
 * without `machine:` in what is older), `scheduler`, `sql:<role>`.
 */
export function actorWords(actor: string, names: Record<string, string> = {}): ActorWords {
  if (actor.startsWith('user:')) {
    const personId = actor.slice(5)
    return { words: names[personId] || shortId(personId), personId }
  }
  const machine = actor.replace(/^machine:/, '')
  if (machine.startsWith('key:')) return { words: m.actor_key({ prefix: machine.slice(4) }) }
  if (actor.startsWith('sql:')) return { words: m.actor_sql({ role: actor.slice(4) }) }
  return { words: actors[machine]?.() ?? actor }
}

/** The end of a UUID is what differs; an id of another marketplace is shown as it is. */
export function shortId(id: string): string {
  return /^[0-9a-f]{8}-/.test(id) ? `…${id.slice(-8)}` : id
}

interface Metadata {
  [key: string]: unknown
}

/** What an event says beside its name, one thing a line. What nobody has words for is shown as it is, and not hidden. */
export function metadataLines(event: string, metadata: Metadata, currency = 'IDR'): string[] {
  const lines: string[] = []
  const known = new Set(['participation_id', 'photo_id', 'position', 'title'])
  const take = (key: string) => {
    known.add(key)
    return metadata[key]
  }
  const [quantity, amount] = [take('quantity'), take('amount')]
  if (typeof quantity === 'number') {
    const slots = m.slots({ count: number(quantity) })
    lines.push(typeof amount === 'number' ? `${slots} · ${money(amount, currency)}` : slots)
  }
  lines.push(...counted(take))
  lines.push(...changed(event, take))
  if (take('on_behalf') !== undefined) lines.push(m.operator_meta_on_behalf())
  if (take('cause') === 'campaign_completed') lines.push(m.operator_meta_left_out())
  const reason = take('reason')
  if (typeof reason === 'string') lines.push(m.operator_meta_reason({ reason }))
  for (const [key, value] of Object.entries(metadata)) {
    if (known.has(key)) continue
    lines.push(`${key}: ${isolated(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
  }
  return lines
}

function counted(take: (key: string) => unknown): string[] {
  const lines: string[] = []
  const [slots, total, goal] = [take('slots'), take('total_slots'), take('minimum_slots')]
  const [confirmed, reserved] = [take('slots_confirmed'), take('slots_reserved')]
  if (typeof slots === 'number' && typeof total === 'number') {
    lines.push(m.progress_label({ taken: number(slots), total: number(total) }))
  } else if (typeof slots === 'number' || typeof total === 'number') {
    lines.push(m.slots({ count: number((slots ?? total) as number) }))
  }
  if (typeof confirmed === 'number') lines.push(m.progress_confirmed({ count: number(confirmed) }))
  if (typeof reserved === 'number') lines.push(m.operator_meta_reserved({ count: number(reserved) }))
  if (typeof goal === 'number') lines.push(m.goal_marker({ goal: number(goal) }))
  const people = take('participants')
  if (typeof people === 'number') lines.push(m.operator_participations({ count: number(people) }))
  return lines
}

function changed(event: string, take: (key: string) => unknown): string[] {
  const lines: string[] = []
  const [from, to] = [take('old_status'), take('new_status')]
  const word =
    event.startsWith('campaign_') || event === 'transition_failed' ? campaignStatusWord : participationStatusWord
  if (typeof from === 'string' && typeof to === 'string' && from !== to) {
    lines.push(m.operator_meta_status({ from: word(from), to: word(to) }))
  }
  const [before, after] = [take('old_deadline'), take('new_deadline')]
  if (typeof before === 'string' && typeof after === 'string') {
    lines.push(m.operator_meta_deadline({ from: dateTime(before), to: dateTime(after) }))
  }
  const deadline = take('deadline')
  if (typeof deadline === 'string') lines.push(m.operator_meta_until({ deadline: dateTime(deadline) }))
  const settles = take('settles_until')
  if (typeof settles === 'string') lines.push(m.operator_meta_settles({ until: dateTime(settles) }))
  const leave = take('leave_until')
  if (typeof leave === 'string') lines.push(m.operator_meta_leave({ until: dateTime(leave) }))
  // Of a hold it is the same moment.
  take('hold_expires_at')
  const due = take('due_at')
  if (typeof due === 'string') lines.push(m.operator_meta_due({ due: dateTime(due) }))
  const fields = take('fields')
  if (Array.isArray(fields)) lines.push(m.operator_meta_fields({ fields: fields.join(', ') }))
  return lines
}

/** What an event about access says beside its name. */
export function accessDetails(metadata: Record<string, unknown>): string {
  const { from, to, name, prefix, scopes, ...rest } = metadata
  const parts: string[] = []
  if (typeof from === 'string' && typeof to === 'string') {
    parts.push(m.operator_meta_status({ from: roleWord(from), to: roleWord(to) }))
  }
  if (typeof name === 'string') parts.push(typeof prefix === 'string' ? `${isolated(name)} (${prefix}…)` : name)
  if (Array.isArray(scopes)) parts.push(scopes.map((scope) => scopeWord(String(scope))).join(', '))
  for (const [key, value] of Object.entries(rest))
    parts.push(`${key}: ${isolated(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
  return parts.join(' · ')
}

/** `340 ms`, `1,2 dtk`, `3 mnt`. */
export function milliseconds(ms: number): string {
  if (ms < 1_000) return m.operator_ms({ count: number(ms) })
  if (ms < 60_000) return m.operator_seconds({ count: number(ms / 1_000, 1) })
  return m.duration_minutes({ count: number(ms / 60_000) })
}

const sizes = ['kB', 'MB', 'GB', 'TB']

/** In thousands, as disks are sold. */
export function bytes(count: number): string {
  let size = count / 1_000
  let unit = 0
  while (size >= 1_000 && unit < sizes.length - 1) {
    size /= 1_000
    unit += 1
  }
  return `${number(size, size < 10 ? 1 : 0)} ${sizes[unit]}`
}

/** `4 hari`, `3 jam`, `12 menit`: how long something has been so. */
export function lasting(seconds: number): string {
  if (seconds >= 172_800) return m.duration_days({ count: number(Math.floor(seconds / 86_400)) })
  if (seconds >= 7_200) return m.duration_hours({ count: number(Math.floor(seconds / 3_600)) })
  if (seconds >= 60) return m.duration_minutes({ count: number(Math.floor(seconds / 60)) })
  return m.operator_seconds({ count: number(seconds) })
}

const letterStates = {
  kept: m.operator_letter_kept,
  pending: m.operator_letter_pending,
  sent: m.operator_letter_sent,
  dead: m.operator_letter_dead,
}

export function letterStateWord(state: keyof typeof letterStates): string {
  return letterStates[state]()
}
