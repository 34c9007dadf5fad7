import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { campaignLogs } from '../../src/modules/audit/index.ts'
import {
  campaignProgress,
  cancelCampaign,
  createCampaign,
  extendCampaign,
  findCampaign,
  listCampaigns,
  publishCampaign,
  summarizeCampaigns,
  updateCampaign,
} from '../../src/modules/campaigns/index.ts'
import { updateProduct } from '../../src/modules/products/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  eventsOf,
  hours,
  joined,
  makeCampaign,
  makeProduct,
  minutes,
  refusalOf,
  runPasses,
  sqlstateOf,
  stateOf,
  statusOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const call = (db: Database, name: string, id: string) => db.query(`select sambatan.${name}_sambatan_campaign($1)`, [id])

onEachDatabase('creating a campaign', (test) => {
  it('publishes it at once, with seller and currency of its product and the goal at its capacity', async () => {
    const product = await makeProduct(test.db, { seller_id: 'seller-9', currency: 'USD' })
    const campaign = await makeCampaign(test.db, { product_id: product.id })
    expect(campaign).toMatchObject({
      seller_id: 'seller-9',
      currency: 'USD',
      status: 'active',
      minimum_slots: 10,
      slots_taken: 0,
      slots_remaining: 10,
      progress_percent: 0,
      product_name: product.name,
    })
    expect(campaign.slug).toMatch(/^melati-senja-batch-1-[0-9a-f]{10}$/)
    expect(await eventsOf(test.db, campaign.id)).toEqual(['campaign_created', 'campaign_published'])
  })

  it('schedules it when it opens later, and keeps a draft when asked to', async () => {
    expect(await makeCampaign(test.db, { opensInMs: hours(1) })).toMatchObject({ status: 'scheduled' })
    const draft = await makeCampaign(test.db, { draft: true })
    expect(draft).toMatchObject({ status: 'inactive', published_at: null })
    expect(await eventsOf(test.db, draft.id)).toEqual(['campaign_created'])
  })

  it('opens at once what should have opened before', async () => {
    expect(await makeCampaign(test.db, { opensInMs: -hours(1) })).toMatchObject({ status: 'active' })
  })

  it('is ordinary for a product that has had one before', async () => {
    const product = await makeProduct(test.db)
    const first = await makeCampaign(test.db, { product_id: product.id })
    const second = await makeCampaign(test.db, { product_id: product.id })
    expect(second.slug).not.toBe(first.slug)
  })

  it('refuses a product that is not enabled for sambatan, also a draft of it once published', async () => {
    const product = await makeProduct(test.db, { sambatan_enabled: false })
    expect(await refusalOf(makeCampaign(test.db, { product_id: product.id }))).toBe('product_not_enabled')
    const draft = await makeCampaign(test.db, { product_id: product.id, draft: true })
    expect(await refusalOf(test.db.tx((tx) => publishCampaign(tx, draft.id)))).toBe('product_not_enabled')
    await test.db.tx((tx) => updateProduct(tx, product.id, { sambatan_enabled: true }))
    expect(await test.db.tx((tx) => publishCampaign(tx, draft.id))).toMatchObject({ status: 'active' })
  })

  it('refuses terms that do not fit together, and leaves nothing behind', async () => {
    const product = await makeProduct(test.db)
    const refused = (wish: object) => refusalOf(makeCampaign(test.db, { product_id: product.id, ...wish }))
    expect(await refused({ minimum_slots: 11 })).toBe('minimum_above_total')
    expect(await refused({ minimum_slots: 0 })).toBe('minimum_above_total')
    expect(await refused({ min_per_buyer: 11 })).toBe('per_buyer_limits_crossed')
    expect(await refused({ min_per_buyer: 3, max_per_buyer: 2 })).toBe('per_buyer_limits_crossed')
    expect(await refused({ price_per_slot: 9_007_199_254_740_991 })).toBe('amount_too_large')
    expect(await refused({ opensInMs: hours(200) })).toBe('opening_after_deadline')
    expect(await refused({ deadlineInMs: 0 })).toBe('deadline_not_future')
    expect(await refused({ deadlineInMs: hours(24 * 366 * 5) })).toBe('deadline_too_far')
    expect(await refusalOf(makeCampaign(test.db, { product_id: uuidv7() }))).toBe('product_not_found')
    const page = await listCampaigns(test.db.read, { product_id: product.id, limit: 10, includeDrafts: true })
    expect(page.items).toEqual([])
  })

  it('lets the table refuse the same terms when they are written past the use case', async () => {
    const { id } = await makeCampaign(test.db)
    const update = (set: string) =>
      sqlstateOf(test.db.query(`update sambatan.campaigns set ${set} where id = $1`, [id]))
    expect(await update('minimum_slots = 11')).toBe('23514')
    expect(await update('min_per_buyer = 11')).toBe('23514')
    expect(await update('price_per_slot = 9007199254740991')).toBe('23514')
    expect(await update("opens_at = deadline + interval '1 second'")).toBe('23514')
    expect(await update('hold_minutes = 0')).toBe('23514')
  })
})

