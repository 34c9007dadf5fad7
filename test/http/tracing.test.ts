/** OpenTelemetry: from a page through the batch of joins to SQL, as a collector receives it; and nothing of it where nobody asks. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { startTracing, wantsTraces } from '../../src/tracing.ts'
import { signedIn } from '../support/accounts.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { type MailServer, openMailServer } from '../support/mail-server.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { nodeOn, type TestNode } from './node.ts'
import { newCampaign } from './things.ts'

interface Received {
  trace: string
  id: string
  parent: string
  name: string
  links: string[]
  text: string
}

/** The fields of a message of Protocol Buffers that have a length: enough for all that is looked at. */
function fieldsOf(message: Buffer): [number, Buffer][] {
  const fields: [number, Buffer][] = []
  let at = 0
  const varint = () => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++]!
      value += (byte % 128) * shift
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const tag = varint()
    if (tag % 8 === 0) varint()
    else if (tag % 8 === 2) {
      const length = varint()
      fields.push([Math.floor(tag / 8), message.subarray(at, at + length)])
      at += length
    } else at += tag % 8 === 1 ? 8 : 4
  }
  return fields
}

const all = (message: Buffer, number: number) =>
  fieldsOf(message).flatMap(([each, value]) => (each === number ? [value] : []))

/** TracesData > resource_spans > scope_spans > spans, by their numbers in opentelemetry/proto/trace/v1. */
function spansIn(body: Buffer): Received[] {
  const spans = all(body, 1)
    .flatMap((one) => all(one, 2))
    .flatMap((one) => all(one, 2))
  return spans.map((span) => {
    const hex = (number: number) => all(span, number)[0]?.toString('hex') ?? ''
    const links = all(span, 13).map((link) => all(link, 2)[0]!.toString('hex'))
    return {
      trace: hex(1),
      id: hex(2),
      parent: hex(4),
      name: all(span, 5)[0]!.toString(),
      links,
      text: span.toString('latin1'),
    }
  })
}

