/**
 * Tokens of the platform that Sambatan is part of, from an identity provider that signs them for real: who is believed,
 * who is not and is told why, and that nobody becomes somebody else or comes back after their erasure.
 */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { afterAll, afterEach, describe, expect, inject, it, vi } from 'vitest'
import { signedIn } from '../support/accounts.ts'
import { withDatabase } from '../support/admin.ts'
import { makeTestDatabase, onEachDatabase } from '../support/databases.ts'
import { startIssuer } from '../support/issuer.ts'
import { nowSeconds, platform, platformToken } from '../support/tokens.ts'
import { type Answer, expectProblem, nodeOn, onEachNode, type TestNode } from './node.ts'
import { joinBody, newCampaign } from './things.ts'

const issuer = await startIssuer()
afterAll(() => issuer.close())
afterEach(() => vi.useRealTimers())

function askWith(node: TestNode, token: string, method = 'GET', path = '/people/me', body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'en' }
  return node.ask(method, path, { as: 'nobody', headers, body })
}

async function expectRefused(node: TestNode, token: string, why: string): Promise<void> {
  const answer = await askWith(node, token)
  expect(expectProblem(answer, 401, 'token_invalid').detail).toContain(why)
  expect(answer.headers['www-authenticate']).toBe('Bearer')
}

async function expectAccepted(node: TestNode, token: string): Promise<Answer> {
  const answer = await askWith(node, token)
  expect(answer.status, answer.text).toBe(200)
  return answer
}

/** The machine's clock stands still from now on, so many seconds ahead; timers, network and database go on. */
function stopClock(aheadSeconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + aheadSeconds * 1000 })
}

/** Why a token was refused, as its bearer reads it. */
const why = {
  expired: 'it has expired',
  audience: 'it is not meant for this server (aud)',
  issuer: 'it is not from the marketplace that is configured (iss)',
  signature: 'its signature does not match',
  unknownKey: 'it was signed with a key that is not published (kid)',
  algorithm: 'its algorithm is not allowed (alg)',
  claims: 'its claims are incomplete or not valid (sub, exp, nbf, iat)',
  erased: 'its person was erased after it was issued',
  malformed: 'it is not a well-formed JWT',
}

