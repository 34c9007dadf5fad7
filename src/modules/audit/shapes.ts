/** What answers about events are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { personName, timeOut } from '../../kernel/shapes.ts'
import { eventNames, events } from './catalogue/index.ts'

/** Described by the catalogue, and not held to it: a node tells of what a later version has written as well. */
const eventName = z.string().meta({
  id: 'EventName',
  description: 'What happened; later versions know more',
  enum: eventNames,
})

/** What the events hold, by their names, for the document alone. */
z.object(Object.fromEntries(eventNames.map((name) => [name, z.object(events[name].metadata.shape)]))).meta({
  id: 'EventMetadata',
  description: 'By the name of an event: what its `metadata` holds',
})

/** Never personal data. */
const eventMetadata = z.record(z.string(), z.unknown()).meta({
  description: 'What it holds is in `EventMetadata`, by the name of the event',
  'x-by-event': { $ref: '#/components/schemas/EventMetadata' },
})

export const auditEvent = z
  .object({
    campaign_id: z.uuid().nullable().describe('Null for what is about no campaign'),
    subject: z.string().describe('What it is about: `campaign`, `participation`, …'),
    subject_id: z.string(),
    event: eventName,
    timestamp: timeOut,
    metadata: eventMetadata,
    actor: z.string(),
  })
  .meta({ id: 'AuditEvent' })

export type AuditEvent = z.infer<typeof auditEvent>

/** In the log that its seller reads, with whose participation it is about. */
export const campaignLog = auditEvent
  .extend({
    campaign_id: z.uuid(),
    buyer_id: z.string().nullable().describe('Whose participation it is about; null for what is about none'),
    buyer_name: z.string().nullable().describe('What they are called; null where nobody told us a name'),
  })
  .meta({ id: 'CampaignLog' })

export type CampaignLog = z.infer<typeof campaignLog>

/** As the audit explorer finds it. */
export const auditEntry = auditEvent
  .extend({
    id: z.int().describe('Grows with time within a campaign'),
    campaign_title: z.string().nullable(),
    campaign_slug: z.string().nullable(),
    currency: z.string().nullable().describe('What amounts in `metadata` are counted in'),
    actor_name: personName,
  })
  .meta({ id: 'AuditEntry' })

export type AuditEntry = z.infer<typeof auditEntry>

export const timelineEntry = z
  .object({
    campaign_id: z.uuid(),
    participation_id: z.uuid().nullable().describe('Null for what happened to the campaign'),
    event: eventName,
    timestamp: timeOut,
    metadata: eventMetadata,
    // `other`: somebody of the marketplace's staff, or, where a campaign filled, another buyer.
    actor: z
      .enum(['buyer', 'seller', 'scheduler', 'service', 'other'])
      .describe('What whoever did it is to this participation'),
    recorded_actor: z
      .string()
      .optional()
      .describe('Who did it, as the audit trail has it; told to those who may read that'),
    actor_name: personName,
  })
  .meta({ id: 'TimelineEntry' })

export type TimelineEntry = z.infer<typeof timelineEntry>
