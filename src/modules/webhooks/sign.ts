/** Signatures by the Standard Webhooks specification: HMAC-SHA256 over `id.timestamp.body`, a signature for each secret that is valid. */
import { createHmac, randomBytes } from 'node:crypto'

const marker = 'whsec_'

export function newSecret(): string {
  return marker + randomBytes(32).toString('base64')
}

export interface Message {
  /** The same in every attempt, so that a receiver knows what it has had. */
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
}

export function signedHeaders({ id, timestamp, body }: Message, secrets: string[]): Record<string, string> {
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(marker.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signatures.join(' ') }
}
