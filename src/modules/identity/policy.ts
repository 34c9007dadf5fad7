/**
 * Who may do what, in one table. Every route and every job names its action; one without an action, or with one that is
 * not here, does not start. What the table does not allow is forbidden.
 */
import { type PlainProblemCode, Problem } from '../../kernel/problem.ts'

export const personRoles = ['buyer', 'seller', 'operator'] as const

export type Role = (typeof personRoles)[number]

/**
 * Who does something. A `service` is another system that acts with a key, for any user; with the bootstrap key it has no
 * `scopes` and may do all that a service may, with an API key only what its scopes name; its id begins with `machine:`, as
 * no person's does. A `worker` is a job of ours.
 */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'service'; id: string; scopes?: readonly Scope[] }
  | { kind: 'user'; id: string; role: Role; sessionId?: string }
  | { kind: 'worker'; id: string }

/** `any`: everybody's; `own`: only what is one's own; `-`: not at all. */
type Grant = 'any' | 'own' | '-'

const roles = ['anonymous', ...personRoles, 'service', 'worker'] as const

/** What an API key can be allowed to do. */
export const scopes = ['products', 'campaigns', 'participants', 'join', 'payments', 'people', 'operations'] as const

export type Scope = (typeof scopes)[number]

/**
 * What an answer holds of people, and of what became of their money, by the name of the field, and the scope that reaches it. A key without that scope gets the
 * answer without the field, whatever it was allowed to do: changing nothing in a participation must not read its address.
 */
const scopeOfField: Record<string, Scope> = {
  shipping_address: 'participants',
  note: 'participants',
  buyer_name: 'participants',
  buyer_phone: 'participants',
  chat: 'participants',
  email: 'people',
  phone: 'people',
  paid_amount: 'payments',
  returned_amount: 'payments',
  waived_amount: 'payments',
  given_up_amount: 'payments',
  owed_to_buyer: 'payments',
  owed_by_buyer: 'payments',
  amount_to_pay: 'payments',
  unique_part: 'payments',
  pay_until: 'payments',
  owed_since: 'payments',
  payment_status: 'payments',
  money: 'payments',
  payment_claims: 'payments',
  payment_instructions: 'payments',
  refund_account: 'payments',
}

/** What a key needs for an action: a scope, nothing (it is open to everybody), or no key at all may do it. */
type Needed = Scope | 'open' | 'no key'

type Row = Record<(typeof roles)[number], Grant> & { scope: Needed }

function row(...cells: [Grant, Grant, Grant, Grant, Grant, Grant, Needed]): Row {
  return Object.fromEntries([...roles, 'scope'].map((column, i) => [column, cells[i]!])) as Row
}

