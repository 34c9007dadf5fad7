/** What followers of a seller are told. */
import type { Facts } from '../facts.ts'
import { isOpen, type KindDefinition, untilDeadline } from './define.ts'

/** Whoever has joined meanwhile knows of it. */
const isNews = (facts: Facts): boolean => isOpen(facts) && facts.order.quantity === 0

/**
 * What is true of the batch when this is read, which in an inbox can be much later. While it can be joined each says what was new
 * then: that it was announced, or that what had been announced has opened, because one has both of them.
 */
const batch =
  (openText: string) =>
  ({ campaign, now }: Facts): string[] => {
    if (campaign.status === 'scheduled') return ['batch_opens_text']
    if (campaign.status === 'cancelled') return ['batch_cancelled_text']
    if (campaign.settling || (campaign.status !== 'active' && campaign.status !== 'full') || campaign.deadline <= now)
      return ['batch_over_text']
    return [campaign.status === 'full' ? 'batch_full_text' : openText]
  }

export const followingKinds = {
  // In the inbox alone: what is written is written once, when they can join.
  batch_scheduled: {
    texts: batch('batch_opened_since_text'),
    leadsTo: 'campaign',
    isTrue: ({ campaign }) => campaign.status === 'scheduled',
    until: ({ campaign }) => campaign.opens_at,
  },
  batch_published: { texts: batch('batch_open_text'), leadsTo: 'campaign', isTrue: isNews, until: untilDeadline },
  batch_opened: { texts: batch('batch_now_open_text'), leadsTo: 'campaign', isTrue: isNews, until: untilDeadline },
} satisfies Record<string, KindDefinition>
