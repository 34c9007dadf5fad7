import { hash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '../db/index.ts'
import { Problem } from '../kernel/problem.ts'
import { type IdempotencyKey, type OnceResult, runOnce } from '../modules/idempotency/index.ts'
import { actorName, idempotencyScope } from '../modules/identity/index.ts'
import type { Services } from '../services.ts'

const keyPattern = /^[\x20-\x7e]{1,255}$/

/**
 * The request's Idempotency-Key, scoped to its caller, with a hash of all that makes it this request. The body is hashed
 * as validated, so that spaces and the order of fields do not matter.
 * @throws Problem idempotency_key_invalid when the header is not 1 to 255 printable ASCII characters
 */
export function idempotencyKeyOf(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new Problem('idempotency_key_invalid', { path: 'Idempotency-Key' })
  }
  const content = `${request.method} ${request.url}\n${JSON.stringify(request.body) ?? ''}`
  return { scope: idempotencyScope(request.actor), key, requestHash: hash('sha256', content, 'hex') }
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
  return send(reply, result)
}

/**
 * The same for what is not one transaction (a lifecycle run is many, the scheduler's switch is its own). The key is
 * remembered after the work: should the process die in between, a repeat does it again, and finds it done.
 */
export async function answerOnceDone<Body extends object>(
  { db }: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  act: () => Promise<Body>,
): Promise<Body> {
  const key = idempotencyKeyOf(request)
  if (key === undefined) return act()
  const actor = actorName(request.actor)
  const unused = new Error('this key has not been used')
  try {
    return send(reply, await runOnce<Body>(db, key, actor, () => Promise.reject(unused)))
  } catch (error) {
    if (error !== unused) throw error
  }
  const body = await act()
  // Of two at once both worked, and both get the answer of the one that was remembered first.
  return send(reply, await runOnce(db, key, actor, async () => ({ status: 200, body })))
}

function send<Body>(reply: FastifyReply, { status, body, replayed }: OnceResult<Body>): Body {
  markReplayed(reply, replayed)
  reply.code(status)
  return body
}
