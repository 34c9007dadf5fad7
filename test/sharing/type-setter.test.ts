/** The thread that sets the text of share images may be ended at any moment. */
import { expect, it } from 'vitest'
import type { Element } from '../../src/modules/sharing/layout.ts'
import { createTypeSetter } from '../../src/modules/sharing/type-setter.ts'

const words: Element = { type: 'div', props: { style: { display: 'flex', fontFamily: 'Jakarta' }, children: 'Melati' } }

it('ends with what it was at, and leaves what the next thread is at alone', async () => {
  const typeSetter = createTypeSetter()
  const first = typeSetter.set(words)
  first.catch(() => undefined)
  const closed = typeSetter.close()
  const second = typeSetter.set(words)
  await closed
  await expect(first).rejects.toThrow('has ended')
  expect(await second).toContain('<path')
  await typeSetter.close()
})
