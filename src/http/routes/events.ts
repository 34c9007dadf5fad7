/**
 * Live progress as server-sent events: a `progress` event at once and on every change. The id of an event is the
 * campaign's version, so that a browser that reconnects is not told again what it knows. The last event is that of a
 * campaign that has ended. One stream can follow many campaigns; sellers and operators can follow all that are theirs, and
 * are told which changed.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { hasEnded } from '../../kernel/status.ts'
import {
  campaignProgress,
  findCampaignsNamed,
  isPublic,
  type Progress,
  progressOf,
} from '../../modules/campaigns/index.ts'
import { type Action, authorize, grantOf } from '../../modules/identity/index.ts'
import { type Changes, changesNamedMax, versionOf } from '../../modules/live/index.ts'
import type { Services } from '../../services.ts'
import { maySeeDraft, visibleCampaign } from '../access.ts'
import { eventStream, nothingNew } from '../answers.ts'
import { createEventStream, type EventStream, eventText } from '../event-stream.ts'
import { networkOf } from '../networks.ts'
import { eventsQuery } from '../requests/events.ts'
import { campaignParams } from '../requests/fields.ts'
import { createStreamGuard, type StreamGuard } from '../stream-guard.ts'
import type { App } from '../types.ts'

/** Streams that one node keeps open; each costs a socket and about 10 kB. */
const streamsMax = 10_000

/** Of these, for one network: a whole mobile one may be behind an address, but no address may have them all. */
const streamsPerNetworkMax = 4_000

export interface EventOptions {
  /** How often an idle stream is kept alive, in milliseconds. */
  heartbeatMs: number
  /** Default 4,000. */
  streamsPerNetworkMax?: number | undefined
}

interface Streams {
  open: Set<EventStream>
  /** How many of the open ones each network has. */
  ofNetwork: Map<string, number>
  perNetworkMax: number
  heartbeatMs: number
  guard: StreamGuard
  closing: boolean
}

export function eventRoutes(app: App, services: Services, options: EventOptions): void {
  const streams: Streams = {
    open: new Set(),
    ofNetwork: new Map(),
    perNetworkMax: options.streamsPerNetworkMax ?? streamsPerNetworkMax,
    heartbeatMs: options.heartbeatMs,
    guard: createStreamGuard(services, options.heartbeatMs),
    closing: false,
  }
  services.metrics.gauge('sambatan_event_streams', 'Live event streams open on this node', () => streams.open.size)
  // Streams never end by themselves, and a server that closes waits for its answers to end.
  services.traffic.onFinish(() => {
    streams.closing = true
    streams.guard.close()
    for (const stream of streams.open) stream.end()
  })
  oneRoute(app, services, streams)
  manyRoute(app, services, streams)
}

function oneRoute(app: App, services: Services, streams: Streams): void {
  const { db, live } = services
  app.route({
    method: 'GET',
    url: '/campaigns/:id/events',
    // Without a body a HEAD would never end.
    exposeHeadRoute: false,
    config: {
      action: 'campaign.read',
      crossOrigin: 'read',
      streams: true,
      budget: 'stream',
      refusals: ['campaign_not_found', 'too_many_streams'],
    },
    schema: {
      operationId: 'watchCampaign',
      tags: ['campaigns'],
      summary: 'Live progress (text/event-stream)',
      description:
        'A `progress` event at once and on every change, at most four a second; a comment every 15 seconds keeps the connection. `Last-Event-ID` is honoured. When the campaign has ended the stream ends; a client that comes back with the last id gets 204 and need not come again.',
      params: campaignParams,
      response: { 200: eventStream, 204: nothingNew },
    },
    async handler(request, reply) {
      refuseTooMany(streams, request)
      const campaign = await visibleCampaign(db, request)
      let sent = request.headers['last-event-id']
      let latest: Progress | undefined
      const stream = createEventStream({
        reply,
        heartbeatMs: streams.heartbeatMs,
        next() {
          if (latest === undefined || versionOf(latest) === sent) return undefined
          sent = versionOf(latest)
          return eventText('progress', latest, sent)
        },
        isOver: () => latest !== undefined && hasEnded(latest),
      })
      // Watching begins before reading, or a change in between would be missed.
      const stop = live.watch(campaign.id, (progress) => {
        latest = progress
        stream.poke()
      })
      return begin(services, streams, request, reply, stream, stop, async () => {
        latest = newer(latest, await campaignProgress(db.read, campaign.id))
        return hasEnded(latest) && versionOf(latest) === sent
      })
    },
  })
}

/** What was announced while the first state was read may be the newer one. */
function newer(announced: Progress | undefined, read: Progress): Progress {
  return announced === undefined || Date.parse(announced.updated_at) <= Date.parse(read.updated_at) ? read : announced
}

function refuseTooMany({ open, ofNetwork, perNetworkMax }: Streams, { ip }: FastifyRequest): void {
  if (open.size >= streamsMax || (ofNetwork.get(networkOf(ip)) ?? 0) >= perNetworkMax) {
    throw new Problem('too_many_streams', {}, { retryAfterSeconds: 10 })
  }
}

/** Counts a stream as its network's. @returns to be called when it has ended */
function count({ ofNetwork }: Streams, network: string): () => void {
  ofNetwork.set(network, (ofNetwork.get(network) ?? 0) + 1)
  return () => {
    const left = ofNetwork.get(network)! - 1
    if (left === 0) ofNetwork.delete(network)
    else ofNetwork.set(network, left)
  }
}

