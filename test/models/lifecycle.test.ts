/**
 * Random histories of several campaigns, told to the engine and to a plain model (model.ts) at once: every outcome must
 * be the same, and after each step every status, every counter and every invariant is compared.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { isProblem } from '../../src/kernel/problem.ts'
import { cancelCampaign, extendCampaign, type NewCampaign, publishCampaign } from '../../src/modules/campaigns/index.ts'
import { catchUp } from '../../src/modules/lifecycle/index.ts'
import {
  cancelParticipation,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
  unfulfilParticipation,
} from '../../src/modules/participations/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { join as joinEngine, makeCampaign, minutes, runPasses } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import * as model from './model.ts'

/** What a step needs of the engine. */
interface Real {
  db: Database
}

const seed = Number(process.env.FC_SEED ?? 20_261_124)

/** The word that an attempt is refused with, or undefined when it succeeds. */
async function word(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt
    return undefined
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
}

type Step = (state: model.Model, real: Real) => Promise<void>

class Command implements fc.AsyncCommand<model.Model, Real> {
  readonly #name: string
  readonly #step: Step

  constructor(name: string, step: Step) {
    this.#name = name
    this.#step = step
  }

  check(): boolean {
    return true
  }

  async run(state: model.Model, real: Real): Promise<void> {
    await this.#step(state, real)
    await compare(state, real.db)
  }

  toString(): string {
    return this.#name
  }
}

async function compare(state: model.Model, db: Database): Promise<void> {
  const ids = state.campaigns.map((campaign) => campaign.id)
  const campaigns = await db.query<{
    id: string
    status: string
    settling: boolean
    filled_slots: number
    participant_count: number
  }>(
    'select id, status, settling_since is not null as settling, filled_slots, participant_count from sambatan.campaigns where id = any ($1) order by id',
    [ids],
  )
  const participants = await db.query<{ id: string; status: string }>(
    'select id, status from sambatan.participants where campaign_id = any ($1) order by id',
    [ids],
  )
  const expected = state.campaigns.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  expect(campaigns).toEqual(
    expected.map((campaign) => ({
      id: campaign.id,
      status: campaign.status,
      settling: campaign.settling,
      filled_slots: model.filled(campaign),
      participant_count: [...campaign.participations.values()].filter((one) =>
        ['pending_payment', 'confirmed', 'fulfilled'].includes(one.status),
      ).length,
    })),
  )
  const all = expected.flatMap((campaign) =>
    [...campaign.participations].map(([id, one]) => ({ id, status: one.status })),
  )
  expect(participants).toEqual(all.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  expect(await violations(db)).toEqual([])
}

/** Runs alone remind. */
async function compareReminders(state: model.Model, db: Database): Promise<void> {
  const ids = state.campaigns.map((campaign) => campaign.id)
  const reminded = await db.query<{ event: string; participant_id: string; hours: string; deadline: Date }>(
    `select event, participant_id, metadata ->> 'hours_left' as hours, (metadata ->> 'deadline')::timestamptz as deadline
    from sambatan.audit_logs where campaign_id = any ($1)
      and event in ('deadline_near', 'hold_ends_soon', 'campaign_nearly_full')`,
    [ids],
  )
  const told = reminded.map(({ event, participant_id, hours, deadline }) =>
    [event, participant_id ?? hours, deadline?.getTime()].filter((part) => part).join(' '),
  )
  expect(told.sort()).toEqual(state.campaigns.flatMap(({ reminders }) => reminders).sort())
}

const nowOf = async (db: Database) => (await databaseNow(db)).getTime()
const pick = <T>(list: T[], n: number): T | undefined => (list.length === 0 ? undefined : list[n % list.length])

// Times are whole hours and holds whole minutes, while the clock moves by odd seconds besides: nothing ever falls on the
// same millisecond, where the milliseconds between two statements would decide.
const create = fc
  .record({
    total: fc.integer({ min: 3, max: 10 }),
    minimum: fc.integer({ min: 1, max: 10 }),
    perBuyerMin: fc.constantFrom(1, 1, 1, 2),
    perBuyerMax: fc.constantFrom(undefined, undefined, 3, 5),
    terms: fc.constantFrom<Partial<NewCampaign>>(
      {},
      { hold_minutes: 30 },
      { hold_minutes: 90 },
      { hold_minutes: 90, completion: 'at_deadline' },
      { completion: 'at_deadline' },
      { hold_minutes: 30, goal_counts: 'confirmed' },
      { hold_minutes: 90, goal_counts: 'confirmed', settlement_minutes: 60 },
      { hold_minutes: 90, goal_counts: 'confirmed', settlement_minutes: 60, completion: 'at_deadline' },
    ),
    opensInHours: fc.constantFrom(undefined, undefined, 1, 2),
    deadlineInHours: fc.integer({ min: 3, max: 8 }),
    draft: fc.constantFrom(false, false, true),
  })
  .map(
    (wish) =>
      new Command(`create ${JSON.stringify(wish)}`, async (state, { db }) => {
        const now = await nowOf(db)
        const made = await makeCampaign(db, {
          total_slots: wish.total,
          minimum_slots: Math.min(wish.minimum, wish.total),
          min_per_buyer: wish.perBuyerMin,
          max_per_buyer: wish.perBuyerMax,
          ...wish.terms,
          opensInMs: wish.opensInHours && minutes(60 * wish.opensInHours),
          deadlineInMs: minutes(60 * wish.deadlineInHours),
          draft: wish.draft,
        })
        const opensAt = made.opens_at ? Date.parse(made.opens_at) : 0
        state.campaigns.push({
          id: made.id,
          status: wish.draft ? 'draft' : opensAt > now ? 'scheduled' : 'active',
          total: wish.total,
          minimum: Math.min(wish.minimum, wish.total),
          perBuyerMin: wish.perBuyerMin,
          perBuyerMax: wish.perBuyerMax ?? Number.POSITIVE_INFINITY,
          holdMs: wish.terms.hold_minutes ? minutes(wish.terms.hold_minutes) : undefined,
          completion: wish.terms.completion ?? 'when_full',
          counts: wish.terms.goal_counts ?? 'claims',
          settlementMs: minutes(wish.terms.settlement_minutes ?? 0),
          settling: false,
          extendedAt: undefined,
          extendedFrom: 0,
          opensAt,
          deadline: Date.parse(made.deadline),
          lockedAt: 0,
          startedAt: Math.max(opensAt, now),
          deadlineRemindedAt: 0,
          holdsRemindedUntil: 0,
          nearlyFullTold: false,
          reminders: [],
          participations: new Map(),
        })
      }),
  )

const join = fc
  .record({
    which: fc.nat(20),
    user: fc.constantFrom('rani', 'budi', 'sari', 'agus'),
    quantity: fc.integer({ min: 1, max: 5 }),
    key: fc.constantFrom(undefined, undefined, 'k1', 'k2', 'k3', 'k4', 'k5', 'k6'),
  })
  .map(
    ({ which, user, quantity, key }) =>
      new Command(`join ${which} ${user} ${quantity} ${key}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        if (!campaign) return
        const id = uuidv7()
        // Keys are the run's own: other runs share the database.
        const fullKey = key && `${state.campaigns[0]!.id} ${key}`
        const requestHash = Buffer.from(`${campaign.id}${user}${quantity}`).toString('hex').slice(-64).padStart(64, '0')
        const now = await nowOf(db)
        const got = await joinEngine(db, campaign.id, {
          id,
          user_id: user,
          quantity,
          ...(fullKey ? { scope: 'service', key: fullKey, request_hash: requestHash } : {}),
        })
        const expected = model.join(
          state,
          campaign,
          { user, quantity, key: fullKey, id },
          got.joined_at?.getTime() ?? now,
        )
        expect(got.outcome).toBe(expected.word)
        if (expected.id) expect(got.participation_id).toBe(expected.id)
      }),
  )

const functions = {
  cancel: cancelParticipation,
  confirm: confirmParticipation,
  refund: refundParticipation,
  fulfil: fulfilParticipation,
  unfulfil: unfulfilParticipation,
}

const change = fc
  .record({
    what: fc.constantFrom<model.Change>('cancel', 'cancel', 'confirm', 'confirm', 'refund', 'fulfil', 'unfulfil'),
    which: fc.nat(20),
    whom: fc.nat(20),
  })
  .map(
    ({ what, which, whom }) =>
      new Command(`${what} ${which} ${whom}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        const id = campaign && pick([...campaign.participations.keys()], whom)
        if (!campaign || !id) return
        const got = await word(db.tx((tx) => functions[what](tx, id, 'Paketnya kembali')))
        expect(got).toBe(model.change(campaign, id, what, await nowOf(db)))
        if (got) await catchUp(db, 'campaign', campaign.id)
      }),
  )

