import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/index.ts'
import { onEachDatabase } from '../support/databases.ts'

onEachDatabase('messages', (test) => {
  it('reach every listener of their channel, and nobody else, until it leaves', async () => {
    const heard: string[] = []
    const one = await test.db.listen('Spring Sale', (payload) => heard.push(`one ${payload}`))
    const two = await test.db.listen('Spring Sale', (payload) => heard.push(`two ${payload}`))
    const other = await test.db.listen('other', (payload) => heard.push(`other ${payload}`))
    await test.db.notify('Spring Sale', 'begins')
    await expect.poll(() => heard.length).toBe(2)
    await one.close()
    await test.db.notify('Spring Sale', 'ends')
    await expect.poll(() => heard.length).toBe(3)
    expect(heard.sort()).toEqual(['one begins', 'two begins', 'two ends'])
    await two.close()
    await other.close()
  })
})

onEachDatabase(
  'messages between processes',
  (test) => {
    it('pass through the server', async () => {
      const node = await openDatabase(test.options)
      const heard: string[] = []
      await test.db.listen('progress', (payload) => heard.push(payload))
      await node.notify('progress', 'from the other node')
      await expect.poll(() => heard).toEqual(['from the other node'])
      await node.close()
    })
  },
  { only: 'server' },
)
