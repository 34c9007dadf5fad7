/** The audit explorer: everything is found by every way in, and nothing twice. */
import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { pageQuery, wayOf } from '../../src/modules/audit/explore.ts'
import { type AuditFilter, allAudit, exploreAudit } from '../../src/modules/audit/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, minutes } from '../support/engine.ts'
import { readSheet } from '../support/zip.ts'
import { addressOf, credentials, expectProblem, onEachNode } from './node.ts'
import { address, inTime, newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of every shape
type Row = any

const operator = { as: 'operator:budi' } as const

onEachNode('the audit explorer', (node) => {
  let campaign: Row
  let all: Row[]
  let middle: string
  /** What is told of by events without a campaign, and a participation. */
  let productId: string
  let participationId: string

  async function follow(query: string, limit = 3): Promise<Row[]> {
    const rows: Row[] = []
    for (let next: string | undefined = `/audit?limit=${limit}&${query}`; next; ) {
      const answer: Awaited<ReturnType<typeof node.ask>> = await node.ask('GET', next, operator)
      expect(answer.status, answer.text).toBe(200)
      rows.push(...answer.body)
      next = /<(.*)>/.exec(answer.headers.link ?? '')?.[1]
    }
    return rows
  }

  beforeAll(async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const deadline = await inTime(node, hours(5))
    campaign = await newCampaign(node, {
      product_id: product.id,
      title: '=Melati, batch "1"',
      total_slots: 20,
      deadline,
    })
    const other = await newCampaign(node, { product_id: product.id, total_slots: 3 })
    const join = (as: 'buyer:ani' | 'buyer:joko' | 'operator:budi', id: string, wish: Row = {}) =>
      node.ask('POST', `/campaigns/${id}/join`, { as, body: { quantity: 1, shipping_address: address, ...wish } })
    const { body: first } = await join('buyer:ani', campaign.id)
    productId = product.id
    participationId = first.id
    await join('buyer:joko', campaign.id)
    await join('operator:budi', campaign.id, { user_id: 'dewi' })
    await join('operator:budi', campaign.id, { user_id: 'budi' })
    await advanceClock(node.services.db, minutes(30))
    middle = await inTime(node, 0)
    await newParticipation(node, other.id, { user_id: 'ani', quantity: 2 })
    await join('buyer:ani', other.id)
    await node.ask('POST', `/participations/${first.id}/cancel`, { as: 'buyer:ani' })
    await node.ask('PATCH', `/campaigns/${campaign.id}`, { as: 'seller:rina', body: { description: 'baru' } })
    await node.ask('PATCH', `/products/${productId}`, { as: 'operator:budi', body: { name: 'Kenanga Pagi' } })
    await advanceClock(node.services.db, hours(5))
    await node.ask('POST', '/lifecycle/run')
    all = await follow('', 100)
  })

  it('shows everything newest first, with the campaign that it is about', async () => {
    const [count] = await node.services.db.query<{ count: number }>('select count(*) from sambatan.audit_logs')
    expect(all).toHaveLength(count!.count)
    expect(all.map((entry) => entry.id)).toEqual([...all.map((entry) => entry.id)].sort((a, b) => b - a))
    expect(all.find((entry) => entry.event === 'campaign_updated')).toMatchObject({
      campaign_id: campaign.id,
      campaign_title: campaign.title,
      campaign_slug: campaign.slug,
      currency: 'IDR',
      actor: 'user:rina',
      metadata: { fields: ['description'] },
    })
    expect(await follow('')).toEqual(all)
  })

  it('shows what happened to a product, which is about no campaign', async () => {
    expect(await follow(`subject=product&subject_id=${productId}`)).toEqual([
      {
        ...{ id: expect.any(Number), timestamp: expect.any(String), actor: 'user:budi' },
        ...{ event: 'product_updated', subject: 'product', subject_id: productId, metadata: { fields: ['name'] } },
        ...{ campaign_id: null, campaign_title: null, campaign_slug: null, currency: null },
      },
    ])
    const csv = await node.ask('GET', `/audit.csv?subject=product&subject_id=${productId}&lang=id`, operator)
    expect(csv.text.trimEnd().split('\r\n')[1]).toContain(',Produk diubah,,Produk,')
    const { body: everything } = await node.ask('POST', '/people/me/export', operator)
    expect(everything.events).toContainEqual(expect.objectContaining({ event: 'product_updated', campaign_id: null }))
  })

  it('finds the same as looking through everything, by each filter and any two of them', async () => {
    const filters: [string, (entry: Row) => boolean][] = [
      ...[...new Set(all.map((entry) => entry.event))].map((event): [string, (entry: Row) => boolean] => [
        `event=${event}`,
        (entry) => entry.event === event,
      ]),
      ...['machine:service', 'scheduler', 'user:ani', 'user:budi', 'user:rina', 'user:dewi'].map(
        (actor): [string, (entry: Row) => boolean] => [`actor=${actor}`, (entry) => entry.actor === actor],
      ),
      [`campaign_id=${campaign.id}`, (entry) => entry.campaign_id === campaign.id],
      ...[
        ['campaign', campaign.id],
        ['participation', participationId],
        ['product', productId],
      ].map(([subject, id]): [string, (entry: Row) => boolean] => [
        `subject=${subject}&subject_id=${id}`,
        (entry) => entry.subject === subject && entry.subject_id === id,
      ]),
      [`from=${middle}`, (entry) => entry.timestamp >= middle],
      [`to=${middle}`, (entry) => entry.timestamp < middle],
    ]
    const expected = filters.map(([query, test]) => [query, all.filter(test).length])
    for (const [query, count] of expected) {
      if (query === 'actor=user:dewi') expect(count).toBe(0)
      else expect(count, String(query)).toBeGreaterThan(0)
    }
    for (const [i, [one, isOne]] of filters.entries()) {
      for (const [another, isOther] of filters.slice(i)) {
        const query = one === another ? one : `${one}&${another}`
        if (one !== another && one.split('=')[0] === another.split('=')[0]) continue
        const found = await follow(query)
        expect(found, query).toEqual(all.filter((entry) => isOne(entry) && isOther(entry)))
      }
    }
  })

  it('shows one event alone by its number, and nothing where another filter leaves it out', async () => {
    const one = all[3]!
    const of = async (query: string) => (await node.ask('GET', `/audit?event_id=${one.id}${query}`, operator)).body
    expect(await of('')).toEqual([one])
    expect(await of(`&event=${one.event}`)).toEqual([one])
    expect(await of('&actor=user:nobody')).toEqual([])
    const csv = await node.ask('GET', `/audit.csv?event_id=${one.id}`, operator)
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(2)
    for (const wrong of ['0', '-1', '1.5', 'x', '1e99']) {
      expectProblem(await node.ask('GET', `/audit?event_id=${wrong}`, operator), 422, 'validation_failed')
    }
  })

  it('marks what an operator joined for somebody else', () => {
    const byOperator = all.filter((entry) => entry.actor === 'user:budi' && entry.event === 'participant_joined')
    expect(byOperator.map((entry) => entry.metadata.on_behalf)).toEqual([undefined, true])
  })

  it('names campaigns by slug as well, and refuses what it does not understand', async () => {
    expect(await follow(`campaign_id=${campaign.slug}`)).toEqual(
      all.filter((entry) => entry.campaign_id === campaign.id),
    )
    expectProblem(await node.ask('GET', '/audit?campaign_id=tidak-ada', operator), 404, 'campaign_not_found')
    const subjects = [
      'subject=product',
      `subject_id=${productId}`,
      'subject=moon&subject_id=1',
      'subject=campaign&subject_id=1',
    ]
    for (const query of ['event=X', 'from=kemarin', 'limit=0', 'actor=', ...subjects]) {
      expectProblem(await node.ask('GET', `/audit?${query}`, operator), 422, 'validation_failed')
    }
    const { headers } = await node.ask('GET', '/audit?limit=2', operator)
    const cursor = new URL(/<(.*)>/.exec(headers.link!)![1]!, 'http://local').searchParams.get('cursor')
    const elsewhere = await node.ask('GET', `/audit?limit=2&event=campaign_failed&cursor=${cursor}`, operator)
    expectProblem(elsewhere, 400, 'cursor_invalid')
  })

  describe('as CSV', () => {
    it('has what the filter asks for, in the language asked for, without formulas', async () => {
      const { text, headers } = await node.ask('GET', '/audit.csv?actor=user:rina&lang=en', operator)
      expect(headers['content-disposition']).toBe('attachment; filename="audit-trail.csv"')
      const [header, ...lines] = text.trimEnd().split('\r\n')
      expect(header).toBe('\ufeffTime (WIB),Event,Campaign,About,By,Details,Actor ID,Campaign ID,Subject ID,Number')
      expect(lines).toHaveLength(1)
      expect(lines[0]).toContain(
        `Campaign changed,"'=Melati, batch ""1""",Campaign,rina,changed: description,user:rina,`,
      )
      const everything = await node.ask('GET', '/audit.csv', operator)
      expect(everything.text.trim().split('\r\n')).toHaveLength(all.length + 1)
      expect(everything.text).not.toContain('Dipotong')
    })

    it('and as a workbook, with times and numbers as such', async () => {
      const url = addressOf('/audit.xlsx?lang=en')
      const { rawPayload, headers } = await node.app.inject({ url, headers: credentials('operator:budi') })
      expect(headers['content-disposition']).toBe('attachment; filename="audit-trail.xlsx"')
      const [header, ...rows] = readSheet(rawPayload)
      expect(header!.map(({ value }) => value).slice(0, 3)).toEqual(['Time (WIB)', 'Event', 'Campaign'])
      expect(rows.map((cells) => Number(cells.at(-1)!.value))).toEqual(all.map(({ id }) => id))
      expect(rows[0]!.map(({ kind }) => kind)).toEqual(['n', 's', 's', 's', 's', 's', 's', 's', 's', 'n'])
    })

    it('ends after so many rows, and knows whether there are more', async () => {
      for (const rowsMax of [5, all.length - 1, all.length, all.length + 1]) {
        let cut = false
        const rows: Row[] = []
        for await (const page of allAudit(node.services.db.read, {}, rowsMax, () => (cut = true))) rows.push(...page)
        expect(rows.map((row) => row.id)).toEqual(all.slice(0, rowsMax).map((row) => row.id))
        expect(cut, String(rowsMax)).toBe(rowsMax < all.length)
      }
    })

    it('tells money in its currency, people by name, and nothing in words of machines', async () => {
      const product = await newProduct(node, { currency: 'USD', base_price: 9_000 })
      const { id } = await newCampaign(node, { product_id: product.id, price_per_slot: 3_700 })
      await node.ask('PATCH', '/people/me', { as: 'buyer:wulan', body: { name: 'Wulan' } })
      const order = await newParticipation(node, id, { user_id: 'wulan', quantity: 2 })
      await node.ask('POST', `/participations/${order.id}/cancel`, { as: 'buyer:wulan' })
      const { text } = await node.ask('GET', `/audit.csv?campaign_id=${id}&lang=id`, operator)
      expect(text).toMatch(/,Pesanan dibatalkan,[^\r]*,Wulan,[^\r]*2 slot[^\r]*USD 74,00[^\r]*dipesan → dibatalkan/)
      expect(text).toMatch(/,Ikut sambatan,[^\r]*,layanan \(kunci utama\),/)
      expect(text).not.toMatch(/7400|participant_|\{/)
    })
  })
})

/** 120,000 joins in a quarter of a year, and a thousand of everything else. */
async function fill(db: Database): Promise<void> {
  const session = await db.pool.connect()
  try {
    await session.query('set session_replication_role = replica; set statement_timeout = 0')
    await session.query(`
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
      select md5((i % 300)::text)::uuid, md5('p' || i)::uuid, 'participant_joined', 'user:b' || (i % 5000),
        '{"quantity": 1}', date_trunc('milliseconds', now() - interval '90 days' + i * interval '64 seconds')
      from generate_series(1, 120000) i`)
    await session.query(`
      insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, joined_at, updated_at)
      select participant_id, campaign_id, substr(actor, 6), 1, 1, 'IDR', 'Jalan Melati 5', created_at, created_at
      from sambatan.audit_logs`)
    await session.query(`
      insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, created_at)
      select md5((i % 300)::text)::uuid, case when i % 4 > 1 then md5('p' || i)::uuid end,
        (array['campaign_created', 'campaign_failed', 'participant_confirmed', 'participant_refunded'])[1 + i % 4],
        (array['user:s1', 'service', 'user:o1', 'scheduler'])[1 + i % 4], now() - interval '90 days' + i * interval '2 hours'
      from generate_series(1, 1000) i`)
    await session.query('vacuum analyze sambatan.audit_logs, sambatan.participants')
  } finally {
    session.release(true)
  }
}

onEachDatabase(
  'every question to the audit trail',
  (test) => {
    const md5 = '00000000-0000-0000-0000-000000000000'
    const questions: [AuditFilter, string[]][] = [
      [{}, ['audit_logs_created_idx']],
      [{ to: new Date(Date.now() - 50 * 86_400_000) }, ['audit_logs_created_idx']],
      [{ event: 'participant_joined' }, ['audit_logs_created_idx']],
      [{ event: 'campaign_failed' }, ['audit_logs_event_idx']],
      [{ event: 'campaign_failed', to: new Date(Date.now() - 50 * 86_400_000) }, ['audit_logs_event_idx']],
      [{ event: 'participant_refunded', actor: 'user:o1' }, ['audit_logs_actor_idx']],
      [{ actor: 'scheduler' }, ['audit_logs_actor_idx']],
      [{ actor: 'machine:service' }, ['audit_logs_created_idx']],
      [{ actor: 'user:b17' }, ['audit_logs_actor_idx', 'audit_logs_created_idx', 'participants_user_idx']],
      [{ actor: 'user:o1', from: new Date(Date.now() - 50 * 86_400_000) }, ['audit_logs_actor_idx']],
      [{ campaign_id: md5 }, ['audit_logs_campaign_idx']],
      [{ campaign_id: md5, event: 'campaign_failed' }, ['audit_logs_campaign_own_idx']],
      [{ campaign_id: md5, actor: 'machine:service' }, ['audit_logs_campaign_idx']],
      [{ subject: 'campaign', subject_id: md5 }, ['audit_logs_campaign_own_idx']],
      [{ subject: 'participation', subject_id: md5 }, ['audit_logs_participant_idx', 'audit_logs_created_idx']],
      [{ subject: 'product', subject_id: md5 }, ['audit_logs_subject_idx']],
      [{ event_id: 4_711 }, ['audit_logs_pkey']],
      [{ event_id: 4_711, campaign_id: md5, actor: 'user:o1' }, ['audit_logs_pkey']],
    ]

    beforeAll(() => fill(test.db), 120_000)

    it('walks an index, and sorts nothing but what one person did', async () => {
      const [one] = await test.db.query<{ campaign_id: string }>('select campaign_id from sambatan.audit_logs limit 1')
      for (const [question, indexes] of questions) {
        const filter = { ...question, ...(question.campaign_id ? one : {}), limit: 50 }
        const { rows } = await sql<Row>`explain (format json) ${pageQuery(wayOf(filter), filter)}`.execute(test.db.read)
        const plan = JSON.stringify(rows)
        const name = JSON.stringify(question)
        expect(plan, name).not.toMatch(/"Seq Scan","[^}]*"Relation Name":"(audit_logs|participants)"/)
        for (const index of indexes) expect(plan, name).toContain(index)
        const sorts = [...plan.matchAll(/"Node Type":"Sort",.*?"Plan Rows":(\d+)/g)].map((match) => Number(match[1]))
        // A page; or what one person did; or what a campaign of no great size went through.
        const small = [
          filter.subject !== undefined,
          filter.actor?.startsWith('user:'),
          filter.campaign_id && Object.keys(question).length > 1,
        ].some(Boolean)
        expect(Math.max(0, ...sorts), name).toBeLessThanOrEqual(small ? 2_000 : 51)
      }
    })

    it('takes no longer than a page of so many events, where what it asks for is rare', async () => {
      const rare = { actor: 'machine:key:never-seen', limit: 50 }
      const pages: { items: unknown[]; next: string | null }[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await exploreAudit(test.db.read, { ...rare, cursor })
        pages.push(page)
        if (page.next === null) break
        cursor = page.next
      }
      // 121,000 events, 100,000 of them a page.
      expect(pages.map((page) => page.items.length)).toEqual([0, 0])
      const found = await exploreAudit(test.db.read, { actor: 'user:b17', limit: 100 })
      expect(found.items).toHaveLength(24)
    })
  },
  { only: inject('postgres') ? 'server' : 'embedded', madeUpEvents: true },
)
