/** Live progress over real sockets: at once, on every change, never too often, across nodes, until the end. */
import { describe, expect, inject, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { follow, type Stream, watch } from './event-streams.ts'
import { credentials, expectProblem, nodeOn, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const filled = (stream: Stream) => stream.events.map((event) => event.data.filled_slots)

/**
 * How often a timer came round that was begun before those of the node, in the same process: as often as theirs or oftener, however busy the
 * machine is.
 */
function countEvery(ms: number): { count(): number; stop(): number } {
  let count = 0
  const timer = setInterval(() => count++, ms)
  return {
    count: () => count,
    stop() {
      clearInterval(timer)
      return count
    },
  }
}

onEachNode(
  'live events',
  (node) => {
    it('begin at once with the progress, and follow every change', async () => {
      const { id, slug } = await newCampaign(node)
      const stream = await watch(node, slug)
      expect(stream.status).toBe(200)
      expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      expect(stream.headers.get('cache-control')).toContain('no-transform')
      expect(stream.headers.get('x-content-type-options')).toBe('nosniff')
      await expect.poll(() => filled(stream)).toEqual([0])
      const { body } = await node.ask('GET', `/campaigns/${id}/progress`)
      expect(stream.events[0]).toMatchObject({ event: 'progress', data: body })
      await newParticipation(node, id, { quantity: 3 })
      await expect.poll(() => filled(stream)).toEqual([0, 3])
      const joined = await newParticipation(node, id)
      await expect.poll(() => filled(stream)).toEqual([0, 3, 4])
      await node.ask('POST', `/participations/${joined.id}/cancel`)
      await expect.poll(() => filled(stream)).toEqual([0, 3, 4, 3])
      expect(new Set(stream.events.map((event) => event.id)).size).toBe(4)
      stream.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(0)
    })

    it('come at most four times a second, and the last one is the truth', async () => {
      const { id } = await newCampaign(node, { total_slots: 100_000 })
      const stream = await watch(node, id)
      await expect.poll(() => stream.events.length).toBe(1)
      const quarters = countEvery(250)
      let joins = 0
      for (; quarters.count() < 6; joins++) await newParticipation(node, id)
      await expect.poll(() => filled(stream).at(-1)).toBe(joins)
      expect(joins).toBeGreaterThan(20)
      // The first tells how it stood, the second comes at once.
      expect(stream.events.length).toBeLessThanOrEqual(quarters.stop() + 3)
      expect(stream.events.length, 'but they do come').toBeGreaterThan(4)
      stream.stop()
    })

    it('show that the stream is alive while nothing happens', async () => {
      const { id } = await newCampaign(node)
      const stream = await watch(node, id)
      await expect.poll(() => stream.comments.length).toBeGreaterThan(2)
      expect(stream.events).toHaveLength(1)
      stream.stop()
    })

    it('are not told twice to who comes back with Last-Event-ID, and are when something changed meanwhile', async () => {
      const { id } = await newCampaign(node)
      const first = await watch(node, id)
      await expect.poll(() => first.events.length).toBe(1)
      first.stop()
      const headers = { 'last-event-id': first.events[0]!.id }
      const again = await watch(node, id, headers)
      await expect.poll(() => again.comments.length).toBeGreaterThan(1)
      expect(again.events).toEqual([])
      again.stop()
      await newParticipation(node, id)
      const later = await watch(node, id, headers)
      await expect.poll(() => filled(later)).toEqual([1])
      later.stop()
      const odd = await watch(node, id, { 'last-event-id': 'nonsense' })
      await expect.poll(() => filled(odd)).toEqual([1])
      odd.stop()
    })

    it('end with the campaign, and who comes back then need not come again', async () => {
      const { id } = await newCampaign(node, { total_slots: 1 })
      const stream = await watch(node, id)
      await newParticipation(node, id)
      await expect.poll(() => stream.events.at(-1)?.data.status).toBe('full')
      await node.ask('POST', '/lifecycle/run')
      await expect.poll(() => stream.ended()).toBe(true)
      expect(stream.events.at(-1)?.data.status).toBe('completed')
      const fresh = await watch(node, id)
      await expect.poll(() => fresh.ended()).toBe(true)
      expect(fresh.events).toMatchObject([{ data: { status: 'completed' } }])
      const back = await watch(node, id, { 'last-event-id': fresh.events[0]!.id })
      expect(back.status).toBe(204)
    })

    it('show what was written past the API', async () => {
      const { id } = await newCampaign(node)
      const stream = await watch(node, id)
      await expect.poll(() => stream.events.length).toBe(1)
      await node.services.db.query('select sambatan.cancel_sambatan_campaign($1, null)', [id])
      await expect.poll(() => stream.events.at(-1)?.data.status, { timeout: 8_000 }).toBe('cancelled')
    })

    it('cost one look a change, however many watch', async () => {
      const { id } = await newCampaign(node)
      const streams = await Promise.all(Array.from({ length: 40 }, () => watch(node, id)))
      await newParticipation(node, id)
      for (const stream of streams) await expect.poll(() => filled(stream).at(-1)).toBe(1)
      expect((await node.ask('GET', '/metrics')).text).toMatch(/sambatan_event_streams 40\n/)
      for (const stream of streams) stream.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(0)
    })
  },
  { app: { heartbeatMs: 60 }, work: true, each: true },
)

onEachNode(
  'streams of one network',
  (node) => {
    it('are never all that a node has, and make room for each other when they end', async () => {
      const { id } = await newCampaign(node)
      const streams = [await follow(node, `/campaigns/${id}/events`), await follow(node, `/events?campaigns=${id}`)]
      expectProblem(await node.ask('GET', `/campaigns/${id}/events`), 503, 'too_many_streams')
      streams[0]!.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(1)
      const next = await follow(node, `/events?campaigns=${id}`)
      expect(next.status).toBe(200)
      for (const stream of [next, streams[1]!]) stream.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(0)
    })
  },
  { app: { heartbeatMs: 60, streamsPerNetworkMax: 2 } },
)

const told = (stream: Stream, id: string) =>
  stream.events.filter((event) => event.data.campaign_id === id).map((event) => event.data.filled_slots)

onEachNode(
  'one stream of many campaigns',
  (node) => {
    it('begins with the progress of each, as it is read alone, and follows every change', async () => {
      const one = await newCampaign(node)
      const two = await newCampaign(node)
      const stream = await follow(node, `/events?campaigns=${one.id},${two.slug},tidak-ada`)
      expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      await expect.poll(() => stream.events.length).toBe(2)
      for (const { data } of stream.events) {
        expect(data).toEqual((await node.ask('GET', `/campaigns/${data.campaign_id}/progress`)).body)
      }
      await newParticipation(node, two.id, { quantity: 2 })
      await expect.poll(() => told(stream, two.id)).toEqual([0, 2])
      await newParticipation(node, one.id)
      await expect.poll(() => told(stream, one.id)).toEqual([0, 1])
      stream.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(0)
    })

    it('takes up to 50 names once each, and exactly one kind of question', async () => {
      const { id, slug } = await newCampaign(node)
      const same = await follow(node, `/events?campaigns=${id},${slug},${id.toUpperCase()}`)
      await expect.poll(() => same.events.length).toBe(1)
      same.stop()
      const many = Array.from({ length: 51 }, (_, i) => `k-${i}`).join(',')
      for (const query of [
        '',
        'campaigns=',
        `campaigns=${many}`,
        'campaigns=a b',
        'all=false',
        `campaigns=${id}&all=true`,
      ]) {
        expectProblem(await node.ask('GET', `/events?${query}`), 422, 'validation_failed')
      }
      expectProblem(await node.ask('GET', '/events?campaigns=tidak-ada'), 404, 'campaign_not_found')
    })

    it('shows drafts to those whose business they are, and to nobody else', async () => {
      const draft = await newCampaign(node, { draft: true })
      const open = await newCampaign(node)
      const path = `/events?campaigns=${draft.id},${open.id}`
      for (const [as, count] of [
        ['nobody', 1],
        ['seller:other', 1],
        ['seller:seller-1', 2],
        ['service', 2],
      ] as const) {
        const stream = await follow(node, path, credentials(as))
        await expect.poll(() => stream.events.length, { message: as }).toBe(count)
        stream.stop()
      }
      const alone = await node.ask('GET', `/events?campaigns=${draft.id}`, { as: 'nobody' })
      expectProblem(alone, 404, 'campaign_not_found')
    })

    it('ends when all of them have, and who comes back then need not come again', async () => {
      const [one, two] = [await newCampaign(node), await newCampaign(node)]
      const path = `/events?campaigns=${one.id},${two.id}`
      const stream = await follow(node, path)
      await node.ask('POST', `/campaigns/${one.id}/cancel`)
      await expect.poll(() => stream.events.at(-1)?.data.status).toBe('cancelled')
      expect(stream.ended()).toBe(false)
      await node.ask('POST', `/campaigns/${two.id}/cancel`)
      await expect.poll(() => stream.ended()).toBe(true)
      const fresh = await follow(node, path)
      await expect.poll(() => fresh.ended()).toBe(true)
      expect(fresh.events.map((event) => event.data.status)).toEqual(['cancelled', 'cancelled'])
      const back = await follow(node, path, { 'last-event-id': fresh.events.at(-1)!.id })
      expect(back.status).toBe(204)
    })
  },
  { app: { heartbeatMs: 60 }, each: true },
)

const changed = (stream: Stream) => stream.events.flatMap((event) => event.data.campaign_ids)

onEachNode(
  'a stream of what changed',
  (node) => {
    it('names every campaign to operators, and to a seller their own', async () => {
      const product = await newProduct(node, { seller_id: 'rina' })
      const [own, other] = [await newCampaign(node, { product_id: product.id }), await newCampaign(node)]
      const all = await follow(node, '/events?all=true', credentials('operator:budi'))
      const mine = await follow(node, '/events?mine=true', credentials('seller:rina'))
      await newParticipation(node, other.id)
      await expect.poll(() => changed(all)).toContain(other.id)
      await newParticipation(node, own.id)
      await expect.poll(() => changed(mine)).toContain(own.id)
      await expect.poll(() => changed(all)).toContain(own.id)
      const draft = await newCampaign(node, { product_id: product.id, draft: true })
      await expect.poll(() => changed(mine)).toContain(draft.id)
      expect(new Set(changed(mine))).toEqual(new Set([own.id, draft.id]))
      expect(all.events.every((event) => event.event === 'change' && event.data.missed === false)).toBe(true)
      all.stop()
      mine.stop()
      await expect.poll(() => node.services.live.watchers()).toBe(0)
    })

    it('is told at most twice a second, with everything in between', async () => {
      const campaigns = [
        await newCampaign(node, { total_slots: 100_000 }),
        await newCampaign(node, { total_slots: 100_000 }),
      ]
      const stream = await follow(node, '/events?all=true', credentials('service'))
      const halves = countEvery(500)
      let joins = 0
      for (; halves.count() < 4; joins++) await newParticipation(node, campaigns[joins % 2].id)
      const last = await newCampaign(node)
      await expect.poll(() => changed(stream)).toContain(last.id)
      for (const { id } of campaigns) expect(changed(stream)).toContain(id)
      expect(joins).toBeGreaterThan(20)
      expect(stream.events.length).toBeLessThanOrEqual(halves.stop() + 2)
      stream.stop()
    })

    it('is for those who may, and each only for what is theirs', async () => {
      expectProblem(await node.ask('GET', '/events?all=true', { as: 'nobody' }), 401, 'unauthorized')
      expectProblem(await node.ask('GET', '/events?mine=true', { as: 'nobody' }), 401, 'unauthorized')
      expectProblem(await node.ask('GET', '/events?mine=true', { as: 'buyer:ani' }), 403, 'forbidden')
      expectProblem(await node.ask('GET', '/events?all=true', { as: 'seller:rina' }), 403, 'forbidden')
    })

    it('tells who comes back to read anew, and names no more than fit', async () => {
      const first = await follow(node, '/events?all=true', credentials('service'))
      await expect.poll(() => first.comments.length).toBeGreaterThan(0)
      expect(first.events).toEqual([])
      first.stop()
      const back = await follow(node, '/events?all=true', { ...credentials('service'), 'last-event-id': '1' })
      await expect.poll(() => back.events[0]?.data).toEqual({ campaign_ids: [], missed: true })
      for (let i = 0; i < 300; i++) node.services.live.announce(uuidv7())
      await expect.poll(() => back.events.at(-1)?.data.missed).toBe(true)
      expect(Math.max(...back.events.map((event) => event.data.campaign_ids.length))).toBeLessThanOrEqual(200)
      back.stop()
    })
  },
  { app: { heartbeatMs: 60 }, each: true },
)

describe.skipIf(inject('postgres') === undefined)('two nodes on one database', () => {
  it("see each other's changes within a second, and end their streams when they close", async () => {
    const database = await makeTestDatabase('server')
    const [one, two] = [await nodeOn(database.env), await nodeOn(database.env)]
    const { id } = await newCampaign(one)
    const stream = await watch(two, id)
    await expect.poll(() => filled(stream)).toEqual([0])
    for (let joins = 1; joins <= 3; joins++) {
      await newParticipation(one, id)
      await expect.poll(() => filled(stream).at(-1), { timeout: 1_000 }).toBe(joins)
    }
    const own = await watch(one, id)
    await expect.poll(() => filled(own)).toEqual([3])
    const all = await follow(two, '/events?all=true', credentials('service'))
    await newParticipation(one, id)
    await expect.poll(() => changed(all), { timeout: 1_500 }).toEqual([id])
    const missed = () => all.events.filter((event) => event.data.missed).length
    const before = missed()
    await one.ask('POST', '/scheduler/pause')
    await expect.poll(missed, { timeout: 1_500, message: 'what is no campaign' }).toBe(before + 1)
    await one.ask('POST', '/scheduler/resume')
    await expect.poll(missed, { timeout: 1_500 }).toBe(before + 2)
    await one.close()
    await expect.poll(() => own.ended()).toBe(true)
    expect(stream.ended()).toBe(false)
    await two.close()
    await expect.poll(() => stream.ended()).toBe(true)
    await expect.poll(() => all.ended()).toBe(true)
    await database.dispose()
  })
})
