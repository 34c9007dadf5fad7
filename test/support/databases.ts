/**
 * Databases for tests: fresh, migrated, one's own, and gone afterwards.
 *
 *     onEachDatabase('joining', (test) => {
 *       it('takes slots', async () => { await test.db.query('…') })
 *     })
 *
 * runs on PostgreSQL and on PGlite. Tests of one block share one database, and blocks share nothing.
 */
import { randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, type ProvidedContext } from 'vitest'
import { type Database, type DatabaseOptions, openDatabase } from '../../src/db/index.ts'
import { dataDirOf, urlOfDatabase, withDatabase } from './admin.ts'
// A refusal of SQL is looked up among the problems of all modules, as in a node.
import '../../src/http/problem-catalogue.ts'
import { eventsAgainstCatalogue } from './events.ts'

export type DatabaseKind = Database['kind']

export interface TestDatabase {
  readonly db: Database
  /** What it was opened with, to open it again or to hand it to another process. */
  readonly options: DatabaseOptions
  /** The same as environment variables, for a process that the test starts (on PGlite: after `db.close()`). */
  readonly env: Record<string, string>
  /** Of the server's database; a test that needs one runs with `{ only: 'server' }`. */
  readonly connectionUrl: string
  /** Closes and opens it again, as a restart would. */
  reopen(): Promise<void>
  dispose(): Promise<void>
}

interface BlockOptions {
  /** `one`: for what is the same on both, the server where there is one. */
  only?: DatabaseKind | 'one'
  database?: Omit<DatabaseOptions, 'url' | 'dataDir'>
  /** An empty database, not yet migrated. */
  empty?: boolean
  /** Its tests write events past the engine, that say what none would say. */
  madeUpEvents?: boolean
}

const NAMES: Record<DatabaseKind, string> = { server: 'PostgreSQL', embedded: 'PGlite' }

/** A block of tests on each kind of database. `test.db` can be used in tests and in hooks of the block. */
export function onEachDatabase(name: string, block: (test: TestDatabase) => void, options: BlockOptions = {}): void {
  for (const kind of ['server', 'embedded'] as const) {
    const one = options.only === 'one' ? theOne() : options.only
    if (one === undefined ? isLeftOut(kind) : one !== kind) continue
    const missing = kind === 'server' && inject('postgres') === undefined
    describe.skipIf(missing)(`${name} on ${NAMES[kind]}`, () => {
      let current: TestDatabase | undefined
      beforeAll(async () => {
        current = await openTestDatabase(kind, options)
      })
      afterAll(async () => {
        try {
          if (!options.empty && !options.madeUpEvents) await holdEventsToCatalogue(current)
        } finally {
          await current?.dispose()
        }
      })
      block(delegateTo(() => current))
    })
  }
}

/**
 * What runs on one database runs on the server, where there is one. `SAMBATAN_TEST_DATABASES` decides for all tests
 * where they run: on `one`, or on `all`; unset, it is each block's own choice, `each`.
 */
export function isLeftOut(kind: DatabaseKind, each = true): boolean {
  const asked = process.env.SAMBATAN_TEST_DATABASES
  const onBoth = asked === 'all' || (asked !== 'one' && each)
  return !onBoth && kind !== theOne()
}

const theOne = (): DatabaseKind => (inject('postgres') ? 'server' : 'embedded')

/** Whatever a block has done: each event that came of it is in the catalogue, and says what it should. */
async function holdEventsToCatalogue(test: TestDatabase | undefined): Promise<void> {
  // A test may have closed it, as a process does that ends; then another block has seen the same events.
  const found = await (test && eventsAgainstCatalogue(test.db).catch(() => undefined))
  expect(found?.wrong ?? []).toEqual([])
}

/** A block is written before its database is open: everything is looked up when it is used. */
function delegateTo(current: () => TestDatabase | undefined): TestDatabase {
  const open = () => {
    const test = current()
    if (test === undefined) throw new Error('the test database is open only inside of tests and hooks')
    return test
  }
  return {
    get db() {
      return open().db
    },
    get options() {
      return open().options
    },
    get env() {
      return open().env
    },
    get connectionUrl() {
      return open().connectionUrl
    },
    reopen: () => open().reopen(),
    dispose: () => open().dispose(),
  }
}

