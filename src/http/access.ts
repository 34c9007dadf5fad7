import type { Kysely } from 'kysely'
import type { Database, DB } from '../db/index.ts'
import { Problem } from '../kernel/problem.ts'
import { type Campaign, findCampaign, isPublic } from '../modules/campaigns/index.ts'
import { type Action, type Actor, authorizeOwn, grantOf, isBeyondKey } from '../modules/identity/index.ts'
import { findProfile } from '../modules/people/index.ts'

/**
 * A campaign that the caller may know of: a draft is its seller's and the operators' business only.
 * @throws Problem campaign_not_found
 */
export async function visibleCampaign(
  db: Database,
  request: { actor: Actor; params: { id: string } },
): Promise<Campaign> {
  const campaign = await findCampaign(db.read, request.params.id)
  if (!isPublic(campaign)) {
    authorizeOwn(request.actor, 'campaign.read-draft', [campaign.seller_id], 'campaign_not_found')
  }
  return campaign
}

/**
 * Where a list that is open to everybody is read. A replica is a moment behind, so it is for those who cannot have
 * written anything: whoever is known, be it a service, finds what they have just done, on every node.
 */
export function readFor(db: Database, actor: Actor): Kysely<DB> {
  return actor.kind === 'anonymous' ? db.replica : db.read
}

/** Whether a draft is the caller's business. */
export function maySeeDraft(actor: Actor, campaign: Campaign): boolean {
  const grant = grantOf(actor, 'campaign.read-draft')
  return grant === 'any' || (grant === 'own' && actor.kind === 'user' && actor.id === campaign.seller_id)
}

/**
 * A campaign that the caller may act on; one that is not theirs does not exist for them.
 * @throws Problem campaign_not_found
 */
export async function ownCampaign(
  db: Database,
  request: { actor: Actor; params: { id: string } },
  action: Action,
): Promise<Campaign> {
  const campaign = await findCampaign(db.read, request.params.id)
  authorizeOwn(request.actor, action, [campaign.seller_id], 'campaign_not_found')
  return campaign
}

/**
 * Whom a request is about: oneself, or whomever a caller that may act for anybody names.
 * @throws Problem forbidden, user_id_required
 */
export function subjectOf(actor: Actor, action: Action, named: string | undefined): string {
  if (actor.kind === 'user' && (named === undefined || named === actor.id)) return actor.id
  if (grantOf(actor, action) !== 'any') throw new Problem('forbidden')
  if (named === undefined) throw new Problem('user_id_required', { path: 'user_id' })
  return named
}

/**
 * The person an address names; `me` is who asks. Somebody else's is not there for those who may only see their own, and no
 * operator for API keys.
 */
export async function personOf(
  db: Database,
  { actor, params }: { actor: Actor; params: { id: string } },
  action: Action,
): Promise<string> {
  const isMe = params.id === 'me'
  if (isMe && actor.kind !== 'user') throw new Problem('person_not_found')
  const id = isMe && actor.kind === 'user' ? actor.id : params.id
  authorizeOwn(actor, action, [id], 'person_not_found')
  if (await isBeyondKey(db.read, actor, id)) throw new Problem('person_not_found', { person_id: id })
  return id
}

/**
 * What a list of money is about: everything for those who may see it, for sellers their own.
 * @throws Problem forbidden where a seller asks of another
 */
export function within<Filter extends { seller_id?: string | undefined }>(
  actor: Actor,
  action: Action,
  filter: Filter,
): Filter {
  if (grantOf(actor, action) === 'any' || actor.kind !== 'user') return filter
  if (filter.seller_id !== undefined && filter.seller_id !== actor.id) throw new Problem('forbidden')
  return { ...filter, seller_id: actor.id }
}

/** Whether somebody joins, or waits, for somebody else, as only a seller may who has no right to do so for anybody. */
export function isForAnother(actor: Actor, named: string | undefined): named is string {
  return actor.kind === 'user' && grantOf(actor, 'campaign.join') === 'own' && named !== undefined && named !== actor.id
}

/**
 * Somebody for whom a seller joins their own campaign: a person who is known here, so that nobody is made up to fill it.
 * @throws Problem campaign_not_found, forbidden for whoever does not sell it, person_not_found
 */
export async function buyerOfSeller(db: Database, actor: Actor, campaignId: string, named: string): Promise<string> {
  const campaign = await visibleCampaign(db, { actor, params: { id: campaignId } })
  if (actor.kind !== 'user' || actor.id !== campaign.seller_id) throw new Problem('forbidden')
  return (await findProfile(db.read, named)).id
}
