/** What a notification says, once for all channels, in the language of its reader. */
import { isolated } from '../../kernel/isolated.ts'
import type { Language } from '../../kernel/language.ts'
import type { MessageValue } from '../../kernel/message-format.ts'
import { type MessageKey, render, say, sayIfThere } from '../../kernel/messages.ts'
import { writtenDay, writtenMoney, writtenTime } from '../../kernel/written.ts'
import type { AnyFacts, Facts } from './facts.ts'
import { type Lead, nextBatchText, whereText } from './kinds/define.ts'
import { definitionOf, plainDefinitionOf } from './kinds/index.ts'
import { plainContentOf, plainVocabulary } from './plain-content.ts'
import type { Content } from './told.ts'

/** @throws Error where a kind has no words: a later version wrote it */
export function contentOf(facts: AnyFacts, language: Language): Content {
  if (facts.campaign !== null) return campaignContentOf(facts, language)
  const definition = plainDefinitionOf(facts.kind)
  if (definition === undefined) throw new Error(`there is no notification "${facts.kind}"`)
  return plainContentOf(definition, facts, language)
}

function campaignContentOf(facts: Facts, language: Language): Content {
  const definition = definitionOf(facts.kind)
  if (definition === undefined) throw new Error(`there is no notification "${facts.kind}"`)
  const words = campaignVocabulary(facts, language)
  const texts = definition.texts?.(facts) ?? [`${facts.kind}_text`]
  const text = (key: string) => render(language, `notice_${key}`, words)
  // Who is asked something is led to where they answer it.
  const lead = texts.includes(whereText)
    ? 'refund_account'
    : texts.includes(nextBatchText)
      ? 'next_batch'
      : definition.leadsTo
  return {
    title: text(`${facts.kind}_title`),
    paragraphs: [...texts.map(text), ...(facts.metadata.reason ? [text('reason')] : [])],
    facts: table(facts, definition.leadsTo, language, words),
    action: { label: say(language, actionOf(lead, facts)), path: pathOf(lead, facts) },
  }
}

/** What texts can name. */
export function vocabulary(facts: AnyFacts, language: Language): Record<string, MessageValue> {
  return facts.campaign === null ? plainVocabulary(facts, language) : campaignVocabulary(facts, language)
}

function campaignVocabulary(facts: Facts, language: Language): Record<string, MessageValue> {
  const { campaign, order, metadata } = facts
  const money = (amount: number) => writtenMoney(amount, campaign.currency, language)
  const time = (at: unknown) =>
    at === null || at === undefined ? '' : writtenTime(new Date(at as string), language, { withYear: false })
  const isDigest = order.quantity === 0
  return {
    campaign: campaign.title,
    seller: campaign.seller_name ?? say(language, 'notice_a_seller'),
    quantity: facts.place?.quantity ?? (isDigest ? facts.quantity : order.quantity),
    reserved: Number(metadata.slots_reserved ?? 0),
    counted: campaign.counted,
    missing: Math.max(0, campaign.minimum_slots - campaign.counted),
    unconfirmed: campaign.unconfirmed,
    left: campaign.total_slots - campaign.taken,
    amount: money(isDigest ? facts.amount : order.amount),
    count: facts.events,
    price: campaign.itemized
      ? say(language, 'notice_price_from', { price: money(campaign.price_per_slot) })
      : money(campaign.price_per_slot),
    agreed: money(order.amount + order.saved),
    saved: money(order.saved),
    short_items: order.short_items || campaign.short_items,
    dropped_items: campaign.dropped_items,
    ...changedOrder(facts, money),
    ...moneyWords(facts, language, money),
    ...waitingWords(facts),
    standing: standing(facts, language),
    taken: campaign.taken,
    total: campaign.total_slots,
    goal: campaign.minimum_slots,
    opens: time(campaign.opens_at),
    deadline: time(campaign.deadline),
    old_deadline: time(metadata.old_deadline),
    hold_until: time(order.hold_expires_at),
    settles_until: time(metadata.settles_until ?? campaign.settles_until),
    // With its hold, and with the settlement at the latest.
    lapses_at: time(earlier(order.hold_expires_at, campaign.settles_until)),
    leave_until: time(metadata.leave_until),
    reason: String(metadata.reason ?? ''),
  }
}

/** What an order was before, what of it is not made, and how many pay less. */
function changedOrder({ metadata }: Facts, money: (amount: number) => string): Record<string, MessageValue> {
  const items = Array.isArray(metadata.items) ? metadata.items : []
  return {
    old_quantity: Number(metadata.old_quantity ?? 0),
    old_amount: money(Number(metadata.old_amount ?? 0)),
    not_made: items.map(({ units, name }) => `${units} × ${isolated(String(name))}`).join(', '),
    event_amount: money(Number(metadata.amount ?? 0)),
    orders: Number(metadata.participations ?? 0),
  }
}

/** Where somebody stands on a waiting list, and what came free beside them. */
function waitingWords({ place, campaign, metadata, order }: Facts): Record<string, MessageValue> {
  return {
    position: place?.position ?? 0,
    slots_ahead: place?.slots_ahead ?? 0,
    free: Number(metadata.free_slots ?? 0),
    waiting: campaign.waiting,
    waited_for: place?.items || order.items || campaign.title,
  }
}

