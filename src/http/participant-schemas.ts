/** What reading and changing one participation takes and gives, and what sellers do with many. */
import { z } from 'zod'
import { participationStatus } from '../kernel/status.ts'
import { timelineOrders } from '../modules/audit/index.ts'
import { participantSorts } from '../modules/participations/index.ts'
import { eventMetadata, eventName } from './audit-schemas.ts'
import { csvForm } from './file-schemas.ts'
import { page, participation, participationWithCampaign, personName, statusList, timeOut } from './schemas.ts'
import { lines, text } from './text-schemas.ts'

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
export const participantCounts = z
  .object({ reserved: z.int(), confirmed: z.int(), cancelled: z.int(), refunded: z.int(), fulfilled: z.int() })
  .meta({ id: 'ParticipantCounts' })

/** Who takes part, beside what they take. */
const buyer = {
  buyer_name: z.string().nullable().describe('Null where nobody told us a name'),
  buyer_phone: z
    .string()
    .nullable()
    .describe("E.164, as the buyer's profile has it now; null where nobody told us a number"),
}

export const participant = participation.extend(buyer).meta({ id: 'Participant' })

export const manyBody = z.strictObject({ ids: z.array(z.guid()).min(1).max(500) })
const refusedOfMany = z.array(z.object({ id: z.uuid(), code: z.string(), detail: z.string() }))
export const confirmedMany = z
  .object({
    confirmed: z.array(z.uuid()).describe('Those that are confirmed now, also if they were before'),
    refused: refusedOfMany,
  })
  .meta({ id: 'ConfirmedMany' })
export const fulfilledMany = z
  .object({
    fulfilled: z.array(z.uuid()).describe('Those that are received now, also if they were before'),
    refused: refusedOfMany,
  })
  .meta({ id: 'FulfilledMany' })

export const participationDetail = participationWithCampaign.extend(buyer).meta({ id: 'ParticipationDetail' })
export const participationPatch = z.strictObject({
  shipping_address: lines(10, 240).optional(),
  note: lines(0, 160).nullable().optional(),
})
export const timelineQuery = z.object({
  ...page,
  order: z.enum(timelineOrders).default('oldest').describe('What comes first'),
})
export const timelineEntry = z
  .object({
    campaign_id: z.uuid(),
    participation_id: z.uuid().nullable().describe('Null for what happened to the campaign'),
    event: eventName,
    timestamp: timeOut,
    metadata: eventMetadata,
    actor: z
      .enum(['buyer', 'seller', 'scheduler', 'service', 'other'])
      .describe('What whoever did it is to this participation'),
    recorded_actor: z
      .string()
      .optional()
      .describe('Who did it, as the audit trail has it; told to those who may read that'),
    actor_name: personName,
  })
  .meta({ id: 'TimelineEntry' })
