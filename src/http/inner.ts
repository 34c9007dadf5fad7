/**
 * The pages ask the API of their own node, without a network: the same recognition, policy, validation, limits and words
 * as for everybody. A page that reads four things is one visit, though, and counted as one (`rate-limit.ts`).
 */
import { randomBytes } from 'node:crypto'
import type { FastifyRequest, InjectOptions } from 'fastify'
import type { App } from './types.ts'

/** Nobody outside this process can know it. */
const mark = randomBytes(24).toString('base64url')
const firstMark = `${mark} first`
const header = 'x-sambatan-inner'

export function isInner(request: FastifyRequest): boolean {
  return request.headers[header] === mark || isFirstInner(request)
}

/** Whether it is what a page asks first, of all that it asks for one visit. */
export function isFirstInner(request: FastifyRequest): boolean {
  return request.headers[header] === firstMark
}

/** What says who asks. */
const personal = ['cookie', 'origin', 'sec-fetch-site']

/** What a request of a page is known by: the API must see the browser, not the page. */
const passedOn = ['user-agent', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-request-id']

interface Asking {
  /** Whether it asks as nobody in particular, for a page that many are shown alike. */
  isForAll: boolean
  /** Is handed what the API wants to set in the browser. */
  onCookies(cookies: string[]): void
}

/** A `fetch` for one request of a page. */
export function innerFetch(app: App, outer: FastifyRequest, { isForAll, onCookies }: Asking): typeof fetch {
  const shared: Record<string, string> = { [header]: firstMark, host: outer.headers.host ?? outer.host }
  for (const name of isForAll ? passedOn : [...personal, ...passedOn]) {
    const value = outer.headers[name]
    if (typeof value === 'string') shared[name] = value
  }
  return async (input, init) => {
    const request = input instanceof Request ? input : undefined
    const url = new URL(request?.url ?? String(input))
    const headers: Record<string, string> = { ...shared }
    shared[header] = mark
    new Headers(init?.headers ?? request?.headers).forEach((value, name) => {
      headers[name] = value
    })
    const answer = await app.inject({
      method: (init?.method ?? request?.method ?? 'GET') as NonNullable<InjectOptions['method']>,
      url: url.pathname + url.search,
      headers,
      remoteAddress: outer.socket.remoteAddress ?? '127.0.0.1',
      ...(await payloadOf(init?.body ?? (request?.body ? await request.arrayBuffer() : undefined))),
    })
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    if (cookies.length > 0) onCookies(cookies)
    return new Response(mayHaveBody(answer.statusCode) ? new Uint8Array(answer.rawPayload) : null, {
      status: answer.statusCode,
      headers: plainHeaders(answer.headers),
    })
  }
}

async function payloadOf(body: RequestInit['body'] | ArrayBuffer): Promise<{ payload?: Buffer | string }> {
  if (body === null || body === undefined) return {}
  if (typeof body === 'string') return { payload: body }
  return { payload: Buffer.from(await new Response(body).arrayBuffer()) }
}

function mayHaveBody(status: number): boolean {
  return status !== 204 && status !== 304
}

function plainHeaders(headers: Record<string, number | string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'set-cookie' ? [] : [[name, String(value)]],
    ),
  )
}
