/** What happens to participations: one buyer's claim on some slots. */
import { z } from 'zod'
import { amount, count, event, fields, lines, participationMoved, reason, time } from './define.ts'

const taken = { quantity: 2, amount: 398_000 }

export const participationEvents = {
  participant_joined: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A buyer reserved slots.',
    metadata: {
      quantity: count,
      amount,
      on_behalf: z.literal(true).optional().describe('Somebody else joined for the buyer: the seller, or an operator'),
      from_waiting_list: z.literal(true).optional().describe('By claiming what they had waited for'),
    },
    example: taken,
  }),
  participant_changed: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'The address or the note of a participation was changed (`fields`), or what it has ordered (the rest).',
    metadata: {
      fields: fields.optional(),
      quantity: count.optional(),
      amount: amount.optional(),
      old_quantity: count.optional(),
      old_amount: amount.optional(),
      lines: lines.optional().describe('What it orders now; missing where its campaign sells one thing at one price'),
      old_lines: lines.optional(),
      reason,
    },
    example: { ...taken, old_quantity: 1, old_amount: 199_000 },
  }),
  participant_confirmed: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A participation was confirmed: by its seller, an operator or a service, because all that is due was received, or because the campaign succeeded.',
    metadata: {
      ...participationMoved(['reserved'], 'confirmed'),
      cause: z.literal('paid').optional().describe('All that is due had been put on record'),
    },
    example: { ...taken, old_status: 'reserved', new_status: 'confirmed' },
  }),
  participant_cancelled: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A participation was cancelled; its slots are free again.',
    metadata: {
      ...participationMoved(['reserved', 'confirmed'], 'cancelled'),
      cause: z
        .literal('campaign_completed')
        .optional()
        .describe('Its campaign completed without what was not confirmed'),
    },
    example: { ...taken, old_status: 'reserved', new_status: 'cancelled', reason: 'Salah pesan' },
  }),
  hold_ends_soon: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A reservation ends soon: a quarter of its time is left, three hours at most. Once for each, and for none that had less than an hour.',
    metadata: { quantity: count, amount, hold_expires_at: time },
    example: { ...taken, hold_expires_at: '2026-11-28T03:00:00+00:00' },
  }),
  hold_expired: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A participation was not confirmed in time; its slots are free again.',
    metadata: {
      ...participationMoved(['reserved'], 'cancelled'),
      hold_expires_at: time
        .optional()
        .describe('Missing where its campaign settled and another system had given it none'),
      due_at: time.optional(),
    },
    example: {
      ...taken,
      old_status: 'reserved',
      new_status: 'cancelled',
      hold_expires_at: '2026-11-28T03:00:00+00:00',
      due_at: '2026-11-28T03:00:00+00:00',
    },
  }),
  participant_refunded: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A participation was called off: what was paid for it is owed back.',
    metadata: {
      ...participationMoved(['reserved', 'confirmed'], 'refunded'),
      cause: z.literal('items_dropped').optional().describe('Nothing of what it ordered is made'),
    },
    example: { ...taken, old_status: 'confirmed', new_status: 'refunded' },
  }),
  item_dropped: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'Items of a participation are not made: too few were ordered of them, though the campaign succeeded. What was paid for them is owed back.',
    metadata: {
      slots: count,
      amount,
      items: z.array(z.strictObject({ item_id: z.string(), name: z.string(), units: count })).min(1),
    },
    example: {
      slots: 2,
      amount: 370_000,
      items: [{ item_id: '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a90', name: '50 ml', units: 2 }],
    },
  }),
  participant_fulfilled: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A buyer has the goods.',
    metadata: participationMoved(['confirmed'], 'fulfilled'),
    example: { ...taken, old_status: 'confirmed', new_status: 'fulfilled' },
  }),
  participant_unfulfilled: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'An operator took back that a buyer has the goods.',
    metadata: participationMoved(['fulfilled'], 'confirmed'),
    example: { ...taken, old_status: 'fulfilled', new_status: 'confirmed', reason: 'Paketnya kembali ke penjual' },
  }),
}
