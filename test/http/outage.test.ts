/** A database that goes away and comes back: the node stays, says so, and works again by itself. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeTestDatabase } from '../support/databases.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { expectProblem, nodeOn, type TestNode } from './node.ts'
import { joinBody, newCampaign, newParticipation } from './things.ts'

const binaries = findPostgres()

describe.skipIf(binaries === undefined || inject('postgres') === undefined)('a node whose database is away', () => {
  let postgres: TestPostgres
  let node: TestNode

  beforeAll(async () => {
    postgres = await startPostgres(binaries as NonNullable<typeof binaries>)
    node = await nodeOn({ DATABASE_URL: postgres.url('postgres') }, { env: { SAMBATAN_SCHEDULER: 'on' }, work: true })
  })
  afterAll(async () => {
    await node.close()
    await postgres.remove()
  })

  it.each(['fast', 'kill'] as const)(
    '(%s) answers 503 everywhere, and works within two seconds of its return',
    async (how) => {
      const { id, product_id } = await newCampaign(node)
      const joined = await newParticipation(node, id)
      const key = { 'idempotency-key': `outage ${how}` }
      await postgres.stop(how)
      // The processes of a killed server live on for a moment, and still answer.
      await expect.poll(() => node.services.db.pool.idleCount).toBe(0)
      const asked = [
        node.ask('GET', '/campaigns'),
        node.ask('GET', `/campaigns/${id}`, { headers: { 'accept-language': 'en' } }),
        node.ask('GET', `/campaigns/${id}/events`),
        node.ask('GET', `/products/${product_id}`),
        node.ask('POST', '/products', { body: { name: 'Sabun', base_price: 1 } }),
        node.ask('POST', `/campaigns/${id}/join`, { body: joinBody(), headers: key }),
        node.ask('POST', '/campaigns/some-slug/join', { body: joinBody() }),
        node.ask('POST', `/participations/${joined.id}/cancel`, { headers: { 'idempotency-key': 'x' } }),
        node.ask('GET', '/dashboard/summary'),
        node.ask('POST', '/lifecycle/run'),
        node.ask('GET', '/scheduler/status'),
        node.ask('POST', '/scheduler/pause'),
      ]
      for (const answer of await Promise.all(asked)) {
        expectProblem(answer, 503, 'database_unavailable')
        expect(answer.headers['retry-after']).toBe('2')
      }
      const page = await node.app.inject('/')
      expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '2'])
      expect((await node.ask('GET', '/healthz')).status, 'the process is well').toBe(200)
      expect((await node.ask('GET', '/metrics')).status).toBe(200)
      const readiness = () => node.ask('GET', '/readyz')
      await expect
        .poll(async () => (await readiness()).body)
        .toEqual({
          status: 'not ready',
          checks: {
            database: 'failed',
            migrations: 'failed',
            scheduler: 'failed',
            lifecycle: 'failed',
            events: 'unheard',
          },
        })
      const unready = await readiness()
      expect(unready.status).toBe(503)
      expect(unready.headers['retry-after']).toBe('2')

      // Where processes of the killed server still end, it refuses to start beside them.
      await expect.poll(() => postgres.start().then(() => 'started'), { timeout: 10_000 }).toBe('started')
      const again = () => node.ask('POST', `/campaigns/${id}/join`, { body: joinBody(), headers: key })
      await expect.poll(async () => (await again()).status, { timeout: 2_000, interval: 50 }).toBe(201)
      expect((await again()).headers['idempotency-replayed'], 'and it took effect once').toBe('true')
      expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots).toBe(2)
      expect((await node.ask('GET', '/readyz')).status).toBe(200)
    },
  )

  it('is unready soon, and holds no more connections, while the database is frozen', async () => {
    // A node without tasks of its own, so that every connection in use is a look's.
    const quiet = await nodeOn({ DATABASE_URL: postgres.url('postgres') })
    const inUse = () => quiet.services.db.pool.totalCount - quiet.services.db.pool.idleCount
    // Connections are there, so that nothing but the silence tells.
    await Promise.all(Array.from({ length: 8 }, () => quiet.services.db.query('select pg_sleep(0.1)')))
    postgres.signalAll('SIGSTOP')
    try {
      const held: number[] = []
      for (let look = 0; look < 3; look++) {
        const { status, body } = await quiet.ask('GET', '/readyz')
        expect([status, body.status, body.checks.database]).toEqual([503, 'not ready', 'failed'])
        held.push(inUse())
      }
      expect(held, 'a look does not ask again what is not answered').toEqual([held[0], held[0], held[0]])
    } finally {
      postgres.signalAll('SIGCONT')
    }
    await expect.poll(async () => (await quiet.ask('GET', '/readyz')).status, { timeout: 10_000 }).toBe(200)
    await quiet.close()
  }, 30_000)
})

describe.skipIf(inject('postgres') === undefined)('a node whose database keeps it waiting', () => {
  let database: Awaited<ReturnType<typeof makeTestDatabase>>
  let node: TestNode

  beforeAll(async () => {
    database = await makeTestDatabase('server')
    node = await nodeOn(database.env, { env: { DATABASE_STATEMENT_TIMEOUT_MS: '300' } })
  })
  afterAll(async () => {
    await node?.close()
    await database?.dispose()
  })

  it('answers 503 everywhere and says when to come again, and works as soon as it may', async () => {
    const { id } = await newCampaign(node)
    const join = () =>
      node.ask('POST', `/campaigns/${id}/join`, { body: joinBody(), headers: { 'idempotency-key': 'waits' } })
    await node.services.db.tx(
      async (tx) => {
        await sql`lock table sambatan.campaigns, sambatan.participants in access exclusive mode`.execute(tx)
        for (const answer of await Promise.all([
          node.ask('GET', '/campaigns'),
          node.ask('GET', `/campaigns/${id}`),
          join(),
        ])) {
          expectProblem(answer, 503, 'database_unavailable')
          expect(answer.headers['retry-after']).toBe('2')
        }
        const page = await node.app.inject('/')
        expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '2'])
      },
      { statementTimeoutMs: 30_000 },
    )
    expect((await join()).status).toBe(201)
    expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots, 'once').toBe(1)
  })
})
