/** Photos of campaigns over HTTP: what is kept of a file, who sees it where, and that nothing is left of what fails. */
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { formsAtOnce } from '../../src/http/web.ts'
import { pruneAll } from '../../src/jobs/definitions/prune.ts'
import { photoBytesMax, uploadsMax } from '../../src/modules/photos/index.ts'
import { signedIn } from '../support/accounts.ts'
import { openTestBucket } from '../support/bucket.ts'
import { advanceClock } from '../support/clock.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { eventsOf } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import * as pictures from '../support/pictures.ts'
import type { TestNode } from './node.ts'
import {
  type Answer,
  addressOf,
  type Caller,
  checkProblem,
  credentials,
  expectProblem,
  nodeOn,
  onEachNode,
} from './node.ts'
import { joinBody, newCampaign, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Thing = any

interface Send {
  as?: Caller
  type?: string
  alt?: string
  headers?: Record<string, string>
}

async function sendPhoto(node: TestNode, campaignId: string, file: Buffer, send: Send = {}): Promise<Answer> {
  const { as = 'service', type = 'image/jpeg', alt, headers } = send
  const query = alt === undefined ? '' : `?alt=${encodeURIComponent(alt)}`
  const response = await node.app.inject({
    method: 'POST',
    url: addressOf(`/campaigns/${campaignId}/photos${query}`),
    headers: { ...(type === '' ? {} : { 'content-type': type }), ...credentials(as), ...headers },
    payload: file,
  })
  const answer = {
    status: response.statusCode,
    headers: response.headers as Record<string, string>,
    text: response.body,
    body: response.json(),
  }
  const { paths } = await node.document()
  const operation = paths['/api/sambatan/campaigns/{id}/photos']!.post!
  if (answer.status >= 400) checkProblem(answer, operation, headers ? { headers } : {})
  return answer
}

async function addedPhoto(node: TestNode, campaignId: string, wish: pictures.Wish = {}): Promise<Thing> {
  const answer = await sendPhoto(node, campaignId, await pictures.jpeg({ width: 240, height: 200, ...wish }))
  expect(answer.status, answer.text).toBe(201)
  return answer.body
}

/** What is in the storage: the blobs of each key. */
function stored(node: TestNode): Record<string, string[]> {
  const { storage } = node.services.config
  if (storage.kind !== 'folder' || !existsSync(storage.dir)) return {}
  const keys = readdirSync(storage.dir).filter((name) => name !== '.unfinished')
  return Object.fromEntries(keys.map((key) => [key, readdirSync(join(storage.dir, key)).sort()]))
}

async function count(node: TestNode, table: string): Promise<number> {
  const [row] = await node.services.db.query<{ n: number }>(`select count(*)::int as n from sambatan.${table}`)
  return row!.n
}

/** Everything there is of photos, to compare before and after. */
async function everything(node: TestNode): Promise<unknown> {
  return {
    stored: stored(node),
    photos: await node.services.db.query('select * from sambatan.campaign_photos order by id'),
    blobs: await node.services.db.query('select * from sambatan.photo_blobs order by key'),
  }
}

const idsOf = (photos: Thing[]) => photos.map((photo) => photo.id)

onEachNode('a photo', (node) => {
  it('is added upright and clean, shown with its campaign everywhere, and can be kept for good', async () => {
    const campaign = await newCampaign(node)
    expect(campaign.photos).toEqual([])
    const file = await pictures.phoneJpeg(6, { width: 1500, height: 1000 })
    const answer = await sendPhoto(node, campaign.slug, file, { as: 'seller:seller-1', alt: ' Botol di meja ' })
    expect(answer.status, answer.text).toBe(201)
    const photo = answer.body
    expect(photo).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      alt: 'Botol di meja',
      width: 1000,
      height: 1500,
      color: expect.stringMatching(/^#[0-9a-f]{6}$/),
      urls: {
        480: expect.stringMatching(/^\/photos\/[0-9a-f]{32}\/480\.webp$/),
        960: expect.stringMatching(/^\/photos\/[0-9a-f]{32}\/960\.webp$/),
        1600: expect.stringMatching(/^\/photos\/[0-9a-f]{32}\/1600\.webp$/),
      },
    })

    await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: joinBody({ user_id: 'penggemar foto' }) })
    const shown = [
      (await node.ask('GET', `/campaigns/${campaign.slug}`, { as: 'nobody' })).body,
      (await node.ask('GET', `/campaigns?product_id=${campaign.product_id}`, { as: 'nobody' })).body[0],
      (await node.ask('GET', '/participations?mine', { as: 'buyer:penggemar foto' })).body[0].campaign,
      (await node.ask('PATCH', `/campaigns/${campaign.id}`, { body: { title: 'Judul baru' } })).body,
    ]
    for (const each of shown) expect(each.photos).toEqual([photo])
    expect(Date.parse(shown[0].updated_at)).toBeGreaterThan(Date.parse(campaign.updated_at))

    for (const [width, url] of Object.entries(photo.urls) as [string, string][]) {
      const got = await node.app.inject({
        url,
        headers: { origin: 'https://toko.test', authorization: 'Bearer wrong' },
      })
      expect(got.statusCode).toBe(200)
      expect(got.headers).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      const { format, width: real, exif, xmp } = await sharp(got.rawPayload).metadata()
      expect({ format, real, exif, xmp }).toEqual({ format: 'webp', real: Math.min(Number(width), 1000) })
      expect(got.rawPayload.toString('latin1')).not.toMatch(/Sri|Dapur|Merek/)
      const etag = got.headers.etag as string
      for (const kept of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await node.app.inject({ url, headers: { 'if-none-match': kept } })
        expect([again.statusCode, again.rawPayload.length, again.headers.etag]).toEqual([304, 0, etag])
        expect(again.headers['cache-control']).toContain('immutable')
      }
      expect((await node.app.inject({ url, headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200)
      const head = await node.app.inject({ method: 'HEAD', url })
      expect([head.statusCode, head.headers['content-length']]).toEqual([200, String(got.rawPayload.length)])
    }
  })

  it('is one, however often and however concurrently the same file is sent', async () => {
    const { id } = await newCampaign(node)
    const file = await pictures.jpeg({ width: 500, height: 400, seed: 7 })
    const before = stored(node)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, i) => sendPhoto(node, id, file, { alt: `Teks ${i}` })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    const { body: photo } = answers.find(({ status }) => status === 201)!
    for (const answer of answers) expect(answer.body).toEqual(photo)
    const again = await sendPhoto(node, id, file, { alt: 'Lain', type: 'image/png' })
    expect([again.status, again.body]).toEqual([200, photo])
    expect((await node.ask('GET', `/campaigns/${id}`)).body.photos).toEqual([photo])
    const added = Object.keys(stored(node)).filter((key) => !(key in before))
    expect(added).toEqual([photo.urls['480'].split('/')[2]])
    expect(await eventsOf(node.services.db, id)).toEqual([
      'campaign_created',
      'campaign_published',
      'campaign_photo_added',
    ])
    const other = await newCampaign(node)
    expect((await sendPhoto(node, other.id, file)).status, 'of another campaign it is another photo').toBe(201)
  })

  it('is one of at most eight, however concurrently they are sent', async () => {
    const { id } = await newCampaign(node)
    const files = await Promise.all(
      Array.from({ length: 11 }, (_, seed) => pictures.jpeg({ width: 240, height: 200, seed })),
    )
    // At most eight files are taken at once, so three come a little later.
    const first = await Promise.all(files.slice(0, 5).map((file) => sendPhoto(node, id, file)))
    const then = await Promise.all(files.slice(5).map((file) => sendPhoto(node, id, file)))
    expect(first.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201])
    expect(then.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409])
    const problem = expectProblem(
      await sendPhoto(node, id, await pictures.jpeg({ width: 240, height: 200, seed: 20 })),
      409,
      'photo_limit',
    )
    expect(problem.detail).toContain('8')
    const { photos } = (await node.ask('GET', `/campaigns/${id}`)).body
    expect(photos).toHaveLength(8)
    await node.ask('DELETE', `/campaigns/${id}/photos/${photos[3].id}`)
    expect((await addedPhoto(node, id, { seed: 399 })).id, 'a removed one makes room').toBeDefined()
    await expect(
      node.services.db.query('update sambatan.campaign_photos set position = 8 where campaign_id = $1', [id]),
      'the table holds it even against a wrong function',
    ).rejects.toMatchObject({ code: '23514' })
  })

  it('is refused with a reason that names it, and nothing is left behind', async () => {
    const { id } = await newCampaign(node)
    const before = await everything(node)
    const wrong: [string, Buffer, Send?][] = [
      ['photo_format_unsupported', Buffer.from('bukan foto')],
      ['photo_format_unsupported', Buffer.alloc(0)],
      ['photo_format_unsupported', pictures.svg, { type: 'image/svg+xml' }],
      ['photo_format_unsupported', pictures.heic, { type: 'image/heic' }],
      ['photo_format_unsupported', await pictures.gif(), { type: 'image/gif' }],
      ['photo_animated', await pictures.animatedWebp(), { type: 'image/webp' }],
      ['photo_damaged', (await pictures.jpeg()).subarray(0, 3_000)],
      ['photo_damaged', pictures.bombPng(3000, 2000), { type: 'image/png' }],
      ['photo_too_many_pixels', pictures.bombPng(50_000, 50_000), { type: 'image/png' }],
      ['photo_shape_invalid', await pictures.png({ width: 32, height: 32 }), { type: 'image/png' }],
    ]
    for (const [code, file, send] of wrong) {
      for (const language of ['id', 'en']) {
        const headers = { 'accept-language': language }
        const problem = expectProblem(await sendPhoto(node, id, file, { ...send, headers }), 422, code)
        expect(problem.errors).toEqual([{ path: 'photo', message: problem.detail }])
      }
    }
    const large = expectProblem(await sendPhoto(node, id, Buffer.alloc(photoBytesMax + 1)), 413, 'photo_too_large')
    expect(large.errors).toEqual([{ path: 'photo', message: expect.stringContaining('25 MB') }])
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain', '']) {
      const problem = expectProblem(
        await sendPhoto(node, id, Buffer.from('{}'), { type }),
        415,
        'photo_type_unsupported',
      )
      expect(problem.detail).toContain('image/webp')
    }
    expectProblem(await sendPhoto(node, id, await pictures.jpeg(), { alt: 'x'.repeat(241) }), 422, 'validation_failed')
    expectProblem(await sendPhoto(node, 'tidak-ada', await pictures.jpeg()), 404, 'campaign_not_found')
    expectProblem(await sendPhoto(node, id, await pictures.jpeg(), { as: 'seller:other' }), 404, 'campaign_not_found')
    expect(await everything(node)).toEqual(before)
    expect(await eventsOf(node.services.db, id)).toEqual(['campaign_created', 'campaign_published'])
  })

  it('is described, moved and removed, each on record once, and a repeat changes nothing', async () => {
    const { id } = await newCampaign(node)
    const [a, b, c] = [
      await addedPhoto(node, id, { seed: 1 }),
      await addedPhoto(node, id, { seed: 2 }),
      await addedPhoto(node, id, { seed: 3 }),
    ]
    const shown = async () => idsOf((await node.ask('GET', `/campaigns/${id}`)).body.photos)
    const as = 'seller:seller-1'
    expect(await shown()).toEqual(idsOf([a, b, c]))
    for (let i = 0; i < 2; i++) {
      const described = await node.ask('PATCH', `/campaigns/${id}/photos/${b.id}`, { body: { alt: 'Dua' }, as })
      expect(described.body).toEqual({ ...b, alt: 'Dua' })
      const order = idsOf([c, a, b])
      const ordered = await node.ask('PUT', `/campaigns/${id}/photos/order`, { body: { ids: order }, as })
      expect(idsOf(ordered.body)).toEqual(order)
      expect(await shown()).toEqual(order)
    }
    expect((await node.ask('DELETE', `/campaigns/${id}/photos/${a.id}`, { as })).body).toEqual({ status: 'done' })
    expectProblem(await node.ask('DELETE', `/campaigns/${id}/photos/${a.id}`, { as }), 404, 'photo_not_found')
    expect(await shown()).toEqual(idsOf([c, b]))
    const rows = await node.services.db.query(
      'select position from sambatan.campaign_photos where campaign_id = $1 order by position',
      [id],
    )
    expect(rows, 'no gap is left').toEqual([{ position: 0 }, { position: 1 }])
    const d = await addedPhoto(node, id, { seed: 4 })
    expect(await shown()).toEqual(idsOf([c, b, d]))
    const logs = (await node.ask('GET', `/campaigns/${id}/logs`)).body as Thing[]
    expect(logs.map(({ event, actor, metadata }) => [event, actor, metadata]).slice(0, 4)).toEqual([
      ['campaign_photo_added', 'machine:service', { photo_id: d.id, position: 2 }],
      ['campaign_photo_removed', 'user:seller-1', { photo_id: a.id, position: 1 }],
      ['campaign_updated', 'user:seller-1', { fields: ['photos'] }],
      ['campaign_updated', 'user:seller-1', { fields: ['photos'] }],
    ])
    expect(logs[4].event).toBe('campaign_photo_added')
    const again = await sendPhoto(node, id, await pictures.jpeg({ width: 240, height: 200, seed: 1 }))
    expect(again.status, 'what was removed can come back').toBe(201)
    expect(again.body.urls).not.toEqual(a.urls)
  })

  it('is ordered only with all others', async () => {
    const { id } = await newCampaign(node)
    const [a, b] = [await addedPhoto(node, id, { seed: 1 }), await addedPhoto(node, id, { seed: 2 })]
    const other = await addedPhoto(node, (await newCampaign(node)).id, { seed: 1 })
    for (const ids of [[], [a.id], [a.id, a.id], [a.id, b.id, b.id], [a.id, other.id], [a.id, b.id, other.id]]) {
      const answer = await node.ask('PUT', `/campaigns/${id}/photos/order`, { body: { ids } })
      expect(expectProblem(answer, 422, 'photo_order_invalid').errors?.[0]?.path).toBe('ids')
    }
    for (const method of ['PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? { body: { alt: 'x' } } : {}
      for (const foreign of [other.id, 'bukan-id', '01a20f0d-5805-7000-a7e3-f62fbc3da215']) {
        expectProblem(await node.ask(method, `/campaigns/${id}/photos/${foreign}`, body), 404, 'photo_not_found')
      }
    }
    expect(idsOf((await node.ask('GET', `/campaigns/${id}`)).body.photos)).toEqual([a.id, b.id])
  })

  it('can be changed until its campaign has ended', async () => {
    const opens_at = new Date(Date.now() + 86_400_000).toISOString()
    const wishes: [string, Thing][] = [
      ['inactive', { draft: true }],
      ['scheduled', { opens_at }],
      ['active', {}],
      ['full', { total_slots: 1 }],
    ]
    for (const [status, wish] of wishes) {
      const { id } = await newCampaign(node, wish)
      if (status === 'full') await node.ask('POST', `/campaigns/${id}/join`, { body: joinBody() })
      expect((await node.ask('GET', `/campaigns/${id}`)).body.status).toBe(status)
      const kept = await addedPhoto(node, id, { seed: 1 })
      const gone = await addedPhoto(node, id, { seed: 2 })
      expect((await node.ask('DELETE', `/campaigns/${id}/photos/${gone.id}`)).status).toBe(200)
      await node.ask('POST', `/campaigns/${id}/cancel`)
      const refused = [
        await sendPhoto(node, id, await pictures.jpeg({ seed: 3 })),
        await node.ask('PATCH', `/campaigns/${id}/photos/${kept.id}`, { body: { alt: 'x' } }),
        await node.ask('PUT', `/campaigns/${id}/photos/order`, { body: { ids: [kept.id] } }),
        await node.ask('DELETE', `/campaigns/${id}/photos/${kept.id}`),
      ]
      for (const answer of refused) {
        const { detail } = expectProblem(answer, 409, 'campaign_state_invalid')
        expect(detail).toContain('sudah dibatalkan, jadi tidak bisa diganti fotonya')
      }
      expect(idsOf((await node.ask('GET', `/campaigns/${id}`)).body.photos)).toEqual([kept.id])
      expect((await node.app.inject({ url: kept.urls['480'] })).statusCode, 'and it is still shown').toBe(200)
    }
  })

  it('that nobody has, and no address of whatever form, leads to a file', async () => {
    const photo = await addedPhoto(node, (await newCampaign(node)).id)
    const key = photo.urls['480'].split('/')[2]
    const paths = [
      `/photos/${'0'.repeat(32)}/480.webp`,
      `/photos/${key}/960.webp`,
      `/photos/${key}/481.webp`,
      `/photos/${key}/0480.webp`,
      `/photos/${key}/480.webp.webp`,
      `/photos/${key.toUpperCase()}A/480.webp`,
      `/photos/${key.slice(1)}/480.webp`,
      `/photos/..%2f..%2fservice-key/480.webp`,
      `/photos/%00/480.webp`,
      `/photos/${'a'.repeat(900)}/480.webp`,
    ]
    for (const path of paths) {
      const answer = await node.ask('GET', path, { as: 'nobody' })
      expectProblem(answer, 404, 'photo_not_found')
      expect(answer.headers['cache-control']).toBe('no-store')
    }
    for (const path of [
      '/photos/../../etc/passwd',
      `/photos/${key}/480.png`,
      '/photos/',
      `/photos/${key}/`,
      `/photos/${key}/..%2f${key}%2f480.webp`,
      `/photos/${key}%2f..%2f${key}/480.webp`,
      '/photos/.unfinished/x',
    ]) {
      expect((await node.app.inject({ url: path })).statusCode, path).toBe(404)
    }
  })

  it('that was removed is still there for a day, and then neither it nor anything else that nothing points to', async () => {
    const { db, storage } = node.services
    const { id } = await newCampaign(node)
    const kept = await addedPhoto(node, id, { seed: 1 })
    const removed = await addedPhoto(node, id, { seed: 2 })
    const [keptKey, removedKey, unfinishedKey] = [
      kept.urls['480'].split('/')[2],
      removed.urls['480'].split('/')[2],
      'fedcba9876543210fedcba9876543210',
    ]
    // What a node leaves that dies between storing and committing.
    await db.query('insert into sambatan.photo_blobs values ($1, array[480, 960, 1600], sambatan.now())', [
      unfinishedKey,
    ])
    await storage.put(`${unfinishedKey}/480.webp`, { bytes: Buffer.from('x'), type: 'image/webp' })
    await node.ask('DELETE', `/campaigns/${id}/photos/${removed.id}`)
    await advanceClock(db, 23 * 3_600_000)
    await pruneAll(db, storage, silentLog)
    expect(Object.keys(stored(node))).toEqual(expect.arrayContaining([keptKey, removedKey, unfinishedKey]))
    expect((await node.app.inject({ url: removed.urls['480'] })).statusCode).toBe(200)
    await advanceClock(db, 2 * 3_600_000)
    await pruneAll(db, storage, silentLog)
    expect(Object.keys(stored(node))).toContain(keptKey)
    expect(Object.keys(stored(node))).not.toContain(removedKey)
    expect(Object.keys(stored(node))).not.toContain(unfinishedKey)
    const keys = await db.query('select key from sambatan.photo_blobs where key = any($1)', [
      [keptKey, removedKey, unfinishedKey],
    ])
    expect(keys).toEqual([{ key: keptKey }])
  })

  it('goes with its seller when the seller is erased, and soon from the storage too', async () => {
    const { db, storage } = node.services
    await node.ask('PATCH', '/people/penjual-foto', { body: { name: 'Sri' } })
    const product = await newProduct(node, { seller_id: 'penjual-foto' })
    const { id } = await newCampaign(node, { product_id: product.id })
    const photos = [await addedPhoto(node, id, { seed: 1 }), await addedPhoto(node, id, { seed: 2 })]
    const exported = (await node.ask('POST', '/people/penjual-foto/export')).body
    expect(exported.campaigns[0].photos).toEqual(photos)
    await node.ask('POST', `/campaigns/${id}/cancel`)
    expect((await node.ask('POST', '/people/penjual-foto/erase')).status).toBe(200)
    expect((await node.ask('GET', `/campaigns/${id}`)).body.photos).toEqual([])
    expect((await eventsOf(db, id)).slice(-2)).toEqual(['campaign_photo_removed', 'campaign_photo_removed'])
    await pruneAll(db, storage, silentLog)
    for (const photo of photos) expect(Object.keys(stored(node))).not.toContain(photo.urls['480'].split('/')[2])
  })
})

