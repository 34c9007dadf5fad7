import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWire, type Wire } from '../../src/db/embedded/wire.ts'
import { onEachDatabase } from '../support/databases.ts'

// Six clients, statements of different shapes, parameters larger than a socket's buffer: the statement of one comes
// in pieces, and between the pieces the others' are there.
async function crossfire(pool: pg.Pool): Promise<unknown[]> {
  const wrong: unknown[] = []
  const client = async (number: number) => {
    for (let round = 0; round < 20; round++) {
      const id = number * 1000 + round
      const doc = JSON.stringify({ id, padding: 'x'.repeat(600_000) })
      const [text, values] =
        number % 2 === 0
          ? [`select ($1::jsonb ->> 'id')::int as id`, [doc]]
          : [`select ($1::jsonb ->> 'id')::int as id where $2::int > 0`, [doc, 1]]
      const got = await pool.query(text, values).then(
        ({ rows }) => rows[0]?.id,
        (error) => error.message,
      )
      if (got !== id) wrong.push(got)
    }
  }
  await Promise.all([0, 1, 2, 3, 4, 5].map(client))
  return wrong
}

describe('the embedded database’s wire', () => {
  let pglite: PGlite
  let dir: string

  beforeAll(async () => {
    pglite = await PGlite.create()
    dir = mkdtempSync(join(tmpdir(), 'sambatan-test-wire-'))
  })
  afterAll(async () => {
    await pglite.close()
    rmSync(dir, { recursive: true, force: true })
  })

  const path = () => join(dir, '.s.PGSQL.5432')
  const openPool = () => {
    const pool = new pg.Pool({ host: dir, port: 5432, user: 'postgres', database: 'postgres', max: 6 })
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => {}))
    return pool
  }
  const withWire = async <T>(idleInTransactionMs: number, fn: (pool: pg.Pool) => Promise<T>): Promise<T> => {
    const wire: Wire = await serveWire(pglite, { path: path(), idleInTransactionMs })
    const pool = openPool()
    try {
      return await fn(pool)
    } finally {
      await pool.end()
      await wire.close()
    }
  }

  it('gives every client its own answers, however their messages arrive', async () => {
    expect(await withWire(5000, crossfire)).toEqual([])
  })

  it('(control) would not, if it handed on message by message as pglite-socket does', async () => {
    const other = await PGlite.create()
    const server = new PGLiteSocketServer({ db: other, path: path(), maxConnections: 10 })
    await server.start()
    const pool = openPool()
    expect((await crossfire(pool)).length).toBeGreaterThan(0)
    await pool.end()
    await server.stop()
    await other.close()
  })

  it('cuts off a client that leaves a transaction open, and undoes it', async () => {
    await withWire(200, async (pool) => {
      await pool.query('create table t (id int)')
      const client = await pool.connect()
      await client.query('begin')
      await client.query('insert into t values (1)')
      const others = pool.query('select count(*)::int as count from t')
      expect((await others).rows).toEqual([{ count: 0 }])
      await expect(client.query('commit')).rejects.toThrow()
      client.release(true)
    })
  })
})

onEachDatabase('many clients', (test) => {
  beforeAll(async () => {
    await test.db.query('create table public.counters (id int primary key, n int not null)')
    await test.db.query('insert into public.counters values (1, 0)')
  })
  const count = async () => (await test.db.query<{ n: number }>('select n from public.counters'))[0]?.n

  it('have transactions that do not see or undo each other’s', async () => {
    const before = (await count()) ?? 0
    const add = (fail: boolean) =>
      test.db.tx(async (tx) => {
        const { rows } = await sql<{ n: number }>`select n from public.counters where id = 1 for update`.execute(tx)
        await sql`update public.counters set n = ${(rows[0]?.n ?? 0) + 1} where id = 1`.execute(tx)
        if (fail) throw new Error('changed my mind')
      })
    const results = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => add(i % 3 === 0)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
    expect(await count()).toBe(before + 40)
  })

  it('are not disturbed by one that is thrown away in the middle of a transaction', async () => {
    const before = await count()
    const client = await test.db.pool.connect()
    await client.query('begin')
    await client.query('update public.counters set n = 1000000')
    client.release(new Error('gone'))
    expect(await count()).toBe(before)
  })

  it('go on after errors inside of transactions and statements', async () => {
    for (let i = 0; i < 20; i++) {
      await expect(test.db.tx((tx) => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
      await expect(test.db.query('select * from nowhere')).rejects.toMatchObject({ code: '42P01' })
    }
    expect(await test.db.query('select 1 as one')).toEqual([{ one: 1 }])
    expect(test.db.pool.totalCount).toBeLessThanOrEqual(test.db.pool.options.max)
  })

  it('keep to a transaction’s actor only for its length', async () => {
    const actor = (tx: Parameters<Parameters<typeof test.db.tx>[0]>[0]) =>
      sql<{ actor: string }>`select current_setting('sambatan.actor', true) as actor`.execute(tx)
    const { rows } = await test.db.tx(actor, { actor: `user:it's \\ me` })
    expect(rows).toEqual([{ actor: `user:it's \\ me` }])
    const after = await test.db.tx(actor)
    expect(after.rows[0]?.actor || null).toBeNull()
  })
})