/**
 * Begins a stream once its first state is read, unless there is nothing left to say.
 * @param prepare reads the first state; whether the client knows it already and nothing will follow
 */
async function begin(
  { metrics }: Services,
  streams: Streams,
  request: FastifyRequest,
  reply: FastifyReply,
  stream: EventStream,
  stop: () => void,
  prepare: () => Promise<boolean>,
  opening?: string,
) {
  try {
    const isKnown = await prepare()
    if (streams.closing) throw new Problem('shutting_down')
    if (isKnown) {
      stop()
      return reply.code(204).send(null)
    }
    if (reply.raw.destroyed) {
      reply.hijack()
      return stop()
    }
    metrics.request('GET', request.routeOptions.url!, 200, reply.elapsedTime / 1000)
    streams.open.add(stream)
    const uncount = count(streams, networkOf(request.ip))
    let unguard = () => {}
    stream.start(() => {
      streams.open.delete(stream)
      unguard()
      uncount()
      stop()
    }, opening)
    unguard = streams.guard.add(request, stream)
  } catch (error) {
    stop()
    throw error
  }
}

/** The id of the last event of a stream whose campaigns have all ended. */
const allEnded = 'ended'

function manyRoute(app: App, services: Services, streams: Streams): void {
  app.route({
    method: 'GET',
    url: '/events',
    exposeHeadRoute: false,
    config: {
      action: 'campaign.read',
      crossOrigin: 'read',
      streams: true,
      budget: 'stream',
      refusals: ['campaign_not_found', 'too_many_streams', 'forbidden'],
    },
    schema: {
      operationId: 'watchCampaigns',
      tags: ['campaigns'],
      summary: 'Live progress of many campaigns, or which of all changed (text/event-stream)',
      description:
        'With `campaigns`: a `progress` event of each at once and on every change, until all have ended; those that the caller may not see are left out. With `all` (operators, services) or `mine` (sellers): a `change` event `{campaign_ids, missed}` at most twice a second; `missed` says to read anew whatever is shown. A comment every 15 seconds keeps the connection.',
      querystring: eventsQuery,
      response: { 200: eventStream, 204: nothingNew },
    },
    handler(request, reply) {
      refuseTooMany(streams, request)
      const { campaigns, all } = request.query
      if (campaigns !== undefined) return followCampaigns(services, streams, request, reply, campaigns)
      return followChanges(services, streams, request, reply, all === true)
    },
  })
}

async function followCampaigns(
  services: Services,
  streams: Streams,
  request: FastifyRequest,
  reply: FastifyReply,
  names: string[],
) {
  const { db, live } = services
  const visible = (await findCampaignsNamed(db.read, names)).filter(
    (campaign) => isPublic(campaign) || maySeeDraft(request.actor, campaign),
  )
  if (visible.length === 0) throw new Problem('campaign_not_found')
  const latest = new Map<string, Progress>()
  const told = new Map<string, string>()
  const isOver = () => latest.size === visible.length && [...latest.values()].every(hasEnded)
  const isTold = (progress: Progress) => told.get(progress.campaign_id) === versionOf(progress)
  const stream = createEventStream({
    reply,
    heartbeatMs: streams.heartbeatMs,
    next() {
      const untold = [...latest.values()].filter((progress) => !isTold(progress))
      const [progress] = untold
      if (progress === undefined) return undefined
      told.set(progress.campaign_id, versionOf(progress))
      return eventText('progress', progress, untold.length === 1 && isOver() ? allEnded : undefined)
    },
    isOver,
  })
  const stops = visible.map(({ id }) =>
    live.watch(id, (progress) => {
      latest.set(id, progress)
      stream.poke()
    }),
  )
  const stop = () => {
    for (const end of stops) end()
  }
  return begin(services, streams, request, reply, stream, stop, async () => {
    const ids = visible.map(({ id }) => id)
    for (const campaign of await findCampaignsNamed(db.read, ids)) {
      latest.set(campaign.id, newer(latest.get(campaign.id), progressOf(campaign)))
    }
    return isOver() && request.headers['last-event-id'] === allEnded
  })
}

/** Who may follow what changes: operators and services all of it, a seller what is theirs. */
const changesAction: Action = 'campaign.follow'

async function followChanges(
  services: Services,
  streams: Streams,
  request: FastifyRequest,
  reply: FastifyReply,
  all: boolean,
) {
  const { actor } = request
  authorize(actor, changesAction)
  if (actor.kind === 'anonymous' || (all && grantOf(actor, changesAction) !== 'any')) throw new Problem('forbidden')
  const scope = all ? 'all' : { sellerId: actor.id }
  // Whoever comes back has been away, and does not know for how long.
  let pending: Changes = { campaign_ids: [], missed: request.headers['last-event-id'] !== undefined }
  const stream = createEventStream({
    reply,
    heartbeatMs: streams.heartbeatMs,
    next() {
      if (pending.campaign_ids.length === 0 && !pending.missed) return undefined
      const text = eventText('change', pending)
      pending = { campaign_ids: [], missed: false }
      return text
    },
    isOver: () => false,
  })
  const stop = services.live.watchChanges(scope, ({ campaign_ids, missed }) => {
    const ids = [...new Set([...pending.campaign_ids, ...campaign_ids])]
    pending = {
      campaign_ids: ids.slice(0, changesNamedMax),
      missed: pending.missed || missed || ids.length > changesNamedMax,
    }
    stream.poke()
  })
  // An id without data is no event, but a browser brings it along when it comes back.
  return begin(services, streams, request, reply, stream, stop, async () => false, 'id: 1\n')
}
