/** The thread that makes one workbook; see workbook.ts. */
import { parentPort } from 'node:worker_threads'
// Not the one for Node, which starts three threads more for each workbook, however small.
import writeExcelFile from 'write-excel-file/universal'
import type { TableValue } from '../kernel/table.ts'

/** What it is told: of each sheet first this, then its rows; and then that it has all of them. */
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

interface Sheet {
  sheet: string
  columns: { width: number }[]
  stickyRowsCount: number
  data: (ReturnType<typeof cellOf> | { value: string; type: StringConstructor; fontWeight: 'bold' })[][]
}

const sheets: Sheet[] = []

parentPort!.on('message', async (message: XlsxMessage) => {
  if ('headers' in message) {
    const { sheet, headers, widths } = message
    const columns = widths.map((width) => ({ width }))
    const bold = headers.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
    sheets.push({ sheet, columns, stickyRowsCount: 1, data: [bold] })
  } else if ('rows' in message) {
    sheets.at(-1)!.data.push(...message.rows.map((row) => row.map(cellOf)))
  } else {
    const file = await writeExcelFile(sheets).toBlob()
    parentPort!.postMessage(new Uint8Array(await file.arrayBuffer()))
  }
})
