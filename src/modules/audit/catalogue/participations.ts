/** What happens to participations: one buyer's claim on some slots. */
import { z } from 'zod'
import { amount, count, event, fields, participationMoved, time } from './define.ts'

const taken = { quantity: 2, amount: 398_000 }

export const participationEvents = {
  participant_joined: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A buyer reserved slots.',
    metadata: {
      quantity: count,
      amount,
      on_behalf: z.literal(true).optional().describe('An operator joined for the buyer'),
    },
    example: taken,
  }),
  participant_changed: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'The address or the note of a reserved participation was changed.',
    metadata: { fields },
    example: { fields: ['shipping_address'] },
  }),
  participant_confirmed: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'A participation was confirmed: by its seller, an operator or a service, or because the campaign succeeded.',
    metadata: participationMoved(['reserved'], 'confirmed'),
    example: { ...taken, old_status: 'reserved', new_status: 'confirmed' },
  }),
  participant_cancelled: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A reserved participation was cancelled; its slots are free again.',
    metadata: participationMoved(['reserved'], 'cancelled'),
    example: { ...taken, old_status: 'reserved', new_status: 'cancelled', reason: 'Salah pesan' },
  }),
  hold_expired: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A participation was not confirmed in time; its slots are free again.',
    metadata: { ...participationMoved(['reserved'], 'cancelled'), hold_expires_at: time, due_at: time },
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
    metadata: participationMoved(['reserved', 'confirmed'], 'refunded'),
    example: { ...taken, old_status: 'confirmed', new_status: 'refunded' },
  }),
  participant_fulfilled: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'A buyer has the goods.',
    metadata: participationMoved(['confirmed'], 'fulfilled'),
    example: { ...taken, old_status: 'confirmed', new_status: 'fulfilled' },
  }),
}
