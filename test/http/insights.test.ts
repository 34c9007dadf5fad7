/** What sellers look at besides their lists: whom a decision would concern, how a campaign is coming along, what needs them. */
import { describe, expect, it } from 'vitest'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode('the insights of a seller', (node) => {
  const campaignOf = async (seller: string, wish: Record<string, unknown> = {}) =>
    newCampaign(node, { product_id: (await newProduct(node, { seller_id: seller })).id, ...wish })

  describe('stakes', () => {
    const none = { participations: 0, buyers: 0, slots: 0, amount: 0 }

    it('count whom it would concern, each buyer once', async () => {
      const campaign = await campaignOf('rina', { total_slots: 20, minimum_slots: 10 })
      const path = `/campaigns/${campaign.slug}/stakes`
      const ask = async () => (await node.ask('GET', path, { as: 'seller:rina' })).body
      expect(await ask()).toEqual({
        campaign_id: campaign.id,
        status: 'active',
        currency: 'IDR',
        reserved: none,
        confirmed: none,
        total: none,
        goal_gap_slots: 10,
        deadline: campaign.deadline,
      })
      const join = (user_id: string, quantity: number) => newParticipation(node, campaign.id, { user_id, quantity })
      await join('ani', 2)
      await join('ani', 1)
      await join('budi', 4)
      const paid = await join('ani', 1)
      const gone = await join('joko', 5)
      await node.ask('POST', `/participations/${paid.id}/confirm`)
      await node.ask('POST', `/participations/${gone.id}/cancel`)
      expect(await ask()).toMatchObject({
        reserved: { participations: 3, buyers: 2, slots: 7, amount: 700_000 },
        confirmed: { participations: 1, buyers: 1, slots: 1, amount: 100_000 },
        total: { participations: 4, buyers: 2, slots: 8, amount: 800_000 },
        goal_gap_slots: 2,
      })
      await join('budi', 5)
      expect(await ask()).toMatchObject({ goal_gap_slots: 0 })
      await node.ask('POST', `/campaigns/${campaign.id}/cancel`)
      expect(await ask(), 'nobody once it is over').toMatchObject({ status: 'cancelled', total: none })
    })
  })
})
