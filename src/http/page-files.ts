/** Tables of pages as files. A page reads the rows, from the API as whatever else it shows; words, forms and limits are here. */
import { type MakeFile, operatorTable } from '../files/operator-tables.ts'
import { makeWorkbook } from '../files/workbook.ts'
import { byteOrderMark } from '../kernel/csv.ts'
import { csvOf } from '../kernel/table.ts'
import { fileHeaders } from './tables.ts'

/** @param hold gives a file its place until all of it is taken, before anything of it is made */
export function fileMaker(hold: () => void): MakeFile {
  return async (name, rows, { ending, language, separator }) => {
    hold()
    const table = operatorTable(name, rows, language)
    const body =
      ending === 'xlsx'
        ? new Uint8Array((await makeWorkbook(table))!)
        : byteOrderMark + (await Array.fromAsync(csvOf(table, separator))).join('')
    return new Response(body, { headers: fileHeaders(table, ending) })
  }
}
