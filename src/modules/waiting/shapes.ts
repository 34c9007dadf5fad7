/** What answers about waiting lists are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { ofParticipants, viewer as seen } from '../participations/index.ts'

const outcomes = [
  'claimed',
  'declined',
  'expired',
  'left',
  'removed',
  'item_unavailable',
  'campaign_ended',
  'erased',
] as const

/** Somebody's place on the waiting list of a campaign. */
export const waitingEntry = z
  .object({
    id: z.uuid(),
    campaign_id: z.uuid(),
    user_id: z.string(),
    lines: z.object({ item_id: z.uuid(), name: z.string(), units: z.int() }).array(),
    quantity: z.int().describe('The slots of its lines: all of them, or none'),
    position: z.int().nullable().describe('1: the first of those who wait; null of who does not wait any more'),
    slots_ahead: z.int().nullable().describe('How many slots those before it wait for'),
    offer: z
      .object({ participation_id: z.uuid(), expires_at: timeOut })
      .nullable()
      .describe('What is held for it, to be claimed or declined'),
    passed_over: z
      .object({ reason: z.string(), at: timeOut })
      .nullable()
      .describe('Why what came free went to others behind it: the code that a join would be refused with'),
    moved_ahead: z
      .object({ reason: z.string(), at: timeOut })
      .array()
      .describe('Who was moved up past it: when, and why, the last first'),
    outcome: z.enum(outcomes).nullable().describe('What became of it; null while it waits'),
    on_behalf: z.boolean().describe('Whether somebody else waits for the buyer'),
    shipping_address: z.string().optional().describe(ofParticipants),
    note: z.string().nullable().optional().describe(ofParticipants),
    buyer_name: z.string().nullable().optional().describe(`Null where nobody told us a name. ${ofParticipants}`),
    created_at: timeOut,
    ended_at: timeOut.nullable(),
  })
  .meta({ id: 'WaitingEntry' })

/** Whole: what a scope does not reach is left out of the answer at the door. */
export type WaitingEntry = Required<z.infer<typeof waitingEntry>>

/** What a campaign is to one person. */
export const viewer = seen
  .extend({
    waiting: z
      .object({
        entry_id: z.uuid(),
        position: z.int().nullable().describe('1: the first of those who wait; null: something is offered to them'),
        slots_ahead: z.int().nullable(),
        offer: z.object({ participation_id: z.uuid(), expires_at: timeOut }).nullable(),
      })
      .nullable()
      .describe('Their place on the waiting list; null: they do not wait'),
    next_place: z
      .object({ position: z.int(), slots_ahead: z.int() })
      .nullable()
      .describe('The place that they would get if they began to wait now; null where nobody waits, or they do already'),
  })
  .meta({ id: 'Viewer' })
