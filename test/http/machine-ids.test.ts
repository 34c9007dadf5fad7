/** Machines and people share no id: nobody becomes the owner of what a machine made by being named like it. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { makeCampaign, makeProduct } from '../support/engine.ts'
import { platformToken } from '../support/tokens.ts'
import { type Caller, expectProblem, failedFields, onEachNode, type TestNode } from './node.ts'
import { address, newCampaign, newParticipation, newProduct } from './things.ts'

const migration = readFileSync(new URL('../../sql/migrations/0007_machine_ids.sql', import.meta.url), 'utf8')

async function newKey(node: TestNode): Promise<{ prefix: string; headers: Record<string, string> }> {
  const { body } = await node.ask('POST', '/api-keys', { body: { name: 'Toko', scopes: ['products', 'campaigns'] } })
  return { prefix: body.prefix, headers: { authorization: `Bearer ${body.key}` } }
}

/** A campaign that somebody sells under their own name, with a participant. */
async function ownSale(node: TestNode, headers?: Record<string, string>) {
  const as = headers ? { as: 'nobody' as const, headers } : {}
  const product = await newProduct(node, { seller_id: undefined }, as)
  const campaign = await newCampaign(node, { product_id: product.id })
  const participation = await newParticipation(node, campaign.id, { note: 'titip satpam' })
  return { product, campaign, participation }
}

