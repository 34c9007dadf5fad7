/** How it is paid: who reads it, who never does, and what becomes of its pictures. */
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { pruneAll } from '../../src/jobs/definitions/prune.ts'
import { relay } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { jpeg, phoneJpeg } from '../support/pictures.ts'
import { addressOf, type Caller, credentials, expectProblem, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const number = '0123 4567 890'
const bank = { kind: 'bank', provider: 'BCA', number, holder: 'Sri Wahyuni' }
let sellers = 0

onEachNode('how it is paid', (node) => {
  /** A seller of their own with a campaign that buyer-1 has joined. */
  async function begin(wish: Record<string, unknown> = {}) {
    const seller = { as: `seller:toko-${++sellers}` as Caller }
    const sellerId = `toko-${sellers}`
    const product = await newProduct(node, { seller_id: sellerId })
    const campaign = await newCampaign(node, { product_id: product.id, ...wish })
    const one = await newParticipation(node, campaign.id)
    return { seller, sellerId, campaign, one, own: `/sellers/${sellerId}/payment-instructions` }
  }
  const say = (path: string, body: object, ask: { as: Caller }) => node.ask('PUT', path, { ...ask, body })
  const read = (id: string, as: Caller = 'buyer:buyer-1') =>
    node.ask('GET', `/participations/${id}/payment-instructions`, { as })

  async function send(file: Buffer, as: Caller): Promise<{ id: string; width: number; height: number }> {
    const { statusCode, body } = await node.app.inject({
      method: 'POST',
      url: addressOf('/money/pictures'),
      headers: { 'content-type': 'image/jpeg', ...credentials(as) },
      payload: file,
    })
    expect(statusCode, body).toBe(201)
    return JSON.parse(body)
  }
  const look = (id: string, as: Caller) =>
    node.app.inject({ method: 'GET', url: addressOf(`/money/pictures/${id}`), headers: credentials(as) })

  it('is read by who has joined, with the exact amount and until when, and by nobody else', async () => {
    const { seller, own, one, campaign } = await begin({ hold_minutes: 1440 })
    expect((await read(one.id)).body).toMatchObject({
      amount_to_pay: 100_000,
      accounts: [],
      words: '',
      changed_at: null,
    })
    const saved = await say(own, { accounts: [bank], words: 'Cantumkan kode.' }, seller)
    expect(saved.body).toMatchObject({ of: 'seller', accounts: [{ ...bank, picture: null }], words: 'Cantumkan kode.' })
    const { body } = await read(one.id)
    expect(body).toMatchObject({
      code: one.code,
      amount_to_pay: 100_000,
      currency: 'IDR',
      pay_until: one.hold_expires_at,
      accounts: [{ number }],
      words: 'Cantumkan kode.',
    })
    expect(one.pay_until).toBe(one.hold_expires_at)
    expectProblem(await read(one.id, 'buyer:buyer-2'), 404, 'participation_not_found')
    expectProblem(await node.ask('GET', own, { as: 'seller:lain' }), 404, 'seller_not_found')
    for (const path of [
      `/campaigns/${campaign.id}`,
      `/sellers/${seller.as.split(':')[1]}`,
      `/campaigns/${campaign.id}/logs`,
    ]) {
      expect((await node.ask('GET', path)).text, path).not.toContain('4567')
    }
    await node.ask('POST', `/participations/${one.id}/cancel`, { as: 'buyer:buyer-1' })
    expect((await read(one.id)).body, 'nobody is to pay for what is over').toMatchObject({
      amount_to_pay: 0,
      accounts: [],
      pay_until: null,
    })
  })

  it('asks for an exact sum that names the order, where its seller wishes that, and tells it wherever the sum is told', async () => {
    const { seller, own, campaign } = await begin()
    const wish = { accounts: [bank], words: '', unique_amounts: true }
    expect((await say(own, wish, seller)).body).toMatchObject({ of: 'seller', unique_amounts: true })
    await node.ask('GET', '/people/me', { as: 'buyer:buyer-9' })
    const one = await newParticipation(node, campaign.id, { user_id: 'buyer-9' })
    const { unique_part: part } = one
    expect(part).toBeGreaterThanOrEqual(1)
    expect(one).toMatchObject({ amount: 100_000, amount_to_pay: 100_000 + part, owed_by_buyer: 100_000 + part })
    expect((await read(one.id, 'buyer:buyer-9')).body).toMatchObject({
      amount_to_pay: 100_000 + part,
      unique_part: part,
    })
    const listed = await node.ask('GET', `/campaigns/${campaign.id}/participants`, seller)
    expect(listed.body[0]).toMatchObject({ id: one.id, unique_part: part })
    const file = await node.ask('GET', `/campaigns/${campaign.id}/participants.csv?lang=id`, seller)
    const [header, row] = file.text.replace(/^\uFEFF/, '').split('\r\n')
    const fromEnd = header!.split(',').length - header!.split(',').indexOf('Kode unik')
    expect(row!.split(',').at(-fromEnd), 'addresses have commas, sums have none').toBe(String(part))
    await relay(node.services.db)
    const inbox = await node.ask('GET', '/people/me/notifications?limit=100', { as: 'buyer:buyer-9' })
    const joined = inbox.body.find((each: { campaign_id: string }) => each.campaign_id === campaign.id)
    const sum = `Rp${(100_000 + part).toLocaleString('id-ID')}`
    expect(JSON.stringify(joined).replace(/\s/g, ' ').replaceAll('Rp ', 'Rp')).toContain(sum)
    expect(JSON.stringify(joined)).toContain('kode unik')
    const late = await node.ask('POST', `/participations/${one.id}/confirm`, { ...seller, body: {} })
    expect(late.body).toMatchObject({ paid_amount: 100_000 + part, payment_status: 'paid' })
    expect((await read(one.id, 'buyer:buyer-9')).body, 'nothing is left to name').toMatchObject({ unique_part: null })
  })

  it('is due after completing for as many days as the campaign gives, which can only become more', async () => {
    const { seller, campaign, one } = await begin({ total_slots: 2, minimum_slots: 1, payment_days: 3 })
    const change = (payment_days: number) =>
      node.ask('PATCH', `/campaigns/${campaign.id}`, { ...seller, body: { payment_days } })
    expect(campaign.payment_days).toBe(3)
    expectProblem(await change(2), 409, 'terms_frozen')
    expect((await change(5)).body.payment_days).toBe(5)
    expectProblem(await change(61), 422, 'validation_failed')
    await newParticipation(node, campaign.id, { user_id: 'buyer-3' })
    await node.ask('POST', '/lifecycle/run')
    const { body } = await node.ask('GET', `/participations/${one.id}`, { as: 'buyer:buyer-1' })
    const [row] = await node.services.db.query<{ at: Date }>(
      'select fulfilled_at as at from sambatan.campaigns where id = $1',
      [campaign.id],
    )
    expect(body).toMatchObject({
      status: 'confirmed',
      pay_until: new Date(row!.at.getTime() + 5 * 24 * 3_600_000).toISOString(),
    })
  })

  it('is said of one campaign in place of all, and goes back to that of all', async () => {
    const { seller, own, one, campaign } = await begin()
    const ofThis = `/campaigns/${campaign.id}/payment-instructions`
    await say(own, { accounts: [bank] }, seller)
    expect((await node.ask('GET', ofThis, seller)).body).toMatchObject({ of: 'seller', accounts: [{ number }] })
    const other = { kind: 'ewallet', provider: 'DANA', number: '+62 812-0000-0000' }
    expect((await say(ofThis, { accounts: [other] }, seller)).body).toMatchObject({
      of: 'campaign',
      accounts: [{ provider: 'DANA', holder: null }],
    })
    expect((await read(one.id)).body.accounts).toMatchObject([{ provider: 'DANA' }])
    expect((await node.ask('DELETE', ofThis, seller)).body).toMatchObject({ of: 'seller', accounts: [{ number }] })
    expect((await read(one.id)).body.accounts).toMatchObject([{ number }])
  })

  it('tells who has still to pay that it has changed, once, and keeps the accounts out of what is recorded', async () => {
    const { seller, sellerId, own, one, campaign } = await begin()
    const { db } = node.services
    await node.ask('GET', '/people/me', { as: 'buyer:buyer-1' })
    await node.ask('GET', '/people/me', { as: 'buyer:buyer-2' })
    const paid = await newParticipation(node, campaign.id, { user_id: 'buyer-2' })
    await node.ask('POST', `/participations/${paid.id}/confirm`, { body: {} })
    await say(own, { accounts: [bank] }, seller)
    await say(own, { accounts: [bank] }, seller)
    const events = await db.query<{ metadata: object }>(
      `select metadata from sambatan.audit_logs where campaign_id = $1 and event = 'payment_instructions_changed'`,
      [campaign.id],
    )
    expect(events, 'what is as it was changes nothing').toEqual([{ metadata: { first: true } }])
    await say(own, { accounts: [{ ...bank, number: '999 000 111' }] }, seller)
    await relay(db)
    const told = (as: Caller) => node.ask('GET', '/people/me/notifications?limit=100', { as })
    const kinds = (await told('buyer:buyer-1')).body.filter(
      (each: { campaign_id: string }) => each.campaign_id === campaign.id,
    )
    const changed = kinds.filter((each: { kind: string }) => each.kind === 'payment_changed')
    expect(changed.reduce((sum: number, { events }: { events: number }) => sum + events, 0)).toBe(2)
    expect(JSON.stringify(changed), 'their inbox says where to pay').toContain('999 000 111')
    expect(JSON.stringify((await told('buyer:buyer-2')).body)).not.toContain('payment_changed')
    const recorded = await db.query(
      `select to_jsonb(a) as one from sambatan.audit_logs a where a.metadata::text like '%999 000%'
      union all select to_jsonb(l) from sambatan.access_logs l where l.metadata::text like '%999 000%'`,
    )
    expect(recorded).toEqual([])
    const access = await node.ask('GET', `/access-log?person_id=${sellerId}`)
    expect(access.body[0]).toMatchObject({ event: 'payment_instructions_changed', metadata: { accounts: 1 } })
    expect((await read(one.id)).body.changed_at).not.toBeNull()
  })

  it('refuses what nobody could pay to, by its field', async () => {
    const { seller, own } = await begin()
    const refused = async (account: object) => {
      const answer = await say(own, { accounts: [account] }, seller)
      expectProblem(answer, 422, 'validation_failed')
      return answer.body.errors.map(({ path }: { path: string }) => path)
    }
    expect(await refused({ kind: 'bank', provider: 'BCA' })).toEqual(['accounts.0.number', 'accounts.0.holder'])
    expect(await refused({ ...bank, number: 'rekening saya' })).toEqual(['accounts.0.number'])
    expect(await refused({ kind: 'qris' })).toEqual(['accounts.0.picture_id'])
    const unknown = { kind: 'qris', picture_id: '01a20f0d-5805-7000-a7e3-f62fbc3da215' }
    expectProblem(await say(own, { accounts: [unknown] }, seller), 404, 'picture_not_found')
    const stolen = await send(await jpeg({ seed: 5 }), 'seller:lain')
    expectProblem(
      await say(own, { accounts: [{ kind: 'qris', picture_id: stolen.id }] }, seller),
      404,
      'picture_not_found',
    )
  })

  it('shows a code to who has joined alone, clean, at no public address, and forgets it when it is replaced', async () => {
    const { seller, own, one } = await begin()
    const picture = await send(await phoneJpeg(6), seller.as)
    expect(await send(await phoneJpeg(6), seller.as), 'the same file before it is used is the same picture').toEqual(
      picture,
    )
    await say(own, { accounts: [{ kind: 'qris', holder: 'TOKO', picture_id: picture.id }] }, seller)
    expect((await read(one.id)).body.accounts).toMatchObject([{ kind: 'qris', picture }])
    const seen = await look(picture.id, 'buyer:buyer-1')
    expect(seen.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-store' })
    const { exif, xmp, width } = await sharp(seen.rawPayload).metadata()
    expect({ exif, xmp, width }).toEqual({ exif: undefined, xmp: undefined, width: picture.width })
    expect((await look(picture.id, seller.as)).statusCode).toBe(200)
    expect((await look(picture.id, 'buyer:buyer-2')).statusCode).toBe(404)
    expect((await look(picture.id, 'nobody')).statusCode).toBe(401)
    const [{ key } = { key: '' }] = await node.services.db.query<{ key: string }>(
      'select blob_key as key from sambatan.private_pictures where id = $1',
      [picture.id],
    )
    for (const width of [480, 960, 1600]) {
      expect((await node.app.inject({ url: `/photos/${key}/${width}.webp` })).statusCode).toBe(404)
    }
    await node.ask('POST', `/participations/${one.id}/cancel`, { as: 'buyer:buyer-1' })
    expect((await look(picture.id, 'buyer:buyer-1')).statusCode, 'who has left sees it no more').toBe(404)
    const { db, storage } = node.services
    await pruneAll(db, storage, silentLog)
    expect((await look(picture.id, seller.as)).statusCode, 'what is shown stays').toBe(200)
    await say(own, { accounts: [bank] }, seller)
    await db.query(
      `update sambatan.private_pictures set unused_since = unused_since - interval '25 hours' where id = $1`,
      [picture.id],
    )
    await pruneAll(db, storage, silentLog)
    expect(await storage.get(`private/${key}.webp`)).toBeUndefined()
    expect((await look(picture.id, seller.as)).statusCode).toBe(404)
  })

  it('takes that somebody has paid once per key, shows the proof to buyer and seller alone, and tells the answer', async () => {
    const { seller, sellerId, one, campaign } = await begin({ hold_minutes: 1440 })
    const buyer = { as: 'buyer:buyer-1' as Caller }
    await node.ask('GET', '/people/me', buyer)
    await node.ask('GET', '/people/me', seller)
    const proof = await send(await phoneJpeg(6, { seed: 77 }), buyer.as)
    const say = (body: object, ask: Parameters<typeof node.ask>[2] = buyer) =>
      node.ask('POST', `/participations/${one.id}/paid`, { ...ask, body })
    const once = { ...buyer, headers: { 'idempotency-key': `paid-${one.id}` } }
    const body = { amount: 100_000, on: '2026-01-02', note: 'Rekening Budi', picture_id: proof.id }
    const [first, again] = [await say(body, once), await say(body, once)]
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(first.body).toMatchObject({ amount: 100_000, picture: proof, note: 'Rekening Budi' })
    expectProblem(await say(body, seller), 404, 'participation_not_found')
    for (const as of [buyer.as, seller.as]) expect((await look(proof.id, as)).statusCode).toBe(200)
    for (const as of ['buyer:buyer-2', 'seller:lain'] as Caller[])
      expect((await look(proof.id, as)).statusCode).toBe(404)
    const waiting = await node.ask('GET', '/money/claims', seller)
    expect(waiting.body).toMatchObject([{ id: first.body.id, code: one.code, owed_by_buyer: 100_000 }])
    expectProblem(await node.ask('GET', `/money/claims?seller_id=${sellerId}`, { as: 'seller:lain' }), 403, 'forbidden')
    const { created_at: since } = first.body
    const total = { campaign_id: campaign.id, participations: 1, amount: 100_000, currency: 'IDR', since }
    expect((await node.ask('GET', '/money/claims/totals', seller)).body).toMatchObject([total])
    expect((await node.ask('GET', '/money/claims/totals', { as: 'seller:lain' })).body).toEqual([])
    const events = await node.ask('GET', `/campaigns/${campaign.id}/logs`, seller)
    expect(events.text).toContain('payment_claimed')
    expect(events.text, 'what they wrote stands in no event').not.toContain('Budi')
    const answered = await node.ask('POST', `/money/claims/${first.body.id}/answer`, {
      ...seller,
      body: { answer: 'Belum masuk sampai sore' },
    })
    expect(answered.body).toMatchObject({ answer: 'Belum masuk sampai sore' })
    for (const path of ['/money/claims', '/money/claims/totals'])
      expect((await node.ask('GET', path, seller)).body).toEqual([])
    await relay(node.services.db)
    const inbox = async (ask: { as: Caller }) => (await node.ask('GET', '/people/me/notifications?limit=50', ask)).text
    expect(await inbox(buyer)).toContain('Belum masuk sampai sore')
    expect(await inbox(seller)).toContain('sale_payment_claimed')
    await say({})
    await node.ask('POST', `/participations/${one.id}/money`, { ...seller, body: { kind: 'received' } })
    expect((await node.ask('GET', `/participations/${one.id}/claims`, buyer)).body).toMatchObject([
      { answer: 'Belum masuk sampai sore' },
      { answer: null, record_id: expect.any(String) },
    ])
    const mine = await node.ask('POST', '/people/buyer-1/export')
    expect(mine.body.payment_claims.length).toBeGreaterThanOrEqual(2)
    expect(mine.body.money).toContainEqual(expect.objectContaining({ participation_id: one.id, kind: 'received' }))
  })

  it('is in the data of the seller, and goes with them', async () => {
    const { seller, sellerId, own, campaign } = await begin()
    await node.ask('GET', '/people/me', seller)
    const { id } = await send(await jpeg({ seed: 9 }), seller.as)
    await say(own, { accounts: [bank, { kind: 'qris', picture_id: id }] }, seller)
    await say(`/campaigns/${campaign.id}/payment-instructions`, { accounts: [], words: 'Tunai' }, seller)
    const exported = await node.ask('POST', `/people/${sellerId}/export`)
    expect(exported.body.payment_instructions).toMatchObject([
      { campaign_id: null, accounts: [{ number }, { kind: 'qris' }] },
      { campaign_id: campaign.id, words: 'Tunai' },
    ])
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: { reason: 'Berhenti' } })
    expect((await node.ask('POST', `/people/${sellerId}/erase`)).status).toBe(200)
    const { db, storage } = node.services
    expect(await db.query('select id from sambatan.payment_instructions where seller_id = $1', [sellerId])).toEqual([])
    await pruneAll(db, storage, silentLog)
    expect(await db.query('select id from sambatan.private_pictures where id = $1', [id])).toEqual([])
  })
})
