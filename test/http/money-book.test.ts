/** The money book over HTTP: who may say what, once, and what lists say of it. */
import { expect, it } from 'vitest'
import { expectProblem, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const seller = { as: 'seller:seller-1' as const }
const buyer = { as: 'buyer:buyer-1' as const }

onEachNode('the money book', (node) => {
  async function order(wish: Record<string, unknown> = {}) {
    const campaign = await newCampaign(node)
    return { campaign, one: await newParticipation(node, campaign.id, wish) }
  }
  const record = (id: string, body: object, ask: Parameters<typeof node.ask>[2] = seller) =>
    node.ask('POST', `/participations/${id}/money`, { ...ask, body })
  const moneyOf = async (id: string) => (await node.ask('GET', `/participations/${id}/money`, seller)).body

  it('says of a new order what is to be paid', async () => {
    const { one } = await order({ quantity: 2 })
    expect(one).toMatchObject({
      paid_amount: 0,
      returned_amount: 0,
      owed_to_buyer: 0,
      owed_by_buyer: 200_000,
      amount_to_pay: 200_000,
      payment_status: 'unpaid',
    })
  })

  it('takes what was received once per key, and shows it to buyer and seller', async () => {
    const { one } = await order()
    const said = { kind: 'received', amount: 40_000, method: 'qris', reference: 'QR-7', note: 'Uang muka' }
    const once = { ...seller, headers: { 'idempotency-key': 'dp-1' } }
    const [first, again] = [await record(one.id, said, once), await record(one.id, said, once)]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(first.body).toMatchObject({ status: 'reserved', paid_amount: 40_000, payment_status: 'partly_paid' })
    const seen = await node.ask('GET', `/participations/${one.id}/money`, buyer)
    expect(seen.body).toMatchObject([
      { kind: 'received', amount: 40_000, method: 'qris', reference: 'QR-7', recorded_by: 'seller', reversed_by: null },
    ])
    expect((await record(one.id, { kind: 'received' })).body).toMatchObject({
      status: 'confirmed',
      paid_amount: 100_000,
    })
  })

  it('lets the buyer alone give up what is owed to them, and say nothing else', async () => {
    const { one, campaign } = await order()
    expectProblem(await record(one.id, { kind: 'received' }, buyer), 403, 'forbidden')
    await record(one.id, { kind: 'received' })
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { ...seller, body: { reason: 'Bahan habis' } })
    expectProblem(await record(one.id, { kind: 'given_up' }), 403, 'forbidden')
    expectProblem(await record(one.id, { kind: 'given_up' }, { as: 'seller:x' }), 404, 'participation_not_found')
    const given = await record(one.id, { kind: 'given_up' }, buyer)
    expect(given.body).toMatchObject({ given_up_amount: 100_000, owed_to_buyer: 0, payment_status: 'returned' })
  })

  it('refuses more than is due, with the sum in words', async () => {
    const { one } = await order()
    const refused = await node.ask('POST', `/participations/${one.id}/confirm`, {
      ...seller,
      headers: { 'accept-language': 'en' },
      body: { payment: { amount: 100_001 } },
    })
    expectProblem(refused, 409, 'more_than_due')
    expect(refused.body.detail).toContain('100,000')
    expectProblem(await record(one.id, { kind: 'received', on: '2999-01-01' }), 422, 'money_date_in_future')
    const old = await record(one.id, { kind: 'received', on: '1900-01-01' })
    expectProblem(old, 422, 'money_date_too_old')
    expect(old.body.errors).toMatchObject([{ path: 'on' }])
    const said = await node.ask('POST', `/participations/${one.id}/paid`, { body: { on: '1900-01-01' } })
    expectProblem(said, 422, 'money_date_too_old')
    expectProblem(await record(one.id, { kind: 'received', amount: 0 }), 422, 'validation_failed')
    expectProblem(await record(one.id, { kind: 'sent_back' }), 409, 'nothing_owed')
  })

  it('confirms with what was received, or without; for many with a preview', async () => {
    const { campaign, one } = await order()
    const part = await node.ask('POST', `/participations/${one.id}/confirm`, {
      ...seller,
      body: { payment: { amount: 60_000, method: 'cash' }, waive: true },
    })
    expect(part.body).toMatchObject({
      status: 'confirmed',
      paid_amount: 60_000,
      waived_amount: 40_000,
      owed_by_buyer: 0,
    })
    const others = [
      await newParticipation(node, campaign.id, { user_id: 'buyer-2' }),
      await newParticipation(node, campaign.id, { user_id: 'buyer-3', quantity: 2 }),
    ].map(({ id }) => id)
    const many = (body: object) =>
      node.ask('POST', `/campaigns/${campaign.id}/participants/confirm`, { ...seller, body: { ids: others, ...body } })
    expect((await many({ dry_run: true })).body).toMatchObject({ received: 300_000, waived: 0, refused: [] })
    expect(await moneyOf(others[0]!)).toEqual([])
    expect((await many({ payment: null })).body).toMatchObject({ received: 0 })
    expect((await node.ask('GET', `/campaigns/${campaign.id}/money`, seller)).body).toMatchObject({
      agreed: 400_000,
      received: 60_000,
      waived: 40_000,
      owed_by_buyers: 300_000,
      participations: { paid: 1, unpaid: 2 },
    })
    const unpaid = await node.ask('GET', `/money?owed=by_buyers&campaign_id=${campaign.id}&limit=1`, seller)
    expect(unpaid.body).toMatchObject([{ participation_id: others[0], amount: 100_000, since: expect.any(String) }])
    expect(unpaid.headers.link).toContain('rel="next"')
    const csv = await node.ask('GET', `/campaigns/${campaign.id}/participants.csv?lang=en`, seller)
    expect(csv.text).toContain('Left to pay')
    expect(csv.text).toMatch(/Not paid,0,0,100000,0/)
  })

  it('takes a list of codes line by line, says beforehand what becomes of each, and records none twice', async () => {
    const { campaign, one } = await order()
    const [part, more, over, elsewhere] = [
      await newParticipation(node, campaign.id, { user_id: 'buyer-2', quantity: 2 }),
      await newParticipation(node, campaign.id, { user_id: 'buyer-3' }),
      await newParticipation(node, campaign.id, { user_id: 'buyer-4' }),
      (await order()).one,
    ]
    await node.ask('POST', `/participations/${over.id}/cancel`, { ...seller, body: { reason: 'Batal' } })
    await node.ask('POST', `/participations/${more.id}/paid`, { body: {} })
    const lines = [
      { code: `#${one.code.toLowerCase()}` },
      { code: part.code, amount: 50_000 },
      { code: more.code, amount: 120_000 },
      { code: over.code, amount: 100_000 },
      { code: one.code, amount: 100_000 },
      { code: elsewhere.code },
      { code: 'bukan kode' },
    ]
    const send = (wish: object, ask: Parameters<typeof node.ask>[2] = seller) =>
      node.ask('POST', `/campaigns/${campaign.id}/money/received`, { ...ask, body: { lines, ...wish } })
    const outcomesOf = ({ body }: { body: { lines: { outcome: string }[] } }) =>
      body.lines.map(({ outcome }) => outcome)
    const seen = await send({ dry_run: true })
    const left = ['more_than_due', 'over', 'twice', 'not_of_campaign', 'not_of_campaign']
    expect(outcomesOf(seen)).toEqual(['fits', 'fits', ...left])
    expect(seen.body).toMatchObject({ currency: 'IDR', totals: { participations: 2, amount: 150_000 } })
    expect(seen.body.lines[0]).toMatchObject({
      code: one.code,
      participation_id: one.id,
      amount: 100_000,
      owed: 100_000,
    })
    expect(await moneyOf(one.id), 'nothing is recorded by looking').toEqual([])
    expectProblem(await send({ on: '2031-01-01' }), 422, 'money_date_in_future')
    expectProblem(await send({}, { as: 'seller:lain' }), 404, 'campaign_not_found')
    const done = await send({ method: 'qris', reference: 'QR-9' })
    expect(outcomesOf(done)).toEqual(['recorded', 'recorded', ...left])
    expect(await moneyOf(one.id)).toMatchObject([{ amount: 100_000, method: 'qris', reference: 'QR-9' }])
    expect((await node.ask('GET', `/participations/${one.id}`, seller)).body).toMatchObject({ status: 'confirmed' })
    expect(outcomesOf(await send({})), 'the same list once more').toEqual(['paid', 'recorded_before', ...left])
    expect(await moneyOf(part.id)).toHaveLength(1)
    const meant = lines.map((line) => ({ ...line, anyway: true }))
    expect(outcomesOf(await send({ lines: meant.slice(0, 4) }))).toEqual(['paid', 'recorded', 'recorded', 'recorded'])
    const stateOf = async (id: string) => (await node.ask('GET', `/participations/${id}`, seller)).body
    expect(await stateOf(part.id)).toMatchObject({ paid_amount: 100_000, owed_by_buyer: 100_000 })
    expect(await stateOf(more.id)).toMatchObject({ status: 'confirmed', owed_to_buyer: 20_000 })
    expect(await stateOf(over.id)).toMatchObject({ owed_to_buyer: 100_000 })
    const [claim] = (await node.ask('GET', `/participations/${more.id}/claims`, seller)).body
    expect(claim.record_id, 'who said that they have paid is answered').not.toBeNull()
  })

  it('lists what is owed back by seller, with totals, and takes that it was sent', async () => {
    const product = await newProduct(node, { seller_id: 'seller-9' })
    const campaign = await newCampaign(node, { product_id: product.id })
    const ids: string[] = []
    for (const user_id of ['buyer-1', 'buyer-2']) {
      const { id } = await newParticipation(node, campaign.id, { user_id })
      await node.ask('POST', `/participations/${id}/confirm`, { body: {} })
      ids.push(id)
    }
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: { reason: 'Bahan habis' } })
    const nine = { as: 'seller:seller-9' as const }
    const owed = () => node.ask('GET', '/money', nine)
    expect((await owed()).body).toMatchObject(
      ids.map((id) => ({ participation_id: id, payment_status: 'return_owed' })),
    )
    expect((await node.ask('GET', '/money/totals', nine)).body).toMatchObject([
      { campaign_id: campaign.id, amount: 200_000, participations: 2 },
    ])
    expectProblem(await node.ask('GET', '/money?seller_id=seller-9', seller), 403, 'forbidden')
    expect((await node.ask('GET', `/money?campaign_id=${campaign.id}`, seller)).body).toEqual([])
    const sending = (body: object, ask = nine) =>
      node.ask('POST', '/money/sent-back', {
        ...ask,
        body: { lines: ids.map((participation_id) => ({ participation_id, reference: 'TRX 1' })), ...body },
      })
    expect((await sending({}, seller as never)).body).toMatchObject({ sent_back: [], refused: [{}, {}] })
    expect((await sending({ dry_run: true })).body).toMatchObject({
      dry_run: true,
      totals: [{ currency: 'IDR', amount: 200_000 }],
    })
    expect((await owed()).body).toHaveLength(2)
    expect((await sending({})).body).toMatchObject({ sent_back: [{ still_owed: 0 }, { still_owed: 0 }], refused: [] })
    expect((await owed()).body).toEqual([])
    const twice = { lines: [ids[0], ids[0]].map((participation_id) => ({ participation_id })) }
    expectProblem(await node.ask('POST', '/money/sent-back', { ...nine, body: twice }), 422, 'validation_failed')
  })

  it('finds participants by their money, and gives what is owed as files', async () => {
    const product = await newProduct(node, { seller_id: 'seller-8' })
    const campaign = await newCampaign(node, { product_id: product.id, title: '=Kenanga' })
    const eight = { as: 'seller:seller-8' as const }
    const [paid, part] = [
      await newParticipation(node, campaign.id, { user_id: 'buyer-1' }),
      await newParticipation(node, campaign.id, { user_id: 'buyer-2' }),
    ]
    await record(paid.id, { kind: 'received' }, eight)
    await record(part.id, { kind: 'received', amount: 40_000 }, eight)
    const found = async (query: string, ask: object = eight) =>
      node.ask('GET', `/campaigns/${campaign.id}/participants${query}`, ask)
    const ids = async (query: string) => (await found(query)).body.map(({ id }: { id: string }) => id)
    expect(await ids('?payment_status=paid')).toEqual([paid.id])
    expect(await ids('?owed=by_buyers&sort=oldest')).toEqual([part.id])
    expect((await found('.csv?owed=by_buyers&lang=en')).text.match(/Partly paid/g)).toHaveLength(1)
    const { key } = (await node.ask('POST', '/api-keys', { body: { name: 'Gudang', scopes: ['participants'] } })).body
    const blind = { headers: { authorization: `Bearer ${key}` } }
    expect((await found('', blind)).status).toBe(200)
    expectProblem(await found('?owed=by_buyers', blind), 403, 'scope_missing')
    expectProblem(await found('.csv?payment_status=paid', blind), 403, 'scope_missing')
    const glance = (await node.ask('GET', `/campaigns/${campaign.id}/money`, eight)).body
    expect(glance).toMatchObject({ owing_participations: 1, owed_by_buyers: 60_000 })
    const csv = await node.ask('GET', '/money.csv?owed=by_buyers&lang=en', eight)
    expect(csv.headers['content-disposition']).toContain('left-to-pay.csv')
    expect(csv.text).toContain("'=Kenanga")
    expect(csv.text).toMatch(/,60000,IDR,/)
    expect(csv.text).not.toContain('Seller')
    expect((await node.ask('GET', '/money.csv?lang=en', {})).text).toContain('Seller')
    const xlsx = await node.ask('GET', '/money.xlsx?owed=by_buyers', eight)
    expect([xlsx.status, xlsx.headers['content-type']]).toEqual([200, expect.stringContaining('spreadsheetml')])
    expect((await node.ask('GET', '/money/totals?owed=by_buyers', eight)).body).toMatchObject([{ seller_name: null }])
  })

  it('gives seller and operators the work of what has not arrived', async () => {
    const { one, campaign } = await order()
    await record(one.id, { kind: 'received' })
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { ...seller, body: { reason: 'Bahan habis' } })
    await record(one.id, { kind: 'sent_back', method: 'bank_transfer' })
    const sent = (await moneyOf(one.id))[1]
    const said = await node.ask('POST', `/money/${sent.id}/not-arrived`, { ...buyer, body: { note: 'BCA kosong' } })
    expect(said.status, said.text).toBe(200)
    const reports = (open: boolean) => node.ask('GET', `/money/reports?campaign_id=${campaign.id}&open=${open}`, seller)
    expect((await reports(true)).body).toMatchObject([
      { record_id: sent.id, amount: 100_000, note: 'BCA kosong', answered_at: null },
    ])
    const answered = await node.ask('POST', `/money/${sent.id}/answer`, { ...seller, body: { answer: 'Cek lagi' } })
    expect(answered.status, answered.text).toBe(200)
    expect([(await reports(true)).body.length, (await reports(false)).body.length]).toEqual([0, 1])
    const logs = await node.ask('GET', `/participations/${one.id}/logs`, buyer)
    expect(logs.body.at(-1)).toMatchObject({ event: 'money_answered', metadata: { answer: 'Cek lagi' } })
    const back = await node.ask('POST', `/money/${sent.id}/reverse`, { ...seller, body: { reason: 'Rekening salah' } })
    expect(back.status, back.text).toBe(201)
    expect(back.body).toMatchObject({ owed_to_buyer: 100_000 })
  })
})
