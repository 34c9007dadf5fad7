/**
 * Whatever is sent, to every route, in every place: an answer that is no fault of ours. Each answer is also checked as all
 * others are, so that a refusal here is a documented problem with a whole sentence.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Operation, Parameter } from '../../src/http/openapi.ts'
import { type Answer, onEachNode } from './node.ts'
import { campaignBody, joinBody, newCampaign, newParticipation, yearsAhead } from './things.ts'

const strings = [
  '',
  ' ',
  '\u0000',
  'abcdefghij\u0000klm',
  '\ud800 lone surrogates \udfff',
  '\u202Eright to left مرحبا بالعالم',
  '👩‍👩‍👧‍👦🏳️‍🌈🌺',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!',
  '\ufeff\u200b\u2028\u2029',
  "'; drop table sambatan.campaigns; --",
  "' or 1=1 /*",
  '../../../../etc/passwd',
  '%00%ff%c0%ae%25',
  '<script>alert(1)</script>',
  '$(id) {{7*7}} %s %n',
  '\\',
  'NULL',
  'NaN',
  '-Infinity',
  '1e309',
  '0x10',
  '9'.repeat(400),
  '2030-13-45T99:99:99Z',
  '0000-01-01T00:00:00Z',
  '01a20cd1-2b23-7000-8397-b7ffd413ac5e',
  '__proto__',
  'constructor',
]
const long = 'x'.repeat(20_000)
const others = [
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 63),
  Number.MAX_SAFE_INTEGER,
  1e308,
  [],
  [[]],
  ['a', 1, null],
  {},
  { toString: 'x', valueOf: 1, length: -1 },
  JSON.parse('{"__proto__":{"admin":true}}'),
]
/** Bodies that are what they are, not objects with fields. */
const wholes = [
  'null',
  'true',
  '0',
  '"text"',
  '[]',
  '[{}]',
  '{}',
  `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`,
  '{"a":1e999999}',
  '{"a":1,"a":2}',
  `{"${'k'.repeat(30_000)}":1}`,
  JSON.stringify(Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`k${i}`, i]))),
  '{"__proto__":null}',
  '{"constructor":{"prototype":{"x":1}}}',
  '"\\ud800"',
  '\ufeff{}',
]

/** Another seventh of them at each place, so that all are sent, and to every kind of place, in a seventh of the time. */
let places = 0
function some<T>(all: T[]): T[] {
  places += 1
  return all.filter((_, i) => (i + places) % 7 === 0)
}

