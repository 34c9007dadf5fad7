import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { dataChecks } from '../../src/cli/doctor-checks.ts'
import type { Database, Tx } from '../../src/db/index.ts'
import { languages } from '../../src/kernel/language.ts'
import { sayIfThere } from '../../src/kernel/messages.ts'
import { readOverdue, runLifecycle } from '../../src/modules/lifecycle/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  eventsOf,
  hours,
  join,
  joined,
  makeCampaign,
  minutes,
  refusalOf,
  runPasses,
  stateOf,
  statusOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const actionsOf = (rows: { campaign_id: string; action: string }[], id: string) =>
  rows.filter((row) => row.campaign_id === id).map((row) => row.action)

async function dueAt(db: Database): Promise<Date | null> {
  const [row] = await db.query<{ due: Date | null }>('select sambatan.next_sambatan_due_at() as due')
  return row?.due ?? null
}

/** What a row of due_kinds needs beside itself, and has not. */
async function lackingOf(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ kind: string; reminder: boolean; works: boolean }>`
    select kind, reminder, to_regprocedure(format('sambatan.%I(uuid[], timestamptz)', handler)) is not null as works
    from sambatan.due_kinds order by place`.execute(tx)
  const late = { title: 'Melati Senja', time: 'at noon' }
  return rows.flatMap(({ kind, reminder, works }) => [
    ...(works ? [] : [`${kind}: its function`]),
    // A reminder is never late.
    ...languages.flatMap((language) =>
      !reminder && sayIfThere(language, `operator_late_${kind}`, late) === undefined
        ? [`${kind}: its words in ${language}`]
        : [],
    ),
  ])
}

onEachDatabase('a kind of what falls due', (test) => {
  it('is a row, a function and words, and everything else knows it by itself', async () => {
    const { id } = await makeCampaign(test.db)
    await test.db
      .tx(async (tx) => {
        expect(await lackingOf(tx)).toEqual([])
        await sql`insert into sambatan.due_kinds (place, kind, by_clock, handler, due_at)
          values (990, 'harvest', true, 'end_harvests', 'c.created_at')`.execute(tx)
        expect(await lackingOf(tx)).toEqual([
          'harvest: its function',
          'harvest: its words in id',
          'harvest: its words in en',
        ])
        const check = dataChecks.find(({ name }) => name === 'due')!
        const offenders = async () => (await sql<{ offender: string }>`${sql.raw(check.offenders)}`.execute(tx)).rows
        expect((await offenders()).map(({ offender }) => offender)).toEqual([expect.stringContaining(': harvest at ')])
        await sql`select sambatan.refresh_due(array[${id}]::uuid[])`.execute(tx)
        expect(await offenders()).toEqual([])
        const { rows } = await sql<{ due: boolean; ids: string[] }>`
          select sambatan.next_sambatan_due_at() <= sambatan.now() as due,
            sambatan.due_campaigns(10, sambatan.now()) as ids`.execute(tx)
        expect(rows).toEqual([{ due: true, ids: [id] }])
        throw new Error('undone')
      })
      .catch((error: Error) => expect(error.message).toBe('undone'))
    expect(await dueAt(test.db)).not.toBeNull()
    await test.db.query('select sambatan.cancel_sambatan_campaign($1)', [id])
  })
})

