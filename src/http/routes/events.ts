/**
 * Live progress as server-sent events: a `progress` event at once and on every change. The id of an event is the
 * campaign's version, so that a browser that reconnects is not told again what it knows. A client that reads slowly gets
 * the latest state when it can take it, never a backlog. The last event is that of a campaign that has ended.
 */
import type { FastifyReply } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { campaignProgress, type Progress } from '../../modules/campaigns/index.ts'
import { versionOf } from '../../modules/live/index.ts'
import type { Services } from '../../services.ts'
import { visibleCampaign } from '../access.ts'
import type { App } from '../app.ts'
import * as schemas from '../schemas.ts'

/** Streams that one node keeps open; each costs a socket and about 10 kB. */
const streamsMax = 10_000

export interface EventOptions {
  /** How often an idle stream is kept alive, in milliseconds. */
  heartbeatMs: number
}

const final = new Set(['completed', 'failed', 'cancelled'])

export function eventRoutes(app: App, services: Services, { heartbeatMs }: EventOptions): void {
  const { db, live, metrics } = services
  const open = new Set<Stream>()
  let closing = false
  metrics.gauge('sambatan_event_streams', 'Live event streams open on this node', () => open.size)
  // Streams never end by themselves, and a server that closes waits for its answers to end.
  app.addHook('preClose', async () => {
    closing = true
    for (const stream of open) stream.end()
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/events',
    // Without a body a HEAD would never end.
    exposeHeadRoute: false,
    config: {
      action: 'campaign.read',
      crossOrigin: 'read',
      streams: true,
      rateLimit: { max: 120, timeWindow: '1 minute' },
      refusals: ['campaign_not_found', 'too_many_streams'],
    },
    schema: {
      operationId: 'watchCampaign',
      tags: ['campaigns'],
      summary: 'Live progress (text/event-stream)',
      description:
        'A `progress` event at once and on every change, at most four a second; a comment every 15 seconds keeps the connection. `Last-Event-ID` is honoured. When the campaign has ended the stream ends; a client that comes back with the last id gets 204 and need not come again.',
      params: schemas.campaignParams,
      response: { 200: schemas.eventStream, 204: schemas.nothingNew },
    },
    async handler(request, reply) {
      if (open.size >= streamsMax) throw new Problem('too_many_streams', {}, { retryAfterSeconds: 10 })
      const campaign = await visibleCampaign(db, request)
      const stream = createStream(reply, request.headers['last-event-id'], heartbeatMs)
      // Watching begins before reading, or a change in between would be missed.
      const stop = live.watch(campaign.id, stream.send)
      try {
        const first = await campaignProgress(db.read, campaign.id)
        if (closing) throw new Problem('shutting_down')
        if (final.has(first.status) && versionOf(first) === request.headers['last-event-id']) {
          stop()
          return reply.code(204).send(null)
        }
        if (reply.raw.destroyed) {
          reply.hijack()
          return stop()
        }
        metrics.request('GET', request.routeOptions.url!, 200, reply.elapsedTime / 1000)
        open.add(stream)
        stream.start(first, () => {
          open.delete(stream)
          stop()
        })
      } catch (error) {
        stop()
        throw error
      }
    },
  })
}

interface Stream {
  send(progress: Progress): void
  start(first: Progress, onClose: () => void): void
  end(): void
}

function createStream(reply: FastifyReply, lastEventId: unknown, heartbeatMs: number): Stream {
  const { raw } = reply
  let sent = lastEventId
  let latest: Progress | undefined
  let started = false
  let blocked = false

  function flush(): void {
    if (!started || blocked || raw.writableEnded || latest === undefined) return
    if (versionOf(latest) !== sent) {
      sent = versionOf(latest)
      blocked = !raw.write(`id: ${sent}\nevent: progress\ndata: ${JSON.stringify(latest)}\n\n`)
      if (blocked) {
        raw.once('drain', () => {
          blocked = false
          flush()
        })
      }
    }
    if (final.has(latest.status)) raw.end()
  }

  return {
    send(progress) {
      latest = progress
      flush()
    },
    start(first, onClose) {
      reply.hijack()
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        // Proxies that buffer would hold the progress back until it is old.
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 3000\n\n')
      const heartbeat = setInterval(() => {
        if (!blocked) raw.write(': still here\n\n')
      }, heartbeatMs)
      raw.once('close', () => {
        clearInterval(heartbeat)
        onClose()
      })
      started = true
      // What was announced while the first state was read may be the newer one.
      if (latest === undefined || Date.parse(latest.updated_at) <= Date.parse(first.updated_at)) latest = first
      flush()
    },
    end: () => raw.end(),
  }
}
