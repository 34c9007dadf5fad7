/**
 * Brings a database to the state that this code expects: `sql/migrations/NNNN_name.sql` once each, in order, then
 * every `sql/functions/**` whose text changed. All of it in one transaction under one lock, so that of ten nodes that
 * start together one does the work and nine find it done; and when anything fails, nothing has happened.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Database, Tx } from './database.ts'
import { SetupError } from './errors.ts'

export interface MigrateOptions {
  log?: (line: string) => void
  /** The folder with `migrations/` and `functions/`; the project's own unless a test brings another. */
  sqlDir?: string
}

export interface Migrated {
  migrations: string[]
  functions: string[]
}

export interface MigrationState {
  /** Version of the database, 0 when it is empty; and of this code. */
  current: number
  latest: number
  pendingMigrations: string[]
  changedFunctions: string[]
}

interface SqlFile {
  /** Relative to the sql folder, with forward slashes: `functions/lifecycle/complete_sambatan_campaign.sql`. */
  path: string
  text: string
  sha256: string
}

interface Migration extends SqlFile {
  version: number
  name: string
}

export interface SqlSources {
  migrations: Migration[]
  functions: SqlFile[]
}

interface Applied {
  migrations: { version: number; name: string; sha256: string }[]
  functions: { path: string; sha256: string }[]
}

export const SQL_DIR = fileURLToPath(new URL('../../sql/', import.meta.url))

/** Any number that nothing else in the database takes an advisory lock on. */
const LOCK_KEY = 7_262_282_616
const UNDEFINED_TABLE = '42P01'

/** As `server_version_num` counts: older ones lack what the tables and functions are made of. */
export const postgresVersionMin = 150_000

/** The ground that everything else stands on: made here, because it must exist before the first migration. */
export const BOOTSTRAP_SQL = `
create schema if not exists sambatan;
create table if not exists sambatan.schema_migrations (
  version integer primary key,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null default clock_timestamp()
);
create table if not exists sambatan.schema_functions (
  path text primary key,
  sha256 text not null,
  applied_at timestamptz not null default clock_timestamp()
);
alter table sambatan.schema_migrations enable row level security;
alter table sambatan.schema_functions enable row level security;
`

