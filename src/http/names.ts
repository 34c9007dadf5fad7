import type { Kysely } from 'kysely'
import type { DB } from '../db/index.ts'
import { type Actor, grantOf } from '../modules/identity/index.ts'
import { namesOf } from '../modules/people/index.ts'

const person = 'user:'

/**
 * Items with what the people are called whom they name, for those who may read who somebody is: whoever shows a list has nothing to
 * look up. One query for all of them; nobody who has no name here gets one.
 * @param naming by the field to add: whom an item names, as records do (`user:<id>`)
 */
export async function withNames<Item extends object, Field extends string>(
  db: Kysely<DB>,
  asker: Actor,
  items: Item[],
  naming: Record<Field, (item: Item) => string | null | undefined>,
): Promise<(Item & { [Name in Field]?: string })[]> {
  if (grantOf(asker, 'person.read') !== 'any') return items
  const fields = Object.entries(naming) as [Field, (item: Item) => string | null | undefined][]
  const idIn = (named: string | null | undefined) => (named?.startsWith(person) ? [named.slice(person.length)] : [])
  const ids = items.flatMap((item) => fields.flatMap(([, of]) => idIn(of(item))))
  const names = await namesOf(db, [...new Set(ids)])
  return items.map((item) => {
    const told = fields.flatMap(([field, of]) =>
      idIn(of(item))
        .flatMap((id) => names.get(id) || [])
        .map((name) => [field, name]),
    )
    return { ...item, ...Object.fromEntries(told) }
  })
}
