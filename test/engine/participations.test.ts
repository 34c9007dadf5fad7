import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import {
  cancelParticipation,
  confirmParticipation,
  findParticipation,
  fulfilParticipation,
  listParticipants,
  listParticipationsOf,
  refundParticipation,
} from '../../src/modules/participations/index.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  join,
  joined,
  makeCampaign,
  minutes,
  refusalOf,
  runPasses,
  sqlstateOf,
  stateOf,
  statusOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const change = {
  cancel: (db: Database, id: string) => db.tx((tx) => cancelParticipation(tx, id, 'berubah pikiran')),
  confirm: (db: Database, id: string) => db.tx((tx) => confirmParticipation(tx, id)),
  refund: (db: Database, id: string) => db.tx((tx) => refundParticipation(tx, id)),
  fulfil: (db: Database, id: string) => db.tx((tx) => fulfilParticipation(tx, id)),
}
type Change = keyof typeof change

onEachDatabase('a participation', (test) => {
  it('that is cancelled gives its slots back in the same transaction', async () => {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id, { quantity: 4 })
    expect(await change.cancel(test.db, participation)).toMatchObject({ status: 'cancelled', quantity: 4 })
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 0, participant_count: 0, progress: 0 })
    const [event] = await test.db.query<{ metadata: unknown }>(
      `select metadata from sambatan.audit_logs where participant_id = $1 and event = 'participant_cancelled'`,
      [participation],
    )
    expect(event?.metadata).toMatchObject({ reason: 'berubah pikiran', quantity: 4, amount: 400_000 })
  })

  it('2: of a full campaign that is cancelled makes it active again', async () => {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id, { quantity: 4 })
    await joined(test.db, id, { quantity: 6 })
    expect((await stateOf(test.db, id)).status).toBe('locked')
    await change.cancel(test.db, participation)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 6, locked_at: null })
    expect((await join(test.db, id, { quantity: 4 })).outcome).toBe('joined')
  })

  it('that is confirmed keeps its slots, and its hold no longer expires', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 10 })
    const participation = await joined(test.db, id, { quantity: 4 })
    expect(await change.confirm(test.db, participation)).toMatchObject({ status: 'confirmed' })
    await advanceClock(test.db, minutes(11))
    await runPasses(test.db)
    expect(await statusOf(test.db, participation)).toBe('confirmed')
    expect((await stateOf(test.db, id)).filled_slots).toBe(4)
  })

  it('that is refunded gives its slots back, reserved or confirmed', async () => {
    const { id } = await makeCampaign(test.db)
    const reserved = await joined(test.db, id, { quantity: 4 })
    const confirmed = await joined(test.db, id, { quantity: 5 })
    await change.confirm(test.db, confirmed)
    expect(await change.refund(test.db, reserved)).toMatchObject({ status: 'refunded' })
    expect(await change.refund(test.db, confirmed)).toMatchObject({ status: 'refunded' })
    expect((await stateOf(test.db, id)).filled_slots).toBe(0)
  })

  it('of a completed campaign can be refunded, and the campaign stays completed', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 4 })
    const participation = await joined(test.db, id, { quantity: 4 })
    await runPasses(test.db)
    await change.refund(test.db, participation)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'fulfilled', filled_slots: 0, closed_slots: 4 })
  })

  it('is fulfilled only when its campaign has completed', async () => {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id, { quantity: 4 })
    await change.confirm(test.db, participation)
    expect(await refusalOf(change.fulfil(test.db, participation))).toBe('campaign_not_completed')
    await joined(test.db, id, { quantity: 6 })
    await runPasses(test.db)
    expect(await change.fulfil(test.db, participation)).toMatchObject({ status: 'fulfilled' })
    expect((await stateOf(test.db, id)).filled_slots).toBe(10)
  })

  it('cannot be cancelled by its buyer after the deadline, which has decided whether a run was there or not', async () => {
    const { id } = await makeCampaign(test.db, { deadlineInMs: minutes(5), minimum_slots: 2 })
    const participation = await joined(test.db, id, { quantity: 4 })
    await advanceClock(test.db, minutes(5))
    const leaving = test.db.tx((tx) => cancelParticipation(tx, participation), { actor: 'user:buyer-1' })
    expect(await refusalOf(leaving)).toBe('participation_state_invalid')
    await runPasses(test.db)
    expect((await stateOf(test.db, id)).status).toBe('fulfilled')
  })

  it('that does not exist is refused', async () => {
    for (const how of Object.keys(change) as Change[]) {
      expect(await refusalOf(change[how](test.db, uuidv7()))).toBe('participation_not_found')
    }
    expect(await refusalOf(findParticipation(test.db.read, uuidv7()))).toBe('participation_not_found')
  })

  it('leaves every invariant in place', async () => {
    expect(await violations(test.db, { outboxUntouched: true })).toEqual([])
  })
})