// biome-ignore format: a table is read by its columns
export const policy = {
  //                          anonymous  buyer  seller  operator service worker  what an API key needs
  'page.read':             row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'operations.read':       row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'product.read':          row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'product.create':        row('-',      '-',   'own',  'any',   'any',  '-',    'products'),
  'product.update':        row('-',      '-',   'own',  'any',   'any',  '-',    'products'),
  'campaign.read':         row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'campaign.read-draft':   row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.viewer':       row('-',      'own', 'own',  'any',   'any',  '-',    'participants'),
  'campaign.follow':       row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.create':       row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.update':       row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.publish':      row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.cancel':       row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.extend':       row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'photo.add':             row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'photo.update':          row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'photo.order':           row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'photo.remove':          row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'campaign.join':         row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'campaign.participants': row('-',      '-',   'own',  'any',   'any',  '-',    'participants'),
  // What a seller writes to buyers: their names and numbers are in it.
  'campaign.message':      row('-',      '-',   'own',  'any',   'any',  '-',    'participants'),
  'message-template.read': row('-',      '-',   'own',  'any',   'any',  '-',    'participants'),
  'message-template.manage': row('-',    '-',   'own',  'any',   'any',  '-',    'participants'),
  'campaign.logs':         row('-',      '-',   'own',  'any',   'any',  '-',    'participants'),
  'seller.attention':      row('-',      '-',   'own',  'any',   'any',  '-',    'campaigns'),
  'participation.list':    row('-',      'own', 'own',  'any',   'any',  '-',    'participants'),
  'participation.read':    row('-',      'own', 'own',  'any',   'any',  '-',    'participants'),
  'participation.update':  row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'participation.reorder': row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'participation.cancel':  row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'participation.confirm': row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  'participation.refund':  row('-',      '-',   '-',    'any',   'any',  '-',    'payments'),
  // Received is the buyer's word: a seller says it of what they bought, not of what they sold.
  'participation.fulfil':  row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'participation.fulfil-many': row('-',  '-',   '-',    'any',   'any',  '-',    'payments'),
  'participation.unfulfil': row('-',     '-',   '-',    'any',   'any',  '-',    'payments'),
  // Waiting is for whoever may join; what is offered for its buyer alone, and who speaks for them.
  'waiting.join':          row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'waiting.change':        row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'waiting.leave':         row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'waiting.move':          row('-',      '-',   'own',  'any',   'any',  '-',    'join'),
  'waiting.list':          row('-',      '-',   'own',  'any',   'any',  '-',    'participants'),
  'waiting.mine':          row('-',      'own', 'own',  'any',   'any',  '-',    'participants'),
  'offer.claim':           row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'offer.decline':         row('-',      'own', 'own',  'any',   'any',  '-',    'join'),
  'money.read':            row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'money.list':            row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  // A seller what came and what they sent, a buyer what they do not want back.
  'money.record':          row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'money.reverse':         row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'money.send-back':       row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  'money.statement':       row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  'money.report':          row('-',      'own', 'own',  '-',     'any',  '-',    'payments'),
  'money.answer':          row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  // Nobody says for a buyer that they have paid, but a system that they said it to.
  'payment.claim':         row('-',      'own', 'own',  '-',     'any',  '-',    'payments'),
  'payment.answer':        row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  // Sellers say how they are paid; who has joined one of their campaigns reads it with what there is to pay.
  'payment.read':          row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'payment.manage':        row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  'picture.add':           row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  'picture.read':          row('-',      'own', 'own',  'any',   'any',  '-',    'payments'),
  // Where what is owed goes is its person's to say, and the system's that they said it to; who must pay is shown it.
  'refund-account.read':   row('-',      'own', 'own',  'own',   'any',  '-',    'payments'),
  'refund-account.keep':   row('-',      'own', 'own',  'own',   'any',  '-',    'payments'),
  'refund-account.show':   row('-',      '-',   'own',  'any',   'any',  '-',    'payments'),
  'refund-account.providers': row('any', 'any', 'any',  'any',   'any',  '-',    'open'),
  'dashboard.read':        row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'audit.read':            row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'system.read':           row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'lifecycle.run':         row('-',      '-',   '-',    'any',   'any',  'any',  'operations'),
  'events.relay':          row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'letters.send':          row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'pushes.send':           row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'messages.send':         row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'webhooks.send':         row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'trouble.tell':          row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'records.prune':         row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'names.index':           row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  'demo.reset':            row('-',      '-',   '-',    '-',     '-',    'any',  'no key'),
  // Whoever signs with the secret of the app.
  'whatsapp.callback':     row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'webhook.read':          row('-',      '-',   'own',  'any',   'any',  '-',    'operations'),
  'webhook.manage':        row('-',      '-',   'own',  'any',   'any',  '-',    'operations'),
  'scheduler.read':        row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'scheduler.control':     row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  // Accounts: getting in is for everybody, what follows for whoever holds the session.
  'account.enter':         row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  'account.whoami':        row('-',      'any', 'any',  'any',   'any',  '-',    'open'),
  'account.use':           row('-',      'own', 'own',  'own',   '-',    '-',    'no key'),
  'account.two-factor':    row('-',      '-',   'own',  'own',   '-',    '-',    'no key'),
  // People: each their own; those who run the marketplace, and its machines, everybody's.
  'person.list':           row('-',      '-',   '-',    'any',   'any',  '-',    'people'),
  'person.read':           row('-',      'own', 'own',  'any',   'any',  '-',    'people'),
  'person.update':         row('-',      'own', 'own',  'any',   'any',  '-',    'people'),
  // Whoever asks sits before the browser: nobody asks in theirs to be told what another is.
  'person.push':           row('-',      'own', 'own',  'own',   'any',  '-',    'people'),
  // Only people themselves say what they want, and the system that they said it to.
  'person.consent':        row('-',      'own', 'own',  'own',   'any',  '-',    'people'),
  'person.export':         row('-',      'own', 'own',  'any',   'any',  '-',    'people'),
  'person.erase':          row('-',      'own', 'own',  'any',   'any',  '-',    'people'),
  'person.sign-out':       row('-',      'own', 'own',  'any',   'any',  '-',    'people'),
  'person.role':           row('-',      '-',   '-',    'any',   '-',    '-',    'no key'),
  'person.two-factor':     row('-',      '-',   '-',    'any',   '-',    '-',    'no key'),
  'seller.update':         row('-',      'own', 'own',  'any',   'any',  '-',    'campaigns'),
  // Whoever has a letter may say by its link that they want no more like it.
  'notification.refuse':   row('any',    'any', 'any',  'any',   'any',  '-',    'open'),
  // A key that could make keys could make itself a wider one: only operators and the bootstrap key do.
  'api-key.manage':        row('-',      '-',   '-',    'any',   'any',  '-',    'no key'),
  'mailbox.read':          row('-',      '-',   '-',    'any',   '-',    '-',    'no key'),
  'mailbox.free':          row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'mailbox.bounce':        row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  // What could not be told: addresses of people are in it by their id alone.
  'dead-letter.read':      row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'dead-letter.settle':    row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
  'access-log.read':       row('-',      '-',   '-',    'any',   'any',  '-',    'operations'),
} satisfies Record<string, Row>

