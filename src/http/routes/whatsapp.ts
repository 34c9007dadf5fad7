/** Notifications by WhatsApp: who wants them, what came of them, and what WhatsApp tells of them. */
import { timingSafeEqual } from 'node:crypto'
import { Problem } from '../../kernel/problem.ts'
import { actorName } from '../../modules/identity/index.ts'
import {
  isSigned,
  readWhatsAppState,
  readWhatsAppWish,
  recordStatuses,
  sayWhatsApp,
  whatsAppState,
  whatsAppWish,
} from '../../modules/notifications/index.ts'
import type { Services } from '../../services.ts'
import { personOf } from '../access.ts'
import { personParams } from '../requests/people.ts'
import * as requests from '../requests/whatsapp.ts'
import type { App } from '../types.ts'

/** Of one callback; Meta puts many statuses into one. */
const callbackBytesMax = 1_048_576

export function whatsAppRoutes(app: App, services: Services): void {
  wishRoutes(app, services)
  // Its bodies are taken as they come: the signature is over their bytes.
  app.register(async (scope) => callbackRoutes(scope as unknown as App, services))
}

function wishRoutes(app: App, { db, config }: Services): void {
  const isOffered = config.whatsapp !== undefined
  app.route({
    method: 'GET',
    url: '/people/:id/whatsapp',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'readWhatsAppWish',
      tags: ['notifications'],
      summary: 'Whether somebody wants to be told by WhatsApp',
      params: personParams,
      response: { 200: whatsAppWish },
    },
    handler: async (request) => readWhatsAppWish(db.read, await personOf(db, request, 'person.read'), isOffered),
  })

  app.route({
    method: 'PUT',
    url: '/people/:id/whatsapp',
    config: { action: 'person.consent', idempotency: 'natural', refusals: ['person_not_found', 'phone_needed'] },
    schema: {
      operationId: 'sayWhatsApp',
      tags: ['notifications'],
      summary: 'Say whether one wants to be told by WhatsApp',
      description:
        'Only people themselves say so, or the system that they said it to. It is of the number that the profile has at that moment; another number is asked anew.',
      params: personParams,
      body: requests.wishBody,
      response: { 200: whatsAppWish },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.consent')
      return db.tx(
        async (tx) => {
          await sayWhatsApp(tx, id, request.body.wanted)
          return readWhatsAppWish(tx, id, isOffered)
        },
        { actor: actorName(request.actor) },
      )
    },
  })

  app.route({
    method: 'GET',
    url: '/operations/whatsapp',
    config: { action: 'system.read' },
    schema: {
      operationId: 'readWhatsApp',
      tags: ['operations'],
      summary:
        'Whether messages go by WhatsApp, in which templates and classes of cost, and what came of them in 30 days',
      response: { 200: whatsAppState },
    },
    handler: async () => readWhatsAppState(db.read, config.whatsapp),
  })
}

function callbackRoutes(app: App, { db, config: { whatsapp } }: Services): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: callbackBytesMax },
    (_request, body, done) => done(null, body),
  )
  app.route({
    method: 'GET',
    url: '/whatsapp/callbacks',
    exposeHeadRoute: false,
    config: { action: 'whatsapp.callback', refusals: ['whatsapp_off', 'forbidden'] },
    schema: { hide: true, querystring: requests.challengeQuery },
    async handler({ query }, reply) {
      if (whatsapp === undefined) throw new Problem('whatsapp_off')
      const isOurs = isSame(query['hub.verify_token'] ?? '', whatsapp.verifyToken)
      if (query['hub.mode'] !== 'subscribe' || !isOurs) throw new Problem('forbidden')
      return reply.type('text/plain; charset=utf-8').send(query['hub.challenge'] ?? '')
    },
  })

  app.route({
    method: 'POST',
    url: '/whatsapp/callbacks',
    config: {
      action: 'whatsapp.callback',
      idempotency: 'natural',
      budget: 'free',
      refusals: ['whatsapp_off', 'forbidden'],
    },
    schema: { hide: true },
    async handler({ body, headers }, reply) {
      if (whatsapp === undefined) throw new Problem('whatsapp_off')
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      if (!isSigned(bytes, [headers['x-hub-signature-256']].flat()[0], whatsapp.appSecret))
        throw new Problem('forbidden')
      const told = parsed(bytes)
      await db.tx((tx) => recordStatuses(tx, told), { actor: 'whatsapp' })
      // All that Meta looks at is that it was taken.
      return reply.type('text/plain; charset=utf-8').send('ok')
    },
  })
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
