import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { onEachDatabase } from '../support/databases.ts'

onEachDatabase('values', (test) => {
  it('come as numbers, dates, text and JSON, from every door alike', async () => {
    const text = `select 9007199254740991::int8 as big, 33.33::numeric as ratio, date '2026-03-01' as day,
      timestamptz '2026-03-01 10:00:00+07' as moment, array[1, null, -2]::int8[] as bigs, array[0.5]::numeric[] as ratios,
      array[]::int8[] as none, '{"a": [1]}'::jsonb as doc, null::int8 as nothing`
    const expected = {
      big: 9007199254740991,
      ratio: 33.33,
      day: '2026-03-01',
      moment: new Date('2026-03-01T03:00:00Z'),
      bigs: [1, null, -2],
      ratios: [0.5],
      none: [],
      doc: { a: [1] },
      nothing: null,
    }
    expect(await test.db.query(text)).toEqual([expected])
    expect((await sql.raw(text).execute(test.db.read)).rows).toEqual([expected])
    expect(await test.db.tx(async (tx) => (await sql.raw(text).execute(tx)).rows)).toEqual([expected])
  })

  it('refuse to come at all rather than rounded', async () => {
    await expect(test.db.query('select 9007199254740993::int8 as big')).rejects.toThrow('does not fit')
    await expect(test.db.query(`select 'NaN'::numeric as ratio`)).rejects.toThrow('out of range')
    expect(await test.db.query('select 1 as one')).toEqual([{ one: 1 }])
  })

  it('go in as text, numbers and documents of a megabyte', async () => {
    const doc = JSON.stringify({ text: 'ä'.repeat(1_000_000) })
    const [row] = await test.db.query<{ length: number }>(`select length($1::jsonb ->> 'text') as length`, [doc])
    expect(row?.length).toBe(1_000_000)
  })
})