onEachDatabase('check_sambatan_deadlines', (test) => {
  it('is overdue for as long as something has waited since the last run, and not where nothing will ever come', async () => {
    // The first test here: there is no campaign yet.
    await runLifecycle({ db: test.db, node: 'test', trigger: 'interval' })
    await advanceClock(test.db, hours(1))
    expect(await dueAt(test.db)).toBeNull()
    expect(await readOverdue(test.db)).toEqual({ seconds: 0, paused: false })
    await makeCampaign(test.db, { deadlineInMs: minutes(5) })
    await advanceClock(test.db, minutes(7))
    const { seconds } = await readOverdue(test.db)
    expect(seconds).toBeGreaterThanOrEqual(120)
    expect(seconds, 'and the hour before anything was due does not count').toBeLessThan(3600)
    await runPasses(test.db)
    expect((await readOverdue(test.db)).seconds).toBe(0)
  })

  it('does nothing and returns nothing where nothing is due', async () => {
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id)
    expect(await runPasses(test.db)).toEqual([])
  })

  it('opens a campaign at its opening, not before', async () => {
    const { id } = await makeCampaign(test.db, { opensInMs: minutes(10) })
    await advanceClock(test.db, minutes(9))
    expect(await runPasses(test.db)).toEqual([])
    await advanceClock(test.db, minutes(1))
    expect(await runPasses(test.db)).toMatchObject([
      { campaign_id: id, action: 'campaign_opened', old_status: 'scheduled', new_status: 'active' },
    ])
    expect((await join(test.db, id)).outcome).toBe('joined')
  })

  it('completes a full campaign before its deadline', async () => {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id, { quantity: 10 })
    expect(await runPasses(test.db)).toMatchObject([
      { campaign_id: id, action: 'campaign_completed', old_status: 'locked', new_status: 'fulfilled' },
    ])
    expect(await statusOf(test.db, participation)).toBe('confirmed')
  })

  it('completes at the deadline what met its goal, and fails what is one slot short of it', async () => {
    const met = await makeCampaign(test.db, { minimum_slots: 6, deadlineInMs: minutes(5) })
    const short = await makeCampaign(test.db, { minimum_slots: 6, deadlineInMs: minutes(5) })
    const inMet = await joined(test.db, met.id, { quantity: 6 })
    const inShort = await joined(test.db, short.id, { quantity: 5 })
    await advanceClock(test.db, minutes(5))
    await runPasses(test.db)
    expect(await stateOf(test.db, met.id)).toMatchObject({ status: 'fulfilled', filled_slots: 6, closed_slots: 6 })
    expect(await stateOf(test.db, short.id)).toMatchObject({ status: 'expired', filled_slots: 0, closed_slots: 5 })
    expect(await statusOf(test.db, inMet)).toBe('confirmed')
    expect(await statusOf(test.db, inShort)).toBe('refunded')
  })

  it('fails what nobody joined', async () => {
    const { id } = await makeCampaign(test.db, { minimum_slots: 1, deadlineInMs: minutes(5) })
    await advanceClock(test.db, minutes(5))
    expect(actionsOf(await runPasses(test.db), id)).toEqual(['campaign_failed'])
  })

  it('expires a hold at its time, gives its slots back and reopens nothing that was open', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 10 })
    const hold = await joined(test.db, id, { quantity: 3 })
    await advanceClock(test.db, minutes(5))
    const later = await joined(test.db, id, { user_id: 'buyer-2', quantity: 2 })
    await advanceClock(test.db, minutes(5))
    const rows = await runPasses(test.db)
    expect(rows).toMatchObject([{ campaign_id: id, action: 'hold_expired', detail: { slots: 3, participants: 1 } }])
    expect(await statusOf(test.db, hold)).toBe('cancelled')
    expect(await statusOf(test.db, later)).toBe('pending_payment')
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 2, participant_count: 1 })
    expect((await eventsOf(test.db, id)).slice(-1)).toEqual(['hold_expired'])
  })

  it('takes at most as many campaigns as it is told, and the next pass the others', async () => {
    const ids = []
    for (let n = 0; n < 5; n++) ids.push((await makeCampaign(test.db, { deadlineInMs: minutes(1) })).id)
    await advanceClock(test.db, minutes(1))
    const pass = () => test.db.query<{ campaign_id: string }>('select * from sambatan.check_sambatan_deadlines(2)')
    const sizes = [(await pass()).length, (await pass()).length, (await pass()).length, (await pass()).length]
    expect(sizes).toEqual([2, 2, 1, 0])
    for (const id of ids) expect((await stateOf(test.db, id)).status).toBe('expired')
  })

  it('7: leaves nothing late and every invariant in place', async () => {
    await runPasses(test.db)
    expect(await violations(test.db, { outboxUntouched: true, nothingDue: true })).toEqual([])
  })
})

