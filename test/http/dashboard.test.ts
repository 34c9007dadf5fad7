/** What operators see at a glance: days, the funnel, and what does not move. */
import { describe, expect, it } from 'vitest'
import { advanceClock, databaseNow, setClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation } from './things.ts'

const operator = { as: 'operator:budi' } as const

onEachNode('the series of days', (node) => {
  const seriesOf = async (query = '') => (await node.ask('GET', `/dashboard/series${query}`, operator)).body

  it('has every day, also those without anything, and today as the last', async () => {
    const empty = await seriesOf('?days=90')
    expect(empty.days).toHaveLength(90)
    expect(empty.totals).toEqual({
      joins: 0,
      slots_joined: 0,
      completed: 0,
      failed: 0,
      cancelled: 0,
      success_rate: null,
    })
    expect(empty.funnel).toEqual({ created: 0, published: 0, with_joins: 0, goal_reached: 0, completed: 0 })
    const today = new Date((await databaseNow(node.services.db)).getTime() + hours(7)).toISOString().slice(0, 10)
    expect(empty.days.at(-1).day).toBe(today)
    expect((await seriesOf()).days).toHaveLength(30)
    for (const query of ['?days=0', '?days=91', '?days=x', '?time_zone=Mars']) {
      expectProblem(await node.ask('GET', `/dashboard/series${query}`, operator), 422, 'validation_failed')
    }
  })

  it('counts what happened on its day, also when it is asked again on later days', async () => {
    // Noon in Jakarta, so that hours do not cross midnight by themselves.
    const now = await databaseNow(node.services.db)
    const noon = new Date(now.getTime() + hours(48))
    noon.setUTCHours(5, 0, 0, 0)
    await setClock(node.services.db, { offsetMs: noon.getTime() - now.getTime() })
    const full = await newCampaign(node, { total_slots: 3 })
    const failing = await newCampaign(node, { deadline: await inTime(node, hours(30)) })
    await newCampaign(node, { draft: true })
    await newParticipation(node, full.id, { quantity: 2 })
    const gone = await newParticipation(node, failing.id, { quantity: 4 })
    await node.ask('POST', `/participations/${gone.id}/cancel`)
    const first = await seriesOf('?days=7')
    expect(first.days.at(-1)).toMatchObject({ joins: 2, slots_joined: 6, completed: 0 })
    await advanceClock(node.services.db, hours(24))
    await newParticipation(node, full.id)
    const cancelled = await newCampaign(node)
    await node.ask('POST', `/campaigns/${cancelled.id}/cancel`)
    await node.ask('POST', '/lifecycle/run')
    await advanceClock(node.services.db, hours(24))
    await node.ask('POST', '/lifecycle/run')
    const series = await seriesOf('?days=4')
    expect(series.days.map(({ day: _, ...counts }: { day: string }) => counts)).toEqual([
      { joins: 0, slots_joined: 0, completed: 0, failed: 0, cancelled: 0 },
      { joins: 2, slots_joined: 6, completed: 0, failed: 0, cancelled: 0 },
      { joins: 1, slots_joined: 1, completed: 1, failed: 0, cancelled: 1 },
      { joins: 0, slots_joined: 0, completed: 0, failed: 1, cancelled: 0 },
    ])
    expect(series.totals).toEqual({
      joins: 3,
      slots_joined: 7,
      completed: 1,
      failed: 1,
      cancelled: 1,
      success_rate: 0.333,
    })
    expect(series.funnel).toEqual({ created: 4, published: 3, with_joins: 2, goal_reached: 1, completed: 1 })
    expect(await seriesOf('?days=4'), 'from what is kept, the same').toEqual({ ...series, as_of: expect.any(String) })
    await newParticipation(node, (await newCampaign(node)).id)
    expect((await seriesOf('?days=4')).days.at(-1), 'and today as it is now').toMatchObject({ joins: 1, failed: 1 })
  })

  it('begins days where it is asked to', async () => {
    const now = await databaseNow(node.services.db)
    const late = new Date(now.getTime() + hours(72))
    // 20:00 in London's winter is three in the morning in Jakarta, a day later.
    late.setUTCHours(20, 0, 0, 0)
    await advanceClock(node.services.db, late.getTime() - now.getTime())
    await newParticipation(node, (await newCampaign(node)).id)
    const day = (time: Date) => time.toISOString().slice(0, 10)
    const last = async (zone: string) => (await seriesOf(`?days=2&time_zone=${zone}`)).days.at(-1)
    expect(await last('UTC')).toMatchObject({ day: day(late), joins: 1 })
    expect(await last('Asia/Jakarta')).toMatchObject({ day: day(new Date(late.getTime() + hours(7))), joins: 1 })
    expect(await last('Asia/Jayapura')).toMatchObject({ day: day(new Date(late.getTime() + hours(9))), joins: 1 })
  })
})

