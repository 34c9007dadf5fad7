/** Sellers as everybody sees them, and who follows them. */
import { actorName, authorizeOwn } from '../../modules/identity/index.ts'
import {
  findSeller,
  followed,
  following,
  followSeller,
  follows,
  listFollows,
  seller,
  unfollowSeller,
  updateSeller,
} from '../../modules/sellers/index.ts'
import type { Services } from '../../services.ts'
import { personOf, readFor } from '../access.ts'
import { pageOf, sendPage } from '../paging.ts'
import { emptyBody, pageQuery } from '../requests/fields.ts'
import { personParams } from '../requests/people.ts'
import * as requests from '../requests/sellers.ts'
import type { App } from '../types.ts'

export function sellerRoutes(app: App, services: Services): void {
  const { db } = services
  app.route({
    method: 'GET',
    url: '/sellers/:id',
    config: { action: 'campaign.read', crossOrigin: 'read', refusals: ['seller_not_found'] },
    schema: {
      operationId: 'readSeller',
      tags: ['sellers'],
      summary: 'Who sells, and how their batches ended',
      description: 'Their campaigns are in the list of campaigns, by `seller_id`.',
      params: requests.sellerParams,
      response: { 200: seller },
    },
    handler: async (request) => findSeller(readFor(db, request.actor), request.params.id),
  })

  app.route({
    method: 'PATCH',
    url: '/sellers/:id',
    config: { action: 'seller.update', refusals: ['seller_not_found'] },
    schema: {
      operationId: 'updateSeller',
      tags: ['sellers'],
      summary: 'Change what a seller says about themselves',
      params: requests.sellerParams,
      body: requests.sellerPatch,
      response: { 200: seller },
    },
    async handler({ actor, params, body }) {
      const { seller_id } = await findSeller(db.read, params.id)
      authorizeOwn(actor, 'seller.update', [seller_id], 'seller_not_found')
      return db.tx((tx) => updateSeller(tx, seller_id, body), { actor: actorName(actor) })
    },
  })

  app.route({
    method: 'GET',
    url: '/people/:id/follows',
    config: { action: 'person.read', refusals: ['person_not_found'] },
    schema: {
      operationId: 'listFollows',
      tags: ['sellers'],
      summary: 'Whose next batch somebody is told of',
      params: personParams,
      querystring: pageQuery,
      response: { 200: followed.array() },
    },
    async handler(request, reply) {
      const id = await personOf(db, request, 'person.read')
      return sendPage(request, reply, await listFollows(db.read, id, pageOf(request, request.query)))
    },
  })

  app.route({
    method: 'GET',
    url: '/people/:id/follows/:seller',
    config: { action: 'person.read', refusals: ['person_not_found', 'seller_not_found'] },
    schema: {
      operationId: 'readFollow',
      tags: ['sellers'],
      summary: 'Whether somebody is told of the next batch of a seller',
      params: requests.followParams,
      response: { 200: following },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.read')
      return { following: await follows(db.read, id, (await findSeller(db.read, request.params.seller)).seller_id) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/people/:id/follows/:seller',
    config: {
      action: 'person.update',
      idempotency: 'natural',
      refusals: ['person_not_found', 'seller_not_found', 'follow_self', 'follow_limit'],
    },
    schema: {
      operationId: 'followSeller',
      tags: ['sellers'],
      summary: 'Be told when a seller opens their next batch',
      description: 'Once for each, in the inbox and by the channels that the person wants.',
      params: requests.followParams,
      body: emptyBody,
      response: { 200: following },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.update')
      await db.tx((tx) => followSeller(tx, id, request.params.seller), { actor: actorName(request.actor) })
      return { following: true }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/people/:id/follows/:seller',
    config: { action: 'person.update', idempotency: 'natural', refusals: ['person_not_found', 'seller_not_found'] },
    schema: {
      operationId: 'unfollowSeller',
      tags: ['sellers'],
      summary: 'Be told of no more batches of a seller',
      params: requests.followParams,
      response: { 200: following },
    },
    async handler(request) {
      const id = await personOf(db, request, 'person.update')
      await db.tx((tx) => unfollowSeller(tx, id, request.params.seller), { actor: actorName(request.actor) })
      return { following: false }
    },
  })
}
