/**
 * A preview of a lifecycle run says what the run then does: over any history of campaigns, joins and time, at one moment.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Tx } from '../../src/db/index.ts'
import type { Campaign, NewCampaign } from '../../src/modules/campaigns/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, item, joinBatch, makeCampaign, makeProduct, minutes } from '../support/engine.ts'

const seed = 20_261_101

const campaignWish = fc.record({
  total: fc.integer({ min: 1, max: 6 }),
  sells: fc.constantFrom('one thing' as const, 'one thing, cheaper together' as const, 'two sizes' as const),
  goalShare: fc.double({ min: 0, max: 1, noNaN: true }),
  holdMinutes: fc.option(fc.integer({ min: 5, max: 120 }), { nil: undefined, freq: 5 }),
  completion: fc.constantFrom('when_full' as const, 'at_deadline' as const),
  /** Of those whose holds end, some count confirmed slots, and settle for so long. */
  settlement: fc.option(fc.constantFrom(0, 60, 300), { nil: undefined, freq: 2 }),
  opensInMinutes: fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined, freq: 1 }),
  deadlineInMinutes: fc.integer({ min: 130, max: 600 }),
  joins: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 3 }),
      buyer: fc.integer({ min: 1, max: 4 }),
      /** After the one before. */
      afterMinutes: fc.integer({ min: 0, max: 60 }),
      next: fc.constantFrom('stays', 'stays', 'stays', 'confirms', 'leaves', 'pays some'),
    }),
    { maxLength: 8 },
  ),
})

type CampaignWish = typeof campaignWish extends fc.Arbitrary<infer Wish> ? Wish : never

/** What a campaign sells, as far as its slots allow. */
const sells: Record<CampaignWish['sells'], (total: number) => Partial<NewCampaign>> = {
  'one thing': () => ({}),
  'one thing, cheaper together': (total) => ({ volume_prices: [{ from_slots: Math.ceil(total / 2), price: 70_000 }] }),
  'two sizes': (total) => ({
    items: [item('10 ml', 100, { minimum_units: Math.min(2, total) }), item('50 ml', 190, { minimum_units: 1 })],
    volume_prices: [
      {
        from_slots: Math.ceil(total / 2),
        prices: [
          { item: 0, price: 90 },
          { item: 1, price: 150 },
        ],
      },
    ],
  }),
}

/** What a run does on the way is told with what it ends in. */
const partOfCompleting = new Set(['item_dropped', 'price_settled'])

/** They change nothing that a preview could tell of. */
const reminders = new Set([
  ...['deadline_near', 'hold_ends_soon', 'campaign_nearly_full', 'offer_ends_soon'],
  ...['payment_due_soon', 'payment_overdue', 'claims_waiting'],
])

/** So many of one size; whoever takes three takes one of the other too. */
function linesOf(items: Campaign['items'], { quantity, buyer }: CampaignWish['joins'][number]) {
  const [one, other] = buyer % 2 === 0 ? [items[0]!, items[1]!] : [items[1]!, items[0]!]
  const line = { item_id: one.id, units: Math.min(quantity, 2) }
  return quantity === 3 ? [line, { item_id: other.id, units: 1 }] : [line]
}

interface Row {
  campaign_id: string
  event: string
  due_at: Date
  participations: number
  buyers: number
  slots: number
  amount: number
}

type Happened = Omit<Row, 'due_at'>

