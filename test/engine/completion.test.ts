/** When a campaign completes is its own choice: by being full or at its deadline, by all claims or by confirmed slots alone. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { cancelCampaign, extendCampaign } from '../../src/modules/campaigns/index.ts'
import { cancelParticipation, confirmParticipation } from '../../src/modules/participations/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  type CampaignWish,
  eventsOf,
  hours,
  join,
  joined,
  makeCampaign,
  minutes,
  passesOf,
  refusalOf,
  runPasses,
  sqlstateOf,
  stateOf,
  statusOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

/** Confirmed slots count; a hold of an hour; two hours to settle after a deadline in half an hour. */
const confirming = {
  goal_counts: 'confirmed',
  hold_minutes: 60,
  settlement_minutes: 120,
  minimum_slots: 5,
  deadlineInMs: minutes(30),
} satisfies CampaignWish

onEachDatabase('a campaign that completes at its deadline', (test) => {
  it('stays full until then, and its holds still lapse', async () => {
    const { id } = await makeCampaign(test.db, { completion: 'at_deadline', hold_minutes: 60, deadlineInMs: hours(5) })
    const paid = await joined(test.db, id, { quantity: 6 })
    await test.db.tx((tx) => confirmParticipation(tx, paid))
    await joined(test.db, id, { user_id: 'buyer-2', quantity: 4 })
    expect(await passesOf(test.db, id)).toEqual([])
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked', filled_slots: 10 })
    await advanceClock(test.db, hours(1))
    expect(await passesOf(test.db, id)).toMatchObject([{ action: 'hold_expired', new_status: 'active' }])
    await joined(test.db, id, { user_id: 'buyer-3', quantity: 4 })
    await advanceClock(test.db, hours(4))
    await runPasses(test.db)
    expect((await eventsOf(test.db, id)).filter((event) => event.startsWith('campaign_'))).toEqual([
      'campaign_created',
      'campaign_published',
      'campaign_full',
      'campaign_reopened',
      'campaign_full',
      'campaign_reopened',
      'campaign_failed',
    ])
  })
})

