/** What people are told, and how it is carried to them. */
import { expect, it } from 'vitest'
import kindWordsEn from '../../messages/en/kinds.json' with { type: 'json' }
import kindWordsId from '../../messages/id/kinds.json' with { type: 'json' }
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { languages } from '../../src/kernel/language.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { writtenMoney, writtenTime } from '../../src/kernel/written.ts'
import { accountTemplates, createMail } from '../../src/modules/mail/index.ts'
import {
  type Channel,
  changePreferences,
  contentOf,
  deliverAll,
  emailChannel,
  kindNames,
  listNotifications,
  loadFacts,
  type Outcome,
  type Outgoing,
  plainDefinitionOf,
  takeBounce,
} from '../../src/modules/notifications/index.ts'
import { accountSecret } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { reportWriters } from '../support/delivery-reports.ts'
import { hours, joined, makeCampaign, relay, runPasses } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { addressesOf, type MailServer, openMailServer } from '../support/mail-server.ts'

const secrets = parseSecrets(accountSecret)

/** Somebody with a verified address and a name. */
async function person(db: Database, name: string): Promise<string> {
  const id = `${name}-${uuidv7()}`
  await db.query(
    `insert into sambatan.people (id, origin, name, email, email_verified, locale, created_at, updated_at)
    values ($1, 'token', $2, $3, true, 'en', now(), now())`,
    [id, name, `${id.toLowerCase()}@example.com`],
  )
  return id
}

/** A channel that keeps what it is given, and answers as told. */
function channel(answer: (outgoing: Outgoing) => Outcome = () => ({ outcome: 'sent' })) {
  const sent: Outgoing[] = []
  const email: Channel = {
    name: 'email',
    atOnce: 5,
    send(outgoing) {
      sent.push(outgoing)
      return Promise.resolve(answer(outgoing))
    },
  }
  return { email, sent, to: (id: string) => sent.filter(({ facts }) => facts.reader.id === id) }
}

const states = (db: Database, id: string) =>
  db.query<{ kind: string; state: string; last_error: string | null }>(
    `select n.kind, d.state, d.last_error from sambatan.notification_deliveries d
    join sambatan.notifications n on n.id = d.notification_id where d.person_id = $1 order by d.event_id, d.id`,
    [id],
  )

