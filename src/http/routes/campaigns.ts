import type { ProblemCode } from '../../kernel/problem.ts'
import { Problem } from '../../kernel/problem.ts'
import { campaignLog, campaignLogs } from '../../modules/audit/index.ts'
import {
  type Campaign,
  campaign,
  campaignProgress,
  cancelCampaign,
  createCampaign,
  extendCampaign,
  listCampaigns,
  personDefaults,
  progress,
  publishCampaign,
  serviceDefaults,
  updateCampaign,
} from '../../modules/campaigns/index.ts'
import { type Actor, actorName, authorizeOwn, grantOf, isReached } from '../../modules/identity/index.ts'
import { joiner, recentJoiners } from '../../modules/people/index.ts'
import { findProduct } from '../../modules/products/index.ts'
import { listWordings, wording } from '../../modules/wordings/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign, readFor, visibleCampaign } from '../access.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import * as requests from '../requests/campaigns.ts'
import { campaignParams, emptyBody, pageQuery, reasonBody, reasonQuery } from '../requests/fields.ts'
import { joinersQuery } from '../requests/people.ts'
import type { App } from '../types.ts'

/** Terms that do not fit together. */
const termsRefusals: ProblemCode[] = [
  'minimum_above_total',
  'per_buyer_limits_crossed',
  'amount_too_large',
  'opening_after_deadline',
  'hold_required',
  'settlement_without_confirmation',
  'deadline_too_far',
  'price_or_items',
  'item_not_found',
  'item_photo_not_found',
  'item_too_large',
  'item_limits_crossed',
  'compare_at_not_higher',
  'goal_required',
  'goal_unreachable',
  'max_per_buyer_too_low',
  'min_per_buyer_unreachable',
  'price_or_prices',
  'tiers_not_rising',
  'tier_without_end',
  'tier_after_deadline',
  'tier_over',
  'volume_not_rising',
  'volume_not_falling',
  'volume_item_unknown',
  'volume_item_twice',
]

export function campaignRoutes(app: App, services: Services): void {
  readRoutes(app, services)
  joinersRoute(app, services)
  wordingsRoute(app, services)
  writeRoutes(app, services)
  ownerRoutes(app, services)
}

function readRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns',
    config: { action: 'campaign.read', crossOrigin: 'read' },
    schema: {
      operationId: 'listCampaigns',
      tags: ['campaigns'],
      summary: 'List campaigns',
      description: 'Drafts are shown to their seller, operators and services.',
      querystring: requests.campaignQuery,
      response: { 200: campaign.array() },
    },
    async handler(request, reply) {
      if (request.query.q !== undefined) request.spend('search')
      const { mine, ...filter } = pageOf(request, request.query)
      const owner = mine === undefined ? undefined : ownName(request.actor)
      const includeDrafts = draftsFor(request.actor)
      return sendPage(
        request,
        reply,
        await listCampaigns(readFor(db, request.actor), { ...filter, owner, includeDrafts }),
      )
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id',
    config: { action: 'campaign.read', crossOrigin: 'read', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readCampaign',
      tags: ['campaigns'],
      summary: 'Read a campaign',
      params: campaignParams,
      response: { 200: campaign },
    },
    handler: (request) => visibleCampaign(db, request),
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/progress',
    config: { action: 'campaign.read', crossOrigin: 'read', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readProgress',
      tags: ['campaigns'],
      summary: 'How far a campaign has come',
      params: campaignParams,
      response: { 200: progress },
    },
    handler: async (request) => campaignProgress(db.read, (await visibleCampaign(db, request)).id),
  })
}

function joinersRoute(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/joiners',
    config: { action: 'campaign.read', crossOrigin: 'read', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'listJoiners',
      tags: ['campaigns'],
      summary: 'Who joined most recently, by first name and initial',
      params: campaignParams,
      querystring: joinersQuery,
      response: { 200: joiner.array() },
    },
    async handler(request) {
      const { id } = await visibleCampaign(db, request)
      return recentJoiners(readFor(db, request.actor), id, request.query.limit)
    },
  })
}

function wordingsRoute(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/wordings',
    config: { action: 'campaign.read', crossOrigin: 'read', refusals: ['campaign_not_found', 'cursor_invalid'] },
    schema: {
      operationId: 'listWordings',
      tags: ['campaigns'],
      summary: 'What words and photos said while somebody joined, and what they were changed to',
      description:
        'The latest change first. Of the campaign its title, description and photos, of its product its name, description and picture. What nobody joined on is not kept, nor what stood before an installation knew of this.',
      params: campaignParams,
      querystring: pageQuery,
      response: { 200: wording.array() },
    },
    async handler(request, reply) {
      const { id } = await visibleCampaign(db, request)
      const page = await listWordings(readFor(db, request.actor), id, pageOf(request, request.query))
      return sendPage(request, reply, page)
    },
  })
}

