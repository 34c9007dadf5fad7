/** Webhooks through the API: made, listed, changed, rotated, removed, tested, looked into. */
import { expect, it } from 'vitest'
import { say } from '../../src/kernel/messages.ts'
import { type EventName, events } from '../../src/modules/audit/index.ts'
import { eventsFor } from '../../src/modules/webhooks/index.ts'
import { signedIn } from '../support/accounts.ts'
import { openReceiver, verified } from '../support/receiver.ts'
import { expectProblem, failedFields, nodeOn, onEachNode } from './node.ts'
import { newCampaign, newProduct } from './things.ts'

const rina = { as: 'seller:rina' } as const
const url = 'https://toko.example/sambatan'

onEachNode(
  'webhooks',
  (node) => {
    const made = async (body: object = {}, ask: object = rina) => {
      const answer = await node.ask('POST', '/webhooks', { body: { url, ...body }, ...ask })
      expect(answer.status, answer.text).toBe(201)
      return answer.body
    }

    it('tells the secret once, and of a repeat that it was told', async () => {
      const first = await made({ events: ['campaign_full', 'campaign_full'], description: 'Gudang' })
      expect(first).toMatchObject({
        seller_id: 'rina',
        url,
        events: ['campaign_full'],
        description: 'Gudang',
        enabled: true,
      })
      expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
      const { body } = await node.ask('GET', '/webhooks', rina)
      expect(body).toMatchObject([{ id: first.id, status: 'working', waiting: 0 }])
      expect(JSON.stringify(body)).not.toContain(first.secret)
      const headers = { 'idempotency-key': 'one-endpoint' }
      const [one, two] = [await made({}, { ...rina, headers }), await made({}, { ...rina, headers })]
      expect([two.id, typeof one.secret, two.secret]).toEqual([one.id, 'string', null])
      const stored = await node.services.db.query('select k::text from sambatan.idempotency_keys k where key = $1', [
        'one-endpoint',
      ])
      expect(JSON.stringify(stored)).not.toContain('whsec_')
    })

    it('belongs to whoever makes it: a seller to nobody else, a service to a seller or to everybody', async () => {
      expectProblem(
        await node.ask('POST', '/webhooks', { ...rina, body: { url, seller_id: 'tono' } }),
        403,
        'forbidden',
      )
      expect((await made({}, {})).seller_id).toBeNull()
      const tono = await made({ seller_id: 'tono' }, {})
      expect(
        (await node.ask('GET', '/webhooks', { as: 'seller:tono' })).body.map(({ id }: { id: string }) => id),
      ).toEqual([tono.id])
      for (const [method, path] of [
        ['GET', ''],
        ['PATCH', ''],
        ['DELETE', ''],
        ['POST', '/rotate'],
        ['POST', '/test'],
        ['GET', '/deliveries'],
      ] as const) {
        const body = method === 'PATCH' ? { enabled: false } : undefined
        expectProblem(
          await node.ask(method, `/webhooks/${tono.id}${path}`, { ...rina, body }),
          404,
          'webhook_not_found',
        )
      }
      const page = await node.ask('GET', '/webhooks?limit=1')
      expect(page.headers.link).toContain('rel="next"')
    })

    it.each([
      ['not_an_address', 'toko.example'],
      ['credentials', 'https://a:b@toko.example/'],
      ['fragment', 'https://toko.example/hook#satu'],
      ['private', 'http://2130706433/'],
      ['private', 'http://[::ffff:10.0.0.1]/'],
    ] as const)('is not made or changed to %s (%s)', async (fault, wrong) => {
      const { id } = (await node.ask('GET', '/webhooks', rina)).body[0]
      const answers = [
        await node.ask('POST', '/webhooks', { ...rina, body: { url: wrong } }),
        await node.ask('PATCH', `/webhooks/${id}`, { ...rina, body: { url: wrong } }),
      ]
      for (const answer of answers) {
        const [error] = expectProblem(answer, 422, 'webhook_url_refused').errors!
        expect(error).toEqual({ path: 'url', message: expect.stringContaining(say('id', `called_url_${fault}`)) })
      }
    })

    it('knows its events, and has an end', async () => {
      const answer = await node.ask('POST', '/webhooks', { ...rina, body: { url, events: ['campaign_exploded'] } })
      expectProblem(answer, 422, 'validation_failed')
      expect(failedFields(answer)).toEqual(['events.0'])
      const body = { url, seller_id: 'many' }
      const answers = await Promise.all(Array.from({ length: 22 }, () => node.ask('POST', '/webhooks', { body })))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
      expectProblem(answers.find(({ status }) => status !== 201)!, 409, 'webhook_limit')
    })

    it('is offered what it can be told of, by what it is about, and of the installation only by operators', async () => {
      for (const [role, path, sellerId] of [
        ['seller', '/sell/webhooks/new', 'anybody'],
        ['operator', '/operator/webhooks/new', null],
      ] as const) {
        const { headers } = await signedIn(node.services.db, role)
        const { body } = await node.app.inject({ url: path, headers: { ...headers, 'accept-language': 'id' } })
        const offered = body.split('<fieldset').flatMap((group) => {
          const [, subject] = /<legend[^>]*>([^<]*)/.exec(group) ?? []
          return [...group.matchAll(/<input[^>]* name="events"[^>]* value="(\w+)"/g)].map(
            ([, name]) => `${subject}: ${name}`,
          )
        })
        const told = eventsFor(sellerId).map(
          (name) => `${say('id', `subject_${events[name as EventName].subject}`)}: ${name}`,
        )
        expect(offered.sort(), path).toEqual(told.sort())
      }
    })

    it('is on record when it is made, changed, rotated and removed, without its address or secret', async () => {
      const secretPath = 'https://toko.example/hook/very-secret-path'
      const { id } = await made({ url: secretPath })
      await node.ask('PATCH', `/webhooks/${id}`, { ...rina, body: { events: ['campaign_full'], enabled: false } })
      expectProblem(await node.ask('POST', `/webhooks/${id}/test`, rina), 409, 'webhook_disabled')
      const rotated = await node.ask('POST', `/webhooks/${id}/rotate`, rina)
      expect(rotated.body.secret).toMatch(/^whsec_/)
      const overlap = Date.parse(rotated.body.old_secret_until) - Date.parse(rotated.body.updated_at)
      expect(overlap).toBe(24 * 3_600_000)
      expect((await node.ask('DELETE', `/webhooks/${id}`, rina)).body).toEqual({ status: 'done' })
      expectProblem(await node.ask('GET', `/webhooks/${id}`, rina), 404, 'webhook_not_found')
      const log = await node.ask('GET', '/access-log?person_id=rina&limit=4')
      expect(log.body.map(({ event }: { event: string }) => event)).toEqual([
        'webhook_removed',
        'webhook_rotated',
        'webhook_changed',
        'webhook_created',
      ])
      expect(log.body[2].metadata).toEqual({ webhook_id: id, host: 'toko.example', fields: ['events', 'enabled'] })
      expect(log.text).not.toContain('very-secret-path')
    })

    it('says what is missing where nothing can be sealed', async () => {
      const bare = await nodeOn(
        Object.fromEntries(Object.entries(node.env).filter(([name]) => /^(DATABASE_|SAMBATAN_DATA)/.test(name))),
        { env: { SAMBATAN_SECRET: '' } },
      )
      const answer = await bare.ask('POST', '/webhooks', { body: { url }, headers: { 'accept-language': 'en' } })
      expect(expectProblem(answer, 503, 'webhooks_off').detail).toContain('SAMBATAN_SECRET')
      await bare.close()
    })

    it('is forgotten with the person who sold', async () => {
      await node.ask('GET', '/people/me', { as: 'seller:leaving' })
      const { id } = await made({}, { as: 'seller:leaving' })
      await node.ask('POST', `/webhooks/${id}/test`)
      expect((await node.ask('POST', '/people/leaving/erase')).status).toBe(200)
      const left = `select id::text from sambatan.webhook_endpoints where id = $1
        union all select id::text from sambatan.webhook_deliveries where endpoint_id = $1`
      expect(await node.services.db.query(left, [id])).toEqual([])
    })
  },
  { only: 'server' },
)

