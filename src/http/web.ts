/** Fastify and React Router meet here and nowhere else: pages are answered by the build in web/build. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { fileURLToPath, pathToFileURL } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { RouterContext, ServerBuild } from 'react-router'
import type { PageContext } from '../../web/app/context.ts'
import { SetupError } from '../db/index.ts'
import { phoneNumber, shownPhone } from '../kernel/phone.ts'
import { Problem } from '../kernel/problem.ts'
import { demoAccounts, demoPassword, nextReset } from '../kernel/public-demo.ts'
import { shareImagePath } from '../modules/sharing/index.ts'
import type { Services } from '../services.ts'
import { browserOf, isCrossOrigin } from './browser.ts'
import { encodingFor } from './encoding.ts'
import type { FileLimit } from './file-limit.ts'
import { innerFetch } from './inner.ts'
import { methodFinder, type PageMethods, pageMethodFinder, type RouteTable } from './methods.ts'
import { type Encodable, encode, isText } from './page-encoding.ts'
import { fileMaker } from './page-files.ts'
import { handlePageError } from './problem-handler.ts'
import { withChats } from './security-headers.ts'
import { type PageRole, type Shared, sharedPage } from './shared-pages.ts'
import type { App } from './types.ts'
import { createUploadLimit } from './upload-limit.ts'
import { wordsOnly } from './words-only.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of whoever asks for a page; undefined when it cannot be told at the moment, and what is shown may be anybody's. */
    pageRole: PageRole | undefined
    /** Who asks for it, where that is known. */
    pagePerson: string | undefined
  }
}

/** What web/app/entry.server.tsx exports: the build has the only copy of React Router that knows its pages. */
interface Entry {
  createRequestHandler: typeof import('react-router').createRequestHandler
  RouterContextProvider: typeof import('react-router').RouterContextProvider
  pageContext: RouterContext<PageContext>
}

interface Web {
  handle(request: Request, page: PageContext): Promise<Response>
  scripts: Record<string, string>
  methodsOf(path: string): PageMethods | undefined
}

/** A page as it is sent: made once for all who want the same one at the same moment. */
interface Page extends Encodable {
  status: number
  keepMs: number
}

/** Where the pages were built; another folder while several people build at once. */
const builtUrl = process.env.SAMBATAN_WEB_BUILD
  ? pathToFileURL(`${process.env.SAMBATAN_WEB_BUILD}/`)
  : new URL('../../web/build/', import.meta.url)

/** For how long browsers keep each. */
const atTheRoot = {
  'favicon.ico': '1d',
  'favicon.svg': '1d',
  'apple-touch-icon.png': '1d',
  'icon-512.png': '1d',
  'robots.txt': '1d',
  'manifest.webmanifest': '1d',
  // A worker that is old would go on for a day after it was mended.
  'push-worker.js': 0,
}

/** Pages on the way to one's slots. */
const joining = /^\/c\/[^/?]+\/join(\?|$)/

/** Pages on which a buyer sends a picture: the proof that they have paid. */
const proving = /^\/me\/[^/?]+\/paid(\?|$)/

/**
 * The page that mail programs post to by themselves when somebody presses their button (RFC 8058), some of which are pages of
 * another site. Its link alone says what is to be done, for whoever has it.
 */
const postedByMailPrograms = /^\/unsubscribe(\?|$)/

/** Pages whose forms open chats. */
const openingChats = /^\/sell\/campaigns\/[^/?]+\/messages(\?|$)/

/** Browsers keep no cookie that is larger, and nothing that a form holds should come back as one. */
const cookieBytesMax = 4096

/** Photos are sent by forms: as many as a form can hold without scripts. */
const uploadBytesMax = 48 * 1024 * 1024
/** Of such forms. */
export const formsAtOnce = 16
/** Of all of them, in memory: four of the largest. Each is held once more while what is in it is taken out. */
const formsBytesMax = 4 * uploadBytesMax
/** Of these one person's: a browser sends one form at a time. */
const formsOfOne = 1
/** Large forms of which only the words are held. */
const unsentAtOnce = 32
const formBytesMax = 256 * 1024

