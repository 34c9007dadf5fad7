/** The money book: what changed hands outside, and what follows from it. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { isProblem } from '../../src/kernel/problem.ts'
import { cancelCampaign } from '../../src/modules/campaigns/index.ts'
import {
  answerMoney,
  listOwed,
  listRecords,
  type MoneyWish,
  recordMoney,
  reportMoney,
  reverseMoney,
  type SendingBack,
  sendBackMoney,
  totalsOwed,
} from '../../src/modules/money/index.ts'
import {
  type Confirmation,
  cancelParticipation,
  changeOrder,
  confirmParticipation,
  confirmParticipations,
  type Participation,
} from '../../src/modules/participations/index.ts'
import { erasePerson } from '../../src/modules/people/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  type CampaignWish,
  eventsOf,
  hours,
  item,
  join,
  joined,
  makeCampaign,
  minutes,
  passesOf,
  refusalOf,
  sqlstateOf,
  statusOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const seller = 'user:seller-1'
const operator = 'user:operator-1'

onEachDatabase('13: the money book', (test) => {
  const as = <T>(actor: string, act: Parameters<Database['tx']>[0]) => test.db.tx(act, { actor }) as Promise<T>
  const record = (id: string, wish: MoneyWish, actor = seller) =>
    as<Participation>(actor, (tx) => recordMoney(tx, id, wish))
  const confirm = (id: string, said: Confirmation = {}, actor = seller) =>
    as<Participation>(actor, (tx) => confirmParticipation(tx, id, said))
  const reverse = (id: string, reason = 'Salah catat', actor = seller) =>
    as<Participation>(actor, (tx) => reverseMoney(tx, id, reason))
  const report = (id: string, note?: string, actor = 'user:buyer-1') =>
    as<Participation>(actor, (tx) => reportMoney(tx, id, note))
  const sendBack = (wish: SendingBack, actor = seller) =>
    as<Awaited<ReturnType<typeof sendBackMoney>>>(actor, (tx) => sendBackMoney(tx, wish))
  const cancelAll = (campaignId: string) => as(seller, (tx) => cancelCampaign(tx, campaignId, 'Bahan habis'))
  const recordsOf = (participationId: string) => listRecords(test.db.read, { participationId })
  const moneyOf = async (id: string) => {
    const [row] = await test.db.query<Record<string, unknown>>(
      `select status, paid_amount, returned_amount, waived_amount, given_up_amount, owed_to_buyer, owed_by_buyer, payment_status,
        hold_expires_at from sambatan.participants where id = $1`,
      [id],
    )
    return row!
  }
  /** An order of 200,000 in a campaign of its own. */
  async function ordered(wish: CampaignWish = {}, buyer = 'buyer-1') {
    const campaign = await makeCampaign(test.db, wish)
    return { campaign, id: await joined(test.db, campaign.id, { user_id: buyer, quantity: 2 }) }
  }

  it('says of an order that nobody has paid what is to be paid', async () => {
    const { id } = await ordered()
    expect(await moneyOf(id)).toMatchObject({
      paid_amount: 0,
      owed_to_buyer: 0,
      owed_by_buyer: 200_000,
      payment_status: 'unpaid',
    })
  })

  it('gets all that is missing where it is confirmed and nothing else is said', async () => {
    const { id, campaign } = await ordered()
    expect(await confirm(id)).toMatchObject({ status: 'confirmed', paid_amount: 200_000, payment_status: 'paid' })
    const [day] = await test.db.query<{ today: string }>('select sambatan.today()::text as today')
    expect(await recordsOf(id)).toMatchObject([
      { kind: 'received', amount: 200_000, method: 'other', recorded_by: 'seller', happened_on: day!.today },
    ])
    expect(await eventsOf(test.db, campaign.id)).toEqual(
      expect.arrayContaining(['participant_joined', 'money_recorded', 'participant_confirmed']),
    )
  })

  it('says of what another system confirms that it came by the marketplace', async () => {
    const { id } = await ordered()
    await confirm(id, {}, 'machine:key:1')
    expect(await recordsOf(id)).toMatchObject([{ method: 'marketplace', recorded_by: 'service' }])
    const older = await ordered()
    await test.db.query('select sambatan.confirm_sambatan_participation($1, $2)', [older.id, 'Transfer masuk'])
    expect(await moneyOf(older.id)).toMatchObject({ status: 'confirmed', payment_status: 'paid' })
  })

  it('keeps owed what was not received, or nobody asks for any more', async () => {
    const [part, none, rest, all] = [await ordered(), await ordered(), await ordered(), await ordered()]
    const payment = { amount: 150_000, method: 'qris', reference: 'QR-1', on: '2026-01-31', note: 'Kurang 50' } as const
    expect(await confirm(part.id, { payment })).toMatchObject({
      status: 'confirmed',
      owed_by_buyer: 50_000,
      payment_status: 'partly_paid',
    })
    expect(await recordsOf(part.id)).toMatchObject([
      { method: 'qris', reference: 'QR-1', happened_on: '2026-01-31', note: 'Kurang 50' },
    ])
    expect(await confirm(none.id, { payment: null })).toMatchObject({
      owed_by_buyer: 200_000,
      payment_status: 'unpaid',
    })
    expect(await recordsOf(none.id)).toEqual([])
    expect(await confirm(rest.id, { payment: { amount: 150_000 }, waive: true })).toMatchObject({
      owed_by_buyer: 0,
      waived_amount: 50_000,
      payment_status: 'paid',
    })
    expect(await confirm(all.id, { payment: null, waive: true })).toMatchObject({ payment_status: 'waived' })
    expect(await recordsOf(all.id)).toMatchObject([{ kind: 'waived', amount: 200_000, method: null }])
  })

  it('refuses more than is due, in either direction, unless it is said to be meant', async () => {
    const { id } = await ordered()
    const much = record(id, { kind: 'received', amount: 250_000 })
    await expect(much).rejects.toMatchObject({
      code: 'more_than_due',
      params: { kind: 'received', due: [200_000, 'IDR'], amount: [250_000, 'IDR'] },
    })
    expect(await refusalOf(confirm(id, { payment: { amount: 200_001 } }))).toBe('more_than_due')
    expect(await refusalOf(record(id, { kind: 'sent_back', amount: 1 }))).toBe('more_than_due')
    expect(await refusalOf(record(id, { kind: 'waived', amount: 200_001, anyway: true }))).toBe('more_than_due')
    expect(await refusalOf(record(id, { kind: 'sent_back' }))).toBe('nothing_owed')
    expect(await recordsOf(id)).toEqual([])
    expect(await record(id, { kind: 'received', amount: 250_000, anyway: true })).toMatchObject({
      status: 'confirmed',
      owed_to_buyer: 50_000,
      payment_status: 'return_owed',
    })
    expect(await record(id, { kind: 'sent_back' })).toMatchObject({ returned_amount: 50_000, payment_status: 'paid' })
    // No sum is beyond what every reader can hold.
    const most = Number.MAX_SAFE_INTEGER
    expect(await refusalOf(record(id, { kind: 'received', amount: most, anyway: true }))).toBe('more_than_due')
  })

  it('refuses what is still to come', async () => {
    const { id } = await ordered()
    const tomorrow = new Date((await databaseNow(test.db)).getTime() + hours(24 + 7)).toISOString().slice(0, 10)
    for (const attempt of [
      () => record(id, { kind: 'received', on: tomorrow }),
      () => confirm(id, { payment: { on: tomorrow } }),
      () => sendBack({ lines: [{ participation_id: id }], on: tomorrow }),
    ])
      expect(await refusalOf(attempt())).toBe('money_date_in_future')
  })

  it('refuses what was more than a year before its campaign was made, whichever way it comes', async () => {
    const { id, campaign } = await ordered()
    const [{ day: earliest }] = (await test.db.query<{ day: string }>(
      `select to_char((created_at at time zone 'Asia/Jakarta' - interval '1 year')::date, 'YYYY-MM-DD') as day
      from sambatan.campaigns where id = $1`,
      [campaign.id],
    )) as [{ day: string }]
    const early = new Date(Date.parse(earliest) - hours(24)).toISOString().slice(0, 10)
    for (const on of ['1900-01-01', early])
      for (const attempt of [
        () => record(id, { kind: 'received', on }),
        () => confirm(id, { payment: { on } }),
        () => sendBack({ lines: [{ participation_id: id }], on }),
      ])
        expect(await refusalOf(attempt()), on).toBe('money_date_too_old')
    expect(await record(id, { kind: 'received', amount: 1000, on: earliest })).toMatchObject({ paid_amount: 1000 })
  })

  it('confirms a reservation in the moment in which all of it is on record', async () => {
    const { id, campaign } = await ordered()
    await record(id, { kind: 'received', amount: 120_000 })
    expect(await statusOf(test.db, id)).toBe('pending_payment')
    expect(await record(id, { kind: 'received', amount: 80_000 })).toMatchObject({ status: 'confirmed' })
    const [event] = await test.db.query<{ metadata: object }>(
      `select metadata from sambatan.audit_logs where campaign_id = $1 and event = 'participant_confirmed'`,
      [campaign.id],
    )
    expect(event!.metadata).toMatchObject({ cause: 'paid', old_status: 'pending_payment' })
  })

  it('confirms what is paid in full because less of it is ordered', async () => {
    const { id } = await ordered()
    await record(id, { kind: 'received', amount: 120_000 })
    const changed = await test.db.tx((tx) => changeOrder(tx, id, { quantity: 1 }), { actor: 'user:buyer-1' })
    expect(changed).toMatchObject({ status: 'confirmed', amount: 100_000, owed_to_buyer: 20_000 })
  })

  it('owes nothing for what was waived of an order that became smaller', async () => {
    const { id } = await ordered()
    await record(id, { kind: 'waived', amount: 150_000 })
    const changed = await test.db.tx((tx) => changeOrder(tx, id, { quantity: 1 }), { actor: 'user:buyer-1' })
    expect(changed).toMatchObject({ status: 'confirmed', owed_to_buyer: 0, owed_by_buyer: 0, payment_status: 'waived' })
  })

  it('keeps a reservation of which part is paid, and gives its hold back where none is any more', async () => {
    const { id, campaign } = await ordered({ hold_minutes: 60 })
    const other = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    const [before] = await test.db.query<{ until: Date }>(
      'select hold_expires_at as until from sambatan.participants where id = $1',
      [id],
    )
    await record(id, { kind: 'received', amount: 50_000 })
    expect(await moneyOf(id)).toMatchObject({ hold_expires_at: null, payment_status: 'partly_paid' })
    const [first] = await recordsOf(id)
    await reverse(first!.id)
    expect((await moneyOf(id)).hold_expires_at).toEqual(before!.until)
    await record(id, { kind: 'received', amount: 50_000 })
    await advanceClock(test.db, minutes(61))
    await passesOf(test.db, campaign.id)
    expect([await statusOf(test.db, id), await statusOf(test.db, other)]).toEqual(['pending_payment', 'cancelled'])
    // Its time has passed meanwhile: whoever was told that the money is on record gets as much as the campaign gives.
    const [, , third] = await recordsOf(id)
    await reverse(third!.id)
    const now = (await databaseNow(test.db)).getTime()
    const until = ((await moneyOf(id)).hold_expires_at as Date).getTime()
    expect(until).toBeGreaterThan(now + minutes(59))
    await advanceClock(test.db, minutes(61))
    await passesOf(test.db, campaign.id)
    expect(await statusOf(test.db, id)).toBe('cancelled')
    expect(await violations(test.db)).toEqual([])
  })

  it('counts a hold from the first, also where money set it aside', async () => {
    const { id, campaign } = await ordered({ hold_minutes: 60 })
    await record(id, { kind: 'received', amount: 50_000 })
    await advanceClock(test.db, minutes(61))
    const again = await join(test.db, campaign.id, { user_id: 'buyer-1' })
    expect(again.outcome).toBe('hold_ended_recently')
  })

  it('lets what is partly paid lapse with the settlement where confirmed slots alone count, and owes it back', async () => {
    const { id, campaign } = await ordered({
      hold_minutes: 60,
      goal_counts: 'confirmed',
      settlement_minutes: 60,
      deadlineInMs: hours(2),
      minimum_slots: 1,
    })
    const paid = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    await confirm(paid)
    const kept = await record(id, { kind: 'received', amount: 50_000 })
    expect(kept.hold_expires_at).toBe(new Date(Date.parse(campaign.deadline) + hours(1)).toISOString())
    await advanceClock(test.db, hours(2) + 1000)
    await passesOf(test.db, campaign.id)
    expect(await statusOf(test.db, id)).toBe('pending_payment')
    await advanceClock(test.db, hours(1))
    await passesOf(test.db, campaign.id)
    expect(await moneyOf(id)).toMatchObject({
      status: 'cancelled',
      owed_to_buyer: 50_000,
      payment_status: 'return_owed',
    })
    const [lapsed] = await test.db.query<{ due: Date }>(
      `select (metadata ->> 'due_at')::timestamptz as due from sambatan.audit_logs where participant_id = $1 and event = 'hold_expired'`,
      [id],
    )
    expect(lapsed!.due.toISOString()).toBe(kept.hold_expires_at)
    expect((await test.db.query('select status from sambatan.campaigns where id = $1', [campaign.id]))[0]).toEqual({
      status: 'fulfilled',
    })
  })

  it('owes back what was paid for what is over, and says nothing else before it is recorded', async () => {
    const { id, campaign } = await ordered()
    await confirm(id)
    await cancelAll(campaign.id)
    expect(await moneyOf(id)).toMatchObject({
      status: 'refunded',
      returned_amount: 0,
      owed_to_buyer: 200_000,
      payment_status: 'return_owed',
    })
    await record(id, { kind: 'sent_back', amount: 150_000, method: 'bank_transfer' })
    expect(await moneyOf(id)).toMatchObject({ owed_to_buyer: 50_000, payment_status: 'return_owed' })
    await record(id, { kind: 'given_up' }, 'user:buyer-1')
    expect(await moneyOf(id)).toMatchObject({
      given_up_amount: 50_000,
      owed_to_buyer: 0,
      owed_by_buyer: 0,
      payment_status: 'returned',
    })
    // What comes after the end is owed back by itself.
    await record(id, { kind: 'received', amount: 30_000, anyway: true })
    expect(await moneyOf(id)).toMatchObject({ status: 'refunded', owed_to_buyer: 30_000 })
  })

  it('says since when it is owed', async () => {
    const { id, campaign } = await ordered()
    await confirm(id)
    await advanceClock(test.db, minutes(10))
    await cancelAll(campaign.id)
    const filter = { campaign_id: campaign.id, limit: 10 }
    const ended = async () =>
      (await test.db.query<{ at: Date }>('select ended_at as at from sambatan.participants where id = $1', [id]))[0]!.at
    expect((await listOwed(test.db.read, 'to_buyers', filter)).items).toMatchObject([
      { participation_id: id, amount: 200_000, since: (await ended()).toISOString(), has_open_report: false },
    ])
    await record(id, { kind: 'sent_back', amount: 50_000 })
    expect((await listOwed(test.db.read, 'to_buyers', filter)).items[0]!.since).toBe((await ended()).toISOString())
    await record(id, { kind: 'sent_back' })
    expect((await listOwed(test.db.read, 'to_buyers', filter)).items).toEqual([])
    await advanceClock(test.db, minutes(10))
    const back = (await recordsOf(id)).at(-1)!
    await reverse(back.id)
    const reversal = (await recordsOf(id)).at(-1)!
    expect((await listOwed(test.db.read, 'to_buyers', filter)).items).toMatchObject([
      { amount: 150_000, since: reversal.created_at },
    ])
    expect(await totalsOwed(test.db.read, 'to_buyers', { campaign_id: campaign.id })).toMatchObject([
      { campaign_id: campaign.id, amount: 150_000, participations: 1, currency: 'IDR' },
    ])
  })

  it('owes back the difference where the price comes down for all', async () => {
    const { id, campaign } = await ordered({
      total_slots: 4,
      minimum_slots: 2,
      volume_prices: [{ from_slots: 3, price: 90_000 }],
    })
    await confirm(id)
    const unpaid = await joined(test.db, campaign.id, { user_id: 'buyer-2', quantity: 2 })
    await passesOf(test.db, campaign.id)
    expect(await moneyOf(id)).toMatchObject({
      status: 'confirmed',
      owed_to_buyer: 20_000,
      payment_status: 'return_owed',
    })
    // What completing carried along is visibly unpaid.
    expect(await moneyOf(unpaid)).toMatchObject({
      status: 'confirmed',
      owed_by_buyer: 180_000,
      payment_status: 'unpaid',
    })
    const owed = (await listOwed(test.db.read, 'to_buyers', { campaign_id: campaign.id, limit: 10 })).items
    const [c] = await test.db.query<{ at: Date }>('select fulfilled_at as at from sambatan.campaigns where id = $1', [
      campaign.id,
    ])
    expect(owed).toMatchObject([{ participation_id: id, since: c!.at.toISOString() }])
  })

  it('owes back what was paid for an item that is not made', async () => {
    const campaign = await makeCampaign(test.db, {
      total_slots: 6,
      minimum_slots: 2,
      items: [item('A', 100), item('B', 50, { minimum_units: 3 })],
      deadlineInMs: hours(2),
    })
    const [a, b] = campaign.items
    const lines = [
      { item_id: a!.id, units: 2 },
      { item_id: b!.id, units: 1 },
    ]
    const id = await joined(test.db, campaign.id, { lines })
    await confirm(id)
    await advanceClock(test.db, hours(3))
    await passesOf(test.db, campaign.id)
    expect(await moneyOf(id)).toMatchObject({ status: 'confirmed', owed_to_buyer: 50 })
  })

  it('lets who never pays be released, with a reason, also after the campaign completed', async () => {
    const { id, campaign } = await ordered({ total_slots: 3 })
    const paid = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    await confirm(paid)
    await passesOf(test.db, campaign.id)
    const release = (one: string, reason?: string, actor = seller) =>
      test.db.tx((tx) => cancelParticipation(tx, one, reason), { actor })
    expect(await refusalOf(release(id, undefined, 'user:buyer-1'))).toBe('participation_state_invalid')
    expect(await refusalOf(release(id))).toBe('reason_required')
    expect(await refusalOf(release(paid, 'Tidak bayar'))).toBe('participation_state_invalid')
    await record(id, { kind: 'received', amount: 60_000 })
    expect(await release(id, 'Sisa tidak dibayar')).toMatchObject({
      status: 'cancelled',
      owed_to_buyer: 60_000,
      owed_by_buyer: 0,
    })
    expect(await violations(test.db)).toEqual([])
  })

  it('confirms many with what was received for each, and says beforehand what that comes to', async () => {
    const campaign = await makeCampaign(test.db)
    const [one, two, gone] = [
      await joined(test.db, campaign.id, { user_id: 'buyer-1', quantity: 2 }),
      await joined(test.db, campaign.id, { user_id: 'buyer-2' }),
      await joined(test.db, campaign.id, { user_id: 'buyer-3' }),
    ]
    await record(one, { kind: 'received', amount: 150_000 })
    await test.db.tx((tx) => cancelParticipation(tx, gone))
    const many = (dryRun: boolean) =>
      test.db.tx((tx) =>
        confirmParticipations(tx, campaign.id, [one, two, gone], { payment: { method: 'bank_transfer' }, dryRun }),
      )
    const said = await many(true)
    expect(said).toMatchObject({ changed: [one, two].sort(), received: 150_000, waived: 0 })
    expect(said.refused).toMatchObject([{ id: gone, problem: { code: 'participation_state_invalid' } }])
    expect([await statusOf(test.db, one), (await recordsOf(two)).length]).toEqual(['pending_payment', 0])
    expect(await many(false)).toMatchObject({ changed: said.changed, received: 150_000 })
    expect(await recordsOf(two)).toMatchObject([{ amount: 100_000, method: 'bank_transfer' }])
    // Whoever asks again finds that it is so.
    expect(await many(false)).toMatchObject({ changed: said.changed, received: 0 })
  })

  it('takes back a mistake by a record of its own, and never the record', async () => {
    const { id } = await ordered()
    await record(id, { kind: 'received', amount: 50_000 })
    const [first] = await recordsOf(id)
    expect(await refusalOf(reverse(first!.id, ' '))).toBe('reason_required')
    expect(await reverse(first!.id)).toMatchObject({ paid_amount: 0, payment_status: 'unpaid' })
    expect(await refusalOf(reverse(first!.id))).toBe('money_already_reversed')
    const [again, reversal] = await recordsOf(id)
    expect(again).toMatchObject({ reversed_by: reversal!.id })
    expect(reversal).toMatchObject({ reverses: first!.id, amount: 50_000, kind: 'received', reason: 'Salah catat' })
    expect(await refusalOf(reverse(reversal!.id))).toBe('money_reversal_final')
    expect(await refusalOf(reverse(uuidv7()))).toBe('money_record_not_found')
    for (const statement of [
      'update sambatan.money_records set amount = amount - 1 where id = $1',
      'update sambatan.money_records set note = $$lain$$ where id = $1',
      'delete from sambatan.money_records where id = $1',
    ])
      expect(await sqlstateOf(test.db.query(statement, [first!.id]))).toBe('SB001')
  })

  it('lets nobody take back what stands against them', async () => {
    const { id, campaign } = await ordered()
    await record(id, { kind: 'received', amount: 120_000 })
    await record(id, { kind: 'received', amount: 80_000 }, operator)
    const [own, operators] = await recordsOf(id)
    // What somebody else recorded is not the seller's, and what the buyer paid not the buyer's.
    expect(await refusalOf(reverse(operators!.id))).toBe('money_operator_only')
    expect(await refusalOf(reverse(own!.id, 'Bukan saya', 'user:buyer-1'))).toBe('money_operator_only')
    await cancelAll(campaign.id)
    expect(await refusalOf(reverse(own!.id))).toBe('money_operator_only')
    await record(id, { kind: 'given_up', amount: 20_000 }, 'user:buyer-1')
    const given = (await recordsOf(id)).at(-1)!
    expect(await refusalOf(reverse(given.id))).toBe('money_operator_only')
    expect(await reverse(given.id, 'Salah tekan', 'user:buyer-1')).toMatchObject({ owed_to_buyer: 200_000 })
    expect(await reverse(own!.id, 'Bukti palsu', operator)).toMatchObject({ owed_to_buyer: 80_000, status: 'refunded' })
  })

  it('hears a buyer whose money has not arrived, until they are answered', async () => {
    const { id, campaign } = await ordered()
    await confirm(id)
    await cancelAll(campaign.id)
    await record(id, { kind: 'sent_back' })
    const [received, sent] = await recordsOf(id)
    expect(await refusalOf(report(received!.id))).toBe('money_not_reportable')
    await report(sent!.id, 'BCA saya kosong')
    expect(await refusalOf(report(sent!.id))).toBe('money_already_reported')
    expect((await recordsOf(id))[1]!.report).toMatchObject({ note: 'BCA saya kosong', answered_at: null })
    const answer = (words: string) => test.db.tx((tx) => answerMoney(tx, sent!.id, words), { actor: seller })
    await answer('Sudah masuk tadi pagi')
    expect(await refusalOf(answer('Lagi'))).toBe('money_report_not_found')
    await report(sent!.id)
    await reverse(sent!.id, 'Rekening salah')
    expect((await recordsOf(id))[1]!.report).toMatchObject({ answer: 'Rekening salah' })
    expect(await refusalOf(report(sent!.id))).toBe('money_not_reportable')
    expect((await eventsOf(test.db, campaign.id)).filter((event) => event.startsWith('money_'))).toEqual([
      'money_recorded',
      'money_recorded',
      'money_not_arrived',
      'money_answered',
      'money_not_arrived',
      'money_reversed',
    ])
  })

  it('lets a buyer contradict that what they paid was taken back', async () => {
    const { id } = await ordered()
    await record(id, { kind: 'received', amount: 50_000 })
    await reverse((await recordsOf(id))[0]!.id)
    await report((await recordsOf(id))[1]!.id)
    expect((await recordsOf(id))[1]!.report).toMatchObject({ answered_at: null })
  })

  it('records for many that it was sent back, a line at a time', async () => {
    const [mine, theirs] = [await makeCampaign(test.db), await makeCampaign(test.db, { seller_id: 'seller-2' })]
    const ids: string[] = []
    for (const [campaign, user_id] of [
      [mine, 'buyer-1'],
      [mine, 'buyer-2'],
      [mine, 'buyer-3'],
      [theirs, 'buyer-1'],
    ] as const) {
      const id = await joined(test.db, campaign.id, { user_id })
      ids.push(id)
      if (user_id !== 'buyer-3') await confirm(id, {}, operator)
    }
    await cancelAll(mine.id)
    await test.db.tx((tx) => cancelCampaign(tx, theirs.id, 'Bahan habis'))
    const wish = {
      lines: [
        { participation_id: ids[0]! },
        { participation_id: ids[1]!, amount: 100_001 },
        { participation_id: ids[2]! },
        { participation_id: ids[3]! },
        { participation_id: uuidv7() },
      ],
      method: 'bank_transfer',
      sellerId: 'seller-1',
    } as const
    const dry = await sendBack({ ...wish, lines: [...wish.lines], dryRun: true })
    expect((await recordsOf(ids[0]!)).length).toBe(1)
    const done = await sendBack({ ...wish, lines: [...wish.lines] })
    expect(done).toEqual(dry)
    expect(done.done).toMatchObject([{ participation_id: ids[0], amount: 100_000, still_owed: 0, currency: 'IDR' }])
    expect(done.refused.map(({ problem }) => problem.code)).toEqual([
      'more_than_due',
      'nothing_owed',
      'participation_not_found',
      'participation_not_found',
    ])
    expect(await moneyOf(ids[0]!)).toMatchObject({ payment_status: 'returned' })
    const twice = sendBack({ lines: [{ participation_id: ids[1]! }, { participation_id: ids[1]! }] })
    expect(await refusalOf(twice)).toBe('requests_invalid')
  })

  it('lets nobody be erased while money is owed to them, unless they give it up', async () => {
    const buyer = `buyer-${uuidv7()}`
    const { id, campaign } = await ordered({}, buyer)
    await confirm(id, { payment: { note: 'Atas nama Sri', reference: 'Sri Wahyuni' } })
    await cancelAll(campaign.id)
    const erase = () => test.db.tx((tx) => erasePerson(tx, buyer), { actor: operator })
    await erase().then(
      () => expect.unreachable(),
      (error) => {
        expect(isProblem(error, 'erasure_blocked') && error.params.obstacles).toMatchObject([
          { kind: 'money_owed', id, amount: 200_000, currency: 'IDR' },
        ])
      },
    )
    await record(id, { kind: 'given_up' }, `user:${buyer}`)
    await erase()
    // The sums stay, without the person in them.
    expect(await recordsOf(id)).toMatchObject([{ amount: 200_000, note: null, reference: null }, { kind: 'given_up' }])
  })

  it('lets what a buyer owes stop their erasure for 180 days at most', async () => {
    const buyer = `buyer-${uuidv7()}`
    const { id, campaign } = await ordered({ total_slots: 2 }, buyer)
    await passesOf(test.db, campaign.id)
    await test.db.query('select sambatan.fulfil_sambatan_participation($1)', [id])
    const obstacles = () =>
      test.db.query<{ kind: string; amount: number }>('select kind, amount from sambatan.erasure_obstacles($1)', [
        buyer,
      ])
    expect(await obstacles()).toEqual([{ kind: 'money_due', amount: 200_000 }])
    await advanceClock(test.db, hours(24 * 180) + 1000)
    expect(await obstacles()).toEqual([])
  })

  it('lets no seller be erased who owes money back', async () => {
    const { id, campaign } = await ordered({ seller_id: 'seller-owing' })
    await confirm(id, {}, operator)
    await test.db.tx((tx) => cancelCampaign(tx, campaign.id, 'Bahan habis'), { actor: operator })
    expect(
      await test.db.query('select kind, id, amount from sambatan.erasure_obstacles($1)', ['seller-owing']),
    ).toEqual([{ kind: 'money_to_return', id: campaign.id, amount: 200_000 }])
  })
})
