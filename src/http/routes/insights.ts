/** What sellers look at besides their lists: whom a decision would concern, how a campaign is coming along, what needs them. */
import { assert } from '../../kernel/assert.ts'
import { type Actor, actorName, authorizeOwn, isReached } from '../../modules/identity/index.ts'
import { attention, campaignPace, campaignStakes, pace, sellerAttention, stakes } from '../../modules/insights/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign } from '../access.ts'
import { nextOf, pageOf, sendPage } from '../paging.ts'
import { campaignParams } from '../requests/fields.ts'
import { attentionQuery } from '../requests/insights.ts'
import { personParams } from '../requests/people.ts'
import type { App } from '../types.ts'

export function insightRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/stakes',
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readStakes',
      tags: ['campaigns'],
      summary: 'Whom it would concern if the campaign were cancelled or extended now',
      params: campaignParams,
      response: { 200: stakes },
    },
    handler: async (request) => {
      const { id } = await ownCampaign(db, request, 'campaign.participants')
      return campaignStakes(db.read, id, actorName(request.actor))
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/pace',
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readPace',
      tags: ['campaigns'],
      summary: 'How the campaign has come along, and where that leads',
      description:
        'The forecast is a straight line with the net rate of late, in which a slot’s weight halves every quarter of the time that the campaign has been open (3 hours to 3 days). It says nothing in the first hour or twentieth, nor up to the first fifth while fewer than three have joined.',
      params: campaignParams,
      response: { 200: pace },
    },
    handler: async (request) => campaignPace(db.read, (await ownCampaign(db, request, 'campaign.participants')).id),
  })

  app.route({
    method: 'GET',
    url: '/sellers/:id/attention',
    config: { action: 'seller.attention', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readAttention',
      tags: ['campaigns'],
      summary: 'What needs a seller today, the most urgent first',
      params: personParams,
      querystring: attentionQuery,
      response: { 200: attention },
    },
    async handler(request, reply) {
      const { actor, params } = request
      const sellerId = params.id === 'me' ? ownIdOf(actor) : params.id
      if (params.id !== 'me') authorizeOwn(actor, 'seller.attention', [sellerId], 'person_not_found')
      const asked = { ...pageOf(request, request.query), tellsMoney: isReached(actor, 'payments') }
      const attention = await sellerAttention(db.read, sellerId, asked)
      return { ...attention, items: sendPage(request, reply, attention), next: nextOf(request, attention) }
    },
  })
}

/** Of whoever is let in here: a person, or a service, which sells under its own name where it names nobody. */
function ownIdOf(actor: Actor): string {
  assert(actor.kind !== 'anonymous', 'the policy lets nobody in particular see this')
  return actor.id
}
