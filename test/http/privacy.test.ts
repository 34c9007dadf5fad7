/** What people must not see: drafts of others, and anybody's address or note, in any answer, log or metric. */

import { pino } from 'pino'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { compose } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { buildApp } from '../../src/http/app.ts'
import { logOptions } from '../../src/http/logging.ts'
import { accountSecret, signedIn } from '../support/accounts.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { addressOf, type Caller, credentials, expectProblem, isOpen, onEachNode, serviceKey } from './node.ts'
import { joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

// biome-ignore lint/suspicious/noExplicitAny: things of every shape
type Thing = any

const secret = { user_id: 'Sri Wahyuni', shipping_address: 'Jalan Rahasia 99, Bantul', note: 'titip ke tetangga' }
const secrets = /Wahyuni|Rahasia|tetangga/

onEachNode('what is private', (node) => {
  it('is kept by no cache when it is downloaded from a page', async () => {
    const { headers } = await signedIn(node.services.db, 'operator')
    for (const [method, url] of [
      ['POST', '/me/privacy/data.json'],
      ['GET', '/operator/export/people.csv'],
    ] as const) {
      const form = method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }
      const file = await node.app.inject({ method, url, headers: { ...headers, ...form } })
      expect([file.statusCode, file.headers['cache-control']], url).toEqual([200, 'no-store'])
    }
  })

  describe('a draft', () => {
    let draft: Thing
    beforeAll(async () => {
      const product = await newProduct(node, { seller_id: 'rina' })
      draft = await newCampaign(node, { product_id: product.id, draft: true, title: 'Belum siap' })
      await newCampaign(node, { product_id: product.id, title: 'Sudah terbit' })
    })
    const strangers: Caller[] = ['nobody', 'buyer:ani', 'seller:other']
    const insiders: Caller[] = ['seller:rina', 'operator:budi', 'service']

    it('does not exist for strangers, at any address', async () => {
      for (const as of strangers) {
        for (const path of ['', '/progress', '/events']) {
          for (const id of [draft.id, draft.slug]) {
            expectProblem(await node.ask('GET', `/campaigns/${id}${path}`, { as }), 404, 'campaign_not_found')
          }
        }
        for (const query of [
          '',
          '?status=inactive',
          '?seller_id=rina',
          '?q=siap',
          '?status=inactive,active&sort=price_asc',
        ]) {
          const { body } = await node.ask('GET', `/campaigns${query}`, { as })
          expect(body.map((each: Thing) => each.title)).not.toContain('Belum siap')
        }
      }
      const { user_id: _, ...body } = joinBody()
      for (const as of ['buyer:ani', 'seller:other'] as const) {
        const join = await node.ask('POST', `/campaigns/${draft.id}/join`, { body, as })
        expectProblem(join, 404, 'campaign_not_found')
      }
    })

    it('is there for its seller, operators and services', async () => {
      for (const as of insiders) {
        expect((await node.ask('GET', `/campaigns/${draft.slug}`, { as })).body.title).toBe('Belum siap')
        expect((await node.ask('GET', `/campaigns/${draft.id}/progress`, { as })).status).toBe(200)
        expect((await node.ask('GET', '/campaigns?status=inactive&seller_id=rina', { as })).body).toHaveLength(1)
      }
    })
  })

  describe('personal data', () => {
    let campaign: Thing
    let joined: Thing
    beforeAll(async () => {
      const product = await newProduct(node, { seller_id: 'rina' })
      campaign = await newCampaign(node, { product_id: product.id })
      joined = await newParticipation(node, campaign.id, secret)
      await node.ask('POST', `/campaigns/${campaign.id}/join`, { body: { ...joinBody(secret), quantity: 5000 } })
    })

    it('is in no public answer', async () => {
      const { paths } = await node.document()
      const open = Object.entries(paths).flatMap(([path, { get }]) =>
        get && isOpen(get) && !get.tags?.includes('pictures') ? [path] : [],
      )
      expect(open.length).toBeGreaterThan(7)
      for (const path of [...open, '/docs', '/openapi.json']) {
        // Streams; and what is only told to whoever has a letter.
        if (path.endsWith('/events') || path.endsWith('/subscription')) continue
        const { product_id, seller_id } = campaign
        const id = path.includes('/products') ? product_id : path.includes('/sellers') ? seller_id : campaign.id
        const answer = await node.ask('GET', path.replace('{id}', id), { as: 'nobody' })
        expect(answer.status, path).toBe(200)
        expect(answer.text, path).not.toMatch(secrets)
      }
    })

    it('is for its buyer, its seller, operators and services only', async () => {
      const buyer = `buyer:${secret.user_id}` as const
      expect((await node.ask('GET', '/participations?mine', { as: buyer })).body[0]).toMatchObject(secret)
      for (const as of ['seller:rina', 'operator:budi', 'service'] as const) {
        const { body } = await node.ask('GET', `/campaigns/${campaign.id}/participants`, { as })
        expect(body[0]).toMatchObject(secret)
      }
      for (const as of ['nobody', 'buyer:ani', 'seller:other'] as const) {
        for (const [method, path] of [
          ['GET', `/campaigns/${campaign.id}/participants`],
          ['GET', `/campaigns/${campaign.id}/logs`],
          ['GET', `/participations?user_id=${encodeURIComponent(secret.user_id)}`],
          ['POST', `/participations/${joined.id}/cancel`],
          ['POST', `/participations/${joined.id}/confirm`],
        ] as const) {
          const answer = await node.ask(method, path, { as })
          expect([401, 403, 404]).toContain(answer.status)
          expect(answer.text).not.toMatch(secrets)
        }
      }
    })

    it('is in no audit event: they are never erased', async () => {
      const { text } = await node.ask('GET', `/campaigns/${campaign.id}/logs`)
      expect(text).toContain('participant_joined')
      expect(text).not.toMatch(/Rahasia|tetangga/)
    })

    it('is in no metric', async () => {
      const { text } = await node.ask('GET', '/metrics', { as: 'nobody' })
      expect(text).toContain('route="/api/sambatan/campaigns/:id/join",status="201"')
      expect(text).not.toMatch(secrets)
      expect(text, 'nor who or what was asked for').not.toContain(campaign.id)
    })
  })
})

