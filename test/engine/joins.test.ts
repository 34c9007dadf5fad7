import { expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { advanceClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import {
  eventsOf,
  hours,
  join,
  joinBatch,
  joined,
  joinRow,
  makeCampaign,
  minutes,
  refusalOf,
  runPasses,
  stateOf,
} from '../support/engine.ts'
import { violations } from '../support/invariants.ts'

const hash = (digit: string) => digit.repeat(64)
const outcomes = (rows: { outcome: string }[]) => rows.map((row) => row.outcome)

onEachDatabase('join_sambatan_campaigns', (test) => {
  it('writes the participation, its event and its outbox row, and moves the counters', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 30 })
    const row = await join(test.db, id, { quantity: 3, note: 'merah', actor: 'user:buyer-1' })
    expect(row).toMatchObject({ ord: 1, outcome: 'joined', amount: 300_000, currency: 'IDR', slots_left: 7 })
    const held = row.hold_expires_at?.getTime() ?? 0
    expect(held - (row.joined_at?.getTime() ?? 0)).toBe(minutes(30))
    const [participant] = await test.db.query('select * from sambatan.participants where id = $1', [
      row.participation_id,
    ])
    expect(participant).toMatchObject({ campaign_id: id, quantity: 3, status: 'pending_payment', note: 'merah' })
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 3, participant_count: 1, progress: 30 })
    const [event] = await test.db.query(
      `select a.*, o.audit_id from sambatan.audit_logs a join sambatan.outbox o on o.audit_id = a.id
       where a.participant_id = $1`,
      [row.participation_id],
    )
    expect(event).toMatchObject({ event: 'participant_joined', actor: 'user:buyer-1' })
    expect(await violations(test.db, { outboxUntouched: true })).toEqual([])
  })

  it('holds without an end where the campaign sets none', async () => {
    const { id } = await makeCampaign(test.db)
    expect((await join(test.db, id)).hold_expires_at).toBeNull()
  })

  it('decides in order, and one too large does not block a smaller one behind it', async () => {
    const { id } = await makeCampaign(test.db)
    const rows = await joinBatch(test.db, id, [{ quantity: 7 }, { quantity: 4 }, { quantity: 3 }, { quantity: 1 }])
    expect(outcomes(rows)).toEqual(['joined', 'insufficient_slots', 'joined', 'campaign_full'])
    expect(rows[1]?.detail).toEqual({ available: 3, choice: [1, 3], requested: 4 })
    expect(rows.map((row) => row.slots_left)).toEqual([0, 0, 0, 0])
    expect(await eventsOf(test.db, id)).toEqual([
      'campaign_created',
      'campaign_published',
      'participant_joined',
      'participant_joined',
      'campaign_full',
    ])
  })

  it('takes 500 at once', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 500 })
    const rows = await joinBatch(
      test.db,
      id,
      Array.from({ length: 500 }, (_, n) => ({ user_id: `buyer-${n}` })),
    )
    expect(new Set(outcomes(rows))).toEqual(new Set(['joined']))
    expect(await stateOf(test.db, id)).toMatchObject({ filled_slots: 500, participant_count: 500, status: 'locked' })
  })

  it.each([
    ['no array', '{}'],
    ['an empty array', '[]'],
    ['null', 'null'],
    ['501 requests', JSON.stringify(Array.from({ length: 501 }, () => joinRow(uuidv7())))],
    ['two campaigns', JSON.stringify([joinRow(uuidv7()), joinRow(uuidv7())])],
  ])('refuses %s as a whole', async (_, requests) => {
    const call = test.db.query('select * from sambatan.join_sambatan_campaigns($1::jsonb)', [requests])
    expect(await refusalOf(call)).toBe('requests_invalid')
  })

  it('refuses one campaign for all where it is in no state to be joined', async () => {
    const draft = await makeCampaign(test.db, { draft: true })
    const scheduled = await makeCampaign(test.db, { opensInMs: hours(1) })
    const ended = await makeCampaign(test.db)
    await test.db.query('select sambatan.cancel_sambatan_campaign($1)', [ended.id])
    const late = await makeCampaign(test.db, { deadlineInMs: minutes(1) })
    await advanceClock(test.db, minutes(1))
    expect((await join(test.db, uuidv7())).outcome).toBe('campaign_not_found')
    expect((await join(test.db, draft.id)).outcome).toBe('campaign_not_open')
    expect((await join(test.db, scheduled.id)).outcome).toBe('campaign_not_open')
    expect((await join(test.db, ended.id)).outcome).toBe('campaign_closed')
    expect((await join(test.db, late.id)).outcome).toBe('campaign_closed')
  })

  it.each([
    ['no user', { user_id: '' }],
    ['a user of 129 characters', { user_id: 'u'.repeat(129) }],
    ['no quantity', { quantity: undefined }],
    ['a quantity of zero', { quantity: 0 }],
    ['a quantity below zero', { quantity: -3 }],
    ['no address', { shipping_address: undefined }],
    ['an address of 241 characters', { shipping_address: 'x'.repeat(241) }],
    ['a note of 161 characters', { note: 'x'.repeat(161) }],
    ['a key without scope', { key: 'k', request_hash: hash('a') }],
    ['a key without hash', { key: 'k', scope: 's' }],
    ['a key of 256 characters', { key: 'k'.repeat(256), scope: 's', request_hash: hash('a') }],
  ])('refuses a request with %s and joins its neighbours', async (_, wish) => {
    const { id } = await makeCampaign(test.db)
    const rows = await joinBatch(test.db, id, [{}, wish, {}])
    expect(outcomes(rows)).toEqual(['joined', 'request_invalid', 'joined'])
    expect((await stateOf(test.db, id)).filled_slots).toBe(2)
  })
})