onEachDatabase('a campaign', (test) => {
  it('is found by id and by slug', async () => {
    const campaign = await makeCampaign(test.db)
    expect(await findCampaign(test.db.read, campaign.slug)).toEqual(await findCampaign(test.db.read, campaign.id))
    expect(await refusalOf(findCampaign(test.db.read, 'no-such-campaign'))).toBe('campaign_not_found')
    expect(await refusalOf(findCampaign(test.db.read, uuidv7()))).toBe('campaign_not_found')
  })

  it('9: shows a floored percentage, and 100 only when every slot is taken', async () => {
    const campaign = await makeCampaign(test.db, { total_slots: 100_000 })
    await joined(test.db, campaign.id, { quantity: 99_999 })
    expect(await findCampaign(test.db.read, campaign.id)).toMatchObject({ slots_remaining: 1, progress_percent: 99 })
    await joined(test.db, campaign.id, { quantity: 1 })
    expect(await findCampaign(test.db.read, campaign.id)).toMatchObject({ status: 'full', progress_percent: 100 })
  })

  it('can be changed in everything until its first join, and then only in its texts', async () => {
    const { id } = await makeCampaign(test.db, { draft: true })
    const patched = await test.db.tx((tx) => updateCampaign(tx, id, { total_slots: 20, hold_minutes: 15 }))
    expect(patched).toMatchObject({ total_slots: 20, minimum_slots: 20, hold_minutes: 15 })
    await test.db.tx((tx) => publishCampaign(tx, id))
    expect(await test.db.tx((tx) => updateCampaign(tx, id, { hold_minutes: 20 }))).toMatchObject({ hold_minutes: 20 })
    const past = await databaseNow(test.db)
    expect(await refusalOf(test.db.tx((tx) => updateCampaign(tx, id, { deadline: past })))).toBe('deadline_not_future')
    // Also where whoever joined has left again: they were promised something.
    const left = await joined(test.db, id)
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [left])
    expect(await refusalOf(test.db.tx((tx) => updateCampaign(tx, id, { price_per_slot: 1, title: 'x' })))).toBe(
      'terms_frozen',
    )
    expect(await test.db.tx((tx) => updateCampaign(tx, id, { title: 'Judul baru' }))).toMatchObject({
      title: 'Judul baru',
      price_per_slot: 100_000,
    })
    expect(await refusalOf(test.db.tx((tx) => updateCampaign(tx, uuidv7(), { title: 'x' })))).toBe('campaign_not_found')
  })

  it('is published once, and not past its deadline', async () => {
    const { id } = await makeCampaign(test.db, { draft: true, deadlineInMs: minutes(5) })
    const late = await makeCampaign(test.db, { draft: true, deadlineInMs: minutes(1) })
    expect(await test.db.tx((tx) => publishCampaign(tx, id))).toMatchObject({ status: 'active' })
    expect(await refusalOf(test.db.tx((tx) => publishCampaign(tx, id)))).toBe('campaign_state_invalid')
    await advanceClock(test.db, minutes(1))
    expect(await refusalOf(test.db.tx((tx) => publishCampaign(tx, late.id)))).toBe('deadline_not_future')
    expect(await refusalOf(test.db.tx((tx) => publishCampaign(tx, uuidv7())))).toBe('campaign_not_found')
  })

  it('is extended to a later deadline only, never shortened for those who joined', async () => {
    const campaign = await makeCampaign(test.db)
    const deadline = new Date(campaign.deadline)
    const extend = (to: Date) => test.db.tx((tx) => extendCampaign(tx, campaign.id, to))
    expect(await refusalOf(extend(deadline))).toBe('deadline_not_later')
    expect(await refusalOf(extend(new Date(deadline.getTime() - 1)))).toBe('deadline_not_later')
    const later = new Date(deadline.getTime() + hours(1))
    expect(await extend(later)).toMatchObject({ deadline: later.toISOString() })
    const page = await campaignLogs(test.db.read, campaign.id, { limit: 1 })
    expect(page.items[0]).toMatchObject({ event: 'campaign_extended' })
  })

  it('has a deadline at most five years away, wherever it is set', async () => {
    const far = new Date((await databaseNow(test.db)).getTime() + hours(24 * 366 * 5))
    const draft = await makeCampaign(test.db, { draft: true, deadlineInMs: hours(24 * 365 * 4) })
    const active = await makeCampaign(test.db, { deadlineInMs: hours(24 * 365 * 4) })
    expect(await refusalOf(test.db.tx((tx) => updateCampaign(tx, draft.id, { deadline: far })))).toBe(
      'deadline_too_far',
    )
    expect(await refusalOf(test.db.tx((tx) => extendCampaign(tx, active.id, far)))).toBe('deadline_too_far')
    // Written before there was a limit: its texts can be changed all the same, and it can be published once it is nearer.
    await test.db.query('update sambatan.campaigns set deadline = $2 where id = $1', [draft.id, far])
    await test.db.tx((tx) => updateCampaign(tx, draft.id, { title: 'Melati', deadline: far }))
    expect(await refusalOf(test.db.tx((tx) => publishCampaign(tx, draft.id)))).toBe('deadline_too_far')
    await advanceClock(test.db, hours(24 * 5))
    expect(await test.db.tx((tx) => publishCampaign(tx, draft.id))).toMatchObject({ status: 'active' })
  })

  it('is not extended as a draft, after its end, or once its deadline has passed', async () => {
    const draft = await makeCampaign(test.db, { draft: true })
    const ended = await makeCampaign(test.db)
    const late = await makeCampaign(test.db, { deadlineInMs: minutes(1) })
    await call(test.db, 'cancel', ended.id)
    await advanceClock(test.db, minutes(1))
    const to = new Date((await databaseNow(test.db)).getTime() + hours(1000))
    const refused = (id: string) => refusalOf(test.db.tx((tx) => extendCampaign(tx, id, to)))
    expect(await refused(draft.id)).toBe('campaign_state_invalid')
    expect(await refused(ended.id)).toBe('campaign_state_invalid')
    // Its time has come: it failed by then, whether a run was there or not.
    expect(await refused(late.id)).toBe('campaign_state_invalid')
    expect(await refused(uuidv7())).toBe('campaign_not_found')
  })

  it('3: that is cancelled refunds everybody, reserved or confirmed, each with one event', async () => {
    const { id } = await makeCampaign(test.db)
    const reserved = await joined(test.db, id, { quantity: 2 })
    const confirmed = await joined(test.db, id, { quantity: 3 })
    const cancelled = await joined(test.db, id, { quantity: 1 })
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [confirmed])
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [cancelled])
    const campaign = await test.db.tx((tx) => cancelCampaign(tx, id, 'bahan habis'), { actor: 'user:op-1' })
    expect(campaign).toMatchObject({ status: 'cancelled', slots_taken: 0, slots_at_close: 5, participant_count: 0 })
    expect(await statusOf(test.db, reserved)).toBe('refunded')
    expect(await statusOf(test.db, confirmed)).toBe('refunded')
    expect(await statusOf(test.db, cancelled)).toBe('cancelled')
    const [, , end] = (await campaignLogs(test.db.read, id, { limit: 3 })).items
    expect(end).toMatchObject({ event: 'campaign_cancelled', actor: 'user:op-1', metadata: { reason: 'bahan habis' } })
  })

  it('3: that completes confirms everybody who is reserved', async () => {
    const { id } = await makeCampaign(test.db)
    const reserved = await joined(test.db, id, { quantity: 2 })
    const confirmed = await joined(test.db, id, { quantity: 3 })
    await test.db.query('select sambatan.confirm_sambatan_participation($1)', [confirmed])
    await call(test.db, 'complete', id)
    expect(await statusOf(test.db, reserved)).toBe('confirmed')
    expect(await statusOf(test.db, confirmed)).toBe('confirmed')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'fulfilled', filled_slots: 5, closed_slots: 5 })
    expect((await stateOf(test.db, id)).fulfilled_at).toBeInstanceOf(Date)
  })

  it('3: that fails refunds everybody', async () => {
    const { id } = await makeCampaign(test.db)
    const reserved = await joined(test.db, id, { quantity: 2 })
    await call(test.db, 'fail', id)
    expect(await statusOf(test.db, reserved)).toBe('refunded')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'expired', filled_slots: 0, closed_slots: 2 })
    expect((await stateOf(test.db, id)).cancelled_at).toBeInstanceOf(Date)
  })

  it('leaves every invariant in place', async () => {
    expect(await violations(test.db, { outboxUntouched: true })).toEqual([])
  })
})