describe('the log', () => {
  it('has what went wrong, and neither addresses nor what people typed', async () => {
    const database = await makeTestDatabase(inject('postgres') ? 'server' : 'embedded')
    const config = readConfig({
      ...database.env,
      SAMBATAN_SCHEDULER: 'off',
      SAMBATAN_SERVICE_KEY: serviceKey,
      SAMBATAN_SECRET: accountSecret,
      SAMBATAN_PUBLIC_URL: 'http://sambatan.test',
      LOG_LEVEL: 'trace',
    })
    let text = ''
    const log = pino(logOptions(config), {
      write: (line: string) => {
        text += line
      },
    })
    const { services, close } = await compose({ config, log, work: false })
    const app = await buildApp(services)
    const headers = { ...credentials('service'), 'x-request-id': 'from-the-proxy-1' }
    // A constraint that nobody foresaw: PostgreSQL names the whole row in its error.
    await services.db.query(
      `alter table sambatan.products add constraint no_secrets check (name !~ 'Rahasia') not valid`,
    )
    const payload = { name: secret.shipping_address, description: secret.note, base_price: 1 }
    const response = await app.inject({ method: 'POST', url: addressOf('/products'), headers, payload })
    expect(response.statusCode).toBe(500)
    expect(response.json()).toMatchObject({
      code: 'internal_error',
      detail: expect.stringContaining('from-the-proxy-1'),
    })
    expect(response.body).not.toMatch(/no_secrets|Rahasia/)
    await app.inject({ url: addressOf('/products?q=Wahyuni'), headers })
    const account = { name: 'Sri Wahyuni', email: 'rahasia@sambatan.test', password: 'Rahasia di teras' }
    for (const payload of [account, account, { ...account, operator_code: 'AAAA' }]) {
      await app.inject({ method: 'POST', url: addressOf('/auth/sign-up'), payload })
    }
    for (const password of [account.password, 'salah']) {
      const payload = { email: account.email, password }
      await app.inject({ method: 'POST', url: addressOf('/auth/sign-in'), payload })
    }
    await app.inject({ method: 'POST', url: addressOf('/auth/forgot-password'), payload: { email: account.email } })
    const [mail] = await services.db.query<{ recipient: string }>('select recipient from sambatan.mailbox')
    expect(mail!.recipient).toBe(account.email)
    expect(text).toContain('no_secrets')
    expect(text).toContain('from-the-proxy-1')
    expect(text).not.toMatch(secrets)
    expect(text).not.toContain('rahasia@')
    expect(text).not.toContain('127.0.0.1')
    expect(text).not.toContain(serviceKey)
    await app.close()
    await close()
    await database.dispose()
  })
})
