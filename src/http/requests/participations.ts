/** What joining, reading and changing one participation takes, and what sellers do with many. */
import { z } from 'zod'
import { participationStatus } from '../../kernel/status.ts'
import { timelineOrders } from '../../modules/audit/index.ts'
import { participantSorts } from '../../modules/participations/index.ts'
import { page, personId, quantity, statusList } from './fields.ts'
import { csvForm } from './files.ts'
import { lines, text } from './texts.ts'

const filter = {
  status: statusList(participationStatus.values),
  q: text(1, 100)
    .optional()
    .describe(
      "Words of the buyer's name or id, of the address or the note, or their beginnings: all of them; or part of a phone number",
    ),
  sort: z
    .enum(participantSorts)
    .default('newest')
    .describe('`quantity`: the largest first; `name`: by name, or by id where there is none'),
}

export const participantQuery = z.object({ ...page, ...filter })
export const exportQuery = z.object({
  ...filter,
  ended: z
    .stringbool()
    .default(false)
    .describe('Also those who were cancelled or refunded; without it only where `status` asks for them'),
  lang: z.enum(['id', 'en']).optional().describe('Of headers and words; as Accept-Language says when left out'),
})
export const csvQuery = exportQuery.extend(csvForm)
export const countQuery = z.object({ q: filter.q })
export const manyBody = z.strictObject({ ids: z.array(z.guid()).min(1).max(500) })
export const joinBody = z.strictObject({
  user_id: personId.optional().meta({ examples: ['buyer-1'] }),
  quantity,
  shipping_address: lines(10, 240).meta({ examples: ['Jl. Melati No. 5, Sleman, DI Yogyakarta 55281'] }),
  note: lines(0, 160).nullable().optional(),
})
export const myParticipationsQuery = z.object({
  ...page,
  mine: z.string().optional(),
  user_id: personId.optional().describe('Whose, for a service or an operator'),
  campaign_id: z.uuid().optional().describe('In this campaign only'),
  status: statusList(participationStatus.values),
})

export const participationPatch = z.strictObject({
  shipping_address: lines(10, 240).optional(),
  note: lines(0, 160).nullable().optional(),
})
export const timelineQuery = z.object({
  ...page,
  order: z.enum(timelineOrders).default('oldest').describe('What comes first'),
})

// Before joining

export const quoteBody = z.strictObject({ quantity })
export const viewerQuery = z.object({
  user_id: personId.optional().describe('Whom operators and services ask about; one’s own when left out'),
})
