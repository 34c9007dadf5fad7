import { describe, expect, it, vi } from 'vitest'
import { breakOff, json, problem, type Reply, silence, startPeer } from '../../../test/support/peer.ts'
import { cursorIn } from './client.ts'
import { retryAfterOf } from './error.ts'
import { type ClientOptions, createClient, SambatanError } from './index.ts'
import { backoff, waitFor } from './transport.ts'

async function clientOn(replies: Reply[], options: Partial<ClientOptions> = {}) {
  const peer = await startPeer(...replies)
  return { peer, sambatan: createClient({ baseUrl: peer.url, ...options }) }
}

const join = { id: 'melati', body: { quantity: 1, shipping_address: 'Jl. Melati No. 5, Sleman' } }
const busy = problem(503, 'database_unavailable', { 'retry-after': '0' })
const created = json(201, { id: 'p1' })

describe('a call', () => {
  it('is sent as its operation says, with the headers of client and call', async () => {
    const { peer, sambatan } = await clientOn([json(200, {})], {
      token: async () => 'secret',
      language: 'en',
      headers: { 'x-shop': 'one', 'x-other': 'a' },
    })
    await sambatan.cancelParticipation(
      { id: 'a/b c', reason: 'moved & gone', body: { reason: 'x' } },
      { language: 'id', headers: { 'x-other': 'b' }, idempotencyKey: 'key-1' },
    )
    expect(peer.asked).toEqual([
      {
        method: 'POST',
        url: '/api/sambatan/participations/a%2Fb%20c/cancel?reason=moved+%26+gone',
        body: '{"reason":"x"}',
        headers: expect.objectContaining({
          authorization: 'Bearer secret',
          'accept-language': 'id',
          'content-type': 'application/json',
          'idempotency-key': 'key-1',
          'x-shop': 'one',
          'x-other': 'b',
        }),
      },
    ])
  })

  it('leaves out what is not given, and repeats what is a list', async () => {
    const { peer, sambatan } = await clientOn([json(200, [])])
    await sambatan.listCampaigns({ status: ['active', 'full'], q: undefined, limit: 5 })
    expect(peer.asked[0]!.url).toBe('/api/sambatan/campaigns?limit=5&status=active&status=full')
    expect(peer.asked[0]!.headers).not.toHaveProperty('authorization')
    expect(peer.asked[0]!.headers).not.toHaveProperty('content-type')
    expect(peer.asked[0]!.headers).not.toHaveProperty('idempotency-key')
  })

  it('is not sent when it lacks what its address needs, or has what it does not take', async () => {
    const { peer, sambatan } = await clientOn([json(200, {})])
    await expect(sambatan.readCampaign({ id: '' })).rejects.toThrow(/needs id/)
    // In an address they would be steps to somewhere else.
    for (const id of ['.', '..']) await expect(sambatan.readCampaign({ id })).rejects.toThrow(/takes no "\.\.?" as id/)
    const misspelt = { id: 'a', verbos: true }
    await expect(sambatan.readCampaign(misspelt)).rejects.toThrow(/takes no verbos/)
    expect(peer.asked).toEqual([])
  })

  it('goes below the path of its base', async () => {
    const { peer } = await clientOn([json(200, {})])
    await createClient({ baseUrl: `${peer.url}/buy/` }).readCampaign({ id: 'a' })
    expect(peer.asked[0]!.url).toBe('/buy/api/sambatan/campaigns/a')
  })
})

describe('a call that fails in passing', () => {
  it('is repeated with the same key, so that it has one effect', async () => {
    const { peer, sambatan } = await clientOn([busy, breakOff, created])
    expect(await sambatan.joinCampaign(join)).toEqual({ id: 'p1' })
    const keys = peer.asked.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(new Set(peer.asked.map(({ body }) => body))).toEqual(new Set([JSON.stringify(join.body)]))
    await sambatan.joinCampaign(join)
    expect(peer.asked[3]!.headers['idempotency-key'], 'another call is another join').not.toBe(keys[0])
  })

  it('is repeated as often as was said, and no more', async () => {
    const { peer, sambatan } = await clientOn([busy], { retries: 1 })
    await expect(sambatan.readCampaign({ id: 'a' })).rejects.toMatchObject({
      code: 'database_unavailable',
      status: 503,
    })
    expect(peer.asked).toHaveLength(2)
    const never = createClient({ baseUrl: peer.url, retries: 0 })
    await expect(never.readCampaign({ id: 'a' })).rejects.toBeInstanceOf(SambatanError)
    expect(peer.asked).toHaveLength(3)
  })

  it('is never repeated when it may have had an effect that no key guards', async () => {
    const { peer, sambatan } = await clientOn([breakOff])
    const calls = [
      () => sambatan.updateCampaign({ id: 'a', body: { title: 'Melati' } }),
      () => sambatan.signIn({ body: { email: 'a@b.example', password: 'wrong password' } }),
    ]
    for (const call of calls) {
      const before = peer.asked.length
      await expect(call()).rejects.toMatchObject({ code: 'network_error', status: 0 })
      expect(peer.asked).toHaveLength(before + 1)
    }
  })

  it('waits as long as the node asks', async () => {
    const { peer, sambatan } = await clientOn([problem(429, 'rate_limited', { 'retry-after': '1' }), created])
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await sambatan.joinCampaign(join)
    expect(timers.mock.calls.map(([, ms]) => ms)).toContain(1_000)
    timers.mockRestore()
    expect(peer.asked).toHaveLength(2)
  })

  it('is given up when the node asks for more patience than its caller has', async () => {
    const { peer, sambatan } = await clientOn([problem(429, 'rate_limited', { 'retry-after': '60' })])
    const error = await sambatan.joinCampaign(join).catch((reason) => reason)
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 60 })
    expect(peer.asked).toHaveLength(1)
  })

  it('is asked for again when its answer breaks off', async () => {
    const half: Reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"id":')
      setTimeout(() => response.socket!.destroy(), 20)
    }
    const { peer, sambatan } = await clientOn([half, json(200, { id: 'a' })])
    expect(await sambatan.readCampaign({ id: 'a' })).toEqual({ id: 'a' })
    expect(peer.asked).toHaveLength(2)
  })

  it('is stopped while it waits, by its caller', async () => {
    const { peer, sambatan } = await clientOn([problem(503, 'shutting_down', { 'retry-after': '20' })])
    const stop = new AbortController()
    const call = sambatan.joinCampaign(join, { signal: stop.signal })
    await expect.poll(() => peer.asked.length).toBe(1)
    stop.abort(new Error('enough'))
    await expect(call).rejects.toThrow('enough')
    expect(peer.asked).toHaveLength(1)
  })

  it('takes only so long', async () => {
    const { peer, sambatan } = await clientOn([silence], { timeoutMs: 100, retries: 1, language: 'en' })
    await expect(sambatan.readCampaign({ id: 'a' })).rejects.toMatchObject({
      code: 'timeout',
      status: 0,
      detail: 'The server did not answer in time.',
    })
    expect(peer.asked).toHaveLength(2)
  })
})

