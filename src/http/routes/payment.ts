/** How it is paid: what sellers say to those who have joined, and pictures that only those see whom they concern. */
import { isProblem } from '../../kernel/problem.ts'
import { actorName, authorizeOwn } from '../../modules/identity/index.ts'
import {
  changeInstructions,
  howToPay,
  howToPaySchema,
  instructionsOfCampaign,
  instructionsOfSeller,
  paymentInstructions,
  privatePicture,
  whoSeesPicture,
} from '../../modules/money/index.ts'
import { findParticipation } from '../../modules/participations/index.ts'
import { findSeller } from '../../modules/sellers/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign } from '../access.ts'
import { webpPicture } from '../answers.ts'
import { sendPrivate } from '../kept.ts'
import { type PictureUploads, pictureRefusals, pictureTypes } from '../picture-uploads.ts'
import { campaignParams, participationParams } from '../requests/fields.ts'
import * as requests from '../requests/payment.ts'
import { sellerParams } from '../requests/sellers.ts'
import type { App } from '../types.ts'

export function paymentRoutes(app: App, services: Services): void {
  sellerRoutes(app, services)
  campaignRoutes(app, services)
  buyerRoutes(app, services)
}

function sellerRoutes(app: App, { db }: Services): void {
  const described =
    'Nobody else reads it here; who has joined reads it with what there is to pay (`GET /participations/{id}/payment-instructions`).'

  app.route({
    method: 'GET',
    url: '/sellers/:id/payment-instructions',
    config: { action: 'payment.manage', refusals: ['seller_not_found'] },
    schema: {
      operationId: 'readSellerPayment',
      tags: ['money'],
      summary: 'How a seller is paid, as they say',
      description: described,
      params: sellerParams,
      response: { 200: paymentInstructions },
    },
    async handler({ actor, params }) {
      const id = await sellerOf(db, params.id)
      authorizeOwn(actor, 'payment.manage', [id], 'seller_not_found')
      return instructionsOfSeller(db.read, id)
    },
  })

  app.route({
    method: 'PUT',
    url: '/sellers/:id/payment-instructions',
    config: { action: 'payment.manage', refusals: ['seller_not_found', 'picture_not_found'] },
    schema: {
      operationId: 'changeSellerPayment',
      tags: ['money'],
      summary: 'Say how a seller is paid',
      description:
        'For all of their campaigns that have no instructions of their own. Whoever has still to pay is told that it has changed; the accounts themselves stand in no event and no webhook.',
      params: sellerParams,
      body: requests.instructionsBody,
      response: { 200: paymentInstructions },
    },
    async handler({ actor, params, body }) {
      const sellerId = await sellerOf(db, params.id)
      authorizeOwn(actor, 'payment.manage', [sellerId], 'seller_not_found')
      return db.tx((tx) => changeInstructions(tx, { sellerId, campaignId: null }, body), { actor: actorName(actor) })
    },
  })
}

/** By slug where they have a page; who sells for the first time has none yet and is named by their id. */
async function sellerOf(db: Services['db'], named: string): Promise<string> {
  try {
    return (await findSeller(db.read, named)).seller_id
  } catch (error) {
    if (!isProblem(error, 'seller_not_found')) throw error
    return named
  }
}

function campaignRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'GET',
    url: '/campaigns/:id/payment-instructions',
    config: { action: 'payment.manage', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'readCampaignPayment',
      tags: ['money'],
      summary: 'How a campaign is paid, as its seller says of it or of all',
      params: campaignParams,
      response: { 200: paymentInstructions },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'payment.manage')
      return instructionsOfCampaign(db.read, id)
    },
  })

  app.route({
    method: 'PUT',
    url: '/campaigns/:id/payment-instructions',
    config: { action: 'payment.manage', refusals: ['campaign_not_found', 'picture_not_found'] },
    schema: {
      operationId: 'changeCampaignPayment',
      tags: ['money'],
      summary: 'Say how one campaign is paid',
      description: 'In place of what its seller says of all; as for those, whoever has still to pay is told.',
      params: campaignParams,
      body: requests.instructionsBody,
      response: { 200: paymentInstructions },
    },
    async handler(request) {
      const { id, seller_id: sellerId } = await ownCampaign(db, request, 'payment.manage')
      const actor = actorName(request.actor)
      return db.tx((tx) => changeInstructions(tx, { sellerId, campaignId: id }, request.body), { actor })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/campaigns/:id/payment-instructions',
    config: { action: 'payment.manage', idempotency: 'natural', refusals: ['campaign_not_found'] },
    schema: {
      operationId: 'removeCampaignPayment',
      tags: ['money'],
      summary: 'Let a campaign be paid as all of its seller',
      params: campaignParams,
      response: { 200: paymentInstructions },
    },
    async handler(request) {
      const { id, seller_id: sellerId } = await ownCampaign(db, request, 'payment.manage')
      const actor = actorName(request.actor)
      return db.tx((tx) => changeInstructions(tx, { sellerId, campaignId: id }, null), { actor })
    },
  })
}

function buyerRoutes(app: App, { db, photos }: Services): void {
  app.route({
    method: 'GET',
    url: '/participations/:id/payment-instructions',
    config: { action: 'payment.read', refusals: ['participation_not_found'] },
    schema: {
      operationId: 'readHowToPay',
      tags: ['money'],
      summary: 'What a buyer is to pay, exactly, until when and how',
      description:
        'For its buyer, its seller and operators. Of an order that is over there is nothing to pay, and no account is shown.',
      params: participationParams,
      response: { 200: howToPaySchema },
    },
    async handler({ actor, params }) {
      const { participation, sellerId } = await findParticipation(db.read, params.id)
      authorizeOwn(actor, 'payment.read', [participation.user_id, sellerId], 'participation_not_found')
      return howToPay(db.read, participation.id)
    },
  })

  app.route({
    method: 'GET',
    url: '/money/pictures/:id',
    config: { action: 'picture.read', refusals: ['picture_not_found', 'storage_unavailable'] },
    schema: {
      operationId: 'readPrivatePicture',
      tags: ['money'],
      summary: 'A picture that only those see whom it concerns',
      description:
        'Whoever sent it, operators, and: of a code to pay by its seller and who has joined a campaign that is paid by it. It is kept by nothing on its way.',
      params: requests.privatePictureParams,
      response: { 200: webpPicture },
    },
    async handler({ actor, params }, reply) {
      const people = await whoSeesPicture(db.read, params.id, actor.kind === 'user' ? actor.id : undefined)
      authorizeOwn(actor, 'picture.read', people, 'picture_not_found')
      return sendPrivate(reply, 'image/webp', await photos.readPrivate(params.id))
    },
  })
}

/** Registered where files are taken. */
export function privatePictureUploadRoute(app: App, { photos }: Services, uploads: PictureUploads): void {
  app.route({
    method: 'POST',
    url: '/money/pictures',
    ...uploads.taking(async () => {}),
    config: {
      action: 'picture.add',
      idempotency: 'natural',
      uploads: pictureTypes,
      refusals: pictureRefusals,
    },
    schema: {
      operationId: 'addPrivatePicture',
      tags: ['money'],
      summary: 'Send a picture that only those are to see whom it concerns',
      description:
        'The body is the file: JPEG, PNG or WebP, at most 25 MB. It is turned upright and made smaller; nothing else of the file is kept, its place and time neither. Whoever sent it uses it by its id, as the code to pay by; what is not used is removed after a day. The same file again, before it is used, is the same picture.',
      response: { 201: privatePicture },
    },
    async handler(request, reply) {
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      reply.code(201)
      return photos.addPrivate(file, actorName(request.actor))
    },
  })
}
