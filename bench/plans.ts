/**
 * What a session pays for a batch of 100 joins whose plans were made while the tables were small, as they grow. Once with
 * the engine's function, once (the control) with the settings removed that pin its plans.
 */
import pg from 'pg'
import { migrate, openDatabase } from '../src/db/index.ts'
import { uuidv7 } from '../src/kernel/ids.ts'
import { withDatabase } from '../test/support/admin.ts'
import type { TestPostgres } from '../test/support/postgres.ts'
import { percentile, type Row, type Section } from './support/report.ts'

const functions = ['join_sambatan_campaigns(jsonb)', 'count_participants()']
const campaignId = '00000000-0000-7000-8000-0000000000c1'
const sizes = [0, 10_000, 100_000, 300_000]

export async function benchPlans(postgres: TestPostgres): Promise<Section> {
  const rows: Row[] = []
  for (const pinned of [true, false]) {
    const name = `bench_plans_${pinned ? 'pinned' : 'control'}`
    await withDatabase(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`))
    const db = await openDatabase({ url: postgres.url(name) })
    await migrate(db)
    await db.close()
    rows.push(await measure(postgres.url(name), pinned))
    await withDatabase(postgres.url('postgres'), (admin) => admin.query(`drop database ${name} with (force)`))
  }
  return {
    name: 'plans',
    title: 'Plans: a batch of 100 joins in one session, made when the tables were empty',
    note: 'Median milliseconds of 9 batches, when so many participations exist. Statistics never run meanwhile: the worst case.',
    rows,
  }
}

async function measure(url: string, pinned: boolean): Promise<Row> {
  const session = new pg.Client({ connectionString: url })
  const other = new pg.Client({ connectionString: url })
  await Promise.all([session.connect(), other.connect()])
  try {
    for (const table of ['participants', 'idempotency_keys', 'audit_logs', 'campaigns', 'outbox']) {
      await session.query(`alter table sambatan.${table} set (autovacuum_enabled = off)`)
    }
    if (!pinned) for (const name of functions) await session.query(`alter function sambatan.${name} reset all`)
    await session.query(`
      insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
      values ('00000000-0000-7000-8000-0000000000b1', 'bench', 'Bench', 1, true, now(), now())`)
    await session.query(`
      insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots,
        max_per_buyer, deadline, created_at, updated_at)
      values ('${campaignId}', 'bench', '00000000-0000-7000-8000-0000000000b1', 'bench', 'Bench', 1, 1000000, 1, 1000,
        now() + interval '1 day', now(), now())`)
    await session.query(`select sambatan.publish_sambatan_campaign('${campaignId}')`)
    const row: Row = { plans: pinned ? 'pinned (the engine)' : 'not pinned (control)' }
    let existing = 0
    // A few rows of which PostgreSQL knows how few they are: the plan that fits them is a sequential scan. Ten calls make
    // it settle on cached plans.
    await joinBatch(session, 1)
    await session.query('vacuum analyze')
    for (let i = 0; i < 10; i++) await joinBatch(session, 1)
    for (const size of sizes) {
      await grow(other, size - existing)
      existing = size
      const samples: number[] = []
      for (let i = 0; i < 9; i++) samples.push(await joinBatch(session, 100))
      row[`at ${size.toLocaleString('en')}`] = percentile(samples, 0.5)
    }
    return row
  } finally {
    await Promise.all([session.end(), other.end()])
  }
}

/** Participations and keys of other campaigns, as if other sessions had written them. */
async function grow(other: pg.Client, count: number): Promise<void> {
  if (count <= 0) return
  // Not ALTER TABLE ... DISABLE TRIGGER, and not in the measured session: either would make it plan anew.
  await other.query('set session_replication_role = replica')
  await other.query(`
    insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, joined_at,
      updated_at)
    select gen_random_uuid(), gen_random_uuid(), 'other-' || i, 1, 1, 'IDR', 'Jalan Melati 5', now(), now()
    from generate_series(1, ${count}) i`)
  await other.query(`
    insert into sambatan.idempotency_keys (scope, key, request_hash, participant_id, created_at)
    select 'other', gen_random_uuid()::text, sha256('x'), gen_random_uuid(), now() from generate_series(1, ${count})`)
}

async function joinBatch(session: pg.Client, size: number): Promise<number> {
  const requests = Array.from({ length: size }, () => ({
    campaign_id: campaignId,
    id: uuidv7(),
    user_id: `buyer-${uuidv7()}`,
    quantity: 1,
    shipping_address: 'Jalan Melati No. 5, Sleman',
    scope: 'service',
    key: uuidv7(),
    request_hash: '00'.repeat(32),
  }))
  const startedAt = performance.now()
  await session.query('select * from sambatan.join_sambatan_campaigns($1::jsonb)', [JSON.stringify(requests)])
  return performance.now() - startedAt
}
