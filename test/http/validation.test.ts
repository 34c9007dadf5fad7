/** Every field of every body and query: what is refused, under which name, and in which words. */
import { beforeAll, describe, expect, it } from 'vitest'
import { expectProblem, failedFields, onEachNode, type TestNode } from './node.ts'
import { campaignBody, joinBody, newCampaign, newParticipation, newProduct, yearsAhead } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: bodies of every shape
type Body = any

const wrongTypes = {
  text: [5, true, {}, []],
  number: ['5', true, {}, [], null],
  flag: ['true', 1, {}, null],
  time: [5, {}],
}
const unstorable = ['a\u0000bcdefghijk', 'a\u0007bcdefghijk', 'abcdefghijk\ud800', '\udc00abcdefghijk']
const unreadable = ['\u200b'.repeat(12), '\u200d\u3164\u2800'.repeat(4), 'Melati Senja \u202e1 hctab']
const text = (longest: number, shortest = 1) => [
  ...wrongTypes.text,
  ...unstorable,
  ...unreadable,
  'x'.repeat(longest + 1),
  '🌺'.repeat(longest + 1),
  ...(shortest > 0 ? ['', ' '.repeat(shortest), 'x'.repeat(shortest - 1)] : []),
]
const count = [...wrongTypes.number, 0, -1, 1.5, 1_000_001, 1e300]
const money = [...wrongTypes.number, -1, 0.5, Number.MAX_SAFE_INTEGER + 1, 1e300]
const time = [
  ...wrongTypes.time,
  '',
  'besok',
  '2030-01-01',
  '2030-01-01T12:00:00',
  '2030-02-30T12:00:00Z',
  '1999-12-31T23:59:59Z',
  '9999-01-01T00:00:00Z',
  '+012030-01-01T00:00:00Z',
]
const orNull = (values: unknown[]) => values.filter((value) => value !== null)

const product = {
  name: text(200),
  description: text(8000, 0),
  base_price: money,
  image_url: [
    ...text(500),
    'javascript:alert(1)',
    '//evil.example/x.png',
    '/\\evil.example',
    'melati.png',
    'https://',
    '/a b',
    'http://cdn.example.com/melati.png',
    '/api/sambatan/people/me/export',
    '/assets/demo/../../me',
    'https://sambatan.test/me',
    'https://SAMBATAN.test.:443/photos/..%2fme',
    'https://cdn.example.com@sambatan.test/me',
  ],
  sambatan_enabled: wrongTypes.flag,
}
const campaign = {
  title: text(120, 3),
  description: text(8000, 0),
  total_slots: count,
  minimum_slots: count,
  price_per_slot: [...money, 0],
  min_per_buyer: count,
  max_per_buyer: orNull(count),
  hold_minutes: orNull([...count, 525_601]),
  opens_at: time,
  deadline: [...time, null],
}
const reason = { reason: text(240) }

/** For each route with a body: one that is right, and for each field what is wrong. */
async function bodies(node: TestNode): Promise<[string, string, Body, Record<string, unknown[]>][]> {
  const { id: productId } = await newProduct(node)
  const draft = await newCampaign(node, { draft: true })
  const active = await newCampaign(node)
  const joined = await newParticipation(node, active.id)
  const { draft: _, ...right } = { ...(await campaignBody(node, { product_id: productId })), draft: undefined }
  return [
    [
      'POST',
      '/products',
      { name: 'Sabun', base_price: 1 },
      { ...product, seller_id: text(128), currency: [...wrongTypes.text, '', 'idr', 'IDRX', 'ID'] },
    ],
    ['PATCH', `/products/${productId}`, {}, product],
    [
      'POST',
      '/campaigns',
      right,
      { ...campaign, product_id: [...wrongTypes.text, '', 'x', null], draft: wrongTypes.flag },
    ],
    ['PATCH', `/campaigns/${draft.id}`, {}, campaign],
    ['POST', `/campaigns/${active.id}/extend`, { deadline: yearsAhead(4) }, { deadline: [...time, null] }],
    [
      'POST',
      `/campaigns/${active.id}/join`,
      joinBody(),
      { user_id: text(128), quantity: count, shipping_address: text(240, 10), note: orNull(text(160, 0)) },
    ],
    ['POST', `/campaigns/${draft.id}/cancel`, {}, reason],
    ...['cancel', 'confirm', 'refund', 'fulfil'].map((verb): [string, string, Body, Record<string, unknown[]>] => [
      'POST',
      `/participations/${joined.id}/${verb}`,
      {},
      reason,
    ]),
    ['POST', `/campaigns/${draft.id}/publish`, {}, {}],
    ['POST', '/lifecycle/run', {}, {}],
    ['POST', '/scheduler/trigger', {}, {}],
    ['POST', '/scheduler/pause', {}, {}],
    ['POST', '/scheduler/resume', {}, {}],
  ]
}

