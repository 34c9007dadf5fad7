/**
 * The rules of a group buy written a second time, in plain TypeScript and without a look at the SQL: from
 * docs/invariants.md, docs/guides/pricing.md and docs/decisions/0006 to 0008, 0048 and 0049. What the engine does must be what this says.
 */
import {
  amountOf,
  changed,
  dropShort,
  hasShortItem,
  itemRefusal,
  leftOutSlots,
  type ModelItem,
  type ModelUnit,
  type ModelVolume,
  priced,
  settlePrices,
  slotsOf,
  slotsWanted,
  type Wanted,
} from './model-items.ts'
import { confirmPaid, hasMoney, type ModelPayment, type ModelRecord, owedByBuyer, pay } from './model-money.ts'
import { closeList, hasOffers, lapseOffers, type ModelEntry, released } from './model-waiting.ts'

export type CampaignStatus = 'draft' | 'scheduled' | 'active' | 'locked' | 'fulfilled' | 'expired' | 'cancelled'
export type ParticipationStatus = 'offered' | 'pending_payment' | 'confirmed' | 'cancelled' | 'refunded' | 'fulfilled'

export interface ModelParticipation {
  user: string
  quantity: number
  units: ModelUnit[]
  /** In the end; undefined until its campaign completes. */
  final: number | undefined
  status: ParticipationStatus
  holdUntil: number
  joinedAt: number
  /** When it was first confirmed. */
  confirmedAt: number | undefined
  /** What is on record of its money; a reversal is a mark here. */
  records: ModelRecord[]
  /** What its buyer says that they have paid, and waits to be answered; undefined: nothing does. */
  claim?: number | undefined
  /** Whether they ever said so. */
  hasClaimed?: boolean
  /** To when its hold was lengthened because they said so. */
  lengthenedTo?: number
  /** The rupiah by which its exact sum names it, as the engine gave them; undefined until they are known. */
  part?: number
  /** Not of what was offered and never claimed. */
  isOrder: boolean
}

export interface ModelCampaign {
  id: string
  status: CampaignStatus
  total: number
  hasUniqueAmounts: boolean
  minimum: number
  items: ModelItem[]
  /** By their places. */
  itemIds: string[]
  /** Whether it keeps lines. */
  isItemized: boolean
  volume: ModelVolume[]
  perBuyerMin: number
  perBuyerMax: number
  holdMs: number | undefined
  completion: 'when_full' | 'at_deadline'
  counts: 'claims' | 'confirmed'
  settlementMs: number
  settling: boolean
  extendedAt: number | undefined
  extendedFrom: number
  opensAt: number
  deadline: number
  lockedAt: number
  /** When it began to take participants. */
  startedAt: number
  /** Up to when it was reminded of its deadline, and up to which end of its holds. */
  deadlineRemindedAt: number
  holdsRemindedUntil: number
  nearlyFullTold: boolean
  /** What was reminded of, in words of the test. */
  reminders: string[]
  /** For how long an offer runs. */
  offerMs: number
  waiting: ModelEntry[]
  participations: Map<string, ModelParticipation>
}

interface KeyUse {
  request: string
  participation: string
}

export interface Model {
  campaigns: ModelCampaign[]
  keys: Map<string, KeyUse>
}

export const emptyModel = (): Model => ({ campaigns: [], keys: new Map() })

export const isLive = (status: ParticipationStatus) =>
  status === 'pending_payment' || status === 'confirmed' || status === 'fulfilled'

/** What holds slots: offers do as well, and count for nothing else. */
export const holds = (status: ParticipationStatus) => isLive(status) || status === 'offered'

export function filled(campaign: ModelCampaign): number {
  return [...campaign.participations.values()]
    .filter((one) => holds(one.status))
    .reduce((sum, one) => sum + one.quantity, 0)
}

/** What counts where every claim does. */
function claimed(campaign: ModelCampaign): number {
  return [...campaign.participations.values()]
    .filter((one) => isLive(one.status))
    .reduce((sum, one) => sum + one.quantity, 0)
}

function confirmed(campaign: ModelCampaign): number {
  return [...campaign.participations.values()]
    .filter((one) => one.status === 'confirmed' || one.status === 'fulfilled')
    .reduce((sum, one) => sum + one.quantity, 0)
}

export const isOpen = (campaign: ModelCampaign) => campaign.status === 'active' || campaign.status === 'locked'

export function closing(campaign: ModelCampaign, now: number): string | undefined {
  if (campaign.status === 'draft' || campaign.status === 'scheduled') return 'campaign_not_open'
  if (!isOpen(campaign) || campaign.deadline <= now) return 'campaign_closed'
  return campaign.status === 'locked' ? 'campaign_full' : undefined
}

