/**
 * Many at once at the border of two prices: each unit is sold at each price exactly as often as it exists. Each race has its
 * control: with the guard off it must occur, or the test that finds nothing would prove nothing.
 */
import { expect, it } from 'vitest'
import { onEachDatabase } from '../support/databases.ts'
import { item, joinRow, makeCampaign, stateOf, tier } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { sessions, untilWaiting, withoutLocks } from '../support/sessions.ts'

const joinOne = 'select outcome, amount from sambatan.join_sambatan_campaigns($1::jsonb)'

interface Joined {
  outcome: string
  amount: number | null
}

onEachDatabase(
  '11: races for prices',
  (test) => {
    it('11: of 200 who want a bottle from 50 sessions at once, 10 pay the first price, 25 the second and 45 the third', async () => {
      const campaign = await makeCampaign(test.db, {
        total_slots: 80,
        items: [item('50 ml', 100, { tiers: [tier(60, { units: 10 }), tier(80, { units: 25 })] }), item('10 ml', 30)],
      })
      const bottle = { lines: [{ item_id: campaign.items[0]!.id, units: 1 }] }
      const clients = await sessions(test, 50)
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, async (_, n) => {
          const row = JSON.stringify([joinRow(campaign.id, { user_id: `buyer-${n}`, ...bottle })])
          return (await clients[n % 50]!.query<Joined>(joinOne, [row])).rows[0]!
        }),
      )
      await Promise.all(clients.map((client) => client.end()))
      const paid = (amount: number) => outcomes.filter((one) => Number(one.amount) === amount).length
      expect([paid(60), paid(80), paid(100)]).toEqual([10, 25, 45])
      expect(outcomes.filter(({ outcome }) => outcome === 'campaign_full')).toHaveLength(120)
      expect(await stateOf(test.db, campaign.id)).toMatchObject({ status: 'locked', filled_slots: 80 })
      expect(await violations(test.db)).toEqual([])
    })

    /** Two who want the last unit at the first price, the second while the first has not committed; what the second got. */
    async function race(): Promise<Joined | string | undefined> {
      const campaign = await makeCampaign(test.db, {
        items: [item('50 ml', 100, { tiers: [tier(60, { units: 1 })] })],
      })
      const row = (user_id: string) =>
        JSON.stringify([joinRow(campaign.id, { user_id, lines: [{ item_id: campaign.items[0]!.id, units: 1 }] })])
      const [first, second, observer] = await sessions(test, 3)
      await first!.query('begin')
      await first!.query(joinOne, [row('first')])
      const late = second!
        .query<Joined>(joinOne, [row('second')])
        .then(({ rows }) => rows[0]!)
        .catch((error: { constraint?: string }) => error.constraint)
      await untilWaiting(observer!, 1)
      await first!.query('commit')
      const got = await late
      await Promise.all([first, second, observer].map((client) => client!.end()))
      return got
    }

    it('11: who waited for the row pays what the next unit costs then', async () => {
      expect(await race()).toMatchObject({ outcome: 'joined', amount: '100' })
    })

    it('control: without the row lock both see the last cheap unit, and only the constraint stops that it is sold twice', async () => {
      const [client] = await sessions(test, 1)
      const restore = await withoutLocks(client!, ['join_sambatan_campaigns'])
      try {
        expect(await race()).toBe('item_tiers_taken_check')
      } finally {
        await restore()
        await client!.end()
      }
    })

    it('control: without lock and constraint it is sold twice', async () => {
      const [client] = await sessions(test, 1)
      await withoutLocks(client!, ['join_sambatan_campaigns'])
      await client!.query('alter table sambatan.item_tiers drop constraint item_tiers_taken_check')
      await client!.end()
      expect(await race()).toMatchObject({ outcome: 'joined', amount: '60' })
      expect((await violations(test.db)).join()).toContain('11:')
    })
  },
  { only: 'server' },
)
