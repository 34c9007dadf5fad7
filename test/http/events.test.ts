/** Live progress over real sockets: at once, on every change, never too often, across nodes, until the end. */
import { describe, expect, inject, it } from 'vitest'
import { openTestDatabase } from '../support/databases.ts'
import { addressOf, nodeOn, onEachNode, type TestNode } from './node.ts'
import { newCampaign, newParticipation } from './things.ts'

interface Event {
  id: string
  event: string
  // biome-ignore lint/suspicious/noExplicitAny: the progress of a campaign
  data: any
  atMs: number
}

interface Stream {
  status: number
  headers: Headers
  events: Event[]
  comments: string[]
  ended(): boolean
  stop(): void
}

async function baseOf(node: TestNode): Promise<string> {
  if (!node.app.server.listening) await node.app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(node.app.server.address() as { port: number }).port}`
}

async function watch(node: TestNode, campaignId: string, headers: Record<string, string> = {}): Promise<Stream> {
  const abort = new AbortController()
  const response = await fetch(`${await baseOf(node)}${addressOf(`/campaigns/${campaignId}/events`)}`, {
    headers,
    signal: abort.signal,
  })
  const stream = { status: response.status, headers: response.headers, events: [] as Event[], comments: [] as string[] }
  let ended = false
  const read = async () => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) take(block, stream)
    }
  }
  read()
    .catch(() => {})
    .finally(() => {
      ended = true
    })
  return { ...stream, ended: () => ended, stop: () => abort.abort() }
}

function take(block: string, { events, comments }: Pick<Stream, 'events' | 'comments'>): void {
  if (block.startsWith(':')) return void comments.push(block)
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)))
  if (fields.event)
    events.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data), atMs: performance.now() })
}

const filled = (stream: Stream) => stream.events.map((event) => event.data.filled_slots)

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
      const { id } = await newCampaign(node, { total_slots: 1000 })
      const stream = await watch(node, id)
      await expect.poll(() => stream.events.length).toBe(1)
      const untilMs = performance.now() + 1500
      let joins = 0
      for (; performance.now() < untilMs; joins++) await newParticipation(node, id)
      await expect.poll(() => filled(stream).at(-1)).toBe(joins)
      expect(joins).toBeGreaterThan(20)
      const times = stream.events.map((event) => event.atMs)
      for (const [i, atMs] of times.entries()) {
        const within = times.slice(i).filter((other) => other - atMs < 950)
        expect(within.length, 'in any second').toBeLessThanOrEqual(5)
      }
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
  { app: { heartbeatMs: 60 }, work: true },
)

describe.skipIf(inject('postgres') === undefined)('two nodes on one database', () => {
  it("see each other's changes within a second, and end their streams when they close", async () => {
    const database = await openTestDatabase('server')
    await database.release()
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
    await one.close()
    await expect.poll(() => own.ended()).toBe(true)
    expect(stream.ended()).toBe(false)
    await two.close()
    await expect.poll(() => stream.ended()).toBe(true)
    await database.dispose()
  })
})
