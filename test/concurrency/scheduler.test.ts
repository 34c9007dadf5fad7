/** Schedulers of several nodes on one database: transitions at their time, once, whatever breaks. */
import { expect, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { runLifecycle } from '../../src/modules/lifecycle/index.ts'
import type { Services } from '../../src/services.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase, type TestDatabase } from '../support/databases.ts'
import { eventsOf, hours, joined, makeCampaign, runPasses, stateOf } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { silentLog } from '../support/log.ts'

async function node(
  test: TestDatabase,
  name: string,
  env: Record<string, string> = {},
): Promise<{ services: Services; close(): Promise<void> }> {
  const config: Config = { ...readConfig({ ...test.env, SAMBATAN_DEMO: 'off', ...env }), node: name }
  return compose({ config, log: silentLog, work: true })
}

/** Waits until a campaign has a status: long before a sweep would come, which is every five minutes. */
async function waitUntil(test: TestDatabase, id: string, status: string): Promise<void> {
  await expect.poll(async () => (await stateOf(test.db, id)).status, { interval: 20, timeout: 20_000 }).toBe(status)
}

/** What asked for the runs that did anything, by the recorded trigger. */
async function triggersOf(test: TestDatabase): Promise<string[]> {
  const rows = await test.db.query<{ trigger: string }>(
    'select distinct trigger from sambatan.scheduler_runs where transitions > 0',
  )
  return rows.map(({ trigger }) => trigger).sort()
}

onEachDatabase(
  '7: two working nodes',
  (test) => {
    it('work on nothing before what comes before work is done: filling an embedded database keeps everybody else waiting', async () => {
      const hasJobs = async () => {
        const [row] = await test.db.query<{ there: boolean }>(
          `select to_regclass('sambatan_jobs.queue') is not null as there`,
        )
        return row!.there
      }
      let before: boolean | undefined
      const config = { ...readConfig({ ...test.env, SAMBATAN_DEMO: 'off' }), node: 'first' }
      const beforeWork = async () => {
        before = await hasJobs()
      }
      const { close } = await compose({ config, log: silentLog, work: true, beforeWork })
      expect([before, await hasJobs()]).toEqual([false, true])
      await close()
    })

    it('7: a deadline is met because it is due, once; a campaign completes because it is full; neither waits for a sweep', async () => {
      const nodes = [await node(test, 'one'), await node(test, 'two')]
      const failing = await makeCampaign(test.db, { deadlineInMs: 2_000 })
      await joined(test.db, failing.id)
      await waitUntil(test, failing.id, 'expired')
      // A run is written down when it has ended, a moment after what it did.
      await expect.poll(() => triggersOf(test)).toEqual(['due'])
      const filling = await makeCampaign(test.db, { total_slots: 2 })
      const { joins } = nodes[0]!.services
      await joins.join(filling.id, { user_id: 'a', quantity: 2, shipping_address: 'Jalan Melati 1', actor: 'service' })
      await waitUntil(test, filling.id, 'fulfilled')
      // The node that filled it asks at once; the other one may see it before that.
      expect(await triggersOf(test)).not.toContain('interval')
      await Promise.all(nodes.map(({ close }) => close()))
      for (const [id, event] of [
        [failing.id, 'campaign_failed'],
        [filling.id, 'campaign_completed'],
      ] as const) {
        expect((await eventsOf(test.db, id)).filter((name) => name === event)).toHaveLength(1)
      }
      expect(await violations(test.db)).toEqual([])
    })

    it('paused on one node, nothing moves on any; resumed, what is due is caught up; runNow works meanwhile', async () => {
      const [one, two] = [await node(test, 'one'), await node(test, 'two')]
      expect(await one.services.scheduler.pause('user:op')).toMatchObject({ is_running: false, paused_by: 'user:op' })
      expect(await two.services.scheduler.status()).toMatchObject({ paused: true, next_run_time: null })
      const { id } = await makeCampaign(test.db, { deadlineInMs: 1_000 })
      const byHand = await makeCampaign(test.db, { deadlineInMs: 1_000 })
      await new Promise((resolve) => setTimeout(resolve, 2_500))
      expect((await stateOf(test.db, id)).status).toBe('active')
      const run = await two.services.scheduler.runNow('api')
      expect(run.transitions.map((transition) => transition.campaign_id)).toContain(byHand.id)
      const another = await makeCampaign(test.db, { deadlineInMs: 900 })
      await two.services.scheduler.resume()
      await waitUntil(test, another.id, 'expired')
      await Promise.all([one.close(), two.close()])
    })

    it('a campaign that cannot be advanced stops nobody else, is reported, and recovers when it is mended', async () => {
      const poisoned = await makeCampaign(test.db, { deadlineInMs: 900 })
      await test.db.query(`create function public.poison() returns trigger language plpgsql as $$
        begin raise exception 'poisoned'; end $$`)
      await test.db.query(`create trigger poison before update on sambatan.campaigns for each row
        when (old.id = '${poisoned.id}') execute function public.poison()`)
      const others = await Promise.all(Array.from({ length: 5 }, () => makeCampaign(test.db, { deadlineInMs: 900 })))
      const { services, close } = await node(test, 'one')
      for (const { id } of others) await waitUntil(test, id, 'expired')
      expect((await stateOf(test.db, poisoned.id)).status).toBe('active')
      const status = await services.scheduler.status()
      expect(status.failing_campaigns).toBe(1)
      const failures = async () => (await services.scheduler.runs({ limit: 20 })).items.map((run) => run.failures)
      await expect.poll(failures).toContain(1)
      await expect
        .poll(() => services.metrics.registry.metrics())
        .toMatch(/transitions_total\{event="transition_failed"\} 1/)
      await test.db.query('drop trigger poison on sambatan.campaigns')
      await test.db.query('update sambatan.lifecycle_failures set retry_at = now()')
      await waitUntil(test, poisoned.id, 'expired')
      expect((await services.scheduler.status()).failing_campaigns).toBe(0)
      await close()
    })

    it('a node that died in a run holds the others up for no longer than its lease', async () => {
      const [lease] = await test.db.query<{ until: Date }>(`update sambatan.scheduler_state
        set lease_holder = 'dead x', lease_until = clock_timestamp() + interval '2 seconds' returning lease_until as until`)
      const { id } = await makeCampaign(test.db, { deadlineInMs: 900 })
      const { services, close } = await node(test, 'alive')
      expect((await services.scheduler.status()).running_on).toBe('dead')
      await waitUntil(test, id, 'expired')
      const [row] = await test.db.query<{ waited: boolean }>(
        `select created_at >= $2 as waited from sambatan.audit_logs where campaign_id = $1 and event = 'campaign_failed'`,
        [id, lease!.until],
      )
      expect(row).toEqual({ waited: true })
      await close()
    })

    it('of several that find a sweep due at once, one sweeps', async () => {
      await test.db.query(`delete from sambatan.scheduler_runs where trigger = 'interval'`)
      const sweep = (name: string) =>
        runLifecycle({ db: test.db, node: name, trigger: 'interval', sweepSeconds: 300 }).then(
          (run) => run !== undefined,
        )
      expect((await Promise.all(['one', 'two', 'three'].map(sweep))).filter(Boolean)).toHaveLength(1)
      expect(await sweep('later'), 'before its time').toBe(false)
    })

    it('told to stop, a run ends before its next pass, and another goes on with it at once', async () => {
      const { id } = await makeCampaign(test.db, { deadlineInMs: hours(1) })
      await advanceClock(test.db, hours(2))
      const run = (signal?: AbortSignal) =>
        runLifecycle({ db: test.db, node: 'stopping', trigger: 'due', waitMs: 0, ...(signal && { signal }) })
      expect((await run(AbortSignal.abort()))!.transitions).toEqual([])
      expect((await run())!.transitions.map((transition) => transition.campaign_id)).toContain(id)
    })

    it('remove old records by a job that all of them send, and one does', async () => {
      // Whoever was here before has sent this hour's.
      await (await node(test, 'before')).close()
      await test.db.query(`delete from sambatan_jobs.job where name = 'prune'`)
      const [old] = await test.db.query<{ id: string }>(`
        insert into sambatan.scheduler_runs (id, trigger, node, started_at)
        values (gen_random_uuid(), 'cli', 'gone', sambatan.now() - interval '31 days') returning id`)
      const nodes = [await node(test, 'one'), await node(test, 'two')]
      const left = () => test.db.query('select from sambatan.scheduler_runs where id = $1', [old!.id])
      await expect.poll(left).toEqual([])
      const [sent] = await test.db.query<{ sent: number; hours: number }>(`
        select count(*) as sent, count(distinct singleton_on) as hours from sambatan_jobs.job where name = 'prune'`)
      expect(sent!.sent).toBe(sent!.hours)
      await Promise.all(nodes.map(({ close }) => close()))
    })

    it('off, nothing moves by itself, and runNow does everything that is due', async () => {
      const { services, close } = await node(test, 'off', { SAMBATAN_SCHEDULER: 'off' })
      const { id } = await makeCampaign(test.db, { deadlineInMs: 900 })
      await new Promise((resolve) => setTimeout(resolve, 2_200))
      expect((await stateOf(test.db, id)).status).toBe('active')
      await expect(services.scheduler.trigger()).rejects.toMatchObject({ code: 'scheduler_off' })
      await services.scheduler.runNow('api')
      expect((await stateOf(test.db, id)).status).toBe('expired')
      await close()
    })

    it('7: passes on two connections at once take different campaigns, and each campaign once', async () => {
      const campaigns = await Promise.all(
        Array.from({ length: 30 }, () => makeCampaign(test.db, { deadlineInMs: hours(1) })),
      )
      await advanceClock(test.db, hours(2))
      const rows = (await Promise.all([runPasses(test.db, 5), runPasses(test.db, 5), runPasses(test.db, 5)])).flat()
      const ids = rows.map((row) => row.campaign_id)
      expect(new Set(ids).size).toBe(ids.length)
      await runPasses(test.db)
      for (const { id } of campaigns) expect((await stateOf(test.db, id)).status).toBe('expired')
      expect(await violations(test.db)).toEqual([])
    })
  },
  { only: 'server' },
)

onEachDatabase(
  'an empty database',
  (test) => {
    it('is set up once by five nodes that start together, and all of them work', async () => {
      const nodes = await Promise.all(Array.from({ length: 5 }, (_, n) => node(test, `node-${n}`)))
      for (const { services } of nodes)
        expect(await services.scheduler.trigger()).toMatchObject({ status: 'triggered' })
      await Promise.all(nodes.map(({ close }) => close()))
    })
  },
  { only: 'server', empty: true },
)
