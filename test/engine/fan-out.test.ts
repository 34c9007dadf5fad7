import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { relayOnce } from '../../src/jobs/outbox-relay.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, joinBatch, joined, makeCampaign, relay, runPasses } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'

/** People with a verified address. */
async function people(db: Database, ...ids: string[]): Promise<void> {
  await db.query(
    `insert into sambatan.people (id, origin, email, email_verified, created_at, updated_at)
    select id, 'token', id || '@example.com', true, now(), now() from unnest($1::text[]) id on conflict do nothing`,
    [ids],
  )
}

const told = (db: Database, person: string) =>
  db.query<{ id: number; kind: string; events: number; quantity: number }>(
    'select id, kind, events, quantity from sambatan.notifications where person_id = $1 order by event_id, id',
    [person],
  )
const kinds = async (db: Database, person: string) => (await told(db, person)).map(({ kind }) => kind)

const deliveries = (db: Database, person: string) =>
  db.query<{ id: number; kind: string; channel: string; state: string; attempts: number; wait: number }>(
    `select d.id, n.kind, d.channel, d.state, d.attempts, extract(epoch from d.next_attempt_at - d.created_at)::int as wait
    from sambatan.notification_deliveries d join sambatan.notifications n on n.id = d.notification_id
    where d.person_id = $1 order by d.event_id, d.id`,
    [person],
  )

