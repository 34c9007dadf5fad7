/**
 * Amounts as banks write them. `1.234,00` and `1,234.00` are the same sum, and `1.234` may be either: which of the two a file
 * means is decided for all of it by those that can be read in one way alone; what then still has two readings is refused.
 */

/** Which sign stands before the decimals. */
export type NumberForm = 'point' | 'comma'
export const numberForms = ['comma', 'point'] as const

export type Direction = 'in' | 'out'

export interface Written {
  /** Digits and signs alone. */
  digits: string
  /** What stands with it, as the CR behind an amount. */
  direction: Direction | null
  isNegative: boolean
}

const marks: Record<string, Direction> = {
  cr: 'in',
  k: 'in',
  kr: 'in',
  c: 'in',
  kredit: 'in',
  credit: 'in',
  masuk: 'in',
  db: 'out',
  d: 'out',
  dr: 'out',
  debet: 'out',
  debit: 'out',
  keluar: 'out',
}

/** Whether a cell says that money came or went; null where it says neither. */
export function directionOf(text: string): Direction | null {
  return marks[text.toLowerCase().replace(/[.()\s]/g, '')] ?? null
}

/** An amount with what stands around it; undefined where there is none. */
export function writtenIn(text: string): Written | undefined {
  const found = /^([+-])?\s*(?:rp\.?|idr)?\s*([+-])?\s*(\d[\d.,]*)\s*([+-])?\s*([a-z.]*)$/i.exec(text.trim())
  if (!found) return undefined
  const [, before, inside, digits, after, mark] = found
  const sign = before ?? inside ?? after
  if (mark && directionOf(mark) === null) return undefined
  const direction = mark ? directionOf(mark) : sign === undefined ? null : sign === '+' ? 'in' : 'out'
  return { digits: digits!, direction, isNegative: sign === '-' }
}

const forms: [shape: RegExp, form: NumberForm][] = [
  [/^\d+\.\d{1,2}$/, 'point'],
  [/^\d{1,3}(,\d{3})+\.\d{1,2}$/, 'point'],
  [/^\d{1,3}(,\d{3}){2,}$/, 'point'],
  [/^\d+,\d{1,2}$/, 'comma'],
  [/^\d{1,3}(\.\d{3})+,\d{1,2}$/, 'comma'],
  [/^\d{1,3}(\.\d{3}){2,}$/, 'comma'],
]

const formOf = (digits: string): NumberForm | undefined => forms.find(([shape]) => shape.test(digits))?.[1]

/** What a whole file means, by those of its amounts that can be read in one way; undefined where none can, or they differ. */
export function decideForm(all: string[]): NumberForm | undefined {
  const found = new Set(all.map(formOf).filter((form) => form !== undefined))
  return found.size === 1 ? [...found][0] : undefined
}

/** An amount in hundredths, so that sums of interest and tax come out; or why it is none. */
export function hundredthsOf(digits: string, form: NumberForm | undefined): number | 'two_readings' | 'unreadable' {
  if (/^\d+$/.test(digits)) return safe(digits, '')
  const own = formOf(digits)
  if (own === undefined && form === undefined) return /^\d{1,3}[.,]\d{3}$/.test(digits) ? 'two_readings' : 'unreadable'
  const means = form ?? own!
  if (own !== undefined && own !== means) return 'unreadable'
  const [thousands, decimal] = means === 'point' ? [',', '.'] : ['.', ',']
  const [whole = '', decimals = '', ...more] = digits.split(decimal)
  const isGrouped = /^\d+$/.test(whole) || new RegExp(`^\\d{1,3}(\\${thousands}\\d{3})+$`).test(whole)
  if (more.length > 0 || !isGrouped || decimals.length > 2 || (digits.includes(decimal) && decimals === ''))
    return 'unreadable'
  return safe(whole.replaceAll(thousands, ''), decimals)
}

function safe(whole: string, decimals: string): number | 'unreadable' {
  const value = Number(whole + decimals.padEnd(2, '0'))
  return Number.isSafeInteger(value) ? value : 'unreadable'
}
