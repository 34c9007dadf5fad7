/** "I have paid": what buyers say of money that no record knows yet, and what that does to their hold. */
import { expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import {
  answerClaim,
  type Claiming,
  claimPayment,
  claimsOf,
  confirmClaim,
  type PaymentClaim,
  pruneProofs,
  recordMoney,
} from '../../src/modules/money/index.ts'
// The refusals of pictures.
import '../../src/modules/photos/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { erasePerson } from '../../src/modules/people/index.ts'
import { advanceClock, databaseNow } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, hours, joined, makeCampaign, refusalOf, runPasses } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

onEachDatabase('a claim that one has paid', (test) => {
  const as = <T>(actor: string, act: Parameters<Database['tx']>[0]) => test.db.tx(act, { actor }) as Promise<T>
  const claim = (id: string, said: Claiming = {}) =>
    as<PaymentClaim>('user:buyer-1', (tx) => claimPayment(tx, id, said))
  const confirm = (id: string, payment: Parameters<typeof confirmClaim>[2] = {}) =>
    as<PaymentClaim>('user:seller-1', (tx) => confirmClaim(tx, id, payment))
  const answer = (id: string, words: string) => as<PaymentClaim>('user:seller-1', (tx) => answerClaim(tx, id, words))
  const stateOf = async (id: string) => {
    const [row] = await test.db.query<{ status: string; hold: Date | null; paid: number; owed: number }>(
      `select status, hold_expires_at as hold, paid_amount as paid, owed_by_buyer as owed from sambatan.participants where id = $1`,
      [id],
    )
    return row!
  }
  const held = { hold_minutes: 24 * 60, deadlineInMs: hours(24 * 14) }

  it('records no money, gives a hold 72 hours more, and lapses after them', async () => {
    const campaign = await makeCampaign(test.db, held)
    const id = await joined(test.db, campaign.id)
    const before = (await stateOf(id)).hold!.getTime()
    const said = await claim(id, { note: 'Dari rekening suami' })
    expect(said).toMatchObject({ amount: 100_000, has_proof: false, answered_at: null, note: 'Dari rekening suami' })
    expect(await stateOf(id)).toMatchObject({ status: 'pending_payment', paid: 0, owed: 100_000 })
    expect((await stateOf(id)).hold!.getTime()).toBe(before + hours(72))
    expect(said.hold_extended_to).toBe(new Date(before + hours(72)).toISOString())
    await advanceClock(test.db, hours(90))
    await runPasses(test.db)
    expect((await stateOf(id)).status, 'within the 72 hours').toBe('pending_payment')
    await advanceClock(test.db, hours(7))
    await runPasses(test.db)
    expect((await stateOf(id)).status, 'after them').toBe('cancelled')
    expect(await violations(test.db)).toEqual([])
  })

  it('lets those who join later lapse in their own time', async () => {
    const campaign = await makeCampaign(test.db, held)
    const first = await joined(test.db, campaign.id)
    await claim(first)
    const later = await joined(test.db, campaign.id, { user_id: 'buyer-2' })
    expect(await violations(test.db)).toEqual([])
    await advanceClock(test.db, hours(25))
    await runPasses(test.db)
    expect([(await stateOf(later)).status, (await stateOf(first)).status]).toEqual(['cancelled', 'pending_payment'])
  })

  it('gives them once as long as one hold counts: neither said again, nor after leaving and joining again', async () => {
    const campaign = await makeCampaign(test.db, held)
    const first = await joined(test.db, campaign.id)
    const { hold_extended_to: end } = await claim(first)
    expect((await claim(first, { amount: 90_000 })).hold_extended_to).toBe(end)
    expect((await stateOf(first)).hold!.toISOString()).toBe(end)
    await as('user:buyer-1', (tx) => cancelParticipation(tx, first))
    const second = await joined(test.db, campaign.id)
    expect((await stateOf(second)).hold!.toISOString(), 'it goes on with the hold that it had').toBe(end)
    expect((await claim(second)).hold_extended_to).toBeNull()
    expect((await stateOf(second)).hold!.toISOString()).toBe(end)
    // After a lapse and its hour a whole new hold begins, with all that belongs to one.
    await advanceClock(test.db, hours(24 + 72 + 2))
    await runPasses(test.db)
    const third = await joined(test.db, campaign.id)
    expect((await claim(third)).hold_extended_to).not.toBeNull()
    expect(await violations(test.db)).toEqual([])
  })

  it('ends with the settlement where confirmed slots alone count, and then lapses like the others', async () => {
    const campaign = await makeCampaign(test.db, {
      ...{ hold_minutes: 24 * 60, deadlineInMs: hours(20), goal_counts: 'confirmed', settlement_minutes: 600 },
      minimum_slots: 1,
    })
    const id = await joined(test.db, campaign.id)
    const settled = campaign.deadline ? new Date(campaign.deadline).getTime() + hours(10) : 0
    await claim(id)
    expect((await stateOf(id)).hold!.getTime()).toBe(settled)
    await advanceClock(test.db, hours(31))
    await runPasses(test.db)
    expect((await stateOf(id)).status).toBe('cancelled')
    // What had been sent after all is said of the order that is over, and owed back once it is on record.
    const late = await claim(id)
    expect(late).toMatchObject({ amount: 100_000, answered_at: null })
    expect((await stateOf(id)).status).toBe('cancelled')
    await confirm(late.id, { anyway: true })
    const [row] = await test.db.query<{ owed_to_buyer: number }>(
      'select owed_to_buyer from sambatan.participants where id = $1',
      [id],
    )
    expect(row).toEqual({ owed_to_buyer: 100_000 })
    expect(await violations(test.db)).toEqual([])
  })

  it('waits once for each order, is corrected in its place, and answered by any record of what was received', async () => {
    const campaign = await makeCampaign(test.db, held)
    const id = await joined(test.db, campaign.id, { quantity: 2 })
    const one = await claim(id)
    const yesterday = new Date((await databaseNow(test.db)).getTime() - hours(24)).toISOString().slice(0, 10)
    const again = await claim(id, { amount: 150_000, on: yesterday })
    expect(again).toMatchObject({ id: one.id, amount: 150_000, happened_on: yesterday })
    const sqlstate = await test.db
      .query(
        `insert into sambatan.payment_claims (id, campaign_id, participation_id, amount, currency, happened_on, has_proof, claimed_by, created_at)
        select gen_random_uuid(), campaign_id, participation_id, 1, currency, happened_on, false, 'x', created_at
        from sambatan.payment_claims where id = $1`,
        [one.id],
      )
      .then(
        () => undefined,
        (error) => error.code,
      )
    expect(sqlstate, 'one is open at a time, whoever writes').toBe('23505')
    await as('user:seller-1', (tx) => recordMoney(tx, id, { kind: 'received', amount: 50_000 }))
    const [answered] = await claimsOf(test.db.read, { participationId: id })
    expect(answered).toMatchObject({ answer: null, record_id: expect.any(String), owed_by_buyer: 150_000 })
    expect(await refusalOf(confirm(one.id))).toBe('payment_claim_answered')
    const rest = await claim(id)
    const done = await confirm(rest.id, { method: 'bank_transfer', reference: 'BCA 0412' })
    expect(done).toMatchObject({ answered_at: expect.any(String), owed_by_buyer: 0 })
    expect((await stateOf(id)).status, 'what is paid in full is confirmed').toBe('confirmed')
    expect(await refusalOf(claim(id))).toBe('nothing_owed')
    expect((await eventsOf(test.db, campaign.id)).filter((event) => event === 'payment_claimed')).toHaveLength(3)
    expect(await violations(test.db)).toEqual([])
  })

  it('is answered in words, and may be said again', async () => {
    const campaign = await makeCampaign(test.db, held)
    const id = await joined(test.db, campaign.id)
    const one = await claim(id)
    expect(await refusalOf(answer(one.id, '  '))).toBe('reason_required')
    expect(await answer(one.id, ' Belum masuk ')).toMatchObject({ answer: 'Belum masuk', record_id: null })
    expect((await claim(id)).id).not.toBe(one.id)
    const tomorrow = new Date((await databaseNow(test.db)).getTime() + hours(72)).toISOString().slice(0, 10)
    expect(await refusalOf(claim(id, { on: tomorrow }))).toBe('money_date_in_future')
    expect(await refusalOf(claim(id, { picture_id: one.id }))).toBe('picture_not_found')
  })

  it('keeps its proof for 90 days after the end, and loses it with its buyer', async () => {
    const pictureOf = async (owner: string) => {
      const [row] = await test.db.query<{ id: string }>(
        `insert into sambatan.private_pictures (id, owner, content_hash, blob_key, width, height, created_at, unused_since)
        values (gen_random_uuid(), $1, sha256(gen_random_uuid()::text::bytea), md5(gen_random_uuid()::text), 400, 800,
          sambatan.now(), sambatan.now())
        returning id`,
        [owner],
      )
      return row!.id
    }
    const isShown = async (id: string | undefined) =>
      (await test.db.query('select from sambatan.private_pictures where id = $1 and unused_since is null', [id]))
        .length > 0
    const last = async (id: string) => (await claimsOf(test.db.read, { participationId: id })).at(-1)!
    const campaign = await makeCampaign(test.db, { ...held, minimum_slots: 1, deadlineInMs: hours(48) })
    const kept = await joined(test.db, campaign.id)
    const one = await claim(kept, { note: 'Atas nama Budi', picture_id: await pictureOf('user:buyer-1') })
    expect(await refusalOf(claim(kept, { picture_id: await pictureOf('user:buyer-2') }))).toBe('picture_not_found')
    await confirm(one.id)
    expect(await isShown(one.picture?.id)).toBe(true)
    // Of somebody who left, and wants to be forgotten.
    const gone = await joined(test.db, campaign.id, { user_id: 'buyer-3' })
    const theirs = { note: 'Budi', picture_id: await pictureOf('user:buyer-3') }
    await as('user:buyer-3', (tx) => claimPayment(tx, gone, theirs))
    await as('user:buyer-3', (tx) => cancelParticipation(tx, gone))
    await as('user:buyer-3', (tx) => erasePerson(tx, 'buyer-3'))
    expect(await last(gone)).toMatchObject({ note: null, picture: null, has_proof: true, amount: 100_000 })
    expect(await isShown(theirs.picture_id)).toBe(false)
    await advanceClock(test.db, hours(50))
    await runPasses(test.db)
    await advanceClock(test.db, hours(24 * 80))
    await pruneProofs(test.db.read)
    expect(await last(kept)).toMatchObject({ note: 'Atas nama Budi', picture: one.picture })
    await advanceClock(test.db, hours(24 * 12))
    await pruneProofs(test.db.read)
    expect(await last(kept)).toMatchObject({ note: null, picture: null, has_proof: true, amount: 100_000 })
    expect(await isShown(one.picture?.id)).toBe(false)
    expect(await violations(test.db)).toEqual([])
  })
})
