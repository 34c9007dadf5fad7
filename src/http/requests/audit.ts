/** What the audit explorer takes. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { eventNames, subjects } from '../../modules/audit/index.ts'
import { page, timeInQuery } from './fields.ts'
import { csvForm } from './files.ts'
import { text } from './texts.ts'

const filter = {
  event_id: z.coerce
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('The one event of that number'),
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
  params: later('validation_subject_whole'),
}
/** What else events are about may be named otherwise, as people are. */
const isNamed = ({ subject, subject_id }: Subject) =>
  (subject !== 'campaign' && subject !== 'participation') || z.guid().safeParse(subject_id).success
const byUuid = { path: ['subject_id'], params: later('validation_uuid') }

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