onEachNode(
  'between the storage and the database a photo',
  (node) => {
    /** Sends a photo, and holds the campaign's row from when the photo is begun until `meanwhile` has been done. */
    async function whileStoring(
      campaignId: string,
      meanwhile: (query: (text: string) => Promise<unknown>) => Promise<void>,
    ) {
      const { db } = node.services
      const file = await pictures.noise(4000, 3000).jpeg({ quality: 80 }).toBuffer()
      const sending = sendPhoto(node, campaignId, file)
      const before = await count(node, 'photo_blobs')
      while ((await count(node, 'photo_blobs')) === before) await sleep(2)
      const client = await db.pool.connect()
      try {
        await client.query('begin')
        await client.query('select sambatan.lock_campaign($1)', [campaignId])
        await meanwhile((text) => client.query(text, [campaignId]))
        await client.query('commit')
      } finally {
        client.release()
      }
      return sending
    }

    async function isStored(files: number): Promise<void> {
      const [row] = await node.services.db.query<{ key: string }>(
        'select key from sambatan.photo_blobs where unused_since is not null order by unused_since desc limit 1',
      )
      while ((stored(node)[row!.key] ?? []).length < files) await sleep(5)
    }

    it('is stored before it is committed, so that nobody is shown one that is not there', async () => {
      const { id } = await newCampaign(node)
      const answer = await whileStoring(id, async () => {
        await isStored(3)
        expect((await node.ask('GET', `/campaigns/${id}`)).body.photos).toEqual([])
      })
      expect(answer.status).toBe(201)
      expect((await node.ask('GET', `/campaigns/${id}`)).body.photos).toEqual([answer.body])
    })

    it('is removed again when its campaign ends meanwhile', async () => {
      const { id } = await newCampaign(node)
      const before = stored(node)
      const answer = await whileStoring(id, async (query) => {
        await isStored(3)
        await query('select sambatan.cancel_sambatan_campaign($1)')
      })
      expectProblem(answer, 409, 'campaign_state_invalid')
      expect(stored(node)).toEqual(before)
      const rows = await node.services.db.query('select * from sambatan.photo_blobs where unused_since is not null')
      expect(rows).toEqual([])
    })

    it('that took so long that its blobs may be being removed is refused', async () => {
      const { id } = await newCampaign(node)
      const answer = await whileStoring(id, async (query) => {
        await isStored(3)
        await query(`update sambatan.photo_blobs set unused_since = sambatan.now() - interval '2 hours'
          where unused_since is not null and $1::uuid is not null`)
      })
      expectProblem(answer, 503, 'pictures_busy')
    })
  },
  { only: 'server' },
)

