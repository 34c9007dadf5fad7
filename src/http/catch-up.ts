import type { RouteOptions } from 'fastify'
import { isProblem } from '../kernel/problem.ts'
import { catchUp } from '../modules/lifecycle/index.ts'
import type { Services } from '../services.ts'
import { catalogue } from './problem-catalogue.ts'
import type { App } from './types.ts'

const ofCampaign = /\/(campaigns|participations)\/:id(?:\/|$)/

/** Whether a route changes a campaign, or a participation in it. */
export function changesCampaign({ method, url }: Pick<RouteOptions, 'method' | 'url'>): boolean {
  return ofCampaign.test(url) && ![method].flat().some((one) => one === 'GET' || one === 'HEAD')
}

/**
 * Whoever changes a campaign first makes happen what fell due for it. Where the change is then refused, the refusal undoes that
 * as well; so it is done again here, alone, and what people read afterwards is what they were refused by.
 */
export function catchUpOnRefusal(app: App, { db, log }: Pick<Services, 'db' | 'log'>): void {
  app.addHook('onError', async (request, _reply, error) => {
    const { url = '' } = request.routeOptions
    // A join needs none: its refusals are committed with its batch.
    if (!isRefusedByState(error) || url.endsWith('/join') || !changesCampaign({ method: request.method, url })) return
    const of = ofCampaign.exec(url)?.[1]
    const { id } = request.params as { id: string }
    await catchUp(db, of === 'campaigns' ? 'campaign' : 'participation', id).catch((reason) =>
      // The refusal stands; a lifecycle run will do it.
      log.debug({ err: reason }, 'could not catch up after a refusal'),
    )
  })
}

function isRefusedByState(error: unknown): boolean {
  return isProblem(error) && catalogue[error.code].status === 409
}