export interface JoinTry {
  user: string
  wanted: Wanted
  /** No more than that. */
  expected: number | undefined
  key: string | undefined
  /** The id that the participation gets if it is made. */
  id: string
}

/** `joined`, `replayed` (with whose id) or the word of a refusal. */
export function join(model: Model, campaign: ModelCampaign, wish: JoinTry, now: number): { word: string; id: string } {
  catchUp(campaign, now)
  const request = `${campaign.id} ${wish.user} ${JSON.stringify([wish.wanted, wish.expected])}`
  const used = wish.key === undefined ? undefined : model.keys.get(wish.key)
  if (used) {
    return used.request === request
      ? { word: 'replayed', id: used.participation }
      : { word: 'idempotency_mismatch', id: '' }
  }
  const word = refusalOfJoin(campaign, wish, now)
  if (word) return { word, id: '' }
  campaign.participations.set(wish.id, {
    user: wish.user,
    quantity: slotsWanted(campaign, wish.wanted),
    units: priced(campaign, wish.wanted, now),
    final: undefined,
    status: 'pending_payment',
    holdUntil: holdOf(campaign, wish.user, now),
    joinedAt: now,
    confirmedAt: undefined,
    records: [],
    isOrder: true,
  })
  if (wish.key !== undefined) model.keys.set(wish.key, { request, participation: wish.id })
  if (filled(campaign) === campaign.total) {
    campaign.status = 'locked'
    campaign.lockedAt = now
  }
  return { word: 'joined', id: wish.id }
}

/** When the hold ends that counts for somebody: the newest of theirs, unless one of theirs was confirmed since. */
export function countedUntil(campaign: ModelCampaign, user: string): number | undefined {
  const theirs = [...campaign.participations.values()].filter((one) => one.user === user && one.isOrder)
  const newest = theirs.at(-1)
  if (!newest || newest.holdUntil === Number.POSITIVE_INFINITY) return undefined
  return theirs.some((one) => (one.confirmedAt ?? -1) >= newest.joinedAt) ? undefined : newest.holdUntil
}

/** Holds count from the first; where confirmed slots count they end with the settlement at the latest. */
function holdOf(campaign: ModelCampaign, user: string, now: number): number {
  if (campaign.holdMs === undefined) return Number.POSITIVE_INFINITY
  const counted = countedUntil(campaign, user)
  if (counted !== undefined && counted > now) return counted
  return freshHold(campaign, now)
}

/** A whole new hold. */
export function freshHold(campaign: ModelCampaign, now: number): number {
  if (campaign.holdMs === undefined) return Number.POSITIVE_INFINITY
  const latest = campaign.counts === 'confirmed' ? campaign.deadline + campaign.settlementMs : Number.POSITIVE_INFINITY
  return Math.min(now + campaign.holdMs, latest)
}

function refusalOfJoin(campaign: ModelCampaign, { user, wanted, expected }: JoinTry, now: number): string | undefined {
  const closed = closing(campaign, now)
  if (closed) return closed
  const counted = countedUntil(campaign, user)
  if (counted !== undefined && counted <= now && now < counted + 3_600_000) return 'hold_ended_recently'
  const refused = itemRefusal(campaign, wanted, user)
  if (refused) return refused
  const refusedSlots = slotsRefusal(campaign, slotsWanted(campaign, wanted), user, 0)
  if (refusedSlots) return refusedSlots
  return expected !== undefined && amountOf(priced(campaign, wanted, now)) > expected ? 'price_changed' : undefined
}

/** @param own slots that are given up in the same moment */
export function slotsRefusal(campaign: ModelCampaign, quantity: number, user: string, own: number): string | undefined {
  const held =
    [...campaign.participations.values()]
      .filter((one) => one.user === user && holds(one.status))
      .reduce((sum, one) => sum + one.quantity, 0) - own
  if (held + quantity > campaign.perBuyerMax) return 'already_joined_limit'
  const left = campaign.total - filled(campaign) + own
  if (quantity < Math.min(campaign.perBuyerMin - held, left)) return 'below_min_per_buyer'
  return quantity > left ? 'insufficient_slots' : undefined
}

export type Change = 'cancel' | 'confirm' | 'refund' | 'fulfil' | 'unfulfil'

const changes: Record<Change, { from: ParticipationStatus[]; to: ParticipationStatus }> = {
  cancel: { from: ['pending_payment'], to: 'cancelled' },
  confirm: { from: ['pending_payment'], to: 'confirmed' },
  refund: { from: ['pending_payment', 'confirmed'], to: 'refunded' },
  fulfil: { from: ['confirmed'], to: 'fulfilled' },
  unfulfil: { from: ['fulfilled'], to: 'confirmed' },
}

