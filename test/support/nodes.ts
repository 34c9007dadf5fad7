/** Real nodes: processes of `src/main.ts`, their HTTP as clients see it, and a load of joins that remembers its answers. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './postgres.ts'
import { compileCache, nodeFlags } from './processes.ts'

export const serviceKey = 'test-service-key-0123456789-0123456789'

export interface Node {
  readonly child: ChildProcess
  readonly api: string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  kill(): Promise<void>
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>
}

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server said
  body: any
}

/** Starts a node and waits until it is ready. */
export async function startNode(env: Record<string, string>): Promise<Node> {
  const port = env.PORT ?? (await freePort())
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
    env: {
      ...process.env,
      ...compileCache,
      NODE_ENV: 'production',
      SAMBATAN_SERVICE_KEY: serviceKey,
      SAMBATAN_DEMO: 'off',
      LOG_LEVEL: 'fatal',
      // No balancer stands before it, unless a test brings one.
      SAMBATAN_DRAIN_SECONDS: '0',
      PORT: String(port),
      ...env,
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const address = `http://127.0.0.1:${port}`
  const api = `${address}/api/sambatan`
  const node: Node = {
    child,
    api,
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${api}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${serviceKey}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      return child.exitCode
    },
  }
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) return node
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`the node did not start (${child.exitCode})`)
    await sleep(50)
  }
}

/** A product and a campaign through the API; the campaign's id. */
export async function openCampaign(node: Node, wish: Record<string, unknown> = {}): Promise<string> {
  const product = await node.call('POST', '/products', { name: 'Melati', base_price: 1000, sambatan_enabled: true })
  const campaign = await node.call('POST', '/campaigns', {
    product_id: product.body.id,
    title: 'Melati Senja',
    total_slots: 100_000,
    price_per_slot: 1000,
    deadline: new Date(Date.now() + 3_600_000).toISOString(),
    ...wish,
  })
  if (campaign.status !== 201) throw new Error(JSON.stringify(campaign.body))
  return campaign.body.id
}

export interface SentJoin {
  campaign: string
  key: string
  quantity: number
  /** The participation's id when it was answered 201. */
  acknowledged?: string
  status?: number
  code?: string
}

/** Joins from so many clients at once, one request after another each, until `running` says stop or `most` were sent. */
export async function load(
  target: (n: number) => Node,
  campaigns: string[],
  options: { clients: number; most: number; running(): boolean },
): Promise<SentJoin[]> {
  const sent: SentJoin[] = []
  await Promise.all(
    Array.from({ length: options.clients }, async () => {
      while (options.running() && sent.length < options.most) {
        const n = sent.length
        const join: SentJoin = { campaign: campaigns[n % campaigns.length]!, key: `key-${n}`, quantity: 1 + (n % 3) }
        sent.push(join)
        await sendJoin(target(n), join)
      }
    }),
  )
  return sent
}

/** Sends a join with its key (again); a connection that breaks is no answer. */
export async function sendJoin(node: Node, join: SentJoin): Promise<Answer | undefined> {
  try {
    const answer = await node.call(
      'POST',
      `/campaigns/${join.campaign}/join`,
      { user_id: `buyer-${join.key}`, quantity: join.quantity, shipping_address: 'Jalan Melati 1, Sleman' },
      { 'idempotency-key': join.key },
    )
    join.status = answer.status
    join.code = answer.body.code
    if (answer.status === 201) join.acknowledged = answer.body.id
    return answer
  } catch {
    join.status = undefined
    return undefined
  }
}
