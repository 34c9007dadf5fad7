import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { Problem } from '../kernel/problem.ts'
import { actorName } from '../modules/identity/index.ts'
import type { App } from './app.ts'
import { isFirstInner, isInner } from './inner.ts'

/**
 * Requests a minute from one address. Generous: behind one of a mobile network are thousands of buyers. Those who are
 * signed in are limited by their account as well, so of them an address may send ten times as much.
 */
const readsMax = 1200
const writesMax = 300
const signedInFactor = 10

/** Visits of pages a minute from one address; most are answered from what was made for somebody else a moment ago. */
export const pagesMax = 6000

/** Requests a minute of one account, whatever addresses it uses: more than a person can press, less than a script wants. */
const accountMax = { read: 600, write: 60, join: 20 }
const windowMs = 60_000

/** Addresses and accounts that are counted at once on a node; at most some 10 MB. */
const countersMax = 200_000

/** Limits every route registered from here on, by address and by account; a service is trusted with its own pace. */
export async function limitRates(app: App): Promise<void> {
  await app.register(rateLimit, {
    max: (request: FastifyRequest) => {
      // Whose session it is that sends a form, and whether it is one, the API finds out, and counts what the form does.
      if (isPage(request) && (isRead(request) || hasSession(request))) return pagesMax
      return (isRead(request) ? readsMax : writesMax) * (request.actor.kind === 'user' ? signedInFactor : 1)
    },
    timeWindow: windowMs,
    cache: countersMax,
    // How much is left is told to nobody but those who are stopped: three headers more in every answer help nobody else.
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    // Signed in or not are counted apart, or strangers behind an address could use up what its buyers may send.
    keyGenerator: (request) =>
      [
        isPage(request) && `page ${hasSession(request)}`,
        kindOf(request),
        request.actor.kind,
        networkOf(request.ip),
      ].join(' '),
    // What a page reads belongs to the visit, which is counted by address itself.
    allowList: (request) => request.actor.kind === 'service' || (isInner(request) && isRead(request)),
    errorResponseBuilder: (_request, context) => tooMany(context.ttl),
  })
  const counters = new LRUCache<string, { count: number; endsAtMs: number }>({ max: countersMax })
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    // Whose visit it is only the API finds out: what a page asks first stands for it, and what it reads after that is not
    // counted. A dashboard reads up to fourteen things each time something has changed.
    const belongsToVisit = isInner(request) && !isFirstInner(request) && isRead(request)
    const waitMs = request.actor.kind === 'user' && !belongsToVisit ? countAccount(counters, request) : 0
    done(waitMs > 0 ? tooMany(waitMs) : undefined)
  })
}

/**
 * Counts a request of an account, in windows of a minute; returns how long to wait when there were too many. By itself and
 * at once: a second limiter of the library's kind takes some promises a request, which cost the hot path as much as
 * recognizing whose it is.
 */
function countAccount(
  counters: LRUCache<string, { count: number; endsAtMs: number }>,
  request: FastifyRequest,
): number {
  const kind = kindOf(request)
  const key = `${kind} ${actorName(request.actor)}`
  const nowMs = performance.now()
  let counter = counters.get(key)
  if (!counter || counter.endsAtMs <= nowMs) {
    counter = { count: 0, endsAtMs: nowMs + windowMs }
    counters.set(key, counter)
  }
  counter.count += 1
  return counter.count > accountMax[kind] ? counter.endsAtMs - nowMs : 0
}

function hasSession({ headers }: FastifyRequest): boolean {
  return (headers.cookie ?? '').includes('session_token')
}

function isPage({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.action === 'page.read'
}

/** Joins are counted apart from other writes: they are what people come for, and what scripts are for. */
function kindOf(request: FastifyRequest): keyof typeof accountMax {
  if (request.routeOptions.config.action === 'campaign.join') return 'join'
  return isRead(request) ? 'read' : 'write'
}

function tooMany(ttlMs: number): Problem {
  const seconds = Math.max(1, Math.ceil(ttlMs / 1000))
  return new Problem('rate_limited', { seconds }, { retryAfterSeconds: seconds })
}

function isRead({ method }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** An IPv4 address, or the /64 network of an IPv6 one: whoever has one of its addresses has all of them. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  return [...groups, ...Array(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':')
}
