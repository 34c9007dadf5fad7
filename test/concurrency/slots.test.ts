/**
 * Many at once for the same slots. Each race has its control: with the guard off it must occur, or the test that finds
 * nothing would prove nothing.
 */
import type pg from 'pg'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { createJoinQueue, type JoinQueue } from '../../src/modules/participations/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, join, joined, joinRow, makeCampaign, stateOf, statusOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { sessions, untilWaiting, withoutLocks } from '../support/sessions.ts'

const joinOne = 'select outcome from sambatan.join_sambatan_campaigns($1::jsonb)'

onEachDatabase(
  '1: races for slots',
  (test) => {
    it('1: of 60 who want 10 slots from 12 sessions at once, 10 get one', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 10 })
      const clients = await sessions(test, 12)
      const outcomes = await Promise.all(
        Array.from({ length: 60 }, async (_, n) => {
          const row = JSON.stringify([joinRow(id, { user_id: `buyer-${n}` })])
          const { rows } = await clients[n % 12]!.query<{ outcome: string }>(joinOne, [row])
          return rows[0]!.outcome
        }),
      )
      await Promise.all(clients.map((client) => client.end()))
      expect(outcomes.filter((outcome) => outcome === 'joined')).toHaveLength(10)
      expect(outcomes.filter((outcome) => outcome === 'campaign_full')).toHaveLength(50)
      expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked', filled_slots: 10, participant_count: 10 })
      expect(await violations(test.db)).toEqual([])
    })

    it('1: a join that waited for the row decides on what it finds then, not on what it saw before', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 1 })
      const [first, second, observer] = await sessions(test, 3)
      await first!.query('begin')
      const row = (user: string) => JSON.stringify([joinRow(id, { user_id: user })])
      await first!.query(joinOne, [row('first')])
      const late = second!.query<{ outcome: string }>(joinOne, [row('second')])
      await untilWaiting(observer!, 1)
      await first!.query('commit')
      expect((await late).rows[0]!.outcome).toBe('campaign_full')
      await Promise.all([first, second, observer].map((client) => client!.end()))
    })

    it('control: without the row lock the same two joins both see a free slot, and only the constraint stops the oversell', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 1 })
      const [first, second, observer] = await sessions(test, 3)
      const restore = await withoutLocks(observer!, ['join_sambatan_campaigns'])
      try {
        await first!.query('begin')
        const row = (user: string) => JSON.stringify([joinRow(id, { user_id: user })])
        await first!.query(joinOne, [row('first')])
        const late = second!.query(joinOne, [row('second')]).catch((error: { constraint?: string }) => error.constraint)
        await untilWaiting(observer!, 1)
        await first!.query('commit')
        expect(await late).toMatch(/campaigns_(no_oversell|full|progress|final_times)_check/)
      } finally {
        await restore()
        await Promise.all([first, second, observer].map((client) => client!.end()))
      }
    })

    it('control: without lock and constraint the oversell happens', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 1 })
      const [first, second, observer] = await sessions(test, 3)
      await observer!.query('begin')
      await withoutLocks(observer!, ['join_sambatan_campaigns'])
      for (const name of ['no_oversell', 'full', 'progress', 'final_times']) {
        await observer!.query(`alter table sambatan.campaigns drop constraint campaigns_${name}_check`)
      }
      await observer!.query('commit')
      await first!.query('begin')
      const row = (user: string) => JSON.stringify([joinRow(id, { user_id: user })])
      await first!.query(joinOne, [row('first')])
      const late = second!.query<{ outcome: string }>(joinOne, [row('second')])
      await untilWaiting(observer!, 1)
      await first!.query('commit')
      expect((await late).rows[0]!.outcome).toBe('joined')
      expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 2 })
      expect((await violations(test.db)).join()).toContain('1:')
      await Promise.all([first, second, observer].map((client) => client!.end()))
    })
  },
  { only: 'server' },
)

