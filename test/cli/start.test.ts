/** Starts that have to wait for their database, or fail half-way: they end by themselves, and leave nothing open. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { urlOfDatabase, withDatabase } from '../support/admin.ts'
import { makeTestDatabase, type Place } from '../support/databases.ts'
import { startLateServer } from '../support/late-server.ts'
import { freePort } from '../support/postgres.ts'
import { busyPort } from '../support/processes.ts'
import { start } from './running.ts'

const server = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const shop = fileURLToPath(new URL('../../packages/widget/demo/serve.ts', import.meta.url))

describe('the shop of the widget’s demo', () => {
  it('says in a sentence why it cannot start', async () => {
    const env = { PORT: String(await busyPort()) }
    const run = (...args: string[]) => {
      const { status, stderr } = spawnSync(process.execPath, [shop, ...args], {
        env,
        encoding: 'utf8',
        timeout: 20_000,
      })
      return [status, stderr]
    }
    expect(run('http://127.0.0.1:1', 'melati')).toEqual([
      1,
      expect.stringMatching(/^Port \d+ cannot be listened on \(EADDRINUSE\)\..*: PORT=4001\.\n$/),
    ])
    expect(run()).toEqual([1, expect.stringMatching(/^Say which node and which campaign: .*\n$/)])
  })
})

it('the server takes no command for something that it may pass over', () => {
  const { status, stderr } = spawnSync(process.execPath, [server, 'doctor'], { encoding: 'utf8', timeout: 20_000 })
  expect([status, stderr]).toEqual([1, expect.stringMatching(/takes no arguments\. .*: npm run sambatan -- doctor\n$/)])
})

describe.skipIf(inject('postgres') === undefined)('a start', () => {
  let database: Place
  let url: string
  beforeAll(async () => {
    database = await makeTestDatabase('server')
    url = database.options.url!
  })
  afterAll(() => database.dispose())

  /** Where the database will be. */
  async function later(): Promise<{ port: number; env: Record<string, string> }> {
    const port = await freePort()
    const address = new URL(url)
    address.host = `127.0.0.1:${port}`
    return { port, env: { DATABASE_URL: address.href } }
  }

  it('before its database waits for it, and says so; then it finds its port taken, and ends', async () => {
    const { port, env } = await later()
    const taken = String(await busyPort())
    const worker = start(['worker'], { ...env, SAMBATAN_WORKER_PORT: taken })
    await worker.said('stderr', /the database cannot be reached yet \(connect ECONNREFUSED 127\.0\.0\.1:\d+\); waiting/)
    const late = await startLateServer(port, url, 2)
    await worker.said('stderr', /the database is there/)
    expect(await worker.ended()).toBe(1)
    await late.close()
    expect(sentencesOf(worker.everything())).toEqual([
      expect.stringMatching(
        new RegExp(`^Port ${taken} on 127\\.0\\.0\\.1 is in use, .* SAMBATAN_WORKER_PORT=\\d+\\.$`),
      ),
    ])
  })

  it('that waits for its database can be told to stop', async () => {
    const node = start(['serve'], (await later()).env)
    await node.said('stderr', /the database cannot be reached yet/)
    expect(await node.stopped()).toBe(0)
    expect(sentencesOf(node.everything())).toEqual([])
  })

  it('does not wait for a database that nobody has made', async () => {
    const node = start(['serve'], { DATABASE_URL: urlOfDatabase(url, 'nobody_has_made') })
    expect(await node.ended()).toBe(1)
    expect(node.everything()).toMatch(/^The server has no such database \(.*"nobody_has_made".*\)\. Create it .*\.\n$/)
  })

  it('that fails after its job engine has begun ends all the same', async () => {
    const installing = start(['worker'], database.env)
    await installing.said('stderr', /(working)/)
    expect(await installing.stopped()).toBe(0)
    await withDatabase(url, (admin) =>
      admin.query(`
        create function sambatan.forbid() returns trigger language plpgsql as $$
          begin raise insufficient_privilege; end $$;
        create trigger forbid before insert on sambatan_jobs.queue execute function sambatan.forbid()`),
    )
    const node = start(['worker'], database.env)
    expect(await node.ended()).toBe(1)
    expect(sentencesOf(node.everything())).toEqual([expect.stringMatching(/^The database user lacks a permission\./)])
  })
})

/** What is said besides the log. */
function sentencesOf(said: string): string[] {
  return said.split('\n').filter((line) => line !== '' && !line.startsWith('{"level":'))
}