onEachNode('ids of machines', (node) => {
  it('belong to machines alone: a token whose subject is a machine’s former name owns nothing of it', async () => {
    const key = await newKey(node)
    const sales = [await ownSale(node), await ownSale(node, key.headers)]
    expect(sales.map(({ campaign }) => campaign.seller_id)).toEqual(['machine:service', `machine:key:${key.prefix}`])
    const strangers: Caller[] = ['seller:service', `seller:key:${key.prefix}`]
    for (const as of strangers) {
      expect((await node.ask('GET', '/auth/whoami', { as })).status).toBe(200)
      expect((await node.ask('GET', '/campaigns?mine', { as })).body).toEqual([])
      for (const { product, campaign, participation } of sales) {
        for (const [method, path, code, body] of [
          ['GET', `/campaigns/${campaign.id}/participants`, 'campaign_not_found', undefined],
          ['POST', `/campaigns/${campaign.id}/cancel`, 'campaign_not_found', {}],
          ['PATCH', `/products/${product.id}`, 'product_not_found', { name: 'Milikku' }],
          ['GET', `/participations/${participation.id}`, 'participation_not_found', undefined],
        ] as const) {
          expectProblem(await node.ask(method, path, { as, body }), 404, code)
        }
      }
    }
  })

  it('are no subjects of tokens', async () => {
    for (const sub of ['machine:service', 'machine:key:sbk_0123456789', 'machine:', 'guest:08123']) {
      const headers = { authorization: `Bearer ${platformToken({ sub, role: 'seller' })}`, 'accept-language': 'en' }
      const { detail } = expectProblem(
        await node.ask('GET', '/auth/whoami', { as: 'nobody', headers }),
        401,
        'token_invalid',
      )
      expect(detail).toContain('machine:')
    }
    // The database says the same, should anything else ask it for a profile.
    const seen = JSON.stringify([{ id: 'machine:service' }, { id: 'guest:1' }, { id: 'machineless' }])
    const rows = await node.services.db.query('select id from sambatan.see_people($1::jsonb)', [seen])
    expect(rows).toEqual([{ id: 'machineless' }])
  })

  it('name nobody who joins, sells or is looked up', async () => {
    const { id } = await newCampaign(node)
    for (const named of ['machine:service', 'guest:1']) {
      const joining = { user_id: named, quantity: 1, shipping_address: address }
      const join = await node.ask('POST', `/campaigns/${id}/join`, { body: joining })
      expectProblem(join, 422, 'validation_failed')
      expect(failedFields(join)).toEqual(['user_id'])
      const product = await node.ask('POST', '/products', { body: { seller_id: named, name: 'Kopi', base_price: 1 } })
      expect([product.status, failedFields(product)]).toEqual([422, ['seller_id']])
      const list = await node.ask('GET', `/participations?user_id=${named}`)
      expect([list.status, failedFields(list)]).toEqual([422, ['user_id']])
      // Whoever calls the function itself is refused by it.
      const request = { campaign_id: id, id: uuidv7(), ...joining, actor: 'service' }
      const [row] = await node.services.db.query('select outcome from sambatan.join_sambatan_campaigns($1::jsonb)', [
        JSON.stringify([request]),
      ])
      expect(row).toEqual({ outcome: 'request_invalid' })
    }
    expectProblem(await node.ask('PATCH', '/people/guest:1', { body: { name: 'Tamu' } }), 404, 'person_not_found')
    expect((await node.ask('GET', '/products?seller_id=machine:service')).status).toBe(200)
    expect((await node.ask('GET', '/campaigns?seller_id=machine:service')).status).toBe(200)
  })

  it('have profiles for the names that machines sell under, each made by its machine alone', async () => {
    const key = await newKey(node)
    const body = { name: 'Toko Wangi' }
    expect((await node.ask('PATCH', '/people/machine:service', { body })).body).toMatchObject(body)
    const { campaign } = await ownSale(node)
    expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body.seller_name).toBe('Toko Wangi')
    expectProblem(await node.ask('PATCH', `/people/machine:key:${key.prefix}`, { body }), 404, 'person_not_found')
  })

  it('are found in the audit trail under either name, and repeats from before meet their first', async () => {
    const { db } = node.services
    const headers = { 'idempotency-key': 'before-the-upgrade' }
    const { id } = await makeCampaign(db, { seller_id: 'rina' })
    const first = await node.ask('POST', `/campaigns/${id}/cancel`, { headers })
    expect((await node.ask('GET', `/campaigns/${id}/logs`)).body[0].actor).toBe('machine:service')
    // The scope is the one that the release before wrote: while an upgrade rolls, either version meets it.
    const [row] = await db.query(`select scope from sambatan.idempotency_keys where key = 'before-the-upgrade'`)
    expect(row).toEqual({ scope: 'service' })
    const again = await node.ask('POST', `/campaigns/${id}/cancel`, { headers })
    expect([again.body.id, again.headers['idempotency-replayed']]).toEqual([first.body.id, 'true'])
    await db.tx((tx) => sql`select sambatan.record_event(${id}, 'campaign_created')`.execute(tx), { actor: 'service' })
    for (const actor of ['service', 'machine:service']) {
      const found = await node.ask('GET', `/audit?campaign_id=${id}&actor=${actor}`)
      expect(found.body.map((entry: { actor: string }) => entry.actor)).toEqual(['service', 'machine:service'])
    }
  })

  it('replace the names that machines had, with their profile and its addresses, and nobody else’s', async () => {
    const { db } = node.services
    const ids = ['service', 'key:sbk_0123456789', 'key:lain', 'services']
    const made = []
    for (const seller_id of ids) {
      const product = await makeProduct(db, { seller_id })
      made.push([product.id, (await makeCampaign(db, { product_id: product.id })).id])
    }
    await db.query(`delete from sambatan.people where id like 'machine:%'`)
    await db.query(`insert into sambatan.people (id, origin, name, created_at, updated_at)
      select id, case when id = 'key:sbk_0123456789' then 'token' else 'service' end, 'Toko ' || id, now(), now()
      from unnest(array['service', 'key:sbk_0123456789', 'services']) id
      on conflict (id) do update set origin = excluded.origin, name = excluded.name`)
    await db.query(
      `insert into sambatan.addresses (id, person_id, label, shipping_address, is_default, created_at, updated_at)
       values ($1, 'service', 'Gudang', $2, true, now(), now())`,
      [uuidv7(), address],
    )
    await db.query(`update sambatan.scheduler_state set paused_by = 'service'`)
    const logs = await db.query('select * from sambatan.audit_logs order by id')
    for (let run = 0; run < 2; run++) await db.tx((tx) => sql.raw(migration).execute(tx))
    const renamed = ['machine:service', 'machine:key:sbk_0123456789', 'key:lain', 'services']
    for (const [table, at] of [
      ['products', 0],
      ['campaigns', 1],
    ] as const) {
      const rows = await db.query<{ seller_id: string }>(
        `select seller_id from sambatan.${table} where id = any ($1::uuid[]) order by id`,
        [made.map((one) => one[at])],
      )
      expect(rows.map((row) => row.seller_id)).toEqual(renamed)
    }
    expect(await db.query(`select id, name from sambatan.people where name like 'Toko %' order by id`)).toEqual([
      // Somebody had signed in with this id: the profile is theirs.
      { id: 'key:sbk_0123456789', name: 'Toko key:sbk_0123456789' },
      { id: 'machine:service', name: 'Toko service' },
      { id: 'services', name: 'Toko services' },
    ])
    expect(await db.query('select person_id from sambatan.addresses')).toEqual([{ person_id: 'machine:service' }])
    expect(await db.query('select paused_by from sambatan.scheduler_state')).toEqual([{ paused_by: 'machine:service' }])
    expect(await db.query('select * from sambatan.audit_logs order by id')).toEqual(logs)
  })
})