onEachDatabase('limits per buyer', (test) => {
  it('max_per_buyer counts all of a buyer’s live participations', async () => {
    const { id } = await makeCampaign(test.db, { max_per_buyer: 3 })
    const first = await joined(test.db, id, { quantity: 2 })
    expect(await join(test.db, id, { quantity: 2 })).toMatchObject({
      outcome: 'already_joined_limit',
      detail: { maximum: 3, held: 2, requested: 2 },
    })
    expect((await join(test.db, id, { quantity: 2, user_id: 'buyer-2' })).outcome).toBe('joined')
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [first])
    expect((await join(test.db, id, { quantity: 3 })).outcome).toBe('joined')
  })

  it('max_per_buyer counts what the same batch gave before', async () => {
    const { id } = await makeCampaign(test.db, { max_per_buyer: 3 })
    const rows = await joinBatch(test.db, id, [
      { quantity: 2 },
      { quantity: 1, user_id: 'buyer-2' },
      { quantity: 2 },
      { quantity: 1 },
      { quantity: 1 },
    ])
    expect(outcomes(rows)).toEqual(['joined', 'joined', 'already_joined_limit', 'joined', 'already_joined_limit'])
  })

  it('min_per_buyer asks it of the first join, and of later ones together with it', async () => {
    const { id } = await makeCampaign(test.db, { min_per_buyer: 3 })
    expect(await join(test.db, id, { quantity: 2 })).toMatchObject({
      outcome: 'below_min_per_buyer',
      detail: { minimum: 3, choice: [3, 10], held: 0, requested: 2 },
    })
    expect((await join(test.db, id, { quantity: 3 })).outcome).toBe('joined')
    expect((await join(test.db, id, { quantity: 1 })).outcome).toBe('joined')
  })

  it('min_per_buyer is asked of joins alone: nobody is kept in an order by it, and who joins again makes it up', async () => {
    const { id } = await makeCampaign(test.db, { min_per_buyer: 3 })
    const first = await joined(test.db, id, { quantity: 3 })
    await joined(test.db, id, { quantity: 1 })
    await test.db.query('select sambatan.cancel_sambatan_participation($1)', [first])
    expect((await stateOf(test.db, id)).filled_slots).toBe(1)
    expect(await join(test.db, id, { quantity: 1 })).toMatchObject({
      outcome: 'below_min_per_buyer',
      detail: { minimum: 3, choice: [2, 9], held: 1, requested: 1 },
    })
    expect((await join(test.db, id, { quantity: 2 })).outcome).toBe('joined')
  })

  it('where fewer are left than min_per_buyer, one takes all that is left, and neither more nor less', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 7, min_per_buyer: 4 })
    await joined(test.db, id, { quantity: 4, user_id: 'buyer-1' })
    const rows = await joinBatch(test.db, id, [
      { quantity: 4, user_id: 'buyer-2' },
      { quantity: 2, user_id: 'buyer-2' },
      { quantity: 3, user_id: 'buyer-2' },
      { quantity: 1, user_id: 'buyer-3' },
    ])
    expect(outcomes(rows)).toEqual(['insufficient_slots', 'below_min_per_buyer', 'joined', 'campaign_full'])
    expect(rows[0]!.detail).toEqual({ available: 3, choice: [3, 3], requested: 4 })
    expect(rows[1]!.detail).toEqual({ minimum: 4, choice: [3, 3], held: 0, requested: 2 })
  })

  it('who holds the least already may take one of the last slots and leave the rest', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 7, min_per_buyer: 4 })
    await joined(test.db, id, { quantity: 4 })
    expect((await join(test.db, id, { quantity: 1 })).outcome).toBe('joined')
  })

  it('the limit is named before the lack of slots', async () => {
    const { id } = await makeCampaign(test.db, { max_per_buyer: 4 })
    await joined(test.db, id, { quantity: 8, user_id: 'x' }).catch(() => undefined)
    expect((await join(test.db, id, { quantity: 11 })).outcome).toBe('already_joined_limit')
  })
})

