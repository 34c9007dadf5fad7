/** What buyers are told of the campaign that they have joined. */
import type { Facts } from '../facts.ts'
import {
  isBeforeDeadline,
  isOpen,
  type KindDefinition,
  owedTexts,
  payBy,
  payTo,
  untilDeadline,
  withMoney,
} from './define.ts'

/** Of what the reader had only reserved then: that text, or that there is none of it any more. */
const whileReserved = (text: string) => (facts: Facts) =>
  facts.order.status === 'reserved' ? [text, ...payTo(facts)] : ['settled_text']

/** What is said to who has reserved, by what becomes of that at the deadline. */
function unpaid(facts: Facts): string[] {
  const { order, campaign } = facts
  if (order.status !== 'reserved') return ['settled_text']
  const rest = [...(order.short_items === '' ? [] : ['order_short_text']), ...payTo(facts)]
  if (campaign.counts_confirmed) return ['unpaid_confirmed_text', ...rest]
  const lapsesBefore = order.hold_expires_at !== null && order.hold_expires_at <= campaign.deadline
  return [lapsesBefore ? 'hold_ends_soon_text' : 'unpaid_claims_text', ...rest]
}

const isUnpaid = (facts: Facts): boolean => isBeforeDeadline(facts) && facts.order.status === 'reserved'

export const campaignKinds = {
  completed: {
    texts: (facts) => [
      'completed_text',
      ...(facts.order.saved > 0 ? ['completed_price_text'] : []),
      ...(facts.order.owed_by_buyer > 0
        ? ['completed_pay_text', ...payBy(facts), ...payTo(facts)]
        : ['completed_made_text']),
      ...(facts.order.owed_to_buyer > 0 ? owedTexts(facts) : []),
    ],
    leadsTo: 'order',
  },
  failed: { texts: withMoney('failed_text'), leadsTo: 'order' },
  cancelled: { texts: withMoney('cancelled_text'), leadsTo: 'order' },
  settling: {
    texts: whileReserved('settling_text'),
    leadsTo: 'order',
    isTrue: ({ campaign, order }) => campaign.settling && order.status === 'reserved',
    until: ({ order }) => order.hold_expires_at,
  },
  unpaid: { texts: unpaid, leadsTo: 'order', isTrue: isUnpaid, until: untilDeadline },
  unpaid_last_hour: { texts: unpaid, leadsTo: 'order', isTrue: isUnpaid, until: untilDeadline },
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
