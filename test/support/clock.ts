/**
 * Time in tests. `sambatan.now()` is replaced, in the test's own database, by one that reads a table, so that every
 * connection and every process that uses this database lives at the same moment. Production has no such hook.
 */
import type { Database } from '../../src/db/index.ts'

/** From now on the database's clock runs this far ahead of (or, negative, behind) the real one. */
export async function setClock(db: Database, { offsetMs }: { offsetMs: number }): Promise<void> {
  await install(db)
  await db.query('update test_clock.clock set offset_ms = $1', [offsetMs])
}

export async function advanceClock(db: Database, byMs: number): Promise<void> {
  await install(db)
  await db.query('update test_clock.clock set offset_ms = offset_ms + $1', [byMs])
}

export async function databaseNow(db: Database): Promise<Date> {
  const [row] = await db.query<{ now: Date }>('select sambatan.now() as now')
  if (row === undefined) throw new Error('no time')
  return row.now
}

const installed = new WeakSet<Database>()

async function install(db: Database): Promise<void> {
  if (installed.has(db)) return
  await db.query('create schema if not exists test_clock')
  await db.query('create table if not exists test_clock.clock (one boolean primary key check (one), offset_ms bigint)')
  await db.query('insert into test_clock.clock values (true, 0) on conflict do nothing')
  await db.query(`
    create or replace function sambatan.now() returns timestamptz language sql volatile parallel restricted as $$
      select date_trunc('milliseconds', coalesce(
        nullif(current_setting('sambatan.now', true), '')::timestamptz,
        clock_timestamp() + (select offset_ms from test_clock.clock) * interval '1 millisecond'))
    $$`)
  installed.add(db)
}
