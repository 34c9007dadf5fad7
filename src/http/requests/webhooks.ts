/** What requests about webhooks hold. */
import { z } from 'zod'
import { eventNames } from '../../modules/audit/index.ts'
import { ownerId, page, time } from './fields.ts'
import { idOr, line, text } from './texts.ts'

const url = line()
  .pipe(z.string().min(1).max(2_000))
  .describe('https outside development; a public address, unless the installation allows others')
  .meta({ examples: ['https://toko.example/sambatan'] })
const events = z
  .array(z.enum(eventNames as [string, ...string[]]))
  .max(eventNames.length)
  .transform((names) => [...new Set(names)])
  .describe('Which events it is told of; none named: of all')
const description = text(0, 200)

export const webhookParams = z.object({ id: idOr('webhook_not_found') })
export const deliveryParams = z.object({
  id: idOr('webhook_not_found'),
  delivery_id: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'webhook_delivery_not_found')
    .transform(Number),
})
export const webhooksQuery = z.object({
  ...page,
  seller_id: ownerId.optional().describe('Whose; left out: of a seller their own, otherwise all'),
})
export const newWebhook = z.strictObject({
  url,
  events: events.default([]),
  description: description.default(''),
  seller_id: ownerId.optional().describe('Left out: of a seller their own events, otherwise of the whole installation'),
})
export const missedBody = z.strictObject({
  since: time.describe('What happened from then on; of the last 30 days'),
})
export const webhookPatch = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  description: description.optional(),
  enabled: z.boolean().optional(),
})