onEachNode('what is stuck', (node) => {
  const stuckOf = async () => (await node.ask('GET', '/dashboard/stuck', operator)).body

  it('is nothing while all is well', async () => {
    await newCampaign(node)
    await node.services.db.query('delete from sambatan.outbox')
    expect(await stuckOf()).toMatchObject({
      failing_campaigns: [],
      overdue_campaigns: [],
      overdue_holds: { count: 0, oldest_at: null },
      outbox: { waiting: 0, retrying: 0, oldest_at: null, age_seconds: null },
      mail: { is_missing: false, waiting: 0, failing: 0, refused: 0, oldest_at: null, error: null },
      channels: [],
      webhooks: { disabled: 0, failing: 0, waiting: 0, oldest_at: null, age_seconds: null },
      dead_letters: 0,
      scheduler: { enabled: false, paused: false },
    })
  })

  describe('is found', () => {
    it('where people and other systems are not told', async () => {
      const { db } = node.services
      const at = 'now(), now()'
      await db.query(`insert into sambatan.webhook_endpoints
          (id, seller_id, url, sealed_secret, created_by, created_at, updated_at, disabled_at, disabled_reason, failing_since)
        select gen_random_uuid(), seller, 'https://toko.example', '', 'x', ${at}, disabled_at, reason, failing
        from (values (null, now(), 'gone', null), (null, now(), 'switched_off', null), ('rina', now() - interval '8 days', 'failing', null),
          (null, null, null, now())) as w (seller, disabled_at, reason, failing)`)
      await db.query(`insert into sambatan.webhook_deliveries (endpoint_id, event_id, type, state, next_attempt_at, created_at)
        select gen_random_uuid(), n, 'campaign_full', state, now(), now() - n * interval '1 hour'
        from unnest(array['pending', 'pending', 'dead']) with ordinality as d (state, n)`)
      await db.query(`insert into sambatan.notification_deliveries
          (notification_id, event_id, person_id, channel, state, attempts, next_attempt_at, created_at, due_at, last_error)
        select -n, 1, 'a', channel, state, attempts, ${at}, sambatan.now() - wait, case when attempts > 0 then '451 later' end
        from (values (1, 'email', 'pending', 1, interval '5 minutes'), (2, 'email', 'pending', 0, '3 minutes'), (3, 'email', 'dead', 14, '0'),
          (4, 'push', 'pending', 0, '-8 hours')) as d (n, channel, state, attempts, wait)`)
      const stuck = await stuckOf()
      // At the first failure, and not what sleeps until the morning.
      const email = { channel: 'email', waiting: 2, failing: 1, dead: 1, error: '451 later' }
      expect(stuck.channels).toMatchObject([email])
      expect(stuck.channels[0].age_seconds).toBeGreaterThanOrEqual(300)
      expect(stuck.webhooks).toMatchObject({ disabled: 1, failing: 1, waiting: 2 })
      expect(stuck.webhooks.age_seconds).toBeGreaterThanOrEqual(7_200)
      expect(stuck.dead_letters).toBe(2)
      for (const table of ['webhook_endpoints', 'webhook_deliveries', 'notification_deliveries']) {
        await db.query(`delete from sambatan.${table}`)
      }
    })

    it('where time has passed and nothing moved', async () => {
      const overdue = await newCampaign(node, { deadline: await inTime(node, hours(1)) })
      const opening = await newCampaign(node, { opens_at: await inTime(node, hours(1)) })
      const full = await newCampaign(node, { total_slots: 1 })
      await newParticipation(node, full.id)
      const held = await newCampaign(node, { hold_minutes: 30 })
      const first = await newParticipation(node, held.id)
      await newParticipation(node, held.id)
      expect((await stuckOf()).overdue_campaigns, 'a moment is no delay').toEqual([])
      await advanceClock(node.services.db, hours(1) + minutes(2))
      await node.ask('POST', '/scheduler/pause', operator)
      const stuck = await stuckOf()
      expect(stuck.overdue_campaigns).toMatchObject([
        { campaign_id: full.id, status: 'full', due: 'full' },
        { campaign_id: overdue.id, status: 'active', due: 'deadline', due_at: overdue.deadline, slug: overdue.slug },
        { campaign_id: opening.id, status: 'scheduled', due: 'opening', due_at: opening.opens_at },
      ])
      expect(stuck.overdue_holds).toEqual({ count: 2, oldest_at: first.hold_expires_at })
      expect(stuck.outbox.waiting).toBeGreaterThan(5)
      expect(stuck.outbox.age_seconds).toBeGreaterThan(3600)
      expect(stuck.scheduler).toMatchObject({ paused: true, paused_by: 'user:budi' })
      await node.ask('POST', '/scheduler/resume', operator)
      await node.ask('POST', '/lifecycle/run')
      expect(await stuckOf()).toMatchObject({ overdue_campaigns: [], overdue_holds: { count: 0 } })
    })

    it('where a campaign settles and is not decided', async () => {
      const terms = { minimum_slots: 1, goal_counts: 'confirmed', hold_minutes: 120, settlement_minutes: 60 }
      const settling = await newCampaign(node, { ...terms, deadline: await inTime(node, hours(1)) })
      await newParticipation(node, settling.id)
      await advanceClock(node.services.db, hours(1) + minutes(1))
      await node.ask('POST', '/lifecycle/run')
      expect((await stuckOf()).overdue_campaigns).toEqual([])
      await advanceClock(node.services.db, hours(1))
      expect((await stuckOf()).overdue_campaigns).toMatchObject([{ campaign_id: settling.id, due: 'settlement' }])
      await node.ask('POST', '/lifecycle/run')
      expect((await stuckOf()).overdue_campaigns).toEqual([])
    })

    it('where a transition fails, with the reason and when it is tried again', async () => {
      const broken = await newCampaign(node, { deadline: await inTime(node, hours(1)) })
      await advanceClock(node.services.db, hours(2))
      const { db } = node.services
      await db.query(`create function sambatan.break_it() returns trigger language plpgsql as
        $$ begin raise exception 'kertas habis'; end $$`)
      await db.query(`create trigger break_it before update of status on sambatan.campaigns
        for each row when (new.id = '${broken.id}') execute function sambatan.break_it()`)
      await node.ask('POST', '/lifecycle/run')
      const { failing_campaigns } = await stuckOf()
      expect(failing_campaigns).toMatchObject([{ campaign_id: broken.id, title: broken.title, attempts: 1 }])
      expect(failing_campaigns[0].error).toContain('kertas habis')
      const pause = Date.parse(failing_campaigns[0].retry_at) - Date.parse(failing_campaigns[0].failed_at)
      expect(pause).toBe(15_000)
    })
  })
})

