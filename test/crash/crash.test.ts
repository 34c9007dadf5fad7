/** What is acknowledged survives any crash of any process, and nothing is done twice. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { runChecks } from '../../src/cli/run-data-checks.ts'
import { type Database, migrate, openDatabase } from '../../src/db/index.ts'
import { within } from '../../src/kernel/within.ts'
import { onEachDatabase, openTestDatabase } from '../support/databases.ts'
import { eventsOf, stateOf } from '../support/engine.ts'
import { load, type Node, openCampaign, type SentJoin, sendJoin, startNode } from '../support/nodes.ts'
import { findPostgres, startPostgres } from '../support/postgres.ts'

async function damage(db: Database): Promise<unknown[]> {
  return (await runChecks(db)).filter((check) => check.count > 0)
}

/** Every acknowledged join is there, with its quantity. */
async function lost(db: Database, sent: SentJoin[]): Promise<SentJoin[]> {
  const rows = await db.query<{ id: string; quantity: number }>('select id, quantity from sambatan.participants')
  const byId = new Map(rows.map((row) => [row.id, row.quantity]))
  return sent.filter((join) => join.acknowledged !== undefined && byId.get(join.acknowledged) !== join.quantity)
}

/** Sends everything again with its key: each has one effect, and the acknowledged ones get the answer they had. */
async function repeatAll(node: Node, sent: SentJoin[]): Promise<void> {
  for (let at = 0; at < sent.length; at += 50) {
    await Promise.all(
      sent.slice(at, at + 50).map(async (join) => {
        const before = join.acknowledged
        const answer = await sendJoin(node, join)
        expect(answer?.status).toBe(201)
        if (before !== undefined) {
          expect(answer?.headers.get('idempotency-replayed')).toBe('true')
          expect(join.acknowledged).toBe(before)
        }
      }),
    )
  }
}

onEachDatabase('4 and 5: a node killed under load', (test) => {
  it('loses nothing that it acknowledged, and repeating everything has no second effect', async () => {
    await test.db.close()
    const node = await startNode(test.env)
    const campaigns = [await openCampaign(node), await openCampaign(node)]
    let running = true
    const loading = load(() => node, campaigns, { clients: 32, most: 3_000, running: () => running })
    await sleep(400 + Math.random() * 400)
    await node.kill()
    running = false
    const sent = await loading
    expect(sent.filter((join) => join.acknowledged).length).toBeGreaterThan(20)

    const again = await startNode(test.env)
    await repeatAll(again, sent)
    expect(await again.stop()).toBe(0)
    await test.reopen()
    expect(await lost(test.db, sent)).toEqual([])
    const [{ count }] = (await test.db.query<{ count: number }>('select count(*) from sambatan.participants')) as [
      { count: number },
    ]
    expect(count).toBe(sent.length)
    expect(await damage(test.db)).toEqual([])
  }, 120_000)
})

it.skipIf(findPostgres() === undefined)(
  '4: the database killed under load: the node answers 503, stays up, works again by itself, and nothing is lost',
  async () => {
    const postgres = await startPostgres(findPostgres()!, { configuration: ['fsync = on'] })
    try {
      const node = await startNode({ DATABASE_URL: postgres.url('postgres') })
      const campaign = await openCampaign(node)
      let running = true
      const loading = load(() => node, [campaign], { clients: 24, most: 20_000, running: () => running })
      await sleep(500)
      await postgres.stop('kill')
      const away = await node.call('GET', `/campaigns/${campaign}`)
      expect(away).toMatchObject({ status: 503, body: { code: 'database_unavailable' } })
      expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0)
      await postgres.start()
      const statusNow = async () => (await node.call('GET', `/campaigns/${campaign}`)).status
      await expect.poll(statusNow, { interval: 20, timeout: 20_000 }).toBe(200)
      await sleep(300)
      running = false
      const sent = await loading
      expect(node.child.exitCode).toBeNull()
      const refused = sent.filter((join) => join.status !== 201)
      expect(refused.length).toBeGreaterThan(0)
      expect(refused.filter((join) => join.status !== 503)).toEqual([])
      await repeatAll(node, sent)
      const db = await openDatabase({ url: postgres.url('postgres') })
      expect(await lost(db, sent)).toEqual([])
      expect(await damage(db)).toEqual([])
      await db.close()
      expect(await node.stop()).toBe(0)
    } finally {
      await postgres.remove()
    }
  },
  60_000,
)

onEachDatabase(
  '1, 4 and 7: two nodes on one database',
  (test) => {
    it('sell exactly the slots there are, complete the campaign once, and show each other their changes', async () => {
      const [one, two] = await Promise.all([startNode(test.env), startNode(test.env)])
      const campaign = await openCampaign(one, { total_slots: 60 })
      const stream = await fetch(`${two.api}/campaigns/${campaign}/events`)
      const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
      let seen = ''
      const watching = (async () => {
        for (;;) {
          const { value, done } = await reader.read()
          if (done) return
          seen += value
        }
      })()
      const sent = await load((n) => (n % 2 ? one : two), [campaign], { clients: 16, most: 60, running: () => true })
      const joined = sent.filter((join) => join.acknowledged)
      const slots = joined.reduce((sum, join) => sum + join.quantity, 0)
      for (let n = 0; n < 60 - slots; n++) {
        const last = await sendJoin(n % 2 ? one : two, { campaign, key: `last-${n}`, quantity: 1 })
        expect(last?.status).toBe(201)
      }
      // The final event ends the stream of the node that did not do it.
      await watching
      expect(seen).toContain('event: progress')
      expect(seen).toContain('"status":"completed"')
      expect(await stateOf(test.db, campaign)).toMatchObject({ status: 'fulfilled', filled_slots: 60 })
      expect((await eventsOf(test.db, campaign)).filter((event) => event === 'campaign_completed')).toHaveLength(1)

      // The node that worked dies; the other one takes over its time.
      const deadline = new Date(Date.now() + 1_500)
      const dying = await openCampaign(two, { deadline: deadline.toISOString() })
      await one.kill()
      const statusNow = async () => (await stateOf(test.db, dying)).status
      await expect.poll(statusNow, { interval: 50, timeout: 30_000 }).toBe('expired')
      expect(await damage(test.db)).toEqual([])
      expect(await two.stop()).toBe(0)
    }, 60_000)

    it('4: a node that is told to stop answers what it took, and leaves within ten seconds', async () => {
      const node = await startNode(test.env)
      const campaign = await openCampaign(node)
      let running = true
      const loading = load(() => node, [campaign], { clients: 32, most: 5_000, running: () => running })
      await sleep(400)
      expect(await within(node.stop(), 10_000)).toBe(0)
      running = false
      const sent = await loading
      expect(await lost(test.db, sent)).toEqual([])
      // No join was done without its answer: what is there was acknowledged.
      const rows = await test.db.query<{ id: string }>('select id from sambatan.participants where campaign_id = $1', [
        campaign,
      ])
      const acknowledged = new Set(sent.map((join) => join.acknowledged))
      expect(rows.filter((row) => !acknowledged.has(row.id))).toEqual([])
    }, 40_000)
  },
  { only: 'server' },
)

it('4: embedded databases of killed nodes open again', async () => {
  const test = await openTestDatabase('embedded')
  await test.db.close()
  for (let round = 0; round < 2; round++) {
    const node = await startNode(test.env)
    await openCampaign(node)
    await node.kill()
  }
  await test.reopen()
  await migrate(test.db)
  expect(await damage(test.db)).toEqual([])
  await test.dispose()
})
