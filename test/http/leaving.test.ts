/** Real nodes that are told to stop: behind a balancer nobody notices, and nobody can hold them back. */
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { makeTestDatabase } from '../support/databases.ts'
import { findNginx, startNginx } from '../support/nginx.ts'
import { type Node, openCampaign, serviceKey, startNode } from '../support/nodes.ts'
import { jpeg } from '../support/pictures.ts'
import { freePort } from '../support/postgres.ts'

const nginx = findNginx()

describe.skipIf(inject('postgres') === undefined)('a node that is told to stop', () => {
  let database: Awaited<ReturnType<typeof makeTestDatabase>>
  const running: Node[] = []
  const start = async (env: Record<string, string>): Promise<Node> => {
    const node = await startNode({ ...database.env, SAMBATAN_SCHEDULER: 'off', SAMBATAN_RATE_LIMIT: 'off', ...env })
    running.push(node)
    return node
  }
  beforeAll(async () => {
    database = await makeTestDatabase('server')
  })
  afterAll(async () => {
    for (const node of running) await node.kill()
    await database.dispose()
  })

  it('says so and serves on while it drains, and ends at once at the second signal', async () => {
    const node = await start({ SAMBATAN_DRAIN_SECONDS: '300' })
    const root = new URL(node.api).origin
    const campaign = await openCampaign(node)
    const stream = await fetch(`${node.api}/campaigns/${campaign}/events`)
    const before = await fetch(`${root}/readyz`)
    expect([before.status, before.headers.get('connection')]).toEqual([200, 'keep-alive'])
    await before.text()

    node.child.kill('SIGTERM')
    await expect.poll(() => fetch(`${root}/readyz`).then((answer) => answer.status)).toBe(503)
    const draining = await fetch(`${root}/readyz`)
    expect(await draining.json()).toMatchObject({ status: 'draining', checks: { database: 'ok' } })
    expect((await fetch(`${root}/healthz`)).status, 'it is alive').toBe(200)
    const join = await node.call('POST', `/campaigns/${campaign}/join`, {
      user_id: 'rani',
      quantity: 1,
      shipping_address: 'Jalan Melati 1, Sleman',
    })
    expect([join.status, join.headers.get('connection')]).toEqual([201, 'close'])
    const page = await fetch(`${root}/`)
    expect([page.status, page.headers.get('connection')]).toEqual([200, 'close'])
    const progress = await readUntil(stream, /"filled_slots":1/)
    expect(progress, 'streams go on as well').toContain('event: progress')

    const ended = once(node.child, 'exit')
    // One that comes with the first is the same press of a key; one of somebody who has waited ends it.
    await sleep(600)
    node.child.kill('SIGTERM')
    expect(await ended).toEqual([1, null])
  })

  it('waits for nobody who will never finish asking', async () => {
    const node = await start({ SAMBATAN_DRAIN_SECONDS: '0' })
    const { port, origin } = new URL(node.api)
    const campaign = await openCampaign(node)
    const stream = await fetch(`${node.api}/campaigns/${campaign}/events`)
    const sockets = [
      'POST /api/sambatan/products HTTP/1.1\r\nHost: x\r\n',
      'POST /api/sambatan/products HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"name":',
      'POST /api/sambatan/products HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
      Buffer.from('16030100f8010000f40303', 'hex'),
      '\0\0\0',
      '',
      // Asks, and takes nothing of the answers.
      `GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(200),
    ].map((bytes) => {
      const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
      socket.on('error', () => {})
      socket.write(bytes)
      return socket.pause()
    })
    await Promise.all(sockets.map((socket) => (socket.connecting ? once(socket, 'connect') : undefined)))
    // The node has seen what is before this.
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    const file = await jpeg({ width: 240, height: 200 })
    const upload = await slowUpload(`${node.api}/campaigns/${campaign}/photos`, file)
    expect(await node.stop(), 'it was not cut off at its limit, which is 1').toBe(0)
    expect(await stream.text(), 'a stream ends in good order, and is told when to come back').toMatch(
      /event: progress[\s\S]*retry: \d+\n\n$/,
    )
    expect(await upload.answered, 'a photo that was being sent is there').toBe(201)
    for (const socket of sockets) socket.destroy()
  })

  it.skipIf(nginx === undefined)(
    'fails no request behind nginx while node after node is restarted',
    async () => {
      const rounds = Number(process.env.SAMBATAN_TEST_RESTARTS ?? 2)
      const ports = [await freePort(), await freePort()]
      const drained = (port: number) => start({ PORT: String(port), SAMBATAN_DRAIN_SECONDS: '3' })
      const nodes = await Promise.all(ports.map(drained))
      const balancer = await startNginx(
        nginx!,
        ports.map((port) => `127.0.0.1:${port}`),
      )
      try {
        const campaign = await openCampaign(nodes[0]!)
        const load = startLoad(balancer.address, campaign)
        for (let round = 0; round < rounds; round++) {
          const at = round % 2
          const answered = load.answered()
          expect(await nodes[at]!.stop()).toBe(0)
          nodes[at] = await drained(ports[at]!)
          await expect.poll(load.answered, { timeout: 10_000 }).toBeGreaterThan(answered)
        }
        const { failures, joined } = await load.stop()
        expect(failures).toEqual([])
        const { body } = await nodes[0]!.call('GET', `/campaigns/${campaign}/progress`)
        expect(body.filled_slots, 'each join that was answered took effect, once').toBe(joined)
      } finally {
        await balancer.stop()
      }
    },
    600_000,
  )
})

/** Sends a file within two and a half seconds, of which the beginning has been sent when this comes back. */
async function slowUpload(address: string, file: Buffer): Promise<{ answered: Promise<number> }> {
  const headers = {
    authorization: `Bearer ${serviceKey}`,
    'content-type': 'image/jpeg',
    'content-length': file.length,
  }
  const sent = request(address, { method: 'POST', headers, agent: false })
  const answered = new Promise<number>((resolve, reject) => {
    sent.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject)
  })
  // Whoever awaits it later hears of a failure then.
  answered.catch(() => undefined)
  const piece = Math.ceil(file.length / 10)
  const send = (at: number) => new Promise((resolve) => sent.write(file.subarray(at, at + piece), resolve))
  await send(0)
  const rest = async () => {
    for (let at = piece; at < file.length; at += piece) {
      await sleep(250)
      await send(at)
    }
    sent.end()
  }
  rest().catch(() => undefined)
  return { answered }
}

/** Reads a stream until it has said so. */
async function readUntil(response: Response, pattern: RegExp): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body!) {
    text += decoder.decode(chunk, { stream: true })
    if (pattern.test(text)) return text
  }
  throw new Error(`it ended with: ${text}`)
}

/** 100 requests a second, whether or not they are answered: progress, joins, pages; as a browser's or a shop's server sends them. */
function startLoad(address: string, campaign: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const failures: string[] = []
  const pending = new Set<Promise<void>>()
  let sent = 0
  let answered = 0
  let joined = 0
  const path = `/api/sambatan/campaigns/${campaign}`

  function ask(method: string, target: string, body?: string): Promise<number> {
    const headers: Record<string, string> = { authorization: `Bearer ${serviceKey}` }
    if (body !== undefined) headers['content-type'] = 'application/json'
    return new Promise((resolve, reject) => {
      const asked = request(address + target, { method, headers, agent, timeout: 20_000 }, (answer) => {
        answer
          .on('error', reject)
          .on('end', () => resolve(answer.statusCode ?? 0))
          .resume()
      })
      asked
        .on('timeout', () => asked.destroy(new Error('no answer within 20 s')))
        .on('error', reject)
        .end(body)
    })
  }

  function one(): void {
    const n = sent++
    const isJoin = n % 3 === 0
    const what = isJoin ? 'POST' : 'GET'
    const target = isJoin ? `${path}/join` : n % 15 === 1 ? '/how-it-works' : `${path}/progress`
    // Without a key: nobody between may send it twice.
    const body = isJoin
      ? JSON.stringify({ user_id: `buyer-${n}`, quantity: 1, shipping_address: 'Jalan Melati 1, Sleman' })
      : undefined
    const asking = ask(what, target, body).then(
      (status) => {
        answered++
        if (isJoin && status === 201) joined++
        else if (isJoin || status !== 200) failures.push(`${what} ${target}: ${status}`)
      },
      (error: Error) => void failures.push(`${what} ${target}: ${error.message}`),
    )
    pending.add(asking)
    void asking.finally(() => pending.delete(asking))
  }

  const timer = setInterval(() => {
    for (let each = 0; each < 2; each++) one()
  }, 20)
  return {
    answered: () => answered,
    async stop() {
      clearInterval(timer)
      await Promise.all(pending)
      agent.destroy()
      return { failures, joined, sent }
    },
  }
}