/** After an outage the outcome is what it would have been had every run come in time. */
onEachDatabase('catching up after an outage', (test) => {
  beforeEach(async () => {
    await runPasses(test.db)
  })

  it('7: opens and fails what should have opened and ended meanwhile, each once', async () => {
    const { id } = await makeCampaign(test.db, { opensInMs: minutes(10), deadlineInMs: minutes(20) })
    await advanceClock(test.db, hours(24))
    expect(actionsOf(await runPasses(test.db), id)).toEqual(['campaign_opened', 'campaign_failed'])
    expect((await eventsOf(test.db, id)).slice(2)).toEqual(['campaign_opened', 'campaign_failed'])
    expect(await runPasses(test.db)).toEqual([])
  })

  it('releases a hold that had expired before the deadline, and the campaign misses its goal', async () => {
    const { id } = await makeCampaign(test.db, { minimum_slots: 5, hold_minutes: 10, deadlineInMs: minutes(20) })
    const hold = await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, hours(24))
    expect(actionsOf(await runPasses(test.db), id)).toEqual(['hold_expired', 'campaign_failed'])
    expect(await statusOf(test.db, hold)).toBe('cancelled')
  })

  it('confirms a hold that would have expired only after the deadline', async () => {
    const { id } = await makeCampaign(test.db, { minimum_slots: 5, hold_minutes: 30, deadlineInMs: minutes(20) })
    const hold = await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, hours(24))
    expect(actionsOf(await runPasses(test.db), id)).toEqual(['campaign_completed'])
    expect(await statusOf(test.db, hold)).toBe('confirmed')
  })

  it('confirms a hold that would have expired only after the campaign was full', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 10 })
    const hold = await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, minutes(5))
    await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, hours(24))
    expect(actionsOf(await runPasses(test.db), id)).toEqual(['campaign_completed'])
    expect(await statusOf(test.db, hold)).toBe('confirmed')
  })

  it('frees what a hold that has expired still seemed to hold, for whoever joins then', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 10 })
    const lapsed = await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, minutes(15))
    const other = await joined(test.db, id, { user_id: 'buyer-2', quantity: 7 })
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 7 })
    expect(await statusOf(test.db, lapsed)).toBe('cancelled')
    expect(await statusOf(test.db, other)).toBe('pending_payment')
    expect((await eventsOf(test.db, id)).slice(-2)).toEqual(['hold_expired', 'participant_joined'])
    const [expiry] = await test.db.query(
      `select actor, metadata ->> 'due_at' = metadata ->> 'hold_expires_at' as in_time from sambatan.audit_logs
       where event = 'hold_expired' and participant_id = $1`,
      [lapsed],
    )
    expect(expiry).toEqual({ actor: 'scheduler', in_time: true })
    expect(await runPasses(test.db)).toEqual([])
  })

  it('having reopened it, releases the holds that then expired before the deadline as well', async () => {
    const { id } = await makeCampaign(test.db, { minimum_slots: 5, hold_minutes: 10, deadlineInMs: minutes(60) })
    const first = await joined(test.db, id, { quantity: 5 })
    await advanceClock(test.db, minutes(15))
    // It seems full from here on; in truth the first hold is gone, and this one lapses at minute 25.
    const second = await joined(test.db, id, { user_id: 'buyer-2', quantity: 5 })
    await advanceClock(test.db, hours(24))
    await runPasses(test.db)
    expect(await statusOf(test.db, first)).toBe('cancelled')
    expect(await statusOf(test.db, second)).toBe('cancelled')
    expect((await stateOf(test.db, id)).status).toBe('expired')
  })

  it('7: leaves nothing late and every invariant in place', async () => {
    expect(await violations(test.db, { outboxUntouched: true, nothingDue: true })).toEqual([])
  })
})

