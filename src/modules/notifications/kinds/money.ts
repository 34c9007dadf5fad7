/** What is told of money that changed hands outside: to its buyer, and where one says that it has not arrived to those who see to it. */
import type { Facts } from '../facts.ts'
import { type KindDefinition, moneyStands, owedTexts, type PlainKindDefinition, payTo } from './define.ts'

/** How it stands afterwards, in both directions; and that money on record keeps a reservation. */
function standing(facts: Facts): string[] {
  const { order } = facts
  return [
    ...moneyStands(facts),
    ...(order.status === 'reserved' && order.paid > 0 && order.hold_expires_at === null ? ['money_kept_text'] : []),
  ]
}

/** Of one payment among several: what they come to, or nobody can tell why something is owed back. */
const soFar = ({ order, metadata }: Facts): string[] =>
  order.paid > Number(metadata.amount ?? 0) ? ['money_so_far_text'] : []

const reversed: Record<string, string> = {
  received: 'money_reversed_received_text',
  sent_back: 'money_reversed_sent_back_text',
  waived: 'money_reversed_waived_text',
}

const isUnpaid = ({ order }: Facts): boolean => order.owed_by_buyer > 0 && !order.is_claimed

/** Of what is left to pay: that text, or why there is nothing to do any more. */
const whileUnpaid = (text: string) => (facts: Facts) => {
  if (isUnpaid(facts)) return [text, ...payTo(facts), 'payment_say_so_text']
  return [facts.order.owed_by_buyer > 0 ? 'payment_claimed_text' : 'payment_settled_text']
}

/** What is told of no campaign, but of all that a seller has. */
export const sellersMoneyKinds = {
  sale_claims_waiting: {
    texts: ({ claims }) =>
      claims.count > 0 ? ['sale_claims_waiting_text', 'sale_claims_answer_text'] : ['sale_claims_answered_text'],
    leadsTo: 'all_claims',
    isTrue: ({ claims }) => claims.count > 0,
  },
} satisfies Record<string, PlainKindDefinition>

export const moneyKinds = {
  money_received: {
    texts: (facts) => ['money_received_text', ...soFar(facts), ...standing(facts)],
    leadsTo: 'order',
  },
  money_sent_back: {
    texts: (facts) => ['money_sent_back_text', ...(facts.order.owed_to_buyer > 0 ? owedTexts(facts) : [])],
    leadsTo: 'order',
  },
  money_waived: { texts: (facts) => ['money_waived_text', ...standing(facts)], leadsTo: 'order' },
  money_reversed: {
    texts: (facts) => [
      reversed[String(facts.metadata.kind)] ?? 'money_reversed_received_text',
      ...(facts.order.paid > 0 ? ['money_still_text'] : []),
      ...standing(facts),
    ],
    leadsTo: 'order',
  },
  money_answered: { texts: () => ['money_answered_text', 'money_answered_again_text'], leadsTo: 'order' },
  payment_claim_answered: {
    texts: (facts) => ['payment_claim_answered_text', ...standing(facts), ...payTo(facts)],
    leadsTo: 'order',
  },
  sale_payment_claimed: { leadsTo: 'claims' },
  payment_changed: {
    texts: (facts) => [
      facts.metadata.first === true ? 'payment_changed_first_text' : 'payment_changed_text',
      ...payTo(facts),
    ],
    leadsTo: 'order',
    isTrue: ({ order }) => order.owed_by_buyer > 0,
  },
  payment_due_soon: {
    texts: whileUnpaid('payment_due_soon_text'),
    leadsTo: 'order',
    isTrue: (facts) => isUnpaid(facts) && facts.order.pay_until !== null && facts.order.pay_until > facts.now,
    until: ({ order }) => order.pay_until,
  },
  payment_overdue: { texts: whileUnpaid('payment_overdue_text'), leadsTo: 'order', isTrue: isUnpaid },
  sale_payment_overdue: {
    texts: ({ campaign }) =>
      campaign.unpaid > 0 ? ['sale_payment_overdue_text', 'sale_unpaid_text'] : ['sale_payment_settled_text'],
    leadsTo: 'sale_money',
    isTrue: ({ campaign }) => campaign.unpaid > 0,
  },
  sale_money_given_up: { leadsTo: 'sale' },
  sale_money_not_arrived: {
    texts: ({ metadata }) => [
      metadata.kind === 'sent_back' ? 'sale_money_not_arrived_text' : 'sale_money_contradicted_text',
      'sale_money_see_to_it_text',
    ],
    leadsTo: 'sale',
  },
  money_not_arrived: {
    texts: ({ metadata }) => [
      metadata.kind === 'sent_back' ? 'money_not_arrived_text' : 'money_contradicted_text',
      'money_see_to_it_text',
    ],
    leadsTo: 'participation',
  },
} satisfies Record<string, KindDefinition>
