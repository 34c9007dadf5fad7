/**
 * Puts all rows of another database into this one, which must be empty: one transaction makes the tables anew by the migrations
 * that the rows were stored under, fills them, and only then adds what watches over changes. So nothing is switched off for
 * anybody: triggers that forbid a change do not exist yet, and foreign keys are checked over all rows when they come back.
 * What ends it in the middle leaves the database as it was.
 */
import { sql } from 'kysely'
import pg from 'pg'
import { assert } from '../../kernel/assert.ts'
import { release } from '../../kernel/release.ts'
import { bootstrapSql } from '../applied-sql.ts'
import { applyFunctions, applyMigration } from '../apply-sql.ts'
import type { Database, Tx } from '../database.ts'
import { SetupError } from '../errors.ts'
import { migrate, migrationLockKey, migrationState } from '../migrate.ts'
import { readSources, type SqlSources } from '../sql-sources.ts'
import { filledTables, someOf } from './empty.ts'
import {
  type DatabaseShape,
  keepingAlive,
  readTables,
  type SequenceState,
  sameTextSql,
  type TableShape,
} from './shape.ts'

export interface Page {
  table: string
  /** Rows as `Moment.rows` gives them. */
  lines: string[]
}

export interface Source {
  shape: DatabaseShape
  /** Asked for once more where the transaction collides with another and is done again. */
  pages(): AsyncIterable<Page>
  /** Asked for after the pages. */
  sequences(): Promise<SequenceState[]>
}

/**
 * @returns how many rows each table was given
 * @throws SetupError where this database is not empty, or this code cannot hold what comes
 */
export async function loadDatabase(db: Database, source: Source): Promise<Record<string, number>> {
  const sources = readSources()
  assertKnown(source.shape, sources)
  await assertEmpty(db)
  const counts = await db.tx(
    async (tx) => {
      await sql.raw(sameTextSql).execute(tx)
      await sql`select pg_advisory_xact_lock(${sql.lit(migrationLockKey)})`.execute(tx)
      await assertEmptyIn(tx)
      return keepingAlive(tx, () => fill(tx, source, sources))
    },
    { statementTimeoutMs: 0 },
  )
  await migrate(db)
  // Plans for tables that nobody has counted yet are bad ones.
  for (const table of Object.keys(counts))
    await db.tx((tx) => sql.raw(`analyze sambatan.${table}`).execute(tx), { statementTimeoutMs: 0 })
  return counts
}

/** @throws SetupError where this code is older than what stored the rows, or another */
export function assertKnown({ migrations }: Pick<DatabaseShape, 'migrations'>, sources = readSources()): void {
  const beyond = migrations.filter(({ version }) => version > sources.migrations.length)
  if (beyond.length > 0) {
    throw new SetupError(
      'backup_newer_than_code',
      `What is to be restored was stored by a newer version of Sambatan: it has ${beyond.map(({ name }) => name).join(', ')}, and this code is of release ${release}, with migrations up to ${sources.migrations.length}. Nothing was changed. Install the newer Sambatan, and restore with that.`,
    )
  }
  const other = migrations.find(({ version, sha256 }) => sources.migrations[version - 1]?.sha256 !== sha256)
  if (other === undefined && migrations.length > 0) return
  throw new SetupError(
    'backup_of_other_code',
    `What is to be restored was stored by a Sambatan whose migration ${other?.name ?? '0001'} is another than that of this code. Nothing was changed. Restore it with the Sambatan that it came from.`,
  )
}

/** @throws SetupError where it holds anything that a start does not bring by itself, or is newer than this code */
export async function assertEmpty(db: Database): Promise<void> {
  const { newer } = await migrationState(db)
  if (newer !== undefined) {
    throw new SetupError(
      'schema_newer_than_code',
      `The database is newer than this version of Sambatan: it has ${newer.what}. Nothing was changed. Install the newer Sambatan, and restore with that.`,
    )
  }
  await db.tx(assertEmptyIn, { statementTimeoutMs: 0 })
}