onEachDatabase('notifications', (test) => {
  it('are of the kinds that the database knows, and no other', async () => {
    const rows = await test.db.query<{ kind: string }>('select kind from sambatan.notification_kinds')
    expect(rows.map(({ kind }) => kind).sort()).toEqual([...kindNames].sort())
  })

  it('are called by words where operators read of them, as the letters about accounts are', () => {
    for (const words of [kindWordsId, kindWordsEn]) {
      expect(Object.keys(words).sort()).toEqual(
        [...kindNames, ...accountTemplates].map((kind) => `kind_${kind}`).sort(),
      )
      expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length)
    }
  })

  it.each(kindNames)('%s has words in each language, whatever its campaign has', async (kind) => {
    const [seller, buyer] = [await person(test.db, 'Rani'), await person(test.db, 'Budi')]
    const { id } = await makeCampaign(test.db, { seller_id: seller, hold_minutes: 60 })
    await joined(test.db, id, { user_id: buyer, quantity: 2 })
    await relay(test.db)
    const [row] = await test.db.query<{ id: number }>(
      `update sambatan.notifications set kind = $2, campaign_id = case when $3 then null else campaign_id end
      where person_id = $1 returning id`,
      [buyer, kind, plainDefinitionOf(kind) !== undefined],
    )
    const [facts] = await loadFacts(test.db.read, [row!.id])
    for (const metadata of [
      {},
      {
        reason: 'Bahan habis',
        leave_until: '2026-12-05T10:00:00Z',
        old_deadline: '2026-12-05T10:00:00Z',
        new_deadline: '2026-12-06T10:00:00Z',
        settles_until: '2026-12-06T10:00:00Z',
        slots_reserved: 2,
        cause: 'failing',
        host: 'gudang.example',
        failing_since: '2026-12-05T10:00:00Z',
        count: 3,
      },
    ]) {
      for (const language of languages) {
        const content = contentOf({ ...facts!, metadata }, language)
        const said = [content.title, ...content.paragraphs, content.action.label].join('\n')
        expect(said).toContain(facts!.campaign?.title ?? '')
        expect(said).not.toMatch(/[{}]|undefined|null|NaN/)
        expect(content.paragraphs.length).toBeGreaterThan(0)
        expect(content.action.path).toMatch(/^\/(me|sell|c|s|operator)\b/)
      }
    }
  })

  it('say until when an order can still be confirmed, what payments come to, and an answer without more points than it has', async () => {
    const [seller, buyer] = [await person(test.db, 'Rani'), await person(test.db, 'Budi')]
    const { id } = await makeCampaign(test.db, { seller_id: seller, hold_minutes: 60 })
    await joined(test.db, id, { user_id: buyer, quantity: 2 })
    await relay(test.db)
    const [row] = await test.db.query<{ id: number }>('select id from sambatan.notifications where person_id = $1', [
      buyer,
    ])
    const [facts] = await loadFacts(test.db.read, [row!.id])
    if (!facts || facts.campaign === null) throw new Error('it is about a campaign')
    const { order } = facts
    const said = (kind: string, more: object) => contentOf({ ...facts, kind, ...more }, 'en')
    const time = (at: Date) => writtenTime(at, 'en', { withYear: false })
    const settles = new Date(order.hold_expires_at!.getTime() + hours(9))
    const settling = said('settling', { metadata: { settles_until: settles.toISOString() } })
    expect(settling.paragraphs.join()).toContain(`not confirmed by ${time(order.hold_expires_at!)} it lapses`)
    expect(settling.paragraphs.join()).not.toContain(time(settles))
    const received = said('money_received', {
      metadata: { amount: 21_000, happened_on: '2026-11-29', method: 'bank_transfer' },
      order: { ...order, paid: 221_000, owed_to_buyer: 21_000, owed_by_buyer: 0 },
    })
    expect(received.paragraphs[1]).toBe(
      `With that, ${writtenMoney(221_000, 'IDR', 'en')} is on record as received from you for this order.`,
    )
    const one = said('money_received', { metadata: { amount: 200_000 }, order: { ...order, paid: 200_000 } })
    expect(one.paragraphs.join()).not.toContain('With that')
    const reversed = said('money_reversed', {
      metadata: { amount: 200_000, kind: 'received' },
      order: { ...order, paid: 200_000 },
    })
    expect(reversed.paragraphs[1]).toContain(
      `stays on record as received from you for this order is ${writtenMoney(200_000, 'IDR', 'en')}`,
    )
    const answered = said('money_answered', { metadata: { amount: 200_000, answer: 'It is sent.' } })
    expect(answered.paragraphs[0]).toMatch(/The answer: “It is sent\.”$/)
    expect(said('sale', {}).facts.map(({ value }) => value)).not.toContain('Rani')
    expect(said('joined', {}).facts.map(({ value }) => value)).toContain('Rani')
  })

  it('are carried once, in the order of what happened', async () => {
    const buyer = await person(test.db, 'Budi')
    const { id } = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, id, { user_id: buyer })
    await runPasses(test.db)
    await relay(test.db)
    const { email, to } = channel()
    await deliverAll(test.db, email, silentLog)
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    // That the last slot was taken is not true any more when the campaign has succeeded.
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined', 'completed'])
    expect(await states(test.db, buyer)).toMatchObject([
      { kind: 'joined', state: 'sent' },
      { kind: 'full', state: 'dropped' },
      { kind: 'completed', state: 'sent' },
    ])
  })

  it('are left to others by a node that is told to stop, which ends what it has begun', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 20 })
    const buyers = await Promise.all(Array.from({ length: 12 }, () => person(test.db, 'Budi')))
    for (const user_id of buyers) await joined(test.db, id, { user_id })
    await relay(test.db)
    const stop = new AbortController()
    const { email, sent } = channel(() => {
      stop.abort()
      return { outcome: 'sent' }
    })
    const own = () => sent.filter(({ facts }) => buyers.includes(facts.reader.id))
    await deliverAll(test.db, email, silentLog, stop.signal)
    expect(sent).toHaveLength(email.atOnce)
    await deliverAll(test.db, email, silentLog)
    expect(new Set(own().map(({ deliveryId }) => deliveryId)).size, 'and none twice').toBe(own().length)
    expect(own()).toHaveLength(buyers.length)
  })

  it('say of a campaign that settles what the reader has not paid yet, and to its seller what all have not', async () => {
    const [seller, buyer, other] = await Promise.all(['Rani', 'Budi', 'Sari'].map((name) => person(test.db, name)))
    const { id } = await makeCampaign(test.db, {
      seller_id: seller!,
      minimum_slots: 2,
      goal_counts: 'confirmed',
      hold_minutes: 1440,
      settlement_minutes: 1440,
      deadlineInMs: hours(1),
    })
    const paid = await joined(test.db, id, { user_id: buyer!, quantity: 3 })
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [paid])
    await joined(test.db, id, { user_id: buyer!, quantity: 1 })
    await joined(test.db, id, { user_id: other!, quantity: 4 })
    await relay(test.db)
    await advanceClock(test.db, hours(1))
    await runPasses(test.db)
    await relay(test.db)
    const { email, to } = channel()
    await deliverAll(test.db, email, silentLog)
    const text = (who?: string) =>
      to(who!)
        .find(({ facts }) => facts.kind.endsWith('settling'))
        ?.content.paragraphs.join() ?? 'nothing'
    expect(text(buyer)).toContain('your order of 1 slot is not confirmed')
    expect(text(other)).toContain('your order of 4 slots is not confirmed')
    expect(text(seller)).toContain('5 slots are reserved without being confirmed')
  })

  it('remind who has not paid, and the seller of the gap; and nobody of what was settled since, or is over', async () => {
    const [seller, unpaid, payer, late] = await Promise.all(
      ['Rani', 'Budi', 'Sari', 'Tono'].map((name) => person(test.db, name)),
    )
    const { id } = await makeCampaign(test.db, {
      ...{ seller_id: seller!, total_slots: 10, minimum_slots: 6, deadlineInMs: hours(72) },
      ...{ goal_counts: 'confirmed', hold_minutes: 80 * 60, settlement_minutes: 600 },
    })
    await joined(test.db, id, { user_id: unpaid!, quantity: 2 })
    const paid = await joined(test.db, id, { user_id: payer!, quantity: 3 })
    const gone = await joined(test.db, id, { user_id: late!, quantity: 3 })
    const { email, to } = channel()
    const tell = async () => {
      await relay(test.db)
      await deliverAll(test.db, email, silentLog)
    }
    const reminded = (who?: string) =>
      to(who!)
        .filter(({ topic }) => topic === 'reminders' || topic === 'sales')
        .map(({ facts, content }) => `${facts.kind}: ${content.paragraphs.join(' ')}`)
    await tell()
    await advanceClock(test.db, hours(48))
    await runPasses(test.db)
    await relay(test.db)
    // Between being written and being sent one pays, and another leaves.
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [paid])
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [gone])
    await advanceClock(test.db, hours(12))
    await tell()
    expect(reminded(unpaid)).toEqual([expect.stringContaining('unpaid: The deadline is ')])
    expect(reminded(unpaid)[0]).toContain('your order of 2 slots for Rp')
    expect(reminded(payer)).toEqual([])
    expect(reminded(late)).toEqual([])
    const toSeller = reminded(seller).find((text) => text.startsWith('sale_deadline'))!
    expect(toSeller).toContain('3 more slots are needed to reach the goal of 6')
    expect(toSeller).toContain('2 slots are reserved and not confirmed')
    // What stays in the inbox does not ask for money that was paid.
    const inbox = await listNotifications(test.db.read, payer!, 'en', { limit: 10 })
    expect(inbox.items.find(({ kind }) => kind === 'unpaid')?.paragraphs).toEqual([
      'Your order is not waiting to be confirmed any more: there is nothing that you have to do.',
    ])

    // The last hour, which comes when nothing carries letters for a day, is not told of afterwards.
    await advanceClock(test.db, hours(11) + 60_000)
    await runPasses(test.db)
    await relay(test.db)
    await advanceClock(test.db, hours(24))
    await tell()
    expect(reminded(unpaid)).toHaveLength(1)
    expect(await states(test.db, unpaid!)).toContainEqual(
      expect.objectContaining({ kind: 'unpaid_last_hour', state: 'dropped', last_error: 'it is not true any more' }),
    )
    const kinds = to(unpaid!).map(({ facts }) => facts.kind)
    expect(kinds.filter((kind) => kind === 'unpaid_last_hour')).toEqual([])
  })

  it('remind once of the deadline of a short campaign whoever has not paid, and nobody else', async () => {
    const names = ['Budi', 'Sari', 'Rani']
    for (const goal_counts of ['confirmed', 'claims'] as const) {
      const [unpaid, payer, seller] = await Promise.all(names.map((name) => person(test.db, name)))
      const { id } = await makeCampaign(test.db, {
        ...{ seller_id: seller!, deadlineInMs: hours(20), goal_counts },
        ...(goal_counts === 'confirmed' && { hold_minutes: 24 * 60, settlement_minutes: 24 * 60 }),
      })
      await joined(test.db, id, { user_id: unpaid! })
      const paid = await joined(test.db, id, { user_id: payer! })
      await test.db.query('select sambatan.confirm_sambatan_participation($1)', [paid])
      const { email, to } = channel()
      for (let quarters = 0; quarters < 79; quarters++) {
        await advanceClock(test.db, hours(0.25))
        await runPasses(test.db)
        await relay(test.db)
        await deliverAll(test.db, email, silentLog)
      }
      const reminded = (who?: string) =>
        to(who!).flatMap(({ topic, facts }) =>
          topic === 'reminders' || facts.kind === 'sale_last_hour' ? facts.kind : [],
        )
      expect(reminded(unpaid), goal_counts).toEqual(['unpaid_last_hour'])
      expect(reminded(payer), goal_counts).toEqual([])
      expect(reminded(seller), goal_counts).toEqual(['sale_last_hour'])
    }
  })

  it('say to who joins what to do next, with a hold and without one, and what decides it', async () => {
    const [seller, buyer, other] = await Promise.all(['Rani', 'Budi', 'Sari'].map((name) => person(test.db, name)))
    const { email, to } = channel()
    const open = await makeCampaign(test.db, { seller_id: seller!, minimum_slots: 6 })
    const order = await joined(test.db, open.id, { user_id: buyer!, quantity: 1 })
    const held = await makeCampaign(test.db, {
      ...{ seller_id: seller!, goal_counts: 'confirmed', hold_minutes: 120, minimum_slots: 6 },
    })
    await joined(test.db, held.id, { user_id: other!, quantity: 2 })
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    const said = (who: string) => to(who)[0]!.content.paragraphs
    expect(said(buyer!)).toEqual([
      expect.stringMatching(
        /^You have reserved 1 slot for .+ if the goal of 6 is reached it is, and otherwise Rani owes /,
      ),
      'Pay Rani, who then confirms your order.',
      'How you pay is as agreed with Rani.',
    ])
    expect(said(other!)).toEqual([
      expect.stringMatching(/^You have reserved 2 slots for .+\. They are held for you until .+ WIB\.$/),
      expect.stringMatching(/^Pay Rani before that, who then confirms your order\. What is not /),
      'How you pay is as agreed with Rani.',
      expect.stringMatching(/^Only confirmed slots count toward the goal of 6\. /),
    ])
    // The inbox does not ask for money that has been paid.
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [order])
    const { items } = await listNotifications(test.db.read, buyer!, 'en', { limit: 10 })
    expect(items.find(({ kind }) => kind === 'joined')!.paragraphs.join()).not.toContain('Pay Rani')
  })

  it('say to who is confirmed before they are told that they are in that nothing is held for them until some time', async () => {
    const buyer = await person(test.db, 'Budi')
    const { email, to } = channel()
    const { id } = await makeCampaign(test.db, { hold_minutes: 60, minimum_slots: 6 })
    const order = await joined(test.db, id, { user_id: buyer, quantity: 2 })
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [order])
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined', 'order_confirmed'])
    expect(to(buyer)[0]!.content.paragraphs).toEqual([
      expect.stringMatching(/^You have reserved 2 slots for .+ It is decided by /),
    ])
  })

  it('offer no slots of a campaign that takes no orders any more', async () => {
    const [seller, buyer] = [await person(test.db, 'Rani'), await person(test.db, 'Budi')]
    const { id } = await makeCampaign(test.db, { seller_id: seller, hold_minutes: 60, deadlineInMs: hours(2) })
    await joined(test.db, id, { user_id: buyer })
    await joined(test.db, id, { user_id: buyer })
    await advanceClock(test.db, hours(1))
    await runPasses(test.db)
    await relay(test.db)
    const said = async (who: string) => {
      const { items } = await listNotifications(test.db.read, who, 'en', { limit: 10 })
      return items
        .filter(({ kind }) => kind.endsWith('_expired'))
        .flatMap(({ paragraphs }) => paragraphs)
        .join(' ')
    }
    expect(await said(buyer)).toContain('you can join again')
    expect(await said(seller)).toContain('is free again')
    await advanceClock(test.db, hours(2))
    await runPasses(test.db)
    expect(await said(buyer)).toContain('has lapsed. The campaign takes no orders any more.')
    expect(`${await said(buyer)} ${await said(seller)}`).not.toMatch(/join again|free/)
    expect(await said(seller)).toContain('2 reservations for')
  })

  it('say of the money of an ended order what is owed to who has paid, and to others that it is if they had', async () => {
    const [seller, paid, unpaid] = await Promise.all(['Rani', 'Budi', 'Sari'].map((name) => person(test.db, name)))
    const { email, to } = channel()
    const endings = {
      failed: { minimum_slots: 9, completion: 'at_deadline' },
      cancelled: { minimum_slots: 9 },
      completed: { minimum_slots: 2, completion: 'at_deadline' },
    } as const
    for (const [kind, fields] of Object.entries(endings)) {
      const { id } = await makeCampaign(test.db, { seller_id: seller!, deadlineInMs: hours(1), ...fields })
      const order = await joined(test.db, id, { user_id: paid! })
      await test.db.query('select sambatan.confirm_sambatan_participation($1)', [order])
      await joined(test.db, id, { user_id: unpaid! })
      if (kind === 'cancelled') await test.db.query('select sambatan.cancel_sambatan_campaign($1)', [id])
      await advanceClock(test.db, hours(1))
      await runPasses(test.db)
      await relay(test.db)
      await deliverAll(test.db, email, silentLog)
      const money = (who: string) => to(who).find(({ facts }) => facts.kind === kind)!.content.paragraphs[1]
      if (kind === 'completed') {
        expect(money(paid!)).toMatch(/^Rani now makes the goods /)
        expect(money(unpaid!)).toMatch(/^If you have not paid yet, pay now\./)
      } else {
        expect(money(paid!), kind).toMatch(/^Rani owes you .?Rp.?100,000 back/)
        expect(money(unpaid!), kind).toMatch(/^If you had paid, Rani holds the money and owes it back to you/)
      }
    }
  })

  it('tell a seller how far it is by what counts', async () => {
    const seller = await person(test.db, 'Rani')
    const { id } = await makeCampaign(test.db, {
      ...{ seller_id: seller, total_slots: 20, minimum_slots: 5, goal_counts: 'confirmed', hold_minutes: 24 * 60 },
    })
    const orders: string[] = []
    for (let n = 0; n < 3; n++) orders.push(await joined(test.db, id, { quantity: 3 }))
    const { email, to } = channel()
    const told = async () => {
      await relay(test.db)
      await advanceClock(test.db, hours(12))
      await deliverAll(test.db, email, silentLog)
      return to(seller).at(-1)!.content.paragraphs[0]
    }
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [orders[0]])
    expect(await told()).toMatch(
      / Slots confirmed: 3, 2 short of the goal of 5; only these count\. Reserved altogether: 9 of 20\.$/,
    )
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [orders[1]])
    await joined(test.db, id)
    expect(await told()).toMatch(/ Slots confirmed: 6, so the goal of 5 is reached\. Reserved altogether: 10 of 20\.$/)
  })

  it('remind whose hold ends soon until when, and once it has ended not any more', async () => {
    const [buyer, tardy] = [await person(test.db, 'Budi'), await person(test.db, 'Tono')]
    const { id } = await makeCampaign(test.db, { hold_minutes: 120 })
    await joined(test.db, id, { user_id: buyer, quantity: 2 })
    await advanceClock(test.db, 5 * 60_000)
    await joined(test.db, id, { user_id: tardy })
    await advanceClock(test.db, 86 * 60_000)
    await runPasses(test.db)
    await relay(test.db)
    const { email, to } = channel()
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined', 'hold_ends_soon'])
    expect(to(buyer)[1]!.content.paragraphs[0]).toMatch(
      /^2 slots for Rp.200,000 are held for you until .+ WIB\. What is not confirmed then /,
    )
    await advanceClock(test.db, 5 * 60_000)
    await runPasses(test.db)
    await advanceClock(test.db, hours(1))
    // Written in time, looked at too late.
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(to(tardy).map(({ facts }) => facts.kind)).toEqual(['joined'])
  })

  it('are not sent when they have become untrue, or unwanted, meanwhile', async () => {
    const [gone, unwilling] = [await person(test.db, 'Sari'), await person(test.db, 'Tono')]
    const { id } = await makeCampaign(test.db, { seller_id: unwilling })
    const order = await joined(test.db, id, { user_id: gone })
    await relay(test.db)
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [order])
    await test.db.query(`insert into sambatan.notification_preferences values ($1, 'sales', 'email', false, now())`, [
      unwilling,
    ])
    const { email, to } = channel()
    await deliverAll(test.db, email, silentLog)
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(to(gone).map(({ facts }) => facts.kind)).toEqual(['order_cancelled'])
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    expect(to(unwilling)).toEqual([])
    expect(await states(test.db, unwilling)).toMatchObject([{ state: 'dropped' }])
    expect(await states(test.db, gone)).toMatchObject([{ state: 'dropped' }, { state: 'sent' }])
  })

  it('count what came together when a digest goes out, and what comes later is another', async () => {
    const seller = await person(test.db, 'Rani')
    const { id } = await makeCampaign(test.db, { seller_id: seller, total_slots: 100, price_per_slot: 50_000 })
    for (let n = 0; n < 3; n++) await joined(test.db, id, { quantity: 2 })
    await relay(test.db)
    const { email, to } = channel()
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    const [letter] = to(seller)
    expect(letter!.content.paragraphs[0]).toMatch(
      /^3 orders have come in: Rp.300,000 together\. Slots taken: 6 of 100, 94 short of the goal of 100\.$/,
    )
    await joined(test.db, id)
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(to(seller), 'not twice within an hour').toHaveLength(1)
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    expect(to(seller).map(({ facts }) => facts.events)).toEqual([3, 1])
  })

  const bouncesTo = 'bounces@sambatan.test'

  /** Runs something with a mail server that takes our letters. */
  async function withMail(work: (channel: Channel, server: MailServer) => Promise<void>): Promise<void> {
    const server = await openMailServer()
    const mail = createMail({
      ...{ db: test.db, secrets, log: silentLog, copies: false, showLinks: false },
      publicUrl: 'https://sambatan.test',
      smtp: {
        ...{ host: '127.0.0.1', port: server.port, secure: false, startTls: 'never', auth: undefined },
        from: { name: 'Sambatan', address: 'halo@sambatan.test' },
        bouncesTo,
      },
    })
    try {
      await work(emailChannel({ mail, secrets, publicUrl: 'https://sambatan.test' }), server)
    } finally {
      await mail.close()
      await server.close()
    }
  }

  it('tell a seller how their campaigns end, also one who wants to hear of no sale', async () => {
    const seller = await person(test.db, 'Rani')
    await test.db.tx((tx) => changePreferences(tx, seller, [{ topic: 'sales', channel: 'email', wanted: false }]))
    const { email, to } = channel()
    const ends: Record<string, Parameters<typeof makeCampaign>[1]> = {
      sale_completed: { minimum_slots: 1 },
      sale_failed: { minimum_slots: 5 },
      sale_cancelled_all: {},
      sale_settling: { goal_counts: 'confirmed', hold_minutes: 180 * 60, settlement_minutes: 600 },
    }
    for (const [kind, wish] of Object.entries(ends)) {
      const { id } = await makeCampaign(test.db, { seller_id: seller, title: kind, ...wish })
      await joined(test.db, id)
      if (kind === 'sale_cancelled_all') {
        await test.db.query(`select sambatan.cancel_sambatan_campaign($1, 'rusak')`, [id])
      }
    }
    await relay(test.db)
    await advanceClock(test.db, hours(24))
    await deliverAll(test.db, email, silentLog)
    await advanceClock(test.db, hours(144) + 60_000)
    await runPasses(test.db)
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(
      to(seller)
        .map(({ facts, topic }) => `${topic}: ${facts.kind} of ${facts.campaign?.title}`)
        .sort(),
    ).toEqual(
      Object.keys(ends)
        .map((kind) => `orders: ${kind} of ${kind}`)
        .sort(),
    )
  })

  it('are letters that a mail server takes, which buyers answer to the seller, and that bounce once', () =>
    withMail(async (channel, server) => {
      const [seller, buyer, unknown] = [
        await person(test.db, 'Rani'),
        await person(test.db, 'Budi'),
        await person(test.db, 'Tono'),
      ]
      await test.db.query(`update sambatan.people set email = 'unknown@example.com' where id = $1`, [unknown])
      const { id, title } = await makeCampaign(test.db, { seller_id: seller, total_slots: 10 })
      await joined(test.db, id, { user_id: buyer, quantity: 2 })
      await joined(test.db, id, { user_id: unknown })
      await relay(test.db)
      await deliverAll(test.db, channel, silentLog)
      // Tried again while the address is still refused it lies with the dead letters again, and is not lost.
      const [again] = await test.db.query<{ count: number }>(
        `select sambatan.settle_dead_notifications(array(
          select d.id from sambatan.notification_deliveries d where d.person_id = $1 and d.state = 'dead'), null, 'test') as count`,
        [unknown],
      )
      expect(again!.count).toBe(1)
      await deliverAll(test.db, channel, silentLog)
      expect(await states(test.db, unknown)).toMatchObject([{ kind: 'joined', state: 'dead' }])
      // By the next day the seller has read of the sales.
      await advanceClock(test.db, hours(24))
      await deliverAll(test.db, channel, silentLog)
      await advanceClock(test.db, hours(176))
      await runPasses(test.db)
      await relay(test.db)
      await deliverAll(test.db, channel, silentLog)
      const letters = server.arrived.filter(
        (letter) => addressesOf(letter.to)[0] === `${buyer.toLowerCase()}@example.com`,
      )
      expect(letters.map(({ subject }) => subject)).toEqual([`You are in: ${title}`, `Goal not reached: ${title}`])
      expect(letters.map((letter) => addressesOf(letter.replyTo))).toEqual([
        [`${seller.toLowerCase()}@example.com`],
        [`${seller.toLowerCase()}@example.com`],
      ])
      expect(letters[1]!.text).toContain('the batch is not made, and your order of 2 slots is called off')
      // Both ask for something that is written to the seller, and say how.
      for (const { text, html } of letters) {
        for (const said of [text, html]) expect(said).toContain('To write to Rani, answer this letter')
      }
      expect(letters[1]!.text).toContain('https://sambatan.test/me/')
      expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(2)
      // What is about money cannot be refused; what can be says how, in a way that mail programs understand.
      const refusal = (letter: (typeof letters)[number]) =>
        letter.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line
      expect(letters.map(refusal)).toEqual([undefined, undefined])
      const [sale, ended] = server.arrived.filter(
        (letter) => addressesOf(letter.to)[0] === `${seller.toLowerCase()}@example.com`,
      ) as [(typeof letters)[number], (typeof letters)[number]]
      expect(ended.subject).toBe(`Goal not reached: ${title}`)
      expect(refusal(ended)).toBeUndefined()
      const [, link] = /<(https:\/\/sambatan\.test\/unsubscribe\?token=[\w.-]+)>$/.exec(refusal(sale)!)!
      expect(sale.text).toContain(link)
      expect(sale.text).not.toContain('answer this letter')
      // Told that nobody is there, it is not asked again.
      expect(server.tries.get('unknown@example.com')).toBe(1)
      expect(await states(test.db, unknown)).toMatchObject([{ kind: 'joined', state: 'dead' }])
    }))

  it('that come back later lie dead with the reason, and their address gets nothing more, as one that is refused at once', () =>
    withMail(async (channel, server) => {
      const buyer = await person(test.db, 'Wulan')
      const to = `${buyer.toLowerCase()}@example.com`
      const { id } = await makeCampaign(test.db, { total_slots: 10 })
      await joined(test.db, id, { user_id: buyer })
      await relay(test.db)
      await deliverAll(test.db, channel, silentLog)
      const [letter] = server.arrived.filter((one) => addressesOf(one.to).includes(to))
      const { returnTo } = letter!
      expect(returnTo).toMatch(/^bounces\+[0-9a-z]+-[0-9a-z]+-[0-9a-f]{20}@sambatan\.test$/)
      expect(addressesOf(letter!.from)).toEqual(['halo@sambatan.test'])
      expect(
        letter!.headerLines.map(({ line }) => line).join('\n'),
        'which whoever is answered could pass on',
      ).not.toContain('bounces')
      const take = (raw: string) =>
        test.db.tx((tx) => takeBounce(tx, { secrets, bouncesTo }, new TextEncoder().encode(raw)))
      const refused = async () =>
        (await test.db.query(`select reason from sambatan.email_suppressions where address = $1`, [to])).length
      expect(await take(reportWriters.Postfix({ returnTo, to, action: 'delayed', status: '4.4.1' }))).toMatchObject({
        outcome: 'no_failure',
      })
      expect(await take(reportWriters.Gmail({ returnTo: bouncesTo, to }))).toMatchObject({ outcome: 'not_ours' })
      expect(await states(test.db, buyer)).toMatchObject([{ state: 'sent' }])
      expect(await refused()).toBe(0)

      const full = { returnTo, to, status: '5.2.2', answer: '552 5.2.2 Mailbox full' }
      expect(await take(reportWriters.Exchange(full))).toEqual({
        ...{ outcome: 'undelivered', address: to, reason: '552 5.2.2 Mailbox full' },
      })
      expect(await states(test.db, buyer)).toMatchObject([{ state: 'dead', last_error: '552 5.2.2 Mailbox full' }])
      expect(await refused()).toBe(0)

      // An operator tries it again, and it comes back for good.
      await test.db.query(`select sambatan.settle_dead_notifications(null, null, 'test')`)
      await deliverAll(test.db, channel, silentLog)
      for (const _ of ['once', 'and once more']) {
        expect(await take(reportWriters.Exim({ returnTo, to }))).toEqual({
          ...{ outcome: 'refused', address: to, reason: '550 No Such User Here' },
        })
      }
      expect(await states(test.db, buyer)).toMatchObject([{ state: 'dead', last_error: '550 No Such User Here' }])
      expect(await refused()).toBe(1)
      await joined(test.db, id, { user_id: buyer })
      await relay(test.db)
      expect(await states(test.db, buyer), 'nothing is made for it any more').toHaveLength(1)

      // Nothing is written down again of who has been erased.
      await test.db.query(`delete from sambatan.email_suppressions where address = $1`, [to])
      await test.db.query('update sambatan.people set email = null where id = $1', [buyer])
      expect(await take(reportWriters.Exim({ returnTo, to }))).toMatchObject({ outcome: 'not_ours', address: null })
      expect(await refused()).toBe(0)
    }))

  it('are tried again when a channel fails, and lie dead when it refuses for good', async () => {
    const [later, never] = [await person(test.db, 'Sari'), await person(test.db, 'Tono')]
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { user_id: later })
    await joined(test.db, id, { user_id: never })
    await relay(test.db)
    let fails = true
    const { email, to } = channel(({ facts }) => {
      if (facts.reader.id === never) return { outcome: 'dead', error: '550 no such user' }
      return fails ? { outcome: 'failed', error: '451 come back later' } : { outcome: 'sent' }
    })
    await deliverAll(test.db, email, silentLog)
    fails = false
    await deliverAll(test.db, email, silentLog)
    await advanceClock(test.db, 4_000)
    await deliverAll(test.db, email, silentLog)
    await deliverAll(test.db, email, silentLog)
    expect(to(later)).toHaveLength(2)
    expect(to(later)[0]!.deliveryId).toBe(to(later)[1]!.deliveryId)
    expect(to(never)).toHaveLength(1)
    expect(await states(test.db, later)).toMatchObject([{ state: 'sent' }])
    expect(await states(test.db, never)).toMatchObject([{ state: 'dead', last_error: '550 no such user' }])
  })

  it('keep their order behind one that fails, which news that cannot wait makes be tried, and are free once it is given up', async () => {
    const buyer = await person(test.db, 'Sari')
    const { id } = await makeCampaign(test.db)
    const order = await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    let answer: Outcome = { outcome: 'failed', error: '452 try again' }
    const { email, to } = channel(({ facts }) => (facts.kind === 'joined' ? answer : { outcome: 'sent' }))
    await deliverAll(test.db, email, silentLog)
    // As after some hours of failures.
    await test.db.query(
      `update sambatan.notification_deliveries set attempts = 7, next_attempt_at = sambatan.now() + interval '6 hours'
      where person_id = $1`,
      [buyer],
    )
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer), 'it waits').toHaveLength(1)
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [order])
    await relay(test.db)
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined', 'joined'])
    answer = { outcome: 'dead', error: '554 never' }
    await advanceClock(test.db, hours(16))
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined', 'joined', 'joined', 'order_confirmed'])
    expect(await states(test.db, buyer)).toMatchObject([{ state: 'dead' }, { state: 'sent' }])
  })

  it('are told of sums that no number holds, and keep nobody else from being told', async () => {
    const [seller, buyer, other] = [
      await person(test.db, 'Rani'),
      await person(test.db, 'Sari'),
      await person(test.db, 'Budi'),
    ]
    const most = Number.MAX_SAFE_INTEGER
    const { id } = await makeCampaign(test.db, { seller_id: seller, total_slots: 1, price_per_slot: most })
    const join = async () => {
      const order = await joined(test.db, id, { user_id: buyer })
      await test.db.query('select sambatan.cancel_sambatan_participation($1)', [order])
    }
    await join()
    await join()
    await joined(test.db, (await makeCampaign(test.db)).id, { user_id: other })
    await relay(test.db)
    const { email, to } = channel()
    await advanceClock(test.db, hours(12))
    await deliverAll(test.db, email, silentLog)
    expect(to(other).map(({ facts }) => facts.kind)).toEqual(['joined'])
    expect(to(seller).map(({ facts }) => facts.kind)).toContain('sale')
    const digests = () =>
      test.db.query(`select amount::text, events from sambatan.notifications where person_id = $1 and kind = 'sale'`, [
        seller,
      ])
    expect(await digests()).toEqual([{ amount: String(most), events: 2 }])
    // As it was written before its sums had an end, which some of them ran past.
    await test.db.query(
      `update sambatan.notifications set amount = 9223372036854775807, quantity = 9223372036854775807, events = 2147483647,
        closed_at = null where person_id = $1 and kind = 'sale'`,
      [seller],
    )
    const inbox = await listNotifications(test.db.read, seller, 'en', { limit: 10 })
    expect(inbox.items.map(({ kind }) => kind)).toContain('sale')
    await join()
    await relay(test.db)
    expect(await digests()).toEqual([{ amount: String(most), events: 2147483647 }])
    expect(await test.db.query('select from sambatan.outbox where campaign_id = $1', [id])).toEqual([])
  })

  it('that cannot be read fail by themselves, lie dead after three days, and break no inbox', async () => {
    const buyer = await person(test.db, 'Sari')
    // An event whose endpoint has no id that is one.
    await test.db.query(
      `select sambatan.record_event(null, 'webhook_disabled', '{"cause": "gone", "host": "x.example"}', null, 'endpoint', 'no id')`,
    )
    await test.db.query('delete from sambatan.outbox where campaign_id is null')
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { user_id: buyer })
    await relay(test.db)
    await test.db.query(
      `with told as (
        insert into sambatan.notifications (person_id, kind, event_id, last_event_id, created_at, updated_at)
        select $1, 'webhook_disabled', max(e.id), max(e.id), sambatan.now(), sambatan.now()
        from sambatan.audit_logs e where e.subject_id = 'no id' returning *)
      insert into sambatan.notification_deliveries (notification_id, event_id, person_id, channel, next_attempt_at, due_at, created_at)
      select id, event_id, person_id, 'email', created_at, created_at, created_at from told`,
      [buyer],
    )
    const { email, to } = channel()
    await deliverAll(test.db, email, silentLog)
    expect(to(buyer).map(({ facts }) => facts.kind)).toEqual(['joined'])
    const unreadable = { kind: 'webhook_disabled', last_error: expect.stringMatching(/^an error of this program: /) }
    expect(await states(test.db, buyer)).toMatchObject([{ ...unreadable, state: 'pending' }, { state: 'sent' }])
    const inbox = await listNotifications(test.db.read, buyer, 'en', { limit: 10 })
    expect(inbox.items.map(({ kind }) => kind)).toEqual(['joined'])
    await advanceClock(test.db, hours(73))
    await deliverAll(test.db, email, silentLog)
    expect(await states(test.db, buyer)).toMatchObject([{ ...unreadable, state: 'dead' }, { state: 'sent' }])
    // What can be read, and not be said.
    await test.db.query(
      `update sambatan.notifications n set digest = true, updated_at = 'infinity', event_id = other.event_id
      from sambatan.notifications other
      where n.person_id = $1 and n.kind = 'webhook_disabled' and other.person_id = $1 and other.kind = 'joined'`,
      [buyer],
    )
    const left = await listNotifications(test.db.read, buyer, 'en', { limit: 10 })
    expect(left.items.map(({ kind }) => kind)).toEqual(['joined'])
  })
})
