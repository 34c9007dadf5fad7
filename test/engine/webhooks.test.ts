/** What other systems are told: by a real receiver on loopback, whose signatures the specification's own library reads. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import {
  createWebhook,
  findWebhook,
  pruneWebhooks,
  removeWebhook,
  renewWebhookSecrets,
  resendDelivery,
  rotateSecret,
  sendMissed,
  sendTest,
  updateWebhook,
} from '../../src/modules/webhooks/index.ts'
import { accountSecret } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, joined, makeCampaign, minutes, refusalOf, relay, runPasses } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { openReceiver, type Receiver, verified } from '../support/receiver.ts'
import { deliveriesOf, endpointAt, type SenderOptions, secrets, senderOn } from '../support/webhooks.ts'

const typesOf = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body).type as string)

onEachDatabase('webhooks', (test) => {
  it('tell a receiver what happens in its order, signed, in the words of the API, and nobody what is not theirs', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id, secret } = await endpointAt(test.db, receiver.url)
    const other = await endpointAt(test.db, `${receiver.url}-of-another`)
    const campaign = await makeCampaign(test.db, { seller_id: seller, total_slots: 2 })
    const participation = await joined(test.db, campaign.id, { quantity: 2 })
    await runPasses(test.db)
    await relay(test.db)
    await sender.sendDue()
    expect(typesOf(receiver)).toEqual([
      'campaign_created',
      'campaign_published',
      'participant_joined',
      'campaign_full',
      'campaign_completed',
      'participant_confirmed',
    ])
    for (const one of receiver.received) {
      expect(one.path).toBe('/hook')
      expect(verified(one, secret)).toEqual(JSON.parse(one.body))
      expect(() => verified(one, other.secret)).toThrow()
    }
    const confirmed = JSON.parse(receiver.received[5]!.body)
    expect(confirmed).toEqual({
      type: 'participant_confirmed',
      timestamp: expect.stringMatching(/Z$/),
      data: {
        campaign_id: campaign.id,
        participation_id: participation,
        metadata: { quantity: 2, amount: 200_000, old_status: 'reserved', new_status: 'confirmed' },
      },
    })
    const log = await deliveriesOf(test.db, id)
    expect(log.map(({ webhook_id }) => webhook_id).reverse()).toEqual(receiver.ids())
    const { attempts } = log[0]!
    expect(attempts).toMatchObject([
      { status: 200, answer: 'answered 200', error: null, request: { url: receiver.url } },
    ])
    expect(attempts[0]!.request.body).toBe(receiver.received.at(-1)!.body)
    expect(await deliveriesOf(test.db, other.id)).toEqual([])
  })

  it('come all, in order and once each, when a receiver answers again after an hour, which it costs few requests', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id } = await endpointAt(test.db, receiver.url, ['participant_joined', 'campaign_full'])
    receiver.answer(500)
    const { id: campaign } = await makeCampaign(test.db, { seller_id: seller, total_slots: 30 })
    for (let n = 0; n < 30; n++) await joined(test.db, campaign, { user_id: `buyer-${n}` })
    await relay(test.db)
    for (let minute = 0; minute < 60; minute++) {
      await sender.sendDue()
      await advanceClock(test.db, minutes(1))
    }
    // Eight that went together before it was known, and then one at a time, at most every five minutes.
    expect(receiver.received.length).toBeLessThan(8 + 4 + 12)
    expect(await findWebhook(test.db.read, id)).toMatchObject({ status: 'failing', waiting: 31 })
    receiver.received.length = 0
    receiver.answer(200)
    await advanceClock(test.db, minutes(6))
    await sender.sendDue()
    expect(typesOf(receiver)).toHaveLength(31)
    expect(typesOf(receiver).at(-1)).toBe('campaign_full')
    expect(new Set(receiver.ids()).size).toBe(31)
    expect(await findWebhook(test.db.read, id)).toMatchObject({ status: 'working', waiting: 0, failing_since: null })
  })

  it('come within minutes when a receiver answers again, also where all of them wait behind the first of their campaign', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id } = await endpointAt(test.db, receiver.url)
    receiver.answer(500)
    const { id: campaign } = await makeCampaign(test.db, { seller_id: seller, total_slots: 5 })
    for (let n = 0; n < 3; n++) await joined(test.db, campaign, { user_id: `buyer-${n}` })
    await relay(test.db)
    for (let minute = 0; minute < 4 * 60; minute += 5) {
      await sender.sendDue()
      await advanceClock(test.db, minutes(5))
    }
    expect(new Set(receiver.ids()).size, 'nothing goes before the first').toBe(1)
    expect(receiver.received.length).toBeLessThanOrEqual(4 * 12 + 4)
    receiver.received.length = 0
    receiver.answer(200)
    await advanceClock(test.db, minutes(1))
    await sender.sendDue()
    expect(typesOf(receiver)).toEqual([
      'campaign_created',
      'campaign_published',
      'participant_joined',
      'participant_joined',
      'participant_joined',
    ])
    expect(await findWebhook(test.db.read, id)).toMatchObject({ status: 'working', waiting: 0 })
  })

  it('go on past one delivery that its receiver never takes, and keep what comes after it in its campaign', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id } = await endpointAt(test.db, receiver.url, ['campaign_published', 'participant_joined'])
    const stuck = await makeCampaign(test.db, { seller_id: seller })
    receiver.answer(({ body }, response) => response.writeHead(body.includes(stuck.id) ? 500 : 200).end())
    await joined(test.db, stuck.id)
    for (let n = 0; n < 3; n++) {
      await makeCampaign(test.db, { seller_id: seller })
      await relay(test.db)
      // The one that is stuck may be tried first: then the next is, once the endpoint has rested.
      for (let tries = 0; tries < 3; tries++) {
        await sender.sendDue()
        await advanceClock(test.db, 16_000)
      }
    }
    const log = await deliveriesOf(test.db, id)
    expect(log.filter(({ state }) => state === 'delivered')).toHaveLength(3)
    expect(log.filter(({ state }) => state === 'pending').map(({ type }) => type)).toEqual([
      'participant_joined',
      'campaign_published',
    ])
    expect(receiver.received.some(({ body }) => JSON.parse(body).type === 'participant_joined')).toBe(false)
  })

  it('are signed with both secrets for a day after one was rotated', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { id, secret: old } = await endpointAt(test.db, receiver.url)
    const { secret } = await test.db.tx((tx) => rotateSecret(tx, secrets, id))
    const sent = async () => {
      await test.db.tx((tx) => sendTest(tx, id, 'en'))
      await sender.sendDue()
      return receiver.received.at(-1)!
    }
    const overlapping = await sent()
    expect(verified(overlapping, old).type).toBe('webhook_test')
    expect(verified(overlapping, secret).type).toBe('webhook_test')
    await advanceClock(test.db, hours(24))
    const after = await sent()
    expect(() => verified(after, old)).toThrow()
    expect(verified(after, secret).type).toBe('webhook_test')
  })

  it('are signed with the secret that the receiver has when one is rotated twice before it was changed there', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { id, secret: had } = await endpointAt(test.db, receiver.url)
    const rotate = async () => (await test.db.tx((tx) => rotateSecret(tx, secrets, id))).secret
    const sent = async () => {
      await test.db.tx((tx) => sendTest(tx, id, 'en'))
      await sender.sendDue()
      return receiver.received.at(-1)!
    }
    const lost = await rotate()
    await advanceClock(test.db, hours(20))
    const secret = await rotate()
    await advanceClock(test.db, hours(20))
    const overlapping = await sent()
    expect(verified(overlapping, had).type).toBe('webhook_test')
    expect(verified(overlapping, secret).type).toBe('webhook_test')
    expect(() => verified(overlapping, lost)).toThrow()
    await advanceClock(test.db, hours(4))
    const after = await sent()
    expect(() => verified(after, had)).toThrow()
    // Then it is one like any other.
    const next = await rotate()
    const later = await sent()
    expect([secret, next].map((one) => verified(later, one).type)).toEqual(['webhook_test', 'webhook_test'])
  })

  it('come again with the same id when a worker dies between sending and saying so', async () => {
    await using receiver = await openReceiver()
    const { seller, id } = await endpointAt(test.db, receiver.url, ['campaign_published'])
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    // The request goes out, and what came of it never reaches the database.
    const dying = {
      ...test.db,
      query: (text: string, values?: unknown[]) =>
        text.includes('settle_webhook_delivery') ? Promise.reject(new Error('killed')) : test.db.query(text, values),
    } as Database
    const first = senderOn(dying)
    await first.sendDue()
    await first.close()
    expect(receiver.received).toHaveLength(1)
    await using second = senderOn(test.db)
    await second.sendDue()
    expect(receiver.received).toHaveLength(1)
    await advanceClock(test.db, 31_000)
    await second.sendDue()
    expect(receiver.received).toHaveLength(2)
    expect(receiver.ids()).toHaveLength(1)
    expect(await deliveriesOf(test.db, id)).toMatchObject([{ state: 'delivered' }])
  })

  it('end where a receiver answers 410, go on when it is enabled, and are sent again where somebody says so', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id } = await endpointAt(test.db, receiver.url, ['campaign_published'])
    receiver.answer(410)
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    await sender.sendDue()
    expect(await findWebhook(test.db.read, id)).toMatchObject({ status: 'disabled', disabled_reason: 'gone' })
    const events = await test.db.query(
      `select event, actor, subject, metadata from sambatan.audit_logs where subject_id = $1`,
      [id],
    )
    const host = new URL(receiver.url).host
    expect(events).toEqual([
      { event: 'webhook_disabled', actor: 'worker', subject: 'endpoint', metadata: { cause: 'gone', host } },
    ])
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    const [dead] = await deliveriesOf(test.db, id)
    expect(dead).toMatchObject({ state: 'dead', attempts: [{ status: 410 }] })
    expect(await refusalOf(test.db.tx((tx) => resendDelivery(tx, id, dead!.id, 'en')))).toBe('webhook_disabled')
    receiver.answer(200)
    await test.db.tx((tx) => updateWebhook(tx, id, { enabled: true }))
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    await sender.sendDue()
    expect((await deliveriesOf(test.db, id)).map(({ state }) => state)).toEqual(['delivered', 'dead'])
    await test.db.tx((tx) => resendDelivery(tx, id, dead!.id, 'en'))
    await sender.sendDue()
    expect((await deliveriesOf(test.db, id)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
    expect(receiver.received.filter((one) => one.id === dead!.webhook_id)).toHaveLength(2)
  })

  it('of what was missed while an endpoint was disabled come when somebody asks: all that another was told, in its order, once', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller, id } = await endpointAt(test.db, receiver.url, [
      'campaign_created',
      'participant_joined',
      'webhook_disabled',
    ])
    const wish = {
      seller_id: seller,
      url: `${receiver.url}-always`,
      description: '',
      events: ['participant_joined', 'campaign_created', 'webhook_disabled'],
    }
    const always = await test.db.tx((tx) => createWebhook(tx, secrets, wish, `user:${seller}`))
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    await sender.sendDue()
    await advanceClock(test.db, minutes(1))
    const [{ since }] = (await test.db.query<{ since: Date }>('select sambatan.now() as since')) as [{ since: Date }]
    const missed = await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    await test.db.tx((tx) => updateWebhook(tx, id, { enabled: false }))
    await joined(test.db, missed.id)
    await joined(test.db, missed.id)
    await makeCampaign(test.db)
    await relay(test.db)
    await advanceClock(test.db, minutes(1))
    const ask = (from = since) => test.db.tx((tx) => sendMissed(tx, id, from))
    expect(await refusalOf(ask())).toBe('webhook_disabled')
    await test.db.tx((tx) => updateWebhook(tx, id, { enabled: true }))
    await sender.sendDue()
    expect(
      (await deliveriesOf(test.db, id)).map(({ state }) => state),
      'nothing by itself',
    ).toEqual(['dead', 'delivered'])
    // Of two at once one finds nothing left.
    const [one, two] = await Promise.all([ask(), ask()])
    expect([one.count, two.count].sort()).toEqual([0, 3])
    await sender.sendDue()
    const told = async (endpoint: string) =>
      await test.db.query<{ event_id: number; state: string }>(
        `select event_id, state from sambatan.webhook_deliveries where endpoint_id = $1 order by event_id`,
        [endpoint],
      )
    expect(await told(id)).toEqual(await told(always.id))
    expect((await told(id)).map(({ state }) => state)).toEqual(Array(4).fill('delivered'))
    const here = receiver.received.filter(({ path }) => !path.endsWith('-always'))
    expect(here.map(({ body }) => JSON.parse(body).type)).toEqual([
      'campaign_created',
      'campaign_created',
      'participant_joined',
      'participant_joined',
    ])
    expect(await ask()).toEqual({ count: 0, more: false })
    await test.db.query('delete from sambatan.webhook_deliveries where endpoint_id = $1', [id])
    await advanceClock(test.db, hours(24 * 31))
    expect(await ask(new Date(0)), 'what is older than the log').toEqual({ count: 0, more: false })
  })

  it('are given up after three days without an answer, and the endpoint with them, which is on record', async () => {
    const { seller, id } = await endpointAt(test.db, 'http://127.0.0.1:9/', ['campaign_published'])
    await using sender = senderOn(test.db)
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    for (let hour = 0; hour < 80; hour++) {
      await sender.sendDue()
      await advanceClock(test.db, hours(1))
    }
    const found = await findWebhook(test.db.read, id)
    expect(found).toMatchObject({ status: 'disabled', disabled_reason: 'failing', waiting: 0 })
    const days = (Date.parse(found.disabled_at!) - Date.parse(found.failing_since!)) / hours(24)
    expect(days).toBeGreaterThan(2)
    expect(days).toBeLessThan(3.01)
    const [delivery] = await deliveriesOf(test.db, id)
    expect(delivery).toMatchObject({ state: 'dead', error: 'nobody answers at that address and port' })
    // Each an hour apart here; the pauses between them grow.
    expect(delivery!.attempts.length).toBeGreaterThan(6)
    expect(delivery!.attempts.length).toBeLessThan(14)
  })

  it('wait as long as a receiver asks for, a day at most', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { seller } = await endpointAt(test.db, receiver.url, ['campaign_published'])
    receiver.answer((_, response) => response.writeHead(429, { 'retry-after': '7200' }).end())
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    await sender.sendDue()
    await advanceClock(test.db, minutes(119))
    await sender.sendDue()
    expect(receiver.received).toHaveLength(1)
    await advanceClock(test.db, minutes(2))
    receiver.answer(200)
    await sender.sendDue()
    expect(receiver.received).toHaveLength(2)
  })

  it('wait for no slow receiver, and read no more of an answer than anybody needs', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db, { timeoutMs: 300 })
    const slow = await endpointAt(test.db, `${receiver.url}?slow`)
    const huge = await endpointAt(test.db, `${receiver.url}?huge`)
    const moved = await endpointAt(test.db, `${receiver.url}?moved`)
    let sentBytes = 0
    receiver.answer(({ path }, response) => {
      if (path.endsWith('moved')) response.writeHead(302, { location: receiver.url }).end()
      if (!path.endsWith('huge')) return
      const chunk = Buffer.alloc(64 * 1024, 'a')
      const more = () => {
        while (!response.destroyed && sentBytes < 200 * 1024 * 1024) {
          sentBytes += chunk.length
          if (!response.write(chunk)) return response.once('drain', more)
        }
      }
      more()
    })
    for (const { id } of [slow, huge, moved]) await test.db.tx((tx) => sendTest(tx, id, 'en'))
    await sender.sendDue()
    const attemptOf = async (id: string) => (await deliveriesOf(test.db, id))[0]!.attempts[0]!
    expect(await attemptOf(slow.id)).toMatchObject({ status: null, error: 'no answer within 0.3 seconds' })
    expect((await attemptOf(huge.id)).answer).toHaveLength(2_000)
    expect(sentBytes).toBeLessThan(20 * 1024 * 1024)
    expect(await attemptOf(moved.id)).toMatchObject({ status: 302, error: expect.stringContaining('redirect') })
    expect(receiver.received.filter(({ path }) => path === '/hook')).toEqual([])
  })

  it('go to whoever answers fast, however many receivers of others are slow', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db, { timeoutMs: 120_000 })
    const held: (() => void)[] = []
    let isHolding = true
    receiver.answer(({ path }, response) => {
      const end = () => response.writeHead(200).end()
      if (isHolding && path.includes('slow')) held.push(end)
      else end()
    })
    // It is known as fast when it has answered once.
    const fast = await endpointAt(test.db, `${receiver.url}?fast`, ['participant_joined'])
    await test.db.tx((tx) => sendTest(tx, fast.id, 'en'))
    await sender.sendDue()
    const campaign = await makeCampaign(test.db, { seller_id: fast.seller, total_slots: 30 })
    for (let n = 0; n < 20; n++) await joined(test.db, campaign.id, { user_id: `buyer-${n}` })
    await relay(test.db)
    const many = uuidv7()
    const sellers = [...Array(20).fill(many), ...Array.from({ length: 6 }, () => uuidv7())]
    for (const seller_id of sellers) {
      const wish = { seller_id, url: `${receiver.url}?slow=${seller_id}`, description: '', events: [] }
      const { id } = await test.db.tx((tx) => createWebhook(tx, secrets, wish, 'test'))
      await test.db.query(
        `insert into sambatan.webhook_deliveries (endpoint_id, type, created_at, next_attempt_at)
        select $1, 'webhook_test', sambatan.now(), sambatan.now() from generate_series(1, 8)`,
        [id],
      )
    }
    const came = (what: string) => receiver.received.filter(({ path }) => path.includes(what)).length
    const stop = new AbortController()
    const sending = sender.sendDue(stop.signal)
    try {
      await expect.poll(() => came('fast'), { timeout: 20_000 }).toBe(21)
      await expect.poll(() => came('slow'), { timeout: 20_000 }).toBe(32)
      expect(came(many)).toBeLessThanOrEqual(8)
    } finally {
      isHolding = false
      stop.abort()
      for (const end of held) end()
      await sending
    }
  })

  it('call no name that leads inside when it is connected to, whatever it was before', async () => {
    await using receiver = await openReceiver()
    const port = new URL(receiver.url).port
    const answers = [[{ address: '203.0.114.7', family: 4 }], [{ address: '127.0.0.1', family: 4 }]]
    const asked: string[] = []
    const answer = (name: string, _options: unknown, done: (error: null, found: unknown) => void) => {
      asked.push(name)
      done(null, answers[asked.length - 1] ?? answers.at(-1))
    }
    const lookup = answer as unknown as NonNullable<SenderOptions['lookup']>
    await new Promise((done) => answer('rebound.example', {}, done))
    const rules = { allowPrivate: false, httpsOnly: false }
    await using sender = senderOn(test.db, { rules, lookup })
    const named = await endpointAt(test.db, `http://rebound.example:${port}/hook`)
    // Written down while it was allowed.
    const literal = await endpointAt(test.db, receiver.url)
    for (const { id } of [named, literal]) await test.db.tx((tx) => sendTest(tx, id, 'en'))
    await sender.sendDue()
    expect(asked).toEqual(['rebound.example', 'rebound.example'])
    const errors = await Promise.all(
      [named, literal].map(async ({ id }) => (await deliveriesOf(test.db, id))[0]!.error),
    )
    expect(errors[0]).toBe('rebound.example leads to no public address')
    expect(errors[1]).toContain('does not call such an address')
    expect(receiver.received).toEqual([])
  })

  it('keep their secrets sealed, seal them anew when the secret of the installation changes, and lose them when removed', async () => {
    await using receiver = await openReceiver()
    const { id, secret } = await endpointAt(test.db, receiver.url)
    const stored = async () => {
      const [row] = await test.db.query<Record<string, unknown>>(
        'select * from sambatan.webhook_endpoints where id = $1',
        [id],
      )
      return row!
    }
    expect(JSON.stringify(await stored())).not.toContain(secret.slice('whsec_'.length))
    const newer = `${'n'.repeat(32)}-newer`
    await renewWebhookSecrets(test.db, parseSecrets(`${newer},${accountSecret}`), silentLog)
    await using sender = senderOn(test.db, { secrets: parseSecrets(newer) })
    await test.db.tx((tx) => sendTest(tx, id, 'en'))
    await sender.sendDue()
    const own = receiver.received.find(({ headers }) => headers['webhook-id'])!
    expect(verified(own, secret).type).toBe('webhook_test')
    await test.db.tx((tx) => removeWebhook(tx, id))
    expect(await stored()).toMatchObject({ sealed_secret: '', old_sealed_secret: null })
    expect(await refusalOf(findWebhook(test.db.read, id))).toBe('webhook_not_found')
    await advanceClock(test.db, hours(24 * 31))
    await pruneWebhooks(test.db.read)
    expect(await test.db.query('select from sambatan.webhook_endpoints where id = $1', [id])).toEqual([])
    const left = await test.db.query('select from sambatan.webhook_deliveries where done_at is not null')
    expect(left).toEqual([])
  })
})
