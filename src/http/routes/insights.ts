/** What sellers look at besides their lists: whom a decision would concern, how a campaign is coming along, what needs them. */
import { type Campaign, findCampaign } from '../../modules/campaigns/index.ts'
import { type Actor, authorizeOwn } from '../../modules/identity/index.ts'
import { campaignStakes } from '../../modules/insights/index.ts'
import type { Services } from '../../services.ts'
import type { App } from '../app.ts'
import * as schemas from '../insight-schemas.ts'
import { campaignParams } from '../schemas.ts'

export function insightRoutes(app: App, { db }: Services): void {
  /** A campaign that is the caller's; one that is not does not exist for them. */
  async function ownCampaign(request: { actor: Actor; params: { id: string } }): Promise<Campaign> {
    const campaign = await findCampaign(db.read, request.params.id)
    authorizeOwn(request.actor, 'campaign.participants', [campaign.seller_id], 'campaign_not_found')
    return campaign
  }

  app.route({
    method: 'GET',
    url: '/campaigns/:id/stakes',
    config: { action: 'campaign.participants', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readStakes',
      tags: ['campaigns'],
      summary: 'Whom it would concern if the campaign were cancelled or extended now',
      params: campaignParams,
      response: { 200: schemas.stakes },
    },
    handler: async (request) => campaignStakes(db.read, (await ownCampaign(request)).id),
  })
}
