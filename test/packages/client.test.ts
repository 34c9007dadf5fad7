/** The client as the web app uses it, against real nodes over real sockets. */
import { createClient, type SambatanError } from '@sambatan/client'
import { expect, it } from 'vitest'
import { onEachNode, serviceKey, type TestNode } from '../http/node.ts'
import { newCampaign, newParticipation, newProduct } from '../http/things.ts'
import { jpeg } from '../support/pictures.ts'

async function clientOf(node: TestNode, token: string | undefined = serviceKey) {
  if (!node.app.server.listening) await node.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = node.app.server.address() as { port: number }
  return createClient({ baseUrl: `http://127.0.0.1:${port}/`, token, language: 'en' })
}

const shipping_address = 'Jl. Melati No. 5, Sleman, DI Yogyakarta 55281'

// The client knows the API alone.
onEachNode(
  'the client',
  (node) => {
    it('reads, and joins once however often the same key is sent', async () => {
      const sambatan = await clientOf(node)
      const { id, slug } = await newCampaign(node)
      const campaign = await sambatan.readCampaign({ id: slug })
      expect(campaign).toMatchObject({ id, slug, status: 'active', slots_taken: 0 })
      const body = { user_id: 'buyer-1', quantity: 2, shipping_address }
      const first = await sambatan.joinCampaign({ id, body }, { idempotencyKey: `once-${id}` })
      const again = await sambatan.joinCampaign({ id, body }, { idempotencyKey: `once-${id}` })
      expect(again).toEqual(first)
      expect(first).toMatchObject({ campaign_id: id, quantity: 2, status: 'reserved' })
      expect(await sambatan.readProgress({ id })).toMatchObject({ filled_slots: 2 })
    })

    it('throws what the node says, in the language that was asked for', async () => {
      const sambatan = await clientOf(node)
      const { id } = await newCampaign(node)
      const body = { user_id: 'buyer-1', quantity: 0, shipping_address: 'near' }
      const refused: SambatanError = await sambatan.joinCampaign({ id, body }).catch((error) => error)
      expect(refused).toMatchObject({ name: 'SambatanError', code: 'validation_failed', status: 422 })
      expect(refused.errors.map(({ path }) => path).sort()).toEqual(['quantity', 'shipping_address'])
      expect(refused.message).toBe(refused.detail)
      expect(refused.instance).toBe(`/api/sambatan/campaigns/${id}/join`)
      expect(refused.requestId).toMatch(/^[\w-]{8,}$/)
      const missing = { id: 'no-such-campaign' }
      await expect(sambatan.readCampaign(missing)).rejects.toThrow(/campaign/i)
      await expect(sambatan.readCampaign(missing, { language: 'id' })).rejects.toThrow(/Sambatan/)
    })

    it('gives lists page by page, and every item of all pages', async () => {
      const sambatan = await clientOf(node)
      const seller_id = `seller-${node.env.DATABASE_URL ? 'server' : 'embedded'}`
      const product = await newProduct(node, { seller_id })
      const made = []
      for (let i = 0; i < 5; i++) made.push(await newCampaign(node, { product_id: product.id }))
      const filter = { seller_id, status: ['active', 'scheduled'] as ('active' | 'scheduled')[] }
      const page = await sambatan.listCampaigns({ ...filter, limit: 3 })
      expect(page.items).toHaveLength(3)
      const rest = await sambatan.listCampaigns({ ...filter, limit: 3, cursor: page.next })
      expect(rest.items).toHaveLength(2)
      expect(rest.next).toBeUndefined()
      const ids = []
      for await (const { id } of sambatan.each.listCampaigns({ ...filter, limit: 2 })) ids.push(id)
      expect(ids).toEqual([...page.items, ...rest.items].map(({ id }) => id))
      expect(ids).toEqual(made.map(({ id }) => id).reverse())
    })

    it('watches a campaign until it ends', async () => {
      const sambatan = await clientOf(node)
      const { id } = await newCampaign(node)
      const seen: [string, number][] = []
      for await (const { status, filled_slots } of sambatan.watchCampaign(id)) {
        seen.push([status, filled_slots])
        if (seen.length === 1) await newParticipation(node, id, { quantity: 3 })
        else if (seen.length === 2) await sambatan.cancelCampaign({ id, body: { reason: 'no materials' } })
      }
      expect(seen[0]).toEqual(['active', 0])
      expect(seen).toContainEqual(['active', 3])
      expect(seen.at(-1)![0]).toBe('cancelled')
      // Who comes when it is over is told how it ended, once.
      const late = []
      for await (const progress of sambatan.watchCampaign(id)) late.push(progress.status)
      expect(late).toEqual(['cancelled'])
    })

    it('watches many campaigns until all have ended, or whatever changes', async () => {
      const sambatan = await clientOf(node)
      const [one, other] = [await newCampaign(node), await newCampaign(node)]
      const changed = (async () => {
        for await (const { event, data } of sambatan.watchCampaigns({ all: 'true' })) {
          if (event === 'change' && data.campaign_ids.includes(other.id)) return true
        }
        return false
      })()
      const seen: Record<string, string> = {}
      let hasEnded = false
      for await (const { event, data } of sambatan.watchCampaigns({ campaigns: [one.slug, other.id] })) {
        if (event === 'progress') seen[data.campaign_id] = data.status
        if (Object.keys(seen).length < 2 || hasEnded) continue
        hasEnded = true
        for (const { id } of [one, other]) await sambatan.cancelCampaign({ id })
      }
      expect(seen).toEqual({ [one.id]: 'cancelled', [other.id]: 'cancelled' })
      expect(await changed).toBe(true)
    })

    it('stops watching when its caller does', async () => {
      const sambatan = await clientOf(node)
      const { id } = await newCampaign(node)
      const stop = new AbortController()
      const watching = async () => {
        for await (const _ of sambatan.watchCampaign(id, { signal: stop.signal })) stop.abort(new Error('enough'))
      }
      await expect(watching()).rejects.toThrow('enough')
      await expect(sambatan.readCampaign({ id }, { signal: stop.signal })).rejects.toThrow('enough')
      for await (const _ of sambatan.watchCampaign(id)) break
    })

    it('gives what is not JSON as an answer to read, and takes files as they are', async () => {
      const sambatan = await clientOf(node)
      const { id, slug } = await newCampaign(node)
      await newParticipation(node, id, { user_id: 'buyer-7' })
      const csv = await sambatan.exportParticipantsCsv({ id, lang: 'en' })
      expect(csv).toBeInstanceOf(Response)
      expect(await csv.text()).toContain('buyer-7')
      const photo = await sambatan.addPhoto({
        id,
        alt: 'Botol',
        body: new Blob([await jpeg()], { type: 'image/jpeg' }),
      })
      expect(photo).toMatchObject({ alt: 'Botol', width: 1200, height: 800 })
      expect((await sambatan.readCampaign({ id })).photos).toEqual([photo])
      const image = Buffer.from(await (await sambatan.readShareImage({ slug })).arrayBuffer())
      expect(image.subarray(1, 4).toString()).toBe('PNG')
      const missing = sambatan.readShareImage({ slug: 'no-such-campaign' })
      await expect(missing).rejects.toMatchObject({ code: 'campaign_not_found', status: 404 })
    })
  },
  { only: 'one' },
)
