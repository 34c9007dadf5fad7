/**
 * What it costs to tell people: how fast a backlog of events becomes notifications and deliveries, against no more than forgetting
 * the same events; and what a hot campaign's joins lose by it, against the same joins on a node that tells nobody.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Database, migrate, openDatabase } from '../src/db/index.ts'
import { relayAll } from '../src/jobs/outbox-relay.ts'
import { silentLog } from '../test/support/log.ts'
import { askAsService, openCampaign, serviceKey, startBenchServer } from './hot-campaign.ts'
import { asService, joinLoad, type Load } from './support/load.ts'
import type { Row, Section } from './support/report.ts'

const seller = 'bench-seller'
const campaignId = '00000000-0000-7000-8000-00000000ca3e'

/** Who hears of a join. */
type Told = 'nobody' | 'seller' | 'seller and buyer' | 'seller, buyer and a webhook'

interface Options {
  /** Names a fresh database, and returns its address. */
  freshDatabase(name: string): Promise<string>
  /** Joins in a backlog. */
  events: number
  seconds: number
}

export async function benchFanOut(options: Options): Promise<Section> {
  const rows: Row[] = []
  for (const told of ['nobody', 'seller', 'seller and buyer', 'seller, buyer and a webhook'] as const) {
    const db = await openDatabase({ url: await options.freshDatabase(`bench_fan_out_${rows.length}`) })
    try {
      await migrate(db)
      rows.push(await drain(db, told, options.events))
    } finally {
      await db.close()
    }
  }
  rows.push(...(await besideJoins(options)))
  const base = rows.find(({ what }) => what === 'forgotten alone')!['per second'] as number
  const off = rows.find(({ what }) => what === 'joins, told to nobody')!['per second'] as number
  return {
    name: 'fan-out',
    title: 'Telling people what happened',
    note: 'A backlog of joins of one campaign becomes notifications and deliveries; joins at 64 connections, alone and with all that is told of them.',
    rows: rows.map((row) => ({
      ...row,
      ratio: (row['per second'] as number) / (String(row.what).startsWith('joins') ? off : base),
    })),
  }
}

/** @param told who hears of each join; of `nobody` the events are forgotten, which is the least that can be done with them */
async function drain(db: Database, told: Told, events: number): Promise<Row> {
  await fill(db, told, events)
  const startedAt = performance.now()
  if (told === 'nobody') {
    while (
      (
        await db.query(
          `delete from sambatan.outbox where audit_id in (
            select audit_id from sambatan.outbox order by audit_id limit 2000) returning 1`,
        )
      ).length > 0
    );
  } else await relayAll(db, silentLog, () => {})
  const seconds = (performance.now() - startedAt) / 1000
  const [made] = await db.query<{ left: number; notifications: number; webhooks: number }>(
    `select (select count(*)::int from sambatan.outbox) as left, (select count(*)::int from sambatan.notifications) as notifications,
      (select count(*)::int from sambatan.webhook_deliveries) as webhooks`,
  )
  if (made!.left > 0) throw new Error(`${made!.left} events are left`)
  return {
    what: told === 'nobody' ? 'forgotten alone' : `told to ${told}`,
    events,
    'per second': events / seconds,
    notifications: made!.notifications,
    'webhook deliveries': made!.webhooks,
  }
}

/** A campaign with as many joins as events, each of another buyer. */
async function fill(db: Database, told: Told, events: number): Promise<void> {
  const person = (id: string) => `(${id}, 'token', 'Bench', ${id} || '@example.com', true, now(), now())`
  const people = 'insert into sambatan.people (id, origin, name, email, email_verified, created_at, updated_at)'
  if (told !== 'nobody') await db.query(`${people} values ${person(`'${seller}'`)}`)
  if (told.includes('buyer')) {
    await db.query(
      `${people} select 'buyer-' || n, 'token', 'Bench', 'buyer-' || n || '@example.com', true, now(), now()
      from generate_series(1, $1::int) n`,
      [events],
    )
  }
  if (told.includes('webhook')) await addEndpoint(db, 'https://example.com/')
  await db.query(
    `insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
    values (gen_random_uuid(), $1, 'Bench', 1000, true, now(), now())`,
    [seller],
  )
  await db.query(
    `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots, deadline,
      status, created_at, updated_at)
    select $1, 'bench', id, seller_id, 'Bench', 1000, 1000000, 1, now() + interval '1 day', 'active', now(), now()
    from sambatan.products`,
    [campaignId],
  )
  await db.query(
    `with joined as (
      insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address, status, joined_at,
        updated_at)
      select gen_random_uuid(), $1, 'buyer-' || n, 1, 1000, 'IDR', 'Jalan Melati 5', 'pending_payment', now(), now()
      from generate_series(1, $2::int) n returning id, user_id)
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select $1, id, 'participant_joined', 'user:' || user_id, '{"quantity": 1, "amount": 1000}', now() from joined`,
    [campaignId, events],
  )
  for (const table of ['participants', 'people', 'audit_logs', 'outbox']) await db.query(`analyze sambatan.${table}`)
}

async function addEndpoint(db: Database, url: string): Promise<void> {
  await db.query(
    `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
    values (gen_random_uuid(), $1, 'bench', 'bench', now(), now())`,
    [url],
  )
}

/** Joins through a node that tells nobody, one that tells the campaign's seller, and one that calls a receiver as well; there and back. */
async function besideJoins({ freshDatabase, seconds }: Options): Promise<Row[]> {
  await using receiver = await openReceiver()
  const loads: Record<'nobody' | 'seller' | 'webhook', Load[]> = { nobody: [], seller: [], webhook: [] }
  for (const [i, kind] of (['nobody', 'seller', 'webhook', 'webhook', 'seller', 'nobody'] as const).entries()) {
    const url = await freshDatabase(`bench_fan_out_joins_${i}`)
    const server = await startBenchServer({
      DATABASE_URL: url,
      SAMBATAN_SECRET: 'bench-secret-0123456789-0123456789-0123456789',
      SAMBATAN_PUBLIC_URL: 'http://127.0.0.1',
      // Production calls https alone.
      NODE_ENV: 'development',
      SAMBATAN_WEBHOOK_ALLOW_PRIVATE: 'on',
      BENCH_WORK: kind === 'nobody' ? 'off' : 'on',
    })
    try {
      await askAsService(server.address, 'PATCH', `/people/${seller}`, { name: 'Bench' })
      const campaign = await openCampaign(server.address, { seller_id: seller })
      if (kind === 'webhook') await askAsService(server.address, 'POST', '/webhooks', { url: receiver.url })
      const options = { connections: 64, caller: asService(serviceKey) }
      await joinLoad(campaign, { ...options, seconds: 4 })
      loads[kind].push(await joinLoad(campaign, { ...options, seconds, caller: asService(serviceKey) }))
    } finally {
      await server.stop()
    }
  }
  const row = (what: string, of: Load[]): Row => ({
    what,
    events: of.reduce((sum, { answered }) => sum + answered, 0),
    'per second': of.reduce((sum, { perSecond }) => sum + perSecond, 0) / of.length,
    notifications: '',
    'webhook deliveries': '',
  })
  return [
    row('joins, told to nobody', loads.nobody),
    row('joins, told to a seller', loads.seller),
    row('joins, told to a seller and a webhook', loads.webhook),
  ]
}

async function openReceiver(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
