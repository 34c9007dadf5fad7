/** What words and photos said while somebody joined stays: whoever changes them, and until when photos are taken out by an erasure. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pruneAll } from '../../src/jobs/definitions/prune.ts'
import { signedIn } from '../support/accounts.ts'
import { advanceClock } from '../support/clock.ts'
import { silentLog } from '../support/log.ts'
import * as pictures from '../support/pictures.ts'
import { nextOf } from '../support/told.ts'
import { addressOf, credentials, expectProblem, onEachNode, type TestNode } from './node.ts'
import { newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Thing = any

const day = 86_400_000
let pictureCount = 0

async function addedPhoto(node: TestNode, campaignId: string, alt: string): Promise<Thing> {
  const response = await node.app.inject({
    method: 'POST',
    url: addressOf(`/campaigns/${campaignId}/photos?alt=${encodeURIComponent(alt)}`),
    headers: { 'content-type': 'image/jpeg', ...credentials('service') },
    payload: await pictures.jpeg({ width: 240, height: 200, seed: ++pictureCount }),
  })
  expect(response.statusCode, response.body).toBe(201)
  return response.json()
}

const keyOf = (photo: Thing): string => photo.urls['480'].split('/')[2]

async function done(node: TestNode, method: string, path: string, body?: unknown): Promise<void> {
  const answer = await node.ask(method, path, { body })
  expect(answer.status, answer.text).toBe(200)
}

async function wordingsOf(node: TestNode, id: string): Promise<Thing[]> {
  const answer = await node.ask('GET', `/campaigns/${id}/wordings`, { as: 'nobody' })
  expect(answer.status, answer.text).toBe(200)
  return answer.body
}

async function kept(node: TestNode, where: string, id: string): Promise<Thing[]> {
  return node.services.db.query(`select * from sambatan.wordings where ${where} = $1 order by id`, [id])
}

onEachNode('words that somebody joined on', (node) => {
  it('are kept, once each, and not those that nobody joined on', async () => {
    const { id } = await newCampaign(node, { title: 'Satu', description: 'Botol kaca' })
    await done(node, 'PATCH', `/campaigns/${id}`, { title: 'Dua' })
    expect(await wordingsOf(node, id)).toEqual([])
    expect(await kept(node, 'campaign_id', id)).toEqual([])

    // Also of somebody who has left since.
    const { id: left } = await newParticipation(node, id)
    await done(node, 'POST', `/participations/${left}/cancel`)
    await advanceClock(node.services.db, day)
    await done(node, 'PATCH', `/campaigns/${id}`, { description: 'Botol plastik' })
    await done(node, 'PATCH', `/campaigns/${id}`, { description: 'Botol apa saja' })
    await advanceClock(node.services.db, day)
    await newParticipation(node, id, { user_id: 'buyer-2' })
    await advanceClock(node.services.db, day)
    await done(node, 'PATCH', `/campaigns/${id}`, { title: 'Tiga' })

    const [second, first, ...others] = await wordingsOf(node, id)
    expect(others).toEqual([])
    expect(first).toMatchObject({ subject: 'campaign', title: 'Dua', description: 'Botol kaca', photos: [] })
    expect(first.followed_by).toMatchObject({ title: 'Dua', description: 'Botol apa saja' })
    expect(second).toMatchObject({ title: 'Dua', description: 'Botol apa saja' })
    expect(second.followed_by).toMatchObject({ title: 'Tiga', description: 'Botol apa saja' })
    // Since the last change, not since the last one that is kept.
    expect(second.from > first.until).toBe(true)
    expect((await kept(node, 'campaign_id', id)).map((row) => row.changed_by)).toEqual(
      Array(2).fill(expect.stringMatching(/./)),
    )
    // What does not change words keeps none.
    await done(node, 'PATCH', `/campaigns/${id}`, { title: 'Tiga' })
    expect(await wordingsOf(node, id)).toHaveLength(2)
  })

  it('are kept whoever changes them, and stay as they were', async () => {
    const { db } = node.services
    const { id } = await newCampaign(node, { title: 'Semula' })
    await newParticipation(node, id)
    await advanceClock(db, day)
    await db.query(`update sambatan.campaigns set title = 'Dengan tangan' where id = $1`, [id])
    expect(await wordingsOf(node, id)).toMatchObject([{ title: 'Semula', followed_by: { title: 'Dengan tangan' } }])
    for (const change of [
      `update sambatan.wordings set title = 'x'`,
      'delete from sambatan.wordings',
      'truncate sambatan.wordings',
    ]) {
      await expect(db.query(change), change).rejects.toThrow('record_permanent')
    }
  })

  it('are those of the product as well, in each campaign that somebody joined meanwhile', async () => {
    const { db } = node.services
    const product = await newProduct(node, {
      name: 'Melati',
      description: 'Isi 50 ml',
      image_url: '/assets/demo/melati.svg',
    })
    const joined = await newCampaign(node, { product_id: product.id })
    const other = await newCampaign(node, { product_id: product.id })
    await newParticipation(node, joined.id)
    await advanceClock(db, day)
    await done(node, 'PATCH', `/products/${product.id}`, { description: 'Isi 30 ml' })
    await done(node, 'PATCH', `/products/${product.id}`, { base_price: 1 })
    await advanceClock(db, day)
    await newParticipation(node, other.id)
    await advanceClock(db, day)
    await db.query('update sambatan.products set image_url = null where id = $1', [product.id])

    expect(await wordingsOf(node, joined.id)).toMatchObject([
      {
        subject: 'product',
        title: 'Melati',
        description: 'Isi 50 ml',
        image_url: '/assets/demo/melati.svg',
        followed_by: { description: 'Isi 30 ml', image_url: null },
      },
    ])
    expect(await wordingsOf(node, other.id)).toMatchObject([
      { description: 'Isi 30 ml', image_url: '/assets/demo/melati.svg', followed_by: { image_url: null } },
    ])
    expect(await kept(node, 'product_id', product.id)).toHaveLength(2)
  })

  it('are paged, and those of a draft are nobody’s business', async () => {
    const draft = await newCampaign(node, { draft: true })
    expectProblem(await node.ask('GET', `/campaigns/${draft.id}/wordings`, { as: 'nobody' }), 404, 'campaign_not_found')
    const { id } = await newCampaign(node)
    for (const title of ['Satu', 'Dua', 'Tiga']) {
      await newParticipation(node, id, { user_id: title })
      await advanceClock(node.services.db, day / 24)
      await done(node, 'PATCH', `/campaigns/${id}`, { title })
    }
    const titles: string[] = []
    for (let path: string | undefined = `/campaigns/${id}/wordings?limit=2`; path; ) {
      const answer = await node.ask('GET', path, { as: 'nobody' })
      titles.push(...answer.body.map((one: Thing) => one.followed_by.title))
      path = nextOf(answer.headers.link)
    }
    expect(titles).toEqual(['Tiga', 'Dua', 'Satu'])
  })
})

onEachNode(
  'photos and pages that somebody joined on',
  (node) => {
    it('are kept with their order and words, and their files stay', async () => {
      const { db, storage, config } = node.services
      const { id } = await newCampaign(node)
      const [a, b] = [await addedPhoto(node, id, 'Botol'), await addedPhoto(node, id, 'Kotak')]
      await newParticipation(node, id)
      await advanceClock(db, day)
      await done(node, 'DELETE', `/campaigns/${id}/photos/${a.id}`)
      // Nobody joined on this one alone.
      const c = await addedPhoto(node, id, 'Sebentar')
      await done(node, 'DELETE', `/campaigns/${id}/photos/${c.id}`)
      expect(await wordingsOf(node, id)).toEqual([
        expect.objectContaining({ photos: [a, b], followed_by: expect.objectContaining({ photos: [b] }) }),
      ])

      const folder = (config.storage as { dir: string }).dir
      await advanceClock(db, 2 * day)
      await pruneAll(db, storage, silentLog)
      expect([a, b, c].map((photo) => existsSync(join(folder, keyOf(photo))))).toEqual([true, true, false])
      expect((await node.app.inject(a.urls['480'])).statusCode).toBe(200)

      for (const [method, path, body] of [
        ['POST', `/campaigns/${id}/photos`, undefined],
        ['PATCH', `/campaigns/${id}/photos/${b.id}`, { alt: 'Kotak kayu' }],
        ['PUT', `/campaigns/${id}/photos/order`, undefined],
      ] as const) {
        await newParticipation(node, id, { user_id: path })
        await advanceClock(db, day / 24)
        const before = (await node.ask('GET', `/campaigns/${id}`)).body.photos
        if (method === 'POST') await addedPhoto(node, id, 'Baru')
        else await done(node, method, path, body ?? { ids: before.map((photo: Thing) => photo.id).toReversed() })
        const after = (await node.ask('GET', `/campaigns/${id}`)).body.photos
        expect((await wordingsOf(node, id))[0], path).toMatchObject({ photos: before, followed_by: { photos: after } })
      }
      expect(await kept(node, 'campaign_id', id)).toHaveLength(4)
    })

    describe('of a seller who is erased', () => {
      it('are taken out, files too, and what the words were stays', async () => {
        const { db, storage, config } = node.services
        const product = await newProduct(node, {
          seller_id: 'penjual-lupa',
          image_url: 'https://gambar.test/wajah.png',
        })
        const { id } = await newCampaign(node, { product_id: product.id, title: 'Lama' })
        const photo = await addedPhoto(node, id, 'Wajah')
        const now = await addedPhoto(node, id, 'Rumah')
        await newParticipation(node, id)
        await advanceClock(db, day)
        await done(node, 'DELETE', `/campaigns/${id}/photos/${photo.id}`)
        await done(node, 'PATCH', `/campaigns/${id}`, { title: 'Baru' })
        await done(node, 'PATCH', `/products/${product.id}`, { image_url: null })
        await done(node, 'POST', `/campaigns/${id}/cancel`, { reason: 'Penjual berhenti.' })
        await newParticipation(node, (await newCampaign(node)).id, { user_id: 'penjual-lupa' }).then(({ id: own }) =>
          done(node, 'POST', `/participations/${own}/cancel`),
        )
        const told = await wordingsOf(node, id)
        const exported = (await node.ask('POST', '/people/penjual-lupa/export')).body
        expect(exported.wordings).toEqual(told.toReversed().map((one) => ({ campaign_id: id, ...one })))
        await done(node, 'POST', '/people/penjual-lupa/erase')
        const all = await wordingsOf(node, id)
        expect(all.filter((one) => one.subject === 'campaign')).toMatchObject([
          { title: 'Lama', photos: [], followed_by: { title: 'Baru', photos: [] } },
        ])
        expect(all.filter((one) => one.subject === 'product')).toMatchObject([{ image_url: null }])
        await pruneAll(db, storage, silentLog)
        const folder = (config.storage as { dir: string }).dir
        expect([photo, now].map((one) => existsSync(join(folder, keyOf(one))))).toEqual([false, false])
      })
    })

    describe('on pages', () => {
      const pageOf = async (url: string, headers = {}) => {
        const page = await node.app.inject({ url, headers })
        expect(page.statusCode, url).toBe(200)
        return page.body
      }

      it('say so, and show to everybody what went and what came', async () => {
        const { db } = node.services
        const { id, slug } = await newCampaign(node, { description: 'Botol kaca, dikirim dalam kotak kayu' })
        const [early, late] = [await signedIn(db), await signedIn(db)]
        const first = await newParticipation(node, id, { user_id: early.id })
        await advanceClock(db, 60_000)
        await done(node, 'PATCH', `/campaigns/${id}`, { description: 'Botol plastik, dikirim dalam kotak kayu' })
        await advanceClock(db, 60_000)
        const second = await newParticipation(node, id, { user_id: late.id })

        expect(await pageOf(`/c/${slug}`)).toContain(`href="/c/${slug}/changes"`)
        for (const [language, heading] of [
          ['id', 'Sebelumnya'],
          ['en', 'Before'],
        ]) {
          const changes = await pageOf(`/c/${slug}/changes`, { cookie: `sambatan_language=${language}` })
          expect(changes).toContain(heading)
          expect(/<del[^>]*>([^<]*)<\/del>/.exec(changes)?.[1]).toBe('kaca')
          expect(/<ins[^>]*>([^<]*)<\/ins>/.exec(changes)?.[1]).toBe('plastik')
        }
        const said = 'diubah setelah kamu ikut'
        expect(await pageOf(`/me/${first.id}`, early.headers)).toContain(said)
        expect(await pageOf(`/me/${second.id}`, late.headers)).not.toContain(said)
      })

      it('show texts that have nothing in common whole, and say where nothing changed', async () => {
        const words = (word: string) => Array.from({ length: 700 }, (_, index) => `${word}${index}`).join(' ')
        const { id, slug } = await newCampaign(node, { description: words('lama') })
        expect(await pageOf(`/c/${slug}`)).not.toContain('/changes')
        const other = await newCampaign(node)
        expect(await pageOf(`/c/${other.slug}/changes`)).toContain('belum pernah diubah')
        await newParticipation(node, id)
        await advanceClock(node.services.db, 60_000)
        await done(node, 'PATCH', `/campaigns/${id}`, { description: words('baru') })
        const changes = await pageOf(`/c/${slug}/changes`)
        expect(/<del[^>]*>([^<]*)<\/del>/.exec(changes)?.[1]).toBe(words('lama'))
        expect(/<ins[^>]*>([^<]*)<\/ins>/.exec(changes)?.[1]).toBe(words('baru'))
        const draft = await newCampaign(node, { draft: true })
        expect((await node.app.inject(`/c/${draft.slug}/changes`)).statusCode).toBe(404)
      })
    })
  },
  { only: 'one' },
)
