/** What doctor says about everything around the data, and how it says it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkChannels, checkPushKeys } from '../../src/cli/doctor-channels.ts'
import { checkLetters, checkMailServer } from '../../src/cli/doctor-mail.ts'
import { checkDemo, checkOperators, checkServiceKeys } from '../../src/cli/doctor-people.ts'
import {
  checkClock,
  checkConfiguration,
  checkMigrations,
  checkOutbox,
  checkScheduler,
  checkStorage,
  type Finding,
} from '../../src/cli/doctor-system.ts'
import { checkWebhooks } from '../../src/cli/doctor-webhooks.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/index.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { createApiKey } from '../../src/modules/identity/index.ts'
import { keepPushKeys } from '../../src/modules/notifications/index.ts'
import { createPhotos } from '../../src/modules/photos/index.ts'
import { demoPassword, seedDemo } from '../../src/seed/index.ts'
import { hashDemoPassword } from '../../src/seed/people.ts'
import { openBucket, openFolder } from '../../src/storage/index.ts'
import { accountSecret, signedIn } from '../support/accounts.ts'
import { setClock } from '../support/clock.ts'
import { onEachDatabase } from '../support/databases.ts'
import { joined, makeCampaign } from '../support/engine.ts'
import { silentLog } from '../support/log.ts'
import { openMailServer } from '../support/mail-server.ts'
import { jpeg } from '../support/pictures.ts'
import { platform } from '../support/tokens.ts'
import { onEachInstallation, sambatan } from './installation.ts'

const config = readConfig({})
const levels = (findings: Finding[]) => findings.map(({ name, level }) => `${name} ${level}`)

describe('doctor on the configuration', () => {
  it('finds a misspelt variable and says which was meant', () => {
    const [finding] = checkConfiguration(config, { SAMBATAN_SHEDULER: 'off', PATH: '/bin' })
    expect(finding).toMatchObject({ level: 'warn', advice: 'Did you mean SAMBATAN_SCHEDULER?' })
    expect(levels(checkConfiguration(config, { SAMBATAN_DEMO: 'off' }))).toEqual(['configuration ok'])
  })

  it('tells what serve warns of, and does not call it valid', () => {
    const env = { NODE_ENV: 'production', SAMBATAN_SECRT: 'x', SAMBATAN_PUBLIC_URL: 'https://sambatan.test' }
    const findings = checkConfiguration(readConfig(env), env)
    expect(levels(findings)).toEqual(['configuration warn', 'configuration warn', 'configuration warn'])
    expect(findings.map(({ says }) => says).join()).toMatch(/SAMBATAN_SECRT.*embedded database.*one address/)
  })
})

describe('doctor on the mail server', () => {
  const at = (port: number) =>
    readConfig({ SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'Toko <halo@toko.sambatan.test>' })

  it('connects, sends nothing, and says what to look for in the DNS of the sender', async () => {
    const server = await openMailServer()
    try {
      const [finding, ...more] = await checkMailServer(at(server.port))
      expect(more).toEqual([])
      expect(finding).toMatchObject({ level: 'ok', says: expect.stringContaining(`127.0.0.1:${server.port} answers`) })
      expect(finding!.advice).toMatch(/SPF.*toko\.sambatan\.test.*DKIM.*DMARC/)
      expect(server.tries.size + server.arrived.length).toBe(0)
    } finally {
      await server.close()
    }
  })

  it('fails where it is away, and looks for none that is not configured', async () => {
    expect(await checkMailServer(at(1))).toMatchObject([{ level: 'fail', says: expect.stringMatching(/ECONNREFUSED/) }])
    expect(await checkMailServer(config)).toEqual([])
  })
})

onEachDatabase('doctor on letters', (test) => {
  it('tells those that wait or were refused, and why', async () => {
    expect(await checkLetters(test.db)).toEqual([])
    await test.db.query(`
      insert into sambatan.mailbox (id, recipient, template, locale, sealed, state, attempts, last_error, created_at, expires_at)
      select gen_random_uuid(), 'a@b.test', 'verify_email', 'id', '', state, 1, '451 later', sambatan.now(),
        sambatan.now() + interval '1 day'
      from unnest(array['pending', 'dead', 'kept', 'sent']) state`)
    await test.db.query(`insert into sambatan.email_suppressions values ('a@b.test', '550', sambatan.now())`)
    expect(await checkLetters(test.db)).toMatchObject([
      { level: 'warn', says: '1 letter about accounts could not be sent yet: 451 later' },
      { level: 'warn', says: expect.stringMatching(/^1 letter refused for good, .* 1 address any more/) },
    ])
  })
})

onEachDatabase('doctor on what people are told', (test) => {
  it('tells which webhooks were disabled, but not by whom they belong to, and what was given up', async () => {
    expect(await checkWebhooks(test.db)).toEqual([])
    await test.db.query(`
      insert into sambatan.webhook_endpoints
        (id, seller_id, url, sealed_secret, created_by, created_at, updated_at, disabled_at, disabled_reason)
      select gen_random_uuid(), seller, 'https://toko.example/hook?key=secret', '', 'x', now(), now(), now(), reason
      from (values (null, 'gone'), ('rina', 'failing'), ('rina', 'switched_off')) as w (seller, reason)`)
    await test.db.query(`
      insert into sambatan.webhook_deliveries (endpoint_id, event_id, type, state, next_attempt_at, created_at)
      values (gen_random_uuid(), 1, 'campaign_full', 'dead', now(), now()), (gen_random_uuid(), null, 'webhook_test', 'dead', now(), now())`)
    const [disabled, dead] = await checkWebhooks(test.db)
    expect(disabled).toMatchObject({ level: 'warn', says: '2 webhooks disabled, and told nothing since', count: 2 })
    expect(disabled!.offenders!.sort()).toEqual([
      'toko.example of rina: it took nothing for days',
      'toko.example of the installation: it answered 410',
    ])
    expect(dead).toMatchObject({ level: 'warn', says: expect.stringMatching(/^1 message to other systems given up/) })
  })

  it('warns of a channel that fails, and no longer once something goes through; one that nobody takes is not the channel', async () => {
    expect(await checkChannels(test.db)).toEqual([])
    await test.db.query(`
      insert into sambatan.notification_deliveries
        (notification_id, event_id, person_id, channel, state, attempts, next_attempt_at, created_at, last_error)
      select row_number() over (), 1, 'a', channel, state, attempts, sambatan.now(), sambatan.now(), error
      from (values ('push', 'pending', 2, 'it answered 503'), ('push', 'dead', 1, 'it answered 403'), ('email', 'pending', 0, null),
        ('email', 'sent', 1, null)) as d (channel, state, attempts, error)`)
    expect(await checkChannels(test.db)).toMatchObject([
      {
        name: 'notifications by push',
        level: 'warn',
        says: expect.stringMatching(
          /^1 browser message tried and not taken yet, 1 browser message given up: it answered 503/,
        ),
      },
    ])
    const levelOf = async () => (await checkChannels(test.db)).map(({ name, level }) => `${name} ${level}`)
    const add = (channel: string, state: string, person: string, ago: string, error: string | null) =>
      test.db.query(
        `insert into sambatan.notification_deliveries (notification_id, event_id, person_id, channel, state, attempts, next_attempt_at,
          created_at, done_at, last_error, recipient)
        select coalesce(max(notification_id), 0) + 1, 1, $3, $1, $2, 1, t, t, t, $5, $3
        from sambatan.notification_deliveries, (select sambatan.now() - $4::interval as t) at group by t`,
        [channel, state, person, ago, error],
      )
    await add('push', 'sent', 'b', '-1 second', null)
    expect(await levelOf(), 'the last that went well came after the last that failed').toEqual([
      'notifications by push ok',
    ])
    for (const number of ['+621', '+622']) {
      await add('whatsapp', 'dead', number, '1 hour', 'error 131026')
      await test.db.query('select sambatan.refuse_whatsapp($1, $2)', [number, 'error 131026'])
    }
    expect((await levelOf())[1], 'numbers that take nothing').toBe('notifications by whatsapp ok')
    await add('whatsapp', 'dead', '+623', '2 days', 'error 132001')
    expect((await levelOf())[1], 'what failed days ago').toBe('notifications by whatsapp ok')
    for (const number of ['+624', '+625']) await add('whatsapp', 'sent', number, '30 minutes', null)
    await add('whatsapp', 'dead', '+626', '20 minutes', 'error 132001')
    expect((await levelOf())[1], 'one of three').toBe('notifications by whatsapp ok')
    await add('whatsapp', 'dead', '+627', '10 minutes', 'error 132001')
    expect((await levelOf())[1], 'two people of many').toBe('notifications by whatsapp ok')
    await add('whatsapp', 'dead', '+628', '5 minutes', 'error 132001')
    expect((await levelOf())[1], 'more than went well, and later').toBe('notifications by whatsapp warn')
  })

  it('tells a secret that does not open the keys of web push', async () => {
    const config = (secret: string) => readConfig({ DATABASE_URL: 'postgres://127.0.0.1/x', SAMBATAN_SECRET: secret })
    const levels = async (secret: string) => (await checkPushKeys(test.db, config(secret))).map(({ level }) => level)
    expect(await levels(accountSecret)).toEqual(['ok'])
    await keepPushKeys(test.db, parseSecrets(accountSecret), silentLog)
    expect(await levels(accountSecret)).toEqual(['ok'])
    expect(await levels(`other-${accountSecret}`)).toEqual(['fail'])
    expect(await levels(`other-${accountSecret},${accountSecret}`)).toEqual(['ok'])
  })
})

onEachDatabase('doctor on photos', (test) => {
  it('tells a storage that is away, or does not have the photos', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sambatan-test-doctor-'))
    const open = (name: string) => openFolder({ dir: join(dir, name), clock: systemClock, log: silentLog })
    const [storage, other] = [open('photos'), open('others')]
    expect(await checkStorage(test.db, storage)).toMatchObject({ level: 'ok', says: expect.stringContaining(dir) })
    const { id } = await makeCampaign(test.db)
    const file = await jpeg({ width: 240, height: 200 })
    await createPhotos({ db: test.db, storage }).add({ campaignId: id, file, alt: '' }, 'service')
    expect(await checkStorage(test.db, storage)).toMatchObject({ level: 'ok' })
    const missing = await checkStorage(test.db, other)
    expect(missing).toMatchObject({ level: 'fail', offenders: [expect.stringMatching(/\/480\.webp$/)] })
    const config = {
      endpoint: 'http://127.0.0.1:1',
      bucket: 'photos',
      region: 'auto',
      accessKeyId: 'a',
      secretAccessKey: 'b',
    }
    const away = await checkStorage(test.db, openBucket({ ...config, log: silentLog }))
    expect(away).toMatchObject({ level: 'fail', says: expect.stringContaining('http://127.0.0.1:1/photos') })
    rmSync(dir, { recursive: true })
  })
})

onEachDatabase('doctor on people', (test) => {
  const accounts = { DATABASE_URL: 'postgres://127.0.0.1/x', SAMBATAN_SECRET: accountSecret }
  const reached = readConfig(accounts)

  it('misses an operator, where one could be', async () => {
    expect(await checkOperators(test.db, reached)).toMatchObject({
      level: 'warn',
      advice: expect.stringContaining('sambatan operator code'),
    })
    expect(await checkOperators(test.db, readConfig({}))).toMatchObject({ level: 'warn' })
    const platformOf = (roles: string) =>
      readConfig({ DATABASE_URL: accounts.DATABASE_URL, ...platform, SAMBATAN_JWT_ROLES: roles })
    expect(await checkOperators(test.db, platformOf('admin:operator'))).toMatchObject({ level: 'ok' })
    expect(await checkOperators(test.db, platformOf('merchant:seller'))).toMatchObject({
      level: 'warn',
      says: expect.stringContaining('nobody can be an operator'),
    })
    await signedIn(test.db, 'operator')
    expect(await checkOperators(test.db, reached)).toMatchObject({ level: 'ok' })
  })

  it('misses a key, where none is configured and no operator has made one', async () => {
    expect(await checkServiceKeys(test.db, reached)).toMatchObject({ level: 'warn' })
    expect(await checkServiceKeys(test.db, readConfig({}))).toMatchObject({ level: 'ok' })
    expect(await checkServiceKeys(test.db, { ...reached, serviceKey: 'sk_configured' })).toMatchObject({ level: 'ok' })
    await test.db.tx((tx) => createApiKey(tx, { name: 'toko', scopes: ['campaigns'] }, 'user:sekar'))
    expect(await checkServiceKeys(test.db, reached)).toMatchObject({ level: 'ok' })
    await test.db.query('update sambatan.api_keys set revoked_at = now()')
    expect(await checkServiceKeys(test.db, reached)).toMatchObject({ level: 'warn' })
  })
})

onEachDatabase(
  'doctor on the demo',
  (test) => {
    it('tells its data where others come, and fails while the published password opens its accounts', async () => {
      const reached = readConfig({ NODE_ENV: 'production' })
      const asked = readConfig({ NODE_ENV: 'production', SAMBATAN_DEMO: 'on' })
      expect(await checkDemo(test.db, reached)).toMatchObject({ level: 'ok', says: 'there is no demo data' })
      await seedDemo(test, { password: demoPassword })
      expect(await checkDemo(test.db, readConfig({}))).toMatchObject({ level: 'ok' })
      for (const config of [reached, asked]) {
        expect(await checkDemo(test.db, config)).toMatchObject({
          level: 'fail',
          says: expect.stringContaining('the password that everybody knows'),
        })
      }
      await test.db.query('update sambatan.accounts set password = $1', [await hashDemoPassword('kopi subuh di teras')])
      expect(await checkDemo(test.db, asked)).toMatchObject({ level: 'ok', says: expect.stringContaining('its own') })
      // Whatever the configuration will do about it at the next start.
      const open = { level: 'warn', says: expect.stringContaining('can still be signed in to') }
      expect(await checkDemo(test.db, reached)).toMatchObject(open)
      await test.db.query('delete from sambatan.accounts')
      for (const config of [reached, asked]) {
        expect((await checkDemo(test.db, config)).says).toContain('nobody can sign in to its accounts')
      }
      await test.db.query(`insert into sambatan.sessions (id, token, user_id, expires_at, created_at, updated_at)
        select gen_random_uuid(), 'open', id, sambatan.now() + interval '1 day', sambatan.now(), sambatan.now() from sambatan.people where role = 'operator'`)
      expect(await checkDemo(test.db, reached), 'a session that goes on').toMatchObject(open)
    }, 90_000)
  },
  { only: 'one' },
)

onEachDatabase('doctor', (test) => {
  it('tells a clock that is apart, and one that was set', async () => {
    expect(await checkClock(test.db, systemClock)).toMatchObject({ level: 'ok' })
    const behind = { now: () => new Date(systemClock.now().getTime() - 60_000) }
    const finding = await checkClock(test.db, behind)
    expect(finding).toMatchObject({ level: 'fail' })
    expect(finding.says).toMatch(/^the database's clock is (59|60)\.\d s ahead of this machine's$/)
  })

  it('tells a database that is behind or ahead of the code', async () => {
    expect(await checkMigrations(test.db)).toMatchObject({ level: 'ok' })
    const path = 'functions/core/refuse.sql'
    await test.db.query(`update sambatan.schema_functions set sha256 = 'old' where path = $1`, [path])
    expect(await checkMigrations(test.db)).toMatchObject({ level: 'fail', count: 1, offenders: [path] })
    await test.db.query(`insert into sambatan.schema_migrations (version, name, sha256) values (9999, 'x', 'x')`)
    expect((await checkMigrations(test.db)).says).toContain('newer than this code')
  })

  it('tells a scheduler that is off or paused, and a run that failed', async () => {
    const off = readConfig({ SAMBATAN_SCHEDULER: 'off' })
    expect(levels(await checkScheduler(test.db, off))).toEqual(['scheduler warn', 'overdue ok'])
    await test.db.query(`update sambatan.scheduler_state set paused_at = sambatan.now(), paused_by = 'user:ani'`)
    const [paused] = await checkScheduler(test.db, config)
    expect(paused?.says).toContain('by user:ani')
    await test.db.query('update sambatan.scheduler_state set paused_at = null, paused_by = null')
    await test.db.query(`
      insert into sambatan.scheduler_runs (id, trigger, node, started_at, finished_at, error)
      values (gen_random_uuid(), 'interval', 'n', sambatan.now(), sambatan.now(), 'Error: kabel putus')`)
    expect(await checkScheduler(test.db, config)).toContainEqual(
      expect.objectContaining({ level: 'warn', says: 'the last run failed: Error: kabel putus' }),
    )
  })

  it('tells what is overdue, who fails, and events that nobody takes', async () => {
    const { id } = await makeCampaign(test.db, { hold_minutes: 60 })
    await joined(test.db, id)
    await setClock(test.db, { offsetMs: 600_000 })
    const severe = test.db.kind === 'server' ? 'fail' : 'warn'
    expect(overdueOf(await checkScheduler(test.db, config))).toMatchObject({ level: 'ok' })
    expect(await checkOutbox(test.db)).toMatchObject({ level: test.db.kind === 'server' ? 'warn' : 'ok' })

    await test.db.query(
      'update sambatan.outbox set given_up_at = now() where audit_id = (select min(audit_id) from sambatan.outbox)',
    )
    expect(await checkOutbox(test.db)).toMatchObject({
      level: 'warn',
      says: expect.stringMatching(/nobody is told of it$/),
    })
    await test.db.query('update sambatan.outbox set given_up_at = null')

    await setClock(test.db, { offsetMs: 30 * 86_400_000 })
    const overdue = overdueOf(await checkScheduler(test.db, config))
    expect(overdue).toMatchObject({ level: severe, invariant: 7 })
    expect(overdue?.offenders?.join('\n')).toMatch(/” passed its deadline at /)
    expect(overdue?.offenders?.join('\n')).toMatch(/” has a reservation whose hold ended at /)
    expect(overdue?.offenders?.length).toBeLessThanOrEqual(10)
    // Whoever turned it off may run it from elsewhere, less often.
    const off = readConfig({ SAMBATAN_SCHEDULER: 'off' })
    expect(overdueOf(await checkScheduler(test.db, off))).toMatchObject({
      level: 'warn',
      offenders: overdue?.offenders,
    })

    await poison(test.db)
    expect(await checkScheduler(test.db, config)).toContainEqual(
      expect.objectContaining({ name: 'failing_campaigns', level: 'fail', count: 1 }),
    )
    await test.db.query(
      'update sambatan.outbox set attempts = 3 where audit_id = (select min(audit_id) from sambatan.outbox)',
    )
    expect(await checkOutbox(test.db)).toMatchObject({ level: 'warn', says: '1 event could not be handed on yet' })
  }, 120_000)
})

onEachDatabase(
  'doctor',
  (test) => {
    it('finds the database clock held by a setting', async () => {
      const name = new URL(test.connectionUrl).pathname.slice(1)
      await test.db.query(`alter database ${name} set sambatan.now = '2020-01-01T00:00:00Z'`)
      await test.reopen()
      expect(await checkClock(test.db, systemClock)).toMatchObject({
        level: 'fail',
        says: expect.stringContaining('2020-01-01'),
      })
    })
  },
  { only: 'server' },
)

onEachInstallation('doctor as a command', (place) => {
  it('exits with 1 and names the offenders, for people and for programs', async () => {
    await place.look(async (db) => {
      await makeCampaign(db, { title: 'Pala Banda' })
      await db.query(`update sambatan.campaigns set participant_count = 99`)
    })
    const people = await sambatan(['doctor'], place.env)
    expect(people).toMatchObject({ code: 1, stderr: '' })
    expect(people.stdout).toMatch(
      /✗ not true: participant_count .*\n {4}pala-banda-\w+: participant_count 99, live 0\n/,
    )
    expect(people.stdout).toContain('1 problem found')

    const programs = await sambatan(['doctor', '--json'], place.env)
    expect(programs.code).toBe(1)
    const { ok, findings } = JSON.parse(programs.stdout) as { ok: boolean; findings: Finding[] }
    expect(ok).toBe(false)
    expect(findings.filter(({ level }) => level === 'fail').map(({ name }) => name)).toEqual(['participant_count'])
    const others = findings.filter(({ level }) => level !== 'fail').map(({ name }) => name)
    expect(others, 'who can come in').toEqual(expect.arrayContaining(['operators', 'service_key', 'demo']))
  }, 90_000)
})

function overdueOf(findings: Finding[]): Finding | undefined {
  return findings.find(({ name }) => name === 'overdue')
}

async function poison(db: Database): Promise<void> {
  await db.query(`
    insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
    select id, 2, '22012 division by zero', sambatan.now(), sambatan.now() from sambatan.campaigns limit 1`)
}
