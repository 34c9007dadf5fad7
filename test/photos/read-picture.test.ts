/** Pictures are kept in memory for a while, and not for as long as a process lives. */
import { afterEach, expect, it, vi } from 'vitest'
import { createPictureReader } from '../../src/modules/photos/read-picture.ts'
import type { Storage } from '../../src/storage/index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('shows a picture that was removed from the storage for an hour at most', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  const pass = (ms: number) => {
    clock.mockReturnValue(performance.now() + ms)
    return vi.advanceTimersByTimeAsync(ms)
  }
  const blobs = new Map([[`${'0'.repeat(32)}/480.webp`, Buffer.from('x')]])
  const read = createPictureReader({ get: async (key: string) => blobs.get(key) } as Storage)
  const picture = () => read('0'.repeat(32), '480')
  expect(await picture()).toEqual(Buffer.from('x'))
  blobs.clear()
  await pass(3_000_000)
  expect(await picture()).toEqual(Buffer.from('x'))
  await pass(601_000)
  expect(await picture()).toBeUndefined()
})
