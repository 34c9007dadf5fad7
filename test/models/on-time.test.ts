/**
 * Everything is decided as if on time: one history, lived through with a scheduler that reacts at once, with one that comes
 * at the end alone, and with one that is paused in the middle, has one end. (A run follows each filling in all three: being
 * full is no moment.)
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database, Tx } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { isProblem } from '../../src/kernel/problem.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, joinRow, makeProduct, minutes } from '../support/engine.ts'

const seed = Number(process.env.FC_SEED ?? 20_261_128)
/** Far from the real now, so that nothing of other tests is ever due. */
const start = Date.parse('2031-03-01T00:00:00Z')

/** What somebody does so many minutes after what was done before; `who` is an order's place among those made. */
type Deed = { afterMinutes: number; who: number } & (
  | { what: 'join' | 'reorder'; user: string; quantity: number }
  | { what: 'cancel' | 'confirm' | 'refund' | 'confirmAll' | 'extend' | 'stop' | 'pay' | 'payRest' | 'reverse' }
)

interface History {
  minimum: number
  holdMinutes: number | undefined
  completion: 'when_full' | 'at_deadline'
  /** Where holds end, confirmed slots alone may count; minutes after the deadline. */
  settlement: number | undefined
  opensInHours: number | undefined
  /** Two sizes, of which each needs so many units: the first one's first units are cheaper, for an hour and a half. */
  minimumUnits: number | undefined
  deeds: Deed[]
}

const schedulers = ['at once', 'at the end', 'paused in the middle'] as const
type Scheduler = (typeof schedulers)[number]

const when = { afterMinutes: fc.integer({ min: 1, max: 100 }), who: fc.nat(6) }
const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...when,
      what: fc.constantFrom('join', 'join', 'join', 'reorder'),
      user: fc.constantFrom('rani', 'budi', 'sari'),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...when,
      what: fc.constantFrom(
        ...(['cancel', 'confirm', 'confirm', 'refund', 'confirmAll', 'extend', 'extend', 'stop'] as const),
        ...(['pay', 'pay', 'payRest', 'reverse'] as const),
      ),
    }),
  },
) as fc.Arbitrary<Deed>

const history: fc.Arbitrary<History> = fc.record({
  minimum: fc.integer({ min: 1, max: 8 }),
  holdMinutes: fc.constantFrom(undefined, 30, 90),
  completion: fc.constantFrom('when_full', 'at_deadline'),
  settlement: fc.constantFrom(undefined, 0, 45, 120),
  opensInHours: fc.constantFrom(undefined, 1),
  minimumUnits: fc.constantFrom(undefined, undefined, 1, 3),
  deeds: fc.array(deed, { minLength: 3, maxLength: 14 }),
})

/** Lives through a history at its own times; what has become of campaign and orders in the end. */
class Life {
  readonly #db: Database
  readonly #scheduler: Scheduler
  readonly #orders: string[] = []
  #campaign = ''
  #items: string[] = []
  #now = start

  constructor(db: Database, scheduler: Scheduler) {
    this.#db = db
    this.#scheduler = scheduler
  }

