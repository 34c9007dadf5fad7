/** What sellers write to their buyers in WhatsApp: the list to work through, the record of it, and the words. */
import type { FastifyRequest } from 'fastify'
import { Problem } from '../../kernel/problem.ts'
import { type Action, actorName, authorizeOwn } from '../../modules/identity/index.ts'
import {
  beginRound,
  buyerMessage,
  checkPlaceholders,
  countMessages,
  listMessages,
  listTemplates,
  messageListEntry,
  messagePreview,
  messageProgress,
  messageTemplate,
  messageTo,
  openChat,
  openedChat,
  resetTemplate,
  rewordTemplate,
  skipBuyer,
  undoMessage,
} from '../../modules/messaging/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign } from '../access.ts'
import { done } from '../answers.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { campaignParams, emptyBody } from '../requests/fields.ts'
import * as requests from '../requests/messages.ts'
import type { App } from '../types.ts'

export function messageRoutes(app: App, services: Services): void {
  listRoutes(app, services)
  recordRoutes(app, services)
  templateRoutes(app, services)
}

function listRoutes(app: App, { db, config: { publicUrl } }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/messages',
    config: { action: 'campaign.message', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'listMessages',
      tags: ['messages'],
      summary: 'Whom to write to, with the message that is theirs',
      description:
        'Who waits, in the order of joining; or who was written to or skipped in this round of the template, the last first; or who has no number.',
      params: campaignParams,
      querystring: requests.messagesQuery,
      response: { 200: messageListEntry.array() },
    },
    async handler(request, reply) {
      const campaign = await ownCampaign(db, request, 'campaign.message')
      const { state, limit, cursor, ...whom } = request.query
      const page = { ...pageOf(request, { limit, cursor }), state }
      return sendPage(request, reply, await listMessages(db.read, publicUrl, { campaign, ...whom }, page))
    },
  })

  app.route({
    method: 'GET',
    url: '/campaigns/:id/messages/progress',
    config: { action: 'campaign.message', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readMessageProgress',
      tags: ['messages'],
      summary: 'How many wait, and how many were written to',
      params: campaignParams,
      querystring: requests.progressQuery,
      response: { 200: messageProgress },
    },
    async handler(request) {
      const campaign = await ownCampaign(db, request, 'campaign.message')
      return countMessages(db.read, { campaign, ...request.query })
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/messages/preview',
    config: {
      action: 'campaign.message',
      idempotency: 'natural',
      refusals: ['campaign_not_found', 'participation_not_found', 'template_placeholder_unknown'],
    },
    schema: {
      operationId: 'previewMessage',
      tags: ['messages'],
      summary: 'What words of a template become for one buyer; nothing is stored',
      params: campaignParams,
      body: requests.previewBody,
      response: { 200: messagePreview },
    },
    async handler(request) {
      const campaign = await ownCampaign(db, request, 'campaign.message')
      const { participation_id: participationId, text, language } = request.body
      checkPlaceholders(text, language)
      const whom = { campaign, template: 'payment' as const, participationId }
      return { text: (await messageTo(db.read, publicUrl, whom, { text, language })).text }
    },
  })
}

