/**
 * Whatever is sent to a page, by whomever: an answer that is no fault of ours. The pages are those of the router's table, so
 * a new one is asked without being named here; each form is sent with the fields that it really has.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import routes from '../../web/app/routes.ts'
import { signedIn } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

type Role = 'nobody' | 'buyer' | 'seller' | 'operator'
const roles: Role[] = ['nobody', 'buyer', 'seller', 'operator']

interface Route {
  path?: string
  index?: boolean
  children?: Route[]
}

const pathsOf = (all: Route[]): string[] =>
  all.flatMap(({ path, index, children }) =>
    children ? pathsOf(children) : [index ? '/' : path === '*' ? '/nothing' : `/${path}`],
  )

const odd = [
  'ä→👩‍👧',
  '\u0000abcdefghij\u0000',
  'a\r\nSet-Cookie: x=1',
  '\u001b\u007f\u0085\u2028',
  '/ketik→👩‍👧',
  '/\u0001\u007f',
  '//evil.example/',
  '2030-13-45T99:99',
  '9'.repeat(400),
  '-1',
  '__proto__',
  'x'.repeat(20_000),
]
/** Bodies that say what they are and are not. */
const broken: { type?: string; body: string | Buffer }[] = [
  { type: 'multipart/form-data; boundary=x', body: '--x\r\nContent-Disposition: form-data; name="a' },
  { type: 'multipart/form-data; boundary=x', body: '--x\r\nContent-Disposition: nothing\r\n\r\nx\r\n--x--\r\n' },
  { type: 'multipart/form-data; boundary=x', body: '' },
  { type: 'multipart/form-data', body: 'a=1' },
  { type: 'multipart/form-data; boundary="', body: '--\r\n' },
  { type: 'application/x-www-form-urlencoded', body: Buffer.from([0x61, 0x3d, 0xff, 0xc0, 0xae, 0x00]) },
  { type: 'application/x-www-form-urlencoded', body: '%=%&%zz=%ff&=&&__proto__=1&__proto__[a]=1&key=%ED%A0%80' },
  { type: 'application/x-www-form-urlencoded', body: Array.from({ length: 9_000 }, (_, i) => `k${i}=1`).join('&') },
  { type: 'application/x-www-form-urlencoded; charset=nonsense', body: 'a=1' },
  { type: 'text/plain', body: 'a=1' },
  { type: 'application/json', body: '{' },
  { type: 'a/b/c;;', body: 'x' },
  { body: '' },
  { body: 'a=1' },
]

