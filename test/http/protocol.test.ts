/** What holds for every answer: addresses, methods, bodies, languages, headers, limits, and what is no HTTP at all. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { networksOf } from '../../src/http/networks.ts'
import { sharedPage } from '../../src/http/shared-pages.ts'
import { signedIn } from '../support/accounts.ts'
import { addressOf, checkProblem, credentials, expectProblem, failedFields, onEachNode } from './node.ts'
import { joinBody, newCampaign } from './things.ts'

onEachNode(
  'a request',
  (node) => {
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

    it('to a page with a method that it does not take is 405 and Allow, as a page for who wants one; to no page 404', async () => {
      const cases = [
        ['PUT', '/', 'GET, HEAD'],
        ['DELETE', '/c/no-such-campaign', 'GET, HEAD'],
        ['PATCH', '/sign-in?next=%2F', 'GET, HEAD, POST'],
        ['OPTIONS', '/how-it-works', 'GET, HEAD'],
        ['PUT', '/me/privacy/data.json', 'POST'],
        ['DELETE', '/operator/people/some/data.json', 'POST'],
        ['PUT', '/sell/campaigns/some/save', 'POST'],
        ['PUT', '/operator/export/people.csv', 'GET, HEAD'],
      ] as const
      for (const [method, url, allow] of cases) {
        const answer = await node.app.inject({ method, url, headers: { 'accept-language': 'en' } })
        expect([answer.statusCode, answer.headers.allow, answer.json().code], `${method} ${url}`).toEqual([
          405,
          allow,
          'method_not_allowed',
        ])
        expect(answer.json().detail).toContain(`takes only ${allow}. Nothing was changed`)
        const page = await node.app.inject({ method, url, headers: { accept: 'text/html,*/*' } })
        expect([page.statusCode, page.headers.allow]).toEqual([405, allow])
        expect(page.body).toContain(`hanya menerima metode ${allow}. Tidak ada yang diubah`)
      }
      for (const [method, url, allow] of [
        ['POST', '/how-it-works', 'GET, HEAD'],
        ['POST', '/operator/export/people.csv', 'GET, HEAD'],
        ['GET', '/sell/campaigns/some/save', 'POST'],
      ] as const) {
        const page = await node.app.inject({ method, url })
        expect([page.statusCode, page.headers.allow], `${method} ${url}`).toEqual([405, allow])
        expect(page.body).toContain(`hanya menerima metode ${allow}.`)
      }
      for (const url of ['/campaigns', '/nothing', '/c/x/y', '/operator/nothing']) {
        const answer = await node.app.inject({ method: 'PUT', url })
        expect([answer.statusCode, answer.json().code], url).toEqual([404, 'not_found'])
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
      expect(
        (await post(JSON.stringify(joinBody()), { 'content-type': 'application/json; charset=utf-8' })).status,
      ).toBe(201)
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
      const checks = { database: 'ok', migrations: 'ok', scheduler: 'off', lifecycle: 'ok', events: 'ok' }
      expect(ready.body).toEqual({ status: 'ready', checks })
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
        'sambatan_lifecycle_overdue_seconds',
        'process_resident_memory_bytes',
      ]) {
        expect(text, name).toContain(name)
      }
      await node.ask('GET', '/some/unknown/address')
      expect((await node.ask('GET', '/metrics')).text).not.toContain('/some/unknown')
    })
  },
  { each: true },
)

onEachNode('what is no HTTP request', (node) => {
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
})

