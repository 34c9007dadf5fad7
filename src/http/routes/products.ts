import { actorName, authorizeOwn } from '../../modules/identity/index.ts'
import {
  createProduct,
  findProduct,
  listProducts,
  product as productShape,
  updateProduct,
} from '../../modules/products/index.ts'
import type { Services } from '../../services.ts'
import { readFor } from '../access.ts'
import { answerOnce } from '../idempotency.ts'
import { pageOf, sendPage } from '../paging.ts'
import { refuseOwnPages } from '../picture-address.ts'
import { productParams } from '../requests/fields.ts'
import * as requests from '../requests/products.ts'
import type { App } from '../types.ts'

export function productRoutes(app: App, services: Services): void {
  const { db, config } = services
  const preHandler = refuseOwnPages(config, 'image_url')

  app.route({
    method: 'POST',
    url: '/products',
    preHandler,
    config: { action: 'product.create' },
    schema: {
      operationId: 'createProduct',
      tags: ['products'],
      summary: 'Add a product',
      description: 'A service names the seller; without `seller_id` the product belongs to the caller.',
      body: requests.newProduct,
      response: { 201: productShape },
    },
    async handler(request, reply) {
      const { actor, body } = request
      const callerId = actor.kind === 'anonymous' ? '' : actor.id
      const sellerId = body.seller_id ?? callerId
      authorizeOwn(actor, 'product.create', [sellerId], 'forbidden')
      return answerOnce(services, request, reply, 201, (tx) => createProduct(tx, { ...body, seller_id: sellerId }))
    },
  })

  app.route({
    method: 'GET',
    url: '/products',
    config: { action: 'product.read', crossOrigin: 'read' },
    schema: {
      operationId: 'listProducts',
      tags: ['products'],
      summary: 'List products, newest first',
      querystring: requests.productQuery,
      response: { 200: productShape.array() },
    },
    async handler(request, reply) {
      if (request.query.q !== undefined) request.spend('search')
      return sendPage(request, reply, await listProducts(readFor(db, request.actor), pageOf(request, request.query)))
    },
  })

  app.route({
    method: 'GET',
    url: '/products/:id',
    config: { action: 'product.read', crossOrigin: 'read', refusals: ['product_not_found'] },
    schema: {
      operationId: 'readProduct',
      tags: ['products'],
      summary: 'Read a product',
      params: productParams,
      response: { 200: productShape },
    },
    handler: (request) => findProduct(db.read, request.params.id),
  })

  app.route({
    method: 'PATCH',
    url: '/products/:id',
    preHandler,
    config: { action: 'product.update', refusals: ['product_not_found'] },
    schema: {
      operationId: 'updateProduct',
      tags: ['products'],
      summary: 'Change a product',
      description: 'Fields that are left out stay. Turn `sambatan_enabled` on to open campaigns on it.',
      params: productParams,
      body: requests.productPatch,
      response: { 200: productShape },
    },
    async handler(request) {
      const product = await findProduct(db.read, request.params.id)
      authorizeOwn(request.actor, 'product.update', [product.seller_id], 'product_not_found')
      return db.tx((tx) => updateProduct(tx, product.id, request.body), { actor: actorName(request.actor) })
    },
  })
}