  async live({
    minimum,
    holdMinutes,
    completion,
    settlement,
    opensInHours,
    minimumUnits,
    deeds,
  }: History): Promise<unknown> {
    const product = await makeProduct(this.#db)
    this.#campaign = uuidv7()
    const counts = holdMinutes !== undefined && settlement !== undefined ? 'confirmed' : 'claims'
    await this.#at(async (tx) => {
      await sql`insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots,
          minimum_slots, hold_minutes, completion, goal_counts, settlement_minutes, opens_at, deadline, created_at, updated_at)
        values (${this.#campaign}, ${this.#campaign}, ${product.id}, 'seller-1', 'Melati', 1000, 8, ${minimum},
          ${holdMinutes ?? null}, ${completion}, ${counts}, ${counts === 'confirmed' ? settlement : 0},
          ${opensInHours ? new Date(start + hours(opensInHours)) : null},
          ${new Date(start + hours(5))}, ${new Date(start)}, ${new Date(start)})`.execute(tx)
      if (minimumUnits !== undefined) await this.#sell(tx, minimumUnits)
      await sql`select sambatan.publish_sambatan_campaign(${this.#campaign})`.execute(tx)
    })
    for (const [index, deed] of deeds.entries()) {
      await this.#pass(
        minutes(deed.afterMinutes),
        this.#scheduler === 'paused in the middle' && index >= deeds.length / 2,
      )
      await this.#do(deed)
      if (await this.#isFull()) await this.#run()
    }
    await this.#pass(hours(24 * 30), true)
    await this.#run()
    return this.#end()
  }

  async #sell(tx: Tx, minimumUnits: number): Promise<void> {
    this.#items = [uuidv7(), uuidv7()]
    for (const [index, id] of this.#items.entries()) {
      await sql`insert into sambatan.campaign_items
          (id, campaign_id, number, position, name, price, minimum_units, created_at, updated_at)
        values (${id}, ${this.#campaign}, ${index + 1}, ${index}, 'Ukuran', ${1000 + index}, ${minimumUnits}, ${new Date(start)},
          ${new Date(start)})`.execute(tx)
    }
    await sql`insert into sambatan.item_tiers (id, campaign_id, item, number, price, units, ends_at)
      values (${uuidv7()}, ${this.#campaign}, 1, 1, 700, 3, ${new Date(start + hours(1.5))})`.execute(tx)
    await sql`insert into sambatan.volume_prices (campaign_id, from_slots, item, price)
      values (${this.#campaign}, 4, 1, 600), (${this.#campaign}, 4, 2, 900)`.execute(tx)
    await sql`update sambatan.campaigns set itemized = true where id = ${this.#campaign}`.execute(tx)
  }

  /** So many of one item; of more than two one is of the other. */
  #wanted({ user, quantity }: { user: string; quantity: number }) {
    if (this.#items.length === 0) return { quantity }
    const [one, other] = user === 'budi' ? this.#items.toReversed() : this.#items
    const lines = [{ item_id: one, units: Math.min(quantity, 2) }]
    return { lines: quantity > 2 ? [...lines, { item_id: other, units: quantity - 2 }] : lines }
  }

  /** Lets time pass; a scheduler that works reacts to each moment on the way. */
  async #pass(ms: number, paused: boolean): Promise<void> {
    const until = this.#now + ms
    while (this.#scheduler !== 'at the end' && !paused) {
      const [row] = await this.#db.query<{ due: Date | null }>(
        'select min(due_at) as due from sambatan.campaign_due where campaign_id = $1',
        [this.#campaign],
      )
      const due = row!.due?.getTime() ?? Number.POSITIVE_INFINITY
      if (due >= until) break
      this.#now = Math.max(this.#now, due + 400)
      await this.#run()
    }
    this.#now = until
  }

  async #do(deed: Deed): Promise<void> {
    const order = this.#orders[deed.who] ?? this.#orders[0]
    const campaign = this.#campaign
    if (deed.what === 'join') {
      const id = uuidv7()
      const row = { ...joinRow(campaign, { id, user_id: deed.user, quantity: undefined }), ...this.#wanted(deed) }
      const got = await this.#at((tx) =>
        sql<{
          outcome: string
        }>`select * from sambatan.join_sambatan_campaigns(${JSON.stringify([row])}::jsonb)`.execute(tx),
      )
      if (got!.rows[0]!.outcome === 'joined') this.#orders.push(id)
    } else if (deed.what === 'reorder') {
      if (order === undefined) return
      const wanted = JSON.stringify({ ...this.#wanted(deed), reason: 'Salah pilih' })
      await this.#at((tx) => sql`select sambatan.change_sambatan_order(${order}, ${wanted}::jsonb)`.execute(tx))
    } else if (deed.what === 'extend') {
      const later = sql`(select deadline + interval '1 hour' from sambatan.campaigns where id = ${campaign})`
      await this.#at((tx) => sql`select sambatan.extend_sambatan_campaign(${campaign}, ${later})`.execute(tx))
    } else if (deed.what === 'stop') {
      // Seldom: else most histories would end with it.
      if (deed.who === 0) await this.#at((tx) => sql`select sambatan.cancel_sambatan_campaign(${campaign})`.execute(tx))
    } else if (deed.what === 'confirmAll') {
      if (this.#orders.length === 0) return
      await this.#at((tx) =>
        sql`select sambatan.confirm_sambatan_participations(${campaign}, ${this.#orders}::uuid[])`.execute(tx),
      )
    } else if (order === undefined) {
      return
    } else if (deed.what === 'pay' || deed.what === 'payRest') {
      const record = JSON.stringify({ kind: 'received', ...(deed.what === 'pay' ? { amount: 300 } : {}) })
      await this.#at((tx) => sql`select sambatan.record_sambatan_money(${order}, ${record}::jsonb)`.execute(tx))
    } else if (deed.what === 'reverse') {
      await this.#at((tx) =>
        sql`select sambatan.reverse_sambatan_money(m.id, 'Salah catat') from (
          select id from sambatan.money_records where participation_id = ${order} and reverses is null order by number limit 1) m`.execute(
          tx,
        ),
      )
    } else {
      await this.#at((tx) =>
        sql`select sambatan.${sql.raw(`${deed.what}_sambatan_participation`)}(${order})`.execute(tx),
      )
    }
  }

  async #run(): Promise<void> {
    await this.#at((tx) =>
      sql`select sambatan.advance_campaigns(array[${this.#campaign}]::uuid[], sambatan.now())`.execute(tx),
    )
  }

  async #isFull(): Promise<boolean> {
    const [row] = await this.#db.query<{ status: string }>('select status from sambatan.campaigns where id = $1', [
      this.#campaign,
    ])
    return row!.status === 'locked'
  }

  /** At its moment; what is refused has not happened. */
  async #at<T>(act: (tx: Tx) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#db.tx(async (tx) => {
        await sql`select set_config('sambatan.now', ${new Date(this.#now).toISOString()}, true)`.execute(tx)
        return act(tx)
      })
    } catch (error) {
      if (isProblem(error)) return undefined
      throw error
    }
  }

  async #end(): Promise<unknown> {
    const [campaign] = await this.#db.query(
      'select status, filled_slots, confirmed_slots, closed_slots, participant_count, contribution, deadline from sambatan.campaigns where id = $1',
      [this.#campaign],
    )
    const orders = await this.#db.query<{ id: string; user_id: string; quantity: number; status: string }>(
      `select id, user_id, quantity, amount, final_amount, lines, status, paid_amount, owed_to_buyer, owed_by_buyer
      from sambatan.participants where campaign_id = $1`,
      [this.#campaign],
    )
    // In the order in which they were made.
    const inOrder = this.#orders.map((id) => orders.find((one) => one.id === id)!).map(({ id: _, ...order }) => order)
    return { campaign, orders: inOrder }
  }
}

onEachDatabase('7: whenever the scheduler comes', (test) => {
  it('one history has one end', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (lived) => {
        const ends: unknown[] = []
        for (const scheduler of schedulers) ends.push(await new Life(test.db, scheduler).live(lived))
        expect(ends[1], schedulers[1]).toEqual(ends[0])
        expect(ends[2], schedulers[2]).toEqual(ends[0])
      }),
      { seed, numRuns: test.db.kind === 'server' ? 60 : 15, endOnFailure: true },
    )
  }, 120_000)
})
