/** Who is reminded of money: buyers who have not paid once their campaign has completed, and sellers whom buyers wait for. */
import { expect, it } from 'vitest'
import type { Database, Tx } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { answerClaim, claimPayment, claimsOf, confirmClaim, recordMoney } from '../../src/modules/money/index.ts'
import {
  type Channel,
  changePreferences,
  deliverAll,
  listNotifications,
  type Outgoing,
} from '../../src/modules/notifications/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { type CampaignWish, hours, joined, makeCampaign, minutes, relay, runPasses } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { silentLog } from '../support/log.ts'

const days = (count: number) => hours(24 * count)

interface Told {
  event: string
  metadata: Record<string, unknown>
}

/** Of a campaign, or of a seller. */
const remindersOf = (db: Database, about: string) =>
  db.query<Told>(
    `select event, metadata from sambatan.audit_logs
    where (campaign_id::text = $1 or subject = 'seller' and subject_id = $1)
      and event in ('payment_due_soon', 'payment_overdue', 'claims_waiting') order by id`,
    [about],
  )

async function pass(db: Database, ms: number): Promise<void> {
  await advanceClock(db, ms)
  await runPasses(db)
}

const pay = (db: Database, id: string) => db.tx((tx) => recordMoney(tx, id, { kind: 'received' }))
const claim = (db: Database, id: string) => db.tx((tx) => claimPayment(tx, id, {}))

/** The claim that waits for an answer. */
async function waiting(tx: Tx, participationId: string): Promise<string> {
  const claims = await claimsOf(tx, { participationId })
  return claims.find(({ answered_at }) => answered_at === null)!.id
}

async function person(db: Database, name: string, zone = 'Asia/Jakarta'): Promise<string> {
  const id = `${name}-${uuidv7()}`
  await db.query(
    `insert into sambatan.people (id, origin, name, email, email_verified, locale, time_zone, created_at, updated_at)
    values ($1, 'token', $2, $3, true, 'en', $4, now(), now())`,
    [id, name, `${id.toLowerCase()}@example.com`, zone],
  )
  return id
}

/** Carries what is due, and keeps what it carried. */
function post(db: Database) {
  const sent: Outgoing[] = []
  const email: Channel = {
    name: 'email',
    atOnce: 5,
    send(outgoing) {
      sent.push(outgoing)
      return Promise.resolve({ outcome: 'sent' })
    },
  }
  return {
    carry: async () => {
      await relay(db)
      await deliverAll(db, email, silentLog)
    },
    /** Of what is told of money that is missing, or asked about. */
    to: (id: string) =>
      sent
        .filter(({ facts, topic }) => facts.reader.id === id && topic === 'reminders')
        .map(({ facts, content }) => ({ kind: facts.kind, ...content, text: content.paragraphs.join(' ') })),
  }
}

/** One in which every claim counts, full and completed by that: nobody has paid. */
async function completed(db: Database, buyers: string[], wish: CampaignWish = {}) {
  const campaign = await makeCampaign(db, { total_slots: buyers.length, ...wish })
  const orders: string[] = []
  for (const user_id of buyers) orders.push(await joined(db, campaign.id, { user_id }))
  await runPasses(db)
  return { ...campaign, orders }
}