export type Action = keyof typeof policy

export function isAction(name: unknown): name is Action {
  return typeof name === 'string' && Object.hasOwn(policy, name)
}

export function grantOf(actor: Actor, action: Action): Grant {
  const row: Row = policy[action]
  if (actor.kind === 'user') return row[actor.role]
  if (actor.kind === 'service' && !mayByScope(actor.scopes, row.scope)) return '-'
  return row[actor.kind]
}

function mayByScope(held: readonly Scope[] | undefined, needed: Needed): boolean {
  if (held === undefined || needed === 'open') return true
  return needed !== 'no key' && held.includes(needed)
}

/**
 * Stops what the table does not allow before anything else is looked at.
 * @throws Problem unauthorized for nobody in particular, scope_missing for a key, forbidden for somebody
 */
export function authorize(actor: Actor, action: Action): void {
  if (grantOf(actor, action) !== '-') return
  if (actor.kind === 'anonymous') throw new Problem('unauthorized')
  const { scope }: Row = policy[action]
  const isShortOfScope = actor.kind === 'service' && policy[action].service !== '-' && scope !== 'no key'
  throw isShortOfScope ? new Problem('scope_missing', { scope }) : new Problem('forbidden')
}

/**
 * Stops what is allowed only on one's own and is not: as if it did not exist, because its existence is not the
 * caller's business.
 * @param owners the ids of those whose own the thing is (its buyer, its campaign's seller)
 * @throws Problem `missing`, the code that the thing's absence would have
 */
export function authorizeOwn(actor: Actor, action: Action, owners: string[], missing: PlainProblemCode): void {
  const grant = grantOf(actor, action)
  if (grant === 'any' || (grant === 'own' && actor.kind === 'user' && owners.includes(actor.id))) return
  throw new Problem(missing)
}

/** Whether whoever asks is shown what this scope covers: everybody but keys without it. */
export function isReached(actor: Actor, scope: Scope): boolean {
  return actor.kind !== 'service' || mayByScope(actor.scopes, scope)
}

/** An answer without what the caller's scopes do not reach; the answer itself for everybody but keys. */
export function withinScopes(actor: Actor, answer: unknown): unknown {
  if (actor.kind !== 'service' || actor.scopes === undefined) return answer
  return without(
    answer,
    (field) => !mayByScope(actor.scopes, Object.hasOwn(scopeOfField, field) ? scopeOfField[field]! : 'open'),
  )
}

function without(value: unknown, hides: (field: string) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => without(item, hides))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  const shown = Object.entries(value).filter(([field]) => !hides(field))
  return Object.fromEntries(shown.map(([field, inner]) => [field, without(inner, hides)]))
}

/** As audit events record it. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'anonymous') return 'anonymous'
  return actor.kind === 'user' ? `user:${actor.id}` : actor.id
}

/**
 * Whose Idempotency-Keys are told apart. Machines keep the names that they had before their ids began with `machine:`: while
 * an upgrade rolls, a repeat that reaches the other version must still meet its first.
 */
export function idempotencyScope(actor: Actor): string {
  const name = actorName(actor)
  return actor.kind === 'service' ? name.replace(/^machine:/, '') : name
}
