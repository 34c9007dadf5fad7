/** Lists of campaigns as pages need them: who sells, narrowed by price and time, and a seller's own. */
import { beforeAll, expect, it } from 'vitest'
import { hours } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { campaignBody, inTime, newCampaign, newProduct } from './things.ts'

onEachNode('a list of campaigns', (node) => {
  const titles = async (query: string, as: Parameters<typeof node.ask>[2] = {}) =>
    (await node.ask('GET', `/campaigns?${query}`, as)).body.map((each: { title: string }) => each.title).sort()

  beforeAll(async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const make = (title: string, price: number, ahead: number, wish = {}) =>
      inTime(node, hours(ahead)).then((deadline) =>
        newCampaign(node, { product_id: product.id, title, price_per_slot: price, deadline, ...wish }),
      )
    await make('Murah', 50_000, 24)
    await make('Sedang', 100_000, 48)
    await make('Mahal', 300_000, 96)
    await make('Belum', 100_000, 48, { draft: true })
    await newCampaign(node, { title: 'Orang lain', price_per_slot: 100_000 })
    await node.ask('PATCH', '/people/rina', { body: { name: 'Rumah Wangi Rina' } })
  })

  it('is narrowed by price and by deadline', async () => {
    expect(await titles('seller_id=rina&price_min=100000', { as: 'nobody' })).toEqual(['Mahal', 'Sedang'])
    expect(await titles('seller_id=rina&price_max=100000', { as: 'nobody' })).toEqual(['Murah', 'Sedang'])
    expect(await titles('seller_id=rina&price_min=60000&price_max=100000&sort=price_asc', { as: 'nobody' })).toEqual([
      'Sedang',
    ])
    const inThree = encodeURIComponent(await inTime(node, hours(72)))
    expect(await titles(`seller_id=rina&ends_before=${inThree}&sort=ending_soon`, { as: 'nobody' })).toEqual([
      'Murah',
      'Sedang',
    ])
    // Who writes the zone by hand forgets that a plus means a space in an address.
    const inJakarta = new Date(Date.parse(await inTime(node, hours(79)))).toISOString().replace('Z', '+07:00')
    expect(await titles(`seller_id=rina&ends_before=${inJakarta}`, { as: 'nobody' })).toEqual(['Murah', 'Sedang'])
    for (const query of ['price_min=-1', 'price_max=x', 'ends_before=besok', 'price_min=1e99']) {
      expectProblem(await node.ask('GET', `/campaigns?${query}`), 422, 'validation_failed')
    }
  })

  it('is no search for what chat apps add to an address, nor for what the form sends by itself', async () => {
    const page = async (query: string) => (await node.app.inject({ url: `/?${query}` })).body
    const first = 'Hapus saringan'
    for (const query of ['fbclid=IwAR0x&utm_source=wa', 'q=&status=open&sort=newest&price_min=&price_max=&ending=']) {
      expect(await page(query), query).not.toContain(first)
    }
    expect(await page('status=ended')).toContain(first)
  })

  it("is a seller's own with its drafts, and nobody's for whoever is nobody", async () => {
    expect(await titles('mine', { as: 'seller:rina' })).toEqual(['Belum', 'Mahal', 'Murah', 'Sedang'])
    expect(await titles('mine&status=inactive', { as: 'seller:rina' })).toEqual(['Belum'])
    expect(await titles('mine&seller_id=seller-1', { as: 'seller:rina' })).toEqual([])
    expect(await titles('mine', { as: 'seller:somebody' })).toEqual([])
    expect(await titles('mine', { as: 'buyer:rina' }), 'drafts are for sellers').toEqual(['Mahal', 'Murah', 'Sedang'])
    expectProblem(await node.ask('GET', '/campaigns?mine', { as: 'nobody' }), 401, 'unauthorized')
  })

  it('names who sells, in one read as in a list, once a name is known', async () => {
    const list = (await node.ask('GET', '/campaigns?seller_id=rina', { as: 'nobody' })).body
    expect(new Set(list.map((each: { seller_name: string }) => each.seller_name))).toEqual(
      new Set(['Rumah Wangi Rina']),
    )
    const one = (await node.ask('GET', `/campaigns/${list[0].slug}`, { as: 'nobody' })).body
    expect(one.seller_name).toBe('Rumah Wangi Rina')
    const unknown = await node.ask('POST', '/campaigns', { body: await campaignBody(node) })
    expect(unknown.body.seller_name).toBeNull()
  })
  it('is searched by words of a campaign or of the name that its seller is shown by', async () => {
    expect(await titles('q=wangi+rina', { as: 'nobody' })).toEqual(['Mahal', 'Murah', 'Sedang'])
    expect(await titles('q=sedang', { as: 'nobody' })).toEqual(['Sedang'])
    const product = await newProduct(node, { seller_id: 'tanpa-nama' })
    await newCampaign(node, { product_id: product.id })
    for (const name of ['rahasia@contoh.test', '0812 3456 789']) {
      await node.ask('PATCH', '/people/tanpa-nama', { body: { name } })
      expect(await titles(`q=${encodeURIComponent(`"${name}"`)}`, { as: 'nobody' }), name).toEqual([])
    }
  })

  it('does not copy the name to where repeats are answered from, and a repeat has it all the same', async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const ask = {
      body: await campaignBody(node, { product_id: product.id }),
      headers: { 'idempotency-key': 'one-campaign' },
    }
    const first = await node.ask('POST', '/campaigns', ask)
    expect(first.body.seller_name).toBe('Rumah Wangi Rina')
    const [row] = await node.services.db.query<{ response: object }>(
      `select response from sambatan.idempotency_keys where key = 'one-campaign'`,
    )
    expect(JSON.stringify(row)).not.toContain('Rumah')
    const again = await node.ask('POST', '/campaigns', ask)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(again.body).toEqual(first.body)
  })
})
