/** What followers of a seller are told. */
import { isOpen, type KindDefinition } from './define.ts'

export const followingKinds = {
  batch_published: { leadsTo: 'campaign', isTrue: isOpen },
  batch_opened: { leadsTo: 'campaign', isTrue: isOpen },
} satisfies Record<string, KindDefinition>
