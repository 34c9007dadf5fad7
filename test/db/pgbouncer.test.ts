import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, migrate, migrationState, openDatabase } from '../../src/db/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { findPgBouncer, startPgBouncer, type TestPgBouncer } from '../support/pgbouncer.ts'
import { isMissing } from '../support/require.ts'

const binary = findPgBouncer()

describe.skipIf(isMissing(binary, 'PgBouncer (Debian: pgbouncer)'))('through PgBouncer in transaction mode', () => {
  onEachDatabase(
    'everything works',
    (test) => {
      let bouncer: TestPgBouncer
      let db: Database
      beforeAll(async () => {
        bouncer = await startPgBouncer(binary ?? '', test.connectionUrl, 2)
        db = await openDatabase({ url: bouncer.url, directUrl: test.connectionUrl, statementTimeoutMs: 1000 })
      })
      afterAll(async () => {
        await db.close()
        await bouncer.stop()
      })

      it('from the first statement on, migrations included', async () => {
        expect((await migrate(db)).migrations.length).toBeGreaterThan(0)
        expect(await migrationState(db)).toMatchObject({ pendingMigrations: [] })
      })

      it('with many more clients than connections', async () => {
        await db.query('create table public.counter as select 0 as n')
        const answers = await Promise.all([
          ...Array.from({ length: 100 }, (_, i) => db.query<{ i: number }>('select $1::int as i', [i])),
          ...Array.from({ length: 50 }, () => db.tx((tx) => sql`update public.counter set n = n + 1`.execute(tx))),
        ])
        expect(answers.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => [{ i }]))
        expect(await db.query('select n from public.counter')).toEqual([{ n: 50 }])
      })

      it('with the statement timeout and the actor of a transaction, and neither in the next one', async () => {
        await expect(db.tx((tx) => sql`select pg_sleep(3)`.execute(tx))).rejects.toMatchObject({ code: '57014' })
        const settings = sql<{ actor: string; timeout: string }>`
          select current_setting('sambatan.actor', true) as actor, current_setting('statement_timeout') as timeout`
        const { rows } = await db.tx((tx) => settings.execute(tx), { actor: 'service' })
        expect(rows).toEqual([{ actor: 'service', timeout: '1s' }])
        for (let i = 0; i < 4; i++) {
          const [row] = (await settings.execute(db.read)).rows
          expect(row?.actor || null).toBeNull()
        }
      })

      it('with messages, on the direct connection', async () => {
        const heard: string[] = []
        const subscription = await db.listen('news', (payload) => heard.push(payload))
        await db.notify('news', 'hello')
        await expect.poll(() => heard).toEqual(['hello'])
        await subscription.close()
      })
    },
    { only: 'server', empty: true },
  )
})

onEachDatabase(
  'without a pooler',
  (test) => {
    it('the statement timeout holds for single statements as well', async () => {
      await expect(test.db.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
      await expect(sql`select pg_sleep(5)`.execute(test.db.read)).rejects.toMatchObject({ code: '57014' })
      await test.db.tx((tx) => sql`select pg_sleep(0.5)`.execute(tx), { statementTimeoutMs: 5000 })
    })
  },
  { only: 'server', database: { statementTimeoutMs: 300 } },
)
