/** What a key gets to see: its scopes cover what answers hold, not only what may be done. Every route, every single scope. */
import { beforeAll, expect, it } from 'vitest'
import { type Scope, scopes, withinScopes } from '../../src/modules/identity/index.ts'
import { signedIn } from '../support/accounts.ts'
import { hours } from '../support/engine.ts'
import { routesOf } from '../support/routes.ts'
import { addressOf, expectProblem, onEachNode } from './node.ts'
import { inTime, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

const planted = {
  address: 'Jalan Rahasia 99, Bantul',
  note: 'titip ke tetangga sebelah',
  name: 'Sri Wahyuni Rahayu',
  phone: '+6281100004711',
  email: 'sri.wahyuni@rahasia.test',
}

/** Who may see what of it. */
const reach: Record<keyof typeof planted, Scope[]> = {
  address: ['participants'],
  note: ['participants'],
  name: ['participants', 'people'],
  phone: ['participants', 'people'],
  email: ['people'],
}

onEachNode(
  'a key with one scope',
  (node) => {
    const keys = new Map<Scope, Record<string, string>>()
    const things = { product: '', campaign: '', account: '' }

    beforeAll(async () => {
      for (const scope of scopes) {
        const { body } = await node.ask('POST', '/api-keys', { body: { name: scope, scopes: [scope] } })
        keys.set(scope, { authorization: `Bearer ${body.key}` })
      }
      const { db } = node.services
      things.account = 'sri-rahasia'
      await db.query(
        `insert into sambatan.people (id, name, email, phone, created_at, updated_at) values ($1, $2, $3, $4, now(), now())`,
        [things.account, planted.name, planted.email, planted.phone],
      )
      things.product = (await newProduct(node, { seller_id: 'rina' })).id
      things.campaign = (await newCampaign(node, { product_id: things.product, total_slots: 10_000 })).id
    })

    const joining = () => joinBody({ user_id: things.account, shipping_address: planted.address, note: planted.note })
    const joined = async () => (await newParticipation(node, things.campaign, joining())).id

    const bodies: Record<string, object> = {
      'PATCH /participations/:id': {},
      'PATCH /people/:id': {},
      'PATCH /people/:id/addresses/:address_id': {},
      'PATCH /products/:id': {},
      'PATCH /campaigns/:id': {},
    }

    /** A request that is right for whoever may make it, on things that hold all that is planted. */
    async function request(route: string): Promise<{ path: string; body?: object }> {
      const [, pattern = ''] = route.split(' ')
      const addresses = pattern.includes('/addresses')
        ? await node.ask('POST', `/people/${things.account}/addresses`, {
            body: { label: 'Rumah', shipping_address: planted.address },
          })
        : undefined
      const id = pattern.startsWith('/participations/:id')
        ? await joined()
        : pattern.startsWith('/people')
          ? things.account
          : pattern.startsWith('/products')
            ? things.product
            : pattern.startsWith('/sellers')
              ? 'rina'
              : pattern.endsWith('/cancel')
                ? (await newCampaign(node)).id
                : things.campaign
      const path = pattern.replace(':id', id).replace(':address_id', addresses?.body.id ?? '')
      if (route === 'GET /participations') return { path: `${path}?user_id=${things.account}` }
      if (route === 'POST /campaigns/:id/join') return { path, body: joining() }
      if (/^POST \/campaigns\/:id\/participants\/(confirm|fulfil)$/.test(route))
        return { path, body: { ids: [await joined()] } }
      if (route === 'POST /campaigns/:id/money/received') {
        const { body } = await node.ask('GET', `/participations/${await joined()}`)
        return { path: pattern.replace(':id', body.campaign_id), body: { lines: [{ code: body.code }] } }
      }
      if (route === 'POST /participations/:id/money') return { path, body: { kind: 'received' } }
      if (route === 'POST /money/sent-back') return { path, body: { lines: [{ participation_id: await joined() }] } }
      if (route === 'POST /money/statement/preview') return { path: `${path}?seller_id=rina`, body: {} }
      if (route === 'POST /money/statement') {
        const line = {
          line: '0'.repeat(32),
          check: '|1',
          on: '2026-11-28',
          amount: 5,
          participation_id: await joined(),
        }
        return { path, body: { seller_id: 'rina', lines: [line] } }
      }
      if (route === 'POST /campaigns/:id/extend') return { path, body: { deadline: await inTime(node, hours(1000)) } }
      if (route === 'POST /people/:id/addresses') {
        return { path, body: { label: 'Kantor', shipping_address: planted.address } }
      }
      return bodies[route] ? { path, body: bodies[route] } : { path }
    }

    /** What is asked of every route, but for what has no people in it: streams, photos, pages, and accounts of sessions. */
    async function apiRoutes(): Promise<string[]> {
      const prefix = addressOf('/')
      const routes = (await routesOf(node.app)).map((route) => route.split(' ') as [string, string])
      return routes
        .filter(([, path]) => path.startsWith(prefix))
        .map(([method, path]) => `${method} ${path.slice(prefix.length - 1)}`)
        .filter((route) => !/\/events$|\/photos|\/auth\/|POST \/people\/:id\/erase|:code/.test(route))
    }

    it('gets no address, note, phone or e-mail that its scope does not reach, from any route', async () => {
      const seen = new Map<string, Set<string>>()
      const routes = await apiRoutes()
      expect(routes.length).toBeGreaterThan(40)
      for (const route of routes) {
        const [method = ''] = route.split(' ')
        let same: Awaited<ReturnType<typeof request>> | undefined
        for (const [scope, authorization] of keys) {
          if (method !== 'GET' || same === undefined) same = await request(route)
          const { path, body } = same
          const asked = {
            as: 'nobody' as const,
            headers: { ...authorization, ...(method === 'POST' ? { 'idempotency-key': `${route} ${scope}` } : {}) },
            ...(body ? { body } : {}),
          }
          // Twice: the second answer of a POST is the stored one.
          let refused = false
          for (const again of [false, true]) {
            if (again && (method !== 'POST' || refused)) continue
            const { status, text } = await node.ask(method, path, asked)
            refused = status >= 400
            expect(status, `${route} with ${scope}`).not.toBe(500)
            for (const [what, value] of Object.entries(planted) as [keyof typeof planted, string][]) {
              if (!text.includes(value)) continue
              expect(reach[what], `${what} from ${route} with ${scope}, again: ${again}: ${text}`).toContain(scope)
              seen.set(what, (seen.get(what) ?? new Set()).add(scope))
            }
          }
        }
      }
      // Or nothing would have been looked at.
      for (const [what, allowed] of Object.entries(reach))
        expect([...(seen.get(what) ?? [])].sort(), what).toEqual(allowed)
    }, 90_000)

    it('gets none of the fields that hold people, whichever answer had them', () => {
      const fields = ['shipping_address', 'note', 'buyer_name', 'buyer_phone', 'email', 'phone']
      const answer = { items: [{ id: 'x', ...Object.fromEntries(fields.map((field) => [field, planted.name])) }] }
      for (const scope of scopes) {
        const shown = scope === 'participants' ? fields.slice(0, 4) : scope === 'people' ? fields.slice(4) : []
        const { items } = withinScopes({ kind: 'service', id: 'key', scopes: [scope] }, answer) as typeof answer
        expect(Object.keys(items[0]!), scope).toEqual(['id', ...shown])
      }
    })

    it('gets what became of the money with `payments` alone, in answers, stories and files', async () => {
      const of = (scope: Scope) => ({ as: 'nobody' as const, headers: keys.get(scope)! })
      const id = await joined()
      const confirmed = await node.ask('POST', `/participations/${id}/confirm`, { ...of('payments'), body: {} })
      expect(confirmed.body).toMatchObject({ paid_amount: 100_000, owed_by_buyer: 0, payment_status: 'paid' })
      const read = await node.ask('GET', `/participations/${id}`, of('participants'))
      for (const field of [
        'paid_amount',
        'owed_to_buyer',
        'owed_by_buyer',
        'amount_to_pay',
        'unique_part',
        'payment_status',
      ])
        expect(Object.keys(read.body)).not.toContain(field)
      for (const path of [`/participations/${id}/logs`, `/campaigns/${things.campaign}/logs?limit=100`]) {
        const events = (await node.ask('GET', path, of('participants'))).body.map((one: { event: string }) => one.event)
        expect(events).toContain('participant_confirmed')
        expect(events).not.toContain('money_recorded')
      }
      const csv = (await node.ask('GET', `/campaigns/${things.campaign}/participants.csv?lang=en`, of('participants')))
        .text
      expect(csv).not.toContain('Left to pay')
      expectProblem(await node.ask('GET', `/participations/${id}/money`, of('participants')), 403, 'scope_missing')
      const exported = await node.ask('POST', `/people/${things.account}/export`, of('people'))
      expect(exported.body).not.toHaveProperty('money')
    })

    it('changes and confirms without reading, and so does a repeat', async () => {
      const id = await joined()
      for (const [method, path, scope, headers] of [
        ['PATCH', `/participations/${id}`, 'join', {}],
        ['POST', `/participations/${id}/confirm`, 'payments', { 'idempotency-key': 'confirm-once' }],
        ['POST', `/participations/${id}/confirm`, 'payments', { 'idempotency-key': 'confirm-once' }],
      ] as const) {
        const answer = await node.ask(method, path, {
          as: 'nobody',
          headers: { ...keys.get(scope), ...headers },
          body: {},
        })
        expect(answer.status, answer.text).toBe(200)
        expect(answer.body).toMatchObject({ id, user_id: things.account, quantity: 1 })
        expect(Object.keys(answer.body)).not.toContain('shipping_address')
        expect(Object.keys(answer.body)).not.toContain('note')
      }
      // Whoever confirms with no key at all, or with both scopes, reads it as before.
      const both = await node.ask('POST', '/api-keys', { body: { name: 'both', scopes: ['join', 'participants'] } })
      for (const headers of [undefined, { authorization: `Bearer ${both.body.key}` }]) {
        const answer = await node.ask('PATCH', `/participations/${await joined()}`, {
          as: headers ? 'nobody' : 'service',
          headers: headers ?? {},
          body: {},
        })
        expect(answer.body).toMatchObject({ shipping_address: planted.address, note: planted.note })
      }
    })

    it('touches no operator: neither reads, changes, signs out or erases one, nor makes one', async () => {
      const operator = await signedIn(node.services.db, 'operator')
      await signedIn(node.services.db, 'operator')
      const buyer = await signedIn(node.services.db, 'buyer')
      const headers = keys.get('people')!
      const ask = (method: string, path: string, body?: object) =>
        node.ask(method, path, { as: 'nobody', headers, ...(body ? { body } : {}) })
      for (const [method, rest, body] of [
        ['GET', '', undefined],
        ['PATCH', '', { name: 'Diganti' }],
        ['GET', '/addresses', undefined],
        ['POST', '/addresses', { label: 'Rumah', shipping_address: planted.address }],
        ['POST', '/sign-out', undefined],
        ['POST', '/erase', undefined],
      ] as const) {
        expectProblem(await ask(method, `/people/${operator.id}${rest}`, body), 404, 'person_not_found')
        if (rest !== '/erase') expect((await ask(method, `/people/${buyer.id}${rest}`, body)).status).toBeLessThan(300)
      }
      expect((await ask('GET', '/people?role=operator')).body).toEqual([])
      const listed = (await ask('GET', '/people?limit=100')).body.map(({ id }: { id: string }) => id)
      expect([listed.includes(buyer.id), listed.includes(operator.id)]).toEqual([true, false])
      expectProblem(await ask('PUT', `/people/${buyer.id}/role`, { role: 'operator' }), 403, 'forbidden')
      expectProblem(await ask('DELETE', `/people/${operator.id}/two-factor`), 403, 'forbidden')
      // The operator is as before, and the bootstrap key does what it did.
      const profile = await node.ask('GET', `/people/${operator.id}`)
      expect(profile.body).toMatchObject({ name: 'Uji operator', role: 'operator' })
      expect((await node.ask('GET', '/auth/whoami', { as: 'nobody', headers: operator.headers })).status).toBe(200)
      expect((await node.ask('POST', `/people/${operator.id}/erase`)).status).toBe(200)
    })
  },
  { only: 'one' },
)
