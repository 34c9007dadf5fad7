import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import type { App } from './app.ts'

/** Requests a minute from one address. Generous: behind one of a mobile network are thousands of buyers. */
const readsMax = 1200
const writesMax = 300

/** Limits every route registered from here on, by address; a service is trusted with its own pace. */
export async function limitRates(app: App): Promise<void> {
  await app.register(rateLimit, {
    max: (request: FastifyRequest) => (isRead(request) ? readsMax : writesMax),
    timeWindow: '1 minute',
    keyGenerator: (request) => `${isRead(request) ? 'read' : 'write'} ${networkOf(request.ip)}`,
    allowList: (request) => request.actor.kind === 'service',
    errorResponseBuilder: (_request, context) => {
      const seconds = Math.max(1, Math.ceil(context.ttl / 1000))
      return new Problem('rate_limited', { seconds }, { retryAfterSeconds: seconds })
    },
  })
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
