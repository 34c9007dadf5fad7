import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { Tx } from '../../src/db/index.ts'
import { ATTEMPTS_MAX } from '../../src/db/tx.ts'
import { onEachDatabase } from '../support/databases.ts'

const raise = (code: string, text = 'made by the test') =>
  sql.raw(`do $$ begin raise exception '${text}' using errcode = '${code}'; end $$`)

onEachDatabase('a transaction', (test) => {
  it.each(['40001', '40P01'])('that collided (%s) is done again from its start', async (code) => {
    let attempts = 0
    const result = await test.db.tx(async (tx) => {
      attempts++
      if (attempts < 3) await raise(code).execute(tx)
      return 'done'
    })
    expect({ result, attempts }).toEqual({ result: 'done', attempts: 3 })
  })

  it('that met a function which an upgrade made anew is done again; one that met any other defect of the server is not', async () => {
    const sessionsAt = async (text: string) => {
      const sessions: number[] = []
      await test.db
        .tx(async (tx) => {
          const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
          sessions.push(rows[0]!.pid)
          if (sessions.length < 3) await raise('XX000', text).execute(tx)
        })
        .catch(() => undefined)
      return sessions
    }
    const sessions = await sessionsAt('cache lookup failed for function 16955')
    expect(sessions).toHaveLength(3)
    // The session may have kept the plan that has failed.
    if (test.db.kind === 'server') expect(new Set(sessions).size).toBe(3)
    expect(await sessionsAt('cache lookup failed for type 16955')).toHaveLength(1)
  })

  it('is done at most five times', async () => {
    let attempts = 0
    const endless = test.db.tx(async (tx) => {
      attempts++
      await raise('40001').execute(tx)
    })
    await expect(endless).rejects.toMatchObject({ code: '40001' })
    expect(attempts).toBe(ATTEMPTS_MAX)
  })

  it('is done once when it fails in any other way', async () => {
    let attempts = 0
    const failing = test.db.tx(async (tx) => {
      attempts++
      await raise('23514').execute(tx)
    })
    await expect(failing).rejects.toMatchObject({ code: '23514' })
    expect(attempts).toBe(1)
  })

  it('that lost the race for an idempotency key finds the winner’s when it is done again', async () => {
    await test.db.query('create table public.keys (key text constraint idempotency_keys_pkey primary key)')
    await test.db.query(`insert into public.keys values ('taken')`)
    let attempts = 0
    await test.db.tx(async (tx) => {
      attempts++
      if (attempts === 1) await sql`insert into public.keys values ('taken')`.execute(tx)
    })
    expect(attempts).toBe(2)
  })

  it('leaves nothing behind of the attempts that failed', async () => {
    await test.db.query('create table public.attempts (n int)')
    let attempts = 0
    await test.db.tx(async (tx) => {
      attempts++
      await sql`insert into public.attempts values (${attempts})`.execute(tx)
      if (attempts < 3) await raise('40001').execute(tx)
    })
    expect(await test.db.query('select n from public.attempts')).toEqual([{ n: 3 }])
  })
})

onEachDatabase('a refusal', (test) => {
  it('becomes a problem with its code and parameters, from every door', async () => {
    const text = `select sambatan.refuse('insufficient_slots', '{"requested": 3, "available": 2, "choice": [1, 2]}')`
    const problem = {
      name: 'Problem',
      code: 'insufficient_slots',
      params: { requested: 3, available: 2, choice: [1, 2] },
    }
    await expect(test.db.query(text)).rejects.toMatchObject(problem)
    await expect(test.db.tx((tx) => sql.raw(text).execute(tx))).rejects.toMatchObject(problem)
  })

  it('raised by hand with a free text is a problem by its word alone, and a defect where that is none', async () => {
    const byHand = (word: string) =>
      test.db.query(`do $$ begin raise exception '${word}' using errcode = 'SB001', detail = 'no json'; end $$`)
    await expect(byHand('request_invalid')).rejects.toMatchObject({
      name: 'Problem',
      code: 'request_invalid',
      params: {},
    })
    await expect(byHand('made_up')).rejects.toThrow('SQL refuses with "made_up", which is no problem')
  })
})

onEachDatabase(
  'a real deadlock',
  (test) => {
    beforeAll(async () => {
      await test.db.query('create table public.rows (id int primary key, n int not null default 0)')
      await test.db.query('insert into public.rows values (1), (2)')
    })

    it('is survived by both of its transactions', async () => {
      let started = 0
      let bothHaveOne: () => void
      const meeting = new Promise<void>((resolve) => {
        bothHaveOne = resolve
      })
      let attempts = 0
      const lock = (tx: Tx, id: number) => sql`update public.rows set n = n + 1 where id = ${id}`.execute(tx)
      const crossing = (first: number, second: number) =>
        test.db.tx(async (tx) => {
          attempts++
          await lock(tx, first)
          if (++started === 2) bothHaveOne()
          await meeting
          await lock(tx, second)
        })
      await Promise.all([crossing(1, 2), crossing(2, 1)])
      expect(attempts).toBeGreaterThan(2)
      expect(await test.db.query('select id, n from public.rows order by id')).toEqual([
        { id: 1, n: 2 },
        { id: 2, n: 2 },
      ])
    })
  },
  { only: 'server' },
)
