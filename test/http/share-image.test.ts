/** The image beside a shared link: what is on it, when it is made, and what it never does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, inject, it } from 'vitest'
import type { Campaign } from '../../src/modules/campaigns/index.ts'
import { drawImage } from '../../src/modules/sharing/draw.ts'
import { drawingOf } from '../../src/modules/sharing/drawing.ts'
import { pruneShareImages, shareImagePath } from '../../src/modules/sharing/index.ts'
import { createTypeSetter } from '../../src/modules/sharing/type-setter.ts'
import { openTestBucket } from '../support/bucket.ts'
import { makeTestDatabase } from '../support/databases.ts'
import * as pictures from '../support/pictures.ts'
import { startScript } from '../support/processes.ts'
import { sharedCampaign } from '../support/shared-campaign.ts'
import { expectProblem, nodeOn, onEachNode, type TestNode } from './node.ts'
import { joinBody, newCampaign, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Thing = any

interface Image {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

async function ask(node: TestNode, path: string, headers: Record<string, string> = {}): Promise<Image> {
  const answer = await node.app.inject({ url: path, headers })
  return { status: answer.statusCode, headers: answer.headers as Record<string, string>, bytes: answer.rawPayload }
}

async function imageOf(node: TestNode, campaign: Thing, query = ''): Promise<Image> {
  const image = await ask(node, `/share/${campaign.slug}.png${query}`)
  expect(image.status, image.bytes.toString('utf8', 0, 300)).toBe(200)
  return image
}

/** The colours of an image at some places, as `#rrggbb`. */
async function colorsAt(bytes: Buffer, places: [number, number][]): Promise<string[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([1200, 630])
  return places.map(([x, y]) => `#${data.subarray((y * 1200 + x) * 3, (y * 1200 + x) * 3 + 3).toString('hex')}`)
}

const paper = '#fbf8f6'
const accent = '#7b1e4f'
const track = '#eee3e0'
/** On the bar, which is 648 pixels wide. */
const barAt = (share: number): [number, number] => [Math.round(64 + share * 648), 514]