/** Every address that no other route takes. */
export const pagesUrl = '/*'

interface Surroundings {
  /** The whole app, whose API the pages ask. */
  root: App
  services: Services
  routes: RouteTable
  limitFiles: FileLimit
}

/** Needs a scope of its own: forms are taken here and nowhere else. */
export async function webRoutes(app: App, { root, services, routes, limitFiles }: Surroundings): Promise<void> {
  await serveBuilt(app)
  app.removeAllContentTypeParsers()
  // React Router reads the body itself, in one piece.
  const take = (_request: FastifyRequest, body: Buffer, done: (error: null, body: Buffer) => void) => done(null, body)
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer', bodyLimit: uploadBytesMax }, take)
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer', bodyLimit: formBytesMax }, take)

  app.decorateRequest('pageRole')
  app.decorateRequest('pagePerson')
  const beginUpload = createUploadLimit({ atOnce: formsAtOnce, perPerson: formsOfOne, bytesMax: formsBytesMax })
  // Their files pass by and are not held, so all that may come at once fits.
  const unsentBytesMax = unsentAtOnce * uploadBytesMax
  const beginUnsent = createUploadLimit({ atOnce: unsentAtOnce, perPerson: formsOfOne, bytesMax: unsentBytesMax })
  const publicHost = new URL(services.config.publicUrl).host
  let methodsOf: (path: string) => string[]
  app.addHook('onReady', async () => {
    methodsOf = methodFinder(routes.filter(({ url }) => url !== pagesUrl))
  })
  /** An address of the API, or another route's with another method. */
  const isElsewhere = ({ method, url }: FastifyRequest) =>
    url.startsWith('/api/') || (method !== 'GET' && method !== 'HEAD' && methodsOf(url.split('?')[0]!).length > 0)
  const pages = new LRUCache<string, Promise<Page>>({ max: 500, ttl: 60_000 })
  app.route({
    method: ['GET', 'POST'],
    url: pagesUrl,
    config: { action: 'page.read', idempotency: 'natural' },
    schema: { hide: true },
    errorHandler: handlePageError,
    // Before the body is read: what is no page's is not for the pages to take or to refuse.
    async onRequest(request, reply) {
      if (isElsewhere(request)) return reply.callNotFound()
      await refuseMethod(request, reply)
      const asker = await whoAsks(request, services)
      // Without its photos a form would be taken for one that has none.
      if (asker.failed !== undefined && isLarge(request)) throw asker.failed
      // Here and not with what the page asks of the API: a page that is kept for others carries no session.
      if (asker.renew) reply.header('set-cookie', await services.identity.renewSession(browserOf(request)))
      request.pageRole = asker.role
      request.pagePerson = asker.person
    },
    async preParsing(request, reply, body) {
      if (!isLarge(request)) return body
      const upload = { answer: reply.raw, person: request.pagePerson, body }
      // Photos are sellers' to send, and proofs anybody's who has signed in. Such a form may be large and is held in memory whole; of
      // anybody else's, as of somebody whose session has ended, only the words are, which wait until they have signed in.
      const mayUpload = request.pageRole === 'seller' || request.pageRole === 'operator'
      if (mayUpload || (request.pagePerson !== undefined && proving.test(request.url))) return beginUpload(upload)
      const words = wordsOnly(request.headers['content-type']!, formBytesMax)
      return pipeline(beginUnsent(upload), words, () => {})
    },
    async handler(request, reply) {
      // The actions of a page ask the API, which looks at this as well; those that only set a cookie do not.
      const isForeign = isCrossOrigin(request, publicHost)
      if (isForeign && !postedByMailPrograms.test(request.url)) throw new Problem('cross_origin')
      const makeFile = fileMaker(() => limitFiles({ answer: reply.raw, person: request.pagePerson }))
      const makeFor = (shared: Shared | undefined) => {
        request.spend(shared?.isSearch ? 'search' : joining.test(request.url) ? 'joinPage' : 'page')
        return make({ root, services }, { request, shared, isForeign, makeFile })
      }
      const shared = sharedPage(request)
      if (shared === undefined) return send(request, reply, await makeFor(undefined))
      const page = await pageFor(pages, shared.key, () => makeFor(shared))
      // What is not there for all may be there for them, as a draft is for its seller.
      const mayBeTheirs = page.status === 404 && request.pagePerson !== undefined
      return send(request, reply, mayBeTheirs ? await makeFor(undefined) : page)
    },
  })
}

