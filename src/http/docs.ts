/** The API's description: OpenAPI 3.1 at /openapi.json, and pages for people that need no script and nothing from outside. */
import swagger from '@fastify/swagger'
import type { FastifyReply } from 'fastify'
import { Problem } from '../kernel/problem.ts'
import { problemPage, problemsPage, referencePage } from './docs-pages.ts'
import { docsStyle } from './docs-style.ts'
import type { RouteTable } from './methods.ts'
import {
  completeOperation,
  components,
  dropUnused,
  type OpenApiDocument,
  openApiTransform,
  tagsOfApi,
} from './openapi.ts'
import { isProblemCode } from './problem-catalogue.ts'
import type { App } from './types.ts'
import { webhooksOfApi } from './webhook-document.ts'

/** Of the API, not of the software: it changes when clients must. */
const apiVersion = '1.0.0'

/** Must come before the routes that it describes. */
export async function registerOpenApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sambatan',
        version: apiVersion,
        description:
          'Group buys: campaigns with slots, a goal and a deadline. Errors are RFC 9457 problems in Indonesian, or in English with `Accept-Language: en`. Money is in the smallest unit of its currency that is in use (IDR: whole rupiah), times are UTC.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      tags: tagsOfApi,
      components,
    },
    ...openApiTransform,
  })
}

/** The whole document, with what holds for many routes written into each. */
export function describeApi(app: App, routes: RouteTable): OpenApiDocument {
  const document = structuredClone(app.swagger()) as unknown as OpenApiDocument
  for (const route of routes) {
    const method = String(route.method).toLowerCase()
    const operation = document.paths[route.url.replace(/:(\w+)/g, '{$1}')]?.[method]
    if (operation) completeOperation(operation, route)
  }
  dropUnused(document)
  document.webhooks = webhooksOfApi()
  return document
}

export function docsRoutes(app: App, routes: RouteTable): void {
  const page = { config: { action: 'page.read' as const }, schema: { hide: true } }
  const html = 'text/html; charset=utf-8'
  const kept = 'public, max-age=300'
  let described: OpenApiDocument | undefined
  let document: string | undefined
  let reference: string | undefined
  const api = () => {
    described ??= describeApi(app, routes)
    return described
  }

  function sendPage(reply: FastifyReply, text: string): void {
    reply.type(html).header('cache-control', kept).send(app.withDemoLine(text, 'en'))
  }

  app.get('/openapi.json', page, (_request, reply) => {
    document ??= JSON.stringify(api())
    reply.type('application/json; charset=utf-8').header('cache-control', kept).send(document)
  })
  app.get('/docs', page, (_request, reply) => {
    reference ??= referencePage(api())
    sendPage(reply, reference)
  })
  app.get('/docs/style.css', page, (_request, reply) => {
    reply.type('text/css; charset=utf-8').header('cache-control', kept).send(docsStyle)
  })
  app.get('/docs/problems', page, (_request, reply) => {
    sendPage(reply, problemsPage())
  })
  app.get<{ Params: { code: string } }>('/docs/problems/:code', page, (request, reply) => {
    const { code } = request.params
    if (!isProblemCode(code)) throw new Problem('not_found')
    sendPage(reply, problemPage(code, api()))
  })
}
