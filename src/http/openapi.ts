/** What makes a route's description complete: OpenAPI 3.1 from its schema, its action and the problems it can meet. */
import type { RouteOptions } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import type { ProblemCode } from '../kernel/problem.ts'
import { policy } from '../modules/identity/index.ts'
import { changesCampaign } from './catch-up.ts'
import { catalogue, titleOf } from './problem-catalogue.ts'

export interface OpenApiDocument {
  openapi: string
  info: { title: string; version: string; description?: string }
  tags?: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  /** What is asked of others. */
  webhooks?: Record<string, { post: Operation }>
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> }
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: Schema
}

export interface Response {
  description: string
  headers?: Record<string, { description: string; schema: Schema }>
  content?: Record<string, { schema: Schema }>
}

export interface Operation {
  operationId: string
  tags?: string[]
  summary?: string
  description?: string
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, Response>
  security?: Record<string, string[]>[]
}

export interface Schema {
  $ref?: string
  type?: string | string[]
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  required?: string[]
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  description?: string
  examples?: unknown[]
  format?: string
  pattern?: string
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

export const tagsOfApi = [
  { name: 'products', description: 'What is sold. A campaign needs a product that is enabled for sambatan.' },
  { name: 'campaigns', description: 'Group buys: slots, a goal, a price and a deadline.' },
  { name: 'pictures', description: 'Photos of campaigns, and the pictures that links to them are shared with.' },
  { name: 'participations', description: "Buyers' claims on slots, from joining to receiving the goods." },
  {
    name: 'waiting list',
    description: 'After “full”: who waits for slots, in their order, and is offered what comes free.',
  },
  { name: 'money', description: 'The money book: what was received and sent back, and what is owed.' },
  { name: 'accounts', description: 'Signing up and in, sessions, passwords and second factors of people.' },
  { name: 'people', description: 'Profiles and addresses; a copy of one’s data, and erasure.' },
  { name: 'sellers', description: 'Who sells, how their batches ended, and who follows them.' },
  { name: 'notifications', description: 'What people are told: the inbox, and how they want to be told.' },
  {
    name: 'messages',
    description: 'What sellers write to their buyers in WhatsApp: templates, a list to work through, and a record.',
  },
  { name: 'access', description: 'For operators: API keys, the mailbox, and who was let in.' },
  { name: 'webhooks', description: 'Where other systems are told what happens, and what they were told.' },
  { name: 'operations', description: 'For those who run the marketplace, and for their machines.' },
]

export const components = {
  securitySchemes: {
    bearer: {
      type: 'http' as const,
      scheme: 'bearer',
      description: 'The service key, an API key, or a token (JWT) of the marketplace that this installation is part of',
    },
    session: {
      type: 'apiKey' as const,
      in: 'cookie' as const,
      name: 'sambatan.session_token',
      description: 'The session of an account; behind TLS its name begins with `__Secure-`',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'A repeat with the same key has one effect and gets the first answer, with `Idempotency-Replayed: true`. Scoped to the caller; kept for seven days. A refusal is not remembered.',
      schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
    },
    AcceptLanguage: {
      name: 'Accept-Language',
      in: 'header',
      required: false,
      description: 'The language of problems: `id` (default) or `en`',
      schema: { type: 'string' as const },
    },
  },
}

const zodToJsonConfig = { override }

/** For @fastify/swagger: zod to JSON Schema, what has a name once under components. */
export const openApiTransform = {
  transform: createJsonSchemaTransform({ zodToJsonConfig }),
  transformObject: createJsonSchemaTransformObject({ zodToJsonConfig }),
}

/** Leaves out what says nothing, and what would forbid us to add a field to an answer. */
function override(context: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void {
  const { def } = context.zodSchema._zod
  const jsonSchema = context.jsonSchema as Schema
  if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties
  const [first, second] = jsonSchema.anyOf ?? []
  if (second?.type === 'null' && typeof first?.type === 'string') {
    delete jsonSchema.anyOf
    Object.assign(jsonSchema, first, { type: [first.type, 'null'] })
  }
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern
}

/** Adds what the schema of a route does not say: who may, which headers, and what can go wrong. */
export function completeOperation(operation: Operation, route: RouteOptions): void {
  const { action } = route.config ?? {}
  const body = route.schema?.body as z.ZodType | undefined
  if (route.config?.uploads) operation.requestBody = fileOf(route.config.uploads)
  else if (operation.requestBody) operation.requestBody.required = body?.safeParse(undefined).success === false
  operation.security = securityOf(action)
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.description === 'Default Response') response.description = descriptionOf(status)
    if (status === '204') delete response.content
  }
  const answer = operation.responses['200'] ?? operation.responses['201']
  const remembersKeys = route.method === 'POST' && route.config?.idempotency !== 'natural'
  if (remembersKeys && answer) {
    answer.headers = { 'Idempotency-Replayed': header('`true` when this is the first answer again') }
  }
  if (isPaged(operation) && answer) {
    answer.headers = { Link: header('`<…>; rel="next"`: where the next page is; not there on the last') }
  }
  addProblems(operation, problemsOf(operation, route))
  if (action !== 'operations.read') {
    operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/AcceptLanguage' }]
  }
  if (remembersKeys) operation.parameters?.push({ $ref: '#/components/parameters/IdempotencyKey' })
}

