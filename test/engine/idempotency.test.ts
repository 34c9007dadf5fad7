import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Tx } from '../../src/db/index.ts'
import { runOnce } from '../../src/modules/idempotency/index.ts'
import { cancelParticipation } from '../../src/modules/participations/index.ts'
import { createProduct } from '../../src/modules/products/index.ts'
import { onEachDatabase } from '../support/databases.ts'
import { eventsOf, joined, makeCampaign, refusalOf } from '../support/engine.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const keyed = (key: string, request = 'the request') => ({ scope: 'service', key, requestHash: hashOf(request) })

onEachDatabase('5: a write with an Idempotency-Key', (test) => {
  const create = (name: string) => async (tx: Tx) => ({
    status: 201,
    body: await createProduct(tx, { seller_id: 's', name, base_price: 1 }),
  })
  const count = async (name: string) =>
    (await test.db.query('select id from sambatan.products where name = $1', [name])).length

  it('has one effect, and a repeat gets the first answer', async () => {
    const first = await runOnce(test.db, keyed('a'), 'service', create('once'))
    const again = await runOnce(test.db, keyed('a'), 'service', create('once'))
    expect(first).toMatchObject({ status: 201, replayed: false })
    expect(again).toEqual({ ...first, replayed: true })
    expect(await count('once')).toBe(1)
  })

  it('has one effect when it is sent twenty times at once, and all get the same answer', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () => runOnce(test.db, keyed('b'), 'service', create('twenty'))),
    )
    expect(await count('twenty')).toBe(1)
    expect(new Set(results.map((result) => result.body.id)).size).toBe(1)
    expect(results.filter((result) => !result.replayed)).toHaveLength(1)
  })

  it('is a mismatch with another request, which has no effect', async () => {
    await runOnce(test.db, keyed('c'), 'service', create('first'))
    const other = runOnce(test.db, keyed('c', 'another request'), 'service', create('other'))
    expect(await refusalOf(other)).toBe('idempotency_mismatch')
    expect(await count('other')).toBe(0)
  })

  it('is two writes in two scopes, and without a key as often as it is sent', async () => {
    await runOnce(test.db, keyed('d'), 'service', create('scoped'))
    await runOnce(test.db, { ...keyed('d'), scope: 'user:1' }, 'user:1', create('scoped'))
    expect(await count('scoped')).toBe(2)
    for (let n = 0; n < 2; n++) await runOnce(test.db, undefined, 'service', create('unkeyed'))
    expect(await count('unkeyed')).toBe(2)
  })

  it('that was refused is decided afresh', async () => {
    let ready = false
    const attempt = () =>
      runOnce(test.db, keyed('e'), 'service', async (tx) => {
        const answer = await create('afresh')(tx)
        if (!ready) throw new Error('not yet')
        return answer
      })
    await expect(attempt()).rejects.toThrow('not yet')
    expect(await count('afresh')).toBe(0)
    ready = true
    expect(await attempt()).toMatchObject({ replayed: false })
    expect(await count('afresh')).toBe(1)
  })

  it('that ends something gets its answer again, also when both were sent at once', async () => {
    const { id } = await makeCampaign(test.db)
    const participation = await joined(test.db, id)
    const cancel = () =>
      runOnce(test.db, keyed('f'), 'user:buyer-1', async (tx) => ({
        status: 200,
        body: await cancelParticipation(tx, participation),
      }))
    const results = await Promise.all([cancel(), cancel(), cancel()])
    expect(results.map((result) => result.body.status)).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(results.filter((result) => !result.replayed)).toHaveLength(1)
    expect((await eventsOf(test.db, id)).filter((event) => event === 'participant_cancelled')).toHaveLength(1)
    const without = test.db.tx((tx) => cancelParticipation(tx, participation))
    expect(await refusalOf(without)).toBe('participation_state_invalid')
  })

  it('keeps no personal data in its row, and its replay has it all the same', async () => {
    const { id } = await makeCampaign(test.db)
    const secret = { shipping_address: 'Jalan Rahasia 99, Bantul', note: 'titip ke tetangga' }
    const participation = await joined(test.db, id, secret)
    const cancel = () =>
      runOnce(test.db, keyed('g'), 'service', async (tx) => ({
        status: 200,
        body: await cancelParticipation(tx, participation),
      }))
    const first = await cancel()
    const again = await cancel()
    expect(again.body).toEqual(first.body)
    expect(again.body).toMatchObject(secret)
    const [row] = await test.db.query<{ text: string }>(
      `select to_jsonb(k)::text as text from sambatan.idempotency_keys k where key = 'g'`,
    )
    expect(row?.text).not.toContain('Rahasia')
    expect(row?.text).not.toContain('tetangga')
  })

  it('is another thing than a join with the same key', async () => {
    const { id } = await makeCampaign(test.db)
    await joined(test.db, id, { scope: 'service', key: 'h', request_hash: hashOf('the request') })
    expect(await refusalOf(runOnce(test.db, keyed('h'), 'service', create('never')))).toBe('idempotency_mismatch')
    expect(await count('never')).toBe(0)
  })
})
