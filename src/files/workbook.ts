/** Tables as workbooks (XLSX), made in a thread of its own. */
import { Worker } from 'node:worker_threads'
import { Problem } from '../kernel/problem.ts'
import type { Table } from '../kernel/table.ts'
import { cut } from '../kernel/text.ts'
import { createTurns } from '../kernel/turns.ts'
import { onTheClock } from '../kernel/zone.ts'
import type { XlsxMessage } from './xlsx-worker.ts'

/**
 * What one XLSX may have at most: a workbook is made in memory, some 85 MB for so many rows. What is longer comes as CSV,
 * which has no end.
 */
export const xlsxRowsMax = 20_000

/** One workbook at a time on a node, so that ten that are asked for at once need no more memory than one. */
const turns = createTurns({
  atOnce: 1,
  waitingMax: 8,
  refusal: () => new Problem('export_busy', {}, { retryAfterSeconds: 5 }),
})

/**
 * Making a workbook takes a second or two of a processor, so a thread of its own does it.
 * @param isWanted whether there is still somebody to have it, when its turn has come; undefined where there is not
 * @throws Problem export_too_large, export_busy
 */
export async function makeWorkbook<Row>(table: Table<Row>, isWanted = () => true): Promise<Buffer | undefined> {
  return turns.take(async () => (isWanted() ? make(table) : undefined))
}

async function make<Row>({ name, columns, pages, summary, ending }: Table<Row>): Promise<Buffer> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  try {
    const file = new Promise<Buffer>((resolve, reject) => {
      worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread that makes workbooks ended (code ${code})`)))
    })
    // Should reading fail first, nobody would be left to hear that the thread was ended.
    file.catch(() => undefined)
    const send = (message: XlsxMessage) => worker.postMessage(message)
    send({
      sheet: cut(name, 31),
      headers: columns.map(({ header }) => header),
      widths: columns.map(({ width }) => width),
    })
    let rows = 0
    for await (const page of pages) {
      rows += page.length
      if (rows > xlsxRowsMax) throw new Problem('export_too_large', { maximum: xlsxRowsMax })
      const values = page.map((row) => columns.map(({ value }) => value(row)))
      send({
        rows: values.map((row) => row.map((value) => (value instanceof Date ? onTheClock(value) : value))),
      })
    }
    const last = ending?.()
    if (last !== undefined) send({ rows: [[last]] })
    if (summary !== undefined) {
      const { name, columns, rows } = summary
      send({
        sheet: cut(name, 31),
        headers: columns.map(({ header }) => header),
        widths: columns.map(({ width }) => width),
      })
      send({ rows: rows() })
    }
    send({ end: true })
    return await file
  } finally {
    await worker.terminate()
  }
}
