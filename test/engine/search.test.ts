/** What is found by which words: campaigns, by everything that a card shows; products; people. */
import { ExplainNode, type KyselyPlugin } from 'kysely'
import type pg from 'pg'
import { beforeAll, expect, inject, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { sellerName } from '../../src/kernel/names.ts'
import { type CampaignFilter, indexRenamed, listCampaigns, updateCampaign } from '../../src/modules/campaigns/index.ts'
import { listPeople, updateProfile } from '../../src/modules/people/index.ts'
import { listProducts, updateProduct } from '../../src/modules/products/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joined, makeCampaign, makeProduct } from '../support/engine.ts'
import { sessions, untilWaiting } from '../support/sessions.ts'

const everything = { limit: 50, includeDrafts: true }

async function titles(db: Database, q: string, filter: Partial<CampaignFilter> = {}): Promise<string[]> {
  const { items } = await listCampaigns(db.read, { ...everything, ...filter, q })
  return items.map(({ title }) => title).sort()
}

function rename(db: Database, id: string, name: string): Promise<unknown> {
  return db.tx((tx) => updateProfile(tx, id, { name }, true))
}

onEachDatabase('a campaign', (test) => {
  beforeAll(async () => {
    await rename(test.db, 'rina', 'Rumah Wangi Rina')
    const product = await makeProduct(test.db, { seller_id: 'rina', name: 'Kenanga Élégance' })
    const story = "Dibuat tiap Jum'at di Łódź — “pelan-pelan”, 30ml."
    await makeCampaign(test.db, { product_id: product.id, title: 'Mélati Senja, batch 1', description: story })
    const name = 'Kopi Subuh'
    await makeCampaign(test.db, {
      product_id: (await makeProduct(test.db, { name })).id,
      title: '🌸Mawar Pagi batch 10',
    })
  })
  const melati = ['Mélati Senja, batch 1']
  const mawar = ['🌸Mawar Pagi batch 10']
  const both = [...melati, ...mawar].sort()

  it.each([
    ['the beginning of a word', 'mel', melati],
    ['beginnings in any order and case', 'SENJ mel', melati],
    ['words without their accents', 'melati', melati],
    ['words with accents that are not there', 'sénja', melati],
    ['accents written as two characters', 'me\u0301lati', melati],
    ['letters that have no other form', 'lodz', melati],
    ['the name of its product', 'elegan', melati],
    ['the name of its seller', 'rina', melati],
    ['words of the title, the product and the seller together', 'rumah kenanga senja', melati],
    ['its story', 'dibuat pelan', melati],
    ['a word with an apostrophe', 'jumat', melati],
    ['a word with another apostrophe', 'Jum’at', melati],
    ['a number with its unit', '30', melati],
    ['words beside a picture', 'mawar', mawar],
    ['what both have', 'batch', both],
    ['a word after a dash, and not everything else', '-senja', melati],
    ['words in quotation marks', '"senja pagi"', []],
    ['a word that means something elsewhere', 'mawar or senja', []],
    ['a letter', 'senja m', melati],
    ['a whole number, and not one that begins like it', 'batch 1', melati],
    ['the end of a word', 'lati', []],
    ['words of two campaigns', 'melati mawar', []],
    ['nothing but signs', '-- "!" & | :* \\ \'', []],
    ['a picture alone', '🌸', []],
    ['a word without an end', 'm'.repeat(3000), []],
  ])('is found by %s: %j', async (_, q, found) => {
    expect(await titles(test.db, q)).toEqual(found)
  })

  it('is found by a word without an end as far as a word goes', async () => {
    await makeCampaign(test.db, { title: 'Panjang', description: 'z'.repeat(8000) })
    expect(await titles(test.db, 'z'.repeat(100))).toEqual(['Panjang'])
  })

  it('is found by its new texts, its product and its seller by their new names, and no longer by the old', async () => {
    const product = await makeProduct(test.db, { seller_id: 'tono', name: 'Cendana' })
    const { id } = await makeCampaign(test.db, { product_id: product.id, title: 'Hujan Pertama' })
    await rename(test.db, 'tono', 'Toko Tono')
    expect(await titles(test.db, 'hujan cendana tono'), 'a seller who is named later').toEqual(['Hujan Pertama'])
    await test.db.tx((tx) => updateCampaign(tx, id, { title: 'Hujan Kedua', description: 'Basah' }))
    await test.db.tx((tx) => updateProduct(tx, product.id, { name: 'Gaharu' }))
    await rename(test.db, 'tono', 'Toko Baru')
    expect(await titles(test.db, 'basah kedua gaharu baru')).toEqual(['Hujan Kedua'])
    for (const q of ['pertama', 'cendana', 'tono']) expect(await titles(test.db, q), q).toEqual([])
  })

  it('is found by new names at once where it runs, and after the next run also where there are thousands', async () => {
    const product = await makeProduct(test.db, { seller_id: 'grosir', name: 'Sabun' })
    await rename(test.db, 'grosir', 'Toko Satu')
    await test.db.query(
      `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots,
        deadline, status, cancelled_at, created_at, updated_at)
      select case i when 1 then '00000000-0000-7000-8000-000000000001' else gen_random_uuid() end, 'grosir-' || i, $1,
        'grosir', 'Grosir ke-' || i, 1, 10, 10, now() + interval '1 day',
        (case i when 1 then 'active' else 'cancelled' end)::sambatan.sambatan_status, case i when 1 then null else now() end,
        now(), now() from generate_series(1, 2100) i`,
      [product.id],
    )
    const found = async (q: string) => {
      const [row] = await test.db.query<{ count: number }>(
        'select count(*)::int as count from sambatan.campaign_search where words @@ sambatan.search_query($1)',
        [q],
      )
      return row!.count
    }
    await rename(test.db, 'grosir', 'Toko Dua')
    expect(await found('toko dua')).toBe(1000)
    expect(await titles(test.db, 'grosir dua', { status: ['active'] })).toEqual(['Grosir ke-1'])
    await test.db.query('select sambatan.index_renamed(2000)')
    expect(await found('toko dua')).toBeGreaterThan(1900)
    // Another name while the last one is still being written: what has been written is not all there is to do.
    await rename(test.db, 'grosir', 'Toko Tiga')
    await indexRenamed(test.db)
    expect([await found('toko tiga'), await found('toko dua')]).toEqual([2100, 0])
    await test.db.tx((tx) => updateProduct(tx, product.id, { name: 'Lilin' }))
    expect(await found('lilin')).toBe(1000)
    await indexRenamed(test.db)
    expect([await found('lilin'), await found('sabun')]).toEqual([2100, 0])
    expect(await test.db.query('select from sambatan.search_backlog')).toEqual([])
  })

  it.each([null, ' Toko\u202e Melati ', 'Kebun 12', 'rani@example.id', '+62 812-3456-7890', '08123456789', ' '])(
    'is found by a name that is shown, and by no other: %j',
    async (name) => {
      const [row] = await test.db.query<{ shown: string }>('select sambatan.displayed_name($1) as shown', [name])
      expect(row!.shown || null).toBe(sellerName(name))
    },
  )

  it('is found however it came, also by plain SQL', async () => {
    await test.db.query(`insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots,
        minimum_slots, deadline, created_at, updated_at)
      select gen_random_uuid(), 'borongan-' || i, (select id from sambatan.products where name = 'Kopi Subuh'), 'rina',
        'Borongan ke-' || i, 1, 10, 10, now() + interval '1 day', now(), now() from generate_series(1, 3) i`)
    expect(await titles(test.db, 'borongan kopi rina')).toEqual(['Borongan ke-1', 'Borongan ke-2', 'Borongan ke-3'])
  })

  it('costs its joins nothing: they write no row of the search, and no column that an index looks at', async () => {
    const { id } = await makeCampaign(test.db)
    const read = async () => {
      const [row] = await test.db.query<{ campaign: Record<string, unknown>; version: string }>(
        `select to_jsonb(c) as campaign, s.xmin::text || s.ctid::text as version
        from sambatan.campaigns c join sambatan.campaign_search s on s.campaign_id = c.id where c.id = $1`,
        [id],
      )
      return row!
    }
    // The first one also freezes its terms.
    await joined(test.db, id)
    const before = await read()
    await joined(test.db, id, { user_id: 'buyer-2' })
    const after = await read()
    expect(after.version).toBe(before.version)
    const written = Object.keys(after.campaign).filter((column) => after.campaign[column] !== before.campaign[column])
    expect(written.sort()).toEqual(['contribution', 'filled_slots', 'participant_count', 'progress', 'updated_at'])
    const indexed = await test.db.query<{ name: string }>(
      `select distinct a.attname as name from pg_index i
        join pg_depend d on d.objid = i.indexrelid and d.refobjid = i.indrelid
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = d.refobjsubid
      where i.indrelid = 'sambatan.campaigns'::regclass`,
    )
    expect(indexed.map(({ name }) => name)).toContain('deadline')
    expect(indexed.filter(({ name }) => written.includes(name))).toEqual([])
  })
})

onEachDatabase('a product or a person', (test) => {
  it('is found by the beginnings of words of its name, which are text and no pattern', async () => {
    const product = await makeProduct(test.db, { name: 'Kopi 100% \\ Subuh_1' })
    const find = async (q: string) => (await listProducts(test.db.read, { q, limit: 10 })).items.map(({ id }) => id)
    for (const q of ['kopi', '100%', 'SUB kop', 'kópi', 'subuh_1']) {
      expect(await find(q), q).toEqual([product.id])
    }
    for (const q of ['1000%', '%', '%x%', '_']) expect(await find(q), q).toEqual([])
  })

  it('is found by name, e-mail address or id', async () => {
    await rename(test.db, 'orang-9', 'Zoë Kartika')
    await test.db.query(`update sambatan.people set email = 'zoe.k+wangi@contoh.test' where id = 'orang-9'`)
    for (const q of ['zoe', 'kartika zoe', 'zoe.k', 'zoe.k+wangi@contoh.test', 'contoh', 'orang-9']) {
      const { items } = await listPeople(test.db.read, { q, withOperators: true, limit: 10 })
      expect(
        items.map(({ id }) => id),
        q,
      ).toEqual(['orang-9'])
    }
  })

  it('is found by any part of its phone number, as it is typed or pasted', async () => {
    await rename(test.db, 'orang-telepon', 'Tanpa Nama Lain')
    await test.db.query(`update sambatan.people set phone = '+6281234567890' where id = 'orang-telepon'`)
    const find = async (q: string) =>
      (await listPeople(test.db.read, { q, withOperators: true, limit: 10 })).items.map(({ id }) => id)
    for (const q of ['0812-3456-7890', '+62 812 3456 7890', '62812', '3456', '7890', '(0812) 3456']) {
      expect(await find(q), q).toEqual(['orang-telepon'])
    }
    for (const q of ['3457', '08123456789012', '890']) expect(await find(q), q).toEqual([])
  })
})

/** Turns each query into the question how it would be answered, and keeps the answers. */
function explaining(plans: string[]): KyselyPlugin {
  return {
    transformQuery: ({ node }) => ({ ...node, explain: ExplainNode.create('json') }),
    async transformResult({ result }) {
      plans.push(JSON.stringify(result.rows))
      return { ...result, rows: [] }
    },
  }
}

onEachDatabase(
  'every search',
  (test) => {
    const count = 5_000
    beforeAll(async () => {
      await test.db.query(`insert into sambatan.people (id, origin, name, created_at, updated_at)
        select 'seller-' || i, 'service', 'Toko ' || md5('s' || i % 200), now(), now() from generate_series(1, ${count}) i`)
      await test.db.query(
        `update sambatan.people set phone = '+62811' || (1000000 + substr(id, 8)::int * 37) where id like 'seller-%'`,
      )
      await test.db.query(`insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
        select gen_random_uuid(), 'seller-' || i, 'Produk ' || md5('p' || i % 300), 1, true, now(), now()
        from generate_series(1, ${count}) i`)
      await test.db.query(`insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots,
          minimum_slots, deadline, created_at, updated_at)
        select gen_random_uuid(), p.id::text, p.id, p.seller_id, 'Kampanye ' || substr(md5(p.id::text), 1, 3), 1 + n % 50, 10, 10,
          now() + n * interval '1 minute', now(), now()
        from (select *, row_number() over () as n from sambatan.products) p`)
      await test.db.query('vacuum analyze')
    }, 120_000)

    const word = 'abc'
    it.each([
      ['campaigns, by a rare word', 'campaign_search_words_idx', { ...everything, q: word }],
      ['campaigns, by two', 'campaign_search_words_idx', { ...everything, q: `${word} kampanye` }],
      [
        'campaigns that end soon',
        'campaign_search_words_idx',
        { ...everything, q: word, sort: 'ending_soon' as const },
      ],
      ['campaigns that are not there', 'campaign_search_words_idx', { ...everything, q: 'tidak ada' }],
      ['campaigns, by a word of nearly all', 'campaigns_pkey', { ...everything, limit: 12, q: 'kampanye' }],
    ])('of %s walks %s', async (_, index, filter) => {
      const plans: string[] = []
      await listCampaigns(test.db.read.withPlugin(explaining(plans)), filter)
      expect(plans).toHaveLength(1)
      expect(plans[0]).toContain(index)
      expect(plans[0]).not.toMatch(/"Seq Scan","[^}]*"Relation Name":"(campaigns|campaign_search)"/)
    })

    it('of products and of people walks theirs', async () => {
      const plans: string[] = []
      const db = test.db.read.withPlugin(explaining(plans))
      await listProducts(db, { q: word, limit: 20 })
      await listPeople(db, { q: word, withOperators: true, limit: 20 })
      expect(plans[0]).toContain('products_search_idx')
      expect(plans[1]).toContain('people_search_idx')
      await listPeople(db, { q: '0811 1234', withOperators: true, limit: 20 })
      expect(plans[2]).toContain('people_phone_idx')
      // What a mail server refuses is looked up for each person who is found, in a table that is nearly empty.
      const walked = /"Seq Scan"[^{}]*"Relation Name":"(?!email_suppressions)/
      for (const plan of plans) expect(plan).not.toMatch(walked)
    })
  },
  { only: inject('postgres') ? 'server' : 'embedded' },
)

onEachDatabase(
  'a campaign that is opened while its product or seller is renamed',
  (test) => {
    const open = async (session: pg.Client, productId: string, title: string) => {
      await session.query(
        `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots,
          deadline, created_at, updated_at)
        select gen_random_uuid(), gen_random_uuid()::text, id, seller_id, $2, 1, 10, 10, now() + interval '1 day', now(), now()
        from sambatan.products where id = $1`,
        [productId, title],
      )
    }
    const renamings = {
      product: `update sambatan.products set name = 'Sesudah' where id = $1`,
      seller: `insert into sambatan.people (id, origin, name, created_at, updated_at)
        select seller_id, 'service', 'Sesudah', now(), now() from sambatan.products where id = $1`,
    }

    /** Both at once; the first commits when the second waits for it, or, without the guard, has done its part. */
    async function race(renaming: keyof typeof renamings, first: 'rename' | 'open', waits: boolean): Promise<boolean> {
      const seller_id = `penjual-${renaming}-${first}-${waits}`
      const product = await makeProduct(test.db, { seller_id, name: 'Sebelum' })
      const [one, other, observer] = (await sessions(test, 3)) as [pg.Client, pg.Client, pg.Client]
      const steps = {
        rename: (session: pg.Client) => session.query(renamings[renaming], [product.id]),
        open: (session: pg.Client) => open(session, product.id, seller_id),
      }
      await one.query('begin')
      await steps[first](one)
      await other.query('begin')
      const second = steps[first === 'rename' ? 'open' : 'rename'](other)
      if (waits) await untilWaiting(observer, 1)
      else await second
      await one.query('commit')
      await second
      await other.query('commit')
      await Promise.all([one, other, observer].map((session) => session.end()))
      return (await titles(test.db, 'sesudah', { seller_id })).length === 1
    }

    it.each(['product', 'seller'] as const)('is found by the new name of its %s', async (renaming) => {
      expect(await race(renaming, 'rename', true)).toBe(true)
      expect(await race(renaming, 'open', true)).toBe(true)
    })

    it('is found by the last name also when an earlier one is still being written', async () => {
      const product = await makeProduct(test.db, { seller_id: 'penjual-tertinggal', name: 'Sebelum' })
      const [one, other, observer] = (await sessions(test, 3)) as [pg.Client, pg.Client, pg.Client]
      await open(one, product.id, 'Tertinggal')
      await one.query(`select sambatan.index_later('seller', 'penjual-tertinggal')`)
      await one.query('begin')
      await one.query(renamings.seller, [product.id])
      const writing = other.query('select sambatan.index_renamed(10)')
      await untilWaiting(observer, 1)
      await one.query('commit')
      await writing
      await Promise.all([one, other, observer].map((session) => session.end()))
      expect(await titles(test.db, 'sesudah tertinggal')).toEqual(['Tertinggal'])
    })

    it('control: where nobody holds the product, it is not', async () => {
      const [row] = await test.db.query<{ body: string }>(
        `select pg_get_functiondef('sambatan.index_campaigns(uuid[])'::regprocedure) as body`,
      )
      expect(row!.body).toContain('for share')
      await test.db.query(row!.body.replace('for share', ''))
      expect(await race('product', 'rename', false)).toBe(false)
      expect(await race('seller', 'rename', false)).toBe(false)
      expect(await race('seller', 'open', false)).toBe(false)
    })
  },
  { only: 'server' },
)
