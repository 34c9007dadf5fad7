import { describe, expect, it } from 'vitest'
import { Problem } from './problem.ts'
import { createTurns } from './turns.ts'

const refusal = () => new Problem('pictures_busy', {}, { retryAfterSeconds: 5 })

/** Work that ends when the test says so. */
function held(): { work: () => Promise<string>; end: (text?: string) => void; fail: () => void } {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  return { work: () => promise, end: (text = 'done') => resolve(text), fail: () => reject(new Error('broken')) }
}

const soon = () => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  it('are as many at once as allowed, and the others in their order', async () => {
    const turns = createTurns({ atOnce: 2, waitingMax: 10, refusal })
    const things = [held(), held(), held(), held()]
    const begun: number[] = []
    const all = things.map((thing, i) =>
      turns.take(() => {
        begun.push(i)
        return thing.work()
      }),
    )
    await soon()
    expect(begun).toEqual([0, 1])
    expect(turns.waiting()).toBe(2)
    things[1]!.end()
    await soon()
    expect(begun).toEqual([0, 1, 2])
    for (const thing of things) thing.end()
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done'])
    expect(begun).toEqual([0, 1, 2, 3])
    expect(turns.waiting()).toBe(0)
  })

  it('are refused when too many wait, and given again when fewer do', async () => {
    const turns = createTurns({ atOnce: 1, waitingMax: 1, refusal })
    const [first, second, third] = [held(), held(), held()]
    const one = turns.take(first.work)
    const two = turns.take(second.work)
    await expect(turns.take(third.work)).rejects.toMatchObject({ code: 'pictures_busy', retryAfterSeconds: 5 })
    first.end()
    await one
    const three = turns.take(third.work)
    second.end()
    third.end()
    expect(await Promise.all([two, three])).toEqual(['done', 'done'])
  })

  it('go on after work that fails, and a lone one waits for nobody', async () => {
    const turns = createTurns({ atOnce: 1, waitingMax: 5, refusal })
    const broken = held()
    const one = turns.take(broken.work)
    const two = turns.take(async () => 'well')
    broken.fail()
    await expect(one).rejects.toThrow('broken')
    expect(await two).toBe('well')
    await expect(turns.take(() => Promise.reject(new Error('again')))).rejects.toThrow('again')
    expect(await turns.take(async () => 'alone')).toBe('alone')
  })

  it('are never more at once than allowed, also when one ends just as another comes', async () => {
    const turns = createTurns({ atOnce: 2, waitingMax: 1000, refusal })
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      for (let i = 0; i < Math.random() * 5; i++) await soon()
      running -= 1
    }
    await Promise.all(
      Array.from({ length: 200 }, async () => {
        for (let i = 0; i < Math.random() * 20; i++) await Promise.resolve()
        await turns.take(work)
        await turns.take(work)
      }),
    )
    expect(most).toBe(2)
  })
})
