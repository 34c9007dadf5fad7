/** What operators read of machines: events, actors, durations and sizes, in words. */

import type { Profile } from '@sambatan/client'
import { accessMetadataInWords, metadataInWords } from '../../../../src/kernel/metadata-words.ts'
import { eventWord } from '../../event-words.ts'
import { dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'

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
  payment_instructions_changed: m.operator_access_payment_instructions_changed,
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
  refund_account_given: m.operator_access_refund_account_given,
  refund_account_changed: m.operator_access_refund_account_changed,
  refund_account_removed: m.operator_access_refund_account_removed,
  demo_closed: m.operator_access_demo_closed,
  demo_renewed: m.operator_access_demo_renewed,
  demo_opened: m.operator_access_demo_opened,
  demo_kept: m.operator_access_demo_kept,
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

/** What an event says beside its name, one thing a line; what it is about is said, and led to, by itself. */
export function metadataLines({ participation_id, photo_id, ...metadata }: Record<string, unknown>, currency = 'IDR') {
  return metadataInWords(metadata, {
    language: getLocale(),
    money: (amount) => money(amount, currency),
    time: dateTime,
  })
}

/** What an event about access says beside its name. */
export function accessDetails(metadata: Record<string, unknown>): string {
  return accessMetadataInWords(metadata, getLocale()).join(' · ')
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

/** What a letter or a notification is, by its kind; what a later version sends, by its name. */
export function kindWord(kind: string): string {
  const words = m[`kind_${kind}` as keyof typeof m] as (() => string) | undefined
  return words?.() ?? kind
}

export function letterStateWord(state: keyof typeof letterStates): string {
  return letterStates[state]()
}