describe('a storage that is away', () => {
  it('is a problem with an end; what was begun is swept up later', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const bucket = await openTestBucket()
    const node = await nodeOn(database.env, { env: bucket.env })
    try {
      const { db, storage } = node.services
      const { id } = await newCampaign(node)
      const photo = await addedPhoto(node, id, { seed: 1 })
      expect((await node.app.inject({ url: photo.urls['480'] })).statusCode).toBe(200)

      await bucket.stop()
      const file = await pictures.jpeg({ width: 240, height: 200, seed: 2 })
      const refused = await sendPhoto(node, id, file)
      expectProblem(refused, 503, 'storage_unavailable')
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      expectProblem(await node.ask('GET', `/photos/${'0'.repeat(32)}/480.webp`), 503, 'storage_unavailable')
      expect((await node.app.inject({ url: photo.urls['480'] })).statusCode, 'read lately, so still shown').toBe(200)
      expect((await node.ask('GET', `/campaigns/${id}`)).body.photos).toEqual([photo])
      expect(await count(node, 'photo_blobs'), 'its key is on record').toBe(2)

      await advanceClock(db, 25 * 3_600_000)
      await pruneAll(db, storage, silentLog)
      expect(await count(node, 'photo_blobs'), 'and stays so while the storage is away').toBe(2)
      await bucket.start()
      await pruneAll(db, storage, silentLog)
      expect(await count(node, 'photo_blobs')).toBe(1)
      expect((await sendPhoto(node, id, file)).status).toBe(201)
      await node.ask('DELETE', `/campaigns/${id}/photos/${photo.id}`)
      await advanceClock(db, 25 * 3_600_000)
      await pruneAll(db, storage, silentLog)
      expect(await storage.get(photo.urls['480'].replace('/photos/', ''))).toBeUndefined()
    } finally {
      await node.close()
      await bucket.dispose()
      await database.dispose()
    }
  })
})

