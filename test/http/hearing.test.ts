/** A node that does not hear the others: DATABASE_DIRECT_URL leads somewhere else. It works, and says so wherever one looks. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { checkHearing } from '../../src/cli/doctor-hearing.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/index.ts'
import { signedIn } from '../support/accounts.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { freePort } from '../support/postgres.ts'
import { nodeOn, type TestNode } from './node.ts'

describe.skipIf(inject('postgres') === undefined)('what other nodes tell', () => {
  let database: Awaited<ReturnType<typeof makeTestDatabase>>
  let url: string
  beforeAll(async () => {
    database = await makeTestDatabase('server')
    url = database.env.DATABASE_URL!
  })
  afterAll(() => database.dispose())

  /** The same server, and another database. */
  const elsewhere = () => Object.assign(new URL(url), { pathname: '/postgres' }).href
  const closedDoor = async () => Object.assign(new URL(url), { port: await freePort() }).href

  async function doctor(direct: string) {
    const config = readConfig({ DATABASE_URL: url, DATABASE_DIRECT_URL: direct })
    const db = await openDatabase({ url, directUrl: direct })
    try {
      return await checkHearing(db, config)
    } finally {
      await db.close()
    }
  }

  it('comes through the right address, and doctor tells each that is not', async () => {
    expect(await doctor(url)).toMatchObject([{ level: 'ok' }])
    for (const [direct, why] of [
      [await closedDoor(), 'it fails: connect ECONNREFUSED'],
      [elsewhere(), 'it hears nothing that is told by DATABASE_URL'],
    ] as const) {
      const [finding] = await doctor(direct)
      expect(finding).toMatchObject({ level: 'warn', advice: expect.stringContaining('Set DATABASE_DIRECT_URL') })
      expect(finding!.says).toContain(`DATABASE_DIRECT_URL (${why}`)
    }
  })

  const heardIn = (metrics: string) => /^sambatan_events_heard (\d)$/m.exec(metrics)?.[1]

  const looks = async (node: TestNode) => {
    const ready = await node.ask('GET', '/readyz')
    const { headers } = await signedIn(node.services.db, 'operator')
    const page = await node.app.inject({ url: '/operator/health', headers })
    const metrics = await node.ask('GET', '/metrics')
    return {
      ready: [ready.status, ready.body.checks.events],
      api: (await node.ask('GET', '/operations/system')).body.node.events_heard,
      page: page.body.includes('Yang terjadi di node lain dari situs ini tidak terdengar di sini'),
      metric: heardIn(metrics.text),
    }
  }

  it('is said to be missing by a node that is ready all the same: probe, metrics, operators’ page', async () => {
    const deaf = await nodeOn({ ...database.env, DATABASE_DIRECT_URL: elsewhere() })
    expect(await looks(deaf)).toEqual({ ready: [200, 'unheard'], api: false, page: true, metric: '0' })
    await deaf.close()
    const well = await nodeOn({ ...database.env, DATABASE_DIRECT_URL: url })
    expect(await looks(well)).toEqual({ ready: [200, 'ok'], api: true, page: false, metric: '1' })
    await well.close()
  })
  it('is missing from when the connection ends, however lately it was found good', async () => {
    const node = await nodeOn({ ...database.env, DATABASE_DIRECT_URL: url })
    const events = async () => (await node.ask('GET', '/readyz')).body.checks.events
    const heardByMetrics = async () => heardIn((await node.ask('GET', '/metrics')).text)
    expect(await events()).toBe('ok')
    expect(await heardByMetrics()).toBe('1')
    const server = await openDatabase({ url: elsewhere() })
    const name = new URL(url).pathname.slice(1)
    await server.query(`alter database "${name}" allow_connections false`)
    try {
      await server.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and query ilike 'listen%'`,
        [name],
      )
      // Before anybody looks again.
      await expect.poll(heardByMetrics).toBe('0')
      expect(await events()).toBe('unheard')
    } finally {
      await server.query(`alter database "${name}" allow_connections true`)
      await server.close()
    }
    await expect.poll(events).toBe('ok')
    await node.close()
  })
})
