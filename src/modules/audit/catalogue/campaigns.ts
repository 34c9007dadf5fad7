/** What happens to campaigns. */
import { z } from 'zod'
import { amount, campaignMoved, count, event, fields, reason, time } from './define.ts'

/** How far the group had come when its campaign ended. */
const ending = {
  slots: count,
  minimum_slots: count,
  total_slots: count,
  participants: count.describe('Participations that held slots'),
}
const dueAt = time.optional().describe('When it had fallen due, where it had')
const exampleOfEnding = { slots: 8, minimum_slots: 6, total_slots: 10, participants: 5 }
const photo = { photo_id: z.uuid(), position: count }
const exampleOfPhoto = { photo_id: '0199a3f2-5b1c-7e44-9d0a-3f6f1c2b8a10', position: 0 }

export const campaignEvents = {
  campaign_created: event({
    subject: 'campaign',
    seenBy: 'seller',
    description: 'A seller began a draft.',
    metadata: { title: z.string(), total_slots: count },
    example: { title: 'Melati Senja, batch 2', total_slots: 10 },
  }),
  campaign_updated: event({
    subject: 'campaign',
    seenBy: 'participant',
    description: 'What a campaign says was changed, or the order or words of its photos.',
    metadata: { fields },
    example: { fields: ['title', 'description'] },
  }),
  campaign_photo_added: event({
    subject: 'campaign',
    seenBy: 'participant',
    description: 'A campaign got a photo.',
    metadata: photo,
    example: exampleOfPhoto,
  }),
  campaign_photo_removed: event({
    subject: 'campaign',
    seenBy: 'participant',
    description: 'A campaign lost a photo.',
    metadata: photo,
    example: exampleOfPhoto,
  }),
  campaign_published: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'A draft was shown to the public: open at once, or scheduled.',
    metadata: { deadline: time, ...campaignMoved(['inactive'], 'scheduled', 'active') },
    example: { deadline: '2026-12-05T10:00:00+00:00', old_status: 'inactive', new_status: 'active' },
  }),
  campaign_opened: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'A scheduled campaign began to take participants.',
    metadata: { due_at: time, ...campaignMoved(['scheduled'], 'active') },
    example: { due_at: '2026-11-28T02:00:00+00:00', old_status: 'scheduled', new_status: 'active' },
  }),
  campaign_full: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'The last slot was taken.',
    metadata: { slots: count, ...campaignMoved(['active'], 'full') },
    example: { slots: 10, old_status: 'active', new_status: 'full' },
  }),
  campaign_nearly_full: event({
    subject: 'campaign',
    seenBy: 'seller',
    description:
      'A fifth of the slots or less is left. Once in the life of a campaign, and not where the last slots went at once.',
    metadata: { slots: count.describe('That are taken'), total_slots: count, minimum_slots: count },
    example: { slots: 8, total_slots: 10, minimum_slots: 6 },
  }),
  campaign_reopened: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'Slots of a full campaign became free again.',
    metadata: { slots: count.describe('That became free'), ...campaignMoved(['full'], 'active') },
    example: { slots: 2, old_status: 'full', new_status: 'active' },
  }),
  campaign_extended: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'A campaign got a later deadline.',
    metadata: {
      old_deadline: time,
      new_deadline: time,
      leave_until: time.optional().describe('Until then whoever had joined may leave, also if confirmed'),
      reason,
    },
    example: {
      old_deadline: '2026-12-05T10:00:00+00:00',
      new_deadline: '2026-12-12T10:00:00+00:00',
      leave_until: '2026-12-05T10:00:00+00:00',
    },
  }),
  deadline_near: event({
    subject: 'campaign',
    seenBy: 'seller',
    description:
      'The deadline of a campaign is a day or an hour away. Each once for a deadline; a campaign that is shorter than two days or two hours has none.',
    metadata: {
      hours_left: z.union([z.literal(24), z.literal(1)]).describe('At most: after an outage it may be less'),
      deadline: time,
      slots: count.describe('That count toward the goal'),
      minimum_slots: count,
      total_slots: count,
      slots_confirmed: count,
      slots_reserved: count.describe('Not confirmed yet'),
      due_at: time,
    },
    example: {
      hours_left: 24,
      deadline: '2026-12-05T10:00:00+00:00',
      slots: 4,
      minimum_slots: 6,
      total_slots: 10,
      slots_confirmed: 4,
      slots_reserved: 2,
      due_at: '2026-12-04T10:00:00+00:00',
    },
  }),
  campaign_settling: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'The deadline of a campaign passed while some of its slots were reserved only: they are waited for.',
    metadata: { slots_confirmed: count, slots_reserved: count, settles_until: time, due_at: time },
    example: {
      slots_confirmed: 6,
      slots_reserved: 2,
      settles_until: '2026-12-06T10:00:00+00:00',
      due_at: '2026-12-05T10:00:00+00:00',
    },
  }),
  campaign_completed: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'A campaign succeeded: the batch is made.',
    metadata: { ...ending, due_at: dueAt, ...campaignMoved(['active', 'full'], 'completed') },
    example: {
      ...exampleOfEnding,
      due_at: '2026-12-05T10:00:00+00:00',
      old_status: 'active',
      new_status: 'completed',
    },
  }),
  price_settled: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description:
      'A campaign succeeded with so many slots that some pay less than they had agreed to: by its volume prices, the same for all.',
    metadata: {
      slots: count.describe('That completed: by them the volume price is chosen'),
      amount: amount.describe('What they pay less, all together'),
      participations: count.describe('That pay less'),
    },
    example: { slots: 50, amount: 450_000, participations: 23 },
  }),
  campaign_failed: event({
    subject: 'campaign',
    seenBy: 'everybody',
    description: 'A campaign missed its goal: what was paid is owed back.',
    metadata: { ...ending, due_at: dueAt, ...campaignMoved(['active', 'full'], 'failed') },
    example: {
      ...exampleOfEnding,
      slots: 3,
      participants: 2,
      due_at: '2026-12-05T10:00:00+00:00',
      old_status: 'active',
      new_status: 'failed',
    },
  }),
  campaign_cancelled: event({
    subject: 'campaign',
    seenBy: 'participant',
    description: 'A campaign was stopped: what was paid is owed back.',
    metadata: { ...ending, reason, ...campaignMoved(['inactive', 'scheduled', 'active', 'full'], 'cancelled') },
    example: { ...exampleOfEnding, reason: 'Bahan tidak tersedia', old_status: 'active', new_status: 'cancelled' },
  }),
}