onEachDatabase('what is not paid for a campaign that has completed', (test) => {
  it('is reminded of a day before the time to pay is over and a day after, each once, of those who neither paid nor say so', async () => {
    const { db } = test
    const { id, orders } = await completed(db, ['one', 'two', 'three'])
    const payUntil = (await databaseNow(db)).getTime() + days(7)
    await pay(db, orders[0]!)
    await claim(db, orders[1]!)
    await pass(db, days(6) - minutes(5))
    expect(await remindersOf(db, id)).toEqual([])
    await pass(db, minutes(10))
    await pass(db, minutes(10))
    const [soon, ...rest] = await remindersOf(db, id)
    expect(soon).toMatchObject({ event: 'payment_due_soon', metadata: { participations: 1, amount: 100_000 } })
    expect(Math.abs(Date.parse(String(soon!.metadata.pay_until)) - payUntil)).toBeLessThan(minutes(1))
    expect(rest).toEqual([])
    await db.tx(async (tx) => answerClaim(tx, await waiting(tx, orders[1]!), 'Belum ada di mutasi'))
    for (let n = 0; n < 20; n++) await pass(db, hours(6))
    expect(await remindersOf(db, id)).toMatchObject([
      { event: 'payment_due_soon' },
      { event: 'payment_overdue', metadata: { participations: 2, amount: 200_000 } },
    ])
    expect(await violations(db, { nothingDue: true })).toEqual([])
  })

  it('is reminded of within half of a single day, once after an outage, and not where there is nothing to pay', async () => {
    const { db } = test
    const short = await completed(db, ['one'], { payment_days: 1 })
    const late = await completed(db, ['one'])
    const paid = await completed(db, ['one', 'two'])
    for (const order of paid.orders) await pay(db, order)
    const open = await makeCampaign(db, { deadlineInMs: days(30) })
    await joined(db, open.id)
    await pass(db, hours(12) + minutes(1))
    const eventsOf = async (about: string) => (await remindersOf(db, about)).map(({ event }) => event)
    expect(await eventsOf(short.id)).toEqual(['payment_due_soon'])
    // Nothing runs until the time to pay is over, and then until a day after that.
    await pass(db, days(6) + hours(14))
    expect(await eventsOf(late.id)).toEqual([])
    expect(await eventsOf(short.id)).toEqual(['payment_due_soon', 'payment_overdue'])
    await pass(db, days(2))
    expect(await eventsOf(late.id)).toEqual(['payment_overdue'])
    expect(await eventsOf(paid.id)).toEqual([])
    expect(await eventsOf(open.id)).toEqual([])
    expect(await violations(db, { nothingDue: true })).toEqual([])
  })

  it('is told to who owes it, with what is left and until when, and to nobody who settled it meanwhile', async () => {
    const { db } = test
    const [seller, owing, payer, claimer, released] = await Promise.all(
      ['Rani', 'Budi', 'Sari', 'Tono', 'Wati'].map((name) => person(db, name)),
    )
    const { id, orders } = await completed(db, [owing!, payer!, claimer!, released!], { seller_id: seller! })
    const { carry, to } = post(db)
    await carry()
    await pass(db, days(6) + minutes(5))
    await relay(db)
    // Between being written and being sent.
    await pay(db, orders[1]!)
    await claim(db, orders[2]!)
    await db.query(`select sambatan.cancel_sambatan_participation($1, 'Tidak jadi')`, [orders[3]])
    await advanceClock(db, hours(11))
    await carry()
    expect(to(owing!)).toMatchObject([
      { kind: 'payment_due_soon', action: { path: `/me/${orders[0]}`, label: 'Look at your order' } },
    ])
    expect(to(owing!)[0]!.text).toMatch(
      /^This batch is made, and Rp.100,000 for your order is not on record as paid\. Pay by .+ WIB at the latest\. How you pay is as agreed with Rani\. .*say so on the page/i,
    )
    for (const one of [payer, claimer, released]) expect(to(one!)).toEqual([])
    const inbox = async (who: string) => {
      const { items } = await listNotifications(db.read, who, 'en', { limit: 10 })
      return items.find(({ kind }) => kind === 'payment_due_soon')!.paragraphs
    }
    expect(await inbox(payer!)).toEqual(['There is nothing left for you to pay for this.'])
    expect((await inbox(claimer!))[0]).toContain('You have said that you paid, and Rani has still to look')

    await pass(db, days(2))
    await relay(db)
    await advanceClock(db, hours(11))
    await carry()
    expect(to(owing!).map(({ kind }) => kind)).toEqual(['payment_due_soon', 'payment_overdue'])
    const told = to(seller!).find(({ kind }) => kind === 'sale_payment_overdue')!
    expect(told.text).toMatch(
      /^The time to pay for this batch ended .+ WIB, and 1 order is not on record as paid: Rp.100,000\./,
    )
    expect(told.action.path).toBe(`/sell/campaigns/${id}/money?view=owing`)
  })
})

onEachDatabase('letters about what is reserved', (test) => {
  it('say how it is paid as the seller says it, and ask nobody who says that they have paid', async () => {
    const { db } = test
    const [seller, owing, claimer] = await Promise.all(['Rani', 'Budi', 'Tono'].map((name) => person(db, name)))
    const { id } = await makeCampaign(db, {
      ...{ seller_id: seller!, total_slots: 9, minimum_slots: 4, deadlineInMs: days(3) },
      ...{ goal_counts: 'confirmed', hold_minutes: 7 * 24 * 60, settlement_minutes: 2 * 24 * 60 },
    })
    for (const user_id of [owing!, claimer!]) await joined(db, id, { user_id })
    const account = JSON.stringify([{ kind: 'bank', provider: 'BCA', number: '385 000 1234', holder: 'Toko' }])
    await db.query(`select sambatan.change_payment_instructions($1, $2, null, $3, '')`, [uuidv7(), seller, account])
    const { carry } = post(db)
    await carry()
    for (const ms of [days(2), days(1) - minutes(55), minutes(58)]) {
      await pass(db, ms)
      await relay(db)
      await carry()
    }
    const [order] = await db.query<{ id: string }>(`select id from sambatan.participants where user_id = $1`, [claimer])
    await claim(db, order!.id)
    const inbox = async (who: string) => {
      const { items } = await listNotifications(db.read, who, 'en', { limit: 20 })
      return new Map(items.map(({ kind, paragraphs }) => [String(kind), paragraphs.join(' ')]))
    }
    const [told, claimed] = [await inbox(owing!), await inbox(claimer!)]
    for (const kind of ['joined', 'unpaid', 'unpaid_last_hour', 'settling']) {
      expect(told.get(kind), kind).toContain('Pay exactly Rp 100,000 to: BCA 385 000 1234')
      expect(told.get(kind), kind).not.toContain('as agreed')
      expect(claimed.get(kind), kind).toContain('You have said that you paid: do not pay again.')
      expect(claimed.get(kind), kind).not.toMatch(/\bpay (now|Rani|exactly|before)|as agreed/i)
    }
  })
})

