/** How a campaign stands, where its status alone does not say it: what counts against its goal, and whether it takes anybody. */
import type { Campaign } from '@sambatan/client'
import { hasEnded } from '../../../src/kernel/status.ts'

export type Counts = Pick<
  Campaign,
  'status' | 'goal_counts' | 'slots_taken' | 'slots_confirmed' | 'slots_at_close' | 'total_slots' | 'minimum_slots'
>

/** What was taken, also of a campaign that has ended and given everything back. */
export function takenOf({ slots_taken, slots_at_close }: Pick<Counts, 'slots_taken' | 'slots_at_close'>): number {
  return Math.max(slots_taken, slots_at_close ?? 0)
}

/** Whether reserved slots are told apart from confirmed ones: where those alone count, from its opening until it is decided. */
export function isSplit({ status, goal_counts }: Pick<Counts, 'status' | 'goal_counts'>): boolean {
  const isBegun = status !== 'inactive' && status !== 'scheduled'
  return goal_counts === 'confirmed' && isBegun && !hasEnded({ status })
}

/** How many slots are held against the goal. */
export function countedOf(campaign: Omit<Counts, 'total_slots' | 'minimum_slots'>): number {
  return isSplit(campaign) ? campaign.slots_confirmed : takenOf(campaign)
}

export function isGoalMet(campaign: Counts): boolean {
  return countedOf(campaign) >= campaign.minimum_slots
}

/** Whether somebody can join it now. */
export function isOpen({ status, settling }: Pick<Campaign, 'status' | 'settling'>): boolean {
  return status === 'active' && !settling
}

/** Whether who comes now can wait for what comes free. */
export function takesWaiting({ status, settling }: Pick<Campaign, 'status' | 'settling'>): boolean {
  return status === 'full' && !settling
}

/** Whether it has a waiting list: who comes with an order that does not fit now can wait, also where others could still join. */
export function hasWaitingList(campaign: Pick<Campaign, 'status' | 'settling'>): boolean {
  return isOpen(campaign) || takesWaiting(campaign)
}

/** What pages follow it by: a campaign that begins to settle keeps its status, and looks different. */
export function standingOf({ status, settling }: Pick<Campaign, 'status' | 'settling'>): string {
  return settling ? 'settling' : status
}

/** When it is decided at the latest. */
export function decidedBy({ deadline, settlement_minutes }: Pick<Campaign, 'deadline' | 'settlement_minutes'>): string {
  return new Date(Date.parse(deadline) + settlement_minutes * 60_000).toISOString()
}