onEachNode(
  'people of the marketplace',
  (node) => {
    it('join with the token of their sign-in, and have a profile from then on', async () => {
      const token = await issuer.signIn('rani', { name: ' Rani Puspitasari ', locale: 'en-GB' })
      const { id } = await newCampaign(node)
      const { user_id: _, ...body } = joinBody({ quantity: 2 })
      const joined = await askWith(node, token, 'POST', `/campaigns/${id}/join`, body)
      expect(joined.status, joined.text).toBe(201)
      expect(joined.body).toMatchObject({ user_id: 'rani', quantity: 2 })
      expect((await expectAccepted(node, token)).body).toMatchObject({
        id: 'rani',
        origin: 'token',
        name: 'Rani Puspitasari',
        locale: 'en',
        email: null,
        role: null,
      })
    })

    it('are the same person whom a service names by their id', async () => {
      const token = await issuer.token({ sub: 'dewi', name: 'Dewi' })
      const { id } = await newCampaign(node)
      const named = await node.ask('POST', `/campaigns/${id}/join`, { body: joinBody({ user_id: 'dewi' }) })
      const { user_id: _, ...body } = joinBody({ quantity: 3 })
      const joined = await askWith(node, token, 'POST', `/campaigns/${id}/join`, body)
      const { body: mine } = await askWith(node, token, 'GET', '/participations?mine')
      expect(mine.map((each: { id: string }) => each.id).sort()).toEqual([named.body.id, joined.body.id].sort())
    })

    it('take over the profile that a service made of them, and what they changed in it stays', async () => {
      await node.ask('PATCH', '/people/wati', { body: { name: 'Wati dari layanan', phone: '+62 812 0000' } })
      const first = await expectAccepted(node, await issuer.token({ sub: 'wati', name: 'Wati' }))
      expect(first.body).toMatchObject({ origin: 'token', name: 'Wati dari layanan', phone: '+628120000' })
      await askWith(node, await issuer.token({ sub: 'wati' }), 'PATCH', '/people/me', { name: 'Bu Wati' })
      const later = await expectAccepted(node, await issuer.token({ sub: 'wati', name: 'Wati' }))
      expect(later.body.name).toBe('Bu Wati')
    })

    it('are let in with keys of either kind', async () => {
      for (const algorithm of ['RS256', 'ES256'] as const) {
        await expectAccepted(node, await issuer.token({ sub: algorithm }, algorithm))
      }
    })

    it('are nobody with a token whose id is an account of this installation', async () => {
      const account = await signedIn(node.services.db, 'operator')
      for (const claims of [{}, { app_metadata: { sambatan_role: 'admin' }, name: 'Penyusup' }]) {
        await expectRefused(node, await issuer.token({ sub: account.id, ...claims }), why.claims)
      }
      const own = await node.ask('GET', '/people/me', { as: 'nobody', headers: account.headers })
      expect(own.body).toMatchObject({ id: account.id, origin: 'account', name: 'Uji operator' })
    })

    it('do not come back after their erasure with a token from before; with a later one they begin anew', async () => {
      const before = await issuer.token({ sub: 'tari', name: 'Tari Lama', iat: nowSeconds() - 5 })
      await askWith(node, before, 'PATCH', '/people/me', { phone: '+62 812 1111' })
      expect((await askWith(node, before, 'POST', '/people/me/erase', {})).status).toBe(200)
      await expectRefused(node, before, why.erased)
      await expectRefused(node, await issuer.token({ sub: 'tari', iat: nowSeconds() - 4 }), why.erased)
      expectProblem(await node.ask('GET', '/people/tari'), 404, 'person_not_found')
      const after = await issuer.token({ sub: 'tari', name: 'Tari Baru', iat: nowSeconds() + 5 })
      const { body } = await expectAccepted(node, after)
      expect(body).toMatchObject({ origin: 'token', name: 'Tari Baru', phone: null })
    })

    it('keep their neighbours out with nothing that their tokens say', async () => {
      const smiley = '🙂'
      const odd = [
        { name: `${'a'.repeat(119)}${smiley}${smiley}` },
        { name: '\u0000' },
        { name: '\ud83d' },
        { name: { first: 'Siti' }, locale: 7 },
        { iat: Date.now() },
        { iat: 1e300 },
        { iat: -1e15 },
        { sub: 42 },
        { sub: null },
        { sub: '' },
        { sub: ' siti' },
        { sub: 'x'.repeat(129) },
        { sub: '\u0000' },
      ]
      // Many at once, so that they share a look-up.
      const tokens = await Promise.all(odd.map((claims, i) => issuer.token({ sub: `odd-${i}`, ...claims })))
      const neighbours = await Promise.all(odd.map((_, i) => issuer.token({ sub: `neighbour-${i}` })))
      const answers = await Promise.all(
        tokens.flatMap((token, i) => [token, neighbours[i]!]).map((token) => askWith(node, token)),
      )
      expect(answers.filter((_, i) => i % 2 === 1).map(({ status }) => status)).toEqual(odd.map(() => 200))
      const statuses = answers
        .filter((_, i) => i % 2 === 0)
        .map(({ status, body }) => (status === 200 ? 200 : body.code))
      expect(statuses).toEqual([...Array(4).fill(200), ...Array(9).fill('token_invalid')])
      expect(answers[0]!.body.name).toBe('a'.repeat(119))
    })
  },
  { env: issuer.env },
)

