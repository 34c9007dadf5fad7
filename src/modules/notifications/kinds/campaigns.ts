/** What buyers are told of the campaign that they have joined. */
import { isOpen, type KindDefinition, untilDeadline } from './define.ts'

export const campaignKinds = {
  completed: { leadsTo: 'order' },
  failed: { leadsTo: 'order' },
  cancelled: { leadsTo: 'order' },
  settling: {
    leadsTo: 'order',
    isTrue: ({ campaign, order }) => campaign.settling && order.status === 'reserved',
    until: ({ order }) => order.hold_expires_at,
  },
  extended: {
    texts: ({ metadata }) => ['extended_text', ...(metadata.leave_until === undefined ? [] : ['extended_leave_text'])],
    leadsTo: 'order',
    isTrue: (facts) =>
      isOpen(facts) && facts.campaign.deadline.getTime() === new Date(String(facts.metadata.new_deadline)).getTime(),
    until: untilDeadline,
  },
  full: { leadsTo: 'order', isTrue: ({ campaign }) => campaign.status === 'full', until: untilDeadline },
  reworded: { leadsTo: 'changes', isTrue: isOpen, until: untilDeadline },
} satisfies Record<string, KindDefinition>
