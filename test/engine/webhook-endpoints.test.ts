/** What becomes of what an endpoint was to be told when it is disabled, removed, or somebody else's. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { changeRole } from '../../src/modules/identity/index.ts'
import { listNotifications, settleDeadLetters } from '../../src/modules/notifications/index.ts'
import {
  createWebhook,
  findWebhook,
  pruneWebhooks,
  removeWebhook,
  sendMissed,
  updateWebhook,
} from '../../src/modules/webhooks/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, makeCampaign, refusalOf, relay } from '../support/engine.ts'
import { openReceiver } from '../support/receiver.ts'
import { deliveriesOf, endpointAt, secrets, senderOn } from '../support/webhooks.ts'

interface Stored {
  id: number
  state: string
  attempts: number
  last_error: string | null
  settled_by: string | null
  settled_reason: string | null
}

const storedOf = (db: Database, endpointId: string) =>
  db.query<Stored>(
    `select id, state, attempts, last_error, settled_by, settled_reason from sambatan.webhook_deliveries
    where endpoint_id = $1 order by id`,
    [endpointId],
  )
const disable = (db: Database, id: string) => db.tx((tx) => updateWebhook(tx, id, { enabled: false }))
const enable = (db: Database, id: string) => db.tx((tx) => updateWebhook(tx, id, { enabled: true }))

onEachDatabase('webhooks of an endpoint that is sent nothing', (test) => {
  const retry = (id?: number, reason: string | null = null) =>
    test.db.tx((tx) => settleDeadLetters(tx, { source: 'webhook', id }, 'user:budi', reason))

  /** An endpoint with one event that waits for it. */
  async function waitingAt(url: string) {
    const endpoint = await endpointAt(test.db, url, ['campaign_published'])
    await makeCampaign(test.db, { seller_id: endpoint.seller })
    await relay(test.db)
    const [{ id: delivery }] = (await storedOf(test.db, endpoint.id)) as [Stored]
    return { ...endpoint, delivery }
  }

  it('that is disabled lie until it is enabled: one alone is refused, and of all the others are tried', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const [off, on] = [await waitingAt(receiver.url), await waitingAt(receiver.url)]
    await disable(test.db, off.id)
    await disable(test.db, on.id)
    await enable(test.db, on.id)
    expect(await refusalOf(retry(off.delivery))).toBe('webhook_disabled')
    expect(await retry()).toBe(1)
    expect(await storedOf(test.db, off.id)).toMatchObject([{ state: 'dead', settled_by: null }])
    expect(await storedOf(test.db, on.id)).toMatchObject([{ state: 'pending', settled_by: 'user:budi' }])
    await sender.sendDue()
    expect(await storedOf(test.db, on.id)).toMatchObject([{ state: 'delivered' }])
    expect(await retry(off.delivery, 'gudangnya sudah tutup'), 'it can be discarded').toBe(1)
    expect(await refusalOf(retry(off.delivery))).toBe('dead_letter_not_found')
  })

  it('that is removed are discarded with that as the reason, what waits and what lay dead', async () => {
    const { id, seller } = await waitingAt('http://127.0.0.1:9/')
    await disable(test.db, id)
    await enable(test.db, id)
    await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    expect((await storedOf(test.db, id)).map(({ state }) => state)).toEqual(['dead', 'pending'])
    await test.db.tx((tx) => removeWebhook(tx, id), { actor: `user:${seller}` })
    const discarded = { state: 'discarded', settled_by: `user:${seller}`, settled_reason: 'its endpoint was removed' }
    expect(await storedOf(test.db, id)).toMatchObject([discarded, discarded])
    const dead = await test.db.query('select from sambatan.dead_letters() where source = $1', ['webhook'])
    expect(dead).toEqual([])
  })

  it('and that come to be tried again begin three days anew, and count their attempts on', async () => {
    await using sender = senderOn(test.db)
    const { id, delivery } = await waitingAt('http://127.0.0.1:9/')
    await sender.sendDue()
    await disable(test.db, id)
    await enable(test.db, id)
    await advanceClock(test.db, hours(24 * 5))
    const [{ claimed }] = (await test.db.query<{ claimed: number }>(
      'select attempts as claimed from sambatan.webhook_deliveries where id = $1',
      [delivery],
    )) as [{ claimed: number }]
    expect(await retry(delivery)).toBe(1)
    // What a worker answers that had taken it before is not about this try.
    const settled = await test.db.query<{ state: string | null }>(
      `select sambatan.settle_webhook_delivery($1, $2, 'failed', null) as state`,
      [delivery, claimed],
    )
    expect(settled).toEqual([{ state: null }])
    await sender.sendDue()
    expect(await storedOf(test.db, id)).toMatchObject([{ state: 'pending', attempts: claimed + 1 }])
  })
})

