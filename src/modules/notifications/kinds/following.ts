/** What followers of a seller are told. */
import { isOpen, type KindDefinition, untilDeadline } from './define.ts'

export const followingKinds = {
  batch_published: { leadsTo: 'campaign', isTrue: isOpen, until: untilDeadline },
  batch_opened: { leadsTo: 'campaign', isTrue: isOpen, until: untilDeadline },
} satisfies Record<string, KindDefinition>
