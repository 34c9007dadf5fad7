/** Events of the audit trail as answers have them, and what the audit explorer takes. */
import { z } from 'zod'
import { eventNames, events, subjects } from '../modules/audit/index.ts'
import { csvForm } from './file-schemas.ts'
import { page, personName, timeInQuery, timeOut } from './schemas.ts'
import { text } from './text-schemas.ts'

/** Described by the catalogue, and not held to it: a node tells of what a later version has written as well. */
export const eventName = z.string().meta({
  id: 'EventName',
  description: 'What happened; later versions know more',
  enum: eventNames,
})

/** What the events hold, by their names, for the document alone. */
z.object(Object.fromEntries(eventNames.map((name) => [name, z.object(events[name].metadata.shape)]))).meta({
  id: 'EventMetadata',
  description: 'By the name of an event: what its `metadata` holds',
})

export const eventMetadata = z.record(z.string(), z.unknown()).meta({
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
export const campaignLog = auditEvent
  .extend({
    campaign_id: z.uuid(),
    buyer_id: z.string().nullable().describe('Whose participation it is about; null for what is about none'),
    buyer_name: z.string().nullable().describe('What they are called; null where nobody told us a name'),
  })
  .meta({ id: 'CampaignLog' })
export const auditEntry = auditEvent
  .extend({
    id: z.int().describe('Grows with time within a campaign'),
    campaign_title: z.string().nullable(),
    campaign_slug: z.string().nullable(),
    currency: z.string().nullable().describe('What amounts in `metadata` are counted in'),
    actor_name: personName,
  })
  .meta({ id: 'AuditEntry' })

const filter = {
  campaign_id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,100}$/)
    .optional()
    .describe('id or slug'),
  subject: z.enum(subjects).optional().describe('What events are about; together with `subject_id`'),
  subject_id: text(1, 128).optional(),
  event: z.enum(eventNames).optional(),
  actor: text(1, 160).optional().describe('As events record it: `user:<id>`, `machine:service`, `scheduler`, …'),
  from: timeInQuery.optional().describe('From this time on'),
  to: timeInQuery.optional().describe('Before this time'),
}

interface Subject {
  subject?: (typeof subjects)[number] | undefined
  subject_id?: string | undefined
}

const isWhole = ({ subject, subject_id }: Subject) => (subject === undefined) === (subject_id === undefined)
const together = {
  path: ['subject_id'],
  params: {
    id: 'Isi subject dan subject_id bersama-sama, atau kosongkan keduanya.',
    en: 'Give subject and subject_id together, or neither.',
  },
}
/** What else events are about may be named otherwise, as people are. */
const isNamed = ({ subject, subject_id }: Subject) =>
  (subject !== 'campaign' && subject !== 'participation') || z.guid().safeParse(subject_id).success
const byUuid = { path: ['subject_id'], params: { id: 'Harus berupa UUID.', en: 'Must be a UUID.' } }

const exported = { ...filter, lang: z.enum(['id', 'en']).optional() }

export const auditQuery = z
  .object({ ...page, ...filter })
  .refine(isWhole, together)
  .refine(isNamed, byUuid)
export const auditExportQuery = z.object(exported).refine(isWhole, together).refine(isNamed, byUuid)
export const auditCsvQuery = z
  .object({ ...exported, ...csvForm })
  .refine(isWhole, together)
  .refine(isNamed, byUuid)
