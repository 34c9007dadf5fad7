/** What people are shown before they join: what it comes to, and what the campaign is to them. */
import { type Actor, actorName, authorizeOwn, grantOf } from '../../modules/identity/index.ts'
import {
  findParticipation,
  quote,
  quoteCampaign,
  quoteChange,
  seeCampaign,
} from '../../modules/participations/index.ts'
import { placeOf, viewer } from '../../modules/waiting/index.ts'
import type { Services } from '../../services.ts'
import { subjectOf, visibleCampaign } from '../access.ts'
import { campaignParams, participationParams } from '../requests/fields.ts'
import { quoteBody, viewerQuery } from '../requests/participations.ts'
import type { App } from '../types.ts'

export function quoteRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'POST',
    url: '/campaigns/:id/quote',
    config: {
      action: 'campaign.read',
      budget: 'read',
      idempotency: 'natural',
      refusals: ['campaign_not_found', 'lines_required', 'request_invalid'],
    },
    schema: {
      operationId: 'quoteCampaign',
      tags: ['participations'],
      summary: 'What an order costs now, and whether it fits',
      description:
        'Answers 200 also where nothing fits. Takes nothing and promises nothing: the join decides again, and refuses what would cost more than its `expected_amount`.',
      params: campaignParams,
      body: quoteBody,
      response: { 200: quote },
    },
    async handler(request) {
      const { id } = await visibleCampaign(db, request)
      return quoteCampaign(db, id, request.body)
    },
  })

  app.route({
    method: 'POST',
    url: '/participations/:id/quote',
    config: {
      action: 'participation.reorder',
      budget: 'read',
      idempotency: 'natural',
      refusals: ['participation_not_found', 'lines_required', 'request_invalid'],
    },
    schema: {
      operationId: 'quoteChange',
      tags: ['participations'],
      summary: 'What another order of a participation would come to, and whether it could be changed so',
      description:
        'The whole order, as it is to be: units that stay keep their price, added ones cost what they cost now. Answers 200 also where it cannot be changed so. Takes nothing and promises nothing: send its `amount` as `expected_amount` with the change.',
      params: participationParams,
      body: quoteBody,
      response: { 200: quote },
    },
    async handler({ actor, params, body }) {
      const { participation, sellerId } = await findParticipation(db.read, params.id)
      const owners = [participation.user_id, sellerId]
      authorizeOwn(actor, 'participation.reorder', owners, 'participation_not_found')
      return db.tx((tx) => quoteChange(tx, participation.id, body), { actor: actorName(actor) })
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/viewer',
    config: { action: 'campaign.viewer', refusals: ['campaign_not_found', 'user_id_required'] },
    schema: {
      operationId: 'readViewer',
      tags: ['campaigns'],
      summary: 'What a campaign is to one person',
      description:
        'What they hold of it and may do with it. It is nobody else’s, and is never part of what many are shown alike.',
      params: campaignParams,
      querystring: viewerQuery,
      response: { 200: viewer },
    },
    async handler(request) {
      const userId = subjectOf(request.actor, 'campaign.viewer', request.query.user_id)
      const campaign = await visibleCampaign(db, request)
      const view = await seeCampaign(db, campaign.id, userId)
      const hasList = campaign.waiting_count > 0 || campaign.slots_offered > 0
      const place = hasList ? await placeOf(db.read, campaign.id, userId) : { waiting: null, next_place: null }
      return { user_id: userId, may_edit: mayEdit(request.actor, userId, campaign.seller_id), ...view, ...place }
    },
  })
}

/** Operators may change any campaign; of somebody whom they ask about it is known only whether they sell it. */
function mayEdit(actor: Actor, userId: string, sellerId: string): boolean {
  const isOneself = actor.kind === 'user' && actor.id === userId
  if (!isOneself) return userId === sellerId
  const grant = grantOf(actor, 'campaign.update')
  return grant === 'any' || (grant === 'own' && userId === sellerId)
}
