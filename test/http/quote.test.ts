/** What slots cost: said by one function, which joins and pages ask, and agrees with what a join would be answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { advanceClock, setClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { onEachNode } from './node.ts'
import { inTime, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

onEachNode(
  'what slots cost',
  (node) => {
    const quote = async (id: string, quantity: number) => {
      const answer = await node.ask('POST', `/campaigns/${id}/quote`, { as: 'nobody', body: { quantity } })
      expect(answer.status, answer.text).toBe(200)
      return answer.body
    }
    let buyers = 0
    /** What somebody who holds nothing is answered, and what a quote said just before. */
    async function bothOf(id: string, quantity: number): Promise<[string, string]> {
      const quoted = await quote(id, quantity)
      const body = joinBody({ user_id: `newcomer-${++buyers}`, quantity })
      const joined = await node.ask('POST', `/campaigns/${id}/join`, { body })
      if (joined.status === 201) {
        expect(quoted).toMatchObject({ amount: joined.body.amount, currency: joined.body.currency, quantity })
        await node.ask('POST', `/participations/${joined.body.id}/cancel`)
      }
      expect(quoted.fits).toBe(quoted.reason === undefined)
      return [quoted.reason ?? 'fits', joined.status === 201 ? 'fits' : joined.body.code]
    }
    const everyQuantity = async (id: string) => {
      const said: string[] = []
      for (const quantity of [1, 2, 3, 4, 5, 6, 10, 11, 1_000_000]) {
        const [quoted, joined] = await bothOf(id, quantity)
        expect(quoted, `${quantity} slots`).toBe(joined)
        said.push(quoted)
      }
      return new Set(said)
    }

    describe('a quote', () => {
      it('says what a join would be answered, for every quantity and in every state', async () => {
        const limited = await newCampaign(node, { min_per_buyer: 3, max_per_buyer: 5, minimum_slots: 2 })
        const [below, over] = ['below_min_per_buyer', 'already_joined_limit']
        expect(await everyQuantity(limited.id)).toEqual(new Set([below, 'fits', over]))
        await newParticipation(node, limited.id, { user_id: 'first', quantity: 5 })
        await newParticipation(node, limited.id, { user_id: 'second', quantity: 3 })
        // Two are left, fewer than the least: both of them can be taken, and no less.
        expect(await everyQuantity(limited.id)).toEqual(new Set([below, 'fits', 'insufficient_slots', over]))
        await node.ask('POST', `/campaigns/${limited.id}/cancel`)
        expect(await everyQuantity(limited.id)).toEqual(new Set(['campaign_closed']))
        const full = await newCampaign(node, { completion: 'at_deadline' })
        await newParticipation(node, full.id, { quantity: 10 })
        expect(await everyQuantity(full.id)).toEqual(new Set(['campaign_full']))
        const later = await newCampaign(node, { opens_at: await inTime(node, hours(2)) })
        expect(await everyQuantity(later.id)).toEqual(new Set(['campaign_not_open']))
      })

      it('knows of more slots than there are no amount, of drafts nothing, and takes nothing', async () => {
        const { id, slug } = await newCampaign(node)
        expect(await quote(slug, 10)).toMatchObject({ currency: 'IDR', amount: 1_000_000, quantity: 10, fits: true })
        expect(await quote(id, 11)).toMatchObject({ amount: null, fits: false, reason: 'insufficient_slots' })
        const draft = await newCampaign(node, { draft: true })
        const ask = { as: 'nobody' as const, body: { quantity: 1 } }
        expect((await node.ask('POST', `/campaigns/${draft.id}/quote`, ask)).body.code).toBe('campaign_not_found')
        expect((await node.ask('POST', `/campaigns/${draft.id}/quote`, { body: { quantity: 1 } })).body).toMatchObject({
          amount: 100_000,
          reason: 'campaign_not_open',
        })
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({ slots_taken: 0 })
      })

      it('comes after what fell due, as a join does', async () => {
        const opens_at = await inTime(node, minutes(30))
        const campaign = await newCampaign(node, { opens_at, hold_minutes: 20, minimum_slots: 1 })
        expect((await quote(campaign.id, 10)).reason).toBe('campaign_not_open')
        await advanceClock(node.services.db, minutes(31))
        expect(await quote(campaign.id, 10)).toMatchObject({ fits: true })
        await newParticipation(node, campaign.id, { quantity: 4 })
        expect((await quote(campaign.id, 10)).reason).toBe('insufficient_slots')
        await advanceClock(node.services.db, minutes(21))
        expect(await quote(campaign.id, 10), 'the hold has ended').toMatchObject({ fits: true })
        await advanceClock(node.services.db, hours(200))
        expect((await quote(campaign.id, 1)).reason).toBe('campaign_closed')
        await setClock(node.services.db, { offsetMs: 0 })
      })
    })

    describe('a viewer', () => {
      const see = async (id: string, as: 'buyer:rina' | 'seller:sari' | 'seller:other' | 'operator:budi') =>
        (await node.ask('GET', `/campaigns/${id}/viewer`, { as })).body

      it('is told what they hold, what they may do, and why they could not join', async () => {
        const { id: product_id } = await newProduct(node, { seller_id: 'sari' })
        const { id } = await newCampaign(node, { product_id, max_per_buyer: 3 })
        expect(await see(id, 'buyer:rina')).toEqual({
          user_id: 'rina',
          may_edit: false,
          may_join: true,
          slots_held: 0,
          participation_ids: [],
          waiting: null,
          next_place: null,
        })
        const first = await newParticipation(node, id, { user_id: 'rina', quantity: 1 })
        const second = await newParticipation(node, id, { user_id: 'rina', quantity: 2 })
        const gone = await newParticipation(node, id, { user_id: 'other', quantity: 2 })
        await node.ask('POST', `/participations/${gone.id}/cancel`)
        expect(await see(id, 'buyer:rina')).toMatchObject({
          may_join: false,
          reason: 'already_joined_limit',
          slots_held: 3,
          participation_ids: [second.id, first.id],
        })
        expect(await see(id, 'seller:sari')).toMatchObject({ may_edit: true, may_join: false, reason: 'own_campaign' })
        expect(await see(id, 'seller:other')).toMatchObject({ may_edit: false, may_join: true, slots_held: 0 })
        expect(await see(id, 'operator:budi')).toMatchObject({ may_edit: true, may_join: true })
        const named = await node.ask('GET', `/campaigns/${id}/viewer?user_id=sari`)
        expect(named.body).toMatchObject({ user_id: 'sari', may_edit: true, reason: 'own_campaign' })
        expect(named.headers['cache-control']).toContain('no-store')
        const others = await node.ask('GET', `/campaigns/${id}/viewer?user_id=rina`, { as: 'buyer:ana' })
        expect(others.status, 'nobody asks about somebody else').toBe(403)
      })

      it('waits an hour after a hold of theirs has ended', async () => {
        const { id } = await newCampaign(node, { hold_minutes: 20, minimum_slots: 1 })
        await newParticipation(node, id, { user_id: 'rina' })
        await advanceClock(node.services.db, minutes(21))
        // Quoting makes the hold end.
        await quote(id, 1)
        expect(await see(id, 'buyer:rina')).toMatchObject({ reason: 'hold_ended_recently', slots_held: 0 })
        await setClock(node.services.db, { offsetMs: 0 })
      })
    })

    // A second slot is cheaper than the first: whoever multiplies is found out.
    describe('where slots are cheaper together', () => {
      const amountOf = (slots: number) => slots * 100_000 - (slots - 1) * 7_000
      const words = (amount: number) => `Rp\u00a0${amount.toLocaleString('id-ID')}`
      let original: string

      beforeAll(async () => {
        const [body] = await node.services.db.query<{ body: string }>(
          "select pg_get_functiondef('sambatan.quote(sambatan.campaigns, integer)'::regprocedure) as body",
        )
        original = body!.body
        await node.services.db.query(`
        create or replace function sambatan.quote(p_campaign sambatan.campaigns, p_quantity integer) returns bigint
        language sql immutable parallel safe
        as $$ select p_campaign.price_per_slot * p_quantity - (p_quantity - 1) * 7000 $$`)
      })
      afterAll(() => node.services.db.query(original))

      const open = async (url: string, headers: { cookie: string }) => {
        const answer = await node.app.inject({ url, headers })
        expect(answer.statusCode, answer.body).toBe(200)
        return answer.body
      }
      const order = (slug: string, slots: number, headers: { cookie: string }) => {
        const typed = {
          intent: 'order',
          choice: 'new',
          key: `kunci-${slots}`,
          shipping_address: 'Jl. Kenanga 12, Sleman',
        }
        const payload = new URLSearchParams({ ...typed, slots: String(slots) }).toString()
        return node.app.inject({ method: 'POST', url: `/c/${slug}/join`, headers: { ...form, ...headers }, payload })
      }

      it('every step of joining says what the order will cost, and what could be had instead', async () => {
        const { slug } = await newCampaign(node, { min_per_buyer: 2, max_per_buyer: 5 })
        const buyer = await signedIn(node.services.db)
        expect(await open(`/c/${slug}/join?slots=4`, buyer.headers)).toContain(`>${words(amountOf(4))}<`)
        const few = await order(slug, 1, buyer.headers)
        expect(few.body, 'instead of too few').toContain(words(amountOf(2)))
        const many = await order(slug, 6, buyer.headers)
        expect(many.body, 'instead of too many').toContain(words(amountOf(5)))
        const taken = await order(slug, 3, buyer.headers)
        const [mine] = (await node.ask('GET', '/participations', { as: 'nobody', headers: buyer.headers })).body
        expect([taken.statusCode, mine.amount]).toEqual([303, amountOf(3)])
        for (const page of [few, many]) expect(page.body).not.toContain(words(2 * 100_000))
        await newParticipation(node, mine.campaign_id, { user_id: 'another', quantity: 5 })
        const last = await order(slug, 4, (await signedIn(node.services.db)).headers)
        expect(last.body, 'all that is left').toContain(words(amountOf(2)))
      })

      it('sellers read what is stored, before and after the end, and what a goal would come to', async () => {
        const seller = await signedIn(node.services.db, 'seller')
        const { id: product_id } = await newProduct(node, { seller_id: seller.id })
        const draft = await newCampaign(node, { product_id, draft: true, minimum_slots: 6 })
        expect(await open(`/sell/campaigns/${draft.id}/publish`, seller.headers)).toContain(words(amountOf(6)))
        const pages: string[] = []
        for (const end of ['goal', 'cancel']) {
          const campaign = await newCampaign(node, { product_id, minimum_slots: 3, total_slots: 4 })
          await newParticipation(node, campaign.id, { quantity: 3 })
          pages.push(await open(`/sell/campaigns/${campaign.id}`, seller.headers))
          if (end === 'cancel') await node.ask('POST', `/campaigns/${campaign.id}/cancel`)
          else {
            await newParticipation(node, campaign.id, { user_id: 'buyer-2', quantity: 1 })
            await node.ask('POST', '/lifecycle/run')
          }
          const { body } = await node.ask('GET', `/campaigns/${campaign.id}`)
          const came = end === 'cancel' ? amountOf(3) : amountOf(3) + amountOf(1)
          expect(body).toMatchObject({ contribution_at_close: came, contribution: end === 'cancel' ? 0 : came })
          const page = await open(`/sell/campaigns/${campaign.id}`, seller.headers)
          expect(page).toContain(words(came))
          pages.push(page)
        }
        for (const page of pages) expect(page).not.toContain(words(3 * 100_000))
        const attention = await node.ask('GET', `/sellers/${seller.id}/attention`)
        const completed = attention.body.items.find(({ code }: { code: string }) => code === 'campaign_completed')
        expect(completed.amount).toBe(amountOf(3) + amountOf(1))
      })
    })
  },
  { only: 'one' },
)