onEachDatabase('the preview of a run', (test) => {
  it('is what the run then does', async () => {
    const product = await makeProduct(test.db)
    const history = fc.record({
      campaigns: fc.array(campaignWish, { minLength: 1, maxLength: 5 }),
      /** After the last join, each. */
      looksAfterMinutes: fc.array(fc.integer({ min: 0, max: 250 }), { minLength: 1, maxLength: 3 }),
    })
    let previewed = 0
    await fc.assert(
      fc.asyncProperty(history, async ({ campaigns, looksAfterMinutes }) => {
        const start = Date.now()
        let end = start
        for (const wish of campaigns) end = Math.max(end, await play(start, wish, product.id))
        for (const after of [...looksAfterMinutes].sort((a, b) => a - b)) {
          previewed += await test.db.tx(async (tx) => compare(tx, new Date(end + minutes(after))))
        }
        // Nothing of one history is left for the next.
        await test.db.tx((tx) => compare(tx, new Date(start + hours(24))))
      }),
      { seed, numRuns: test.db.kind === 'server' ? 60 : 25, endOnFailure: true },
    )
    expect(previewed, 'there was something to preview').toBeGreaterThan(40)
  }, 120_000)

  /** A campaign and its joins, each at its own time and as far as it is let in; no run comes in between. When it ended. */
  async function play(start: number, wish: CampaignWish, product: string): Promise<number> {
    const { id, items } = await makeCampaign(test.db, {
      ...sells[wish.sells](wish.total),
      product_id: product,
      total_slots: wish.total,
      minimum_slots: Math.max(1, Math.round(wish.total * wish.goalShare)),
      hold_minutes: wish.holdMinutes,
      completion: wish.completion,
      ...(wish.holdMinutes !== undefined && wish.settlement !== undefined
        ? { goal_counts: 'confirmed', settlement_minutes: wish.settlement }
        : {}),
      opensInMs: wish.opensInMinutes && minutes(wish.opensInMinutes),
      deadlineInMs: minutes(wish.deadlineInMinutes),
    })
    let at = start
    for (const join of wish.joins) {
      at += minutes(join.afterMinutes)
      await test.db.tx(async (tx) => {
        await setMoment(tx, new Date(at))
        const rows = await sql<{ outcome: string; participation_id: string }>`
          select * from sambatan.join_sambatan_campaigns(${JSON.stringify([
            {
              campaign_id: id,
              id: crypto.randomUUID(),
              user_id: `b-${join.buyer}`,
              ...(wish.sells === 'two sizes' ? { lines: linesOf(items, join) } : { quantity: join.quantity }),
              shipping_address: 'Jalan Melati 1, Yogyakarta',
            },
          ])}::jsonb)`.execute(tx)
        const [row] = rows.rows
        if (row?.outcome !== 'joined' || join.next === 'stays') return
        if (join.next === 'pays some') {
          await sql`select sambatan.record_sambatan_money(${row.participation_id}, '{"kind": "received", "amount": 50}')`.execute(
            tx,
          )
          return
        }
        const what = join.next === 'confirms' ? 'confirm' : 'cancel'
        await sql`select sambatan.${sql.raw(`${what}_sambatan_participation`)}(${row.participation_id})`.execute(tx)
      })
    }
    return at
  }

  async function setMoment(tx: Tx, at: Date) {
    await sql`select set_config('sambatan.now', ${at.toISOString()}, true)`.execute(tx)
  }

  /** Previews and runs at one moment, and compares; how many rows there were. */
  async function compare(tx: Tx, at: Date): Promise<number> {
    const ahead = await sql<Row>`select * from sambatan.preview_sambatan_lifecycle(as_of => ${at})`.execute(tx)
    await setMoment(tx, at)
    const preview = await sql<Row>`select * from sambatan.preview_sambatan_lifecycle()`.execute(tx)
    const due = await sql<{ due: boolean }>`
      select cardinality(sambatan.due_campaigns(1, sambatan.now(),
        array(select kind from sambatan.due_kinds where not reminder))) > 0 as due`.execute(tx)
    const [before] = (await sql<{ id: number }>`select coalesce(max(id), 0) as id from sambatan.audit_logs`.execute(tx))
      .rows
    const reported = new Set<string>()
    for (;;) {
      const pass = await sql<{ campaign_id: string; action: string }>`
        select campaign_id, action from sambatan.check_sambatan_deadlines(3)`.execute(tx)
      for (const row of pass.rows) if (!reminders.has(row.action)) reported.add(`${row.campaign_id} ${row.action}`)
      if (pass.rows.length === 0) break
    }
    const said = preview.rows.map(({ campaign_id, event, participations, buyers, slots, amount }) => ({
      campaign_id,
      event,
      participations,
      buyers,
      slots,
      amount,
    }))
    expect(ahead.rows, 'said before that moment has come').toEqual(preview.rows)
    for (const { due_at } of preview.rows) expect(due_at.getTime()).toBeLessThanOrEqual(at.getTime())
    const ends = said.filter(({ event }) => !partOfCompleting.has(event))
    expect(new Set(ends.map((row) => `${row.campaign_id} ${row.event}`))).toEqual(reported)
    expect(said.length > 0, 'what is due is what is previewed').toBe(due.rows[0]!.due)
    expect(sorted(said)).toEqual(sorted(await whatHappened(tx, before!.id)))
    return said.length
  }

  /** What the audit trail and the participations say of the run, by queries that share nothing with the preview. */
  async function whatHappened(tx: Tx, afterId: number): Promise<Happened[]> {
    const { rows } = await sql<Happened>`
      select e.campaign_id, e.event, coalesce(p.participations, 0)::int as participations, coalesce(p.buyers, 0)::int as buyers,
        coalesce(p.slots, 0)::int as slots, coalesce(p.amount, 0)::bigint as amount
      from (
        select distinct campaign_id, event from sambatan.audit_logs
        where id > ${afterId} and event in (
          'campaign_opened', 'campaign_settling', 'campaign_completed', 'campaign_failed', 'hold_expired', 'item_dropped',
          'price_settled')
      ) e
      left join lateral (
        select count(*) as participations, count(distinct p.user_id) as buyers,
          sum(case e.event when 'item_dropped' then (dropped.metadata ->> 'slots')::int else p.quantity end) as slots,
          sum(case e.event
            when 'item_dropped' then (dropped.metadata ->> 'amount')::bigint
            when 'campaign_completed' then p.final_amount
            when 'price_settled' then p.amount - coalesce((dropped.metadata ->> 'amount')::bigint, 0) - p.final_amount
            else p.amount end) as amount
        from sambatan.participants p
        left join sambatan.audit_logs dropped
          on dropped.participant_id = p.id and dropped.event = 'item_dropped' and dropped.id > ${afterId}
        where p.campaign_id = e.campaign_id and case e.event
          when 'campaign_completed' then p.status = 'confirmed'
          when 'item_dropped' then dropped.id is not null
          when 'price_settled' then p.status = 'confirmed'
            and p.final_amount < p.amount - coalesce((dropped.metadata ->> 'amount')::bigint, 0)
          when 'campaign_failed' then p.id in (
            select a.participant_id from sambatan.audit_logs a where a.id > ${afterId} and a.event = 'participant_refunded')
          -- Those who were reserved at the deadline: what became of them since, or will, began before it.
          when 'campaign_settling' then p.status = 'pending_payment' or p.id in (
            select a.participant_id from sambatan.audit_logs a
            where a.id > (select max(s.id) from sambatan.audit_logs s where s.campaign_id = e.campaign_id and s.event = 'campaign_settling')
              and a.campaign_id = e.campaign_id and a.event = 'hold_expired')
          when 'hold_expired' then p.id in (
            select a.participant_id from sambatan.audit_logs a where a.id > ${afterId} and a.event = 'hold_expired')
          else false end
      ) p on true`.execute(tx)
    return rows
  }

  const sorted = (rows: Happened[]) =>
    [...rows].sort((a, b) => `${a.campaign_id}${a.event}`.localeCompare(`${b.campaign_id}${b.event}`))

  it('changes nothing, and is no hindrance to who works meanwhile', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 2 })
    await joinBatch(test.db, id, [{ quantity: 2 }])
    const look = async () => [
      await test.db.query('select * from sambatan.campaigns where id = $1', [id]),
      await test.db.query('select count(*) from sambatan.audit_logs'),
      await test.db.query('select * from sambatan.lifecycle_failures'),
    ]
    const before = await look()
    // In a read-only transaction: whatever would write or lock a row is refused by PostgreSQL itself.
    const rows = await test.db.tx(async (tx) => {
      await sql`set transaction read only`.execute(tx)
      return (await sql<Row>`select * from sambatan.preview_sambatan_lifecycle()`.execute(tx)).rows
    })
    expect(rows).toMatchObject([{ campaign_id: id, event: 'campaign_completed', slots: 2, amount: 200_000 }])
    expect(await look()).toEqual(before)
  })
})
