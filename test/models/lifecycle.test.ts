/**
 * Random histories of several campaigns, told to the engine and to a plain model (model.ts) at once: every outcome must
 * be the same, and after each step every status, every counter and every invariant is compared.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { isProblem } from '../../src/kernel/problem.ts'
import { cancelCampaign, extendCampaign, type NewCampaign, publishCampaign } from '../../src/modules/campaigns/index.ts'
import { catchUp } from '../../src/modules/lifecycle/index.ts'
import {
  answerClaim,
  changeInstructions,
  claimPayment,
  confirmClaim,
  recordMoney,
  reverseMoney,
} from '../../src/modules/money/index.ts'
import {
  cancelParticipation,
  changeOrder,
  confirmParticipation,
  fulfilParticipation,
  refundParticipation,
  unfulfilParticipation,
} from '../../src/modules/participations/index.ts'
import { changeEntry, claimOffer, declineOffer, leaveWaitingList, moveEntry } from '../../src/modules/waiting/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { item, join as joinEngine, makeCampaign, minutes, runPasses, tier } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { offenders, wait as waitInEngine } from '../support/waiting.ts'
import * as model from './model.ts'
import { amountOf, type ModelItem, type ModelUnit, takenUnits, type Wanted } from './model-items.ts'
import { answer, claim, isTouched, type MoneyKind, moneyOf, record, reverse } from './model-money.ts'
import * as list from './model-waiting.ts'

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
    await settleNumbers(state, real.db)
    await this.#step(state, real)
    await learnOffers(state, real.db)
    await learnNumbers(state, real.db)
    await compare(state, real.db)
  }

  toString(): string {
    return this.#name
  }
}

/** The engine names what it offers; the model learns the name, and then says so itself of everything else. */
async function learnOffers(state: model.Model, db: Database): Promise<void> {
  const rows = await db.query<{ id: string; user_id: string; participation_id: string | null; campaign_id: string }>(
    `select id, user_id, participation_id, campaign_id from sambatan.waiting_entries
    where campaign_id = any ($1) and ended_at is null order by participation_id is null, place`,
    [state.campaigns.map(({ id }) => id)],
  )
  for (const campaign of state.campaigns) {
    const theirs = rows.filter((row) => row.campaign_id === campaign.id)
    const names = new Map<string, string>()
    for (const entry of campaign.waiting) {
      const offered = theirs.find(({ id }) => id === entry.id)?.participation_id
      if (entry.offer === undefined || !offered) continue
      names.set(entry.offer, offered)
      entry.offer = offered
    }
    campaign.participations = new Map([...campaign.participations].map(([id, one]) => [names.get(id) ?? id, one]))
    const isOffered = ({ offer }: list.ModelEntry) => offer !== undefined
    const waiting = campaign.waiting.filter((entry) => !isOffered(entry))
    expect(theirs.filter((row) => row.participation_id === null).map(({ id }) => id)).toEqual(
      waiting.map(({ id }) => id),
    )
    expect(theirs.flatMap((row) => row.participation_id ?? []).sort()).toEqual(
      campaign.waiting.flatMap(({ offer }) => offer ?? []).sort(),
    )
  }
}

/** Which number an order gets is the engine's to say; that it stays once something is paid, and that no two share a sum, is not. */
async function learnNumbers(state: model.Model, db: Database): Promise<void> {
  if (!state.campaigns.some(({ hasUniqueAmounts }) => hasUniqueAmounts)) return
  const rows = await db.query<{ id: string; unique_part: number | null }>(
    'select id, unique_part from sambatan.participants where campaign_id = any ($1)',
    [state.campaigns.map(({ id }) => id)],
  )
  const partOf = new Map(rows.map(({ id, unique_part: part }) => [id, part ?? 0]))
  for (const campaign of state.campaigns) {
    for (const [id, one] of campaign.participations) {
      const part = partOf.get(id)!
      if (!campaign.hasUniqueAmounts) expect(part).toBe(0)
      else if (one.part !== undefined && isTouched(one)) expect(part).toBe(one.part)
      one.part = part
    }
  }
}