onEachDatabase(
  '1, 6, 7: a confirm in the last moment of a hold',
  (test) => {
    const confirm = 'select sambatan.confirm_sambatan_participation($1)'
    const lapse = 'select action from sambatan.check_sambatan_deadlines(500)'

    async function held() {
      const { id } = await makeCampaign(test.db, { hold_minutes: 30 })
      const one = await join(test.db, id)
      const endMs = one.hold_expires_at!.getTime()
      return { id, participation: one.participation_id!, at: (ms: number) => new Date(endMs + ms).toISOString() }
    }

    const atTime = (client: pg.Client, time: string) =>
      client.query(`select set_config('sambatan.now', $1, false)`, [time])

    const endings = async (id: string) =>
      (await eventsOf(test.db, id)).filter((name) => name === 'participant_confirmed' || name === 'hold_expired')

    it('is in time or too late, whoever else looks at that moment: one outcome, one event, slots counted once', async () => {
      const [payer, clerk, run, later] = await sessions(test, 4)
      const seen: Record<string, number> = { confirmed: 0, cancelled: 0 }
      for (let round = 0; round < 60; round++) {
        const { id, participation, at } = await held()
        // From two milliseconds before the end, when it is still in time, to two after it.
        const offsetMs = round < 2 ? -1 : (round % 5) - 2
        await Promise.all([atTime(payer!, at(offsetMs)), atTime(clerk!, at(offsetMs))])
        await Promise.all([atTime(run!, at(0)), atTime(later!, at(1))])
        const acts = [
          () => payer!.query(confirm, [participation]),
          () => run!.query(lapse),
          () => clerk!.query(confirm, [participation]),
          () => later!.query(joinOne, [JSON.stringify([joinRow(id, { user_id: 'next' })])]),
        ]
        // Each of them comes first in some round; of the first two rounds it is known who does.
        const order = acts.map((_, n) => acts[(n + round) % acts.length]!)
        const first = round < 2 ? await order.shift()!() : undefined
        const results = await Promise.allSettled(order.map((act) => act()))
        const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason.message)
        const status = await statusOf(test.db, participation)
        const told = `round ${round}, at ${offsetMs} ms, ${first?.command ?? 'all at once'}`
        const isIn = status === 'confirmed'
        seen[status] = (seen[status] ?? 0) + 1
        expect(await endings(id), told).toEqual([isIn ? 'participant_confirmed' : 'hold_expired'])
        expect(refused, told).toEqual(Array(isIn ? 1 : 2).fill('participation_state_invalid'))
        if (offsetMs >= 0) expect(status, told).toBe('cancelled')
        expect(await stateOf(test.db, id), told).toMatchObject({
          filled_slots: isIn ? 2 : 1,
          confirmed_slots: isIn ? 1 : 0,
          participant_count: isIn ? 2 : 1,
        })
      }
      expect(seen.confirmed! + seen.cancelled!).toBe(60)
      expect(Math.min(seen.confirmed!, seen.cancelled!)).toBeGreaterThan(0)
      expect(await violations(test.db)).toEqual([])
      await Promise.all([payer, clerk, run, later].map((client) => client!.end()))
    })

    it('control: without the campaign’s lock it is confirmed and lapses as well', async () => {
      const { id, participation, at } = await held()
      const [first, second, observer] = await sessions(test, 3)
      await Promise.all([atTime(first!, at(-1)), atTime(second!, at(0))])
      const restore = await withoutLocks(observer!, ['lock_campaign', 'lock_due_campaigns'])
      try {
        await first!.query('begin')
        await first!.query(confirm, [participation])
        const late = second!.query(lapse)
        await untilWaiting(observer!, 1)
        await first!.query('commit')
        await late
        expect((await endings(id)).sort()).toEqual(['hold_expired', 'participant_confirmed'])
      } finally {
        await restore()
        await Promise.all([first, second, observer].map((client) => client!.end()))
      }
    })
  },
  { only: 'server' },
)