onEachNode(
  'files on their way',
  (node) => {
    beforeAll(() => node.app.listen({ port: 0, host: '127.0.0.1' }))

    it('are so many at most; another is refused before it is read, and taken once they are gone', async () => {
      const { id } = await newCampaign(node)
      const { port } = node.app.server.address() as AddressInfo
      const options = {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: addressOf(`/campaigns/${id}/photos`),
        headers: { ...credentials('service'), 'content-type': 'image/jpeg', 'content-length': '1000000' },
      }
      const slow = Array.from({ length: uploadsMax + 1 }, () => httpRequest(options))
      try {
        const answered = slow.map((request) => {
          request.write(Buffer.alloc(1_000))
          return new Promise<number>((resolve) => {
            request.on('response', (response) => resolve(response.statusCode!)).on('error', () => undefined)
          })
        })
        expect(await Promise.race(answered), 'none of the others will ever be complete').toBe(503)
        const file = await pictures.jpeg({ width: 240, height: 200 })
        expectProblem(await sendPhoto(node, id, file), 503, 'pictures_busy')
        for (const request of slow) request.destroy()
        let taken = await sendPhoto(node, id, file)
        for (let tries = 0; taken.status === 503 && tries < 100; tries++) {
          await sleep(20)
          taken = await sendPhoto(node, id, file)
        }
        expect([200, 201]).toContain(taken.status)
      } finally {
        for (const request of slow) request.destroy()
      }
    })

    /** Files that are announced and never come. */
    function announce(count: number, path: string, headers: Record<string, string>) {
      const { port } = node.app.server.address() as AddressInfo
      const requests = Array.from({ length: count }, () =>
        httpRequest({
          host: '127.0.0.1',
          port,
          method: 'POST',
          path,
          headers: { ...headers, 'content-length': '1000000' },
        }),
      )
      const answers = requests.map((request) => {
        request.write('--x\r\n')
        return new Promise<IncomingMessage>((resolve) => {
          request.on('response', resolve).on('error', () => undefined)
        })
      })
      return { requests, answers }
    }

    it('are two at most of one seller, whose others are refused while everybody else is served', async () => {
      const { id } = await newCampaign(node)
      const seller = { ...credentials('seller:seller-1'), 'content-type': 'image/jpeg' }
      const { requests, answers } = announce(10, addressOf(`/campaigns/${id}/photos`), seller)
      try {
        for (let refused = 0; refused < 8; refused++) {
          const { statusCode, index } = await Promise.race(
            answers.flatMap((answer, index) =>
              answer ? [answer.then(({ statusCode }) => ({ statusCode, index }))] : [],
            ),
          )
          expect(statusCode).toBe(429)
          delete answers[index]
        }
        expect((await sendPhoto(node, id, await pictures.jpeg({ width: 240, height: 200 }))).status).toBe(201)
      } finally {
        for (const request of requests) request.destroy()
      }
    })

    it('take no place where they would be refused anyway, and are not waited for', async () => {
      const { id } = await newCampaign(node)
      const ended = await newCampaign(node)
      await node.ask('POST', `/campaigns/${ended.id}/cancel`, { body: {} })
      const type = { 'content-type': 'image/jpeg' }
      for (const [path, headers, status] of [
        ['/campaigns/01a20cd1-2b23-7000-8397-b7ffd413ac5e/photos', { ...credentials('seller:seller-1'), ...type }, 404],
        [`/campaigns/${id}/photos`, { ...credentials('seller:somebody-else'), ...type }, 404],
        [`/campaigns/${ended.id}/photos`, { ...credentials('service'), ...type }, 409],
        [`/campaigns/${id}/photos`, { ...credentials('service'), 'content-type': 'text/plain' }, 415],
      ] as const) {
        const { requests, answers } = announce(9, addressOf(path), headers)
        try {
          for (const { statusCode } of await Promise.all(answers)) expect(statusCode, path).toBe(status)
        } finally {
          for (const request of requests) request.destroy()
        }
      }
    })

    it('in forms are one at most of one seller, and so many of all, and then the page says so', async () => {
      const type = { 'content-type': 'multipart/form-data; boundary=x' }
      const sellers = await Promise.all(
        Array.from({ length: formsAtOnce + 1 }, () => signedIn(node.services.db, 'seller')),
      )
      const twice = announce(2, '/sell/campaigns/x/edit', { ...sellers[0]!.headers, ...type })
      expect((await Promise.race(twice.answers)).statusCode).toBe(429)
      const all = sellers.slice(1).map(({ headers }) => announce(1, '/sell/campaigns/x/edit', { ...headers, ...type }))
      try {
        const { statusCode, headers } = await Promise.race(all.flatMap(({ answers }) => answers))
        expect([statusCode, headers['retry-after'], headers['content-type']]).toEqual([
          503,
          '5',
          'text/html; charset=utf-8',
        ])
      } finally {
        for (const { requests } of [twice, ...all]) for (const request of requests) request.destroy()
      }
    })
  },
  { only: 'one' },
)

