/** Tables as files, with words in one language: what their cells hold, and how they read as CSV. */
import { type CsvSeparator, type CsvValue, csvLine } from './csv.ts'
import type { Language } from './language.ts'
import { clockText, timeZoneName } from './zone.ts'

/** A number that is written with just these digits, as amounts are. */
export interface Decimal {
  decimal: string
}

/** A time is shown on the clock of the one zone, which its header names; a text is never a formula. */
export type TableValue = string | number | Decimal | Date | null

export interface Column<Row> {
  header: string
  /** In characters, for XLSX. */
  width: number
  value(row: Row): TableValue
}

export interface Summary {
  name: string
  columns: { header: string; width: number }[]
  rows(): TableValue[][]
}

export interface Table<Row> {
  /** Of the file, without its ending; ASCII. */
  name: string
  language: Language
  columns: Column<Row>[]
  /** Read as they are needed. */
  pages: AsyncIterable<Row[]>
  /** A sheet of its own in a workbook, once all pages have been read; CSV is read by programs, and has the rows alone. */
  summary?: Summary
  /** What is said in a last line, once all pages have been read; nothing where it gives nothing. */
  ending?(): string | undefined
}

/** What files are, by their endings. */
export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** The header of a column of times. */
export function timeHeader(words: string): string {
  return `${words} (${timeZoneName})`
}

/** A program that keeps fields apart with semicolons does so because its decimal point is a comma. */
function csvValue(value: TableValue, separator: CsvSeparator): CsvValue {
  if (value instanceof Date) return clockText(value)
  if (value === null || typeof value !== 'object') return value
  return separator === 'semicolon' ? value.decimal.replace('.', ',') : value.decimal
}

/** A table as CSV, piece by piece: the first holds the headers, each other one a page. */
export async function* csvOf<Row>(table: Table<Row>, separator: CsvSeparator = 'comma'): AsyncGenerator<string> {
  const { columns, pages, ending } = table
  const line = (values: CsvValue[]) => csvLine(values, separator)
  yield line(columns.map(({ header }) => header))
  for await (const page of pages) {
    yield page.map((row) => line(columns.map(({ value }) => csvValue(value(row), separator)))).join('')
  }
  const last = ending?.()
  if (last !== undefined) yield line([last])
}
