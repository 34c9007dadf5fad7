/** The image that messengers show beside a link to a campaign. */
import { Problem } from '../../kernel/problem.ts'
import { findCampaign, isPublic } from '../../modules/campaigns/index.ts'
import type { Services } from '../../services.ts'
import { pngPicture } from '../answers.ts'
import { sendKept } from '../kept.ts'
import * as requests from '../requests/pictures.ts'
import type { App } from '../types.ts'

export function shareImageRoutes(app: App, { db, shareImages }: Services): void {
  app.route({
    method: 'GET',
    url: '/share/:slug.png',
    config: { action: 'page.read', crossOrigin: 'read', refusals: ['campaign_not_found', 'pictures_busy'] },
    schema: {
      operationId: 'readShareImage',
      tags: ['pictures'],
      summary: 'A picture of how a campaign stands, for links to it',
      description:
        '1200 × 630 pixels, less than 300 kB, for `og:image`. Made anew when the campaign changes or is another 5 % full; of a draft there is none. Pages put a version into `v`, which has no effect here but makes it another address.',
      params: requests.shareImageParams,
      querystring: requests.shareImageQuery,
      response: { 200: pngPicture },
    },
    async handler(request, reply) {
      const campaign = await findCampaign(db.read, request.params.slug)
      if (!isPublic(campaign)) throw new Problem('campaign_not_found')
      const { etag, read } = shareImages.of(campaign, request.query.lang)
      const kept = { etag, cacheControl: 'public, max-age=300', type: 'image/png' }
      return sendKept(request, reply, kept, () => read(() => request.spend('draw')))
    },
  })
}