const steer = fc
  .record({ what: fc.constantFrom('publish', 'extend', 'shorten', 'cancel'), which: fc.nat(20), often: fc.nat(3) })
  .map(
    ({ what, which, often }) =>
      new Command(`${what} campaign ${which}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        // Ending everything at once would leave the other commands nothing to do.
        if (!campaign || (what === 'cancel' && often > 0)) return
        const now = await nowOf(db)
        if (what === 'publish') {
          expect(await word(db.tx((tx) => publishCampaign(tx, campaign.id)))).toBe(model.publish(campaign, now))
        } else if (what === 'cancel') {
          const got = await word(db.tx((tx) => cancelCampaign(tx, campaign.id)))
          expect(got).toBe(model.cancelCampaign(campaign, now))
          if (got) await catchUp(db, 'campaign', campaign.id)
        } else {
          const deadline = campaign.deadline + minutes(what === 'extend' ? 60 : -60)
          const got = await word(db.tx((tx) => extendCampaign(tx, campaign.id, new Date(deadline))))
          expect(got).toBe(model.extend(campaign, deadline, now))
          if (got) await catchUp(db, 'campaign', campaign.id)
        }
      }),
  )

const wait = fc
  .integer({ min: 1, max: 150 })
  .map((count) => new Command(`wait ${count} minutes`, async (_, { db }) => advanceClock(db, minutes(count) + 7_000)))

const run = fc.constant(
  new Command('run the lifecycle', async (state, { db }) => {
    model.runLifecycle(state, await nowOf(db))
    await runPasses(db)
    await compareReminders(state, db)
    expect(await violations(db, { nothingDue: true })).toEqual([])
  }),
)

onEachDatabase('1 to 6 and 9: any history', (test) => {
  it('of campaigns and buyers ends as the plain model says, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands([create, join, join, join, join, change, change, steer, wait, run], {
          maxCommands: 40,
          size: 'max',
        }),
        (commands) => fc.asyncModelRun(() => ({ model: model.emptyModel(), real: { db: test.db } }), commands),
      ),
      { seed, numRuns: test.db.kind === 'server' ? 100 : 20, endOnFailure: true },
    )
  }, 120_000)
})
