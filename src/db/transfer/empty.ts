/** What of a database is somebody's, and taking all of it away. */
import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { readTables } from './shape.ts'

/** What migrations and a node that starts put there by themselves. */
const ownTables = new Set([
  ...['schema_migrations', 'schema_functions', 'due_kinds', 'notification_kinds', 'fan_out_state', 'scheduler_state'],
  ...['trouble_told', 'scheduler_runs', 'push_keys', 'operator_codes', 'attempts', 'search_backlog'],
])

/** Of these the code depends on rows that migrations have put there; and the keys of web push are held by nodes that run. */
const neverEmptied = new Set([
  ...['schema_migrations', 'schema_functions', 'due_kinds', 'notification_kinds', 'fan_out_state', 'scheduler_state'],
  ...['trouble_told', 'push_keys'],
])

/** Each table that holds anything that a start does not bring by itself, with how much, as a person reads it. */
export async function filledTables(tx: Tx): Promise<string[]> {
  const filled: string[] = []
  for (const { name } of await readTables(tx)) {
    if (ownTables.has(name)) continue
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from (select from ${sql.table(`sambatan.${name}`)} limit 1000) as first_rows`.execute(tx)
    const { count } = rows[0]!
    if (count > 0) filled.push(`${name} (${count === 1000 ? 'a thousand or more' : count})`)
  }
  return filled
}

/** The first of these as words, for a sentence. */
export function someOf(filled: string[]): string {
  return filled.length > 5 ? `${filled.slice(0, 5).join(', ')} and ${filled.length - 5} more tables` : filled.join(', ')
}

/**
 * Takes away the rows of all tables but some, also what is kept for ever: the triggers that forbid it are switched off within this
 * transaction, so that for others they always stand. Whoever reads or writes meanwhile waits until it ends. Numbers go on from
 * where they were, so that nothing new is taken for what it follows.
 * @param kept beside what the schema itself needs
 */
export async function emptyTables(tx: Tx, kept: string[]): Promise<void> {
  // In the order in which everybody else locks them: whoever is in the middle of something ends it first.
  await sql`
    lock table sambatan.scheduler_state, sambatan.campaigns, sambatan.participants in access exclusive mode`.execute(tx)
  const tables = (await readTables(tx)).flatMap(({ name }) =>
    neverEmptied.has(name) || kept.includes(name) ? [] : [`sambatan.${name}`],
  )
  const { rows: guards } = await sql<{ table: string; name: string }>`
    select t.tgrelid::regclass::text as table, quote_ident(t.tgname) as name from pg_trigger t
    join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'sambatan'::regnamespace
    -- Of statements that truncate: the bit of tgtype that says so.
    where not t.tgisinternal and (t.tgtype & 32) <> 0 order by 1, 2`.execute(tx)
  for (const { table, name } of guards) await sql.raw(`alter table ${table} disable trigger ${name}`).execute(tx)
  await sql.raw(`truncate ${tables.join(', ')}`).execute(tx)
  for (const { table, name } of guards) await sql.raw(`alter table ${table} enable trigger ${name}`).execute(tx)
}
