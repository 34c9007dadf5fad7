/**
 * What pages of other sites may read (CORS): routes that say `crossOrigin: 'read'`, which are those that anybody may
 * read, and only as anybody. Without `Access-Control-Allow-Credentials` no browser hands an answer to another site that
 * was asked for with a cookie, and a token would need a preflight that allows it, which ours does not. Our own because the headers
 * are the least of it: that only what everybody may read is open is held against the policy table.
 */
import type { RouteOptions } from 'fastify'
import { policy } from '../modules/identity/index.ts'
import { methodFinder } from './methods.ts'
import type { App } from './types.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether pages of other sites may read this; only for what is open to everybody. */
    crossOrigin?: 'read'
  }
}

const open = {
  'access-control-allow-origin': '*',
  // A page of a list, when to come again, what our log calls the request, and what our clock says.
  'access-control-expose-headers': 'Link, Retry-After, X-Request-Id, Content-Language, Date',
}

/** What the client and the widget send besides what every page may. */
const preflight = {
  ...open,
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': 'Accept-Language, Last-Event-ID',
  'access-control-max-age': '86400',
}

/** @throws Error at start when a route is opened that not everybody may read */
export function allowOtherOrigins(app: App): void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    if (route.config?.crossOrigin !== undefined) routes.push(route)
  })
  let methodsOf: (path: string) => string[]
  app.addHook('onReady', async () => {
    const private_ = routes.filter(({ method, config }) => {
      const action = config?.action
      const reads = [method].flat().every((one) => one === 'GET' || one === 'HEAD')
      return !reads || action === undefined || policy[action].anonymous !== 'any'
    })
    if (private_.length > 0) throw new Error(`Not for other sites: ${private_.map(({ url }) => url).join(', ')}`)
    methodsOf = methodFinder(routes)
  })
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.crossOrigin !== undefined) reply.headers(open)
    const wanted = request.headers['access-control-request-method']
    if (request.method === 'OPTIONS' && typeof wanted === 'string') {
      if (methodsOf(request.url.split('?')[0]!).includes(wanted)) {
        reply.headers(preflight).code(204).send()
        return
      }
    }
    done()
  })
}