onEachDatabase('an event that waits to be fanned out', (test) => {
  const published = async (seller: string) => void (await makeCampaign(test.db, { seller_id: seller }))
  const since = async () => (await test.db.query<{ now: Date }>('select sambatan.now() as now'))[0]!.now

  it('is for whoever is enabled when it is: told by itself where that is so, and missed where it is not', async () => {
    await using receiver = await openReceiver()
    await using sender = senderOn(test.db)
    const { id, seller } = await endpointAt(test.db, receiver.url, ['campaign_published'])
    await published(seller)
    await advanceClock(test.db, 1_000)
    await disable(test.db, id)
    // As the page of an endpoint has it.
    const from = new Date((await findWebhook(test.db.read, id)).disabled_at!)
    await relay(test.db)
    const [late] = await storedOf(test.db, id)
    expect(late, 'it happened before').toMatchObject({ state: 'dead', last_error: 'its endpoint was disabled' })
    await advanceClock(test.db, 1_000)
    await published(seller)
    await relay(test.db)
    expect(await storedOf(test.db, id), 'it happened since').toHaveLength(1)
    await published(seller)
    await enable(test.db, id)
    await relay(test.db)
    await sender.sendDue()
    expect(
      (await storedOf(test.db, id)).map(({ state }) => state),
      'enabled meanwhile',
    ).toEqual(['dead', 'delivered'])
    const missed = () => test.db.tx((tx) => sendMissed(tx, id, from))
    expect((await missed()).count).toBe(2)
    await sender.sendDue()
    expect(receiver.received).toHaveLength(3)
    expect((await missed()).count, 'all were taken').toBe(0)
  })

  it('is missed by whoever is disabled when it is, however often they were before and since', async () => {
    const { id, seller } = await endpointAt(test.db, 'http://127.0.0.1:9/', ['campaign_published'])
    for (const turn of [disable, enable, disable]) {
      await published(seller)
      await advanceClock(test.db, 1_000)
      await turn(test.db, id)
    }
    const from = new Date((await findWebhook(test.db.read, id)).disabled_at!)
    await relay(test.db)
    await enable(test.db, id)
    expect(await test.db.tx((tx) => sendMissed(tx, id, from))).toMatchObject({ count: 3 })
    expect((await storedOf(test.db, id)).map(({ state }) => state)).toEqual(Array(3).fill('pending'))
  })

  it('and missed by an endpoint is told to it by the choice that would have told it at once', async () => {
    const [seller, other] = [`seller-${uuidv7()}`, `seller-${uuidv7()}`]
    const made = (wish: { seller_id: string | null; events: string[] }) =>
      test.db.tx((tx) =>
        createWebhook(tx, secrets, { url: 'http://127.0.0.1:9/', description: '', ...wish }, `user:${seller}`),
      )
    const choices = [
      { seller_id: seller, events: [] },
      { seller_id: seller, events: ['campaign_published', 'product_updated'] },
      { seller_id: null, events: [] },
      { seller_id: null, events: ['campaign_created', 'webhook_disabled'] },
    ]
    const pairs: [string, string][] = []
    for (const choice of choices) pairs.push([(await made(choice)).id, (await made(choice)).id])
    for (const [, off] of pairs) await disable(test.db, off)
    const from = await since()
    for (const one of [seller, other]) {
      await published(one)
      const [{ id: product }] = (await test.db.query<{ id: string }>(
        'select id from sambatan.products where seller_id = $1',
        [one],
      )) as [{ id: string }]
      const { id: endpoint } = await endpointAt(test.db, 'http://127.0.0.1:9/', ['webhook_disabled'])
      await test.db.query(
        `select sambatan.record_event(null, 'product_updated', '{"fields": ["title"]}', null, 'product', $1),
          sambatan.disable_webhook_endpoint($2, 'gone')`,
        [product, endpoint],
      )
    }
    await relay(test.db)
    for (const [on, off] of pairs) {
      await enable(test.db, off)
      await test.db.tx((tx) => sendMissed(tx, off, from))
      const told = (id: string) =>
        test.db.query(
          `select event_id, campaign_id, participant_id, type from sambatan.webhook_deliveries
          where endpoint_id = $1 order by event_id`,
          [id],
        )
      const there = await told(on)
      expect(there.length).toBeGreaterThan(1)
      expect(await told(off)).toEqual(there)
    }
    const plan = await test.db.query<{ 'QUERY PLAN': string }>(
      'explain select from sambatan.wanted_webhooks() w where w.event_id = 1',
    )
    expect(JSON.stringify(plan), 'which reads no other events').not.toContain('Function Scan')
  })
})

