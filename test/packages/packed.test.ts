/** Both packages as others get them: packed, installed into an empty project without a network, and used there. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Webhook as Signer } from 'standardwebhooks'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildPackages } from '../../scripts/build-packages.ts'
import { onEachNode, serviceKey } from '../http/node.ts'
import { newCampaign } from '../http/things.ts'
import { complaintsOf, testBrowser } from '../support/browser.ts'
import { baseOf, melati } from './shop.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const project = mkdtempSync(join(tmpdir(), 'sambatan-test-packed-'))
const browser = testBrowser()
let packed: { name: string; filename: string; files: { path: string }[]; unpackedSize: number }[]

beforeAll(async () => {
  await buildPackages()
  packed = []
  for (const name of ['client', 'widget']) {
    const options = ['pack', '--json', '--ignore-scripts', '--pack-destination', project]
    const { stdout } = await run('npm', options, { cwd: join(root, 'packages', name) })
    packed.push(...JSON.parse(stdout))
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'a-shop', private: true, type: 'module' }))
  const tarballs = packed.map(({ filename }) => `./${filename}`)
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', ...tarballs], { cwd: project })
}, 120_000)
afterAll(() => rmSync(project, { recursive: true }))

/** What a program of the project writes, as JSON. */
async function runThere(name: string, program: string, ...args: string[]): Promise<unknown> {
  writeFileSync(join(project, name), program)
  const { stdout } = await run(process.execPath, [name, ...args], { cwd: project, env: { PATH: process.env.PATH } })
  return JSON.parse(stdout)
}

describe('a packed package', () => {
  it('holds what it says, and brings nothing else along', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@sambatan'])
    for (const { name, files } of packed) {
      const paths = files.map(({ path }) => path)
      expect(paths, name).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']))
      const strange = paths.filter((path) => !/^(LICENSE|README\.md|package\.json|(dist|src)\/[\w.-]+)$/.test(path))
      expect(strange, name).toEqual([])
      expect(paths.filter((path) => path.includes('.test.'))).toEqual([])
    }
  })

  it.each([
    ['a page', { lib: ['es2022', 'dom', 'dom.iterable'], types: [] }],
    ['Node', { lib: ['es2022'], types: ['node'], typeRoots: [join(root, 'node_modules/@types')] }],
  ])('has types that hold in strict TypeScript for %s', async (name, options) => {
    const folder = join(project, name.replace(' ', '-'))
    mkdirSync(folder)
    if (name === 'Node') {
      writeFileSync(join(folder, 'readme.ts'), await examplesOf('client'))
    } else {
      const widget = `import { SambatanCampaign } from '@sambatan/widget'\nnew SambatanCampaign()\n`
      writeFileSync(join(folder, 'widget.ts'), widget)
    }
    writeFileSync(join(folder, 'use.ts'), typedUse)
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }
    const base = { ...strict, module: 'nodenext', target: 'es2022' }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...base, ...options } }))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout } = await run(process.execPath, [compiler, '-p', folder]).catch((error) => error)
    expect(stdout).toBe('')
  })

  it('that is the client verifies what the library of the specification has signed', async () => {
    const [secret, body] = [`whsec_${btoa('s'.repeat(32))}`, '{"type":"campaign_full"}']
    const at = new Date()
    const signature = new Signer(secret).sign('whd_1', at, body)
    const program = `import { verifyWebhook } from '@sambatan/client'
      const [body, secret, timestamp, signature] = process.argv.slice(2)
      const headers = { 'webhook-id': 'whd_1', 'webhook-timestamp': timestamp, 'webhook-signature': signature }
      const refused = await verifyWebhook(body + ' ', headers, secret).catch(({ code }) => code)
      console.log(JSON.stringify([(await verifyWebhook(body, headers, secret)).type, refused]))`
    const timestamp = String(Math.floor(at.getTime() / 1000))
    expect(await runThere('verify.js', program, body, secret, timestamp, signature)).toEqual([
      'campaign_full',
      'signature_wrong',
    ])
  })

  it('that is the widget does no harm where pages are rendered on a server', async () => {
    const program = `await import('@sambatan/widget')\nconsole.log(typeof customElements === 'undefined')`
    expect(await runThere('server.js', program)).toBe(true)
  })
})

/** The TypeScript of a package's README, as one program. */
async function examplesOf(name: string): Promise<string> {
  const text = await readFile(join(root, 'packages', name, 'README.md'), 'utf8')
  const examples = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code)
  return [...examples, 'declare const signal: AbortSignal'].join('\n')
}

