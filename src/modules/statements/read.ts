/** What a statement says, row by row, and whether it adds up. Nothing is guessed: what can be read in two ways is not read. */
import { decideForm, type NumberForm } from './amounts.ts'
import { type Rows, wordsOf } from './cells.ts'
import { type Bank, type Columns, findLayout, type Layout, looseLayout, looseRows, tableOf } from './columns.ts'
import { type DayOrder, decideOrder } from './days.ts'
import { findNotes, type Notes } from './notes.ts'
import { digitsOf, isTransaction, pick, type Raw, type Row, readRows } from './rows.ts'
import { withinLimit } from './table.ts'

/** What a person says about a file that does not say it itself. */
export interface Said {
  columns?: Columns | undefined
  numbers?: NumberForm | undefined
  days?: DayOrder | undefined
}

/** What is missing to read it: which column is what, how numbers are written, or in which order days. */
export const needs = ['columns', 'numbers', 'days'] as const
export type Need = (typeof needs)[number]

export interface Statement {
  bank: Bank | null
  notes: Notes
  /** Oldest first. */
  rows: Row[]
  needs: Need[]
  /** Its first rows as they stand there, for whoever is asked what is what. */
  sample: string[][]
}

const sampleMax = { rows: 12, columns: 16, length: 80 }

export function readStatement(content: Rows | string, said: Said, today: string): Statement {
  const { rows: table, layout } = layOut(content, said)
  withinLimit(table)
  const sample = table
    .filter((row) => row.some((cell) => wordsOf(cell) !== ''))
    .slice(0, sampleMax.rows)
    .map((row) => row.slice(0, sampleMax.columns).map((cell) => wordsOf(cell).slice(0, sampleMax.length)))
  if (layout === undefined) return { bank: null, notes: findNotes([], undefined), rows: [], needs: ['columns'], sample }
  const raw = table.slice(layout.from).map((cells, at) => pick(cells, layout, layout.from + at + 1))
  const form = said.numbers ?? decideForm(raw.flatMap(digitsOf))
  const others = raw.filter((one) => !isTransaction(one)).map(({ cells }) => cells)
  const notes = findNotes([...table.slice(0, layout.from), ...others], form)
  const order = said.days ?? decideOrder(raw.flatMap(({ day }) => day ?? [])) ?? usualOrder(layout)
  const rows = readRows(raw, { form, calendar: { order, today, period: notes.period } })
  return {
    bank: layout.bank,
    notes: { ...notes, account: notes.account ?? accountOf(raw) },
    rows: oldestFirst(rows),
    needs: needsOf(rows, sample),
    sample,
  }
}

/** A file without a single transaction was not understood, whatever its header says. */
function needsOf(rows: Row[], sample: string[][]): Need[] {
  if (rows.length === 0) return sample.length > 0 ? ['columns'] : []
  const found: Need[] = []
  if (rows.some(({ problem }) => problem === 'amount_two_readings')) found.push('numbers')
  if (rows.some(({ problem }) => problem === 'date_two_readings')) found.push('days')
  return found
}

/** Banks here write the day first. */
const usualOrder = ({ bank }: Layout): DayOrder | undefined => (bank === null ? undefined : 'day_first')

function layOut(content: Rows | string, said: Said): { rows: Rows; layout: Layout | undefined } {
  const isText = typeof content === 'string'
  const found = isText ? tableOf(content) : { rows: content, layout: findLayout(content) }
  const loose = isText && found.layout === undefined ? looseRows(content) : undefined
  if (said.columns) {
    const rows = loose && found.rows.length === 0 ? loose : found.rows
    return { rows, layout: { columns: said.columns, bank: null, width: null, from: 0 } }
  }
  return loose ? { rows: loose, layout: looseLayout(content as string) } : found
}

function accountOf(raw: Raw[]): string | null {
  const found = new Set(raw.filter(isTransaction).map(({ account }) => account))
  const [only = ''] = found
  return found.size === 1 && only !== '' ? only : null
}

/** Some banks begin with the newest. Days say so; within one day, what each balance follows from. */
function oldestFirst(rows: Row[]): Row[] {
  const days = rows.flatMap(({ on }) => on ?? [])
  const [first = '', last = ''] = [days[0], days.at(-1)]
  if (first !== last) return first > last ? rows.toReversed() : rows
  const follows = (before: Row, after: Row) =>
    before.balance !== null && after.signed !== null && after.balance === before.balance + after.signed
  let [upwards, downwards] = [0, 0]
  for (const [at, row] of rows.slice(1).entries()) {
    if (follows(rows[at]!, row)) upwards++
    if (follows(row, rows[at]!)) downwards++
  }
  return downwards > upwards ? rows.toReversed() : rows
}

/**
 * What its own sums say that it does not come to, in hundredths; undefined where they agree, or it says none. Rows that could not be
 * read make it unknown; those not booked yet may be counted or not.
 */
export function sumsDiffer({
  notes,
  rows,
}: Pick<Statement, 'notes' | 'rows'>): { said: number; found: number } | undefined {
  if (rows.some(({ signed }) => signed === null)) return undefined
  const sum = (some: Row[]) => some.reduce((total, { signed }) => total + signed!, 0)
  const ways = [rows, rows.filter(({ isPending }) => !isPending)]
  const { opening, closing, credits, debits } = notes
  const checks: [said: number | null, of: (some: Row[]) => number][] = [
    [opening === null || closing === null ? null : closing - opening, sum],
    [credits, (some) => sum(some.filter(({ signed }) => signed! > 0))],
    [debits === null ? null : Math.abs(debits), (some) => -sum(some.filter(({ signed }) => signed! < 0))],
  ]
  for (const [said, of] of checks) {
    if (said !== null && ways.every((some) => of(some) !== said)) return { said, found: of(rows) }
  }
  return undefined
}
