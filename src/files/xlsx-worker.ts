/** The thread that makes one workbook; see workbook.ts. */
import { parentPort } from 'node:worker_threads'
// Not the one for Node, which starts three threads more for each workbook, however small.
import writeExcelFile from 'write-excel-file/universal'
import type { TableValue } from '../kernel/table.ts'

/** What it is told: first this, then rows, then that it has all of them. */
export type XlsxMessage =
  | { sheet: string; headers: string[]; widths: number[] }
  | { rows: TableValue[][] }
  | { end: true }

/** A header, or a value; of a kind that is told, never guessed, so that no text can become a formula. */
function cellOf(value: TableValue) {
  if (value === null) return null
  if (typeof value === 'number') return { value, type: Number }
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd hh:mm' }
  if (typeof value === 'object') {
    const places = value.decimal.split('.')[1]?.length ?? 0
    return {
      value: Number(value.decimal),
      type: Number,
      format: places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`,
    }
  }
  return { value, type: String }
}

let sheet = ''
let columns: { width: number }[] = []
const data: (ReturnType<typeof cellOf> | { value: string; type: StringConstructor; fontWeight: 'bold' })[][] = []

parentPort!.on('message', async (message: XlsxMessage) => {
  if ('headers' in message) {
    sheet = message.sheet
    columns = message.widths.map((width) => ({ width }))
    data.push(message.headers.map((value) => ({ value, type: String, fontWeight: 'bold' as const })))
  } else if ('rows' in message) {
    data.push(...message.rows.map((row) => row.map(cellOf)))
  } else {
    const file = await writeExcelFile(data, { sheet, columns, stickyRowsCount: 1 }).toBlob()
    parentPort!.postMessage(new Uint8Array(await file.arrayBuffer()))
  }
})
