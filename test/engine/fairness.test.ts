/** What neither side can do to the other: holds that begin anew, own campaigns, deadlines that move away. */
import { expect, it } from 'vitest'
import { extendCampaign } from '../../src/modules/campaigns/index.ts'
import {
  cancelParticipation,
  confirmParticipation,
  findParticipation,
  fulfilParticipation,
  refundParticipation,
  unfulfilParticipation,
} from '../../src/modules/participations/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  eventsOf,
  hours,
  join,
  joinBatch,
  joined,
  makeCampaign,
  minutes,
  passesOf,
  refusalOf,
  runPasses,
  stateOf,
  statusOf,
} from '../support/engine.ts'

const days = (count: number) => hours(24 * count)

onEachDatabase('a hold', (test) => {
  const leave = (id: string) => test.db.tx((tx) => cancelParticipation(tx, id))

  it('counts from the first: who leaves and joins again goes on with it', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 60 })
    const first = await join(test.db, id)
    for (let n = 0; n < 8; n++) {
      await leave((await join(test.db, id)).participation_id!)
      await advanceClock(test.db, minutes(5))
    }
    const again = await join(test.db, id)
    expect(again.hold_expires_at).toEqual(first.hold_expires_at)
    const [due] = await test.db.query<{ due_at: Date }>(
      "select due_at from sambatan.campaign_due where campaign_id = $1 and kind = 'hold'",
      [id],
    )
    expect(due!.due_at.getTime()).toBeLessThanOrEqual(first.hold_expires_at!.getTime())
  })

  it('that goes on falls due at its own end, also where later ones were noted meanwhile', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 60 })
    const first = await join(test.db, id)
    await leave(first.participation_id!)
    await advanceClock(test.db, minutes(30))
    const other = await joined(test.db, id, { user_id: 'buyer-2' })
    const again = await joined(test.db, id)
    await advanceClock(test.db, minutes(31))
    expect(await passesOf(test.db, id)).toMatchObject([{ action: 'hold_expired', detail: { participants: 1 } }])
    expect([await statusOf(test.db, again), await statusOf(test.db, other)]).toEqual(['cancelled', 'pending_payment'])
  })

  it('ended, lets the same buyer wait an hour, says until when, and then begins whole', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 60 })
    const first = await join(test.db, id)
    await advanceClock(test.db, minutes(61))
    const [refused, other] = await joinBatch(test.db, id, [{}, { user_id: 'buyer-2' }])
    expect(refused).toMatchObject({ outcome: 'hold_ended_recently' })
    expect(Date.parse(String(refused!.detail!.again_at))).toBe(first.hold_expires_at!.getTime() + hours(1))
    expect(other!.outcome, 'and nobody else').toBe('joined')
    await advanceClock(test.db, minutes(60))
    const again = await join(test.db, id)
    expect(again.hold_expires_at!.getTime() - again.joined_at!.getTime()).toBe(hours(1))
  })

  it('of whoever left waits as well, and a confirmation ends the count', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 60 })
    await leave(await joined(test.db, id))
    await advanceClock(test.db, minutes(61))
    expect((await join(test.db, id)).outcome).toBe('hold_ended_recently')
    const other = await joined(test.db, id, { user_id: 'buyer-2' })
    await advanceClock(test.db, minutes(50))
    await test.db.tx((tx) => confirmParticipation(tx, other))
    const more = await join(test.db, id, { user_id: 'buyer-2' })
    expect(more.hold_expires_at!.getTime() - more.joined_at!.getTime()).toBe(hours(1))
  })

  it('where none expires, nothing is counted', async () => {
    const { id } = await makeCampaign(test.db)
    await leave(await joined(test.db, id))
    expect(await join(test.db, id)).toMatchObject({ outcome: 'joined', hold_expires_at: null })
  })
})

onEachDatabase("a seller's own campaign", (test) => {
  it('is joined by nobody in their name, alone or in a batch, whoever asks', async () => {
    const { id } = await makeCampaign(test.db, { seller_id: 'rani' })
    expect((await join(test.db, id, { user_id: 'rani', actor: 'machine:service' })).outcome).toBe('own_campaign')
    const batch = await joinBatch(test.db, id, [{}, { user_id: 'rani' }, { user_id: 'budi', actor: 'user:rani' }])
    expect(batch.map((row) => row.outcome)).toEqual(['joined', 'own_campaign', 'joined'])
    const { participation } = await findParticipation(test.db.read, batch[2]!.participation_id!)
    expect(participation).toMatchObject({ user_id: 'budi', on_behalf: true })
  })
})