// What is refused before the database is reached is refused alike on both kinds of it; values that reach it have tests there.
onEachNode(
  'nothing that is sent is a fault of ours',
  (node) => {
    let operations: { method: string; path: string; operation: Operation }[] = []
    const things: Record<string, string> = {}
    const right: Record<string, Record<string, unknown>> = {}
    let asked = 0

    beforeAll(async () => {
      const { paths } = await node.document()
      operations = Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
      )
      const draft = await newCampaign(node, { draft: true })
      const { draft: _, ...body } = { ...(await campaignBody(node)), draft: undefined }
      const active = await newCampaign(node, { total_slots: 1_000_000 })
      const joined = await newParticipation(node, active.id)
      Object.assign(things, {
        products: body.product_id,
        campaigns: draft.id,
        participations: joined.id,
        join: active.slug,
      })
      Object.assign(right, {
        createProduct: { name: 'Sabun', base_price: 1 },
        createCampaign: body,
        extendCampaign: { deadline: yearsAhead(3) },
        joinCampaign: joinBody(),
      })
    })
    afterAll(() => expect(asked).toBeGreaterThan(2_000))

    const idFor = (path: string) => (path.endsWith('/join') ? things.join : things[path.split('/')[3] ?? '']) ?? ''

    async function ask(
      method: string,
      path: string,
      body?: unknown,
      raw?: string,
      headers?: Record<string, string>,
    ): Promise<Answer> {
      asked += 1
      const answer = await node.ask(method, path, { body, raw, headers })
      // The scheduler of this node is off, which is a proper answer; nothing else above 499 is.
      if (answer.body?.code !== 'scheduler_off') {
        expect(answer.status, `${method} ${path.slice(0, 200)} ${JSON.stringify(body)?.slice(0, 200)}`).toBeLessThan(
          500,
        )
      }
      return answer
    }

    /** Streams never end by themselves; what stands before them in their address is asked all the same. */
    const isStream = (path: string) => path.endsWith('/events')

    it('in the id of an address', async () => {
      for (const { method, path, operation } of operations.filter(({ path }) => path.includes('{id}'))) {
        const body = method === 'GET' ? undefined : (right[operation.operationId] ?? {})
        const encoded = [...strings, long].map((text) => encodeURIComponent(text.toWellFormed()))
        for (const id of some([
          ...encoded,
          '%',
          '%zz',
          '%c0%ae',
          '%ff',
          '..',
          '%2e%2e%2f',
          '{id}',
          ':id',
          '*',
          '?',
          '#',
        ])) {
          await ask(method, path.replace('{id}', id), body)
        }
      }
    })

    it('in a query', async () => {
      for (const { method, path, operation } of operations.filter(({ path }) => !isStream(path))) {
        const named = (operation.parameters ?? []).filter(
          (each): each is Parameter => 'in' in each && each.in === 'query',
        )
        const address = path.replace('{id}', idFor(path))
        for (const name of [...named.map((parameter) => parameter.name), 'unknown']) {
          if (method !== 'GET' && name === 'unknown') continue
          for (const text of some([...strings, long]))
            await ask(method, `${address}?${name}=${encodeURIComponent(text.toWellFormed())}`)
          for (const query of some([
            `${name}=%`,
            `${name}=%ff%zz`,
            `${name}[]=1`,
            `${name}[a]=1`,
            `${name}=1&${name}=2`,
            name,
            `=${name}`,
            '__proto__=1',
          ])) {
            await ask(method, `${address}?${query}`)
          }
        }
      }
    }, 120_000)

    it('in a field of a body', async () => {
      for (const { method, path, operation } of operations) {
        const fields = operation.requestBody?.content['application/json']?.schema.properties
        for (const field of [...Object.keys(fields ?? {}), ...(fields ? ['unknown', '__proto__'] : [])]) {
          for (const value of some([...strings, long, ...others])) {
            const body = JSON.stringify({ ...right[operation.operationId], FIELD: value }).replace(
              '"FIELD"',
              JSON.stringify(field),
            )
            await ask(method, path.replace('{id}', idFor(path)), undefined, body)
          }
        }
      }
    })

    it('as a whole body', async () => {
      for (const { method, path } of operations.filter(({ operation }) => operation.requestBody)) {
        for (const raw of wholes) await ask(method, path.replace('{id}', idFor(path)), undefined, raw)
      }
    })

    it('in a header', async () => {
      const odd = ['', ' ', 'x'.repeat(2_000), "' or 1=1", '%00', 'é', '../..', '{}', ',;=q', 'Bearer']
      for (const name of [
        'idempotency-key',
        'accept-language',
        'x-request-id',
        'last-event-id',
        'content-type',
        'accept',
        'x-forwarded-for',
        'content-encoding',
        'prefer',
      ]) {
        for (const value of odd) {
          asked += 1
          const url = '/api/sambatan/campaigns'
          const headers = { authorization: 'Bearer buyer:x', [name]: value }
          const [get, post] = [
            await node.app.inject({ url, headers }),
            await node.app.inject({ method: 'POST', url, headers, payload: '{}' }),
          ]
          expect(
            [get.statusCode, post.statusCode].every((status) => status < 500),
            `${name}: ${value}`,
          ).toBe(true)
        }
      }
    })

    it('of any shape that can be thought up', async () => {
      const posts = operations.filter(({ operation }) => operation.requestBody)
      const anything = fc.oneof(
        fc.jsonValue({ maxDepth: 4 }),
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
      )
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...posts),
          anything,
          fc.string({ unit: 'binary' }),
          async ({ method, path, operation }, value, text) => {
            const fields = Object.keys(operation.requestBody?.content['application/json']?.schema.properties ?? {})
            const field = fields[text.length % Math.max(1, fields.length)] ?? 'x'
            await ask(method, path.replace('{id}', idFor(path)), value)
            await ask(method, path.replace('{id}', idFor(path)), { ...right[operation.operationId], [field]: text })
            await ask('GET', `/campaigns?q=${encodeURIComponent(text.toWellFormed())}`)
            await ask(
              'GET',
              `/products?q=${encodeURIComponent(text.toWellFormed())}&cursor=${encodeURIComponent(JSON.stringify(value))}`,
            )
          },
        ),
        { numRuns: 150, seed: 20_261_124 },
      )
    })

    it('and after all that the node is as well as before', async () => {
      expect((await node.ask('GET', '/readyz')).status).toBe(200)
      await newCampaign(node)
      expect(({} as Record<string, unknown>).admin).toBeUndefined()
    })
  },
  { only: 'one' },
)
