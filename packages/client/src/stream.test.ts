import { describe, expect, it } from 'vitest'
import { json, problem, type Reply, startPeer } from '../../../test/support/peer.ts'
import { createStreamReader } from './events.ts'
import { createClient } from './index.ts'

const open: Reply = (response) => response.writeHead(200, { 'content-type': 'text/event-stream' })
const progress = (id: string, filled_slots: number, status = 'active') =>
  `id: ${id}\nevent: progress\ndata: ${JSON.stringify({ status, filled_slots })}\n\n`
const sends =
  (...events: string[]): Reply =>
  (response, asked) => {
    open(response, asked)
    response.end(`retry: 10\n\n${events.join('')}`)
  }

async function watched(replies: Reply[], signal?: AbortSignal) {
  const peer = await startPeer(...replies)
  const seen: number[] = []
  const sambatan = createClient({ baseUrl: peer.url, token: 'secret' })
  for await (const { filled_slots } of sambatan.watchCampaign('melati', { signal })) seen.push(filled_slots)
  return { seen, asked: peer.asked }
}

describe('watching a campaign', () => {
  it('goes on after a break from where it was, and ends when the campaign does', async () => {
    const { seen, asked } = await watched([
      sends(progress('1', 1), progress('2', 2)),
      (response) => response.socket!.destroy(),
      sends(': still here\n\n', progress('3', 3)),
      sends(progress('4', 4, 'completed'), progress('5', 5)),
    ])
    expect(seen).toEqual([1, 2, 3, 4])
    expect(asked.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2', '2', '3'])
    expect(asked[0]).toMatchObject({ method: 'GET', url: '/api/sambatan/campaigns/melati/events' })
    expect(asked[0]!.headers).toMatchObject({ authorization: 'Bearer secret', accept: 'text/event-stream' })
  })

  it('comes back when the node is away or busy, and when something else answered', async () => {
    const { seen } = await watched([
      sends(progress('1', 1)),
      problem(503, 'shutting_down', { 'retry-after': '0' }),
      problem(429, 'rate_limited', { 'retry-after': '0' }),
      json(200, { hotel: 'please sign in' }),
      sends(progress('2', 2, 'failed')),
    ])
    expect(seen).toEqual([1, 2])
  })

  it('ends when there is nothing new any more', async () => {
    const { seen, asked } = await watched([sends(progress('1', 1)), (response) => response.writeHead(204).end()])
    expect(seen).toEqual([1])
    expect(asked).toHaveLength(2)
  })

  it('throws what is refused for good', async () => {
    await expect(watched([problem(404, 'campaign_not_found')])).rejects.toMatchObject({ code: 'campaign_not_found' })
    await expect(watched([sends(progress('1', 1)), problem(401, 'token_invalid')])).rejects.toMatchObject({
      status: 401,
    })
  })

  it('stops at once, also while it waits to come back', async () => {
    const stop = new AbortController()
    const watching = watched([problem(503, 'shutting_down', { 'retry-after': '20' })], stop.signal)
    setTimeout(() => stop.abort(new Error('enough')), 100)
    await expect(watching).rejects.toThrow('enough')
    await expect(watched([sends(progress('1', 1))], AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
  })

  it('closes its connection when nobody listens any more', async () => {
    let closed = false
    const peer = await startPeer((response, asked) => {
      open(response, asked)
      response.write(progress('1', 1))
      response.on('close', () => {
        closed = true
      })
    })
    for await (const _ of createClient({ baseUrl: peer.url }).watchCampaign('melati')) break
    await expect.poll(() => closed).toBe(true)
    expect(peer.asked).toHaveLength(1)
  })
})

describe('an event stream', () => {
  const text = 'id: 1\ndata: a\ndata: b\n\n: comment\r\n\r\nevent: x\rdata:c\r\rid: 2\nretry: 50\n\ndata\n\ndata: d\n\n'
  const events = [
    { id: '1', event: 'message', data: 'a\nb' },
    { id: '1', event: 'x', data: 'c' },
    { id: '2', event: 'message', data: '' },
    { id: '2', event: 'message', data: 'd' },
  ]

  it('is read the same wherever its chunks end', () => {
    for (let size = 1; size <= text.length; size++) {
      const reader = createStreamReader()
      const read = []
      for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)))
      expect(read, `chunks of ${size}`).toEqual(events)
      expect(reader.retryMs).toBe(50)
    }
  })

  it('says where it was also when an id came alone', () => {
    const reader = createStreamReader()
    expect(reader.push('id: 7\n')).toEqual([])
    expect(reader.lastEventId).toBeUndefined()
    expect(reader.push('\n')).toEqual([])
    expect(reader.lastEventId).toBe('7')
  })

  it('keeps an event back that is not complete', () => {
    const reader = createStreamReader()
    expect(reader.push('data: a\n')).toEqual([])
    expect(reader.push('\n')).toEqual([{ id: '', event: 'message', data: 'a' }])
  })
})
