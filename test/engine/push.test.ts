/** What browsers are told: by a push service on loopback that opens what it gets as a browser would, and checks who signed it. */
import type { ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import {
  addPushBrowser,
  createPush,
  deliverAll,
  deliverOnce,
  failingChannels,
  keepPushKeys,
  listPushBrowsers,
  type Push,
  pushBrowsersMax,
  readPublicKey,
  replacePushKeys,
} from '../../src/modules/notifications/index.ts'
import { accountSecret, signedIn } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, joined, makeCampaign, minutes, relay, runPasses } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { openPushService, type PushService } from '../support/push-service.ts'

const secrets = parseSecrets(accountSecret)
const subject = 'mailto:halo@sambatan.example'

type Options = Parameters<typeof createPush>[0]

async function pushOn(db: Database, options: Partial<Options> = {}): Promise<Push & AsyncDisposable> {
  await keepPushKeys(db, secrets, silentLog)
  const rules = { allowPrivate: true, httpsOnly: false }
  const push = createPush({ db, secrets, clock: systemClock, log: silentLog, rules, subject, ...options })
  return { ...push, [Symbol.asyncDispose]: push.close }
}

/** Somebody who is signed in, in so many browsers that asked; their names are ids of sessions. */
async function told(db: Database, service: PushService, count = 1) {
  const { id } = await signedIn(db)
  const browsers: string[] = []
  for (let i = 0; i < count; i++) {
    const session = uuidv7()
    await db.query(
      `insert into sambatan.sessions (id, token, user_id, expires_at, created_at, updated_at)
       values ($1::uuid, $1::text, $2, sambatan.now() + interval '30 days', now(), now())`,
      [session, id],
    )
    await subscribe(db, service, id, session)
    browsers.push(session)
  }
  return { id, browsers, browser: browsers[0]! }
}

async function subscribe(db: Database, service: PushService, personId: string, browser: string) {
  const asked = service.subscribe(browser, (await readPublicKey(db.read))!)
  return db.tx((tx) => addPushBrowser(tx, personId, browser, asked))
}

const listOf = (db: Database, id: string) => listPushBrowsers(db.read, id, null)
const states = (db: Database, id: string) =>
  db.query<{ state: string; attempts: number; last_error: string | null; next_attempt_at: Date }>(
    `select state, attempts, last_error, next_attempt_at from sambatan.notification_deliveries
     where person_id = $1 and channel = 'push' order by event_id, id`,
    [id],
  )
const shown = ({ pushed }: PushService, browser: string) => pushed.filter((one) => one.browser === browser)

