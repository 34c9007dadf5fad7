import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Database, isUnavailable, openDatabase } from '../../src/db/index.ts'
import { withDatabase } from '../support/admin.ts'
import { findPostgres, freePort, startPostgres, type TestPostgres } from '../support/postgres.ts'

const binaries = findPostgres()

describe.skipIf(binaries === undefined || inject('postgres') === undefined)('an outage of the database', () => {
  let postgres: TestPostgres
  let db: Database
  const errors: unknown[] = []

  beforeAll(async () => {
    postgres = await startPostgres(binaries as NonNullable<typeof binaries>)
    db = await openDatabase({ url: postgres.url('postgres'), onError: (error) => errors.push(error) })
  })
  afterAll(async () => {
    await db.close()
    await postgres.remove()
  })

  const unavailable = { name: 'Problem', code: 'database_unavailable', retryAfterSeconds: 2 }

  it.each(['fast', 'kill'] as const)('(%s) is a problem while it lasts and over within two seconds', async (how) => {
    const heard: string[] = []
    let reconnects = 0
    const subscription = await db.listen(
      'news',
      (payload) => heard.push(payload),
      () => reconnects++,
    )
    await Promise.all(Array.from({ length: 8 }, () => db.query('select 1')))
    const running = db.query('select pg_sleep(30)')
    const inTransaction = db.tx((tx) => sql`select pg_sleep(30)`.execute(tx))
    const reading = sql`select pg_sleep(30)`.execute(db.read)
    await started(postgres, 3)

    const [stopped] = await Promise.all([
      postgres.stop(how),
      expect(running).rejects.toMatchObject(unavailable),
      expect(inTransaction).rejects.toMatchObject(unavailable),
      expect(reading).rejects.toMatchObject(unavailable),
    ])
    expect(stopped).toBeUndefined()
    await expect(db.query('select 1')).rejects.toMatchObject(unavailable)
    await expect(db.tx((tx) => sql`select 1`.execute(tx))).rejects.toMatchObject(unavailable)
    await expect(db.ready()).rejects.toMatchObject(unavailable)
    expect(isUnavailable(await db.pool.query('select 1').catch((error) => error))).toBe(true)

    await postgres.start()
    await expect
      .poll(() => db.query('select 1 as one').catch(({ code }) => code), { timeout: 10_000 })
      .toEqual([{ one: 1 }])
    await expect.poll(() => reconnects, { timeout: 10_000 }).toBe(1)
    await db.notify('news', 'we are back')
    await expect.poll(() => heard).toEqual(['we are back'])
    await subscription.close()
  })

  it('that ends one connection does not harm the others', async () => {
    const victim = db.query('select pg_sleep(30)')
    await started(postgres, 1)
    await Promise.all([
      expect(victim).rejects.toMatchObject(unavailable),
      withDatabase(postgres.url('postgres'), (admin) =>
        admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(30)'`),
      ),
    ])
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})

it('a server that is not there is unavailable, and opening does not wait for it', async () => {
  const db = await openDatabase({ url: `postgres://postgres@127.0.0.1:${await freePort()}/nothing` })
  const error = await db.query('select 1').catch((caught) => caught)
  expect(isUnavailable(error)).toBe(true)
  await db.close()
})

async function started(postgres: TestPostgres, count: number): Promise<void> {
  await withDatabase(postgres.url('postgres'), async (admin) => {
    await expect
      .poll(async () => {
        const { rows } = await admin.query(
          `select count(*)::int as count from pg_stat_activity where state = 'active' and query like 'select pg_sleep%'`,
        )
        return rows[0].count
      })
      .toBe(count)
  })
}
