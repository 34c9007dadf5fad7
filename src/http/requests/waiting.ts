/** What requests about waiting lists hold. */
import { z } from 'zod'
import { personId, reasonText } from './fields.ts'
import { isOrder, joinBody, onceOrder, order } from './participations.ts'
import { idOr } from './texts.ts'

export const entryParams = z.object({
  id: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,100}$/, 'campaign_not_found')
    .describe('id or slug of the campaign'),
  entry: idOr('waiting_entry_not_found'),
})

const { user_id, shipping_address, note } = joinBody.shape

export const waitBody = z.strictObject({ user_id, ...order, shipping_address, note }).refine(isOrder, onceOrder)
export const entryBody = z.strictObject(order).refine(isOrder, onceOrder)
export const moveBody = z.strictObject({
  before: z.guid().nullable().describe('The entry that it is to stand before; null: before everybody'),
  reason: reasonText.describe('Shown to those who are passed'),
})
export const myPlacesQuery = z.object({
  mine: z.string().optional(),
  user_id: personId.optional().describe('Whose, for a service or an operator'),
  campaign_id: z.uuid().optional().describe('In this campaign only'),
})
