/** A read replica that dies, freezes, falls behind or is promoted: nobody notices, but for one line in the log. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkReplica } from '../../src/cli/doctor-replica.ts'
import { type Database, migrate, openDatabase } from '../../src/db/index.ts'
import { withDatabase } from '../support/admin.ts'
import { readableLog } from '../support/log.ts'
import { canReplicate, findPostgres, startPostgres, startStandby, type TestPostgres } from '../support/postgres.ts'
import { isMissing } from '../support/require.ts'
import { nodeOn, type TestNode } from './node.ts'
import { newCampaign, newProduct } from './things.ts'

const binaries = findPostgres()
const seller = 'seller:s-replica'

describe.skipIf(isMissing(canReplicate(binaries), 'PostgreSQL with pg_basebackup'))(
  'a node with a read replica',
  () => {
    const { log, lines } = readableLog()
    let primary: TestPostgres
    let standby: TestPostgres
    let node: TestNode

    beforeAll(async () => {
      primary = await startPostgres(binaries as NonNullable<typeof binaries>)
      const db = await openDatabase({ url: primary.url('postgres') })
      await migrate(db)
      await db.close()
      standby = await startStandby(primary, { configuration: ['max_standby_streaming_delay = 0'] })
      node = await nodeOn(
        {
          DATABASE_URL: primary.url('postgres'),
          DATABASE_REPLICA_URL: standby.url('postgres'),
          DATABASE_REPLICA_LAG_SECONDS_MAX: '4',
        },
        { log },
      )
    })
    afterAll(async () => {
      await node?.close()
      await standby?.remove()
      await primary?.remove()
    })

    const state = () => node.services.db.replicaWatch!.state()
    const settles = (fault: string | undefined) =>
      expect.poll(() => [state().inUse, state().fault], { timeout: 15_000 }).toEqual([fault === undefined, fault])
    const onStandby = (text: string) => withDatabase(standby.url('postgres'), (client) => client.query(text))
    /** While nothing of what arrives is replayed. */
    async function paused(fn: () => Promise<void>): Promise<void> {
      await onStandby('select pg_wal_replay_pause()')
      try {
        await fn()
      } finally {
        await onStandby('select pg_wal_replay_resume()')
      }
    }
    const onPrimary = (text: string) => withDatabase(primary.url('postgres'), (client) => client.query(text))
    /** What was logged of the replica since the last time. */
    function news(): unknown[] {
      const found = lines.splice(0).filter((line) => Number(line.level) >= 40)
      return found.map((line) => line.replica)
    }
    async function listed(as: 'nobody' | typeof seller): Promise<string[]> {
      const answer = await node.ask('GET', '/campaigns', { as })
      expect(answer.status).toBe(200)
      return answer.body.map((campaign: { id: string }) => campaign.id)
    }
    async function everythingAnswers(id: string): Promise<void> {
      const asked = await Promise.all([
        node.app.inject('/'),
        node.app.inject(`/c/${id}`),
        ...['/campaigns', `/campaigns/${id}`, `/campaigns/${id}/joiners`, '/products', '/events/none'].map((path) =>
          node.app.inject(`/api/sambatan${path}`),
        ),
      ])
      expect(asked.map(({ statusCode }) => statusCode)).not.toContain(503)
      const [home, ...rest] = asked
      expect(home.statusCode).toBe(200)
      expect(rest.slice(1, 5).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
      expect((await node.ask('GET', '/dashboard/series')).status).toBe(200)
      expect((await node.ask('GET', '/readyz')).status, 'and the node is ready').toBe(200)
    }

    it('reads it once it has been seen to be well', async () => {
      await settles(undefined)
      expect(news()).toEqual([{ inUse: true }])
      const { text } = await node.ask('GET', '/metrics')
      expect(text).toMatch(/sambatan_replica_in_use 1\n/)
      expect(text).toMatch(/sambatan_replica_lag_seconds [0-9.e-]+\n/)
    })

    it('shows what was written at once to whoever is known, and rests one that falls behind', async () => {
      let id = ''
      await paused(async () => {
        const product = await newProduct(node, { seller_id: 's-replica' })
        id = (await newCampaign(node, { product_id: product.id })).id
        expect(await listed('nobody'), 'the replica is what nobody in particular reads').not.toContain(id)
        expect(await listed(seller)).toContain(id)
        for (const path of [`/campaigns/${id}/pace`, '/sellers/me/attention', '/campaigns?mine=true', `/products`]) {
          const answer = await node.ask('GET', path, { as: seller })
          expect([path, answer.status]).toEqual([path, 200])
          expect(answer.text, path).toContain(path === '/products' ? product.id : '')
        }
        await settles('behind')
        expect(await listed('nobody')).toContain(id)
      })
      await settles(undefined)
      expect(await listed('nobody')).toContain(id)
      expect(news()).toEqual([{ inUse: false, fault: 'behind' }, { inUse: true }])
    })

    // PostgreSQL itself writes now and then, which in such a moment makes the standby late in truth.
    it('is not taken in by a quiet hour: without writes nothing is behind', { retry: 3 }, async () => {
      await settles(undefined)
      news()
      const completeUntilMs = () => performance.now() - state().lagSeconds! * 1000
      await paused(async () => {
        const before = completeUntilMs()
        await expect.poll(() => completeUntilMs() - before, { timeout: 5_000 }).toBeGreaterThan(500)
      })
      expect([state().inUse, news()]).toEqual([true, []])
    })

    it('answers everything while it is away, and reads it again', async () => {
      const { id } = await newCampaign(node)
      const [reading] = await Promise.all([
        whileAsleepThere(node.services.db, 'away'),
        asleep('away').then(() => standby.stop('kill')),
      ])
      expect(reading, 'a read that was under way is done by the primary').toEqual([{ away: false }])
      await everythingAnswers(id)
      await settles('failing')
      await everythingAnswers(id)
      expect(news()).toEqual([{ inUse: false, fault: 'failing' }])
      expect((await checkReplica(node.services.db))[0]).toMatchObject({ name: 'replica', level: 'warn' })
      const { text } = await node.ask('GET', '/metrics')
      expect(text).toMatch(/sambatan_replica_in_use 0\n/)
      await standby.start()
      await settles(undefined)
      expect(news()).toEqual([{ inUse: true }])
      expect((await checkReplica(node.services.db))[0]).toMatchObject({ name: 'replica', level: 'ok' })
    })

    it('answers everything while it is frozen', async () => {
      const { id } = await newCampaign(node)
      standby.signalAll('SIGSTOP')
      try {
        await everythingAnswers(id)
        await settles('failing')
        await everythingAnswers(id)
        // As long as nobody answers, no connection that waits may keep a node from leaving.
        const other = await openDatabase({ url: primary.url('postgres'), replicaUrl: standby.url('postgres') })
        expect((await other.replicaWatch!.settled()).fault).toBe('failing')
        await other.close()
      } finally {
        standby.signalAll('SIGCONT')
      }
      await settles(undefined)
      expect(news()).toEqual([{ inUse: false, fault: 'failing' }, { inUse: true }])
    })

    it('does a read again that the replica cancels in favour of its replay, and goes on reading it', async () => {
      await onPrimary('create table if not exists public.scratch as select 1 as one')
      const { fallbacks } = state()
      const [reading] = await Promise.all([
        whileAsleepThere(node.services.db, 'conflict', 'public.scratch'),
        asleep('conflict').then(() => onPrimary('alter table public.scratch alter column one set not null')),
      ])
      expect(reading).toEqual([{ conflict: false }])
      expect([state().fallbacks, state().inUse, news()]).toEqual([fallbacks + 1, true, []])
    })

    it('rests one without the tables of this code, and one that is a copy of another server', async () => {
      await onPrimary('create database younger')
      const younger = await openDatabase({ url: primary.url('younger'), replicaUrl: standby.url('younger') })
      await expect.poll(() => younger.replicaWatch!.state().fault, { timeout: 10_000 }).toBe('schema_older')
      await migrate(younger)
      await expect.poll(() => younger.replicaWatch!.state().inUse, { timeout: 10_000 }).toBe(true)
      await younger.close()

      const other = await startPostgres(binaries as NonNullable<typeof binaries>)
      const crossed = await openDatabase({ url: other.url('postgres'), replicaUrl: standby.url('postgres') })
      expect((await crossed.replicaWatch!.settled()).fault).toBe('foreign')
      await crossed.close()
      await other.remove()
    })

    it('rests one that was promoted', async () => {
      const { id } = await newCampaign(node)
      await onStandby('select pg_promote()')
      await settles('promoted')
      await everythingAnswers(id)
      expect(await listed('nobody')).toContain(id)
      expect(news()).toEqual([{ inUse: false, fault: 'promoted' }])
    })

    /** A read that sleeps on the replica, and says where it was answered. */
    async function whileAsleepThere(db: Database, name: string, table = '(select 1) as one'): Promise<unknown[]> {
      const { rows } = await sql`
      select pg_is_in_recovery() and pg_sleep(60) is not null as ${sql.raw(name)} from ${sql.raw(table)}`.execute(
        db.replica,
      )
      return rows
    }

    async function asleep(name: string): Promise<void> {
      await expect
        .poll(async () => {
          const { rows } = await onStandby(
            `select count(*)::int as n from pg_stat_activity where wait_event = 'PgSleep' and query like '%as ${name} %'`,
          )
          return rows[0].n
        })
        .toBe(1)
    }
  },
)