/** What falls due may give an order another number, by which the next step is then reckoned. */
async function settleNumbers(state: model.Model, db: Database): Promise<void> {
  const isRunning = ({ status }: model.ModelCampaign) => ['scheduled', 'active', 'locked'].includes(status)
  const named = state.campaigns.filter((campaign) => campaign.hasUniqueAmounts && isRunning(campaign))
  if (named.length === 0) return
  for (const campaign of named) {
    await catchUp(db, 'campaign', campaign.id)
    model.catchUp(campaign, await nowOf(db))
  }
  await learnOffers(state, db)
  await learnNumbers(state, db)
}

async function compare(state: model.Model, db: Database): Promise<void> {
  const ids = state.campaigns.map((campaign) => campaign.id)
  const campaigns = await db.query<{
    id: string
    status: string
    settling: boolean
    filled_slots: number
    participant_count: number
    contribution: number
  }>(
    'select id, status, settling_since is not null as settling, filled_slots, participant_count, contribution from sambatan.campaigns where id = any ($1) order by id',
    [ids],
  )
  const participants = await db.query<Row>(
    `select id, status, quantity, amount, final_amount, lines, paid_amount, returned_amount, waived_amount, given_up_amount, owed_to_buyer,
      owed_by_buyer, payment_status
    from sambatan.participants where campaign_id = any ($1) order by id`,
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
      contribution: [...campaign.participations.values()]
        .filter((one) => model.isLive(one.status))
        .reduce((sum, one) => sum + (one.final ?? amountOf(one.units)), 0),
    })),
  )
  const all = expected.flatMap((campaign) =>
    [...campaign.participations].map(([id, one]) => ({
      id,
      status: one.status,
      quantity: one.quantity,
      amount: amountOf(one.units),
      final_amount: one.final ?? null,
      ...moneyOf(one),
      lines: counted(one.units.map((unit) => [unit, 1])),
    })),
  )
  expect(participants.map((row) => ({ ...row, lines: linesOf(row) }))).toEqual(
    all.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  )
  await compareItems(expected, db)
  await compareClaims(expected, db)
  expect(await violations(db)).toEqual([])
}

interface Row {
  id: string
  status: string
  quantity: number
  amount: number
  final_amount: number | null
  lines: { item: number; tier?: number; units: number; price: number; dropped?: boolean }[] | null
}

/** How many units of which item at which price, in one order whatever was ordered first. */
function counted(units: [ModelUnit, number][]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [{ item, tier, price, dropped }, count] of units) {
    const key = `item ${item} at ${price}, tier ${tier}${dropped ? ', dropped' : ''}`
    counts[key] = (counts[key] ?? 0) + count
  }
  return counts
}

/** Where no lines are kept each slot is a unit of the one item. */
function linesOf({ lines, quantity, amount }: Row): Record<string, number> {
  if (lines === null) return counted([[{ item: 0, tier: 0, price: amount / quantity, dropped: false }, quantity]])
  return counted(
    lines.map(({ item, tier, units, price, dropped }) => [
      { item: item - 1, tier: tier ?? 0, price, dropped: dropped ?? false },
      units,
    ]),
  )
}

async function compareItems(campaigns: model.ModelCampaign[], db: Database): Promise<void> {
  const rows = await db.query(
    `select i.campaign_id, i.number - 1 as item, i.units_taken, i.dropped_at is not null as dropped
    from sambatan.campaign_items i where i.campaign_id = any ($1) order by 1, 2`,
    [campaigns.map(({ id }) => id)],
  )
  const itemized = campaigns.filter(({ isItemized }) => isItemized)
  expect(rows).toEqual(
    itemized.flatMap((campaign) =>
      campaign.items.map(({ dropped }, item) => ({
        campaign_id: campaign.id,
        item,
        units_taken: takenUnits(campaign, item),
        dropped,
      })),
    ),
  )
}

