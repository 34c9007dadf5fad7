/**
 * Brings a database to the state that this code expects: `sql/migrations/NNNN_name.sql` once each, in order, a transaction for
 * each; then, in one transaction, every `sql/functions/**` whose text changed, without those that no file names any more.
 *
 * Every transaction takes the same lock and looks again at what is left, so that of ten nodes that start together each file
 * is applied by one, and the others find it done. What fails leaves all that was committed before, and nothing of itself.
 *
 * A database that a newer release has seen to is left as it is: while nodes are upgraded one by one, an older one that
 * restarts must not put its functions back. It serves on, unless a migration is marked as breaking.
 */
import { sql } from 'kysely'
import { compareReleases, release as ownRelease } from '../kernel/release.ts'
import { type Applied, bootstrapSql, readApplied, readAppliedIn } from './applied-sql.ts'
import { applyFunctions, applyMigration } from './apply-sql.ts'
import type { Database, Tx } from './database.ts'
import { SetupError } from './errors.ts'
import { type Migration, readSources, type SqlFile, type SqlSources } from './sql-sources.ts'

export interface MigrateOptions {
  log?: (line: string) => void
  /** The folder with `migrations/` and `functions/`; the project's own unless a test brings another. */
  sqlDir?: string
  /** The release that brings them; this code's own unless a test says otherwise. */
  release?: string
  /** What becomes of a database that a newer release has seen to; unset: it is refused. */
  whenNewer?: 'refuse' | 'serve on'
}

export interface Migrated {
  migrations: string[]
  functions: string[]
  /** Signatures of functions that are gone: no file names them any more, or their parameters changed. */
  dropped: string[]
  /** What of the database is newer than this code, as a person would name it; then nothing was done. */
  newer?: string
}

export interface MigrationState {
  /** Version of the database, 0 when it is empty; and of this code. */
  current: number
  latest: number
  pendingMigrations: string[]
  /** Files that would be applied, and paths of those that are gone. */
  changedFunctions: string[]
  /** What of the database is newer than this code, and whether this code can work on it. */
  newer?: Newer
}

export interface Newer {
  what: string
  breaking: boolean
}

interface Pending {
  migrations: Migration[]
  functions: SqlFile[]
  /** Paths that are recorded and that no file has. */
  removed: string[]
}

/** Any number that nothing else in the database takes an advisory lock on. */
export const migrationLockKey = 7_262_282_616

/** As `server_version_num` counts: older ones lack what the tables and functions are made of. */
export const postgresVersionMin = 150_000

/** @throws SetupError when this code must not touch the database, or cannot */
export async function migrate(db: Database, options: MigrateOptions = {}): Promise<Migrated> {
  const { log = () => {}, release = ownRelease, whenNewer = 'refuse' } = options
  const sources = readSources(options.sqlDir)
  const done: Migrated = { migrations: [], functions: [], dropped: [] }
  const applied = await readApplied(db)
  const newer = newerOf(sources, applied, release)
  if (newer !== undefined) {
    if (newer.breaking || whenNewer === 'refuse') throw tooNew(newer, sources)
    return { ...done, newer: newer.what }
  }
  if (isEmpty(pendingOf(sources, applied))) return done
  await requireVersion(db)

  /** One step under the lock, of what is left by then; false when nothing was. */
  const step = (take: (tx: Tx, pending: Pending) => Promise<boolean>): Promise<boolean> =>
    // A migration may take as long as it takes; so may waiting for the node that does it now.
    db.tx(
      async (tx) => {
        await sql`select pg_advisory_xact_lock(${sql.lit(migrationLockKey)})`.execute(tx)
        await sql.raw(bootstrapSql).execute(tx)
        const now = await readAppliedIn(tx)
        const overtaken = newerOf(sources, now, release)
        if (overtaken !== undefined) throw tooNew(overtaken, sources)
        return take(tx, pendingOf(sources, now))
      },
      { statementTimeoutMs: 0 },
    )
  const nextMigration = async (tx: Tx, { migrations: [migration] }: Pending) => {
    if (migration === undefined) return false
    await applyMigration(tx, migration)
    log(`applied migration ${migration.name}`)
    done.migrations.push(migration.name)
    return true
  }
  while (await step(nextMigration));
  await step(async (tx, pending) => {
    done.dropped = await applyFunctions(tx, pending, release)
    done.functions = pending.functions.map(({ path }) => path)
    for (const path of done.functions) log(`applied ${path}`)
    for (const signature of done.dropped) log(`dropped ${signature}`)
    return true
  })
  return done
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
  options: Pick<MigrateOptions, 'sqlDir' | 'release'> = {},
): Promise<MigrationState> {
  const sources = readSources(options.sqlDir)
  const applied = await readApplied(db)
  const newer = newerOf(sources, applied, options.release ?? ownRelease)
  const pending = newer ? { migrations: [], functions: [], removed: [] } : compare(sources, applied)
  return {
    current: Math.max(0, ...applied.migrations.map(({ version }) => version)),
    latest: sources.migrations.length,
    pendingMigrations: pending.migrations.map(({ name }) => name),
    changedFunctions: [...pending.functions.map(({ path }) => path), ...pending.removed],
    ...(newer && { newer }),
  }
}

function newerOf({ migrations }: SqlSources, applied: Applied, release: string): Newer | undefined {
  const beyond = applied.migrations.filter(({ version }) => version > migrations.length)
  const names = beyond.map(({ name }) => name)
  if (names.length > 0) {
    const what = `${names.length === 1 ? 'migration' : 'migrations'} ${names.join(', ')}`
    return { what, breaking: beyond.some(({ breaking }) => breaking) }
  }
  if (applied.release === null || compareReleases(applied.release, release) <= 0) return undefined
  return { what: `the functions of release ${applied.release}`, breaking: false }
}

function tooNew({ what }: Newer, { migrations }: SqlSources): SetupError {
  return new SetupError(
    'schema_newer_than_code',
    `The database is newer than this version of Sambatan: it has ${what}, and this code is of release ${ownRelease}, with migrations up to ${migrations.length}. Nothing was changed. Install the newer Sambatan; this one could damage the data.`,
  )
}

/** What is to be done, or why it must not be. */
function pendingOf(sources: SqlSources, applied: Applied): Pending {
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

function compare(sources: SqlSources, applied: Applied): Pending {
  const versions = new Set(applied.migrations.map(({ version }) => version))
  const hashes = new Map(applied.functions.map(({ path, sha256 }) => [path, sha256]))
  const paths = new Set(sources.functions.map(({ path }) => path))
  return {
    migrations: sources.migrations.filter(({ version }) => !versions.has(version)),
    functions: sources.functions.filter(({ path, sha256 }) => hashes.get(path) !== sha256),
    removed: applied.functions.map(({ path }) => path).filter((path) => !paths.has(path)),
  }
}

function isEmpty({ migrations, functions, removed }: Pending): boolean {
  return migrations.length + functions.length + removed.length === 0
}
