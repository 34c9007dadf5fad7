/** What sellers look at besides their lists: whom a decision would concern, how a campaign is coming along, what needs them. */
import { describe, expect, it } from 'vitest'
import { advanceClock } from '../support/clock.ts'
import { hours } from '../support/engine.ts'
import { expectProblem, onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation, newProduct } from './things.ts'

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
        latest_deadline: expect.stringMatching(/^20\d\d-/),
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
  describe('the pace', () => {
    const paceOf = async (id: string) => (await node.ask('GET', `/campaigns/${id}/pace`, { as: 'seller:rina' })).body

    /** What was held at a time, from the audit trail alone. */
    async function heldAt(id: string, at: string): Promise<number> {
      const [row] = await node.services.db.query<{ slots: number }>(
        `select coalesce(sum((metadata ->> 'quantity')::int
          * case when event = 'participant_joined' then 1 else -1 end), 0)::int as slots
         from sambatan.audit_logs
         where campaign_id = $1 and created_at <= $2
           and event in ('participant_joined', 'participant_cancelled', 'participant_refunded', 'hold_expired')`,
        [id, at],
      )
      return row!.slots
    }

    it('is what the audit trail says, at every point, also of those who left', async () => {
      const campaign = await campaignOf('rina', { total_slots: 60, minimum_slots: 40, hold_minutes: 3_000 })
      const joined: string[] = []
      for (let step = 0; step < 14; step++) {
        await advanceClock(node.services.db, hours(5) + 137)
        const made = await newParticipation(node, campaign.id, { user_id: `b-${step}`, quantity: (step % 3) + 1 })
        joined.push(made.id)
        if (step % 4 === 3) await node.ask('POST', `/participations/${joined[step - 2]}/cancel`)
        if (step % 5 === 4) await node.ask('POST', `/participations/${joined[step]}/confirm`)
        await node.ask('POST', '/lifecycle/run')
      }
      await node.ask('POST', `/participations/${joined[4]}/refund`)
      await advanceClock(node.services.db, hours(1))
      const pace = await paceOf(campaign.id)
      expect(pace).toMatchObject({
        campaign_id: campaign.id,
        minimum_slots: 40,
        total_slots: 60,
        started_at: campaign.published_at,
      })
      expect(pace.points).toHaveLength(121)
      expect(pace.points[0]).toEqual({ at: pace.started_at, slots: 0 })
      expect(pace.points.at(-1)).toEqual({ at: pace.until, slots: pace.slots })
      expect(pace.slots).toBe((await node.ask('GET', `/campaigns/${campaign.id}`)).body.slots_taken)
      for (const { at, slots } of pace.points) expect(slots, at).toBe(await heldAt(campaign.id, at))
      const { verdict, needed_per_day, slots_per_day_recent } = pace.forecast
      expect(needed_per_day).toBeGreaterThan(0)
      expect(slots_per_day_recent).toBeLessThan(10)
      expect(['behind', 'far_behind', 'on_track']).toContain(verdict)
    })

    it('stops where the campaign ended, with what was held then', async () => {
      const campaign = await campaignOf('rina', { total_slots: 10, deadline: await inTime(node, hours(48)) })
      await advanceClock(node.services.db, hours(12))
      const { id } = await newParticipation(node, campaign.id, { quantity: 3 })
      await newParticipation(node, campaign.id, { quantity: 4 })
      await advanceClock(node.services.db, hours(24))
      await node.ask('POST', `/participations/${id}/cancel`)
      await advanceClock(node.services.db, hours(20))
      await node.ask('POST', '/lifecycle/run')
      const pace = await paceOf(campaign.id)
      expect(pace.points.at(-1)).toEqual({ at: pace.until, slots: 4 })
      expect(Math.max(...pace.points.map((point: { slots: number }) => point.slots))).toBe(7)
      expect(pace.forecast).toMatchObject({ verdict: 'ended', slots_at_deadline: 4, reaches_goal_at: null })
    })

    it('has no points before it begins, and too little to say just after', async () => {
      const draft = await campaignOf('rina', { draft: true })
      const later = await campaignOf('rina', { opens_at: await inTime(node, hours(24)) })
      const cancelled = await campaignOf('rina', { opens_at: await inTime(node, hours(24)) })
      await node.ask('POST', `/campaigns/${cancelled.id}/cancel`)
      for (const [{ id }, verdict] of [
        [draft, 'too_early'],
        [later, 'too_early'],
        [cancelled, 'ended'],
      ] as const) {
        const pace = await paceOf(id)
        expect(pace).toMatchObject({ started_at: null, points: [], slots: 0, forecast: { verdict } })
      }
      const fresh = await campaignOf('rina')
      await newParticipation(node, fresh.id, { quantity: 5 })
      const pace = await paceOf(fresh.id)
      expect(pace.points.at(-1).slots).toBe(5)
      expect(pace.forecast).toMatchObject({ verdict: 'too_early', slots_at_deadline: null, slots_per_day_recent: null })
    })
  })

  describe('attention', () => {
    const attentionOf = async (query = '', as: 'seller:sari' | 'operator:budi' = 'seller:sari') =>
      (await node.ask('GET', `/sellers/${as === 'seller:sari' ? 'me' : 'sari'}/attention${query}`, { as })).body

    it('is nothing for who has nothing to do, and is a seller’s own', async () => {
      expect(await attentionOf()).toMatchObject({ seller_id: 'sari', items: [], truncated: false })
      expectProblem(await node.ask('GET', '/sellers/sari/attention', { as: 'seller:rina' }), 404, 'person_not_found')
    })

    it('tells what needs them, the most urgent first, with its numbers', async () => {
      const make = async (title: string, ahead: number, wish: Record<string, unknown> = {}) =>
        campaignOf('sari', { title, deadline: await inTime(node, hours(ahead)), ...wish })
      const failed = await make('Gagal', 3, { total_slots: 5 })
      const done = await make('Jadi', 900, { total_slots: 2 })
      await newParticipation(node, failed.id, { quantity: 2 })
      await newParticipation(node, done.id, { quantity: 2 })
      await advanceClock(node.services.db, hours(4))
      await node.ask('POST', '/lifecycle/run')
      const waiting = await make('Menunggu', 900, { total_slots: 50 })
      const held = [
        await newParticipation(node, waiting.id, { quantity: 3 }),
        await newParticipation(node, waiting.id, { quantity: 4 }),
      ]
      const paid = await newParticipation(node, waiting.id, { quantity: 5 })
      await node.ask('POST', `/participations/${paid.id}/confirm`)
      const draft = await make('Draf', 900, { draft: true })
      await advanceClock(node.services.db, hours(49))
      await make('Sedang ditulis', 900, { draft: true })
      await newParticipation(node, waiting.id, { quantity: 6 })
      const soon = await make('Segera', 20, { total_slots: 10, minimum_slots: 6 })
      await newParticipation(node, soon.id, { quantity: 2 })
      const sooner = await make('Lebih segera', 10, { total_slots: 10 })
      const later = await make('Nanti', 70)
      await make('Tercapai', 10, { total_slots: 10, minimum_slots: 1 }).then((each) => newParticipation(node, each.id))
      await make('Masih lama', 900)
      const full = await make('Penuh', 900, { total_slots: 1 })
      await newParticipation(node, full.id)
      const { items } = await attentionOf()
      const shown = items.map((item: Record<string, unknown>) => [
        item.code,
        item.campaign_id,
        item.slots,
        item.participations,
        item.amount,
      ])
      expect(shown).toEqual([
        ['deadline_24h_below_goal', sooner.id, 10, null, 1_000_000],
        ['deadline_24h_below_goal', soon.id, 4, null, 400_000],
        ['campaign_full', full.id, 1, 1, 100_000],
        ['deadline_72h_below_goal', later.id, 10, null, 1_000_000],
        ['reservations_unconfirmed', waiting.id, 7, 2, 700_000],
        ['money_unpaid', done.id, null, 1, 200_000],
        ['campaign_failed', failed.id, 2, null, 200_000],
        ['campaign_completed', done.id, 2, 1, 200_000],
        ['draft_unpublished', draft.id, null, null, null],
      ])
      expect(items[0]).toMatchObject({ title: 'Lebih segera', slug: sooner.slug, at: sooner.deadline, currency: 'IDR' })
      expect(items[4].at).toBe(held[0].joined_at)
      expect((await attentionOf('?unconfirmed_days=3')).items).toHaveLength(8)
      expect((await attentionOf('', 'operator:budi')).items).toEqual(items)
      await advanceClock(node.services.db, hours(24 * 8))
      const codes = (await attentionOf()).items.map((item: { code: string }) => item.code)
      expect(codes, 'old news is no news').not.toContain('campaign_failed')
      expect(codes, 'what is owed is').toContain('money_unpaid')
    })

    it('names what is owed back and what has not arrived until it is settled, however long ago', async () => {
      const sold = await campaignOf('wati', { title: 'Batal', deadline: await inTime(node, hours(900)) })
      const one = await newParticipation(node, sold.id)
      await node.ask('POST', `/participations/${one.id}/confirm`)
      await node.ask('POST', `/campaigns/${sold.id}/cancel`, { body: { reason: 'Bahan habis' } })
      await advanceClock(node.services.db, hours(24 * 30))
      const of = async (body?: object) => {
        if (body) await node.ask('POST', `/participations/${one.id}/money`, { body })
        return (await node.ask('GET', '/sellers/wati/attention', { as: 'seller:wati' })).body.items
      }
      const ended = (await node.ask('GET', `/participations/${one.id}`)).body.ended_at
      expect(await of()).toMatchObject([
        { code: 'money_owed_back', campaign_id: sold.id, participations: 1, amount: 100_000, at: ended },
      ])
      expect(await of({ kind: 'sent_back' })).toEqual([])
      const records = (await node.ask('GET', `/participations/${one.id}/money`)).body
      await node.ask('POST', `/money/${records.at(-1).id}/not-arrived`, { as: 'buyer:buyer-1', body: {} })
      expect(await of()).toMatchObject([{ code: 'money_not_arrived', participations: 1, amount: 100_000, slots: null }])
      await node.ask('POST', `/money/${records.at(-1).id}/answer`, { body: { answer: 'Sudah masuk kemarin' } })
      await node.ask('POST', `/participations/${one.id}/paid`, { body: { amount: 70_000 } })
      const claimed = (await node.ask('GET', `/participations/${one.id}/claims`)).body[0].created_at
      expect(await of()).toMatchObject([
        { code: 'money_claimed', participations: 1, amount: 70_000, at: claimed, slots: null },
      ])
      const key = await node.ask('POST', '/api-keys', { body: { name: 'Tanpa uang', scopes: ['campaigns', 'people'] } })
      const blind = await node.ask('GET', '/sellers/wati/attention', {
        headers: { authorization: `Bearer ${key.body.key}` },
      })
      expect(blind.body.items).toEqual([])
    })

    it('names reservations before they are lost, however young they are', async () => {
      const deadline = await inTime(node, hours(900))
      const [brief, patient] = [
        await campaignOf('tuti', { title: 'Sehari', deadline, hold_minutes: 600 }),
        await campaignOf('tuti', { title: 'Seminggu', deadline, hold_minutes: 10_000 }),
      ]
      for (const { id } of [brief, patient]) await newParticipation(node, id, { quantity: 2 })
      const { items } = (await node.ask('GET', '/sellers/tuti/attention', { as: 'seller:tuti' })).body
      expect(items).toMatchObject([{ code: 'reservations_unconfirmed', campaign_id: brief.id, slots: 2 }])
    })
  })
})