/** SQL that brings a fresh draft into each status. */
const paths: Record<string, (db: Database, id: string) => Promise<unknown>> = {
  draft: async () => undefined,
  scheduled: async (db, id) => {
    await db.query(`update sambatan.campaigns set opens_at = sambatan.now() + interval '1 hour' where id = $1`, [id])
    await call(db, 'publish', id)
  },
  active: (db, id) => call(db, 'publish', id),
  locked: async (db, id) => {
    await call(db, 'publish', id)
    await joined(db, id, { quantity: 10 })
  },
  fulfilled: async (db, id) => {
    await call(db, 'publish', id)
    await call(db, 'complete', id)
  },
  expired: async (db, id) => {
    await call(db, 'publish', id)
    await call(db, 'fail', id)
  },
  cancelled: (db, id) => call(db, 'cancel', id),
}
const allowed: Record<string, string[]> = {
  publish: ['draft'],
  cancel: ['draft', 'scheduled', 'active', 'locked'],
  complete: ['active', 'locked'],
  fail: ['active'],
}
const legal = [
  'draft>scheduled',
  'draft>active',
  'draft>cancelled',
  'scheduled>active',
  'scheduled>cancelled',
  'active>locked',
  'active>fulfilled',
  'active>expired',
  'active>cancelled',
  'locked>active',
  'locked>fulfilled',
  'locked>cancelled',
]
const statuses = Object.keys(paths)

