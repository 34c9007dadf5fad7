/** A batch of joins has exactly the outcomes that its requests would have had alone, one after another. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { item, type JoinOutcome, joinBatch, makeCampaign, stateOf, tier } from '../support/engine.ts'

const seed = Number(process.env.FC_SEED ?? 20_261_124)

const request = fc.record({
  user_id: fc.constantFrom('rani', 'budi', 'sari', ''),
  quantity: fc.constantFrom(1, 1, 2, 3, 5, 8, 0),
  key: fc.constantFrom(undefined, undefined, 'a', 'b', 'c'),
})

/** What is ordered of three items, each with its place; at times twice the same, or none that there is. */
const order = fc.record({
  user_id: fc.constantFrom('rani', 'budi', 'sari'),
  lines: fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 1, 2, 3), fc.integer({ min: 1, max: 4 })), {
    minLength: 1,
    maxLength: 3,
  }),
  expected_amount: fc.constantFrom(undefined, undefined, undefined, 150, 400),
  key: fc.constantFrom(undefined, undefined, undefined, 'a', 'b'),
})
const sold = [
  item('A', 100, { tiers: [tier(60, { units: 3 }), tier(80, { units: 4 })] }),
  item('B', 150, { slots_per_unit: 2, maximum_units: 6, max_per_buyer: 3, tiers: [tier(120, { units: 2 })] }),
  item('C', 20, { maximum_units: 5 }),
]

/** What the outside sees of an outcome; ids and times differ between two runs by nature. */
const visible = ({ outcome, detail, amount, lines, quantity }: JoinOutcome) => {
  const { deadline, item_id, ...rest } = (detail ?? {}) as Record<string, unknown>
  return { outcome, detail: rest, amount, lines, quantity }
}

/** As requests say that they are the same. */
function keyed(run: string, scope: string, key: string | undefined, said: unknown) {
  if (key === undefined) return {}
  const request_hash = createHash('sha256').update(JSON.stringify(said)).digest('hex')
  return { scope, key: `${run} ${key}`, request_hash }
}

onEachDatabase('1 and 5: any batch of joins', (test) => {
  it('is decided as if each request came alone, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(request, { minLength: 1, maxLength: 20 }),
        fc.record({
          total_slots: fc.integer({ min: 3, max: 25 }),
          max_per_buyer: fc.constantFrom(undefined, 3, 6),
          min_per_buyer: fc.constantFrom(1, 1, 2, 3),
        }),
        async (requests, terms) => {
          const run = uuidv7()
          const wishes = (scope: string) =>
            requests.map(({ key, ...rest }) => ({ ...rest, ...keyed(run, scope, key, rest) }))
          const [together, alone] = [await makeCampaign(test.db, terms), await makeCampaign(test.db, terms)]
          const batch = await joinBatch(test.db, together.id, wishes('together'))
          const single: JoinOutcome[] = []
          for (const wish of wishes('alone')) single.push(...(await joinBatch(test.db, alone.id, [wish])))
          expect(batch.map(visible)).toEqual(single.map(visible))
          const { status, filled_slots, participant_count } = await stateOf(test.db, together.id)
          expect(await stateOf(test.db, alone.id)).toMatchObject({ status, filled_slots, participant_count })
        },
      ),
      { seed, numRuns: test.db.kind === 'server' ? 120 : 40, endOnFailure: true },
    )
  }, 300_000)

  it('of several items is priced as if each request came alone, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(order, { minLength: 1, maxLength: 16 }),
        fc.record({
          total_slots: fc.integer({ min: 12, max: 40 }),
          max_per_buyer: fc.constantFrom(undefined, undefined, 9),
        }),
        async (requests, terms) => {
          const run = uuidv7()
          const wishes = (scope: string, { items }: Campaign) =>
            requests.map(({ key, lines, expected_amount, user_id }) => ({
              user_id,
              lines: lines.map(([place, units]) => ({ item_id: items[place]?.id ?? run, units })),
              ...(expected_amount === undefined ? {} : { expected_amount }),
              ...keyed(run, scope, key, [user_id, lines, expected_amount]),
            }))
          const make = () => makeCampaign(test.db, { ...terms, items: sold })
          const [together, alone] = [await make(), await make()]
          const batch = await joinBatch(test.db, together.id, wishes('together', together))
          const single: JoinOutcome[] = []
          for (const wish of wishes('alone', alone)) single.push(...(await joinBatch(test.db, alone.id, [wish])))
          expect(batch.map(visible)).toEqual(single.map(visible))
          const counts = ({ id }: Campaign) =>
            test.db.query(
              `select i.number, i.units_taken, t.number as tier, t.units_taken as tier_taken, c.status, c.filled_slots, c.contribution
              from sambatan.campaigns c join sambatan.campaign_items i on i.campaign_id = c.id
              left join sambatan.item_tiers t on t.campaign_id = c.id and t.item = i.number
              where c.id = $1 order by 1, 3`,
              [id],
            )
          expect(await counts(together)).toEqual(await counts(alone))
        },
      ),
      { seed, numRuns: test.db.kind === 'server' ? 120 : 40, endOnFailure: true },
    )
  }, 300_000)
})
