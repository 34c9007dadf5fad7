/** What answers about webhooks are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { personName, reasonOut, timeOut } from '../../kernel/shapes.ts'

export const disabledReasons = ['switched_off', 'gone', 'failing', 'not_selling', 'maker_demoted'] as const

export const webhook = z
  .object({
    id: z.uuid(),
    seller_id: z.string().nullable().describe('Whose events it is told; null: of the whole installation'),
    seller_name: personName,
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()).describe('Names of events, as in `EventName`; empty: all'),
    status: z
      .enum(['working', 'failing', 'disabled'])
      .describe('`failing`: the last delivery failed; one at a time is tried until one succeeds'),
    enabled: z.boolean(),
    disabled_at: timeOut.nullable(),
    disabled_reason: z
      .enum(disabledReasons)
      .nullable()
      .describe(
        '`switched_off`: by somebody; `gone`: it answered 410; `failing`: nothing went through for days; `not_selling`: its seller was no seller any more; `maker_demoted`: who made it for the installation or another seller was no operator any more',
      ),
    failing_since: timeOut.nullable(),
    rests_until: timeOut.nullable().describe('When a failing endpoint is tried next, at the earliest'),
    waiting: z.int().min(0).describe('Deliveries that wait for it; counted up to 10,000'),
    old_secret_until: timeOut
      .nullable()
      .describe('Until then deliveries are signed with the secret before as well; null: no secret was rotated'),
    created_by: z.string(),
    created_by_name: personName,
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Webhook' })

export type Webhook = z.infer<typeof webhook>

export const webhookWithSecret = webhook
  .extend({
    secret: z
      .string()
      .nullable()
      .describe('`whsec_…`, what deliveries are signed with. Told now and never again; null in the answer to a repeat'),
  })
  .meta({ id: 'WebhookWithSecret' })

export const missedWebhooks = z
  .object({
    count: z.int().min(0).describe('How many deliveries are on their way because of it'),
    more: z.boolean().describe('Whether to ask again: no more than 10,000 are begun at a time'),
  })
  .meta({ id: 'MissedWebhooks' })

export type MissedWebhooks = z.infer<typeof missedWebhooks>

const webhookAttempt = z
  .object({
    at: timeOut,
    duration_ms: z.int().min(0),
    request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), body: z.string() }),
    status: z.int().nullable().describe('Of the answer; null where none came'),
    answer: z.string().nullable().describe('The first 2,000 bytes of its body'),
    error: z.string().nullable().describe('Why it counts as failed; null where it does not'),
    reason: reasonOut,
  })
  .meta({ id: 'WebhookAttempt' })

export const webhookDelivery = z
  .object({
    id: z.int(),
    webhook_id: z.string().describe('What its receiver gets as `webhook-id`; the same in every attempt'),
    type: z.string().describe('The name of an event, or `webhook_test`'),
    campaign_id: z.uuid().nullable(),
    participation_id: z.uuid().nullable(),
    state: z
      .enum(['pending', 'delivered', 'dead', 'discarded'])
      .describe('`dead`: given up; it can be sent again. `discarded`: nothing that this endpoint may be told'),
    next_attempt_at: timeOut.nullable().describe('While it is pending: when it is tried next, at the earliest'),
    created_at: timeOut,
    done_at: timeOut.nullable(),
    error: z.string().nullable().describe('What went wrong last'),
    reason: reasonOut,
    attempts: z.array(webhookAttempt).describe('Newest first; the newest 20'),
  })
  .meta({ id: 'WebhookDelivery' })

export type WebhookDelivery = z.infer<typeof webhookDelivery>
