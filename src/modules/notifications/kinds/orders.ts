/** What a buyer is told of an order of theirs. */
import { isLive, type KindDefinition } from './define.ts'

export const orderKinds = {
  joined: {
    texts: ({ order }) => [order.hold_expires_at === null ? 'joined_text' : 'joined_held_text'],
    leadsTo: 'order',
    isTrue: isLive,
    until: ({ order, campaign }) => order.hold_expires_at ?? campaign.deadline,
  },
  order_changed: { leadsTo: 'order', isTrue: isLive },
  order_confirmed: {
    leadsTo: 'order',
    isTrue: ({ order }) => order.status === 'confirmed' || order.status === 'fulfilled',
  },
  order_cancelled: { leadsTo: 'order' },
  left_out: { leadsTo: 'order' },
  hold_ends_soon: {
    texts: ({ order }) => [order.status === 'reserved' ? 'hold_ends_soon_text' : 'settled_text'],
    leadsTo: 'order',
    isTrue: ({ order, now }) =>
      order.status === 'reserved' && order.hold_expires_at !== null && order.hold_expires_at > now,
    until: ({ order }) => order.hold_expires_at,
  },
  hold_expired: { leadsTo: 'order' },
  order_called_off: { leadsTo: 'order' },
  goods_received: { leadsTo: 'order', isTrue: ({ order }) => order.status === 'fulfilled' },
  receipt_undone: { leadsTo: 'order', isTrue: ({ order }) => order.status === 'confirmed' },
} satisfies Record<string, KindDefinition>