/** What changed hands, and what is owed since. */
function moneyWords(
  { order, metadata, about, campaign }: Facts,
  language: Language,
  money: (amount: number) => string,
): Record<string, MessageValue> {
  const { happened_on: day, method } = metadata
  return {
    owed: money(order.owed_to_buyer),
    rest: money(order.owed_by_buyer),
    unique: money(order.unique_part),
    pay_until: writtenPayUntil(order.pay_until ?? metadata.pay_until, language),
    unpaid: campaign.unpaid,
    unpaid_amount: money(campaign.unpaid_amount),
    paid: money(order.paid),
    code: about?.code ?? order.code ?? '',
    happened_on: typeof day === 'string' ? writtenDay(day, language) : '',
    method: typeof method === 'string' ? (sayIfThere(language, `money_method_${method}`) ?? method) : '',
    answer: String(metadata.answer ?? ''),
    pay_to: order.pay_to.map((account) => accountWords(account, language)).join('; '),
    pay_words: order.pay_words.replace(/\s*\n\s*/g, ' '),
  }
}

/** Of the reader's own order, else of what is told. */
function writtenPayUntil(at: unknown, language: Language): string {
  return at === null || at === undefined ? '' : writtenTime(new Date(at as string), language, { withYear: false })
}

function accountWords(
  { kind, provider, number, holder }: Facts['order']['pay_to'][number],
  language: Language,
): string {
  if (kind === 'qris') return say(language, 'notice_account_qris')
  const [of, at] = [provider ?? '', number ?? '']
  return holder === null
    ? say(language, 'notice_account', { provider: of, number: at })
    : say(language, 'notice_account_of', { provider: of, number: at, holder })
}

/** How far it is to the goal, by what counts towards it. */
function standing({ campaign }: Facts, language: Language): string {
  const { counted, taken, minimum_slots: goal, total_slots: total } = campaign
  const missing = Math.max(0, goal - counted)
  if (campaign.counts_confirmed)
    return missing > 0
      ? say(language, 'notice_standing_confirmed_gap', { counted, missing, goal, taken, total })
      : say(language, 'notice_standing_confirmed_reached', { counted, goal, taken, total })
  return missing > 0
    ? say(language, 'notice_standing_gap', { taken, total, missing, goal })
    : say(language, 'notice_standing_reached', { taken, total, goal })
}

const earlier = (one: Date | null, other: Date): Date => (one !== null && one < other ? one : other)

function table(facts: Facts, lead: Lead, language: Language, words: Record<string, MessageValue>): Content['facts'] {
  const { order, campaign } = facts
  const rows: [MessageKey, MessageValue | undefined][] = [
    ['notice_fact_campaign', words.campaign],
    // Sellers know who they are.
    ['notice_fact_seller', lead.startsWith('sale') ? undefined : (campaign.seller_name ?? undefined)],
    ['notice_fact_code', order.code ?? undefined],
    ['notice_fact_items', order.items || facts.place?.items || undefined],
    ['notice_fact_slots', order.quantity > 0 || facts.place !== null ? words.quantity : undefined],
    ['notice_fact_position', facts.place?.position ?? undefined],
    ['notice_fact_amount', order.quantity > 0 ? words.amount : undefined],
    ['notice_fact_to_pay', order.unique_part > 0 && lead !== 'sale' ? words.rest : undefined],
    ['notice_fact_held_until', order.status === 'reserved' && order.hold_expires_at ? words.hold_until : undefined],
    ['notice_fact_deadline', words.deadline],
  ]
  return rows.flatMap(([label, value]) =>
    value === undefined ? [] : [{ label: render(language, label, {}), value: String(value) }],
  )
}

function actionOf(
  lead: Lead,
  { order }: Facts,
):
  | 'notice_open_order'
  | 'notice_open_orders'
  | 'notice_open_sale'
  | 'notice_open_campaign'
  | 'notice_open_changes'
  | 'notice_open_claims'
  | 'notice_open_participation'
  | 'notice_open_offer'
  | 'notice_open_waiting'
  | 'notice_open_next_batch'
  | 'notice_open_sale_waiting'
  | 'notice_open_sale_money'
  | 'notice_open_refund_account' {
  if (lead === 'order') return order.id === null ? 'notice_open_orders' : 'notice_open_order'
  return `notice_open_${lead}`
}

function pathOf(lead: Lead, { campaign, order, about, place }: Facts): string {
  switch (lead) {
    case 'order':
    case 'offer':
      return order.id === null ? '/me' : `/me/${order.id}`
    case 'refund_account':
      return `/me/refund-account${order.id === null ? '' : `?order=${order.id}`}`
    case 'waiting':
      return place === null ? '/me' : `/me/waiting/${place.id}`
    case 'next_batch':
      return `/s/${campaign.seller_slug}/follow`
    case 'sale_waiting':
      return `/sell/campaigns/${campaign.id}/waiting`
    case 'sale':
      return `/sell/campaigns/${campaign.id}`
    case 'sale_money':
      return `/sell/campaigns/${campaign.id}/money?view=owing`
    case 'claims':
      return `/sell/claims?campaign=${campaign.id}`
    case 'participation':
      return `/operator/participations/${about?.id ?? ''}`
    case 'campaign':
      return `/c/${campaign.slug}`
    case 'changes':
      return `/c/${campaign.slug}/changes`
  }
}
