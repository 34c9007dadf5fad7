/** What goes wrong is told to whoever can mend it: once, however much it is. */
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { languages } from '../../src/kernel/language.ts'
import {
  type Channel,
  contentOf,
  deliverAll,
  loadFacts,
  type Outgoing,
  readNotifications,
  tellOfTrouble,
} from '../../src/modules/notifications/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, makeCampaign, relay } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'

async function person(db: Database, role: 'buyer' | 'seller' | 'operator'): Promise<string> {
  const id = `${role}-${uuidv7()}`
  await db.query(
    `insert into sambatan.people (id, origin, role, name, email, email_verified, locale, created_at, updated_at)
    values ($1, 'token', $2, $1, $1 || '@example.com', true, 'en', now(), now())`,
    [id, role],
  )
  return id
}

async function endpoint(db: Database, sellerId: string | null): Promise<string> {
  const id = uuidv7()
  await db.query(
    `insert into sambatan.webhook_endpoints (id, seller_id, url, sealed_secret, created_by, created_at, updated_at)
    values ($1, $2, 'https://gudang.example/hook', '', 'user:x', now(), now())`,
    [id, sellerId],
  )
  return id
}

/** So many deliveries to somebody that were given up at this moment. */
async function giveUp(db: Database, count: number, kind = 'sale'): Promise<void> {
  await db.query(
    `with told as (
      insert into sambatan.notifications (person_id, kind, event_id, last_event_id, digest, closed_at, created_at, updated_at)
      select 'somebody', $2, 1, 1, true, sambatan.now(), sambatan.now(), sambatan.now() from generate_series(1, $1) returning id)
    insert into sambatan.notification_deliveries
      (notification_id, event_id, person_id, channel, state, next_attempt_at, created_at, done_at, last_error)
    select id, 1, 'somebody', 'email', 'dead', sambatan.now(), sambatan.now(), sambatan.now(), '550' from told`,
    [count, kind],
  )
}

const told = (db: Database, id: string) =>
  db.query<{ id: number; kind: string; events: number }>(
    'select id, kind, events from sambatan.notifications where person_id = $1 order by id',
    [id],
  )

function letters(outcome: 'sent' | 'dead' = 'sent') {
  const sent: Outgoing[] = []
  const email: Channel = {
    name: 'email',
    atOnce: 5,
    send(outgoing) {
      sent.push(outgoing)
      return Promise.resolve(outcome === 'sent' ? { outcome } : { outcome, error: '550 no such mailbox' })
    },
  }
  return { email, to: (id: string) => sent.filter(({ facts }) => facts.reader.id === id) }
}