onEachDatabase('web push', (test) => {
  /** Joins, and lets it be told. */
  async function join(id: string, campaign?: string, quantity = 2): Promise<string> {
    const campaignId = campaign ?? (await makeCampaign(test.db, { total_slots: 50, hold_minutes: 60 })).id
    await joined(test.db, campaignId, { user_id: id, quantity })
    await relay(test.db)
    return campaignId
  }

  it('tells each browser of a person, sealed for it and signed, in the words of the inbox and no more of them', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browsers } = await told(test.db, service, 2)
    await test.db.query(`update sambatan.people set locale = 'en' where id = $1`, [id])
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    for (const browser of browsers) {
      const [one, ...others] = shown(service, browser)
      expect(others).toEqual([])
      expect(one!.message).toMatchObject({ title: expect.stringMatching(/^You are in: /), language: 'en' })
      expect(Object.keys(one!.message).sort()).toEqual(['at', 'language', 'path', 'tag', 'text', 'title'])
      expect(one!.message.path).toMatch(/^\/me\/[\w-]{36}$/)
      expect(one!.headers).toMatchObject({
        'content-encoding': 'aes128gcm',
        urgency: 'high',
        topic: one!.message.tag,
      })
      // Not kept longer than its hold lasts, after which it is not true any more.
      expect(Number(one!.headers.ttl)).toBeGreaterThan(3_500)
      expect(Number(one!.headers.ttl)).toBeLessThanOrEqual(3_600)
    }
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent', attempts: 1 }])
    expect((await listOf(test.db, id)).map(({ last_used_at }) => typeof last_used_at)).toEqual(['string', 'string'])
  })

  it('fits into what push services take, whatever a campaign is called', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browser } = await told(test.db, service)
    const { id: campaign } = await makeCampaign(test.db, {
      title: '👩‍👩‍👧‍👦'.repeat(5) + 'ꦱꦩ꧀ꦧꦠꦤ꧀'.repeat(4),
      hold_minutes: 60,
    })
    await join(id, campaign)
    await deliverAll(test.db, push.channel, silentLog)
    const [one] = shown(service, browser)
    expect(one!.bytes).toBeLessThanOrEqual(4096)
    expect(one!.message.title.isWellFormed()).toBe(true)
  })

  it.each([404, 410])('forgets a browser whose push service answers %i, and the others are told', async (status) => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browsers } = await told(test.db, service, 2)
    const [gone, kept] = browsers as [string, string]
    service.answer(gone, status)
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(shown(service, kept)).toHaveLength(1)
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent' }])
    expect(await listOf(test.db, id)).toHaveLength(1)
    service.answer(kept, status)
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent' }, { state: 'dropped' }])
    expect(await listOf(test.db, id)).toEqual([])
    // From now on there is nothing to carry there at all.
    await join(id)
    expect(await states(test.db, id)).toHaveLength(2)
  })

  it('tries again what was not taken, later where it is asked to wait, and no browser twice', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browsers } = await told(test.db, service, 2)
    const [busy, well] = browsers as [string, string]
    service.answer(busy, (response) => response.writeHead(429, { 'retry-after': '1200' }).end())
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    const [first] = await states(test.db, id)
    expect(first).toMatchObject({ state: 'pending', last_error: expect.stringContaining('it answered 429') })
    const [{ now }] = (await test.db.query<{ now: Date }>('select sambatan.now()')) as [{ now: Date }]
    const waits = first!.next_attempt_at.getTime() - now.getTime()
    expect(waits).toBeGreaterThan(minutes(19))
    await advanceClock(test.db, minutes(10))
    await deliverAll(test.db, push.channel, silentLog)
    expect(service.asked(busy)).toBe(1)
    await advanceClock(test.db, minutes(11))
    service.answer(busy, 500)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'pending', attempts: 2 }])
    service.answer(busy, 201)
    await advanceClock(test.db, minutes(1))
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent', attempts: 3 }])
    expect([shown(service, busy).length, shown(service, well).length]).toEqual([1, 1])
  })

  it('gives up what a push service will never take, for an operator to see', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browser } = await told(test.db, service)
    service.answer(browser, 403)
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([
      { state: 'dead', last_error: `${new URL(service.url).host}: it answered 403` },
    ])
    expect(await listOf(test.db, id)).toHaveLength(1)
  })

  it('forgets a browser that its push service takes nothing for, which is no matter of the operators', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browsers } = await told(test.db, service, 2)
    const [unfit, kept] = browsers as [string, string]
    service.answer(unfit, 400)
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent' }])
    expect([await listOf(test.db, id), shown(service, kept)]).toMatchObject([[{}], [{}]])
    service.answer(kept, 400)
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    const host = new URL(service.url).host
    expect((await states(test.db, id))[1]).toMatchObject({ state: 'dropped', last_error: `${host}: it answered 400` })
    expect(await listOf(test.db, id)).toEqual([])
    expect(await failingChannels(test.db.read)).not.toContain('push')
  })

  it('counts as failing once it fails three people, where so many are told', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    await test.db.query(`delete from sambatan.notification_deliveries where channel = 'push'`)
    const only = await told(test.db, service)
    service.answer(only.browser, 403)
    await join(only.id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await failingChannels(test.db.read), 'the only one').toContain('push')
    const [well, more] = [await told(test.db, service), await told(test.db, service)]
    await test.db.query(`delete from sambatan.notification_deliveries where channel = 'push'`)
    const refusing = [await told(test.db, service), await told(test.db, service)]
    for (const { browser } of refusing) service.answer(browser, 403)
    await join(well.id)
    await deliverAll(test.db, push.channel, silentLog)
    for (const { id } of refusing) await join(id)
    await advanceClock(test.db, 1_000)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await failingChannels(test.db.read), 'two of three').not.toContain('push')
    service.answer(more.browser, 403)
    await join(more.id)
    await deliverAll(test.db, push.channel, silentLog)
    expect(await failingChannels(test.db.read), 'three of four').toContain('push')
  })

  it('has others told while a push service of somebody keeps silent, however much waits for it', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db, { timeoutMs: 60_000 })
    const [silent, well] = [await told(test.db, service), await told(test.db, service)]
    const held: ServerResponse[] = []
    service.answer(silent.browser, (response) => held.push(response))
    const count = 6
    for (let n = 0; n < count; n++) await join(silent.id)
    await join(well.id)
    const carried = deliverAll(test.db, push.channel, silentLog)
    await expect.poll(() => shown(service, well.browser).length).toBe(1)
    expect(service.asked(silent.browser)).toBe(1)
    // What comes up meanwhile neither.
    await join(well.id)
    await expect.poll(() => shown(service, well.browser).length).toBe(2)
    expect(service.asked(silent.browser)).toBe(1)
    service.answer(silent.browser, 201)
    held[0]!.writeHead(201).end()
    await carried
    expect(service.asked(silent.browser)).toBe(count)
    expect(new Set((await states(test.db, silent.id)).map(({ state }) => state))).toEqual(new Set(['sent']))
  })

  it('goes on with what waited behind one that ends just while it looks for more', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const one = await told(test.db, service)
    const held: ServerResponse[] = []
    service.answer(one.browser, (response) => held.push(response))
    for (let n = 0; n < 2; n++) await join(one.id)
    const sent = async () => (await states(test.db, one.id)).filter(({ state }) => state === 'sent').length
    const query = async (text: string, parameters?: unknown[]) => {
      const rows = await test.db.query(text, parameters)
      if (text.includes('claim_deliveries') && rows.length === 0 && held.length > 0) {
        service.answer(one.browser, 201)
        held.pop()!.writeHead(201).end()
        await expect.poll(sent).toBe(1)
        await new Promise((over) => setTimeout(over, 20))
      }
      return rows
    }
    const db = new Proxy(test.db, { get: (of, name) => (name === 'query' ? query : Reflect.get(of, name)) })
    await deliverAll(db, push.channel, silentLog)
    expect([service.asked(one.browser), await sent()]).toEqual([2, 2])
  })

  it('tells nobody what has become untrue, and keeps nothing longer than it is true', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browser } = await told(test.db, service)
    service.answer(browser, 500)
    const campaign = await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    service.answer(browser, 201)
    // The hold is over, and nobody has come to say so.
    await advanceClock(test.db, hours(2))
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'dropped', last_error: 'it is not true any more' }])
    await runPasses(test.db)
    await relay(test.db)
    await deliverAll(test.db, push.channel, silentLog)
    const [{ kind }] = (await test.db.query<{ kind: string }>(
      'select kind from sambatan.notifications where person_id = $1 and campaign_id = $2 order by id desc limit 1',
      [id, campaign],
    )) as [{ kind: string }]
    expect(kind).toBe('hold_expired')
    const [last] = shown(service, browser)
    expect(Number(last!.headers.ttl)).toBe(3 * 86_400)
  })

  it('tells again what a worker had that died, and the browser shows it once', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browser } = await told(test.db, service)
    await join(id)
    // It was sent; whether it was put on record nobody knows.
    const dying = {
      ...push.channel,
      send: (one: Parameters<typeof push.channel.send>[0]) => push.channel.send(one).then(() => died),
    }
    const died = new Promise<never>(() => {})
    void deliverOnce(test.db, dying, silentLog)
    await expect.poll(() => shown(service, browser).length).toBe(1)
    await deliverAll(test.db, push.channel, silentLog)
    expect(shown(service, browser)).toHaveLength(1)
    await advanceClock(test.db, minutes(5))
    await deliverAll(test.db, push.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([{ state: 'sent', attempts: 2 }])
    const [before, after] = shown(service, browser)
    expect(after!.message).toEqual(before!.message)
    expect(after!.headers.topic).toBe(before!.headers.topic)
  })

  it('respects what somebody wants', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browser } = await told(test.db, service)
    await test.db.query(`insert into sambatan.notification_preferences values ($1, 'orders', 'push', false, now())`, [
      id,
    ])
    await join(id)
    await deliverAll(test.db, push.channel, silentLog)
    expect([await states(test.db, id), shown(service, browser)]).toEqual([[], []])
  })

  it('is of a session: where it ends, however it does, nothing is told', async () => {
    await using service = await openPushService()
    await using push = await pushOn(test.db)
    const { id, browsers } = await told(test.db, service, 3)
    const [out, over, here] = browsers as [string, string, string]
    await join(id)
    await test.db.query('delete from sambatan.sessions where id = $1', [out])
    await test.db.query('update sambatan.sessions set expires_at = sambatan.now() where id = $1', [over])
    await deliverAll(test.db, push.channel, silentLog)
    expect([out, over, here].map((browser) => service.asked(browser))).toEqual([0, 0, 1])
    expect(await listOf(test.db, id)).toHaveLength(1)
    await test.db.query('delete from sambatan.sessions where id = $1', [here])
    await join(id)
    expect(await states(test.db, id)).toHaveLength(1)
  })

  it('belongs to whoever asked in that browser last, and each person has so many', async () => {
    await using service = await openPushService()
    await using _push = await pushOn(test.db)
    const [{ id: before, browser }, { id: now, sessionId }] = [await told(test.db, service), await signedIn(test.db)]
    const asked = service.subscribe(browser, (await readPublicKey(test.db.read))!)
    await test.db.tx((tx) => addPushBrowser(tx, now, sessionId, asked))
    expect([await listOf(test.db, before), await listOf(test.db, now)]).toMatchObject([
      [],
      [{ service: expect.any(String) }],
    ])
    // Given another address by its push service, it is the same browser.
    const anew = service.subscribe(`${browser}-anew`, (await readPublicKey(test.db.read))!)
    await test.db.tx((tx) => addPushBrowser(tx, now, sessionId, anew))
    expect(await listOf(test.db, now)).toHaveLength(1)
    const many = await told(test.db, service, pushBrowsersMax + 2)
    const left = await listOf(test.db, many.id)
    expect(left).toHaveLength(pushBrowsersMax)
    const oldest = await test.db.query('select from sambatan.push_subscriptions where session_id = any ($1)', [
      many.browsers.slice(0, 2),
    ])
    expect(oldest).toEqual([])
  })

  it('does not call inside, whatever was written down', async () => {
    await using service = await openPushService()
    const { id, browser } = await told(test.db, service)
    await using careful = await pushOn(test.db, { rules: { allowPrivate: false, httpsOnly: false } })
    await join(id)
    await deliverAll(test.db, careful.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([
      { state: 'dead', last_error: expect.stringContaining('(private)') },
    ])
    // A name that leads inside at the moment at which it is called.
    await test.db.query(
      `update sambatan.push_subscriptions set endpoint = replace(endpoint, '127.0.0.1', 'push.example') where person_id = $1`,
      [id],
    )
    const inside: Options['lookup'] = ((_name: string, _options: object, done: (...args: unknown[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as never
    await using rebound = await pushOn(test.db, { rules: { allowPrivate: false, httpsOnly: false }, lookup: inside })
    await join(id)
    await deliverAll(test.db, rebound.channel, silentLog)
    expect(await states(test.db, id)).toMatchObject([
      {},
      { state: 'pending', last_error: expect.stringContaining('no public address') },
    ])
    expect(service.asked(browser)).toBe(0)
  })

  it('has one pair of keys, whichever node makes it, which outlives a change of the secret', async () => {
    const [{ id }] = [await signedIn(test.db)]
    await test.db.query('delete from sambatan.push_keys')
    await Promise.all([1, 2, 3].map(() => keepPushKeys(test.db, secrets, silentLog)))
    const key = await readPublicKey(test.db.read)
    await using service = await openPushService()
    const newer = parseSecrets(`another-secret-0123456789-0123456789-0123456789,${accountSecret}`)
    await keepPushKeys(test.db, newer, silentLog)
    expect(await readPublicKey(test.db.read)).toBe(key)
    const alone = parseSecrets('another-secret-0123456789-0123456789-0123456789')
    await using push = await pushOn(test.db, { secrets: alone })
    const asked = await test.db.tx((tx) => addPushBrowser(tx, id, null, service.subscribe('one', key!)))
    expect(await push.test(id, asked.id, 'id')).toEqual({ outcome: 'sent', error: null })
    expect(shown(service, 'one')[0]!.message).toMatchObject({ title: 'Berhasil', language: 'id' })
    // New keys are another's to browsers that were asked for with the old ones: all have to ask again.
    expect(await test.db.tx((tx) => replacePushKeys(tx, alone))).toBeGreaterThan(0)
    expect(await readPublicKey(test.db.read)).not.toBe(key)
    expect(await listOf(test.db, id)).toEqual([])
  })
})