onEachDatabase('a deadline that moves', (test) => {
  const seller = { actor: 'user:seller-1' }
  async function extend(id: string, byMs: number, options: { actor: string; reason?: string } = seller) {
    const { deadline } = await stateOf(test.db, id)
    const to = new Date(deadline.getTime() + byMs)
    return test.db.tx((tx) => extendCampaign(tx, id, to, options.reason), { actor: options.actor })
  }

  it('is moved by its seller twice, and to at most 60 days after the first', async () => {
    const { id } = await makeCampaign(test.db)
    expect(await refusalOf(extend(id, days(60) + 1))).toBe('extension_limit')
    expect(await extend(id, days(30))).toMatchObject({ extensions_left: 1 })
    expect(await refusalOf(extend(id, days(30) + 1)), 'counted from the first').toBe('extension_limit')
    expect(await extend(id, days(30))).toMatchObject({ extensions_left: 0 })
    expect(await refusalOf(extend(id, 1))).toBe('extension_limit')
  })

  it("is moved further by an operator, with a reason, and by another system; neither uses up the seller's", async () => {
    const { id } = await makeCampaign(test.db)
    expect(await refusalOf(extend(id, days(90), { actor: 'user:op' }))).toBe('reason_required')
    expect(await refusalOf(extend(id, days(90), { actor: 'user:op', reason: '  ' }))).toBe('reason_required')
    await extend(id, days(90), { actor: 'user:op', reason: 'Bahan terlambat' })
    expect(await extend(id, days(90), { actor: 'machine:service' })).toMatchObject({ extensions_left: 2 })
    const [event] = await test.db.query<{ reason: string }>(
      "select metadata ->> 'reason' as reason from sambatan.audit_logs where campaign_id = $1 and event = 'campaign_extended' order by id limit 1",
      [id],
    )
    expect(event).toEqual({ reason: 'Bahan terlambat' })
  })

  it('gives whoever had joined the right to leave, paid or not, and nobody who joins later', async () => {
    const { id } = await makeCampaign(test.db, { deadlineInMs: days(10), hold_minutes: 60 * 24 * 3 })
    const paid = await joined(test.db, id, { quantity: 2 })
    await test.db.tx((tx) => confirmParticipation(tx, paid))
    const held = await join(test.db, id, { user_id: 'buyer-2' })
    const leave = (participation: string, actor = 'user:buyer-1') =>
      test.db.tx((tx) => cancelParticipation(tx, participation), { actor })
    expect(await refusalOf(leave(paid))).toBe('participation_state_invalid')
    const old = (await stateOf(test.db, id)).deadline
    await extend(id, days(20))
    await advanceClock(test.db, 1000)
    const later = await joined(test.db, id, { user_id: 'buyer-3' })
    await test.db.tx((tx) => confirmParticipation(tx, later))
    const until = async (one: string) => (await findParticipation(test.db.read, one)).participation.may_leave_until
    expect(await until(paid)).toBe(old.toISOString())
    expect(await until(later)).toBeNull()
    expect((await findParticipation(test.db.read, held.participation_id!)).participation.hold_expires_at).toBe(
      held.hold_expires_at!.toISOString(),
    )
    expect(await refusalOf(leave(paid, 'user:seller-1')), "the right is not the seller's").toBe(
      'participation_state_invalid',
    )
    expect(await refusalOf(leave(paid, 'user:op')), 'nor an operator’s').toBe('participation_state_invalid')
    await leave(paid)
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 2 })
    expect((await eventsOf(test.db, id)).at(-1)).toBe('participant_cancelled')
  })

  it('moved shortly before its end gives 72 hours, and no right beyond the new one', async () => {
    const { id } = await makeCampaign(test.db, { deadlineInMs: hours(1) })
    const paid = await joined(test.db, id)
    await test.db.tx((tx) => confirmParticipation(tx, paid))
    const now = (await databaseNow(test.db)).getTime()
    await extend(id, days(10))
    const until = Date.parse((await findParticipation(test.db.read, paid)).participation.may_leave_until!)
    expect(until - now).toBeGreaterThanOrEqual(hours(72))
    expect(until - now).toBeLessThan(hours(73))
    await advanceClock(test.db, hours(72) + minutes(1))
    expect(await refusalOf(test.db.tx((tx) => cancelParticipation(tx, paid)))).toBe('participation_state_invalid')

    const soon = await makeCampaign(test.db, { deadlineInMs: hours(1) })
    const other = await joined(test.db, soon.id)
    await extend(soon.id, hours(5))
    expect((await findParticipation(test.db.read, other)).participation.may_leave_until).toBe(
      (await stateOf(test.db, soon.id)).deadline.toISOString(),
    )
  })
})

onEachDatabase('what was received', (test) => {
  it('is taken back with a reason, and can be refunded then', async () => {
    const { id } = await makeCampaign(test.db)
    const one = await joined(test.db, id, { quantity: 10 })
    await runPasses(test.db)
    await test.db.tx((tx) => fulfilParticipation(tx, one))
    expect(await refusalOf(test.db.tx((tx) => refundParticipation(tx, one)))).toBe('participation_state_invalid')
    expect(await refusalOf(test.db.tx((tx) => unfulfilParticipation(tx, one)))).toBe('reason_required')
    expect(await test.db.tx((tx) => unfulfilParticipation(tx, one, 'Paket kembali'))).toMatchObject({
      status: 'confirmed',
    })
    await test.db.tx((tx) => refundParticipation(tx, one))
    expect((await eventsOf(test.db, id)).slice(-2)).toEqual(['participant_unfulfilled', 'participant_refunded'])
  })
})
