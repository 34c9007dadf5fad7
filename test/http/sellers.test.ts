/** Sellers as everybody sees them, and who is told of their next batch. */

import { beforeAll, describe, expect, it } from 'vitest'
import { xml2js } from 'xml-js'
import { writtenMoney, writtenTime } from '../../src/kernel/written.ts'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { hours, relay } from '../support/engine.ts'
import { type Ask, expectProblem, failedFields, onEachNode } from './node.ts'
import { inTime, newCampaign, newParticipation, newProduct } from './things.ts'

onEachNode('sellers', (node) => {
  let seller: TestAccount
  let productId: string

  const as = ({ headers }: TestAccount): Ask => ({ as: 'nobody', headers })
  const nobody = { as: 'nobody' as const }
  const read = async (named: string) => (await node.ask('GET', `/sellers/${named}`, nobody)).body
  const follow = (who: TestAccount, named: string) => node.ask('PUT', `/people/me/follows/${named}`, as(who))
  const told = async (who: TestAccount) => {
    await relay(node.services.db)
    const { body } = await node.ask('GET', '/people/me/notifications?topic=following', as(who))
    return body.map(({ kind, campaign_id }: { kind: string; campaign_id: string }) => [kind, campaign_id])
  }
  const rename = (who: TestAccount, name: string) => node.ask('PATCH', '/people/me', { ...as(who), body: { name } })

  beforeAll(async () => {
    seller = await signedIn(node.services.db, 'seller')
    await rename(seller, 'Rumah Mêlati & Anak')
    productId = (await newProduct(node, { seller_id: seller.id })).id
  })

  describe('have a page from their first campaign on', () => {
    it('with an address that stays, whatever they call themselves later', async () => {
      expectProblem(await node.ask('GET', `/sellers/${seller.id}`, nobody), 404, 'seller_not_found')
      const campaign = await newCampaign(node, { product_id: productId })
      expect(campaign.seller_slug).toBe('rumah-melati-anak')
      await rename(seller, 'Rumah Melati')
      for (const named of [seller.id, 'rumah-melati-anak']) {
        expect(await read(named)).toMatchObject({ slug: 'rumah-melati-anak', name: 'Rumah Melati', about: '' })
      }
    })

    it('of their own where another is called alike, or by no letter of ours', async () => {
      const names = ['Kembar', 'Kembar', 'さくら', '!']
      const slugs: string[] = []
      for (const name of names) {
        const other = await signedIn(node.services.db, 'seller')
        await rename(other, name)
        const { id } = await newProduct(node, { seller_id: other.id })
        slugs.push((await newCampaign(node, { product_id: id })).seller_slug)
      }
      expect(slugs[0]).toBe('kembar')
      expect(slugs[1]).toMatch(/^kembar-[0-9a-f]{10}$/)
      expect(slugs.slice(2).every((slug) => /^[0-9a-f]{10}$/.test(slug))).toBe(true)
      expect(new Set(slugs).size).toBe(4)
    })

    it('where they say about themselves what they want, and nobody else does', async () => {
      const change = (who: TestAccount, about: unknown) =>
        node.ask('PATCH', `/sellers/${seller.id}`, { ...as(who), body: { about } })
      expect((await change(seller, 'Sejak 2019\r\ndi Sleman')).body.about).toBe('Sejak 2019\ndi Sleman')
      expect(failedFields(await change(seller, 'x'.repeat(1001)))).toEqual(['about'])
      const stranger = await signedIn(node.services.db, 'seller')
      expectProblem(await change(stranger, 'Mine'), 404, 'seller_not_found')
      expect((await read(seller.id)).about).toBe('Sejak 2019\ndi Sleman')
    })

    it('with how their batches ended, from the audit trail; a draft that was discarded is none', async () => {
      const own = await signedIn(node.services.db, 'seller')
      const { id } = await newProduct(node, { seller_id: own.id })
      const done = await newCampaign(node, { product_id: id, total_slots: 1, minimum_slots: 1 })
      await newParticipation(node, done.id, { quantity: 1 })
      await node.ask('POST', '/lifecycle/run')
      const stopped = await newCampaign(node, { product_id: id })
      await node.ask('POST', `/campaigns/${stopped.id}/cancel`, { body: { reason: 'Bahan habis' } })
      const draft = await newCampaign(node, { product_id: id, draft: true })
      await node.ask('POST', `/campaigns/${draft.id}/cancel`, { body: { reason: 'Bukan ini' } })
      await newCampaign(node, { product_id: id })
      expect((await read(own.id)).record).toEqual({ completed: 1, failed: 0, cancelled: 1 })
    })
  })

  it('are told to feed readers and calendars, drafts never and what was cancelled as that', async () => {
    const own = await signedIn(node.services.db, 'seller')
    await rename(own, 'Kebun <Atsiri>, Sleman')
    const { id } = await newProduct(node, { seller_id: own.id })
    const open = await newCampaign(node, {
      product_id: id,
      title: 'Nilam & <b>Sereh</b>; batch, 2',
      description: 'Suhu < 5 & <img src=x>',
    })
    const draft = await newCampaign(node, { product_id: id, title: 'Rahasia', draft: true })
    const stopped = await newCampaign(node, { product_id: id, title: 'Batal' })
    await node.ask('POST', `/campaigns/${stopped.id}/cancel`, { body: { reason: 'Bahan habis' } })
    const get = (what: string, who = {}) => node.app.inject({ url: `/s/${open.seller_slug}/${what}`, headers: who })
    for (const who of [{}, own.headers]) {
      const feed = await get('feed.xml', who)
      expect(feed.headers['content-type']).toBe('application/rss+xml; charset=utf-8')
      const { rss } = xml2js(feed.body, { compact: true }) as { rss: { channel: { item: Record<string, unknown>[] } } }
      const items = rss.channel.item as { title: { _cdata: string }; link: { _text: string } }[]
      expect(items.map(({ title }) => title._cdata)).toEqual(['Batal', 'Nilam & <b>Sereh</b>; batch, 2'])
      expect(feed.body).toContain('Suhu &lt; 5 &amp; &lt;img src=x&gt;')
      expect(feed.body).not.toContain('<img')
      expect(items[1]!.link._text).toBe(`${node.services.config.publicUrl}/c/${open.slug}`)

      const calendar = await get('campaigns.ics', who)
      expect(calendar.headers['content-type']).toBe('text/calendar; charset=utf-8')
      const unfolded = calendar.body.replaceAll('\r\n ', '')
      expect(unfolded).toContain('X-WR-CALNAME:Kebun <Atsiri>\\, Sleman')
      expect(calendar.body.endsWith('END:VCALENDAR\r\n')).toBe(true)
      expect(unfolded).toContain('Nilam & <b>Sereh</b>\\; batch\\, 2')
      expect(unfolded).toContain(`DTSTART:${open.deadline.replace(/[-:]|\.\d+/g, '')}`)
      expect(unfolded.match(/STATUS:(\w+)/g)).toEqual(['STATUS:CANCELLED', 'STATUS:CONFIRMED'])
      expect(calendar.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
      expect(feed.body + calendar.body).not.toContain(draft.slug)
    }
    expect((await node.app.inject('/s/nobody-at-all/feed.xml')).statusCode).toBe(404)
  })

  it('are told to feed readers and calendars in the language that their address says, or who asks, in Indonesian otherwise', async () => {
    const own = await signedIn(node.services.db, 'seller')
    const { id } = await newProduct(node, { seller_id: own.id })
    const { seller_slug: slug, deadline } = await newCampaign(node, { product_id: id, title: 'Nilam' })
    const text = async (what: string, headers = {}) => {
      const answer = await node.app.inject({ url: `/s/${slug}/${what}`, headers })
      expect(answer.statusCode).toBe(200)
      return answer.body.replaceAll('\r\n ', '')
    }
    const english = { 'accept-language': 'en-GB,en;q=0.9' }
    const [id_, en] = ['Tenggat: Nilam', 'Deadline: Nilam']
    for (const [words, what, headers] of [
      [id_, 'campaigns.ics', {}],
      [en, 'campaigns.ics', english],
      [en, 'campaigns.ics?lang=en', {}],
      [id_, 'campaigns.ics?lang=id', english],
      [id_, 'campaigns.ics?lang=fr', {}],
    ] as const) {
      const calendar = await text(what, headers)
      expect(calendar, what).toContain(`SUMMARY:${words}`)
      // A moment, which every calendar shows on its own clock.
      expect(calendar).toContain(`DTSTART:${deadline.replace(/[-:]|\.\d+/g, '')}`)
    }
    const clock = (tag: string) =>
      new Date(deadline).toLocaleTimeString(tag, { timeZone: 'Asia/Jakarta', hour: '2-digit', minute: '2-digit' })
    for (const [language, words, what, headers] of [
      ['id', `${clock('id-ID')} WIB`, 'feed.xml', {}],
      ['en', `${clock('en-GB')} WIB`, 'feed.xml', english],
      ['en', `${clock('en-GB')} WIB`, 'feed.xml?lang=en', {}],
    ] as const) {
      const feed = await text(what, headers)
      expect(feed).toContain(`<language>${language}</language>`)
      expect(feed).toContain(words)
      expect(feed, 'itself').toContain(`feed.xml?lang=${language}`)
    }
    // Whoever follows it on a page reads the language of that page.
    const { body: html } = await node.app.inject({ url: `/s/${slug}`, headers: english })
    expect(html).toContain(`/s/${slug}/campaigns.ics?lang=en`)
    expect(html).toContain(`/s/${slug}/feed.xml?lang=en`)
    // What a batch is, whoever was sent the link may not know.
    expect(html).toContain('A batch is made once enough people have joined.')
  })

  describe('are followed', () => {
    it('by whoever wants to hear of their next batch, who is told once when one opens, until they want no more', async () => {
      const fan = await signedIn(node.services.db)
      expect((await follow(fan, 'rumah-melati-anak')).body).toEqual({ following: true })
      expect((await follow(fan, seller.id)).body).toEqual({ following: true })
      const asked = async () => (await node.ask('GET', `/people/me/follows/${seller.id}`, as(fan))).body.following
      expect(await asked()).toBe(true)
      expect((await node.ask('GET', '/people/me/follows', as(fan))).body).toMatchObject([
        { seller_id: seller.id, slug: 'rumah-melati-anak', name: 'Rumah Melati' },
      ])
      const next = await newCampaign(node, { product_id: productId })
      await newCampaign(node, { product_id: productId, draft: true })
      expect(await told(fan)).toEqual([['batch_published', next.id]])
      await node.ask('DELETE', `/people/me/follows/${seller.id}`, as(fan))
      expect(await asked()).toBe(false)
      await newCampaign(node, { product_id: productId })
      expect(await told(fan)).toEqual([['batch_published', next.id]])
    })

    it('by who reads beforehand when a batch opens, and is written to once, when it has', async () => {
      const [own, fan] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      await rename(own, 'Kebun Nilam')
      const { id: product_id } = await newProduct(node, { seller_id: own.id })
      await newCampaign(node, { product_id, draft: true })
      const [opens_at, deadline] = [await inTime(node, hours(2)), await inTime(node, hours(6))]
      const items = [
        { name: '50 ml', price: 90_000 },
        { name: '10 ml', price: 25_000 },
      ]
      await follow(fan, own.id)
      const batch = await newCampaign(node, { product_id, opens_at, deadline, price_per_slot: undefined, items })
      const inbox = async (language: string) => {
        const headers = { ...fan.headers, 'accept-language': language }
        const { body } = await node.ask('GET', '/people/me/notifications?topic=following', { as: 'nobody', headers })
        return body.map(({ title, paragraphs }: { title: string; paragraphs: string[] }) => [title, ...paragraphs])
      }
      const written = async () => {
        await relay(node.services.db)
        return node.services.db.query(
          `select n.kind, d.channel from sambatan.notification_deliveries d
          join sambatan.notifications n on n.id = d.notification_id where d.person_id = $1`,
          [fan.id],
        )
      }
      expect(await told(fan)).toEqual([['batch_scheduled', batch.id]])
      expect(await written()).toEqual([])
      const [opening, end] = [batch.opens_at, batch.deadline].map((at) => ({
        id: writtenTime(new Date(at), 'id', { withYear: false }),
        en: writtenTime(new Date(at), 'en', { withYear: false }),
      }))
      expect(await inbox('en')).toEqual([
        [
          'Kebun Nilam has announced a batch: Melati Senja, batch 1',
          `It takes no orders yet. It opens on ${opening!.en}: 10 slots, from ${writtenMoney(25_000, 'IDR', 'en')} each, until ${end!.en}. We tell you again when it does.`,
        ],
      ])
      await advanceClock(node.services.db, hours(3))
      await node.ask('POST', '/lifecycle/run')
      expect(await told(fan)).toEqual([
        ['batch_opened', batch.id],
        ['batch_scheduled', batch.id],
      ])
      expect(await written()).toEqual([{ kind: 'batch_opened', channel: 'email' }])
      const slots = `10 slot, mulai ${writtenMoney(25_000, 'IDR', 'id')} per slot, sampai ${end!.id}.`
      expect(await inbox('id')).toEqual([
        [
          'Sekarang bisa ikut: Melati Senja, batch 1',
          `Batch yang diumumkan Kebun Nilam sekarang menerima pesanan: ${slots}`,
        ],
        // It does not say the same again.
        [
          'Kebun Nilam mengumumkan batch baru: Melati Senja, batch 1',
          `Waktu diumumkan belum bisa diikuti; sejak ${opening!.id} batch ini menerima pesanan.`,
        ],
      ])
      const { body: feed } = await node.app.inject(`/s/${batch.seller_slug}/feed.xml`)
      expect(feed).toContain('Bisa diikuti mulai ')
      await advanceClock(node.services.db, hours(4))
      await node.ask('POST', '/lifecycle/run')
      expect((await inbox('en'))[0][1], 'read when it is over').toContain('takes none any more')
    })

    it('by who is told once of what had opened before anybody was told of it', async () => {
      const [own, fan] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      const { id: product_id } = await newProduct(node, { seller_id: own.id })
      await newCampaign(node, { product_id, draft: true })
      await follow(fan, own.id)
      const batch = await newCampaign(node, { product_id, opens_at: await inTime(node, hours(1)) })
      const full = await newCampaign(node, { product_id, total_slots: 1 })
      await newParticipation(node, full.id)
      await advanceClock(node.services.db, hours(2))
      await node.ask('POST', '/lifecycle/run')
      const kinds = (await told(fan)).map(([kind, id]: [string, string]) => [kind, id === batch.id])
      expect(kinds).toEqual([
        ['batch_opened', true],
        ['batch_published', false],
        ['batch_scheduled', true],
      ])
    })

    it('by nobody who is not there, and not by themselves', async () => {
      expectProblem(await follow(seller, seller.id), 409, 'follow_self')
      expectProblem(await follow(seller, 'nobody-at-all'), 404, 'seller_not_found')
      expectProblem(await node.ask('PUT', `/people/me/follows/${seller.id}`, nobody), 401, 'unauthorized')
      const [fan, other] = [await signedIn(node.services.db), await signedIn(node.services.db)]
      expectProblem(await node.ask('PUT', `/people/${fan.id}/follows/${seller.id}`, as(other)), 404, 'person_not_found')
    })

    it('until they are erased, and the page with them', async () => {
      const [gone, fan] = [await signedIn(node.services.db, 'seller'), await signedIn(node.services.db)]
      const { id } = await newProduct(node, { seller_id: gone.id })
      const campaign = await newCampaign(node, { product_id: id })
      await follow(fan, gone.id)
      const copy = await node.ask('POST', `/people/${fan.id}/export`)
      expect(copy.body.follows).toMatchObject([{ seller_id: gone.id }])
      await node.ask('POST', `/campaigns/${campaign.id}/cancel`, { body: { reason: 'Pindah' } })
      expect((await node.ask('POST', `/people/${gone.id}/erase`)).status).toBe(200)
      expectProblem(await node.ask('GET', `/sellers/${gone.id}`, nobody), 404, 'seller_not_found')
      expect((await node.ask('GET', `/campaigns/${campaign.id}`, nobody)).body.seller_slug).toBeNull()
      expect((await node.ask('GET', '/people/me/follows', as(fan))).body).toEqual([])
    })
  })
})
