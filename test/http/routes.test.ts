/** What each route does when all is well: the story of group buys, told through the API alone. */
import { describe, expect, it } from 'vitest'
import { advanceClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { address, campaignBody, inTime, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'a node',
  (node) => {
    describe('products', () => {
      it('are made, read, changed and listed', async () => {
        const made = await newProduct(node, { description: 'Bunga malam', image_url: '/assets/demo/melati.svg' })
        expect(made).toMatchObject({ seller_id: 'seller-1', currency: 'IDR', sambatan_enabled: true })
        expect((await node.ask('GET', `/products/${made.id}`, { as: 'nobody' })).body).toEqual(made)
        const changed = await node.ask('PATCH', `/products/${made.id}`, {
          body: { name: 'Melati Fajar', image_url: null },
        })
        expect(changed.body).toMatchObject({ name: 'Melati Fajar', image_url: null, description: 'Bunga malam' })
        const found = await node.ask('GET', '/products?q=fajar&seller_id=seller-1&sambatan_enabled=true', {
          as: 'nobody',
        })
        expect(found.body).toEqual([changed.body])
        expect((await node.ask('GET', '/products?q=fajar&sambatan_enabled=false')).body).toEqual([])
      })

      it("belong to the seller who makes them, or whom a service names; without one, to the service's own name", async () => {
        const body = { name: 'Sabun', base_price: 0 }
        expect((await node.ask('POST', '/products', { body, as: 'seller:rina' })).body.seller_id).toBe('rina')
        expect((await node.ask('POST', '/products', { body })).body.seller_id).toBe('machine:service')
      })

      it('take every character of a name, and give it back as it was', async () => {
        const name = 'Kopi “Subuh” 🌅 <b>100%</b> \u200Fمرحبا'
        expect((await newProduct(node, { name })).name).toBe(name)
      })
    })

    describe('campaigns', () => {
      it('are opened at once, scheduled, or kept as drafts and published', async () => {
        const active = await newCampaign(node)
        expect(active).toMatchObject({ status: 'active', minimum_slots: 10, slots_taken: 0, progress_percent: 0 })
        const scheduled = await newCampaign(node, { opens_at: await inTime(node, hours(1)) })
        expect(scheduled.status).toBe('scheduled')
        const draft = await newCampaign(node, { draft: true, product_id: active.product_id })
        expect(draft).toMatchObject({ status: 'inactive', published_at: null })
        const published = await node.ask('POST', `/campaigns/${draft.id}/publish`)
        expect(published.status).toBe(200)
        expect(published.body).toMatchObject({ status: 'active', product_name: 'Melati Senja' })
      })

      it('are read by id and by slug, in capitals too', async () => {
        const { id, slug } = await newCampaign(node)
        const byId = await node.ask('GET', `/campaigns/${id}`, { as: 'nobody' })
        expect(byId.body.slug).toMatch(/^melati-senja-batch-1-[0-9a-f]{10}$/)
        for (const name of [slug, id.toUpperCase()]) {
          expect((await node.ask('GET', `/campaigns/${name}`, { as: 'nobody' })).body).toEqual(byId.body)
        }
      })

      it('change: everything of a draft, only the texts of what people see', async () => {
        const draft = await newCampaign(node, { draft: true })
        const terms = {
          title: 'Batch baru',
          total_slots: 20,
          price_per_slot: 90_000,
          max_per_buyer: 3,
          hold_minutes: 60,
        }
        const changed = await node.ask('PATCH', `/campaigns/${draft.id}`, { body: terms })
        expect(changed.body).toMatchObject({ ...terms, minimum_slots: 20 })
        await node.ask('POST', `/campaigns/${draft.id}/publish`, { body: {} })
        const texts = { title: 'Batch keempat', description: 'Sedikit lebih wangi.' }
        expect((await node.ask('PATCH', `/campaigns/${draft.id}`, { body: texts })).body).toMatchObject(texts)
      })

      it('are extended, and cancelled with a reason from the body or the query', async () => {
        const first = await newCampaign(node)
        const deadline = await inTime(node, hours(500))
        const extended = await node.ask('POST', `/campaigns/${first.slug}/extend`, { body: { deadline } })
        expect(extended.body.deadline).toBe(deadline)
        const cancelled = await node.ask('POST', `/campaigns/${first.id}/cancel`, { body: { reason: 'bahan habis' } })
        expect(cancelled.body).toMatchObject({ status: 'cancelled', slots_at_close: 0 })
        const second = await newCampaign(node)
        await node.ask('POST', `/campaigns/${second.id}/cancel?reason=hujan%20terus`)
        for (const [id, reason] of [[first.id, 'bahan habis'] as const, [second.id, 'hujan terus'] as const]) {
          const logs = await node.ask('GET', `/campaigns/${id}/logs`)
          expect(logs.body[0]).toMatchObject({
            event: 'campaign_cancelled',
            actor: 'machine:service',
            metadata: { reason },
          })
        }
      })

      it('that were discarded as drafts stay hidden: nobody had been shown them', async () => {
        const { id: product_id } = await newProduct(node, { seller_id: 'pelan' })
        const { id, slug } = await newCampaign(node, { product_id, title: 'Rahasia besar', draft: true })
        await node.ask('POST', `/campaigns/${id}/cancel`)
        for (const path of ['', '/progress', '/joiners', '/wordings', '/events']) {
          expectProblem(await node.ask('GET', `/campaigns/${id}${path}`, { as: 'nobody' }), 404, 'campaign_not_found')
        }
        expect((await node.app.inject({ url: `/share/${slug}.png` })).statusCode).toBe(404)
        expect((await node.ask('GET', '/campaigns?seller_id=pelan', { as: 'nobody' })).body).toEqual([])
        expect((await node.ask('GET', '/campaigns?seller_id=pelan', { as: 'buyer:ani' })).body).toEqual([])
        expect((await node.ask('GET', `/campaigns/${id}`, { as: 'seller:pelan' })).body.status).toBe('cancelled')
        expect((await node.ask('GET', '/campaigns?seller_id=pelan', { as: 'seller:pelan' })).body).toHaveLength(1)
      })

      it('are filtered by status, words, seller and product', async () => {
        const product = await newProduct(node, { seller_id: 'wangi' })
        const one = await newCampaign(node, { product_id: product.id, title: 'Kenanga Rimba', description: 'hutan' })
        await newCampaign(node, { product_id: product.id, draft: true })
        const ids = async (query: string) =>
          (await node.ask('GET', `/campaigns?${query}`, { as: 'nobody' })).body.map(
            (campaign: { id: string }) => campaign.id,
          )
        expect(await ids('seller_id=wangi')).toEqual([one.id])
        expect(await ids(`product_id=${product.id}&status=active,full`)).toEqual([one.id])
        expect(await ids(`product_id=${product.id}&status=active&status=full`)).toEqual([one.id])
        expect(await ids('q=kenanga%20hutan')).toEqual([one.id])
        expect(await ids('q=kenanga&status=completed')).toEqual([])
      })

      it('tell their progress as the SQL function does', async () => {
        const { id } = await newCampaign(node, { total_slots: 3 })
        await newParticipation(node, id, { quantity: 2 })
        expect((await node.ask('GET', `/campaigns/${id}/progress`, { as: 'nobody' })).body).toMatchObject({
          campaign_id: id,
          total_slots: 3,
          filled_slots: 2,
          available_slots: 1,
          progress: 66.67,
          participant_count: 1,
          total_contribution: 200_000,
          status: 'active',
        })
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({
          progress: 66.67,
          progress_percent: 66,
        })
      })
    })

    describe('participations', () => {
      it('are reserved, confirmed and fulfilled', async () => {
        const { id, slug } = await newCampaign(node, { total_slots: 2, hold_minutes: 30 })
        const joined = await node.ask('POST', `/campaigns/${slug}/join`, {
          body: joinBody({ quantity: 2, note: 'titip' }),
        })
        expect(joined.status).toBe(201)
        expect(joined.body).toMatchObject({
          campaign_id: id,
          user_id: 'buyer-1',
          quantity: 2,
          amount: 200_000,
          currency: 'IDR',
          status: 'reserved',
          shipping_address: address,
          note: 'titip',
        })
        expect(Date.parse(joined.body.hold_expires_at) - Date.parse(joined.body.joined_at)).toBe(minutes(30))
        const confirmed = await node.ask('POST', `/participations/${joined.body.id}/confirm`)
        expect(confirmed.body.status).toBe('confirmed')
        const run = await node.ask('POST', '/lifecycle/run')
        expect(run.body.transitions).toMatchObject([{ campaign_id: id, event: 'campaign_completed' }])
        const received = await node.ask('POST', `/participations/${joined.body.id}/fulfil`)
        expect(received.body.status).toBe('fulfilled')
      })

      it('are cancelled and refunded, and their slots are free at once', async () => {
        const { id } = await newCampaign(node, { total_slots: 2 })
        const [one, two] = [await newParticipation(node, id), await newParticipation(node, id, { user_id: 'buyer-2' })]
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({ status: 'full', slots_remaining: 0 })
        const cancelled = await node.ask('POST', `/participations/${one.id}/cancel?reason=batal`)
        expect(cancelled.body.status).toBe('cancelled')
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({ status: 'active', slots_remaining: 1 })
        const refunded = await node.ask('POST', `/participations/${two.id}/refund`, { body: { reason: 'rusak' } })
        expect(refunded.body.status).toBe('refunded')
        expect((await node.ask('GET', `/campaigns/${id}`)).body.slots_remaining).toBe(2)
      })

      it('are listed for a campaign, and for a person with their campaigns', async () => {
        const campaign = await newCampaign(node)
        const made = await newParticipation(node, campaign.id, { user_id: 'siti' })
        const gone = await newParticipation(node, campaign.id, { user_id: 'siti' })
        await node.ask('POST', `/participations/${gone.id}/cancel`)
        const mine = await node.ask('GET', '/participations?mine&user_id=siti&status=reserved')
        expect(mine.body).toMatchObject([{ id: made.id, campaign: { id: campaign.id, slots_taken: 1 } }])
        const ownWay = await node.ask('GET', '/participations?mine', { as: 'buyer:siti' })
        expect(ownWay.body.map((each: { id: string }) => each.id)).toEqual([gone.id, made.id])
        const participants = await node.ask('GET', `/campaigns/${campaign.id}/participants?status=cancelled`)
        expect(participants.body).toMatchObject([{ id: gone.id, status: 'cancelled' }])
      })

      it('let a signed-in buyer join as themselves, with or without saying who they are', async () => {
        const { id } = await newCampaign(node)
        const { user_id: _, ...body } = joinBody()
        for (const named of [body, { ...body, user_id: 'ani' }]) {
          const joined = await node.ask('POST', `/campaigns/${id}/join`, { body: named, as: 'buyer:ani' })
          expect(joined.body).toMatchObject({ user_id: 'ani', status: 'reserved' })
        }
        const logs = await node.ask('GET', `/campaigns/${id}/logs`)
        expect(logs.body[0]).toMatchObject({ event: 'participant_joined', actor: 'user:ani' })
      })
    })

    describe('the operations', () => {
      it('run the lifecycle and report every transition, also with the scheduler off', async () => {
        const body = await campaignBody(node, { deadline: await inTime(node, hours(2)) })
        const { id } = (await node.ask('POST', '/campaigns', { body })).body
        const joined = await newParticipation(node, id)
        await advanceClock(node.services.db, hours(3))
        const run = await node.ask('POST', '/lifecycle/run', { as: 'operator:budi' })
        expect(run.body.transitions.filter((each: { campaign_id: string }) => each.campaign_id === id)).toMatchObject([
          { campaign_id: id, event: 'campaign_failed', metadata: { old_status: 'active', new_status: 'failed' } },
        ])
        const mine = await node.ask('GET', '/participations?user_id=buyer-1')
        expect(mine.body[0]).toMatchObject({ id: joined.id, status: 'refunded', campaign: { status: 'failed' } })
        const events = (await node.ask('GET', `/campaigns/${id}/logs`)).body.map((log: { event: string }) => log.event)
        expect(events).toContain('participant_refunded')
        expect((await node.ask('POST', '/lifecycle/run')).body.transitions).toEqual([])
        expect((await node.ask('GET', '/scheduler/runs?limit=2')).body).toMatchObject([
          { trigger: 'api', transitions: 0, failures: 0, error: null },
          { trigger: 'api', transitions: run.body.transitions.length, failures: 0, error: null },
        ])
      })

      it('sum up', async () => {
        const before = (await node.ask('GET', '/dashboard/summary')).body
        const { id } = await newCampaign(node, { total_slots: 4 })
        await newParticipation(node, id, { quantity: 3 })
        await newCampaign(node, { draft: true })
        const { id: elsewhere } = await newCampaign(node, {
          product_id: (await newProduct(node, { currency: 'SGD' })).id,
        })
        await newParticipation(node, elsewhere)
        const after = (await node.ask('GET', '/dashboard/summary')).body
        expect(after).toEqual({
          ...before,
          total_campaigns: before.total_campaigns + 3,
          draft_campaigns: before.draft_campaigns + 1,
          active_campaigns: before.active_campaigns + 2,
          total_slots_taken: before.total_slots_taken + 4,
          total_participations: before.total_participations + 2,
          total_contribution: before.total_contribution + 400_000,
          contributions: [
            { currency: 'IDR', amount: before.total_contribution + 300_000 },
            { currency: 'SGD', amount: 100_000 },
          ],
        })
      })

      it('pause and resume what moves by itself', async () => {
        const paused = await node.ask('POST', '/scheduler/pause', { as: 'operator:budi' })
        expect(paused.body).toMatchObject({ paused: true, paused_by: 'user:budi', enabled: false, is_running: false })
        expect((await node.ask('GET', '/readyz')).body).toMatchObject({ status: 'ready', checks: { scheduler: 'off' } })
        expect((await node.ask('POST', '/scheduler/resume')).body).toMatchObject({ paused: false, paused_by: null })
        expect((await node.ask('GET', '/scheduler/status')).body).toMatchObject({ interval_minutes: 5, paused: false })
      })
    })
  },
  { each: true },
)

onEachNode(
  'the scheduler',
  (node) => {
    it('is triggered, and a run follows', async () => {
      const answer = await node.ask('POST', '/scheduler/trigger')
      expect(answer.body).toMatchObject({ status: 'triggered' })
      const manual = async () =>
        (await node.ask('GET', '/scheduler/runs')).body.filter((run: { trigger: string }) => run.trigger === 'manual')
      await expect.poll(manual, { timeout: 10_000 }).toHaveLength(1)
      expect((await node.ask('GET', '/scheduler/status')).body).toMatchObject({ is_running: true, works_here: true })
      expect((await node.ask('GET', '/readyz')).body.checks.scheduler).toBe('ok')
    })
  },
  { env: { SAMBATAN_SCHEDULER: 'on' }, work: true },
)
