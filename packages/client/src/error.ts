import type { Problem, Quote } from './schemas.gen.ts'

/** What `code` is when no node said so: it was not reached, did not answer in time, or something else answered. */
export type ClientCode = 'network_error' | 'timeout' | 'unexpected_answer'

export interface ErrorFields {
  code: string
  status: number
  title: string
  detail: string
  errors?: Problem['errors']
  /** As an answer names it. */
  item_id?: string
  quote?: Quote
  instance?: string
  retryAfterSeconds?: number
  requestId?: string
}

/** Every failure of a call, but for one that its caller aborted: that throws the signal's reason. */
export class SambatanError extends Error {
  override readonly name = 'SambatanError'
  /** The stable word for programs: of the node's catalogue, or a {@link ClientCode}. */
  readonly code: string
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly title: string
  /** A sentence for people, in the language that was asked for. */
  readonly detail: string
  /** Every field that failed; empty when it is not about fields. */
  readonly errors: { path: string; message: string }[]
  /** Where one item is at fault (`item_unavailable`, `item_limit`): which. */
  readonly itemId: string | undefined
  /** Where the price has changed (`price_changed`): what the order would cost now. */
  readonly quote: Quote | undefined
  /** The path of the request. */
  readonly instance: string | undefined
  /** How long the node asks to wait, be it longer than the client was willing to. */
  readonly retryAfterSeconds: number | undefined
  /** What the node's log calls the request. */
  readonly requestId: string | undefined

  constructor(fields: ErrorFields, options?: ErrorOptions) {
    super(fields.detail || fields.title || fields.code, options)
    this.code = fields.code
    this.status = fields.status
    this.title = fields.title
    this.detail = fields.detail
    this.errors = fields.errors ?? []
    this.itemId = fields.item_id
    this.quote = fields.quote
    this.instance = fields.instance
    this.retryAfterSeconds = fields.retryAfterSeconds
    this.requestId = fields.requestId
  }
}

const words = {
  id: {
    network_error: ['Tidak terhubung', 'Server tidak dapat dihubungi.'],
    timeout: ['Terlalu lama', 'Server tidak menjawab pada waktunya.'],
    unexpected_answer: ['Jawaban tidak dikenal', 'Server menjawab dengan sesuatu yang tidak dikenal.'],
  },
  en: {
    network_error: ['Not connected', 'The server cannot be reached.'],
    timeout: ['Too slow', 'The server did not answer in time.'],
    unexpected_answer: ['Unknown answer', 'The server answered with something unknown.'],
  },
} satisfies Record<string, Record<ClientCode, [string, string]>>

export interface ClientErrorOptions {
  language: string | undefined
  instance: string
  status?: number
  retryAfterSeconds?: number
  requestId?: string
  cause?: unknown
}

/** A failure that no node put into words. Indonesian unless English was asked for, as a node's own. */
export function clientError(code: ClientCode, { language, cause, ...fields }: ClientErrorOptions): SambatanError {
  const [title, detail] = words[/^en(?![a-z])/i.test(language ?? '') ? 'en' : 'id'][code]
  return new SambatanError({ code, status: 0, title, detail, ...fields }, { cause })
}

/** What a refused request's answer says: an RFC 9457 problem, or whatever a proxy in between had to say. */
export async function errorOf(response: Response, options: ClientErrorOptions): Promise<SambatanError> {
  const rest = {
    status: response.status,
    retryAfterSeconds: retryAfterOf(response.headers, Date.now()),
    requestId: response.headers.get('x-request-id') ?? undefined,
  }
  const text = await response.text()
  const problem = problemIn(text)
  if (problem === undefined)
    return clientError('unexpected_answer', { ...options, ...rest, cause: text.slice(0, 1000) })
  return new SambatanError({ ...problem, ...rest })
}

function problemIn(text: string): Problem | undefined {
  try {
    const { code, title = '', detail = '', ...rest } = JSON.parse(text)
    return typeof code === 'string' ? { ...rest, code, title, detail } : undefined
  } catch {
    return undefined
  }
}

/** `Retry-After` in seconds from now: it is a number of seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+$/.test(value)) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}
