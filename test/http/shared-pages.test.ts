/** Pages that many are shown alike are nobody's: two people of a role get the same bytes, and nothing is asked for either. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { buildApp } from '../../src/http/app.ts'
import { sharedPage } from '../../src/http/shared-pages.ts'
import type { App } from '../../src/http/types.ts'
import { createMetrics } from '../../src/kernel/metrics.ts'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { onEachNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode(
  'a page that many are shown',
  (node) => {
    /** A second node's: what is kept for others is kept by each app for itself. */
    let another: App
    let slug: string
    let seller: string
    let draft: string
    const people = {} as Record<'buyer' | 'seller' | 'operator', [TestAccount, TestAccount]>

    beforeAll(async () => {
      another = await buildApp({ ...node.services, metrics: createMetrics() })
      const { db } = node.services
      for (const role of ['buyer', 'seller', 'operator'] as const) {
        people[role] = [await signedIn(db, role), await signedIn(db, role)]
      }
      const { id: product_id } = await newProduct(node, { seller_id: people.seller[0].id })
      const campaign = await newCampaign(node, { product_id })
      draft = (await newCampaign(node, { product_id, draft: true })).slug
      await newParticipation(node, campaign.id, { user_id: people.buyer[0].id, quantity: 3 })
      slug = campaign.slug
      seller = campaign.seller_slug
    })
    afterAll(async () => {
      vi.useRealTimers()
      await another?.close()
    })

    const pages = () => ['/', '/?q=melati', `/c/${slug}`, `/s/${seller}`, '/how-it-works', '/c/none']

    it.each(['buyer', 'seller', 'operator'] as const)('is the same for two people, each a %s', async (role) => {
      // The words for how long ago something was are of this moment.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
      const recognize = vi.spyOn(node.services.identity, 'recognize')
      for (const url of pages().slice(0, 5)) {
        const [one, two] = people[role]
        recognize.mockClear()
        const first = await node.app.inject({ url, headers: one.headers })
        const second = await another.inject({ url, headers: two.headers })
        expect([first.statusCode, second.statusCode], url).toEqual([200, 200])
        expect(first.rawPayload.equals(second.rawPayload), url).toBe(true)
        for (const { id } of [one, two]) expect(first.body, url).not.toContain(`opened_for" value="${id}`)
        // Who asks is told once, for the frame; what the page then asks of the API it asks as nobody.
        const asked = recognize.mock.calls.filter(([{ cookie }]) => cookie?.includes('session_token'))
        expect(asked, url).toHaveLength(2)
        expect(first.body.includes('href="/sell"'), url).toBe(role !== 'buyer')
        expect(first.body, url).toContain('href="/me"')
        // Their own part has its place there, which a script fills; for who has no session there is none.
        expect(first.body.includes('data-viewer='), url).toBe(url.startsWith('/c/'))
        expect((await node.app.inject(url)).body, url).not.toContain('data-viewer=')
      }
      recognize.mockRestore()
    })

    it('is made of a request that says nothing of anybody', () => {
      for (const url of pages()) {
        const [one, two] = people.buyer.map(({ headers }) =>
          sharedPage({
            method: 'GET',
            url,
            headers: { ...headers, 'accept-language': 'en' },
            pageRole: 'buyer',
          } as never),
        )
        expect(one).toBeDefined()
        expect(one).toEqual(two)
        expect(JSON.stringify(one)).not.toContain('session')
      }
    })

    it('leaves a draft to its seller, and to nobody else', async () => {
      const url = `/c/${draft}`
      const [owner, other] = people.seller
      const statuses = []
      for (const headers of [{}, other.headers, owner.headers, {}, other.headers]) {
        statuses.push((await node.app.inject({ url, headers })).statusCode)
      }
      expect(statuses).toEqual([404, 404, 200, 404, 404])
    })

    it('has lists tell what those are called whom they name, to those who may read people', async () => {
      const [operator] = people.operator
      const { db } = node.services
      await db.query('update sambatan.people set name = $2 where id = $1', [operator.id, 'Budi Santoso'])
      const ask = { as: 'nobody' as const, headers: operator.headers }
      const { id } = await newCampaign(node)
      const joined = await newParticipation(node, id)
      await node.ask('POST', `/participations/${joined.id}/cancel`, ask)
      await node.ask('POST', '/scheduler/pause', ask)
      const key = await node.ask('POST', '/api-keys', { ...ask, body: { name: 'Kunci', scopes: ['operations'] } })
      const path = `/audit?campaign_id=${id}&event=participant_cancelled`
      const told = await Promise.all(
        [path, '/access-log?limit=1', `/participations/${joined.id}/logs?order=newest`, '/api-keys'].map(
          async (list) => (await node.ask('GET', list, ask)).body[0],
        ),
      )
      expect(told.map((one) => one.actor_name ?? one.created_by_name)).toEqual(Array(4).fill('Budi Santoso'))
      const status = await node.ask('GET', '/scheduler/status', ask)
      expect(status.body.paused_by_name).toBe('Budi Santoso')
      await node.ask('POST', '/scheduler/resume', ask)
      const bearer = { as: 'nobody' as const, headers: { authorization: `Bearer ${key.body.key}` } }
      const untold = await node.ask('GET', path, bearer)
      expect([untold.status, untold.body.length, untold.text.includes('Budi')]).toEqual([200, 1, false])
      for (const page of [path.replace('/audit', '/operator/audit'), '/operator/access-log']) {
        expect((await node.app.inject({ url: page, headers: operator.headers })).body, page).toContain('Budi Santoso')
      }
    })

    it('shows what is personal on pages of their own', async () => {
      const of = async ({ headers }: TestAccount) => (await node.app.inject({ url: `/c/${slug}/join`, headers })).body
      const [holder, other] = people.buyer
      expect(await of(holder)).toContain('3 slot')
      expect(await of(other)).not.toContain('3 slot')
    })
  },
  { only: 'one' },
)