/** How to bring a participation of a fresh campaign into each status. */
const paths: Record<string, Change[]> = {
  pending_payment: [],
  confirmed: ['confirm'],
  cancelled: ['cancel'],
  refunded: ['refund'],
  fulfilled: ['confirm', 'fulfil'],
}
const allowed: Record<Change, string[]> = {
  cancel: ['pending_payment'],
  confirm: ['pending_payment'],
  refund: ['pending_payment', 'confirmed'],
  fulfil: ['confirmed'],
}
const statuses = Object.keys(paths)

onEachDatabase('the participation state machine', (test) => {
  async function inStatus(status: string): Promise<string> {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id)
    for (const step of paths[status] ?? []) {
      if (step === 'fulfil') await test.db.query('select sambatan.complete_sambatan_campaign($1)', [id])
      await change[step](test.db, participation)
    }
    expect(await statusOf(test.db, participation)).toBe(status)
    return participation
  }

  const refused = statuses.flatMap((status) =>
    (Object.keys(change) as Change[]).filter((how) => !allowed[how].includes(status)).map((how) => [how, status]),
  ) as [Change, string][]

  it.each(refused)('refuses to %s what is %s, and writes nothing', async (how, status) => {
    const participation = await inStatus(status)
    const before = await test.db.query('select count(*) as n from sambatan.audit_logs')
    expect(await refusalOf(change[how](test.db, participation))).toBe('participation_state_invalid')
    expect(await statusOf(test.db, participation)).toBe(status)
    expect(await test.db.query('select count(*) as n from sambatan.audit_logs')).toEqual(before)
  })

  it('holds against a hand-written UPDATE', async () => {
    const legal = ['pending_payment>confirmed', 'pending_payment>cancelled', 'pending_payment>refunded']
    legal.push('confirmed>cancelled', 'confirmed>refunded', 'confirmed>fulfilled', 'fulfilled>confirmed')
    for (const from of statuses) {
      for (const to of statuses.filter((status) => status !== from && !legal.includes(`${from}>${status}`))) {
        const participation = await inStatus(from)
        const update = test.db.query('update sambatan.participants set status = $2 where id = $1', [participation, to])
        expect(`${from}>${to} ${await sqlstateOf(update)}`).toBe(`${from}>${to} SB001`)
      }
    }
  })
})

onEachDatabase('lists of participations', (test) => {
  it('page through all of a campaign, newest first, each once', async () => {
    const { id } = await makeCampaign(test.db)
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.unshift(await joined(test.db, id, { user_id: `pager-${n}` }))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listParticipants(test.db.read, id, { limit: 3, cursor })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(ids)
  })

  it('filter by status', async () => {
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id)
    const confirmed = await joined(test.db, id)
    await change.confirm(test.db, confirmed)
    const page = await listParticipants(test.db.read, id, { limit: 10, status: ['confirmed'] })
    expect(page.items.map((item) => item.id)).toEqual([confirmed])
  })

  it('of a person come with their campaigns', async () => {
    const one = await makeCampaign(test.db, { title: 'Batch satu' })
    const two = await makeCampaign(test.db, { title: 'Batch dua' })
    await joined(test.db, one.id, { user_id: 'wulan' })
    await joined(test.db, two.id, { user_id: 'wulan' })
    await joined(test.db, two.id, { user_id: 'someone else' })
    const page = await listParticipationsOf(test.db.read, 'wulan', { limit: 10 })
    expect(page.items.map((item) => item.campaign.title)).toEqual(['Batch dua', 'Batch satu'])
    expect(page.next).toBeNull()
  })

  it('refuse a cursor that is not theirs', async () => {
    const { id } = await makeCampaign(test.db)
    for (const cursor of ['x', 'bnVsbA', Buffer.from('["no uuid"]').toString('base64url')]) {
      expect(await refusalOf(listParticipants(test.db.read, id, { limit: 3, cursor }))).toBe('cursor_invalid')
    }
  })
})
