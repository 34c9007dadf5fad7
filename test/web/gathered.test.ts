/** What a page gathers from the pages of a list: all that is meant, wherever in it, up to as many as are settled at once. */
import { expect, it } from 'vitest'
import { gathered } from '../../web/app/routes/seller/gathered.ts'

function listOf(count: number) {
  const asked: number[] = []
  return {
    asked,
    async list({ limit, cursor }: { limit: number; cursor?: string }) {
      const from = Number(cursor ?? 0)
      asked.push(from)
      const items = Array.from({ length: Math.min(limit, count - from) }, (_, at) => from + at)
      return { items, next: from + limit < count ? String(from + limit) : undefined }
    },
  }
}

it('finds those that were ticked behind the first five hundred, and looks no further than the last of them', async () => {
  const { list, asked } = listOf(2000)
  const ticked = new Set([3, 650])
  expect(await gathered(list, { isMeant: (one) => ticked.has(one), count: 2 })).toEqual([3, 650])
  expect(asked).toEqual([0, 100, 200, 300, 400, 500, 600])
})

it('takes five hundred of a list at most, and all of a shorter one', async () => {
  expect(await gathered(listOf(2000).list)).toHaveLength(500)
  expect(await gathered(listOf(120).list)).toHaveLength(120)
  expect(await gathered(listOf(120).list, { isMeant: () => true, count: 0 })).toEqual([])
})
