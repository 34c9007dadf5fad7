/** What followers of a seller are told. */
import type { Facts } from '../facts.ts'
import { isOpen, type KindDefinition, untilDeadline } from './define.ts'

/** Whoever has joined meanwhile knows of it. */
const isNews = (facts: Facts): boolean => isOpen(facts) && facts.order.quantity === 0

export const followingKinds = {
  batch_published: { leadsTo: 'campaign', isTrue: isNews, until: untilDeadline },
  batch_opened: { leadsTo: 'campaign', isTrue: isNews, until: untilDeadline },
} satisfies Record<string, KindDefinition>
