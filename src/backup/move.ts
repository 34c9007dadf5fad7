/** Takes all rows from one database into another that is empty, without a file in between. */
import { atOneMoment, type Database, loadDatabase, type Moment, type Page } from '../db/index.ts'
import { sumOf } from './backup.ts'

export interface Moved {
  rows: number
  tables: number
}

/** @throws SetupError, Problem database_unavailable; then `to` is as it was, and `from` is so in any case */
export function moveRows(from: Database, to: Database, onRows: (count: number) => void): Promise<Moved> {
  return atOneMoment(from, async (moment) => {
    const { shape, sequences } = moment
    const rows = await loadDatabase(to, { shape, sequences, pages: () => pagesOf(moment, onRows) })
    return { rows: sumOf(rows), tables: Object.keys(rows).length }
  })
}

async function* pagesOf({ shape, rows }: Moment, onRows: (count: number) => void): AsyncGenerator<Page> {
  let count = 0
  for (const table of shape.tables) {
    for await (const lines of rows(table)) {
      yield { table: table.name, lines }
      count += lines.length
      onRows(count)
    }
  }
}
