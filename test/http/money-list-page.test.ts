/** The page of a list of codes, and the claims that wait, as a browser without scripts has them. */
import { beforeAll, expect, it } from 'vitest'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'money on the pages of a seller',
  (node) => {
    let seller: TestAccount
    beforeAll(async () => {
      seller = await signedIn(node.services.db, 'seller')
    })
    const campaignOf = async (wish: Record<string, unknown> = {}) =>
      newCampaign(node, { product_id: (await newProduct(node, { seller_id: seller.id })).id, ...wish })
    const plain = (html: string) => html.replaceAll('<!-- -->', '')
    const open = async (url: string) => plain((await node.app.inject({ url, headers: seller.headers })).body)
    async function post(url: string, fields: [string, string][]) {
      const answer = await node.app.inject({
        method: 'POST',
        url,
        headers: {
          ...seller.headers,
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
        },
        payload: new URLSearchParams(fields).toString(),
      })
      return { status: answer.statusCode, html: plain(answer.body) }
    }
    /** What the form of the preview holds; what is ticked is said by the test. */
    function hiddenIn(html: string): [string, string][] {
      const form = /<form [^>]*>(?:(?!<\/form>).)*value="record".*?<\/form>/s.exec(html)![0]
      return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!.replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
      ])
    }

    it('says first who waits, on all pages about money and where work is listed', async () => {
      const campaign = await campaignOf()
      for (const user_id of ['buyer-1', 'buyer-2']) {
        const { id } = await newParticipation(node, campaign.id, { user_id })
        await node.ask('POST', `/participations/${id}/paid`, { body: { amount: 70_000 } })
      }
      for (const url of ['/sell/money', `/sell/campaigns/${campaign.id}/money`]) {
        const html = await open(url)
        expect(html).toContain('2 pembeli bilang sudah bayar: Rp\u00a0140.000')
        expect(html.indexOf('bilang sudah bayar:')).toBeLessThan(html.indexOf('id="list"'))
      }
      expect(await open(`/sell/campaigns/${campaign.id}/money`)).toContain(
        `href="/sell/claims?campaign=${campaign.id}"`,
      )
      expect(await open('/sell')).toContain('punya 2 pembeli yang bilang sudah bayar, Rp\u00a0140.000')
    })

    it('opens at who has not paid where nothing is owed back, and at what is owed back where something is', async () => {
      const other = await signedIn(node.services.db, 'seller')
      const desk = async () => plain((await node.app.inject({ url: '/sell/money', headers: other.headers })).body)
      const product = await newProduct(node, { seller_id: other.id })
      const campaign = await newCampaign(node, { product_id: product.id })
      expect(await desk()).toContain('Tidak ada yang harus dikembalikan')
      const one = await newParticipation(node, campaign.id)
      expect(await desk()).toMatch(/<h2 id="list"[^>]*>Yang belum bayar/)
      await node.ask('POST', `/participations/${one.id}/money`, {
        body: { kind: 'received', amount: 150_000, anyway: true },
      })
      const owing = await desk()
      expect(owing).toMatch(/<h2 id="list"[^>]*>Yang harus dikembalikan/)
      expect(owing).toContain('Kirim semuanya sekaligus')
      const order = await node.app.inject({
        url: `/sell/campaigns/${campaign.id}/participants/${one.id}/money`,
        headers: other.headers,
      })
      expect(order.body, 'where it goes is one tap from where it is put on record').toContain(
        `href="/sell/money/${one.id}/account"`,
      )
    })

    it('looks a pasted list up, records what fits and what is ticked, and nothing twice', async () => {
      const campaign = await campaignOf()
      const one = await newParticipation(node, campaign.id)
      const more = await newParticipation(node, campaign.id, { user_id: 'buyer-2' })
      const url = `/sell/campaigns/${campaign.id}/money/list`
      expect(await open(`/sell/campaigns/${campaign.id}/money?view=owing`)).toContain(`href="${url}"`)
      expect(await open(url)).toContain('Daftar kode pesanan')
      expect((await post(url, [['intent', 'read']])).html).toContain('Daftarnya masih kosong')
      const list = `1. ${one.code} <i>Rani</i>\n2. ${more.code} Rp 130.000\nBu Sri 185.000`
      const typed: [string, string][] = [
        ['list', list],
        ['method', 'qris'],
      ]
      const seen = await post(url, [['intent', 'read'], ...typed])
      expect(seen.html).toContain('Catat 1 pembayaran (Rp\u00a0100.000) dan yang dicentang')
      expect(seen.html).toContain('Kekurangannya hanya Rp\u00a0100.000')
      expect(seen.html).toContain('Tidak ada kode pesanan di baris ini.')
      expect(seen.html).not.toContain('<i>Rani')
      const recordsOf = async (id: string) => (await node.ask('GET', `/participations/${id}/money`)).body
      expect(await recordsOf(one.id)).toEqual([])
      const edit = await post(url, [['intent', 'edit'], ...typed])
      expect(edit.html).toContain('&lt;i&gt;Rani&lt;/i&gt;')
      const sent: [string, string][] = [...hiddenIn(seen.html), ['intent', 'record'], ['anyway', more.code]]
      const done = await post(url, sent)
      expect(done.html).toContain('2 pembayaran, Rp\u00a0230.000, sekarang tercatat.')
      expect(await recordsOf(one.id)).toMatchObject([{ amount: 100_000, method: 'qris' }])
      // The back button, and pressing once more.
      expect((await post(url, sent)).html).toContain('2 pembayaran')
      const again = await post(url, [['intent', 'read'], ...typed])
      expect(again.html).toContain('Sudah lunas.')
      expect(again.html).not.toContain('value="record"')
      expect([await recordsOf(one.id), await recordsOf(more.id)].map((all) => all.length)).toEqual([1, 1])
    })

    it('asks once more where an order has become another while the list was looked at', async () => {
      const campaign = await campaignOf()
      const one = await newParticipation(node, campaign.id, { quantity: 2 })
      const url = `/sell/campaigns/${campaign.id}/money/list`
      const seen = await post(url, [
        ['intent', 'read'],
        ['list', one.code],
      ])
      await node.ask('POST', `/participations/${one.id}/money`, { body: { kind: 'received', amount: 50_000 } })
      const asked = await post(url, [...hiddenIn(seen.html), ['intent', 'record']])
      expect(asked.status).toBe(409)
      expect(asked.html).toContain('Catat 1 pembayaran, Rp\u00a0150.000')
      const done = await post(url, [...hiddenIn(asked.html), ['intent', 'record']])
      expect(done.html).toContain('1 pembayaran, Rp\u00a0150.000, sekarang tercatat.')
    })
  },
  { only: 'one' },
)
