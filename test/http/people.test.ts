/** Profiles, addresses, a copy of one's data, and erasure. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { phoneNumber } from '../../src/kernel/phone.ts'
import { signedIn, type TestAccount } from '../support/accounts.ts'
import { violations } from '../support/invariants.ts'
import { type Caller, expectProblem, failedFields, onEachNode } from './node.ts'
import { address, joinBody, newCampaign, newParticipation, newProduct } from './things.ts'

const phoneNumbers = readFileSync(new URL('../../sql/migrations/0008_phone_numbers.sql', import.meta.url), 'utf8')

onEachNode('a person', (node) => {
  describe('has a profile', () => {
    it('that begins with the first token of the marketplace, and is theirs to change', async () => {
      const { body: first } = await node.ask('GET', '/people/me', { as: 'buyer:wulan' })
      expect(first).toMatchObject({ id: 'wulan', origin: 'token', role: null, name: '', email: null, anonymous: false })
      const avatar_url = 'https://cdn.example.com/a.png'
      const patch = { name: 'Wulan Sari', locale: 'en', phone: '+628123456', avatar_url, anonymous: true }
      const body = { ...patch, phone: '\u202a+62 812\u20113456\u202c' }
      expect((await node.ask('PATCH', '/people/me', { as: 'buyer:wulan', body })).body).toMatchObject(patch)
      expect((await node.ask('GET', '/people/wulan', { as: 'operator:budi' })).body).toMatchObject(patch)
      const part = await node.ask('PATCH', '/people/me', { as: 'buyer:wulan', body: { phone: null } })
      expect(part.body).toMatchObject({ ...patch, phone: null })
    })

    it('whose fields are checked by name', async () => {
      const body = { name: '', locale: 'fr', phone: 'telepon', avatar_url: 'javascript:alert(1)', anonymous: 'ya' }
      const answer = await node.ask('PATCH', '/people/me', { as: 'buyer:wulan', body })
      expectProblem(answer, 422, 'validation_failed')
      expect(failedFields(answer).sort()).toEqual(Object.keys(body).sort())
      for (const avatar_url of ['/me', 'http://cdn.example.com/a.png', 'https://sambatan.test/sign-out']) {
        const refused = await node.ask('PATCH', '/people/me', { as: 'buyer:wulan', body: { avatar_url } })
        expectProblem(refused, 422, 'validation_failed')
        expect(failedFields(refused), avatar_url).toEqual(['avatar_url'])
      }
    })

    it('whose phone number was kept as it was typed, until it was written anew', async () => {
      const { db } = node.services
      const before = {
        local: '0812-3456-7890',
        plus: '+62 (812) 3456 7890',
        zero: '+62 0812 34567890',
        zeros: '0065 9123 4567',
        bare: '62 812 3456 7890',
        short: '812 3456 7890',
        other: '+65 9123 4567',
        none: '--1234--',
        fine: '+6281234567890',
      }
      for (const [id, phone] of Object.entries(before)) {
        await db.query(
          `insert into sambatan.people (id, origin, phone, created_at, updated_at) values ($1, 'service', $2, now(), now())`,
          [`phone-${id}`, phone],
        )
      }
      await db.query(phoneNumbers)
      const rows = await db.query<{ id: string; phone: string }>(
        `select substr(id, 7) as id, phone from sambatan.people where id like 'phone-%'`,
      )
      const after = Object.fromEntries(rows.map(({ id, phone }) => [id, phone]))
      expect(after).toEqual({
        ...Object.fromEntries(Object.keys(before).map((id) => [id, '+6281234567890'])),
        zeros: '+6591234567',
        other: '+6591234567',
        none: '--1234--',
      })
      // The same as if its owner had typed it today.
      for (const [id, phone] of Object.entries(before)) expect(phoneNumber(phone) ?? phone, id).toBe(after[id])
    })

    it('that a service can give to users of its own, and only a service', async () => {
      const body = { name: 'Pak Darmo' }
      expectProblem(await node.ask('PATCH', '/people/darmo', { as: 'operator:budi', body }), 404, 'person_not_found')
      expect((await node.ask('PATCH', '/people/darmo', { body })).body).toMatchObject({ origin: 'service', ...body })
      // The marketplace's user comes with a token later: the same person.
      expect((await node.ask('GET', '/people/me', { as: 'buyer:darmo' })).body).toMatchObject({
        origin: 'token',
        ...body,
      })
    })

    it('that a machine does not have', async () => {
      for (const method of ['GET', 'PATCH'] as const) {
        const body = method === 'PATCH' ? { name: 'Mesin' } : undefined
        expectProblem(await node.ask(method, '/people/me', { body }), 404, 'person_not_found')
      }
    })

    it('that is nobody else’s to read', async () => {
      const strangers: Caller[] = ['buyer:ani', 'seller:rina']
      for (const as of strangers) {
        for (const [method, path] of [
          ['GET', ''],
          ['GET', '/addresses'],
          ['POST', '/export'],
        ] as const) {
          expectProblem(await node.ask(method, `/people/wulan${path}`, { as }), 404, 'person_not_found')
          // One that does not exist looks the same.
          expectProblem(await node.ask(method, `/people/nobody-here${path}`, { as }), 404, 'person_not_found')
        }
      }
    })

    it('and is found by operators, by name, address and role', async () => {
      const { id } = await signedIn(node.services.db, 'seller')
      const find = async (query: string) => {
        const { body } = await node.ask('GET', `/people?${query}`, { as: 'operator:budi' })
        return body.map((person: { id: string }) => person.id)
      }
      expect(await find('q=wulan')).toEqual(['wulan'])
      expect(await find(`q=${id}@sambatan.test`)).toEqual([id])
      expect(await find(`q=${id.slice(9).toUpperCase()}@SAMB`), 'part of it, in any case').toEqual([id])
      expect(await find(`q=${id}`)).toEqual([id])
      expect(await find('role=seller')).toEqual([id])
      expect(await find('role=seller&q=uji')).toEqual([id])
      expect(await find('role=operator&q=uji')).toEqual([])
      expect(await find('q=%25'), 'a pattern is text').toEqual([])
      const first = await node.ask('GET', '/people?limit=1', { as: 'operator:budi' })
      expect(first.headers.link).toContain('rel="next"')
    })
  })

  describe('keeps addresses', () => {
    const as = 'buyer:alamat' as const
    const add = (body: object) => node.ask('POST', '/people/me/addresses', { as, body })
    const list = async () => (await node.ask('GET', '/people/me/addresses', { as })).body

    it('of which one is the default, as long as there are any', async () => {
      const home = (await add({ label: 'Rumah', shipping_address: address })).body
      const work = (await add({ label: 'Kantor', shipping_address: `${address} lt. 2` })).body
      expect((await list()).map((each: { is_default: boolean }) => each.is_default)).toEqual([true, false])
      const changed = await node.ask('PATCH', `/people/me/addresses/${work.id}`, { as, body: { is_default: true } })
      expect(changed.body).toMatchObject({ label: 'Kantor', is_default: true })
      expect((await list()).map((each: { id: string }) => each.id)).toEqual([work.id, home.id])
      expect((await node.ask('DELETE', `/people/me/addresses/${work.id}`, { as })).status).toBe(200)
      expect(await list()).toMatchObject([{ id: home.id, is_default: true }])
    })

    it('one at a time: of many at once exactly one becomes the default', async () => {
      await Promise.all(
        Array.from({ length: 5 }, (_, i) => add({ label: `L${i}`, shipping_address: address, is_default: true })),
      )
      expect((await list()).filter((each: { is_default: boolean }) => each.is_default)).toHaveLength(1)
    })

    it('of a bounded number, with fields that are checked by name', async () => {
      const wrong = await add({ label: '', shipping_address: 'pendek' })
      expect(failedFields(wrong).sort()).toEqual(['label', 'shipping_address'])
      let last = await add({ label: 'Lagi', shipping_address: address })
      for (let i = 0; i < 20 && last.status === 201; i++) last = await add({ label: 'Lagi', shipping_address: address })
      expectProblem(last, 409, 'address_limit')
    })

    it('that are nobody else’s, by any id', async () => {
      const [own] = await list()
      for (const path of [`/people/alamat/addresses/${own.id}`, `/people/me/addresses/${own.id}`]) {
        for (const method of ['PATCH', 'DELETE'] as const) {
          const body = method === 'PATCH' ? { label: 'Dicuri' } : undefined
          const answer = await node.ask(method, path, { as: 'buyer:maling', body })
          expect([answer.status, answer.body.code.replace(/^(person|address)/, '')]).toEqual([404, '_not_found'])
        }
      }
    })

    it('and adding one twice with one key adds it once, without a copy of it in the key', async () => {
      const ask = { as: 'buyer:ulang', headers: { 'idempotency-key': 'alamat-1' } } as const
      const body = { label: 'Rumah', shipping_address: 'Jalan Rahasia 99, Bantul' }
      const first = await node.ask('POST', '/people/me/addresses', { ...ask, body })
      const again = await node.ask('POST', '/people/me/addresses', { ...ask, body })
      expect(again.headers['idempotency-replayed']).toBe('true')
      expect(again.body).toEqual(first.body)
      const keys = await node.services.db.query('select response::text from sambatan.idempotency_keys')
      expect(JSON.stringify(keys)).not.toContain('Rahasia')
    })
  })

  describe('among recent joiners', () => {
    it('shows by first name and initial, or not at all', async () => {
      const campaign = await newCampaign(node)
      const join = async (id: string, profile?: object) => {
        if (profile) await node.ask('PATCH', `/people/${id}`, { body: profile })
        await newParticipation(node, campaign.id, { user_id: id })
      }
      await join('j1', { name: 'Rani Puspitasari' })
      await join('j2', { name: 'Bagas Nugroho', anonymous: true })
      await join('j3')
      const answer = await node.ask('GET', `/campaigns/${campaign.slug}/joiners`, { as: 'nobody' })
      expect(answer.body.map((joiner: { name: string }) => joiner.name)).toEqual([null, null, 'Rani P.'])
      expect(answer.text).not.toMatch(/Puspitasari|Bagas|j1|j2|j3/)
    })
  })

  describe('gets a copy of everything', () => {
    it('that is stored about them, and of nobody else', async () => {
      const campaign = await newCampaign(node)
      const own = { user_id: 'salinan', note: 'catatan sendiri' }
      const mine = await newParticipation(node, campaign.id, own)
      await newParticipation(node, campaign.id, { user_id: 'tetangga', note: 'catatan tetangga' })
      await node.ask('PATCH', '/people/me', { as: 'buyer:salinan', body: { name: 'Si Salinan' } })
      await node.ask('POST', '/people/me/addresses', {
        as: 'buyer:salinan',
        body: { label: 'Rumah', shipping_address: address },
      })
      const exported = await node.ask('POST', '/people/me/export', { as: 'buyer:salinan' })
      expect(exported.headers['content-disposition']).toContain('attachment')
      expect(exported.body).toMatchObject({
        profile: { name: 'Si Salinan' },
        addresses: [{ label: 'Rumah' }],
        participations: [{ id: mine.id, note: 'catatan sendiri', campaign_title: campaign.title }],
        events: [{ event: 'participant_joined', metadata: { participation_id: mine.id } }],
      })
      expect(exported.text).not.toContain('tetangga')
      const again = await node.ask('POST', '/people/salinan/export', { as: 'operator:budi' })
      expect(again.body.access).toMatchObject([{ event: 'data_exported', actor: 'user:salinan' }])
    })

    it('also as a seller, and when only a service has named them', async () => {
      const product = await newProduct(node, { seller_id: 'pedagang' })
      await newCampaign(node, { product_id: product.id, draft: true })
      const { body } = await node.ask('POST', '/people/pedagang/export', { as: 'seller:pedagang' })
      expect([body.products.length, body.campaigns.length]).toEqual([1, 1])
      const campaign = await newCampaign(node)
      await newParticipation(node, campaign.id, { user_id: 'tanpa-profil' })
      expect((await node.ask('POST', '/people/tanpa-profil/export')).body).toMatchObject({
        profile: null,
        participations: [{}],
      })
      expectProblem(await node.ask('POST', '/people/tidak-ada/export'), 404, 'person_not_found')
    })

    it('by nothing that only reads: a picture with that address would put it on record as often as it is shown', async () => {
      const refused = await node.ask('GET', '/people/salinan/export', { as: 'buyer:salinan' })
      expectProblem(refused, 405, 'method_not_allowed')
      expect(refused.headers.allow).toBe('POST')
    })
  })

  describe('can be erased', () => {
    let owner: TestAccount
    const password = 'kopi subuh di teras'
    beforeAll(async () => {
      owner = await signedIn(node.services.db)
    })

    it('not before what they hold and owe is settled, and the answer names each', async () => {
      const product = await newProduct(node, { seller_id: 'sibuk' })
      const selling = await newCampaign(node, { product_id: product.id, title: 'Jualan Sibuk' })
      const joined = await newCampaign(node, { title: 'Ikut Sibuk' })
      const mine = await newParticipation(node, joined.id, { user_id: 'sibuk' })
      const refused = await node.ask('POST', '/people/me/erase', {
        as: 'seller:sibuk',
        headers: { 'accept-language': 'en' },
      })
      const problem = expectProblem(refused, 409, 'erasure_blocked')
      expect(problem.errors).toEqual([
        { path: `campaigns.${selling.id}`, message: expect.stringContaining('“Jualan Sibuk” is open') },
        {
          path: `participations.${mine.id}`,
          message: expect.stringContaining('“Ikut Sibuk” is still reserved: cancel it'),
        },
      ])
      expect((await node.ask('POST', '/people/me/export', { as: 'seller:sibuk' })).body.participations).toHaveLength(1)
      await node.ask('POST', `/participations/${mine.id}/cancel`, { as: 'buyer:sibuk' })
      await node.ask('POST', `/campaigns/${selling.id}/cancel`)
      expect((await node.ask('POST', '/people/me/erase', { as: 'seller:sibuk' })).status).toBe(200)
    })

    it('and then only audit and amounts are left, under an id that leads to nobody', async () => {
      const as = 'buyer:hapus' as const
      const campaign = await newCampaign(node)
      const secret = { user_id: 'hapus', shipping_address: 'Jalan Kenari 99, Bantul', note: 'titip ke Pak Kusir' }
      const { id } = await newParticipation(node, campaign.id, secret)
      await node.ask('PATCH', '/people/me', {
        as,
        body: { name: 'Sri Wahyuni', phone: '0813 9876 543', avatar_url: 'https://cdn.example.com/sri.png' },
      })
      const saved = { label: 'Rumah', shipping_address: secret.shipping_address }
      await node.ask('POST', '/people/me/addresses', { as, body: saved })
      await node.ask('POST', `/participations/${id}/cancel`, { as })
      const logs = (await node.ask('GET', `/campaigns/${campaign.id}/logs`)).body
      expect((await node.ask('POST', '/people/me/erase', { as })).status).toBe(200)

      const { body: participants } = await node.ask('GET', `/campaigns/${campaign.id}/participants`)
      expect(participants).toMatchObject([
        {
          id,
          user_id: 'hapus',
          amount: 100_000,
          shipping_address: '',
          note: null,
          buyer_name: null,
          buyer_phone: null,
        },
      ])
      expect(logs[0]).toMatchObject({ buyer_id: 'hapus', buyer_name: 'Sri Wahyuni' })
      const unnamed = logs.map((log: object) => ({ ...log, buyer_name: null }))
      expect((await node.ask('GET', `/campaigns/${campaign.id}/logs`)).body).toEqual(unnamed)
      for (const { table_name: table } of await node.services.db.query<{ table_name: string }>(
        `select table_name from information_schema.tables where table_schema = 'sambatan' and table_type = 'BASE TABLE'`,
      )) {
        const rows = await node.services.db.query(`select * from sambatan.${table}`)
        expect(JSON.stringify(rows), table).not.toMatch(/Wahyuni|Kenari|Kusir|8139876543|sri\.png/)
      }
      const { body: log } = await node.ask('GET', '/access-log?person_id=hapus')
      expect(log[0]).toMatchObject({ event: 'person_erased', actor: 'user:hapus' })
      // The token from before brings nobody back.
      expectProblem(await node.ask('GET', '/people/hapus'), 404, 'person_not_found')
      expectProblem(await node.ask('POST', '/people/hapus/erase'), 404, 'person_not_found')
    })

    it('by their own session only with the password', async () => {
      const ask = (body?: object) =>
        node.ask('POST', '/people/me/erase', { as: 'nobody', headers: owner.headers, body })
      expectProblem(await ask(), 422, 'password_required')
      expectProblem(await ask({ password: 'salah' }), 422, 'password_wrong')
      const email = `${owner.id}@sambatan.test`
      await node.ask('POST', '/auth/forgot-password', { as: 'nobody', body: { email } })
      const { body: mails } = await node.ask('GET', '/mailbox', { as: 'operator:budi' })
      const token = /token=([\w.-]+)/.exec(mails.find((mail: { to: string }) => mail.to === email).text)![1]
      await node.ask('POST', '/auth/reset-password', { as: 'nobody', body: { token, password } })
      const { headers } = await node.app.inject({
        method: 'POST',
        url: '/api/sambatan/auth/sign-in',
        payload: { email, password },
      })
      owner.headers = { cookie: String(headers['set-cookie']).split(';')[0]! }
      expect((await ask({ password })).status).toBe(200)
      const left = await node.services.db.query(
        `select id from sambatan.sessions where user_id = $1 union all select id from sambatan.accounts where user_id = $1
         union all select id from sambatan.mailbox where person_id = $1`,
        [owner.id],
      )
      expect(left).toEqual([])
      expectProblem(await node.ask('GET', '/people/me', { as: 'nobody', headers: owner.headers }), 401, 'unauthorized')
      expectProblem(
        await node.ask('POST', '/auth/sign-in', { as: 'nobody', body: { email, password } }),
        401,
        'sign_in_failed',
      )
    })

    it('but not as the last operator', async () => {
      const last = await signedIn(node.services.db, 'operator')
      expectProblem(await node.ask('POST', `/people/${last.id}/erase`), 409, 'last_operator')
      const other = await signedIn(node.services.db, 'operator')
      expect((await node.ask('POST', `/people/${last.id}/erase`)).status).toBe(200)
      expectProblem(await node.ask('POST', `/people/${other.id}/erase`), 409, 'last_operator')
    })

    it('and what comes in while they are is wiped once it is settled', async () => {
      const { db } = node.services
      const campaign = await newCampaign(node)
      const { id } = await newParticipation(node, campaign.id, { user_id: 'terlambat' })
      await db.query(`insert into sambatan.people (id, origin, erased_at, created_at, updated_at)
        values ('terlambat', 'service', now(), now(), now())`)
      const read = async () =>
        (await db.query(`select shipping_address from sambatan.participants where id = $1`, [id]))[0]
      await db.query('select sambatan.wipe_erased()')
      expect(await read()).toEqual({ shipping_address: address })
      await node.ask('POST', `/participations/${id}/cancel`)
      await db.query('select sambatan.wipe_erased()')
      expect(await read()).toEqual({ shipping_address: '' })
    })

    it('leaving every invariant as it was', async () => {
      expect(await violations(node.services.db)).toEqual([])
    })
  })
})

async function untilErasingWaits(db: Database): Promise<void> {
  await expect
    .poll(() =>
      db.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query like '%erase_person%'`),
    )
    .toHaveLength(1)
}

onEachNode(
  'erasing',
  (node) => {
    it('waits for the campaign, so that a join on its way is seen (and refuses what it then finds)', async () => {
      const { db } = node.services
      const campaign = await newCampaign(node)
      const { id } = await newParticipation(node, campaign.id, { user_id: 'balap' })
      await node.ask('POST', `/participations/${id}/cancel`)
      // A join whose transaction is open, as on another node.
      const joining = new pg.Client({ connectionString: node.env.DATABASE_URL })
      await joining.connect()
      await joining.query('begin')
      const row = { ...joinBody({ user_id: 'balap' }), campaign_id: campaign.id, id: uuidv7() }
      await joining.query('select * from sambatan.join_sambatan_campaigns($1)', [JSON.stringify([row])])
      const erasing = node.ask('POST', '/people/balap/erase')
      await untilErasingWaits(db)
      await joining.query('commit')
      await joining.end()
      expectProblem(await erasing, 409, 'erasure_blocked')
    })
  },
  { only: 'server' },
)
