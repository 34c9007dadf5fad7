/** Rows for tables that the demo leaves empty, so that what copies a database has something to lose in each. */
import { sql } from 'kysely'
import type { Database } from '../../src/db/index.ts'

const campaign = '(select id from sambatan.campaigns order by id limit 1)'
const person = "(select id from sambatan.people where origin <> 'service' order by id limit 1)"
const at = "timestamptz '2026-11-29 10:11:12.123456+00'"
const hash = (letter: string) => `decode(repeat('${letter}', 64), 'hex')`
const key = (letter: string) => `repeat('${letter}', 32)`

const rows: Record<string, string> = {
  api_keys: `(gen_random_uuid(), 'Toko "Wangi", \\ backend', 'sbk_12345678', ${hash('a')}, '{join,"participants"}', 'operator', ${at})`,
  attempts: `('\\x00ff0a27', 3, ${at})`,
  email_suppressions: `('gone@example.test', E'550 tab\\there\\nline 2', ${at})`,
  follows: `(${person}, 'seller-1', ${at})`,
  idempotency_keys: `('user:a', 'key-1', ${hash('b')}, null, 201, '{"a": null, "b": [1.50, "\\u00e9", "\\\\"]}', ${at})`,
  known_devices: `(${hash('c')}, ${person}, ${at})`,
  lifecycle_failures: `(${campaign}, 2, 'canceling statement due to statement timeout', ${at}, ${at})`,
  mailbox: `(gen_random_uuid(), ${person}, 'a@example.test', 'welcome', 'id', 'sealed', ${at}, ${at})`,
  message_rounds: `(${campaign}, 'reminder', 12, ${at}, 'seller-1')`,
  message_templates: `('seller-1', 'reminder', 'id', E'Halo, \\u2728 \\'kak\\'\\n\\ttab', 'seller-1', ${at})`,
  notification_preferences: `(${person}, 'orders', 'push', false, ${at})`,
  operator_codes: `(${hash('d')}, ${at})`,
  outbox: `((select max(id) from sambatan.audit_logs), null)`,
  private_pictures: `(gen_random_uuid(), 'user:a', ${hash('e')}, ${key('e')}, 10, 20, ${at}, null)`,
  push_keys: `(true, 'public', 'sealed', ${at})`,
  sessions: `('019a0000-0000-7000-8000-000000000001', 'token', ${person}, null, '', ${at}, ${at}, ${at})`,
  push_subscriptions: `(gen_random_uuid(), ${person}, 'https://push.example.test/1', 'p', 'a', ${at}, null, '019a0000-0000-7000-8000-000000000001')`,
  scheduler_runs: `(gen_random_uuid(), 'due', 'node:1', ${at}, ${at})`,
  search_backlog: `('product', 'nothing', gen_random_uuid(), null, ${at})`,
  share_images: `(${key('f')}, ${campaign}, 'id', ${at})`,
  statement_lines: `('seller-1', '', ${key('1')}, (select id from sambatan.money_records order by id limit 1), ${at})`,
  two_factors: `(gen_random_uuid(), ${person}, 'sealed', 'sealed')`,
  verifications: `(gen_random_uuid(), 'a', 'b', ${at}, ${at}, ${at})`,
  waiting_entries: `(gen_random_uuid(), ${campaign}, 'user-9', 2, null, 'Jl. Melati 5', null, false, 1.5, null, null, null, ${at}, ${at}, ${at}, 'left')`,
  whatsapp_consents: `(default, ${person}, '+628123456789', true, 'a', ${at})`,
  whatsapp_refusals: `('+628123456789', 'no such number', ${at})`,
}

/** Answers which tables are still empty: whoever adds a table adds a row here. */
export async function fillEveryTable(db: Database): Promise<string[]> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'r'`,
  )
  const isEmpty = async (name: string) => {
    const [row] = await db.query<{ filled: boolean }>(`select exists (select from sambatan.${name}) as filled`)
    return !row!.filled
  }
  for (const [name, values] of Object.entries(rows)) {
    if (await isEmpty(name)) await db.query(`insert into sambatan.${name} overriding system value values ${values}`)
  }
  const left: string[] = []
  for (const { name } of tables) if (await isEmpty(name)) left.push(name)
  return left
}

/** A fingerprint of all rows of each table, but of that in which this code notes what it has put there itself. */
export async function fingerprints(db: Database): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'r' order by 1`,
  )
  const found: Record<string, string> = {}
  await db.tx(async (tx) => {
    await sql`set local timezone = 'UTC'`.execute(tx)
    for (const { name } of tables) {
      if (name === 'schema_functions') continue
      const { rows: marks } = await sql<{ mark: string }>`
        select count(*) || ' rows ' || coalesce(md5(string_agg(row, '|' order by row collate "C")), '') as mark
        from (select to_jsonb(t)::text as row from ${sql.table(`sambatan.${name}`)} t) all_rows`.execute(tx)
      found[name] = marks[0]!.mark
    }
    const { rows: sequences } = await sql<{ name: string; last: string }>`
      select sequencename as name, coalesce(last_value::text, 'none') as last from pg_sequences
      where schemaname = 'sambatan'`.execute(tx)
    for (const { name, last } of sequences) found[`sequence ${name}`] = last
  })
  return found
}