onEachNode(
  'a role',
  (node) => {
    const product = { name: 'Sabun', base_price: 1 }

    it('comes from the claim that is configured: a merchant sells', async () => {
      const token = await issuer.token({ sub: 'rina', app_metadata: { sambatan_role: 'merchant' } })
      const created = await askWith(node, token, 'POST', '/products', product)
      expect(created.status, created.text).toBe(201)
      expect(created.body.seller_id).toBe('rina')
      expectProblem(await askWith(node, token, 'GET', '/dashboard/summary'), 403, 'forbidden')
    })

    it('comes from the claim that is configured: an admin operates', async () => {
      const token = await issuer.token({ sub: 'budi', app_metadata: { sambatan_role: 'admin' } })
      expect((await askWith(node, token, 'GET', '/dashboard/summary')).status).toBe(200)
    })

    it('may be one of a list, of which the widest counts', async () => {
      const token = await issuer.token({ sub: 'sari', app_metadata: { sambatan_role: ['merchant', 'x', 'admin'] } })
      expect((await askWith(node, token, 'GET', '/auth/whoami')).body.role).toBe('operator')
    })

    it.each([
      ['no claim', {}],
      ['a value that means nothing', { app_metadata: { sambatan_role: 'superuser' } }],
      ['the name of a role of ours', { app_metadata: { sambatan_role: 'operator' } }],
      ['a name that every object has', { app_metadata: { sambatan_role: 'constructor' } }],
      ['the claim where people write themselves', { user_metadata: { sambatan_role: 'admin' } }],
      ['the claim elsewhere', { role: 'admin', sambatan_role: 'admin', roles: ['admin'] }],
      ['something else than a text', { app_metadata: { sambatan_role: { admin: true } } }],
    ])('is that of a buyer with %s', async (_, claims) => {
      const token = await issuer.token({ sub: 'joko', ...claims })
      expect((await askWith(node, token, 'GET', '/auth/whoami')).body.role).toBe('buyer')
      expectProblem(await askWith(node, token, 'POST', '/products', product), 403, 'forbidden')
      expectProblem(await askWith(node, token, 'GET', '/dashboard/summary'), 403, 'forbidden')
    })
  },
  { env: issuer.env, only: 'one' },
)

interface Forgery {
  header?: Record<string, unknown>
  claims?: Record<string, unknown>
}

const rightClaims = () => ({ iss: issuer.url, aud: issuer.audience, sub: 'mallory', exp: nowSeconds() + 3600 })

