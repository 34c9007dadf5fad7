/** What a buyer is told of an order of theirs. */
import type { Facts } from '../facts.ts'
import {
  askToPay,
  isLive,
  type KindDefinition,
  moneyStands,
  owedTexts,
  payTo,
  toPay,
  whileOpen,
  withMoney,
} from './define.ts'

/** What is paid is held by no hold any more, though it keeps the time of one. */
const isHeldYet = ({ status, hold_expires_at }: Facts['order']): boolean =>
  hold_expires_at !== null && status !== 'confirmed' && status !== 'fulfilled'

/** What was ordered, what to do now while it is only reserved, and what decides whether the batch is made. */
function joined(facts: Facts): string[] {
  const { order, campaign } = facts
  const isHeld = isHeldYet(order)
  return [
    isHeld ? 'joined_held_text' : 'joined_text',
    ...(order.status === 'reserved' ? toPay(facts, isHeld ? 'joined_pay_held_text' : 'joined_pay_text') : []),
    ...(campaign.counts_confirmed && isHeld ? ['joined_counts_text'] : []),
  ]
}

export const orderKinds = {
  joined: {
    texts: joined,
    leadsTo: 'order',
    isTrue: isLive,
    until: ({ order, campaign }) => (isHeldYet(order) ? order.hold_expires_at : campaign.deadline),
  },
  order_changed: {
    // An address or a note, else what is ordered.
    texts: (facts) =>
      facts.metadata.fields === undefined
        ? ['order_resized_text', ...moneyStands(facts), ...payTo(facts)]
        : ['order_changed_text'],
    leadsTo: 'order',
    isTrue: isLive,
  },
  order_confirmed: {
    texts: ({ order }) => [
      'order_confirmed_text',
      order.owed_by_buyer > 0 ? 'money_rest_text' : 'money_nothing_left_text',
    ],
    leadsTo: 'order',
    isTrue: ({ order }) => order.status === 'confirmed' || order.status === 'fulfilled',
  },
  order_cancelled: {
    texts: withMoney(whileOpen('order_cancelled_text', 'order_cancelled_over_text')),
    leadsTo: 'order',
  },
  left_out: { texts: withMoney('left_out_text'), leadsTo: 'order' },
  hold_ends_soon: {
    texts: (facts) =>
      facts.order.status === 'reserved'
        ? ['hold_ends_soon_text', ...askToPay(facts, 'pay_now_text')]
        : ['settled_text'],
    leadsTo: 'order',
    isTrue: ({ order, now }) =>
      order.status === 'reserved' && order.hold_expires_at !== null && order.hold_expires_at > now,
    until: ({ order }) => order.hold_expires_at,
  },
  hold_expired: { texts: withMoney(whileOpen('hold_expired_text', 'hold_expired_over_text')), leadsTo: 'order' },
  order_called_off: { texts: withMoney('order_called_off_text'), leadsTo: 'order' },
  item_dropped: {
    texts: (facts) => [
      'item_dropped_text',
      facts.order.status === 'refunded' ? 'item_dropped_all_text' : 'item_dropped_rest_text',
      ...(facts.order.owed_to_buyer > 0 ? owedTexts(facts) : ['item_dropped_owed_text']),
    ],
    leadsTo: 'order',
  },
  goods_received: { leadsTo: 'order', isTrue: ({ order }) => order.status === 'fulfilled' },
  receipt_undone: { leadsTo: 'order', isTrue: ({ order }) => order.status === 'confirmed' },
} satisfies Record<string, KindDefinition>
