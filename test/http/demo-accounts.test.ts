/** Who can sign in as one of the demo, whose password is published, wherever the database is served next. */
import { beforeAll, expect, it, vi } from 'vitest'
import { type Config, readConfig } from '../../src/config.ts'
import { issueOperatorCode } from '../../src/modules/identity/index.ts'
import { deliverAll, emailChannel } from '../../src/modules/notifications/index.ts'
import { demoPassword } from '../../src/seed/index.ts'
import { filledAt } from '../../src/seed/public.ts'
import { type DemoState, prepareDemo } from '../../src/seed/start.ts'
import { advanceClock } from '../support/clock.ts'
import { type Answer, expectProblem, onEachNode, type TestNode } from './node.ts'

const operator = 'operator@demo.sambatan.test'

/** What a start does about the demo whose configuration says so. */
function start({ services }: TestNode, demo: Config['demo']): Promise<DemoState> {
  return prepareDemo({ ...services, config: { ...services.config, demo } })
}

function signIn(node: TestNode, email: string, password: string): Promise<Answer> {
  return node.ask('POST', '/auth/sign-in', { as: 'nobody', body: { email, password } })
}

/** The session of somebody who signs in. */
async function sessionOf(node: TestNode, email: string, password: string): Promise<{ cookie: string }> {
  const { body, headers } = await signIn(node, email, password)
  expect(body.status).toBe('signed_in')
  return {
    cookie: [headers['set-cookie'] ?? []]
      .flat()
      .map((line) => line.split(';')[0])
      .join('; '),
  }
}

