/** What happens on waiting lists: somebody waits, and what comes free is held for them. Who they are an event does not say. */
import { z } from 'zod'
import { amount, count, event, participationMoved, reason, time } from './define.ts'

const place = z.string().describe('Lower comes first, as a decimal number')
const notFitting = z.enum([
  'insufficient_slots',
  'item_unavailable',
  'item_limit',
  'already_joined_limit',
  'below_min_per_buyer',
])
const entry = '0199a3f0-8e21-7c44-9f0a-3d5b7e1c2a92'
const offered = { quantity: 2, amount: 398_000 }

export const waitingEvents = {
  waiting_joined: event({
    subject: 'waiting_entry',
    seenBy: 'seller',
    description: 'A buyer began to wait for slots.',
    metadata: {
      quantity: count,
      place,
      on_behalf: z.literal(true).optional().describe('Somebody else did so for the buyer'),
    },
    example: { quantity: 2, place: '41' },
  }),
  waiting_changed: event({
    subject: 'waiting_entry',
    seenBy: 'seller',
    description: 'Somebody who waits changed their order: a smaller one keeps its place.',
    metadata: { quantity: count, old_quantity: count, place },
    example: { quantity: 1, old_quantity: 2, place: '41' },
  }),
  waiting_moved: event({
    subject: 'waiting_entry',
    seenBy: 'seller',
    description: 'Somebody was moved up on a waiting list, by its seller or an operator.',
    metadata: { place, old_place: place, reason: z.string() },
    example: { place: '39.5', old_place: '41', reason: 'Titip beli untuk ibunya yang sakit' },
  }),
  waiting_passed_over: event({
    subject: 'waiting_entry',
    seenBy: 'seller',
    description:
      'What came free went to others behind somebody, whose order it did not fit; they keep their place. Once for each order.',
    metadata: { quantity: count, cause: notFitting, free_slots: count },
    example: { quantity: 3, cause: 'insufficient_slots', free_slots: 1 },
  }),
  waiting_ended: event({
    subject: 'waiting_entry',
    seenBy: 'seller',
    description: 'Somebody who was offered nothing does not wait any more.',
    metadata: {
      quantity: count,
      cause: z
        .enum(['left', 'removed', 'item_unavailable', 'campaign_ended', 'erased'])
        .describe('`campaign_ended`: also where it settles'),
      reason,
    },
    example: { quantity: 2, cause: 'campaign_ended' },
  }),
  offers_stopped: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'Too little time is left for offers to those who wait: what is free is everybody’s.',
    metadata: { slots: count, waiting: count, deadline: time },
    example: { slots: 1, waiting: 4, deadline: '2026-11-28T05:00:00+00:00' },
  }),
  offer_made: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'Slots that came free are held for somebody who waited, until they claim or decline them.',
    metadata: {
      entry_id: z.uuid().describe('Of the entry of the waiting list'),
      ...{ quantity: count, amount, expires_at: time, place },
      free_slots: count.describe('How many were free before it'),
      passed: z.array(z.uuid()).describe('Entries before it that this many slots fitted, and a limit did not'),
    },
    example: {
      entry_id: entry,
      ...offered,
      expires_at: '2026-11-28T03:00:00+00:00',
      place: '41',
      free_slots: 2,
      passed: [],
    },
  }),
  offer_ends_soon: event({
    subject: 'participation',
    seenBy: 'participant',
    description:
      'An offer ends soon: a quarter of its time is left, an hour at most. Once for each, and for none that runs less than an hour.',
    metadata: { quantity: count, amount, expires_at: time },
    example: { ...offered, expires_at: '2026-11-28T03:00:00+00:00' },
  }),
  offer_declined: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'An offer was declined; it goes to the next who waits.',
    metadata: participationMoved(['reserved'], 'cancelled'),
    example: { ...offered, old_status: 'reserved', new_status: 'cancelled' },
  }),
  offer_expired: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'An offer was not claimed in time; it goes to the next who waits.',
    metadata: { ...participationMoved(['reserved'], 'cancelled'), due_at: time },
    example: { ...offered, old_status: 'reserved', new_status: 'cancelled', due_at: '2026-11-28T03:00:00+00:00' },
  }),
  offer_ended: event({
    subject: 'participation',
    seenBy: 'participant',
    description: 'An offer that nobody had claimed ended with its campaign.',
    metadata: participationMoved(['reserved'], 'cancelled'),
    example: { ...offered, old_status: 'reserved', new_status: 'cancelled' },
  }),
}