/** The seller that a caller is. A service that names nobody sells under its own name, as with products. */
function ownName(actor: Actor): string {
  if (actor.kind === 'anonymous') throw new Problem('unauthorized')
  return actor.id
}

function draftsFor(actor: Actor): boolean | { sellerId: string } {
  const grant = grantOf(actor, 'campaign.read-draft')
  return grant === 'own' && actor.kind === 'user' ? { sellerId: actor.id } : grant === 'any'
}

function writeRoutes(app: App, services: Services): void {
  const { db, live, scheduler } = services

  function tellOthers(campaign: Campaign): void {
    live.announce(campaign.id)
    scheduler.wake('due')
  }

  app.route({
    method: 'POST',
    url: '/campaigns',
    config: {
      action: 'campaign.create',
      refusals: ['product_not_found', 'product_not_enabled', 'deadline_not_future', ...termsRefusals],
    },
    schema: {
      operationId: 'createCampaign',
      tags: ['campaigns'],
      summary: 'Open a campaign',
      description: 'Published at once (`active`, or `scheduled` with a future `opens_at`) unless `draft` is true.',
      body: requests.newCampaign,
      response: { 201: campaign },
    },
    async handler(request, reply) {
      const product = await findProduct(db.read, request.body.product_id)
      authorizeOwn(request.actor, 'campaign.create', [product.seller_id], 'product_not_found')
      const defaults = request.actor.kind === 'user' ? personDefaults : serviceDefaults
      return answerOnce(services, request, reply, 201, (tx) => createCampaign(tx, request.body, defaults), tellOthers)
    },
  })

  app.route({
    method: 'PATCH',
    url: '/campaigns/:id',
    config: {
      action: 'campaign.update',
      refusals: ['campaign_not_found', 'terms_frozen', 'campaign_settling', 'deadline_not_future', ...termsRefusals],
    },
    schema: {
      operationId: 'updateCampaign',
      tags: ['campaigns'],
      summary: 'Change a campaign',
      description:
        'Until somebody joins everything can change. After that the terms are frozen: only words can change, there can be more slots, and more items or more units of them, an item can be taken off sale, and its minimum lowered.',
      params: campaignParams,
      body: requests.campaignPatch,
      response: { 200: campaign },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'campaign.update')
      const changed = await db.tx((tx) => updateCampaign(tx, id, request.body), { actor: actorName(request.actor) })
      tellOthers(changed)
      return changed
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/publish',
    config: {
      action: 'campaign.publish',
      refusals: [
        'campaign_not_found',
        'campaign_state_invalid',
        'product_not_enabled',
        'deadline_not_future',
        'deadline_too_far',
      ],
    },
    schema: {
      operationId: 'publishCampaign',
      tags: ['campaigns'],
      summary: 'Publish a draft',
      params: campaignParams,
      body: emptyBody,
      response: { 200: campaign },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.publish')
      return answerOnce(services, request, reply, 200, (tx) => publishCampaign(tx, id), tellOthers)
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/extend',
    config: {
      action: 'campaign.extend',
      refusals: [
        'campaign_not_found',
        'campaign_state_invalid',
        'campaign_settling',
        'deadline_not_later',
        'deadline_too_far',
        'extension_limit',
        'reason_required',
      ],
    },
    schema: {
      operationId: 'extendCampaign',
      tags: ['campaigns'],
      summary: 'Give a campaign more time',
      description:
        'The deadline only ever moves to a later time: by its seller at most twice and to at most 60 days after the first one; by an operator with a reason. Whoever joined before may leave until the old deadline, or for 72 hours where that is later.',
      params: campaignParams,
      body: requests.extension,
      response: { 200: campaign },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.extend')
      const { deadline, reason } = request.body
      return answerOnce(services, request, reply, 200, (tx) => extendCampaign(tx, id, deadline, reason), tellOthers)
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/cancel',
    config: { action: 'campaign.cancel', refusals: ['campaign_not_found', 'campaign_state_invalid'] },
    schema: {
      operationId: 'cancelCampaign',
      tags: ['campaigns'],
      summary: 'Stop a campaign and refund everybody',
      params: campaignParams,
      querystring: reasonQuery,
      body: reasonBody,
      response: { 200: campaign },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.cancel')
      const reason = request.body?.reason ?? request.query.reason
      return answerOnce(services, request, reply, 200, (tx) => cancelCampaign(tx, id, reason), tellOthers)
    },
  })
}

function ownerRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/logs',
    config: { action: 'campaign.logs', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'listLogs',
      tags: ['campaigns'],
      summary: 'What has happened, newest first',
      params: campaignParams,
      querystring: pageQuery,
      response: { 200: campaignLog.array() },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.logs')
      const page = { ...pageOf(request, request.query), tellsMoney: isReached(request.actor, 'payments') }
      return sendPage(request, reply, await campaignLogs(db.read, id, page))
    },
  })
}