/** The word of a refusal, or undefined when it happened. */
export function change(
  campaign: ModelCampaign,
  id: string,
  what: Change,
  now: number,
  payment: ModelPayment = { amount: undefined, waive: false },
): string | undefined {
  catchUp(campaign, now)
  const one = campaign.participations.get(id)!
  const { from, to } = changes[what]
  if (one.status === 'offered' && what === 'confirm') return 'offer_open'
  if (one.status === 'offered' && what === 'cancel') {
    // Declined by it.
    one.status = 'cancelled'
    campaign.waiting = campaign.waiting.filter(({ offer }) => offer !== id)
    released(campaign, now)
    return undefined
  }
  const isLeaving = what === 'cancel' && one.status === 'confirmed' && mayLeave(campaign, one, now)
  // Who never pays is released, with a reason.
  const isReleased = what === 'cancel' && one.status === 'confirmed' && owedByBuyer(one) > 0
  if (!from.includes(one.status) && !isLeaving && !isReleased) return 'participation_state_invalid'
  if (what === 'fulfil' && campaign.status !== 'fulfilled') return 'campaign_not_completed'
  const refused = what === 'confirm' ? pay(one, payment) : undefined
  if (refused) return refused
  one.status = to
  if (to === 'confirmed') one.confirmedAt ??= now
  if (!isLive(to)) released(campaign, now)
  return undefined
}

/** An order is changed by a service. */
export function changeOrder(campaign: ModelCampaign, id: string, wanted: Wanted, now: number): string | undefined {
  catchUp(campaign, now)
  const one = campaign.participations.get(id)!
  if (one.status === 'offered') return 'offer_open'
  if (one.status !== 'pending_payment' && one.status !== 'confirmed') return 'participation_state_invalid'
  if (!isOpen(campaign) || campaign.deadline <= now) return 'campaign_closed'
  const { units, growing } = changed(campaign, one, wanted, now)
  const refused = itemRefusal(
    campaign,
    wanted.filter(([item]) => growing.some(([grown]) => grown === item)),
    one.user,
    one,
  )
  if (refused) return refused
  const quantity = slotsOf(campaign, units)
  const refusedSlots = slotsRefusal(campaign, quantity, one.user, one.quantity)
  if (refusedSlots) return refusedSlots
  const isGrowing = quantity > one.quantity
  one.units = units
  one.quantity = quantity
  if (!isGrowing) released(campaign, now)
  else if (filled(campaign) === campaign.total && campaign.status === 'active') {
    campaign.status = 'locked'
    campaign.lockedAt = now
  }
  confirmPaid(one, now)
  return undefined
}

/** Whoever had joined when the deadline was moved may leave until the old one, or for 72 hours, while it is open. */
function mayLeave(campaign: ModelCampaign, one: ModelParticipation, now: number): boolean {
  if (!isOpen(campaign) || campaign.settling || campaign.extendedAt === undefined) return false
  const until = Math.max(campaign.extendedFrom, campaign.extendedAt + 72 * 3_600_000)
  return one.joinedAt <= campaign.extendedAt && now < Math.min(until, campaign.deadline)
}

export function publish(campaign: ModelCampaign, now: number): string | undefined {
  if (campaign.status !== 'draft') return 'campaign_state_invalid'
  if (campaign.deadline <= now) return 'deadline_not_future'
  campaign.status = campaign.opensAt > now ? 'scheduled' : 'active'
  campaign.startedAt = Math.max(campaign.opensAt, now)
  return undefined
}

export function extend(campaign: ModelCampaign, deadline: number, now: number): string | undefined {
  catchUp(campaign, now)
  if (!['scheduled', 'active', 'locked'].includes(campaign.status)) return 'campaign_state_invalid'
  if (campaign.settling) return 'campaign_settling'
  if (deadline <= campaign.deadline) return 'deadline_not_later'
  campaign.extendedAt = now
  campaign.extendedFrom = campaign.deadline
  campaign.deadline = deadline
  released(campaign, now)
  return undefined
}

export function cancelCampaign(campaign: ModelCampaign, now: number): string | undefined {
  catchUp(campaign, now)
  if (!['draft', 'scheduled', 'active', 'locked'].includes(campaign.status)) return 'campaign_state_invalid'
  end(campaign, 'cancelled')
  return undefined
}

function end(campaign: ModelCampaign, status: 'fulfilled' | 'expired' | 'cancelled'): void {
  campaign.status = status
  campaign.settling = false
  closeList(campaign)
  if (status === 'fulfilled') dropShort(campaign)
  for (const one of campaign.participations.values()) {
    if (status === 'fulfilled') {
      if (one.status === 'pending_payment') one.status = 'confirmed'
    } else if (one.status === 'pending_payment' || one.status === 'confirmed') one.status = 'refunded'
  }
  if (status === 'fulfilled') settlePrices(campaign)
}

