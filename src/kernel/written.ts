/** Money and times as people read them, the same on pages, in letters and in pictures. Also for pages, so it stands on the kernel alone. */
import { type Language, localeOf } from './language.ts'
import { fractionDigits } from './money.ts'
import { timeZone, timeZoneName } from './zone.ts'

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times as much as using it. */
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = cache.get(key) as F | undefined
  if (known !== undefined) return known
  const made = make()
  cache.set(key, made)
  return made
}

/** @param amount in the currency's smallest unit in use (IDR: whole rupiah) */
export function writtenMoney(
  amount: number,
  currency: string,
  language: Language,
  currencyDisplay: 'narrowSymbol' | 'code' = 'narrowSymbol',
): string {
  const digits = fractionDigits(currency)
  const format = cached(
    `${language} ${currency} ${currencyDisplay}`,
    () =>
      new Intl.NumberFormat(localeOf[language], {
        style: 'currency',
        currency,
        currencyDisplay,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  )
  return format.format(amount / 10 ** digits)
}

/** Jumat, 28 November 2026 pukul 19.00 WIB, but shorter; on the one clock, whoever it comes from and goes to. */
export function writtenTime(time: Date, language: Language, { withYear }: { withYear: boolean }): string {
  const format = cached(
    `${language} ${withYear}`,
    () =>
      new Intl.DateTimeFormat(localeOf[language], {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        ...(withYear ? { year: 'numeric' } : {}),
        hour: '2-digit',
        minute: '2-digit',
        timeZone,
        timeZoneName: 'short',
      }),
  )
  // English data does not know the name that everybody in Indonesia uses.
  return format.format(time).replace('GMT+7', timeZoneName)
}

/** `19.00 WIB`, `19:00 WIB` */
export function writtenClock(time: Date, language: Language): string {
  const format = cached(
    `${language} clock`,
    () => new Intl.DateTimeFormat(localeOf[language], { hour: '2-digit', minute: '2-digit', timeZone }),
  )
  return `${format.format(time)} ${timeZoneName}`
}

/** 28 November 2026, but shorter. @param day as ISO 8601 has it, `2026-11-28` */
export function writtenDay(day: string, language: Language): string {
  const format = cached(
    `${language} day`,
    () =>
      new Intl.DateTimeFormat(localeOf[language], { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  )
  return format.format(new Date(`${day}T00:00:00Z`))
}
