/**
 * The money book, written a second time as the rest of the model: from the list of what was put on record, reckoned anew each time it
 * is asked, where the engine keeps sums.
 */

import { isLive, type ModelCampaign, type ModelParticipation } from './model.ts'
import { amountOf } from './model-items.ts'

export type MoneyKind = 'received' | 'sent_back' | 'waived' | 'given_up'

export interface ModelRecord {
  kind: MoneyKind
  amount: number
  reversed: boolean
}

const sumOf = (one: ModelParticipation, kind: MoneyKind) =>
  one.records.filter((each) => each.kind === kind && !each.reversed).reduce((sum, { amount }) => sum + amount, 0)

const due = (one: ModelParticipation) =>
  isLive(one.status) ? Math.max(0, (one.final ?? amountOf(one.units)) + (one.part ?? 0) - sumOf(one, 'waived')) : 0

/** What the seller has of the buyer's. */
const kept = (one: ModelParticipation) => sumOf(one, 'received') - sumOf(one, 'sent_back') - sumOf(one, 'given_up')

export const owedToBuyer = (one: ModelParticipation) => Math.max(0, kept(one) - due(one))
export const owedByBuyer = (one: ModelParticipation) => (isLive(one.status) ? Math.max(0, due(one) - kept(one)) : 0)

/** Whether something of its money has changed hands, and was not taken back. */
export const isTouched = (one: ModelParticipation) =>
  (['received', 'sent_back', 'given_up'] as const).some((kind) => sumOf(one, kind) > 0)

export const hasMoney = (one: ModelParticipation) => sumOf(one, 'received') > sumOf(one, 'sent_back')

export function moneyOf(one: ModelParticipation) {
  return {
    paid_amount: sumOf(one, 'received'),
    returned_amount: sumOf(one, 'sent_back'),
    waived_amount: sumOf(one, 'waived'),
    given_up_amount: sumOf(one, 'given_up'),
    owed_to_buyer: owedToBuyer(one),
    owed_by_buyer: owedByBuyer(one),
    payment_status: paymentStatus(one),
  }
}

function paymentStatus(one: ModelParticipation): string {
  const paid = sumOf(one, 'received')
  if (owedToBuyer(one) > 0) return 'return_owed'
  if (!isLive(one.status)) return paid > 0 ? 'returned' : 'unpaid'
  if (due(one) === 0 && paid === 0 && owedByBuyer(one) === 0) return 'waived'
  if (owedByBuyer(one) === 0) return 'paid'
  return hasMoney(one) ? 'partly_paid' : 'unpaid'
}

export interface ModelPayment {
  /** Undefined: all that is missing; null: nothing. */
  amount: number | null | undefined
  waive: boolean
}

/** What confirming puts on record, or its refusal. */
export function pay(one: ModelParticipation, { amount, waive }: ModelPayment): string | undefined {
  const missing = owedByBuyer(one)
  const received = amount === null ? 0 : (amount ?? missing)
  if (received > missing) return 'more_than_due'
  if (received > 0) {
    one.records.push({ kind: 'received', amount: received, reversed: false })
    one.claim = undefined
  }
  if (waive && missing > received) one.records.push({ kind: 'waived', amount: missing - received, reversed: false })
  return undefined
}

/** Puts on record; all that is owed where no amount is said. The word of a refusal, or undefined. */
export function record(
  campaign: ModelCampaign,
  one: ModelParticipation,
  wish: { kind: MoneyKind; amount: number | undefined; anyway: boolean },
  now: number,
): string | undefined {
  const { kind, anyway } = wish
  const limit = kind === 'received' || kind === 'waived' ? owedByBuyer(one) : owedToBuyer(one)
  const amount = wish.amount ?? limit
  if (amount === 0) return 'nothing_owed'
  if (amount > limit && !(anyway && (kind === 'received' || kind === 'sent_back'))) return 'more_than_due'
  const had = hasMoney(one)
  one.records.push({ kind, amount, reversed: false })
  if (kind === 'received') one.claim = undefined
  restoreHold(campaign, one, had, now)
  confirmPaid(one, now)
  return undefined
}

/** A service reverses whatever there is. */
export function reverse(
  campaign: ModelCampaign,
  one: ModelParticipation,
  place: number,
  now: number,
): string | undefined {
  const entry = one.records[place]!
  if (entry.reversed) return 'money_already_reversed'
  const had = hasMoney(one)
  entry.reversed = true
  restoreHold(campaign, one, had, now)
  return undefined
}

/** A hold that money set aside comes back as it was; where it has passed with a day, or what its campaign gives. */
function restoreHold(campaign: ModelCampaign, one: ModelParticipation, had: boolean, now: number): void {
  if (one.status !== 'pending_payment' || !had || hasMoney(one) || campaign.holdMs === undefined) return
  if (one.holdUntil > now) return
  one.holdUntil = Math.min(
    now + Math.min(24 * 3_600_000, campaign.holdMs),
    campaign.counts === 'confirmed' ? endOf(campaign) : Number.POSITIVE_INFINITY,
  )
}

/** What is paid in full is confirmed. */
export function confirmPaid(one: ModelParticipation, now: number): void {
  if (one.status !== 'pending_payment' || owedByBuyer(one) > 0) return
  if (!hasMoney(one) && sumOf(one, 'waived') === 0) return
  one.status = 'confirmed'
  one.confirmedAt ??= now
}

const claimedHold = 72 * 3_600_000

/** A buyer says that they have paid; said again, it corrects what was said. The word of a refusal, or undefined. */
export function claim(
  campaign: ModelCampaign,
  one: ModelParticipation,
  amount: number | undefined,
  now: number,
): string | undefined {
  if (one.status === 'offered') return 'offer_open'
  const left = isLive(one.status)
    ? owedByBuyer(one)
    : Math.max(0, amountOf(one.units) + (one.part ?? 0) - sumOf(one, 'received'))
  if ((amount ?? left) === 0 || (isLive(one.status) && left === 0)) return 'nothing_owed'
  one.claim = amount ?? left
  one.hasClaimed = true
  const ends = Math.min(
    one.holdUntil + claimedHold,
    campaign.counts === 'confirmed' ? endOf(campaign) : Number.POSITIVE_INFINITY,
  )
  const runs =
    one.status === 'pending_payment' && campaign.holdMs !== undefined && !hasMoney(one) && one.holdUntil > now
  if (runs && ends > one.holdUntil && !wasLengthened(campaign, one)) {
    one.holdUntil = ends
    one.lengthenedTo = ends
  }
  return undefined
}

const endOf = (campaign: ModelCampaign) => campaign.deadline + campaign.settlementMs

/** Once in as long as one hold counts, whether they left and joined again or not. */
function wasLengthened(campaign: ModelCampaign, one: ModelParticipation): boolean {
  const theirs = [...campaign.participations.values()].filter(({ user }) => user === one.user)
  return theirs.some(
    (before) =>
      (before.lengthenedTo ?? 0) > one.joinedAt &&
      !theirs.some(({ confirmedAt = -1 }) => confirmedAt >= before.joinedAt && confirmedAt <= one.joinedAt),
  )
}

/** Its seller answers once: records what was claimed, or says in words that it has not come. */
export function answer(
  campaign: ModelCampaign,
  one: ModelParticipation,
  { comes, anyway }: { comes: boolean; anyway: boolean },
  now: number,
): string | undefined {
  if (one.claim === undefined) return 'payment_claim_answered'
  if (comes) return record(campaign, one, { kind: 'received', amount: one.claim, anyway }, now)
  one.claim = undefined
  return undefined
}