export async function migrate(db: Database, options: MigrateOptions = {}): Promise<Migrated> {
  const log = options.log ?? (() => {})
  const sources = readSources(options.sqlDir)
  const before = pendingOf(sources, await readApplied(db))
  if (before.migrations.length === 0 && before.functions.length === 0) return { migrations: [], functions: [] }
  await requireVersion(db)

  const apply = async (tx: Tx): Promise<Migrated> => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_KEY)})`.execute(tx)
    await sql.raw(BOOTSTRAP_SQL).execute(tx)
    const pending = pendingOf(sources, await readAppliedIn(tx))
    for (const migration of pending.migrations) await applyMigration(tx, migration, log)
    // A function may call one that comes after it: bodies are checked when they run.
    await sql`set local check_function_bodies = off`.execute(tx)
    for (const file of pending.functions) await applyFunction(tx, file, log)
    return {
      migrations: pending.migrations.map(({ name }) => name),
      functions: pending.functions.map(({ path }) => path),
    }
  }
  // A migration may take as long as it takes; so may waiting for the node that does it now.
  return db.tx(apply, { statementTimeoutMs: 0 })
}

/** @throws SetupError on a server that none of this can be put into */
async function requireVersion(db: Database): Promise<void> {
  const [row] = await db.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  )
  if (row!.number >= postgresVersionMin) return
  throw new SetupError(
    'database_too_old',
    `The database is PostgreSQL ${row!.version}, and Sambatan needs ${postgresVersionMin / 10_000} or newer: upgrade the server, or set DATABASE_URL to another one. Nothing was changed.`,
  )
}

export async function migrationState(
  db: Database,
  options: Pick<MigrateOptions, 'sqlDir'> = {},
): Promise<MigrationState> {
  const sources = readSources(options.sqlDir)
  const applied = await readApplied(db)
  const pending = compare(sources, applied)
  return {
    current: Math.max(0, ...applied.migrations.map(({ version }) => version)),
    latest: latestOf(sources),
    pendingMigrations: pending.migrations.map(({ name }) => name),
    changedFunctions: pending.functions.map(({ path }) => path),
  }
}

export function readSources(sqlDir: string = SQL_DIR): SqlSources {
  return {
    migrations: readSqlFiles(sqlDir, 'migrations').map(toMigration),
    functions: readSqlFiles(sqlDir, 'functions'),
  }
}

function readSqlFiles(sqlDir: string, folder: string): SqlFile[] {
  const names = readdirSync(join(sqlDir, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => {
      const full = join(sqlDir, folder, name)
      const text = readFileSync(full, 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      return { path: relative(sqlDir, full).split(sep).join('/'), text, sha256 }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function toMigration(file: SqlFile, index: number): Migration {
  const match = /\/(\d{4})_([a-z0-9_]+)\.sql$/.exec(file.path)
  const version = Number(match?.[1])
  if (match?.[1] === undefined || match[2] === undefined || version !== index + 1) {
    throw new SetupError(
      'migration_misnamed',
      `${file.path} is out of line: migrations are named NNNN_name.sql and numbered without gaps, so number ${String(index + 1).padStart(4, '0')} was expected here.`,
    )
  }
  return { ...file, version, name: `${match[1]}_${match[2]}` }
}

/** One cheap read, the only one when there is nothing to do. */
function readApplied(db: Database): Promise<Applied> {
  return db
    .query<Applied>(READ_APPLIED_SQL)
    .then(([row]) => row as Applied)
    .catch((error) => {
      if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return { migrations: [], functions: [] }
      throw error
    })
}

async function readAppliedIn(tx: Tx): Promise<Applied> {
  const { rows } = await sql.raw<Applied>(READ_APPLIED_SQL).execute(tx)
  return rows[0] as Applied
}

const READ_APPLIED_SQL = `
select
  coalesce((select jsonb_agg(jsonb_build_object('version', version, 'name', name, 'sha256', sha256) order by version)
            from sambatan.schema_migrations), '[]') as migrations,
  coalesce((select jsonb_agg(jsonb_build_object('path', path, 'sha256', sha256))
            from sambatan.schema_functions), '[]') as functions`

/** What is to be done, or why it must not be. */
function pendingOf(sources: SqlSources, applied: Applied): SqlSources {
  const latest = latestOf(sources)
  const newer = applied.migrations.find(({ version }) => version > latest)
  if (newer !== undefined) {
    throw new SetupError(
      'schema_newer_than_code',
      `The database is newer than this version of Sambatan: it has migration ${newer.name}, and this code knows them up to ${latest}. Install a newer Sambatan; running this one could damage the data.`,
    )
  }
  for (const { version, name, sha256 } of applied.migrations) {
    const source = sources.migrations[version - 1]
    if (source?.sha256 === sha256) continue
    throw new SetupError(
      'migration_changed',
      `Migration ${name} has been changed after it was applied to this database. Migrations are frozen: restore ${source?.path ?? 'the file'} as it was released, and put the change into a new migration.`,
    )
  }
  return compare(sources, applied)
}

function compare(sources: SqlSources, applied: Applied): SqlSources {
  const versions = new Set(applied.migrations.map(({ version }) => version))
  const hashes = new Map(applied.functions.map(({ path, sha256 }) => [path, sha256]))
  return {
    migrations: sources.migrations.filter(({ version }) => !versions.has(version)),
    functions: sources.functions.filter(({ path, sha256 }) => hashes.get(path) !== sha256),
  }
}

/** The version of this code: its newest migration. */
export function latestMigration(): number {
  return readSqlFiles(SQL_DIR, 'migrations').length
}

function latestOf(sources: SqlSources): number {
  return sources.migrations.length
}

async function applyMigration(tx: Tx, { version, name, path, text, sha256 }: Migration, log: (line: string) => void) {
  await applyText(tx, path, text)
  await sql`insert into sambatan.schema_migrations (version, name, sha256) values (${version}, ${name}, ${sha256})`.execute(
    tx,
  )
  log(`applied migration ${name}`)
}

async function applyFunction(tx: Tx, { path, text, sha256 }: SqlFile, log: (line: string) => void) {
  await applyText(tx, path, text)
  await sql`
    insert into sambatan.schema_functions (path, sha256) values (${path}, ${sha256})
    on conflict (path) do update set sha256 = excluded.sha256, applied_at = clock_timestamp()`.execute(tx)
  log(`applied ${path}`)
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
