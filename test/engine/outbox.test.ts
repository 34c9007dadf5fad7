import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { relayAll, relayOnce } from '../../src/jobs/outbox-relay.ts'
import { startTicker } from '../../src/jobs/ticker.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joinBatch, joined, makeCampaign, relay } from '../support/engine.ts'
import { readableLog, silentLog } from '../support/log.ts'

/** An endpoint of the whole installation, which gets every event: what was handed on, and in which order. */
async function listen(db: Database): Promise<() => Promise<{ event_id: number; type: string }[]>> {
  const id = uuidv7()
  await db.query(
    `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
    values ($1, 'https://example.com', '', 'test', now(), now())`,
    [id],
  )
  return () =>
    db.query('select event_id, type from sambatan.webhook_deliveries where endpoint_id = $1 order by id', [id])
}

/** A kind of notification that no event of this id can pass; returns what repairs it. */
async function breakEvent(db: Database, eventId: number | undefined, event: string): Promise<() => Promise<unknown>> {
  await db.query(
    `insert into sambatan.notification_kinds (place, kind, event, audience, topic, condition)
    values (1, 'broken', $1, 'seller', 'sales', $2)`,
    [event, `1 / (e.id - ${eventId}) = 0`],
  )
  return () => db.query(`delete from sambatan.notification_kinds where kind = 'broken'`)
}

onEachDatabase('the relay of events', (test) => {
  const waiting = () =>
    test.db.query<{ audit_id: number; attempts: number; given_up_at: Date | null }>(
      'select * from sambatan.outbox order by audit_id',
    )

  it('6: hands every event on in the order it happened, then forgets it', async () => {
    await relay(test.db)
    const handed = await listen(test.db)
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { quantity: 10 })
    const told: unknown[] = []
    expect(await relayOnce(test.db, silentLog, ({ campaign_ids }) => told.push(campaign_ids))).toBe(4)
    expect((await handed()).map(({ type }) => type)).toEqual([
      'campaign_created',
      'campaign_published',
      'participant_joined',
      'campaign_full',
    ])
    expect(told).toEqual([[id]])
    expect(await waiting()).toEqual([])
    expect(await relayOnce(test.db, silentLog, () => told.push('never called'))).toBe(0)
    expect(told).toHaveLength(1)
  })

  it('6: hands nothing on of what was rolled back', async () => {
    const { id } = await makeCampaign(test.db)
    await relay(test.db)
    await test.db
      .query(
        `with joined as (select * from sambatan.join_sambatan_campaigns($1::jsonb)) select 1 / (count(*) - 1) from joined`,
        [JSON.stringify([{ campaign_id: id, id, user_id: 'u', quantity: 1, shipping_address: 'Jalan Melati 1' }])],
      )
      .catch(() => undefined)
    expect(await waiting()).toEqual([])
  })

  it('puts back what cannot be handed on, with a growing pause, and what happened later to its campaign waits', async () => {
    const { id } = await makeCampaign(test.db)
    const other = await makeCampaign(test.db)
    await relay(test.db)
    const handed = await listen(test.db)
    await joinBatch(test.db, id, [{ user_id: 'a' }, { user_id: 'b' }, { user_id: 'c' }])
    await joined(test.db, other.id)
    const [first, bad, later, elsewhere] = await waiting()
    const repair = await breakEvent(test.db, bad?.audit_id, 'participant_joined')
    const { log, lines } = readableLog()
    await relayOnce(test.db, log)
    expect(await waiting()).toMatchObject([
      { audit_id: bad?.audit_id, attempts: 1 },
      { audit_id: later?.audit_id, attempts: 0 },
    ])
    expect((await handed()).map(({ event_id }) => event_id)).toEqual([first?.audit_id, elsewhere?.audit_id])
    expect(lines.filter(({ level }) => Number(level) >= 50)).toMatchObject([{ event_id: bad?.audit_id }])

    expect(await relayOnce(test.db, silentLog)).toBe(0)
    await advanceClock(test.db, 1_000)
    await relayOnce(test.db, silentLog)
    await advanceClock(test.db, 1_000)
    expect(await relayOnce(test.db, silentLog)).toBe(0)
    await advanceClock(test.db, 1_000)
    await repair()
    expect(await relayOnce(test.db, silentLog)).toBe(1)
    expect(await relayOnce(test.db, silentLog)).toBe(1)
    expect((await handed()).map(({ event_id }) => event_id).slice(2)).toEqual([bad?.audit_id, later?.audit_id])
    expect(await waiting()).toEqual([])
  })

  it('gives up after some minutes, keeps the event for an operator, and goes on with its campaign', async () => {
    const { id } = await makeCampaign(test.db)
    await relay(test.db)
    await joinBatch(test.db, id, [{ user_id: 'a' }, { user_id: 'b' }])
    const [bad] = await waiting()
    const repair = await breakEvent(test.db, bad?.audit_id, 'participant_joined')
    for (let attempt = 0; attempt < 9; attempt++) {
      await relayOnce(test.db, silentLog)
      await advanceClock(test.db, 1_000 * 2 ** attempt)
    }
    expect(await waiting()).toMatchObject([{ audit_id: bad?.audit_id, attempts: 8, given_up_at: expect.any(Date) }])
    await repair()
    await test.db.query('delete from sambatan.outbox')
  })

  it('counts a failure that two workers met with once, and touches nothing that an operator has settled', async () => {
    const { id } = await makeCampaign(test.db)
    await relay(test.db)
    await joined(test.db, id)
    const [event] = await waiting()
    const putBack = (attempts: number) =>
      test.db.query('select sambatan.put_back_event($1, $2, $3) as given_up', [event?.audit_id, attempts, 'why'])
    expect(await putBack(0)).toEqual([{ given_up: false }])
    expect(await putBack(0), 'the same failure').toEqual([{ given_up: null }])
    expect(await waiting()).toMatchObject([{ attempts: 1, given_up_at: null }])
    await test.db.query('update sambatan.outbox set attempts = 7')
    expect(await putBack(7)).toEqual([{ given_up: true }])
    await test.db.query(`select sambatan.settle_given_up_events(null, 'nobody needs it', 'user:budi')`)
    const discarded = await waiting()
    await advanceClock(test.db, 1_000)
    expect(await putBack(8), 'by a worker that was slow').toEqual([{ given_up: null }])
    expect(await waiting()).toEqual(discarded)
    await test.db.query('delete from sambatan.outbox')
  })

  it('counts a full disk against no event', async () => {
    const { id } = await makeCampaign(test.db)
    await relay(test.db)
    await joinBatch(test.db, id, [{ user_id: 'full' }])
    const { log, lines } = readableLog()
    await test.db.query(`
      create function sambatan.no_space() returns trigger language plpgsql as
        $$ begin raise 'no space left on device' using errcode = '53100'; end $$`)
    await test.db.query(`create trigger no_space before insert on sambatan.webhook_deliveries
      for each statement execute function sambatan.no_space()`)
    await expect(relayOnce(test.db, log)).rejects.toMatchObject({ code: 'database_unavailable' })
    await test.db.query('drop function sambatan.no_space cascade')
    expect(await waiting()).toMatchObject([{ attempts: 0 }])
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([])
    expect(await relayOnce(test.db, silentLog)).toBe(1)
  })

  it('takes more than one batch when more is waiting, and stops when it is closed', async () => {
    const handed = await listen(test.db)
    const { id } = await makeCampaign(test.db, { total_slots: 2400 })
    for (let batch = 0; batch < 6; batch++) {
      await joinBatch(
        test.db,
        id,
        Array.from({ length: 400 }, (_, n) => ({ user_id: `u${n}` })),
      )
    }
    let count = 0
    // Told to stop, it ends after the batch that it is at.
    const stop = new AbortController()
    const stopAfterOne = ({ events }: { events: number | null }) => {
      count += events ?? 0
      stop.abort()
    }
    await relayAll(test.db, silentLog, stopAfterOne, stop.signal)
    expect(count).toBe(2000)
    const done = Promise.withResolvers<void>()
    const ticker = startTicker({
      name: 'relay',
      everySeconds: 1,
      log: silentLog,
      task: async () => {
        await relayAll(test.db, silentLog, ({ events }) => {
          count += events ?? 0
          if (count >= 2403) done.resolve()
        })
        return undefined
      },
    })
    await done.promise
    await ticker.close()
    expect(await waiting()).toEqual([])
    const ids = (await handed()).map(({ event_id }) => event_id)
    expect(ids).toHaveLength(2403)
    expect(ids).toEqual(ids.toSorted((one, other) => one - other))
    await joined(test.db, (await makeCampaign(test.db)).id)
    expect(await waiting()).toHaveLength(3)
  })
})