/** Which methods a page's address takes; none for an address of no page. */
export async function pageMethods(path: string): Promise<string[]> {
  return (await loadWeb()).methodsOf(path)?.methods ?? []
}

/**
 * Refuses a method that a page's address does not take, and says which it takes; leaves alone what is no page's address.
 * @throws Problem method_not_allowed
 */
async function refuseMethod({ method, url }: FastifyRequest, reply: FastifyReply): Promise<void> {
  const page = (await loadWeb()).methodsOf(url.split('?')[0]!)
  if (page === undefined || page.methods.includes(method)) return
  if (page.answersItself && (method === 'GET' || method === 'HEAD')) return
  const allowed = page.methods.join(', ')
  reply.header('allow', allowed)
  throw new Problem('method_not_allowed', { allowed })
}

/** A form with more in it than words, or with nobody knows how much. */
function isLarge({ headers }: FastifyRequest): boolean {
  if (!headers['content-type']?.startsWith('multipart/')) return false
  return !(Number(headers['content-length']) <= formBytesMax)
}

/** What the build has made, and what browsers look for at the root of a site. */
async function serveBuilt(app: App): Promise<void> {
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      // Small files that a browser asks for once a year; counting them would stop a crowd behind one address sooner.
      route.config = { ...route.config, action: 'page.read', budget: 'free' }
    })
    const root = fileURLToPath(new URL('client/', builtUrl))
    await scope.register(fastifyStatic, {
      root: `${root}static/`,
      prefix: '/static/',
      index: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    })
    for (const [name, maxAge] of Object.entries(atTheRoot)) {
      scope.get(`/${name}`, { schema: { hide: true } }, (_request, reply) =>
        reply.sendFile(name, root, { maxAge, immutable: false }),
      )
    }
  })
}

async function whoAsks(
  { headers: { cookie } }: FastifyRequest,
  { identity }: Services,
): Promise<{ role: PageRole | undefined; person?: string; renew?: boolean; failed?: unknown }> {
  if (cookie === undefined) return { role: 'nobody' }
  try {
    const { actor, renew = false } = await identity.recognize({ cookie })
    return actor.kind === 'user' ? { role: actor.role, person: actor.id, renew } : { role: 'nobody', renew }
  } catch (failed) {
    return { role: undefined, failed }
  }
}

/** The page that was made for this audience a moment ago, or a new one. While one is being made the others wait for it. */
async function pageFor(pages: LRUCache<string, Promise<Page>>, key: string, make: () => Promise<Page>): Promise<Page> {
  const known = pages.get(key)
  if (known !== undefined) return known
  const making = make()
  const forget = () => {
    if (pages.peek(key) === making) pages.delete(key)
  }
  pages.set(key, making)
  try {
    const page = await making
    if (page.keepMs === 0) forget()
    else pages.set(key, making, { ttl: page.keepMs })
    return page
  } catch (error) {
    forget()
    throw error
  }
}

interface Asked {
  request: FastifyRequest
  shared: Shared | undefined
  /** Whether a page of another site has sent it: nobody's session is used for it. */
  isForeign: boolean
  makeFile: PageContext['makeFile']
}

