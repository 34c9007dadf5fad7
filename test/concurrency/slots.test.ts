/**
 * Many at once for the same slots. Each race has its control: with the guard off it must occur, or the test that finds
 * nothing would prove nothing.
 */
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { createJoinQueue, type JoinQueue } from '../../src/modules/participations/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joined, joinRow, makeCampaign, stateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { sessions, untilWaiting } from '../support/sessions.ts'

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
      const { rows } = await observer!.query<{ body: string }>(
        `select pg_get_functiondef('sambatan.join_sambatan_campaigns(jsonb)'::regprocedure) as body`,
      )
      const body = rows[0]!.body
      expect(body).toContain('for no key update')
      await observer!.query(body.replaceAll('for no key update', ''))
      try {
        await first!.query('begin')
        const row = (user: string) => JSON.stringify([joinRow(id, { user_id: user })])
        await first!.query(joinOne, [row('first')])
        const late = second!.query(joinOne, [row('second')]).catch((error: { constraint?: string }) => error.constraint)
        await untilWaiting(observer!, 1)
        await first!.query('commit')
        expect(await late).toMatch(/campaigns_(no_oversell|full|progress|final_times)_check/)
      } finally {
        await observer!.query(body)
        await Promise.all([first, second, observer].map((client) => client!.end()))
      }
    })

    it('control: without lock and constraint the oversell happens', async () => {
      const { id } = await makeCampaign(test.db, { total_slots: 1 })
      const [first, second, observer] = await sessions(test, 3)
      const { rows } = await observer!.query<{ body: string }>(
        `select pg_get_functiondef('sambatan.join_sambatan_campaigns(jsonb)'::regprocedure) as body`,
      )
      const body = rows[0]!.body
      await observer!.query('begin')
      await observer!.query(body.replaceAll('for no key update', ''))
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
