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

/** A campaign with a million slots, made through the API. Returns the address to join it at. */
export async function openCampaign(address: string, product: Record<string, unknown> = {}): Promise<string> {
  const post = (path: string, body: unknown) => askAsService<{ id: string }>(address, 'POST', path, body)
  const made = await post('/products', { name: 'Bench', base_price: 185000, sambatan_enabled: true, ...product })
  const campaign = await post('/campaigns', {
    product_id: made.id,
    title: 'Hot campaign',
    total_slots: 1_000_000,
    price_per_slot: 185000,
    deadline: new Date(Date.now() + 86_400_000).toISOString(),
  })
  return `${address}/api/sambatan/campaigns/${campaign.id}/join`
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
    const caller = asService(serviceKey)
    for (const url of Object.values(urls)) await joinLoad(url, { connections: 64, seconds: 2, caller })
    for (const connections of options.connections) {
      const run = (url: string) =>
        joinLoad(url, { connections, seconds: options.seconds, caller: asService(serviceKey) })
      const echo = await run(urls.echo)
      const earlier = await run(urls.earlier)
      await server.memory()
      const join = await run(urls.join)
      const { rssMax } = await server.memory()
      rows.push(...compare(connections, { echo, earlier, join }, idle, rssMax))
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
  { echo, earlier, join }: Record<'echo' | 'earlier' | 'join', Load>,
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
    'idle MB': '',
    'max MB': '',
    ...more,
  })
  return [
    row('(a) POST without a database', echo, {}),
    row('(b) the earlier flow', earlier, {}),
    row('join', join, { 'idle MB': idleBytes / 1e6, 'max MB': rssMaxBytes / 1e6 }),
  ]
}
