/**
 * What waiting lists cost those who release and join: where nobody waits, against an engine that knows no lists (the control); and
 * where a list is as long as it can be, by whether what comes free is of use to somebody on it.
 */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { migrate, openDatabase } from '../src/db/index.ts'
import { uuidv7 } from '../src/kernel/ids.ts'
import { withDatabase } from '../test/support/admin.ts'
import type { TestPostgres } from '../test/support/postgres.ts'
import { percentile, type Section } from './support/report.ts'

const productId = '00000000-0000-7000-8000-0000000000b1'
const longest = 1000

interface Case {
  what: string
  database: 'bench_waiting' | 'bench_without_waiting'
  /** How many wait, each for how many slots; one slot at a time comes free. */
  waiting?: { count: number; each: number }
}

const cases: Case[] = [
  { what: 'no waiting lists (control)', database: 'bench_without_waiting' },
  { what: 'nobody waits', database: 'bench_waiting' },
  { what: '1,000 wait for more than comes free', database: 'bench_waiting', waiting: { count: longest, each: 2 } },
  { what: '1,000 wait, and the first is offered it', database: 'bench_waiting', waiting: { count: longest, each: 1 } },
]

/** @param rounds how often each case releases a slot, and has somebody join; at most as many as can wait */
export async function benchWaiting(postgres: TestPostgres, rounds: number): Promise<Section> {
  for (const name of ['bench_waiting', 'bench_without_waiting'] as const) await prepare(postgres, name)
  const running: { about: Case; round: Round; release: number[]; join: number[] }[] = []
  for (const about of cases) {
    running.push({ about, round: await begin(postgres.url(about.database), about, rounds), release: [], join: [] })
  }
  try {
    // Turn by turn, so that what else the machine does meets all alike. The first rounds warm them up.
    for (let i = 0; i < rounds; i++) {
      for (const { round, release, join } of running) {
        const took = await round.go()
        if (i < 20) continue
        release.push(took.release)
        if (took.join !== undefined) join.push(took.join)
      }
    }
  } finally {
    await Promise.all(running.map(({ round }) => round.end()))
  }
  const medians = running.map(({ about, release, join }) => ({
    what: about.what,
    release: percentile(release, 0.5),
    join: join.length > 0 ? percentile(join, 0.5) : undefined,
  }))
  const [control] = medians
  return {
    name: 'waiting',
    title: 'Waiting lists: one slot is released, and joined again',
    note: `Median of ${rounds - 20} each, turn by turn. Commits do not wait for the disk, which would hide the difference.`,
    rows: medians.map(({ what, release, join }) => ({
      what,
      'release ms': release,
      'of control': release / control!.release,
      'join ms': join ?? '',
      'of its control': join === undefined ? '' : join / control!.join!,
    })),
  }
}

async function prepare(postgres: TestPostgres, name: Case['database']): Promise<void> {
  await withDatabase(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`))
  const db = await openDatabase({ url: postgres.url(name) })
  await migrate(db)
  await db.close()
  await withDatabase(postgres.url(name), async (session) => {
    if (name === 'bench_without_waiting') {
      await session.query(readFileSync(new URL('./support/without-waiting.sql', import.meta.url), 'utf8'))
    }
    await session.query(`
      insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
      values ('${productId}', 'bench', 'Bench', 1, true, now(), now())`)
  })
}

interface Round {
  /** Milliseconds of each; none for a join where nothing is free any more. */
  go(): Promise<{ release: number; join: number | undefined }>
  end(): Promise<void>
}

/** A campaign of which every slot is taken, in a session of its own, and whoever waits for it. */
async function begin(url: string, { waiting }: Case, rounds: number): Promise<Round> {
  const session = new pg.Client({ connectionString: url })
  await session.connect()
  await session.query('set synchronous_commit = off')
  const campaignId = uuidv7()
  await session.query(`
    insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots, deadline,
      created_at, updated_at)
    values ('${campaignId}', '${campaignId}', '${productId}', 'bench', 'Bench', 1, ${rounds}, 1, now() + interval '30 days', now(), now())`)
  await session.query(`select sambatan.publish_sambatan_campaign('${campaignId}')`)
  const held: string[] = []
  while (held.length < rounds) held.push(await join(session, campaignId))
  for (let i = 0; i < (waiting?.count ?? 0); i++) {
    const wish = {
      id: uuidv7(),
      user_id: `waits-${i}`,
      quantity: waiting!.each,
      shipping_address: 'Jalan Kenanga 2, Bantul',
    }
    await session.query('select sambatan.wait_for_sambatan_campaign($1, $2)', [campaignId, JSON.stringify(wish)])
  }
  await session.query('analyze')
  const isOffered = waiting?.each === 1
  return {
    async go() {
      const startedAt = performance.now()
      await session.query('select sambatan.cancel_sambatan_participation($1)', [held.shift()])
      const releasedAt = performance.now()
      if (isOffered) return { release: releasedAt - startedAt, join: undefined }
      held.push(await join(session, campaignId))
      return { release: releasedAt - startedAt, join: performance.now() - releasedAt }
    },
    end: () => session.end(),
  }
}

async function join(session: pg.Client, campaignId: string): Promise<string> {
  const wish = {
    campaign_id: campaignId,
    id: uuidv7(),
    user_id: `buyer-${uuidv7()}`,
    quantity: 1,
    shipping_address: 'Jalan Melati No. 5, Sleman',
    scope: 'service',
    key: uuidv7(),
    request_hash: '00'.repeat(32),
  }
  const asked = 'select outcome from sambatan.join_sambatan_campaigns($1::jsonb)'
  const { rows } = await session.query<{ outcome: string }>(asked, [JSON.stringify([wish])])
  if (rows[0]?.outcome !== 'joined') throw new Error(`not joined: ${rows[0]?.outcome}`)
  return wish.id
}