async function make(
  { root, services: { config, clock, log } }: Pick<Surroundings, 'root' | 'services'>,
  { request, shared, isForeign, makeFile }: Asked,
): Promise<Page> {
  const web = await loadWeb()
  const cookies: string[] = []
  const response = await web.handle(toRequest(request, shared, config.publicUrl), {
    fetch: innerFetch(root, request, {
      isForAll: shared !== undefined || isForeign,
      onCookies: (set) => cookies.push(...set),
    }),
    audience: shared?.audience,
    publicUrl: config.publicUrl,
    sendsLetters: config.smtp !== undefined,
    demo:
      config.demo === 'reset'
        ? { resetsAt: nextReset(clock.now(), config.demoResetHours), accounts: demoAccounts, password: demoPassword }
        : undefined,
    shareImagePath,
    shownPhone,
    phoneNumber,
    makeFile,
    production: config.production,
    scripts: web.scripts,
    report: (error) => log.error({ err: error, reqId: request.id }, 'page failed'),
    cookies,
  })
  const headers: [string, string][] = []
  let keepMs = 0
  response.headers.forEach((value, name) => {
    if (name === 'x-page-keep-ms') keepMs = Number(value)
    else if (name !== 'set-cookie') headers.push([name, value])
  })
  cookies.push(...response.headers.getSetCookie())
  for (const cookie of cookies) if (cookie.length <= cookieBytesMax) headers.push(['set-cookie', cookie])
  return {
    status: response.status,
    headers,
    body: Buffer.from(await response.arrayBuffer()),
    encoded: new Map(),
    keepMs: cookies.length === 0 && response.status === 200 ? keepMs : 0,
  }
}

async function send(request: FastifyRequest, reply: FastifyReply, page: Page): Promise<FastifyReply> {
  reply.code(page.status)
  // With helmet's `no-referrer` browsers send a form with `Origin: null`, and one that has no Sec-Fetch-Site (an older one,
  // or any at an address without TLS) could not show that it comes from here. This tells the origin, but not the address.
  reply.header('referrer-policy', 'strict-origin')
  if (openingChats.test(request.url)) {
    reply.header('content-security-policy', withChats(String(reply.getHeader('content-security-policy'))))
  }
  const cookies: string[] = []
  for (const [name, value] of page.headers) {
    if (name === 'set-cookie') cookies.push(value)
    else reply.header(name, value)
  }
  // Fastify adds these to those that are set already.
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const encoding = page.body.length < 1_000 ? 'identity' : encodingFor(request)
  if (isText(page)) reply.header('vary', 'accept-encoding, accept-language, cookie')
  if (encoding === 'identity' || !isText(page)) return reply.send(page.body)
  reply.header('content-encoding', encoding)
  return reply.send(await encode(page, encoding))
}

/**
 * Under our own address, because the host that a request names can be anything, also what no address can hold. And without
 * its `Origin`: React Router would compare that with this address, to the protocol, which is another one behind a proxy;
 * `isCrossOrigin` has looked at it already.
 */
function toRequest(request: FastifyRequest, shared: Shared | undefined, publicUrl: string): Request {
  const { origin } = new URL(publicUrl)
  if (shared) return new Request(origin + shared.url, { headers: shared.headers })
  const headers = new Headers()
  const { rawHeaders } = request.raw
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!)
  headers.delete('origin')
  const path = request.url.startsWith('/') ? request.url : '/'
  if (request.method !== 'POST') return new Request(origin + path, { headers })
  const body = request.body as Buffer<ArrayBuffer> | undefined
  return new Request(origin + path, { method: 'POST', headers, body: body ?? Buffer.alloc(0) })
}

/** Asked before anything is opened: without pages a node would fail only after it has made its database. */
export function requirePages(): void {
  if (existsSync(new URL('server/index.js', builtUrl))) return
  throw new SetupError(
    'pages_not_built',
    `The pages are not built: there is nothing in ${fileURLToPath(builtUrl)}. Run "npm run build" (or "npm start", which does so by itself), then start again.`,
  )
}

let loading: Promise<Web> | undefined

/** Loaded once: at the start of a node that serves people, or else with the first page. */
export function loadWeb(): Promise<Web> {
  loading ??= load().catch((error) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<Web> {
  const build = (await import(new URL('server/index.js', builtUrl).href)) as ServerBuild
  const { createRequestHandler, pageContext, RouterContextProvider } = build.entry.module as unknown as Entry
  const handler = createRequestHandler(build, 'production')
  return {
    handle(request, page) {
      const context = new RouterContextProvider()
      context.set(pageContext, page)
      return handler(request, context)
    },
    methodsOf: pageMethodFinder(build.routes),
    scripts: JSON.parse(await readFile(new URL('scripts.json', builtUrl), 'utf8')) as Record<string, string>,
  }
}
