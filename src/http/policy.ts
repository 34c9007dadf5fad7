/**
 * Who may do what, in one table. Every route names its action; a route without one, or with one that is not here, does
 * not start. What the table does not allow is forbidden.
 */
import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../kernel/problem.ts'

/** Who makes a request. A `service` is another system that acts with a key, for any user. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'service'; id: string }
  | { kind: 'user'; id: string; role: 'buyer' | 'seller' | 'operator' }

/** `any`: everybody's; `own`: only what is one's own; `-`: not at all. */
type Grant = 'any' | 'own' | '-'

const roles = ['anonymous', 'buyer', 'seller', 'operator', 'service'] as const

function row(...grants: [Grant, Grant, Grant, Grant, Grant]): Record<(typeof roles)[number], Grant> {
  return Object.fromEntries(roles.map((role, i) => [role, grants[i]!])) as Record<(typeof roles)[number], Grant>
}

// biome-ignore format: a table is read by its columns
export const policy = {
  //                          anonymous  buyer  seller  operator  service
  'page.read':            row('any',     'any', 'any',  'any',    'any'),
  'operations.read':      row('any',     'any', 'any',  'any',    'any'),
  'product.read':         row('any',     'any', 'any',  'any',    'any'),
  'product.create':       row('-',       '-',   'own',  'any',    'any'),
  'product.update':       row('-',       '-',   'own',  'any',    'any'),
  'campaign.read':        row('any',     'any', 'any',  'any',    'any'),
  'campaign.read-draft':  row('-',       '-',   'own',  'any',    'any'),
  'campaign.create':      row('-',       '-',   'own',  'any',    'any'),
  'campaign.update':      row('-',       '-',   'own',  'any',    'any'),
  'campaign.publish':     row('-',       '-',   'own',  'any',    'any'),
  'campaign.cancel':      row('-',       '-',   'own',  'any',    'any'),
  'campaign.extend':      row('-',       '-',   'own',  'any',    'any'),
  'campaign.join':        row('-',       'own', 'own',  'any',    'any'),
  'campaign.participants': row('-',      '-',   'own',  'any',    'any'),
  'campaign.logs':        row('-',       '-',   'own',  'any',    'any'),
  'participation.list':   row('-',       'own', 'own',  'any',    'any'),
  'participation.cancel': row('-',       'own', 'own',  'any',    'any'),
  'participation.confirm': row('-',      '-',   'own',  'any',    'any'),
  'participation.refund': row('-',       '-',   '-',    'any',    'any'),
  'participation.fulfil': row('-',       'own', 'own',  'any',    'any'),
  'dashboard.read':       row('-',       '-',   '-',    'any',    'any'),
  'lifecycle.run':        row('-',       '-',   '-',    'any',    'any'),
  'scheduler.read':       row('-',       '-',   '-',    'any',    'any'),
  'scheduler.control':    row('-',       '-',   '-',    'any',    'any'),
} satisfies Record<string, Record<(typeof roles)[number], Grant>>

export type Action = keyof typeof policy

export function isAction(name: unknown): name is Action {
  return typeof name === 'string' && Object.hasOwn(policy, name)
}

export function grantOf(actor: Actor, action: Action): Grant {
  return policy[action][actor.kind === 'user' ? actor.role : actor.kind]
}

/**
 * Stops what the table does not allow before anything else is looked at.
 * @throws Problem unauthorized for nobody in particular, forbidden for somebody
 */
export function authorize(actor: Actor, action: Action): void {
  if (grantOf(actor, action) !== '-') return
  throw new Problem(actor.kind === 'anonymous' ? 'unauthorized' : 'forbidden')
}

/**
 * Stops what is allowed only on one's own and is not: as if it did not exist, because its existence is not the
 * caller's business.
 * @param owners the ids of those whose own the thing is (its buyer, its campaign's seller)
 * @throws Problem `missing`, the code that the thing's absence would have
 */
export function authorizeOwn(actor: Actor, action: Action, owners: string[], missing: string): void {
  const grant = grantOf(actor, action)
  if (grant === 'any' || (grant === 'own' && actor.kind === 'user' && owners.includes(actor.id))) return
  throw new Problem(missing)
}

/** As audit events record it. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'anonymous') return 'anonymous'
  return actor.kind === 'user' ? `user:${actor.id}` : actor.id
}

/** Recognizes who makes a request; undefined when it carries nothing that this one knows. */
export type Authenticator = (request: FastifyRequest) => Actor | undefined

/** The bootstrap key: compared by its hash in constant time, so that neither its text nor its length leaks. */
export function serviceKeyAuthenticator(serviceKey: string | undefined): Authenticator {
  if (serviceKey === undefined) return () => undefined
  const expected = sha256(serviceKey)
  const actor: Actor = { kind: 'service', id: 'service' }
  return (request) => {
    const token = bearerToken(request.headers.authorization)
    return token !== undefined && timingSafeEqual(sha256(token), expected) ? actor : undefined
  }
}

/** The token of an Authorization header (RFC 6750); the scheme is written in any case. */
function bearerToken(header: string | undefined): string | undefined {
  return header !== undefined && /^bearer /i.test(header) ? header.slice(7).trim() : undefined
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
