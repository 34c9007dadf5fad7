/** What buyers are told of the campaign that they have joined. */
import type { Facts } from '../facts.ts'
import {
  askToPay,
  isBeforeDeadline,
  isClaimed,
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
  facts.order.status === 'reserved' ? [text, ...askToPay(facts, 'pay_now_text')] : ['settled_text']

/** What is said to who has reserved, by what becomes of that at the deadline. */
function unpaid(facts: Facts): string[] {
  const { order, campaign } = facts
  if (order.status !== 'reserved') return ['settled_text']
  const short = order.short_items === '' ? [] : ['order_short_text']
  const pay = askToPay(facts, 'pay_now_text')
  if (campaign.counts_confirmed) return ['unpaid_confirmed_text', ...short, ...pay]
  if (lapsesBefore(facts)) return ['hold_ends_soon_text', ...short, ...pay]
  return ['unpaid_claims_text', ...askToPay(facts, 'pay_owe_text'), ...short]
}

/** Whether its hold ends first. */
const lapsesBefore = ({ order, campaign }: Facts): boolean =>
  order.hold_expires_at !== null && order.hold_expires_at <= campaign.deadline

/** Who says that they have paid is told again where their slots are at stake alone. */
const isUnpaid = (facts: Facts): boolean =>
  isBeforeDeadline(facts) &&
  facts.order.status === 'reserved' &&
  (facts.campaign.counts_confirmed || lapsesBefore(facts) || !isClaimed(facts))

/** Of an order of a batch that is made: what is left to pay, or what comes next where nothing is or nothing is known to be. */
function toPayOf(facts: Facts): string[] {
  if (facts.order.owed_by_buyer === 0) return ['completed_made_text']
  if (isClaimed(facts)) return ['payment_claimed_text', 'completed_made_text']
  return ['completed_pay_text', ...payBy(facts), ...payTo(facts)]
}

export const campaignKinds = {
  completed: {
    texts: (facts) => [
      'completed_text',
      ...(facts.order.saved > 0 ? ['completed_price_text'] : []),
      ...toPayOf(facts),
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