/** Who says that they have paid and waits for an answer, how much that comes to, and whose hold was lengthened by it. */
async function compareClaims(campaigns: model.ModelCampaign[], db: Database): Promise<void> {
  const all = campaigns.flatMap(({ participations }) => [...participations])
  const told = all.filter(([, one]) => one.hasClaimed).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (told.length === 0) return
  const rows = await db.query<{ id: string; open: number | null; lengthened: number }>(
    `select participation_id as id, max(amount) filter (where answered_at is null) as open, count(hold_extended_to)::int as lengthened
    from sambatan.payment_claims where campaign_id = any ($1) group by 1 order by 1`,
    [campaigns.map(({ id }) => id)],
  )
  expect(rows).toEqual(
    told.map(([id, one]) => ({ id, open: one.claim ?? null, lengthened: one.lengthenedTo === undefined ? 0 : 1 })),
  )
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

/** An item as the two sides take it; times in hours. */
type Good = Partial<Omit<ModelItem, 'tiers' | 'price'>> & {
  price: number
  tiers?: { price: number; units?: number; endsInHours?: number }[]
}

/** What campaigns sell: one thing at one price, and all that a batch can have. */
const goods = {
  plain: { items: [{ price: 100_000 }], volume: [] },
  'cheaper together': {
    items: [{ price: 100_000 }],
    volume: [
      { from: 2, prices: [90_000] },
      { from: 4, prices: [70_000] },
    ],
  },
  sizes: {
    items: [
      { price: 100, minimum: 3 },
      { price: 180, slots: 2, maximum: 3, perBuyer: 2 },
      { price: 30, minimum: 1 },
    ],
    volume: [],
  },
  'early birds': {
    items: [
      {
        price: 100,
        tiers: [
          { price: 60, units: 2 },
          { price: 80, units: 2, endsInHours: 2 },
        ],
      },
      { price: 50, maximum: 4, tiers: [{ price: 40, endsInHours: 1 }] },
    ],
    volume: [],
  },
  'all of it': {
    items: [
      {
        price: 100,
        minimum: 2,
        tiers: [
          { price: 60, units: 1 },
          { price: 80, units: 3 },
        ],
      },
      { price: 190, slots: 2, minimum: 1, perBuyer: 1, tiers: [{ price: 150, units: 1, endsInHours: 3 }] },
    ],
    volume: [
      { from: 2, prices: [90, 180] },
      { from: 5, prices: [70, 140] },
    ],
  },
} satisfies Record<string, { items: Good[]; volume: { from: number; prices: number[] }[] }>

type Goods = { items: Good[]; volume: { from: number; prices: number[] }[] }

const isPlain = ({ items }: Goods) => items.length === 1 && Object.keys(items[0]!).length === 1

function engineGoods(sold: Goods, now: number): Partial<NewCampaign> {
  const { items, volume } = sold
  const volumes = volume.map(({ from, prices }) => ({
    from_slots: from,
    ...(isPlain(sold) ? { price: prices[0]! } : { prices: prices.map((price, place) => ({ item: place, price })) }),
  }))
  if (isPlain(sold)) return { volume_prices: volumes }
  return {
    items: items.map(({ price, slots, maximum, minimum, perBuyer, tiers = [] }, place) =>
      item(`Barang ${place + 1}`, price, {
        slots_per_unit: slots ?? 1,
        maximum_units: maximum ?? null,
        minimum_units: minimum ?? null,
        max_per_buyer: perBuyer ?? null,
        tiers: tiers.map(({ price, units, endsInHours }) =>
          tier(price, {
            ...(units === undefined ? {} : { units }),
            ...(endsInHours === undefined ? {} : { ends_at: new Date(now + minutes(60 * endsInHours)) }),
          }),
        ),
      }),
    ),
    volume_prices: volumes,
  }
}

function modelGoods(sold: Goods, now: number): Pick<model.ModelCampaign, 'items' | 'volume' | 'isItemized'> {
  return {
    isItemized: !isPlain(sold),
    items: sold.items.map(({ price, slots, maximum, minimum, perBuyer, tiers = [] }) => ({
      price,
      slots: slots ?? 1,
      maximum: maximum ?? Number.POSITIVE_INFINITY,
      minimum: minimum ?? 0,
      perBuyer: perBuyer ?? Number.POSITIVE_INFINITY,
      dropped: false,
      tiers: tiers.map(({ price, units, endsInHours }) => ({
        price,
        units: units ?? Number.POSITIVE_INFINITY,
        endsAt: endsInHours === undefined ? Number.POSITIVE_INFINITY : now + minutes(60 * endsInHours),
      })),
    })),
    volume: sold.volume,
  }
}

/** So many units of one item, or of two. */
const wish = fc.record({
  first: fc.nat(5),
  second: fc.constantFrom(undefined, undefined, 1, 2),
  units: fc.integer({ min: 1, max: 5 }),
  more: fc.integer({ min: 1, max: 2 }),
})

function wantedOf(
  campaign: model.ModelCampaign,
  { first, second, units, more }: typeof wish extends fc.Arbitrary<infer T> ? T : never,
): Wanted {
  const one = first % campaign.items.length
  const other = second === undefined ? one : (first + second) % campaign.items.length
  return other === one
    ? [[one, units]]
    : [
        [one, units],
        [other, more],
      ]
}

/** As the engine takes it: a plain campaign by its quantity. */
function said(campaign: model.ModelCampaign, wanted: Wanted) {
  if (!campaign.isItemized) return { quantity: wanted[0]![1] }
  return { lines: wanted.map(([place, units]) => ({ item_id: campaign.itemIds[place]!, units })) }
}

// Times are whole hours and holds whole minutes, while the clock moves by odd seconds besides: nothing ever falls on the
// same millisecond, where the milliseconds between two statements would decide.
const wishes = (...sold: (keyof typeof goods)[]) =>
  fc.record({
    // No threshold of a volume price is beyond it.
    total: fc.integer({ min: 5, max: 10 }),
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
    offerMinutes: fc.constantFrom(30, 90, 720),
    unique: fc.constantFrom(false, false, true),
    opensInHours: fc.constantFrom(undefined, undefined, 1, 2),
    deadlineInHours: fc.integer({ min: 3, max: 8 }),
    draft: fc.constantFrom(false, false, true),
    goods: fc.constantFrom(...sold),
  })

const createBy = (campaigns: ReturnType<typeof wishes>) =>
  campaigns.map(
    (wish) =>
      new Command(`create ${JSON.stringify(wish)}`, async (state, { db }) => {
        const now = await nowOf(db)
        const made = await makeCampaign(db, {
          total_slots: wish.total,
          minimum_slots: Math.min(wish.minimum, wish.total),
          min_per_buyer: wish.perBuyerMin,
          max_per_buyer: wish.perBuyerMax,
          ...wish.terms,
          offer_minutes: wish.offerMinutes,
          opensInMs: wish.opensInHours && minutes(60 * wish.opensInHours),
          deadlineInMs: minutes(60 * wish.deadlineInHours),
          draft: wish.draft,
          ...engineGoods(goods[wish.goods], now),
        })
        if (wish.unique) {
          const asked = { accounts: [], words: '', unique_amounts: true }
          await db.tx((tx) => changeInstructions(tx, { sellerId: 'seller-1', campaignId: made.id }, asked))
        }
        const opensAt = made.opens_at ? Date.parse(made.opens_at) : 0
        state.campaigns.push({
          id: made.id,
          status: wish.draft ? 'draft' : opensAt > now ? 'scheduled' : 'active',
          total: wish.total,
          hasUniqueAmounts: wish.unique,
          minimum: Math.min(wish.minimum, wish.total),
          ...modelGoods(goods[wish.goods], now),
          itemIds: made.items.map(({ id }) => id),
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
          offerMs: minutes(wish.offerMinutes),
          waiting: [],
          participations: new Map(),
        })
      }),
  )

const create = createBy(wishes('plain', 'plain', 'cheaper together', 'sizes', 'early birds', 'all of it'))
const createItems = createBy(wishes('sizes', 'early birds', 'early birds', 'all of it', 'all of it'))
/** Small, so that it is full at once, and open all the while. */
const createWanted = createBy(
  wishes('plain', 'plain', 'sizes').map((wish) => ({
    ...wish,
    total: wish.goods === 'plain' ? wish.total - 1 : wish.total,
    terms: { completion: 'at_deadline' as const, hold_minutes: wish.terms.hold_minutes ?? 90 },
    opensInHours: undefined,
    deadlineInHours: 8,
    draft: false,
  })),
)

const join = fc
  .record({
    which: fc.nat(20),
    user: fc.constantFrom('rani', 'budi', 'sari', 'agus'),
    wish,
    atMost: fc.constantFrom(undefined, undefined, 100, 300),
    key: fc.constantFrom(undefined, undefined, 'k1', 'k2', 'k3', 'k4', 'k5', 'k6'),
  })
  .map(
    ({ which, user, wish, atMost, key }) =>
      new Command(`join ${which} ${user} ${JSON.stringify(wish)} ${atMost} ${key}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        if (!campaign) return
        const id = uuidv7()
        // Keys are the run's own: other runs share the database.
        const fullKey = key && `${state.campaigns[0]!.id} ${key}`
        const wanted = wantedOf(campaign, wish)
        const requestHash = createHash('sha256')
          .update(JSON.stringify([campaign.id, user, wanted, atMost]))
          .digest('hex')
        const now = await nowOf(db)
        const got = await joinEngine(db, campaign.id, {
          id,
          user_id: user,
          ...said(campaign, wanted),
          ...(atMost === undefined ? {} : { expected_amount: atMost }),
          ...(fullKey ? { scope: 'service', key: fullKey, request_hash: requestHash } : {}),
        })
        const expected = model.join(
          state,
          campaign,
          { user, wanted, expected: atMost, key: fullKey, id },
          got.joined_at?.getTime() ?? now,
        )
        expect(got.outcome).toBe(expected.word)
        if (expected.id) expect(got.participation_id).toBe(expected.id)
      }),
  )

const functions = {
  cancel: cancelParticipation,
  refund: refundParticipation,
  fulfil: fulfilParticipation,
  unfulfil: unfulfilParticipation,
}

const change = fc
  .record({
    what: fc.constantFrom<model.Change>('cancel', 'cancel', 'confirm', 'confirm', 'refund', 'fulfil', 'unfulfil'),
    which: fc.nat(20),
    whom: fc.nat(20),
    amount: fc.constantFrom(undefined, undefined, null, 40, 100_000),
    waive: fc.constantFrom(false, false, true),
  })
  .map(
    ({ what, which, whom, amount, waive }) =>
      new Command(`${what} ${which} ${whom} ${amount} ${waive}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        const id = campaign && pick([...campaign.participations.keys()], whom)
        if (!campaign || !id) return
        const payment = amount === undefined ? {} : amount === null ? null : { amount }
        const got = await word(
          db.tx((tx) =>
            what === 'confirm'
              ? confirmParticipation(tx, id, { payment, waive })
              : functions[what](tx, id, 'Paketnya kembali'),
          ),
        )
        expect(got).toBe(model.change(campaign, id, what, await nowOf(db), { amount, waive }))
        if (got) await catchUp(db, 'campaign', campaign.id)
      }),
  )

