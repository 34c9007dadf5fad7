/** The seller's page of a bank statement, as a browser without scripts sends its forms. */
import { beforeAll, expect, it } from 'vitest'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { databaseNow } from '../support/clock.ts'
import { bcaStatement } from '../support/statements.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'the page of a bank statement',
  (node) => {
    let seller: TestAccount
    beforeAll(async () => {
      seller = await signedIn(node.services.db, 'seller')
    })

    const boundary = 'kotak-surat'

    /** @param fields also several of one name, and files */
    async function post(fields: [name: string, value: string | { file: string; bytes: Buffer }][]) {
      const parts = fields.flatMap(([name, value]) => {
        const isText = typeof value === 'string'
        const head = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${isText ? '' : `; filename="${value.file}"\r\ncontent-type: text/csv`}\r\n\r\n`
        return [Buffer.from(head), isText ? Buffer.from(value) : value.bytes, Buffer.from('\r\n')]
      })
      const answer = await node.app.inject({
        method: 'POST',
        url: '/sell/money/statement',
        headers: {
          ...seller.headers,
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'sec-fetch-site': 'same-origin',
        },
        payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
      })
      return { status: answer.statusCode, html: answer.body.replaceAll('<!-- -->', '') }
    }

    /** What the form of the preview holds, ticked as it is shown. */
    function fieldsOf(html: string): [string, string][] {
      const form = /<form [^>]*>(?:(?!<\/form>).)*value="record".*?<\/form>/s.exec(html)![0]
      return [...form.matchAll(/<input ([^>]*)>/g)].flatMap(([, attributes]): [string, string][] => {
        const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes!)?.[1] ?? ''
        const isTicked = of('type') === 'hidden' || attributes!.includes('checked')
        return isTicked ? [[of('name'), of('value')]] : []
      })
    }

    it('shows what would be recorded, records what is ticked, and says so', async () => {
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id: product.id })
      const order = await newParticipation(node, campaign.id)
      const [, month, day] = new Date((await databaseNow(node.services.db)).getTime() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
      const text = bcaStatement([
        { day: `${day}/${month}`, amount: 100_000, remark: 'TRSF <b>RANI</b>' },
        { day: `${day}/${month}`, amount: 55_000 },
      ])
      const opened = await node.app.inject({ url: '/sell/money/statement', headers: seller.headers })
      expect(opened.body).toContain('Mutasinya dibaca lalu dilupakan')
      const seen = await post([
        ['intent', 'read'],
        ['text', ''],
        ['file', { file: 'mutasi.csv', bytes: Buffer.from(text) }],
      ])
      expect(seen.html).toContain('Cocok dengan satu pesanan')
      expect(seen.html).toContain(`Pesanan ${order.code}`)
      expect(seen.html).not.toContain('<b>RANI')
      const done = await post(fieldsOf(seen.html))
      expect(done.html).toContain('Sudah dicatat')
      const [entry] = (await node.ask('GET', `/participations/${order.id}/money`)).body
      expect(entry).toMatchObject({ amount: 100_000, reference: 'BCA 1234', recorded_by: 'seller' })
      // The back button, and pressing once more.
      const again = await post(fieldsOf(seen.html))
      expect(again.html).toContain('Sudah')
      expect((await node.ask('GET', `/participations/${order.id}/money`)).body).toHaveLength(1)
      const known = await post([
        ['intent', 'read'],
        ['text', text],
      ])
      expect(known.html).toContain(`Tercatat untuk pesanan ${order.code}`)
    })

    it('asks before it records more than is due for an order whose code was typed, and then records what is ticked', async () => {
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id: product.id })
      const order = await newParticipation(node, campaign.id)
      const [, month, day] = new Date((await databaseNow(node.services.db)).getTime() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
      const seen = await post([
        ['intent', 'read'],
        ['text', bcaStatement([{ day: `${day}/${month}`, amount: 777_000 }], { account: '3850009999' })],
      ])
      const [line] = fieldsOf(seen.html).flatMap(([name, value]) => (name === 'line' ? value.split(' ')[0]! : []))
      const asked = await post([...fieldsOf(seen.html), [`code-${line}`, order.code]])
      expect(asked.html).toContain('Lebih dari seharusnya. Benar sebanyak itu?')
      expect((await node.ask('GET', `/participations/${order.id}/money`)).body, 'nothing is ticked for them').toEqual(
        [],
      )
      expect((await post(fieldsOf(asked.html))).html).toContain('Tidak ada yang dicatat')
      const done = await post([...fieldsOf(asked.html), [`to-${line}`, `#${order.code} anyway`]])
      expect(asked.html).toContain(`value="#${order.code} anyway"`)
      expect(done.html).toContain('Sudah dicatat')
      const { body } = await node.ask('GET', `/participations/${order.id}`)
      expect(body).toMatchObject({ paid_amount: 777_000, owed_to_buyer: 677_000, status: 'confirmed' })
    })

    it('says which line is not on record where others are, and calls nothing unrecorded that was recorded before', async () => {
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id: product.id, price_per_slot: 123_000 })
      const [one, other] = [await newParticipation(node, campaign.id), await newParticipation(node, campaign.id)]
      const [, month, day] = new Date((await databaseNow(node.services.db)).getTime() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
      const entries = [
        { amount: 123_000, remark: `TRSF ${one.code}` },
        { amount: 888_000, remark: 'TRSF' },
      ]
      const text = bcaStatement(
        entries.map((entry) => ({ day: `${day}/${month}`, ...entry })),
        { account: '3850008888' },
      )
      const seen = await post([
        ['intent', 'read'],
        ['text', text],
      ])
      const line = /name="line" value="(\S+) \S+ 888000 /.exec(seen.html)![1]!
      const asked = await post([...fieldsOf(seen.html), [`code-${line}`, other.code]])
      expect(asked.html).toContain('Sudah dicatat, kecuali yang di bawah')
      expect(asked.html).toContain('Belum dicatat: 1 dari baris yang kamu pilih.')
      expect(asked.html).toContain('yang ini belum dicatat')
      expect(asked.html).not.toMatch(/Belum ada yang dicatat|Tidak ada yang dicatat/)
      const none = await post(fieldsOf(asked.html))
      expect(none.html).toContain('Tidak ada tambahan yang dicatat')
      expect(none.html).toContain('tetap tercatat: 1.')
      expect(none.html).not.toMatch(/Belum ada yang dicatat|Tidak ada yang dicatat/)
    })

    it('begins with what is to be chosen, folds what is certain, and asks for the code where a rounded sum is near many', async () => {
      const product = await newProduct(node, { seller_id: seller.id })
      const { id } = await newCampaign(node, { product_id: product.id, total_slots: 100, price_per_slot: 1_000_000 })
      const codes: string[] = []
      for (let n = 0; n < 14; n++) codes.push((await newParticipation(node, id, { user_id: `pembeli-${n}` })).code)
      const [, month, day] = new Date((await databaseNow(node.services.db)).getTime() + 7 * 3_600_000)
        .toISOString()
        .slice(0, 10)
        .split('-')
      const coded = codes.slice(0, 7).map((code) => ({ amount: 1_000_000, remark: `TRSF E-BANKING CR ${code}` }))
      const entries = [...coded, { amount: 999_500 }].map((entry) => ({ day: `${day}/${month}`, ...entry }))
      const seen = await post([
        ['intent', 'read'],
        ['text', bcaStatement(entries, { account: '3850007777' })],
      ])
      expect(seen.html).toContain('7 pembayaran cocok dan sudah dicentang')
      expect(seen.html, 'of the fourteen those whom no other line pays').toContain('Hampir sama dengan 7 pesanan')
      expect(seen.html).not.toContain('type="radio"')
      expect(seen.html.indexOf('Hampir sama')).toBeLessThan(seen.html.indexOf('7 pembayaran cocok'))
      const line = [...seen.html.matchAll(/name="line" value="(\S+) \S+ 999500 /g)][0]![1]
      const done = await post([...fieldsOf(seen.html), [`code-${line}`, codes[9]!]])
      expect(done.html).toContain('Sudah dicatat')
      const { body } = await node.ask('GET', `/campaigns/${id}/money`)
      expect(body).toMatchObject({ received: 7_999_500, participations: { paid: 7, partly_paid: 1, unpaid: 6 } })
      expect(done.html, 'on to where one came from').toContain('href="/sell/money"')
      const again = await post([
        ['intent', 'read'],
        ['text', bcaStatement(entries, { account: '3850007777' })],
      ])
      expect(again.html, 'what is on record already is folded').toMatch(/<summary[^>]*><strong>Sudah tercatat .{0,80}8/)
    })

    it('keeps what was pasted where it is refused, and asks which column is which', async () => {
      const pasted = '%PDF-1.7 salinan'
      const refused = await post([
        ['intent', 'read'],
        ['text', pasted],
      ])
      expect(refused.status).toBe(422)
      expect(refused.html).toContain('PDF belum bisa dibaca langsung')
      expect(refused.html).toContain(`>${pasted}</textarea>`)
      expect((await post([['intent', 'read']])).html).toContain('Tempel mutasinya atau pilih satu berkas dulu.')
      const asked = await post([
        ['intent', 'read'],
        ['text', 'Kapan|Berapa\n2026-11-28|150.123'],
      ])
      expect(asked.html).toContain('Kolom mana yang mana?')
      const content = /name="content" value="([^"]*)"/.exec(asked.html)![1]!
      const mapped: [string, string][] = [
        ['intent', 'read'],
        ['content', content],
        ['date_column', '0'],
        ['in_column', '1'],
      ]
      expect((await post(mapped)).html).toContain('Jumlahnya bisa berarti dua angka.')
    })
  },
  { only: 'one' },
)
