/** Who is reminded of what, when: each once, and nobody of what has been settled meanwhile. */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { hours, joinBatch, joined, makeCampaign, minutes, passesOf, runPasses } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const isReminder = new Set(['deadline_near', 'hold_ends_soon', 'campaign_nearly_full', 'offer_ends_soon'])

interface Reminder {
  event: string
  participant_id: string | null
  metadata: Record<string, unknown>
}

async function remindersOf(db: Database, campaignId: string, event?: string): Promise<Reminder[]> {
  const rows = await db.query<Reminder>(
    'select event, participant_id, metadata from sambatan.audit_logs where campaign_id = $1 order by id',
    [campaignId],
  )
  return rows.filter((row) => (event === undefined ? isReminder.has(row.event) : row.event === event))
}

const hoursLeft = async (db: Database, id: string) =>
  (await remindersOf(db, id, 'deadline_near')).map(({ metadata }) => metadata.hours_left)

/** Lets so long pass, and a run come. */
async function pass(db: Database, ms: number): Promise<void> {
  await advanceClock(db, ms)
  await runPasses(db)
}

onEachDatabase('a deadline', (test) => {
  it('is reminded of a day and an hour before, each once, with what is missing', async () => {
    const { db } = test
    const { id, deadline } = await makeCampaign(db, { minimum_slots: 5, deadlineInMs: hours(72) })
    await joined(db, id, { quantity: 2 })
    await pass(db, hours(48) - minutes(1))
    expect(await remindersOf(db, id)).toEqual([])
    await pass(db, minutes(2))
    expect(await remindersOf(db, id)).toMatchObject([
      { event: 'deadline_near', metadata: { hours_left: 24, slots: 2, minimum_slots: 5, slots_reserved: 2 } },
    ])
    await pass(db, minutes(1))
    await pass(db, hours(22))
    expect(await hoursLeft(db, id)).toEqual([24])
    await pass(db, hours(1))
    await pass(db, minutes(5))
    const [, last] = await remindersOf(db, id)
    expect(last!.metadata.hours_left).toBe(1)
    expect(Date.parse(String(last!.metadata.deadline))).toBe(Date.parse(deadline))
    await pass(db, hours(2))
    expect(await hoursLeft(db, id)).toEqual([24, 1])
  })

  it('is not reminded of where the campaign is so short that everybody has just read it', async () => {
    const { db } = test
    const [short, shortest] = [
      await makeCampaign(db, { deadlineInMs: hours(47) }),
      await makeCampaign(db, { deadlineInMs: hours(2) - 1000 }),
    ]
    const late = await makeCampaign(db, { opensInMs: hours(2), deadlineInMs: hours(49) })
    for (let n = 0; n < 100; n++) await pass(db, minutes(30))
    expect(await hoursLeft(db, shortest.id)).toEqual([])
    expect(await hoursLeft(db, short.id)).toEqual([1])
    expect(await hoursLeft(db, late.id), 'what counts is when it opened').toEqual([1])
  })

  it('is reminded of once after an outage, by what still makes sense, and not when it has passed', async () => {
    const { db } = test
    const [hour, between, day, over] = await Promise.all(
      [72, 74, 90, 71].map((count) => makeCampaign(db, { deadlineInMs: hours(count) })),
    )
    const before = await db.query('select sambatan.preview_sambatan_lifecycle()')
    await advanceClock(db, hours(71) + minutes(20))
    // Nobody is late for a reminder, and a dry run tells of changes alone.
    const preview = await db.query<{ campaign_id: string }>('select * from sambatan.preview_sambatan_lifecycle()')
    expect(preview.map(({ campaign_id }) => campaign_id)).toEqual([over!.id])
    expect(before).toEqual([])
    await runPasses(db)
    const of = () => Promise.all([hour, between, day, over].map((one) => hoursLeft(db, one!.id)))
    expect(await of(), '40 minutes, less than three hours, 18 hours, none left').toEqual([[1], [], [24], []])
    await pass(db, hours(2))
    expect(await of()).toEqual([[1], [1], [24], []])
  })

  it('that is moved is reminded of anew, and one that was moved to be near is not said to be a day away', async () => {
    const { db } = test
    const [far, near] = [
      await makeCampaign(db, { deadlineInMs: hours(50) }),
      await makeCampaign(db, { deadlineInMs: hours(50) }),
    ]
    await pass(db, hours(49) + minutes(30))
    const extend = (id: string, count: number) =>
      db.query(
        `select sambatan.extend_sambatan_campaign($1, (select deadline from sambatan.campaigns where id = $1) + $2::interval)`,
        [id, `${count} hours`],
      )
    await extend(far.id, 48)
    await extend(near.id, 12)
    await runPasses(db)
    expect(await hoursLeft(db, far.id)).toEqual([1])
    for (let n = 0; n < 30; n++) await pass(db, minutes(100))
    expect(await hoursLeft(db, far.id)).toEqual([1, 24, 1])
    expect(await hoursLeft(db, near.id)).toEqual([1, 1])
  }, 30_000)

  it('of a campaign that was stopped, or has succeeded, is not reminded of', async () => {
    const { db } = test
    const [stopped, done] = [
      await makeCampaign(db, { deadlineInMs: hours(50) }),
      await makeCampaign(db, { total_slots: 1, deadlineInMs: hours(50) }),
    ]
    await joined(db, done.id)
    await runPasses(db)
    await db.query('select sambatan.cancel_sambatan_campaign($1)', [stopped.id])
    await pass(db, hours(49) + minutes(30))
    expect(await remindersOf(db, stopped.id)).toEqual([])
    expect(await remindersOf(db, done.id)).toEqual([])
  })
})

