/** Where other systems are told: endpoints of sellers and of the installation, and what each was told. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { fromAcceptLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { type Action, type Actor, actorName, authorizeOwn, grantOf } from '../../modules/identity/index.ts'
import {
  checkUrl,
  createWebhook,
  findWebhook,
  listDeliveries,
  listWebhooks,
  missedWebhooks,
  removeWebhook,
  resendDelivery,
  rotateSecret,
  sendMissed,
  sendTest,
  updateWebhook,
  type Webhook,
  webhook,
  webhookDelivery,
  webhookWithSecret,
} from '../../modules/webhooks/index.ts'
import type { Services } from '../../services.ts'
import { done } from '../answers.ts'
import { answerOnce } from '../idempotency.ts'
import { withNames } from '../names.ts'
import { pageOf, sendPage } from '../paging.ts'
import { emptyBody, pageQuery } from '../requests/fields.ts'
import * as requests from '../requests/webhooks.ts'
import type { App } from '../types.ts'

export function webhookRoutes(app: App, services: Services): void {
  endpointRoutes(app, services)
  changeRoutes(app, services)
  deliveryRoutes(app, services)
}

const languageOf = ({ headers }: FastifyRequest) => fromAcceptLanguage(headers['accept-language'])

type Named = FastifyRequest & { params: { id: string } }

/** @throws Problem webhook_not_found, also for one that is not the caller's business */
async function ownWebhook({ db }: Services, request: Named, action: Action): Promise<Webhook> {
  const found = await findWebhook(db.read, request.params.id)
  authorizeOwn(request.actor, action, ownersOf(found.seller_id), 'webhook_not_found')
  return found
}

function ownersOf(sellerId: string | null): string[] {
  return sellerId === null ? [] : [sellerId]
}

/** Whose endpoints somebody means who names nobody: a seller their own, whoever may see all of them all (undefined). */
function sellerMeant(actor: Actor, action: Action, named: string | undefined): string | undefined {
  const isOwnAlone = grantOf(actor, action) === 'own'
  const sellerId = named ?? (isOwnAlone && actor.kind === 'user' ? actor.id : undefined)
  if (sellerId !== undefined) authorizeOwn(actor, action, [sellerId], 'forbidden')
  return sellerId
}

/** With what the people are called whose they are, and who made them, for those who may read that. */
function withWhose({ db }: Services, actor: Actor, found: Webhook[]): Promise<Webhook[]> {
  return withNames(db.read, actor, found, {
    seller_name: ({ seller_id }) => (seller_id === null ? null : `user:${seller_id}`),
    created_by_name: ({ created_by }) => created_by,
  })
}

/** Secrets are sealed with the installation's: without one there is nothing to seal with. */
function secretsOf({ secrets }: Services) {
  if (secrets === undefined) throw new Problem('webhooks_off')
  return secrets
}

/** Answers with a secret that is told once. A repeat gets the first answer, without it. */
async function answerWithSecret(
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  make: Parameters<typeof answerOnce<Webhook & { secret: string }>>[4],
): Promise<Webhook & { secret: string | null }> {
  let made: { at: string; secret: string } | undefined
  const answered = await answerOnce(services, request, reply, status, async (tx) => {
    const { secret, ...shown } = await make(tx)
    made = { at: shown.id + shown.updated_at, secret }
    return shown
  })
  return { ...answered, secret: made?.at === answered.id + answered.updated_at ? made.secret : null }
}

function endpointRoutes(app: App, services: Services): void {
  const { db, webhooks } = services

  app.route({
    method: 'POST',
    url: '/webhooks',
    config: { action: 'webhook.manage', refusals: ['webhook_url_refused', 'webhook_limit', 'webhooks_off'] },
    schema: {
      operationId: 'createWebhook',
      tags: ['webhooks'],
      summary: 'Have another system told what happens',
      description:
        'What is sent is under `webhooks` in this document, signed by the Standard Webhooks specification. `secret` is told once. Without `seller_id` an operator or a service makes one that is told everything.',
      body: requests.newWebhook,
      response: { 201: webhookWithSecret },
    },
    async handler(request, reply) {
      const { actor, body } = request
      const sellerId = sellerMeant(actor, 'webhook.manage', body.seller_id) ?? null
      checkUrl(body.url, webhooks.rules)
      const secrets = secretsOf(services)
      const wish = { ...body, seller_id: sellerId }
      return answerWithSecret(services, request, reply, 201, (tx) => createWebhook(tx, secrets, wish, actorName(actor)))
    },
  })

  app.route({
    method: 'GET',
    url: '/webhooks',
    config: { action: 'webhook.read', refusals: ['forbidden'] },
    schema: {
      operationId: 'listWebhooks',
      tags: ['webhooks'],
      summary: 'Endpoints, newest first',
      querystring: requests.webhooksQuery,
      response: { 200: webhook.array() },
    },
    async handler(request, reply) {
      const sellerId = sellerMeant(request.actor, 'webhook.read', request.query.seller_id)
      const found = await listWebhooks(db.read, sellerId, pageOf(request, request.query))
      return sendPage(request, reply, { ...found, items: await withWhose(services, request.actor, found.items) })
    },
  })

  app.route({
    method: 'GET',
    url: '/webhooks/:id',
    config: { action: 'webhook.read', refusals: ['webhook_not_found'] },
    schema: {
      operationId: 'readWebhook',
      tags: ['webhooks'],
      summary: 'Read an endpoint',
      params: requests.webhookParams,
      response: { 200: webhook },
    },
    async handler(request) {
      const found = await ownWebhook(services, request, 'webhook.read')
      return (await withWhose(services, request.actor, [found]))[0]!
    },
  })
}