/** A body that is a file of one of these types. */
function fileOf(types: string[]): NonNullable<Operation['requestBody']> {
  const schema = { type: 'string', format: 'binary' }
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) }
}

function securityOf(action: keyof typeof policy | undefined): Record<string, string[]>[] {
  if (action === undefined || policy[action].anonymous === '-') return [{ bearer: [] }, { session: [] }]
  // Not needed to read campaigns, but shows more: drafts.
  return action === 'campaign.read' ? [{}, { bearer: [] }, { session: [] }] : []
}

function header(description: string): { description: string; schema: Schema } {
  return { description, schema: { type: 'string' } }
}

function descriptionOf(status: string): string {
  return (
    {
      '201': 'Created',
      '202': 'Accepted',
      '204': 'Nothing to send: it is gone, or of a stream, its campaign has ended',
      '503': 'Not ready',
    }[status] ?? 'OK'
  )
}

function isPaged(operation: Operation): boolean {
  return operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === 'cursor') ?? false
}

/** Every problem that a route's answer can be, in the order of their status. */
export function problemsOf(operation: Operation, route: RouteOptions): ProblemCode[] {
  const { action, refusals = [] } = route.config ?? {}
  if (action === 'operations.read') return refusals
  const codes: ProblemCode[] = [...refusals, 'rate_limited', 'internal_error', 'shutting_down', 'database_unavailable']
  if (changesCampaign(route)) codes.push('campaign_behind')
  // Pages and pictures are for everybody, whatever is sent along.
  if (action !== 'page.read') codes.push('unauthorized', 'token_invalid', 'token_keys_unavailable')
  if (action !== undefined && policy[action].anonymous === '-') codes.push('forbidden')
  if (action !== undefined && !['open', 'no key'].includes(policy[action].scope)) codes.push('scope_missing')
  if (route.method !== 'GET') codes.push('cross_origin')
  if (route.schema?.body) codes.push('malformed_request', 'payload_too_large', 'unsupported_media_type')
  if (route.schema?.body || route.schema?.querystring) codes.push('validation_failed')
  if (route.url.includes(':')) codes.push('malformed_url')
  if (isPaged(operation)) codes.push('cursor_invalid')
  if (route.method === 'POST' && route.config?.idempotency !== 'natural') {
    codes.push('idempotency_key_invalid', 'idempotency_mismatch')
  }
  return [...new Set(codes)].sort((a, b) => catalogue[a].status - catalogue[b].status || a.localeCompare(b))
}

function addProblems(operation: Operation, codes: ProblemCode[]): void {
  for (const code of codes) {
    const { status } = catalogue[code]
    const sentence = `\`${code}\`: ${titleOf(code, 'en')}.`
    const response = operation.responses[status]
    if (response) response.description += ` ${sentence}`
    else {
      operation.responses[status] = {
        description: sentence,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }
    }
  }
}

/** Removes the schemas that nothing refers to: the library writes each named one twice, for requests and for answers. */
export function dropUnused(document: OpenApiDocument): void {
  const { schemas } = document.components
  const used = new Set<string>()
  const follow = (part: unknown) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name!)) continue
      used.add(name!)
      follow(schemas[name!])
    }
  }
  follow(document.paths)
  document.components.schemas = Object.fromEntries(
    Object.entries(schemas)
      .filter(([name]) => used.has(name))
      .sort(([a], [b]) => a.localeCompare(b)),
  )
}
