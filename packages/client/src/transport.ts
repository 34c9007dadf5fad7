/** Sends one call: its address, its headers, its time limit, and its repeats where those are safe. */
import { clientError, errorOf, SambatanError } from './error.ts'
import type { Operation } from './operation.ts'
import { pause } from './pause.ts'

/** What is `undefined` is as if it were not there, also where TypeScript distinguishes (`exactOptionalPropertyTypes`). */
export interface ClientOptions {
  /** Where the node is, as in `https://buy.example.com`; `''` in a page that the node itself serves. */
  baseUrl: string
  /** Bearer token: a service key, an API key or a JWT of your platform. A function is asked before every request. */
  token?: string | (() => string | undefined | Promise<string | undefined>) | undefined
  /** Of problems' sentences: `id` (what a node speaks by default) or `en`. */
  language?: string | undefined
  /** Instead of the global one. */
  fetch?: typeof globalThis.fetch | undefined
  /** Sent with every request. */
  headers?: Record<string, string> | undefined
  /** How often a call is repeated at most, where a repeat is safe; default 2, 0 turns repeats off. */
  retries?: number | undefined
  /** How long one attempt may take; default 30 000, 0 means any time. Streams go by the node's heartbeat instead. */
  timeoutMs?: number | undefined
  /** A node that asks to wait longer than this is not waited for: the error comes at once. Default 30 000. */
  retryAfterMaxMs?: number | undefined
}

export interface CallOptions {
  /** Sent with a POST instead of a random one: the same key has one effect, also from another process. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
  headers?: Record<string, string> | undefined
  language?: string | undefined
}

export type Params = Record<string, unknown>

/** What `fetch` takes as a body, wherever its types come from; but no stream, which could not be sent again. */
export type Body = Exclude<NonNullable<RequestInit['body']>, ReadableStream>

export interface Transport {
  /**
   * Gives what `read` makes of the answer. Reading is part of the attempt: an answer that breaks off is asked for again.
   * @throws SambatanError, or the reason of `options.signal`
   */
  call<T>(request: Outgoing, read: (response: Response) => Promise<T> | T): Promise<T>
  /** One attempt, without a limit on how long the answer takes once it has begun. */
  open(request: Outgoing, signal: AbortSignal): Promise<Response>
}

export interface Outgoing {
  operation: Operation
  params: Params
  options: CallOptions
}

/** Full jitter (AWS, "Exponential Backoff and Jitter"): callers that failed together do not come back together. */
const backoffMs = { first: 250, max: 8000 }

/** 429 and 503 are a node's own words; 502 and 504 are those of a proxy in front of it. */
const retriedStatuses = new Set([429, 502, 503, 504])

export function createTransport(given: ClientOptions): Transport {
  const { retries = 2, timeoutMs = 30_000, retryAfterMaxMs = 30_000 } = given

  async function attempt(request: Outgoing, key: string | undefined, signal?: AbortSignal): Promise<Response> {
    const { operation, params, options } = request
    const send = given.fetch ?? globalThis.fetch
    const { body, contentType } = bodyOf(operation, params.body)
    const headers = new Headers({ ...given.headers, ...options.headers })
    const language = options.language ?? given.language
    const token = typeof given.token === 'function' ? await given.token() : given.token
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    if (language !== undefined) headers.set('accept-language', language)
    if (contentType !== undefined && !headers.has('content-type')) headers.set('content-type', contentType)
    if (key !== undefined) headers.set('idempotency-key', key)
    const response = await send(given.baseUrl.replace(/\/+$/, '') + addressOf(operation, params), {
      method: operation.method,
      headers,
      body,
      signal,
    })
    if (response.ok) return response
    throw await errorOf(response, { language, instance: operation.path })
  }

  /** What went wrong on the way becomes an error of ours; what the caller aborted stays the caller's. */
  function explain(error: unknown, request: Outgoing, timedOut: boolean): unknown {
    request.options.signal?.throwIfAborted()
    // A mistake in the call itself, which was never sent.
    if (error instanceof SambatanError || error instanceof CallError) return error
    const language = request.options.language ?? given.language
    const code = timedOut ? 'timeout' : error instanceof SyntaxError ? 'unexpected_answer' : 'network_error'
    return clientError(code, { language, instance: request.operation.path, cause: error })
  }

  async function limited<T>(
    request: Outgoing,
    key: string | undefined,
    read: (response: Response) => Promise<T> | T,
  ): Promise<T> {
    const limit = new AbortController()
    const timer = timeoutMs > 0 ? setTimeout(() => limit.abort(), timeoutMs) : undefined
    const { signal } = request.options
    try {
      return await read(await attempt(request, key, signal ? AbortSignal.any([signal, limit.signal]) : limit.signal))
    } catch (error) {
      throw explain(error, request, limit.signal.aborted)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async call(request, read) {
      const { operation, options } = request
      const key = options.idempotencyKey ?? (operation.keyed ? randomKey() : undefined)
      const repeatable = operation.keyed || ['GET', 'PUT', 'DELETE'].includes(operation.method)
      for (let tried = 0; ; tried++) {
        try {
          options.signal?.throwIfAborted()
          return await limited(request, key, read)
        } catch (error) {
          const waitMs = repeatable && tried < retries ? waitFor(error, tried, retryAfterMaxMs) : undefined
          if (waitMs === undefined) throw error
          await pause(waitMs, options.signal)
        }
      }
    },
    async open(request, signal) {
      try {
        return await attempt(request, undefined, signal)
      } catch (error) {
        throw explain(error, request, signal.aborted)
      }
    },
  }
}

/** How long to wait before the next attempt; undefined when there should be none. */
export function waitFor(error: unknown, tried: number, retryAfterMaxMs: number): number | undefined {
  if (!(error instanceof SambatanError)) return undefined
  const passing = error.code === 'network_error' || error.code === 'timeout' || retriedStatuses.has(error.status)
  if (!passing) return undefined
  if (error.retryAfterSeconds === undefined) return backoff(tried, backoffMs.first)
  const waitMs = error.retryAfterSeconds * 1000
  return waitMs > retryAfterMaxMs ? undefined : waitMs
}

export function backoff(tried: number, firstMs: number): number {
  return Math.random() * Math.min(Math.max(backoffMs.max, firstMs), firstMs * 2 ** tried)
}

/** A call that cannot be sent as it is: what TypeScript would have refused. */
export class CallError extends TypeError {}

function addressOf({ path, pathParams, queryParams }: Operation, params: Params): string {
  const unknown = Object.keys(params).filter(
    (name) => name !== 'body' && !pathParams.includes(name) && !queryParams.includes(name),
  )
  if (unknown.length > 0) throw new CallError(`${path} takes no ${unknown.join(', ')}.`)
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === null || value === '') throw new CallError(`${path} needs ${name}.`)
    // Nothing can be written for these two: `%2E%2E` too is a step up, and the call would be another one.
    if (value === '.' || value === '..') throw new CallError(`${path} takes no "${value}" as ${name}.`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const name of queryParams) {
    for (const value of [params[name]].flat()) {
      if (value !== undefined && value !== null) query.append(name, String(value))
    }
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}

function bodyOf(operation: Operation, body: unknown): { body?: Body; contentType?: string } {
  if (body === undefined || operation.body === 'none') return {}
  if (operation.body === 'json') return { body: JSON.stringify(body), contentType: 'application/json' }
  // A form's type holds its boundary, a file's is its own: `fetch` knows both.
  return { body: body as Body }
}

/** `crypto.randomUUID` is not there in pages that came without TLS; `getRandomValues` is. */
function randomKey(): string {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('-')
}
