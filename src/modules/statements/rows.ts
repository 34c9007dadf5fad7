/** One row of a statement: its day, its amount and which way it went; or why it cannot be read. */
import { type Direction, directionOf, hundredthsOf, type NumberForm, writtenIn } from './amounts.ts'
import { type Cell, wordsOf } from './cells.ts'
import type { Layout } from './columns.ts'
import { type Calendar, type DayProblem, dayOf, dayOfSerial, type WrittenDay, writtenDay } from './days.ts'
import { isNote } from './notes.ts'

export const rowProblems = [
  'date_two_readings',
  'date_unreadable',
  'date_future',
  'year_unclear',
  'amount_two_readings',
  'amount_unreadable',
  'amount_not_whole',
  'direction_missing',
  'cells_differ',
] as const
export type RowProblem = (typeof rowProblems)[number]
type Unread = Exclude<RowProblem, DayProblem>

export interface Row {
  /** Its place in the file, from 1. */
  place: number
  on: string | null
  /** In hundredths; below zero what went out. */
  signed: number | null
  balance: number | null
  remark: string
  problem: RowProblem | null
  /** Not booked yet: its day is still to come, and may be another. */
  isPending: boolean
}

/** The cells of a row, by what they hold. */
export interface Raw {
  place: number
  cells: Cell[]
  date: Cell
  day: WrittenDay | undefined
  remark: string
  amount: Cell
  incoming: Cell
  outgoing: Cell
  direction: Direction | null
  balance: Cell
  account: string
  /** More cells than the header has: an amount was torn apart at its comma. */
  isTorn: boolean
}

export function pick(cells: Cell[], { columns, width, account }: Layout, place: number): Raw {
  const at = (column: number | undefined): Cell => {
    const cell = column === undefined ? '' : (cells[column] ?? '')
    return typeof cell === 'number' ? cell : wordsOf(cell)
  }
  const date = at(columns.date)
  return {
    place,
    cells,
    date,
    day: typeof date === 'string' ? writtenDay(date) : undefined,
    remark: String(at(columns.remark)),
    amount: at(columns.amount),
    incoming: at(columns.in),
    outgoing: at(columns.out),
    direction: directionOf(String(at(columns.direction))),
    balance: at(columns.balance),
    account: String(at(account)).replace(/\D/g, ''),
    isTorn: width !== null && cells.slice(width).some((cell) => wordsOf(cell) !== ''),
  }
}

const isPending = ({ date }: Raw) => typeof date === 'string' && /^pend(ing)?$/i.test(date)
const hasDay = (raw: Raw) =>
  raw.day !== undefined || isPending(raw) || (typeof raw.date === 'number' && dayOfSerial(raw.date) !== undefined)
const isAmount = (cell: Cell) => typeof cell === 'number' || writtenIn(cell) !== undefined
const hasAmount = ({ amount, incoming, outgoing }: Raw) => [amount, incoming, outgoing].some(isAmount)
/** Holds a number that is no amount, as one in brackets: its row is told of, and not passed over. */
const isNumberOfAnotherKind = (cell: Cell) => typeof cell === 'string' && /\d/.test(cell) && !isAmount(cell)
const hasUnreadable = ({ amount, incoming, outgoing }: Raw) => [amount, incoming, outgoing].some(isNumberOfAnotherKind)
const isTime = (cell: Cell) => /^\d{1,2}[:.]\d{2}([:.]\d{2})?\b/.test(String(cell))

/** A day without an amount, and a quote that belongs to no pair: what stood behind it may be in another row. */
const isCutShort = (raw: Raw) =>
  !hasAmount(raw) && raw.cells.some((cell) => typeof cell === 'string' && cell.includes('"'))

export const isTransaction = (raw: Raw): boolean =>
  hasDay(raw) && (hasAmount(raw) || hasUnreadable(raw) || raw.isTorn || isCutShort(raw))

/** The amounts that say how numbers are written here. */
export function digitsOf(raw: Raw): string[] {
  if (!isTransaction(raw)) return []
  return [raw.amount, raw.incoming, raw.outgoing, raw.balance].flatMap((cell) =>
    typeof cell === 'number' ? [] : (writtenIn(cell)?.digits ?? []),
  )
}