onEachDatabase('next_sambatan_due_at', (test) => {
  const before = (at: Date | string, ms: number) => new Date(new Date(at).getTime() - ms)

  it('is null where nothing will ever come, and the soonest of everything that waits', async () => {
    expect(await dueAt(test.db)).toBeNull()
    await makeCampaign(test.db, { draft: true })
    expect(await dueAt(test.db)).toBeNull()

    const ending = await makeCampaign(test.db, { deadlineInMs: hours(5), hold_minutes: 60 })
    expect(await dueAt(test.db), 'an hour before it is reminded of').toEqual(before(ending.deadline, hours(1)))

    const opening = await makeCampaign(test.db, { opensInMs: hours(3) })
    expect((await dueAt(test.db))?.toISOString()).toBe(opening.opens_at)

    const row = await join(test.db, ending.id)
    expect(await dueAt(test.db)).toEqual(before(row.hold_expires_at!, minutes(15)))
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [row.participation_id])
    expect((await dueAt(test.db))?.toISOString()).toBe(opening.opens_at)

    const full = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, full.id)
    expect(await dueAt(test.db)).toEqual((await stateOf(test.db, full.id)).locked_at)
  })
})

/** Makes every transition of one campaign fail, as a defect or a damaged row would. */
async function poison(db: Database, id: string, code = 'P0001'): Promise<void> {
  await db.query(`create or replace function public.poison() returns trigger language plpgsql as $$
    begin raise exception 'poisoned by the test' using errcode = '${code}'; end $$`)
  await db.query(`create or replace trigger poison before update on sambatan.campaigns for each row
    when (new.id = '${id}') execute function public.poison()`)
}
const antidote = (db: Database) => db.query('drop trigger poison on sambatan.campaigns')

onEachDatabase('a campaign whose transition fails', (test) => {
  it('stops none of the others, is reported, is left in peace, and recovers', async () => {
    const wish = { deadlineInMs: minutes(1) }
    const before = await makeCampaign(test.db, wish)
    const bad = await makeCampaign(test.db, wish)
    const after = await makeCampaign(test.db, wish)
    await poison(test.db, bad.id)
    await advanceClock(test.db, minutes(1))
    const run = await runLifecycle({ db: test.db, node: 'test', trigger: 'cli' })
    const events = Object.fromEntries(run?.transitions.map((row) => [row.campaign_id, row.event]) ?? [])
    expect(events).toEqual({
      [before.id]: 'campaign_failed',
      [bad.id]: 'transition_failed',
      [after.id]: 'campaign_failed',
    })
    const [record] = await test.db.query('select * from sambatan.scheduler_runs where id = $1', [run?.id])
    expect(record).toMatchObject({ transitions: 2, failures: 1, error: null })
    const failure = () => test.db.query('select * from sambatan.lifecycle_failures')
    expect(await failure()).toMatchObject([{ campaign_id: bad.id, attempts: 1, error: 'P0001 poisoned by the test' }])

    // It is not tried at once again, but due again when its pause is over.
    expect(await runPasses(test.db)).toEqual([])
    const [retry] = await test.db.query<{ retry_at: Date }>('select retry_at from sambatan.lifecycle_failures')
    expect(await dueAt(test.db)).toEqual(retry?.retry_at)
    await advanceClock(test.db, 15_000)
    expect(actionsOf(await runPasses(test.db), bad.id)).toEqual(['transition_failed'])
    expect(await failure()).toMatchObject([{ campaign_id: bad.id, attempts: 2 }])

    await antidote(test.db)
    await advanceClock(test.db, 30_000)
    expect(actionsOf(await runPasses(test.db), bad.id)).toEqual(['campaign_failed'])
    expect(await failure()).toEqual([])
    expect((await stateOf(test.db, bad.id)).status).toBe('expired')
    expect((await eventsOf(test.db, bad.id)).filter((event) => event === 'campaign_failed')).toHaveLength(1)
  })

  it.each(['53100', '58030'])(
    'for want of a disk (%s) is not held against it: the run fails, and the next does it',
    async (code) => {
      const { id } = await makeCampaign(test.db, { deadlineInMs: minutes(1) })
      await poison(test.db, id, code)
      await advanceClock(test.db, minutes(1))
      const run = () => runLifecycle({ db: test.db, node: 'test', trigger: 'cli' })
      await expect(run()).rejects.toMatchObject({ code: 'database_unavailable' })
      expect(await test.db.query('select * from sambatan.lifecycle_failures')).toEqual([])
      await antidote(test.db)
      expect((await run())?.transitions.map(({ event }) => event)).toEqual(['campaign_failed'])
    },
  )

  it('is no longer counted as failing once somebody has ended it by hand', async () => {
    const bad = await makeCampaign(test.db, { deadlineInMs: minutes(1) })
    await poison(test.db, bad.id)
    await advanceClock(test.db, minutes(1))
    expect(actionsOf(await runPasses(test.db), bad.id)).toEqual(['transition_failed'])
    await antidote(test.db)
    expect(
      await refusalOf(test.db.query('select sambatan.cancel_sambatan_campaign($1)', [bad.id])),
      'what fell due happens first',
    ).toBe('campaign_state_invalid')
    await test.db.query('select sambatan.catch_up_campaign($1)', [bad.id])
    expect((await stateOf(test.db, bad.id)).status).toBe('expired')
    expect(await test.db.query('select * from sambatan.lifecycle_failures')).toEqual([])
    expect(await dueAt(test.db)).toBeNull()
  })
})