onEachNode('the demo of a laptop', (node) => {
  let first: DemoState
  beforeAll(async () => {
    first = await start(node, 'published')
  }, 120_000)

  it('shows a letter of each kind that there is, and nothing that is still wrong', async () => {
    const { db, mail, secrets, config, log } = node.services
    // What happened today goes out once the node works, or in the morning.
    await db.query(
      `update sambatan.notification_deliveries set next_attempt_at = sambatan.now() where state = 'pending'`,
    )
    await deliverAll(db, emailChannel({ mail: mail!, secrets: secrets!, publicUrl: config.publicUrl }), log)
    const kinds = await db.query<{ kind: string }>(
      `select kind from sambatan.notification_kinds where 'email' = any (channels) order by place`,
    )
    const letters = await db.query<{ template: string }>('select distinct template from sambatan.mailbox')
    const shown = new Set(letters.map(({ template }) => template))
    expect(kinds.length).toBeGreaterThan(40)
    expect(kinds.map(({ kind }) => kind).filter((kind) => !shown.has(kind))).toEqual([])
    expect((await node.ask('GET', '/dead-letters', { as: 'operator:sekar' })).body).toEqual([])
    expect(await db.query('select from sambatan.lifecycle_failures')).toEqual([])
  })

  it('shows the seller whose account is published everything that can happen to money', async () => {
    const [found] = await node.services.db.query<Record<string, number>>(`
      select count(*) filter (where c.status = 'expired' and p.returned_amount > 0)::int as returned,
        count(*) filter (where c.status = 'expired' and p.owed_to_buyer > 0)::int as owed,
        count(*) filter (where p.status in ('pending_payment', 'confirmed') and p.owed_to_buyer > 0)::int as overpaid,
        count(distinct l.id) filter (where l.answered_at is null and l.has_proof)::int as proofs,
        (select count(*)::int from sambatan.money_records m join sambatan.campaigns o on o.id = m.campaign_id
          where o.seller_id = 'demo-seller-rumah-melati' and m.reverses is not null) as reversals
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      left join sambatan.payment_claims l on l.participation_id = p.id
      where c.seller_id = 'demo-seller-rumah-melati'`)
    expect(found).toMatchObject({ proofs: 3 })
    for (const kind of ['returned', 'owed', 'overpaid', 'reversals']) expect(found![kind], kind).toBeGreaterThan(0)
  })

  it('has a statement to try, of what its buyers owe, and nobody else has', async () => {
    const headers = await sessionOf(node, 'rumah-melati@demo.sambatan.test', demoPassword)
    const page = { url: '/sell/money/statement', headers: { ...headers, 'sec-fetch-site': 'same-origin' } }
    const post = async (fields: Record<string, string>) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const sent = new Response(form)
      const type = { 'content-type': sent.headers.get('content-type')! }
      const payload = Buffer.from(await sent.arrayBuffer())
      const answer = await node.app.inject({ ...page, method: 'POST', headers: { ...page.headers, ...type }, payload })
      return answer.body.replaceAll('<!-- -->', '')
    }
    expect((await node.app.inject(page)).body).toContain('Coba dengan contoh mutasi')
    const shown = await post({ intent: 'sample' })
    const text = /<textarea[^>]*name="text"[^>]*>([^<]*)<\/textarea>/.exec(shown)![1]!
    const read = await post({ intent: 'read', text: text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'") })
    expect(read).toContain('Cocok dengan satu pesanan')
    expect(read).toContain('SETORAN TUNAI')
    expect(read).not.toContain('Tidak bisa dibaca dengan pasti')
    const other = await sessionOf(node, operator, demoPassword)
    const theirs = await node.app.inject({ ...page, headers: other })
    expect(theirs.body).not.toContain('Coba dengan contoh mutasi')
  }, 120_000)

  it('opens with the published password there, and not where the database is served to others, nor what it made', async () => {
    const { db } = node.services
    expect(first).toEqual({ seeded: true, password: demoPassword })
    const headers = await sessionOf(node, operator, demoPassword)
    const as = 'nobody' as const
    const key = await node.ask('POST', '/api-keys', { as, headers, body: { name: 'pintu', scopes: ['people'] } })
    const stranger = { name: 'Siapa', email: 'siapa@sambatan.test', password: 'kopi subuh di teras' }
    await node.ask('POST', '/auth/sign-up', { as, body: stranger })
    const [{ id }] = (await node.ask('GET', '/people?q=siapa', { as, headers })).body
    await node.ask('PUT', `/people/${id}/role`, { as, headers, body: { role: 'operator' } })
    const made = await sessionOf(node, stranger.email, stranger.password)
    expect((await node.ask('GET', '/access-log', { as, headers: made })).status).toBe(200)
    const hook = async (by: Record<string, string>) =>
      (await node.ask('POST', '/webhooks', { as, headers: by, body: { url: 'https://siapa.example/' } })).body.id
    const [hers, theirs] = [await hook(headers), await hook(made)]
    // Nothing changes on the laptop itself.
    expect(await start(node, 'published')).toEqual({ seeded: false })
    expect((await node.ask('GET', '/access-log', { as, headers })).status).toBe(200)

    // What the configuration alone says of a laptop that is served to the network.
    const { demo: served } = readConfig({ ...node.env, DATABASE_URL: '', HOST: '0.0.0.0', SAMBATAN_PUBLIC_URL: '' })
    expect(await start(node, served)).toEqual({ seeded: false, ended: { renewed: false, roles: 1, keys: 1 } })
    expectProblem(await signIn(node, operator, demoPassword), 401, 'sign_in_failed')
    expectProblem(await signIn(node, 'rani@demo.sambatan.test', demoPassword), 401, 'sign_in_failed')
    expectProblem(await node.ask('GET', '/access-log', { as, headers }), 401, 'unauthorized')
    expectProblem(await node.ask('GET', '/access-log', { as, headers: made }), 403, 'forbidden')
    const authorization = { authorization: `Bearer ${key.body.key}` }
    expectProblem(await node.ask('GET', '/people', { as, headers: authorization }), 401, 'unauthorized')
    for (const webhook of [hers, theirs]) {
      const found = await node.ask('GET', `/webhooks/${webhook}`, { as: 'operator:budi' })
      expect(found.body).toMatchObject({ enabled: false, disabled_reason: 'maker_demoted' })
    }
    const { body: log } = await node.ask('GET', '/access-log?limit=4', { as: 'operator:budi' })
    expect(log.map(({ event, actor }: { event: string; actor: string }) => `${event} ${actor}`).sort()).toEqual([
      'api_key_revoked start',
      'demo_closed start',
      'role_changed start',
      'role_changed start',
    ])
    // There is no operator any more, so that the start prints a code for a real one.
    expect(await issueOperatorCode(db)).toBeDefined()
    // Closed for good, also where the next start asks for the demo, or only this machine comes.
    for (const demo of ['off', 'private', 'published'] as const)
      expect(await start(node, demo)).toEqual({ seeded: false })
    expectProblem(await signIn(node, operator, demoPassword), 401, 'sign_in_failed')
  })
})

onEachNode(
  'the demo that is asked for where others come',
  (node) => {
    it('gets a password that only its start tells, also when it had the published one', async () => {
      await start(node, 'published')
      const before = await sessionOf(node, operator, demoPassword)
      const body = { url: 'https://siapa.example/' }
      const { body: webhook } = await node.ask('POST', '/webhooks', { as: 'nobody', headers: before, body })
      // Of nodes that start at once one sets it, and says so.
      const starts = await Promise.all([start(node, 'private'), start(node, 'private')])
      const [told, ...others] = starts.flatMap(({ password }) => password ?? [])
      expect(others).toEqual([])
      expect(told).toMatch(/^[\w-]{16}$/)
      expectProblem(await signIn(node, operator, demoPassword), 401, 'sign_in_failed')
      expectProblem(await node.ask('GET', '/access-log', { as: 'nobody', headers: before }), 401, 'unauthorized')
      const found = await node.ask('GET', `/webhooks/${webhook.id}`, { as: 'operator:budi' })
      expect(found.body, 'of whoever knew that password').toMatchObject({ enabled: false })
      const headers = await sessionOf(node, operator, told!)
      expect((await node.ask('GET', '/access-log', { as: 'nobody', headers })).status).toBe(200)
      // The next start leaves it, and tells nobody again.
      expect(await start(node, 'private')).toEqual({ seeded: false })
      expect((await signIn(node, operator, told!)).body.status).toBe('signed_in')
    }, 120_000)
  },
  { only: 'one' },
)

onEachNode(
  'a public demo',
  (node) => {
    it('says so on every page, lets everybody in, tells nobody outside, and signs out when it is set back', async () => {
      const { db } = node.services
      expect(await prepareDemo(node.services)).toMatchObject({ seeded: true, password: demoPassword })
      const page = async (url: string, language: string, headers = {}) =>
        (await node.app.inject({ url, headers: { cookie: `sambatan_language=${language}`, ...headers } })).body
      for (const url of ['/', '/sign-in', '/how-it-works', '/c/none']) {
        expect(await page(url, 'id'), url).toMatch(/Demo publik: semuanya kembali seperti semula pukul \d\d\.00 WIB/)
        expect(await page(url, 'en'), url).toMatch(/Public demo: everything is set back at \d\d:00 WIB/)
      }
      // What no page could be made for says it as well.
      const plain = {
        unreadable: await node.app.inject({ url: '/%zz' }),
        tooLarge: await node.app.inject({
          method: 'POST',
          url: '/sign-in',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'x'.repeat(300_000),
        }),
      }
      expect([plain.unreadable.statusCode, plain.tooLarge.statusCode]).toEqual([400, 413])
      for (const { body } of Object.values(plain))
        expect(body).toMatch(/role="note">Demo publik: semuanya kembali seperti semula pukul \d\d\.00 WIB/)
      for (const url of ['/docs', '/docs/problems', '/docs/problems/campaign_full'])
        expect(await page(url, 'en'), url).toMatch(/role="note">Public demo: everything is set back at \d\d:00 WIB/)
      expect(await page('/sign-in', 'id')).toContain(demoPassword)
      const headers = await sessionOf(node, operator, demoPassword)
      const as = 'nobody' as const
      const hook = { url: 'https://siapa.example/' }
      const refused = await node.ask('POST', '/webhooks', { as, headers, body: hook })
      expectProblem(refused, 422, 'webhook_url_refused')
      expect(refused.body.detail).toContain('demo publik')
      const [webhook] = await db.query<{ id: string }>(
        'select id from sambatan.webhook_endpoints where removed_at is null and disabled_at is null limit 1',
      )
      const tested = await node.ask('POST', `/webhooks/${webhook!.id}/test`, { as, headers })
      expect(tested.status).toBe(201)
      await vi.waitFor(async () => {
        const attempts = await db.query('select status, error from sambatan.webhook_attempts where delivery_id = $1', [
          tested.body.id,
        ])
        expect(attempts, 'it was called nowhere').toEqual([
          { status: null, error: expect.stringContaining('public_demo') },
        ])
      }, 10_000)
      expect((await node.ask('GET', '/access-log', { as, headers })).status).toBe(200)

      const first = await filledAt(db.read)
      await advanceClock(db, 86_400_000)
      await vi.waitFor(async () => expect(await filledAt(db.read)).not.toEqual(first), {
        timeout: 180_000,
        interval: 500,
      })
      await vi.waitFor(async () =>
        expectProblem(await node.ask('GET', '/access-log', { as, headers }), 401, 'unauthorized'),
      )
      const { body } = await node.ask('GET', '/access-log', {
        as,
        headers: await sessionOf(node, operator, demoPassword),
      })
      expect(body.slice(0, 2).map(({ event }: { event: string }) => event)).toEqual(['signed_in', 'demo_opened'])
    }, 300_000)
  },
  { only: 'one', work: true, env: { SAMBATAN_DEMO: 'reset' } },
)