onEachDatabase('5: a key in a batch of joins', (test) => {
  const key = { scope: 'service', key: 'order-1', request_hash: hash('a') }

  it('has one effect when sent again, and gets the first answer', async () => {
    const { id } = await makeCampaign(test.db)
    const first = await join(test.db, id, { ...key, quantity: 2 })
    const again = await join(test.db, id, { ...key, quantity: 2 })
    expect(again).toMatchObject({ outcome: 'replayed', participation_id: first.participation_id, amount: 200_000 })
    expect(again.joined_at).toEqual(first.joined_at)
    expect((await stateOf(test.db, id)).filled_slots).toBe(2)
  })

  it('has one effect when sent twice in one batch', async () => {
    const { id } = await makeCampaign(test.db)
    const twice = { ...key, key: 'order-2' }
    const rows = await joinBatch(test.db, id, [twice, { user_id: 'other' }, twice])
    expect(outcomes(rows)).toEqual(['joined', 'joined', 'replayed'])
    expect(rows[2]?.participation_id).toBe(rows[0]?.participation_id)
    expect((await stateOf(test.db, id)).filled_slots).toBe(2)
  })

  it('is a mismatch with another request, in one batch or later', async () => {
    const { id } = await makeCampaign(test.db)
    const one = { ...key, key: 'order-3' }
    const rows = await joinBatch(test.db, id, [one, { ...one, request_hash: hash('b') }])
    expect(outcomes(rows)).toEqual(['joined', 'idempotency_mismatch'])
    expect((await join(test.db, id, { ...one, request_hash: hash('c') })).outcome).toBe('idempotency_mismatch')
  })

  it('is another key in another scope', async () => {
    const { id } = await makeCampaign(test.db)
    const one = { ...key, key: 'order-4' }
    const rows = await joinBatch(test.db, id, [one, { ...one, scope: 'user:2' }])
    expect(outcomes(rows)).toEqual(['joined', 'joined'])
  })

  it('is answered when the campaign has long ended, by what it did then', async () => {
    const { id } = await makeCampaign(test.db, { total_slots: 2 })
    const one = { ...key, key: 'order-5', quantity: 2 }
    const first = await join(test.db, id, one)
    await runPasses(test.db)
    expect((await stateOf(test.db, id)).status).toBe('fulfilled')
    expect(await join(test.db, id, one)).toMatchObject({
      outcome: 'replayed',
      participation_id: first.participation_id,
    })
  })

  it('is not used up by a refusal', async () => {
    const { id } = await makeCampaign(test.db)
    const one = { ...key, key: 'order-6', quantity: 11 }
    expect((await join(test.db, id, one)).outcome).toBe('insufficient_slots')
    expect((await join(test.db, id, { ...one, quantity: 10, request_hash: hash('d') })).outcome).toBe('joined')
  })

  it('5: keeps no personal data beside the participation', async () => {
    const { id } = await makeCampaign(test.db)
    const secret = { shipping_address: 'Jalan Rahasia 99, Bantul', note: 'titip ke tetangga' }
    await joined(test.db, id, { ...key, key: 'order-7', ...secret })
    const rows = await test.db.query<{ text: string }>(`
      select to_jsonb(k)::text as text from sambatan.idempotency_keys k
      union all select to_jsonb(a)::text from sambatan.audit_logs a
      union all select to_jsonb(o)::text from sambatan.outbox o`)
    expect(rows.filter(({ text }) => text.includes('Rahasia') || text.includes('tetangga'))).toEqual([])
  })
})
