/** A campaign's participants as its seller works with them: found, sorted, in files, confirmed many at a time. */
import type { FastifyReply } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendXlsx } from '../../src/http/tables.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import type { Table } from '../../src/kernel/table.ts'
import { clockText } from '../../src/kernel/zone.ts'
import { signedIn } from '../support/accounts.ts'
import { joinBatch } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { readSheet } from '../support/zip.ts'
import { addressOf, credentials, expectProblem, onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of every shape
type Row = any

const nasty = { user_id: '=cmd|calc', shipping_address: 'Jl. "Mawar", No. 5\nBandung', note: '@SUM(A1)' }

onEachNode('the participants of a campaign', (node) => {
  let campaign: Row
  let path: string
  const seller = { as: 'seller:rina' } as const
  const names = async (query: string) =>
    (await node.ask('GET', `${path}?${query}`, seller)).body.map((row: Row) => row.buyer_name ?? row.user_id)

  beforeAll(async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    campaign = await newCampaign(node, { product_id: product.id, total_slots: 100, hold_minutes: 60 })
    path = `/campaigns/${campaign.id}/participants`
    for (const [user_id, name] of [
      ['p-1', 'Dewi Anjani'],
      ['p-2', 'agus salim'],
      ['p-3', 'Budi_Santoso 100%'],
    ] as const) {
      await node.ask('PATCH', `/people/${user_id}`, { body: { name } })
    }
    await node.ask('PATCH', '/people/p-2', { body: { phone: '0812-3456-7890' } })
    const join = (wish: Record<string, unknown>) => newParticipation(node, campaign.id, wish)
    await join({ user_id: 'p-1', quantity: 3, note: 'tanpa pita' })
    await join({ user_id: 'p-2', quantity: 9 })
    await join({ user_id: 'p-3', quantity: 3, shipping_address: 'Jl. Veteran No. 1, Malang' })
    await join({ ...nasty, quantity: 1 })
    await join({ user_id: 'zaki', quantity: 5 })
  })

  describe('are listed', () => {
    it('newest or oldest first, by quantity, and by name in any case', async () => {
      const newest = ['zaki', '=cmd|calc', 'Budi_Santoso 100%', 'agus salim', 'Dewi Anjani']
      expect(await names('')).toEqual(newest)
      expect(await names('sort=oldest')).toEqual([...newest].reverse())
      expect(await names('sort=quantity')).toEqual([
        'agus salim',
        'zaki',
        'Budi_Santoso 100%',
        'Dewi Anjani',
        '=cmd|calc',
      ])
      expect(await names('sort=name')).toEqual(['=cmd|calc', 'agus salim', 'Budi_Santoso 100%', 'Dewi Anjani', 'zaki'])
    })

    it('by what is found in name, id, address or note, taken as it is typed', async () => {
      expect(await names('q=anjani')).toEqual(['Dewi Anjani'])
      expect(await names('q=p-2')).toEqual(['agus salim'])
      expect(await names('q=malang')).toEqual(['Budi_Santoso 100%'])
      expect(await names('q=PITA')).toEqual(['Dewi Anjani'])
      expect(await names('q=100%25')).toEqual(['Budi_Santoso 100%'])
      expect(await names('q=budi_s')).toEqual(['Budi_Santoso 100%'])
      expect(await names('q=malang+1'), 'a number').toEqual(['Budi_Santoso 100%'])
      expect(await names('q=malang+2'), 'no number').toEqual([])
      expect(await names('q=_'), 'nothing but signs').toEqual([])
      expect(await names('q=v%C3%A9teran+BUD'), 'beginnings, in any order').toEqual(['Budi_Santoso 100%'])
      for (const part of ['0812-3456', '%E2%80%AA%2B62%20812', '567890'])
        expect(await names(`q=${part}`), part).toEqual(['agus salim'])
      expect(await names('q=agus&status=confirmed')).toEqual([])
    })

    it.each(['newest', 'oldest', 'quantity', 'name'])('by %s in pages without a gap or a repeat', async (sort) => {
      const whole = (await node.ask('GET', `${path}?sort=${sort}&limit=100`, seller)).body
      const rows: Row[] = []
      for (let next: string | undefined = `${path}?sort=${sort}&limit=2`; next; ) {
        const answer: Awaited<ReturnType<typeof node.ask>> = await node.ask('GET', next, seller)
        rows.push(...answer.body)
        next = /<(.*)>/.exec(answer.headers.link ?? '')?.[1]
      }
      expect(rows).toEqual(whole)
    })
  })

  describe('can be written to', () => {
    const number = '+6281234567890'

    it('by the seller of the campaign and by operators, and are read so by themselves', async () => {
      const [{ id, buyer_phone: listed }] = (await node.ask('GET', `${path}?q=agus`, seller)).body
      expect(listed).toBe(number)
      for (const as of ['seller:rina', 'operator:budi', 'buyer:p-2'] as const) {
        expect((await node.ask('GET', `/participations/${id}`, { as })).body.buyer_phone, as).toBe(number)
      }
      for (const as of ['seller:lain', 'buyer:p-1'] as const) {
        expectProblem(await node.ask('GET', `/participations/${id}`, { as }), 404, 'participation_not_found')
      }
    })

    it('from the pages that show them', async () => {
      const [owner, operator] = [
        await signedIn(node.services.db, 'seller'),
        await signedIn(node.services.db, 'operator'),
      ]
      const product = await newProduct(node, { seller_id: owner.id })
      const { id } = await newCampaign(node, { product_id: product.id })
      const joined = await newParticipation(node, id, { user_id: 'p-2' })
      for (const [url, { headers }] of [
        [`/sell/campaigns/${id}`, owner],
        [`/sell/campaigns/${id}/participants/${joined.id}/cancel`, owner],
        [`/operator/participations/${joined.id}`, operator],
        ['/operator/people/p-2', operator],
      ] as const) {
        const { body } = await node.app.inject({ url, headers })
        expect(body, url).toContain('href="https://wa.me/6281234567890"')
        expect(body, url).toContain('+62 812 3456 7890')
      }
    })
  })

  describe('come as CSV', () => {
    it('in the language asked for, with its clock, and without formulas', async () => {
      const english = await node.ask('GET', `${path}.csv?lang=en`, seller)
      expect(english.status).toBe(200)
      expect(english.headers['content-type']).toBe('text/csv; charset=utf-8')
      expect(english.headers['content-disposition']).toBe(`attachment; filename="participants-${campaign.slug}.csv"`)
      expect(english.headers['cache-control']).toBe('no-store')
      const [header, ...lines] = english.text.split('\r\n')
      expect(header).toBe(
        '\ufeffName,Slots,Amount,Currency,Status,Address,Phone,WhatsApp,Note,Joined (WIB),Held until (WIB),Buyer ID,Participation ID,Order code,Payment,Paid,Sent back,Left to pay,Owed back,Unique part',
      )
      expect(lines).toHaveLength(6)
      expect(english.text).toContain(`,1,100000,IDR,reserved,"Jl. ""Mawar"", No. 5\nBandung",,,'@SUM(A1),`)
      expect(english.text).toContain(",'+6281234567890,https://wa.me/6281234567890,")
      expect(english.text).toContain(`,'=cmd|calc,`)
      const indonesian = await node.ask('GET', `${path}.csv`, seller)
      expect(indonesian.text).toContain(
        '\ufeffNama,Jumlah slot,Nilai,Mata uang,Status,Alamat,Nomor HP,WhatsApp,Catatan,Bergabung (WIB),',
      )
      expect(indonesian.text).toContain(',dipesan,')
      const joinedIn = (text: string) => [...text.matchAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g)].map(([time]) => time)
      expect(joinedIn(english.text)).toEqual(joinedIn(indonesian.text))
      const { body } = await node.ask('GET', path, seller)
      const [{ joined_at }] = body.items ?? body
      expect(joinedIn(english.text)).toContain(clockText(new Date(joined_at)))
    })

    it('of those whom the filter lets through, in its order', async () => {
      const { text } = await node.ask('GET', `${path}.csv?sort=quantity&q=p-`, seller)
      const lines = text.trim().split('\r\n').slice(1)
      expect(lines.map((line) => line.split(',')[0])).toEqual(['agus salim', 'Budi_Santoso 100%', 'Dewi Anjani'])
    })

    it('whole, however many there are', async () => {
      const { id } = await newCampaign(node, { product_id: campaign.product_id, total_slots: 5_000 })
      for (let n = 0; n < 5; n++) {
        await joinBatch(
          node.services.db,
          id,
          Array.from({ length: 500 }, (_, i) => ({ user_id: `b-${n}-${i}` })),
        )
      }
      const { text } = await node.ask('GET', `/campaigns/${id}/participants.csv?sort=oldest`)
      const ids = text.trim().split('\r\n').slice(1)
      expect(ids).toHaveLength(2_500)
      expect(new Set(ids).size).toBe(2_500)
    })
  })

  describe('that are out of it', () => {
    let other: Row
    const buyers = ['tetap', 'batal', 'kembali']
    const namesIn = (lines: unknown[][]) =>
      lines.flatMap((cells) => cells.filter((cell) => buyers.some((id) => id === cell)))
    const rows = async (ending: string, query = '') => {
      const url = addressOf(`/campaigns/${other.id}/participants.${ending}?lang=en&sort=oldest${query}`)
      const { rawPayload, body } = await node.app.inject({ url, headers: credentials('service') })
      if (ending === 'csv')
        return namesIn(
          body
            .trim()
            .split('\r\n')
            .map((line) => line.split(',')),
        )
      return namesIn(readSheet(rawPayload).map((cells) => cells.map(({ value }) => value)))
    }

    beforeAll(async () => {
      const { id: product_id } = await newProduct(node, { seller_id: 'rina', currency: 'USD' })
      other = await newCampaign(node, { product_id, price_per_slot: 1_850 })
      for (const user_id of buyers) await newParticipation(node, other.id, { user_id })
      const [, left, refunded] = (await node.ask('GET', `/campaigns/${other.id}/participants?sort=oldest`)).body
      await node.ask('POST', `/participations/${left.id}/cancel`)
      await node.ask('POST', `/participations/${refunded.id}/confirm`)
      await node.ask('POST', `/participations/${refunded.id}/refund`)
    })

    it('are in no file unless they are asked for', async () => {
      for (const ending of ['csv', 'xlsx']) {
        expect(await rows(ending), ending).toEqual(['tetap'])
        expect(await rows(ending, '&ended=true'), ending).toEqual(['tetap', 'batal', 'kembali'])
        expect(await rows(ending, '&status=refunded'), ending).toEqual(['kembali'])
      }
    })

    it('are counted, by what is looked for', async () => {
      const count = async (q = '') =>
        (await node.ask('GET', `/campaigns/${other.id}/participants/counts${q}`, seller)).body
      const none = { reserved: 0, confirmed: 0, cancelled: 0, refunded: 0, fulfilled: 0 }
      expect(await count()).toEqual({ ...none, reserved: 1, cancelled: 1, refunded: 1 })
      expect(await count('?q=batal')).toEqual({ ...none, cancelled: 1 })
    })

    it('are said to be missing where files are downloaded, with a link that includes them', async () => {
      const { headers } = await signedIn(node.services.db, 'operator')
      const page = async (query = '') =>
        (await node.app.inject({ url: `/sell/campaigns/${other.id}${query}`, headers })).body.replaceAll('<!-- -->', '')
      const without = await page()
      expect(without).toContain('Berkasnya tanpa 2 peserta yang batal')
      expect(without).toContain('href="?sort=newest&amp;ended=1#participants"')
      expect(without).not.toContain('ended=true')
      expect(await page('?q=batal')).toContain('Berkasnya tanpa 1 peserta')
      expect(await page('?q=tetap')).not.toContain('Berkasnya')
      expect(await page('?status=cancelled')).not.toContain('Berkasnya')
      const all = await page('?ended=1')
      expect(all).toContain('Berkasnya juga memuat 2 peserta yang batal')
      for (const ending of ['csv', 'xlsx'])
        expect(all).toMatch(new RegExp(`participants\\.${ending}\\?[^"]*ended=true`))
    })

    it('and all others come with semicolons and decimal commas where a spreadsheet expects them', async () => {
      const file = (query: string) => node.ask('GET', `/campaigns/${other.id}/participants.csv?lang=id${query}`, seller)
      const { text } = await file('&separator=semicolon')
      const [header, line] = text.split('\r\n')
      expect(header).toMatch(/^\ufeffNama;Jumlah slot;Nilai;Mata uang;/)
      expect(line).toMatch(/^;1;"18,50";USD;dipesan;/)
      // Programs get what they always got, whatever the language.
      expect((await file('')).text).toMatch(/\r\n,1,18\.50,USD,dipesan,/)
      expectProblem(await file('&separator=tab'), 422, 'validation_failed')
      const { headers } = await signedIn(node.services.db, 'operator')
      for (const [language, separator] of [
        ['id', 'semicolon'],
        ['en', 'comma'],
      ] as const) {
        const url = `/sell/campaigns/${other.id}`
        const { body } = await node.app.inject({ url, headers: { ...headers, 'accept-language': language } })
        const [xlsx, csv] = [...body.matchAll(/href="([^"]*participants\.(?:csv|xlsx)[^"]*)"/g)].map(([, href]) => href)
        expect(xlsx).toContain('participants.xlsx')
        expect(csv).toContain(`separator=${separator}`)
      }
    })
  })

  describe('come as XLSX', () => {
    const sheetOf = async (query: string) => {
      const response = await node.app.inject({
        url: addressOf(`${path}.xlsx?${query}`),
        headers: credentials('seller:rina'),
      })
      expect(response.statusCode, response.body.slice(0, 300)).toBe(200)
      expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.xlsx"$/)
      return readSheet(response.rawPayload)
    }

    it('with numbers and times as such, and every text as text', async () => {
      const [header, ...rows] = await sheetOf('lang=en&sort=name')
      expect(header!.map((cell) => cell.value).slice(0, 5)).toEqual(['Name', 'Slots', 'Amount', 'Currency', 'Status'])
      expect(rows).toHaveLength(5)
      const texts = rows.flat().filter((cell) => cell.kind === 's')
      expect(texts.map((cell) => cell.value)).toEqual(
        expect.arrayContaining(['=cmd|calc', '@SUM(A1)', 'Jl. "Mawar", No. 5\nBandung', '+6281234567890']),
      )
      expect(rows.flat().map((cell) => cell.kind)).not.toContain('formula')
      const amounts = rows.map((row) => row.find((cell) => cell.kind === 'n' && Number(cell.value) >= 100_000)?.value)
      expect(amounts).toEqual(['100000', '900000', '300000', '300000', '500000'])
    })

    it('several at a time, one after another', async () => {
      const sheets = await Promise.all(['', 'q=zaki', 'status=confirmed'].map(sheetOf))
      expect(sheets.map((rows) => rows.length)).toEqual([6, 2, 1])
    })
  })

  it('have received the goods, many at once, each with its own outcome and one event', async () => {
    const { id } = await newCampaign(node, { product_id: campaign.product_id, total_slots: 4 })
    const [one, two, gone] = [
      await newParticipation(node, id),
      await newParticipation(node, id),
      await newParticipation(node, id),
    ]
    const fulfil = (ids: string[]) =>
      node.ask('POST', `/campaigns/${id}/participants/fulfil`, { as: 'operator:budi', body: { ids } })
    expectProblem(await fulfil([one.id]), 409, 'campaign_not_completed')
    await node.ask('POST', `/participations/${gone.id}/cancel`)
    await newParticipation(node, id, { quantity: 2 })
    await node.ask('POST', '/lifecycle/run')
    const done = await fulfil([two.id, gone.id, one.id])
    expect(done.body).toEqual({
      fulfilled: [one.id, two.id],
      refused: [expect.objectContaining({ id: gone.id, code: 'participation_state_invalid' })],
    })
    expect((await fulfil([one.id])).body).toEqual({ fulfilled: [one.id], refused: [] })
    const { body: logs } = await node.ask('GET', `/campaigns/${id}/logs?limit=100`)
    const events = logs.filter((log: Row) => log.event === 'participant_fulfilled')
    expect(events.map((log: Row) => log.metadata.participation_id)).toEqual([two.id, one.id])
  })

  describe('are confirmed', () => {
    const confirm = (id: string, ids: string[], ask: Row = seller) =>
      node.ask('POST', `/campaigns/${id}/participants/confirm`, { ...ask, body: { ids } })

    it('many at once, each with its own outcome and one event', async () => {
      const { id } = await newCampaign(node, { product_id: campaign.product_id })
      const other = await newCampaign(node, { product_id: campaign.product_id })
      const [one, two, gone] = [
        await newParticipation(node, id),
        await newParticipation(node, id, { quantity: 2 }),
        await newParticipation(node, id),
      ]
      const stranger = await newParticipation(node, other.id)
      const missing = uuidv7()
      await node.ask('POST', `/participations/${gone.id}/cancel`)
      const first = await confirm(id, [two.id, one.id, gone.id, stranger.id, missing, one.id.toUpperCase()])
      expect(first.body).toMatchObject({ confirmed: [one.id, two.id], received: 300_000, waived: 0 })
      const refused = Object.fromEntries(first.body.refused.map((each: Row) => [each.id, each]))
      expect(Object.keys(refused).sort()).toEqual([gone.id, stranger.id, missing].sort())
      expect(refused[gone.id]).toMatchObject({ code: 'participation_state_invalid' })
      expect(refused[gone.id].detail).toContain('sudah dibatalkan, jadi tidak bisa dikonfirmasi')
      expect(refused[stranger.id].code).toBe('participation_not_found')
      expect(refused[missing].code).toBe('participation_not_found')
      const again = await confirm(id, [one.id, two.id])
      expect(again.body).toEqual({ confirmed: [one.id, two.id], received: 0, waived: 0, refused: [] })
      const logs = (await node.ask('GET', `/campaigns/${id}/logs?limit=100`)).body
      const events = logs.filter((log: Row) => log.event === 'participant_confirmed')
      expect(events.map((log: Row) => log.metadata.participation_id)).toEqual([two.id, one.id])
      expect(events[0]).toMatchObject({
        actor: 'user:rina',
        metadata: { quantity: 2, amount: 200_000, old_status: 'reserved', new_status: 'confirmed' },
      })
      expect((await node.ask('GET', `/participations/${stranger.id}`)).body.status).toBe('reserved')
      expect(await violations(node.services.db)).toEqual([])
    })

    it('once a key, in words of the language asked for', async () => {
      const { id } = await newCampaign(node, { product_id: campaign.product_id })
      const { id: joined } = await newParticipation(node, id)
      const ask = { ...seller, headers: { 'idempotency-key': 'confirm-some', 'accept-language': 'en' } }
      const first = await confirm(id, [joined, uuidv7()], ask)
      expect(first.body.refused[0].detail).toBe('There is no such participation. Check the id that was used.')
      expectProblem(await confirm(id, [joined], ask), 422, 'idempotency_mismatch')
      const [, missing] = [joined, first.body.refused[0].id]
      const again = await confirm(id, [joined, missing], ask)
      expect(again.headers['idempotency-replayed']).toBe('true')
      expect(again.body).toEqual(first.body)
    })

    it('up to 500, while others join and leave', async () => {
      const deadline = await inTime(node, 3_600_000)
      const { id } = await newCampaign(node, { product_id: campaign.product_id, total_slots: 1_000, deadline })
      const rows = await joinBatch(
        node.services.db,
        id,
        Array.from({ length: 500 }, (_, i) => ({ user_id: `b-${i}` })),
      )
      const ids = rows.map((row) => row.participation_id!)
      const [answer] = await Promise.all([
        confirm(id, ids),
        ...ids.slice(0, 20).map((each) => node.ask('POST', `/participations/${each}/cancel`)),
        ...ids.slice(0, 5).map(() => newParticipation(node, id)),
      ])
      expect(answer.body.confirmed.length + answer.body.refused.length).toBe(500)
      expect(answer.body.confirmed.length).toBeGreaterThanOrEqual(480)
      expect(await violations(node.services.db)).toEqual([])
      for (const wrong of [[], Array.from({ length: 501 }, uuidv7), ['x']]) {
        expectProblem(await confirm(id, wrong), 422, 'validation_failed')
      }
    }, 60_000)
  })
})

