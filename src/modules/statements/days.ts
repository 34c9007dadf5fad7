/** Days as banks write them, also without a year, and in either order; which order a file means is decided for all of it. */

export type DayOrder = 'day_first' | 'month_first'
export const dayOrders = ['day_first', 'month_first'] as const

const months: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  ags: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  des: 12,
  dec: 12,
}

/** The parts of a day as they stand there; null for a year that is not. */
export interface WrittenDay {
  year: number | null
  /** In the order in which they stand, where both are numbers. */
  first: number
  second: number
  /** Of those whose month is known: whatever the order of the others. */
  isSettled: boolean
}

/** What begins with a day; the time that may follow it is not read. */
const numeric = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?=$|[\sT,])/
const iso = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=$|[\sT,])/
const compact = /^(20\d{2})(\d{2})(\d{2})$/
const named = /^(\d{1,2})[\s/.-]+([a-z]{3})[a-z]*\.?(?:[\s/.-]+(\d{4}|\d{2}))?(?=$|[\sT,])/i

export function writtenDay(text: string): WrittenDay | undefined {
  const full = iso.exec(text) ?? compact.exec(text)
  if (full) return { year: Number(full[1]), first: Number(full[3]), second: Number(full[2]), isSettled: true }
  const worded = named.exec(text)
  if (worded) {
    const month = months[worded[2]!.toLowerCase()]
    return month === undefined
      ? undefined
      : { year: yearOf(worded[3]), first: Number(worded[1]), second: month, isSettled: true }
  }
  const plain = numeric.exec(text)
  if (!plain) return undefined
  return { year: yearOf(plain[3]), first: Number(plain[1]), second: Number(plain[2]), isSettled: false }
}

function yearOf(digits: string | undefined): number | null {
  if (digits === undefined) return null
  return Number(digits) + (digits.length === 2 ? 2000 : 0)
}

/** Which order a file means, by those days that make sense in one alone; undefined where none does, or they differ. */
export function decideOrder(days: WrittenDay[]): DayOrder | undefined {
  const open = days.filter(({ isSettled }) => !isSettled)
  const [isDayFirst, isMonthFirst] = [open.some(({ first }) => first > 12), open.some(({ second }) => second > 12)]
  return isDayFirst === isMonthFirst ? undefined : isDayFirst ? 'day_first' : 'month_first'
}

export interface Calendar {
  order: DayOrder | undefined
  /** As YYYY-MM-DD. */
  today: string
  period: { from: string; to: string } | undefined
}

export type DayProblem = 'date_two_readings' | 'date_unreadable' | 'date_future' | 'year_unclear'

/** For longer nothing is left without a year: what then stands there is rather of tomorrow than of a year ago. */
const withoutYearDaysMax = 300

/** A day as YYYY-MM-DD, or why it is none. */
export function dayOf(
  written: WrittenDay,
  { order, today, period }: Calendar,
): { on: string } | { problem: DayProblem } {
  const { first, second, isSettled } = written
  if (!isSettled && order === undefined && first !== second && first <= 12 && second <= 12)
    return { problem: 'date_two_readings' }
  const isSwapped = !isSettled && (order === 'month_first' || (order === undefined && second > 12))
  const [day, month] = isSwapped ? [second, first] : [first, second]
  if (written.year !== null) {
    const on = dated(written.year, month, day)
    if (on === undefined) return { problem: 'date_unreadable' }
    return on > today ? { problem: 'date_future' } : { on }
  }
  return withoutYear(month, day, today, period)
}

function withoutYear(
  month: number,
  day: number,
  today: string,
  period: Calendar['period'],
): { on: string } | { problem: DayProblem } {
  const thisYear = Number(today.slice(0, 4))
  const possible = [thisYear, thisYear - 1, thisYear - 2, thisYear - 3]
    .map((year) => dated(year, month, day))
    .filter((on) => on !== undefined && on <= today) as string[]
  if (period) {
    const within = possible.filter((on) => on >= period.from && on <= period.to)
    return within.length === 1 ? { on: within[0]! } : { problem: 'year_unclear' }
  }
  const [last] = possible
  if (last === undefined) return { problem: dated(2024, month, day) ? 'year_unclear' : 'date_unreadable' }
  return daysBetween(last, today) > withoutYearDaysMax ? { problem: 'year_unclear' } : { on: last }
}

/** A day that exists. */
function dated(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const on = date.toISOString().slice(0, 10)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1999 && year < 2200 ? on : undefined
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** A number of a workbook that is a day: days since the end of 1899. */
export function dayOfSerial(serial: number): string | undefined {
  const isDay = serial >= 36_526 && serial < 73_051
  return isDay ? new Date(Math.round((Math.floor(serial) - 25_569) * 86_400_000)).toISOString().slice(0, 10) : undefined
}
