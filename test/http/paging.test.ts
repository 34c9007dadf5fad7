/** Lists: every row once, in a stable order, whatever is added meanwhile. */
import { beforeAll, describe, expect, it } from 'vitest'
import { hours } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { campaignBody, inTime, newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of every list
type Row = any

onEachNode('a list', (node) => {
  let product: Row
  let joinedId: string
  const addCampaign = async (price: number, hoursAhead: number) =>
    newCampaign(node, {
      product_id: product.id,
      price_per_slot: price,
      deadline: await inTime(node, hours(hoursAhead)),
    })

  beforeAll(async () => {
    product = await newProduct(node, { seller_id: 'lister' })
    for (let n = 0; n < 6; n++) await newProduct(node, { seller_id: 'lister' })
    // Equal prices and deadlines, so that only the id tells them apart.
    for (const [price, ahead] of [
      [3, 5],
      [1, 9],
      [2, 5],
      [1, 5],
      [3, 7],
      [2, 9],
      [1, 7],
    ] as const) {
      joinedId = (await addCampaign(price, ahead)).id
    }
    for (let n = 0; n < 7; n++) await newParticipation(node, joinedId, { user_id: 'joiner' })
    for (let n = 0; n < 5; n++) await node.ask('POST', '/lifecycle/run')
  })

  /** Follows the links to the end, in pages of 2; `between` happens after the first page. */
  async function follow(path: string, between?: () => Promise<unknown>): Promise<Row[]> {
    const rows: Row[] = []
    let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=2`
    for (let pages = 0; next !== undefined; pages++) {
      expect(pages, 'it ends').toBeLessThan(50)
      const answer: { body: Row[]; headers: Record<string, string | undefined> } = await node.ask('GET', next)
      rows.push(...answer.body)
      next = /^<(\/[^>]*)>; rel="next"$/.exec(answer.headers.link ?? '')?.[1]
      if (next) expect(answer.body).toHaveLength(2)
      if (pages === 0) await between?.()
    }
    return rows
  }

  const keyOf = (row: Row) => row.id ?? `${row.timestamp} ${row.event} ${JSON.stringify(row.metadata)}`

  describe.each([
    ['/products?seller_id=lister', () => newProduct(node, { seller_id: 'lister' })],
    ['/campaigns?seller_id=lister', () => addCampaign(2, 6)],
    ['/campaigns?seller_id=lister&sort=newest', () => addCampaign(2, 6)],
    ['/campaigns?seller_id=lister&sort=ending_soon', () => addCampaign(2, 1)],
    ['/campaigns?seller_id=lister&sort=price_asc', () => addCampaign(1, 6)],
    ['/campaigns?seller_id=lister&sort=price_desc', () => addCampaign(5, 6)],
    [
      '/participations?user_id=joiner&status=reserved,confirmed',
      () => newParticipation(node, joinedId, { user_id: 'joiner' }),
    ],
    ['/campaigns/JOINED/participants', () => newParticipation(node, joinedId)],
    ['/campaigns/JOINED/logs', () => newParticipation(node, joinedId)],
    ['/scheduler/runs', () => node.ask('POST', '/lifecycle/run')],
  ] as const)('%s', (pattern, add) => {
    it('gives every row once in pages, in the order of one page, also while rows are added', async () => {
      const path = pattern.replace('JOINED', joinedId)
      const whole: Row[] = (await node.ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=100`)).body
      expect(whole.length).toBeGreaterThan(4)
      expect((await follow(path)).map(keyOf)).toEqual(whole.map(keyOf))
      const during = (await follow(path, add)).map(keyOf)
      expect(new Set(during).size).toBe(during.length)
      // What is new may show up or not, depending on where it sorts; nothing else is lost or moved.
      const known = new Set(whole.map(keyOf))
      expect(during.filter((key) => known.has(key))).toEqual(whole.map(keyOf))
    })

    it('refuses a cursor that is not its own', async () => {
      const path = pattern.replace('JOINED', joinedId)
      const and = path.includes('?') ? '&' : '?'
      const foreign = async (list: string) => {
        const { headers } = await node.ask('GET', `${list}${list.includes('?') ? '&' : '?'}limit=1`)
        return new URL(/<(.*)>/.exec(headers.link ?? '')![1]!, 'http://local').searchParams.get('cursor')
      }
      const elsewhere = path.startsWith('/products') ? '/scheduler/runs' : '/products?seller_id=lister'
      for (const cursor of [await foreign(elsewhere), 'x', '%00', 'a'.repeat(400), encodeURIComponent('[1]')]) {
        expectProblem(await node.ask('GET', `${path}${and}cursor=${cursor}`), 400, 'cursor_invalid')
      }
    })
  })

  it('sorts by what it says, and by age where that is equal', async () => {
    const prices = (await node.ask('GET', '/campaigns?seller_id=lister&sort=price_asc&limit=100')).body
    const sorted = [...prices].sort((a, b) => a.price_per_slot - b.price_per_slot || (a.id < b.id ? -1 : 1))
    expect(prices).toEqual(sorted)
    const descending = (await node.ask('GET', '/campaigns?seller_id=lister&sort=price_desc&limit=100')).body
    expect(descending).toEqual(sorted.reverse())
    const soon = (await node.ask('GET', '/campaigns?seller_id=lister&sort=ending_soon&limit=100')).body
    const deadlines = soon.map((each: Row) => Date.parse(each.deadline))
    expect(deadlines).toEqual([...deadlines].sort((a, b) => a - b))
  })

  it('keeps the cursor to its order and filter, and its link keeps all other parameters', async () => {
    const { headers } = await node.ask('GET', '/campaigns?q=melati&seller_id=lister&sort=price_asc&limit=2')
    const link = /<(.*)>/.exec(headers.link ?? '')?.[1] ?? ''
    expect(link).toMatch(/^\/api\/sambatan\/campaigns\?q=melati&seller_id=lister&sort=price_asc&limit=2&cursor=/)
    for (const changed of [link.replace('price_asc', 'price_desc'), link.replace('lister', 'seller-1')]) {
      expectProblem(await node.ask('GET', changed), 400, 'cursor_invalid')
    }
    expect((await node.ask('GET', link.replace('limit=2', 'limit=100'))).status, 'another page size').toBe(200)
  })

  it('has 20 rows unless it is asked for 1 to 100', async () => {
    const body = await campaignBody(node, { product_id: (await newProduct(node, { seller_id: 'many' })).id })
    for (let n = 0; n < 21; n++) await node.ask('POST', '/campaigns', { body })
    expect((await node.ask('GET', '/campaigns?seller_id=many')).body).toHaveLength(20)
    expect((await node.ask('GET', '/campaigns?seller_id=many&limit=100')).body).toHaveLength(21)
    for (const limit of ['0', '101', '-1', '1.5', 'x', '']) {
      expectProblem(await node.ask('GET', `/campaigns?limit=${limit}`), 422, 'validation_failed')
    }
  })
})
