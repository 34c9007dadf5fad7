/** What a person gets who opens a campaign, and what neither side can do to the other, as the API says it. */
import { expect, it } from 'vitest'
import { hours } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { address, campaignBody, inTime, newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode('between buyers and sellers', (node) => {
  const body = { quantity: 1, shipping_address: address }

  async function campaignOf(seller: string, wish: Record<string, unknown> = {}) {
    const product_id = (await newProduct(node, { seller_id: seller })).id
    const made = await node.ask('POST', '/campaigns', {
      as: `seller:${seller}`,
      body: await campaignBody(node, { product_id, ...wish }),
    })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body
  }

  it('a campaign that a person opens counts confirmed slots, with holds of a day and a day to settle', async () => {
    const campaign = await campaignOf('rina')
    const day = 1440
    expect(campaign).toMatchObject({
      completion: 'when_full',
      goal_counts: 'confirmed',
      hold_minutes: day,
      settlement_minutes: day,
      first_deadline: campaign.deadline,
      extensions_left: 2,
      settling: false,
      settles_until: new Date(Date.parse(campaign.deadline) + hours(24)).toISOString(),
    })
    expect(await newCampaign(node), 'a service keeps the older contract').toMatchObject({
      completion: 'when_full',
      goal_counts: 'claims',
      hold_minutes: null,
      settlement_minutes: 0,
      settles_until: null,
    })
    expect(await campaignOf('rina', { goal_counts: 'claims' })).toMatchObject({
      hold_minutes: null,
      settlement_minutes: 0,
    })
  })

  it('terms that do not fit together are refused by their field', async () => {
    const ask = async (wish: Record<string, unknown>) =>
      node.ask('POST', '/campaigns', { body: await campaignBody(node, wish) })
    const held = expectProblem(await ask({ goal_counts: 'confirmed' }), 422, 'hold_required')
    expect(held.errors?.[0]?.path).toBe('hold_minutes')
    expectProblem(await ask({ settlement_minutes: 60 }), 422, 'settlement_without_confirmation')
    expectProblem(await ask({ completion: 'sometime' }), 422, 'validation_failed')
    expectProblem(
      await ask({ settlement_minutes: 10_081, goal_counts: 'confirmed', hold_minutes: 60 }),
      422,
      'validation_failed',
    )
  })

  it('a stranger who takes every slot unpaid ends nothing', async () => {
    const campaign = await campaignOf('rina', { total_slots: 5 })
    await node.ask('POST', `/campaigns/${campaign.id}/join`, { as: 'buyer:stranger', body: { ...body, quantity: 5 } })
    await node.ask('POST', '/lifecycle/run')
    expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body).toMatchObject({
      status: 'full',
      slots_taken: 5,
      slots_confirmed: 0,
    })
  })

  it('nobody joins their own campaign; its seller joins for a buyer they name, who is told', async () => {
    const campaign = await campaignOf('rina')
    const join = (as: 'seller:rina' | 'seller:other' | 'service', user_id?: string) =>
      node.ask('POST', `/campaigns/${campaign.id}/join`, { as, body: { ...body, user_id } })
    expectProblem(await join('seller:rina'), 409, 'own_campaign')
    expectProblem(await join('service', 'rina'), 409, 'own_campaign')
    expectProblem(await join('seller:rina', 'nobody-known'), 404, 'person_not_found')
    await node.ask('GET', '/people/me', { as: 'buyer:ani' })
    expectProblem(await join('seller:other', 'ani'), 403, 'forbidden')
    const made = await join('seller:rina', 'ani')
    expect(made).toMatchObject({ status: 201, body: { user_id: 'ani', on_behalf: true } })
    expect((await node.ask('GET', `/participations/${made.body.id}`, { as: 'buyer:ani' })).body).toMatchObject({
      on_behalf: true,
    })
  })

  it('a deadline is moved within limits by its seller, and by an operator with a reason', async () => {
    const campaign = await campaignOf('rina')
    const extend = async (as: 'seller:rina' | 'operator:budi', inHours: number, reason?: string) =>
      node.ask('POST', `/campaigns/${campaign.id}/extend`, {
        as,
        body: { deadline: await inTime(node, hours(inHours)), ...(reason ? { reason } : {}) },
      })
    const stakes = async (as: 'seller:rina' | 'operator:budi') =>
      (await node.ask('GET', `/campaigns/${campaign.id}/stakes`, { as })).body.latest_deadline
    const sixtyDays = new Date(Date.parse(campaign.deadline) + hours(24 * 60)).toISOString()
    expect(await stakes('seller:rina')).toBe(sixtyDays)
    const far = expectProblem(await extend('seller:rina', 24 * 100), 409, 'extension_limit')
    expect(far.detail).toContain('60 hari')
    expect((await extend('seller:rina', 400)).body.extensions_left).toBe(1)
    expect((await extend('seller:rina', 500)).body.extensions_left).toBe(0)
    expectProblem(await extend('seller:rina', 600), 409, 'extension_limit')
    expect(await stakes('seller:rina')).toBeNull()
    expectProblem(await extend('operator:budi', 24 * 100), 422, 'reason_required')
    expect((await extend('operator:budi', 24 * 100, 'Bahan terlambat')).body.deadline).toBeDefined()
    expect(Date.parse(await stakes('operator:budi'))).toBeGreaterThan(Date.parse(sixtyDays))
  })

  it('received is the word of the buyer, not of the seller; an operator takes it back with a reason', async () => {
    const campaign = await campaignOf('rina', { total_slots: 1, minimum_slots: 1 })
    const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
    await node.ask('POST', `/participations/${id}/confirm`, { as: 'seller:rina' })
    await node.ask('POST', '/lifecycle/run')
    expectProblem(
      await node.ask('POST', `/participations/${id}/fulfil`, { as: 'seller:rina' }),
      404,
      'participation_not_found',
    )
    expectProblem(
      await node.ask('POST', `/campaigns/${campaign.id}/participants/fulfil`, {
        as: 'seller:rina',
        body: { ids: [id] },
      }),
      403,
      'forbidden',
    )
    expect((await node.ask('POST', `/participations/${id}/fulfil`, { as: 'buyer:ani' })).body.status).toBe('fulfilled')
    const takeBack = (reason?: string) =>
      node.ask('POST', `/participations/${id}/unfulfil`, { as: 'operator:budi', body: reason ? { reason } : {} })
    expectProblem(await takeBack(), 422, 'reason_required')
    expect((await takeBack('Paketnya milik orang lain')).body.status).toBe('confirmed')
    expect((await node.ask('POST', `/participations/${id}/refund`, { as: 'operator:budi' })).body).toMatchObject({
      status: 'refunded',
      ended_at: expect.any(String),
    })
  })
})
