/** What people are told about, by topics that they can switch. */
import type { Notification } from '@sambatan/client'
import { sells, type Who } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

export type Topic = Notification['topic']

const words: Record<Topic, () => string> = {
  orders: m.topic_orders,
  reminders: m.topic_reminders,
  campaigns: m.topic_campaigns,
  sales: m.topic_sales,
  following: m.topic_following,
  operations: m.topic_operations,
}

export function topicWords(topic: Topic): string {
  return words[topic]()
}

/** Those by which anything can come to somebody of a role. */
export function topicsOf(role: Who['role']): Topic[] {
  return (Object.keys(words) as Topic[]).filter(
    (topic) => (topic !== 'sales' || sells(role)) && (topic !== 'operations' || role === 'operator'),
  )
}
