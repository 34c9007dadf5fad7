/**
 * All rows of a database at one moment, in a form that any PostgreSQL reads: each a line of JSON, an array of the texts of its
 * columns (null where there is nothing). Texts are what the types' own functions write and read, as in COPY, so that nothing of
 * a value is lost. Not COPY itself: the embedded database answers it only whole, from memory.
 */
import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Tx } from '../database.ts'
import {
  type DatabaseShape,
  keepingAlive,
  readSequences,
  readShape,
  type SequenceState,
  sameTextSql,
  type TableShape,
} from './shape.ts'

/** Rows are asked for in as many at once as come to about so much. */
const pageBytes = 1_000_000
const pageRowsMax = 5000

export interface Moment {
  shape: DatabaseShape
  /** To ask for what else is true at this moment. */
  tx: Tx
  rows(table: TableShape): AsyncGenerator<string[]>
  sequences(): Promise<SequenceState[]>
}

/** What `work` sees is what was committed when it began, however long it takes and whatever is written meanwhile. */
export function atOneMoment<T>(db: Database, work: (moment: Moment) => Promise<T>): Promise<T> {
  return db.tx(
    async (tx) => {
      await sql.raw(`set transaction isolation level repeatable read, read only; ${sameTextSql}`).execute(tx)
      const shape = await readShape(tx)
      const moment = { shape, tx, rows: (table: TableShape) => rowsOf(tx, table), sequences: () => readSequences(tx) }
      return keepingAlive(tx, () => work(moment))
    },
    { statementTimeoutMs: 0 },
  )
}

async function* rowsOf(tx: Tx, { name, columns }: TableShape): AsyncGenerator<string[]> {
  const texts = columns.map((column) => `${pg.escapeIdentifier(column.name)}::text`).join(', ')
  await sql
    .raw(`declare rows no scroll cursor for select to_json(array[${texts}])::text as line from sambatan.${name}`)
    .execute(tx)
  try {
    for (let count = 100; ; ) {
      const { rows } = await sql.raw<{ line: string }>(`fetch ${count} from rows`).execute(tx)
      if (rows.length > 0) yield rows.map(({ line }) => line)
      if (rows.length < count) return
      const bytes = rows.reduce((sum, { line }) => sum + line.length, 0)
      // Rows of a table may differ: a step up is small, so that one page of longer ones stays bounded.
      count = Math.max(1, Math.min(Math.floor((count * pageBytes) / bytes), 2 * count, pageRowsMax))
    }
  } finally {
    // Whoever reads may begin again; and where the transaction has failed, the reason is known already.
    await sql
      .raw('close rows')
      .execute(tx)
      .catch(() => undefined)
  }
}
