import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createSharedLookup } from './shared-lookup.ts'

/** A database that answers when it is told to. */
function slowDatabase(values: Map<string, { value: number }>) {
  const asked: { keys: string[]; answer(): void; fail(): void }[] = []
  const load = (keys: string[]) =>
    new Promise<Map<string, { value: number }>>((resolve, reject) => {
      asked.push({
        keys,
        answer: () =>
          resolve(new Map(keys.flatMap((key) => (values.has(key) ? [[key, values.get(key)!] as const] : [])))),
        fail: () => reject(new Error('away')),
      })
    })
  return { asked, load }
}

/** Once so many look-ups have been sent. */
const sent = (asked: unknown[], count: number) => expect.poll(() => asked.length, { interval: 1 }).toBe(count)

const options = { keyOf: (key: string) => key, ttlMs: 1000, sizeMax: 100 }

describe('a shared look-up', () => {
  it('lets what comes while one is in flight go together, asks once for the same, and then answers at once', async () => {
    const { asked, load } = slowDatabase(
      new Map([
        ['a', { value: 1 }],
        ['b', { value: 2 }],
      ]),
    )
    const lookup = createSharedLookup({ ...options, load })
    const first = lookup.get('a')
    await sent(asked, 1)
    const others = [lookup.get('b'), lookup.get('c'), lookup.get('b')]
    asked[0]!.answer()
    expect(await first).toEqual({ value: 1 })
    await sent(asked, 2)
    asked[1]!.answer()
    expect(await Promise.all(others)).toEqual([{ value: 2 }, undefined, { value: 2 }])
    expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']])
    expect(lookup.get('a')).toEqual({ value: 1 })
    expect(lookup.get('c')).toBeUndefined()
    expect(asked).toHaveLength(2)
  })

  it('never keeps an answer that was asked for before a revocation', async () => {
    const values = new Map([['a', { value: 1 }]])
    const { asked, load } = slowDatabase(values)
    const lookup = createSharedLookup({ ...options, load })
    const before = lookup.get('a')
    await sent(asked, 1)
    lookup.forget(() => true)
    asked[0]!.answer()
    expect(await before).toEqual({ value: 1 })
    values.delete('a')
    const after = lookup.get('a')
    expect(after).toBeInstanceOf(Promise)
    await sent(asked, 2)
    asked[1]!.answer()
    expect(await after).toBeUndefined()
  })

  it('forgets after its time, and the oldest when there are too many', async () => {
    const load = async (keys: string[]) => new Map(keys.map((key) => [key, { value: 1 }]))
    const brief = createSharedLookup({ ...options, load, ttlMs: 20 })
    await brief.get('a')
    expect(brief.get('a')).not.toBeInstanceOf(Promise)
    await sleep(30)
    expect(brief.get('a')).toBeInstanceOf(Promise)
    const small = createSharedLookup({ ...options, load, sizeMax: 2 })
    for (const key of ['a', 'b', 'c']) await small.get(key)
    expect(small.get('c')).not.toBeInstanceOf(Promise)
    expect(small.get('a')).toBeInstanceOf(Promise)
  })

  it('fails those who asked, remembers no failure, and goes on', async () => {
    const { asked, load } = slowDatabase(new Map([['a', { value: 1 }]]))
    const lookup = createSharedLookup({ ...options, load })
    const failed = lookup.get('a')
    await sent(asked, 1)
    asked[0]!.fail()
    await expect(failed).rejects.toThrow('away')
    const again = lookup.get('a')
    await sent(asked, 2)
    asked[1]!.answer()
    expect(await again).toEqual({ value: 1 })
  })
})