/** A token that says all the right things and is signed with another key. */
function forged(key: KeyObject, { header, claims }: Forgery = {}): string {
  const signed = [
    { alg: 'RS256', ...header },
    { ...rightClaims(), ...claims },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

const partsOf = (token: string) => token.split('.') as [string, string, string]
const headerOf = (token: string) => JSON.parse(Buffer.from(partsOf(token)[0], 'base64url').toString())

onEachNode(
  'a token is refused with its reason',
  (node) => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })

    it('when it is for somebody else', async () => {
      await expectRefused(node, await issuer.token({ aud: 'https://elsewhere.test' }), why.audience)
      await expectRefused(node, await issuer.token({ aud: [`${issuer.audience}/`, ''] }), why.audience)
      await expectAccepted(node, await issuer.token({ aud: ['https://elsewhere.test', issuer.audience] }))
    })

    it('when it is from somebody else', async () => {
      await expectRefused(node, await issuer.token({ iss: `${issuer.url}/` }), why.issuer)
      await expectRefused(node, await issuer.token({ iss: undefined }), why.issuer)
    })

    it('when it names nobody, or never ends', async () => {
      await expectRefused(node, await issuer.token({ sub: undefined }), why.claims)
      await expectRefused(node, await issuer.token({ exp: undefined }), why.claims)
      await expectRefused(node, await issuer.token({ exp: `${nowSeconds() + 60}` }), why.claims)
    })

    it('when its time is over, or has not come, by more than half a minute', async () => {
      await expectAccepted(node, await issuer.token({ exp: nowSeconds() - 20 }))
      await expectRefused(node, await issuer.token({ exp: nowSeconds() - 40 }), why.expired)
      await expectAccepted(node, await issuer.token({ nbf: nowSeconds() + 20, iat: nowSeconds() + 20 }))
      await expectRefused(node, await issuer.token({ nbf: nowSeconds() + 40 }), why.claims)
    })

    it('when its time is over meanwhile, though it was believed before', async () => {
      stopClock(0)
      const token = await issuer.token({ sub: 'siti', exp: nowSeconds() + 10 })
      await expectAccepted(node, token)
      stopClock(35)
      await expectAccepted(node, token)
      stopClock(10)
      await expectRefused(node, token, why.expired)
    })

    it('when its key is not published', async () => {
      await expectRefused(node, forged(stranger.privateKey, { header: { kid: 'of-a-stranger' } }), why.unknownKey)
    })

    it('when it names a key that is published but is signed with another, also one that it brings along', async () => {
      const { kid } = headerOf(await issuer.token({}))
      const jwk = stranger.publicKey.export({ format: 'jwk' })
      for (const header of [{ kid }, {}, { kid, jwk }, { kid, jku: 'http://127.0.0.1:9/jwks' }]) {
        await expectRefused(node, forged(stranger.privateKey, { header }), why.signature)
      }
    })

    it('when anything in it was changed', async () => {
      const [header, , signature] = partsOf(await issuer.token({ sub: 'siti' }))
      const [, payload] = partsOf(await issuer.token({ sub: 'siti', app_metadata: { sambatan_role: 'admin' } }))
      await expectRefused(node, `${header}.${payload}.${signature}`, why.signature)
    })

    it('when it is not signed at all', async () => {
      for (const alg of ['none', 'None', 'NONE', '']) {
        const [header, payload] = partsOf(platformToken(rightClaims(), { alg }))
        await expectRefused(node, `${header}.${payload}.`, alg === '' ? why.malformed : why.algorithm)
      }
    })

    it('when the public key was taken for a shared secret', async () => {
      const { kid } = headerOf(await issuer.token({}))
      const pem = issuer.publicKeyPem('RS256')
      for (const key of [pem, pem.trim(), pem.replaceAll('\n', '')]) {
        for (const header of [{ kid }, {}]) {
          await expectRefused(node, platformToken(rightClaims(), header, key), why.algorithm)
        }
      }
    })

    it('when it is signed with a shared secret and none is configured', async () => {
      await expectRefused(node, platformToken(rightClaims()), why.algorithm)
    })

    it('when it is nothing of the kind', async () => {
      for (const garbage of ['a.b.c', '..', 'e30.e30.e30', `${'x'.repeat(3000)}..`, 'eyJhbGciOjV9.e30.AAAA']) {
        await expectRefused(node, garbage, why.malformed)
      }
    })

    it('when it asks for what was never agreed on', async () => {
      const { kid } = headerOf(await issuer.token({}))
      for (const header of [
        { crit: ['exp'], exp: 1 },
        { crit: ['b64'], b64: false },
        { crit: [] },
        { kid: 5 },
        { b64: 1 },
      ]) {
        const answer = await askWith(node, forged(stranger.privateKey, { header: { kid, ...header } }))
        expectProblem(answer, 401, 'token_invalid')
      }
    })

    it('also where no token is needed, because silence would hide that it is wrong', async () => {
      const answer = await askWith(node, await issuer.token({ aud: 'elsewhere' }), 'GET', '/campaigns')
      expectProblem(answer, 401, 'token_invalid')
      expect((await node.ask('GET', '/campaigns', { as: 'nobody' })).status).toBe(200)
    })

    it('but not by pages and probes, which are for everybody', async () => {
      for (const path of ['/healthz', '/readyz', '/docs', '/openapi.json', '/metrics']) {
        for (const token of ['a.b.c', await issuer.token({ aud: 'elsewhere' })]) {
          expect((await askWith(node, token, 'GET', path)).status, path).toBe(200)
        }
      }
    })
  },
  { env: issuer.env, only: 'one' },
)

const wandering = await startIssuer()
afterAll(() => wandering.close())