onEachDatabase('the campaign state machine', (test) => {
  async function inStatus(status: string): Promise<string> {
    const { id } = await makeCampaign(test.db, { draft: true })
    await paths[status]?.(test.db, id)
    expect((await stateOf(test.db, id)).status).toBe(status)
    return id
  }

  const refused = Object.keys(allowed).flatMap((how) =>
    statuses.filter((status) => !allowed[how]?.includes(status)).map((status) => [how, status]),
  ) as [string, string][]

  it.each(refused)('refuses to %s what is %s, and writes nothing', async (how, status) => {
    const id = await inStatus(status)
    const before = await eventsOf(test.db, id)
    expect(await refusalOf(call(test.db, how, id))).toBe('campaign_state_invalid')
    expect((await stateOf(test.db, id)).status).toBe(status)
    expect(await eventsOf(test.db, id)).toEqual(before)
  })

  it.each(Object.keys(allowed))('refuses to %s what does not exist', async (how) => {
    expect(await refusalOf(call(test.db, how, uuidv7()))).toBe('campaign_not_found')
  })

  it('holds against a hand-written UPDATE; final is final', async () => {
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from && !legal.includes(`${from}>${status}`))) {
        const id = await inStatus(from)
        const update = test.db.query('update sambatan.campaigns set status = $2 where id = $1', [id, to])
        expect(`${from}>${to} ${await sqlstateOf(update)}`).toBe(`${from}>${to} SB001`)
      }
    }
  })
})

