/** The API's description: OpenAPI 3.1 at /openapi.json, and pages for people that need no script and nothing from outside. */
import swagger from '@fastify/swagger'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Problem } from '../kernel/problem.ts'
import { type App, apiPrefix } from './app.ts'
import { docsStyle, problemPage, problemsPage, referencePage } from './docs-pages.ts'
import { policy } from './policy.ts'
import { catalogue } from './problem-catalogue.ts'
import * as schemas from './schemas.ts'

/** Of the API, not of the software: it changes when clients must. */
const apiVersion = '1.0.0'

export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, Operation>>
}

export interface Operation {
  tags?: string[]
  summary?: string
  description?: string
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: unknown }[]
  requestBody?: { content: Record<string, { schema: unknown }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: unknown }> }>
  security?: unknown[]
}

export async function registerOpenApi(app: App): Promise<void> {
  // Every route of the API may answer with a problem, and takes an Idempotency-Key when it is a POST: said once, here.
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith(apiPrefix) || route.schema === undefined) return
    const action = route.config?.action
    const open = action !== undefined && policy[action].anonymous !== '-'
    route.schema = {
      ...route.schema,
      ...(open ? {} : { security: [{ bearer: [] }] }),
      ...(route.method === 'POST' ? { headers: idempotencyHeader } : {}),
      response: { ...(route.schema.response as object), default: problemResponse },
    }
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sambatan',
        version: apiVersion,
        description:
          'Group buys: campaigns with slots, a goal and a deadline. Errors are RFC 9457 problems in Indonesian, or English with `Accept-Language: en`.',
      },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  })
}

const idempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe('A repeat with the same key has one effect and gets the first answer'),
})

const problemResponse = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: schemas.problem } },
}

export function docsRoutes(app: App): void {
  const page = { config: { action: 'page.read' as const }, schema: { hide: true } }
  const html = 'text/html; charset=utf-8'
  let document: string | undefined
  let reference: string | undefined

  app.get('/openapi.json', page, (_request, reply) => {
    document ??= JSON.stringify(app.swagger())
    reply.type('application/json; charset=utf-8').send(document)
  })
  app.get('/docs', page, (_request, reply) => {
    reference ??= referencePage(app.swagger() as unknown as OpenApiDocument)
    reply.type(html).send(reference)
  })
  app.get('/docs/style.css', page, (_request, reply) => {
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(docsStyle)
  })
  app.get('/docs/problems', page, (_request, reply) => {
    reply.type(html).send(problemsPage(catalogue))
  })
  app.get<{ Params: { code: string } }>('/docs/problems/:code', page, (request, reply) => {
    const definition = Object.hasOwn(catalogue, request.params.code) ? catalogue[request.params.code] : undefined
    if (!definition) throw new Problem('not_found')
    reply.type(html).send(problemPage(request.params.code, definition))
  })
}
