/** Puts one file of SQL into the database, within a transaction that the migrator has opened and locked. */
import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { functionOf, type Migration, type SqlFile } from './sql-sources.ts'

/** What PostgreSQL says of `create or replace` where a result or the name of a parameter has changed. */
const invalidFunctionDefinition = '42P13'

/** A function as the catalogue has it; `version` changes whenever it is written. */
interface Found {
  signature: string
  version: string
  isTrigger: boolean
}

export async function applyMigration(tx: Tx, migration: Migration): Promise<void> {
  const { version, name, path, text, sha256, breaking } = migration
  await applyText(tx, path, text)
  await sql`insert into sambatan.schema_migrations (version, name, sha256, breaking)
    values (${version}, ${name}, ${sha256}, ${breaking})`.execute(tx)
}

/**
 * Writes a function anew. Where its parameters or its result have changed the one from before goes, so that no overload
 * stays behind that callers could hit.
 * @returns signatures that were dropped
 */
export async function applyFunction(tx: Tx, file: SqlFile, release: string): Promise<string[]> {
  const before = await functionsNamed(tx, functionOf(file.path))
  const dropped = await applyOrReplace(tx, file, before)
  const after = await functionsNamed(tx, functionOf(file.path))
  const untouched = after.filter((one) => before.some(({ version }) => version === one.version))
  await dropFunctions(tx, untouched)
  await sql`
    insert into sambatan.schema_functions (path, sha256, release) values (${file.path}, ${file.sha256}, ${release})
    on conflict (path) do update set sha256 = excluded.sha256, applied_at = clock_timestamp()`.execute(tx)
  return [...dropped, ...untouched.map(({ signature }) => signature)]
}

/** @returns signatures that were dropped */
export async function removeFunction(tx: Tx, path: string): Promise<string[]> {
  const found = await functionsNamed(tx, functionOf(path))
  await dropFunctions(tx, found)
  await sql`delete from sambatan.schema_functions where path = ${path}`.execute(tx)
  return found.map(({ signature }) => signature)
}

async function applyOrReplace(tx: Tx, { path, text }: SqlFile, before: Found[]): Promise<string[]> {
  if (before.length === 0) {
    await applyText(tx, path, text)
    return []
  }
  await sql`savepoint function_file`.execute(tx)
  try {
    await applyText(tx, path, text)
    return []
  } catch (error) {
    if ((error as { code?: unknown }).code !== invalidFunctionDefinition) throw error
    await sql`rollback to savepoint function_file`.execute(tx)
    await dropFunctions(tx, before)
    await applyText(tx, path, text)
    return before.map(({ signature }) => signature)
  }
}

async function functionsNamed(tx: Tx, name: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select oid::regprocedure::text as signature, oid || ' ' || xmin || ' ' || ctid as version,
      prorettype = 'trigger'::regtype as "isTrigger"
    from pg_proc where pronamespace = 'sambatan'::regnamespace and proname = ${name}`.execute(tx)
  return rows
}

/** A function that triggers call takes them along; where anything else needs one, PostgreSQL says what, and nothing happens. */
async function dropFunctions(tx: Tx, functions: Found[]): Promise<void> {
  for (const { signature, isTrigger } of functions) {
    await sql.raw(`drop function ${signature}${isTrigger ? ' cascade' : ''}`).execute(tx)
  }
}

/** A whole file as one message. Its error names the file and the line, which PostgreSQL's own does not. */
async function applyText(tx: Tx, path: string, text: string): Promise<void> {
  try {
    await sql.raw(text).execute(tx)
  } catch (error) {
    const { message, position } = error as { message?: string; position?: string }
    const line = position === undefined ? '' : ` line ${text.slice(0, Number(position)).split('\n').length}`
    if (error instanceof Error) error.message = `sql/${path}${line}: ${message}`
    throw error
  }
}
