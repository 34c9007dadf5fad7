/** What an entry of the catalogue of events says, and the fields that several of them have. */
import { z } from 'zod'
import {
  type CampaignStatus,
  campaignStatus,
  type ParticipationStatus,
  participationStatus,
} from '../../../kernel/status.ts'

/** What an event can be about. */
export const subjects = [
  'campaign',
  'participation',
  'waiting_entry',
  'product',
  'seller',
  'endpoint',
  'installation',
] as const
export type Subject = (typeof subjects)[number]

/**
 * Who may read an event, from the outermost circle to the innermost; each sees what those before it see as well. `participant`:
 * buyers who have joined the campaign, and of an event about one participation its own buyer alone.
 */
export const circles = ['everybody', 'participant', 'seller', 'operator'] as const
export type Circle = (typeof circles)[number]

export interface EventDefinition<Shape extends z.ZodRawShape = z.ZodRawShape> {
  subject: Subject
  seenBy: Circle
  /** One sentence in the past tense. */
  description: string
  /** In the API's words: as events are read, not as they are stored. */
  metadata: z.ZodObject<Shape, z.core.$strict>
  example: z.input<z.ZodObject<Shape>>
}

export function event<const Shape extends z.ZodRawShape>({
  metadata,
  ...rest
}: Omit<EventDefinition<Shape>, 'metadata'> & { metadata: Shape }): EventDefinition<Shape> {
  return { ...rest, metadata: z.strictObject(metadata) }
}

export const count = z.int().min(0)
export const amount = z.int().min(0).describe("In the smallest unit in use of the campaign's currency")
export const time = z.iso.datetime({ offset: true })
/** What whoever did it said about it. */
export const reason = z.string().optional()
export const fields = z.array(z.string()).min(1).describe('What was changed; never what it was, or is')

/** What a participation orders of a campaign that sells items: units at one price. */
export const lines = z
  .array(z.strictObject({ item_id: z.string(), name: z.string(), units: count, unit_price: amount }))
  .min(1)

/** From one status of a campaign to another; where nothing is said, from any. */
export function campaignMoved<const To extends CampaignStatus>(from: readonly CampaignStatus[], ...to: To[]) {
  return { old_status: z.enum(from), new_status: z.enum(to) }
}

export function participationMoved<const To extends ParticipationStatus>(
  from: readonly ParticipationStatus[],
  ...to: To[]
) {
  return { quantity: count, amount, old_status: z.enum(from), new_status: z.enum(to), reason }
}

/** How each subject's statuses are called in the API; a subject that has none is not here. */
export const statusWordsOf: Partial<Record<Subject, { toApi(status: never): string | undefined }>> = {
  campaign: campaignStatus,
  participation: participationStatus,
}