onEachDatabase('what an event becomes', (test) => {
  it('14: tells each of its people once, in the order in which it happened, and machines not at all', async () => {
    const [seller, buyer] = [`seller-${uuidv7()}`, `buyer-${uuidv7()}`]
    await people(test.db, seller, buyer)
    const { id } = await makeCampaign(test.db, { seller_id: seller, total_slots: 3 })
    await joined(test.db, id, { user_id: buyer, quantity: 1 })
    await joined(test.db, id, { user_id: buyer, quantity: 2 })
    await relay(test.db)
    await runPasses(test.db)
    await relay(test.db)
    // Two orders, one person: what happens to the campaign is told once.
    expect(await kinds(test.db, buyer)).toEqual(['joined', 'joined', 'full', 'completed'])
    expect(await told(test.db, seller)).toMatchObject([
      { kind: 'sale', events: 2, quantity: 3 },
      { kind: 'sale_full' },
      { kind: 'sale_completed' },
    ])
    const machines = await test.db.query(
      `select from sambatan.notifications n where not exists (select from sambatan.people p where p.id = n.person_id)`,
    )
    expect(machines).toEqual([])
  })

  it('tells who is called off of the ending, not of the order beside it', async () => {
    const buyer = `buyer-${uuidv7()}`
    await people(test.db, buyer)
    const { id } = await makeCampaign(test.db, { total_slots: 10 })
    await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    await advanceClock(test.db, hours(200))
    await runPasses(test.db)
    await relay(test.db)
    expect(await kinds(test.db, buyer)).toEqual(['joined', 'failed'])
  })

  it('makes one row and one letter of many joins, and goes on with another once that is sent', async () => {
    const seller = `seller-${uuidv7()}`
    await people(test.db, seller)
    const { id } = await makeCampaign(test.db, { seller_id: seller, total_slots: 5000 })
    for (let batch = 0; batch < 4; batch++) {
      await joinBatch(
        test.db,
        id,
        Array.from({ length: 250 }, (_, n) => ({ user_id: `u${batch}-${n}` })),
      )
      await relay(test.db)
    }
    expect(await told(test.db, seller)).toMatchObject([{ kind: 'sale', events: 1000, quantity: 1000 }])
    expect(await deliveries(test.db, seller)).toMatchObject([{ channel: 'email', state: 'pending' }])
    await test.db.query(`update sambatan.notifications set closed_at = now() where person_id = $1`, [seller])
    await joined(test.db, id)
    await relay(test.db)
    expect((await told(test.db, seller)).map(({ events }) => events)).toEqual([1000, 1])
  })

  it('asks by which channel somebody can be reached and wants to be', async () => {
    const [unverified, bounced, unwilling, willing] = ['a', 'b', 'c', 'd'].map((name) => `${name}-${uuidv7()}`) as [
      string,
      string,
      string,
      string,
    ]
    await people(test.db, unverified, bounced, unwilling, willing)
    await test.db.query('update sambatan.people set email_verified = false where id = $1', [unverified])
    await test.db.query(`insert into sambatan.email_suppressions values ($1, 'no such user', now())`, [
      `${bounced}@example.com`,
    ])
    await test.db.query(`insert into sambatan.notification_preferences values ($1, 'sales', 'email', false, now())`, [
      unwilling,
    ])
    const { id } = await makeCampaign(test.db, { seller_id: unwilling })
    for (const user_id of [unverified, bounced, willing]) await joined(test.db, id, { user_id })
    await relay(test.db)
    for (const person of [unverified, bounced, unwilling]) {
      expect(await kinds(test.db, person)).toEqual([person === unwilling ? 'sale' : 'joined'])
      expect(await deliveries(test.db, person)).toEqual([])
    }
    expect(await deliveries(test.db, willing)).toMatchObject([{ channel: 'email', wait: 0 }])
  })

  it('writes three times a day at most about a seller to whoever follows, or has only orders that others entered', async () => {
    const [stranger, customer, seller] = [uuidv7(), uuidv7(), uuidv7()]
    await people(test.db, stranger, customer, seller)
    const { id } = await makeCampaign(test.db, { seller_id: seller, total_slots: 50 })
    const asSeller = { actor: `user:${seller}` }
    await joined(test.db, id, { user_id: customer, actor: `user:${customer}` })
    for (let i = 0; i < 5; i++) {
      for (const user_id of [stranger, customer]) {
        const order = await joined(test.db, id, { user_id, ...asSeller })
        await test.db.query('select sambatan.cancel_sambatan_participation($1, $2)', [order, 'Hadiah: klik'])
      }
    }
    const fan = uuidv7()
    await people(test.db, fan)
    await test.db.query(
      'insert into sambatan.follows (person_id, seller_id, created_at) values ($1, $2, sambatan.now())',
      [fan, seller],
    )
    await relay(test.db)
    for (let i = 0; i < 5; i++) await makeCampaign(test.db, { seller_id: seller })
    await relay(test.db)
    const letters = async (person: string) =>
      (
        await test.db.query(`select from sambatan.notification_deliveries where person_id = $1 and channel = 'email'`, [
          person,
        ])
      ).length
    expect((await told(test.db, stranger)).length).toBe(10)
    expect(await letters(stranger)).toBe(3)
    expect(await letters(customer)).toBe(11)
    expect((await told(test.db, fan)).length).toBe(5)
    expect(await letters(fan)).toBe(3)
  })

  it('lets what can wait do so until seven in the morning where its reader is', async () => {
    const wait = async (zone: string, at: string) => {
      const [row] = await test.db.query<{ at: Date }>('select sambatan.after_quiet_hours($1, $2::timestamptz) as at', [
        zone,
        at,
      ])
      return row!.at.toISOString().slice(0, 16)
    }
    expect(await wait('Asia/Jakarta', '2026-11-28T13:59Z')).toBe('2026-11-28T13:59')
    expect(await wait('Asia/Jakarta', '2026-11-28T14:00Z')).toBe('2026-11-29T00:00')
    expect(await wait('Asia/Jakarta', '2026-11-28T23:59Z')).toBe('2026-11-29T00:00')
    expect(await wait('Asia/Jayapura', '2026-11-28T12:00Z')).toBe('2026-11-28T22:00')
    expect(await wait('Nowhere/Nothing', '2026-11-28T14:00Z')).toBe('2026-11-29T00:00')
  })

  it('lets what can wait do so also when it is tried again, and what cannot goes before it', async () => {
    const buyer = `buyer-${uuidv7()}`
    await people(test.db, buyer)
    const { id } = await makeCampaign(test.db)
    const order = await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    const [waits] = await deliveries(test.db, buyer)
    await test.db.query(`update sambatan.notifications set kind = 'extended' where person_id = $1`, [buyer])
    await test.db.tx(async (tx) => {
      const run = async <T>(text: string) => (await sql.raw(text).execute(tx)).rows as T[]
      const [{ day }] = (await run(
        `select to_char(sambatan.now() at time zone 'Asia/Jakarta' + interval '2 days', 'YYYY-MM-DD') as day`,
      )) as [{ day: string }]
      const at = (time: string) => run(`set local sambatan.now = '${day} ${time}+07'`)
      const local = async (delivery: number) =>
        (
          await run<{ at: string }>(
            `select to_char((next_attempt_at at time zone 'Asia/Jakarta') - '${day}', 'DD HH24:MI') as at
            from sambatan.notification_deliveries where id = ${delivery}`,
          )
        )[0]!.at
      const claimed = async () =>
        (
          await run<{ id: number; person_id: string }>(
            `select id, person_id from sambatan.claim_deliveries('email', 1000, 60)`,
          )
        )
          .filter(({ person_id }) => person_id === buyer)
          .map((one) => one.id)
      await at('20:59:58')
      await run(
        `update sambatan.notification_deliveries set created_at = sambatan.now(), due_at = sambatan.now(), next_attempt_at = sambatan.now()
        where person_id = '${buyer}'`,
      )
      expect(await claimed()).toEqual([waits!.id])
      await run(`select sambatan.settle_delivery(${waits!.id}, 1, 'failed', 'why')`)
      expect(await local(waits!.id), 'tried again').toBe('01 07:00')
      await at('23:00')
      await run(`select sambatan.cancel_sambatan_participation('${order}')`)
      await run('select sambatan.fan_out(2000)')
      expect(await local(waits!.id), 'what cannot wait follows').toBe('01 07:00')
      const [, cancelled] = await run<{ id: number }>(
        `select id from sambatan.notification_deliveries where person_id = '${buyer}' order by event_id, id`,
      )
      expect(await claimed(), 'and is not held up').toEqual([cancelled!.id])
      await run(`select sambatan.settle_delivery(${cancelled!.id}, 1, 'failed', 'why')`)
      expect(await local(cancelled!.id)).toBe('00 23:00')
      await run(`update sambatan.notification_deliveries set state = 'dead' where person_id = '${buyer}'`)
      await run(`select sambatan.settle_dead_notifications(array[${waits!.id}, ${cancelled!.id}], null, 'operator')`)
      expect([await local(waits!.id), await local(cancelled!.id)], 'by an operator').toEqual(['01 07:00', '00 23:00'])
    })
  })

  it('does not let the answer of a try that was lost long ago count for one that an operator began', async () => {
    const buyer = `buyer-${uuidv7()}`
    await people(test.db, buyer)
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    const [delivery] = await deliveries(test.db, buyer)
    const claim = async () => {
      const taken = await test.db.query<{ id: number; attempts: number }>(
        `select id, attempts from sambatan.claim_deliveries('email', 1000, 60)`,
      )
      return taken.find((one) => one.id === delivery!.id)?.attempts
    }
    const settle = async (attempts: number, outcome: string) => {
      const [row] = await test.db.query<{ state: string | null }>(
        `select sambatan.settle_delivery($1, $2, $3, 'why') as state`,
        [delivery!.id, attempts, outcome],
      )
      return row!.state
    }
    const retry = () =>
      test.db.query(`select sambatan.settle_dead_notifications(array[$1::bigint], null, 'operator')`, [delivery!.id])
    const lost = await claim()
    await advanceClock(test.db, 61_000)
    const second = await claim()
    expect(await settle(second!, 'dead')).toBe('dead')
    await retry()
    expect(await settle(second!, 'failed'), 'nobody has taken it yet').toBeNull()
    const third = await claim()
    expect(await settle(lost!, 'dead')).toBeNull()
    expect(await settle(second!, 'dead')).toBeNull()
    expect(await settle(third!, 'failed')).toBe('pending')
    // Its pauses begin anew.
    await advanceClock(test.db, 4_000)
    const fourth = await claim()
    expect(fourth).toBeGreaterThan(third!)
    expect(await settle(fourth!, 'dead')).toBe('dead')
    await retry()
    expect(await settle(fourth!, 'sent'), 'what was sent was sent').toBe('sent')
  })

  it('lets what WhatsApp could not deliver sleep until the morning, when it is waited for', async () => {
    const buyer = `buyer-${uuidv7()}`
    await people(test.db, buyer)
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    const delivery = (await deliveries(test.db, buyer))[0]!.id
    await test.db.query(`update sambatan.notifications set kind = 'extended' where person_id = $1`, [buyer])
    await test.db.tx(async (tx) => {
      const run = async <T>(text: string) => (await sql.raw(text).execute(tx)).rows as T[]
      await run(`set local sambatan.now = '2027-01-10 23:00+07'`)
      await run(
        `update sambatan.notification_deliveries set channel = 'whatsapp', state = 'sent', attempts = 1, reference = 'w',
          created_at = sambatan.now(), due_at = sambatan.now() where id = ${delivery}`,
      )
      await run(
        `select sambatan.record_whatsapp_status(${delivery}, 'w', 'failed', sambatan.now(), null, 'error 131000', true, false)`,
      )
      const found = await run(
        `select state, to_char(next_attempt_at at time zone 'Asia/Jakarta', 'DD HH24:MI') as next,
          to_char(due_at at time zone 'Asia/Jakarta', 'DD HH24:MI') as due
        from sambatan.notification_deliveries where id = ${delivery}`,
      )
      expect(found).toEqual([{ state: 'pending', next: '11 07:00', due: '11 07:00' }])
      const untold = await run(`select waiting from sambatan.what_is_untold() where way = 'whatsapp'`)
      expect(untold, 'nobody is late with it').toEqual([{ waiting: 0 }])
    })
  })

  it('gives a delivery to one worker at a time, the first of a campaign first, and to another when that one died', async () => {
    const buyer = `buyer-${uuidv7()}`
    await people(test.db, buyer)
    const { id } = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    await runPasses(test.db)
    await relay(test.db)
    const claim = async () =>
      (
        await test.db.query<{ id: number; person_id: string; attempts: number }>(
          `select * from sambatan.claim_deliveries('email', 1000, 60)`,
        )
      ).filter(({ person_id }) => person_id === buyer)
    const settle = (delivery: number, attempts: number, outcome: string) =>
      test.db.query(`select sambatan.settle_delivery($1, $2, $3, 'why') as state`, [delivery, attempts, outcome])
    const [first, ...others] = await deliveries(test.db, buyer)
    expect(others.length).toBeGreaterThan(0)
    expect(await claim()).toMatchObject([{ id: first!.id, attempts: 1 }])
    expect(await claim()).toEqual([])
    await advanceClock(test.db, 61_000)
    expect(await claim()).toMatchObject([{ id: first!.id, attempts: 2 }])
    expect(await settle(first!.id, 1, 'sent'), 'whoever lost it changes nothing').toEqual([{ state: null }])
    expect(await settle(first!.id, 2, 'failed')).toEqual([{ state: 'pending' }])
    await advanceClock(test.db, 61_000)
    expect(await claim()).toMatchObject([{ id: first!.id, attempts: 3 }])
    expect(await settle(first!.id, 3, 'sent')).toEqual([{ state: 'sent' }])
    expect((await claim()).map((delivery) => delivery.id)).not.toContain(first!.id)
  })

  it('tries again after growing pauses for three days, and then gives up', async () => {
    const { rows } = await test.db
      .query<{ pause: number | null }>(
        `select extract(epoch from sambatan.next_attempt(n, '2026-11-28', '2026-11-28') - '2026-11-28'::timestamptz)::float8 as pause
        from generate_series(1, 9) n`,
      )
      .then((rows) => ({ rows }))
    const least = [3, 15, 60, 300, 1800, 7200, 21600, 43200, 43200]
    for (const [n, { pause }] of rows.entries()) {
      expect(pause).toBeGreaterThanOrEqual(least[n]!)
      expect(pause).toBeLessThanOrEqual(least[n]! * 1.25)
    }
    const [late] = await test.db.query(
      `select sambatan.next_attempt(12, '2026-11-25', '2026-11-27 23:00Z') as at,
        sambatan.next_attempt(1, '2026-11-28', '2026-11-28', '2026-11-28 01:00Z') = '2026-11-28 01:00Z' as asked`,
    )
    expect(late).toEqual({ at: null, asked: true })
  })
})

