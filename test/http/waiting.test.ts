/** Waiting lists over HTTP: who may wait, see the list, move somebody, and claim what is offered. */
import { expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { expectProblem, onEachNode } from './node.ts'
import { address, newCampaign, newParticipation } from './things.ts'

const seller = { as: 'seller:seller-1' as const }
const buyer = (id: string) => ({ as: `buyer:${id}` as const })

onEachNode('a waiting list', (node) => {
  async function full() {
    const campaign = await newCampaign(node, { total_slots: 2, completion: 'at_deadline' })
    const one = await newParticipation(node, campaign.id, { user_id: 'holder-1' })
    const other = await newParticipation(node, campaign.id, { user_id: 'holder-2' })
    return { campaign, held: [one, other] as const }
  }
  const wait = (campaign: string, who: string, wish: object = {}, headers: Record<string, string> = {}) =>
    node.ask('POST', `/campaigns/${campaign}/waiting-list`, {
      ...buyer(who),
      headers,
      body: { quantity: 1, shipping_address: address, ...wish },
    })

  it('takes a buyer once per key, shows them their place, and the list to the seller alone', async () => {
    const { campaign } = await full()
    const once = { 'idempotency-key': `wait-${campaign.id}` }
    const [first, again] = [await wait(campaign.id, 'rani', {}, once), await wait(campaign.id, 'rani', {}, once)]
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(first.body).toMatchObject({ user_id: 'rani', quantity: 1, position: 1, slots_ahead: 0, offer: null })
    expect(first.body).not.toHaveProperty('shipping_address')
    expectProblem(await wait(campaign.id, 'rani'), 409, 'already_waiting')
    expectProblem(await wait(campaign.id, 'budi', { user_id: 'sari' }), 403, 'forbidden')
    // Nothing is left of a full campaign: what could come free is said.
    const never = expectProblem(await wait(campaign.id, 'budi', { quantity: 3 }), 409, 'insufficient_slots')
    expect(never.detail).toMatch(/^Diminta 3 slot, tetapi yang bisa didapat paling banyak 2 slot/)
    expect((await wait(campaign.id, 'budi', { quantity: 2 })).body).toMatchObject({ position: 2, slots_ahead: 1 })
    const see = async (who: string) => (await node.ask('GET', `/campaigns/${campaign.id}/viewer`, buyer(who))).body
    expect(await see('budi')).toMatchObject({ waiting: { position: 2, slots_ahead: 1 }, next_place: null })
    expect(await see('sari')).toMatchObject({ waiting: null, next_place: { position: 3, slots_ahead: 3 } })
    const list = await node.ask('GET', `/campaigns/${campaign.id}/waiting-list`, seller)
    expect(list.body).toMatchObject([{ user_id: 'rani', shipping_address: address }, { user_id: 'budi' }])
    expectProblem(await node.ask('GET', `/campaigns/${campaign.id}/waiting-list`, buyer('rani')), 403, 'forbidden')
    const mine = await node.ask('GET', '/waiting-list?mine', buyer('budi'))
    expect(mine.body).toMatchObject([{ campaign_id: campaign.id, quantity: 2 }])
    expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body).toMatchObject({
      waiting_count: 2,
      slots_offered: 0,
      offer_minutes: 720,
    })
  })

  it('offers what comes free, to be claimed by its buyer alone', async () => {
    const { campaign, held } = await full()
    await wait(campaign.id, 'rani')
    await node.ask('POST', `/participations/${held[0].id}/cancel`, { as: 'service' })
    const [place] = (await node.ask('GET', '/waiting-list?mine', buyer('rani'))).body
    const { participation_id: id, expires_at } = place.offer
    const offer = await node.ask('GET', `/participations/${id}`, buyer('rani'))
    expect(offer.body).toMatchObject({
      status: 'reserved',
      offer: { expires_at },
      hold_expires_at: expires_at,
      amount_to_pay: 0,
    })
    const counted = await node.ask('GET', `/campaigns/${campaign.id}/participants`, seller)
    expect(counted.body).toHaveLength(2)
    expectProblem(await node.ask('POST', `/participations/${id}/claim`, buyer('budi')), 404, 'participation_not_found')
    expectProblem(await node.ask('POST', `/participations/${id}/claim`, seller), 404, 'participation_not_found')
    expectProblem(await node.ask('POST', `/participations/${id}/confirm`, seller), 409, 'offer_open')
    expectProblem(await node.ask('POST', `/participations/${id}/paid`, { body: {} }), 409, 'offer_open')
    const claimed = await node.ask('POST', `/participations/${id}/claim`, buyer('rani'))
    expect(claimed.body).toMatchObject({ status: 'reserved', offer: null, amount_to_pay: 100_000 })
    expectProblem(
      await node.ask('POST', `/participations/${id}/decline`, buyer('rani')),
      409,
      'participation_state_invalid',
    )
    const story = await node.ask('GET', `/participations/${id}/logs`, buyer('rani'))
    expect(story.body.map(({ event }: { event: string }) => event)).toEqual(['offer_made', 'participant_joined'])
  })

  it('is what its buyer finds on the page of the order: what it is, until when, and how it is taken or passed on', async () => {
    const { campaign, held } = await full()
    const { id: who, headers } = await signedIn(node.services.db)
    await node.ask('POST', `/campaigns/${campaign.id}/waiting-list`, {
      body: { user_id: who, quantity: 1, shipping_address: address },
    })
    await node.ask('POST', `/participations/${held[0].id}/cancel`, { as: 'service' })
    const [place] = (await node.ask('GET', `/waiting-list?user_id=${who}`)).body
    const url = `/me/${place.offer.participation_id}`
    const offered = await node.app.inject({ url, headers })
    expect(offered.body).toMatch(/Giliranmu.*Belum ada yang perlu dibayar/s)
    expect(offered.body, 'it is no order yet').not.toContain(`${url}/cancel`)
    const taken = await node.app.inject({
      method: 'POST',
      url,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: `intent=claim&for=${encodeURIComponent(who)}`,
    })
    expect([taken.statusCode, taken.headers.location]).toEqual([303, `${url}?joined=1`])
    expect((await node.app.inject({ url, headers })).body).not.toContain('Giliranmu')
  })

  it('was no order where it was declined: its page asks for no payment, nor whether there was one', async () => {
    const { campaign, held } = await full()
    const { id: who, headers } = await signedIn(node.services.db)
    const body = { user_id: who, quantity: 1, shipping_address: address }
    await node.ask('POST', `/campaigns/${campaign.id}/waiting-list`, { body })
    await node.ask('POST', `/participations/${held[0].id}/cancel`, { as: 'service' })
    const [place] = (await node.ask('GET', `/waiting-list?user_id=${who}`)).body
    const url = `/me/${place.offer.participation_id}`
    await node.ask('POST', `/participations/${place.offer.participation_id}/decline`)
    const declined = (await node.app.inject({ url, headers })).body
    expect(declined).toContain('tidak jadi dipesan')
    expect(declined).not.toContain('terlanjur membayar')
    expect(declined).not.toContain(`${url}/paid`)
    // What was ordered and called off may have been paid.
    const ordered = (await node.ask('POST', `/campaigns/${campaign.id}/join`, { body })).body.id
    await node.ask('POST', `/participations/${ordered}/cancel`, { as: 'service' })
    const cancelled = (await node.app.inject({ url: `/me/${ordered}`, headers })).body
    expect(cancelled).toContain('terlanjur membayar')
    expect(cancelled).toContain(`/me/${ordered}/paid`)
  })

  it('goes to the next when it is declined, and says so to who asks again', async () => {
    const { campaign, held } = await full()
    await wait(campaign.id, 'rani')
    await wait(campaign.id, 'budi')
    await node.ask('POST', `/participations/${held[0].id}/cancel`, { as: 'service' })
    const [place] = (await node.ask('GET', '/waiting-list?mine', buyer('rani'))).body
    const id = place.offer.participation_id
    expect((await node.ask('POST', `/participations/${id}/decline`, buyer('rani'))).body).toMatchObject({
      status: 'cancelled',
      offer: null,
    })
    expectProblem(await node.ask('POST', `/participations/${id}/claim`, buyer('rani')), 409, 'offer_ended')
    const list = await node.ask('GET', `/campaigns/${campaign.id}/waiting-list`, seller)
    expect(list.body).toMatchObject([{ user_id: 'budi', offer: { expires_at: expect.any(String) } }])
  })

  it('lets a smaller order keep its place, the seller move with a reason, and anybody leave', async () => {
    const { campaign } = await full()
    const rani = (await wait(campaign.id, 'rani', { quantity: 2 })).body
    const budi = (await wait(campaign.id, 'budi')).body
    const of = (entry: string) => `/campaigns/${campaign.id}/waiting-list/${entry}`
    const smaller = await node.ask('PUT', of(rani.id), { ...buyer('rani'), body: { quantity: 1 } })
    expect(smaller.body).toMatchObject({ quantity: 1, position: 1 })
    expectProblem(
      await node.ask('PUT', of(rani.id), { ...buyer('budi'), body: { quantity: 1 } }),
      404,
      'waiting_entry_not_found',
    )
    const reason = 'Sudah janjian lewat chat'
    expectProblem(
      await node.ask('POST', `${of(budi.id)}/move`, { ...buyer('budi'), body: { before: null, reason } }),
      403,
      'forbidden',
    )
    expectProblem(
      await node.ask('POST', `${of(budi.id)}/move`, { ...seller, body: { before: null } }),
      422,
      'validation_failed',
    )
    const moved = await node.ask('POST', `${of(budi.id)}/move`, { ...seller, body: { before: rani.id, reason } })
    expect(moved.body).toMatchObject({ position: 1 })
    const [seen] = (await node.ask('GET', '/waiting-list?mine', buyer('rani'))).body
    expect(seen).toMatchObject({ position: 2, moved_ahead: [{ reason }] })
    expect((await node.ask('DELETE', of(budi.id), buyer('budi'))).status).toBe(204)
    expectProblem(await node.ask('DELETE', of(rani.id), seller), 422, 'reason_required')
    expect((await node.ask('DELETE', `${of(rani.id)}?reason=Pesan%20dua%20kali`, seller)).status).toBe(204)
    const other = await full()
    expectProblem(
      await node.ask('DELETE', `/campaigns/${other.campaign.id}/waiting-list/${rani.id}`, buyer('rani')),
      404,
      'waiting_entry_not_found',
    )
  })

  it('is in the copy of everything that is stored about somebody', async () => {
    const { campaign } = await full()
    await wait(campaign.id, 'menunggu')
    await node.ask('GET', '/people/me', buyer('menunggu'))
    const made = await node.ask('POST', '/people/me/export', buyer('menunggu'))
    expect(made.status, made.text).toBe(200)
    expect(made.body.waiting).toMatchObject([{ campaign_id: campaign.id, quantity: 1, shipping_address: address }])
  })
})
