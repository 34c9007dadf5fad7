/** After "full": who waits, in their order, and is offered what comes free before anybody else can see it (invariant 12). */
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { cancelCampaign, extendCampaign, findCampaign, updateCampaign } from '../../src/modules/campaigns/index.ts'
import {
  cancelParticipation,
  changeOrder,
  confirmParticipation,
  findParticipation,
  updateParticipation,
} from '../../src/modules/participations/index.ts'
import { changeEntry, claimOffer, leaveWaitingList, moveEntry } from '../../src/modules/waiting/index.ts'
import { databaseNow, setClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  type CampaignWish,
  hours,
  item,
  join,
  joined,
  makeCampaign,
  minutes,
  refusalOf,
  runPasses,
  stateOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { claim, decline, entryOf, listOf, offenders, offerOf, wait } from '../support/waiting.ts'

/** A campaign of so many slots, all of which are held, one each, by "a", "b", … */
async function fullCampaign(db: Database, wish: CampaignWish = {}) {
  const campaign = await makeCampaign(db, { total_slots: 4, completion: 'at_deadline', ...wish })
  const held: string[] = []
  for (let i = 0; i < campaign.total_slots; i++) {
    held.push(await joined(db, campaign.id, { user_id: `holder-${i}`, quantity: 1 }))
  }
  return { id: campaign.id, held }
}

async function eventsOf(db: Database, campaignId: string, like = '%'): Promise<string[]> {
  const rows = await db.query<{ event: string }>(
    'select event from sambatan.audit_logs where campaign_id = $1 and event like $2 order by id',
    [campaignId, like],
  )
  return rows.map(({ event }) => event)
}

const cancel = (db: Database, id: string) => db.tx((tx) => cancelParticipation(tx, id))

onEachDatabase('a waiting list', (test) => {
  it('offers what comes free to the first whom it fits, and nobody else sees it', async () => {
    const { id, held } = await fullCampaign(test.db)
    await wait(test.db, id, 'rani', { quantity: 2 })
    await wait(test.db, id, 'budi')
    expect(await listOf(test.db, id)).toBe('rani 2, budi 1')
    expect(await entryOf(test.db, id, 'budi')).toMatchObject({ position: 2, slots_ahead: 2 })
    await cancel(test.db, held[0]!)
    expect(await listOf(test.db, id)).toBe('budi 1*, rani 2')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked', filled_slots: 4, participant_count: 3 })
    expect(await entryOf(test.db, id, 'rani')).toMatchObject({
      position: 1,
      passed_over: { reason: 'insufficient_slots' },
    })
    expect(await eventsOf(test.db, id, 'campaign_%')).not.toContain('campaign_reopened')
    expect((await join(test.db, id, { user_id: 'stranger' })).outcome).toBe('campaign_full')
    expect(await findCampaign(test.db.read, id)).toMatchObject({
      slots_offered: 1,
      waiting_count: 1,
      slots_taken: 4,
      contribution: 300_000,
    })
    await cancel(test.db, held[1]!)
    await cancel(test.db, held[2]!)
    // What one cancelled slot could not give, two can.
    expect(await listOf(test.db, id)).toBe('rani 2*, budi 1*')
    expect(await offenders(test.db)).toEqual([])
  })

  it('offers what one order frees to several, and what the first leave to whoever it fits behind one whom it does not', async () => {
    const { id, held } = await fullCampaign(test.db, { total_slots: 1 })
    await test.db.tx((tx) => updateCampaign(tx, id, { total_slots: 4 }))
    const large = await joined(test.db, id, { user_id: 'large', quantity: 3 })
    for (const [user, quantity] of Object.entries({ rani: 2, budi: 2, sari: 1 }))
      await wait(test.db, id, user, { quantity })
    await cancel(test.db, large)
    expect(await listOf(test.db, id)).toBe('rani 2*, sari 1*, budi 2')
    expect(await entryOf(test.db, id, 'budi')).toMatchObject({ passed_over: { reason: 'insufficient_slots' } })
    await cancel(test.db, held[0]!)
    expect(await listOf(test.db, id)).toBe('rani 2*, sari 1*, budi 2')
    await decline(test.db, id, 'sari')
    expect(await listOf(test.db, id)).toBe('rani 2*, budi 2*')
    expect(await offenders(test.db)).toEqual([])
  })

  it('makes of a claim an ordinary reservation, held from then on', async () => {
    const { id, held } = await fullCampaign(test.db, { hold_minutes: 60 })
    await wait(test.db, id, 'rani')
    await cancel(test.db, held[0]!)
    const offerId = await offerOf(test.db, id, 'rani')
    const { participation: offer } = await findParticipation(test.db.read, offerId)
    expect(offer).toMatchObject({
      status: 'reserved',
      amount_to_pay: 0,
      payment_status: 'unpaid',
      hold_expires_at: offer.offer?.expires_at,
    })
    expect(await refusalOf(test.db.tx((tx) => confirmParticipation(tx, offerId)))).toBe('offer_open')
    expect(await refusalOf(test.db.tx((tx) => changeOrder(tx, offerId, { quantity: 2 })))).toBe('offer_open')
    expect(await refusalOf(test.db.tx((tx) => updateParticipation(tx, offerId, { note: 'Sore' })))).toBe('offer_open')
    const claimed = await claim(test.db, id, 'rani')
    const now = (await databaseNow(test.db)).getTime()
    expect(claimed).toMatchObject({ status: 'reserved', offer: null, amount_to_pay: 100_000 })
    expect(Date.parse(claimed.hold_expires_at!)).toBeGreaterThan(now + minutes(59))
    expect(Date.parse(claimed.hold_expires_at!)).toBeLessThanOrEqual(now + minutes(60))
    expect(await eventsOf(test.db, id, 'participant_joined')).toHaveLength(5)
    expect(await stateOf(test.db, id)).toMatchObject({ participant_count: 4, status: 'locked' })
    // A second tap changes nothing.
    expect(await test.db.tx((tx) => claimOffer(tx, offerId))).toMatchObject({ status: 'reserved' })
    expect(await eventsOf(test.db, id, 'participant_joined')).toHaveLength(5)
    expect(await entryOf(test.db, id, 'rani')).toMatchObject({ outcome: 'claimed', position: null })
  })

  it('goes onward when an offer is declined or passes, and who let it pass begins at the end', async () => {
    const { id, held } = await fullCampaign(test.db)
    for (const user of ['rani', 'budi', 'sari']) await wait(test.db, id, user)
    await cancel(test.db, held[0]!)
    await decline(test.db, id, 'rani')
    expect(await listOf(test.db, id)).toBe('budi 1*, sari 1')
    await setClock(test.db, { offsetMs: hours(25) })
    await runPasses(test.db)
    expect(await listOf(test.db, id)).toBe('sari 1*')
    expect(await entryOf(test.db, id, 'budi')).toMatchObject({ outcome: 'expired' })
    await wait(test.db, id, 'rani')
    expect(await listOf(test.db, id)).toBe('sari 1*, rani 1')
    expect(await offenders(test.db)).toEqual([])
    await setClock(test.db, { offsetMs: 0 })
  })

  it('takes a claim at the moment of its expiry for expired', async () => {
    const { id, held } = await fullCampaign(test.db)
    await wait(test.db, id, 'rani')
    await cancel(test.db, held[0]!)
    const offerId = await offerOf(test.db, id, 'rani')
    const { offer } = await entryOf(test.db, id, 'rani')
    await expect(
      test.db.tx(async (tx) => {
        await sql`select set_config('sambatan.now', ${offer!.expires_at}, true)`.execute(tx)
        return claimOffer(tx, offerId)
      }),
    ).rejects.toMatchObject({ code: 'offer_ended' })
  })

  it('offers for no shorter than half an hour, not past the deadline, and not into the night', async () => {
    const ends = async (at: string, deadline: string, offerMinutes = 720) => {
      const [row] = await test.db.query<{ at: Date | null }>(
        `select sambatan.offer_end(jsonb_populate_record(null::sambatan.campaigns,
          jsonb_build_object('offer_minutes', $3::int, 'deadline', $2::timestamptz)), $1::timestamptz) as at`,
        [at, deadline, offerMinutes],
      )
      return row?.at?.toISOString()
    }
    const far = '2026-12-30T00:00:00Z'
    // Noon in Jakarta, and eleven at night there: until noon, and until eight in the morning for what would end at four.
    expect(await ends('2026-12-01T00:00:00Z', far)).toBe('2026-12-01T12:00:00.000Z')
    expect(await ends('2026-12-01T04:00:00Z', far)).toBe('2026-12-02T01:00:00.000Z')
    expect(await ends('2026-12-01T09:00:00Z', far)).toBe('2026-12-02T01:00:00.000Z')
    expect(await ends('2026-12-01T16:00:00Z', far, 60)).toBe('2026-12-02T01:00:00.000Z')
    // Ends by night where the deadline comes before the morning, and with the deadline.
    expect(await ends('2026-12-01T16:00:00Z', '2026-12-01T23:00:00Z', 60)).toBe('2026-12-01T17:00:00.000Z')
    expect(await ends('2026-12-01T16:00:00Z', '2026-12-01T16:40:00Z', 60)).toBe('2026-12-01T16:40:00.000Z')
    expect(await ends('2026-12-01T16:00:00Z', '2026-12-01T16:29:00Z', 60)).toBeUndefined()
  })

  it('leaves what is free to everybody when too little time is left, says so once, and offers again after an extension', async () => {
    const { id, held } = await fullCampaign(test.db, { deadlineInMs: minutes(20) })
    await wait(test.db, id, 'rani')
    await cancel(test.db, held[0]!)
    await cancel(test.db, held[1]!)
    expect(await eventsOf(test.db, id, 'offers_stopped')).toHaveLength(1)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 2 })
    const deadline = new Date((await databaseNow(test.db)).getTime() + hours(48))
    await test.db.tx((tx) => extendCampaign(tx, id, deadline))
    expect(await listOf(test.db, id)).toBe('rani 1*')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 3 })
  })

  it('keeps the end of an offer when the deadline moves', async () => {
    const { id, held } = await fullCampaign(test.db, { deadlineInMs: hours(3) })
    await wait(test.db, id, 'rani')
    await cancel(test.db, held[0]!)
    const { offer } = await entryOf(test.db, id, 'rani')
    const later = new Date((await databaseNow(test.db)).getTime() + hours(90))
    await test.db.tx((tx) => extendCampaign(tx, id, later))
    expect((await entryOf(test.db, id, 'rani')).offer).toEqual(offer)
  })

  it('ends offers that ran while nobody was at work, and offers onward from now', async () => {
    const { id, held } = await fullCampaign(test.db, { total_slots: 2 })
    await wait(test.db, id, 'rani')
    await wait(test.db, id, 'budi')
    await cancel(test.db, held[0]!)
    await setClock(test.db, { offsetMs: hours(48) })
    // Whoever comes first catches up: a stranger's join.
    expect((await join(test.db, id, { user_id: 'stranger' })).outcome).toBe('campaign_full')
    expect(await listOf(test.db, id)).toBe('budi 1*')
    const now = (await databaseNow(test.db)).getTime()
    expect(Date.parse((await entryOf(test.db, id, 'budi')).offer!.expires_at)).toBeGreaterThanOrEqual(now + hours(11))
    await setClock(test.db, { offsetMs: 0 })
  })

  it('keeps the place of a smaller order, and not of a larger one', async () => {
    const { id, held } = await fullCampaign(test.db)
    const rani = await wait(test.db, id, 'rani', { quantity: 3 })
    await wait(test.db, id, 'budi', { quantity: 2 })
    await cancel(test.db, held[0]!)
    expect(await listOf(test.db, id)).toBe('rani 3, budi 2')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active' })
    // Passed over no more: the smaller order is offered at once, in its place.
    const smaller = await test.db.tx((tx) => changeEntry(tx, rani.id, { quantity: 1 }))
    expect(smaller.offer).not.toBeNull()
    expect(await refusalOf(test.db.tx((tx) => changeEntry(tx, rani.id, { quantity: 2 })))).toBe('offer_open')
    const budi = await entryOf(test.db, id, 'budi')
    await wait(test.db, id, 'sari')
    await test.db.tx((tx) => changeEntry(tx, budi.id, { quantity: 3 }))
    expect(await listOf(test.db, id)).toBe('rani 1*, sari 1, budi 3')
  })

  it('moves somebody up with a reason that those who are passed see', async () => {
    const { id, held } = await fullCampaign(test.db)
    for (const user of ['rani', 'budi', 'sari', 'agus']) await wait(test.db, id, user)
    const [rani, budi, sari, agus] = await Promise.all(
      ['rani', 'budi', 'sari', 'agus'].map((user) => entryOf(test.db, id, user)),
    )
    const move = (entry: string, before: string | null, reason = 'Salah paham di chat') =>
      test.db.tx((tx) => moveEntry(tx, entry, before, reason))
    expect(await refusalOf(move(agus!.id, budi!.id, ' '))).toBe('reason_required')
    expect(await refusalOf(move(rani!.id, budi!.id))).toBe('move_not_up')
    await move(agus!.id, budi!.id)
    await move(sari!.id, budi!.id)
    expect(await listOf(test.db, id)).toBe('rani 1, agus 1, sari 1, budi 1')
    await move(budi!.id, null)
    expect(await listOf(test.db, id)).toBe('budi 1, rani 1, agus 1, sari 1')
    expect((await entryOf(test.db, id, 'rani')).moved_ahead).toMatchObject([{ reason: 'Salah paham di chat' }])
    expect((await entryOf(test.db, id, 'budi')).moved_ahead).toEqual([])
    // What comes free goes by their places, and not by when they came.
    for (const participation of held.slice(0, 3)) await cancel(test.db, participation)
    expect(await listOf(test.db, id)).toBe('budi 1*, rani 1*, agus 1*, sari 1')
  })

  it('lets anybody leave, and others be removed with a reason alone', async () => {
    const { id, held } = await fullCampaign(test.db)
    const rani = await wait(test.db, id, 'rani')
    await wait(test.db, id, 'budi')
    await cancel(test.db, held[0]!)
    const asSeller = { actor: 'user:seller-1' }
    expect(await refusalOf(test.db.tx((tx) => leaveWaitingList(tx, rani.id), asSeller))).toBe('reason_required')
    // With the entry its offer goes, to the next.
    await test.db.tx((tx) => leaveWaitingList(tx, rani.id), { actor: 'user:rani' })
    expect(await listOf(test.db, id)).toBe('budi 1*')
    const sari = await wait(test.db, id, 'sari')
    await test.db.tx((tx) => leaveWaitingList(tx, sari.id, 'Pesan lewat chat'), asSeller)
    expect(await entryOf(test.db, id, 'sari')).toMatchObject({ outcome: 'removed' })
    expect(await test.db.tx((tx) => leaveWaitingList(tx, sari.id), asSeller)).toMatchObject({ outcome: 'removed' })
  })

  it('takes nobody twice, nobody whose order fits, and nobody whose order never could', async () => {
    const { id, held } = await fullCampaign(test.db, { max_per_buyer: 3 })
    await wait(test.db, id, 'rani', { quantity: 2 })
    expect(await refusalOf(wait(test.db, id, 'rani'))).toBe('already_waiting')
    expect(await refusalOf(wait(test.db, id, 'seller-1'))).toBe('own_campaign')
    expect(await refusalOf(wait(test.db, id, 'budi', { quantity: 4 }))).toBe('already_joined_limit')
    expect(await refusalOf(wait(test.db, id, 'holder-1', { quantity: 3 }))).toBe('already_joined_limit')
    await cancel(test.db, held[0]!)
    expect(await refusalOf(wait(test.db, id, 'budi', { quantity: 1 }))).toBe('order_fits')
    await wait(test.db, id, 'budi', { quantity: 2 })
    const draft = await makeCampaign(test.db, { draft: true })
    expect(await refusalOf(wait(test.db, draft.id, 'rani'))).toBe('campaign_not_open')
  })

  it('offers a larger capacity to who waits first', async () => {
    const { id } = await fullCampaign(test.db)
    await wait(test.db, id, 'rani', { quantity: 2 })
    await wait(test.db, id, 'budi', { quantity: 1 })
    await test.db.tx((tx) => updateCampaign(tx, id, { total_slots: 6 }))
    expect(await listOf(test.db, id)).toBe('rani 2*, budi 1')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked', filled_slots: 6 })
    await test.db.tx((tx) => updateCampaign(tx, id, { total_slots: 8 }))
    expect(await listOf(test.db, id)).toBe('rani 2*, budi 1*')
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'active', filled_slots: 7 })
    expect(await violations(test.db)).toEqual([])
  })

  it('passes over who would break a limit, with that reason', async () => {
    const { id, held } = await fullCampaign(test.db, { max_per_buyer: 2 })
    await wait(test.db, id, 'holder-1')
    await wait(test.db, id, 'rani')
    // Meanwhile they get another slot by a raise of the capacity that nobody on the list could use.
    await test.db.query(`update sambatan.campaigns set max_per_buyer = 1 where id = $1`, [id])
    await cancel(test.db, held[0]!)
    expect(await listOf(test.db, id)).toBe('rani 1*, holder-1 1')
    expect(await entryOf(test.db, id, 'holder-1')).toMatchObject({ passed_over: { reason: 'already_joined_limit' } })
    expect((await offenders(test.db)).filter((one) => one.startsWith('first'))).toEqual([])
  })

  it('is over with its campaign: everybody is told, offers end and count for nothing', async () => {
    const { id, held } = await fullCampaign(test.db)
    await wait(test.db, id, 'rani')
    await wait(test.db, id, 'budi')
    await cancel(test.db, held[0]!)
    const offerId = await offerOf(test.db, id, 'rani')
    await test.db.tx((tx) => cancelCampaign(tx, id))
    expect((await findParticipation(test.db.read, offerId)).participation).toMatchObject({
      status: 'cancelled',
      owed_to_buyer: 0,
    })
    expect(await eventsOf(test.db, id, 'offer_ended')).toHaveLength(1)
    expect(await eventsOf(test.db, id, 'waiting_ended')).toHaveLength(1)
    expect(await entryOf(test.db, id, 'budi')).toMatchObject({ outcome: 'campaign_ended' })
    expect(await stateOf(test.db, id)).toMatchObject({ closed_slots: 3, filled_slots: 0 })
    expect(await refusalOf(wait(test.db, id, 'sari'))).toBe('campaign_closed')
    expect(await offenders(test.db)).toEqual([])
  })

  it('holds no offer against the goal, and keeps a full campaign from completing while one is open', async () => {
    const { id, held } = await fullCampaign(test.db, { completion: 'when_full', minimum_slots: 4 })
    await wait(test.db, id, 'rani')
    await cancel(test.db, held[0]!)
    await runPasses(test.db)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'locked' })
    const other = await fullCampaign(test.db, { completion: 'when_full', minimum_slots: 4 })
    await wait(test.db, other.id, 'rani')
    await cancel(test.db, other.held[0]!)
    await claim(test.db, other.id, 'rani')
    await runPasses(test.db)
    expect(await stateOf(test.db, other.id)).toMatchObject({ status: 'fulfilled', filled_slots: 4 })
    await setClock(test.db, { offsetMs: hours(200) })
    await runPasses(test.db)
    expect(await stateOf(test.db, id)).toMatchObject({ status: 'expired', closed_slots: 3 })
    await setClock(test.db, { offsetMs: 0 })
    expect(await offenders(test.db)).toEqual([])
  })

  it('ends when its campaign settles', async () => {
    const { id, held } = await fullCampaign(test.db, {
      goal_counts: 'confirmed',
      hold_minutes: 60 * 24 * 30,
      settlement_minutes: 60,
    })
    await wait(test.db, id, 'rani')
    await wait(test.db, id, 'budi')
    await cancel(test.db, held[0]!)
    await test.db.tx((tx) => confirmParticipation(tx, held[1]!))
    await setClock(test.db, { offsetMs: hours(168) + minutes(30) })
    await runPasses(test.db)
    expect(await listOf(test.db, id)).toBe('')
    expect((await eventsOf(test.db, id)).filter((one) => one === 'offer_made')).toHaveLength(1)
    expect(await violations(test.db)).toEqual([])
    await cancel(test.db, held[2]!)
    expect((await eventsOf(test.db, id)).filter((one) => one === 'offer_made')).toHaveLength(1)
    await test.db.tx((tx) => cancelCampaign(tx, id))
    await setClock(test.db, { offsetMs: 0 })
  })

  it('sells by items: nobody behind waits for what is not sold any more, and units that come free are offered', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 6,
      minimum_slots: 1,
      completion: 'at_deadline',
      items: [item('Kecil', 100, { maximum_units: 2 }), item('Besar', 180, { slots_per_unit: 2, maximum_units: 2 })],
    })
    const [small, large] = campaign.items.map(({ id }) => id) as [string, string]
    const a = await joined(test.db, campaign.id, { user_id: 'a', lines: [{ item_id: small, units: 2 }] })
    await joined(test.db, campaign.id, { user_id: 'b', lines: [{ item_id: large, units: 2 }] })
    await wait(test.db, campaign.id, 'rani', { lines: [{ item_id: large, units: 1 }] })
    await wait(test.db, campaign.id, 'budi', { lines: [{ item_id: small, units: 1 }] })
    await test.db.tx((tx) => changeOrder(tx, a, { lines: [{ item_id: small, units: 1 }], reason: 'Kurangi' }))
    expect(await listOf(test.db, campaign.id)).toBe('budi 1*, rani 2')
    await test.db.tx((tx) =>
      updateCampaign(tx, campaign.id, {
        items: [
          item('Kecil', 100, { id: small, maximum_units: 2 }),
          item('Besar', 180, { id: large, slots_per_unit: 2, maximum_units: 2, on_sale: false }),
        ],
      }),
    )
    expect(await entryOf(test.db, campaign.id, 'rani')).toMatchObject({ outcome: 'item_unavailable' })
    expect(await claim(test.db, campaign.id, 'budi')).toMatchObject({ quantity: 1, amount: 100 })
    expect(await offenders(test.db)).toEqual([])
  })

  it('forgets who is erased: their places end, and what they were offered goes to the next', async () => {
    const { id, held } = await fullCampaign(test.db)
    await wait(test.db, id, 'gone')
    await wait(test.db, id, 'budi')
    await cancel(test.db, held[0]!)
    await test.db.query(`select sambatan.erase_person('gone')`)
    expect(await listOf(test.db, id)).toBe('budi 1*')
    expect(await entryOf(test.db, id, 'gone')).toMatchObject({ outcome: 'erased', shipping_address: '', note: null })
    expect(await violations(test.db)).toEqual([])
  })

  it('costs a release and a join nothing where nobody waits: what offers is not even asked', async () => {
    const [quiet, busy] = [await fullCampaign(test.db), await fullCampaign(test.db)]
    await wait(test.db, busy.id, 'rani')
    const released = (participation: string) =>
      test.db.tx(async (tx) => {
        await sql`create or replace function sambatan.offer_to_waiting(
          p_campaign sambatan.campaigns, p_freed integer, p_at_time timestamptz) returns integer
          language plpgsql as $$ begin perform sambatan.refuse('queue_full'); end $$`.execute(tx)
        await cancelParticipation(tx, participation)
        throw new Error('all of it is undone')
      })
    await expect(released(quiet.held[0]!)).rejects.toThrow('all of it is undone')
    // Control: where somebody waits it is.
    expect(await refusalOf(released(busy.held[0]!))).toBe('queue_full')
  })

  it('takes a thousand at most', async () => {
    const { id } = await fullCampaign(test.db)
    await test.db.query(
      `insert into sambatan.waiting_entries (id, campaign_id, user_id, quantity, shipping_address, created_at, updated_at)
      select gen_random_uuid(), $1, 'many-' || n, 1, 'x', sambatan.now(), sambatan.now() from generate_series(1, 1000) n`,
      [id],
    )
    expect(await refusalOf(wait(test.db, id, 'late'))).toBe('waiting_list_full')
    await test.db.query(
      `select sambatan.end_entries(array(select id from sambatan.waiting_entries where campaign_id = $1), 'left', null, sambatan.now())`,
      [id],
    )
  })
})