onEachDatabase('a campaign in which confirmed slots count', (test) => {
  const confirm = (id: string) => test.db.tx((tx) => confirmParticipation(tx, id))

  it('is not ended by a stranger who takes all its slots unpaid', async () => {
    const { id } = await makeCampaign(test.db, { ...confirming, deadlineInMs: hours(48) })
    const stranger = await joined(test.db, id, { user_id: 'stranger', quantity: 10 })
    expect(await passesOf(test.db, id)).toEqual([])
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked' })
    await advanceClock(test.db, hours(1))
    expect(await passesOf(test.db, id)).toMatchObject([{ action: 'hold_expired', new_status: 'active' }])
    expect(await statusOf(test.db, stranger)).toBe('cancelled')
    expect((await join(test.db, id, { user_id: 'buyer-2' })).outcome).toBe('joined')
  })

  it('completes by being full once all slots are confirmed, and says since when', async () => {
    const { id } = await makeCampaign(test.db, { ...confirming, deadlineInMs: hours(48) })
    const first = await joined(test.db, id, { quantity: 6 })
    const second = await joined(test.db, id, { user_id: 'buyer-2', quantity: 4 })
    await confirm(first)
    expect(await passesOf(test.db, id)).toEqual([])
    await advanceClock(test.db, minutes(10))
    await confirm(second)
    const [done] = await passesOf(test.db, id)
    expect(done).toMatchObject({ action: 'campaign_completed', old_status: 'locked' })
    const [late] = await test.db.query<{ late: boolean }>(
      `select (metadata ->> 'due_at')::timestamptz >= created_at - interval '1 minute' as late
       from sambatan.audit_logs where campaign_id = $1 and event = 'campaign_completed'`,
      [id],
    )
    expect(late, 'not since it was full').toEqual({ late: true })
  })

  it('settles after its deadline: nobody joins, holds end, and then the confirmed slots are held against the goal', async () => {
    const { id } = await makeCampaign(test.db, confirming)
    const paid = await joined(test.db, id, { quantity: 5 })
    const late = await joined(test.db, id, { user_id: 'buyer-2', quantity: 3 })
    await confirm(paid)
    await advanceClock(test.db, minutes(31))
    expect(await passesOf(test.db, id)).toMatchObject([{ action: 'campaign_settling', new_status: 'active' }])
    expect(await join(test.db, id, { user_id: 'buyer-3' })).toMatchObject({ outcome: 'campaign_closed' })
    const later = new Date(Date.now() + hours(9000))
    expect(await refusalOf(test.db.tx((tx) => extendCampaign(tx, id, later)))).toBe('campaign_settling')
    expect(await violations(test.db, { nothingDue: true })).toEqual([])
    await advanceClock(test.db, minutes(30))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['hold_expired', 'campaign_completed'])
    expect(await statusOf(test.db, paid)).toBe('confirmed')
    expect(await statusOf(test.db, late)).toBe('cancelled')
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 5, closed_slots: 5 })
  })

  it('is decided as soon as the last reservation is resolved, whoever resolves it', async () => {
    const { id } = await makeCampaign(test.db, confirming)
    const paid = await joined(test.db, id, { quantity: 4 })
    const other = await joined(test.db, id, { user_id: 'buyer-2', quantity: 3 })
    await confirm(paid)
    await advanceClock(test.db, minutes(31))
    await runPasses(test.db)
    await confirm(other)
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['campaign_completed'])

    const failing = await makeCampaign(test.db, confirming)
    const kept = await joined(test.db, failing.id, { quantity: 4 })
    const leaving = await joined(test.db, failing.id, { user_id: 'buyer-2', quantity: 3 })
    await confirm(kept)
    await advanceClock(test.db, minutes(31))
    await test.db.tx((tx) => cancelParticipation(tx, leaving))
    expect(await stateOf(test.db, failing.id)).toMatchObject({ status: 'active', filled_slots: 4 })
    expect((await passesOf(test.db, failing.id)).map((row) => row.action)).toEqual(['campaign_failed'])
    expect(await statusOf(test.db, kept)).toBe('refunded')
  })

  it('keeps the status that it had at its deadline while it settles, and no event says that it reopened', async () => {
    const { id } = await makeCampaign(test.db, { ...confirming, minimum_slots: 10 })
    const paid = await joined(test.db, id, { quantity: 6 })
    await joined(test.db, id, { user_id: 'buyer-2', quantity: 2 })
    const leaving = await joined(test.db, id, { user_id: 'buyer-3', quantity: 2 })
    await confirm(paid)
    await advanceClock(test.db, minutes(31))
    await runPasses(test.db)
    await test.db.tx((tx) => cancelParticipation(tx, leaving))
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked', filled_slots: 8 })
    await advanceClock(test.db, minutes(30))
    await runPasses(test.db)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'expired', closed_slots: 6 })
    expect(await eventsOf(test.db, id)).not.toContain('campaign_reopened')
    expect(await violations(test.db, { nothingDue: true })).toEqual([])
  })

  it('can be stopped while it settles', async () => {
    const { id } = await makeCampaign(test.db, confirming)
    const reserved = await joined(test.db, id)
    await advanceClock(test.db, minutes(31))
    await runPasses(test.db)
    await test.db.tx((tx) => cancelCampaign(tx, id, 'Bahan habis'))
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'cancelled', settling_since: null })
    expect(await statusOf(test.db, reserved)).toBe('refunded')
  })

  it('after an outage is decided as if on time, with its holds before and after the deadline', async () => {
    const { id } = await makeCampaign(test.db, { ...confirming, hold_minutes: 20, settlement_minutes: 15 })
    const early = await joined(test.db, id, { quantity: 3 })
    const paid = await joined(test.db, id, { user_id: 'buyer-2', quantity: 5 })
    await confirm(paid)
    await advanceClock(test.db, minutes(15))
    const late = await joined(test.db, id, { user_id: 'buyer-3', quantity: 2 })
    await advanceClock(test.db, hours(24 * 7))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual([
      'hold_expired',
      'campaign_settling',
      'hold_expired',
      'campaign_completed',
    ])
    expect([await statusOf(test.db, early), await statusOf(test.db, late)]).toEqual(['cancelled', 'cancelled'])
    expect(await violations(test.db, { nothingDue: true })).toEqual([])
  })

  it('holds end with the settlement at the latest', async () => {
    const { id, deadline } = await makeCampaign(test.db, { ...confirming, settlement_minutes: 10 })
    const { hold_expires_at } = await join(test.db, id)
    expect(hold_expires_at!.getTime()).toBe(Date.parse(deadline) + minutes(10))
  })

  it('completed by another system, confirms nobody unpaid', async () => {
    const { id } = await makeCampaign(test.db, { ...confirming, deadlineInMs: hours(48) })
    const paid = await joined(test.db, id, { quantity: 5 })
    const unpaid = await joined(test.db, id, { user_id: 'buyer-2', quantity: 2 })
    await confirm(paid)
    await test.db.query('select sambatan.complete_sambatan_campaign($1)', [id])
    expect([await statusOf(test.db, paid), await statusOf(test.db, unpaid)]).toEqual(['confirmed', 'cancelled'])
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'fulfilled', filled_slots: 5, closed_slots: 5 })
    expect(await violations(test.db)).toEqual([])
  })

  it('needs a hold, and settles only where confirmed slots count, even against a hand-written UPDATE', async () => {
    const update = (id: string, set: string) =>
      sqlstateOf(test.db.query(`update sambatan.campaigns set ${set} where id = $1`, [id]))
    const { id } = await makeCampaign(test.db, { ...confirming, draft: true })
    expect(await update(id, 'hold_minutes = null')).toBe('23514')
    expect(await update(id, "goal_counts = 'claims'")).toBe('23514')
    expect(await update(id, "goal_counts = 'claims', settlement_minutes = 0")).toBe('00000')
    expect(await update(id, 'settlement_minutes = 10081')).toBe('23514')
  })

  it('is decided in the end also where slots were taken for which nobody wrote a participation', async () => {
    const { id } = await makeCampaign(test.db, confirming)
    await test.db.query('select sambatan.reserve_sambatan_slots($1, 3)', [id])
    await advanceClock(test.db, minutes(31))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['campaign_settling'])
    await advanceClock(test.db, minutes(120))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['campaign_failed'])
    expect(await passesOf(test.db, id)).toEqual([])
  })

  // The last one: these participations have no event of joining.
  it('settles in the end also where another system wrote participations without a hold', async () => {
    const { id } = await makeCampaign(test.db, confirming)
    await test.db.tx(async (tx) => {
      await sql`select sambatan.reserve_sambatan_slots(${id}, 2)`.execute(tx)
      await sql`insert into sambatan.participants
          (id, campaign_id, user_id, quantity, amount, currency, shipping_address, joined_at, updated_at)
        values (gen_random_uuid(), ${id}, 'their-buyer', 2, 200000, 'IDR', 'Jalan Melati 1', sambatan.now(), sambatan.now())`.execute(
        tx,
      )
    })
    await advanceClock(test.db, minutes(31))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['campaign_settling'])
    await advanceClock(test.db, minutes(120))
    expect((await passesOf(test.db, id)).map((row) => row.action)).toEqual(['hold_expired', 'campaign_failed'])
  })
})
