/**
 * Live progress as server-sent events: a `progress` event at once and on every change. The id of an event is the
 * campaign's version, so that a browser that reconnects is not told again what it knows. A client that reads slowly gets
 * the latest state when it can take it, never a backlog.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { campaignProgress, type Progress } from '../../modules/campaigns/index.ts'
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
  const open = new Set<FastifyReply>()
  metrics.gauge('sambatan_event_streams', 'Live event streams open on this node', () => open.size)
  // Streams never end by themselves, and a server that closes waits for its answers to end.
  app.addHook('preClose', async () => {
    for (const reply of open) reply.raw.end()
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/events',
    config: { action: 'campaign.read', rateLimit: { max: 120, timeWindow: '1 minute' } },
    schema: {
      tags: ['campaigns'],
      summary: 'Live progress (text/event-stream)',
      description:
        'A `progress` event at once and on every change, at most four a second; a comment every 15 seconds keeps the connection. `Last-Event-ID` is honoured.',
      params: schemas.campaignParams,
    },
    async handler(request, reply) {
      if (open.size >= streamsMax) throw new Problem('too_many_streams', {}, { retryAfterSeconds: 10 })
      const campaign = await visibleCampaign(db, request)
      const first = await campaignProgress(db.read, campaign.id)
      startStream(request, reply, first, heartbeatMs, open, (listener) => live.watch(campaign.id, listener))
    },
  })
}

function startStream(
  request: FastifyRequest,
  reply: FastifyReply,
  first: Progress,
  heartbeatMs: number,
  open: Set<FastifyReply>,
  watch: (listener: (progress: Progress) => void) => () => void,
): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // Proxies that buffer would hold the progress back until it is old.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 3000\n\n')
  let sent = request.headers['last-event-id']
  let latest = first
  let blocked = false

  function send(): void {
    if (blocked || versionOf(latest) === sent) return
    sent = versionOf(latest)
    blocked = !raw.write(`id: ${sent}\nevent: progress\ndata: ${JSON.stringify(latest)}\n\n`)
    if (blocked) {
      raw.once('drain', () => {
        blocked = false
        send()
      })
    }
    if (final.has(latest.status)) raw.end()
  }

  open.add(reply)
  const stop = watch((progress) => {
    latest = progress
    send()
  })
  const heartbeat = setInterval(() => {
    if (!blocked) raw.write(': still here\n\n')
  }, heartbeatMs)
  raw.once('close', () => {
    open.delete(reply)
    clearInterval(heartbeat)
    stop()
  })
  send()
}

function versionOf(progress: Progress): string {
  return String(Date.parse(progress.updated_at))
}
