/**
 * Keeps what a release stores, for the test that upgrades from it: a dump of PostgreSQL 15 with rows in every table, and what
 * the API of that release told of them. Run once when a release is made, and never again for it:
 *
 *     node scripts/dump-release.ts
 *
 * Writes test/db/releases/<newest migration>/: dump.sql, told.json, and frozen.json with the hashes of the migrations, which never
 * change again. (The first of them was kept before anything was released, and freezes nothing.) What the demo leaves empty is made by the routes that
 * make it, and the two tables that only a fault fills by hand.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { type TOTP, URI } from 'otpauth'
import { pino } from 'pino'
import { compose } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import type { Database } from '../src/db/index.ts'
import { readSources } from '../src/db/sql-sources.ts'
import { buildApp } from '../src/http/app.ts'
import { type App, apiPrefix } from '../src/http/types.ts'
import { issueOperatorCodeAnyway } from '../src/modules/identity/index.ts'
import { seedDemo } from '../src/seed/index.ts'
import { jpeg } from '../test/support/pictures.ts'
import { everythingTold, nextOf, type Told } from '../test/support/told.ts'
import { freeze } from './frozen.ts'
import { complain, ROOT, withPostgres } from './generated.ts'

const serviceKey = 'release-dump-service-key-0123456789'
const password = 'kopi subuh di teras'

const newest = readSources().migrations.at(-1)!.name
const folder = join(ROOT, 'test/db/releases', newest)

await withPostgres('The dump of a release', 15, async (postgres) => {
  const url = postgres.url('postgres')
  const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-release-'))
  const env = {
    DATABASE_URL: url,
    SAMBATAN_DATA_DIR: dataDir,
    SAMBATAN_SERVICE_KEY: serviceKey,
    SAMBATAN_SECRET: 'release-dump-secret-0123456789-0123456789',
    SAMBATAN_SCHEDULER: 'off',
    SAMBATAN_EMAIL_VERIFICATION: 'off',
    SAMBATAN_PUBLIC_URL: 'http://sambatan.test',
  }
  // It does not work: events wait in the outbox, as they do while a node is down.
  const { services, close } = await compose({ config: readConfig(env), log: pino({ level: 'error' }), work: false })
  const app = await buildApp(services)
  try {
    const { db } = services
    await seedDemo(services, { password })
    await makeWhatTheDemoLeavesOut(app, db)
    const empty = await emptyTables(db)
    if (empty.length > 0) return complain(`Nothing is in ${empty.join(', ')}: make something there first.`)
    const told = await everythingTold((path) => ask(app, 'GET', path))
    const [row] = await db.query<{ at: Date }>('select sambatan.now() as at')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'dump.sql'), dumpOf(postgres.binaries.binDir, url))
    writeFileSync(join(folder, 'frozen.json'), `${JSON.stringify(freeze(), null, 2)}\n`)
    writeFileSync(join(folder, 'told.json'), linePerAddress(row!.at, told))
    console.log(`wrote ${newest}: ${Object.keys(told).length} answers`)
  } finally {
    await app.close()
    await close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})

async function makeWhatTheDemoLeavesOut(app: App, db: Database): Promise<void> {
  const operator_code = await issueOperatorCodeAnyway({ db, actor: 'command-line' })
  const owner = { cookie: await signUp(app, { email: 'sri@release.test', name: 'Sri Wahyuni', operator_code }) }
  await ask(app, 'PATCH', '/people/me', { headers: owner, body: { phone: '0812-3456-7890', locale: 'en' } })
  const setup = await ask(app, 'POST', '/auth/two-factor', { headers: owner, body: { password } })
  const totp = URI.parse((setup.body as { totp_uri: string }).totp_uri) as TOTP
  await ask(app, 'POST', '/auth/two-factor/confirm', { headers: owner, body: { code: totp.generate() } })
  await signUp(app, { email: 'budi@release.test', name: 'Budi Santoso' })
  await ask(app, 'POST', '/auth/forgot-password', { as: 'nobody', body: { email: 'budi@release.test' } })
  await ask(app, 'POST', '/api-keys', { body: { name: 'Toko Wangi, backend', scopes: ['join', 'participants'] } })

  const { body } = await ask(app, 'GET', '/campaigns?status=active&limit=1')
  const [campaign] = body as { id: string; slug: string }[]
  await ask(app, 'POST', `/campaigns/${campaign!.id}/photos`, {
    headers: { 'content-type': 'image/jpeg' },
    payload: await jpeg(),
  })
  await app.inject({ url: `/share/${campaign!.slug}.png` })
  await ask(app, 'POST', `/campaigns/${campaign!.id}/join`, {
    headers: { 'idempotency-key': 'release-join-1' },
    body: { user_id: 'luar-1', quantity: 1, shipping_address: 'Jl. Melati No. 5, Sleman, DI Yogyakarta 55281' },
  })
  await ask(app, 'POST', '/lifecycle/run', { body: {} })
  await db.query(
    `insert into sambatan.lifecycle_failures (campaign_id, attempts, error, failed_at, retry_at)
     values ($1, 2, 'canceling statement due to statement timeout', sambatan.now(), sambatan.now() + interval '1 hour')`,
    [campaign!.id],
  )
}

/** JSON that a diff can be read of. */
function linePerAddress(at: Date, told: Told): string {
  const lines = Object.entries(told).map((entry) => `  ${entry.map((part) => JSON.stringify(part)).join(': ')}`)
  return `{ "at": ${JSON.stringify(at)}, "told": {\n${lines.join(',\n')}\n} }\n`
}