async function assertEmptyIn(tx: Tx): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regnamespace('sambatan') is not null as there`.execute(tx)
  if (!rows[0]!.there) return
  const filled = await filledTables(tx)
  if (filled.length === 0) return
  throw new SetupError(
    'database_not_empty',
    `The database holds data already, in ${someOf(filled)}. Nothing was changed: a restore never overwrites. Create an empty database and set DATABASE_URL to it, or choose another folder with SAMBATAN_DATA_DIR.`,
  )
}

async function fill(tx: Tx, source: Source, sources: SqlSources): Promise<Record<string, number>> {
  const { shape } = source
  const isCurrent = shape.migrations.length === sources.migrations.length
  await sql.raw(`drop schema if exists sambatan cascade; ${bootstrapSql}`).execute(tx)
  for (const migration of sources.migrations.slice(0, shape.migrations.length)) await applyMigration(tx, migration)
  const tables = new Map((await readTables(tx)).map((table) => [table.name, table]))
  assertSame(shape.tables, tables)
  const keys = await dropForeignKeys(tx)
  await sql.raw(`truncate ${[...tables.keys()].map((name) => `sambatan.${name}`).join(', ')}`).execute(tx)
  const counts: Record<string, number> = Object.fromEntries([...tables.keys()].map((name) => [name, 0]))
  for await (const { table, lines } of source.pages()) {
    const into = tables.get(table)
    const from = shape.tables.find(({ name }) => name === table)
    assert(into !== undefined && from !== undefined, `there is no table ${table}`)
    counts[table]! += lines.length
    // Which functions are there this code records itself, when it puts its own.
    if (!isCurrent || table !== 'schema_functions') await insert(tx, from, into, lines)
  }
  for (const { name, last, called } of await source.sequences()) {
    await sql`select setval(${`sambatan.${name}`}::regclass, ${last}::bigint, ${called})`.execute(tx)
  }
  for (const key of keys) await sql.raw(key).execute(tx)
  if (isCurrent) await applyFunctions(tx, { functions: sources.functions, removed: [] }, release)
  else {
    await sql`set local check_function_bodies = off`.execute(tx)
    for (const statement of shape.routines) await sql.raw(statement).execute(tx)
  }
  return counts
}

/** What the migrator notes of itself has no migrations of its own: an earlier release had fewer columns there. */
const notes = new Set(['schema_migrations', 'schema_functions'])

/** @throws SetupError where a table or a column is not what these migrations make */
function assertSame(from: TableShape[], into: Map<string, TableShape>): void {
  const told = ({ name, columns }: TableShape) => {
    const named = columns.map((column) => `${column.name} ${column.type}`)
    return notes.has(name) ? name : `${name}(${named.sort().join(', ')})`
  }
  const expected = new Set([...into.values()].map(told))
  const other = from.find((table) => !expected.has(told(table)))
  if (other === undefined && from.length === into.size) return
  throw new SetupError(
    'backup_of_other_schema',
    `What is to be restored has a table${other ? ` ${other.name}` : ''} that is another than Sambatan's own migrations make: its schema was changed by hand. Nothing was changed. Undo that change where it was made, and make the backup anew.`,
  )
}

/** They are checked when they come back, for all rows at once: until then rows may come in any order. */
async function dropForeignKeys(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ table: string; name: string; definition: string }>`
    select c.conrelid::regclass::text as table, c.conname as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c where c.connamespace = 'sambatan'::regnamespace and c.contype = 'f' order by 1, 2`.execute(tx)
  for (const { table, name } of rows) {
    await sql.raw(`alter table ${table} drop constraint ${pg.escapeIdentifier(name)}`).execute(tx)
  }
  return rows.map(
    ({ table, name, definition }) => `alter table ${table} add constraint ${pg.escapeIdentifier(name)} ${definition}`,
  )
}

async function insert(tx: Tx, from: TableShape, into: TableShape, lines: string[]): Promise<void> {
  const types = new Map(into.columns.map(({ name, type }) => [name, type]))
  const names = from.columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ')
  const values = from.columns.map(({ name }, place) => `(line ->> ${place})::${types.get(name)}`).join(', ')
  await sql`
    insert into ${sql.table(`sambatan.${from.name}`)} (${sql.raw(names)}) overriding system value
    select ${sql.raw(values)} from jsonb_array_elements(${`[${lines.join(',')}]`}::jsonb) as line`.execute(tx)
}
