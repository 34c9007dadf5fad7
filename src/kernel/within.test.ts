import { expect, it } from 'vitest'
import { within } from './within.ts'

it('gives the answer, what it failed with, or what says that there was none in time', async () => {
  const hour = 3_600_000
  await expect(within(Promise.resolve(5), hour)).resolves.toBe(5)
  await expect(within(Promise.reject(new Error('asked in vain')), hour)).rejects.toThrow('asked in vain')
  const late = Promise.withResolvers<number>()
  await expect(within(late.promise, 1)).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  // Nobody listens any more, and nothing is left that could end the process.
  late.reject(new Error('too late'))
})
