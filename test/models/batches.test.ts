/** A batch of joins has exactly the outcomes that its requests would have had alone, one after another. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { onEachDatabase } from '../support/databases.ts'
import { type JoinOutcome, joinBatch, makeCampaign, stateOf } from '../support/engine.ts'

const seed = Number(process.env.FC_SEED ?? 20_261_124)

const request = fc.record({
  user_id: fc.constantFrom('rani', 'budi', 'sari', ''),
  quantity: fc.constantFrom(1, 1, 2, 3, 5, 8, 0),
  key: fc.constantFrom(undefined, undefined, 'a', 'b', 'c'),
})

/** What the outside sees of an outcome; ids and times differ between two runs by nature. */
const visible = ({ outcome, detail, amount }: JoinOutcome) => {
  const { deadline, ...rest } = (detail ?? {}) as Record<string, unknown>
  return { outcome, detail: rest, amount }
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
          const wishes = (name: string) =>
            requests.map(({ key, ...rest }) => ({
              ...rest,
              ...(key
                ? {
                    scope: name,
                    key: `${run} ${key}`,
                    request_hash: Buffer.from(`${rest.user_id}${rest.quantity}`).toString('hex').padStart(64, '0'),
                  }
                : {}),
            }))
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
  }, 120_000)
})
