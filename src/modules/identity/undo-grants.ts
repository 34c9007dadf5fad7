/**
 * Takes back what people gave away who should never have been able to: roles and keys, also those that came from them
 * through others. The access log says who gave what; it is read again without the culprits, and what then would not be
 * there goes. A role that somebody else has given as well stays.
 */
import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { recordAccess } from './access-log.ts'
import { revokeApiKey } from './api-keys.ts'
import type { Role } from './policy.ts'
import { disableWebhooksByRole } from './roles.ts'

/** Whom and what was changed: nobody must go on believing them. */
export interface Undone {
  people: string[]
  keys: string[]
}

/** An event of the access log, as far as giving goes. */
export interface Grant {
  event: string
  actor: string
  person_id: string | null
  metadata: unknown
}

const rank: Record<Role, number> = { buyer: 0, seller: 1, operator: 2 }

/** @param revokedBy who is on record for the keys; the transaction's actor is for the roles */
export async function undoGrants(tx: Tx, culprits: readonly string[], revokedBy: string): Promise<Undone> {
  const trail = await tx
    .selectFrom('access_logs')
    .select(['event', 'actor', 'person_id', 'metadata'])
    .where('event', 'in', ['role_changed', 'operator_claimed', 'api_key_created'])
    .orderBy('id')
    .execute()
  const { roles, prefixes } = grantsOf(trail, culprits)
  return { people: await takeBackRoles(tx, roles), keys: await revokeKeys(tx, [...prefixes], revokedBy) }
}

/**
 * What the culprits gave, themselves or through those whom they made operators.
 * @returns the role that each person would have without them, and the prefixes of the keys
 */
export function grantsOf(trail: readonly Grant[], culprits: readonly string[]) {
  const always = new Set(culprits)
  const distrusted = new Set(culprits)
  /** Roles as they would be had the distrusted given none. */
  const rightful = new Map<string, Role>()
  const given = new Set<string>()
  const prefixes = new Set<string>()
  for (const { event, actor, person_id: person, metadata } of trail) {
    const { from, to, prefix } = metadata as { from?: Role; to?: Role; prefix?: string }
    const isDistrusted = actor.startsWith('user:') && distrusted.has(actor.slice('user:'.length))
    if (event === 'api_key_created') {
      if (isDistrusted && prefix !== undefined) prefixes.add(prefix)
    } else if (person !== null && !isDistrusted) {
      rightful.set(person, event === 'operator_claimed' ? 'operator' : to!)
      given.delete(person)
      if (!always.has(person)) distrusted.delete(person)
    } else if (person !== null) {
      if (!rightful.has(person)) rightful.set(person, from!)
      given.add(person)
      if (to === 'operator' && rightful.get(person) !== 'operator') distrusted.add(person)
      else if (!always.has(person)) distrusted.delete(person)
    }
  }
  return { roles: new Map([...given].map((person) => [person, rightful.get(person)!])), prefixes }
}

async function takeBackRoles(tx: Tx, roles: Map<string, Role>): Promise<string[]> {
  if (roles.size === 0) return []
  const people = await tx
    .selectFrom('people')
    .select(['id', 'role'])
    .where('id', 'in', [...roles.keys()])
    .where('erased_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  const raised = people.filter(({ id, role }) => rank[role as Role] > rank[roles.get(id)!])
  for (const { id, role: from } of raised) {
    const to = roles.get(id)!
    await tx
      .updateTable('people')
      .set({ role: to, updated_at: sql<Date>`sambatan.now()` })
      .where('id', '=', id)
      .execute()
    await recordAccess(tx, 'role_changed', id, { from, to })
    await disableWebhooksByRole(tx, id, from)
  }
  return raised.map(({ id }) => id)
}

async function revokeKeys(tx: Tx, prefixes: string[], revokedBy: string): Promise<string[]> {
  if (prefixes.length === 0) return []
  const keys = await tx
    .selectFrom('api_keys')
    .select('id')
    .where('prefix', 'in', prefixes)
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .execute()
  for (const { id } of keys) await revokeApiKey(tx, id, revokedBy)
  return keys.map(({ id }) => id)
}