const typedUse = `
import { createClient, SambatanError, type Campaign, type Participation, type Progress } from '@sambatan/client'
const sambatan = createClient({ baseUrl: 'https://buy.example.com', token: () => 'secret', retries: 1 })
export async function use(signal: AbortSignal): Promise<Participation | undefined> {
  const { items, next } = await sambatan.listCampaigns({ limit: 12, status: ['active'] })
  const first: Campaign | undefined = items[0]
  const cursor: string | undefined = next
  await sambatan.listCampaigns({ cursor }, { idempotencyKey: undefined, signal: undefined, language: undefined })
  for await (const { slug } of sambatan.each.listCampaigns({ sort: 'ending_soon' }, { signal })) console.log(slug, cursor)
  for await (const progress of sambatan.watchCampaign('a', { signal })) console.log((progress satisfies Progress).status)
  try {
    return await sambatan.joinCampaign({ id: first!.id, body: { quantity: 2, shipping_address: 'Jl. Melati 5' } })
  } catch (error) {
    if (error instanceof SambatanError) console.log(error.code, error.errors[0]?.path)
    // @ts-expect-error: a quantity is a number
    await sambatan.joinCampaign({ id: 'a', body: { quantity: '2', shipping_address: 'Jl. Melati 5' } })
    // @ts-expect-error: there is no such operation
    await sambatan.leaveCampaign({ id: 'a' })
    return undefined
  }
}
`

const join_ = `
import { createClient } from '@sambatan/client'
const [baseUrl, token, id] = process.argv.slice(2)
const sambatan = createClient({ baseUrl, token })
const seen = []
const watching = (async () => {
  for await (const { filled_slots } of sambatan.watchCampaign(id)) {
    seen.push(filled_slots)
    if (filled_slots > 0) break
  }
})()
while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
const body = { user_id: 'buyer-1', quantity: 2, shipping_address: 'Jl. Melati No. 5, Sleman, DI Yogyakarta 55281' }
const participation = await sambatan.joinCampaign({ id, body })
await watching
console.log(JSON.stringify({ participation, seen }))
`

/** Something between client and node: it loses an answer, and then is busy. */
async function betweenThem(node: string): Promise<{ url: string; keys: string[]; replayed: (string | null)[] }> {
  const keys: string[] = []
  const replayed: (string | null)[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    const isJoin = request.method === 'POST'
    if (isJoin) keys.push(String(request.headers['idempotency-key']))
    if (isJoin && keys.length === 2) return void response.writeHead(429, { 'retry-after': '1' }).end('{"code":"busy"}')
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers as Record<string, string>
    const options = { method: request.method, headers, body: body || undefined }
    const answer = await fetch(node + request.url, options)
    if (isJoin) replayed.push(answer.headers.get('idempotency-replayed'))
    // What the node did is done; whoever asked does not hear of it.
    if (isJoin && keys.length === 1)
      return void response.writeHead(503, { 'retry-after': '0' }).end('<h1>Bad gateway</h1>')
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    // A stream is broken off by whoever has seen enough of it.
    await pipeline(answer.body!, response).catch(() => {})
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, keys, replayed }
}

onEachNode('the packed client', (node) => {
  it('joins once although an answer is lost and the next is "not now", and sees it happen', async () => {
    const { id } = await newCampaign(node)
    const between = await betweenThem(await baseOf(node))
    const { participation, seen } = (await runThere('join.js', join_, between.url, serviceKey, id)) as {
      participation: { id: string }
      seen: number[]
    }
    expect(participation).toMatchObject({ campaign_id: id, quantity: 2, status: 'reserved' })
    expect(seen).toEqual([0, 2])
    expect(between.keys).toHaveLength(3)
    expect(new Set(between.keys).size, 'one key for one join').toBe(1)
    expect(between.replayed).toEqual([null, 'true'])
    const { body } = await node.ask('GET', `/campaigns/${id}/participants`)
    expect(body.map((one: { id: string }) => one.id)).toEqual([participation.id])
  })
})

onEachNode(
  'the packed widget',
  (node) => {
    it('runs in the bundle of a shop, which says where the node is', async () => {
      const { slug, title } = await melati(node)
      writeFileSync(join(project, 'shop.js'), `import '@sambatan/widget'\n`)
      await build({
        configFile: false,
        root: project,
        logLevel: 'error',
        build: { outDir: 'shop', lib: { entry: 'shop.js', formats: ['es'], fileName: () => 'shop.js' } },
      })
      const element = `<sambatan-campaign campaign="${slug}" base="${await baseOf(node)}/"></sambatan-campaign>`
      const shop = createServer(async (request, response) => {
        if (request.url === '/shop.js') {
          response.setHeader('content-type', 'text/javascript').end(await readFile(join(project, 'shop/shop.js')))
        } else {
          response.setHeader('content-type', 'text/html')
          response.end(`<link rel="icon" href="data:,"><script type="module" src="/shop.js"></script>${element}`)
        }
      })
      await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => {
        shop.close()
        shop.closeAllConnections()
      })
      const page = await browser.newPage()
      await page.goto(`http://127.0.0.1:${(shop.address() as AddressInfo).port}/`)
      await page.getByRole('heading', { name: title }).waitFor()
      expect(complaintsOf(page)).toEqual([])
      await page.close()
    })
  },
  { only: 'one' },
)