onEachDatabase(
  '14: another worker that puts an event back',
  (test) => {
    it('lets no later event of its campaign go before it', async () => {
      const { id } = await makeCampaign(test.db)
      await relay(test.db)
      const handed = await listen(test.db)
      await joinBatch(test.db, id, [{ user_id: 'a' }, { user_id: 'b' }])
      const [first] = await test.db.query<{ audit_id: number }>(
        'select audit_id from sambatan.outbox order by audit_id',
      )
      await test.db.tx(async (tx) => {
        await sql`select sambatan.put_back_event(${first!.audit_id}, 0, 'why')`.execute(tx)
        await relayOnce(test.db, silentLog)
      })
      expect(await handed()).toEqual([])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  '6: three relays at once',
  (test) => {
    it('hand each event on once between them', async () => {
      const handed = await listen(test.db)
      const { id } = await makeCampaign(test.db, { total_slots: 2000 })
      for (let batch = 0; batch < 4; batch++) {
        await joinBatch(
          test.db,
          id,
          Array.from({ length: 500 }, (_, n) => ({ user_id: `u${n}` })),
        )
      }
      const waits = async () => (await test.db.query('select from sambatan.outbox limit 1')).length > 0
      // Of three one is at it at a time: the others took nothing, and are not done.
      const untilNothingWaits = async () => {
        while (await waits()) await relayOnce(test.db, silentLog)
      }
      await Promise.all([untilNothingWaits(), untilNothingWaits(), untilNothingWaits()])
      const ids = (await handed()).map(({ event_id }) => event_id)
      expect(ids).toHaveLength(2003)
      expect(new Set(ids).size).toBe(2003)
    })
  },
  { only: 'server' },
)
