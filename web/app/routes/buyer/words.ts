/** What an order means for its buyer: in a line, for their money, and as a story. */
import { countedOf, decidedBy, isGoalMet } from '../../components/standing.ts'
import type { TimelineItem } from '../../components/timeline.tsx'
import { date, dateTime, money, number } from '../../format.ts'
import type { Api } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

export type Mine = Awaited<ReturnType<Api['listParticipations']>>['items'][number]
type Entry = Awaited<ReturnType<Api['listParticipationLogs']>>['items'][number]

export function slotWords(count: number): string {
  return m.slots({ count: number(count) })
}

export function amountOf({ amount, currency }: Pick<Mine, 'amount' | 'currency'>): string {
  return money(amount, currency)
}

/** Whether they may leave though confirmed, because the deadline was moved. */
export function mayLeave({ status, may_leave_until: until }: Mine, now: string): boolean {
  return (status === 'reserved' || status === 'confirmed') && until !== null && until > now
}

/** Until when an unpaid reservation can still be confirmed; null: as long as it is not decided. */
export function holdOf({ hold_expires_at: hold, campaign }: Mine): string | null {
  return hold ?? (campaign.settling ? decidedBy(campaign) : null)
}

export type Group = 'needs' | 'running' | 'done'

/** Whether it waits for its buyer, for others, or for nobody any more. */
export function groupOf({ status, hold_expires_at, campaign }: Mine): Group {
  if (status === 'reserved') return hold_expires_at === null && !campaign.settling ? 'running' : 'needs'
  if (status === 'confirmed') return campaign.status === 'completed' ? 'needs' : 'running'
  return 'done'
}

export function nowWords(mine: Mine): string {
  const isMet = isGoalMet(mine.campaign)
  const { completion, settling } = mine.campaign
  switch (mine.status) {
    case 'reserved':
      if (mine.offer !== null) return m.buyer_now_offer()
      if (settling) return m.buyer_now_settling_reserved()
      if (mine.hold_expires_at !== null) return m.buyer_now_hold()
      if (!isMet) return m.buyer_now_reserved()
      return completion === 'at_deadline' ? m.buyer_now_reserved_met_deadline() : m.buyer_now_reserved_met()
    case 'confirmed':
      if (mine.campaign.status === 'completed') return m.buyer_now_making()
      if (settling) return m.buyer_now_settling_confirmed()
      return isMet ? m.buyer_now_confirmed_met() : m.buyer_now_confirmed()
    case 'fulfilled':
      return m.buyer_now_fulfilled()
    case 'refunded':
      return calledOffWords(mine)
    default:
      return m.buyer_now_cancelled()
  }
}

/** What came of the money of an order that is called off, and not what its status would have it be. */
function calledOffWords({ owed_to_buyer: owed, returned_amount: returned, given_up_amount: given }: Mine): string {
  if (owed || !(returned || given)) return m.buyer_now_refunded()
  return returned ? m.buyer_now_refunded_sent() : m.buyer_now_refunded_given_up()
}

/** What is known of the money of an order beside what it says itself. */
interface About {
  /** Its buyer says that something has not arrived, and waits for an answer. */
  isReported: boolean
  /** False of what was offered, and never claimed. */
  wasOrdered: boolean
  /** What its buyer says that they have paid, and waits for an answer. */
  claimed: number | undefined
  /** Its seller says how it is paid, and the page says so above. */
  isTold: boolean
  owedSince: string | null | undefined
  /** Whether its buyer has said where it goes; undefined: who looks is somebody else. */
  hasAccount: boolean | undefined
}

/**
 * What the money book says: whether something is owed, and to whom; and where nothing is, what the order's status means for it.
 */
