/** What a shop that embeds the API does with items: makes them, quotes, joins, changes orders, and is told what is wrong where. */
import { expect, it } from 'vitest'
import { advanceClock, setClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { readSheet } from '../support/zip.ts'
import { addressOf, credentials, expectProblem, onEachNode } from './node.ts'
import { campaignBody, inTime, joinBody, newCampaign, newProduct } from './things.ts'

const sizes = [
  { name: '10 ml', price: 49_000, sku: 'MS-10' },
  {
    name: '50 ml',
    price: 195_000,
    slots_per_unit: 2,
    max_per_buyer: 3,
    tiers: [
      { price: 165_000, units: 1 },
      { price: 179_000, units: 2 },
    ],
  },
]
const volume = [{ from_slots: 8, prices: [{ item: 1, price: 150_000 }] }]

onEachNode('a campaign with items', (node) => {
  const make = (wish: Record<string, unknown> = {}) =>
    newCampaign(node, { price_per_slot: undefined, items: sizes, total_slots: 20, minimum_slots: 4, ...wish })
  const refused = async (wish: Record<string, unknown>) =>
    node.ask('POST', '/campaigns', {
      body: await campaignBody(node, { price_per_slot: undefined, items: sizes, minimum_slots: 4, ...wish }),
    })

  it('shows what it sells, what the next unit costs and from when that falls; its price per slot is the lowest of them', async () => {
    const campaign = await make({ volume_prices: volume })
    const [small, large] = campaign.items
    expect(campaign).toMatchObject({ price_per_slot: 49_000, terms_frozen_at: null })
    // What lists, pictures and the widget say.
    const early = { item_id: large.id, price: 165_000, units_left: 1, ends_at: null, next_price: 179_000 }
    expect(campaign).toMatchObject({ lowest_price: 49_000, highest_price: 165_000, early_bird: early })
    expect(small).toMatchObject({ name: '10 ml', sku: 'MS-10', slots_per_unit: 1, price_now: 49_000, tiers: [] })
    expect(large).toMatchObject({ slots_per_unit: 2, price_now: 165_000, units_taken: 0, on_sale: true })
    expect(large.tiers).toMatchObject([
      { price: 165_000, units: 1, units_taken: 0, units_left: 1 },
      { price: 179_000, units: 2, units_left: 2 },
    ])
    expect(campaign.volume_prices).toEqual([{ from_slots: 8, prices: [{ item_id: large.id, price: 150_000 }] }])
  })

  it('quotes an order tier by tier, and joins for exactly that', async () => {
    const campaign = await make({ volume_prices: volume })
    const [small, large] = campaign.items
    const lines = [
      { item_id: large.id, units: 2 },
      { item_id: small.id, units: 1 },
    ]
    const { body: quote } = await node.ask('POST', `/campaigns/${campaign.id}/quote`, { as: 'nobody', body: { lines } })
    expect(quote).toMatchObject({ amount: 165_000 + 179_000 + 49_000, quantity: 5, fits: true, currency: 'IDR' })
    expect(quote.lines).toMatchObject([
      { item_id: large.id, units: 1, unit_price: 165_000, tier_id: large.tiers[0].id, amount: 165_000 },
      { item_id: large.id, units: 1, unit_price: 179_000, tier_id: large.tiers[1].id, amount: 179_000 },
      { item_id: small.id, units: 1, unit_price: 49_000, tier_id: null, amount: 49_000 },
    ])
    expect(quote.next_volume).toEqual({ from_slots: 8, slots_more: 3, saves: 15_000 + 29_000 })
    const body = joinBody({ user_id: 'ani', quantity: undefined, lines, expected_amount: quote.amount })
    const { status, body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, { body })
    expect(status).toBe(201)
    expect(order).toMatchObject({ amount: quote.amount, quantity: 5, final_amount: null })
    expect(order.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/)
    expect(order.lines).toMatchObject([
      { name: '50 ml', units: 1, unit_price: 165_000, dropped: false },
      { name: '50 ml', units: 1, unit_price: 179_000 },
      { name: '10 ml', units: 1, unit_price: 49_000, tier_id: null, final_unit_price: null },
    ])
    // The same again costs more now: refused with what it would cost, and then taken for that.
    const again = { ...body, user_id: 'budi' }
    const dearer = await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: again })
    expectProblem(dearer, 409, 'price_changed')
    const now = 179_000 + 195_000 + 49_000
    expect(dearer.body.quote).toMatchObject({ amount: now, fits: true })
    const taken = await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: { ...again, expected_amount: now } })
    expect(taken.body).toMatchObject({ amount: now })
  })

  it('answers a join that is sent again with the order as it was', async () => {
    const campaign = await make()
    const lines = [{ item_id: campaign.items[1].id, units: 2 }]
    const headers = { 'idempotency-key': `items-${campaign.id}` }
    const ask = { headers, body: joinBody({ user_id: 'ani', quantity: undefined, lines }) }
    const first = await node.ask('POST', `/campaigns/${campaign.id}/join`, ask)
    const other = [{ item_id: campaign.items[1].id, units: 1 }]
    expect((await node.ask('PUT', `/participations/${first.body.id}/lines`, { body: { lines: other } })).status).toBe(
      200,
    )
    const repeat = await node.ask('POST', `/campaigns/${campaign.id}/join`, ask)
    expect(repeat.headers['idempotency-replayed']).toBe('true')
    const { id, code, amount, quantity, lines: said } = first.body
    expect(repeat.body).toMatchObject({ id, code, amount, quantity, lines: said })
  })

  it('wants lines where several things are sold, and each item once', async () => {
    const campaign = await make()
    const [small, large] = campaign.items
    const join = (body: Record<string, unknown>) =>
      node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: undefined, ...body }) })
    const quantity = await join({ quantity: 2 })
    expectProblem(quantity, 422, 'lines_required')
    expect(quantity.body.errors).toMatchObject([{ path: 'lines' }])
    const line = { item_id: small.id, units: 1 }
    for (const wrong of [{ lines: [line, line] }, { lines: [line], quantity: 1 }, { lines: [] }, {}]) {
      const answer = await join(wrong)
      expect(answer.status, answer.text).toBe(422)
      expect(answer.body.errors.length).toBeGreaterThan(0)
    }
    const over = await join({ lines: [{ item_id: large.id, units: 4 }] })
    expectProblem(over, 409, 'item_limit')
    expect(over.body.detail).toContain('50 ml')
    expect(over.body.item_id).toBe(large.id)
  })

  it('says which line names what this campaign does not sell, wherever an order is said', async () => {
    const [campaign, other, plain] = [await make(), await make(), await newCampaign(node)]
    const line = { item_id: campaign.items[0].id, units: 1 }
    const body = { lines: [line] }
    const { body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, {
      body: joinBody({ quantity: undefined, ...body }),
    })
    const full = await make({ total_slots: 2, minimum_slots: 2, completion: 'at_deadline' })
    const two = { item_id: full.items[0].id, units: 2 }
    await node.ask('POST', `/campaigns/${full.id}/join`, { body: joinBody({ quantity: undefined, lines: [two] }) })
    const waiting = joinBody({ user_id: 'cici', quantity: undefined, lines: [{ ...two, units: 1 }] })
    const { body: entry } = await node.ask('POST', `/campaigns/${full.id}/waiting-list`, { body: waiting })
    const foreign = { item_id: other.items[1].id, units: 1 }
    const ways: [method: string, path: string, known: object, rest: object][] = [
      ['POST', `/campaigns/${campaign.id}/join`, line, joinBody({ user_id: 'budi', quantity: undefined })],
      ['POST', `/campaigns/${campaign.id}/quote`, line, {}],
      ['PUT', `/participations/${order.id}/lines`, line, {}],
      ['POST', `/participations/${order.id}/quote`, line, {}],
      ['POST', `/campaigns/${full.id}/waiting-list`, two, joinBody({ user_id: 'dedi', quantity: undefined })],
      ['PUT', `/campaigns/${full.id}/waiting-list/${entry.id}`, two, {}],
      ['POST', `/campaigns/${plain.id}/join`, { item_id: plain.id, units: 1 }, joinBody({ quantity: undefined })],
      ['POST', `/campaigns/${plain.id}/quote`, { item_id: plain.id, units: 1 }, {}],
    ]
    for (const [method, path, known, rest] of ways) {
      for (const unknown of [foreign, { ...foreign, item_id: crypto.randomUUID() }]) {
        const answer = await node.ask(method, path, { body: { ...rest, lines: [known, unknown] } })
        expectProblem(answer, 422, 'request_invalid')
        expect(answer.body.errors, `${method} ${path}`).toMatchObject([
          { path: 'lines.1.item_id', message: expect.stringMatching(/barang|item/) },
        ])
      }
    }
    // An id is the same in capital letters, and of a campaign that does not exist nobody knows what it sells.
    const loud = { lines: [{ item_id: plain.id.toUpperCase(), units: 2 }] }
    expect((await node.ask('POST', `/campaigns/${plain.id}/quote`, { body: loud })).body).toMatchObject({ quantity: 2 })
    const nowhere = `/campaigns/${crypto.randomUUID()}/join`
    const lost = await node.ask('POST', nowhere, { body: joinBody({ quantity: undefined, ...body }) })
    expectProblem(lost, 404, 'campaign_not_found')
  })

  it('quotes also what no campaign could have: it does not fit, and costs nothing that could be said', async () => {
    const campaign = await make()
    const dear = [{ name: 'A', price: 400_000_000_000_000, slots_per_unit: 5 }, sizes[0]]
    const rare = await make({ total_slots: 20, minimum_slots: 5, items: dear })
    const plain = await newCampaign(node)
    const { body: order } = await node.ask('POST', `/campaigns/${rare.id}/join`, {
      body: joinBody({ quantity: undefined, lines: [{ item_id: rare.items[0].id, units: 1 }] }),
    })
    const [small, large] = campaign.items
    const million = 1_000_000
    const asked: [path: string, body: object, quantity: number, reason: string][] = [
      [
        `/campaigns/${campaign.id}`,
        { lines: [{ item_id: small.id, units: 9 * million }] },
        9 * million,
        'insufficient_slots',
      ],
      [`/campaigns/${campaign.id}`, { lines: [{ item_id: large.id, units: million }] }, 2 * million, 'item_limit'],
      [
        `/campaigns/${rare.id}`,
        { lines: [{ item_id: rare.items[0].id, units: million }] },
        5 * million,
        'insufficient_slots',
      ],
      [
        `/participations/${order.id}`,
        { lines: [{ item_id: rare.items[0].id, units: million }] },
        5 * million,
        'insufficient_slots',
      ],
      [`/campaigns/${plain.id}`, { quantity: 5 * million }, 5 * million, 'insufficient_slots'],
    ]
    for (const [path, body, quantity, reason] of asked) {
      const answer = await node.ask('POST', `${path}/quote`, { body })
      expect(answer.status, answer.text).toBe(200)
      expect(answer.body).toMatchObject({ quantity, amount: null, fits: false, reason, lines: [], volume_saves: 0 })
      expect(answer.body.left_at_price).toHaveLength(1)
    }
    // The join says the same.
    const lines = [{ item_id: rare.items[0].id, units: million }]
    const join = await node.ask('POST', `/campaigns/${rare.id}/join`, {
      body: joinBody({ user_id: 'budi', quantity: undefined, lines, expected_amount: 1 }),
    })
    expectProblem(join, 409, 'insufficient_slots')
    const change = await node.ask('PUT', `/participations/${order.id}/lines`, { body: { lines } })
    expectProblem(change, 409, 'insufficient_slots')
  })

  it('takes no early bird that is over when it is set, and leaves one that ended since', async () => {
    const soon = await inTime(node, minutes(30))
    const [past, later] = [await inTime(node, -minutes(5)), await inTime(node, hours(5))]
    const ending = (...ends: string[]) => ends.map((ends_at, place) => ({ price: 100 + place, ends_at }))
    const selling = (...ends: string[]) => [sizes[0], { ...sizes[1], tiers: ending(...ends) }]
    const over = async (wish: Record<string, unknown>, place: number) => {
      const answer = await refused(wish)
      expectProblem(answer, 422, 'tier_over')
      expect(answer.body.errors[0].path).toBe(`items.1.tiers.${place}.ends_at`)
    }
    await over({ items: selling(past) }, 0)
    await over({ items: selling(later, past), draft: true }, 1)
    const campaign = await make({ items: selling(soon, later) })
    await advanceClock(node.services.db, minutes(40))
    // As forms send it: to the minute.
    const minute = `${new Date(soon).toISOString().slice(0, 17)}00.000Z`
    const ids = campaign.items.map(({ id }: { id: string }) => ({ id }))
    const patch = (description: string, ...ends: string[]) => {
      const items = selling(...ends).map((one, place) => ({ ...one, ...ids[place], description }))
      return node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { items } })
    }
    expect((await patch('Botol', soon, later)).body.items[1]).toMatchObject({ description: 'Botol', price_now: 101 })
    expect((await patch('Botol kaca', minute, later)).status).toBe(200)
    const again = await patch('Botol', await inTime(node, -minutes(2)), later)
    expectProblem(again, 422, 'tier_over')
    expect(
      (await node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { title: 'Melati Senja kedua' } })).status,
    ).toBe(200)
    await setClock(node.services.db, { offsetMs: 0 })
  })

  it('with one thing at one price goes on as it always did, by its quantity or as a line', async () => {
    const campaign = await newCampaign(node)
    expect(campaign.items).toMatchObject([{ id: campaign.id, price: 100_000, slots_per_unit: 1, price_now: 100_000 }])
    const { body: plain } = await node.ask('POST', `/campaigns/${campaign.id}/join`, {
      body: joinBody({ quantity: 2 }),
    })
    expect(plain.lines).toMatchObject([{ item_id: campaign.id, units: 2, unit_price: 100_000, amount: 200_000 }])
    const body = joinBody({ user_id: 'budi', quantity: undefined, lines: [{ item_id: campaign.id, units: 3 }] })
    const { body: lined } = await node.ask('POST', `/campaigns/${campaign.id}/join`, { body })
    expect(lined).toMatchObject({ quantity: 3, amount: 300_000 })
  })

  it('says of each wrong term which it is', async () => {
    const tiers = (...all: Record<string, unknown>[]) => [{ name: 'A', price: 100, tiers: all }]
    const wrong: [code: string, path: string, wish: Record<string, unknown>][] = [
      ['price_or_items', 'items', { price_per_slot: 5_000 }],
      ['item_too_large', 'items.0.slots_per_unit', { items: [{ name: 'A', price: 1, slots_per_unit: 11 }] }],
      ['compare_at_not_higher', 'items.0.compare_at_price', { items: [{ name: 'A', price: 9, compare_at_price: 9 }] }],
      ['item_limits_crossed', 'items.0.minimum_units', { items: [{ name: 'A', price: 9, minimum_units: 11 }] }],
      [
        'goal_required',
        'minimum_slots',
        { items: [{ name: 'A', price: 9, minimum_units: 2 }], minimum_slots: undefined },
      ],
      ['goal_unreachable', 'minimum_slots', { items: [{ name: 'A', price: 9, maximum_units: 3 }] }],
      ['tiers_not_rising', 'items.0.tiers.0.price', { items: tiers({ price: 80, units: 1 }, { price: 80, units: 1 }) }],
      ['tiers_not_rising', 'items.0.tiers.0.price', { items: tiers({ price: 100, units: 1 }) }],
      ['tier_without_end', 'items.0.tiers.0.units', { items: tiers({ price: 80 }) }],
      [
        'volume_not_rising',
        'volume_prices.0.from_slots',
        { volume_prices: [{ from_slots: 11, prices: [{ item: 0, price: 1 }] }] },
      ],
      [
        'volume_not_falling',
        'volume_prices.0.price',
        { volume_prices: [{ from_slots: 2, prices: [{ item: 0, price: 49_000 }] }] },
      ],
      [
        'volume_item_unknown',
        'volume_prices.0.prices.0.item_id',
        { volume_prices: [{ from_slots: 2, prices: [{ item: 7, price: 1 }] }] },
      ],
      [
        'volume_item_twice',
        'volume_prices.0.prices',
        {
          volume_prices: [
            {
              from_slots: 2,
              prices: [
                { item: 0, price: 40_000 },
                { item: 0, price: 30_000 },
              ],
            },
          ],
        },
      ],
      [
        'price_or_prices',
        'volume_prices.0.price',
        { volume_prices: [{ from_slots: 2, price: 40_000, prices: [{ item: 0, price: 40_000 }] }] },
      ],
      [
        'min_per_buyer_unreachable',
        'min_per_buyer',
        { min_per_buyer: 4, items: [{ name: 'A', price: 9, max_per_buyer: 3 }] },
      ],
      [
        'min_per_buyer_unreachable',
        'min_per_buyer',
        { min_per_buyer: 4, max_per_buyer: 5, items: [{ name: 'A', price: 9, slots_per_unit: 3 }] },
      ],
      // Three times three is nine of ten, six fit once, and twice four and one are nine.
      ['goal_unreachable', 'minimum_slots', { minimum_slots: 10, items: [{ name: 'A', price: 9, slots_per_unit: 3 }] }],
      ['goal_unreachable', 'minimum_slots', { minimum_slots: 7, items: [{ name: 'A', price: 9, slots_per_unit: 6 }] }],
      [
        'goal_unreachable',
        'minimum_slots',
        {
          minimum_slots: 10,
          items: [
            { name: 'A', price: 9, slots_per_unit: 4 },
            { name: 'B', price: 5, maximum_units: 1 },
          ],
        },
      ],
      [
        'max_per_buyer_too_low',
        'max_per_buyer',
        { max_per_buyer: 4, items: [{ name: 'A', price: 9, slots_per_unit: 5 }] },
      ],
      ['amount_too_large', 'items.1.price', { items: [sizes[0], { name: 'A', price: Number.MAX_SAFE_INTEGER }] }],
      ['goal_unreachable', 'minimum_slots', { items: [{ ...sizes[0], on_sale: false, maximum_units: 9 }] }],
    ]
    for (const [code, path, wish] of wrong) {
      const answer = await refused(wish)
      expect([answer.body.code, answer.body.errors?.[0]?.path], answer.text).toEqual([code, path])
    }
    // Of three slots and of one: four can be ordered.
    const items = [
      { name: 'A', price: 9, slots_per_unit: 3 },
      { name: 'B', price: 5, max_per_buyer: 1 },
    ]
    expect((await make({ min_per_buyer: 4, max_per_buyer: 4, items })).min_per_buyer).toBe(4)
  })

  it('is frozen by its first join: what makes somebody worse off is refused, what does not is taken', async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const campaign = await make({ product_id: product.id })
    const [small, large] = campaign.items
    const patch = (body: Record<string, unknown>) =>
      node.ask('PATCH', `/campaigns/${campaign.id}`, { as: 'seller:rina', body })
    // Before: anything.
    const cheaper = {
      items: [
        { ...sizes[0], id: small.id, price: 45_000 },
        { ...sizes[1], id: large.id },
      ],
    }
    expect((await patch(cheaper)).body.items[0]).toMatchObject({ id: small.id, price: 45_000 })
    const lines = [{ item_id: small.id, units: 1 }]
    await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: undefined, lines }) })
    const { body: frozen } = await node.ask('GET', `/campaigns/${campaign.id}`)
    expect(frozen.terms_frozen_at).not.toBeNull()
    const now = cheaper.items as Record<string, unknown>[]
    for (const wish of [
      { items: [{ ...now[0], price: 44_000 }, now[1]] },
      { items: [now[0]] },
      { items: [now[0], { ...now[1], tiers: [] }] },
      { items: [{ ...now[0], minimum_units: 1 }, now[1]] },
      { volume_prices: volume },
      { total_slots: 10 },
      { max_per_buyer: 2 },
    ]) {
      expectProblem(await patch(wish), 409, 'terms_frozen')
    }
    const added = { name: '100 ml', price: 320_000, slots_per_unit: 4 }
    const changed = await patch({
      total_slots: 30,
      items: [{ ...now[0], description: 'Botol semprot' }, { ...now[1], on_sale: false }, added],
    })
    expect(changed.status, changed.text).toBe(200)
    expect(changed.body).toMatchObject({ total_slots: 30, minimum_slots: 4 })
    expect(changed.body.items).toMatchObject([
      { id: small.id, description: 'Botol semprot', units_taken: 1 },
      { id: large.id, on_sale: false, price_now: null },
      { name: '100 ml', price_now: 320_000 },
    ])
    const off = joinBody({ user_id: 'budi', quantity: undefined, lines: [{ item_id: large.id, units: 1 }] })
    const gone = await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: off })
    expectProblem(gone, 409, 'item_unavailable')
    expect(gone.body.item_id).toBe(large.id)
  })

  it('goes off sale once somebody has joined, whatever that means for the goal', async () => {
    const campaign = await make()
    const [small, large] = campaign.items
    const lines = [{ item_id: small.id, units: 1 }]
    await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: undefined, lines }) })
    const items = [
      { ...sizes[0], id: small.id, on_sale: false },
      { ...sizes[1], id: large.id, on_sale: false },
    ]
    const off = await node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { items } })
    expect(off.status, off.text).toBe(200)
    expect(off.body.items).toMatchObject([
      { on_sale: false, units_taken: 1 },
      { on_sale: false, price_now: null },
    ])
  })

  it('keeps the ids of its own early birds, each once, and takes none of another campaign', async () => {
    const [one, other] = [await make({ draft: true }), await make({ draft: true })]
    const ids = (campaign: { items: { tiers: { id: string }[] }[] }) => campaign.items[1]!.tiers.map(({ id }) => id)
    const foreign = ids(other)[0]
    const [first, second] = ids(one)
    const patch = async (...tiers: Record<string, unknown>[]) => {
      const items = one.items.map(({ id }: { id: string }, place: number) => ({ ...sizes[place], id }))
      items[1] = { ...items[1], tiers }
      const answer = await node.ask('PATCH', `/campaigns/${one.id}`, { body: { items } })
      expect(answer.status, answer.text).toBe(200)
      return ids(answer.body)
    }
    expect(await patch({ id: second, price: 1, units: 1 }, { id: first, price: 2, units: 1 })).toEqual([second, first])
    const [kept, fresh, again] = await patch(
      { id: first, price: 1, units: 1 },
      { id: foreign, price: 2, units: 1 },
      { id: first, price: 3, units: 1 },
    )
    expect(kept).toBe(first)
    expect([first, second, foreign]).not.toContain(fresh)
    expect([first, second, foreign]).not.toContain(again)
    expect(ids((await node.ask('GET', `/campaigns/${other.id}`)).body)).toEqual(ids(other))
  })

  it('is no change, and nothing to tell anybody, to say an order in another order of its lines', async () => {
    const campaign = await make()
    const lines = campaign.items.map(({ id }: { id: string }) => ({ item_id: id, units: 2 }))
    const { body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, {
      body: joinBody({ quantity: undefined, lines }),
    })
    const same = await node.ask('PUT', `/participations/${order.id}/lines`, { body: { lines: [...lines].reverse() } })
    expect(same.body).toMatchObject({ lines: order.lines, amount: order.amount })
    const { body: log } = await node.ask('GET', `/participations/${order.id}/logs`)
    expect(log.map(({ event }: { event: string }) => event)).toEqual(['participant_joined'])
  })

  it('keeps what people joined on also where no items were said: the one price is that of the one item', async () => {
    const campaign = await newCampaign(node, { volume_prices: [{ from_slots: 8, price: 90_000 }] })
    await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: 2 }) })
    const patch = (items: Record<string, unknown>[]) =>
      node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { items } })
    const only = { id: campaign.id, name: 'Biasa', price: 100_000 }
    const added = { name: 'Besar', price: 150_000 }
    for (const wish of [[{ ...only, price: 99_000 }], [added], [{ ...only, max_per_buyer: 3 }, added]]) {
      expectProblem(await patch(wish), 409, 'terms_frozen')
    }
    const changed = await patch([added, only])
    expect(changed.status, changed.text).toBe(200)
    expect(changed.body.items).toMatchObject([added, { ...only, units_taken: 2 }])
    expect(changed.body.volume_prices).toEqual([{ from_slots: 8, prices: [{ item_id: campaign.id, price: 90_000 }] }])
  })

  it('leaves each volume price with its item where items are given in another order', async () => {
    const campaign = await make({ volume_prices: volume })
    const [small, large] = campaign.items
    const items = [
      { ...sizes[1], id: large.id },
      { ...sizes[0], id: small.id },
    ]
    const { body } = await node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { items } })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([large.id, small.id])
    expect(body.volume_prices).toEqual([{ from_slots: 8, prices: [{ item_id: large.id, price: 150_000 }] }])
  })

  it('quotes a change: what stays keeps its price, what is added costs what it costs now, and that is what it is changed for', async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const campaign = await make({ product_id: product.id, volume_prices: volume })
    const [small, large] = campaign.items
    const joining = (userId: string, units: number) =>
      node.ask('POST', `/campaigns/${campaign.id}/join`, {
        body: joinBody({ user_id: userId, quantity: undefined, lines: [{ item_id: large.id, units }] }),
      })
    const { body: order } = await joining('ani', 1)
    await joining('budi', 1)
    const quoted = async (as: 'buyer:ani' | 'buyer:other' | 'seller:rina', body: Record<string, unknown>) =>
      node.ask('POST', `/participations/${order.id}/quote`, { as, body })
    const wish = {
      lines: [
        { item_id: large.id, units: 3 },
        { item_id: small.id, units: 1 },
      ],
    }
    const { body: quote } = await quoted('buyer:ani', wish)
    const amount = 165_000 + 179_000 + 195_000 + 49_000
    // Seven slots of this order beside two of the other are nine: what the volume brings is reached by the change itself.
    expect(quote).toMatchObject({
      amount,
      quantity: 7,
      fits: true,
      next_volume: null,
      volume_saves: 15_000 + 29_000 + 45_000,
    })
    expect(quote.lines).toMatchObject([
      { item_id: large.id, units: 1, unit_price: 165_000, tier_id: large.tiers[0].id },
      { item_id: large.id, units: 1, unit_price: 179_000 },
      { item_id: large.id, units: 1, unit_price: 195_000, tier_id: null },
      { item_id: small.id, units: 1, unit_price: 49_000 },
    ])
    const { body: less } = await quoted('buyer:ani', { lines: [{ item_id: small.id, units: 1 }] })
    expect(less).toMatchObject({ amount: 49_000, quantity: 1, next_volume: { from_slots: 8, slots_more: 5, saves: 0 } })
    const { body: over } = await quoted('buyer:ani', { lines: [{ item_id: large.id, units: 4 }] })
    expect(over).toMatchObject({ fits: false, reason: 'item_limit' })
    expectProblem(await quoted('buyer:other', wish), 404, 'participation_not_found')
    expectProblem(await quoted('buyer:ani', { quantity: 1 }), 422, 'lines_required')
    const change = (body: Record<string, unknown>) =>
      node.ask('PUT', `/participations/${order.id}/lines`, { as: 'buyer:ani', body })
    const refused = await change({ ...wish, expected_amount: amount - 1 })
    expectProblem(refused, 409, 'price_changed')
    expect(refused.body.quote).toEqual(quote)
    expect((await change({ ...wish, expected_amount: amount })).body).toMatchObject({ amount, quantity: 7 })
    await node.ask('POST', `/participations/${order.id}/confirm`, { as: 'seller:rina' })
    expect((await quoted('buyer:ani', wish)).body).toMatchObject({ fits: false, reason: 'participation_state_invalid' })
    expect((await quoted('seller:rina', wish)).body).toMatchObject({ fits: true, amount })
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`)
    expect((await quoted('seller:rina', wish)).body).toMatchObject({
      fits: false,
      reason: 'participation_state_invalid',
    })
  })

  it('quotes a change where one thing is sold at one price, by its quantity', async () => {
    const campaign = await newCampaign(node)
    const { body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, {
      body: joinBody({ quantity: 2 }),
    })
    const quoted = async (quantity: number) =>
      (await node.ask('POST', `/participations/${order.id}/quote`, { body: { quantity } })).body
    expect(await quoted(10)).toMatchObject({ amount: 1_000_000, fits: true, quantity: 10 })
    expect(await quoted(11)).toMatchObject({ amount: null, fits: false, reason: 'insufficient_slots' })
  })

  it('counts against the minimum of an item what counts against the goal: all that is ordered, or what is confirmed', async () => {
    const needy = [sizes[0], { name: '100 ml', price: 320_000, minimum_units: 2 }]
    const short = async (wish: Record<string, unknown>) => {
      const campaign = await make({ items: needy, ...wish })
      const lines = [{ item_id: campaign.items[1].id, units: 3 }]
      const { body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, {
        body: joinBody({ quantity: undefined, lines }),
      })
      const counted = async () =>
        (await node.ask('GET', `/campaigns/${campaign.id}`)).body.items.map(
          (one: { units_taken: number; units_counted: number | null }) => [one.units_taken, one.units_counted],
        )
      return { order, counted }
    }
    const claims = await short({ goal_counts: 'claims' })
    expect(await claims.counted()).toEqual([
      [0, null],
      [3, 3],
    ])
    const confirmed = await short({ goal_counts: 'confirmed', hold_minutes: 60 })
    expect(await confirmed.counted()).toEqual([
      [0, null],
      [3, 0],
    ])
    await node.ask('POST', `/participations/${confirmed.order.id}/confirm`)
    expect(await confirmed.counted()).toEqual([
      [0, null],
      [3, 3],
    ])
  })

  it('tells in a workbook how many of each are to be packed, on a sheet of its own; CSV has the rows alone', async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const campaign = await make({ product_id: product.id })
    const [small, large] = campaign.items
    const order = async (userId: string, units: [number, number]) => {
      const lines = [small, large].map(({ id }, place) => ({ item_id: id, units: units[place] }))
      const body = joinBody({ user_id: userId, quantity: undefined, lines })
      return (await node.ask('POST', `/campaigns/${campaign.id}/join`, { body })).body
    }
    await order('ani', [2, 1])
    await order('budi', [3, 1])
    const gone = await order('citra', [5, 1])
    await node.ask('POST', `/participations/${gone.id}/cancel`)
    const fileOf = (name: string) =>
      node.app.inject({ url: addressOf(`/campaigns/${campaign.id}/${name}`), headers: credentials('seller:rina') })
    for (const query of ['lang=en', 'lang=en&ended=true']) {
      const { rawPayload } = await fileOf(`participants.xlsx?${query}`)
      expect(
        readSheet(rawPayload, 2).map((row) => row.map(({ value }) => value).filter((value) => value !== '')),
      ).toEqual([
        ['Item', 'SKU', 'Units'],
        ['10 ml', 'MS-10', '5'],
        ['50 ml', '2'],
        ['All together', '7'],
      ])
    }
    const csv = (await fileOf('participants.csv?lang=en')).body
    expect(csv.trim().split('\r\n')).toHaveLength(3)
    expect(csv).not.toContain('All together')
  })

  it('lets a buyer change what is reserved, and the seller with a reason what is confirmed', async () => {
    const product = await newProduct(node, { seller_id: 'rina' })
    const campaign = await make({ product_id: product.id })
    const [small, large] = campaign.items
    const lines = [{ item_id: large.id, units: 2 }]
    const ask = { as: 'buyer:ani', body: joinBody({ user_id: 'ani', quantity: undefined, lines }) } as const
    const { body: order } = await node.ask('POST', `/campaigns/${campaign.id}/join`, ask)
    const change = (as: 'buyer:ani' | 'buyer:other' | 'seller:rina', body: Record<string, unknown>) =>
      node.ask('PUT', `/participations/${order.id}/lines`, { as, body })
    const one = {
      lines: [
        { item_id: large.id, units: 1 },
        { item_id: small.id, units: 2 },
      ],
    }
    expectProblem(await change('buyer:other', one), 404, 'participation_not_found')
    const dear = await change('buyer:ani', { ...one, expected_amount: 1 })
    expectProblem(dear, 409, 'price_changed')
    expect((await change('buyer:ani', one)).body).toMatchObject({ amount: 165_000 + 98_000, quantity: 4 })
    await node.ask('POST', `/participations/${order.id}/confirm`, { as: 'seller:rina' })
    expectProblem(await change('buyer:ani', { lines }), 409, 'participation_state_invalid')
    expectProblem(await change('seller:rina', { lines }), 422, 'reason_required')
    const byOther = await change('seller:rina', { lines, reason: 'Diminta lewat WhatsApp' })
    expect(byOther.body).toMatchObject({ status: 'confirmed', amount: 165_000 + 179_000 })
    const { body: logs } = await node.ask('GET', `/participations/${order.id}/logs`, { as: 'buyer:ani' })
    const told = logs.filter(({ event }: { event: string }) => event === 'participant_changed')
    expect(told.at(-1).metadata).toMatchObject({
      quantity: 4,
      amount: 344_000,
      old_amount: 263_000,
      reason: 'Diminta lewat WhatsApp',
      lines: [
        { item_id: large.id, name: '50 ml', units: 1, unit_price: 165_000 },
        { item_id: large.id, units: 1, unit_price: 179_000 },
      ],
    })
  })
})