onEachNode(
  'the rate limit',
  (node) => {
    const knock = (method: 'GET' | 'POST', path: string, from: string, headers = {}) =>
      node.app.inject({ method, url: addressOf(path), headers: { 'x-forwarded-for': from, ...headers } })

    it('stops one address after 300 writes a minute, and no other one, nor its reads', async () => {
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

    it('gives nobody another budget for an address that the client made up, nor for a /48 of networks', async () => {
      for (let n = 0; n < 300; n++) {
        expect((await knock('POST', '/products', `10.7.${n % 250}.1, 10.0.0.3`)).statusCode).toBe(401)
      }
      expect((await knock('POST', '/products', '10.7.7.7, 10.0.0.3')).statusCode).toBe(429)
      for (let n = 0; n < 4_800; n++) await knock('POST', '/products', `2001:db8:7:${n.toString(16)}::1`)
      expect((await knock('POST', '/products', '2001:db8:7:ffff::1')).statusCode).toBe(429)
      expect((await knock('POST', '/products', '2001:db8:8:ffff::1')).statusCode).toBe(401)
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

    it('serves two thousand people behind one address who open a campaign and join it within a minute', async () => {
      const campaign = await newCampaign(node, { total_slots: 2_000 })
      const from = { 'x-forwarded-for': '10.0.0.8' }
      const statuses = new Map<string, number>()
      const come = async (n: number) => {
        const page = await node.app.inject({ url: `/c/${campaign.slug}`, headers: from })
        const { user_id: _, ...body } = joinBody({ quantity: 1 })
        const joined = await node.app.inject({
          method: 'POST',
          url: addressOf(`/campaigns/${campaign.id}/join`),
          headers: { ...from, ...credentials(`buyer:orang-${n}`), 'content-type': 'application/json' },
          payload: JSON.stringify(body),
        })
        const answers = `${page.statusCode} ${joined.statusCode}`
        statuses.set(answers, (statuses.get(answers) ?? 0) + 1)
      }
      for (let n = 0; n < 2_000; n += 100) {
        await Promise.all(Array.from({ length: 100 }, (_, i) => come(n + i)))
      }
      expect(Object.fromEntries(statuses)).toEqual({ '200 201': 2_000 })
    })

    it('leaves services and probes alone', async () => {
      const service = credentials('service')
      for (let n = 0; n < 310; n++) {
        expect((await knock('POST', '/scheduler/resume', '10.0.0.9', service)).statusCode).toBe(200)
      }
      for (let n = 0; n < 1210; n++) expect((await knock('GET', '/healthz', '10.0.0.9')).statusCode).toBe(200)
    })
  },
  { env: { SAMBATAN_RATE_LIMIT: 'on', TRUST_PROXY: 'on' } },
)

onEachNode(
  'what costs more than its address tells',
  (node) => {
    const visit = async (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
      (await node.app.inject({ method, url, headers })).statusCode
    const madeUp = { cookie: 'sambatan.session_token=made.up' }

    it('is counted where a page must be made, and not where it is there, whatever is added to its address', async () => {
      const from = { 'x-forwarded-for': '10.1.0.1' }
      expect(await visit('/how-it-works', from)).toBe(200)
      expect(await visit('/how-it-works?utm_source=wa&x=1', from)).toBe(200)
      expect(await visit('/how-it-works', from, 'HEAD')).toBe(200)
      expect(await visit('/how-it-works', { ...from, ...madeUp })).toBe(200)
      expect(await visit('/how-it-works', { ...from, cookie: 'sambatan_theme=pink; sambatan_x=1' })).toBe(200)
      expect(await visit('/how-it-works', { ...from, host: 'elsewhere.example' })).toBe(200)
      expect(await visit('/how-it-works', { ...from, 'accept-language': 'xx-YY;q=0.7, id;q=0.3' })).toBe(200)
      // Of two, the second had to be made: in another language it is another page.
      expect(await visit('/how-it-works', { ...from, 'accept-language': 'en' })).toBe(200)
      expect(await visit('/how-it-works', { ...from, 'accept-language': 'en', cookie: 'sambatan_theme=dark' })).toBe(
        429,
      )
      expect(await visit('/how-it-works', from), 'what is there is shown').toBe(200)
    })

    it('has one budget of strangers, with a session that somebody made up as well', async () => {
      const from = { 'x-forwarded-for': '10.1.0.2' }
      expect(await visit('/sign-in', from)).toBe(200)
      expect(await visit('/sign-in', { ...from, ...madeUp })).toBe(200)
      expect(await visit('/sign-in', { ...from, ...madeUp })).toBe(429)
      const form = { ...from, 'content-type': 'application/x-www-form-urlencoded' }
      expect(await visit('/preferences', { ...form, ...madeUp }, 'POST')).toBe(429)
      expect(await visit('/preferences', form, 'POST')).toBe(429)
      const { headers } = await signedIn(node.services.db)
      expect(await visit('/me', { ...from, ...headers }), 'one that is good').toBe(200)
    })

    it('is counted for a search, on pages and over the API', async () => {
      const from = { 'x-forwarded-for': '10.1.0.3' }
      expect(await visit('/?q=melati', from)).toBe(200)
      expect(await visit('/?status=ended', from)).toBe(200)
      expect(await visit('/?q=gaharu', from)).toBe(429)
      expect(await visit('/api/sambatan/campaigns?q=gaharu', from)).toBe(429)
      expect(await visit('/api/sambatan/products?q=gaharu', from)).toBe(429)
      expect(await visit('/api/sambatan/campaigns', from), 'a list that is not searched').toBe(200)
    })

    it('is drawing a share image: what has been drawn is shown, also to who may not have more drawn', async () => {
      const from = (address: string) => ({ 'x-forwarded-for': address })
      const [one, two] = [await newCampaign(node), await newCampaign(node)]
      const look = (slug: string, address: string) => visit(`/share/${slug}.png`, from(address))
      expect(await look(one.slug, '10.1.0.4')).toBe(200)
      const refused = await node.app.inject({ url: `/share/${two.slug}.png`, headers: from('10.1.0.4') })
      expect([refused.statusCode, refused.json().code]).toEqual([429, 'rate_limited'])
      expect(await look(one.slug, '10.1.0.4')).toBe(200)
      // Whoever is refused is refused alone, though both wait for the same image.
      const [, other] = await Promise.all([look(two.slug, '10.1.0.4'), look(two.slug, '10.1.0.5')])
      expect(other).toBe(200)
      expect(await look(two.slug, '10.1.0.4')).toBe(200)
    })
  },
  {
    env: { SAMBATAN_RATE_LIMIT: 'on', TRUST_PROXY: 'on' },
    app: {
      budgets: {
        page: { strangers: 2, known: 100 },
        search: { strangers: 2, known: 2 },
        draw: { strangers: 1, known: 1 },
      },
    },
  },
)

onEachNode('metrics', (node) => {
  const scrape = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    (await node.app.inject({ url: '/metrics', remoteAddress, headers })).statusCode

  it('are for this machine and its private network, while nobody from outside is behind it', async () => {
    for (const address of ['127.0.0.1', '::1', '::ffff:10.2.3.4', '192.168.1.9', '172.31.0.1', 'fd00::7']) {
      expect(await scrape(address), address).toBe(200)
    }
    for (const address of ['203.0.113.7', '172.32.0.1', '2001:db8::1']) {
      expect(await scrape(address), address).toBe(401)
    }
    expect(await scrape('127.0.0.1', { 'x-forwarded-for': '10.4.4.4, 10.0.0.1' })).toBe(200)
    const fromOutside: Record<string, string>[] = [
      { 'x-forwarded-for': '203.0.113.7' },
      { 'x-forwarded-for': '127.0.0.1, 203.0.113.7' },
      { 'x-forwarded-for': 'unknown' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 caddy' },
    ]
    for (const headers of fromOutside) {
      expect(await scrape('127.0.0.1', headers), JSON.stringify(headers)).toBe(401)
    }
  })

  it('are for services and operators from everywhere', async () => {
    expect(await scrape('203.0.113.7', credentials('service'))).toBe(200)
    expect(await scrape('203.0.113.7', credentials('operator:budi'))).toBe(200)
    expect(await scrape('203.0.113.7', credentials('buyer:ani'))).toBe(403)
    expect(await scrape('203.0.113.7', { authorization: 'Bearer guess' })).toBe(401)
  })
})

describe('a page that many are shown', () => {
  it('is named by what it looks at, in one order, and by nothing else', () => {
    const urlOf = (url: string) => sharedPage({ method: 'GET', url, headers: {}, pageRole: 'nobody' } as never)?.url
    expect(urlOf('/?sort=price&q=melati+senja&utm_source=wa')).toBe('/?q=melati+senja&sort=price')
    expect(urlOf('/?q=&status=&before=&cursor=c2&before=&before=c1&cursor=c9')).toBe('/?cursor=c2&before=c1')
    expect(urlOf('/c/melati?x=1')).toBe('/c/melati')
    expect(urlOf('/c/melati/join?slots=2')).toBeUndefined()
    expect(urlOf('/me')).toBeUndefined()
  })
})

describe('a network', () => {
  it('is an IPv4 address, or the /64, the /56 and the /48 of an IPv6 one', () => {
    for (const address of ['10.0.0.1', '::ffff:10.0.0.1', '10.0.0.1:4711', '[::ffff:10.0.0.1]:4711']) {
      expect(networksOf(address), address).toEqual(['10.0.0.1'])
    }
    for (const address of ['2001:db8:0:1203:4:5:6:7', '2001:0DB8::1203:4:5:6:7', '[2001:db8:0:1203::7]:4711']) {
      expect(networksOf(address), address).toEqual(['2001:db8:0:1203', '2001:db8:0:12/56', '2001:db8:0/48'])
    }
    expect(networksOf('::1')).toEqual(['0:0:0:0', '0:0:0:0/56', '0:0:0/48'])
    expect(networksOf('fe80::1%eth0')[0]).toBe('fe80:0:0:0')
    expect(networksOf('nonsense')).toEqual(['nonsense'])
  })
})