function changeRoutes(app: App, services: Services): void {
  const { db, webhooks } = services

  app.route({
    method: 'PATCH',
    url: '/webhooks/:id',
    config: { action: 'webhook.manage', refusals: ['webhook_not_found', 'webhook_url_refused'] },
    schema: {
      operationId: 'updateWebhook',
      tags: ['webhooks'],
      summary: 'Change, disable or enable an endpoint',
      description:
        'Fields that are left out stay. What happened while an endpoint was disabled, and what waited for it, is not sent by itself when it is enabled again: `POST /webhooks/{id}/missed` has it sent.',
      params: requests.webhookParams,
      body: requests.webhookPatch,
      response: { 200: webhook },
    },
    async handler(request) {
      const { params, body, actor } = request
      await ownWebhook(services, request, 'webhook.manage')
      if (body.url !== undefined) checkUrl(body.url, webhooks.rules)
      return db.tx((tx) => updateWebhook(tx, params.id, body), { actor: actorName(actor) })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/webhooks/:id',
    config: { action: 'webhook.manage', refusals: ['webhook_not_found'] },
    schema: {
      operationId: 'removeWebhook',
      tags: ['webhooks'],
      summary: 'Remove an endpoint',
      params: requests.webhookParams,
      response: { 200: done },
    },
    async handler(request) {
      await ownWebhook(services, request, 'webhook.manage')
      await db.tx((tx) => removeWebhook(tx, request.params.id), { actor: actorName(request.actor) })
      return { status: 'done' as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/webhooks/:id/rotate',
    config: { action: 'webhook.manage', refusals: ['webhook_not_found', 'webhooks_off'] },
    schema: {
      operationId: 'rotateWebhookSecret',
      tags: ['webhooks'],
      summary: 'Give an endpoint a new secret',
      description:
        'For 24 hours deliveries are signed with both: change your receiver in between. Asked again within that time, the secret before stays, for 24 hours from then, and the new one alone is replaced.',
      params: requests.webhookParams,
      body: emptyBody,
      response: { 200: webhookWithSecret },
    },
    async handler(request, reply) {
      await ownWebhook(services, request, 'webhook.manage')
      const secrets = secretsOf(services)
      return answerWithSecret(services, request, reply, 200, (tx) => rotateSecret(tx, secrets, request.params.id))
    },
  })
}

function deliveryRoutes(app: App, services: Services): void {
  const { db } = services

  app.route({
    method: 'POST',
    url: '/webhooks/:id/test',
    config: { action: 'webhook.manage', refusals: ['webhook_not_found', 'webhook_disabled'] },
    schema: {
      operationId: 'testWebhook',
      tags: ['webhooks'],
      summary: 'Send a test event, once',
      description: 'It is sent within a second by a node that works; what came of it is in the deliveries.',
      params: requests.webhookParams,
      body: emptyBody,
      response: { 201: webhookDelivery },
    },
    async handler(request, reply) {
      await ownWebhook(services, request, 'webhook.manage')
      return answerOnce(services, request, reply, 201, (tx) => sendTest(tx, request.params.id, languageOf(request)))
    },
  })

  app.route({
    method: 'POST',
    url: '/webhooks/:id/missed',
    config: { action: 'webhook.manage', refusals: ['webhook_not_found', 'webhook_disabled'] },
    schema: {
      operationId: 'sendMissedWebhooks',
      tags: ['webhooks'],
      summary: 'Send what an endpoint was not told of since some moment',
      description:
        'What happened while it was disabled, and what was given up. What it has taken is not sent again. It comes after what is on its way already, in the order in which it happened.',
      params: requests.webhookParams,
      body: requests.missedBody,
      response: { 200: missedWebhooks },
    },
    async handler(request, reply) {
      const { params, body } = request
      await ownWebhook(services, request, 'webhook.manage')
      return answerOnce(services, request, reply, 200, (tx) => sendMissed(tx, params.id, body.since))
    },
  })

  app.route({
    method: 'GET',
    url: '/webhooks/:id/deliveries',
    config: { action: 'webhook.read', refusals: ['webhook_not_found'] },
    schema: {
      operationId: 'listWebhookDeliveries',
      tags: ['webhooks'],
      summary: 'What an endpoint was told and what it answered, newest first',
      description: 'Kept for 30 days after the last attempt.',
      params: requests.webhookParams,
      querystring: pageQuery,
      response: { 200: webhookDelivery.array() },
    },
    async handler(request, reply) {
      await ownWebhook(services, request, 'webhook.read')
      const { params, query } = request
      const page = pageOf(request, query)
      return sendPage(request, reply, await listDeliveries(db.read, params.id, page, languageOf(request)))
    },
  })

  app.route({
    method: 'POST',
    url: '/webhooks/:id/deliveries/:delivery_id/resend',
    config: {
      action: 'webhook.manage',
      refusals: ['webhook_not_found', 'webhook_delivery_not_found', 'webhook_disabled'],
    },
    schema: {
      operationId: 'resendWebhookDelivery',
      tags: ['webhooks'],
      summary: 'Send a delivery again, with the id that it had',
      params: requests.deliveryParams,
      body: emptyBody,
      response: { 200: webhookDelivery },
    },
    async handler(request, reply) {
      const { id, delivery_id: deliveryId } = request.params
      await ownWebhook(services, request, 'webhook.manage')
      return answerOnce(services, request, reply, 200, (tx) => resendDelivery(tx, id, deliveryId, languageOf(request)))
    },
  })
}
