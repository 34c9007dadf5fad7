/** Times on the clocks of the zone that pages are written for. */
import { timeZone } from '../../src/kernel/zone.ts'

export type Time = string | number | Date

const localTime = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })

/** The value of an `<input type="datetime-local">` in the zone of the pages. */
export function localInput(value: Time): string {
  return localTime.format(new Date(value)).replace(' ', 'T')
}

/** What was typed into such an input, or between a day and an hour with a space, as a UTC ISO time; undefined when it is no time. */
export function fromLocalInput(typed: string): string | undefined {
  const value = typed.replace(' ', 'T')
  // A year that is not typed out yet is one of the first thousand, and after the last of four digits comes none.
  if (!/^2\d{3}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)) return undefined
  const asUtc = new Date(`${value}${value.length === 16 ? ':00' : ''}Z`)
  if (Number.isNaN(asUtc.getTime())) return undefined
  // The zone's distance from UTC at that moment; Jakarta has had one since 1964, other zones are found all the same.
  const minute = new Date(`${value.slice(0, 16)}:00Z`).getTime()
  const distance = new Date(`${localInput(minute)}:00Z`).getTime() - minute
  const time = new Date(asUtc.getTime() - distance)
  // There is no 30 February; JavaScript takes it for the second of March.
  return localInput(time) === value.slice(0, 16) ? time.toISOString() : undefined
}

/** How many days of the calendar lie between. */
export function daysBetween(from: Time, to: Time): number {
  const day = (value: Time) => Date.parse(localInput(value).slice(0, 10))
  return Math.round((day(to) - day(from)) / 86_400_000)
}