onEachDatabase('who says that they have paid and waits', (test) => {
  /** Campaigns of one seller, each with orders of which nothing is paid. */
  async function campaignsOf(seller: string, counts: number[]): Promise<string[][]> {
    const all: string[][] = []
    for (const count of counts) {
      const { id } = await makeCampaign(test.db, { seller_id: seller, deadlineInMs: days(60) })
      const orders: string[] = []
      for (let n = 0; n < count; n++) orders.push(await joined(test.db, id, { user_id: `buyer-${n}` }))
      all.push(orders)
    }
    return all
  }

  it('is asked about once a day, of all campaigns of a seller together, until all are answered', async () => {
    const { db } = test
    const seller = await person(db, 'Rani')
    const [first, second] = await campaignsOf(seller, [2, 2])
    await claim(db, first![0]!)
    await claim(db, first![1]!)
    await pass(db, hours(10))
    await claim(db, second![0]!)
    await pass(db, hours(14) - minutes(1))
    expect(await remindersOf(db, seller)).toEqual([])
    await pass(db, minutes(2))
    expect(await remindersOf(db, seller)).toMatchObject([
      { metadata: { claims: 3, amounts: [{ currency: 'IDR', amount: 300_000 }] } },
    ])
    // What was said later is not asked about for itself a few hours later, nor is what is said now.
    await claim(db, second![1]!)
    for (let n = 0; n < 23; n++) await pass(db, hours(1))
    expect(await remindersOf(db, seller)).toHaveLength(1)
    await pass(db, hours(1))
    await pass(db, minutes(5))
    expect((await remindersOf(db, seller)).map(({ metadata }) => metadata.claims)).toEqual([3, 4])
    await db.tx(async (tx) => confirmClaim(tx, await waiting(tx, first![0]!), {}))
    await db.tx(async (tx) => answerClaim(tx, await waiting(tx, first![1]!), 'Belum masuk'))
    await pay(db, second![0]!)
    await pass(db, days(5))
    expect(
      (await remindersOf(db, seller)).map(({ metadata }) => metadata.claims),
      'once after an outage',
    ).toEqual([3, 4, 1])
    await db.tx(async (tx) => answerClaim(tx, await waiting(tx, second![1]!), 'Belum masuk'))
    for (let n = 0; n < 3; n++) await pass(db, days(1))
    expect(await remindersOf(db, seller)).toHaveLength(3)
    expect(await violations(db, { nothingDue: true })).toEqual([])
  })

  it('said anew waits anew, and two runs at once ask once', async () => {
    const { db } = test
    const seller = await person(db, 'Rani')
    const [orders] = await campaignsOf(seller, [1])
    await claim(db, orders![0]!)
    await pass(db, hours(20))
    await claim(db, orders![0]!)
    await pass(db, hours(20))
    expect(await remindersOf(db, seller)).toEqual([])
    await advanceClock(db, hours(5))
    await Promise.all([runPasses(db), runPasses(db)])
    expect(await remindersOf(db, seller)).toHaveLength(1)
  })

  it('is told their seller by day, how many and how much, unless all were answered or they want none of it', async () => {
    const { db } = test
    const [asked, done, unwilling] = await Promise.all(['Rani', 'Sari', 'Tono'].map((name) => person(db, name)))
    await db.tx((tx) => changePreferences(tx, unwilling!, [{ topic: 'reminders', channel: 'email', wanted: false }]))
    const { carry, to } = post(db)
    const [[one, two], [answered], [unread]] = [
      (await campaignsOf(asked!, [2]))[0]!,
      (await campaignsOf(done!, [1]))[0]!,
      (await campaignsOf(unwilling!, [1]))[0]!,
    ]
    for (const order of [one, two, answered, unread]) await claim(db, order!)
    await carry()
    // To ten in the evening: what can wait until the morning does.
    const now = await databaseNow(db)
    const hour = (now.getUTCHours() + 7) % 24
    await advanceClock(db, days(1) + hours((22 - hour + 24) % 24))
    await runPasses(db)
    await carry()
    expect(to(asked!)).toEqual([])
    await db.tx(async (tx) => confirmClaim(tx, await waiting(tx, answered!), {}))
    await advanceClock(db, hours(10))
    await carry()
    expect(to(asked!)).toMatchObject([
      {
        kind: 'sale_claims_waiting',
        title: 'Buyers wait for your answer: have they paid?',
        action: { path: '/sell/claims', label: 'See who waits' },
      },
    ])
    expect(to(asked!)[0]!.text).toMatch(
      /^2 buyers say that they have paid, Rp.200,000 together, and wait for your answer\./,
    )
    expect(to(done!)).toEqual([])
    expect(to(unwilling!)).toEqual([])
    const { items } = await listNotifications(db.read, done!, 'en', { limit: 10 })
    expect(items.find(({ kind }) => kind === 'sale_claims_waiting')!.paragraphs).toEqual([
      'You have answered everybody who said that they have paid: there is nothing that you have to do.',
    ])
  })
})
