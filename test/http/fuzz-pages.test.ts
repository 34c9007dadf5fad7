/**
 * Whatever is sent to a page, by whomever: an answer that is no fault of ours. The pages are those of the router's table, so
 * a new one is asked without being named here; each form is sent with the fields that it really has. All of everything would
 * take minutes: each page gets some of it, the same in every run.
 */
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadWeb } from '../../src/http/web.ts'
import routes from '../../web/app/routes.ts'
import { signedIn } from '../support/accounts.ts'
import { readableLog } from '../support/log.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

type Role = 'nobody' | 'buyer' | 'seller' | 'operator'
const roles: Role[] = ['nobody', 'buyer', 'seller', 'operator']

interface Route {
  path?: string
  index?: boolean
  children?: Route[]
}

interface Sent {
  type?: string
  body: string | Buffer
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
  '/%E2%86%92%zz%00',
  '2030-13-45T99:99',
  '9'.repeat(400),
  '-1',
  'NaN',
  '__proto__',
  'constructor',
  'x'.repeat(20_000),
]
/** Where somebody is led next: what a header cannot hold is sent to each form. */
const oddNext = ['/ketik→👩‍👧', '/\u0001\u007f\r\nX: y']
/** Names that every object knows already. */
const namesOfObjects = ['__proto__', 'constructor', 'toString', '__proto__[admin]', 'hasOwnProperty']

const multipart = 'multipart/form-data; boundary=x'
const part = (disposition: string, value = '1') =>
  `--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`

/** Bodies that say what they are and are not. */
const broken: Sent[] = [
  { type: multipart, body: '--x\r\nContent-Disposition: form-data; name="a' },
  { type: multipart, body: '--x\r\nContent-Disposition: nothing\r\n\r\nx\r\n--x--\r\n' },
  { type: multipart, body: '' },
  { type: multipart, body: '--x--' },
  { type: multipart, body: `${part('name="a"')}--x` },
  { type: multipart, body: `${part('name="photos"; filename="a.jpg"', '\u00ff\u00d8')}` },
  { type: multipart, body: `${part('filename="a"')}--x--\r\n` },
  { type: multipart, body: `--x\r\n${'X: y\r\n'.repeat(5_000)}\r\n1\r\n--x--\r\n` },
  { type: multipart, body: Buffer.from([...Buffer.from('--x\r\n'), 0xff, 0x00, ...Buffer.from('\r\n--x--')]) },
  { type: 'multipart/form-data', body: 'a=1' },
  { type: 'multipart/form-data; boundary="', body: '--\r\n' },
  { type: `multipart/form-data; boundary=${'b'.repeat(300)}`, body: '--b\r\n' },
  { type: 'multipart/mixed; boundary=x', body: '--x--' },
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
const oddInAddresses = ['%', '%zz', '%ff', '%00', '..%2f', '%E2%86%92', '%0d%0aX: y', '%ED%A0%80', 'x'.repeat(3_000)]
const oddInHeaders = ['%', '%ff', '"', 'é', 'x'.repeat(3_000), ',;=q', 'bytes=0-', '*']
const queried = ['next', 'slots', 'key', 'step', 'q', 'status', 'cursor', 'done', 'page', 'sort', 'days', 'until']

let drawn = 20_261_128
function some<Each>(all: Each[], count: number): Each[] {
  const length = Math.min(count, all.length)
  const picked = fc.shuffledSubarray(all, { minLength: length, maxLength: length })
  return fc.sample(picked, { seed: drawn++, numRuns: 1 })[0]!
}

const formOf = (fields: [string, string][]): Sent => ({
  type: 'application/x-www-form-urlencoded',
  body: fields
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&'),
})

const filesOf = (fields: [string, string][], isFile: boolean): Sent => ({
  type: multipart,
  body: `${fields.map(([name, value]) => part(`name="${name}"${isFile ? '; filename="a.txt"' : ''}`, value)).join('')}--x--\r\n`,
})

interface Form {
  action: string
  hidden: [string, string][]
  typed: string[]
}

/** The forms of a page; what every page has at its foot is sent once, from the first. */
function formsOf(html: string, address: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*method="post"[^>]*>.*?<\/form>/gs)].flatMap(([form]) => {
    const action = /^<form\b[^>]*\baction="([^"]*)"/.exec(form)?.[1] ?? address
    if (/^\/(preferences|sign-out)$/.test(action) && address !== '/') return []
    const hidden = [...form.matchAll(/type="hidden" name="([\w-]+)" value="([^"]*)"/g)].map(
      ([, name, value]): [string, string] => [name!, value!],
    )
    const names = [...form.matchAll(/ name="([\w:-]+)"/g)].map(([, name]) => name!)
    return {
      action,
      hidden,
      typed: [...new Set([...names, 'next', 'intent', 'slots'])].filter(
        (name) => !hidden.some(([known]) => known === name),
      ),
    }
  })
}

