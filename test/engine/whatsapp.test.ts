/** Notifications by WhatsApp: to whom asked for them alone, by approved templates, once, and what WhatsApp tells of each. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkWhatsApp } from '../../src/cli/doctor-whatsapp.ts'
import { deliverOnce, noWhatsApp, whatsAppChannel } from '../../src/modules/notifications/index.ts'
import { expectProblem, onEachNode } from '../http/node.ts'
import { newCampaign, newParticipation } from '../http/things.ts'
import { signedIn } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { silentLog } from '../support/log.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'

const secret = 'an app secret of Meta'
const env: Record<string, string> = {
  WHATSAPP_TOKEN: 'EAAG-token',
  WHATSAPP_PHONE_NUMBER_ID: '1055',
  WHATSAPP_APP_SECRET: secret,
  WHATSAPP_VERIFY_TOKEN: 'verify me',
  WHATSAPP_TEMPLATES:
    'joined=order_joined:utility:name,campaign,amount,link; order_confirmed=order_paid:utility:campaign:id',
  WHATSAPP_API_URL: 'http://127.0.0.1:9/v23.0',
}

onEachNode(
  'whatsapp',
  (node) => {
    let peer: Receiver
    let wamid = 0
    const take = () =>
      peer.answer((_, response) => response.end(JSON.stringify({ messages: [{ id: `wamid.${++wamid}` }] })))
    const refuse = (status: number, code: number, headers: Record<string, string> = {}) =>
      peer.answer((_, response) =>
        response
          .writeHead(status, headers)
          .end(JSON.stringify({ error: { code, message: 'no', error_data: { details: 'why' } } })),
      )

    beforeAll(async () => {
      peer = await openReceiver()
      take()
    })
    afterAll(() => peer[Symbol.asyncDispose]())

    const channel = () => {
      const { config, clock } = node.services
      const apiUrl = peer.url.replace('/hook', '/v23.0')
      return whatsAppChannel({
        config: { ...config.whatsapp!, apiUrl },
        clock,
        db: node.services.db,
        publicUrl: config.publicUrl,
      })
    }
    const carry = () => deliverOnce(node.services.db, channel(), silentLog)
    const wish = (name: string, wanted = true) =>
      node.ask('PUT', `/people/${name}/whatsapp`, { as: `buyer:${name}`, body: { wanted } })
    const told = async (name: string) =>
      node.services.db.query<{
        id: number
        state: string
        told: string | null
        last_error: string | null
        reference: string
        cost_class: string
      }>(
        `select id, state, told, last_error, reference, cost_class from sambatan.notification_deliveries
        where person_id = $1 and channel = 'whatsapp' order by id`,
        [name],
      )

    /** Somebody who joins a campaign, and what of it is due to be told. */
    async function join(name: string, { asks = true, phone = '0812 3456 7890' } = {}): Promise<string> {
      await node.ask('GET', '/people/me', { as: `buyer:${name}` })
      await node.ask('PATCH', `/people/${name}`, { body: { name, phone } })
      if (asks)
        expect((await wish(name)).body).toMatchObject({ offered: true, wanted: true, recorded_by: `user:${name}` })
      const { id } = await newCampaign(node, { title: 'Kenanga' })
      const joined = await newParticipation(node, id, { user_id: name })
      await node.services.db.query('select sambatan.fan_out(1000)')
      return joined.id
    }

    function callback(
      statuses: object[],
      sign = (body: string) => createHmac('sha256', secret).update(body).digest('hex'),
    ) {
      const payload = JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', statuses } }] }],
      })
      return node.app.inject({
        method: 'POST',
        url: '/api/sambatan/whatsapp/callbacks',
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${sign(payload)}` },
        payload,
      })
    }

    const statusOf = ({ id, reference }: { id: number; reference: string }, status: string, more = {}) => ({
      id: reference,
      status,
      timestamp: '1795860000',
      recipient_id: '6281234567890',
      biz_opaque_callback_data: `delivery-${id}`,
      ...more,
    })

    describe('messages', () => {
      it('go by the template of their kind, to whoever asked for it and nobody else', async () => {
        const order = await join('ani')
        await join('diam', { asks: false })
        expect(await told('diam')).toEqual([])
        expect(await carry()).toBe(1)
        const [sent] = peer.received.splice(0)
        expect(sent!.path).toBe('/v23.0/1055/messages')
        expect(sent!.headers.authorization).toBe('Bearer EAAG-token')
        const body = JSON.parse(sent!.body)
        expect(body).toMatchObject({ messaging_product: 'whatsapp', to: '6281234567890', type: 'template' })
        expect(body.template).toMatchObject({ name: 'order_joined', language: { code: 'id' } })
        const words = body.template.components[0].parameters.map(({ text }: { text: string }) => text)
        expect(words).toEqual(['ani', 'Kenanga', 'Rp\u00a0100.000', `http://sambatan.test/me/${order}`])
        expect(await told('ani')).toMatchObject([{ state: 'sent', reference: `wamid.${wamid}` }])
        expect(await carry()).toBe(0)
      })

      it('go in a language that the template has, and not at all by a kind without one', async () => {
        const order = await join('eva')
        await node.ask('PATCH', '/people/eva', { body: { locale: 'en' } })
        await carry()
        await node.ask('POST', `/participations/${order}/confirm`)
        await node.services.db.query('select sambatan.fan_out(1000)')
        await carry()
        const languages = peer.received.splice(0).map(({ body }) => JSON.parse(body).template.language.code)
        expect(languages).toEqual(['en', 'id'])
        await node.ask('POST', `/participations/${order}/refund`)
        await node.services.db.query('select sambatan.fan_out(1000)')
        await carry()
        expect(peer.received).toEqual([])
        expect((await told('eva')).at(-1)).toMatchObject({
          state: 'dropped',
          last_error: 'no template is configured for it',
        })
      })

      it('stop when the wish is taken back, or is of another number', async () => {
        await join('ita')
        await wish('ita', false)
        await carry()
        expect(await told('ita')).toMatchObject([{ state: 'dropped' }])
        await join('ida')
        await node.ask('PATCH', '/people/ida', { body: { phone: '0813 0000 1111' } })
        await carry()
        expect(await told('ida')).toMatchObject([{ state: 'dropped' }])
        expect((await node.ask('GET', '/people/ida/whatsapp')).body.wanted).toBe(false)
        expect(peer.received.splice(0)).toEqual([])
      })

      it('are given up at once where the number is none, and nothing follows until it is asked for again', async () => {
        await join('uli')
        refuse(400, 131026)
        await carry()
        expect(await told('uli')).toMatchObject([{ state: 'dead', last_error: 'it answered 400: error 131026: why' }])
        await join('uli', { asks: false })
        expect(await told('uli')).toHaveLength(1)
        expect((await node.ask('GET', '/people/uli/whatsapp')).body.refused).toContain('131026')
        take()
        await join('uli')
        await carry()
        expect((await told('uli')).at(-1)).toMatchObject({ state: 'sent' })
      })

      it('are tried again after limits and faults, not before the time that was asked for', async () => {
        await join('tri')
        refuse(429, 130429, { 'retry-after': '600' })
        await carry()
        take()
        await advanceClock(node.services.db, 300_000)
        expect(await carry()).toBe(0)
        refuse(500, 131000)
        await advanceClock(node.services.db, 301_000)
        expect(await carry()).toBe(1)
        expect(await told('tri')).toMatchObject([
          { state: 'pending', last_error: 'it answered 500: error 131000: why' },
        ])
        take()
        await advanceClock(node.services.db, 60_000)
        await carry()
        expect(await told('tri')).toMatchObject([{ state: 'sent' }])
        peer.received.splice(0)
      })

      it('do not wait for ever where WhatsApp is configured no more', async () => {
        await join('oki')
        await deliverOnce(node.services.db, noWhatsApp, silentLog)
        expect(await told('oki')).toMatchObject([{ state: 'dropped' }])
      })
    })

    describe('callbacks', () => {
      it('are of an address that is ours: the challenge is answered to whoever knows the token', async () => {
        const ask = (token: string) =>
          node.app.inject(
            `/api/sambatan/whatsapp/callbacks?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
          )
        const answer = await ask('verify me')
        expect([answer.statusCode, answer.body]).toEqual([200, '1158201444'])
        expect(answer.headers['content-type']).toContain('text/plain')
        for (const token of ['verify you', '', 'verify me ']) expect((await ask(token)).statusCode).toBe(403)
      })

      it('count in any order and twice; what is read is not unread by a late "sent"', async () => {
        await join('ria')
        await carry()
        const [message] = await told('ria')
        const pricing = { category: 'utility', billable: true }
        expect((await callback([statusOf(message!, 'read'), statusOf(message!, 'delivered')])).statusCode).toBe(200)
        await callback([statusOf(message!, 'sent', { pricing })])
        expect(await told('ria')).toMatchObject([{ told: 'read', state: 'sent', cost_class: 'utility' }])
        const { body } = await node.ask('GET', '/operations/whatsapp')
        expect(body.messages.read).toBeGreaterThan(0)
        expect(body.templates[0]).toMatchObject({ kind: 'joined', name: 'order_joined', category: 'utility' })
      })

      it('that are not signed with the secret, over the very bytes, change nothing', async () => {
        await join('sri')
        await carry()
        const [message] = await told('sri')
        const wrong = [
          () => 'f'.repeat(64),
          () => '',
          (body: string) => createHmac('sha256', 'another').update(body).digest('hex'),
          (body: string) => createHmac('sha256', secret).update(`${body} `).digest('hex'),
          (body: string) => createHmac('sha1', secret).update(body).digest('hex'),
        ]
        for (const sign of wrong) {
          expect((await callback([statusOf(message!, 'read')], sign)).statusCode).toBe(403)
        }
        expect(await told('sri')).toMatchObject([{ told: null }])
      })

      it('of what failed say why: a number that is none is dead, what may pass is sent once more', async () => {
        for (const [name, code, state] of [
          ['nia', 131026, 'dead'],
          ['lia', 131000, 'pending'],
        ] as const) {
          await join(name, { phone: name === 'nia' ? '0812 1111 0001' : '0812 1111 0002' })
          await carry()
          const [message] = await told(name)
          await callback([statusOf(message!, 'failed', { errors: [{ code, title: 'Undeliverable' }] })])
          expect(await told(name)).toMatchObject([{ state, last_error: `error ${code}: Undeliverable` }])
        }
        expect((await node.ask('GET', '/people/nia/whatsapp')).body.refused).toContain('131026')
        expect((await node.ask('GET', '/dead-letters?source=notification')).body).toContainEqual(
          expect.objectContaining({ recipient: 'nia', channel: 'whatsapp' }),
        )
      })

      it('that fail late count against the number that the message went to, not against the one of today', async () => {
        await join('mia', { phone: '0812 2222 0001' })
        await carry()
        const [message] = await told('mia')
        await node.ask('PATCH', '/people/mia', { body: { phone: '0812 2222 0002' } })
        await wish('mia')
        await callback([statusOf(message!, 'failed', { errors: [{ code: 131026, title: 'Undeliverable' }] })])
        expect((await node.ask('GET', '/people/mia/whatsapp')).body).toMatchObject({ wanted: true, refused: null })
        const { db } = node.services
        const refused = await db.query(`select phone from sambatan.whatsapp_refusals where phone like '+6281222220%'`)
        expect(refused).toEqual([{ phone: '+6281222220001' }])
        const [order] = await db.query<{ id: string }>(`select id from sambatan.participants where user_id = 'mia'`)
        await node.ask('POST', `/participations/${order!.id}/cancel`, { body: {} })
        expect((await node.ask('POST', '/people/mia/erase', { body: {} })).status).toBe(200)
        expect(await db.query(`select from sambatan.whatsapp_refusals where phone like '+6281222220%'`)).toEqual([])
      })

      it('know a message whose worker died before it could write its name down: it is not sent again', async () => {
        await join('dea')
        const { db } = node.services
        await db.query(`select * from sambatan.claim_deliveries('whatsapp', 20, 300)`)
        const [message] = (await told('dea')).slice(-1)
        await callback([statusOf({ ...message!, reference: 'wamid.lost' }, 'sent')])
        await advanceClock(db, 301_000)
        peer.received.splice(0)
        await carry()
        expect((await told('dea')).at(-1)).toMatchObject({ state: 'sent', reference: 'wamid.lost' })
        const again = peer.received.filter(({ body }) => body.includes(`"delivery-${message!.id}"`))
        expect(again).toEqual([])
      })

      it('about messages that are none of ours, or about nothing, are taken and forgotten', async () => {
        const odd = [{}, { id: 'x', status: 'read', timestamp: '1', biz_opaque_callback_data: 'delivery-999999' }]
        expect((await callback(odd)).statusCode).toBe(200)
        expect((await callback([])).statusCode).toBe(200)
      })

      it('with signs that no database stores are taken, and so are the others that came with them', async () => {
        for (const name of ['yanti', 'yusuf']) await join(name)
        await carry()
        const [[odd], [other]] = await Promise.all([told('yanti'), told('yusuf')])
        const errors = [{ code: 131047, title: 'Re-\0engagement' }]
        const answer = await callback([
          statusOf(odd!, 'failed', { errors }),
          statusOf(other!, 'delivered', { pricing: { category: 'util\0ity' } }),
        ])
        expect(answer.statusCode).toBe(200)
        expect(await told('yanti')).toMatchObject([{ state: 'dead', last_error: 'error 131047: Re-\uFFFDengagement' }])
        expect(await told('yusuf')).toMatchObject([{ told: 'delivered', cost_class: 'util\uFFFDity' }])
      })
    })

    it('is forgotten with whoever is erased, their refused number too, and is in the copy of their data', async () => {
      await join('rina', { phone: '0812 9999 0001' })
      refuse(400, 131026)
      await carry()
      take()
      const copy = await node.ask('POST', '/people/rina/export', { body: {} })
      expect(copy.body.whatsapp_consents).toMatchObject([{ phone: '+6281299990001', wanted: true }])
      const { db } = node.services
      const [order] = await db.query<{ id: string }>(`select id from sambatan.participants where user_id = 'rina'`)
      await node.ask('POST', `/participations/${order!.id}/cancel`, { body: {} })
      expect((await node.ask('POST', '/people/rina/erase', { body: {} })).status).toBe(200)
      for (const table of ['whatsapp_consents', 'whatsapp_refusals']) {
        expect(await db.query(`select from sambatan.${table} where phone = '+6281299990001'`), table).toEqual([])
      }
    })

    it('is looked at by the doctor: the number, and what each template costs by', async () => {
      const { config } = node.services
      const whatsapp = { ...config.whatsapp!, apiUrl: peer.url.replace('/hook', '/v23.0') }
      peer.answer((_, response) =>
        response.end(JSON.stringify({ verified_name: 'Toko', display_phone_number: '+62 812' })),
      )
      const [good] = await checkWhatsApp({ ...config, whatsapp })
      expect(good).toMatchObject({ level: 'ok', says: expect.stringContaining('joined by order_joined (utility)') })
      refuse(401, 190)
      const [bad] = await checkWhatsApp({ ...config, whatsapp })
      expect(bad).toMatchObject({ level: 'fail', says: expect.stringContaining('cannot be used: no') })
      const templates = { salah: whatsapp.templates.joined! }
      expect((await checkWhatsApp({ ...config, whatsapp: { ...whatsapp, templates } }))[0]).toMatchObject({
        level: 'warn',
      })
      expect(await checkWhatsApp({ ...config, whatsapp: undefined })).toEqual([])
      take()
      peer.received.splice(0)
    })

    it('is asked for by people themselves, with a number that can be written to', async () => {
      await node.ask('GET', '/people/me', { as: 'buyer:sepi' })
      const [error] = expectProblem(await wish('sepi'), 422, 'phone_needed').errors!
      expect(error!.path).toBe('phone')
      const other = await node.ask('PUT', '/people/sepi/whatsapp', { as: 'buyer:lain', body: { wanted: true } })
      expectProblem(other, 404, 'person_not_found')
      expect((await node.ask('GET', '/people/sepi/whatsapp', { as: 'buyer:sepi' })).body).toMatchObject({
        offered: true,
        wanted: false,
        recorded_at: null,
      })
    })

    it('carries of what was asked for the topics that somebody wants, and none of them has to go this way', async () => {
      const preferences = '/people/adi/notification-preferences'
      const isReachable = async () =>
        (await node.ask('GET', preferences)).body.channels.find(
          ({ channel }: { channel: string }) => channel === 'whatsapp',
        ).reachable
      await join('adi', { asks: false })
      expect(await isReachable()).toBe(false)
      await join('adi')
      expect(await isReachable()).toBe(true)
      const off = { topic: 'orders', channel: 'whatsapp', wanted: false }
      const changed = await node.ask('PATCH', preferences, { as: 'buyer:adi', body: { preferences: [off] } })
      expect(changed.status).toBe(200)
      expect(changed.body.preferences).toContainEqual({ ...off, required: false })
      await carry()
      expect(await told('adi')).toMatchObject([{ state: 'dropped', last_error: 'nobody wants it any more' }])
      await join('adi', { asks: false })
      expect(await told('adi')).toHaveLength(1)
    })

    it('is a choice on the page of notifications once it is asked for, and before that the way to ask', async () => {
      const { db } = node.services
      const { id, headers } = await signedIn(db)
      const page = async () => {
        const { statusCode, body } = await node.app.inject({ url: '/me/notifications', headers })
        expect(statusCode).toBe(200)
        const [choice, way] = [body.includes('name="orders.whatsapp"'), body.includes('href="/me/profile#whatsapp"')]
        return { choice, way }
      }
      expect(await page()).toEqual({ choice: false, way: true })
      const phone = '0812 7777 0001'
      expect((await node.ask('PATCH', `/people/${id}`, { body: { phone } })).status).toBe(200)
      const asked = await node.ask('PUT', '/people/me/whatsapp', { as: 'nobody', headers, body: { wanted: true } })
      expect(asked.body).toMatchObject({ wanted: true, refused: null })
      expect(await page()).toEqual({ choice: true, way: false })
      await db.query(`select sambatan.refuse_whatsapp(phone, 'none') from sambatan.people where id = $1`, [id])
      expect(await page()).toEqual({ choice: false, way: true })
    })
  },
  { env },
)
