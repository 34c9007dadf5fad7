/**
 * Many at once at a waiting list (invariant 12): nobody jumps the queue, nobody is offered more than there is, and an offer costs one
 * hold. Each session is a connection of its own, as those of several nodes are. Each race has its control: with the guard off it must
 * occur.
 */
import { sql } from 'kysely'
import type pg from 'pg'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { onEachDatabase, type TestDatabase } from '../support/databases.ts'
import { type CampaignWish, joined, makeCampaign, stateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { sessions, untilWaiting, withoutLocks, withWrong } from '../support/sessions.ts'
import { entryOf, listOf, offenders, offerOf, wait } from '../support/waiting.ts'

const cancel = (id: string) => `select status from sambatan.cancel_sambatan_participation('${id}')`
const claim = (id: string) => `select status from sambatan.claim_sambatan_offer('${id}')`
const stop = (id: string) => `select status from sambatan.cancel_sambatan_campaign('${id}')`
const run = 'select action from sambatan.check_sambatan_deadlines(500)'
const join = (id: string) => `select outcome from sambatan.join_sambatan_campaigns(jsonb_build_array(jsonb_build_object(
  'campaign_id', '${id}', 'id', gen_random_uuid(), 'user_id', 'stranger', 'quantity', 1, 'shipping_address', 'Jalan Kenanga 2')))`
const smaller = (entry: string) =>
  `select quantity from sambatan.change_sambatan_waiting_entry('${entry}', '{"quantity": 1}')`

/** The word of a refusal, or what came of it. */
const endOf = (asked: Promise<pg.QueryResult>): Promise<unknown> =>
  asked.then(
    ({ rows }) => Object.values(rows[0] ?? {})[0],
    (error: { code?: string; message: string }) => (error.code === 'SB001' ? error.message : error.code),
  )

async function fullCampaign(test: TestDatabase, wish: CampaignWish = {}) {
  const campaign = await makeCampaign(test.db, { total_slots: 3, completion: 'at_deadline', ...wish })
  const held: string[] = []
  for (let i = 0; i < campaign.total_slots; i++) {
    held.push(await joined(test.db, campaign.id, { user_id: `holder-${i}` }))
  }
  return { id: campaign.id, held }
}

/** The first holds its locks while the second asks, which waits for them; what came of both. */
async function race(test: TestDatabase, first: string, second: string): Promise<[unknown, unknown]> {
  const [one, other, observer] = await sessions(test, 3)
  await one!.query('begin')
  const early = await endOf(one!.query(first))
  const late = endOf(other!.query(second))
  await untilWaiting(observer!, 1)
  await one!.query('commit')
  const both: [unknown, unknown] = [early, await late]
  await Promise.all([one, other, observer].map((client) => client!.end()))
  return both
}

/** The first has not committed while all of the second happens, which waits for nothing: what an engine without locks allows. */
async function beside(test: TestDatabase, first: string, second: string): Promise<void> {
  const [one, other] = await sessions(test, 2)
  await one!.query('begin')
  await one!.query(first)
  await other!.query(second)
  await one!.query('commit')
  await Promise.all([one!.end(), other!.end()])
}

/** A campaign is given more time, and meanwhile what is offered of it ends: what a run did, a claim came to, and who is offered it then. */
async function extendedAtItsEnd(test: TestDatabase) {
  const { id, held } = await fullCampaign(test)
  for (const user of ['rani', 'budi']) await wait(test.db, id, user)
  await test.db.query(cancel(held[0]!))
  const { expires_at, participation_id } = (await entryOf(test.db, id, 'rani')).offer!
  const [seller, scheduler, buyer, observer] = await sessions(test, 4)
  const at = `select set_config('sambatan.now', '${expires_at}', false)`
  for (const client of [scheduler!, buyer!]) await client.query(at)
  await seller!.query('begin')
  await seller!.query(`select sambatan.extend_sambatan_campaign('${id}', now() + interval '20 days')`)
  const { rows: ran } = await scheduler!.query(`${run} where campaign_id = '${id}'`)
  const late = endOf(buyer!.query(claim(participation_id)))
  await untilWaiting(observer!, 1)
  await seller!.query('commit')
  const claimed = await late
  // Who is refused hears of it before their locks are gone, which the scheduler would skip.
  await buyer!.end()
  await scheduler!.query(run)
  await Promise.all([seller, scheduler, observer].map((client) => client!.end()))
  return { ran, claimed, list: await listOf(test.db, id) }
}

/** Two are offered something, two more wait, and a day later two nodes come at once: how many ends are on record, and what is left of the offers. */
async function afterADay(test: TestDatabase) {
  const { id, held } = await fullCampaign(test)
  for (const user of ['rani', 'budi', 'sari', 'agus']) await wait(test.db, id, user)
  for (const participation of held.slice(0, 2)) await test.db.query(cancel(participation))
  const [one, other, observer] = await sessions(test, 3)
  const later = new Date(Date.now() + 24 * 3_600_000)
  for (const client of [one!, other!])
    await client.query(`select set_config('sambatan.now', '${later.toISOString()}', false)`)
  await one!.query('begin')
  await one!.query(run)
  const second = other!.query(run)
  // It waits for nothing, or for what the first has changed.
  await Promise.race([second, untilWaiting(observer!, 1)])
  await one!.query('commit')
  await second
  await Promise.all([one, other, observer].map((client) => client!.end()))
  const [ended] = await test.db.query<{ ends: number }>(
    `select count(*)::int as ends from sambatan.audit_logs where campaign_id = $1 and event = 'offer_expired'`,
    [id],
  )
  const left = Date.parse((await entryOf(test.db, id, 'sari')).offer?.expires_at ?? '') - later.getTime()
  return { list: await listOf(test.db, id), ends: ended!.ends, leftHours: Math.round(left / 36_000) / 100 }
}

/** Two nodes with ten connections each; on all of them at once one of the twenty orders is cancelled for which five wait. */
async function twentyCancel(test: TestDatabase): Promise<string> {
  const { id, held } = await fullCampaign(test, { total_slots: 20 })
  for (const [place, quantity] of [6, 2, 6, 2, 6].entries()) await wait(test.db, id, `waits-${place}`, { quantity })
  const nodes = [await openDatabase(test.options), await openDatabase(test.options)]
  // Each connection is open before the first of them asks.
  await Promise.all(held.map((_, n) => nodes[n % 2]!.tx((tx) => sql`select pg_sleep(0.1)`.execute(tx))))
  await Promise.all(held.map((participation, n) => nodes[n % 2]!.tx((tx) => cancelParticipation(tx, participation))))
  await Promise.all(nodes.map((node) => node.close()))
  return id
}

/** Who was offered something, as the log has it. */
async function offersInOrder(test: TestDatabase, id: string): Promise<string[]> {
  const rows = await test.db.query<{ user_id: string }>(
    `select p.user_id from sambatan.audit_logs a join sambatan.participants p on p.id = a.participant_id
    where a.event = 'offer_made' and a.campaign_id = $1 order by a.id`,
    [id],
  )
  return rows.map(({ user_id }) => user_id)
}

onEachDatabase(
  '12: many at once at a waiting list',
  (test) => {
    it('two releases with one waiting make one offer', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      expect(await race(test, cancel(held[0]!), cancel(held[1]!))).toEqual(['cancelled', 'cancelled'])
      expect(await listOf(test.db, id)).toBe('rani 1*')
      expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 2, status: 'active' })
      expect(await offenders(test.db)).toEqual([])
    })

    it('a join that races an offer for the same slot finds the campaign full', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      expect(await race(test, cancel(held[0]!), join(id))).toEqual(['cancelled', 'campaign_full'])
      expect(await listOf(test.db, id)).toBe('rani 1*')
    })

    it('a claim while the campaign is cancelled comes too late, and what was claimed before is called off', async () => {
      const [late, early] = [await fullCampaign(test), await fullCampaign(test)]
      for (const { id, held } of [late, early]) {
        await wait(test.db, id, 'rani')
        await test.db.query(cancel(held[0]!))
      }
      const missed = await offerOf(test.db, late.id, 'rani')
      expect(await race(test, stop(late.id), claim(missed))).toEqual(['cancelled', 'offer_ended'])
      const claimed = await offerOf(test.db, early.id, 'rani')
      expect(await race(test, claim(claimed), stop(early.id))).toEqual(['pending_payment', 'cancelled'])
      const rows = await test.db.query<{ id: string; status: string }>(
        'select id, status from sambatan.participants where id = any ($1)',
        [[missed, claimed]],
      )
      expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
        new Map([
          [missed, 'cancelled'],
          [claimed, 'refunded'],
        ]),
      )
      expect(await offenders(test.db)).toEqual([])
    })

    it('a claim at the moment of its expiry has expired, whoever comes first', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      await wait(test.db, id, 'budi')
      await test.db.query(cancel(held[0]!))
      const { offer } = await entryOf(test.db, id, 'rani')
      const at = `select set_config('sambatan.now', '${offer!.expires_at}', false)`
      const [scheduler, buyer, observer] = await sessions(test, 3)
      await Promise.all([scheduler!.query(at), buyer!.query(at)])
      await scheduler!.query('begin')
      await scheduler!.query(run)
      const late = endOf(buyer!.query(claim(offer!.participation_id)))
      await untilWaiting(observer!, 1)
      await scheduler!.query('commit')
      expect(await late).toBe('offer_ended')
      expect(await listOf(test.db, id)).toBe('budi 1*')
      // Nobody ran: the claim itself finds it over.
      const second = (await entryOf(test.db, id, 'budi')).offer!
      await buyer!.query(`select set_config('sambatan.now', '${second.expires_at}', false)`)
      expect(await endOf(buyer!.query(claim(second.participation_id)))).toBe('offer_ended')
      await Promise.all([scheduler, buyer, observer].map((client) => client!.end()))
    })

    it('a smaller order while it is passed over is offered, whichever comes first', async () => {
      for (const order of ['release first', 'change first']) {
        const { id, held } = await fullCampaign(test)
        const entry = await wait(test.db, id, 'rani', { quantity: 2 })
        const [release, change] = [cancel(held[0]!), smaller(entry.id)]
        await (order === 'release first' ? race(test, release, change) : race(test, change, release))
        expect(await listOf(test.db, id), order).toBe('rani 1*')
        expect(await stateOf(test.db, id), order).toMatchObject({ status: 'locked', filled_slots: 3 })
      }
    })

    it('an extension while an offer runs moves its end for nobody: neither who claims nor the scheduler', async () => {
      expect(await extendedAtItsEnd(test)).toEqual({ ran: [], claimed: 'offer_ended', list: 'budi 1*' })
      expect(await offenders(test.db)).toEqual([])
    })

    it('two nodes come back after a day without a scheduler: each offer ends once, and goes onward once, from now', async () => {
      const { list, ends, leftHours } = await afterADay(test)
      expect([list, ends]).toEqual(['sari 1*, agus 1*', 2])
      expect(leftHours).toBeGreaterThanOrEqual(12)
      expect(await offenders(test.db)).toEqual([])
    })

    it('five wait, and twenty cancel at once on two nodes: whoever is first of those whom it fits is offered it', async () => {
      const id = await twentyCancel(test)
      // Of two who wait for as much the first is served first; what is large waits until there is enough, and the last for good.
      expect(await offersInOrder(test, id)).toEqual(['waits-1', 'waits-3', 'waits-0', 'waits-2'])
      expect(await listOf(test.db, id)).toBe('waits-0 6*, waits-1 2*, waits-2 6*, waits-3 2*, waits-4 6')
      expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 16, participant_count: 0 })
      expect(await offenders(test.db)).toEqual([])
      expect(await violations(test.db)).toEqual([])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  '12: control of two releases at once',
  (test) => {
    it('without locks, and without the counter that would lock, one who waits is offered twice what they wait for', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      const [observer] = await sessions(test, 1)
      await test.db.query('alter table sambatan.participants disable trigger count_participants_changed')
      const restore = await withoutLocks(observer!, ['lock_campaign', 'lock_participation'])
      await race(test, cancel(held[0]!), cancel(held[1]!))
      await restore()
      await observer!.end()
      expect((await violations(test.db)).join('\n')).toContain('12: an offer is one hold, of somebody who waits')
    })
  },
  { only: 'server', madeUpEvents: true },
)

