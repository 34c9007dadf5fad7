/** Numbers, money, dates and the time that is left, as people here read them. */
import { type Language, texts, type Unit } from './texts.ts'

const tags: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/** Currencies whose smallest unit in use is the whole one, although some have hundredths on paper. */
const whole = /^(BIF|CLP|DJF|GNF|IDR|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF)$/
const thousandths = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/

export const number = (language: Language, value: number) => new Intl.NumberFormat(tags[language]).format(value)

export const percent = (language: Language, share: number) =>
  // Rounded down: 99.9 % taken is not "100 %".
  new Intl.NumberFormat(tags[language], { style: 'percent' }).format(Math.floor(share * 100) / 100)

/** @param amount in the currency's smallest unit in use (IDR: whole rupiah) */
export function money(language: Language, amount: number, currency: string): string {
  const digits = whole.test(currency) ? 0 : thousandths.test(currency) ? 3 : 2
  return new Intl.NumberFormat(tags[language], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits)
}

export const date = (language: Language, time: string) =>
  new Intl.DateTimeFormat(tags[language], { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(time))

export const dateTime = (language: Language, time: string) =>
  new Intl.DateTimeFormat(tags[language], { dateStyle: 'full', timeStyle: 'long' }).format(new Date(time))

const units: [Unit, number][] = [
  ['days', 86_400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
]

/** `2 hari 4 jam`, `1 jam 5 mnt`, `4 mnt 30 dtk`: the two largest units; undefined when nothing is left. */
export function timeLeft(language: Language, ms: number): string | undefined {
  const seconds = Math.ceil(ms / 1000)
  if (seconds <= 0) return undefined
  const first = units.findIndex(([, size]) => seconds >= size)
  const parts = units.slice(first, first + 2).map(([unit, size], i) => {
    const n = Math.floor((i === 0 ? seconds : seconds % units[first]![1]) / size)
    return n > 0 ? texts[language][unit][n === 1 ? 0 : 1].replace('{n}', number(language, n)) : ''
  })
  return parts.join(' ').trim()
}