export function moneyWords(
  mine: Mine,
  { isReported, wasOrdered, claimed, isTold, owedSince, hasAccount }: About,
): string {
  const sum = (value: number | undefined) => money(value ?? 0, mine.currency)
  const amount = sum(mine.amount + (mine.unique_part ?? 0))
  if (mine.owed_to_buyer) {
    const owed = { amount: sum(mine.owed_to_buyer) }
    const is = owedSince ? m.buyer_money_owed_since({ ...owed, date: date(owedSince) }) : m.buyer_money_owed(owed)
    if (hasAccount === undefined) return is
    return `${is} ${hasAccount ? m.buyer_money_owed_goes() : m.buyer_money_owed_where()}`
  }
  const rest = sum(mine.owed_by_buyer)
  switch (mine.status) {
    case 'reserved':
      if (mine.offer !== null) return m.buyer_money_offer({ amount })
      if (mine.payment_status === 'partly_paid')
        return partlyWords(
          { paid: sum(mine.paid_amount), rest },
          claimed === undefined ? undefined : sum(claimed),
          isTold,
        )
      if (claimed !== undefined) return m.buyer_money_claimed({ amount: sum(claimed) })
      if (mine.campaign.goal_counts === 'confirmed')
        return isTold ? m.buyer_money_told_unpaid({ amount: rest }) : m.buyer_money_reserved_unpaid({ amount: rest })
      return isTold ? m.buyer_money_told({ amount: rest }) : m.buyer_money_reserved({ amount: rest })
    case 'confirmed':
    case 'fulfilled':
      return keptWords(mine, { amount, rest, claimed: claimed === undefined ? undefined : sum(claimed), isTold })
    default:
      if (mine.returned_amount) {
        const sent = { amount: sum(mine.returned_amount) }
        return isReported ? m.buyer_money_sent_back_reported(sent) : m.buyer_money_sent_back(sent)
      }
      if (mine.given_up_amount) return m.buyer_money_given_up({ amount: sum(mine.given_up_amount) })
      if (!wasOrdered) return m.buyer_money_never_ordered()
      return mine.status === 'refunded' ? m.buyer_money_refunded_unpaid({ amount }) : m.buyer_money_cancelled()
  }
}

/** Of a part that is on record: what is said of the rest. */
function partlyWords(sums: { paid: string; rest: string }, claimed: string | undefined, isTold: boolean): string {
  if (claimed !== undefined) return m.buyer_money_partly_claimed({ paid: sums.paid, amount: claimed })
  return isTold ? m.buyer_money_partly_told(sums) : m.buyer_money_partly(sums)
}

interface Kept {
  amount: string
  rest: string
  claimed: string | undefined
  isTold: boolean
}

function keptWords(mine: Mine, kept: Kept): string {
  if (mine.payment_status === 'waived') return m.buyer_money_waived()
  if (mine.owed_by_buyer) return unpaidWords(mine, kept)
  const { amount } = kept
  if (mine.status === 'fulfilled') return m.buyer_money_fulfilled({ amount })
  return mine.campaign.status === 'completed' ? m.buyer_money_making({ amount }) : m.buyer_money_confirmed({ amount })
}

/** Of what is confirmed and not paid: nobody is asked who says that they have, and nobody told otherwise than their seller says. */
function unpaidWords({ status, campaign }: Mine, { rest, claimed, isTold }: Kept): string {
  if (status === 'fulfilled') {
    if (claimed !== undefined) return m.buyer_money_fulfilled_claimed({ amount: claimed })
    return isTold ? m.buyer_money_fulfilled_told({ rest }) : m.buyer_money_fulfilled_unpaid({ amount: rest })
  }
  if (campaign.status === 'completed') {
    if (claimed !== undefined) return m.buyer_money_making_claimed({ amount: claimed })
    return isTold ? m.buyer_money_making_told({ rest }) : m.buyer_money_making_unpaid({ amount: rest })
  }
  if (claimed !== undefined) return m.buyer_money_confirmed_claimed({ amount: claimed })
  return isTold ? m.buyer_money_confirmed_told({ rest }) : m.buyer_money_confirmed_unpaid({ rest })
}

/** Of what is not confirmed though the deadline has passed: what is to be done before it lapses, and by whom. */
export function settlingWords(
  mine: Mine,
  time: string,
  { claimed, isTold }: Pick<About, 'claimed' | 'isTold'>,
): string {
  if (claimed !== undefined) return m.buyer_settling_claimed({ time })
  if (mine.payment_status === 'partly_paid') {
    const sum = (value: number | undefined) => money(value ?? 0, mine.currency)
    return m.buyer_settling_partly({ paid: sum(mine.paid_amount), rest: sum(mine.owed_by_buyer), time })
  }
  return isTold ? m.buyer_settling_told({ time }) : m.buyer_settling_reserved({ time })
}

const tones: Record<string, TimelineItem['tone']> = {
  participant_confirmed: 'good',
  money_sent_back: 'good',
  money_received: 'good',
  participant_fulfilled: 'good',
  campaign_completed: 'good',
  participant_cancelled: 'warn',
  participant_refunded: 'warn',
  hold_expired: 'warn',
  offer_made: 'good',
  offer_declined: 'warn',
  offer_expired: 'warn',
  offer_ended: 'warn',
  campaign_failed: 'warn',
  campaign_cancelled: 'warn',
}

