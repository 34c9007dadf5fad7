/** While a crowd joins, whoever tells of it rests; and goes on, with everything, when the crowd is through. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { relayAll } from '../../src/jobs/outbox-relay.ts'
import { type Crowd, watchForCrowd } from '../../src/modules/audit/index.ts'
import { deliverAll } from '../../src/modules/notifications/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joinBatch, makeCampaign, relay } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { openReceiver } from '../support/receiver.ts'
import { deliveriesOf, endpointAt, senderOn } from '../support/webhooks.ts'

/** Longer than two looks lie apart. */
const betweenLooksMs = 250
const forHours = 3_600_000

/** As many events as a crowd writes. */
async function crowdJoins(db: Database): Promise<void> {
  await db.query(`select setval('sambatan.audit_logs_id_seq', last_value + 1000000) from sambatan.audit_logs_id_seq`)
}

/** A crowd that comes after the first look, and is there until somebody says that it is through. */
function crowdAfterFirstLook() {
  const through = Promise.withResolvers<void>()
  const resting = Promise.withResolvers<void>()
  let looks = 0
  const crowd: Crowd = {
    async letPass() {
      looks += 1
      if (looks === 1) return
      resting.resolve()
      await through.promise
    },
  }
  return { crowd, resting: resting.promise, isThrough: () => through.resolve() }
}

onEachDatabase('a crowd', (test) => {
  it('is known by how many events are written, holds up who asks until it is through or somebody says to stop', async () => {
    const crowd = watchForCrowd(test.db)
    await crowd.letPass(forHours)
    await sleep(betweenLooksMs)
    await crowd.letPass(forHours)
    await crowdJoins(test.db)
    await sleep(betweenLooksMs)
    const stop = new AbortController()
    let isResting = true
    const rest = crowd.letPass(forHours, stop.signal).then(() => {
      isResting = false
    })
    await sleep(betweenLooksMs)
    expect(isResting).toBe(true)
    stop.abort()
    await rest
    await sleep(betweenLooksMs)
    await crowd.letPass(forHours)
  })

  it('joins before its webhooks go, of which none is lost and none comes twice', async () => {
    await using receiver = await openReceiver()
    const { crowd, resting, isThrough } = crowdAfterFirstLook()
    await using sender = senderOn(test.db, { crowd })
    const { seller, id } = await endpointAt(test.db, receiver.url, ['participant_joined'])
    const { id: campaign } = await makeCampaign(test.db, { seller_id: seller, total_slots: 30 })
    await joinBatch(
      test.db,
      campaign,
      Array.from({ length: 20 }, (_, n) => ({ user_id: `u${n}` })),
    )
    await relay(test.db)
    const sent = sender.sendDue()
    await resting
    // What went before it came, and is on record by now.
    expect(receiver.received).toHaveLength(8)
    expect((await deliveriesOf(test.db, id)).filter(({ state }) => state === 'delivered')).toHaveLength(8)
    isThrough()
    await sent
    expect(receiver.received).toHaveLength(20)
    expect(new Set(receiver.ids()).size).toBe(20)
  })

  it('joins before what it did is handed on, batch by batch', async () => {
    const { crowd, resting, isThrough } = crowdAfterFirstLook()
    const { id } = await makeCampaign(test.db, { total_slots: 2400 })
    await relay(test.db)
    for (let batch = 0; batch < 6; batch++) {
      await joinBatch(
        test.db,
        id,
        Array.from({ length: 400 }, (_, n) => ({ user_id: `u${batch}-${n}` })),
      )
    }
    const counts: (number | null)[] = []
    const relayed = relayAll(test.db, silentLog, ({ events }) => void counts.push(events), undefined, crowd)
    await resting
    expect(counts).toEqual([2000])
    isThrough()
    await relayed
    // With the campaign that is full.
    expect(counts).toEqual([2000, 401])
  })

  it('joins before its letters are written', async () => {
    const { crowd, resting, isThrough } = crowdAfterFirstLook()
    const { id } = await makeCampaign(test.db, { total_slots: 10 })
    const buyers = Array.from({ length: 5 }, (_, n) => `letter-${n}`)
    for (const buyer of buyers) {
      await test.db.query(
        `insert into sambatan.people (id, origin, name, email, email_verified, created_at, updated_at)
        values ($1, 'token', 'Sari', $1 || '@example.com', true, now(), now())`,
        [buyer],
      )
    }
    await joinBatch(
      test.db,
      id,
      buyers.map((user_id) => ({ user_id })),
    )
    await relay(test.db)
    const written: string[] = []
    const channel = {
      name: 'email' as const,
      atOnce: 2,
      async send({ facts }: { facts: { reader: { id: string } } }) {
        written.push(facts.reader.id)
        return { outcome: 'sent' as const }
      },
    }
    const carried = deliverAll(test.db, channel, silentLog, undefined, crowd)
    await resting
    expect(written).toHaveLength(2)
    isThrough()
    await carried
    expect(written.toSorted()).toEqual(buyers)
  })
})
