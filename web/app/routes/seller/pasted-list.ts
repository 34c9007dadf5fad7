/**
 * A list of orders as somebody keeps it in a chat or in notes: a code in each line, and an amount where one is said. What could mean two
 * things is not read; the line is shown as it stands.
 */
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { numberOfCode } from '../../../../src/kernel/order-code.ts'
import { amountOf } from '../../amounts.ts'

export interface PastedLine {
  /** As it stands there. */
  text: string
  code?: string
  amount?: number
  /** Why it cannot be read. */
  problem?: 'no_code' | 'which_code' | 'amount'
}

/** As many as the API takes at once. */
export const pastedLinesMax = 500

/** @param currency of the campaign, whose digits an amount has */
export function linesOf(text: string, currency: string): PastedLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => lineOf(line, currency))
}

const amountWords = String.raw`(?:(?:rp|idr)\.?\s*)?\d[\d.,]*(?:\s*(?:rb|ribu|k|jt|juta)(?![\p{L}\p{N}]))?(?:,?-)?`
/** With the sign of rupiah before it, or alone. */
const marked = /(?:rp|idr)\.?\s*\d/iu

function lineOf(text: string, currency: string): PastedLine {
  // The number of a line in a list is no amount.
  const line = text.replace(/^\(?\d{1,3}[.)]\s+/, '')
  const found = codeIn(line)
  if (typeof found === 'string') return { text, problem: found }
  const rest = `${line.slice(0, found.at)} ${line.slice(found.at + found.length)}`
  const amount = amountIn(rest, currency)
  if (amount === undefined) return { text, code: found.code, problem: 'amount' }
  return amount === 'none' ? { text, code: found.code } : { text, code: found.code, amount }
}

interface FoundCode {
  code: string
  at: number
  length: number
}

/** The one word that is a code: with a # before it, else the only one, else the only one with digits among letters, or in capitals. */
function codeIn(line: string): FoundCode | 'no_code' | 'which_code' {
  const words = [...line.matchAll(/(?<![\p{L}\p{N}])#?[\p{L}\p{N}]{6}(?![\p{L}\p{N}]|[.,]\d)/gu)]
    .map(({ 0: word, index }) => ({
      code: word.replace('#', ''),
      isNamed: word.startsWith('#'),
      at: index,
      length: word.length,
    }))
    .filter(({ code }) => numberOfCode(code) !== undefined)
    // Digits alone are rather an amount, unless they stand first.
    .filter(({ code, isNamed, at }) => isNamed || at === 0 || !/^\d+$/.test(code))
  const [first] = words
  if (first === undefined) return 'no_code'
  for (const isMeant of [
    ({ isNamed }: (typeof words)[number]) => isNamed,
    () => true,
    ({ code }: (typeof words)[number]) => /\d/.test(code) && /\D/.test(code),
    ({ code }: (typeof words)[number]) => code === code.toUpperCase(),
  ]) {
    const meant = words.filter(isMeant)
    if (new Set(meant.map(({ code }) => code.toUpperCase())).size === 1) {
      const { code, at, length } = meant[0]!
      return { code: code.toUpperCase(), at, length }
    }
  }
  return 'which_code'
}

/** `none` where no number stands there; undefined where one does that could be another thing. */
function amountIn(rest: string, currency: string): number | 'none' | undefined {
  if (!/\d/.test(rest)) return 'none'
  const all = [...rest.matchAll(new RegExp(`(?<![\\p{L}\\p{N}.,/:+-])${amountWords}(?![\\p{L}\\p{N}/:])`, 'giu'))].map(
    ([word]) => word,
  )
  const said = all.filter((word) => marked.test(word))
  const [only, ...more] = said.length > 0 ? said : all
  // A day or a number of slots beside the amount is told from it by the Rp alone.
  if (only === undefined || more.length > 0 || (said.length === 0 && digitsIn(rest) !== digitsIn(only)))
    return undefined
  if (isNumbered(only)) return undefined
  const amount = amountOf(only, fractionDigits(currency))
  // 185 of rupiah is rather 185,000.
  if (amount === undefined || amount === 0 || (currency === 'IDR' && amount < 1000)) return undefined
  return amount
}

/** Numbers of phones and accounts begin with a nought; amounts never do. */
const isNumbered = (text: string) => /^\D*0\d/.test(text)

const digitsIn = (text: string) => text.replace(/\D/g, '').length