function recordRoutes(app: App, services: Services): void {
  const { db, config } = services

  app.route({
    method: 'POST',
    url: '/campaigns/:id/messages',
    config: {
      action: 'campaign.message',
      refusals: ['campaign_not_found', 'participation_not_found', 'buyer_phone_missing', 'already_messaged'],
    },
    schema: {
      operationId: 'openChat',
      tags: ['messages'],
      summary: 'Put on record that a chat with a buyer is opened, and get what opens it',
      params: campaignParams,
      body: requests.openBody,
      response: { 201: openedChat },
    },
    async handler(request, reply) {
      const campaign = await ownCampaign(db, request, 'campaign.message')
      const { participation_id: participationId, template, after } = request.body
      const chat = { participationId, template, after }
      const opened = await answerOnce(services, request, reply, 201, (tx) => openChat(tx, campaign.id, chat))
      // Not remembered with the key: it has a number and a name in it.
      return { ...opened, ...(await messageTo(db.read, config.publicUrl, { campaign, template, participationId })) }
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/messages/skip',
    config: { action: 'campaign.message', refusals: ['campaign_not_found', 'participation_not_found'] },
    schema: {
      operationId: 'skipBuyer',
      tags: ['messages'],
      summary: 'Leave a buyer out of this round of a template',
      params: campaignParams,
      body: requests.skipBody,
      response: { 201: buyerMessage },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.message')
      const { participation_id: participationId, template } = request.body
      return answerOnce(services, request, reply, 201, (tx) => skipBuyer(tx, id, { participationId, template }))
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/messages/:message_id/undo',
    config: {
      action: 'campaign.message',
      idempotency: 'natural',
      refusals: ['campaign_not_found', 'buyer_message_not_found'],
    },
    schema: {
      operationId: 'undoMessage',
      tags: ['messages'],
      summary: 'Take back that a chat was opened or a buyer skipped: they wait again',
      params: requests.messageParams,
      body: emptyBody,
      response: { 200: buyerMessage },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'campaign.message')
      const actor = actorName(request.actor)
      return db.tx((tx) => undoMessage(tx, id, request.params.message_id), { actor })
    },
  })

  app.route({
    method: 'POST',
    url: '/campaigns/:id/messages/round',
    config: { action: 'campaign.message', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'beginMessageRound',
      tags: ['messages'],
      summary: 'Begin a round of a template anew: everybody waits again',
      params: campaignParams,
      body: requests.roundBody,
      response: { 200: done },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'campaign.message')
      return answerOnce(services, request, reply, 200, async (tx) => {
        await beginRound(tx, id, request.body.template)
        return { status: 'done' as const }
      })
    },
  })
}

/** Whose templates are meant: one's own, or those of whom an operator or a service names. */
function sellerMeant({ actor }: FastifyRequest, action: Action, named: string | undefined): string {
  const sellerId = named ?? (actor.kind === 'user' ? actor.id : undefined)
  if (sellerId === undefined) throw new Problem('user_id_required', { path: 'seller_id' })
  authorizeOwn(actor, action, [sellerId], 'forbidden')
  return sellerId
}

function templateRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/message-templates',
    config: { action: 'message-template.read', refusals: ['forbidden', 'user_id_required'] },
    schema: {
      operationId: 'listMessageTemplates',
      tags: ['messages'],
      summary: "A seller's words for messages to buyers, in each language",
      querystring: requests.templatesQuery,
      response: { 200: messageTemplate.array() },
    },
    handler: async (request) =>
      listTemplates(db.read, sellerMeant(request, 'message-template.read', request.query.seller_id)),
  })

  app.route({
    method: 'PUT',
    url: '/message-templates/:template/:language',
    config: {
      action: 'message-template.manage',
      idempotency: 'natural',
      refusals: ['forbidden', 'user_id_required', 'template_placeholder_unknown'],
    },
    schema: {
      operationId: 'rewordMessageTemplate',
      tags: ['messages'],
      summary: 'Write a template in words of one’s own',
      params: requests.templateParams,
      body: requests.templateBody,
      response: { 200: messageTemplate },
    },
    async handler(request) {
      const { text, seller_id } = request.body
      const sellerId = sellerMeant(request, 'message-template.manage', seller_id)
      const actor = actorName(request.actor)
      return db.tx((tx) => rewordTemplate(tx, { ...request.params, sellerId }, text, actor), { actor })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/message-templates/:template/:language',
    config: { action: 'message-template.manage', refusals: ['forbidden', 'user_id_required'] },
    schema: {
      operationId: 'resetMessageTemplate',
      tags: ['messages'],
      summary: 'Go back to our words',
      params: requests.templateParams,
      querystring: requests.templatesQuery,
      response: { 200: messageTemplate },
    },
    async handler(request) {
      const sellerId = sellerMeant(request, 'message-template.manage', request.query.seller_id)
      return db.tx((tx) => resetTemplate(tx, { ...request.params, sellerId }))
    },
  })
}