onEachDatabase('trouble', (test) => {
  let operator: string
  beforeAll(async () => {
    operator = await person(test.db, 'operator')
  })

  it('with a webhook is told to its seller, and of the installation to operators, as long as it is disabled', async () => {
    const seller = await person(test.db, 'seller')
    const [own, ours, mended] = [
      await endpoint(test.db, seller),
      await endpoint(test.db, null),
      await endpoint(test.db, seller),
    ]
    await test.db.query(`select sambatan.disable_webhook_endpoint(id, 'gone') from unnest($1::uuid[]) id`, [
      [own, ours],
    ])
    await test.db.query(`select sambatan.disable_webhook_endpoint($1, 'failing')`, [mended])
    await test.db.query(`select sambatan.disable_webhook_endpoint($1, 'switched_off')`, [
      await endpoint(test.db, seller),
    ])
    await test.db.query('update sambatan.webhook_endpoints set disabled_at = null where id = $1', [mended])
    await relay(test.db)
    expect((await told(test.db, seller)).map(({ kind }) => kind)).toEqual(['webhook_disabled', 'webhook_disabled'])
    expect((await told(test.db, operator)).map(({ kind }) => kind)).toEqual(['installation_webhook_disabled'])
    await advanceClock(test.db, hours(12))
    const { email, to } = letters()
    await deliverAll(test.db, email, silentLog)
    expect(to(seller).map(({ content }) => content.action.path)).toEqual([`/sell/webhooks/${own}`])
    expect(to(operator).map(({ content }) => content.action.path)).toEqual([`/operator/webhooks/${ours}`])
    expect(to(seller)[0]!.content.paragraphs.join(' ')).toMatch(/^gudang\.example answered 410.* enable the webhook/)
  })

  it('of thousands of dead letters is one notification until it is read, or for a day, and none of its own', async () => {
    const { email, to } = letters('dead')
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    await test.db.query('select sambatan.settle_dead_notifications(null, $1, $1)', ['before this'])
    await test.db.query(`delete from sambatan.notifications where person_id = $1`, [operator])
    const look = async () => {
      const events = await tellOfTrouble(test.db, 0)
      await relay(test.db)
      await deliverAll(test.db, email, silentLog)
      return events
    }
    await giveUp(test.db, 2_000)
    expect(await look()).toEqual(['dead_letters'])
    await giveUp(test.db, 10)
    expect(await look(), 'within an hour').toEqual([])
    for (let hour = 0; hour < 14; hour++) {
      await advanceClock(test.db, hours(1) + 1_000)
      await giveUp(test.db, 10)
      await look()
    }
    const [only, ...more] = await told(test.db, operator)
    expect(more).toEqual([])
    expect(only).toMatchObject({ kind: 'dead_letters', events: 15 })
    // It was said once, by a letter that itself was refused for good.
    expect(to(operator).map(({ facts }) => facts.kind)).toEqual(['dead_letters'])
    expect(to(operator)[0]!.content.paragraphs[0]).toMatch(/2,?\d{3} lie in the list of dead letters now/)

    await readNotifications(test.db, operator, { ids: [only!.id] })
    await advanceClock(test.db, hours(2))
    await giveUp(test.db, 1)
    expect(await look()).toEqual(['dead_letters'])
    expect(await told(test.db, operator)).toHaveLength(2)
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    expect(to(operator), 'refused as well').toHaveLength(2)
    await test.db.query(
      `select sambatan.settle_dead_notifications(array_agg(id), 'mended', 'x') from sambatan.notification_deliveries
      where state = 'dead' and person_id = 'somebody'`,
    )
    expect(await look(), 'which is no trouble of its own').toEqual([])
    await advanceClock(test.db, hours(25))
    await giveUp(test.db, 1)
    expect(await look()).toEqual(['dead_letters'])
    expect(await told(test.db, operator), 'nobody read it for a day').toHaveLength(3)
  })

  it('is not what was to tell of trouble itself, nor what waited for a webhook that somebody switched off', async () => {
    const [own, off] = [await endpoint(test.db, null), await endpoint(test.db, null)]
    await relay(test.db)
    await makeCampaign(test.db)
    await test.db.query(`select set_config('sambatan.actor', 'worker', true),
      sambatan.record_event(null, 'jobs_failed', '{"count": 1}', null, 'installation', 'sambatan')`)
    const waiting = await test.db.query<{ audit_id: number; campaign_id: string | null }>(
      'select audit_id, campaign_id from sambatan.outbox order by audit_id',
    )
    const [told, news] = [waiting.at(-1)!.audit_id, waiting[0]!.audit_id]
    expect(waiting.at(-1)!.campaign_id).toBeNull()
    await advanceClock(test.db, hours(1))
    const [clock] = await test.db.query<{ now: Date }>('select sambatan.now() as now')
    await advanceClock(test.db, 1_000)
    const found = async () =>
      (await test.db.query<{ count: number }>('select sambatan.count_new_dead_letters($1) as count', [clock!.now]))[0]!
        .count
    const dead = (endpointId: string, eventId: number) =>
      test.db.query(
        `insert into sambatan.webhook_deliveries (endpoint_id, event_id, type, state, next_attempt_at, created_at, done_at)
        values ($1, $2, 'x', 'dead', sambatan.now(), sambatan.now(), sambatan.now())`,
        [endpointId, eventId],
      )
    const giveUpEvent = (id: number) =>
      test.db.query('update sambatan.outbox set given_up_at = sambatan.now() where audit_id = $1', [id])
    expect(await found()).toBe(0)
    await dead(own, told)
    expect(await found(), 'a webhook that was to tell of trouble').toBe(0)
    await test.db.query(`select sambatan.disable_webhook_endpoint($1, 'switched_off')`, [off])
    await dead(off, news)
    expect(await found(), 'switched off').toBe(0)
    await giveUpEvent(told)
    expect(await found(), 'an event of trouble').toBe(0)
    await dead(own, news)
    await giveUpEvent(news)
    expect(await found(), 'the others').toBe(2)
    await test.db.query('delete from sambatan.webhook_deliveries')
    await test.db.query('delete from sambatan.outbox')
  })

  it('with jobs and campaigns is told at once, and with words in each language', async () => {
    const { id } = await makeCampaign(test.db)
    await advanceClock(test.db, hours(2))
    const fails = (attempts: number) =>
      test.db.query(
        `insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
        values ($1, $2, 'broken', sambatan.now(), sambatan.now() + interval '1 minute')
        on conflict (campaign_id) do update set attempts = excluded.attempts, failed_at = excluded.failed_at`,
        [id, attempts],
      )
    await fails(2)
    expect(await tellOfTrouble(test.db, 0), 'what passes by itself').not.toContain('lifecycle')
    await fails(3)
    expect(await tellOfTrouble(test.db, 2)).toEqual(['jobs', 'lifecycle'])
    await relay(test.db)
    const rows = await test.db.query<{ id: number; kind: string; waits: boolean | null }>(
      `select n.id, n.kind, d.next_attempt_at > d.created_at as waits from sambatan.notifications n
      left join sambatan.notification_deliveries d on d.notification_id = n.id
      where n.person_id = $1 and n.kind in ('jobs_failed', 'lifecycle_failed') order by n.id`,
      [operator],
    )
    expect(rows).toMatchObject([
      { kind: 'jobs_failed', waits: true },
      { kind: 'lifecycle_failed', waits: false },
    ])
    for (const facts of await loadFacts(
      test.db.read,
      rows.map((row) => row.id),
    )) {
      for (const language of languages) {
        const { title, paragraphs, action } = contentOf(facts, language)
        expect([title, ...paragraphs, action.label].join('\n')).not.toMatch(/[{}]|undefined|null|NaN/)
        expect(action.path).toBe(facts.kind === 'jobs_failed' ? '/operator/health' : '/operator/scheduler')
      }
    }
  })

  it('is not told to whoever is no operator any more', async () => {
    const demoted = await person(test.db, 'operator')
    await advanceClock(test.db, hours(2))
    await tellOfTrouble(test.db, 1)
    await relay(test.db)
    expect((await told(test.db, demoted)).map(({ kind }) => kind)).toContain('jobs_failed')
    await test.db.query(`update sambatan.people set role = 'buyer' where id = $1`, [demoted])
    await advanceClock(test.db, hours(12))
    const { email, to } = letters()
    await deliverAll(test.db, email, silentLog)
    expect(to(demoted)).toEqual([])
    expect(to(operator).map(({ facts }) => facts.kind)).toContain('jobs_failed')
    const ends = await test.db.query<{ state: string }>(
      'select distinct state from sambatan.notification_deliveries where person_id = $1',
      [demoted],
    )
    expect(ends).toEqual([{ state: 'dropped' }])
  })
})