// An image is drawn and stored the same way whichever database says what is on it.
onEachNode(
  'a share image',
  (node) => {
    it('is a PNG of 1200 × 630 below 300 kB that may be kept for five minutes, by others as well', async () => {
      const campaign = await newCampaign(node, { total_slots: 20 })
      await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: 9 }) })
      const image = await imageOf(node, campaign, '?v=whatever')
      expect(image.headers).toMatchObject({
        'content-type': 'image/png',
        'cache-control': 'public, max-age=300',
        'cross-origin-resource-policy': 'cross-origin',
        etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      })
      expect((await sharp(image.bytes).metadata()).format).toBe('png')
      expect(image.bytes.length).toBeLessThan(300_000)
      const [corner, filled, empty] = await colorsAt(image.bytes, [[5, 5], barAt(0.43), barAt(0.47)])
      expect([corner, filled, empty]).toEqual([paper, accent, track])

      const again = await ask(node, `/share/${campaign.slug}.png`, { 'if-none-match': image.headers.etag! })
      expect([again.status, again.bytes.length, again.headers['cache-control']]).toEqual([
        304,
        0,
        'public, max-age=300',
      ])
      const byId = await ask(node, `/share/${campaign.id}.png`)
      expect(byId.bytes.equals(image.bytes)).toBe(true)
      const shown = (await node.ask('GET', `/campaigns/${campaign.id}`)).body
      const asked = await ask(node, shareImagePath(shown, 'id'))
      expect(asked.bytes.equals(image.bytes)).toBe(true)
    })

    it('is in two languages, and in the first one for whatever is none', async () => {
      const campaign = await newCampaign(node)
      const id = await imageOf(node, campaign)
      const en = await imageOf(node, campaign, '?lang=en')
      expect(en.headers.etag).not.toBe(id.headers.etag)
      expect(en.bytes.equals(id.bytes)).toBe(false)
      for (const query of ['?lang=id', '?lang=jv', '?lang=', '?lang=en&lang=id', '?x=1', '?v=a&v=b']) {
        expect((await imageOf(node, campaign, query)).headers.etag, query).toBe(id.headers.etag)
      }
    })

    it('is another one after every 5 %, and the same one until then', async () => {
      const campaign = await newCampaign(node, { total_slots: 100 })
      const seen: string[] = []
      for (const quantity of [0, 1, 3, 1, 4, 1]) {
        if (quantity > 0) await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity }) })
        seen.push((await imageOf(node, campaign)).headers.etag!)
      }
      expect(seen.map((etag) => seen.indexOf(etag))).toEqual([0, 0, 0, 3, 3, 5])
    })

    it('is another one in every state, and pale where a campaign did not come off', async () => {
      const etags = new Set<string>()
      const look = async (campaign: Thing) => {
        const image = await imageOf(node, campaign)
        etags.add(image.headers.etag!)
        return colorsAt(image.bytes, [barAt(0.05), barAt(0.9)])
      }
      const scheduled = await newCampaign(node, { opens_at: new Date(Date.now() + 86_400_000).toISOString() })
      expect(await look(scheduled)).toEqual([track, track])
      const campaign = await newCampaign(node, { total_slots: 10, minimum_slots: 5 })
      expect(await look(campaign)).toEqual([track, track])
      await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: 10 }) })
      expect(await look(campaign)).toEqual([accent, accent])
      await node.ask('POST', '/lifecycle/run')
      expect((await node.ask('GET', `/campaigns/${campaign.id}`)).body.status).toBe('completed')
      expect(await look(campaign)).toEqual(['#23613f', '#23613f'])
      const stopped = await newCampaign(node)
      await node.ask('POST', `/campaigns/${stopped.id}/join`, { body: joinBody({ quantity: 5 }) })
      await node.ask('POST', `/campaigns/${stopped.id}/cancel`)
      expect(await look(stopped)).toEqual(['#6a5a60', track])
      expect(etags.size).toBe(5)
    })

    it('is there for no draft, not even for its seller, and for nothing that is not there', async () => {
      const draft = await newCampaign(node, { draft: true })
      for (const path of [
        `/share/${draft.slug}.png`,
        `/share/${draft.id}.png`,
        '/share/tidak-ada.png',
        '/share/%2e%2e.png',
        '/share/a%00b.png',
      ]) {
        for (const as of ['nobody', 'seller:seller-1', 'service'] as const) {
          expectProblem(await node.ask('GET', path, { as }), 404, 'campaign_not_found')
        }
      }
    })

    it('shows the first photo, another one when that is another one, and dots where there is none', async () => {
      const campaign = await newCampaign(node)
      const places: [number, number][] = [
        [880, 150],
        [1090, 150],
        [880, 480],
      ]
      const before = await imageOf(node, campaign)
      expect(await colorsAt(before.bytes, [[765, 5]])).toEqual(['#f7e8ef'])
      const add = async (file: Buffer) =>
        (await node.services.photos.add({ campaignId: campaign.id, file, alt: '' }, 'service')).photo
      const first = await add(await pictures.png({ width: 1200, height: 1200 }))
      const shown = await imageOf(node, campaign)
      const near = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) > 100)
      expect((await colorsAt(shown.bytes, places)).map(near)).toEqual([
        [true, false, false],
        [false, true, false],
        [false, false, true],
      ])
      const second = await add(
        await sharp({ create: { width: 900, height: 900, channels: 3, background: '#ffcc00' } })
          .png()
          .toBuffer(),
      )
      expect((await imageOf(node, campaign)).headers.etag, 'only the first one counts').toBe(shown.headers.etag)
      await node.ask('PUT', `/campaigns/${campaign.id}/photos/order`, { body: { ids: [second.id, first.id] } })
      const reordered = await imageOf(node, campaign)
      expect((await colorsAt(reordered.bytes, places)).map(near)).toEqual([
        [true, true, false],
        [true, true, false],
        [true, true, false],
      ])
    })

    it('is made once, however many ask for it at once', async () => {
      const campaign = await newCampaign(node)
      const cpu = process.cpuUsage()
      const one = await imageOf(node, campaign)
      const { user: alone } = process.cpuUsage(cpu)
      await node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { title: 'Judul lain' } })
      const again = process.cpuUsage()
      const many = await Promise.all(Array.from({ length: 60 }, () => imageOf(node, campaign)))
      const { user: together } = process.cpuUsage(again)
      expect(new Set(many.map(({ headers }) => headers.etag)).size).toBe(1)
      expect(many.every(({ bytes }) => bytes.equals(many[0]!.bytes))).toBe(true)
      expect(many[0]!.headers.etag).not.toBe(one.headers.etag)
      // Sixty of them would be sixty times as much.
      expect(together).toBeLessThan(alone * 20)
    })

    it('never asks another server for a picture, nor opens a file that is none of ours', async () => {
      let asked = 0
      const other = createServer((_request, response) => {
        asked += 1
        response.end()
      })
      other.on('connection', () => {
        asked += 1
      })
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
      const { port } = other.address() as AddressInfo
      const addresses = [
        `http://127.0.0.1:${port}/x.png`,
        `https://127.0.0.1:${port}/x.svg`,
        `/assets/../package.json`,
        '/assets/demo/../../assets/demo/melati-senja.svg',
        '/assets/%2e%2e/package.json',
        '/assets/demo/melati-senja.svg?x=/../',
        '/assets/tidak-ada.png',
        '/assets/demo',
        '/photos/../../etc/passwd',
      ]
      for (const image_url of addresses) {
        const product = await newProduct(node)
        // As it may have been stored before there were rules for it.
        await node.services.db.query('update sambatan.products set image_url = $2 where id = $1', [
          product.id,
          image_url,
        ])
        const campaign = await newCampaign(node, { product_id: product.id })
        const { bytes } = await imageOf(node, campaign)
        expect(await colorsAt(bytes, [[765, 5]]), image_url).toEqual(['#f7e8ef'])
        const { body } = await node.app.inject(`/c/${campaign.slug}`)
        expect(body, 'and the page shows what browsers do').toContain(campaign.title)
        expect(body.includes(`<img src="${image_url}"`), image_url).toBe(image_url.startsWith('https://'))
      }
      expect(asked).toBe(0)
      other.close()
      const product = await newProduct(node, { image_url: '/assets/demo/gaharu-lawas.svg' })
      const campaign = await newCampaign(node, { product_id: product.id })
      const [picture] = await colorsAt((await imageOf(node, campaign)).bytes, [[765, 5]])
      expect(picture, 'but the pictures that ship with us are there').toMatch(/^#[0-3]/)
    })

    it('takes any title, price and seller', async () => {
      const { name } = await newProduct(node)
      const titles = [
        'Abc',
        'W'.repeat(120),
        'i'.repeat(120),
        '香水 ☕️ ꦩꦼꦭꦠꦶ',
        '<script>alert(1)</script> & "x" \'y\' ]]>',
        `${'Kata '.repeat(23)}akhir`,
        'a – b – c',
        '– – –',
        `${'x'.repeat(59)} – ${'y'.repeat(58)}`,
      ]
      for (const title of titles) {
        const campaign = await newCampaign(node, { title, price_per_slot: 900_719_925_474_099, total_slots: 10 })
        const { bytes } = await imageOf(node, campaign)
        expect(bytes.length, title).toBeLessThan(300_000)
        // Nothing of the text reaches the picture, nor the edge.
        expect(
          await colorsAt(bytes, [
            [740, 300],
            [740, 450],
            [1190, 5],
          ]),
          title,
        ).toEqual([paper, paper, '#f7e8ef'])
      }
      expect(name).toBeDefined()
    })
  },
  { only: 'one' },
)

