/** Tables as files: CSV as a stream of any length, XLSX made in a thread of its own, both with words in one language. */
import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { FastifyReply } from 'fastify'
import { byteOrderMark, type CsvValue, csvLine } from '../kernel/csv.ts'
import type { Language } from '../kernel/language.ts'
import { Problem } from '../kernel/problem.ts'
import { cut } from '../kernel/text.ts'
import { createTurns } from '../kernel/turns.ts'

/** A number that is written with just these digits, as amounts are. */
export interface Decimal {
  decimal: string
}

/** A time is shown on the clock that `timeZoneName` names; a text is never a formula. */
export type TableValue = string | number | Decimal | Date | null

export interface Column<Row> {
  header: Record<Language, string>
  /** In characters, for XLSX. */
  width: number
  value(row: Row, language: Language): TableValue
}

export interface Table<Row> {
  /** Of the file, without its ending; ASCII. */
  name: string
  language: Language
  columns: Column<Row>[]
  /** Read as they are needed. */
  pages: AsyncIterable<Row[]>
  /** What is said in a last line of CSV, once all pages have been read; nothing where it gives nothing. */
  ending?(): string | undefined
}

/** Whoever reads Indonesian lives by Jakarta's clock, which has no summer time; all others get UTC. */
const hoursFromUtc: Record<Language, number> = { id: 7, en: 0 }
export const timeZoneName: Record<Language, string> = { id: 'WIB', en: 'UTC' }

/** A time whose UTC fields read as the clock of the table's language. */
function onTheClock(time: Date, language: Language): Date {
  return new Date(time.getTime() + hoursFromUtc[language] * 3_600_000)
}

function textOf(value: TableValue, language: Language): CsvValue {
  if (value instanceof Date) return onTheClock(value, language).toISOString().slice(0, 19).replace('T', ' ')
  return value !== null && typeof value === 'object' ? value.decimal : value
}

function attach(reply: FastifyReply, table: { name: string; language: Language }, ending: string, type: string): void {
  reply.header('content-disposition', `attachment; filename="${table.name}.${ending}"`)
  reply.header('content-language', table.language)
  reply.header('vary', 'accept-language')
  reply.type(type)
}

/**
 * Sends a table as CSV. The first page is read before the answer begins, so that what is wrong then is still a problem;
 * what breaks later breaks the connection, and no browser takes half a file for a whole one.
 */
export async function sendCsv<Row>(reply: FastifyReply, table: Table<Row>): Promise<FastifyReply> {
  const pages = table.pages[Symbol.asyncIterator]()
  let page = await pages.next()
  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(table.columns.map((column) => column.header[table.language]))
    for (; !page.done; page = await pages.next()) {
      yield page.value
        .map((row) => csvLine(table.columns.map(({ value }) => textOf(value(row, table.language), table.language))))
        .join('')
    }
    const ending = table.ending?.()
    if (ending !== undefined) yield csvLine([ending])
  }
  attach(reply, table, 'csv', 'text/csv; charset=utf-8')
  return reply.send(Readable.from(lines(), { objectMode: false }))
}

/**
 * What one XLSX may have at most: a workbook is made in memory, some 85 MB for so many rows. What is longer comes as CSV,
 * which has no end.
 */
const xlsxRowsMax = 20_000

/** What the thread that makes a workbook is told: first this, then rows, then that it has all of them. */
export type XlsxMessage =
  | { sheet: string; headers: string[]; widths: number[] }
  | { rows: TableValue[][] }
  | { end: true }

/** One workbook at a time on a node, so that ten that are asked for at once need no more memory than one. */
const turns = createTurns({
  atOnce: 1,
  waitingMax: 8,
  refusal: () => new Problem('export_busy', {}, { retryAfterSeconds: 5 }),
})

/**
 * Sends a table as XLSX. Making one takes a second or two of a processor, so a thread of its own does it.
 * @throws Problem export_too_large, export_busy
 */
export async function sendXlsx<Row>(reply: FastifyReply, table: Table<Row>): Promise<FastifyReply> {
  const file = await turns.take(async () => {
    // Whoever has left meanwhile would not have it.
    return reply.raw.destroyed ? undefined : makeXlsx(table)
  })
  if (file === undefined) return reply.hijack()
  attach(reply, table, 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  return reply.send(file)
}

async function makeXlsx<Row>({ name, language, columns, pages }: Table<Row>): Promise<Buffer> {
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
      headers: columns.map(({ header }) => header[language]),
      widths: columns.map(({ width }) => width),
    })
    let rows = 0
    for await (const page of pages) {
      rows += page.length
      if (rows > xlsxRowsMax) throw new Problem('export_too_large', { maximum: xlsxRowsMax })
      const values = page.map((row) => columns.map(({ value }) => value(row, language)))
      send({
        rows: values.map((row) => row.map((value) => (value instanceof Date ? onTheClock(value, language) : value))),
      })
    }
    send({ end: true })
    return await file
  } finally {
    await worker.terminate()
  }
}
