import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'

/**
 * Erases a person: names, contacts, addresses, notes and credentials go; audit events and amounts stay under the id, which
 * from then on leads to nobody.
 * @throws Problem erasure_blocked with all that must be settled first, person_not_found
 */
export async function erasePerson(tx: Tx, personId: string): Promise<void> {
  await sql`select sambatan.erase_person(${personId})`.execute(tx)
}

/** Wipes what reached the database of a person while they were being erased. */
export async function wipeErased(db: Kysely<DB>): Promise<void> {
  await sql`select sambatan.wipe_erased()`.execute(db)
}