onEachDatabase(
  'an event that is fanned out',
  (test) => {
    /** Fans out what has happened, and disables or removes its endpoint before that is committed. */
    async function fannedOutWhile(end: (id: string) => Promise<unknown>): Promise<string> {
      const { id, seller } = await endpointAt(test.db, 'http://127.0.0.1:9/', ['campaign_published'])
      await makeCampaign(test.db, { seller_id: seller })
      await test.db.tx(async (tx) => {
        const { rows } = await sql<{ events: number }>`select events from sambatan.fan_out(100)`.execute(tx)
        expect(rows[0]!.events).toBeGreaterThan(0)
        await end(id)
      })
      expect(await storedOf(test.db, id)).toMatchObject([{ state: 'pending' }])
      return id
    }

    it('while its endpoint is being disabled waits for nobody, and while it is being removed neither', async () => {
      await using sender = senderOn(test.db)
      const disabled = await fannedOutWhile((id) => disable(test.db, id))
      const removed = await fannedOutWhile((id) => test.db.tx((tx) => removeWebhook(tx, id)))
      await pruneWebhooks(test.db.read)
      await sender.sendDue()
      expect(await storedOf(test.db, disabled)).toMatchObject([
        { state: 'dead', last_error: 'its endpoint was disabled' },
      ])
      expect(await storedOf(test.db, removed)).toMatchObject([
        { state: 'discarded', settled_by: 'worker', settled_reason: 'its endpoint was removed' },
      ])
      expect(await findWebhook(test.db.read, disabled)).toMatchObject({ waiting: 0 })
      expect(await deliveriesOf(test.db, disabled)).toMatchObject([{ state: 'dead', attempts: [] }])
      await enable(test.db, disabled)
      const [{ since }] = (await test.db.query<{ since: Date }>(
        `select sambatan.now() - interval '1 hour' as since`,
      )) as [{ since: Date }]
      expect(await test.db.tx((tx) => sendMissed(tx, disabled, since)), 'as what it missed').toMatchObject({ count: 1 })
      expect(await storedOf(test.db, disabled)).toMatchObject([{ state: 'pending' }])
    })
  },
  { only: 'server' },
)

onEachDatabase('webhooks of somebody whose role ends', (test) => {
  async function account(role: 'seller' | 'operator'): Promise<string> {
    const id = `${role}-${uuidv7()}`
    await test.db.query(
      `insert into sambatan.people (id, origin, role, name, email, locale, created_at, updated_at)
      values ($1, 'account', $2, $2, $1 || '@example.com', 'en', now(), now())`,
      [id, role],
    )
    return id
  }
  const made = async (maker: string, seller: string | null) => {
    const wish = { seller_id: seller, url: 'https://toko.example/hook', description: 'Gudang', events: [] }
    return (await test.db.tx((tx) => createWebhook(tx, secrets, wish, `user:${maker}`))).id
  }
  const become = (person: string, role: 'buyer' | 'seller') =>
    test.db.tx((tx) => changeRole(tx, person, role), { actor: 'user:budi' })
  const reasons = async (...ids: string[]) =>
    (await Promise.all(ids.map((id) => findWebhook(test.db.read, id)))).map((one) => one.disabled_reason)
  const onRecord = async (...ids: string[]) =>
    (
      await test.db.query<{ subject_id: string }>(
        `select subject_id from sambatan.audit_logs
        where event = 'webhook_disabled' and subject_id = any ($1) and metadata ->> 'cause' = 'maker_demoted'
          and actor = 'user:budi'`,
        [ids],
      )
    ).map(({ subject_id: id }) => id)

  it('tell an operator who is one no more nothing of others, and a seller who is one no more nothing at all', async () => {
    const [budi, sari, rina] = [await account('operator'), await account('operator'), await account('seller')]
    const everything = await made(sari, null)
    const forRina = await made(sari, rina)
    const own = await made(sari, sari)
    const others = [await made(budi, null), await made(rina, rina)]
    await become(sari, 'seller')
    expect(await reasons(everything, forRina)).toEqual(['maker_demoted', 'maker_demoted'])
    expect(await reasons(own, ...others)).toEqual([null, null, null])
    expect((await onRecord(everything, forRina, own)).sort()).toEqual([everything, forRina].sort())
    await relay(test.db)
    const told = async (person: string) => {
      const { items } = await listNotifications(test.db.read, person, 'en', { limit: 10 })
      return items.map(({ kind, paragraphs: [why] }) => `${kind}: ${why}`)
    }
    expect(await told(budi)).toEqual([
      expect.stringContaining('installation_webhook_disabled: Whoever made Gudang is no operator any more.'),
    ])
    expect(await told(rina)).toEqual([expect.stringContaining('webhook_disabled: Whoever made Gudang is no operator')])
    // Who is an operator yet may say that an address is theirs, and then it stays.
    await enable(test.db, everything)
    await become(sari, 'buyer')
    expect(await reasons(everything, own)).toEqual([null, 'not_selling'])
    await become(rina, 'buyer')
    expect(await reasons(...others)).toEqual([null, 'not_selling'])
    expect(await onRecord(own, ...others)).toEqual([])
  })

  it('tell an operator who was erased nothing of others', async () => {
    const [budi, sari] = [await account('operator'), await account('operator')]
    const [left, gone] = [await made(budi, null), await made(sari, null)]
    await test.db.tx((tx) => sql`select sambatan.erase_person(${sari})`.execute(tx), { actor: 'user:budi' })
    expect(await reasons(left, gone)).toEqual([null, 'maker_demoted'])
  })
})
