/** What somebody should have been told and was not: listed, tried again, discarded with a reason. */
import { expect, it } from 'vitest'
import { relayOnce } from '../../src/jobs/outbox-relay.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'
import { reason } from '../../src/kernel/reasons.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { returnAddress } from '../../src/modules/mail/return-address.ts'
import { accountSecret } from '../support/accounts.ts'
import { reportWriters } from '../support/delivery-reports.ts'
import { joined, makeCampaign, relay } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { type Caller, expectProblem, onEachNode } from './node.ts'

const operator = { as: 'operator:budi' } as const
const bouncesTo = 'bounces@sambatan.test'

onEachNode('dead letters', (node) => {
  const db = () => node.services.db

  /** A dead one of each source, and a second notification; returns their ids. */
  async function giveUp(): Promise<{ event: number; notification: number; other: number; webhook: number }> {
    const buyer = `buyer-${uuidv7()}`
    await db().query(
      `insert into sambatan.people (id, origin, name, email, email_verified, created_at, updated_at)
      values ($1, 'token', 'Ani', $2, true, now(), now())`,
      [buyer, `${buyer}@example.com`],
    )
    await db().query(
      `insert into sambatan.webhook_endpoints (id, url, sealed_secret, created_by, created_at, updated_at)
      values ($1, 'https://toko.example/hook', '', 'test', now(), now())`,
      [uuidv7()],
    )
    const { id } = await makeCampaign(db())
    await joined(db(), id, { user_id: buyer })
    await joined(db(), id, { user_id: buyer })
    await relay(db())
    const dead = `state = 'dead', attempts = 14, done_at = sambatan.now(), last_error = '550 no such user'`
    const letters = await db().query<{ id: number }>(
      `update sambatan.notification_deliveries set ${dead} where person_id = $1 returning id`,
      [buyer],
    )
    const [webhook] = await db().query<{ id: number }>(
      `update sambatan.webhook_deliveries set ${dead}
      where id = (select max(id) from sambatan.webhook_deliveries) returning id`,
    )
    // A test that its receiver did not take is nothing that anybody was to be told of.
    await db().query(
      `insert into sambatan.webhook_deliveries (endpoint_id, type, state, next_attempt_at, created_at, done_at)
      select endpoint_id, 'webhook_test', 'dead', now(), now(), now() from sambatan.webhook_deliveries where id = $1`,
      [webhook!.id],
    )
    await joined(db(), id)
    const [event] = await db().query<{ audit_id: number }>(
      `update sambatan.outbox set attempts = 8, next_attempt_at = now(), given_up_at = sambatan.now(), last_error = 'broken'
      returning audit_id`,
    )
    return { event: event!.audit_id, notification: letters[0]!.id, other: letters[1]!.id, webhook: webhook!.id }
  }
  const list = async (query = '') => (await node.ask('GET', `/dead-letters?limit=100${query}`, operator)).body
  const act = (path: string, body: object = {}) => node.ask('POST', `/dead-letters/${path}`, { ...operator, body })

  it('are for operators alone', async () => {
    for (const as of ['buyer:ani', 'seller:rina'] as const) {
      expectProblem(await node.ask('GET', '/dead-letters', { as }), 403, 'forbidden')
      expectProblem(await node.ask('POST', '/dead-letters/retry', { as, body: {} }), 403, 'forbidden')
    }
  })

  it('say what was not told, to whom, and why; each is tried again, or discarded with a reason on record', async () => {
    const dead = await giveUp()
    expect(await list()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'event', id: dead.event, what: 'participant_joined', error: 'broken' }),
        expect.objectContaining({
          ...{ source: 'notification', id: dead.notification, what: 'joined', channel: 'email' },
          recipient_name: 'Ani',
        }),
        expect.objectContaining({ source: 'webhook', id: dead.webhook, recipient: 'https://toko.example/hook' }),
      ]),
    )
    await db().query('update sambatan.notification_deliveries set last_error = $2 where id = $1', [
      dead.other,
      reason('address_refused'),
    ])
    const reasons = async (language: string) => {
      const answer = await node.ask('GET', '/dead-letters?source=notification', {
        ...operator,
        headers: { 'accept-language': language },
      })
      return answer.body.map((letter: { reason: string }) => letter.reason).sort()
    }
    expect(await reasons('id')).toEqual([
      expect.stringMatching(/^Alamat ini pernah ditolak/),
      expect.stringMatching(/^Kata pihak sana: “.?550 no such user.?”$/),
    ])
    expect(await reasons('en')).toEqual([
      expect.stringMatching(/^A mail server has refused/),
      expect.stringMatching(/^The other side said: “.?550 no such user.?”$/),
    ])
    const pages = []
    for (let next: string | undefined = '/dead-letters?limit=1'; next; ) {
      const answer = await node.ask('GET', next, operator)
      pages.push(...answer.body)
      next = /<(.*)>/.exec(String(answer.headers.link ?? ''))?.[1]
    }
    expect(pages).toEqual(await list())
    expect((await list('&source=webhook')).map(({ id }: { id: number }) => id)).toEqual([dead.webhook])

    expectProblem(await act(`notification/${dead.notification}/discard`), 422, 'validation_failed')
    expect((await act(`notification/${dead.notification}/discard`, { reason: 'Sudah ditelepon' })).body).toEqual({
      settled: 1,
    })
    expectProblem(await act(`notification/${dead.notification}/retry`), 404, 'dead_letter_not_found')
    expect(
      await db().query('select state, settled_by, settled_reason from sambatan.notification_deliveries where id = $1', [
        dead.notification,
      ]),
    ).toEqual([{ state: 'discarded', settled_by: 'user:budi', settled_reason: 'Sudah ditelepon' }])

    expect((await act(`notification/${dead.other}/retry`)).body).toEqual({ settled: 1 })
    expect(
      await db().query('select state, attempts from sambatan.notification_deliveries where id = $1', [dead.other]),
    ).toEqual([{ state: 'pending', attempts: 14 }])
    expect((await act('retry')).body).toEqual({ settled: 2 })
    expect(await list()).toEqual([])
    expect(await relayOnce(db(), silentLog), 'the event is handed on now').toBe(1)
  })

  it('for a webhook that is disabled are not tried again: one is refused, and of all the others are', async () => {
    const dead = await giveUp()
    const switched = (reason: string | null) =>
      db().query(
        `update sambatan.webhook_endpoints set disabled_at = case when $1::text is not null then now() end, disabled_reason = $1`,
        [reason],
      )
    await switched('switched_off')
    expectProblem(await act(`webhook/${dead.webhook}/retry`), 409, 'webhook_disabled')
    expect((await act('retry')).body, 'the event and both notifications').toEqual({ settled: 3 })
    expect(await list()).toMatchObject([{ source: 'webhook', id: dead.webhook }])
    expect((await act(`webhook/${dead.webhook}/discard`, { reason: 'Tidak dipakai lagi' })).body).toEqual({
      settled: 1,
    })
    await switched(null)
    await relay(db())
  })

  it('are counted by the metrics', async () => {
    await giveUp()
    const { text } = await node.ask('GET', '/metrics', { as: 'service' })
    expect(text).toMatch(/^sambatan_dead_letters\{way="email"\} 2$/m)
    expect(text).toMatch(/^sambatan_dead_letters\{way="events"\} 1$/m)
    expect(text).toMatch(/^sambatan_dead_letters\{way="webhooks"\} 1$/m)
    expect(text).toMatch(/^sambatan_waiting\{way="events"\} 0$/m)
    expect(text).toMatch(/^sambatan_webhook_endpoints_disabled 0$/m)
    expect(text).toMatch(/^sambatan_waiting\{way="webhooks"\} [1-9]\d*$/m)
    expect(text).toMatch(/^sambatan_waiting_oldest_seconds\{way="push"\} 0$/m)
    expect((await act('retry', { source: 'event' })).body).toEqual({ settled: 1 })
  })
})