describe('traces', () => {
  const spans: Received[] = []
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    spans.push(...spansIn(Buffer.concat(chunks)))
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
  })
  let tracing: AsyncDisposable
  let node: TestNode
  let database: Awaited<ReturnType<typeof makeTestDatabase>>
  let mailServer: MailServer
  let receiver: Receiver
  const { OTEL_EXPORTER_OTLP_ENDPOINT: before } = process.env

  beforeAll(async () => {
    collector.listen(0, '127.0.0.1')
    await once(collector, 'listening')
    process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
    tracing = await startTracing(process.env)
    database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    receiver = await openReceiver()
    mailServer = await openMailServer()
    const env = {
      SAMBATAN_SCHEDULER: 'on',
      SAMBATAN_EMAIL_VERIFICATION: 'on',
      SAMBATAN_WEBHOOK_ALLOW_PRIVATE: 'on',
      SMTP_URL: `smtp://127.0.0.1:${mailServer.port}`,
      SMTP_FROM: 'halo@sambatan.test',
    }
    node = await nodeOn(database.env, { env, work: true })
  })
  afterAll(async () => {
    await node?.close()
    await database?.dispose()
    await mailServer?.close()
    await receiver?.[Symbol.asyncDispose]()
    collector.close()
    if (before === undefined) delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
    else process.env.OTEL_EXPORTER_OTLP_ENDPOINT = before
  })

  /** What an order leads to: a webhook, a letter; and a letter about an account, and a run that somebody asks for. */
  async function leadsOn(campaignId: string): Promise<string> {
    const { db } = node.services
    const hook = await node.ask('POST', '/webhooks', { body: { url: receiver.url, events: ['participant_joined'] } })
    expect(hook.status).toBe(201)
    const buyer = await signedIn(db)
    const body = { quantity: 1, shipping_address: 'Jl. Rahasia 5' }
    const joined = await node.ask('POST', `/campaigns/${campaignId}/join`, {
      as: 'nobody',
      headers: buyer.headers,
      body,
    })
    expect(joined.status).toBe(201)
    const account = { email: 'baru@sambatan.test', password: 'sandi yang panjang sekali', name: 'Orang Baru' }
    expect((await node.ask('POST', '/auth/sign-up', { as: 'nobody', body: account })).status).toBe(202)
    await node.ask('POST', '/scheduler/trigger')
    await vi.waitFor(async () => {
      expect(receiver.received.some(({ body }) => body.includes(joined.body.id))).toBe(true)
      expect(mailServer.arrived.length).toBeGreaterThan(1)
      expect(await db.query(`select from sambatan.scheduler_runs where trigger = 'manual'`)).toHaveLength(1)
      expect(await db.query(`select from sambatan.webhook_deliveries where state = 'pending'`)).toEqual([])
      expect(await db.query(`select from sambatan.notification_deliveries where state = 'pending'`)).toEqual([])
      expect(await db.query(`select from sambatan.mailbox where state = 'pending'`)).toEqual([])
    }, 20_000)
    return joined.body.id
  }

  it('lead from a request through its batch to the statement, show what was sent, and hold nothing that anybody wrote', async () => {
    const campaign = await newCampaign(node)
    const order = (user_id: string) => ({ user_id, quantity: 1, shipping_address: 'Jl. Rahasia 5' })
    const join = (user: string, headers = {}) =>
      node.ask('POST', `/campaigns/${campaign.id}/join`, { body: order(user), headers })
    const caller = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    expect((await join('rani', { traceparent: caller })).status).toBe(201)
    // The first goes alone, the others together behind it.
    const crowd = await Promise.all(['a', 'b', 'c', 'd'].map((user) => join(user)))
    expect(crowd.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    await node.ask('GET', '/campaigns/none')
    const ordered = await leadsOn(campaign.id)
    // What is left is sent by closing.
    await tracing[Symbol.asyncDispose]()

    const named = (name: string) => spans.filter((span) => span.name === name)
    const joins = named('POST /api/sambatan/campaigns/:id/join')
    expect(joins).toHaveLength(6)
    const batches = named('join batch')
    const statements = named('select join_sambatan_campaigns')
    expect(statements.length).toBe(batches.length)
    for (const batch of batches) {
      expect(joins.map(({ id }) => id)).toContain(batch.parent)
      expect(statements.filter(({ parent, trace }) => parent === batch.id && trace === batch.trace)).toHaveLength(1)
    }
    const below = batches.flatMap(({ parent, links }) => [parent, ...links])
    expect(below.sort(), 'each join is in one batch').toEqual(joins.map(({ id }) => id).sort())
    const first = joins.find(({ trace }) => trace === caller.split('-')[1])
    expect(first?.parent, 'a caller of ours goes on in its own trace').toBe(caller.split('-')[2])
    expect(spans.map(({ text }) => text).join('\n')).not.toMatch(
      /Rahasia|rani|test-service-key|\/hook|Uji buyer|Orang Baru|sambatan\.test/,
    )

    // What follows from it is found by what it is about, and has its statements below it.
    const about = (name: string) => named(name).filter(({ text }) => text.includes(ordered))
    const [hook] = about('webhook participant_joined')
    const [letter] = about('email joined')
    for (const each of [hook, letter]) {
      expect(each?.text).toContain(campaign.id)
      expect(each?.parent, 'nothing asked for it at that moment').toBe('')
    }
    expect(hook!.text).toMatch(/whd_\d+/)
    expect(about('POST /api/sambatan/campaigns/:id/join')).toHaveLength(1)
    expect(spans.some(({ name, parent }) => name === 'select settle_delivery' && parent === letter!.id)).toBe(true)
    expect(named('letter verify_email')).toHaveLength(1)
    // A job goes on in the trace of the request that has asked for it.
    const [asked] = named('POST /api/sambatan/scheduler/trigger')
    const [job] = named('job lifecycle')
    expect(job).toMatchObject({ trace: asked!.trace, parent: asked!.id })
    expect(named('lifecycle run').some(({ parent }) => parent === job!.id)).toBe(true)
  })
})

describe('nobody who asks for none', () => {
  it('gets any', () => {
    expect(wantsTraces({})).toBe(false)
    expect(wantsTraces({ OTEL_SERVICE_NAME: 'toko', OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toBe(false)
    const asked = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }
    expect(wantsTraces(asked)).toBe(true)
    expect(wantsTraces({ ...asked, OTEL_SDK_DISABLED: 'true' })).toBe(false)
    expect(wantsTraces({ ...asked, OTEL_TRACES_EXPORTER: 'none' })).toBe(false)
  })

  it.each([{ OTEL_TRACES_EXPORTER: 'zipkin' }, { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }])(
    'is refused by name: %j',
    (env) => {
      const asked = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', ...env }
      expect(() => wantsTraces(asked)).toThrow(Object.keys(env)[0]!)
    },
  )

  it('has any of it loaded', () => {
    const tracing = fileURLToPath(new URL('../../src/tracing.ts', import.meta.url))
    // Where a module is loaded, its file has been resolved by name.
    const script = `
      import { registerHooks } from 'node:module'
      const loaded = []
      registerHooks({ resolve: (name, context, next) => { if (name.startsWith('@opentelemetry/')) loaded.push(name); return next(name, context) } })
      const { startTracing } = await import(${JSON.stringify(tracing)})
      await startTracing({})
      console.log(loaded.length)
      await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
      console.log(loaded.length > 0)
      process.exit()`
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    expect(told).toBe('0\ntrue\n')
  })
})