const writes = ['webhook_deliveries', 'notifications', 'notification_deliveries', 'outbox']

onEachDatabase(
  'a worker that is killed within the fan-out',
  (test) => {
    it.each(writes)('14: at its write to %s loses nothing and doubles nothing', async (table) => {
      const buyer = `buyer-${uuidv7()}`
      await people(test.db, buyer)
      const endpoint = uuidv7()
      await test.db.query(
        `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
        values ($1, 'https://example.com', '', 'test', now(), now())`,
        [endpoint],
      )
      const { id } = await makeCampaign(test.db, { total_slots: 2 })
      await joinBatch(test.db, id, [{ user_id: buyer }, { user_id: buyer }])
      await test.db.query(`
        create function sambatan.die() returns trigger language plpgsql as
          $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$`)
      await test.db.query(
        `create trigger die after insert or delete on sambatan.${table} for each statement execute function sambatan.die()`,
      )
      await expect(relayOnce(test.db, silentLog)).rejects.toThrow()
      await test.db.query('drop function sambatan.die cascade')
      expect(await told(test.db, buyer)).toEqual([])
      await relay(test.db)
      await relay(test.db)
      expect(await kinds(test.db, buyer)).toEqual(['joined', 'joined', 'full'])
      expect((await deliveries(test.db, buyer)).map(({ kind }) => kind)).toEqual(['joined', 'joined', 'full'])
      const handed = await test.db.query<{ type: string }>(
        'select type from sambatan.webhook_deliveries where endpoint_id = $1 order by id',
        [endpoint],
      )
      expect(handed.map(({ type }) => type)).toEqual([
        'campaign_created',
        'campaign_published',
        'participant_joined',
        'participant_joined',
        'campaign_full',
      ])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  'what is taken from a long backlog',
  (test) => {
    it('is found by probes of indexes, also by plans that were made while the tables were small', async () => {
      await test.db.query(
        `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
        values (gen_random_uuid(), 'https://example.com/', 'x', 'test', now(), now())`,
      )
      const { id } = await makeCampaign(test.db, { total_slots: 5000 })
      // Nothing of the campaign itself stands before the joins.
      await relay(test.db)
      await test.db.query(`update sambatan.webhook_deliveries set state = 'delivered', done_at = now()`)
      await test.db.query('analyze')
      const buyers = Array.from({ length: 2000 }, (_, n) => `b-${n}`)
      await people(test.db, ...buyers)
      for (let from = 0; from < buyers.length; from += 500) {
        await joinBatch(
          test.db,
          id,
          buyers.slice(from, from + 500).map((user_id) => ({ user_id })),
        )
      }
      await relay(test.db)
      for (const claim of ['claim_webhook_deliveries(64, 8, 30)', `claim_deliveries('email', 8, 30)`]) {
        const [row] = await test.db.query<{ 'QUERY PLAN': [{ Plan: Record<string, number> }] }>(
          `explain (analyze, buffers, format json) select * from sambatan.${claim}`,
        )
        const plan = row!['QUERY PLAN'][0].Plan
        expect(plan['Actual Rows'], claim).toBe(8)
        expect(plan['Shared Hit Blocks']! + plan['Shared Read Blocks']!, claim).toBeLessThan(1000)
      }
    })
  },
  { only: 'server' },
)
