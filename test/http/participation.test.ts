/** One participation: read, its timeline, and changed while it is reserved. */
import { describe, expect, it } from 'vitest'
import { advanceClock } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import { violations } from '../support/invariants.ts'
import { expectProblem, onEachNode } from './node.ts'
import { address, inTime, newCampaign, newParticipation, newProduct } from './things.ts'

const elsewhere = 'Jl. Kenanga No. 9, Bantul, DI Yogyakarta 55711'

onEachNode(
  'a participation',
  (node) => {
    // biome-ignore lint/suspicious/noExplicitAny: rows of a timeline
    const timeline = async (id: string, as: any = 'buyer:ani'): Promise<any[]> =>
      (await node.ask('GET', `/participations/${id}/logs?limit=100`, { as })).body

    async function campaignOf(seller: string, wish: Record<string, unknown> = {}) {
      return newCampaign(node, { product_id: (await newProduct(node, { seller_id: seller })).id, ...wish })
    }

    it('is read with its campaign by its buyer, its seller, operators and services, and by nobody else', async () => {
      const campaign = await campaignOf('rina')
      const { id } = await newParticipation(node, campaign.id, { user_id: 'ani', quantity: 2, note: 'titip' })
      await node.ask('PATCH', '/people/ani', { body: { name: 'Ani Lestari' } })
      for (const as of ['buyer:ani', 'seller:rina', 'operator:budi', 'service'] as const) {
        const { body } = await node.ask('GET', `/participations/${id}`, { as })
        expect(body).toMatchObject({ id, note: 'titip', shipping_address: address, buyer_name: 'Ani Lestari' })
        expect(body.campaign).toMatchObject({ id: campaign.id, slots_taken: 2 })
      }
      for (const as of ['buyer:other', 'seller:other'] as const) {
        for (const path of ['', '/logs']) {
          expectProblem(await node.ask('GET', `/participations/${id}${path}`, { as }), 404, 'participation_not_found')
        }
      }
    })

    it('finds its campaign decided as if on time, also where what was asked is refused', async () => {
      const campaign = await campaignOf('rina', { minimum_slots: 1, deadline: await inTime(node, hours(1)) })
      const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
      await advanceClock(node.services.db, hours(2))
      expectProblem(
        await node.ask('POST', `/participations/${id}/cancel`, { as: 'buyer:ani' }),
        409,
        'participation_state_invalid',
      )
      // No run has come, and yet it is so for everybody, on record as the scheduler's.
      expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body.status).toBe('completed')
      const [confirmed, completed] = (await node.ask('GET', `/campaigns/${campaign.id}/logs`)).body
      expect(confirmed).toMatchObject({ event: 'participant_confirmed', actor: 'scheduler' })
      expect(completed).toMatchObject({ event: 'campaign_completed', actor: 'scheduler' })
      expect(Date.parse(completed.metadata.due_at)).toBe(Date.parse(campaign.deadline))
    })

    it('waits where what fell due for its campaign cannot be done, and says so', async () => {
      const { db } = node.services
      const campaign = await campaignOf('rina', { minimum_slots: 1, deadline: await inTime(node, hours(1)) })
      const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
      await advanceClock(db, hours(2))
      await db.query(`create or replace function public.poison() returns trigger language plpgsql as $$
      begin raise exception 'poisoned by the test'; end $$`)
      await db.query(`create trigger poison before update on sambatan.campaigns for each row
      when (new.id = '${campaign.id}') execute function public.poison()`)
      const confirm = () => node.ask('POST', `/participations/${id}/confirm`, { as: 'seller:rina' })
      const refused = expectProblem(await confirm(), 503, 'campaign_behind')
      expect(refused.detail).toContain('tidak berubah')
      await db.query('drop trigger poison on sambatan.campaigns')
      expectProblem(await confirm(), 409, 'participation_state_invalid')
      expect((await node.ask('GET', `/participations/${id}`)).body.status).toBe('confirmed')
    })

    it('is listed for its buyer, of one campaign alone when that is asked for', async () => {
      const [one, other] = [await campaignOf('rina'), await campaignOf('rina')]
      const { id } = await newParticipation(node, one.id, { user_id: 'sari' })
      await newParticipation(node, other.id, { user_id: 'sari' })
      await newParticipation(node, one.id, { user_id: 'tono' })
      const listed = async (query: string) =>
        (await node.ask('GET', `/participations?${query}`, { as: 'buyer:sari' })).body.map(
          (row: { id: string }) => row.id,
        )
      expect(await listed('mine')).toHaveLength(2)
      expect(await listed(`mine&campaign_id=${one.id}`)).toEqual([id])
      const { status, body } = await node.ask('GET', '/participations?campaign_id=melati', { as: 'buyer:sari' })
      expect([status, body.errors[0].path]).toEqual([422, 'campaign_id'])
    })

    describe('has a timeline that', () => {
      it('tells its own story and that of its campaign since it joined, oldest first, and names nobody', async () => {
        const campaign = await campaignOf('rina', { total_slots: 3 })
        const early = await newParticipation(node, campaign.id, { user_id: 'dewi' })
        const body = { quantity: 1, shipping_address: address }
        const { id } = (await node.ask('POST', `/campaigns/${campaign.id}/join`, { as: 'buyer:ani', body })).body
        const later = { as: 'seller:rina', body: { deadline: await inTime(node, hours(400)) } } as const
        await node.ask('POST', `/campaigns/${campaign.id}/extend`, later)
        await node.ask('POST', `/participations/${id}/confirm`, { as: 'seller:rina' })
        await node.ask('POST', `/campaigns/${campaign.id}/join`, { as: 'buyer:joko', body })
        await node.ask('POST', '/lifecycle/run')
        const entries = await timeline(id)
        expect(entries.map(({ event, actor }) => [event, actor])).toEqual([
          ['participant_joined', 'buyer'],
          ['campaign_extended', 'seller'],
          ['money_recorded', 'seller'],
          ['participant_confirmed', 'seller'],
          ['campaign_full', 'other'],
          ['campaign_completed', 'scheduler'],
        ])
        expect(entries[3].metadata).toMatchObject({ old_status: 'reserved', new_status: 'confirmed' })
        expect(entries[5].metadata).toMatchObject({ old_status: 'full', new_status: 'completed' })
        expect(JSON.stringify(entries)).not.toMatch(/joko|dewi|rina|ani"/)
        expect(JSON.stringify(entries)).not.toContain(early.id)
        expect(entries.map((entry) => entry.participation_id)).toEqual([id, null, id, id, null, null])
      })

      it('says who it was to those who may read the audit trail, and to nobody else', async () => {
        const campaign = await campaignOf('rina')
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
        await node.ask('POST', `/participations/${id}/confirm`, { as: 'operator:budi' })
        const recorded = async (as: string) => (await timeline(id, as)).map((entry) => entry.recorded_actor)
        expect(await recorded('operator:budi')).toEqual(['machine:service', 'user:budi', 'user:budi'])
        expect(await recorded('seller:rina')).toEqual([undefined, undefined, undefined])
        expect(await recorded('buyer:ani')).toEqual([undefined, undefined, undefined])
      })

      it('ends with it', async () => {
        const campaign = await campaignOf('rina', { total_slots: 2 })
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani', quantity: 2 })
        await node.ask('POST', `/participations/${id}/cancel`, { as: 'buyer:ani' })
        await node.ask('POST', `/campaigns/${campaign.id}/cancel`)
        const events = (await timeline(id)).map(({ event }) => event)
        expect(events).toEqual(['participant_joined', 'campaign_full', 'participant_cancelled'])
      })

      it('shows the end of a campaign that took it along', async () => {
        const deadline = await inTime(node, hours(2))
        const campaign = await campaignOf('rina', { deadline })
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
        await advanceClock(node.services.db, hours(3))
        await node.ask('POST', '/lifecycle/run')
        expect((await timeline(id)).map(({ event, actor }) => [event, actor])).toEqual([
          ['participant_joined', 'service'],
          ['campaign_failed', 'scheduler'],
          ['participant_refunded', 'scheduler'],
        ])
      })

      it('comes in pages', async () => {
        const campaign = await campaignOf('rina', { total_slots: 2 })
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
        for (let n = 0; n < 3; n++) {
          const other = await newParticipation(node, campaign.id, { user_id: 'joko' })
          await node.ask('PATCH', `/participations/${id}`, { body: { note: `catatan ${n}` } })
          await node.ask('POST', `/participations/${other.id}/cancel`)
        }
        const whole = await timeline(id)
        expect(whole).toHaveLength(10)
        const pages: unknown[] = []
        for (let next: string | undefined = `/participations/${id}/logs?limit=3`; next; ) {
          const answer: Awaited<ReturnType<typeof node.ask>> = await node.ask('GET', next, { as: 'buyer:ani' })
          pages.push(...answer.body)
          next = /<(.*)>/.exec(answer.headers.link ?? '')?.[1]
        }
        expect(pages).toEqual(whole)
      })
    })

    describe('is changed', () => {
      it('by its buyer while it is reserved, and the event names only the fields', async () => {
        const campaign = await campaignOf('rina')
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani', note: 'titip' })
        const as = 'buyer:ani'
        const moved = await node.ask('PATCH', `/participations/${id}`, { as, body: { shipping_address: elsewhere } })
        expect(moved.body).toMatchObject({ shipping_address: elsewhere, note: 'titip', status: 'reserved' })
        const bare = await node.ask('PATCH', `/participations/${id}`, { as, body: { note: null } })
        expect(bare.body).toMatchObject({ shipping_address: elsewhere, note: null })
        const same = await node.ask('PATCH', `/participations/${id}`, { as, body: { note: null } })
        expect(same.body, 'nothing to change, and nothing on record').toEqual(bare.body)
        const changes = (await timeline(id)).filter(({ event }) => event === 'participant_changed')
        expect(changes.map(({ metadata }) => metadata)).toEqual([
          { fields: ['shipping_address'] },
          { fields: ['note'] },
        ])
        const logs = await node.services.db.query('select metadata from sambatan.audit_logs')
        expect(JSON.stringify(logs)).not.toMatch(/Kenanga|titip/)
        expect(await violations(node.services.db)).toEqual([])
      })

      it('not by its seller, not once it is confirmed, and not by halves', async () => {
        const campaign = await campaignOf('rina')
        const { id } = await newParticipation(node, campaign.id, { user_id: 'ani' })
        const path = `/participations/${id}`
        const body = { shipping_address: elsewhere }
        expectProblem(await node.ask('PATCH', path, { as: 'seller:rina', body }), 404, 'participation_not_found')
        expectProblem(await node.ask('PATCH', path, { as: 'buyer:joko', body }), 404, 'participation_not_found')
        for (const wrong of [{ shipping_address: 'pendek' }, { ...body, note: 'x'.repeat(161) }, { quantity: 3 }]) {
          expectProblem(await node.ask('PATCH', path, { as: 'buyer:ani', body: wrong }), 422, 'validation_failed')
        }
        await node.ask('POST', `${path}/confirm`)
        for (const language of ['id', 'en']) {
          const headers = { 'accept-language': language }
          const refused = await node.ask('PATCH', path, { as: 'buyer:ani', body, headers })
          const { detail } = expectProblem(refused, 409, 'participation_state_invalid')
          expect(detail).toContain(language === 'id' ? 'tidak bisa diubah' : 'cannot be changed')
        }
        expect((await node.ask('GET', path)).body.shipping_address).toBe(address)
      })
    })
  },
  { each: true },
)
