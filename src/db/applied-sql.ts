/** What a database has been given of our SQL, as it records it itself. */
import { type Kysely, sql } from 'kysely'
import type { Database, Tx } from './database.ts'
import type { DB } from './types.gen.ts'

export interface Applied {
  migrations: { version: number; name: string; sha256: string; breaking: boolean }[]
  functions: { path: string; sha256: string }[]
  /** The release that last saw to the functions; null where none has said so. */
  release: string | null
}

const undefinedTable = '42P01'

/** The ground that everything else stands on: made here, because it must exist before the first migration. */
export const bootstrapSql = `
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
alter table sambatan.schema_migrations add column if not exists breaking boolean not null default false;
alter table sambatan.schema_functions add column if not exists release text;
`

// Rows whole, because a database of an earlier release lacks the columns that came later.
const readAppliedSql = `
select
  coalesce((select jsonb_agg(to_jsonb(m) order by m.version) from sambatan.schema_migrations m), '[]') as migrations,
  coalesce((select jsonb_agg(to_jsonb(f)) from sambatan.schema_functions f), '[]') as functions`

interface Rows {
  migrations: { version: number; name: string; sha256: string; breaking?: boolean }[]
  functions: { path: string; sha256: string; release?: string | null }[]
}

/** One cheap read, the only one when there is nothing to do. An empty database has been given nothing. */
export async function readApplied(db: Database): Promise<Applied> {
  try {
    const [row] = await db.query<Rows>(readAppliedSql)
    return appliedOf(row!)
  } catch (error) {
    if ((error as { code?: unknown }).code !== undefinedTable) throw error
    return { migrations: [], functions: [], release: null }
  }
}

export async function readAppliedIn(tx: Tx | Kysely<DB>): Promise<Applied> {
  const { rows } = await sql.raw<Rows>(readAppliedSql).execute(tx)
  return appliedOf(rows[0]!)
}

function appliedOf({ migrations, functions }: Rows): Applied {
  return {
    migrations: migrations.map((row) => ({ ...row, breaking: row.breaking ?? false })),
    functions,
    // All rows bear the same one, written with the last change.
    release: functions[0]?.release ?? null,
  }
}
