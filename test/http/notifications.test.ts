/** What people were told, as they read it here. */
import { beforeAll, describe, expect, it } from 'vitest'
import { say } from '../../src/kernel/messages.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { sign } from '../../src/kernel/signing.ts'
import { pruneNotifications, type Topic, unsubscribeToken } from '../../src/modules/notifications/index.ts'
import { accountSecret, signedIn, type TestAccount } from '../support/accounts.ts'
import { relay } from '../support/engine.ts'
import { type Ask, expectProblem, failedFields, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct, pushBrowser } from './things.ts'

onEachNode('notifications', (node) => {
  let seller: TestAccount
  let buyer: TestAccount
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  let campaign: any

  const tell = () => relay(node.services.db)
  const as = ({ headers }: TestAccount, language = 'id'): Ask => ({
    as: 'nobody',
    headers: { ...headers, 'accept-language': language },
  })
  const inbox = async (who: TestAccount, query = '', language = 'id') =>
    (await node.ask('GET', `/people/me/notifications${query}`, as(who, language))).body
  const unread = async (who: TestAccount) =>
    (await node.ask('GET', '/people/me/notifications/unread', as(who))).body.unread
  const read = (who: TestAccount, body: unknown) =>
    node.ask('POST', '/people/me/notifications/read', { ...as(who), body })
  const join = (who: TestAccount, quantity = 1) => newParticipation(node, campaign.id, { user_id: who.id, quantity })

  beforeAll(async () => {
    const { db } = node.services
    seller = await signedIn(db, 'seller')
    buyer = await signedIn(db)
    const { id: product_id } = await newProduct(node, { seller_id: seller.id })
    campaign = await newCampaign(node, { product_id, title: 'Melati Senja', total_slots: 100 })
  })

  it('are told in the language of who asks, with where they lead', async () => {
    const { id } = await join(buyer)
    await tell()
    const [told] = await inbox(buyer)
    expect(told).toMatchObject({
      kind: 'joined',
      topic: 'orders',
      action: { path: `/me/${id}` },
      events: 1,
      campaign_id: campaign.id,
      campaign_slug: campaign.slug,
      read_at: null,
    })
    expect(told.title).toContain('Melati Senja')
    expect(told.paragraphs.length).toBeGreaterThan(0)
    const [english] = await inbox(buyer, '', 'en')
    expect(english.title).toBe('You are in: Melati Senja')
    expect(told.title).not.toBe(english.title)
  })

  it('are listed page by page, the newest event first, and narrowed by topic and by what is unread', async () => {
    const reader = await signedIn(node.services.db)
    for (let i = 0; i < 3; i++) await join(reader)
    await tell()
    const first = await node.ask('GET', '/people/me/notifications?limit=2', as(reader))
    const next = /cursor=([^&>]+)/.exec(first.headers.link!)![1]
    const second = await node.ask('GET', `/people/me/notifications?limit=2&cursor=${next}`, as(reader))
    const events = [...first.body, ...second.body].map((one: { last_event_id: number }) => one.last_event_id)
    expect([first.body.length, second.body.length, second.headers.link]).toEqual([2, 1, undefined])
    expect(events).toEqual([...new Set(events)].sort((a, b) => b - a))
    await read(reader, { ids: [first.body[0].id] })
    expect((await inbox(reader, '?unread=true')).length).toBe(2)
    expect((await inbox(reader, '?topic=orders')).length).toBe(3)
    expect(await inbox(reader, '?topic=sales')).toEqual([])
  })

  it('are marked as read by name or all up to what was seen, and only by whom they are for', async () => {
    const [reader, stranger] = [await signedIn(node.services.db), await signedIn(node.services.db)]
    for (let i = 0; i < 3; i++) await join(reader)
    await tell()
    const [newest, middle, oldest] = await inbox(reader)
    expect(await unread(reader)).toBe(3)
    await read(stranger, { ids: [newest.id, middle.id, oldest.id] })
    await read(stranger, { up_to: newest.last_event_id })
    expect(await unread(reader)).toBe(3)
    expect((await read(reader, { up_to: middle.last_event_id })).body).toEqual({ unread: 1 })
    expect((await read(reader, { up_to: middle.last_event_id })).body).toEqual({ unread: 1 })
    expect((await inbox(reader, '?unread=true')).map(({ id }: { id: number }) => id)).toEqual([newest.id])
    expect((await read(reader, { ids: [newest.id] })).body).toEqual({ unread: 0 })
    for (const body of [{}, { ids: [newest.id], up_to: 1 }]) {
      expect(failedFields(expectRefused(await read(reader, body)))).toEqual(['ids'])
    }
  })

  const expectRefused = (answer: Awaited<ReturnType<typeof read>>) => {
    expectProblem(answer, 422, 'validation_failed')
    return answer
  }

  it('close with a digest that is read: what comes later is new, and the letter of what was read is not sent', async () => {
    const { db } = node.services
    await tell()
    await read(seller, { up_to: Number.MAX_SAFE_INTEGER })
    const crowd = async (size: number) => {
      for (let i = 0; i < size; i++) await join(await signedIn(db))
      await tell()
    }
    const sales = async () =>
      (await inbox(seller, '?topic=sales&unread=true')).map((one: { events: number }) => one.events)
    await crowd(2)
    await crowd(1)
    expect(await sales()).toEqual([3])
    const [digest] = await inbox(seller, '?topic=sales&unread=true')
    const states = () =>
      db.query<{ state: string }>(
        'select state from sambatan.notification_deliveries where notification_id = $1 order by id',
        [digest.id],
      )
    expect(await states()).toEqual([{ state: 'pending' }])
    await read(seller, { ids: [digest.id] })
    expect(await states()).toEqual([{ state: 'dropped' }])
    await crowd(1)
    expect(await sales()).toEqual([1])
    // What is urgent goes out all the same: it is no digest.
    const [order] = await inbox(buyer)
    await read(buyer, { ids: [order.id] })
    expect(
      await db.query('select state from sambatan.notification_deliveries where notification_id = $1', [order.id]),
    ).toEqual([{ state: 'pending' }])
  })

  it('are nobody else’s to see', async () => {
    for (const path of ['', '/unread']) {
      const answer = await node.ask('GET', `/people/${buyer.id}/notifications${path}`, as(seller))
      expectProblem(answer, 404, 'person_not_found')
      expectProblem(await node.ask('GET', `/people/me/notifications${path}`, { as: 'nobody' }), 401, 'unauthorized')
    }
    expect((await node.ask('GET', `/people/${buyer.id}/notifications`)).body.length).toBeGreaterThan(0)
  })

  it('go when they are old: read ones after 90 days, all after 180, and how they went out after 90', async () => {
    const { db } = node.services
    const reader = await signedIn(db)
    for (let i = 0; i < 4; i++) await join(reader)
    await tell()
    const ids = (await inbox(reader)).map(({ id }: { id: number }) => id)
    const [kept, keptRead, readLongAgo, veryOld] = ids
    const age = (id: number, days: number, readDays: number | null) =>
      db.query(
        `update sambatan.notifications set created_at = created_at - $2 * interval '1 day',
           updated_at = updated_at - $2 * interval '1 day', read_at = sambatan.now() - $3 * interval '1 day' where id = $1`,
        [id, days, readDays],
      )
    await age(kept, 179, null)
    await age(keptRead, 100, 89)
    await age(readLongAgo, 100, 91)
    await age(veryOld, 181, null)
    await db.query(
      `update sambatan.notification_deliveries set state = case when notification_id = $1 then 'sent' else 'dead' end,
         done_at = sambatan.now() - interval '91 days' where notification_id = any ($2)`,
      [kept, [kept, keptRead]],
    )
    await pruneNotifications(db.read)
    expect((await inbox(reader)).map(({ id }: { id: number }) => id)).toEqual([kept, keptRead])
    const left = await db.query(
      'select notification_id as id, state from sambatan.notification_deliveries where person_id = $1',
      [reader.id],
    )
    // What was given up waits for an operator.
    expect(left).toEqual([{ id: keptRead, state: 'dead' }])
  })

  describe('in a browser', () => {
    const at = (who: TestAccount, body: unknown = pushBrowser, path = '/people/me/push/browsers') =>
      node.ask('POST', path, { ...as(who), body })
    const push = async (who: TestAccount) => (await node.ask('GET', '/people/me/push', as(who))).body

    it('are asked for once, as often as it is sent, and are that session’s', async () => {
      const { id, sessionId, headers } = await signedIn(node.services.db)
      const who = { id, sessionId, headers }
      expect(await push(who)).toEqual({ public_key: expect.stringMatching(/^[\w-]{87}$/), browsers: [] })
      const [first, again] = [await at(who), await at(who, { ...pushBrowser, expirationTime: null })]
      expect(again.body).toEqual(first.body)
      expect((await push(who)).browsers).toEqual([
        { ...first.body, service: 'push.invalid', current: true, last_used_at: null },
      ])
      const tested = await at(who, {}, `/people/me/push/browsers/${first.body.id}/test`)
      expect(tested.body).toEqual({ outcome: 'failed', error: expect.stringMatching(/^push\.invalid: /) })
      // Another signs in to it, and asks: it is theirs.
      const next = await signedIn(node.services.db)
      await at(next)
      expect([(await push(who)).browsers, (await push(next)).browsers.length]).toEqual([[], 1])
      const remove = (one: TestAccount, browser: string) =>
        node.ask('DELETE', `/people/me/push/browsers/${browser}`, as(one))
      const { id: theirs } = (await push(next)).browsers[0]
      await remove(who, theirs)
      expect((await push(next)).browsers).toHaveLength(1)
      for (let i = 0; i < 2; i++) expect((await remove(next, theirs)).status).toBe(200)
      expect((await push(next)).browsers).toEqual([])
      expectProblem(await at(next, {}, `/people/me/push/browsers/${theirs}/test`), 404, 'push_browser_not_found')
    })

    it.each([
      ['signs out', 'POST', '/auth/sign-out'],
      ['signs out everywhere', 'POST', '/auth/sign-out-everywhere'],
    ])('end where somebody %s', async (_how, method, path) => {
      const who = await signedIn(node.services.db)
      await at(who)
      const left = async () => (await node.ask('GET', `/people/${who.id}/push`)).body.browsers.length
      expect(await left()).toBe(1)
      expect((await node.ask(method, path, as(who))).status).toBe(200)
      expect(await left()).toBe(0)
    })

    it('are not told with a session that was ended elsewhere a moment ago', async () => {
      const { db } = node.services
      const who = await signedIn(db)
      expect((await at(who)).status).toBe(200)
      await db.query('delete from sambatan.sessions where id = $1', [who.sessionId])
      expectProblem(await at(who), 401, 'unauthorized')
      expect(await db.query('select from sambatan.push_subscriptions where person_id = $1', [who.id])).toEqual([])
    })

    it.each([
      ['not_an_address', 'ftp://push.example/x'],
      ['credentials', 'https://a:b@push.example/x'],
      ['private', 'https://127.0.0.1/x'],
      ['private', 'https://[::ffff:10.0.0.1]/x'],
      ['private', 'https://0x7f.1/x'],
    ] as const)('are not sent to %s (%s)', async (fault, endpoint) => {
      const who = await signedIn(node.services.db)
      const [error] = expectProblem(await at(who, { ...pushBrowser, endpoint }), 422, 'push_endpoint_refused').errors!
      expect(error).toEqual({ path: 'endpoint', message: expect.stringContaining(say('id', `called_url_${fault}`)) })
    })

    it('need keys that something can be sealed for', async () => {
      const who = await signedIn(node.services.db)
      const wrong = { p256dh: pushBrowser.keys.p256dh.replace(/^B/, 'A'), auth: 'short' }
      const offCurve = { ...pushBrowser.keys, p256dh: `${pushBrowser.keys.p256dh.slice(0, -4)}AAAA` }
      expect(failedFields(expectRefused(await at(who, { ...pushBrowser, keys: wrong })))).toEqual([
        'keys.p256dh',
        'keys.auth',
      ])
      expect(failedFields(expectRefused(await at(who, { ...pushBrowser, keys: offCurve })))).toEqual(['keys.p256dh'])
      expectProblem(
        await node.ask('POST', '/people/no-such/push/browsers', { body: pushBrowser }),
        404,
        'person_not_found',
      )
    })
  })

  describe('of somebody who is erased', () => {
    it('were in the copy of their data, and go with everything about how they were told', async () => {
      const { db } = node.services
      const gone = await signedIn(db)
      const order = await join(gone)
      await node.ask('POST', `/participations/${order.id}/cancel`)
      await tell()
      await node.ask('POST', `/people/${gone.id}/push/browsers`, { body: pushBrowser })
      const copy = await node.ask('POST', `/people/${gone.id}/export`)
      expect(copy.body.push_browsers).toMatchObject([{ service: 'push.invalid' }])
      expect(copy.body.notifications.map(({ kind }: { kind: string }) => kind)).toEqual(['order_cancelled', 'joined'])
      await db.query(`insert into sambatan.notification_preferences values ($1, 'campaigns', 'email', false, now())`, [
        gone.id,
      ])
      await db.query(`insert into sambatan.follows values ($1, $2, now())`, [gone.id, seller.id])
      expect((await node.ask('POST', `/people/${gone.id}/push/browsers`, { body: pushBrowser })).status).toBe(200)
      expect((await node.ask('POST', `/people/${gone.id}/erase`)).status).toBe(200)
      expect(await leftOf(gone.id)).toEqual(nothing)
      // An event that was being told on another node.
      await db.query(
        `insert into sambatan.notifications (person_id, kind, event_id, last_event_id, campaign_id, created_at, updated_at)
         values ($1, 'joined', 1, 1, $2, now(), now())`,
        [gone.id, campaign.id],
      )
      await db.query('select sambatan.wipe_erased()')
      expect(await leftOf(gone.id)).toEqual(nothing)
    })

    const tables = [
      'notifications',
      'notification_deliveries',
      'notification_preferences',
      'push_subscriptions',
      'follows',
    ]
    const nothing = tables.map(() => 0)
    const leftOf = (id: string) =>
      Promise.all(
        tables.map(async (table) => {
          const [row] = await node.services.db.query<{ count: number }>(
            `select count(*) as count from sambatan.${table} where person_id = $1`,
            [id],
          )
          return Number(row!.count)
        }),
      )
  })

  describe('go out by the channels that somebody wants', () => {
    const wishes = async (who: TestAccount) =>
      (await node.ask('GET', '/people/me/notification-preferences', as(who))).body.preferences.filter(
        (one: { wanted: boolean }) => !one.wanted,
      )
    const choose = (who: TestAccount, preferences: unknown) =>
      node.ask('PATCH', '/people/me/notification-preferences', { ...as(who), body: { preferences } })
    const waiting = async (who: TestAccount) =>
      node.services.db.query<{ kind: string; channel: string }>(
        `select n.kind, d.channel from sambatan.notifications n
        join sambatan.notification_deliveries d on d.notification_id = n.id where n.person_id = $1 order by n.id`,
        [who.id],
      )

    it('all of them until they say so, and again when they say so', async () => {
      const own = await signedIn(node.services.db, 'seller')
      expect(await wishes(own)).toEqual([])
      const off = { topic: 'sales', channel: 'email', wanted: false }
      expect((await choose(own, [off])).status).toBe(200)
      expect(await wishes(own)).toEqual([{ ...off, required: false }])
      const { id } = await newCampaign(node, { product_id: (await newProduct(node, { seller_id: own.id })).id })
      await newParticipation(node, id, { user_id: buyer.id, quantity: 1 })
      await tell()
      expect(await waiting(own)).toEqual([])
      expect((await inbox(own)).map(({ kind }: { kind: string }) => kind)).toEqual(['sale'])
      // Named twice, the last counts.
      await choose(own, [off, { ...off, wanted: true }])
      expect(await wishes(own)).toEqual([])
    })

    it('but for what is about an order: letters about money always go', async () => {
      const answer = await choose(buyer, [
        { topic: 'campaigns', channel: 'email', wanted: false },
        { topic: 'orders', channel: 'email', wanted: false },
      ])
      expectProblem(answer, 422, 'notification_required')
      expect(failedFields(answer)).toEqual(['preferences.1.wanted'])
      expect(await wishes(buyer)).toEqual([])
      expect(failedFields(await choose(buyer, [{ topic: 'weather', channel: 'pigeon', wanted: 1 }]))).toEqual([
        'preferences.0.topic',
        'preferences.0.channel',
        'preferences.0.wanted',
      ])
    })

    it('in the time zone of their profile, which has to be one', async () => {
      const zone = (time_zone: unknown) => node.ask('PATCH', '/people/me', { ...as(buyer), body: { time_zone } })
      expect((await zone('Asia/Makassar')).body.time_zone).toBe('Asia/Makassar')
      for (const wrong of ['Mars/Olympus', '+07:00', '', null]) {
        expect(failedFields(await zone(wrong))).toEqual(['time_zone'])
      }
    })

    it('and letters about a topic no more by the link in one, without signing in, by a person or their mail program', async () => {
      const reader = await signedIn(node.services.db)
      const token = unsubscribeToken(parseSecrets(accountSecret), reader.id, 'campaigns')
      const nobody = { as: 'nobody' as const }
      const asked = () => node.ask('GET', `/subscription?token=${token}`, nobody)
      expect((await asked()).body).toEqual({ topic: 'campaigns', wanted: true })
      const url = `/unsubscribe?token=${token}`
      const page = await node.app.inject({ url, headers: { 'accept-language': 'id' } })
      expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('“Kabar sambatan”')])
      // Programs that look at each link of a letter change nothing.
      expect((await asked()).body.wanted).toBe(true)

      // What RFC 8058 has mail programs send, in both of its forms.
      const bodies: [type: string, payload: string][] = [
        ['application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
        [
          'multipart/form-data; boundary=x',
          '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
        ],
      ]
      // Mail programs that are pages of another site say so, as browsers make them, and may carry a session along.
      const webmail = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site', ...buyer.headers }
      const senders = [{}, { origin: 'null' }, webmail]
      for (const [sender, [type, payload]] of senders.flatMap((sender) =>
        bodies.map((body) => [sender, body] as const),
      )) {
        const headers = { 'content-type': type, ...sender }
        const pressed = await node.app.inject({ method: 'POST', url, headers, payload })
        expect(pressed.statusCode, JSON.stringify(sender)).toBe(200)
        expect(await wishes(reader)).toEqual([{ topic: 'campaigns', channel: 'email', wanted: false, required: false }])
        await node.ask('POST', '/subscription', { ...nobody, body: { token, wanted: true } })
        expect((await asked()).body.wanted).toBe(true)
      }
      const elsewhere = await node.app.inject({ method: 'POST', url: '/me/settings', headers: webmail })
      expect(elsewhere.statusCode, 'no other page is posted to by other sites').toBe(403)
    })

    it('and by no link that is not ours, whole, and of somebody', async () => {
      const secrets = parseSecrets(accountSecret)
      const good = unsubscribeToken(secrets, buyer.id, 'campaigns')
      const elsewhere = sign(secrets, 'something-else', JSON.stringify([buyer.id, 'campaigns']))
      const other = unsubscribeToken(parseSecrets('x'.repeat(40)), buyer.id, 'campaigns')
      const gone = unsubscribeToken(secrets, 'nobody-at-all', 'campaigns')
      const unknown = unsubscribeToken(secrets, buyer.id, 'weather' as Topic)
      for (const token of [good.slice(0, -3), `${good}.x`, 'x', '..', elsewhere, other, gone, unknown]) {
        expectProblem(
          await node.ask('GET', `/subscription?token=${token}`, { as: 'nobody' }),
          422,
          'unsubscribe_link_invalid',
        )
        const answer = await node.ask('POST', '/subscription', { as: 'nobody', body: { token } })
        expectProblem(answer, 422, 'unsubscribe_link_invalid')
      }
      expect(await wishes(buyer)).toEqual([])
    })
  })
})
