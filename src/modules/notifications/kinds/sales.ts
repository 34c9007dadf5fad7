/** What sellers are told of their campaigns. */
import { isOpen, type KindDefinition, untilDeadline } from './define.ts'

export const saleKinds = {
  sale: { leadsTo: 'sale', isTrue: isOpen, until: untilDeadline },
  sale_cancelled: { leadsTo: 'sale' },
  sale_expired: { leadsTo: 'sale' },
  sale_full: { leadsTo: 'sale', isTrue: ({ campaign }) => campaign.status === 'full', until: untilDeadline },
  sale_settling: { leadsTo: 'sale', isTrue: ({ campaign }) => campaign.settling },
  sale_completed: { leadsTo: 'sale' },
  sale_failed: { leadsTo: 'sale' },
  sale_cancelled_all: { leadsTo: 'sale' },
} satisfies Record<string, KindDefinition>
