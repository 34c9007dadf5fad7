import { type Kysely, type Selectable, sql } from 'kysely'
import type { Addresses, DB, Tx } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Address } from './shapes.ts'

export interface NewAddress {
  label: string
  shipping_address: string
  is_default?: boolean | undefined
}

const addressesMax = 20

function presentAddress(row: Selectable<Addresses>): Address {
  return {
    id: row.id,
    label: row.label,
    shipping_address: row.shipping_address,
    is_default: row.is_default,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** A person's addresses, the default first. */
export async function listAddresses(db: Kysely<DB>, personId: string): Promise<Address[]> {
  const rows = await db
    .selectFrom('addresses')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(presentAddress)
}

/** @throws Problem address_not_found */
export async function findAddress(db: Kysely<DB>, personId: string, addressId: string): Promise<Address> {
  const row = await db
    .selectFrom('addresses')
    .selectAll()
    .where('id', '=', addressId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new Problem('address_not_found', { address_id: addressId })
  return presentAddress(row)
}

/**
 * Keeps another address; the first one is the default.
 * @throws Problem person_not_found, address_limit
 */
export async function addAddress(tx: Tx, personId: string, address: NewAddress): Promise<Address> {
  await lockPerson(tx, personId)
  const others = await listAddresses(tx, personId)
  if (others.length >= addressesMax) throw new Problem('address_limit', { maximum: addressesMax })
  const isDefault = address.is_default === true || others.length === 0
  if (isDefault) await unsetDefault(tx, personId)
  const row = await tx
    .insertInto('addresses')
    .values({
      id: uuidv7(),
      person_id: personId,
      label: address.label,
      shipping_address: address.shipping_address,
      is_default: isDefault,
      created_at: sql<Date>`sambatan.now()`,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentAddress(row)
}

/**
 * Changes what is given and leaves the rest. A default stays one until another becomes it.
 * @throws Problem person_not_found, address_not_found
 */
export async function updateAddress(
  tx: Tx,
  personId: string,
  addressId: string,
  patch: Partial<NewAddress>,
): Promise<Address> {
  await lockPerson(tx, personId)
  if (patch.is_default) await unsetDefault(tx, personId)
  const row = await tx
    .updateTable('addresses')
    .set({
      label: patch.label,
      shipping_address: patch.shipping_address,
      is_default: patch.is_default === true ? true : undefined,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .where('id', '=', addressId)
    .where('person_id', '=', personId)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Problem('address_not_found', { address_id: addressId })
  return presentAddress(row)
}

/**
 * Removes an address; when it was the default, the oldest of the others becomes it. Participations keep the address they
 * were joined with.
 * @throws Problem person_not_found, address_not_found
 */
export async function removeAddress(tx: Tx, personId: string, addressId: string): Promise<void> {
  await lockPerson(tx, personId)
  const removed = await tx
    .deleteFrom('addresses')
    .where('id', '=', addressId)
    .where('person_id', '=', personId)
    .returning('is_default')
    .executeTakeFirst()
  if (!removed) throw new Problem('address_not_found', { address_id: addressId })
  if (!removed.is_default) return
  const oldest = tx.selectFrom('addresses').select('id').where('person_id', '=', personId).orderBy('id').limit(1)
  await tx.updateTable('addresses').set({ is_default: true }).where('id', 'in', oldest).execute()
}

/** Addresses of a person are changed one at a time: of two at once both could become the default. */
async function lockPerson(tx: Tx, personId: string): Promise<void> {
  const person = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('erased_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!person) throw new Problem('person_not_found', { person_id: personId })
}

async function unsetDefault(tx: Tx, personId: string): Promise<void> {
  await tx
    .updateTable('addresses')
    .set({ is_default: false })
    .where('person_id', '=', personId)
    .where('is_default', '=', true)
    .execute()
}
