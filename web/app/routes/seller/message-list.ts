/** Whom a list of messages is of, as its address says, and what stands on it. */
import type { BuyerMessage, MessageListEntry } from '@sambatan/client'
import { m } from '../../paraglide/messages.js'

export type Entry = MessageListEntry

export type TemplateName = BuyerMessage['template']

/** Those that are chosen among; what is offered has a message of its own, which fits nobody else. */
export const templateNames = ['payment', 'thanks', 'news'] as const

export interface Chosen {
  to: 'unpaid' | 'all' | 'offered' | 'chosen'
  /** Participations that were ticked. */
  ids: string[] | undefined
  template: TemplateName
}

const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function pickedIn(given: URLSearchParams): Chosen {
  const named = given.getAll('ids').flatMap((each) => each.split(','))
  const ids = named.filter((each) => id.test(each)).slice(0, 100)
  const to = given.get('to')
  if (to === 'offered') return { to, ids: undefined, template: 'offer' }
  const template = templateNames.find((name) => name === given.get('template')) ?? 'payment'
  const isChosen = ids.length > 0 && to !== 'unpaid' && to !== 'all'
  return { to: isChosen ? 'chosen' : to === 'all' ? 'all' : 'unpaid', ids: ids.length > 0 ? ids : undefined, template }
}

/** As the API takes it. */
export function queryOf({ to, ids, template }: Chosen) {
  if (to === 'chosen') return { template, ids: ids! }
  return { template, group: to }
}

/** As an address has it. */
export function addressOf({ to, ids, template }: Chosen): string {
  return new URLSearchParams({ to, template, ...(ids && { ids: ids.join(',') }) }).toString()
}

export function templateWords(template: TemplateName): string {
  return {
    payment: m.seller_message_payment,
    thanks: m.seller_message_thanks,
    news: m.seller_message_news,
    offer: m.seller_message_offer,
  }[template]()
}

export function nameOf({ buyer_name, user_id }: Entry): string {
  return buyer_name ?? user_id
}

/** Who opened a chat, as whoever reads it would say. */
export function openedBy({ actor }: BuyerMessage, me: string, sellerId: string): string {
  if (actor === `user:${me}`) return m.seller_messages_by_you()
  return actor === `user:${sellerId}` ? m.seller_messages_by_seller() : m.seller_messages_by_other()
}