const money = fc
  .record({
    which: fc.nat(20),
    whom: fc.nat(20),
    kind: fc.constantFrom<MoneyKind>(
      'received',
      'received',
      'received',
      'sent_back',
      'sent_back',
      'waived',
      'given_up',
    ),
    amount: fc.constantFrom(undefined, undefined, 30, 100, 50_000),
    anyway: fc.boolean(),
  })
  .map(
    ({ which, whom, kind, amount, anyway }) =>
      new Command(`money ${which} ${whom} ${kind} ${amount} ${anyway}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        const id = campaign && pick([...campaign.participations.keys()], whom)
        if (!campaign || !id) return
        const got = await word(db.tx((tx) => recordMoney(tx, id, { kind, amount, anyway })))
        const now = await nowOf(db)
        model.catchUp(campaign, now)
        expect(got).toBe(record(campaign, campaign.participations.get(id)!, { kind, amount, anyway }, now))
        if (got) await catchUp(db, 'campaign', campaign.id)
      }),
  )

const claiming = fc
  .record({ which: fc.nat(20), whom: fc.nat(20), amount: fc.constantFrom(undefined, undefined, 50, 90_000) })
  .map(
    ({ which, whom, amount }) =>
      new Command(`say paid ${which} ${whom} ${amount}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        const id = campaign && pick([...campaign.participations.keys()], whom)
        if (!campaign || !id) return
        const got = await word(db.tx((tx) => claimPayment(tx, id, { amount })))
        const now = await nowOf(db)
        model.catchUp(campaign, now)
        expect(got).toBe(claim(campaign, campaign.participations.get(id)!, amount, now))
        if (got) await catchUp(db, 'campaign', campaign.id)
      }),
  )

