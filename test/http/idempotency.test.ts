/** Invariant 5 at the edge: the same Idempotency-Key has one effect, on every POST, however often it is sent. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../src/http/openapi.ts'
import { hours } from '../support/engine.ts'
import { newDeadWebhook } from '../support/webhooks.ts'
import { type Ask, expectProblem, failedFields, onEachNode, type TestNode } from './node.ts'
import {
  address,
  campaignBody,
  inTime,
  joinBody,
  newCampaign,
  newOffer,
  newParticipation,
  newProduct,
  newWaiting,
} from './things.ts'

let nextKey = 0
const keyed = (key = `key ${nextKey++}`, language = 'id') => ({ 'idempotency-key': key, 'accept-language': language })

const takesKey = (operation: Operation | undefined) =>
  operation?.parameters?.some((each) => '$ref' in each && each.$ref.endsWith('/IdempotencyKey'))

interface Post {
  path: string
  body?: unknown
  /** Another request to the same address. */
  other: unknown
}

/** One request to each POST that there is, on things of its own. */
async function everyPost(node: TestNode): Promise<Record<string, Post>> {
  const reason = { body: { reason: 'satu' }, other: { reason: 'dua' } }
  for (const id of ['buyer-1', 'hapus']) await node.ask('PATCH', `/people/${id}`, { body: { name: 'Rani' } })
  const deadline = await inTime(node, hours(300))
  const participation = async () => (await newParticipation(node, (await newCampaign(node)).id)).id
  const completed = async () => {
    const { id } = await newCampaign(node, { total_slots: 1 })
    const joined = await newParticipation(node, id)
    await node.ask('POST', '/lifecycle/run')
    return { id, joined: joined.id }
  }
  const received = async () => {
    const { joined } = await completed()
    await node.ask('POST', `/participations/${joined}/fulfil`)
    return joined
  }
  await node.ask('PATCH', '/people/buyer-1', { body: { phone: '0812 3456 7890' } })
  await node.services.db.query(
    `insert into sambatan.email_suppressions values ('rani@example.com', 'unknown', now()) on conflict do nothing`,
  )
  const toWrite = await newParticipation(node, (await newCampaign(node)).id)
  const hook = { url: 'https://toko.example/hook', seller_id: 'seller-1' }
  const { body: endpoint } = await node.ask('POST', '/webhooks', { body: hook })
  const { body: delivery } = await node.ask('POST', `/webhooks/${endpoint.id}/test`)
  const deadLetter = () => newDeadWebhook(node.services.db)
  /** Of a participation from which a little more was sent back than was paid; the second of its records. */
  const sentBack = async () => {
    const id = await participation()
    for (const kind of ['received', 'sent_back'])
      await node.ask('POST', `/participations/${id}/money`, { body: { kind, amount: 7, anyway: true } })
    return (await node.ask('GET', `/participations/${id}/money`)).body[1].id
  }
  const reported = async () => {
    const id = await sentBack()
    await node.ask('POST', `/money/${id}/not-arrived`)
    return id
  }
  const owed = async () => {
    const id = await participation()
    await node.ask('POST', `/participations/${id}/confirm`)
    await node.ask('POST', `/participations/${id}/refund`)
    return [{ participation_id: id }]
  }
  const said = async () => (await node.ask('POST', `/participations/${await participation()}/paid`)).body.id
  const line = { line: '0'.repeat(32), check: '|1', on: '2026-11-28', amount: 5 }
  const [first, second] = [await newWaiting(node), await newWaiting(node, ['buyer-1', 'budi'])]
  const place = { user_id: 'sari', quantity: 1, shipping_address: address }
  return {
    '/campaigns/{id}/waiting-list': {
      path: `/campaigns/${first.campaign.id}/waiting-list`,
      body: { ...place, note: 'rahasia' },
      other: place,
    },
    '/campaigns/{id}/waiting-list/{entry}/move': {
      path: `/campaigns/${second.campaign.id}/waiting-list/${second.entries[1]!.id}/move`,
      body: { before: null, reason: 'satu' },
      other: { before: null, reason: 'dua' },
    },
    '/participations/{id}/claim': { path: `/participations/${await newOffer(node)}/claim`, other: {} },
    '/participations/{id}/decline': { path: `/participations/${await newOffer(node)}/decline`, ...reason },
    '/participations/{id}/money': {
      path: `/participations/${await participation()}/money`,
      body: { kind: 'received', amount: 5 },
      other: { kind: 'received', amount: 6 },
    },
    '/money/{id}/reverse': { path: `/money/${await sentBack()}/reverse`, ...reason },
    '/money/{id}/not-arrived': { path: `/money/${await sentBack()}/not-arrived`, other: { note: 'BCA kosong' } },
    '/money/{id}/answer': {
      path: `/money/${await reported()}/answer`,
      body: { answer: 'Sudah masuk' },
      other: { answer: 'Belum masuk' },
    },
    '/participations/{id}/paid': {
      path: `/participations/${await participation()}/paid`,
      body: { note: 'BCA' },
      other: { note: 'Mandiri' },
    },
    '/money/claims/{id}/confirm': {
      path: `/money/claims/${await said()}/confirm`,
      body: { amount: 5 },
      other: { amount: 6 },
    },
    '/money/claims/{id}/answer': {
      path: `/money/claims/${await said()}/answer`,
      body: { answer: 'Belum masuk' },
      other: { answer: 'Sudah masuk' },
    },
    '/money/sent-back': {
      path: '/money/sent-back',
      body: { lines: await owed(), method: 'cash' },
      other: { lines: await owed(), method: 'qris' },
    },
    '/money/statement': {
      path: '/money/statement',
      body: { seller_id: 'seller-1', lines: [{ ...line, participation_id: await participation() }] },
      other: { seller_id: 'seller-1', lines: [{ ...line, code: 'ABC234' }] },
    },
    '/products': { path: '/products', body: { name: 'Sabun', base_price: 5 }, other: { name: 'Sabun', base_price: 6 } },
    '/campaigns': {
      path: '/campaigns',
      body: await campaignBody(node),
      other: await campaignBody(node, { total_slots: 11 }),
    },
    '/campaigns/{id}/publish': {
      path: `/campaigns/${(await newCampaign(node, { draft: true })).id}/publish`,
      other: {},
    },
    '/campaigns/{id}/extend': {
      path: `/campaigns/${(await newCampaign(node)).id}/extend`,
      body: { deadline },
      other: { deadline: await inTime(node, hours(301)) },
    },
    '/campaigns/{id}/cancel': { path: `/campaigns/${(await newCampaign(node)).id}/cancel`, ...reason },
    '/campaigns/{id}/join': {
      path: `/campaigns/${(await newCampaign(node)).id}/join`,
      body: joinBody({ note: 'rahasia' }),
      other: joinBody({ quantity: 2 }),
    },
    '/participations/{id}/cancel': { path: `/participations/${await participation()}/cancel`, ...reason },
    '/participations/{id}/confirm': { path: `/participations/${await participation()}/confirm`, ...reason },
    '/participations/{id}/refund': { path: `/participations/${await participation()}/refund`, ...reason },
    '/participations/{id}/fulfil': { path: `/participations/${(await completed()).joined}/fulfil`, ...reason },
    '/participations/{id}/unfulfil': { path: `/participations/${await received()}/unfulfil`, ...reason },
    '/campaigns/{id}/money/received': {
      path: `/campaigns/${(await newCampaign(node)).id}/money/received`,
      body: { lines: [{ code: '7K3MXA' }] },
      other: { lines: [{ code: '9QWERT' }] },
    },
    '/campaigns/{id}/participants/confirm': {
      path: `/campaigns/${(await newCampaign(node)).id}/participants/confirm`,
      body: { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da215'] },
      other: { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da216'] },
    },
    '/campaigns/{id}/participants/fulfil': {
      path: `/campaigns/${(await completed()).id}/participants/fulfil`,
      body: { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da215'] },
      other: { ids: ['01a20f0d-5805-7000-a7e3-f62fbc3da216'] },
    },
    '/campaigns/{id}/messages': {
      path: `/campaigns/${toWrite.campaign_id}/messages`,
      body: { participation_id: toWrite.id, template: 'payment', after: null },
      other: { participation_id: toWrite.id, template: 'news', after: null },
    },
    '/campaigns/{id}/messages/skip': {
      path: `/campaigns/${toWrite.campaign_id}/messages/skip`,
      body: { participation_id: toWrite.id, template: 'payment' },
      other: { participation_id: toWrite.id, template: 'news' },
    },
    '/campaigns/{id}/messages/round': {
      path: `/campaigns/${toWrite.campaign_id}/messages/round`,
      body: { template: 'payment' },
      other: { template: 'news' },
    },
    '/people/{id}/addresses': {
      path: '/people/buyer-1/addresses',
      body: { label: 'Rumah', shipping_address: address },
      other: { label: 'Kantor', shipping_address: address },
    },
    '/people/{id}/erase': { path: '/people/hapus/erase', other: { password: 'x' } },
    '/api-keys': {
      path: '/api-keys',
      body: { name: 'Toko', scopes: ['join'] },
      other: { name: 'Toko', scopes: ['join', 'payments'] },
    },
    '/dead-letters/retry': {
      path: '/dead-letters/retry',
      body: { source: 'notification' },
      other: { source: 'event' },
    },
    '/dead-letters/{source}/{id}/retry': { path: `/dead-letters/webhook/${await deadLetter()}/retry`, other: {} },
    '/dead-letters/{source}/{id}/discard': { path: `/dead-letters/webhook/${await deadLetter()}/discard`, ...reason },
    '/mailbox/refused-addresses/free': {
      path: '/mailbox/refused-addresses/free',
      body: { address: 'rani@example.com', reason: 'satu' },
      other: { address: 'rani@example.com', reason: 'dua' },
    },
    '/webhooks': { path: '/webhooks', body: hook, other: { ...hook, description: 'Toko' } },
    '/webhooks/{id}/rotate': { path: `/webhooks/${endpoint.id}/rotate`, other: {} },
    '/webhooks/{id}/test': { path: `/webhooks/${endpoint.id}/test`, other: {} },
    '/webhooks/{id}/missed': {
      path: `/webhooks/${endpoint.id}/missed`,
      body: { since: '2026-11-28T03:00:00Z' },
      other: { since: '2026-11-28T04:00:00Z' },
    },
    '/webhooks/{id}/deliveries/{delivery_id}/resend': {
      path: `/webhooks/${endpoint.id}/deliveries/${delivery.id}/resend`,
      other: {},
    },
    '/lifecycle/run': { path: '/lifecycle/run', other: {} },
    '/scheduler/trigger': { path: '/scheduler/trigger', other: {} },
    '/scheduler/pause': { path: '/scheduler/pause', other: {} },
    '/scheduler/resume': { path: '/scheduler/resume', other: {} },
  }
}

onEachNode(
  'an Idempotency-Key',
  (node) => {
    let posts: Record<string, Post>
    beforeAll(async () => {
      posts = await everyPost(node)
    })
    const post = (path: string, ask: Ask) => node.ask('POST', path, ask)

    it('is tried here on every POST that takes one', async () => {
      const { paths } = await node.document()
      const described = Object.keys(paths).filter((path) => takesKey(paths[path]?.post))
      expect(described.map((path) => path.replace('/api/sambatan', '')).sort()).toEqual(Object.keys(posts).sort())
    })

    it('gets the first answer again, and says so; with another body it is a mismatch', async () => {
      for (const [route, { path, body, other }] of Object.entries(posts)) {
        const headers = keyed()
        const first = await post(path, { body, headers })
        expect(first.status, `${route}: ${first.text}`).toBeLessThan(300)
        expect(first.headers['idempotency-replayed'], route).toBeUndefined()
        const again = await post(path, { body, headers })
        // A key or a secret is told once: it is not kept, so that a repeat cannot tell it.
        const once = ['key', 'secret'].filter((name) => name in first.body)
        const told = { ...first.body, ...Object.fromEntries(once.map((name) => [name, null])) }
        expect(again, route).toMatchObject({ status: first.status, body: told })
        expect(again.headers['idempotency-replayed'], route).toBe('true')
        expectProblem(await post(path, { body: other, headers }), 422, 'idempotency_mismatch')
      }
    })

    it('must be 1 to 255 printable ASCII characters, on every POST', async () => {
      for (const [route, { path, body }] of Object.entries(posts)) {
        for (const key of ['', 'x'.repeat(256), 'kunci-é']) {
          const answer = await post(path, { body, headers: keyed(key) })
          expectProblem(answer, 422, 'idempotency_key_invalid')
          expect(failedFields(answer), route).toEqual(['Idempotency-Key'])
        }
      }
    })
  },
  { env: { SAMBATAN_SCHEDULER: 'on' } },
)

onEachNode(
  'the same Idempotency-Key',
  (node) => {
    const post = (path: string, ask: Ask) => node.ask('POST', path, ask)

    describe('sent many times at once', () => {
      it('joins once', async () => {
        const { id } = await newCampaign(node)
        const headers = keyed()
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => post(`/campaigns/${id}/join`, { body: joinBody(), headers })),
        )
        expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
        expect(answers.filter((answer) => answer.headers['idempotency-replayed'] !== 'true')).toHaveLength(1)
        expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots).toBe(1)
      })

      it('makes one product, and cancels once', async () => {
        const headers = keyed()
        const body = { name: 'Sekali saja', base_price: 1 }
        const made = await Promise.all(Array.from({ length: 10 }, () => post('/products', { body, headers })))
        expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1)
        const { id } = await newCampaign(node)
        const joined = await newParticipation(node, id)
        const cancel = keyed()
        const cancelled = await Promise.all(
          Array.from({ length: 10 }, () => post(`/participations/${joined.id}/cancel`, { headers: cancel })),
        )
        expect(new Set(cancelled.map((answer) => `${answer.status} ${answer.body.status}`))).toEqual(
          new Set(['200 cancelled']),
        )
        const logs = (await node.ask('GET', `/campaigns/${id}/logs`)).body
        expect(logs.filter((log: { event: string }) => log.event === 'participant_cancelled')).toHaveLength(1)
      })
    })

    it('belongs to its caller: another caller has keys of their own', async () => {
      const { id } = await newCampaign(node)
      const headers = keyed()
      const { user_id: _, ...body } = joinBody()
      const answers = [
        await post(`/campaigns/${id}/join`, { body, headers, as: 'buyer:ani' }),
        await post(`/campaigns/${id}/join`, { body, headers, as: 'buyer:beni' }),
        await post(`/campaigns/${id}/join`, { body: joinBody(), headers }),
      ]
      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201])
      expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(3)
    })

    it('is decided afresh after a refusal', async () => {
      const { id } = await newCampaign(node, { total_slots: 1 })
      const first = await newParticipation(node, id)
      const headers = keyed()
      const join = () => post(`/campaigns/${id}/join`, { body: joinBody({ user_id: 'buyer-2' }), headers })
      expectProblem(await join(), 409, 'campaign_full')
      await post(`/participations/${first.id}/cancel`, {})
      expect((await join()).status).toBe(201)
      expect((await join()).headers['idempotency-replayed']).toBe('true')

      const { id: productId } = await newProduct(node, { sambatan_enabled: false })
      const open = keyed()
      const body = await campaignBody(node, { product_id: productId })
      expectProblem(await post('/campaigns', { body, headers: open }), 409, 'product_not_enabled')
      await node.ask('PATCH', `/products/${productId}`, { body: { sambatan_enabled: true } })
      expect((await post('/campaigns', { body, headers: open })).status).toBe(201)
    })

    it('is the same request however its JSON is written, and another at another address', async () => {
      const { id } = await newCampaign(node)
      const headers = keyed()
      await post(`/campaigns/${id}/join`, { body: joinBody({ note: 'ya' }), headers })
      const { note, ...rest } = joinBody({ note: ' ya ' })
      const raw = JSON.stringify({ note, ...rest }, null, 4)
      expect((await post(`/campaigns/${id}/join`, { raw, headers })).headers['idempotency-replayed']).toBe('true')
      const other = await newCampaign(node)
      expectProblem(
        await post(`/campaigns/${other.id}/join`, { body: joinBody({ note: 'ya' }), headers }),
        422,
        'idempotency_mismatch',
      )
    })

    it('never keeps personal data, and its answer has it all the same', async () => {
      const { id } = await newCampaign(node)
      const secret = { shipping_address: 'Jalan Rahasia 99, Bantul', note: 'titip ke tetangga' }
      const join = () => post(`/campaigns/${id}/join`, { body: joinBody(secret), headers: keyed('private') })
      const first = await join()
      const confirm = () => post(`/participations/${first.body.id}/confirm`, { headers: keyed('private too') })
      for (const again of [await join(), await confirm(), await confirm()]) expect(again.body).toMatchObject(secret)
      const rows = await node.services.db.query<{ text: string }>(
        'select to_jsonb(k)::text as text from sambatan.idempotency_keys k',
      )
      expect(rows.length).toBeGreaterThan(0)
      for (const { text } of rows) expect(text).not.toMatch(/Rahasia|tetangga|Sleman/)
    })
  },
  { each: true },
)