onEachDatabase('a lifecycle run', (test) => {
  it('is recorded with what it did, also when it did nothing', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, id)
    const run = await runLifecycle({ db: test.db, node: 'node-a', trigger: 'api' })
    expect(run?.transitions).toMatchObject([
      { campaign_id: id, event: 'campaign_completed', metadata: { old_status: 'full', new_status: 'completed' } },
    ])
    const empty = await runLifecycle({ db: test.db, node: 'node-b', trigger: 'interval' })
    expect(empty?.transitions).toEqual([])
    const rows = await test.db.query('select * from sambatan.scheduler_runs order by id')
    expect(rows).toMatchObject([
      { trigger: 'api', node: 'node-a', transitions: 1, failures: 0, error: null },
      { trigger: 'interval', node: 'node-b', transitions: 0, failures: 0, error: null },
    ])
  })

  it('that is asked for only when something is due leaves no record otherwise', async () => {
    await makeCampaign(test.db)
    const before = await test.db.query('select count(*) as n from sambatan.scheduler_runs')
    expect(await runLifecycle({ db: test.db, node: 'a', trigger: 'due', onlyWhenDue: true })).toBeUndefined()
    expect(await test.db.query('select count(*) as n from sambatan.scheduler_runs')).toEqual(before)
  })

  it('gives its lease back', async () => {
    await runLifecycle({ db: test.db, node: 'a', trigger: 'cli' })
    expect(await test.db.query('select lease_holder, lease_until from sambatan.scheduler_state')).toEqual([
      { lease_holder: null, lease_until: null },
    ])
  })

  it('is refused while another node holds the lease, and goes on when a dead node’s lease lapses', async () => {
    await test.db.query(`select sambatan.take_lifecycle_lease('a living node', 60)`)
    const options = { db: test.db, node: 'b', trigger: 'cli' as const }
    await expect(runLifecycle({ ...options, waitMs: 0 })).rejects.toMatchObject({ code: 'lifecycle_busy' })
    await test.db.query(`select sambatan.take_lifecycle_lease('a living node', 1)`)
    // The holder is dead from now on: nobody gives the lease back or renews it.
    const [lease] = await test.db.query<{ until: Date }>('select lease_until as until from sambatan.scheduler_state')
    const run = await runLifecycle({ ...options, waitMs: 10_000 })
    const [row] = await test.db.query<{ waited: boolean }>(
      'select started_at >= $2 as waited from sambatan.scheduler_runs where id = $1',
      [run!.id, lease!.until],
    )
    expect(row).toEqual({ waited: true })
  })
})
