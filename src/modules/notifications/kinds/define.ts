/** What an entry of the catalogue of notifications says. Who gets it, and by what, is its row in sambatan.notification_kinds. */
import type { Facts } from '../facts.ts'
import type { PlainFacts } from '../plain-facts.ts'

/** Where a notification leads. */
export type Lead =
  | 'order'
  | 'refund_account'
  | 'sale'
  | 'sale_waiting'
  | 'sale_money'
  | 'claims'
  | 'campaign'
  | 'changes'
  | 'participation'
  | 'offer'
  | 'waiting'
  | 'next_batch'

export interface KindDefinition {
  /**
   * The texts after `notice_`, a paragraph each; its title is `notice_<kind>_title`. Unset: `<kind>_text`. What a text needs is what
   * `vocabulary` gives.
   */
  texts?: (facts: Facts) => string[]
  leadsTo: Lead
  /** Whether it is still true; what has become untrue is not sent, and stays in the inbox as what happened. Unset: for ever. */
  isTrue?: (facts: Facts) => boolean
  /** Until when, where that is known beforehand: what may lie somewhere before it is seen does not lie there longer. Null: not known. */
  until?: (facts: Facts) => Date | null
}

/** Where one of no campaign leads. */
export type PlainLead = 'webhook' | 'dead_letters' | 'health' | 'scheduler' | 'all_claims'

/** As `KindDefinition`, of what is about no campaign. */
export interface PlainKindDefinition {
  texts?: (facts: PlainFacts) => string[]
  leadsTo: PlainLead
  isTrue?: (facts: PlainFacts) => boolean
}

/** What is owed to who reads it, and that they have not said yet where it goes. */
export const owedTexts = ({ order }: Facts): string[] => ['owed_text', ...(order.has_account ? [] : [whereText])]

/** What asks whether somebody wants to hear of the next batch, and leads to where one tap says so. */
export const nextBatchText = 'next_batch_text'

/** What leads to the page on which they say it. */
export const whereText = 'owed_where_text'

/** Of an order that is over: what is owed back, or that whoever paid without its being on record is owed that. */
export const withMoney =
  (text: string | ((facts: Facts) => string)) =>
  (facts: Facts): string[] => [
    typeof text === 'string' ? text : text(facts),
    ...(facts.order.owed_to_buyer > 0 ? owedTexts(facts) : ['owed_if_paid_text']),
  ]

/** Until when what is left is to be paid, where a time is set. */
export const payBy = ({ order }: Facts): string[] => (order.pay_until === null ? [] : ['pay_until_text'])

/** Whether the reader says of all that is left that it is paid, and waits for an answer. */
export const isClaimed = ({ order }: Facts): boolean => order.owed_by_buyer > 0 && order.is_claimed

/** Where what is left goes, as the seller says; nothing where nothing is left, or the reader says that it is paid. */
export function payTo(facts: Facts): string[] {
  const { order } = facts
  if (order.owed_by_buyer === 0 || isClaimed(facts)) return []
  const isNamed = order.unique_part > 0
  // What several orders come to together names none of them.
  if (isNamed && order.id === null) return ['pay_each_text']
  const isSaid = order.pay_to.length > 0 || order.pay_words !== ''
  return [
    ...(isSaid ? [] : ['pay_agreed_text']),
    ...(order.pay_to.length > 0 ? ['pay_to_text'] : []),
    ...(isNamed ? ['pay_unique_text'] : []),
    ...(order.pay_words === '' ? [] : ['pay_words_text']),
  ]
}

/** What is asked of who has still to pay: that text, and how; of who says that they have, that it is for the seller to look. */
export function toPay(facts: Facts, text: string): string[] {
  if (facts.order.owed_by_buyer === 0) return []
  return isClaimed(facts) ? ['claimed_text'] : [text, ...payTo(facts)]
}

/** As `toPay`, of a reminder: who has paid already is told what to do about it. */
export function askToPay(facts: Facts, text: string): string[] {
  const asked = toPay(facts, text)
  return asked.length === 0 || isClaimed(facts) ? asked : [...asked, 'pay_say_so_text']
}

/** How the money of an order stands, in both directions. */
export function moneyStands(facts: Facts): string[] {
  const { order } = facts
  return [
    ...(order.owed_to_buyer > 0 ? owedTexts(facts) : []),
    ...(order.owed_by_buyer > 0 ? ['money_rest_text'] : []),
    ...(order.owed_to_buyer + order.owed_by_buyer === 0 ? ['money_nothing_left_text'] : []),
  ]
}

/** Of an order that ended: that text where its slots are for others to take, and the other where nobody can. */
export const whileOpen =
  (text: string, overText: string) =>
  (facts: Facts): string =>
    isOpen(facts) ? text : overText

export const isOpen = ({ campaign }: Facts): boolean =>
  !campaign.settling && (campaign.status === 'active' || campaign.status === 'full')
/** What is true while a campaign takes orders. */
export const untilDeadline = ({ campaign }: Facts): Date => campaign.deadline
/** Of a reminder of a deadline: that it is still to come, and still the one that it was. */
export const isBeforeDeadline = (facts: Facts): boolean =>
  isOpen(facts) &&
  facts.campaign.deadline > facts.now &&
  facts.campaign.deadline.getTime() === new Date(String(facts.metadata.deadline)).getTime()
export const isLive = ({ order }: Facts): boolean => order.status === 'reserved' || order.status === 'confirmed'
