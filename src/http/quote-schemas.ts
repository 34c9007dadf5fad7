/** What joining would come to, and what a campaign is to one person. */
import { z } from 'zod'
import { quoteReasons, viewerReasons } from '../modules/participations/index.ts'
import { personId, quantity } from './schemas.ts'

export const quoteBody = z.strictObject({ quantity })

export const quote = z
  .object({
    currency: z.string(),
    amount: z
      .int()
      .nullable()
      .describe('In the smallest unit of the currency; null where the campaign has not so many slots altogether'),
    quantity: z.int(),
    fits: z.boolean().describe('Whether somebody who holds no slots of it could join with so many now'),
    reason: z
      .enum(quoteReasons)
      .optional()
      .describe('Where it does not fit: the code that the join would be refused with'),
  })
  .meta({ id: 'Quote' })

export const viewerQuery = z.object({
  user_id: personId.optional().describe('Whom operators and services ask about; one’s own when left out'),
})

export const viewer = z
  .object({
    user_id: z.string(),
    may_edit: z.boolean().describe('Whether they may change the campaign'),
    may_join: z.boolean().describe('Whether they could join now, with the least that they would have to take'),
    reason: z
      .enum(viewerReasons)
      .optional()
      .describe('Where they could not: the code that the join would be refused with'),
    slots_held: z.int(),
    participation_ids: z.uuid().array().describe('Of the participations that hold them, the newest first'),
  })
  .meta({ id: 'Viewer' })
