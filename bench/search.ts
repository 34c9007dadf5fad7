/**
 * What searching costs as campaigns grow, and what it would cost without its index (the control). 13 rows are asked for, as
 * by the list of campaigns; half of the campaigns are among those that it shows.
 */
import { type Database, migrate, openDatabase } from '../src/db/index.ts'
import { listCampaigns } from '../src/modules/campaigns/index.ts'
import { withDatabase } from '../test/support/admin.ts'
import type { TestPostgres } from '../test/support/postgres.ts'
import { percentile, type Row, type Section } from './support/report.ts'

const questions = {
  'a word of all': 'kampanye',
  'the beginning of a tenth': 'mel',
  'a rare word': 'kata123',
  'two names': 'toko wangi77',
  nothing: 'tidak ada',
}

export async function benchSearch(postgres: TestPostgres, sizes: number[]): Promise<Section> {
  const rows: Row[] = []
  await withDatabase(postgres.url('postgres'), (admin) => admin.query('create database bench_search'))
  const db = await openDatabase({ url: postgres.url('bench_search'), statementTimeoutMs: 0 })
  try {
    await migrate(db)
    let existing = 0
    for (const size of sizes) {
      await grow(db, existing, size)
      existing = size
      rows.push({ campaigns: size.toLocaleString('en'), ...(await measure(db)) })
    }
    await db.query('drop index sambatan.campaign_search_words_idx')
    rows.push({ campaigns: 'the same without its index (control)', ...(await measure(db)) })
  } finally {
    await db.close()
  }
  return { name: 'search', title: 'Search', note: 'Median milliseconds of 9 searches, of a list of 12.', rows }
}

/** Ten products a seller, one campaign each, with a story of 250 characters. */
async function grow(db: Database, from: number, to: number): Promise<void> {
  const some = `generate_series(${from + 1}, ${to}) i`
  await db.query(`insert into sambatan.people (id, origin, name, created_at, updated_at)
    select 'seller-' || i, 'service', 'Toko ' || (array['Melati', 'Kayu', 'Laut', 'Wangi' || i % 100])[1 + i % 4], now(), now()
    from ${some} where i % 10 = 0`)
  await db.query(`insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
    select md5('product ' || i)::uuid, 'seller-' || (i - i % 10), 'Produk ' || i % 5000, 1, true, now(), now() from ${some}`)
  await db.query(`insert into sambatan.campaigns (id, slug, product_id, seller_id, title, description, price_per_slot,
      total_slots, minimum_slots, deadline, status, cancelled_at, created_at, updated_at)
    select gen_random_uuid(), 'bench-' || i, md5('product ' || i)::uuid, 'seller-' || (i - i % 10),
      'Kampanye ' || (array['Melati', 'Kenanga', 'Cendana', 'Mawar', 'Gaharu', 'Kopi', 'Teh', 'Madu', 'Batik', 'Buku'])[1 + i % 10]
        || ' kata' || i * 31 % 20000 || ' batch ' || i % 40,
      'Dibuat pelan-pelan dari kebun sendiri, tahan lama. ' || repeat('Isi ' || md5(i::text) || ' dan ', 5), 1 + i % 1000, 10, 10,
      now() + i * interval '1 minute', (array['active', 'expired'])[1 + i % 2]::sambatan.sambatan_status,
      case i % 2 when 1 then now() end, now(), now()
    from ${some}`)
  await db.query('vacuum analyze')
}

async function measure(db: Database): Promise<Row> {
  const row: Row = {}
  for (const [name, q] of Object.entries(questions)) {
    const samples: number[] = []
    for (let i = 0; i < 9; i++) {
      const startedAt = performance.now()
      await listCampaigns(db.read, { q, status: ['active', 'full', 'scheduled'], includeDrafts: false, limit: 12 })
      samples.push(performance.now() - startedAt)
    }
    row[name] = percentile(samples, 0.5)
  }
  return row
}
