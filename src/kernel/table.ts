/** Tables as files, with words in one language: what their cells hold, and how they read as CSV. */
import { type CsvSeparator, type CsvValue, csvLine } from './csv.ts'
import type { Language } from './language.ts'

/** A number that is written with just these digits, as amounts are. */
export interface Decimal {
  decimal: string
}

/** A time is shown on the clock that `timeZoneName` names; a text is never a formula. */
export type TableValue = string | number | Decimal | Date | null

export interface Column<Row> {
  header: string
  /** In characters, for XLSX. */
  width: number
  value(row: Row): TableValue
}

export interface Table<Row> {
  /** Of the file, without its ending; ASCII. */
  name: string
  language: Language
  columns: Column<Row>[]
  /** Read as they are needed. */
  pages: AsyncIterable<Row[]>
  /** What is said in a last line, once all pages have been read; nothing where it gives nothing. */
  ending?(): string | undefined
}

/** What files are, by their endings. */
export const fileTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** Whoever reads Indonesian lives by Jakarta's clock, which has no summer time; all others get UTC. */
const hoursFromUtc: Record<Language, number> = { id: 7, en: 0 }
const timeZoneName: Record<Language, string> = { id: 'WIB', en: 'UTC' }

/** The header of a column of times. */
export function timeHeader(words: string, language: Language): string {
  return `${words} (${timeZoneName[language]})`
}

/** A time whose UTC fields read as the clock of the table's language. */
export function onTheClock(time: Date, language: Language): Date {
  return new Date(time.getTime() + hoursFromUtc[language] * 3_600_000)
}

/** A program that keeps fields apart with semicolons does so because its decimal point is a comma. */
function csvValue(value: TableValue, language: Language, separator: CsvSeparator): CsvValue {
  if (value instanceof Date) return onTheClock(value, language).toISOString().slice(0, 19).replace('T', ' ')
  if (value === null || typeof value !== 'object') return value
  return separator === ';' ? value.decimal.replace('.', ',') : value.decimal
}

/** A table as CSV, piece by piece: the first holds the headers, each other one a page. */
export async function* csvOf<Row>(table: Table<Row>, separator: CsvSeparator = ','): AsyncGenerator<string> {
  const { language, columns, pages, ending } = table
  const line = (values: CsvValue[]) => csvLine(values, separator)
  yield line(columns.map(({ header }) => header))
  for await (const page of pages) {
    yield page.map((row) => line(columns.map(({ value }) => csvValue(value(row), language, separator)))).join('')
  }
  const last = ending?.()
  if (last !== undefined) yield line([last])
}
