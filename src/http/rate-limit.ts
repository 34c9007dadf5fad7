/**
 * How much may be asked of a node, by what it costs. Thousands of phones share one address (carrier NAT is the rule in
 * Indonesia), so what is cheap, and what people come for, has large budgets: two thousand people behind one address open
 * a campaign and join it within a minute. What is dear and need not be asked anew has small ones. Budgets are of networks,
 * and of accounts whatever addresses they use; whose a request is, is what has been verified of it and never what it
 * says: a cookie that somebody made up gives nobody a second budget.
 */
import type { FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { atMost } from '../kernel/cache-size.ts'
import { Problem } from '../kernel/problem.ts'
import { actorName, widerFactors } from '../modules/identity/index.ts'
import { isFirstInner, isInner } from './inner.ts'
import { networksOf } from './networks.ts'
import type { App } from './types.ts'

export interface Budget {
  /** Requests a minute from one network of nobody in particular. */
  strangers: number
  /** Of people whose session or token is good, together: they are counted by their account as well. */
  known: number
}

const defaults = {
  /** Reading the API. */
  read: { strangers: 6_000, known: 60_000 },
  write: { strangers: 300, known: 3_000 },
  join: { strangers: 10_000, known: 10_000 },
  /** Pages, photos and other files, most of which are there already. */
  visit: { strangers: 60_000, known: 60_000 },
  stream: { strangers: 12_000, known: 12_000 },
  /** A page that has to be made, and a form. */
  page: { strangers: 3_000, known: 60_000 },
  /** The pages on the way to one's slots. */
  joinPage: { strangers: 12_000, known: 60_000 },
  /** A list that nobody has asked for a moment ago, narrowed by words and prices. */
  search: { strangers: 300, known: 3_000 },
  /** A share image that has never been drawn: a core for some tenths of a second. */
  draw: { strangers: 20, known: 20 },
  metrics: { strangers: 300, known: 300 },
} satisfies Record<string, Budget>

export type BudgetName = keyof typeof defaults

export type Budgets = Record<BudgetName, Budget>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** From which budget a request to this route is taken; by default its method says. `free`: from none. */
    budget?: BudgetName | 'free'
  }
  interface FastifyRequest {
    isCounted: boolean
    /**
     * Takes from one more budget: for what turns out to cost more than its route.
     * @throws Problem rate_limited
     */
    spend(budget: BudgetName): void
  }
}

/** Requests a minute of one account: more than a person can press, less than a script wants. */
const accountMax = { read: 600, write: 60, join: 20 }
const windowMs = 60_000

const networkFactors = [1, ...widerFactors]

/** What is counted at once on a node; at most some 20 MB. */
const countersMax = 200_000

/** Limits every route; a service is trusted with its own pace. To be called before callers are held against the policy. */
export function limitRates(app: App, isOn: boolean, given: Partial<Budgets> = {}): void {
  const limits: Limits = { counters: createCounters(), budgets: { ...defaults, ...given } }
  app.decorateRequest('isCounted', false)
  app.decorateRequest('spend', function (this: FastifyRequest, budget: BudgetName) {
    if (isOn && !isTrusted(this)) countNetworks(limits, this, budget)
  })
  if (!isOn) return
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    try {
      countRequest(limits, request)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}

/** An address that no route takes, which is found out past the hooks of all routes. */
export function countUnknown(request: FastifyRequest): void {
  if (!request.isCounted) request.spend(isRead(request) ? 'read' : 'write')
}

interface Limits {
  counters: Counters
  budgets: Budgets
}

function countRequest(limits: Limits, request: FastifyRequest): void {
  request.isCounted = true
  const { budget } = request.routeOptions.config
  if (budget === 'free') return
  if (!isTrusted(request)) countNetworks(limits, request, budget ?? budgetOf(request))
  // Whose visit it is only the API finds out: what a page asks first stands for it, and what it reads after that is not
  // counted. A dashboard reads up to fourteen things each time something has changed.
  const belongsToVisit = isInner(request) && !isFirstInner(request) && isRead(request)
  if (request.actor.kind !== 'user' || belongsToVisit) return
  const kind = kindOf(request)
  take(limits.counters, `account ${kind} ${actorName(request.actor)}`, accountMax[kind])
}

/** A service, and what a page reads: that belongs to the visit, which is counted by address itself. */
function isTrusted(request: FastifyRequest): boolean {
  return request.actor.kind === 'service' || (isInner(request) && isRead(request))
}

/** Strangers and others are counted apart, or strangers behind an address could use up what its buyers may send. */
function countNetworks({ counters, budgets }: Limits, request: FastifyRequest, budget: BudgetName): void {
  const who = isKnown(request) ? 'known' : 'strangers'
  const networks = networksOf(request.ip)
  for (let i = 0; i < networks.length; i++) {
    // A network that is refused does not use up what the one around it may.
    take(counters, `${budget} ${who} ${networks[i]}`, budgets[budget][who] * networkFactors[i]!)
  }
}

/** Of pages only the route finds out who asks. */
function isKnown({ actor, pageRole }: FastifyRequest): boolean {
  return actor.kind !== 'anonymous' || (pageRole !== undefined && pageRole !== 'nobody')
}

function budgetOf(request: FastifyRequest): BudgetName {
  return request.routeOptions.config.action === 'page.read' ? 'visit' : kindOf(request)
}

/** Joins are counted apart from other writes: they are what people come for, and what scripts are for. */
function kindOf(request: FastifyRequest): keyof typeof accountMax {
  if (request.routeOptions.config.action === 'campaign.join') return 'join'
  return isRead(request) ? 'read' : 'write'
}

/** Also what is asked with a body, where its route says that it only reads. */
function isRead({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'GET' || method === 'HEAD' || routeOptions.config.budget === 'read'
}

type Counters = LRUCache<string, { count: number; endsAtMs: number }>

function createCounters(): Counters {
  return new LRUCache(atMost(countersMax))
}

/**
 * Counts in windows of a minute. At once: a limiter that takes some promises a request costs the hot path as much as
 * recognizing whose it is.
 * @throws Problem rate_limited
 */
function take(counters: Counters, key: string, maximum: number): void {
  const nowMs = performance.now()
  let counter = counters.get(key)
  if (!counter || counter.endsAtMs <= nowMs) {
    counter = { count: 0, endsAtMs: nowMs + windowMs }
    counters.set(key, counter)
  }
  if (counter.count >= maximum) {
    const seconds = Math.max(1, Math.ceil((counter.endsAtMs - nowMs) / 1000))
    throw new Problem('rate_limited', { seconds }, { retryAfterSeconds: seconds })
  }
  counter.count += 1
}
