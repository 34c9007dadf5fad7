/**
 * What a receiver of webhooks needs: the types of what comes, and the check that it comes from where it says. By the Standard Webhooks
 * specification, with WebCrypto: in Node, at the edge and in browsers alike.
 */
import type { EventMetadata } from './schemas.gen.ts'

interface About<Metadata> {
  campaign_id: string | null
  /** Where it is about one. */
  participation_id?: string
  /** What it is about where that is neither a campaign nor a participation, and which one. */
  subject?: string
  subject_id?: string
  metadata: Metadata
}

interface Told<Type, Metadata> {
  type: Type
  /** When it happened, which is not when it was sent. */
  timestamp: string
  data: About<Metadata>
}

/**
 * What an endpoint is told, by its `type`. Later versions of Sambatan know more events and more fields: let a `switch` over `type` pass over
 * what it does not know.
 */
export type WebhookEvent =
  | { [Name in keyof EventMetadata]: Told<Name, EventMetadata[Name]> }[keyof EventMetadata]
  | Told<'webhook_test', { message: string }>

export type WebhookFault =
  | 'headers_missing'
  | 'too_old'
  | 'too_new'
  | 'signature_wrong'
  | 'secret_malformed'
  | 'body_malformed'

/** What came is not to be believed; answer it with 400. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly code: WebhookFault

  constructor(code: WebhookFault, message: string) {
    super(message)
    this.code = code
  }
}

/** Of Node's requests, of `fetch`, or any object. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

export interface VerifyOptions {
  /** How far its time may be from this machine's. */
  toleranceSeconds?: number
  now?: Date
}

const toleranceDefault = 300
const marker = 'whsec_'

/**
 * Verifies a webhook and reads it.
 * @param body exactly as it came, before anything parsed it
 * @param secret `whsec_…`; several while you change it
 * @throws WebhookError
 */
export async function verifyWebhook(
  body: string | Uint8Array<ArrayBuffer>,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { toleranceSeconds = toleranceDefault, now = new Date() }: VerifyOptions = {},
): Promise<WebhookEvent> {
  const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((name) =>
    headerOf(headers, `webhook-${name}`),
  )
  if (!id || !signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError('headers_missing', 'webhook-id, webhook-timestamp and webhook-signature must be there')
  }
  const ageSeconds = now.getTime() / 1000 - Number(timestamp)
  if (ageSeconds > toleranceSeconds)
    throw new WebhookError('too_old', `it was sent ${Math.round(ageSeconds)} seconds ago`)
  if (ageSeconds < -toleranceSeconds) throw new WebhookError('too_new', 'it was sent in the future: look at the clocks')

  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const signed = new Uint8Array(head.length + bytes.length)
  signed.set(head)
  signed.set(bytes, head.length)
  // One for each secret that is valid on the other side.
  const signatures = signature.split(' ').flatMap((one) => (one.startsWith('v1,') ? (bytesOf(one.slice(3)) ?? []) : []))
  for (const each of typeof secret === 'string' ? [secret] : secret) {
    const key = await keyOf(each)
    for (const one of signatures) {
      // Compared by the platform, in constant time.
      if (await crypto.subtle.verify('HMAC', key, one, signed)) return read(text)
    }
  }
  throw new WebhookError('signature_wrong', 'no signature is by this secret')
}

function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const key = Object.keys(headers).find((each) => each.toLowerCase() === name)
  const value = key === undefined ? undefined : headers[key]
  return typeof value === 'object' ? value.join(' ') : value
}

async function keyOf(secret: string) {
  const bytes = secret.startsWith(marker) ? bytesOf(secret.slice(marker.length)) : undefined
  if (bytes === undefined || bytes.length === 0) {
    throw new WebhookError('secret_malformed', 'a secret begins with whsec_ and goes on in base64')
  }
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function read(text: string): WebhookEvent {
  try {
    return JSON.parse(text)
  } catch {
    throw new WebhookError('body_malformed', 'it is signed, and no JSON')
  }
}
