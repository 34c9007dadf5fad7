/** What sellers are told of their campaigns. */
import type { Facts } from '../facts.ts'
import { isBeforeDeadline, isOpen, type KindDefinition, untilDeadline, whileOpen } from './define.ts'

/** How far it is to the goal; and where that is confirmed slots alone, what is still to be confirmed. */
function gap(facts: Facts): string[] {
  const { counted, minimum_slots: goal } = facts.campaign
  const short = facts.campaign.short_items === '' ? [] : ['sale_short_text']
  return [counted < goal ? 'sale_gap_text' : 'sale_reached_text', ...short, ...unconfirmed(facts)]
}

function unconfirmed({ campaign }: Facts): string[] {
  return campaign.counts_confirmed && campaign.unconfirmed > 0 ? ['sale_unconfirmed_text'] : []
}

export const saleKinds = {
  sale: { leadsTo: 'sale', isTrue: isOpen, until: untilDeadline },
  sale_cancelled: {
    texts: (facts) => [whileOpen('sale_cancelled_text', 'sale_cancelled_over_text')(facts)],
    leadsTo: 'sale',
  },
  sale_changed: { leadsTo: 'sale', isTrue: isOpen, until: untilDeadline },
  sale_expired: {
    texts: (facts) => [whileOpen('sale_expired_text', 'sale_expired_over_text')(facts)],
    leadsTo: 'sale',
  },
  sale_nearly_full: {
    leadsTo: 'sale',
    isTrue: ({ campaign }) => campaign.status === 'active' && !campaign.settling,
    until: untilDeadline,
  },
  sale_deadline: { texts: gap, leadsTo: 'sale', isTrue: isBeforeDeadline, until: untilDeadline },
  sale_last_hour: { texts: gap, leadsTo: 'sale', isTrue: isBeforeDeadline, until: untilDeadline },
  sale_full: {
    texts: (facts) => ['sale_full_text', ...unconfirmed(facts)],
    leadsTo: 'sale',
    isTrue: ({ campaign }) => campaign.status === 'full',
    until: untilDeadline,
  },
  sale_settling: { leadsTo: 'sale', isTrue: ({ campaign }) => campaign.settling },
  sale_completed: {
    texts: ({ campaign }) => ['sale_completed_text', ...(campaign.dropped_items === '' ? [] : ['sale_dropped_text'])],
    leadsTo: 'sale',
  },
  sale_price_settled: { leadsTo: 'sale' },
  sale_failed: { leadsTo: 'sale' },
  sale_cancelled_all: { leadsTo: 'sale' },
} satisfies Record<string, KindDefinition>