onEachDatabase('a hold that ends soon', (test) => {
  it('is reminded of once, where it is still waiting and had time', async () => {
    const { db } = test
    const { id } = await makeCampaign(db, { total_slots: 100, hold_minutes: 24 * 60, goal_counts: 'confirmed' })
    const [paid, waiting] = [
      await joined(db, id, { user_id: 'paid' }),
      await joined(db, id, { user_id: 'waiting', quantity: 2 }),
    ]
    const gone = await joined(db, id, { user_id: 'gone' })
    await pass(db, hours(10))
    const later = await joined(db, id, { user_id: 'later' })
    await db.query('select sambatan.confirm_sambatan_participation($1)', [paid])
    await db.query('select sambatan.cancel_sambatan_participation($1)', [gone])
    await pass(db, hours(11) - minutes(1))
    expect(await remindersOf(db, id)).toEqual([])
    await pass(db, minutes(2))
    await pass(db, minutes(2))
    // Back within the hold that counts: its end is near, and has been read a moment ago.
    await joined(db, id, { user_id: 'gone' })
    await pass(db, hours(1))
    expect(await remindersOf(db, id)).toMatchObject([
      { event: 'hold_ends_soon', participant_id: waiting, metadata: { quantity: 2, amount: 200_000 } },
    ])
    await pass(db, hours(9))
    expect((await remindersOf(db, id)).map((one) => one.participant_id)).toEqual([waiting, later])
    expect(await violations(db)).toEqual([])
  })

  it('is not reminded of where it is short, has ended meanwhile, or will not lapse', async () => {
    const { db } = test
    const short = await makeCampaign(db, { hold_minutes: 59 })
    const ended = await makeCampaign(db, { hold_minutes: 120 })
    // Every claim counts at its deadline, which comes before these holds end.
    const kept = await makeCampaign(db, { hold_minutes: 300, deadlineInMs: hours(4) })
    for (const { id } of [short, ended, kept]) await joined(db, id)
    await pass(db, minutes(50))
    await pass(db, hours(2))
    expect(await remindersOf(db, ended.id), 'after an outage').toEqual([])
    await pass(db, minutes(65))
    expect(await remindersOf(db, short.id)).toEqual([])
    expect((await remindersOf(db, kept.id)).map(({ event }) => event)).toEqual(['deadline_near'])
  })

  it('is reminded of with all others at once, however many, and not again by a run that died', async () => {
    const { db } = test
    const many = 3_000
    const { id } = await makeCampaign(db, { total_slots: 10_000, hold_minutes: 60 })
    for (let from = 0; from < many; from += 500) {
      await joinBatch(
        db,
        id,
        Array.from({ length: 500 }, (_, n) => ({ user_id: `b-${from + n}` })),
      )
    }
    await advanceClock(db, minutes(50))
    const dies = db.tx(async (tx) => {
      const { rows } = await sql<{ action: string }>`select * from sambatan.check_sambatan_deadlines()`.execute(tx)
      expect(rows.map(({ action }) => action)).toContain('hold_ends_soon')
      throw new Error('died')
    })
    await expect(dies).rejects.toThrow('died')
    expect(await remindersOf(db, id)).toEqual([])
    expect(await passesOf(db, id)).toMatchObject([
      {
        action: 'hold_ends_soon',
        old_status: 'active',
        new_status: 'active',
        detail: { participants: many, slots: many },
      },
    ])
    await pass(db, minutes(1))
    const reminded = await remindersOf(db, id)
    expect(reminded).toHaveLength(many)
    expect(new Set(reminded.map(({ participant_id }) => participant_id)).size).toBe(many)
  }, 60_000)
})

onEachDatabase('a campaign that is nearly full', (test) => {
  it('is told of once, by a run, and not where its last slots go at once', async () => {
    const { db } = test
    const [slowly, atOnce] = [await makeCampaign(db), await makeCampaign(db)]
    await joined(db, slowly.id, { quantity: 7 })
    await joined(db, atOnce.id, { quantity: 10 })
    expect(await passesOf(db, slowly.id)).toEqual([])
    const eighth = await joined(db, slowly.id)
    expect(await remindersOf(db, slowly.id), 'the join does not write it').toEqual([])
    expect(await passesOf(db, slowly.id)).toMatchObject([
      { action: 'campaign_nearly_full', detail: { slots: 8, total_slots: 10, minimum_slots: 10 } },
    ])
    await db.query('select sambatan.cancel_sambatan_participation($1)', [eighth])
    await joined(db, slowly.id, { user_id: 'buyer-2', quantity: 2 })
    expect(await passesOf(db, slowly.id)).toEqual([])
    expect(await remindersOf(db, slowly.id)).toHaveLength(1)
    expect(await remindersOf(db, atOnce.id)).toEqual([])
  })
})
