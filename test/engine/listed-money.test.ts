/** A list of codes, as sellers keep one in a chat: what its lines say was received is on record once, on both databases. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { codeOf } from '../../src/kernel/order-code.ts'
import { claimPayment, listRecords, recordListedMoney } from '../../src/modules/money/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, hours, join, makeCampaign, refusalOf, runPasses, statusOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

type MoneyList = Parameters<typeof recordListedMoney>[2]

interface Order {
  id: string
  code: string
}

onEachDatabase('a list of codes', (test) => {
  const as = <T>(act: Parameters<Database['tx']>[0]) => test.db.tx(act, { actor: 'user:seller-1' }) as Promise<T>
  async function ordersOf(campaignId: string, count: number): Promise<Order[]> {
    const orders: Order[] = []
    for (let n = 0; n < count; n++) {
      const { participation_id: id, number } = await join(test.db, campaignId, { user_id: `buyer-${n}` })
      orders.push({ id: id!, code: codeOf(number!) })
    }
    return orders
  }
  const send = (campaignId: string, lines: MoneyList['lines'], wish: Partial<MoneyList> = {}) =>
    as<Awaited<ReturnType<typeof recordListedMoney>>>((tx) =>
      recordListedMoney(tx, campaignId, { lines, dryRun: false, ...wish }),
    )
  const outcomes = async (...args: Parameters<typeof send>) => (await send(...args)).map(({ outcome }) => outcome)
  const recordsOf = async ({ id }: Order) =>
    (await listRecords(test.db.read, { participationId: id })).map(({ kind, amount, method }) => ({
      kind,
      amount,
      method,
    }))

  it('is looked at without a trace, decided line by line, and recorded once however often it is sent', async () => {
    const campaign = await makeCampaign(test.db, { hold_minutes: 60, goal_counts: 'confirmed', total_slots: 20 })
    const [whole, part, more, gone, claimed] = await ordersOf(campaign.id, 5)
    const other = await makeCampaign(test.db)
    const [foreign] = await ordersOf(other.id, 1)
    await test.db.tx((tx) => cancelParticipation(tx, gone!.id))
    await test.db.tx((tx) => claimPayment(tx, claimed!.id, {}))
    const lines = [
      { code: whole!.code.toLowerCase() },
      { code: part!.code, amount: 40_000 },
      { code: more!.code, amount: 120_000 },
      { code: gone!.code, amount: 100_000 },
      { code: gone!.code },
      { code: claimed!.code },
      { code: whole!.code, amount: 100_000 },
      { code: foreign!.code },
      { code: 'BUKAN1' },
    ]
    const left = ['more_than_due', 'over', 'twice']
    const rest = ['twice', 'not_of_campaign', 'not_of_campaign']
    const before = await eventsOf(test.db, campaign.id)
    const seen = await send(campaign.id, lines, { dryRun: true })
    expect(seen.map(({ outcome }) => outcome)).toEqual(['fits', 'fits', ...left, 'fits', ...rest])
    expect(seen[0]).toMatchObject({
      line: 1,
      code: whole!.code,
      participation_id: whole!.id,
      amount: 100_000,
      owed: 100_000,
    })
    expect(await eventsOf(test.db, campaign.id)).toEqual(before)
    expect(await recordsOf(whole!)).toEqual([])

    const wish = { method: 'qris', reference: 'QR-9' } as const
    expect(await outcomes(campaign.id, lines, wish)).toEqual(['recorded', 'recorded', ...left, 'recorded', ...rest])
    expect(await recordsOf(whole!)).toEqual([{ kind: 'received', amount: 100_000, method: 'qris' }])
    expect([await statusOf(test.db, whole!.id), await statusOf(test.db, part!.id)]).toEqual([
      'confirmed',
      'pending_payment',
    ])
    const [{ open }] = (await test.db.query(
      'select count(*)::int as open from sambatan.payment_claims where participation_id = $1 and answered_at is null',
      [claimed!.id],
    )) as [{ open: number }]
    expect(open, 'who said that they have paid is answered').toBe(0)

    expect(await outcomes(campaign.id, lines, wish)).toEqual(['paid', 'recorded_before', ...left, 'paid', ...rest])
    for (const order of [whole, part, claimed]) expect(await recordsOf(order!)).toHaveLength(1)
    const meant = lines.slice(1, 4).map((line) => ({ ...line, anyway: true }))
    expect(await outcomes(campaign.id, meant)).toEqual(['recorded', 'recorded', 'recorded'])
    const [owed] = await test.db.query<{ back: number; by: number }>(
      `select sum(owed_to_buyer)::int as back, sum(owed_by_buyer)::int as by from sambatan.participants where campaign_id = $1`,
      [campaign.id],
    )
    expect(owed, 'what was too much, what came for what is over, and the rest of a part').toEqual({
      back: 120_000,
      by: 20_000,
    })
    // A part that is on record keeps its hold, a list or not.
    await advanceClock(test.db, hours(2))
    await runPasses(test.db)
    expect(await statusOf(test.db, part!.id)).toBe('pending_payment')
    expect(await violations(test.db)).toEqual([])
  })

  it('is refused as a whole where it cannot be meant, and two of one list at once record it once', async () => {
    const campaign = await makeCampaign(test.db, { total_slots: 50 })
    const orders = await ordersOf(campaign.id, 20)
    const lines = orders.map(({ code }) => ({ code }))
    expect(await refusalOf(send(campaign.id, []))).toBe('requests_invalid')
    expect(await refusalOf(send(campaign.id, Array(501).fill(lines[0])))).toBe('requests_invalid')
    expect(await refusalOf(send(campaign.id, lines, { on: '2031-01-01' }))).toBe('money_date_in_future')
    expect(await refusalOf(send(campaign.product_id, lines))).toBe('campaign_not_found')
    const both = await Promise.all([outcomes(campaign.id, lines), outcomes(campaign.id, lines.toReversed())])
    expect(both.map(([first]) => first).sort()).toEqual(['paid', 'recorded'])
    for (const order of orders) expect(await recordsOf(order)).toHaveLength(1)
    expect(await violations(test.db)).toEqual([])
  })
})