const answering = fc.record({ which: fc.nat(20), whom: fc.nat(20), comes: fc.boolean(), anyway: fc.boolean() }).map(
  ({ which, whom, comes, anyway }) =>
    new Command(`answer who paid ${which} ${whom} ${comes} ${anyway}`, async (state, { db }) => {
      const campaign = pick(state.campaigns, which)
      if (!campaign) return
      const [id, one] = pick(
        [...campaign.participations].filter(([, { hasClaimed }]) => hasClaimed),
        whom,
      ) ?? [undefined, undefined]
      if (!id) return
      const [last] = await db.query<{ id: string }>(
        'select id from sambatan.payment_claims where participation_id = $1 order by answered_at is null desc, created_at desc limit 1',
        [id],
      )
      const got = await word(
        db.tx((tx) => (comes ? confirmClaim(tx, last!.id, { anyway }) : answerClaim(tx, last!.id, 'Belum masuk'))),
      )
      const now = await nowOf(db)
      model.catchUp(campaign, now)
      expect(got).toBe(answer(campaign, one, { comes, anyway }, now))
      if (got) await catchUp(db, 'campaign', campaign.id)
    }),
)

const undo = fc.record({ which: fc.nat(20), whom: fc.nat(20), place: fc.nat(20) }).map(
  ({ which, whom, place }) =>
    new Command(`reverse ${which} ${whom} ${place}`, async (state, { db }) => {
      const campaign = pick(state.campaigns, which)
      const [id, one] = (campaign && pick([...campaign.participations], whom)) ?? []
      if (!campaign || !id || !one || one.records.length === 0) return
      const nth = place % one.records.length
      const [entry] = await db.query<{ id: string }>(
        `select id from sambatan.money_records where participation_id = $1 and reverses is null
        order by number offset $2 limit 1`,
        [id, nth],
      )
      const got = await word(db.tx((tx) => reverseMoney(tx, entry!.id, 'Salah catat')))
      const now = await nowOf(db)
      model.catchUp(campaign, now)
      expect(got).toBe(reverse(campaign, one, nth, now))
      if (got) await catchUp(db, 'campaign', campaign.id)
    }),
)

