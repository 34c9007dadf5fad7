import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordAccess } from './access-log.ts'
import { dropOperatorCodes } from './operator-code.ts'
import type { Actor, Role } from './policy.ts'

/**
 * Gives an account another role; webhooks that it may not have by that are disabled. Of a person of another platform the role comes with
 * each token, so there is nothing to change here.
 * @throws Problem person_not_found, role_elsewhere, last_operator
 */
export async function changeRole(tx: Tx, personId: string, role: Role): Promise<void> {
  // All operators, in one order: two who demote each other at once must not both succeed.
  const operators = await tx
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'operator')
    .orderBy('id')
    .forUpdate()
    .execute()
  const person = await tx
    .selectFrom('people')
    .select(['origin', 'role'])
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!person) throw new Problem('person_not_found', { person_id: personId })
  if (person.origin !== 'account') throw new Problem('role_elsewhere')
  if (person.role === role) return
  if (person.role === 'operator' && operators.length === 1) throw new Problem('last_operator')
  await tx
    .updateTable('people')
    .set({ role, updated_at: sql<Date>`sambatan.now()` })
    .where('id', '=', personId)
    .execute()
  await disableWebhooksByRole(tx, personId, person.role)
  if (role === 'operator') await dropOperatorCodes(tx)
  await recordAccess(tx, 'role_changed', personId, { from: person.role, to: role })
}

/** Disables the webhooks that somebody may not have any more by the role that they have now; for whoever has changed it. */
export async function disableWebhooksByRole(tx: Tx, personId: string, before: string): Promise<void> {
  await sql`select sambatan.disable_webhooks_by_role(${personId}, ${before})`.execute(tx)
}

/**
 * Whether a caller may not touch a person, because it is an API key and the person an operator: who runs the installation could
 * otherwise be renamed, signed out or erased with what lies on a marketplace's server. Operators and the bootstrap key may.
 */
export async function isBeyondKey(db: Kysely<DB>, actor: Actor, personId: string): Promise<boolean> {
  if (!isApiKey(actor)) return false
  const operator = await db
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('role', '=', 'operator')
    .executeTakeFirst()
  return operator !== undefined
}

/** Whether it is a key that was made, with scopes; the bootstrap key has none. */
export function isApiKey(actor: Actor): boolean {
  return actor.kind === 'service' && actor.scopes !== undefined
}
