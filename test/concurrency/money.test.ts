/**
 * Two at once at one participation's money. Each race has its control: with the guard off it must occur, or the test that finds
 * nothing would prove nothing.
 */
import type pg from 'pg'
import { expect, it } from 'vitest'
import { changeInstructions } from '../../src/modules/money/index.ts'
import { onEachDatabase, type TestDatabase } from '../support/databases.ts'
import { joined, joinRow, makeCampaign, refusalOf, sqlstateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { sessions, untilWaiting, withoutLocks } from '../support/sessions.ts'

const receive = (id: string, amount = 100_000) =>
  `select status, paid_amount, owed_to_buyer from sambatan.record_sambatan_money('${id}', '{"kind": "received", "amount": ${amount}}')`
const reverse = (id: string) => `select paid_amount::int from sambatan.reverse_sambatan_money('${id}', 'Salah catat')`
const sendBack = (id: string) =>
  `select outcome from sambatan.send_back_sambatan_money('[{"participation_id": "${id}"}]')`
const cancel = (id: string) => `select status from sambatan.cancel_sambatan_participation('${id}')`

/** The word of a refusal, or what came of it. */
const endOf = (asked: Promise<pg.QueryResult>): Promise<unknown> =>
  asked.then(
    ({ rows }) => rows[0],
    (error: { code?: string; message: string }) => (error.code === 'SB001' ? error.message : error.code),
  )

/** What races need, on the database of their block. */
function racesOn(test: TestDatabase) {
  const order = async (wish = {}) => {
    const campaign = await makeCampaign(test.db, wish)
    return { campaign, id: await joined(test.db, campaign.id) }
  }
  return {
    order,

    /** The order of somebody who has paid all of it and is to get it back. */
    async owed() {
      const { id } = await order()
      await test.db.query(receive(id))
      await test.db.query(`select sambatan.refund_sambatan_participation('${id}')`)
      return id
    },

    /** The record of what came first for an order. */
    async recorded(id: string) {
      await test.db.query(receive(id, 50_000))
      const sql = 'select id from sambatan.money_records where participation_id = $1'
      return (await test.db.query<{ id: string }>(sql, [id]))[0]!.id
    },

    async moneyOf(id: string) {
      const sql = 'select status, paid_amount, returned_amount, owed_to_buyer from sambatan.participants where id = $1'
      return (await test.db.query<Record<string, unknown>>(sql, [id]))[0]
    },

    /** The first holds its locks while the second asks, which waits for them; what came of both. */
    async race(first: string, second: string, unlocked: string[] = []): Promise<[unknown, unknown]> {
      const [one, other, observer] = await sessions(test, 3)
      const restore = await withoutLocks(observer!, unlocked)
      try {
        await one!.query('begin')
        const early = await endOf(one!.query(first))
        const late = endOf(other!.query(second))
        await untilWaiting(observer!, 1)
        await one!.query('commit')
        return [early, await late]
      } finally {
        await restore()
        await Promise.all([one, other, observer].map((client) => client!.end()))
      }
    },
  }
}

onEachDatabase(
  '13: two at once at the money of one order',
  (test) => {
    const { order, owed, recorded, moneyOf, race } = racesOn(test)

    it('put the same payment on record once: the second is more than is due', async () => {
      const { id } = await order()
      const [early, late] = await race(receive(id), receive(id))
      expect(early).toMatchObject({ status: 'confirmed' })
      expect(late).toBe('more_than_due')
      expect(await moneyOf(id)).toMatchObject({ paid_amount: 100_000, owed_to_buyer: 0 })
    })

    it('pay and cancel: what is cancelled first is not confirmed, and what is paid first is not cancelled', async () => {
      const [paidFirst, cancelledFirst] = [await order(), await order()]
      expect((await race(receive(paidFirst.id), cancel(paidFirst.id)))[1]).toBe('participation_state_invalid')
      expect((await race(cancel(cancelledFirst.id), receive(cancelledFirst.id)))[1]).toBe('more_than_due')
      expect(await moneyOf(cancelledFirst.id)).toMatchObject({ status: 'cancelled', paid_amount: 0 })
    })

    it('pay while the hold ends: money that is in time keeps the order, and what comes late finds it over', async () => {
      const { id, campaign } = await order({ hold_minutes: 30 })
      const [{ at }] = (await test.db.query<{ at: Date }>(
        'select hold_expires_at as at from sambatan.participants where id = $1',
        [id],
      )) as [{ at: Date }]
      const moment = (ms: number) =>
        `select set_config('sambatan.now', '${new Date(at.getTime() + ms).toISOString()}', false);`
      const run = `select action from sambatan.check_sambatan_deadlines(500)`
      const [payer, clerk, observer] = await sessions(test, 3)
      await payer!.query(moment(-1))
      await clerk!.query(moment(1))
      await payer!.query('begin')
      await payer!.query(receive(id, 40_000))
      // A run passes over what is locked; whoever changes the campaign waits, and then finds that nothing lapses.
      await clerk!.query(run)
      const late = clerk!.query(
        `select sambatan.extend_sambatan_campaign('${campaign.id}', now() + interval '30 days')`,
      )
      await untilWaiting(observer!, 1)
      await payer!.query('commit')
      await late
      expect(await moneyOf(id)).toMatchObject({ status: 'pending_payment', paid_amount: 40_000 })
      await Promise.all([payer, clerk, observer].map((client) => client!.end()))
    })

    it('reverse the same record once', async () => {
      const id = await recorded((await order()).id)
      expect(await race(reverse(id), reverse(id))).toEqual([{ paid_amount: 0 }, 'money_already_reversed'])
    })

    it('send the same money back once', async () => {
      const id = await owed()
      expect(await race(sendBack(id), sendBack(id))).toEqual([{ outcome: 'sent_back' }, { outcome: 'nothing_owed' }])
      expect(await moneyOf(id)).toMatchObject({ returned_amount: 100_000 })
    })

    it('leave the book true', async () => {
      expect(await violations(test.db)).toEqual([])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  'control: without the locks',
  (test) => {
    const { order, owed, recorded, moneyOf, race } = racesOn(test)

    it('the payment is on record twice', async () => {
      const { id } = await order()
      await race(receive(id), receive(id), ['lock_campaign', 'lock_participation'])
      expect(await moneyOf(id)).toMatchObject({ paid_amount: 200_000, owed_to_buyer: 100_000 })
    })

    it('only the unique index stops the second reversal', async () => {
      const id = await recorded((await order()).id)
      const [, stopped] = await race(reverse(id), reverse(id), ['lock_campaign', 'lock_participation'])
      expect(stopped).toBe('23505')
    })

    it('the money goes back twice', async () => {
      const id = await owed()
      await race(sendBack(id), sendBack(id), ['lock_campaign', 'send_back_sambatan_money'])
      expect(await moneyOf(id)).toMatchObject({ returned_amount: 200_000 })
    })
  },
  { only: 'server' },
)

/** Two campaigns of one seller at one price, both with unique amounts, and one number that is free. */
function numbersOn(test: TestDatabase) {
  return {
    async campaigns(count: number, price_per_slot = 100_000) {
      const terms = { total_slots: 500, price_per_slot }
      const made = await Promise.all(Array.from({ length: count }, () => makeCampaign(test.db, terms)))
      const asked = { accounts: [], words: '', unique_amounts: true }
      await test.db.tx((tx) => changeInstructions(tx, { sellerId: 'seller-1', campaignId: null }, asked))
      return made.map(({ id }) => id)
    },

    async leaveOne(campaignId: string) {
      const holder = await joined(test.db, campaignId, { user_id: 'holder' })
      await test.db.query(
        `insert into sambatan.unique_amounts (seller_id, amount, participation_id, ended_at)
        select 'seller-1', 100000 + part, $1, now() from generate_series(1, 999) part
        where part <> 7 on conflict do nothing`,
        [holder],
      )
      await test.db.query('delete from sambatan.unique_amounts where amount = 100007')
    },

    /** One joins the first campaign and the other the second, before the first has committed. */
    async race(first: string, second: string) {
      const [one, other, observer] = await sessions(test, 3)
      const join = (id: string, user: string) =>
        `select unique_part from sambatan.join_sambatan_campaigns('${JSON.stringify([joinRow(id, { user_id: user })])}')`
      await one!.query('begin')
      const early = (await one!.query(join(first, 'early'))).rows[0]
      const late = other!.query(join(second, 'late'))
      await Promise.race([untilWaiting(observer!, 1), late])
      await one!.query('commit')
      const parts = [early, (await late).rows[0]].map((row) => row.unique_part as number | null)
      await Promise.all([one, other, observer].map((client) => client!.end()))
      return parts
    },
  }
}

onEachDatabase(
  '13: many at once who are asked for an exact sum each',
  (test) => {
    const { campaigns, leaveOne, race } = numbersOn(test)

    it('share none of them, in however many campaigns of the seller', async () => {
      // Of another price than those below, whose numbers are made up.
      const ids = await campaigns(4, 70_000)
      const clients = await sessions(test, 4)
      await Promise.all(
        clients.map(async (client, i) => {
          for (let round = 0; round < 12; round++) {
            const rows = Array.from({ length: 5 }, (_, n) => joinRow(ids[i]!, { user_id: `${i}-${round}-${n}` }))
            await client.query('select from sambatan.join_sambatan_campaigns($1)', [JSON.stringify(rows)])
          }
        }),
      )
      await Promise.all(clients.map((client) => client.end()))
      const [sums] = await test.db.query<{ all: number; different: number }>(
        `select count(unique_part)::int as all, count(distinct owed_by_buyer)::int as different from sambatan.participants`,
      )
      expect(sums).toEqual({ all: 240, different: 240 })
      expect(await violations(test.db)).toEqual([])
    })

    it('get the last number once: whoever comes second goes on without', async () => {
      const [first, second] = await campaigns(2)
      await leaveOne(first!)
      expect(await race(first!, second!)).toEqual([7, null])
      expect(await violations(test.db)).toEqual([])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  'control: without the lock of unique amounts',
  (test) => {
    const { campaigns, leaveOne, race } = numbersOn(test)
    const unlocked = `create or replace function sambatan.lock_unique_amounts(p_seller_id text, p_waits boolean) returns boolean
      language sql as 'select true'`

    it('the index alone still gives the last number once; without it two are asked for the same sum', async () => {
      const [first, second] = await campaigns(2)
      await leaveOne(first!)
      await test.db.query(unlocked)
      expect(await race(first!, second!)).toEqual([7, null])
      await test.db.query('alter table sambatan.unique_amounts drop constraint unique_amounts_pkey')
      await test.db.query('delete from sambatan.unique_amounts where amount = 100007')
      const [third, fourth] = await campaigns(2)
      expect(await race(third!, fourth!)).toEqual([7, 7])
      const twice = 'select amount from sambatan.unique_amounts where ended_at is null group by 1 having count(*) > 1'
      expect(await test.db.query(twice)).toHaveLength(1)
    })
  },
  { only: 'server' },
)

onEachDatabase('13: whoever writes to the book past the engine', (test) => {
  const insert = `insert into sambatan.money_records
      (id, campaign_id, participation_id, kind, amount, currency, method, happened_on, recorded_by, created_at)
    select gen_random_uuid(), p.campaign_id, p.id, 'received', 70, p.currency, 'cash', current_date, 'sql:hand', now()
    from sambatan.participants p where p.id = $1`

  it('is counted all the same; control: without the trigger the sums are wrong', async () => {
    const id = await joined(test.db, (await makeCampaign(test.db)).id)
    await test.db.query(insert, [id])
    expect((await violations(test.db)).join('\n')).not.toContain('13:')
    await test.db.query('drop trigger count_money on sambatan.money_records')
    await test.db.query(insert, [id])
    expect((await violations(test.db)).join('\n')).toContain('13: sums')
  })

  it('cannot change or remove what is there; control: without the trigger it can', async () => {
    const id = await joined(test.db, (await makeCampaign(test.db)).id)
    await test.db.query(insert, [id])
    const less = 'update sambatan.money_records set amount = 1 where participation_id = $1'
    expect(await refusalOf(test.db.query(less, [id]))).toBe('record_permanent')
    await test.db.query('drop trigger keep_money_unchanged on sambatan.money_records')
    expect(await sqlstateOf(test.db.query(less, [id]))).toBe('00000')
  })
})
