/** What a database is made of beside its rows, as its catalogue tells it: what a copy of it must be given, and compared with. */
import { sql } from 'kysely'
import type { Tx } from '../database.ts'

export interface TableShape {
  name: string
  /** Those that hold something by themselves: what is generated follows from the others. */
  columns: { name: string; type: string }[]
}

export interface DatabaseShape {
  /** In their order, from the first. */
  migrations: { version: number; name: string; sha256: string }[]
  tables: TableShape[]
  /** Statements that make the functions and triggers as they are, for a schema that this code has moved on from. */
  routines: string[]
}

/** Values of a sequence are larger than numbers of JavaScript may be. */
export interface SequenceState {
  name: string
  last: string
  called: boolean
}

const tablesSql = `
select c.relname as name,
  json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
where c.relnamespace = 'sambatan'::regnamespace and c.relkind = 'r'
group by c.relname order by c.relname`

const routinesSql = `
select definition from (
  select 1 as place, oid, pg_get_functiondef(oid) as definition
  from pg_proc where pronamespace = 'sambatan'::regnamespace and prokind = 'f'
  union all
  select 2, oid, format('comment on function %s is %L', oid::regprocedure, obj_description(oid, 'pg_proc'))
  from pg_proc where pronamespace = 'sambatan'::regnamespace and prokind = 'f' and obj_description(oid, 'pg_proc') is not null
  union all
  select 3, t.oid, pg_get_triggerdef(t.oid)
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'sambatan'::regnamespace and not t.tgisinternal
) all_of_them order by place, oid`

export async function readTables(tx: Tx): Promise<TableShape[]> {
  return (await sql.raw<TableShape>(tablesSql).execute(tx)).rows
}

export async function readShape(tx: Tx): Promise<DatabaseShape> {
  const { rows: migrations } = await sql<DatabaseShape['migrations'][number]>`
    select version, name, sha256 from sambatan.schema_migrations order by version`.execute(tx)
  const { rows: routines } = await sql.raw<{ definition: string }>(routinesSql).execute(tx)
  return { migrations, tables: await readTables(tx), routines: routines.map(({ definition }) => definition) }
}

/** Read after the rows: a sequence is part of no transaction, and only goes forward. */
export async function readSequences(tx: Tx): Promise<SequenceState[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'S' order by 1`.execute(
    tx,
  )
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const { rows: found } = await sql<Omit<SequenceState, 'name'>>`
      select last_value::text as last, is_called as called from ${sql.table(`sambatan.${name}`)}`.execute(tx)
    states.push({ name, ...found[0]! })
  }
  return states
}

/** What the text of values and types depends on, whatever the server or its user were told. */
export const sameTextSql = `
set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
set local search_path = ''; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local idle_in_transaction_session_timeout = 0`

/** Between the steps of a long copy: the embedded database cuts off who has it to itself and says nothing for long. */
const signOfLifeMs = 3000

export async function keepingAlive<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  // What is wrong with the connection shows in the next statement of the work.
  const timer = setInterval(() => void sql`select 1`.execute(tx).catch(() => undefined), signOfLifeMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}