/** Whether it was an order at any time: an offer ends like one, but only one that nobody claimed. */
export function wasOrdered(logs: Entry[]): boolean {
  return !logs.some(({ event }) => event === 'offer_declined' || event === 'offer_expired' || event === 'offer_ended')
}

/** What happened. Changes of photos are no part of anybody's order. */
export function storyOf(mine: Mine, logs: Entry[]): TimelineItem[] {
  return logs.flatMap((entry, i) => {
    const title = titleOf(entry, mine)
    if (title === undefined) return []
    const detail = detailOf(entry)
    const tone = tones[wordOf(entry)]
    return [{ key: `${i}`, title, at: entry.timestamp, ...(detail && { detail }), ...(tone && { tone }) }]
  })
}

/** Undefined for what buyers are not told in so many words. */
function titleOf(entry: Entry, mine: Mine): string | undefined {
  const { event, actor, metadata } = entry
  if (event === 'participant_cancelled' && actor === 'buyer') return m.buyer_event_cancelled_self()
  if (event === 'participant_changed' && metadata.fields !== undefined) return m.buyer_event_changed_fields()
  if (event === 'participant_refunded' && !mine.paid_amount) return m.buyer_event_refunded_unpaid()
  const words = m[`buyer_event_${wordOf(entry)}` as keyof typeof m] as unknown as
    | ((said: { slots: string; amount: string; kind: string }) => string)
    | undefined
  return words?.({
    slots: slotWords(mine.quantity),
    amount: money(Number(metadata.amount ?? 0), mine.currency),
    kind: moneyKindWord(String(metadata.kind)),
  })
}

/** By what it is told: what was put on record by its kind. */
function wordOf({ event, metadata }: Entry): string {
  return event === 'money_recorded' ? `money_${metadata.kind}` : event
}

function moneyKindWord(kind: string): string {
  const words = m[`money_kind_${kind}` as keyof typeof m] as unknown as (() => string) | undefined
  return words?.() ?? kind
}

function detailOf({ event, actor, metadata }: Entry): string | undefined {
  const { reason, answer, new_deadline: deadline, fields } = metadata
  if (typeof answer === 'string') return m.buyer_event_money_answer({ answer })
  if (typeof reason === 'string' && reason !== '') return m.buyer_event_reason({ reason })
  if (event === 'campaign_extended' && typeof deadline === 'string')
    return m.buyer_event_extended_detail({ time: dateTime(deadline) })
  if (Array.isArray(fields) || event.startsWith('campaign_')) return undefined
  if (event === 'participant_joined') return undefined
  if (actor === 'seller') return m.buyer_by_seller()
  return actor === 'other' || actor === 'service' ? m.buyer_by_other() : undefined
}

function makeWords({ completion, goal_counts }: Mine['campaign'], time: string): string {
  if (completion === 'at_deadline') return m.buyer_next_make_deadline({ time })
  return goal_counts === 'confirmed' ? m.buyer_next_make_confirmed({ time }) : m.buyer_next_make({ time })
}

/** What comes next. */
export function nextOf(mine: Mine): TimelineItem[] {
  const { status, campaign } = mine
  const hold = holdOf(mine)
  const isLive = status === 'reserved' || status === 'confirmed'
  // Of an offer its own box says what happens next.
  if (!isLive || mine.offer !== null) return []
  if (campaign.status === 'completed') return [{ key: 'arrive', isNext: true, title: m.buyer_next_arrive() }]
  if (campaign.status !== 'active' && campaign.status !== 'full') return []
  const next: TimelineItem[] = []
  if (status === 'reserved' && hold !== null)
    next.push({ key: 'hold', isNext: true, title: m.buyer_next_hold({ time: dateTime(hold) }) })
  const gap = campaign.minimum_slots - countedOf(campaign)
  if (campaign.settling) {
    next.push({ key: 'decided', isNext: true, title: m.buyer_next_decided({ time: dateTime(decidedBy(campaign)) }) })
    return next
  }
  const time = dateTime(campaign.deadline)
  next.push(
    gap > 0
      ? {
          key: 'goal',
          isNext: true,
          title: m.buyer_next_goal({ time }),
          detail:
            campaign.goal_counts === 'confirmed'
              ? m.buyer_next_goal_confirmed({ slots: slotWords(gap) })
              : m.buyer_next_goal_detail({ slots: slotWords(gap) }),
        }
      : { key: 'make', isNext: true, title: makeWords(campaign, time), detail: m.buyer_next_make_detail() },
  )
  return next
}
