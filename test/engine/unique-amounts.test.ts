/** Unique amounts: the exact sum of a transfer names an order, while it is asked for and a while after. */
import { expect, it } from 'vitest'
import { changeInstructions, recordMoney, reverseMoney } from '../../src/modules/money/index.ts'
import {
  cancelParticipation,
  changeOrder,
  confirmParticipation,
  refundParticipation,
} from '../../src/modules/participations/index.ts'
import { claimOffer } from '../../src/modules/waiting/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  hours,
  item,
  join,
  joinBatch,
  joined,
  joinRow,
  makeCampaign,
  runPasses,
  sqlstateOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { wait } from '../support/waiting.ts'

const days = (count: number) => hours(24 * count)
const asked = { accounts: [], words: 'Transfer tepat.', unique_amounts: true }

onEachDatabase('a unique amount', (test) => {
  const named = async (wish: Parameters<typeof makeCampaign>[1] = {}) => {
    const campaign = await makeCampaign(test.db, wish)
    await test.db.tx((tx) => changeInstructions(tx, { sellerId: campaign.seller_id, campaignId: campaign.id }, asked))
    return campaign
  }
  const orderOf = async (id: string) => {
    const [row] = await test.db.query<{
      part: number | null
      due: number
      back: number
      status: string
      payment: string
    }>(
      `select unique_part as part, owed_by_buyer as due, owed_to_buyer as back, status, payment_status as payment
      from sambatan.participants where id = $1`,
      [id],
    )
    return row!
  }
  const sumsOf = (id: string) =>
    test.db.query<{ amount: number; open: boolean }>(
      'select amount, ended_at is null as open from sambatan.unique_amounts where participation_id = $1 order by ended_at nulls last',
      [id],
    )
  const receive = (id: string, amount?: number) =>
    test.db.tx((tx) => recordMoney(tx, id, { kind: 'received', amount }), { actor: 'user:seller-1' })
  /** Everything but these numbers is taken: what somebody else is asked for. */
  const leaveOnly = async (id: string, seller: string, base: number, free: number[]) => {
    await test.db.query(
      `insert into sambatan.unique_amounts (seller_id, amount, participation_id, ended_at)
      select $1, $2::bigint + part, $3, sambatan.now() from generate_series(1, 999) part
      where part <> all ($4::int[]) on conflict do nothing`,
      [seller, base, id, free],
    )
  }

  it('is wished by a seller for all campaigns or for one, and only where it is paid in rupiah', async () => {
    const ofAll = await makeCampaign(test.db, { seller_id: 'seller-all' })
    expect((await join(test.db, ofAll.id)).unique_part, 'not wished').toBeNull()
    const to = { sellerId: 'seller-all', campaignId: null }
    await test.db.tx((tx) => changeInstructions(tx, to, asked))
    const first = await join(test.db, ofAll.id, { user_id: 'buyer-2' })
    expect(first.unique_part).toBeGreaterThanOrEqual(1)
    expect(first.unique_part).toBeLessThanOrEqual(999)
    expect(await orderOf(first.participation_id!)).toMatchObject({
      due: 100_000 + first.unique_part!,
      payment: 'unpaid',
    })
    // Its own instructions stand in place of those for all, and do not wish it.
    const own = await makeCampaign(test.db, { seller_id: 'seller-all' })
    await test.db.tx((tx) => changeInstructions(tx, { ...to, campaignId: own.id }, { ...asked, unique_amounts: false }))
    expect((await join(test.db, own.id)).unique_part).toBeNull()
    // What was changed alone tells nobody, and takes nothing from who has a number.
    await test.db.tx((tx) => changeInstructions(tx, to, { ...asked, unique_amounts: false }))
    expect((await join(test.db, ofAll.id, { user_id: 'buyer-3' })).unique_part).toBeNull()
    expect((await orderOf(first.participation_id!)).part).toBe(first.unique_part)
    const events = await test.db.query(
      `select from sambatan.audit_logs where campaign_id = $1 and event = 'payment_instructions_changed'`,
      [ofAll.id],
    )
    expect(events, 'of the first words alone').toHaveLength(1)
    expect(await violations(test.db)).toEqual([])
  })

  it('is given to each of a batch, and to none where no number is free: the order goes on without', async () => {
    const campaign = await named({ total_slots: 2000, seller_id: 'seller-many' })
    const wishes = Array.from({ length: 400 }, (_, i) => ({ user_id: `buyer-${i}`, quantity: 1 + (i % 2) }))
    const outcomes = await joinBatch(test.db, campaign.id, wishes)
    const sums = outcomes.map((one) => one.amount! + one.unique_part!)
    expect(new Set(sums).size).toBe(400)
    expect(outcomes.every(({ unique_part: part }) => part !== null && part >= 1 && part <= 999)).toBe(true)
    await leaveOnly(outcomes[0]!.participation_id!, 'seller-many', 100_000, [])
    const without = await join(test.db, campaign.id, { user_id: 'late' })
    expect(without).toMatchObject({ outcome: 'joined', unique_part: null })
    expect((await orderOf(without.participation_id!)).due).toBe(100_000)
    expect((await join(test.db, campaign.id, { user_id: 'two', quantity: 2 })).unique_part).not.toBeNull()
    expect(await violations(test.db)).toEqual([])
  })

  it('answers a join that is sent again with the same number', async () => {
    const campaign = await named({ seller_id: 'seller-again' })
    const row = { user_id: 'buyer-1', scope: 'service', key: 'once', request_hash: 'ab'.repeat(32) }
    const first = await join(test.db, campaign.id, row)
    const again = await join(test.db, campaign.id, { ...row, id: joinRow(campaign.id).id as string })
    expect(again).toMatchObject({ outcome: 'replayed', unique_part: first.unique_part })
    expect(await sumsOf(first.participation_id!)).toHaveLength(1)
  })

  it('is part of what is due: less is a part payment, all of it confirms, and only the whole goes back with it', async () => {
    const campaign = await named({ seller_id: 'seller-1', min_per_buyer: 1 })
    const id = await joined(test.db, campaign.id)
    const { part } = await orderOf(id)
    await receive(id, 100_000)
    expect(await orderOf(id)).toMatchObject({ status: 'pending_payment', payment: 'partly_paid', due: part, part })
    await receive(id)
    expect(await orderOf(id)).toMatchObject({ status: 'confirmed', payment: 'paid', due: 0 })
    const two = await joined(test.db, campaign.id, { user_id: 'buyer-2', quantity: 2 })
    const before = (await orderOf(two)).part!
    await receive(two)
    await test.db.tx((tx) => changeOrder(tx, two, { quantity: 1, reason: 'Cukup satu' }))
    expect(await orderOf(two), 'a part of it goes back without the number').toMatchObject({
      part: before,
      back: 100_000,
    })
    await test.db.tx((tx) => refundParticipation(tx, two, 'Rusak'))
    expect((await orderOf(two)).back, 'the whole with it').toBe(200_000 + before)
    expect(await violations(test.db)).toEqual([])
  })

  it('cools down for two weeks once it is paid or over, and then is another’s', async () => {
    const campaign = await named({ seller_id: 'seller-cool', deadlineInMs: days(60) })
    const [paid, left] = [
      await joined(test.db, campaign.id),
      await joined(test.db, campaign.id, { user_id: 'buyer-2' }),
    ]
    const numbers = [(await orderOf(paid)).part!, (await orderOf(left)).part!]
    await receive(paid)
    await test.db.tx((tx) => cancelParticipation(tx, left))
    expect(await sumsOf(paid)).toEqual([{ amount: 100_000 + numbers[0]!, open: false }])
    expect(await sumsOf(left)).toEqual([{ amount: 100_000 + numbers[1]!, open: false }])
    await leaveOnly(paid, 'seller-cool', 100_000, numbers)
    await advanceClock(test.db, days(13))
    expect((await join(test.db, campaign.id, { user_id: 'buyer-3' })).unique_part).toBeNull()
    await advanceClock(test.db, days(2))
    expect((await join(test.db, campaign.id, { user_id: 'buyer-4' })).unique_part).not.toBeNull()
    expect(await violations(test.db)).toEqual([])
  })

  it('stays where a change of order leaves its new sum free, else it is another; once something is paid it stays', async () => {
    const campaign = await named({ seller_id: 'seller-change' })
    const id = await joined(test.db, campaign.id)
    const other = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    const { part } = await orderOf(id)
    await test.db.tx((tx) => changeOrder(tx, id, { quantity: 2 }))
    expect(await orderOf(id)).toMatchObject({ part, due: 200_000 + part! })
    expect(await sumsOf(id)).toEqual([
      { amount: 100_000 + part!, open: false },
      { amount: 200_000 + part!, open: true },
    ])
    // Back to what it was: its own sum, which cools down, is still its own.
    await test.db.tx((tx) => changeOrder(tx, id, { quantity: 1 }))
    expect((await sumsOf(id)).filter(({ open }) => open)).toEqual([{ amount: 100_000 + part!, open: true }])
    await leaveOnly(other, 'seller-change', 300_000, [part! === 7 ? 8 : 7])
    const changed = await test.db.tx((tx) => changeOrder(tx, id, { quantity: 3 }))
    expect(changed.unique_part, 'the answer says the new one').toBe(part! === 7 ? 8 : 7)
    expect((await orderOf(id)).due).toBe(300_000 + changed.unique_part!)
    await leaveOnly(other, 'seller-change', 400_000, [])
    await receive(id, 50_000)
    await test.db.tx((tx) => changeOrder(tx, id, { quantity: 4 }))
    expect(await orderOf(id)).toMatchObject({ part: changed.unique_part, due: 350_000 + changed.unique_part! })
    expect(await violations(test.db)).toEqual([])
  })

  it('comes back with a reversal, and is another where the sum has gone to somebody else meanwhile', async () => {
    const campaign = await named({ seller_id: 'seller-1', deadlineInMs: days(60) })
    const id = await joined(test.db, campaign.id)
    const { part } = await orderOf(id)
    const sum = 100_000 + part!
    const reverse = async () => {
      const [record] = await test.db.query<{ id: string }>(
        `select id from sambatan.money_records where participation_id = $1 and reverses is null order by number desc limit 1`,
        [id],
      )
      await test.db.tx((tx) => reverseMoney(tx, record!.id, 'Salah catat'))
    }
    await receive(id)
    await reverse()
    expect(await sumsOf(id)).toEqual([{ amount: sum, open: true }])
    await receive(id)
    await test.db.query('delete from sambatan.unique_amounts where participation_id = $1', [id])
    const other = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    await test.db.query('delete from sambatan.unique_amounts where participation_id = $1', [other])
    await test.db.query(`update sambatan.participants set unique_part = $2 where id = $1`, [other, part])
    await test.db.query(
      `insert into sambatan.unique_amounts (seller_id, amount, participation_id) values ('seller-1', $1, $2)`,
      [sum, other],
    )
    await reverse()
    expect((await orderOf(id)).part).not.toBe(part)
    expect(await violations(test.db)).toEqual([])
  })

  it('follows a final price of who has not paid, and is nobody’s to send back by halves', async () => {
    const campaign = await named({
      seller_id: 'seller-volume',
      total_slots: 2,
      volume_prices: [{ from_slots: 2, price: 80_000 }],
    })
    const [paid, unpaid] = [
      await joined(test.db, campaign.id),
      await joined(test.db, campaign.id, { user_id: 'buyer-2' }),
    ]
    const [first, second] = [(await orderOf(paid)).part!, (await orderOf(unpaid)).part!]
    await receive(paid)
    await runPasses(test.db)
    expect(await orderOf(paid)).toMatchObject({ status: 'confirmed', back: 20_000, part: first })
    expect(await orderOf(unpaid)).toMatchObject({ status: 'confirmed', due: 80_000 + second, part: second })
    expect((await sumsOf(unpaid)).find(({ open }) => open)?.amount).toBe(80_000 + second)
    expect(await violations(test.db)).toEqual([])
  })

  it('waives, confirms unpaid and claims of offers keep it true', async () => {
    const campaign = await named({ seller_id: 'seller-1', total_slots: 2, hold_minutes: 1440 })
    const id = await joined(test.db, campaign.id)
    const { part } = await orderOf(id)
    await test.db.tx((tx) => recordMoney(tx, id, { kind: 'waived', amount: 40_000 }))
    expect(await orderOf(id)).toMatchObject({ due: 60_000 + part! })
    await test.db.tx((tx) => confirmParticipation(tx, id, { payment: null }))
    expect((await sumsOf(id)).find(({ open }) => open)?.amount).toBe(60_000 + part!)
    await test.db.tx((tx) => recordMoney(tx, id, { kind: 'waived' }))
    expect(await orderOf(id)).toMatchObject({ due: 0, payment: 'waived' })
    const held = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    await wait(test.db, campaign.id, 'buyer-3', { quantity: 1 })
    await test.db.tx((tx) => cancelParticipation(tx, held))
    const [offer] = await test.db.query<{ id: string }>(
      `select id from sambatan.participants where campaign_id = $1 and status = 'offered'`,
      [campaign.id],
    )
    expect((await orderOf(offer!.id)).part, 'nothing is asked for an offer').toBeNull()
    const claimed = await test.db.tx((tx) => claimOffer(tx, offer!.id))
    expect(claimed.unique_part).not.toBeNull()
    expect(await orderOf(offer!.id)).toMatchObject({ part: claimed.unique_part, due: 100_000 + claimed.unique_part! })
    expect(await violations(test.db)).toEqual([])
  })

  it('is given by items as well, and refuses nothing that it did not', async () => {
    const campaign = await named({
      seller_id: 'seller-items',
      items: [item('10 ml', 40_000), item('50 ml', 100_000)],
    })
    const [small, large] = campaign.items.map(({ id }) => id)
    const lines = [
      { item_id: small!, units: 1 },
      { item_id: large!, units: 1 },
    ]
    const one = await join(test.db, campaign.id, { lines, expected_amount: 140_000 })
    expect(one).toMatchObject({ outcome: 'joined', amount: 140_000 })
    expect((await orderOf(one.participation_id!)).due).toBe(140_000 + one.unique_part!)
    const tooMuch = `update sambatan.participants set unique_part = 1000 where id = $1`
    expect(await sqlstateOf(test.db.query(tooMuch, [one.participation_id]))).toBe('23514')
  })
})
