/**
 * Amounts and counts as people type them. What could mean two things is none of them: a price that is guessed wrong is
 * somebody's loss. Scripts in browsers read the same way.
 */
import { inNarrowSigns, plainLine } from '../../src/kernel/line.ts'

const thousand = 1000
const million = 1_000_000
const multiples = new Map([
  ['rb', thousand],
  ['ribu', thousand],
  ['k', thousand],
  ['jt', million],
  ['juta', million],
])

/**
 * `185.000`, `Rp 185.000,-`, `185rb` and `185.000 IDR` are 185000; `1,5 juta` is 1500000. Marks that nobody sees, as they come
 * along when something is copied, say nothing. Three digits behind a point are thousandths where a currency counts them.
 * @param fractionDigits of the currency: what comes back counts its smallest unit in use
 */
export function amountOf(typed: string, fractionDigits: number): number | undefined {
  const plain = plainNumber(typed)
    .replace(/^(?:rp\.?|idr|\$)\s*/i, '')
    .replace(/\s*(?:[.,] ?[\p{Pd}\u2212]{1,2}|rupiah|idr|rp)$/iu, '')
    // Between digits and these words a point keeps thousands apart; beside `k` and `juta` it may be a decimal point.
    .replace(/^(\d{1,3})\.(\d{3})(?=\s*(?:rb|ribu)$)/i, '$1$2')
  const short = /^(\d{1,9})(?:[.,](\d{1,2}))?\s*([a-z]+)$/i.exec(plain)
  if (short) {
    const multiple = multiples.get(short[3]!.toLowerCase())
    return multiple && Math.round(Number(`${short[1]}.${short[2] ?? 0}`) * multiple * 10 ** fractionDigits)
  }
  const fraction = fractionDigits === 3 ? /^(.*?)(?:([.,])(\d{1,3}))?$/ : /^(.*?)(?:([.,])(\d{1,2}))?$/
  const [, whole = '', point = '', hundredths = ''] = fraction.exec(plain) ?? []
  const units = unitsOf(whole)
  if (units === undefined || (point !== '' && whole.includes(point))) return undefined
  // Where nobody counts hundredths, `185.00` may as well lack a zero.
  if (fractionDigits === 0 && hundredths !== '' && (Number(hundredths) > 0 || units < thousand)) return undefined
  return units * 10 ** fractionDigits + Number(hundredths.padEnd(fractionDigits, '0'))
}

/**
 * What would come in if so many slots were taken at a price that is still being typed. Of a campaign that exists the API says what
 * slots come to; this is the one place where a price is multiplied.
 */
export function wouldCollect(slots: number, price: number): number {
  return slots * price
}

/** How many: `1.250`, `1,250` and `1 250` are 1250; `1,5` and `10.5` are no whole numbers. */
export function countOf(typed: string): number | undefined {
  const units = unitsOf(plainNumber(typed))
  return units !== undefined && units > 0 && units < 1e9 ? units : undefined
}

/** With narrow digits, and one apostrophe for all that writers keep thousands apart with. */
function plainNumber(typed: string): string {
  return inNarrowSigns(plainLine(typed)).replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
}

/** Digits alone, or in groups of three that one and the same sign keeps apart. */
function unitsOf(plain: string): number | undefined {
  if (!/^(?:\d+|\d{1,3}(?:([.,'\s])\d{3})(?:\1\d{3})*)$/.test(plain)) return undefined
  const digits = plain.replace(/\D/g, '')
  return digits.length <= 13 ? Number(digits) : undefined
}