describe('a share image', () => {
  it('is below 300 kB also with the worst of all photos', async () => {
    const typeSetter = createTypeSetter()
    const drawing = { ...drawingOf(sharedCampaign({}), 'id'), picture: '/photos/k/960.webp' }
    const worst = await pictures.noise(1200, 1200).png().toBuffer()
    const image = await drawImage(drawing, worst, typeSetter)
    expect(image.length).toBeLessThan(300_000)
    expect((await sharp(image).metadata()).width).toBe(1200)
    await typeSetter.close()
  })

  it('says in one line what changes the price next, and is made anew while few are left of it', () => {
    const item = (wish: Partial<Campaign['items'][number]>): Campaign['items'][number] => ({
      ...{
        id: '01a20f0d-5805-7000-a7e3-f62fbc3da217',
        name: '50 ml',
        description: '',
        price: 195_000,
        compare_at_price: null,
      },
      ...{ slots_per_unit: 1, maximum_units: null, minimum_units: null, max_per_buyer: null, weight_grams: null },
      ...{ sku: null, photo_id: null, on_sale: true, units_taken: 0, units_counted: null, price_now: 195_000 },
      ...{ dropped: false, final_price: null, tiers: [] },
      ...wish,
    })
    const tier = (left: number | null) => ({
      ...{ id: '01a20f0d-5805-7000-a7e3-f62fbc3da218', name: '', price: 165_000, units: left, ends_at: null },
      ...{ units_taken: 0, units_left: left },
    })
    const early = (left: number | null) =>
      sharedCampaign({
        items: [item({ price_now: 165_000, tiers: [tier(left)] }), item({ price: 390_000, price_now: 390_000 })],
      })
    const nextOf = (campaign: Campaign, language: 'id' | 'en' = 'id') =>
      drawingOf(campaign, language).next.replaceAll('\u00a0', ' ')
    expect(nextOf(early(3))).toBe('tinggal 3, lalu Rp 195.000')
    expect(nextOf(early(3), 'en')).toBe('3 left, then Rp 195,000')
    expect(nextOf(early(40))).toBe('harga awal, lalu Rp 195.000')
    expect(shareImagePath(early(3), 'id')).not.toBe(shareImagePath(early(2), 'id'))
    expect(shareImagePath(early(40), 'id')).toBe(shareImagePath(early(39), 'id'))
    // Where the price that is shown is another item's, the line says whose it is by its price.
    const cheap = item({ id: '01a20f0d-5805-7000-a7e3-f62fbc3da219', name: '10 ml', price: 49_000, price_now: 49_000 })
    const beside = (left: number) => sharedCampaign({ items: [cheap, ...early(left).items] })
    expect(nextOf(beside(2))).toBe('tinggal 2 di Rp 165.000')
    expect(nextOf(beside(40), 'en')).toBe('early bird at Rp 165,000')
    const volume = (from: number) => sharedCampaign({ volume_prices: [{ from_slots: from, price: 150_000 }] })
    expect(nextOf(volume(50))).toBe('5 slot lagi jadi Rp 150.000')
    expect(nextOf(volume(46), 'en')).toBe('1 slot more makes it Rp 150,000')
    expect(nextOf(volume(80))).toBe('Rp 150.000 mulai 80 slot')
    expect(nextOf(volume(40)), 'what is reached changes nothing any more').toBe('')
    expect(nextOf(sharedCampaign({}))).toBe('')
    expect(nextOf({ ...early(3), status: 'completed' })).toBe('')
  })

  it('keeps that line within its part of the image, however long the price is', async () => {
    const typeSetter = createTypeSetter()
    const drawing = {
      ...drawingOf(sharedCampaign({}), 'en'),
      next: '1,000 slots more make it Rp 9,007,199,254,740,991',
    }
    const image = await drawImage(drawing, await pictures.noise(400, 400).png().toBuffer(), typeSetter)
    const plain = await drawImage({ ...drawing, picture: null }, undefined, typeSetter)
    const green = async (bytes: Buffer, from: number, to: number) => {
      const { data } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      let found = 0
      for (let y = 440; y < 500; y++)
        for (let x = from; x < to; x++) {
          const [r, g, b] = data.subarray((y * 1200 + x) * 3)
          if (r! < 80 && g! > 80 && g! < 130 && b! < 100) found++
        }
      return found
    }
    expect(await green(plain, 64, 712)).toBeGreaterThan(500)
    expect(await green(plain, 712, 760)).toBe(0)
    expect(image.length).toBeLessThan(300_000)
    await typeSetter.close()
  }, 30_000)

  it('is the same on a machine that has no fonts at all', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sambatan-test-fonts-'))
    const file = join(dir, 'fonts.conf')
    writeFileSync(
      file,
      '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>',
    )
    const [bare, here] = [startScript('share-drawer.ts', [], { FONTCONFIG_FILE: file }), startScript('share-drawer.ts')]
    expect([await bare.exited(), await here.exited()]).toEqual([0, 0])
    expect(bare.output()).toMatch(/^[0-9a-f]{64}\n[0-9a-f]{64}\n$/)
    expect(bare.output()).toBe(here.output())
    rmSync(dir, { recursive: true })
  })

  it('is made without its photo while the storage is away, and with it when it is back', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const bucket = await openTestBucket()
    const node = await nodeOn(database.env, { env: bucket.env })
    try {
      const campaign = await newCampaign(node)
      const file = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#ffcc00' } })
        .png()
        .toBuffer()
      await node.services.photos.add({ campaignId: campaign.id, file, alt: '' }, 'service')
      await bucket.stop()
      expect(await colorsAt((await imageOf(node, campaign)).bytes, [[765, 5]])).toEqual(['#f7e8ef'])
      await bucket.start()
      expect((await colorsAt((await imageOf(node, campaign)).bytes, [[765, 5]]))[0]).toMatch(/^#f[ef]c/)
    } finally {
      await node.close()
      await bucket.dispose()
      await database.dispose()
    }
  })

  it('is drawn once for all nodes and over restarts, and anew where its blob is gone', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const open = () => nodeOn(database.env)
    const first = await open()
    const campaign = await newCampaign(first, { total_slots: 100 })
    const drawn = await imageOf(first, campaign)
    // A slot more is no new image, so one that were drawn now would be another one under the same version.
    await first.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: 1 }) })
    await first.close()
    const second = await open()
    const found = await imageOf(second, campaign)
    expect(found.bytes.equals(drawn.bytes)).toBe(true)
    expect(found.headers.etag).toBe(drawn.headers.etag)
    const [row] = await second.services.db.query<{ key: string }>('select key from sambatan.share_images')
    await second.services.storage.delete(`share/${row!.key}.png`)
    await second.close()
    const third = await open()
    expect((await imageOf(third, campaign)).bytes.equals(drawn.bytes), 'the control').toBe(false)
    await third.close()
    await database.dispose()
  }, 60_000)

  it('is taken out of the storage a day after the next one, in any case after a month, and with its seller', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const node = await nodeOn(database.env)
    const { db, storage } = node.services
    const product = await newProduct(node, { seller_id: 'penjual-gambar' })
    const campaign = await newCampaign(node, { total_slots: 10, product_id: product.id })
    const keys = () => db.query<{ key: string }>('select key from sambatan.share_images order by drawn_at')
    const ageBy = (interval: string) =>
      db.query(`update sambatan.share_images set drawn_at = drawn_at - $1::interval`, [interval])
    const left = async () => {
      await pruneShareImages(db.read, storage)
      return (await keys()).map(({ key }) => key)
    }
    await imageOf(node, campaign)
    await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ quantity: 1 }) })
    await imageOf(node, campaign)
    const [older, newer] = (await keys()).map(({ key }) => key)
    await ageBy('23 hours')
    expect(await left()).toEqual([older, newer])
    await ageBy('2 hours')
    expect(await left()).toEqual([newer])
    expect(await storage.get(`share/${older}.png`)).toBeUndefined()
    expect(await storage.get(`share/${newer}.png`)).toBeDefined()
    await ageBy('28 days')
    expect(await left()).toEqual([newer])
    await ageBy('2 days')
    expect(await left()).toEqual([])
    expect(await storage.get(`share/${newer}.png`)).toBeUndefined()
    await imageOf(node, await newCampaign(node, { product_id: product.id }))
    await node.ask('POST', `/campaigns/${campaign.id}/cancel`)
    await db.query(`select sambatan.erase_photos_of('penjual-gambar')`)
    expect(await left()).toEqual([])
    await node.close()
    await database.dispose()
  })

  it('sets its text in a thread that comes and goes', async () => {
    const typeSetter = createTypeSetter()
    const element = { type: 'div' as const, props: { style: { display: 'flex' }, children: 'Sambatan' } }
    const [one, two] = await Promise.all([typeSetter.set(element), typeSetter.set(element)])
    expect(one).toMatch(/^<svg.*<path/)
    expect(two).toBe(one)
    const broken = { type: 'div' as const, props: { style: { display: 'table' }, children: 'x' } }
    await expect(typeSetter.set(broken)).rejects.toThrow(/display/)
    await typeSetter.close()
    // One that has only begun to load cannot have an answer yet.
    const interrupted = expect(typeSetter.set(element)).rejects.toThrow('has ended')
    await typeSetter.close()
    await interrupted
    expect(await typeSetter.set(element)).toBe(one)
    await typeSetter.close()
  })
})