onEachNode(
  'published keys',
  (node) => {
    it('that cannot be had are asked for again later, and meanwhile everybody without a token is served', async () => {
      const token = await wandering.token({ sub: 'ani' })
      await wandering.goAway()
      const answer = await askWith(node, token)
      expectProblem(answer, 503, 'token_keys_unavailable')
      expect(Number(answer.headers['retry-after'])).toBe(5)
      expectProblem(await askWith(node, token, 'GET', '/campaigns'), 503, 'token_keys_unavailable')
      for (const path of ['/campaigns', '/docs', '/healthz']) {
        expect((await node.ask('GET', path, { as: 'nobody' })).status, path).toBe(200)
      }
      await wandering.comeBack()
      await expectAccepted(node, token)
    })

    it('are fetched once for a crowd', async () => {
      stopClock(301)
      const tokens = await Promise.all(
        Array.from({ length: 100 }, (_, i) => wandering.token({ sub: `crowd-${i % 20}` }, i % 2 ? 'RS256' : 'ES256')),
      )
      const before = wandering.fetches
      const answers = await Promise.all(tokens.map((token) => askWith(node, token)))
      expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 200))
      for (const token of tokens) await expectAccepted(node, token)
      expect(wandering.fetches - before).toBe(1)
      const [{ count } = { count: '' }] = await node.services.db.query<{ count: string }>(
        `select count(*) from sambatan.people where id like 'crowd-%'`,
      )
      expect(Number(count)).toBe(20)
    })

    it('are believed while their issuer is away', async () => {
      await expectAccepted(node, await wandering.token({ sub: 'ani' }))
      const token = await wandering.token({ sub: 'ani' })
      await wandering.goAway()
      await expectAccepted(node, token)
      await wandering.comeBack()
    })

    it('are rotated without a restart, and a flood of unknown ones costs one fetch in ten seconds', async () => {
      stopClock(602)
      await expectAccepted(node, await wandering.token({ sub: 'ani' }))
      const retired = await wandering.token({ sub: 'ani' })
      wandering.rotate()
      const renewed = await wandering.token({ sub: 'ani' })
      const before = wandering.fetches
      for (let i = 0; i < 10; i++) await expectRefused(node, renewed, why.unknownKey)
      expect(wandering.fetches - before).toBe(0)
      stopClock(11)
      await expectAccepted(node, renewed)
      for (let i = 0; i < 10; i++) await expectRefused(node, retired, why.unknownKey)
      expect(wandering.fetches - before).toBe(1)
    })
  },
  { env: wandering.env, only: 'one' },
)

describe('a shared secret', () => {
  onEachNode(
    'alone',
    (node) => {
      it('lets in whom it signed, and nobody else', async () => {
        await expectAccepted(node, platformToken({ sub: 'ani' }))
        await expectRefused(
          node,
          platformToken({ sub: 'ani' }, {}, 'another-secret-0123456789-0123456789'),
          why.signature,
        )
      })

      it('is not asked about any algorithm but its own', async () => {
        const rsa = await issuer.token({ iss: platform.SAMBATAN_JWT_ISSUER, aud: platform.SAMBATAN_JWT_AUDIENCE })
        await expectRefused(node, rsa, why.algorithm)
        await expectRefused(node, platformToken({ sub: 'ani' }, { alg: 'HS512' }), why.algorithm)
        const [header, payload] = partsOf(platformToken({ sub: 'ani' }, { alg: 'none' }))
        await expectRefused(node, `${header}.${payload}.`, why.algorithm)
      })
    },
    { only: 'one' },
  )

  onEachNode(
    'next to published keys',
    (node) => {
      const claims = () => ({ iss: issuer.url, aud: issuer.audience, sub: 'ani' })

      it('works, and so do they', async () => {
        await expectAccepted(node, platformToken(claims()))
        await expectAccepted(node, await issuer.token({ sub: 'ani' }, 'RS256'))
        await expectAccepted(node, await issuer.token({ sub: 'ani' }, 'ES256'))
      })

      it('is the only secret: a public key is none', async () => {
        const pem = issuer.publicKeyPem('RS256')
        const { kid } = headerOf(await issuer.token({}))
        await expectRefused(node, platformToken(claims(), { kid }, pem), why.signature)
        await expectRefused(node, platformToken(claims(), { kid, alg: 'RS256' }), why.signature)
        await expectRefused(node, platformToken(claims(), { kid, alg: 'HS512' }), why.algorithm)
      })
    },
    { env: { ...issuer.env, SAMBATAN_JWT_SECRET: platform.SAMBATAN_JWT_SECRET }, only: 'one' },
  )
})