/** Money on record keeps a reservation; where the campaign settles, until that ends. */
function heldUntil(campaign: ModelCampaign, one: ModelParticipation): number {
  if (!hasMoney(one)) return one.holdUntil
  return campaign.settling ? campaign.deadline + campaign.settlementMs : Number.POSITIVE_INFINITY
}

/** What fell due by the clock, decided as if it had been on time: whoever changes a campaign sees to it first. */
export function catchUp(campaign: ModelCampaign, now: number): void {
  if (campaign.status === 'scheduled' && campaign.opensAt <= now) campaign.status = 'active'
  if (!isOpen(campaign)) return
  for (;;) {
    const waitsForRun =
      campaign.counts === 'claims' &&
      campaign.completion === 'when_full' &&
      campaign.status === 'locked' &&
      !hasOffers(campaign) &&
      !hasShortItem(campaign)
    const until = Math.min(now, waitsForRun ? campaign.lockedAt : now, campaign.settling ? now : campaign.deadline)
    const lapsed = [...campaign.participations.values()].filter(
      (one) => one.status === 'pending_payment' && heldUntil(campaign, one) <= until,
    )
    if (lapsed.length === 0) break
    for (const one of lapsed) one.status = 'cancelled'
    released(campaign, now)
  }
  lapseOffers(campaign, now)
  if (campaign.deadline > now) return
  if (campaign.counts === 'claims') {
    end(campaign, claimed(campaign) - leftOutSlots(campaign) >= campaign.minimum ? 'fulfilled' : 'expired')
  } else if (filled(campaign) === confirmed(campaign)) {
    end(campaign, confirmed(campaign) - leftOutSlots(campaign) >= campaign.minimum ? 'fulfilled' : 'expired')
  } else if (!campaign.settling) {
    campaign.settling = true
    closeList(campaign)
    catchUp(campaign, now)
  }
}

/** A lifecycle run: that, and what is full completes. */
export function runLifecycle(model: Model, now: number): void {
  for (const campaign of model.campaigns) {
    catchUp(campaign, now)
    const counted = campaign.counts === 'claims' ? claimed(campaign) : confirmed(campaign)
    const isFull = campaign.status === 'locked' && counted === campaign.total
    if (isFull && campaign.completion === 'when_full' && !hasShortItem(campaign)) {
      end(campaign, 'fulfilled')
    }
    remind(campaign, now)
  }
}

const hour = 3_600_000

/** What is worth saying at a run, after all that changes something; each once. */
function remind(campaign: ModelCampaign, now: number): void {
  if (!isOpen(campaign)) return
  if (!campaign.settling) remindOfDeadline(campaign, now)
  remindOfHolds(campaign, now)
  const isNearlyFull = filled(campaign) >= 0.8 * campaign.total
  if (campaign.status === 'active' && !campaign.settling && isNearlyFull && !campaign.nearlyFullTold) {
    campaign.nearlyFullTold = true
    campaign.reminders.push('campaign_nearly_full')
  }
}

function remindOfDeadline(campaign: ModelCampaign, now: number): void {
  const due = [24, 1].filter((hours) => {
    const at = campaign.deadline - hours * hour
    const isLeft = at > campaign.deadlineRemindedAt && at > (campaign.extendedAt ?? 0)
    return isLeft && at > campaign.startedAt + hours * hour && at <= now
  })
  const latest = due.at(-1)
  if (latest === undefined) return
  campaign.deadlineRemindedAt = now
  if (latest === 1 || campaign.deadline - now >= 3 * hour) {
    campaign.reminders.push(`deadline_near ${latest} ${campaign.deadline}`)
  }
}

function remindOfHolds(campaign: ModelCampaign, now: number): void {
  if (campaign.holdMs === undefined || campaign.holdMs < hour) return
  const lead = Math.min(campaign.holdMs / 4, 3 * hour)
  const near = [...campaign.participations].filter(
    ([, one]) =>
      one.status === 'pending_payment' &&
      !hasMoney(one) &&
      one.holdUntil > campaign.holdsRemindedUntil &&
      one.holdUntil <= now + lead,
  )
  if (near.length > 0) campaign.holdsRemindedUntil = now + lead
  // Where every claim counts, who still holds a slot at the end belongs to the group.
  const limit = Math.min(
    campaign.deadline,
    campaign.completion === 'when_full' &&
      campaign.status === 'locked' &&
      !hasOffers(campaign) &&
      !hasShortItem(campaign)
      ? campaign.lockedAt
      : campaign.deadline,
  )
  for (const [id, one] of near) {
    const hadTime = one.joinedAt + 2 * lead <= one.holdUntil
    const lapses = campaign.counts === 'confirmed' || one.holdUntil <= limit
    if (one.holdUntil > now && hadTime && lapses) campaign.reminders.push(`hold_ends_soon ${id}`)
  }
}