interface Wish {
  as?: 'nobody'
  headers?: Record<string, string>
  body?: unknown
  payload?: Buffer
}

interface Asked {
  body: unknown
  next: string | undefined
  cookie: string
}

/** As the service, unless told otherwise or with a cookie; whatever is not well is an error. */
async function ask(app: App, method: InjectOptions['method'], path: string, wish: Wish = {}): Promise<Asked> {
  const { as, headers = {}, body, payload } = wish
  const isService = as === undefined && headers.cookie === undefined
  const response = await app.inject({
    method,
    url: path.startsWith(apiPrefix) ? path : apiPrefix + path,
    headers: {
      ...(isService ? { authorization: `Bearer ${serviceKey}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    payload: payload ?? (body === undefined ? undefined : JSON.stringify(body)),
  })
  if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${response.body}`)
  return {
    body: response.json(),
    next: nextOf(response.headers.link),
    cookie: response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; '),
  }
}

/** The cookies of somebody who has signed up and in. */
async function signUp(app: App, who: { email: string; name: string; operator_code?: string }): Promise<string> {
  await ask(app, 'POST', '/auth/sign-up', { as: 'nobody', body: { ...who, password } })
  return (await ask(app, 'POST', '/auth/sign-in', { as: 'nobody', body: { email: who.email, password } })).cookie
}

/** Tables in which an upgrade would have nothing to lose. */
async function emptyTables(db: Database): Promise<string[]> {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'sambatan'::regnamespace and relkind = 'r' order by 1`,
  )
  const empty: string[] = []
  for (const { name } of tables) {
    const [row] = await db.query<{ filled: boolean }>(`select exists (select from sambatan.${name}) as filled`)
    if (!row!.filled) empty.push(name)
  }
  return empty
}

/** As statements that any client can send, PGlite's too: no COPY, no commands of psql. */
function dumpOf(binDir: string, url: string): string {
  const wish = ['--schema=sambatan', '--no-owner', '--no-privileges', '--inserts', '--rows-per-insert=500']
  const text = execFileSync(join(binDir, 'pg_dump'), [...wish, url], {
    encoding: 'utf8',
    stdio: 'pipe',
    maxBuffer: 256 * 1024 * 1024,
  })
  const bare = text.replace(/^(\\|SET |SELECT pg_catalog\.set_config\().*\n/gm, '')
  // Functions stand before the tables that they are about.
  return `set local check_function_bodies = off;\n${bare}`
}
