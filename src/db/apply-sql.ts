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
 * Writes functions anew, and forgets those whose paths have no file any more. Where parameters or a result have changed the
 * function from before goes, so that no overload stays behind that callers could hit.
 * @returns signatures that were dropped
 */
export async function applyFunctions(
  tx: Tx,
  { functions, removed }: { functions: SqlFile[]; removed: string[] },
  release: string,
): Promise<string[]> {
  if (functions.length + removed.length === 0) return []
  // A function may call one that comes after it: bodies are checked when they run.
  await sql`set local check_function_bodies = off`.execute(tx)
  const before = await functionsByName(tx)
  const gone = removed.flatMap((path) => before.get(functionOf(path)) ?? [])
  await dropFunctions(tx, gone)
  const replaced: Found[] = []
  for (const file of functions)
    replaced.push(...(await applyOrReplace(tx, file, before.get(functionOf(file.path)) ?? [])))
  const after = await functionsByName(tx)
  const untouched = functions.flatMap(({ path }) => {
    const versions = new Set(before.get(functionOf(path))?.map(({ version }) => version))
    return (after.get(functionOf(path)) ?? []).filter(({ version }) => versions.has(version))
  })
  await dropFunctions(tx, untouched)
  await record(tx, functions, removed, release)
  return [...gone, ...replaced, ...untouched].map(({ signature }) => signature)
}

/** All rows bear the release that last saw to any of them. */
async function record(tx: Tx, functions: SqlFile[], removed: string[], release: string): Promise<void> {
  await sql`delete from sambatan.schema_functions where path = any (${removed}::text[])`.execute(tx)
  await sql`
    insert into sambatan.schema_functions (path, sha256)
    select * from unnest(${functions.map(({ path }) => path)}::text[], ${functions.map(({ sha256 }) => sha256)}::text[])
    on conflict (path) do update set sha256 = excluded.sha256, applied_at = clock_timestamp()`.execute(tx)
  await sql`update sambatan.schema_functions set release = ${release} where release is distinct from ${release}`.execute(
    tx,
  )
}

async function applyOrReplace(tx: Tx, { path, text }: SqlFile, before: Found[]): Promise<Found[]> {
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
    return before
  }
}

async function functionsByName(tx: Tx): Promise<Map<string, Found[]>> {
  const { rows } = await sql<Found & { name: string }>`
    select proname as name, oid::regprocedure::text as signature, oid || ' ' || xmin || ' ' || ctid as version,
      prorettype = 'trigger'::regtype as "isTrigger"
    from pg_proc where pronamespace = 'sambatan'::regnamespace`.execute(tx)
  return Map.groupBy(rows, ({ name }) => name)
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
