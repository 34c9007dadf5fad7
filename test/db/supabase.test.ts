import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { changedAfterRelease, freeze } from '../../scripts/frozen.ts'
import { migrate, openDatabase } from '../../src/db/index.ts'
import { withDatabase } from '../support/admin.ts'
import { dumpSchema } from '../support/dump.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { isMissing } from '../support/require.ts'

const FOLDER = fileURLToPath(new URL('../../supabase/migrations/', import.meta.url))
const binaries = findPostgres()
const complete = binaries !== undefined && existsSync(join(binaries.binDir, 'pg_dump'))

describe.skipIf(isMissing(complete, 'PostgreSQL with psql and pg_dump'))('supabase/migrations', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres(binaries as NonNullable<typeof binaries>)
  })
  afterAll(() => postgres.remove())

  it('are what the SQL would be generated into today', () => {
    const script = fileURLToPath(new URL('../../scripts/gen-supabase.ts', import.meta.url))
    const { stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
    expect(stderr).toBe('')
  })

  it('applied by plain psql make the same schema as migrate, which then finds nothing to do', async () => {
    const { binDir } = postgres.binaries
    await withDatabase(postgres.url('postgres'), async (admin) => {
      await admin.query('create database by_psql')
      await admin.query('create database by_migrate')
    })
    for (const file of readdirSync(FOLDER).sort()) {
      const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', join(FOLDER, file), postgres.url('by_psql')]
      execFileSync(join(binDir, 'psql'), args, { stdio: 'pipe' })
    }
    const byMigrate = await openDatabase({ url: postgres.url('by_migrate') })
    await migrate(byMigrate)
    await byMigrate.close()
    expect(dumpSchema(binDir, postgres.url('by_psql'))).toBe(dumpSchema(binDir, postgres.url('by_migrate')))

    const byPsql = await openDatabase({ url: postgres.url('by_psql') })
    expect(await migrate(byPsql)).toEqual({ migrations: [], functions: [], dropped: [] })
    await byPsql.close()
  })

  it('are frozen with a release: whoever changes one is told', () => {
    const root = mkdtempSync(join(tmpdir(), 'sambatan-test-frozen-'))
    onTestFinished(() => rmSync(root, { recursive: true }))
    const write = (path: string, text: string) => writeFileSync(join(root, path), text)
    for (const folder of ['sql/migrations', 'supabase/migrations', 'test/db/releases/0001_first']) {
      mkdirSync(join(root, folder), { recursive: true })
    }
    write('sql/migrations/0001_first.sql', 'select 1;')
    write('supabase/migrations/1_first.sql', 'select 1;')
    write('test/db/releases/0001_first/frozen.json', JSON.stringify(freeze(root)))
    write('supabase/migrations/2_second.sql', 'select 2;')
    expect(changedAfterRelease(root)).toEqual([])
    write('supabase/migrations/1_first.sql', 'select 2;')
    rmSync(join(root, 'sql/migrations/0001_first.sql'))
    expect(changedAfterRelease(root)).toEqual(['sql/migrations/0001_first.sql', 'supabase/migrations/1_first.sql'])
  })
})