const reorderOf = (which: fc.Arbitrary<number>, whom: fc.Arbitrary<number>) =>
  fc.record({ which, whom, wish }).map(
    ({ which, whom, wish }) =>
      new Command(`change the order ${which} ${whom} ${JSON.stringify(wish)}`, async (state, { db }) => {
        const campaign = pick(state.campaigns, which)
        const id = campaign && pick([...campaign.participations.keys()], whom)
        if (!campaign || !id) return
        const wanted = wantedOf(campaign, wish)
        const got = await word(db.tx((tx) => changeOrder(tx, id, { ...said(campaign, wanted), reason: 'Salah pilih' })))
        expect(got).toBe(model.changeOrder(campaign, id, wanted, await nowOf(db)))
        if (got) await catchUp(db, 'campaign', campaign.id)
      }),
  )

const reorder = reorderOf(fc.nat(20), fc.nat(20))
/** One of the first two orders of the first campaign, which are changed again and again. */
const reorderAgain = reorderOf(fc.constant(0), fc.constantFrom(0, 0, 0, 1))

const buyers = ['rani', 'budi', 'sari', 'agus', 'dewi', 'joko'] as const

const queue = fc.record({ which: fc.nat(20), user: fc.constantFrom(...buyers), wish }).map(
  ({ which, user, wish }) =>
    new Command(`wait for ${which} ${user} ${JSON.stringify(wish)}`, async (state, { db }) => {
      const campaign = pick(state.campaigns, which)
      if (!campaign) return
      const wanted = wantedOf(campaign, wish)
      let id = ''
      const got = await word(
        waitInEngine(db, campaign.id, user, said(campaign, wanted)).then((entry) => {
          id = entry.id
        }),
      )
      expect(got).toBe(list.wait(campaign, { id, user, wanted, offer: undefined }, await nowOf(db)))
      if (got) await catchUp(db, 'campaign', campaign.id)
    }),
)