onEachNode(
  'an address that refuses letters',
  (node) => {
    const db = () => node.services.db
    const list = async (query = '') =>
      (await node.ask('GET', `/mailbox/refused-addresses?limit=1${query}`, operator)).body
    const free = (body: object, key?: string) =>
      node.ask('POST', '/mailbox/refused-addresses/free', {
        ...operator,
        body,
        ...(key && { headers: { 'idempotency-key': key } }),
      })

    it('is listed with whose it is, told to whoever has it, and let go by an operator with a reason on record', async () => {
      await db().query(`
      insert into sambatan.people (id, origin, name, email, email_verified, created_at, updated_at)
      values ('buyer-penuh', 'token', 'Budi', 'budi@penuh.example', true, now(), now())`)
      await db().query(`
      insert into sambatan.email_suppressions values
        ('budi@penuh.example', '552 mailbox full', now()), ('lama@tiada.example', '550 no such user', now())`)
      const budi = { as: 'buyer:penuh' } as const
      const own = {
        address: 'budi@penuh.example',
        reason: '552 mailbox full',
        person_id: 'buyer-penuh',
        person_name: 'Budi',
      }
      expect(await list()).toEqual([{ ...own, since: expect.any(String) }])
      expect(await list('&q=TIADA')).toMatchObject([
        { address: 'lama@tiada.example', person_id: null, person_name: null },
      ])
      const refusedSince = async () => (await node.ask('GET', '/people/buyer-penuh', operator)).body.email_refused_since
      expect(await refusedSince()).toEqual(expect.any(String))

      expectProblem(await node.ask('GET', '/mailbox/refused-addresses', budi), 403, 'forbidden')
      expectProblem(await free({ address: 'budi@penuh.example' }), 422, 'validation_failed')
      const body = { address: 'Budi@Penuh.example', reason: 'Kotaknya sudah dikosongkan' }
      expect((await free(body, 'lepas')).body).toMatchObject(own)
      expect((await free(body, 'lepas')).body, 'the same request once more').toMatchObject(own)
      expectProblem(await free(body), 404, 'refused_address_not_found')
      expect(await list()).toMatchObject([{ address: 'lama@tiada.example' }])
      expect(await refusedSince()).toBeNull()
      const log = await db().query(
        `select actor, person_id, metadata from sambatan.access_logs where event = 'address_freed'`,
      )
      const metadata = { domain: 'penuh.example', reason: 'Kotaknya sudah dikosongkan' }
      expect(log).toEqual([{ actor: 'user:budi', person_id: 'buyer-penuh', metadata }])
    })

    it('is recorded from a letter that came back, which a provider hands over; any other letter changes nothing', async () => {
      const to = 'citra@tujuan.example'
      await db().query(
        `insert into sambatan.people (id, origin, name, email, email_verified, created_at, updated_at)
      values ('buyer-citra', 'token', 'Citra', $1, true, now(), now())`,
        [to],
      )
      const [clock] = await db().query<{ now: Date }>('select sambatan.now() as now')
      const returnTo = returnAddress(parseSecrets(accountSecret), bouncesTo, { to }, clock!.now)
      const take = (raw: string, as: Caller = 'operator:budi', type = 'message/rfc822') =>
        node.ask('POST', '/mailbox/bounces', { as, raw, headers: { 'content-type': type } })
      expectProblem(await take('', 'seller:rina'), 403, 'forbidden')
      expect((await take('Subject: Halo\r\n\r\nKapan dikirim?')).body).toEqual({
        ...{ outcome: 'no_report', address: null, reason: null },
      })
      expect((await take(reportWriters.Gmail({ returnTo: bouncesTo, to }))).body).toMatchObject({ outcome: 'not_ours' })
      expect(expectProblem(await take('x'.repeat(1024 * 1024 + 1)), 413, 'payload_too_large').detail).toContain(
        '1.048.576',
      )
      expect(await list('&q=citra')).toEqual([])
      const taken = await take(reportWriters.Gmail({ returnTo, to }), 'service', 'text/plain')
      expect(taken.body).toMatchObject({
        outcome: 'refused',
        address: to,
        reason: expect.stringMatching(/^550-5\.1\.1/),
      })
      expect(await list('&q=citra')).toMatchObject([{ address: to, person_id: 'buyer-citra' }])
    })
  },
  { env: { SMTP_URL: 'smtp://127.0.0.1:1', SMTP_FROM: 'halo@sambatan.test', SMTP_BOUNCES_TO: bouncesTo } },
)
