/** Numbers, money and times as people here read them, in the language of the page. */
import { localeOf } from '../../src/kernel/language.ts'
import { writtenMoney, writtenTime } from '../../src/kernel/written.ts'
import { timeZone } from '../../src/kernel/zone.ts'
import { daysBetween, localInput, type Time } from './local-time.ts'
import { m } from './paraglide/messages.js'
import { getLocale } from './paraglide/runtime.js'

function tag(): string {
  return localeOf[getLocale()]
}

/** As `og:locale` has it: `id_ID`. */
export function ogLocale(): string {
  return tag().replace('-', '_')
}

/** `Melati Senja – Batch Kedua` is one thing and another: where it breaks, no line begins with the dash. */
export function titleWords(title: string): string {
  return title.replace(/ (?=[–—-] )/g, '\u00a0')
}

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

/** Making a formatter costs a hundred times as much as using it. */
function cached<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: (tag: string) => F,
): F {
  const language = tag()
  const known = cache.get(language + key)
  if (known !== undefined) return known as F
  const made = make(language)
  cache.set(language + key, made)
  return made
}

/** @param amount in the currency's smallest unit in use (IDR: whole rupiah) */
export function money(amount: number, currency = 'IDR'): string {
  return writtenMoney(amount, currency, getLocale())
}

export function number(value: number, fractionDigits = 0): string {
  return cached(
    `number ${fractionDigits}`,
    (language) => new Intl.NumberFormat(language, { maximumFractionDigits: fractionDigits }),
  ).format(value)
}

/** @param percent 0 to 100 */
export function percent(value: number): string {
  return cached('percent', (language) => new Intl.NumberFormat(language, { style: 'percent' })).format(value / 100)
}

/** Jumat, 28 November 2026 pukul 19.00 WIB, but shorter, and without the year that it is. */
export function dateTime(value: Time): string {
  const isThisYear = localInput(value).slice(0, 4) === localInput(new Date()).slice(0, 4)
  return writtenTime(new Date(value), getLocale(), { withYear: !isThisYear })
}

export function date(value: Time): string {
  return cached(
    'date',
    (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone }),
  ).format(new Date(value))
}

export function dayAndMonth(value: Time): string {
  return cached(
    'dayAndMonth',
    (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone }),
  ).format(new Date(value))
}

/** Sabtu 28 Nov: for days that are near. */
export function weekday(value: Time): string {
  return cached(
    'weekday',
    (language) => new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'short', timeZone }),
  ).format(new Date(value))
}

/** 12.04 */
export function clock(value: Time): string {
  return cached(
    'clock',
    (language) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone }),
  ).format(new Date(value))
}

/** 12.04.59 */
export function clockToTheSecond(value: Time): string {
  return cached(
    'clockToTheSecond',
    (language) =>
      new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone }),
  ).format(new Date(value))
}

/** Minutes in the largest unit that they fill: `2 hari`, `12 jam`, `90 menit`. */
export function duration(minutes: number): string {
  if (minutes % 1440 === 0) return m.duration_days({ count: number(minutes / 1440) })
  if (minutes % 60 === 0) return m.duration_hours({ count: number(minutes / 60) })
  return m.duration_minutes({ count: number(minutes) })
}

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** `2 jam yang lalu`, `dalam 3 hari`. */
export function ago(value: Time, now: Time): string {
  const seconds = (new Date(value).getTime() - new Date(now).getTime()) / 1000
  const format = cached('ago', (language) => new Intl.RelativeTimeFormat(language, { numeric: 'always' }))
  for (const [unit, size] of units) {
    if (Math.abs(seconds) < size) continue
    // Tomorrow is the next day of the calendar, not whatever is more than 24 hours away.
    if (unit === 'day') return cached('ago in days', wordsForDays).format(daysBetween(now, value), unit)
    return format.format(Math.trunc(seconds / size), unit)
  }
  return cached('ago in seconds', wordsForDays).format(Math.trunc(seconds), 'second')
}

const wordsForDays = (language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
