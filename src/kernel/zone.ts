/**
 * The one zone of everything that people read: pages, what they refuse, files and pictures, in every language, so that no
 * two of them differ by hours that nobody named. Programs get UTC. Also for the scripts of pages, so it imports nothing.
 */
export const timeZone = 'Asia/Jakarta'
/** As everybody there calls it; what shows a time shows this as well. */
export const timeZoneName = 'WIB'

/** Jakarta has no summer time, and has not moved since 1964. */
const hoursFromUtc = 7

/** A time whose UTC fields read as the clock of the zone. */
export function onTheClock(time: Date): Date {
  return new Date(time.getTime() + hoursFromUtc * 3_600_000)
}

/** `2026-11-28 19:00:00`, as tables have it under a head that names the zone. */
export function clockText(time: Date): string {
  return onTheClock(time).toISOString().slice(0, 19).replace('T', ' ')
}
