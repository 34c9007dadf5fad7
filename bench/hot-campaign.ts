/**
 * One campaign that everybody joins at once, over HTTP with everything switched on: validation, access, idempotency key,
 * audit, outbox. Against a POST without a database on the same server, and against the earlier version's flow.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { asService, joinLoad, type Load } from './support/load.ts'
import type { Row, Section } from './support/report.ts'

export const serviceKey = 'bench-service-key-0123456789-0123456789'

interface Options {
  /** What the server runs on: `DATABASE_URL`, or `SAMBATAN_DATA_DIR` for the embedded database. */
  env: Record<string, string>
  name: string
  title: string
  connections: number[]
  seconds: number
}

export interface BenchServer {
  address: string
  child: ChildProcess
  memory(): Promise<{ rss: number; rssMax: number }>
  stop(): Promise<void>
}

export async function startBenchServer(env: Record<string, string>): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL('./support/bench-server.ts', import.meta.url)), {
    // As `npm start` runs it: V8's own choice of 64 MB more of young garbage buys nothing here.
    execArgv: ['--max-semi-space-size=16'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SAMBATAN_DRAIN_SECONDS: '0',
      SAMBATAN_SERVICE_KEY: serviceKey,
      SAMBATAN_DEMO: 'off',
      LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)),
      ...env,
    },
  })
  const { address } = await answerOf<{ address: string }>(child)
  return {
    address,
    child,
    async memory() {
      child.send('memory')
      return answerOf(child)
    },
    async stop() {
      const ended = once(child, 'exit')
      child.send('stop')
      await ended
    },
  }
}

/** The child's next message; its end instead of one is an error, not a wait without end. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with code ${code}`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return message as T
}

/** Asks the API of a server as a service. @throws Error with the answer, where it is a refusal */
export async function askAsService<T>(address: string, method: string, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${address}/api/sambatan${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${serviceKey}` },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(await response.text())
  return (await response.json()) as T
}

interface MadeCampaign {
  id: string
  items: { id: string }[]
}

/** A campaign with a million slots, made through the API. */
async function makeCampaign(
  address: string,
  prices: Record<string, unknown>,
  product: Record<string, unknown> = {},
): Promise<MadeCampaign> {
  const post = <T>(path: string, body: unknown) => askAsService<T>(address, 'POST', path, body)
  const made = await post<{ id: string }>('/products', {
    name: 'Bench',
    base_price: 185000,
    sambatan_enabled: true,
    ...product,
  })
  return post('/campaigns', {
    product_id: made.id,
    title: 'Hot campaign',
    total_slots: 1_000_000,
    deadline: new Date(Date.now() + 86_400_000).toISOString(),
    ...prices,
  })
}

const joinUrl = (address: string, { id }: MadeCampaign) => `${address}/api/sambatan/campaigns/${id}/join`

/** A campaign of one price with a million slots. Returns the address to join it at. */
export async function openCampaign(address: string, product: Record<string, unknown> = {}): Promise<string> {
  return joinUrl(address, await makeCampaign(address, { price_per_slot: 185000 }, product))
}

/** Three items of three tiers each, of which joins order one, two or all. Tiers are sold out while it runs. */
async function openItems(address: string): Promise<{ url: string; order: (n: number) => string }> {
  const items = [45_000, 110_000, 185_000].map((price, i) => ({
    name: `Item ${i + 1}`,
    price,
    tiers: [1, 2, 3].map((tier) => ({ price: price - 10_000 + tier * 2_000, units: tier * 10_000 })),
  }))
  const campaign = await makeCampaign(address, { items })
  const orders = [1, 2, 3].map((lines) =>
    JSON.stringify({ lines: campaign.items.slice(0, lines).map(({ id }) => ({ item_id: id, units: 1 })) }).slice(1, -1),
  )
  return { url: joinUrl(address, campaign), order: (n) => orders[n % 3]! }
}

export async function benchHotCampaign(options: Options): Promise<Section> {
  const server = await startBenchServer(options.env)
  const rows: Row[] = []
  try {
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const idle = (await server.memory()).rss
    const urls = {
      join: await openCampaign(server.address),
      echo: `${server.address}/api/sambatan/bench/echo`,
      earlier: (await openCampaign(server.address)).replace('/campaigns/', '/bench/earlier/').replace(/\/join$/, ''),
    }
    const items = await openItems(server.address)
    const caller = asService(serviceKey)
    for (const url of Object.values(urls)) await joinLoad(url, { connections: 64, seconds: 2, caller })
    await joinLoad(items.url, { connections: 64, seconds: 2, caller, order: items.order })
    for (const connections of options.connections) {
      const run = (url: string, order?: (n: number) => string) =>
        joinLoad(url, { connections, seconds: options.seconds, caller: asService(serviceKey), order })
      const echo = await run(urls.echo)
      const earlier = await run(urls.earlier)
      await server.memory()
      const join = await run(urls.join)
      const { rssMax } = await server.memory()
      const itemized = await run(items.url, items.order)
      rows.push(...compare(connections, { echo, earlier, join, itemized }, idle, rssMax))
    }
  } finally {
    await server.stop()
  }
  return {
    name: options.name,
    title: options.title,
    note: `One campaign, ${options.seconds} s each; joins with validation, access, idempotency key, audit and outbox. Server, database and load share two cores.`,
    rows,
  }
}

function compare(
  connections: number,
  { echo, earlier, join, itemized }: Record<'echo' | 'earlier' | 'join' | 'itemized', Load>,
  idleBytes: number,
  rssMaxBytes: number,
): Row[] {
  const row = (what: string, load: Load, more: Row): Row => ({
    what,
    connections,
    'per second': load.perSecond,
    'p50 ms': load.p50,
    'p99 ms': load.p99,
    refused: load.refused,
    'of (a)': load.perSecond / echo.perSecond,
    'times (b)': load.perSecond / earlier.perSecond,
    'of join': '',
    'idle MB': '',
    'max MB': '',
    ...more,
  })
  return [
    row('(a) POST without a database', echo, {}),
    row('(b) the earlier flow', earlier, {}),
    row('join', join, { 'idle MB': idleBytes / 1e6, 'max MB': rssMaxBytes / 1e6 }),
    row('join, three items of three tiers', itemized, { 'of join': itemized.perSecond / join.perSecond }),
  ]
}
