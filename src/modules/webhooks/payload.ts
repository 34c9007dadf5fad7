/** What a delivery says: `{type, timestamp, data}`, in the API's words. */
import { type AuditEvent, definitionOf, eventsSeenBy, presentEvent } from '../audit/index.ts'

/** The name of what is sent to see whether an endpoint works. No event is called so. */
export const testType = 'webhook_test'

type EventRow = Parameters<typeof presentEvent>[0]

export interface WebhookBody {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

/** A participation's event says whose by its id alone, as all events do: nothing here is about a person. */
export function bodyOf(row: EventRow): WebhookBody {
  return bodyOfEvent(presentEvent(row))
}

export function bodyOfEvent({ event, timestamp, campaign_id, subject, subject_id, metadata }: AuditEvent): WebhookBody {
  const { participation_id, ...own } = metadata
  const isAboutOther = subject !== 'campaign' && subject !== 'participation'
  return {
    type: event,
    timestamp,
    data: {
      campaign_id,
      ...(participation_id === undefined ? {} : { participation_id }),
      ...(isAboutOther ? { subject, subject_id } : {}),
      metadata: own,
    },
  }
}

export function testBody(at: Date): WebhookBody {
  return {
    type: testType,
    timestamp: at.toISOString(),
    data: { campaign_id: null, metadata: { message: 'A test from Sambatan. Nothing has happened.' } },
  }
}

/** What an endpoint can ask for: those of a seller get nothing that only operators may see. */
export function eventsFor(sellerId: string | null): string[] {
  return eventsSeenBy(sellerId === null ? 'operator' : 'seller')
}

/** `unknown`: a later version wrote it, and knows who may see it. */
export function mayBeTold(event: string, sellerId: string | null): 'yes' | 'no' | 'unknown' {
  if (sellerId === null || eventsFor(sellerId).includes(event)) return 'yes'
  return definitionOf(event) === undefined ? 'unknown' : 'no'
}
