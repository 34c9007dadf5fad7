/** Every refusal that each route can give: its status, its code, and that nothing was changed by it. */
import { describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { clockText } from '../../src/kernel/zone.ts'
import { advanceClock } from '../support/clock.ts'
import { hours, minutes } from '../support/engine.ts'
import { expectProblem, failedFields, onEachNode } from './node.ts'
import { campaignBody, inTime, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

const nowhere = uuidv7()

onEachNode(
  'a node',
  (node) => {
    it.each(['id', 'en'])('says times on the clock that the pages name (%s)', async (language) => {
      const opens_at = await inTime(node, hours(100))
      const { id } = await newCampaign(node, { opens_at })
      const ask = { body: joinBody(), headers: { 'accept-language': language } }
      const { body: refused } = await node.ask('POST', `/campaigns/${id}/join`, ask)
      const [, time] = /(\d\d[.:]\d\d) WIB/.exec(refused.detail) ?? []
      expect(time?.replace('.', ':')).toBe(clockText(new Date(opens_at)).slice(11, 16))
    })

    describe('what is not there', () => {
      it.each([
        ['GET', `/products/${nowhere}`, 'product_not_found'],
        ['PATCH', `/products/${nowhere}`, 'product_not_found'],
        ['GET', `/campaigns/${nowhere}`, 'campaign_not_found'],
        ['GET', '/campaigns/no-such-slug', 'campaign_not_found'],
        ['PATCH', `/campaigns/${nowhere}`, 'campaign_not_found'],
        ['GET', `/campaigns/${nowhere}/progress`, 'campaign_not_found'],
        ['GET', `/campaigns/${nowhere}/events`, 'campaign_not_found'],
        ['GET', `/campaigns/${nowhere}/participants`, 'campaign_not_found'],
        ['GET', `/campaigns/${nowhere}/logs`, 'campaign_not_found'],
        ['POST', `/campaigns/${nowhere}/publish`, 'campaign_not_found'],
        ['POST', `/campaigns/${nowhere}/cancel`, 'campaign_not_found'],
        ['POST', '/campaigns/no-such-slug/join', 'campaign_not_found'],
        ['POST', `/campaigns/${nowhere}/join`, 'campaign_not_found'],
        ['POST', `/campaigns/${nowhere}/extend`, 'campaign_not_found'],
        ['POST', `/participations/${nowhere}/cancel`, 'participation_not_found'],
        ['POST', `/participations/${nowhere}/confirm`, 'participation_not_found'],
        ['POST', `/participations/${nowhere}/refund`, 'participation_not_found'],
        ['POST', `/participations/${nowhere}/fulfil`, 'participation_not_found'],
      ])('%s %s is %s, in both languages', async (method, path, code) => {
        const bodies: Record<string, unknown> = { join: joinBody(), extend: { deadline: await inTime(node, hours(1)) } }
        const body = method === 'GET' ? undefined : (bodies[path.split('/').at(-1)!] ?? {})
        for (const language of ['id', 'en']) {
          const answer = await node.ask(method, path, { body, headers: { 'accept-language': language } })
          expectProblem(answer, 404, code)
        }
      })

      it('is also what no id can be', async () => {
        for (const id of ['x', '%00', '..%2f..', '00000000', 'a'.repeat(300), '%F0%9F%8C%BA', "'; drop table x; --"]) {
          expectProblem(await node.ask('GET', `/products/${id}`), 404, 'product_not_found')
          expectProblem(await node.ask('POST', `/participations/${id}/cancel`), 404, 'participation_not_found')
          expectProblem(await node.ask('GET', `/campaigns/${id === 'x' ? 'x%20y' : id}`), 404, 'campaign_not_found')
        }
      })
    })

    describe('a campaign is refused', () => {
      it('when its product is missing or not enabled for sambatan', async () => {
        const missing = await node.ask('POST', '/campaigns', {
          body: await campaignBody(node, { product_id: nowhere }),
        })
        expectProblem(missing, 404, 'product_not_found')
        const product = await newProduct(node, { sambatan_enabled: false })
        const body = await campaignBody(node, { product_id: product.id })
        expectProblem(await node.ask('POST', '/campaigns', { body }), 409, 'product_not_enabled')
        const draft = await newCampaign(node, { product_id: product.id, draft: true })
        expectProblem(await node.ask('POST', `/campaigns/${draft.id}/publish`), 409, 'product_not_enabled')
      })

      it('when its terms do not fit together, naming the field', async () => {
        const deadline = await inTime(node, hours(10))
        const cases: [Record<string, unknown>, string, string][] = [
          [{ minimum_slots: 11 }, 'minimum_above_total', 'minimum_slots'],
          [{ min_per_buyer: 11 }, 'per_buyer_limits_crossed', 'min_per_buyer'],
          [{ min_per_buyer: 3, max_per_buyer: 2 }, 'per_buyer_limits_crossed', 'min_per_buyer'],
          [{ price_per_slot: Number.MAX_SAFE_INTEGER, total_slots: 2 }, 'amount_too_large', 'price_per_slot'],
          [{ opens_at: await inTime(node, hours(11)), deadline }, 'opening_after_deadline', 'opens_at'],
          [{ deadline: await inTime(node, hours(24 * 366 * 5)) }, 'deadline_too_far', 'deadline'],
          [{ deadline: await inTime(node, -minutes(1)) }, 'deadline_not_future', 'deadline'],
        ]
        const draft = await newCampaign(node, { draft: true })
        for (const [wish, code, field] of cases) {
          const made = await node.ask('POST', '/campaigns', { body: await campaignBody(node, wish) })
          expectProblem(made, 422, code)
          expect(failedFields(made)).toEqual([field])
          if (code === 'deadline_not_future') continue
          expectProblem(await node.ask('PATCH', `/campaigns/${draft.id}`, { body: wish }), 422, code)
        }
        expect((await node.ask('GET', `/campaigns/${draft.id}`)).body).toEqual(draft)
      })

      it('what its state does not allow, in words of that state', async () => {
        const draft = await newCampaign(node, { draft: true })
        const active = await newCampaign(node)
        const ended = await newCampaign(node)
        await node.ask('POST', `/campaigns/${ended.id}/cancel`)
        const extend = { deadline: await inTime(node, hours(900)) }
        const cases = [
          [active, 'publish', undefined, 'Sambatan ini sedang berjalan, jadi tidak bisa diterbitkan.'],
          [ended, 'publish', undefined, 'Sambatan ini sudah dibatalkan, jadi tidak bisa diterbitkan.'],
          [draft, 'extend', extend, 'Sambatan ini masih draf, jadi tidak bisa diperpanjang.'],
          [ended, 'extend', extend, 'Sambatan ini sudah dibatalkan, jadi tidak bisa diperpanjang.'],
          [ended, 'cancel', undefined, 'Sambatan ini sudah dibatalkan, jadi tidak bisa dibatalkan.'],
        ] as const
        for (const [campaign, verb, body, sentence] of cases) {
          const answer = await node.ask('POST', `/campaigns/${campaign.id}/${verb}`, { body })
          expect(expectProblem(answer, 409, 'campaign_state_invalid').detail).toContain(sentence)
        }
      })

      it('a change of terms once somebody has joined, and a deadline that is not later', async () => {
        const { id, deadline } = await newCampaign(node)
        await newParticipation(node, id)
        const price = await node.ask('PATCH', `/campaigns/${id}`, { body: { price_per_slot: 1, title: 'Murah' } })
        expect(expectProblem(price, 409, 'terms_frozen').detail).toContain('price_per_slot')
        const sooner = await node.ask('POST', `/campaigns/${id}/extend`, { body: { deadline } })
        expectProblem(sooner, 422, 'deadline_not_later')
        expect(failedFields(sooner)).toEqual(['deadline'])
        await advanceClock(node.services.db, hours(200))
        const late = { deadline: await inTime(node, hours(900)) }
        // Its failure fell due meanwhile, and happens before it is asked for more.
        expectProblem(await node.ask('POST', `/campaigns/${id}/extend`, { body: late }), 409, 'campaign_state_invalid')
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({ status: 'failed' })
      })
    })

    describe('a join is refused', () => {
      const join = (id: string, wish: Record<string, unknown> = {}) =>
        node.ask('POST', `/campaigns/${id}/join`, { body: joinBody(wish) })

      it('before the campaign opens and after it has ended', async () => {
        const draft = await newCampaign(node, { draft: true })
        expect(expectProblem(await join(draft.id), 409, 'campaign_not_open').detail).toContain('belum ditentukan')
        const scheduled = await newCampaign(node, {
          opens_at: '2030-01-02T05:00:00Z',
          deadline: '2031-01-01T00:00:00Z',
        })
        const early = await join(scheduled.id)
        expect(expectProblem(early, 409, 'campaign_not_open').detail).toContain('2 Januari 2030 pukul 12.00 WIB')
        const ended = await newCampaign(node)
        await node.ask('POST', `/campaigns/${ended.id}/cancel`)
        expectProblem(await join(ended.id), 409, 'campaign_closed')
        const late = await newCampaign(node, { deadline: await inTime(node, hours(1)) })
        await advanceClock(node.services.db, hours(2))
        expectProblem(await join(late.id), 409, 'campaign_closed')
      })

      it('when slots are short, saying how many can be had, and when all are taken', async () => {
        const { id } = await newCampaign(node, { total_slots: 3 })
        await newParticipation(node, id)
        const detail = expectProblem(await join(id, { quantity: 3 }), 409, 'insufficient_slots').detail
        expect(detail).toBe(
          'Diminta 3 slot, tetapi yang bisa didapat paling banyak 2 slot. Belum ada slot yang dipesan dan tidak ada yang ditagih; kurangi jumlahnya, lalu coba lagi.',
        )
        await newParticipation(node, id, { quantity: 2 })
        expectProblem(await join(id), 409, 'campaign_full')
        expect((await node.ask('GET', `/campaigns/${id}/progress`)).body).toMatchObject({ filled_slots: 3 })
      })

      it('but for exactly the last slots, where fewer are left than one must take', async () => {
        const { id } = await newCampaign(node, { total_slots: 7, min_per_buyer: 4 })
        const about = async (quantity: number) => (await join(id, { quantity, user_id: 'buyer-9' })).body.detail
        expect(await about(1)).toContain('bisa meminta 4 sampai 7 slot')
        await newParticipation(node, id, { quantity: 4 })
        expect(await about(1)).toContain('bisa meminta tepat 3 slot')
        expect(await about(4)).toContain('yang bisa didapat tepat 3 slot.')
      })

      it('outside of the limits per buyer', async () => {
        const { id } = await newCampaign(node, { min_per_buyer: 2, max_per_buyer: 3 })
        expectProblem(await join(id), 409, 'below_min_per_buyer')
        await newParticipation(node, id, { quantity: 2 })
        const detail = expectProblem(await join(id, { quantity: 2 }), 409, 'already_joined_limit').detail
        expect(detail).toContain('paling banyak 3 slot')
        expect(detail).toContain('sudah memegang 2')
      })

      it('when a service does not say for whom', async () => {
        const { id } = await newCampaign(node)
        const { user_id: _, ...body } = joinBody()
        const answer = await node.ask('POST', `/campaigns/${id}/join`, { body })
        expectProblem(answer, 422, 'user_id_required')
        expect(failedFields(answer)).toEqual(['user_id'])
        const operator = await node.ask('POST', `/campaigns/${id}/join`, { body, as: 'operator:budi' })
        expect(operator.body.user_id, 'an operator is also somebody').toBe('budi')
        expectProblem(await node.ask('GET', '/participations?mine'), 422, 'user_id_required')
      })
    })

    describe('a participation is refused', () => {
      const act = (id: string, verb: string) => node.ask('POST', `/participations/${id}/${verb}`)

      it('what its state does not allow', async () => {
        const { id } = await newCampaign(node, { total_slots: 5 })
        const cancelled = await newParticipation(node, id)
        await act(cancelled.id, 'cancel')
        for (const verb of ['cancel', 'confirm', 'refund', 'fulfil']) {
          const answer = await act(cancelled.id, verb)
          expect(expectProblem(answer, 409, 'participation_state_invalid').detail).toContain('sudah dibatalkan')
        }
        const confirmed = await newParticipation(node, id)
        await act(confirmed.id, 'confirm')
        expectProblem(await act(confirmed.id, 'cancel'), 409, 'participation_state_invalid')
        expectProblem(await act(confirmed.id, 'confirm'), 409, 'participation_state_invalid')
        expectProblem(await act(confirmed.id, 'fulfil'), 409, 'campaign_not_completed')
        await act(confirmed.id, 'refund')
        expectProblem(await act(confirmed.id, 'refund'), 409, 'participation_state_invalid')
        expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots).toBe(0)
      })

      it('to be cancelled after the deadline', async () => {
        const { id } = await newCampaign(node, { deadline: await inTime(node, hours(1)) })
        const late = await newParticipation(node, id)
        await advanceClock(node.services.db, hours(2))
        expectProblem(await act(late.id, 'cancel'), 409, 'participation_state_invalid')
        expect((await node.ask('GET', `/campaigns/${id}`)).body).toMatchObject({ status: 'failed' })
      })
    })

    describe('the scheduler that is off', () => {
      it('cannot be triggered, and says how to run it all the same', async () => {
        const answer = await node.ask('POST', '/scheduler/trigger')
        expect(expectProblem(answer, 503, 'scheduler_off').detail).toContain('/lifecycle/run')
      })
    })

    describe('a node with a queue of one', () => {
      it('refuses the joins that it cannot take in, and they can be sent again', async () => {
        const { id } = await newCampaign(node, { total_slots: 100 })
        const answers = await Promise.all(
          Array.from({ length: 20 }, () => node.ask('POST', `/campaigns/${id}/join`, { body: joinBody() })),
        )
        const refused = answers.filter((answer) => answer.status !== 201)
        expect(refused.length).toBeGreaterThan(0)
        for (const answer of refused) expectProblem(answer, 503, 'queue_full')
        const { filled_slots } = (await node.ask('GET', `/campaigns/${id}/progress`)).body
        expect(filled_slots).toBe(answers.length - refused.length)
        await newParticipation(node, id)
      })
    })
  },
  { env: { SAMBATAN_JOIN_QUEUE_MAX: '1' } },
)
