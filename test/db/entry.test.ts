/** Why a server does not let us in is one sentence, told at once; what passes by itself is waited for, and not for ever. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryRefusal, migrate, openDatabase, SetupError, waitForEntry } from '../../src/db/index.ts'
import { sentenceOf } from '../../src/failure.ts'
import { withDatabase } from '../support/admin.ts'
import { startLateServer } from '../support/late-server.ts'
import { findPostgres, freePort, startPostgres, type TestPostgres } from '../support/postgres.ts'

const binaries = findPostgres()

/** Whom the server asks for what: one in the clear, one by SCRAM, and nobody else. */
const hba = `
host all postgres 127.0.0.1/32 password
host all sekar 127.0.0.1/32 scram-sha-256
`

/** What became of entering, and whether it was waited for. */
async function enter(url: string, withinMs: number): Promise<{ error: unknown; waits: string[] }> {
  const db = await openDatabase({ url })
  const waits: string[] = []
  const patience = {
    withinMs,
    onWait: (cause: unknown) => waits.push(`waits: ${(cause as Error).message}`),
    onEntry: () => waits.push('enters'),
  }
  try {
    return { error: await waitForEntry(db, patience).catch((error) => error), waits }
  } finally {
    await db.close()
  }
}

describe.skipIf(binaries === undefined)('a server', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres(binaries!, { files: { 'pg_hba.conf': hba } })
    await withDatabase(postgres.url('postgres'), (admin) => admin.query(`create role sekar login password 'melati'`))
  })
  afterAll(() => postgres.remove())

  const changed = (change: (url: URL) => void) => {
    const url = new URL(postgres.url('postgres'))
    change(url)
    return url.href
  }

  it.each<[string, RegExp, (url: URL) => void]>([
    [
      'a wrong password',
      /^The database refused the password \(password authentication failed for user "postgres"\)\. Check/,
      (url) => {
        url.password = 'rahasia'
      },
    ],
    [
      'a wrong password by SCRAM',
      /^The database refused the password \(password authentication failed for user "sekar"\)\. Check/,
      (url) => {
        url.username = 'sekar'
        url.password = 'rahasia'
      },
    ],
    [
      'a password that is missing',
      /^The database refused the password \(empty password returned by client\)\. Check/,
      (url) => {
        url.password = ''
      },
    ],
    [
      'a password that is missing for SCRAM',
      /^The database cannot be entered \(SASL: .*password must be a .*string\)\. Check DATABASE_URL: postgres:\/\/user:password@/,
      (url) => {
        url.username = 'sekar'
        url.password = ''
      },
    ],
    [
      'a user that nothing lets in',
      /^The database does not let this user in \(no pg_hba\.conf entry for .*"budi".*\)\. Check/,
      (url) => {
        url.username = 'budi'
      },
    ],
    [
      'a database that is not there',
      /^The server has no such database \(database "toko" does not exist\)\. Create it/,
      (url) => {
        url.pathname = '/toko'
      },
    ],
    [
      'TLS, which the server does not speak',
      /^The database cannot be entered \(The server does not support SSL connections\)\. .*sslmode=disable/,
      (url) => {
        url.search = '?sslmode=require'
      },
    ],
  ])('%s is told at once, however long one would wait', async (_, sentence, change) => {
    const { error, waits } = await enter(changed(change), 60_000)
    expect(sentenceOf(error)).toMatch(sentence)
    expect(sentenceOf(error)).not.toMatch(/rahasia|melati|\n/)
    expect(waits).toEqual([])
  })

  it('that is not there yet, and then starts up, is waited for', async () => {
    const port = await freePort()
    const { promise: waits, resolve: onWait } = Promise.withResolvers<unknown>()
    const { promise: enters, resolve: onEntry } = Promise.withResolvers<number>()
    const db = await openDatabase({
      url: changed((url) => {
        url.port = String(port)
      }),
    })
    const entering = waitForEntry(db, { withinMs: 30_000, onWait, onEntry })
    expect(await waits).toMatchObject({ code: 'ECONNREFUSED' })
    const late = await startLateServer(port, postgres.url('postgres'), 2)
    await entering
    expect(await enters).toBeGreaterThan(0)
    expect(late.met(), 'twice it was starting up').toBe(3)
    await db.close()
    await late.close()
  })

  it('that stays away is told in the end', async () => {
    const { error, waits } = await enter(`postgres://postgres@127.0.0.1:${await freePort()}/x`, 600)
    expect(sentenceOf(error)).toMatch(
      /^The database cannot be reached \(connect ECONNREFUSED .*\)\. Check that it runs/,
    )
    expect(waits).toHaveLength(1)
  })

  it('is not waited for when nobody wants to any more', async () => {
    const db = await openDatabase({ url: `postgres://postgres@127.0.0.1:${await freePort()}/x` })
    const wish = new AbortController()
    const patience = { withinMs: 60_000, signal: wish.signal, onWait: () => wish.abort(), onEntry: () => {} }
    await expect(waitForEntry(db, patience)).rejects.toMatchObject({ name: 'AbortError' })
    await db.close()
  })

  it('that is too old is refused before anything is changed', async () => {
    // Whoever asks this database for its version is told another one.
    await withDatabase(postgres.url('postgres'), async (admin) => {
      await admin.query('create database old')
      await withDatabase(postgres.url('old'), (client) =>
        client.query(`create schema old;
          create function old.current_setting(name text) returns text language sql as $$
            select case name when 'server_version_num' then '140012' else '14.12' end $$;
          alter database old set search_path = old, pg_catalog`),
      )
    })
    const db = await openDatabase({ url: postgres.url('old') })
    const error = await migrate(db).catch((caught) => caught)
    expect(sentenceOf(error)).toMatch(/^The database is PostgreSQL 14\.12, and Sambatan needs 15 or newer: upgrade/)
    expect(await db.query(`select 1 from pg_namespace where nspname = 'sambatan'`)).toEqual([])
    await db.close()
  })
})

it('what failed first is told, whatever could not be closed after it', () => {
  const first = new SetupError('cannot_listen', 'Port 3000 is in use.')
  const then = new SuppressedError(new Error('the second close'), new SuppressedError(new Error('a close'), first))
  expect(sentenceOf(then)).toBe('Port 3000 is in use.')
})

it.each([
  ['CERT_HAS_EXPIRED', /certificate is not valid at this time \(it\)/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /authority that is not known here \(it\)/],
  ['ERR_OSSL_PEM_NO_START_LINE', /No encrypted connection .* \(it\)/],
  ['EPROTO', /No encrypted connection .* \(it\)/],
  ['08P01', /pooler in front of it, refused the connection \(it\)/],
])('%s has a sentence', (code, sentence) => {
  expect(entryRefusal(Object.assign(new Error('it'), { code }))).toMatch(sentence)
})