onEachDatabase(
  '5 and 8: keys and locks',
  (test) => {
    async function twoNodes(): Promise<{ queues: JoinQueue[]; close(): Promise<void> }> {
      const other = await openDatabase(test.options)
      const options = { queueMax: 1000, onJoined() {}, onBatch() {} }
      const queues = [createJoinQueue({ db: test.db, ...options }), createJoinQueue({ db: other, ...options })]
      return { queues, close: () => other.close() }
    }

    const request = (user: string, key?: string) => ({
      user_id: user,
      quantity: 1,
      shipping_address: 'Jalan Melati 1, Sleman',
      actor: 'service',
      ...(key ? { idempotency: { scope: 'service', key, requestHash: 'ab'.repeat(32) } } : {}),
    })

    it('5: one key sent 40 times at once through two nodes has one effect, and everybody gets the same answer', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 100 })
      const { queues, close } = await twoNodes()
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) => queues[n % 2]!.join(id, request('rani', 'one-key'))),
      )
      await close()
      expect(new Set(answers.map((answer) => answer.participation.id)).size).toBe(1)
      expect(answers.filter((answer) => !answer.replayed)).toHaveLength(1)
      expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 1, participant_count: 1 })
    })

    it('5: one key sent to two campaigns at once has its effect in one of them', async () => {
      const campaigns = [await makeCampaign(test.db), await makeCampaign(test.db)]
      const { queues, close } = await twoNodes()
      for (let round = 0; round < 10; round++) {
        const outcomes = await Promise.allSettled(
          campaigns.map(({ id }, n) =>
            queues[n]!.join(id, {
              ...request(`buyer-${round}`),
              idempotency: { scope: 'service', key: `round-${round}`, requestHash: `${n}a`.repeat(32) },
            }),
          ),
        )
        const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
        expect(refused).toMatchObject([{ reason: { code: 'idempotency_mismatch' } }])
      }
      await close()
      expect(await violations(test.db)).toEqual([])
    })

    it('6: concurrent joins go together into few transactions, and a request that cannot be written fails alone', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 1000 })
      const sizes: number[] = []
      const queue = createJoinQueue({
        db: test.db,
        queueMax: 1000,
        onJoined() {},
        onBatch: (size) => void sizes.push(size),
      })
      const all = await Promise.allSettled(
        Array.from({ length: 60 }, (_, n) =>
          queue.join(id, n === 30 ? { ...request('x'), shipping_address: 'a nul \u0000 character' } : request(`b${n}`)),
        ),
      )
      expect(all.filter((one) => one.status === 'rejected')).toHaveLength(1)
      expect(all[30]!.status).toBe('rejected')
      const before = sizes.length
      await Promise.all(Array.from({ length: 200 }, (_, n) => queue.join(id, request(`c${n}`))))
      expect(sizes.slice(before).reduce((sum, size) => sum + size, 0)).toBe(200)
      expect(sizes.length - before).toBeLessThan(20)
      expect(await violations(test.db)).toEqual([])
    })

    it('refuses beyond its bound, and finishes what it took when it closes', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 100 })
      const queue = createJoinQueue({ db: test.db, queueMax: 5, onJoined() {}, onBatch() {} })
      const taken = Array.from({ length: 8 }, (_, n) => queue.join(id, request(`d${n}`)))
      const closing = queue.close()
      const late = queue.join(id, request('late')).catch((error: unknown) => error)
      const outcomes = await Promise.allSettled(taken)
      await closing
      const codes = outcomes.map((one) => (one.status === 'rejected' ? one.reason.code : 'joined'))
      expect(codes).toEqual([...Array(5).fill('joined'), ...Array(3).fill('queue_full')])
      expect(await late).toMatchObject({ code: 'shutting_down', retryAfterSeconds: 2 })
    })

    it('8: no two operations deadlock, in any mixture, from eight sessions', async () => {
      const campaigns = await Promise.all(
        Array.from({ length: 3 }, () => makeCampaign(test.db, { total_slots: 400, minimum_slots: 1, hold_minutes: 5 })),
      )
      const participations: string[] = []
      for (let n = 0; n < 60; n++) {
        participations.push(await joined(test.db, campaigns[n % 3]!.id, { user_id: `e${n}`, quantity: 2 }))
      }
      const clients = await sessions(test, 8)
      const any = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!
      const operations: (() => [string, unknown[]])[] = [
        () => [joinOne, [JSON.stringify([joinRow(any(campaigns).id, { user_id: uuidv7(), quantity: 1 })])]],
        () => ['select sambatan.cancel_sambatan_participation($1)', [any(participations)]],
        () => ['select sambatan.confirm_sambatan_participation($1)', [any(participations)]],
        () => ['select sambatan.refund_sambatan_participation($1)', [any(participations)]],
        () => [
          'select sambatan.reserve_sambatan_slots($1, 1), sambatan.release_sambatan_slots($1, 1)',
          [any(campaigns).id],
        ],
        () => [
          `select sambatan.extend_sambatan_campaign($1, now() + interval '9 days' + random() * interval '90 days')`,
          [any(campaigns).id],
        ],
        () => ['select * from sambatan.check_sambatan_deadlines()', []],
        () => ['select sambatan.take_lifecycle_lease($1, 1)', [uuidv7()]],
      ]
      const codes = new Map<string, number>()
      await Promise.all(
        clients.map(async (client) => {
          for (let n = 0; n < 150; n++) {
            const [text, values] = any(operations)()
            const code = await client.query(text, values).then(
              () => '00000',
              (error: { code: string }) => error.code,
            )
            codes.set(code, (codes.get(code) ?? 0) + 1)
          }
        }),
      )
      await Promise.all(clients.map((client) => client.end()))
      expect([...codes.keys()].filter((code) => code !== '00000' && code !== 'SB001')).toEqual([])
      expect(codes.get('00000')).toBeGreaterThan(300)
      expect(await violations(test.db)).toEqual([])
    })
  },
  { only: 'server' },
)
