/**
 * The HTTP side of a node: Fastify with our validation, our problems and our policy. Routes parse, call one use case and
 * present; everything that holds for all of them is here.
 */
import { fileURLToPath } from 'node:url'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
  type RouteOptions,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { uuidv7 } from '../kernel/ids.ts'
import { Problem } from '../kernel/problem.ts'
import type { Services } from '../services.ts'
import { docsRoutes, registerOpenApi } from './docs.ts'
import { methodsOf, type RouteTable } from './methods.ts'
import { type Action, type Actor, authorize, isAction, serviceKeyAuthenticator } from './policy.ts'
import { bodyBytesMax, handleError, sendProblem } from './problem-handler.ts'
import { campaignRoutes } from './routes/campaigns.ts'
import { eventRoutes } from './routes/events.ts'
import { healthRoutes } from './routes/health.ts'
import { operationRoutes } from './routes/operations.ts'
import { participationRoutes } from './routes/participations.ts'
import { productRoutes } from './routes/products.ts'
import { securityHeaders } from './security-headers.ts'
import { validatorCompiler } from './validation.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request to this route does, as the policy table calls it. */
    action?: Action
  }
  interface FastifyRequest {
    actor: Actor
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export const apiPrefix = '/api/sambatan'

interface AppOptions {
  /** How often an idle event stream is kept alive, in milliseconds. */
  heartbeatMs?: number
  /** More routes in the same scope, for the benchmarks: they get everything that the real ones get. */
  extend?(api: App): void
}

/** @throws Error when a route names no action of the policy table */
export async function buildApp(services: Services, options: AppOptions = {}): Promise<App> {
  const { config, log } = services
  const app: App = Fastify<RawServerDefault>({
    loggerInstance: log as FastifyBaseLogger,
    // A line per request would cost more than many of the requests; what goes wrong is logged where it is handled.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: bodyBytesMax,
    genReqId: requestId,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    frameworkErrors: handleError,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  // Answers are made by our own presenters and checked by tests; parsing each again would only cost.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler(handleError)
  acceptOnlyJson(app)
  const routes = collectRoutes(app)
  identify(app, config.serviceKey)
  measure(app, services)
  await protect(app, services)
  await registerOpenApi(app)
  await app.register(
    async (scope) => {
      const api = scope as unknown as App
      productRoutes(api, services)
      campaignRoutes(api, services)
      participationRoutes(api, services)
      eventRoutes(api, services, { heartbeatMs: options.heartbeatMs ?? 15_000 })
      operationRoutes(api, services)
      options.extend?.(api)
    },
    { prefix: apiPrefix },
  )
  healthRoutes(app, services)
  docsRoutes(app)
  await serveAssets(app)
  answerUnknown(app, routes)
  await app.ready()
  return app
}

/** A proxy's request id is kept when it looks like one, so that one id follows a request through all logs. */
function requestId(request: { headers: Record<string, unknown> }): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : uuidv7()
}

function acceptOnlyJson(app: App): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // `curl -X POST -H 'content-type: application/json'` without a body means "no body", not "broken JSON".
    if (body === '') done(null, undefined)
    else parseJson(request, body as string, done)
  })
}

/** Remembers every route, and refuses to start when one of them names no action. */
function collectRoutes(app: App): RouteTable {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  app.addHook('onReady', async () => {
    const unnamed = routes
      .filter((route) => !isAction(route.config?.action))
      .map((route) => `${route.method} ${route.url}`)
    if (unnamed.length > 0) throw new Error(`These routes name no action of the policy table: ${unnamed.join(', ')}`)
  })
  return routes
}

/**
 * Who it is, first of all; whether they may, before the body is read. In between the rate limit counts the request, so
 * that guessing a key is limited too.
 */
function identify(app: App, serviceKey: string | undefined): void {
  const authenticators = [serviceKeyAuthenticator(serviceKey)]
  const nobody: Actor = { kind: 'anonymous' }
  app.decorateRequest('actor')
  app.addHook('onRequest', (request, _reply, done) => {
    request.actor = nobody
    if (request.headers.authorization !== undefined) {
      for (const authenticate of authenticators) {
        const actor = authenticate(request)
        if (actor) {
          request.actor = actor
          break
        }
      }
    }
    done()
  })
  app.addHook('preParsing', (request, _reply, _payload, done) => {
    try {
      // Credentials that nobody knows are refused even where none are needed: silence would hide a wrong key.
      if (request.headers.authorization !== undefined && request.actor === nobody) throw new Problem('unauthorized')
      const action = request.routeOptions.config.action
      if (action) authorize(request.actor, action)
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}

function measure(app: App, { metrics }: Services): void {
  app.addHook('onResponse', (request, reply, done) => {
    // Unknown addresses share one label: anything else would let callers make as many as they like.
    metrics.request(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
}

async function protect(app: App, { config }: Services): Promise<void> {
  const headers = securityHeaders(config.production)
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
  if (!config.rateLimit) return
  await app.register(rateLimit, {
    // Generous per address: behind one address of a mobile network are thousands of buyers. Writes are rarer than reads.
    max: (request: FastifyRequest) => (request.method === 'GET' || request.method === 'HEAD' ? 1200 : 300),
    timeWindow: '1 minute',
    keyGenerator: (request) =>
      `${request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write'} ${request.ip}`,
    allowList: (request) => request.actor.kind === 'service',
    errorResponseBuilder: (_request, context) =>
      new Problem(
        'rate_limited',
        { seconds: Math.ceil(context.ttl / 1000) },
        { retryAfterSeconds: Math.ceil(context.ttl / 1000) },
      ),
  })
}

async function serveAssets(app: App): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, action: 'page.read' }
    })
    await scope.register(fastifyStatic, {
      root: fileURLToPath(new URL('../../assets/', import.meta.url)),
      prefix: '/assets/',
      index: false,
      maxAge: '1d',
    })
  })
}

function answerUnknown(app: App, routes: RouteTable): void {
  app.setNotFoundHandler((request, reply) => {
    const allowed = methodsOf(routes, request.url.split('?')[0]!)
    if (allowed.length === 0) return sendProblem(new Problem('not_found'), request, reply)
    reply.header('allow', allowed.join(', '))
    sendProblem(new Problem('method_not_allowed', { allowed: allowed.join(', ') }), request, reply)
  })
}