onEachNode(
  'a campaign with more participants than a workbook takes',
  (node) => {
    it('is refused as XLSX, with what to do instead', async () => {
      const { id } = await newCampaign(node, { total_slots: 30_000 })
      await node.services.db.query(
        `insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, status,
          shipping_address, joined_at, updated_at)
         select gen_random_uuid(), $1, 'b-' || i, 1, 1, 'IDR', 'cancelled', 'Jalan Melati 5', now(), now()
         from generate_series(1, 20001) i`,
        [id],
      )
      const answer = await node.ask('GET', `/campaigns/${id}/participants.xlsx?ended=true`)
      expect(expectProblem(answer, 422, 'export_too_large').detail).toContain('20.000')
    })
  },
  { only: 'one' },
)

onEachNode(
  'workbooks',
  (node) => {
    it('that too many ask for at once are refused to some, with a page to operators, and made for all others', async () => {
      const { id } = await newCampaign(node)
      const operators = await Promise.all(Array.from({ length: 10 }, () => signedIn(node.services.db, 'operator')))
      const [answers, pages] = await Promise.all([
        Promise.all(Array.from({ length: 15 }, () => node.ask('GET', `/campaigns/${id}/participants.xlsx`))),
        Promise.all(
          operators.flatMap(({ headers }) =>
            [1, 2].map(() => node.app.inject({ url: '/operator/export/campaigns.xlsx', headers })),
          ),
        ),
      ])
      const refused = answers.filter(({ status }) => status !== 200)
      expect(refused.length).toBeGreaterThan(0)
      for (const answer of refused) expectProblem(answer, 503, 'export_busy')
      const refusedPages = pages.filter(({ statusCode }) => statusCode !== 200)
      expect(refusedPages.length).toBeGreaterThan(0)
      // One is being made and eight wait, whoever asked first.
      expect(refused.length + refusedPages.length).toBeLessThanOrEqual(35 - 9)
      for (const { statusCode, body } of refusedPages) {
        expect(statusCode).toBe(503)
        expect(body).toContain('Sedang banyak berkas yang dibuat')
      }
    })

    it('are not made for those who have left before their turn', async () => {
      let isRead = false
      async function* pages() {
        isRead = true
        yield []
      }
      const gone = { raw: { destroyed: true }, hijack: () => gone } as FastifyReply
      const table: Table<never> = { name: 'x', language: 'id', columns: [], pages: pages() }
      expect(await sendXlsx({ actor: { kind: 'anonymous' } }, gone, { table, limit: () => undefined })).toBe(gone)
      expect(isRead).toBe(false)
    })
  },
  { only: 'one' },
)