/** Some of what a form may be sent as. For whom it was opened stays right, or nothing behind that question would be reached. */
function sentAs({ hidden, typed }: Form): Sent[] {
  const changed = hidden.filter(([name]) => name !== 'opened_for').map(([name]) => name)
  const plain = [...hidden, ...typed.map((name): [string, string] => [name, '2'])].filter(([name]) => name !== 'next')
  const led = oddNext.map((value) => formOf([...plain, ['next', value]]))
  const others = odd.flatMap((value) => {
    const filled: [string, string][] = [...hidden, ...typed.map((name): [string, string] => [name, value])]
    return [
      formOf(filled),
      filesOf(filled, false),
      ...changed.map((name) => formOf([...filled.filter(([other]) => other !== name), [name, value]])),
      formOf([...filled, ...filled.map(([name]): [string, string] => [name, '2'])]),
      filesOf([...hidden, ...typed.map((name): [string, string] => [name, value])], true),
      formOf([...filled, ...namesOfObjects.map((name): [string, string] => [name, value])]),
      formOf([...plain, ['next', value], ['key', value]]),
    ]
  })
  return [...led, ...some(others, 4)]
}

const { log, lines } = readableLog()

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
      const { id: person } = await signedIn(node.services.db, 'buyer')
      const key = await node.ask('POST', '/api-keys', { body: { name: 'Uji', scopes: ['join'] } })
      Object.assign(things, {
        ...{ slug: campaign.slug, campaign: campaign.id, draft: draft.id, joined: joined.id },
        ...{ product: product.id, person, key: key.body.id },
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
      if (/^\/me\/|participations\//.test(path)) return things.joined!
      if (/products\//.test(path)) return things.product!
      if (/people\//.test(path)) return things.person!
      if (/keys\//.test(path)) return things.key!
      return /\/(edit|save|preview|publish)$/.test(path) ? things.draft! : things.campaign!
    }
    const addressOf = (path: string) =>
      path
        .replace(':slug', things.slug!)
        .replace(':id', idOf(path))
        .replace(':participation', things.joined!)
        .replace(':name', 'campaigns')
        .replace(':act', path.includes('scheduler') ? 'pause' : path.includes('participations') ? 'refund' : 'role')
    const roleFor = (path: string): Role => {
      if (/^\/(sign|account)/.test(path)) return 'nobody'
      return path.startsWith('/me') || path.startsWith('/c/') ? 'buyer' : 'operator'
    }

    async function ask(url: string, role: Role, options: { sent?: Sent; headers?: object; method?: string } = {}) {
      const { sent, headers, method = sent ? 'POST' : 'GET' } = options
      asked += 1
      const answer = await node.app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url,
        headers: {
          ...(sessions[role] && { cookie: sessions[role] }),
          ...(sent?.type && { 'content-type': sent.type }),
          ...headers,
        },
        ...(sent && { payload: sent.body }),
      })
      const what = `${role} ${method} ${url.slice(0, 200)} ${JSON.stringify(headers)?.slice(0, 300)} ${sent?.type} ${String(sent?.body).slice(0, 300)}`
      expect(answer.statusCode, `${what}\n${answer.body.slice(0, 300)}`).toSatisfy(
        // Nothing moves on this node by itself, and pages say so.
        (status: number) => status < 500 || (status === 503 && answer.body.includes('SAMBATAN_SCHEDULER')),
      )
      expect(answer.body, what).not.toMatch(/node_modules|\bat .*\.[jt]s:\d/)
      const { location = '' } = answer.headers
      expect(location, what).toMatch(/^[!-~]*$/)
      expect(location, what).not.toMatch(/^(\/\/|https?:)/)
      return answer
    }

    /** What is stored, of each table: a number that is another one as soon as anything is. */
    async function stored(): Promise<Record<string, string>> {
      const { db } = node.services
      const tables = await db.query<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'r'`,
      )
      const each = tables
        // A row for each state of a campaign that was ever shared, and no more: it goes with the image that it is about.
        .filter(({ name }) => name !== 'share_images')
        .map(
          ({ name }) =>
            `select '${name}' as name, md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as digest from sambatan.${name} t`,
        )
      const rows = await db.query<{ name: string; digest: string }>(each.join(' union all '))
      return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
    }

    it('and what only looks writes nothing, as a picture’s address may lead to it', async () => {
      await signAllIn()
      const { paths: described } = await node.document()
      const parts: Record<string, string> = { slug: things.slug!, code: 'not_found', key: '0'.repeat(32), width: '480' }
      const looked = [
        ...Object.entries(described).flatMap(([path, { get }]) => (get ? [path] : [])),
        ...['/metrics', '/healthz', '/readyz', '/docs', '/openapi.json', '/static/x', '/assets/demo/teh-pagi.svg'],
      ].map((path) => path.replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? idOf(path)))
      expect(looked.length).toBeGreaterThan(40)
      let before = await stored()
      expect(Object.keys(before).length).toBeGreaterThan(20)
      for (const url of [...looked, '/api/sambatan/people/me', ...paths.map(addressOf)]) {
        for (const method of ['GET', 'HEAD'] as const) {
          for (const role of ['operator', 'nobody'] as const) {
            const headers: Record<string, string> = sessions[role] ? { cookie: sessions[role] } : {}
            const looking: InjectOptions = { method, url, headers, payloadAsStream: true }
            const answer = await node.app.inject(looking)
            // Some never end by themselves.
            answer.stream().destroy()
            expect(answer.statusCode, url).toBeLessThan(500)
          }
        }
        const after = await stored()
        expect(after, url).toEqual(before)
        before = after
      }
      const made = {
        method: 'POST',
        url: '/api/sambatan/people/me/export',
        headers: { cookie: sessions.buyer },
      } as const
      expect((await node.app.inject(made)).statusCode).toBe(200)
      const after = await stored()
      expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['access_logs'])
    }, 180_000)

    it('as a body that is no form, by anybody', async () => {
      for (const path of paths) {
        await signAllIn()
        const role = path.startsWith('/sell') ? 'seller' : path.startsWith('/operator') ? 'operator' : 'buyer'
        for (const sent of some(broken, 4)) await ask(addressOf(path), role, { sent })
        for (const sent of some(broken, 1)) await ask(addressOf(path), 'nobody', { sent })
      }
    }, 180_000)

    it('in the fields of its forms', async () => {
      let forms = 0
      for (const path of paths) {
        await signAllIn()
        const role = roleFor(path)
        const { body } = await ask(addressOf(path), role)
        for (const form of formsOf(body, addressOf(path))) {
          forms += 1
          for (const sent of sentAs(form)) await ask(form.action, role, { sent })
        }
      }
      expect(forms).toBeGreaterThan(20)
    }, 180_000)

    it('in an address, a query or a header', async () => {
      await signAllIn()
      for (const path of paths) {
        for (const value of [...some(oddInAddresses, 1), '/%E2%86%92%01']) {
          const address = path.replace(/:\w+/g, value)
          await ask(address, roleFor(path))
          const typed = formOf(['next', 'slots', 'step', 'intent', 'key'].map((name) => [name, '2']))
          await ask(address, roleFor(path), { sent: typed })
          await ask(`${addressOf(path)}?${queried.map((name) => `${name}=${value}`).join('&')}`, 'operator')
        }
        for (const value of some(oddInHeaders, 1)) {
          const kept = ['sambatan_join', 'sambatan_begun', 'sambatan_next', 'sambatan_language', 'PARAGLIDE_LOCALE']
          const cookie = [sessions.buyer, ...kept.map((name) => `${name}=${value}`)].join('; ')
          const headers = { cookie, range: value, 'if-none-match': value, 'accept-language': value }
          await ask(addressOf(path), 'buyer', { headers })
          const stranger = { cookie: `sambatan.session_token=${value}`, host: value, accept: value }
          await ask(addressOf(path), 'nobody', { headers: stranger })
        }
      }
    }, 180_000)

    it('by another method', async () => {
      await signAllIn()
      for (const path of paths) {
        for (const method of some(['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'POST'], 2)) {
          await ask(addressOf(path), roleFor(path), { method })
        }
        await ask(addressOf(path), roleFor(path), { sent: formOf([]), headers: { 'sec-fetch-site': 'same-origin' } })
      }
    }, 180_000)

    it('and after all that pages are as well as before, and nobody has written an error into the log', async () => {
      expect((await ask('/', 'nobody')).statusCode).toBe(200)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.filter(({ level }) => Number(level) >= 50)).toEqual([])
      expect(({} as Record<string, unknown>).admin).toBeUndefined()
    })
  },
  { only: 'one', log },
)