const inQueue = fc
  .record({
    what: fc.constantFrom('change', 'leave', 'claim', 'claim', 'decline', 'move'),
    which: fc.nat(20),
    whom: fc.nat(20),
    before: fc.constantFrom(null, 0, 1),
    wish,
  })
  .map(
    ({ what, which, whom, before, wish }) =>
      new Command(`${what} in the list ${which} ${whom} ${before} ${JSON.stringify(wish)}`, async (state, { db }) => {
        const campaign = pick(
          state.campaigns.filter(({ waiting }) => waiting.length > 0),
          which,
        )
        if (!campaign) return
        const { offer, ...entry } = pick(campaign.waiting, whom)!
        const wanted = wantedOf(campaign, wish)
        const target = before === null ? null : pick(campaign.waiting, before)!.id
        // What is looked for is somebody's offer: whoever has none claims the first that there is.
        const offered = offer ?? campaign.waiting.find((one) => one.offer)?.offer
        if ((what === 'claim' || what === 'decline') && offered === undefined) return
        const engine: Record<typeof what, () => Promise<unknown>> = {
          change: () => db.tx((tx) => changeEntry(tx, entry.id, said(campaign, wanted))),
          leave: () => db.tx((tx) => leaveWaitingList(tx, entry.id)),
          claim: () => db.tx((tx) => claimOffer(tx, offered!)),
          decline: () => db.tx((tx) => declineOffer(tx, offered!)),
          move: () => db.tx((tx) => moveEntry(tx, entry.id, target, 'Salah paham')),
        }
        const got = await word(engine[what]())
        const now = await nowOf(db)
        const told: Record<typeof what, () => string | undefined> = {
          change: () => list.changeEntry(campaign, entry.id, wanted, now),
          leave: () => list.leave(campaign, entry.id, now),
          claim: () => list.claim(campaign, offered!, now),
          decline: () => list.decline(campaign, offered!, now),
          move: () => list.moveUp(campaign, entry.id, target, now),
        }
        expect(got).toBe(told[what]())
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

const waitOf = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .map((count) => new Command(`wait ${count} minutes`, async (_, { db }) => advanceClock(db, minutes(count) + 7_000)))

const wait = waitOf(150)
const waitShortly = waitOf(40)

const run = fc.constant(
  new Command('run the lifecycle', async (state, { db }) => {
    model.runLifecycle(state, await nowOf(db))
    await runPasses(db)
    await compareReminders(state, db)
    expect(await violations(db, { nothingDue: true })).toEqual([])
  }),
)

/** A history with a certain beginning. */
const play = (db: Database, first: Command, then: Iterable<fc.AsyncCommand<model.Model, Real>>) =>
  fc.asyncModelRun(() => ({ model: model.emptyModel(), real: { db } }), [first, ...then])

onEachDatabase('1 to 6, 9 to 13: any history', (test) => {
  it('of campaigns and buyers ends as the plain model says, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(
          [
            create,
            join,
            join,
            join,
            join,
            queue,
            queue,
            inQueue,
            inQueue,
            reorder,
            change,
            change,
            money,
            money,
            claiming,
            answering,
            undo,
            steer,
            wait,
            run,
          ],
          {
            maxCommands: 50,
            size: 'max',
          },
        ),
        (commands) => fc.asyncModelRun(() => ({ model: model.emptyModel(), real: { db: test.db } }), commands),
      ),
      { seed, numRuns: test.db.kind === 'server' ? 100 : 20, endOnFailure: true },
    )
    // And the doctor has nothing to say against any of it.
    expect(await offenders(test.db)).toEqual([])
  }, 300_000)

  it('in which the same orders are changed again and again, while early birds end, costs what the plain model reckons', async () => {
    await fc.assert(
      fc.asyncProperty(
        createItems,
        fc.commands(
          [
            join,
            join,
            reorderAgain,
            reorderAgain,
            reorderAgain,
            reorderAgain,
            reorderAgain,
            change,
            queue,
            waitShortly,
            waitShortly,
            run,
          ],
          { maxCommands: 40, size: 'max' },
        ),
        (first, then) => play(test.db, first, then),
      ),
      { seed, numRuns: test.db.kind === 'server' ? 10 : 2, endOnFailure: true },
    )
  }, 300_000)

  it('of a campaign that many wait for offers what comes free to whom the plain model names', async () => {
    const commands = [
      join,
      join,
      join,
      queue,
      queue,
      queue,
      queue,
      queue,
      inQueue,
      inQueue,
      reorder,
      reorder,
      change,
      change,
      waitShortly,
      run,
    ]
    await fc.assert(
      fc.asyncProperty(createWanted, fc.commands(commands, { maxCommands: 40, size: 'max' }), (first, then) =>
        play(test.db, first, then),
      ),
      { seed, numRuns: test.db.kind === 'server' ? 20 : 3, endOnFailure: true },
    )
  }, 300_000)
})