onEachNode(
  'a slow network',
  (node) => {
    beforeAll(() => node.app.listen({ port: 0, host: '127.0.0.1' }))

    it('may take an hour for a photo: the largest comes through at 6 kB/s', () => {
      const { requestTimeout } = node.app.server
      expect(photoBytesMax / (requestTimeout / 1000)).toBeLessThan(6_000)
    })

    it('brings a photo through piece by piece, and is told when next to nothing comes any more', async () => {
      const { id } = await newCampaign(node)
      const { port } = node.app.server.address() as AddressInfo
      const file = await pictures.jpeg({ width: 240, height: 200 })
      const upload = () =>
        httpRequest({
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: addressOf(`/campaigns/${id}/photos`),
          headers: { ...credentials('service'), 'content-type': 'image/jpeg', 'content-length': file.length },
        })
      const silent = upload()
      silent.write(file.subarray(0, 4))
      const [answer] = (await once(silent, 'response')) as [IncomingMessage]
      expect(answer.statusCode).toBe(408)
      expect(answer.headers.connection).toBe('close')
      expect(Buffer.concat(await answer.toArray()).toString()).toContain('"code":"upload_too_slow"')
      silent.destroy()

      const steady = upload()
      const answered = once(steady, 'response') as Promise<[IncomingMessage]>
      const piece = Math.ceil(file.length / 12)
      for (let at = 0; at < file.length; at += piece) {
        await new Promise((resolve) => steady.write(file.subarray(at, at + piece), resolve))
        await sleep(150)
      }
      steady.end()
      // Longer than anything else may take.
      expect((await answered)[0].statusCode).toBe(201)
    })

    it('gives its place to whoever comes next, once all are taken and it has had one for long enough', async () => {
      const { id } = await newCampaign(node)
      const { port } = node.app.server.address() as AddressInfo
      const answers: IncomingMessage[] = []
      // Twice as many as there are places: once half of them are refused, all are taken.
      const uploads = Array.from({ length: 2 * uploadsMax }, () => {
        const request = httpRequest({
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: addressOf(`/campaigns/${id}/photos`),
          headers: { ...credentials('service'), 'content-type': 'image/jpeg', 'content-length': 8_000_000 },
        })
        request.on('response', (answer: IncomingMessage) => answers.push(answer))
        // Writing to what has just been ended is an error, and what this is about.
        request.on('error', () => undefined)
        return { request, drip: setInterval(() => request.write(Buffer.alloc(2_000)), 100) }
      })
      try {
        await expect.poll(() => answers.length, { timeout: 10_000 }).toBe(uploadsMax)
        const file = await pictures.jpeg({ width: 240, height: 200 })
        const send = async () => (await sendPhoto(node, id, file)).status
        await expect.poll(send, { timeout: 10_000, interval: 100 }).toBe(201)
        const ended = () => answers.filter(({ statusCode }) => statusCode === 408)
        await expect.poll(() => ended().length, { timeout: 10_000 }).toBeGreaterThan(0)
        const [first] = ended()
        expect(first!.headers.connection).toBe('close')
        expect(Buffer.concat(await first!.toArray()).toString()).toContain('"code":"upload_too_long"')
      } finally {
        for (const { request, drip } of uploads) {
          clearInterval(drip)
          request.destroy()
        }
      }
    })

    it('has less time for anything else, and none once that is refused', async () => {
      const { id } = await newCampaign(node)
      const { port } = node.app.server.address() as AddressInfo
      const key = new Headers(credentials('service')).get('authorization')!
      for (const [path, type, status] of [
        ['/campaigns', 'application/json', '408'],
        [`/campaigns/${id}/photos`, 'text/plain', '415'],
      ] as const) {
        const slow = connect(port, '127.0.0.1', () => {
          slow.write(`POST ${addressOf(path)} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\n`)
          slow.write(`Content-Type: ${type}\r\nContent-Length: 5000\r\n\r\n{`)
        })
        const drip = setInterval(() => slow.write(' '), 50)
        let heard = ''
        slow.setEncoding('utf8').on('data', (text) => {
          heard += text
        })
        // Writing to what has just been closed is an error, and what this is about.
        slow.on('error', () => undefined)
        try {
          await new Promise((resolve) => slow.once('close', resolve))
          expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
        } finally {
          clearInterval(drip)
          slow.destroy()
        }
      }
    })

    it('may take longer for a photo than for its headers, which are not waited for', async () => {
      const { id } = await newCampaign(node)
      const { port } = node.app.server.address() as AddressInfo
      const file = await pictures.jpeg({ width: 240, height: 200 })
      const upload = httpRequest({
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: addressOf(`/campaigns/${id}/photos`),
        headers: { ...credentials('service'), 'content-type': 'image/jpeg', 'content-length': file.length },
      })
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        upload.on('response', resolve).on('error', reject)
      })
      await new Promise((resolve) => upload.write(file.subarray(0, 1_000), resolve))
      const slow = connect(port, '127.0.0.1', () => slow.write('GET / HTTP/1.1\r\nHost: x\r\n'))
      const [cut] = await once(slow.setEncoding('utf8'), 'data')
      expect(cut).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"request_timeout"/)
      upload.end(file.subarray(1_000))
      expect((await answered).statusCode).toBe(201)
    })
  },
  {
    only: 'one',
    app: { timeouts: { headersMs: 300, bodyMs: 1_000, checkMs: 20 }, uploadTimes: { windowMs: 1_000, ownMs: 1_500 } },
  },
)