onEachNode('a dry run', (node) => {
  const dry = async (asOf?: string) =>
    (await node.ask('POST', '/lifecycle/run', { ...operator, body: { dry_run: true, as_of: asOf } })).body

  it('says what a run would do, and to how many, and does nothing', async () => {
    expect(await dry()).toMatchObject({ dry_run: true, transitions: [], truncated: false })
    const deadline = await inTime(node, hours(2))
    const failing = await newCampaign(node, { deadline, title: 'Kurang laku', hold_minutes: 30 })
    const opening = await newCampaign(node, { opens_at: await inTime(node, hours(1)) })
    const paid = await newParticipation(node, failing.id, { quantity: 2 })
    await node.ask('POST', `/participations/${paid.id}/confirm`)
    const held = await newParticipation(node, failing.id, { quantity: 3, user_id: 'buyer-2' })
    const later = await inTime(node, hours(3))
    const ahead = await dry(later)
    expect(ahead.executed_at).toBe(later)
    expect((await dry()).transitions).toEqual([])
    await advanceClock(node.services.db, hours(3))
    const preview = await dry()
    expect(ahead.transitions, 'said before').toEqual(preview.transitions)
    const about = { campaign_id: failing.id, title: 'Kurang laku', currency: 'IDR' }
    expect(preview.transitions).toEqual([
      {
        ...about,
        event: 'hold_expired',
        due_at: held.hold_expires_at,
        participations: 1,
        buyers: 1,
        slots: 3,
        amount: 300_000,
      },
      { ...about, event: 'campaign_failed', due_at: deadline, participations: 1, buyers: 1, slots: 2, amount: 200_000 },
      expect.objectContaining({ campaign_id: opening.id, event: 'campaign_opened', participations: 0 }),
    ])
    expect((await dry()).transitions, 'as before: nothing was done').toEqual(preview.transitions)
    expect((await node.ask('GET', `/campaigns/${failing.id}`)).body.status).toBe('active')
    expect((await node.ask('GET', '/scheduler/runs')).body).toEqual([])
    const run = await node.ask('POST', '/lifecycle/run', { ...operator, body: { dry_run: false } })
    const named = (transitions: { campaign_id: string; event: string }[]) =>
      transitions.map(({ campaign_id, event }) => `${campaign_id} ${event}`).sort()
    expect(named(run.body.transitions)).toEqual(named(preview.transitions))
    expect((await dry()).transitions).toEqual([])
  })

  it('looks ahead only, and a real run does not', async () => {
    const past = await dry('2020-01-01T00:00:00Z')
    const nowMs = (await databaseNow(node.services.db)).getTime()
    expect(Date.parse(past.executed_at)).toBeGreaterThan(nowMs - hours(1))
    for (const body of [{ as_of: '2030-01-01T00:00:00Z' }, { dry_run: false, as_of: '2030-01-01T00:00:00Z' }]) {
      const { status, body: problem } = await node.ask('POST', '/lifecycle/run', { ...operator, body })
      expect(status).toBe(422)
      expect(problem.errors).toMatchObject([{ path: 'as_of' }])
    }
  })

  it('shows at most 1,000 campaigns, and says that there are more', async () => {
    const { product_id } = await newCampaign(node)
    await node.services.db.query(
      `insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots, minimum_slots,
        status, deadline, published_at, created_at, updated_at)
       select gen_random_uuid(), 'banyak-' || i, $1, 'seller-1', 'Banyak', 1, 2, 1, 'active', sambatan.now() - interval '1 hour',
         sambatan.now(), sambatan.now(), sambatan.now()
       from generate_series(1, 1001) i`,
      [product_id],
    )
    const preview = await dry()
    expect(preview.transitions).toHaveLength(1_000)
    expect(preview.truncated).toBe(true)
  })
})