onEachDatabase('lists of campaigns', (test) => {
  async function pageThrough(filter: object): Promise<string[]> {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listCampaigns(test.db.read, { limit: 2, includeDrafts: false, ...filter, cursor })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    return seen
  }

  it('show each once, in every order, page by page', async () => {
    const product = await makeProduct(test.db, { seller_id: 'lister' })
    const made: { id: string }[] = []
    for (const [price, days] of [
      [300, 3],
      [100, 3],
      [200, 1],
      [100, 2],
      [300, 5],
    ] as const) {
      made.push(
        await makeCampaign(test.db, { product_id: product.id, price_per_slot: price, deadlineInMs: hours(24 * days) }),
      )
    }
    const ids = (...order: number[]) => order.map((n) => made[n]?.id)
    const filter = { seller_id: 'lister' }
    expect(await pageThrough({ ...filter })).toEqual(ids(4, 3, 2, 1, 0))
    expect(await pageThrough({ ...filter, sort: 'price_asc' })).toEqual(ids(1, 3, 2, 0, 4))
    expect(await pageThrough({ ...filter, sort: 'price_desc' })).toEqual(ids(4, 0, 2, 3, 1))
    expect((await pageThrough({ ...filter, sort: 'ending_soon' })).slice(0, 2)).toEqual(ids(2, 3))
    expect(new Set(await pageThrough({ ...filter, sort: 'ending_soon' })).size).toBe(5)
  })

  it('show drafts to nobody, to their seller, or to all', async () => {
    const mine = await makeCampaign(test.db, { seller_id: 'drafter', draft: true })
    const other = await makeCampaign(test.db, { seller_id: 'other', draft: true })
    const ids = async (includeDrafts: boolean | { sellerId: string }) =>
      (await listCampaigns(test.db.read, { limit: 100, includeDrafts })).items.map((item) => item.id)
    expect(await ids(false)).not.toContain(mine.id)
    expect(await ids({ sellerId: 'drafter' })).toContain(mine.id)
    expect(await ids({ sellerId: 'drafter' })).not.toContain(other.id)
    expect(await ids(true)).toEqual(expect.arrayContaining([mine.id, other.id]))
  })

  it('find words of title and description, and take any text as words', async () => {
    const campaign = await makeCampaign(test.db, { title: 'Cendana langka', description: 'Kayu dari Sumba' })
    const find = async (q: string) =>
      (await listCampaigns(test.db.read, { limit: 10, includeDrafts: false, q })).items.map((item) => item.id)
    expect(await find('cendana')).toEqual([campaign.id])
    expect(await find('sumba')).toEqual([campaign.id])
    for (const q of ['"', "'", '& | !', '%', '\\', '(((', '- -', '👍']) expect(await find(q)).not.toContain('x')
  })

  it('filter by status', async () => {
    const full = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, full.id)
    const page = await listCampaigns(test.db.read, { limit: 10, includeDrafts: false, status: ['full'] })
    expect(page.items.map((item) => item.id)).toEqual([full.id])
  })

  it.each([
    ['ending_soon', ['1', uuidv7()]],
    ['ending_soon', ['2026-01-01T00:00:00.000Z (a comment)', uuidv7()]],
    ['ending_soon', ['0000-01-01T00:00:00.000Z', uuidv7()]],
    ['ending_soon', [1, uuidv7()]],
    ['price_asc', ['1', uuidv7()]],
    ['price_asc', [1.5, uuidv7()]],
    ['price_asc', [1, 'no uuid']],
    ['newest', [[]]],
    ['newest', []],
  ] as const)('refuse a cursor that was made up, by %s: %j', async (sort, values) => {
    const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
    expect(await refusalOf(listCampaigns(test.db.read, { limit: 2, includeDrafts: false, sort, cursor }))).toBe(
      'cursor_invalid',
    )
  })
})

onEachDatabase('the summary', (test) => {
  it('counts every status, and the slots and money that are held', async () => {
    await makeCampaign(test.db, { draft: true })
    await makeCampaign(test.db, { opensInMs: hours(1) })
    const active = await makeCampaign(test.db)
    await joined(test.db, active.id, { quantity: 4 })
    const failed = await makeCampaign(test.db)
    await joined(test.db, failed.id, { quantity: 4 })
    await call(test.db, 'fail', failed.id)
    const completed = await makeCampaign(test.db)
    await joined(test.db, completed.id, { quantity: 10 })
    await runPasses(test.db)
    const full = await makeCampaign(test.db, { total_slots: 1 })
    await joined(test.db, full.id)
    expect(await summarizeCampaigns(test.db.read)).toEqual({
      total_campaigns: 6,
      draft_campaigns: 1,
      scheduled_campaigns: 1,
      active_campaigns: 1,
      full_campaigns: 1,
      completed_campaigns: 1,
      failed_campaigns: 1,
      cancelled_campaigns: 0,
      total_slots_taken: 15,
      total_participations: 3,
      total_contribution: 1_500_000,
      contributions: [{ currency: 'IDR', amount: 1_500_000 }],
    })
    expect(await campaignProgress(test.db.read, active.id)).toMatchObject({ status: 'active', filled_slots: 4 })
  })
})

onEachDatabase('a transaction that fails later', (test) => {
  it('6: leaves neither campaign nor event nor outbox row', async () => {
    const product = await makeProduct(test.db)
    const nowMs = (await databaseNow(test.db)).getTime()
    const attempt = test.db.tx(async (tx) => {
      await createCampaign(tx, {
        product_id: product.id,
        title: 'Tidak jadi',
        total_slots: 1,
        price_per_slot: 1,
        deadline: new Date(nowMs + hours(1)),
      })
      throw new Error('the caller fails')
    })
    await expect(attempt).rejects.toThrow('the caller fails')
    const counts = await test.db.query(`select (select count(*) from sambatan.campaigns) as campaigns,
      (select count(*) from sambatan.audit_logs) as events, (select count(*) from sambatan.outbox) as waiting`)
    expect(counts).toEqual([{ campaigns: 0, events: 0, waiting: 0 }])
  })
})
