import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type OutboxConsumer, type OutboxEvent, relayAll, relayOnce } from '../../src/jobs/outbox-relay.ts'
import { startTicker } from '../../src/jobs/ticker.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joinBatch, joined, makeCampaign } from '../support/engine.ts'
import { readableLog, silentLog } from '../support/log.ts'

/** A consumer that wants the events in full. */
function reading(take: (events: OutboxEvent[]) => void): OutboxConsumer {
  return async (batch) => take(await batch.events())
}

onEachDatabase('the relay of events', (test) => {
  const waiting = () => test.db.query<{ audit_id: number; attempts: number }>('select * from sambatan.outbox')
  async function drain(): Promise<void> {
    while ((await relayOnce(test.db, silentLog, [])) > 0);
  }

  it('6: hands every event over in the order it happened, then forgets it', async () => {
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { quantity: 10 })
    const got: OutboxEvent[] = []
    expect(await relayOnce(test.db, silentLog, [reading((events) => got.push(...events))])).toBe(4)
    const names = ['campaign_created', 'campaign_published', 'participant_joined', 'campaign_full']
    expect(got.map((event) => event.event)).toEqual(names)
    expect(got.every((event) => event.campaign_id === id && event.created_at instanceof Date)).toBe(true)
    expect(await waiting()).toEqual([])
    expect(await relayOnce(test.db, silentLog, [() => Promise.reject(new Error('never called'))])).toBe(0)
  })

  it('6: hands nothing over of what was rolled back', async () => {
    const { id } = await makeCampaign(test.db)
    await drain()
    await test.db
      .query(
        `with joined as (select * from sambatan.join_sambatan_campaigns($1::jsonb)) select 1 / (count(*) - 1) from joined`,
        [JSON.stringify([{ campaign_id: id, id, user_id: 'u', quantity: 1, shipping_address: 'Jalan Melati 1' }])],
      )
      .catch(() => undefined)
    expect(await waiting()).toEqual([])
  })

  it('puts back what a consumer cannot take, with a growing pause, while the others go through', async () => {
    const { id } = await makeCampaign(test.db)
    await drain()
    await joinBatch(test.db, id, [{ user_id: 'a' }, { user_id: 'b' }, { user_id: 'c' }])
    const [, bad] = await waiting()
    const got: number[] = []
    let broken = true
    const consumer = reading((events) => {
      if (broken && events.some((event) => event.id === bad?.audit_id)) throw new Error('cannot take it')
      got.push(...events.map((event) => event.id))
    })
    const { log, lines } = readableLog()
    await relayOnce(test.db, log, [consumer])
    expect(await waiting()).toMatchObject([{ audit_id: bad?.audit_id, attempts: 1 }])
    expect(got).toHaveLength(2)
    expect(lines.filter(({ level }) => Number(level) >= 50)).toMatchObject([{ event_id: bad?.audit_id }])

    expect(await relayOnce(test.db, silentLog, [consumer])).toBe(0)
    await advanceClock(test.db, 1_000)
    expect(await relayOnce(test.db, silentLog, [consumer])).toBe(1)
    await advanceClock(test.db, 1_000)
    expect(await relayOnce(test.db, silentLog, [consumer])).toBe(0)
    await advanceClock(test.db, 1_000)
    broken = false
    expect(await relayOnce(test.db, silentLog, [consumer])).toBe(1)
    expect(got).toContain(bad?.audit_id)
    expect(await waiting()).toEqual([])
  })

  it('counts a full disk against no event', async () => {
    const { id } = await makeCampaign(test.db)
    await drain()
    await joinBatch(test.db, id, [{ user_id: 'full' }])
    const { log, lines } = readableLog()
    const consumer: OutboxConsumer = async ({ tx }) => {
      await sql`do $$ begin raise 'no space left on device' using errcode = '53100'; end $$`.execute(tx)
    }
    await expect(relayOnce(test.db, log, [consumer])).rejects.toMatchObject({ code: 'database_unavailable' })
    expect(await waiting()).toMatchObject([{ attempts: 0 }])
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([])
    expect(await relayOnce(test.db, silentLog, [])).toBe(1)
  })

  it('hands an event over again when it ends before its transaction does', async () => {
    const { id } = await makeCampaign(test.db)
    const got: string[] = []
    // A consumer has it, and then the transaction is undone: as after a crash between the two.
    await test.db
      .tx(async (tx) => {
        const inside = { ...test.db, tx: (fn: (t: typeof tx) => Promise<number>) => fn(tx) } as typeof test.db
        await relayOnce(inside, silentLog, [reading((events) => got.push(...events.map((event) => event.event)))])
        throw new Error('crash')
      })
      .catch(() => undefined)
    await relayOnce(test.db, silentLog, [reading((events) => got.push(...events.map((event) => event.event)))])
    expect(got.filter((event) => event === 'campaign_published')).toHaveLength(2)
    expect(id).toBeDefined()
  })

  it('takes more than one batch when more is waiting, and stops when it is closed', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 2400 })
    for (let batch = 0; batch < 6; batch++) {
      await joinBatch(
        test.db,
        id,
        Array.from({ length: 400 }, (_, n) => ({ user_id: `u${n}` })),
      )
    }
    const got = new Set<number>()
    const done = Promise.withResolvers<void>()
    const consumer: OutboxConsumer = ({ ids }) => {
      for (const id of ids) got.add(id)
      if (got.size === 2403) done.resolve()
    }
    const relay = startTicker({
      name: 'relay',
      everySeconds: 1,
      log: silentLog,
      task: async () => {
        await relayAll(test.db, silentLog, [consumer])
        return undefined
      },
    })
    await done.promise
    await relay.close()
    expect(await waiting()).toEqual([])
    await joined(test.db, (await makeCampaign(test.db)).id)
    expect(await waiting()).toHaveLength(3)
  })
})

onEachDatabase(
  '6: two relays at once',
  (test) => {
    it('hand each event over once between them', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 2000 })
      for (let batch = 0; batch < 4; batch++) {
        await joinBatch(
          test.db,
          id,
          Array.from({ length: 500 }, (_, n) => ({ user_id: `u${n}` })),
        )
      }
      const got: number[] = []
      const relay = async () => {
        while ((await relayOnce(test.db, silentLog, [({ ids }) => void got.push(...ids)])) > 0);
      }
      await Promise.all([relay(), relay(), relay()])
      expect(got).toHaveLength(2003)
      expect(new Set(got).size).toBe(2003)
    })
  },
  { only: 'server' },
)
