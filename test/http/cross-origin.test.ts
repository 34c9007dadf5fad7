/** What pages of other sites may read, and that they may do nothing else: every route that Fastify has is asked. */
import Fastify from 'fastify'
import { beforeAll, expect, it } from 'vitest'
import { buildPackages } from '../../scripts/build-packages.ts'
import { allowOtherOrigins } from '../../src/http/cross-origin.ts'
import { signedIn } from '../support/accounts.ts'
import { routesOf } from '../support/routes.ts'
import { addressOf, onEachNode } from './node.ts'
import { joinBody, newCampaign } from './things.ts'

/** All that is open to other sites. A change here is a change of what they can read. */
const open = [
  'GET /api/sambatan/campaigns',
  'GET /api/sambatan/campaigns/:id',
  'GET /api/sambatan/campaigns/:id/events',
  'GET /api/sambatan/campaigns/:id/joiners',
  'GET /api/sambatan/campaigns/:id/progress',
  'GET /api/sambatan/campaigns/:id/wordings',
  'GET /api/sambatan/events',
  'GET /api/sambatan/products',
  'GET /api/sambatan/products/:id',
  'GET /api/sambatan/sellers/:id',
  'GET /photos/:key/:width.webp',
  'GET /share/:slug.png',
  'GET /widget.js',
]

const shop = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }

onEachNode(
  'other sites',
  (node) => {
    let campaign: { id: string; slug: string; product_id: string }
    beforeAll(async () => {
      await buildPackages()
      campaign = await newCampaign(node)
      // So that its stream ends by itself.
      expect((await node.ask('POST', `/campaigns/${campaign.id}/cancel`)).status).toBe(200)
    }, 60_000)

    const filled = (route: string) => {
      const id = route.includes('/products/') ? campaign.product_id : campaign.id
      return route
        .replace(':slug', campaign.slug)
        .replace(/:\w*id/g, id)
        .replace(/:key|:width|:code/g, '480')
    }

    async function asShop(method: string, url: string, headers: Record<string, string> = {}) {
      return node.app.inject({ method: method as 'GET', url, headers: { ...shop, ...headers } })
    }

    it('may read what is open to everybody, and of no other route anything', async () => {
      const found: string[] = []
      for (const route of await routesOf(node.app)) {
        const [method, path] = route.split(' ') as [string, string]
        if (path.endsWith('*')) continue
        const { headers } = await asShop(method, filled(path))
        expect(headers, route).not.toHaveProperty('access-control-allow-credentials')
        if (headers['access-control-allow-origin'] === undefined) continue
        expect(headers['access-control-allow-origin'], route).toBe('*')
        found.push(route)
      }
      expect(found.sort()).toEqual(open)
    })

    it('may send what the client and the widget send, to the same routes, to read', async () => {
      const found: string[] = []
      for (const route of new Set((await routesOf(node.app)).map((one) => one.split(' ')[1]!))) {
        if (route.endsWith('*')) continue
        for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
          const wish = {
            'access-control-request-method': method,
            'access-control-request-headers': 'accept-language,last-event-id',
          }
          const { statusCode, headers } = await asShop('OPTIONS', `${filled(route)}?limit=1`, wish)
          if (headers['access-control-allow-origin'] === undefined) continue
          expect(statusCode, route).toBe(204)
          expect(headers['access-control-allow-methods']).toBe('GET, HEAD')
          expect(headers['access-control-allow-headers']).toBe('Accept-Language, Last-Event-ID')
          expect(headers, 'no credentials').not.toHaveProperty('access-control-allow-credentials')
          found.push(`${method} ${route}`)
        }
      }
      expect(found.sort()).toEqual(open)
    })

    it('are told why, also when they are refused', async () => {
      const { statusCode, headers } = await asShop('GET', addressOf('/campaigns/no-such-campaign'))
      expect(statusCode).toBe(404)
      expect(headers['access-control-allow-origin']).toBe('*')
      expect(headers['access-control-expose-headers']).toContain('Retry-After')
      expect(headers['access-control-expose-headers'], 'the widget tells time by it').toContain('Date')
    })

    it('cannot make a browser join, whatever cookies it has', async () => {
      const { headers } = await signedIn(node.services.db, 'buyer')
      const answer = await node.app.inject({
        method: 'POST',
        url: addressOf(`/campaigns/${campaign.id}/join`),
        headers: { ...shop, ...headers, 'content-type': 'application/json' },
        payload: joinBody(),
      })
      expect(answer.statusCode).toBe(403)
      expect(answer.json().code).toBe('cross_origin')
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    })

    it('cannot put any of it into a frame', async () => {
      for (const path of ['/widget.js', addressOf(`/campaigns/${campaign.id}`)]) {
        const { headers } = await asShop('GET', path)
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
        expect(headers['x-frame-options']).toBe('DENY')
      }
    })

    it('get the widget pressed, and not again when they have it', async () => {
      const { headers, rawPayload } = await asShop('GET', '/widget.js', { 'accept-encoding': 'gzip, br' })
      expect(headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'content-encoding': 'br',
        'cache-control': 'public, max-age=3600',
        vary: 'accept-encoding',
      })
      expect(rawPayload.length).toBeLessThan(9000)
      const known = { 'accept-encoding': 'gzip, br', 'if-none-match': String(headers.etag) }
      const again = await asShop('GET', '/widget.js', known)
      expect(again.statusCode).toBe(304)
      expect(again.rawPayload.length).toBe(0)
      const plain = await asShop('GET', '/widget.js')
      expect(plain.headers).not.toHaveProperty('content-encoding')
      expect(plain.payload).toContain('sambatan-campaign')
    })

    it('are never opened a route that is not for everybody', async () => {
      for (const action of ['mailbox.read', 'campaign.join'] as const) {
        const app = Fastify()
        allowOtherOrigins(app as never)
        app.get('/secrets', { config: { action, crossOrigin: 'read' } }, () => 'secret')
        await expect(app.ready()).rejects.toThrow('Not for other sites: /secrets')
      }
      const app = Fastify()
      allowOtherOrigins(app as never)
      app.post('/products', { config: { action: 'product.read', crossOrigin: 'read' } }, () => 'made')
      await expect(app.ready()).rejects.toThrow('Not for other sites: /products')
    })
  },
  { only: 'one' },
)
