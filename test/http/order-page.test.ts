/** What the page of an order says of its buyer's money: nothing that did not happen, and no more than the engine promises. */
import { expect, it } from 'vitest'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'the page of an order',
  (node) => {
    const pageOf = async (id: string, { headers }: TestAccount) => {
      const page = await node.app.inject({ url: `/me/${id}`, headers })
      expect(page.statusCode).toBe(200)
      return page.body
    }

    async function ordered(wish: { total_slots?: number; minimum_slots?: number; quantity?: number } = {}) {
      const { quantity = 1, ...fields } = wish
      const buyer = await signedIn(node.services.db)
      const campaign = await newCampaign(node, fields)
      const { id } = await newParticipation(node, campaign.id, { user_id: buyer.id, quantity })
      return { campaign, id: String(id), page: () => pageOf(id, buyer) }
    }

    it.each([
      {
        vouched: true,
        says: 'harus dikembalikan penjual kepadamu',
        not: 'tidak berutang',
        event: 'uang yang kamu bayar harus dikembalikan penjual',
      },
      { vouched: false, says: 'Kamu tidak berutang apa-apa', not: 'dikembalikan kepadamu', event: 'Pesananmu ditutup' },
    ])(
      'says of a cancelled campaign what became of what was paid ($vouched)',
      async ({ vouched, says, not, event }) => {
        const { campaign, id, page } = await ordered()
        if (vouched) await node.ask('POST', `/participations/${id}/confirm`)
        await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: {} })
        const words = await page()
        expect(words).toContain(says)
        expect(words).toContain(event)
        expect(words).not.toContain(not)
      },
    )

    it.each([
      { vouched: true, says: 'dipakai untuk membuat batch ini', arrived: 'sudah lunas' },
      { vouched: false, says: 'Kalau belum kamu bayar', arrived: 'belum lunas' },
    ])(
      'says of a completed campaign whether there is something to pay ($vouched)',
      async ({ vouched, says, arrived }) => {
        const { id, page } = await ordered({ total_slots: 2, quantity: 2 })
        if (vouched) await node.ask('POST', `/participations/${id}/confirm`)
        await node.ask('POST', '/lifecycle/run')
        expect(await page()).toContain(says)
        await node.ask('POST', `/participations/${id}/fulfil`)
        expect(await page()).toContain(arrived)
      },
    )

    it('promises nothing of a goal that others can still leave', async () => {
      const { page } = await ordered({ total_slots: 4, minimum_slots: 2, quantity: 3 })
      const words = await page()
      expect(words).toContain('Kalau tetap begini sampai tenggat')
      expect(words).not.toContain('pasti')
    })

    it('asks for the exact sum that names it wherever it says what is to be paid', async () => {
      const [seller, buyer] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      const said = { accounts: [], unique_amounts: true }
      await node.ask('PUT', `/sellers/${seller.id}/payment-instructions`, { body: said })
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id: product.id })
      const one = await newParticipation(node, campaign.id, { user_id: buyer.id })
      const page = await node.app.inject({ url: `/me/${one.id}`, headers: buyer.headers })
      const text = page.body.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, ' ')
      const exact = `Rp ${one.amount_to_pay.toLocaleString('id-ID')}`
      expect(text).toContain(`Bayar tepat${exact}`)
      expect(text).toContain(`Rp ${one.unique_part} di dalamnya adalah kode unik`)
      expect(text).toContain(`${exact} belum ditagih di sini`)
    })

    it('says of the money of an order what its buyer has said, and since when it is owed back and where it goes', async () => {
      const [seller, buyer] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      await node.ask('PUT', `/sellers/${seller.id}/payment-instructions`, {
        body: { accounts: [{ kind: 'bank', provider: 'BCA', number: '385 000 1234', holder: 'Toko' }] },
      })
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id: product.id })
      const { id } = await newParticipation(node, campaign.id, { user_id: buyer.id })
      const words = async () => (await pageOf(id, buyer)).replaceAll('\u00a0', ' ')
      expect(await words()).toContain('Rp 100.000 belum tercatat dibayar. Bayar seperti tertulis di atas')
      await node.ask('POST', `/participations/${id}/paid`, { body: { amount: 100_000 } })
      const claimed = await words()
      expect(claimed).toContain('Kamu bilang sudah membayar Rp 100.000; penjual belum mencatatnya')
      expect(claimed).not.toContain('Bayar seperti tertulis')
      await node.ask('POST', `/participations/${id}/money`, { body: { kind: 'received' } })
      await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: {} })
      const { body } = await node.ask('GET', `/participations/${id}`)
      expect(body.owed_since).toBe(body.ended_at)
      const day = new Intl.DateTimeFormat('id-ID', { dateStyle: 'medium', timeZone: 'Asia/Jakarta' })
      const owed = `Rp 100.000 harus dikembalikan penjual kepadamu, sejak ${day.format(new Date(body.owed_since))}.`
      expect(await words()).toContain(`${owed} Beri tahu rekeningmu di bawah`)
      const account = { provider: 'bca', number: '1234567890', holder: 'Rani' }
      await node.ask('PUT', '/people/me/refund-account', { as: 'nobody', headers: buyer.headers, body: account })
      expect(await words()).toContain(`${owed} Penjual mengirimnya ke rekening yang kamu beri tahu.`)
    })

    it('says while it settles, and of what is confirmed, how it is paid and what its buyer has said of it', async () => {
      const [seller, buyer] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      const product = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, {
        ...{ product_id: product.id, goal_counts: 'confirmed', hold_minutes: 1440, settlement_minutes: 1440 },
        ...{ total_slots: 9, minimum_slots: 1 },
      })
      const { id } = await newParticipation(node, campaign.id, { user_id: buyer.id })
      const words = async () => (await pageOf(id, buyer)).replaceAll('\u00a0', ' ')
      const { db } = node.services
      await db.query(`update sambatan.campaigns set deadline = sambatan.now() - interval '1 minute' where id = $1`, [
        campaign.id,
      ])
      await node.ask('POST', '/lifecycle/run')
      expect(await words()).toContain('Bayar sesuai kesepakatan dengan penjual dan minta dikonfirmasi sebelum')
      const account = { kind: 'bank', provider: 'BCA', number: '385 000 1234', holder: 'Toko' }
      await node.ask('PUT', `/sellers/${seller.id}/payment-instructions`, { body: { accounts: [account] } })
      const told = await words()
      expect(told).toContain('Bayar seperti tertulis di bawah, supaya penjual bisa mengonfirmasinya sebelum')
      expect(told).not.toContain('kesepakatan')
      await node.ask('POST', `/participations/${id}/paid`, { body: { amount: 100_000 } })
      const claimed = await words()
      expect(claimed).toContain('Kamu bilang sudah membayar, dan penjual tinggal memeriksanya')
      expect(claimed).not.toMatch(/kesepakatan|Bayar seperti tertulis|Menunggu pembayaran/)
      await node.ask('POST', `/participations/${id}/confirm`, { body: { payment: null } })
      const confirmed = await words()
      expect(confirmed).toContain('Kamu bilang sudah membayar Rp 100.000, dan penjual belum mencatatnya')
      expect(confirmed).not.toMatch(/kesepakatan|Bayar seperti tertulis/)
      await node.ask('POST', `/participations/${id}/money`, { body: { kind: 'received', amount: 40_000 } })
      expect(await words()).toContain('Rp 60.000 dari pesananmu belum tercatat dibayar')
    })

    it('leads to its seller by name, to their page where they have no name, and nowhere once they are erased', async () => {
      const [seller, buyer] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      const called = (name: string) =>
        node.ask('PATCH', '/people/me', { as: 'nobody', headers: seller.headers, body: { name } })
      await called('Dapur Rahayu')
      const { id: product_id } = await newProduct(node, { seller_id: seller.id })
      const campaign = await newCampaign(node, { product_id })
      const { id } = await newParticipation(node, campaign.id, { user_id: buyer.id })
      const links = async () =>
        [...(await pageOf(id, buyer)).matchAll(/href="\/s\/[^"]*">([^<]*)</g)].map(([all]) => all)
      expect(await links()).toEqual([`href="/s/${campaign.seller_slug}">Penjual: Dapur Rahayu<`])
      await called('0812 3456 7890')
      expect(await links()).toEqual([`href="/s/${campaign.seller_slug}">Halaman penjual<`])
      await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: {} })
      expect((await node.ask('POST', `/people/${seller.id}/erase`)).status).toBe(200)
      expect(await links()).toEqual([])
    })
  },
  { only: 'one' },
)