onEachNode(
  'webhooks of a node that works',
  (node) => {
    it('are sent by themselves, tested, logged with what was answered, and sent again', async () => {
      await using receiver = await openReceiver()
      const { body } = await node.ask('POST', '/webhooks', {
        ...rina,
        body: { url: receiver.url, events: ['campaign_published'] },
      })
      const product = await newProduct(node, { seller_id: 'rina' })
      await newCampaign(node, { product_id: product.id })
      const came = (count: number) => expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(count)
      await came(1)
      expect(verified(receiver.received[0]!, body.secret).type).toBe('campaign_published')
      receiver.answer(503)
      const tested = await node.ask('POST', `/webhooks/${body.id}/test`, rina)
      expect(tested.body).toMatchObject({ type: 'webhook_test', state: 'pending', attempts: [] })
      await came(2)
      const log = async () => (await node.ask('GET', `/webhooks/${body.id}/deliveries`, rina)).body
      await expect.poll(async () => (await log())[0].state, { timeout: 15_000 }).toBe('dead')
      const [test, first] = await log()
      expect(test).toMatchObject({ error: 'it answered 503', attempts: [{ status: 503, answer: 'answered 503' }] })
      for (const [language, reason] of [
        ['id', 'Jawabannya 503.'],
        ['en', 'It answered 503.'],
      ] as const) {
        const ask = { ...rina, headers: { 'accept-language': language } }
        const [read] = (await node.ask('GET', `/webhooks/${body.id}/deliveries`, ask)).body
        expect(read).toMatchObject({ reason, attempts: [{ error: 'it answered 503', reason }] })
      }
      expect(first).toMatchObject({ state: 'delivered', webhook_id: receiver.received[0]!.id })
      receiver.answer(200)
      const path = `/webhooks/${body.id}/deliveries`
      expectProblem(await node.ask('POST', `${path}/999999/resend`, rina), 404, 'webhook_delivery_not_found')
      expect((await node.ask('POST', `${path}/${first.id}/resend`, rina)).body.state).toBe('pending')
      await came(3)
      expect(receiver.received[2]).toMatchObject({ id: first.webhook_id, body: receiver.received[0]!.body })
    })
  },
  { only: 'embedded', work: true, env: { SAMBATAN_WEBHOOK_ALLOW_PRIVATE: 'on' } },
)