describe('a call that is refused', () => {
  it('throws all that the node says, at once', async () => {
    const refused = json(
      422,
      {
        ...{
          type: '/docs/problems/validation_failed',
          title: 'T',
          status: 422,
          detail: 'D.',
          code: 'validation_failed',
        },
        ...{ instance: '/there', errors: [{ path: 'quantity', message: 'M' }] },
      },
      { 'x-request-id': 'request-1' },
    )
    const { peer, sambatan } = await clientOn([refused])
    const error = await sambatan.joinCampaign(join).catch((reason) => reason)
    expect(error).toBeInstanceOf(SambatanError)
    expect({ ...error, message: error.message }).toEqual({
      name: 'SambatanError',
      message: 'D.',
      code: 'validation_failed',
      status: 422,
      title: 'T',
      detail: 'D.',
      errors: [{ path: 'quantity', message: 'M' }],
      instance: '/there',
      retryAfterSeconds: undefined,
      requestId: 'request-1',
    })
    expect(peer.asked).toHaveLength(1)
  })

  it('says so when it was no node that answered', async () => {
    const { sambatan } = await clientOn([(response) => response.writeHead(404).end('<h1>nginx</h1>')])
    const error = await sambatan.readCampaign({ id: 'a' }).catch((reason) => reason)
    expect(error).toMatchObject({ code: 'unexpected_answer', status: 404, cause: '<h1>nginx</h1>' })
    const { sambatan: other } = await clientOn([(response) => response.end('<h1>Sign in to this network</h1>')])
    await expect(other.readCampaign({ id: 'a' })).rejects.toMatchObject({ code: 'unexpected_answer' })
  })

  it('has its cause when nothing answered', async () => {
    const sambatan = createClient({ baseUrl: 'http://127.0.0.1:1', retries: 0 })
    const error = await sambatan.readCampaign({ id: 'a' }).catch((reason) => reason)
    expect(error).toMatchObject({ code: 'network_error', detail: 'Server tidak dapat dihubungi.' })
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describe('the wait before a repeat', () => {
  const failed = (status: number, retryAfterSeconds?: number) =>
    new SambatanError({ code: 'x', status, title: '', detail: '', retryAfterSeconds })

  it('is what the node asks for, within limits', () => {
    expect(waitFor(failed(503, 7), 0, 30_000)).toBe(7000)
    expect(waitFor(failed(503, 31), 0, 30_000)).toBeUndefined()
  })

  it('is none for what a repeat would not change', () => {
    for (const status of [400, 401, 404, 409, 422, 500]) expect(waitFor(failed(status), 0, 30_000)).toBeUndefined()
    expect(waitFor(new TypeError('ours'), 0, 30_000)).toBeUndefined()
  })

  it('otherwise grows, is never the same for all, and has an end', () => {
    for (let tried = 0; tried < 20; tried++) {
      const waits = Array.from({ length: 50 }, () => backoff(tried, 250))
      expect(Math.max(...waits)).toBeLessThan(Math.min(8000, 250 * 2 ** tried) + 1)
      expect(new Set(waits).size).toBeGreaterThan(40)
    }
  })

  it('is read from seconds and from dates', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    const read = (value: string) => retryAfterOf(new Headers({ 'retry-after': value }), now)
    expect(read('120')).toBe(120)
    expect(read('Thu, 01 Jan 2026 00:00:30 GMT')).toBe(30)
    expect(read('Thu, 01 Jan 2020 00:00:30 GMT')).toBe(0)
    expect(read('soon')).toBeUndefined()
    expect(retryAfterOf(new Headers(), now)).toBeUndefined()
  })
})

it('finds the next page among links', () => {
  expect(cursorIn('</api/sambatan/campaigns?limit=2&cursor=a%2Bb>; rel="next"')).toBe('a+b')
  expect(cursorIn('</one?cursor=1>; rel="prev", </two?cursor=2>; rel="next"')).toBe('2')
  expect(cursorIn('</one?cursor=1>; rel="prev"')).toBeUndefined()
  expect(cursorIn('')).toBeUndefined()
})
