/**
 * The HTTP side of a node: Fastify with our validation, our problems and our policy. Routes parse, call one use case and
 * present; everything that holds for all of them is here.
 */
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import Fastify, { LogController, type RawServerDefault, type RouteOptions } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { uuidv7 } from '../kernel/ids.ts'
import { Problem } from '../kernel/problem.ts'
import { isAction } from '../modules/identity/index.ts'
import type { Services } from '../services.ts'
import { catchUpOnRefusal } from './catch-up.ts'
import { allowOtherOrigins } from './cross-origin.ts'
import { decorateDemoLine } from './demo-line.ts'
import { docsRoutes, registerOpenApi } from './docs.ts'
import { createFileLimit, type FileTimes } from './file-limit.ts'
import { admit, identify } from './identify.ts'
import { watchForIgnoredProxy } from './ignored-proxy.ts'
import { methodFinder, type RouteTable } from './methods.ts'
import { bodyBytesMax, handleClientError, handleError, handlePageError, sendProblem } from './problem-handler.ts'
import { type Budgets, countUnknown, limitRates } from './rate-limit.ts'
import { accessRoutes } from './routes/access.ts'
import { accountRoutes } from './routes/accounts.ts'
import { auditRoutes } from './routes/audit.ts'
import { bankFileRoutes } from './routes/bank-file.ts'
import { bounceRoutes } from './routes/bounces.ts'
import { campaignRoutes } from './routes/campaigns.ts'
import { claimRoutes } from './routes/claims.ts'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { eventRoutes } from './routes/events.ts'
import { healthRoutes } from './routes/health.ts'
import { insightRoutes } from './routes/insights.ts'
import { mailboxRoutes } from './routes/mailbox.ts'
import { messageRoutes } from './routes/messages.ts'
import { moneyRoutes } from './routes/money.ts'
import { moneyFileRoutes } from './routes/money-files.ts'
import { notificationRoutes } from './routes/notifications.ts'
import { operationRoutes } from './routes/operations.ts'
import { participantRoutes } from './routes/participants.ts'
import { participationRoutes } from './routes/participations.ts'
import { paymentRoutes } from './routes/payment.ts'
import { peopleRoutes } from './routes/people.ts'
import { photoRoutes, pictureRoutes } from './routes/photos.ts'
import { productRoutes } from './routes/products.ts'
import { quoteRoutes } from './routes/quotes.ts'
import { refundAccountRoutes } from './routes/refund-accounts.ts'
import { sellerRoutes } from './routes/sellers.ts'
import { shareImageRoutes } from './routes/share-images.ts'
import { statementRoutes } from './routes/statements.ts'
import { systemRoutes } from './routes/system.ts'
import { waitingRoutes } from './routes/waiting.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { whatsAppRoutes } from './routes/whatsapp.ts'
import { widgetRoutes } from './routes/widget.ts'
import { securityHeaders } from './security-headers.ts'
import { endSlowBodies } from './slow-bodies.ts'
import { traceRequests } from './traced-requests.ts'
import { type App, apiPrefix } from './types.ts'
import type { UploadTimes } from './upload-limit.ts'
import { validatorCompiler } from './validation.ts'
import { pageMethods, pagesUrl, webRoutes } from './web.ts'

/** How long may pass, in milliseconds. */
const timeouts = {
  /** Until the headers are there, which come at once from whoever means it. */
  headersMs: 15_000,
  /** Until the body is there as well, of which 256 kB come in a minute and a half also at the edge of a network. */
  bodyMs: 300_000,
  /** The same for a file, which is watched while it comes: 25 MB take 73 minutes of a phone that sends 6 kB/s. */
  fileMs: 75 * 60_000,
  /** In which nothing comes or goes while something is being asked or answered, as from a phone that has lost its network. */
  silenceMs: 60_000,
  /** How often it is looked whether the first three have passed. */
  checkMs: 5_000,
}

export interface AppOptions {
  /** How often an idle event stream is kept alive, in milliseconds. */
  heartbeatMs?: number
  streamsPerNetworkMax?: number
  timeouts?: Partial<typeof timeouts>
  budgets?: Partial<Budgets>
  uploadTimes?: UploadTimes
  fileTimes?: FileTimes
  /** More routes in the same scope, for the benchmarks: they get everything that the real ones get. */
  extend?(api: App): void
}

