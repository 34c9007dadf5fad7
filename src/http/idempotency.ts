import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/index.ts'
import { Problem } from '../kernel/problem.ts'
import { type IdempotencyKey, runOnce } from '../modules/idempotency/index.ts'
import type { Services } from '../services.ts'
import { actorName } from './policy.ts'

const keyPattern = /^[\x21-\x7e]{1,255}$/

/**
 * The request's Idempotency-Key, scoped to its caller, with a hash of all that makes it this request. The body is hashed
 * as validated, so that spaces and the order of fields do not matter.
 * @throws Problem validation_failed when the header is not 1 to 255 visible ASCII characters
 */
export function idempotencyKeyOf(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new Problem('idempotency_key_invalid', { path: 'Idempotency-Key' })
  }
  const content = `${request.method} ${request.url}\n${JSON.stringify(request.body) ?? ''}`
  return { scope: actorName(request.actor), key, requestHash: hash('sha256', content, 'hex') }
}

export function markReplayed(reply: FastifyReply, replayed: boolean): void {
  if (replayed) reply.header('idempotency-replayed', 'true')
}

/**
 * Answers a write: in one transaction, on record under the caller's name, once per Idempotency-Key.
 * @param onCommitted what to tell others, after the commit and only when something was written
 */
export async function answerOnce<Body extends object>(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  write: (tx: Tx) => Promise<Body>,
  onCommitted?: (body: Body) => void,
): Promise<Body> {
  const result = await runOnce(services.db, idempotencyKeyOf(request), actorName(request.actor), async (tx) => ({
    status,
    body: await write(tx),
  }))
  if (!result.replayed) onCommitted?.(result.body)
  markReplayed(reply, result.replayed)
  reply.code(result.status)
  return result.body
}