onEachNode(
  'the system page',
  (node) => {
    it('tells what runs here, how large it is and what waits', async () => {
      const { body } = await node.ask('GET', '/operations/system', operator)
      const isServer = node.services.db.kind === 'server'
      expect(body.app).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), production: false })
      expect(body.node).toMatchObject({ version: process.versions.node, live_watchers: 0, joins_waiting: 0 })
      expect(body.node.memory.rss_bytes).toBeGreaterThan(20_000_000)
      expect(body.database.product).toBe(isServer ? 'PostgreSQL' : 'PGlite')
      expect(body.database.version).toMatch(/^\d+(\.\d+)*$/)
      expect(body.database.size_bytes).toBeGreaterThan(1_000_000)
      expect(body.database.connections).toBeGreaterThanOrEqual(1)
      expect(body.database.pool.total).toBeGreaterThanOrEqual(1)
      const { current, latest, pending } = body.database.migrations
      expect({ current, pending }).toEqual({ current: latest, pending: [] })
      expect(body.queues).toMatchObject([
        { name: 'lifecycle', failed: 0 },
        { name: 'prune', failed: 0 },
      ])
      expect(JSON.stringify(body)).not.toMatch(/postgres:|password|secret|\/tmp\//)
    })

    it('counts who watches', async () => {
      const { id } = await newCampaign(node)
      const stop = node.services.live.watch(id, () => {})
      expect((await node.ask('GET', '/operations/system', operator)).body.node.live_watchers).toBe(1)
      stop()
    })
  },
  { env: { SAMBATAN_SCHEDULER: 'on' }, work: true },
)
