/** What answers about notifications are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'

export const deadLetterSources = ['event', 'notification', 'webhook'] as const
export type DeadLetterSource = (typeof deadLetterSources)[number]

export const deadLetter = z
  .object({
    source: z
      .enum(deadLetterSources)
      .describe(
        '`event`: nobody was told of it; `notification`: one person was not, by one channel; `webhook`: one endpoint was not',
      ),
    id: z.int().describe('Among those of its source'),
    what: z.string().describe('The name of the event, or the kind of notification'),
    channel: z.string().nullable(),
    recipient: z.string().nullable().describe('The id of a person, or the address of an endpoint'),
    event_id: z.int().nullable(),
    campaign_id: z.uuid().nullable(),
    attempts: z.int(),
    since: timeOut,
    error: z.string().nullable().describe('Why the last attempt failed'),
  })
  .meta({ id: 'DeadLetter' })

export type DeadLetter = z.infer<typeof deadLetter>

export const settledDeadLetters = z.object({ settled: z.int().describe('How many') }).meta({ id: 'SettledDeadLetters' })