/** One that is there and that nobody has open, for nodes of one's own. */
export async function makeTestDatabase(kind: DatabaseKind, options: BlockOptions = {}): Promise<Place> {
  return kind === 'server' ? cloneTemplate(options) : copyDataDir(options)
}

export async function openTestDatabase(kind: DatabaseKind, options: BlockOptions = {}): Promise<TestDatabase> {
  const place = await makeTestDatabase(kind, options)
  const databaseOptions: DatabaseOptions = { ...options.database, ...place.options }
  let db = await openDatabase(databaseOptions)
  return {
    get db() {
      return db
    },
    options: databaseOptions,
    env: place.env,
    get connectionUrl() {
      if (databaseOptions.url === undefined) throw new Error('an embedded database has no URL')
      return databaseOptions.url
    },
    async reopen() {
      await db.close()
      db = await openDatabase(databaseOptions)
    },
    async dispose() {
      await db.close()
      await place.dispose()
    },
  }
}

export interface Place {
  readonly options: DatabaseOptions
  /** The same as environment variables. */
  readonly env: Record<string, string>
  dispose(): Promise<void>
}

/**
 * One that `fill` has filled, for what takes long to fill: on a server that is done once a test run, by the first who
 * asks, and everybody gets a copy, its files included.
 */
export async function makeFilledDatabase(fill: (place: Place) => Promise<void>): Promise<Place> {
  const server = inject('postgres')
  if (server === undefined) {
    const place = copyDataDir({})
    await fill(place)
    return place
  }
  const filled = await withDatabase(server.url, async (admin) => {
    // Its end is the connection's, whatever comes of it.
    await admin.query('select pg_advisory_lock(hashtext($1))', [server.filled])
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [server.filled])
    if (rowCount === 0) await fillTemplate(admin, server, fill)
    return { name: server.filled, dataDir: dataDirOf(server.filled) }
  })
  const place = await cloneTemplate({}, filled.name)
  const dataDir = place.env.SAMBATAN_DATA_DIR
  if (dataDir !== undefined && existsSync(filled.dataDir)) cpSync(filled.dataDir, dataDir, { recursive: true })
  return place
}

/** Under its last name only when it is whole: whoever fills it can fail. */
async function fillTemplate(
  admin: pg.Client,
  server: ProvidedContext['postgres'] & {},
  fill: (place: Place) => Promise<void>,
) {
  const place = await cloneTemplate({})
  try {
    await fill(place)
    const name = new URL(place.options.url ?? '').pathname.slice(1)
    rmSync(dataDirOf(server.filled), { recursive: true, force: true })
    if (existsSync(dataDirOf(name))) renameSync(dataDirOf(name), dataDirOf(server.filled))
    await admin.query(`alter database ${name} rename to ${server.filled}`)
  } finally {
    await place.dispose()
  }
}

async function cloneTemplate({ empty }: BlockOptions, filled?: string): Promise<Place> {
  const server = inject('postgres')
  if (server === undefined) throw new Error('there is no PostgreSQL to test on')
  const name = `sambatan_test_${randomUUID().slice(0, 13).replace('-', '')}`
  const template = empty ? 'template0' : (filled ?? server.template)
  // The whole copied as files, not page by page through its log, takes a third of the processor.
  const create = `create database ${name} template ${template} strategy file_copy`
  await withDatabase(server.url, (admin) => admin.query(create))
  const url = urlOfDatabase(server.url, name)
  const dataDir = dataDirOf(name)
  return {
    options: { url },
    env: { DATABASE_URL: url, SAMBATAN_DATA_DIR: dataDir },
    dispose: async () => {
      rmSync(dataDir, { recursive: true, force: true })
      await withDatabase(server.url, (admin) => admin.query(`drop database if exists ${name} with (force)`))
    },
  }
}

function copyDataDir({ empty }: BlockOptions): Place {
  const dataDir = mkdtempSync(join(tmpdir(), 'sambatan-test-data-'))
  cpSync(inject(empty ? 'pgliteEmptyDir' : 'pgliteDataDir'), dataDir, { recursive: true })
  return {
    options: { dataDir },
    env: { SAMBATAN_DATA_DIR: dataDir },
    dispose: async () => rmSync(dataDir, { recursive: true, force: true }),
  }
}
