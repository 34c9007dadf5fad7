/** What holds for every answer: addresses, methods, bodies, languages, headers, limits, and what is no HTTP at all. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { networkOf } from '../../src/http/rate-limit.ts'
import { addressOf, checkProblem, credentials, expectProblem, failedFields, onEachNode } from './node.ts'
import { joinBody, newCampaign } from './things.ts'

onEachNode('a request', (node) => {
  it('to no address is 404, with a method that an address does not take 405 and Allow', async () => {
    for (const path of [
      '/nothing',
      '/api/sambatan',
      '/',
      '/campaigns/',
      '/campaigns/x/y',
      '//campaigns',
      '/docs/problems/nothing',
      '/docs/problems/__proto__',
      '/assets/nothing.svg',
      '/assets/..%2fpackage.json',
      '/assets/demo',
      '/assets/',
    ]) {
      const answer = await node.ask('GET', path)
      expect(answer.status, path).toBe(404)
      expect(answer.headers['content-type'], path).toContain('problem')
      checkProblem(answer)
    }
    // What leads out of the assets is an address of the pages, and none of theirs.
    const outside = await node.app.inject('/assets/../package.json')
    expect([outside.statusCode, outside.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    const unread = await node.app.inject({ method: 'POST', url: '/api/sambatan/nothing', payload: { a: 1 } })
    expect([unread.statusCode, unread.json().code]).toEqual([404, 'not_found'])
    const cases = [
      ['DELETE', '/campaigns', 'GET, HEAD, POST'],
      ['PUT', '/campaigns/x', 'GET, HEAD, PATCH'],
      ['GET', '/campaigns/x/join', 'POST'],
      ['POST', '/dashboard/summary', 'GET, HEAD'],
      ['OPTIONS', '/products', 'GET, HEAD, POST'],
      ['POST', '/healthz', 'GET, HEAD'],
      ['DELETE', '/docs', 'GET, HEAD'],
    ] as const
    for (const [method, path, allow] of cases) {
      const answer = await node.ask(method, path)
      expectProblem(answer, 405, 'method_not_allowed')
      expect(answer.headers.allow, `${method} ${path}`).toBe(allow)
    }
  })

  it('with HEAD gets the headers of GET and no body; a stream, which would never end, takes no HEAD', async () => {
    const { id } = await newCampaign(node)
    const stream = await node.app.inject({ method: 'HEAD', url: addressOf(`/campaigns/${id}/events`) })
    expect([stream.statusCode, stream.headers.allow]).toEqual([405, 'GET'])
    const response = await node.app.inject({ method: 'HEAD', url: addressOf(`/campaigns/${id}`) })
    expect(response.statusCode).toBe(200)
    expect(response.body).toBe('')
  })

  it('with a body that is not JSON is refused before anything is done', async () => {
    const { id } = await newCampaign(node)
    const post = (raw: string, headers = {}) => node.ask('POST', `/campaigns/${id}/join`, { raw, headers })
    for (const raw of [
      '{',
      '{"a":}',
      'text',
      "{'a':1}",
      '{"quantity":1,}',
      '\u0000',
      '{"__proto__":{"a":1}}',
      '{"a":{"constructor":{"prototype":1}}}',
      `${'['.repeat(30_000)}`,
    ]) {
      expectProblem(await post(raw), 400, 'malformed_request')
    }
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'application/jsonx',
      'x',
    ]) {
      expectProblem(await post('{}', { 'content-type': type }), 415, 'unsupported_media_type')
    }
    const large = JSON.stringify(joinBody({ note: 'x'.repeat(70_000) }))
    expect(expectProblem(await post(large), 413, 'payload_too_large').detail).toContain('65.536 byte')
    expect((await post(JSON.stringify(joinBody()), { 'content-type': 'application/json; charset=utf-8' })).status).toBe(
      201,
    )
  })

  it('without a body is as good as an empty one, where nothing is required', async () => {
    const withAndWithout: Record<string, string>[] = [{}, { 'content-type': 'application/json' }]
    for (const headers of withAndWithout) {
      const { id } = await newCampaign(node, { draft: true })
      expect((await node.ask('POST', `/campaigns/${id}/publish`, { headers })).status).toBe(200)
      const missing = await node.ask('POST', `/campaigns/${id}/join`, { headers })
      expectProblem(missing, 422, 'validation_failed')
      expect(failedFields(missing)).toEqual(['body'])
    }
  })

  it('is answered in Indonesian, or in English when that is asked for first', async () => {
    const titles: Record<string, string> = {
      '': 'Tidak ditemukan',
      id: 'Tidak ditemukan',
      en: 'Not found',
      'en-GB,en;q=0.9,id;q=0.1': 'Not found',
      'de, fr;q=0.5': 'Tidak ditemukan',
      'en;q=0.2, id-ID;q=0.8': 'Tidak ditemukan',
      '*;q=x, en;q=nonsense': 'Tidak ditemukan',
    }
    for (const [language, title] of Object.entries(titles)) {
      const response = await node.app.inject({ url: '/api/nothing', headers: { 'accept-language': language } })
      expect(response.json().title, language).toBe(title)
      expect(response.headers.vary).toBe('accept-language')
    }
  })

  it('has an id: its own when a proxy gave it a good one, else a new one', async () => {
    const given = async (id: string) =>
      (await node.ask('GET', '/healthz', { headers: { 'x-request-id': id } })).headers['x-request-id']
    expect(await given('0123-abc.DEF_9')).toBe('0123-abc.DEF_9')
    for (const id of ['short', 'x'.repeat(65), 'with space 123', '<script>alert</script>'])
      expect(await given(id)).not.toBe(id)
  })

  it('gets security headers with every answer, also with errors', async () => {
    for (const path of [
      '/campaigns',
      '/nothing',
      '/docs',
      '/healthz',
      '/campaigns/%ZZ',
      '/openapi.json',
      '/assets/demo/melati-senja.svg',
    ]) {
      const { headers } = await node.ask('GET', path, { as: 'nobody' })
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['x-frame-options'] ?? headers['content-security-policy'], path).toBeDefined()
      expect(headers['content-security-policy'], path).not.toContain('unsafe-inline')
      expect(headers['x-powered-by'], path).toBeUndefined()
      const isKept = /docs|openapi|assets/.test(path)
      expect(headers['cache-control'], path).toMatch(isKept ? /^public/ : /^no-store$/)
    }
    expectProblem(await node.ask('GET', '/campaigns/%ZZ'), 400, 'malformed_url')
  })

  it('learns whether the node is alive and ready, and how it is doing', async () => {
    expect((await node.ask('GET', '/healthz', { as: 'nobody' })).body).toEqual({ status: 'ok' })
    const ready = await node.ask('GET', '/readyz', { as: 'nobody' })
    expect(ready.body).toEqual({ status: 'ready', checks: { database: 'ok', migrations: 'ok', scheduler: 'off' } })
    const { text, headers } = await node.ask('GET', '/metrics', { as: 'nobody' })
    expect(headers['content-type']).toMatch(/^text\/plain; version=/)
    for (const name of [
      'sambatan_http_request_seconds_bucket',
      'sambatan_join_batch_size_bucket',
      'sambatan_join_batch_seconds_count',
      'sambatan_join_queue_depth',
      'sambatan_database_connections',
      'sambatan_database_waiting',
      'sambatan_event_streams',
      'sambatan_scheduler_run_seconds',
      'sambatan_transitions_total',
      'process_resident_memory_bytes',
    ]) {
      expect(text, name).toContain(name)
    }
    await node.ask('GET', '/some/unknown/address')
    expect((await node.ask('GET', '/metrics')).text).not.toContain('/some/unknown')
  })
})

onEachNode(
  'what is no HTTP request',
  (node) => {
    it('is answered with a problem all the same', async () => {
      await node.app.listen({ port: 0, host: '127.0.0.1' })
      const port = (node.app.server.address() as { port: number }).port
      const send = (text: string) =>
        new Promise<string>((resolve) => {
          let answer = ''
          const socket = connect(port, '127.0.0.1', () => socket.write(text))
          socket.setEncoding('utf8').on('data', (data) => {
            answer += data
          })
          socket.on('close', () => resolve(answer))
          socket.on('error', () => resolve(answer))
        })
      const garbage = await send('HELO there\r\n\r\n')
      expect(garbage).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"malformed_http"/)
      const headers = await send(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(70_000)}\r\n\r\n`)
      expect(headers).toMatch(/^HTTP\/1\.1 431 [\s\S]*"code":"headers_too_large"/)
      const length = await send('POST /api/sambatan/products HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n')
      expect(length).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"malformed_http"/)
    })
  },
  { only: 'one' },
)

onEachNode(
  'the rate limit',
  (node) => {
    const knock = (method: 'GET' | 'POST', path: string, from: string, headers = {}) =>
      node.app.inject({ method, url: addressOf(path), headers: { 'x-forwarded-for': from, ...headers } })

    it('stops one address after 300 writes or 1,200 reads a minute, and no other one', async () => {
      for (let n = 0; n < 300; n++) expect((await knock('POST', '/products', '10.0.0.1')).statusCode).toBe(401)
      const stopped = await knock('POST', '/products', '10.0.0.1')
      expect(stopped.statusCode).toBe(429)
      expect(stopped.json()).toMatchObject({
        code: 'rate_limited',
        detail: expect.stringMatching(/dalam \d+ detik\.$/),
      })
      expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0)
      expect((await knock('POST', '/products', '10.0.0.2')).statusCode).toBe(401)
      expect((await knock('GET', '/products', '10.0.0.1')).statusCode, 'reads are counted by themselves').toBe(200)
    })

    it('counts guesses of a key, also at addresses that do not exist, and a network of IPv6 as one', async () => {
      const guess = { authorization: 'Bearer guess' }
      for (let n = 0; n < 300; n++) await knock('POST', '/lifecycle/run', `2001:db8:0:1::${n.toString(16)}`, guess)
      const statuses = await Promise.all(
        ['/lifecycle/run', '/nothing'].map(
          async (path) => (await knock('POST', path, '2001:db8:0:1:ffff::1', guess)).statusCode,
        ),
      )
      expect(statuses).toEqual([429, 429])
      expect((await knock('POST', '/nothing', '2001:db8:0:2::1', guess)).statusCode, 'a 404 does not tell a key').toBe(
        404,
      )
    })

    it('stops forms of pages as well, with a session that nobody has', async () => {
      const form = (cookie: string) =>
        node.app.inject({
          method: 'POST',
          url: '/preferences',
          headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': '10.0.0.7' },
          payload: 'theme=dark',
        })
      const made = 'sambatan.session_token=made-up'
      for (let n = 0; n < 60; n++) await Promise.all(Array.from({ length: 100 }, () => form(made)))
      expect((await form(made)).statusCode).toBe(429)
      for (let n = 0; n < 300; n++) await form('')
      expect((await form('')).statusCode, 'without one a form is a write like any other').toBe(429)
    })

    it('lets a crowd behind one address begin its streams, one for each page', async () => {
      for (let n = 0; n < 1210; n++) {
        expect((await knock('GET', '/events?campaigns=none', '10.0.0.8')).statusCode).toBe(404)
      }
    })

    it('leaves services and probes alone', async () => {
      const service = credentials('service')
      for (let n = 0; n < 310; n++) {
        expect((await knock('POST', '/scheduler/resume', '10.0.0.9', service)).statusCode).toBe(200)
      }
      for (let n = 0; n < 1210; n++) expect((await knock('GET', '/healthz', '10.0.0.9')).statusCode).toBe(200)
    })
  },
  { only: 'one', env: { SAMBATAN_RATE_LIMIT: 'on', TRUST_PROXY: 'on' } },
)

describe('a network', () => {
  it('is an IPv4 address, or the first half of an IPv6 one', () => {
    expect(
      ['10.0.0.1', '::ffff:10.0.0.1', '2001:db8:0:1:2:3:4:5', '2001:db8::1', '::1', 'fe80::', 'nonsense'].map(
        networkOf,
      ),
    ).toEqual(['10.0.0.1', '10.0.0.1', '2001:db8:0:1', '2001:db8:0:0', '0:0:0:0', 'fe80:0:0:0', 'nonsense'])
  })
})
