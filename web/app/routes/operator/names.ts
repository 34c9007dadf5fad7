import type { AccessLogEntry } from '@sambatan/client'

/** Whom somebody names, as records do, and what the API says that they are called. */
type Told = [actor: string | null | undefined, name: string | undefined]

/** What people are called, by id, as an answer tells it beside them. Whoever is no person (`user:<id>`) is passed over. */
export function namesIn(told: Told[]): Record<string, string> {
  return Object.fromEntries(
    told.flatMap(([actor, name]) => (actor?.startsWith('user:') && name ? [[actor.slice(5), name]] : [])),
  )
}

/** Of those who acted, and whom it was about. */
export function namesInLog(entries: AccessLogEntry[]): Record<string, string> {
  return namesIn(
    entries.flatMap((one): Told[] => [
      [one.actor, one.actor_name],
      [one.person_id && `user:${one.person_id}`, one.person_name],
    ]),
  )
}
