/** One request to an endpoint: what is said, and signed with each of its secrets. */
import { webhookIdOf } from './deliveries.ts'
import { bodyOf, testBody } from './payload.ts'
import { signedHeaders } from './sign.ts'

interface Delivery {
  id: number
  url: string
  created_at: Date
  /** As it is read as JSON; null: a test. */
  event: Parameters<typeof bodyOf>[0] | null
}

export function requestOf({ id, url, created_at, event: read }: Delivery, secrets: string[], at: Date) {
  const event = read && { ...read, created_at: new Date(read.created_at) }
  const body = JSON.stringify(event === null ? testBody(created_at) : bodyOf(event))
  const timestamp = Math.floor(at.getTime() / 1000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Sambatan-Webhooks/1',
    ...signedHeaders({ id: webhookIdOf(id), timestamp, body }, secrets),
  }
  return { url, headers, body }
}
