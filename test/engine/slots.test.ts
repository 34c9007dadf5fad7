import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, hours, joined, makeCampaign, minutes, refusalOf, stateOf } from '../support/engine.ts'

const reserve = (db: Database, id: string | null, slots: number | null) =>
  db.query<{ filled_slots: number; status: string; locked_at: Date | null }>(
    'select * from sambatan.reserve_sambatan_slots($1, $2)',
    [id, slots],
  )
const release = (db: Database, id: string | null, slots: number | null) =>
  db.query<{ filled_slots: number; status: string; locked_at: Date | null }>(
    'select * from sambatan.release_sambatan_slots($1, $2)',
    [id, slots],
  )

onEachDatabase('reserve_sambatan_slots', (test) => {
  it('takes slots and returns the campaign as it is then', async () => {
    const { id } = await makeCampaign(test.db)
    expect((await reserve(test.db, id, 3))[0]).toMatchObject({ filled_slots: 3, status: 'active', locked_at: null })
  })

  it('2: turns the campaign full with the last slot, with one event', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 4)
    const [row] = await reserve(test.db, id, 6)
    expect(row).toMatchObject({ filled_slots: 10, status: 'locked' })
    expect(row?.locked_at).toBeInstanceOf(Date)
    expect(await eventsOf(test.db, id)).toEqual(['campaign_created', 'campaign_published', 'campaign_full'])
  })

  it.each([0, -1, null])('refuses a count of %s before it looks at the campaign', async (count) => {
    expect(await refusalOf(reserve(test.db, uuidv7(), count))).toBe('slot_count_invalid')
  })

  it('refuses a campaign that does not exist, and none at all', async () => {
    expect(await refusalOf(reserve(test.db, uuidv7(), 1))).toBe('campaign_not_found')
    expect(await refusalOf(reserve(test.db, null, 1))).toBe('campaign_not_found')
  })

  it('refuses a draft and a campaign that opens later', async () => {
    const draft = await makeCampaign(test.db, { draft: true })
    const scheduled = await makeCampaign(test.db, { opensInMs: hours(1) })
    expect(await refusalOf(reserve(test.db, draft.id, 1))).toBe('campaign_not_open')
    expect(await refusalOf(reserve(test.db, scheduled.id, 1))).toBe('campaign_not_open')
  })

  it('refuses one more than is left and says how many are', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 8)
    await expect(reserve(test.db, id, 3)).rejects.toMatchObject({
      code: 'insufficient_slots',
      params: { available: 2, choice: [1, 2], requested: 3 },
    })
    expect((await stateOf(test.db, id)).filled_slots).toBe(8)
  })

  it('refuses a full campaign', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 10)
    expect(await refusalOf(reserve(test.db, id, 1))).toBe('campaign_full')
  })

  it.each(['fulfilled', 'expired', 'cancelled'])('refuses a campaign that ended (%s)', async (ending) => {
    const { id } = await makeCampaign(test.db)
    const how = { fulfilled: 'complete', expired: 'fail', cancelled: 'cancel' }[ending]
    await test.db.query(`select sambatan.${how}_sambatan_campaign($1)`, [id])
    expect((await stateOf(test.db, id)).status).toBe(ending)
    expect(await refusalOf(reserve(test.db, id, 1))).toBe('campaign_closed')
  })

  it('7: refuses from the deadline on, whether or not a run has been there', async () => {
    const { id } = await makeCampaign(test.db, { deadlineInMs: minutes(10) })
    await advanceClock(test.db, minutes(10))
    expect(await refusalOf(reserve(test.db, id, 1))).toBe('campaign_closed')
    expect((await stateOf(test.db, id)).status).toBe('active')
  })

  it('says closed, not full, of a full campaign past its deadline', async () => {
    const { id } = await makeCampaign(test.db, { deadlineInMs: minutes(10) })
    await reserve(test.db, id, 10)
    await advanceClock(test.db, minutes(11))
    expect(await refusalOf(reserve(test.db, id, 1))).toBe('campaign_closed')
  })
})

onEachDatabase('release_sambatan_slots', (test) => {
  it('gives slots back', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 5)
    expect((await release(test.db, id, 2))[0]).toMatchObject({ filled_slots: 3, status: 'active' })
  })

  it('2: opens a full campaign again, with one event', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 10)
    expect((await release(test.db, id, 1))[0]).toMatchObject({ filled_slots: 9, status: 'active', locked_at: null })
    expect((await eventsOf(test.db, id)).slice(2)).toEqual(['campaign_full', 'campaign_reopened'])
  })

  it('1: never goes below zero, and changes nothing when it refuses', async () => {
    const { id } = await makeCampaign(test.db)
    await reserve(test.db, id, 2)
    await expect(release(test.db, id, 3)).rejects.toMatchObject({
      code: 'release_below_zero',
      params: { filled: 2, requested: 3 },
    })
    expect((await stateOf(test.db, id)).filled_slots).toBe(2)
  })

  it.each([0, -1, null])('refuses a count of %s before it looks at the campaign', async (count) => {
    expect(await refusalOf(release(test.db, uuidv7(), count))).toBe('slot_count_invalid')
  })

  it('refuses a campaign that does not exist', async () => {
    expect(await refusalOf(release(test.db, uuidv7(), 1))).toBe('campaign_not_found')
  })
})

onEachDatabase('9: progress', (test) => {
  it.each([
    [3, 1, 33.33],
    [3, 2, 66.67],
    [7, 7, 100],
    [1000, 999, 99.9],
    [100_000, 99_999, 100],
    [8, 1, 12.5],
  ])('of %i slots with %i filled is %f', async (total, filled, progress) => {
    const { id } = await makeCampaign(test.db, { total_slots: total })
    await reserve(test.db, id, filled)
    expect((await stateOf(test.db, id)).progress).toBe(progress)
  })

  it('follows every write of filled_slots and of total_slots, whoever writes', async () => {
    const { id } = await makeCampaign(test.db)
    await test.db.query('update sambatan.campaigns set filled_slots = 5 where id = $1', [id])
    expect((await stateOf(test.db, id)).progress).toBe(50)
    await test.db.query('update sambatan.campaigns set total_slots = 20 where id = $1', [id])
    expect((await stateOf(test.db, id)).progress).toBe(25)
  })
})

onEachDatabase('get_sambatan_campaign_progress', (test) => {
  it('returns the figures of a campaign in one row', async () => {
    const { id } = await makeCampaign(test.db, { price_per_slot: 150_000 })
    await joined(test.db, id, { quantity: 4 })
    const [row] = await test.db.query('select * from sambatan.get_sambatan_campaign_progress($1)', [id])
    expect(row).toMatchObject({
      total_slots: 10,
      filled_slots: 4,
      available_slots: 6,
      progress: 40,
      total_contribution: 600_000,
      status: 'active',
    })
  })

  it('refuses a campaign that does not exist', async () => {
    expect(
      await refusalOf(test.db.query('select * from sambatan.get_sambatan_campaign_progress($1)', [uuidv7()])),
    ).toBe('campaign_not_found')
  })

  it('stays exact on amounts beyond 32 bits', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 1000, price_per_slot: 9_007_199_254_740 })
    await joined(test.db, id, { quantity: 999 })
    const [row] = await test.db.query('select * from sambatan.get_sambatan_campaign_progress($1)', [id])
    expect(row).toMatchObject({ total_contribution: 999 * 9_007_199_254_740 })
  })
})
