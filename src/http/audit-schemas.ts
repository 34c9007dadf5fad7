/** What the audit explorer takes and gives. */
import { z } from 'zod'
import { csvForm } from './file-schemas.ts'
import { campaignLog, page, timeInQuery } from './schemas.ts'
import { formed, text } from './text-schemas.ts'

const filter = {
  campaign_id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,100}$/)
    .optional()
    .describe('id or slug'),
  event: formed(/^[a-z_]{3,64}$/, {
    id: 'Harus nama peristiwa, misalnya campaign_failed.',
    en: 'Must be the name of an event, for example campaign_failed.',
  }).optional(),
  actor: text(1, 160).optional().describe('As events record it: `user:<id>`, `machine:service`, `scheduler`, …'),
  from: timeInQuery.optional().describe('From this time on'),
  to: timeInQuery.optional().describe('Before this time'),
}

export const auditQuery = z.object({ ...page, ...filter })
export const auditExportQuery = z.object({ ...filter, lang: z.enum(['id', 'en']).optional() })
export const auditCsvQuery = auditExportQuery.extend(csvForm)
export const auditEntry = campaignLog
  .extend({
    id: z.int().describe('Grows with time within a campaign'),
    campaign_title: z.string().nullable(),
    campaign_slug: z.string().nullable(),
    currency: z.string().nullable().describe('What amounts in `metadata` are counted in'),
  })
  .meta({ id: 'AuditEntry' })