interface Reading {
  form: NumberForm | undefined
  calendar: Calendar
}

/** Transactions begin with a day; words below one, with no day or amount of their own, go on with it. */
export function readRows(raw: Raw[], reading: Reading): Row[] {
  const rows: Row[] = []
  let open: Row | undefined
  for (const one of raw) {
    const isWordless = one.remark === '' && !hasAmount(one)
    if (isTransaction(one)) {
      open = readRow(one, reading)
      rows.push(open)
    } else if (isNote(one.cells) || (isWordless && !isTime(one.date))) open = undefined
    else if (!hasAmount(one) && !hasDay(one)) {
      if (open) open.remark = `${open.remark} ${one.remark}`.trim().slice(0, 500)
    } else if (hasAmount(one) && !isTime(one.date) && one.date !== '') {
      open = { ...readRow(one, reading), on: null, problem: 'date_unreadable' }
      rows.push(open)
    }
  }
  return rows
}

function readRow(raw: Raw, { form, calendar }: Reading): Row {
  const row: Row = {
    place: raw.place,
    on: null,
    signed: null,
    balance: null,
    remark: raw.remark.slice(0, 500),
    problem: null,
    isPending: isPending(raw),
  }
  if (raw.isTorn || (isCutShort(raw) && !hasUnreadable(raw))) return { ...row, problem: 'cells_differ' }
  const signed = signedOf(raw, form)
  const balance = hundredths(raw.balance, form)
  const amounts = typeof signed === 'number' ? { signed } : { problem: signed }
  const read = { ...row, ...amounts, balance: typeof balance === 'number' ? balance * signOf(raw.balance) : null }
  if (read.isPending) return read
  const day = readDay(raw, calendar)
  return 'on' in day ? { ...read, on: day.on } : { ...read, problem: read.problem ?? day.problem }
}

function readDay({ date, day }: Raw, calendar: Calendar): { on: string } | { problem: DayProblem } {
  if (day !== undefined) return dayOf(day, calendar)
  const on = typeof date === 'number' ? dayOfSerial(date) : undefined
  if (on === undefined) return { problem: 'date_unreadable' }
  return on > calendar.today ? { problem: 'date_future' } : { on }
}

const signOf = (cell: Cell) => (/^\s*-|-\s*$/.test(String(cell)) ? -1 : 1)

function hundredths(cell: Cell, form: NumberForm | undefined): number | 'two_readings' | 'unreadable' | undefined {
  if (typeof cell === 'number') {
    const value = Math.abs(Math.round(cell * 100))
    return Number.isSafeInteger(value) ? value : 'unreadable'
  }
  const written = writtenIn(cell)
  return written && hundredthsOf(written.digits, form)
}

/** What came, above zero, or went, below; or why nobody can say. */
function signedOf(raw: Raw, form: NumberForm | undefined): number | Unread {
  const [came, went] = [hundredths(raw.incoming, form), hundredths(raw.outgoing, form)]
  if (came !== undefined || went !== undefined) {
    const wrong = [came, went].find((sum) => typeof sum === 'string')
    if (wrong !== undefined) return `amount_${wrong as 'two_readings'}`
    const [inside, outside] = [Number(came ?? 0), Number(went ?? 0)]
    // Both, or none, or less than nothing came: which way it went is not said.
    return inside > 0 === outside > 0 || (inside > 0 && isNegative(raw.incoming))
      ? 'direction_missing'
      : inside - outside
  }
  const sum = hundredths(raw.amount, form)
  if (sum === undefined) return 'amount_unreadable'
  if (typeof sum === 'string') return `amount_${sum}`
  const direction = raw.direction ?? directionIn(raw.amount)
  if (direction === 'in') return isNegative(raw.amount) ? 'direction_missing' : sum
  return direction === null ? 'direction_missing' : -sum
}

const isNegative = (cell: Cell) => (typeof cell === 'number' ? cell < 0 : (writtenIn(cell)?.isNegative ?? false))

function directionIn(cell: Cell): Direction | null {
  if (typeof cell === 'number') return cell < 0 ? 'out' : null
  return writtenIn(cell)?.direction ?? null
}