onEachNode(
  'where no issuer is configured',
  (node) => {
    it('no token is anybody', async () => {
      for (const token of [await issuer.token({ sub: 'ani' }), platformToken({ sub: 'ani' })]) {
        expectProblem(await askWith(node, token), 401, 'unauthorized')
      }
    })
  },
  { env: Object.fromEntries(Object.keys(issuer.env).map((name) => [name, ''])), only: 'one' },
)

onEachDatabase(
  'people who come at once',
  (test) => {
    it('are locked in the order of their ids, whatever the order in which they come, so that nodes cannot deadlock', async () => {
      await test.db.query(
        `insert into sambatan.people (id, origin, created_at, updated_at)
         select 'known-' || id, 'service', now(), now() from unnest(array['c', 'b', 'a']) id`,
      )
      const seen = ['c', 'new', 'b', 'a'].map((id) => ({ id: `known-${id}`, name: id }))
      await withDatabase(test.connectionUrl, async (other) => {
        await other.query(`begin; select from sambatan.people where id = 'known-b' for update`)
        const seeing = test.db.query('select * from sambatan.see_people($1::jsonb)', [JSON.stringify(seen)])
        // Past the transaction, in which what is seen of others stands still.
        const waiting = () =>
          test.db.query(
            `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like '%see_people%'`,
          )
        await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1)
        const { rows } = await other.query(
          `select id from sambatan.people where id in ('known-a', 'known-c') for update skip locked`,
        )
        expect(rows).toEqual([{ id: 'known-c' }])
        await other.query('rollback')
        expect(await seeing).toHaveLength(4)
      })
    })
  },
  { only: 'server' },
)

describe.skipIf(inject('postgres') === undefined)('a crowd that two nodes see for the first time', () => {
  it('gets one profile each', async () => {
    const database = await makeTestDatabase('server')
    const nodes = await Promise.all([1, 2].map(() => nodeOn(database.env, { env: issuer.env })))
    await nodes[0]!.services.db.query(
      `insert into sambatan.people (id, origin, created_at, updated_at)
       select 'first-' || n, 'service', now(), now() from generate_series(0, 499, 2) n`,
    )
    const tokens = await Promise.all(
      Array.from({ length: 500 }, (_, i) => issuer.token({ sub: `first-${i}`, name: `Pembeli ${i}` }, 'ES256')),
    )
    const [one, two] = nodes as [TestNode, TestNode]
    const answers = await Promise.all([
      ...tokens.map((token) => askWith(one, token)),
      ...tokens.toReversed().map((token) => askWith(two, token)),
    ])
    expect(answers.filter(({ status }) => status !== 200).map(({ text }) => text)).toEqual([])
    const rows = await one.services.db.query(
      `select count(*)::int as all, count(distinct id)::int as different,
         count(*) filter (where origin = 'token' and name <> '')::int as named
       from sambatan.people where id like 'first-%'`,
    )
    expect(rows).toEqual([{ all: 500, different: 500, named: 500 }])
    await Promise.all(nodes.map((node) => node.close()))
    // The counters of a connection are there for all to see once it has ended.
    await withDatabase(database.options.url!, async (other) => {
      const deadlocks = 'select deadlocks::int from pg_stat_database where datname = current_database()'
      expect((await other.query(deadlocks)).rows).toEqual([{ deadlocks: 0 }])
    })
    await database.dispose()
  })
})
