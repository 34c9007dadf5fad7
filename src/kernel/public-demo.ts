/** A public demonstration: when it is set back, and who signs in to it. */
import { onTheClock } from './zone.ts'

/** Everybody knows it: it opens accounts only where nobody but this machine comes, or where all is set back in a few hours. */
export const demoPassword = 'sambatan-demo'

/** Below `.test` no letter can arrive. */
export const demoDomain = 'demo.sambatan.test'

export function isDemoAddress(address: string): boolean {
  return address.toLowerCase().endsWith(`@${demoDomain}`)
}

/** Who can sign in, as starts and pages show it: an operator, a seller, a buyer. */
export const demoAccounts = [`operator@${demoDomain}`, `rumah-melati@${demoDomain}`, `rani@${demoDomain}`]

/** Into so many parts a day divides, so that it is set back at the same times each day. */
export const resetHours = [1, 2, 3, 4, 6, 8, 12, 24]

/** The last moment at which it was to be set back: every so many hours, counted from midnight on the clock of the zone. */
export function lastReset(now: Date, everyHours: number): Date {
  return new Date(now.getTime() - (onTheClock(now).getTime() % (everyHours * 3_600_000)))
}

export function nextReset(now: Date, everyHours: number): Date {
  return new Date(lastReset(now, everyHours).getTime() + everyHours * 3_600_000)
}
