/** What accounts need to know of a browser, and what they have to tell it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { BrowserHeaders, WithCookies } from '../modules/identity/index.ts'
import { networksOf } from './networks.ts'

export function browserOf(request: FastifyRequest): BrowserHeaders {
  const { cookie, 'user-agent': userAgent } = request.headers
  return { cookie, userAgent, networks: networksOf(request.ip) }
}

/** Hands the cookies to the browser and gives back what is to be answered. */
export function withCookies<T>(reply: FastifyReply, { body, cookies }: WithCookies<T>): T {
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return body
}

/**
 * Stops a request that a page of another site has made a browser send (CSRF): it would carry the person's cookie along.
 * The rule is that of Go's http.CrossOriginProtection: what only reads passes; what has `Sec-Fetch-Site` must come from
 * ourselves; what has only `Origin`, as of older browsers, must name our host; what has neither is no browser's. A request
 * with a bearer token passes: no browser adds one by itself.
 * @throws Problem cross_origin
 */
export function refuseCrossOrigin(request: FastifyRequest, publicHost: string): void {
  if (isCrossOrigin(request, publicHost)) throw new Problem('cross_origin')
}

/** Whether `refuseCrossOrigin` would refuse it. */
export function isCrossOrigin({ method, headers, host: ownHost }: FastifyRequest, publicHost: string): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS' || headers.authorization !== undefined) return false
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return false
  const { origin } = headers
  if (site === undefined && origin === undefined) return false
  const host = site === undefined && typeof origin === 'string' ? hostOf(origin) : undefined
  return host === undefined || (host !== ownHost && host !== publicHost)
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
