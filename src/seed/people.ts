/** Profiles of the demo's sellers, buyers and its operator, who can sign in with one password, or not at all. */
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { demoDomain } from '../kernel/public-demo.ts'
import { passwordEffort, type Role } from '../modules/identity/index.ts'
import { buyers } from './buyers.ts'
import { sellers } from './products.ts'

interface DemoPerson {
  id: string
  name: string
  role: Role
  email: string
  phone?: string | null
}

export const operator: DemoPerson = {
  id: 'demo-operator',
  name: 'Sekar Arum',
  role: 'operator',
  email: `operator@${demoDomain}`,
}

function demoPeople(): DemoPerson[] {
  return [
    operator,
    ...Object.values(sellers).map(({ id, name }) => person(id, name, 'seller')),
    ...buyers.map(({ userId, address, phone }) => ({ ...person(userId, address.split(',')[0]!, 'buyer'), phone })),
  ]
}

function person(id: string, name: string, role: Role): DemoPerson {
  return { id, name, role, email: `${id.replace(/^demo-(seller|buyer)-/, '')}@${demoDomain}` }
}

/** Whom the demo brings along: no account of anybody else has such an id. */
export function demoIds(): string[] {
  return demoPeople().map(({ id }) => id)
}

/** One hash for all: making fifty would take as long as everything else here. Made before the transaction begins. */
export async function hashDemoPassword(password: string): Promise<string> {
  return passwordEffort.hash(password)
}

/** @param passwordHash undefined: nobody can sign in */
export async function addPeople(tx: Tx, passwordHash: string | undefined): Promise<void> {
  const now = sql<Date>`sambatan.now()`
  const people = demoPeople()
  const shownAs = people.map(({ id, name, email, role, phone = null }, index) => ({
    id,
    name,
    email,
    phone,
    email_verified: true,
    role,
    // Some people would rather not be seen.
    anonymous: role === 'buyer' && index % 7 === 3,
    created_at: now,
    updated_at: now,
  }))
  await tx.insertInto('people').values(shownAs).execute()
  await addAddresses(tx)
  if (passwordHash === undefined) return
  const accounts = people.map(({ id }) => ({
    id: uuidv7(),
    user_id: id,
    account_id: id,
    provider_id: 'credential',
    password: passwordHash,
    created_at: now,
    updated_at: now,
  }))
  await tx.insertInto('accounts').values(accounts).execute()
}

async function addAddresses(tx: Tx): Promise<void> {
  const now = sql<Date>`sambatan.now()`
  const rows = buyers.map(({ userId, address }) => ({
    id: uuidv7(),
    person_id: userId,
    label: 'Rumah',
    shipping_address: address,
    is_default: true,
    created_at: now,
    updated_at: now,
  }))
  await tx.insertInto('addresses').values(rows).execute()
}