/** @throws Error when a route names no action of the policy table */
export async function buildApp(services: Services, options: AppOptions = {}): Promise<App> {
  const { app, routes, ignoresProxy } = newApp(services, options)
  // One for the API and the pages, which give the same files.
  const limitFiles = createFileLimit(options.fileTimes)
  await registerOpenApi(app)
  await app.register(
    async (scope) => {
      const api = scope as unknown as App
      productRoutes(api, services)
      campaignRoutes(api, services)
      participationRoutes(api, services)
      participantRoutes(api, services, limitFiles)
      waitingRoutes(api, services)
      moneyRoutes(api, services)
      paymentRoutes(api, services)
      moneyFileRoutes(api, services, limitFiles)
      statementRoutes(api, services)
      refundAccountRoutes(api, services)
      bankFileRoutes(api, services)
      claimRoutes(api, services)
      messageRoutes(api, services)
      insightRoutes(api, services)
      quoteRoutes(api, services)
      eventRoutes(api, services, {
        heartbeatMs: options.heartbeatMs ?? 15_000,
        streamsPerNetworkMax: options.streamsPerNetworkMax,
      })
      photoRoutes(api, services, options.uploadTimes)
      accountRoutes(api, services)
      peopleRoutes(api, services)
      notificationRoutes(api, services)
      sellerRoutes(api, services)
      accessRoutes(api, services)
      mailboxRoutes(api, services)
      bounceRoutes(api, services)
      deadLetterRoutes(api, services)
      operationRoutes(api, services)
      webhookRoutes(api, services)
      whatsAppRoutes(api, services)
      auditRoutes(api, services, limitFiles)
      systemRoutes(api, services, ignoresProxy)
      options.extend?.(api)
    },
    { prefix: apiPrefix },
  )
  await app.register(async (scope) => webRoutes(scope as unknown as App, { root: app, services, routes, limitFiles }))
  pictureRoutes(app, services)
  shareImageRoutes(app, services)
  widgetRoutes(app)
  healthRoutes(app, services)
  docsRoutes(app, routes)
  await serveAssets(app)
  answerUnknown(app, routes, pageMethods)
  await app.ready()
  return app
}

/** What a worker answers, on a port of its own: how it is, and its numbers. By the same routes and rules as a node's. */
export async function buildHealthApp(services: Services): Promise<App> {
  const { app, routes } = newApp(services)
  healthRoutes(app, services)
  answerUnknown(app, routes)
  await app.ready()
  return app
}

interface NewApp {
  app: App
  routes: RouteTable
  /** Whether a proxy is in front that is not believed. */
  ignoresProxy: () => boolean
}

/**
 * An app without routes: our validation, our problems, our policy. A request is recognized, counted, and only then held
 * against the policy: guessing a key is limited too.
 */
function newApp(services: Services, options: AppOptions = {}): NewApp {
  const { config, log } = services
  const headers = securityHeaders(config.production)
  const { headersMs, bodyMs, fileMs, silenceMs, checkMs } = { ...timeouts, ...options.timeouts }
  const app: App = Fastify<RawServerDefault>({
    loggerInstance: log,
    // A line per request would cost more than many of the requests; what goes wrong is logged where it is handled.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: bodyBytesMax,
    genReqId: requestId,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: checkMs },
    requestTimeout: fileMs,
    connectionTimeout: silenceMs,
    // Ids that are too long are ids that do not exist, and answered as such.
    routerOptions: { maxParamLength: 1000 },
    forceCloseConnections: 'idle',
    // A request on a connection that is still open while we close gets a problem like any other.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers)
      reply.header('x-request-id', request.id)
      // An address that cannot be read is nobody's route, and by what it begins with a page's.
      const handle = request.url.startsWith('/api/') ? handleError : handlePageError
      handle(error, request, reply)
    },
    clientErrorHandler: handleClientError,
  }).withTypeProvider<ZodTypeProvider>()
  decorateDemoLine(app, services)
  app.setValidatorCompiler(validatorCompiler)
  // Answers are made by our own presenters and checked by tests; parsing each again would only cost.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler(handleError)
  acceptOnlyJson(app)
  const routes = collectRoutes(app)
  traceRequests(app)
  receive(app, headers, services)
  endSlowBodies(app, { bodyMs, checkMs })
  const ignoresProxy = watchForIgnoredProxy(app, services)
  allowOtherOrigins(app)
  identify(app, services)
  limitRates(app, config.rateLimit, options.budgets)
  admit(app, config)
  catchUpOnRefusal(app, services)
  measure(app, services)
  return { app, routes, ignoresProxy }
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
    else void parseJson(request, body as string, done)
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

/** Dresses every answer, and says of a node that is leaving that it is: to each connection by its answer. */
function receive(app: App, headers: Record<string, string>, { traffic }: Services): void {
  let closing = false
  traffic.follow(app.server)
  app.addHook('preClose', async () => {
    closing = true
    traffic.finish()
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    reply.header('x-request-id', request.id)
    if (traffic.isLeaving()) reply.header('connection', 'close')
    done(closing ? new Problem('shutting_down') : undefined)
  })
}

function measure(app: App, { metrics }: Services): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { url, config } = request.routeOptions
    // Unknown addresses share one label: anything else would let callers make as many as they like.
    if (!config.streams) metrics.request(request.method, url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1000)
    done()
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

/** @param pageMethods which methods a page's address takes; none for an address of no page */
function answerUnknown(app: App, routes: RouteTable, pageMethods?: (path: string) => Promise<string[]>): void {
  // The pages take every address, so by their route they say nothing about the methods of one.
  const methodsOf = methodFinder(routes.filter(({ url }) => url !== pagesUrl))
  app.setNotFoundHandler(async (request, reply) => {
    countUnknown(request)
    const path = request.url.split('?')[0]!
    const routed = methodsOf(path)
    const methods = routed.length > 0 || !pageMethods ? routed : await pageMethods(path)
    if (methods.length === 0 || methods.includes(request.method)) {
      sendProblem(new Problem('not_found'), request, reply)
      return reply
    }
    const allowed = methods.join(', ')
    reply.header('allow', allowed)
    const refuse = request.headers.accept?.includes('text/html') ? handlePageError : sendProblem
    refuse(new Problem('method_not_allowed', { allowed }), request, reply)
    return reply
  })
}