onEachNode('what comes in', (node) => {
  describe('a body', () => {
    let cases: Awaited<ReturnType<typeof bodies>>
    let countAll: () => Promise<unknown>
    beforeAll(async () => {
      cases = await bodies(node)
      countAll = () =>
        node.services.db.query(`select (select count(*) from sambatan.products) as products,
        (select count(*) from sambatan.audit_logs) as events, (select count(*) from sambatan.participants) as participants`)
    })

    it('with a field that is wrong is refused under the name of that field, and nothing is written', async () => {
      const before = await countAll()
      for (const [method, path, right, fields] of cases) {
        for (const [field, values] of Object.entries(fields)) {
          for (const value of values) {
            const answer = await node.ask(method, path, { body: { ...right, [field]: value } })
            const label = `${method} ${path} ${field}=${JSON.stringify(value)?.slice(0, 40)}`
            expect([label, answer.body.code, failedFields(answer)]).toEqual([label, 'validation_failed', [field]])
          }
        }
      }
      expect(await countAll()).toEqual(before)
    })

    it('without a field that is required is refused under its name, and all missing ones are named at once', async () => {
      for (const [method, path, right] of cases) {
        const required = path.includes('/join')
          ? ['shipping_address']
          : method === 'PATCH'
            ? []
            : Object.keys(right).filter((field) => field !== 'price_per_slot')
        if (required.length === 0) continue
        const answer = await node.ask(method, path, { body: {} })
        expectProblem(answer, 422, 'validation_failed')
        expect(failedFields(answer).sort(), path).toEqual(required.sort())
        expect(answer.body.errors[0].message).toBe('Wajib diisi.')
      }
    })

    it('with an unknown field is refused under its name, because it is misspelt', async () => {
      for (const [method, path, right] of cases) {
        const answer = await node.ask(method, path, { body: { ...right, tittle: 'x' } })
        expectProblem(answer, 422, 'validation_failed')
        expect(failedFields(answer), `${method} ${path}`).toEqual(['tittle'])
      }
    })

    it('that is no object is refused as a whole', async () => {
      for (const [method, path] of cases) {
        for (const body of [[], [{}], 'text', 5, true]) {
          const answer = await node.ask(method, path, { body })
          expectProblem(answer, 422, 'validation_failed')
          expect(failedFields(answer), `${method} ${path}`).toEqual(['body'])
        }
      }
    })
  })

  describe('the edge of what is allowed', () => {
    it('is allowed, counted in characters as people see them', async () => {
      const made = await newProduct(node, { name: '🌺'.repeat(200), description: 'é'.repeat(8000), base_price: 0 })
      expect([...made.name]).toHaveLength(200)
      const campaign = await newCampaign(node, {
        title: '🌺🌺🌺',
        total_slots: 1_000_000,
        price_per_slot: 9_007_199_254,
      })
      expect(campaign.slug).toMatch(/^[0-9a-f]{10}$/)
      const wish = {
        user_id: 'u'.repeat(128),
        shipping_address: '🏠'.repeat(240),
        note: '📝'.repeat(160),
        quantity: 999_999,
      }
      const joined = await newParticipation(node, campaign.id, wish)
      expect(joined).toMatchObject({ ...wish, amount: 9_007_199_254 * 999_999 })
      const short = await newParticipation(node, campaign.id, { shipping_address: '🏠'.repeat(10), note: '' })
      expect(short.note).toBe('')
    })

    it('ends its lines as everything does, also where it was copied out of a word processor', async () => {
      const campaign = await newCampaign(node)
      const note = 'Titip di pos\u000bJangan dibanting\r\nTerima kasih'
      const joined = await newParticipation(node, campaign.id, { note })
      expect(joined.note).toBe('Titip di pos\nJangan dibanting\nTerima kasih')
    })

    it('has a space where it is one line and a break kept two words apart', async () => {
      const words = 'Melati\u000bSenja\r\nWord'
      const product = await newProduct(node, { name: words, description: words })
      expect(product).toMatchObject({ name: 'Melati Senja Word', description: 'Melati\nSenja\nWord' })
      expect((await newCampaign(node, { title: words })).title).toBe('Melati Senja Word')
      const ask = async (path: string, method: string, body: unknown) => (await node.ask(method, path, { body })).body
      expect((await ask('/people/pak-vt', 'PATCH', { name: words })).name).toBe('Melati Senja Word')
      const address = { label: words, shipping_address: words }
      expect(await ask('/people/pak-vt/addresses', 'POST', address)).toMatchObject({
        label: 'Melati Senja Word',
        shipping_address: 'Melati\nSenja\nWord',
      })
      expect((await ask('/api-keys', 'POST', { name: words, scopes: ['join'] })).name).toBe('Melati Senja Word')
    })

    it('is trimmed of the spaces around it', async () => {
      expect((await newProduct(node, { name: '  Melati  ' })).name).toBe('Melati')
    })

    it('reads times of every zone', async () => {
      const year = new Date().getUTCFullYear() + 2
      const { deadline } = await newCampaign(node, { deadline: `${year}-01-01T07:00:00+07:00` })
      expect(deadline).toBe(`${year}-01-01T00:00:00.000Z`)
    })
  })

  describe('a query', () => {
    it('with a parameter that is wrong is refused under its name', async () => {
      const cases: [string, string, string[]][] = [
        ['/products', 'q', ['', 'x'.repeat(101), '%00']],
        ['/products', 'seller_id', ['', 'x'.repeat(129)]],
        ['/products', 'sambatan_enabled', ['', 'maybe']],
        ['/campaigns', 'status', ['open', 'active,open', '', 'draft']],
        ['/campaigns', 'sort', ['', 'random']],
        ['/campaigns', 'product_id', ['x', '']],
        ['/campaigns', 'q', ['', '%00']],
        ['/campaigns', 'limit', ['0', '101', 'x']],
        ['/participations', 'user_id', ['', 'x'.repeat(129)]],
        ['/participations', 'status', ['pending_payment']],
        ['/scheduler/runs', 'limit', ['1e9']],
      ]
      for (const [path, name, values] of cases) {
        for (const value of values) {
          const answer = await node.ask('GET', `${path}?${name}=${value}`)
          expectProblem(answer, 422, 'validation_failed')
          expect(failedFields(answer)[0], `${path} ${value}`).toMatch(new RegExp(`^${name}(\\.\\d)?$`))
        }
      }
    })

    it('with a parameter twice is refused, unless it is a list; unknown ones are passed over', async () => {
      expectProblem(await node.ask('GET', '/campaigns?q=a&q=b'), 422, 'validation_failed')
      expect((await node.ask('GET', '/campaigns?utm_source=wa&fbclid=1')).status).toBe(200)
    })
  })

  describe('the sentences of failed fields', () => {
    it.each(['kemarin', '2026-13-45', '2026-02-30T00:00:00Z'])('say of %s that it is no time', async (typed) => {
      const answer = await node.ask('GET', `/campaigns?ends_before=${typed}`, { headers: { 'accept-language': 'en' } })
      expect(answer.body.errors).toEqual([
        {
          path: 'ends_before',
          message: 'Must be an ISO 8601 time with its zone, for example 2026-12-01T12:00:00Z.',
        },
      ])
    })

    it('say in both languages what is expected', async () => {
      const body = {
        name: '',
        base_price: 1.5,
        image_url: 'http://toko.example/a.png',
        currency: 'rp',
        sambatan_enabled: 'ya',
        nama: 1,
      }
      const messages = async (language: string) => {
        const answer = await node.ask('POST', '/products', { body, headers: { 'accept-language': language } })
        return Object.fromEntries(
          answer.body.errors.map((each: { path: string; message: string }) => [each.path, each.message]),
        )
      }
      expect(await messages('id')).toEqual({
        name: 'Wajib diisi.',
        base_price: 'Harus berupa bilangan bulat.',
        image_url: 'Harus diawali https://, karena halaman tidak menampilkan gambar dari alamat http://.',
        currency: 'Harus kode mata uang ISO 4217 yang dipakai orang, tiga huruf besar, misalnya IDR.',
        sambatan_enabled: 'Harus true atau false (tanpa tanda kutip).',
        nama: 'Isian ini tidak dikenal; periksa ejaannya.',
      })
      expect(await messages('en')).toEqual({
        name: 'Is required.',
        base_price: 'Must be a whole number.',
        image_url: 'Must begin with https://, because pages show no pictures from http:// addresses.',
        currency:
          'Must be the ISO 4217 code of a currency that people pay with, three capital letters, for example IDR.',
        sambatan_enabled: 'Must be true or false (without quotes).',
        nama: 'This field is unknown; check its spelling.',
      })
      const own = { name: 'Sabun', base_price: 1, image_url: 'https://sambatan.test/me' }
      const elsewhere = await node.ask('POST', '/products', { body: own, headers: { 'accept-language': 'en' } })
      expect(elsewhere.body.errors).toEqual([
        { path: 'image_url', message: 'On this server it may only be a picture: /photos/… or /assets/demo/….' },
      ])
      const many = { ...(await campaignBody(node)), total_slots: 1_000_001 }
      const tooMany = await node.ask('POST', '/campaigns', { body: many })
      expect(tooMany.body.errors[0].message).toBe('Paling banyak 1.000.000.')
    })
  })
})
