/** What requests about notifications hold. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { channels, isPushKey, topics } from '../../modules/notifications/index.ts'
import { page } from './fields.ts'
import { personParams } from './people.ts'
import { idOr, text } from './texts.ts'

const id = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

export const inboxQuery = z.object({
  ...page,
  unread: z.stringbool().optional().describe('Only those that have not been read'),
  topic: z.enum(topics).optional(),
})

export const readBody = z
  .strictObject({
    ids: z.array(id).min(1).max(100).optional(),
    up_to: id.optional().describe('`last_event_id` of the newest that was seen: all up to it'),
  })
  .refine(({ ids, up_to }) => (ids === undefined) !== (up_to === undefined), {
    path: ['ids'],
    params: later('validation_ids_or_up_to'),
  })

export const pushParams = personParams.extend({ browser_id: idOr('push_browser_not_found') })

/** As `PushSubscription.toJSON()` has it. */
export const newPushBrowser = z.strictObject({
  endpoint: z.string().min(1).max(1000).describe('Of the push service that the browser has chosen'),
  expirationTime: z.number().nullable().optional().describe('Not kept: a push service says when one is over'),
  keys: z.strictObject({
    p256dh: z.string().refine(isPushKey).describe('A point of P-256, in base64url'),
    auth: z
      .string()
      .regex(/^[\w-]{22}(==)?$/)
      .describe('16 bytes, in base64url'),
  }),
})

export const preferencesPatch = z.strictObject({
  preferences: z
    .array(z.strictObject({ topic: z.enum(topics), channel: z.enum(channels), wanted: z.boolean() }))
    .max(topics.length * channels.length)
    .describe('Those to be changed; where one is named twice, the last counts'),
})

const token = text(1, 1000).describe('Of the link in a letter')

export const subscriptionQuery = z.object({ token })

export const subscriptionBody = z.strictObject({
  token,
  wanted: z.boolean().default(false).describe('To have them sent again'),
})
