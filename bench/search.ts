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

/**
 * Renaming the seller of very many campaigns: what the renaming itself takes, and what goes on with it afterwards, against all
 * of it in one statement (the control). One seller, and a product for each campaign.
 */
export async function benchRenaming(postgres: TestPostgres, size: number): Promise<Section> {
  await withDatabase(postgres.url('postgres'), (admin) => admin.query('create database bench_renaming'))
  const db = await openDatabase({ url: postgres.url('bench_renaming'), statementTimeoutMs: 0 })
  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now()
    await work()
    return performance.now() - startedAt
  }
  try {
    await migrate(db)
    await grow(db, 0, size, size)
    const seller = `seller-${size}`
    const rename = (name: string) => db.query(`update sambatan.people set name = $1 where id = $2`, [name, seller])
    const renaming = await timed(() => rename('Toko Kenari'))
    const steps: number[] = []
    for (let more = true; more; ) {
      const took = await timed(async () => {
        more = (await db.query<{ done: boolean }>('select sambatan.index_renamed(2000) as done'))[0]!.done
      })
      steps.push(took)
    }
    const control = await timed(() =>
      db.query('select sambatan.index_names(array(select id from sambatan.campaigns where seller_id = $1))', [seller]),
    )
    const rows = [
      { what: 'the renaming', ms: renaming },
      { what: 'the longest step after it', ms: Math.max(...steps) },
      { what: 'all steps', ms: steps.reduce((sum, ms) => sum + ms, 0) },
      { what: 'all in one statement (control)', ms: control },
    ]
    const campaigns = size.toLocaleString('en')
    return { name: 'renaming', title: 'Renaming', note: `Milliseconds, a seller of ${campaigns} campaigns.`, rows }
  } finally {
    await db.close()
  }
}

/** So many products a seller, one campaign each, with a story of 250 characters. */
async function grow(db: Database, from: number, to: number, perSeller = 10): Promise<void> {
  const some = `generate_series(${from + 1}, ${to}) i`
  const seller = `'seller-' || ceil(i::numeric / ${perSeller}) * ${perSeller}`
  await db.query(`insert into sambatan.people (id, origin, name, created_at, updated_at)
    select 'seller-' || i, 'service', 'Toko ' || (array['Melati', 'Kayu', 'Laut', 'Wangi' || i % 100])[1 + i % 4], now(), now()
    from ${some} where i % ${perSeller} = 0`)
  await db.query(`insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
    select md5('product ' || i)::uuid, ${seller}, 'Produk ' || i % 5000, 1, true, now(), now() from ${some}`)
  await db.query(`insert into sambatan.campaigns (id, slug, product_id, seller_id, title, description, price_per_slot,
      total_slots, minimum_slots, deadline, status, cancelled_at, created_at, updated_at)
    select gen_random_uuid(), 'bench-' || i, md5('product ' || i)::uuid, ${seller},
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
