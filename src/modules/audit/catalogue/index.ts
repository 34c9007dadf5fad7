/**
 * Every event that can be in the audit trail, by name. Its words for people are `event_<name>` in
 * messages/<language>/events.json; docs/guides/events.md and openapi.json are generated from here.
 *
 * A new event is an entry here, its words, and whoever writes it (`record_event` in SQL, `recordEvent` here).
 * test/engine/events.test.ts fails where one of them is missing.
 */
import { campaignEvents } from './campaigns.ts'
import { type Circle, circles, type EventDefinition } from './define.ts'
import { endpointEvents } from './endpoints.ts'
import { installationEvents } from './installation.ts'
import { moneyEvents } from './money.ts'
import { participationEvents } from './participations.ts'
import { productEvents } from './products.ts'
import { waitingEvents } from './waiting.ts'

const entries = {
  ...campaignEvents,
  ...participationEvents,
  ...moneyEvents,
  ...waitingEvents,
  ...productEvents,
  ...endpointEvents,
  ...installationEvents,
}

export type EventName = keyof typeof entries
export type EventMetadata<Name extends EventName> = (typeof entries)[Name]['example']

export const events: Record<EventName, EventDefinition> = entries
export const eventNames = Object.keys(entries) as EventName[]

/** None for what a later version has written. */
export function definitionOf(event: string): EventDefinition | undefined {
  return Object.hasOwn(events, event) ? events[event as EventName] : undefined
}

/** What may be told to those who stand as far in as this circle. What the catalogue does not know is told to operators alone. */
export function eventsSeenBy(circle: Circle, tellsMoney = true): EventName[] {
  return eventNames.filter(
    (name) =>
      circles.indexOf(events[name].seenBy) <= circles.indexOf(circle) &&
      (tellsMoney || !Object.hasOwn(moneyEvents, name)),
  )
}