onEachDatabase(
  '12: controls of the other races',
  (test) => {
    /** With other words in a function of the engine, or without locks. */
    async function wrongly<R>(
      undo: (client: pg.Client) => Promise<() => Promise<void>>,
      see: () => Promise<R>,
    ): Promise<R> {
      const [client] = await sessions(test, 1)
      const restore = await undo(client!)
      try {
        return await see()
      } finally {
        await restore()
        await client!.end()
      }
    }

    it('a release that offers to nobody gives the slot to whoever joins, which the log shows', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      const both = await wrongly(
        (client) => withWrong(client, ['give_back_slots'], /if campaign\.waiting_count > 0 then/g, 'if false then'),
        () => race(test, cancel(held[0]!), join(id)),
      )
      expect(both).toEqual(['cancelled', 'joined'])
      expect((await offenders(test.db)).join('\n')).toMatch(/nobody_jumped_the_queue: participation \S+: took 1 slots/)
    })

    it('without locks, and without the guard of transitions, what was offered is claimed of a campaign that is cancelled', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      await test.db.query(cancel(held[0]!))
      const offer = await offerOf(test.db, id, 'rani')
      await test.db.query('alter table sambatan.participants disable trigger guard_participation_transition')
      const both = await wrongly(
        (client) => withoutLocks(client, ['lock_campaign', 'lock_participation', 'catch_up_campaign']),
        () => race(test, stop(id), claim(offer)),
      )
      await test.db.query('alter table sambatan.participants enable trigger guard_participation_transition')
      expect(both).toEqual(['cancelled', 'pending_payment'])
      expect((await violations(test.db)).join('\n')).toContain('3: nobody is left behind')
    })

    it('where the moment of its end belongs to the offer, a claim at that moment has it', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      await test.db.query(cancel(held[0]!))
      const { offer } = await entryOf(test.db, id, 'rani')
      const claimed = await wrongly(
        (client) =>
          withWrong(client, ['expire_offers'], /hold_expires_at <= p_at_time/g, 'hold_expires_at < p_at_time'),
        async () => {
          const [buyer] = await sessions(test, 1)
          await buyer!.query(`select set_config('sambatan.now', '${offer!.expires_at}', false)`)
          const end = await endOf(buyer!.query(claim(offer!.participation_id)))
          await buyer!.end()
          return end
        },
      )
      expect(claimed).toBe('pending_payment')
    })

    it('without locks nobody is offered what a smaller order lets them have', async () => {
      for (const order of ['release first', 'change first']) {
        const { id, held } = await fullCampaign(test)
        const entry = await wait(test.db, id, 'rani', { quantity: 2 })
        const [release, change] = [cancel(held[0]!), smaller(entry.id)]
        await wrongly(
          (client) => withoutLocks(client, ['lock_campaign', 'lock_participation', 'lock_entry', 'catch_up_campaign']),
          () => (order === 'release first' ? beside(test, release, change) : beside(test, change, release)),
        )
        expect(await listOf(test.db, id), order).toBe('rani 1')
        expect((await offenders(test.db)).join('\n'), order).toContain('nobody_waits_in_vain')
      }
    })

    it('an extension that gives offers more time as well leaves one with whoever comes too late', async () => {
      const longer = `update sambatan.participants p set hold_expires_at = new_deadline where p.campaign_id = campaign.id and p.status = 'offered';
        perform sambatan.refresh_due(array[campaign.id]); $&`
      const seen = await wrongly(
        (client) => withWrong(client, ['extend_sambatan_campaign'], /if campaign\.waiting_count > 0 then/g, longer),
        () => extendedAtItsEnd(test),
      )
      expect(seen).toMatchObject({ claimed: 'pending_payment', list: 'budi 1' })
    })

    it('two nodes without locks end each offer twice after a day; and offers from when they fell due have no time left', async () => {
      const twice = await wrongly(
        (client) => withoutLocks(client, ['lock_due_campaigns', 'lock_campaign', 'catch_up_campaign']),
        () => afterADay(test),
      )
      expect(twice.ends).toBe(4)
      const past = await wrongly(
        (client) =>
          withWrong(
            client,
            ['expire_offers'],
            /released\.slots, p_at_time\)/g,
            `released.slots, p_at_time - interval '12 hours')`,
          ),
        () => afterADay(test),
      )
      expect(past.leftHours).toBeLessThan(12)
    })
  },
  { only: 'server', madeUpEvents: true },
)

