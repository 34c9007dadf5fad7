/** What requests about notifications hold. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { topics } from '../../modules/notifications/index.ts'
import { page } from './fields.ts'

const eventId = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

export const inboxQuery = z.object({
  ...page,
  unread: z.stringbool().optional().describe('Only those that have not been read'),
  topic: z.enum(topics).optional(),
})

export const readBody = z
  .strictObject({
    ids: z.array(eventId).min(1).max(100).optional(),
    up_to: eventId.optional().describe('`last_event_id` of the newest that was seen: all up to it'),
  })
  .refine(({ ids, up_to }) => (ids === undefined) !== (up_to === undefined), {
    path: ['ids'],
    params: later('validation_ids_or_up_to'),
  })
