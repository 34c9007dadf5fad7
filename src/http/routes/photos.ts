/** Photos of campaigns: sent and arranged by those who sell, seen by everybody. */

import type { ProblemCode } from '../../kernel/problem.ts'
import { Problem } from '../../kernel/problem.ts'
import { campaignStatus, hasEnded } from '../../kernel/status.ts'
import { photo } from '../../modules/campaigns/index.ts'
import { actorName } from '../../modules/identity/index.ts'
import { describePhoto, orderPhotos, removePhoto } from '../../modules/photos/index.ts'
import type { Services } from '../../services.ts'
import { ownCampaign } from '../access.ts'
import { done, webpPicture } from '../answers.ts'
import { sendKept } from '../kept.ts'
import { type PictureUploads, pictureRefusals, pictureTypes, pictureUploads } from '../picture-uploads.ts'
import { campaignParams } from '../requests/fields.ts'
import * as requests from '../requests/pictures.ts'
import type { App } from '../types.ts'
import type { UploadTimes } from '../upload-limit.ts'
import { privatePictureUploadRoute } from './payment.ts'

const refusals: ProblemCode[] = ['campaign_not_found', 'campaign_state_invalid']

/** A year: what is at an address of a picture never changes. */
const forGood = 'public, max-age=31536000, immutable'

export function photoRoutes(app: App, services: Services, times?: UploadTimes): void {
  app.register(async (encapsulated) => {
    const scope = encapsulated as unknown as App
    const uploads = pictureUploads(scope, times)
    uploadRoute(scope, services, uploads)
    privatePictureUploadRoute(scope, services, uploads)
  })
  changeRoutes(app, services)
}

function uploadRoute(app: App, { db, photos }: Services, uploads: PictureUploads): void {
  app.route({
    method: 'POST',
    url: '/campaigns/:id/photos',
    // What would be refused anyway takes no place. How many photos there are is not asked here: the same file again is
    // answered with the photo that it is, also where there is room for no other.
    ...uploads.taking(async (request) => {
      // Parameters are validated only after the body has come.
      if (!campaignParams.safeParse(request.params).success) throw new Problem('campaign_not_found')
      const campaign = await ownCampaign(db, request as typeof request & { params: { id: string } }, 'photo.add')
      if (hasEnded(campaign)) {
        throw new Problem('campaign_state_invalid', {
          status: campaignStatus.toDb(campaign.status),
          action: 'change_photos',
        })
      }
    }),
    config: {
      action: 'photo.add',
      idempotency: 'natural',
      uploads: pictureTypes,
      refusals: [...refusals, 'photo_limit', ...pictureRefusals],
    },
    schema: {
      operationId: 'addPhoto',
      tags: ['pictures'],
      summary: 'Add a photo to a campaign',
      description:
        'The body is the file: JPEG, PNG or WebP, at most 25 MB and 100 megapixels (40 as progressive JPEG, interlaced PNG or lossless WebP). It is turned upright and made smaller; nothing else of the file is kept, its place and time neither. At most eight photos a campaign, until it has ended. The same file again is answered with the photo that it is, and changes nothing.',
      params: campaignParams,
      querystring: requests.photoQuery,
      response: { 200: photo, 201: photo },
    },
    async handler(request, reply) {
      const { id } = await ownCampaign(db, request, 'photo.add')
      const file = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const added = await photos.add({ campaignId: id, file, alt: request.query.alt }, actorName(request.actor))
      reply.code(added.isNew ? 201 : 200)
      return added.photo
    },
  })
}

function changeRoutes(app: App, { db }: Services): void {
  app.route({
    method: 'PATCH',
    url: '/campaigns/:id/photos/:photo_id',
    config: { action: 'photo.update', refusals: [...refusals, 'photo_not_found'] },
    schema: {
      operationId: 'describePhoto',
      tags: ['pictures'],
      summary: 'Say what a photo shows',
      params: requests.photoParams,
      body: requests.photoPatch,
      response: { 200: photo },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'photo.update')
      const { photo_id: photoId } = request.params
      const actor = actorName(request.actor)
      return db.tx((tx) => describePhoto(tx, id, photoId, request.body.alt), { actor })
    },
  })

  app.route({
    method: 'PUT',
    url: '/campaigns/:id/photos/order',
    config: { action: 'photo.order', refusals: [...refusals, 'photo_order_invalid'] },
    schema: {
      operationId: 'orderPhotos',
      tags: ['pictures'],
      summary: 'Put the photos of a campaign into another order',
      params: campaignParams,
      body: requests.photoOrder,
      response: { 200: photo.array() },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'photo.order')
      return db.tx((tx) => orderPhotos(tx, id, request.body.ids), { actor: actorName(request.actor) })
    },
  })

  app.route({
    method: 'DELETE',
    url: '/campaigns/:id/photos/:photo_id',
    config: { action: 'photo.remove', refusals: [...refusals, 'photo_not_found'] },
    schema: {
      operationId: 'removePhoto',
      tags: ['pictures'],
      summary: 'Remove a photo from a campaign',
      description:
        'Whoever has its address can look at it for another day, two at most; browsers that have it keep it. What somebody joined on stays, in `GET /campaigns/{id}/wordings`.',
      params: requests.photoParams,
      response: { 200: done },
    },
    async handler(request) {
      const { id } = await ownCampaign(db, request, 'photo.remove')
      await db.tx((tx) => removePhoto(tx, id, request.params.photo_id), { actor: actorName(request.actor) })
      return { status: 'done' as const }
    },
  })
}

/** Not under the API's prefix: these are the addresses in pages. */
export function pictureRoutes(app: App, { photos }: Services): void {
  app.route({
    method: 'GET',
    url: '/photos/:key/:width.webp',
    config: {
      action: 'page.read',
      crossOrigin: 'read',
      refusals: ['photo_not_found', 'storage_unavailable'],
    },
    schema: {
      operationId: 'readPicture',
      tags: ['pictures'],
      summary: 'A photo in one of its sizes',
      description: 'Its addresses are in `photos` of a campaign. What is there never changes.',
      params: requests.pictureParams,
      response: { 200: webpPicture },
    },
    handler(request, reply) {
      const { key, width } = request.params
      return sendKept(
        request,
        reply,
        { etag: `${key}-${width}`, cacheControl: forGood, type: 'image/webp' },
        async () => {
          const bytes = await photos.read(key, width)
          if (bytes === undefined) throw new Problem('photo_not_found')
          return bytes
        },
      )
    },
  })
}