onEachDatabase(
  '12: control of twenty who cancel at once',
  (test) => {
    it('an engine that serves the last first is found by the doctor in the log', async () => {
      const [observer] = await sessions(test, 1)
      const restore = await withWrong(observer!, ['offer_to_waiting'], /order by w\.place/g, 'order by w.place desc')
      const id = await twentyCancel(test)
      await restore()
      await observer!.end()
      expect((await offersInOrder(test, id))[0]).toBe('waits-3')
      expect((await offenders(test.db)).join('\n')).toContain('first_come_first_served: offer')
    })
  },
  { only: 'server', madeUpEvents: true },
)

onEachDatabase(
  '12: whoever offers out of turn',
  (test) => {
    it('is found by the doctor in the audit log; control: in turn there is nothing to find', async () => {
      const { id, held } = await fullCampaign(test)
      await wait(test.db, id, 'rani')
      const budi = await wait(test.db, id, 'budi')
      expect(await offenders(test.db)).toEqual([])
      // The list is turned round by hand, and what was written when they came says so.
      await test.db.query('update sambatan.waiting_entries set place = place - 100 where id = $1', [budi.id])
      await test.db.query(cancel(held[0]!))
      expect(await listOf(test.db, id)).toBe('budi 1*, rani 1')
      expect((await offenders(test.db)).join('\n')).toContain('first_come_first_served: offer')
    })
  },
  { madeUpEvents: true },
)
