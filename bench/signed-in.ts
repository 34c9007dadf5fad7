/**
 * The hot campaign with a signed-in buyer per join, against the same joins made with the service key: what recognizing
 * people costs where it matters most. Rate limits are on, by account and by address, each buyer at an address of their own.
 *   cold: every join comes with a session that the node has never seen;
 *   warm: the buyers have been seen within the last half minute, as when they have just opened the page.
 */
import { createHmac } from 'node:crypto'
import pg from 'pg'
import { openCampaign, serviceKey, startBenchServer } from './hot-campaign.ts'
import { asService, joinLoad, type Load, type LoadOptions } from './support/load.ts'
import type { Row, Section } from './support/report.ts'

const secret = 'bench-secret-0123456789-0123456789-0123456789'
const sessions = 600_000
/** So many that nobody joins more than twenty times a minute, which is as often as an account may. */
const warmSessions = 40_000
/** Each measurement of those seen lately has its own: seen just before it, not a minute ago. */
const warmGroups = 5

interface Options {
  connections: number[]
  seconds: number
}

export async function benchSignedIn(url: string, { connections, seconds }: Options): Promise<Section> {
  const server = await startBenchServer({
    DATABASE_URL: url,
    SAMBATAN_SECRET: secret,
    SAMBATAN_PUBLIC_URL: 'http://127.0.0.1',
    TRUST_PROXY: 'on',
  })
  const rows: Row[] = []
  try {
    await insertSessions(url)
    const people = signedInBuyers()
    const first = await openCampaign(server.address)
    // Until everything is compiled and cached: the first seconds of each kind reach half of what follows.
    for (const caller of [asService(serviceKey), people.cold, people.nextWarm()]) {
      await joinLoad(first, { connections: 64, seconds: 10, caller })
    }
    for (const count of connections) {
      // Each with a campaign of its own: one of a million slots would be full before the end.
      const campaign = await openCampaign(server.address)
      const run = (caller: LoadOptions['caller']) => joinLoad(campaign, { connections: count, seconds, caller })
      // In turns, and back, so that a machine that gets busier or a table that grows weighs on all alike.
      const loads: Record<'service' | 'cold' | 'warm', Load[]> = { service: [], cold: [], warm: [] }
      for (const kind of ['service', 'cold', 'warm', 'warm', 'cold', 'service'] as const) {
        const caller = { service: () => asService(serviceKey), cold: () => people.cold, warm: people.nextWarm }[kind]()
        if (kind === 'warm') await joinLoad(first, { connections: count, seconds: 8, caller })
        loads[kind].push(await run(caller))
      }
      const base = perSecond(loads.service)
      rows.push(row('service key', count, loads.service, base))
      rows.push(row('signed in, never seen before', count, loads.cold, base))
      rows.push(row('signed in, seen lately', count, loads.warm, base))
    }
  } finally {
    await server.stop()
  }
  return {
    name: 'signed-in',
    title: 'Hot campaign with a signed-in buyer per join',
    note: `One campaign, twice ${seconds} s each, in turns. Server, database and load share two cores.`,
    rows,
  }
}

/** People with sessions, by plain INSERT; their tokens are counted, so that the load can sign cookies for them. */
async function insertSessions(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    insert into sambatan.people (id, name, email, created_at, updated_at)
    select 'bench-' || i, 'Bench', 'bench-' || i || '@sambatan.test', now(), now() from generate_series(1, ${sessions}) i`)
  await client.query(`
    insert into sambatan.sessions (id, token, user_id, expires_at, created_at, updated_at)
    select gen_random_uuid(), 'bench-token-' || i, 'bench-' || i, now() + interval '30 days', now(), now()
    from generate_series(1, ${sessions}) i`)
  await client.query('vacuum analyze sambatan.people')
  await client.query('vacuum analyze sambatan.sessions')
  await client.end()
}

function signedInBuyers(): { cold: LoadOptions['caller']; nextWarm(): LoadOptions['caller'] } {
  // Signed beforehand: it would cost the load, which shares the cores, as much as the server.
  const headers = Array.from({ length: sessions }, (_, i) => headersOf(i + 1))
  let seen = warmSessions * warmGroups
  let group = 0
  return {
    cold() {
      seen += 1
      return { headers: headers[seen % sessions]! }
    },
    nextWarm() {
      const from = warmSessions * group++
      return (n) => ({ headers: headers[from + (n % warmSessions)]! })
    },
  }
}

function headersOf(i: number): string {
  const token = `bench-token-${i}`
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  const address = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`
  return `cookie: sambatan.session_token=${encodeURIComponent(`${token}.${signature}`)}\r\nx-forwarded-for: ${address}\r\n`
}

function perSecond(loads: Load[]): number {
  return loads.reduce((sum, load) => sum + load.perSecond, 0) / loads.length
}

function row(what: string, connections: number, loads: Load[], base: number): Row {
  return {
    what,
    connections,
    'per second': perSecond(loads),
    'p50 ms': Math.max(...loads.map((load) => load.p50)),
    'p99 ms': Math.max(...loads.map((load) => load.p99)),
    refused: loads.reduce((sum, load) => sum + load.refused, 0),
    'of service key': perSecond(loads) / base,
  }
}
