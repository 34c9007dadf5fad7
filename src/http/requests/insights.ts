/** What the questions of sellers and operators about many campaigns take, and a run of the lifecycle. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { timeZones } from '../../modules/insights/index.ts'
import { page, time } from './fields.ts'

export const attentionQuery = z.object({
  unconfirmed_days: z.coerce
    .number()
    .int()
    .min(0)
    .max(90)
    .default(2)
    .describe('Reservations older than so many days are pointed out'),
  limit: page.limit.default(100),
  cursor: page.cursor.describe('`next` of the answer before'),
})

export const seriesQuery = z.object({
  days: z.coerce.number().int().min(1).max(90).default(30).describe('How many, today among them'),
  time_zone: z.enum(timeZones).default('Asia/Jakarta').describe('Where days begin'),
})
export const runBody = z
  .strictObject({
    dry_run: z.boolean().optional(),
    as_of: time.optional().describe('With `dry_run`: what would be done then, if nothing happened until then'),
  })
  .refine((body) => body.as_of === undefined || body.dry_run === true, {
    path: ['as_of'],
    params: later('validation_dry_run_only'),
  })
  .optional()