onEachNode(
  'nothing that is sent to a page is a fault of ours',
  (node) => {
    const things: Record<string, string> = {}
    const sessions: Partial<Record<Role, string>> = {}
    let paths: string[] = []
    let asked = 0

    beforeAll(async () => {
      await loadWeb()
      paths = pathsOf((await routes) as Route[])
      const product = await newProduct(node)
      const campaign = await newCampaign(node, { product_id: product.id, total_slots: 1_000 })
      const draft = await newCampaign(node, { draft: true })
      const joined = await newParticipation(node, campaign.id)
      Object.assign(things, {
        slug: campaign.slug,
        campaign: campaign.id,
        draft: draft.id,
        joined: joined.id,
        product: product.id,
      })
    })
    afterAll(() => expect(asked).toBeGreaterThan(1_000))

    /** A session for each: what a form ends, as by signing out, is there again for the next page. */
    async function signAllIn(): Promise<void> {
      for (const role of roles) {
        if (role !== 'nobody') sessions[role] = (await signedIn(node.services.db, role)).headers.cookie
      }
    }

    const idOf = (path: string) => {
      if (/^\/me\/|^\/operator\/participations/.test(path)) return things.joined!
      if (path.startsWith('/sell/products')) return things.product!
      return /\/(edit|save|preview|publish)$/.test(path) ? things.draft! : things.campaign!
    }
    const addressOf = (path: string) =>
      path
        .replace(':slug', things.slug!)
        .replace(':id', idOf(path))
        .replace(':participation', things.joined!)
        .replace(':name', 'campaigns.csv')
        .replace(':act', path.includes('scheduler') ? 'pause' : path.includes('participations') ? 'refund' : 'role')

    async function ask(url: string, role: Role, sent?: { type?: string; body: string | Buffer }, headers = {}) {
      asked += 1
      const answer = await node.app.inject({
        method: sent ? 'POST' : 'GET',
        url,
        headers: {
          ...(sessions[role] && { cookie: sessions[role] }),
          ...(sent?.type && { 'content-type': sent.type }),
          ...headers,
        },
        ...(sent && { payload: sent.body }),
      })
      const what = `${role} ${sent ? 'POST' : 'GET'} ${url.slice(0, 200)} ${sent?.type} ${String(sent?.body).slice(0, 200)}`
      expect(answer.statusCode, `${what}\n${answer.body.slice(0, 300)}`).toSatisfy(
        // Nothing moves on this node by itself, and pages say so.
        (status: number) => status < 500 || answer.body.includes('SAMBATAN_SCHEDULER'),
      )
      expect(answer.body, what).not.toMatch(/node_modules|\bat .*\.[jt]s:\d/)
      const { location = '' } = answer.headers
      expect(location, what).toMatch(/^[!-~]*$/)
      expect(location, what).not.toMatch(/^(\/\/|https?:)/)
      return answer
    }

    const formOf = (fields: Record<string, string>) => ({
      type: 'application/x-www-form-urlencoded',
      body: Object.entries(fields)
        .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
        .join('&'),
    })

    it('as a body that is no form, by anybody', async () => {
      for (const path of paths) {
        await signAllIn()
        const role = path.startsWith('/operator') ? 'operator' : path.startsWith('/sell') ? 'seller' : 'buyer'
        for (const sent of broken) for (const each of [role, 'nobody'] as const) await ask(addressOf(path), each, sent)
      }
    }, 180_000)

    it('in the fields of its forms', async () => {
      for (const path of paths) {
        await signAllIn()
        const role = /^\/(sign|account)/.test(path)
          ? 'nobody'
          : path.startsWith('/me') || path.startsWith('/c/')
            ? 'buyer'
            : 'operator'
        const { body } = await ask(addressOf(path), role)
        const forms = [...body.matchAll(/<form [^>]*method="post".*?<\/form>/gs)].map(([form]) => form)
        const names = forms.flatMap((form) => [...form.matchAll(/ name="([\w:-]+)"/g)].map(([, name]) => name!))
        const hidden = forms.flatMap((form) => [...form.matchAll(/type="hidden" name="([\w-]+)" value="([^"]*)"/g)])
        const right = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
        const fields = [...new Set([...names, 'next', 'key', 'intent', 'slots'])]
        for (const value of odd) {
          await ask(addressOf(path), role, formOf(Object.fromEntries(fields.map((name) => [name, value]))))
          await ask(addressOf(path), role, formOf({ ...right, next: value, key: value }))
        }
      }
    }, 180_000)

    it('in an address, a query or a header', async () => {
      await signAllIn()
      for (const path of paths) {
        for (const value of [
          '%',
          '%zz',
          '%ff',
          '%00',
          '..%2f',
          '%E2%86%92',
          '%0d%0aX: y',
          '%ED%A0%80',
          'x'.repeat(3_000),
        ]) {
          await ask(path.replace(/:\w+/g, value), 'operator')
          const names = [
            'next',
            'slots',
            'key',
            'step',
            'q',
            'status',
            'cursor',
            'done',
            'page',
            'sort',
            'days',
            'until',
          ]
          await ask(`${addressOf(path)}?${names.map((name) => `${name}=${value}`).join('&')}`, 'operator')
        }
        for (const value of ['%', '%ff', '"', 'é', 'x'.repeat(3_000), ',;=q', 'bytes=0-', '*']) {
          const cookie = `${sessions.buyer}; sambatan_join=${value}; sambatan_begun=${value}; sambatan_next=${value}; sambatan_language=${value}; PARAGLIDE_LOCALE=${value}`
          await ask(addressOf(path), 'buyer', undefined, {
            cookie,
            range: value,
            'if-none-match': value,
            'accept-language': value,
          })
          await ask(addressOf(path), 'nobody', undefined, {
            cookie: `sambatan.session_token=${value}`,
            host: value,
            accept: value,
          })
        }
      }
    }, 180_000)

    it('and after all that pages are as well as before', async () => {
      expect((await ask('/', 'nobody')).statusCode).toBe(200)
      expect(({} as Record<string, unknown>).admin).toBeUndefined()
    })
  },
  { only: 'one' },
)
