/** Refund accounts and files for the bank over HTTP: who may say and see what. */
import { expect, it } from 'vitest'
import { expectProblem, onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

const account = { provider: 'bca', number: '012 345 6789', holder: 'Rani Puspitasari' }
const seven = { as: 'seller:seller-7' as const }

onEachNode('where money goes back to', (node) => {
  async function owed(user: string) {
    const product = await newProduct(node, { seller_id: 'seller-7' })
    const campaign = await newCampaign(node, { product_id: product.id })
    const one = await newParticipation(node, campaign.id, { user_id: user })
    await node.ask('POST', `/participations/${one.id}/confirm`, { body: {} })
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: { reason: 'Bahan habis' } })
    return { one, campaign }
  }
  const give = (user: string, wish: object = {}) =>
    node.ask('PUT', '/people/me/refund-account', { as: `buyer:${user}`, body: { ...account, ...wish } })

  it('is said by its person, held to the shape of its bank, and shown back by four digits', async () => {
    const mine = { as: 'buyer:rek-1' as const }
    expectProblem(await node.ask('GET', '/people/me/refund-account', mine), 404, 'refund_account_not_found')
    for (const [wish, path] of [
      [{ number: '123' }, 'number'],
      [{ number: '01234567890' }, 'number'],
      [{ number: '0000000000' }, 'number'],
      [{ provider: 'gopay', number: '021 555 1234' }, 'number'],
      [{ provider: 'bank-mimpi' }, 'provider'],
      [{ holder: '=HYPERLINK("x")' }, 'holder'],
    ] as const) {
      const refused = await give('rek-1', wish)
      expectProblem(refused, 422, 'validation_failed')
      expect(refused.body.errors.map((error: { path: string }) => error.path)).toEqual([path])
    }
    const given = await give('rek-1')
    expect(given.status, given.text).toBe(200)
    expect((await node.ask('GET', '/people/me/refund-account', mine)).body).toMatchObject({
      name: 'BCA',
      holder_initial: 'R',
      number_ends: '6789',
    })
    expect(given.text).not.toMatch(/Puspitasari|0123456789/)
    expectProblem(await node.ask('GET', '/people/rek-1/refund-account', seven), 404, 'person_not_found')
    const exported = await node.ask('POST', '/people/me/export', { ...mine, body: {} })
    expect(exported.body.refund_account).toMatchObject({ number: '0123456789', holder: account.holder })
    const byOperator = await node.ask('POST', '/people/rek-1/export', { as: 'operator:op-1', body: {} })
    expect(byOperator.body.refund_account).toMatchObject({ number_ends: '6789' })
    expect(byOperator.text).not.toContain('0123456789')
    expect((await node.ask('DELETE', '/people/me/refund-account', mine)).body).toEqual({ status: 'done' })
    const providers = await node.ask('GET', '/refund-providers', { as: 'nobody' })
    expect(providers.body).toContainEqual({ id: 'bca', kind: 'bank', name: 'BCA', code: '014', digits: [10, 10] })
  })

  it('is shown to the seller who owes, and to no other', async () => {
    const { one } = await owed('rek-2')
    await give('rek-2')
    const path = `/participations/${one.id}/refund-account`
    const shown = await node.ask('POST', path, { ...seven, body: {} })
    expect(shown.body).toMatchObject({ number: '0123456789', holder: account.holder, code: '014', amount: 100_000 })
    expectProblem(await node.ask('POST', path, { as: 'seller:seller-1', body: {} }), 404, 'participation_not_found')
    expectProblem(await node.ask('POST', path, { as: 'buyer:rek-2', body: {} }), 403, 'forbidden')
    const logs = await node.ask('GET', `/participations/${one.id}/logs`, { as: 'buyer:rek-2' })
    const events = logs.body.map(({ event }: { event: string }) => event)
    expect(events).toEqual(expect.arrayContaining(['refund_account_changed', 'refund_account_shown']))
    expect(logs.text).not.toContain('6789')
    await node.ask('POST', `/participations/${one.id}/money`, { ...seven, body: { kind: 'sent_back' } })
    expectProblem(await node.ask('POST', path, { ...seven, body: {} }), 409, 'refund_account_not_shown')
  })

  it('is a file for the bank, and the same file is what was sent, once', async () => {
    const [{ one, campaign }, other] = [await owed('rek-3'), await owed('rek-4')]
    await give('rek-3')
    const content = await node.ask('GET', `/money/bank-file?campaign_id=${campaign.id}`, seven)
    expect(content.body).toMatchObject({
      with_account: { participations: 1, totals: [{ currency: 'IDR', amount: 100_000 }] },
      without_account: { participations: 0, totals: [] },
      lines_max: 500,
    })
    const take = (ask: object = seven) =>
      node.ask('POST', '/money/bank-file', {
        ...ask,
        body: { campaign_id: campaign.id, lang: 'id', separator: 'semicolon' },
      })
    const file = await take()
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.text.replace('\ufeff', '').split('\r\n')).toEqual([
      'Jumlah;Mata uang;Nama pemilik;Nomor rekening;Kode bank;Bank;Berita;ID pesanan',
      `100000;IDR;Rani Puspitasari;0123456789;014;BCA;${one.code}-1;${one.id}`,
      '',
    ])
    expectProblem(await take({ as: 'buyer:rek-3' }), 403, 'forbidden')
    const read = (query = '', raw = file.text) =>
      node.ask('POST', `/money/bank-file/read${query}`, { ...seven, headers: { 'content-type': 'text/csv' }, raw })
    const preview = await read('?dry_run=true')
    expect(preview.body, preview.text).toMatchObject({
      dry_run: true,
      lines: [{ participation_id: one.id, outcome: 'fits', nth: 1, reference: `${one.code}-1` }],
      totals: [{ currency: 'IDR', amount: 100_000 }],
    })
    const line = { participation_id: one.id, amount: 100_000, reference: `${one.code}-1`, nth: 1 }
    const send = () => node.ask('POST', '/money/sent-back', { ...seven, body: { lines: [line] } })
    expect((await read()).body).toMatchObject({ lines: [{ outcome: 'sent_back' }] })
    expect((await read()).body).toMatchObject({ lines: [{ outcome: 'already_sent' }], totals: [] })
    expect((await send()).body).toMatchObject({ sent_back: [], refused: [{ code: 'already_sent' }] })
    expectProblem(await read('', 'Nama;Umur\nRani;30'), 422, 'bank_file_unreadable')
    expectProblem(await read('', ''), 422, 'bank_file_unreadable')
    expect((await node.ask('GET', `/money?campaign_id=${other.campaign.id}`, seven)).body).toMatchObject([
      { refund_account: null },
    ])
  })

  it('is for keys with the scope payments alone', async () => {
    await owed('rek-5')
    const { body: key } = await node.ask('POST', '/api-keys', {
      body: { name: 'Toko', scopes: ['people', 'payments'] },
    })
    const { body: narrow } = await node.ask('POST', '/api-keys', { body: { name: 'CRM', scopes: ['people'] } })
    const by = (one: { key: string }) => ({ as: 'nobody' as const, headers: { authorization: `Bearer ${one.key}` } })
    const kept = await node.ask('PUT', '/people/pelanggan-9/refund-account', { ...by(key), body: account })
    expect(kept.body, kept.text).toMatchObject({ number_ends: '6789' })
    expectProblem(await node.ask('GET', '/people/pelanggan-9/refund-account', by(narrow)), 403, 'scope_missing')
    const exported = await node.ask('POST', '/people/pelanggan-9/export', { ...by(narrow), body: {} })
    expect(exported.body).not.toHaveProperty('refund_account')
    const wider = await node.ask('POST', '/people/pelanggan-9/export', { ...by(key), body: {} })
    expect(wider.body.refund_account).toMatchObject({ number_ends: '6789' })
    expect(wider.text).not.toContain('0123456789')
  })
})
