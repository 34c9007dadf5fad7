import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Database, migrate, migrationState, openDatabase } from '../../src/db/index.ts'
import { SQL_DIR } from '../../src/db/migrate.ts'
import { type DatabaseKind, onEachDatabase, openTestDatabase, type TestDatabase } from '../support/databases.ts'

const FIRST = 'create table sambatan.things (id int primary key);\ninsert into sambatan.things values (1);\n'
const GREET = (word: string) =>
  `create or replace function sambatan.greet() returns text language sql as $$ select '${word} ' || sambatan.whom() $$;\n`
const WHOM = `create or replace function sambatan.whom() returns text language sql as $$ select 'world' $$;\n`

let sqlDir: string

beforeEach(() => {
  sqlDir = mkdtempSync(join(tmpdir(), 'sambatan-test-sql-'))
  mkdirSync(join(sqlDir, 'migrations'))
  mkdirSync(join(sqlDir, 'functions', 'words'), { recursive: true })
  write('migrations/0001_first.sql', FIRST)
  // `greet` calls `whom`, which comes after it.
  write('functions/words/greet.sql', GREET('hello'))
  write('functions/words/whom.sql', WHOM)
})
afterEach(() => rmSync(sqlDir, { recursive: true, force: true }))

const write = (path: string, text: string) => writeFileSync(join(sqlDir, path), text)
const FUNCTIONS = ['functions/words/greet.sql', 'functions/words/whom.sql']

onEachDatabase(
  'migrate',
  (block) => {
    let test: TestDatabase
    beforeEach(async () => {
      test = await openTestDatabase(block.db.kind, { empty: true })
    }, 60_000)
    afterEach(() => test.dispose())

    it('applies each migration and function once, and then finds nothing to do', async () => {
      expect(await migrationState(test.db, { sqlDir })).toEqual({
        current: 0,
        latest: 1,
        pendingMigrations: ['0001_first'],
        changedFunctions: FUNCTIONS,
      })
      expect(await migrate(test.db, { sqlDir })).toEqual({ migrations: ['0001_first'], functions: FUNCTIONS })
      expect(await migrate(test.db, { sqlDir })).toEqual({ migrations: [], functions: [] })
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'hello world' }])
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 1, latest: 1 })

      write('functions/words/greet.sql', GREET('bye'))
      write('migrations/0002_second.sql', 'alter table sambatan.things add name text;\n')
      expect(await migrate(test.db, { sqlDir })).toEqual({ migrations: ['0002_second'], functions: [FUNCTIONS[0]] })
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'bye world' }])
    })

    it('does all of it or nothing, and names the file and line that failed', async () => {
      write('migrations/0002_second.sql', 'select 1;\n\nselect * from missing;\n')
      await expect(migrate(test.db, { sqlDir })).rejects.toThrow(/^sql\/migrations\/0002_second\.sql line 3: .*missing/)
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 0 })
      await expect(test.db.query('select * from sambatan.things')).rejects.toMatchObject({ code: '42P01' })
    })

    it('refuses a database that is newer than the code', async () => {
      write('migrations/0002_second.sql', 'select 1;\n')
      await migrate(test.db, { sqlDir })
      rmSync(join(sqlDir, 'migrations/0002_second.sql'))
      await expect(migrate(test.db, { sqlDir })).rejects.toMatchObject({
        code: 'schema_newer_than_code',
        message: expect.stringMatching(/newer than this version.*0002_second.*Install a newer/),
      })
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 2, latest: 1 })
    })

    it('refuses a migration that was edited after it had been applied', async () => {
      await migrate(test.db, { sqlDir })
      appendFileSync(join(sqlDir, 'migrations/0001_first.sql'), '-- one more word\n')
      await expect(migrate(test.db, { sqlDir })).rejects.toMatchObject({ code: 'migration_changed' })
    })

    it('refuses migrations that are misnamed or leave a gap', async () => {
      write('migrations/0003_third.sql', 'select 1;\n')
      await expect(migrate(test.db, { sqlDir })).rejects.toMatchObject({ code: 'migration_misnamed' })
    })

    it('installs the project’s own schema, with row level security on every table', async () => {
      await migrate(test.db)
      const open = await test.db.query(
        `select relname from pg_class where relnamespace = 'sambatan'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`,
      )
      expect(open).toEqual([])
      expect(await migrationState(test.db)).toMatchObject({ pendingMigrations: [], changedFunctions: [] })
    })
  },
  { empty: true },
)

onEachDatabase(
  'ten nodes that start together',
  (test) => {
    const nodes: Database[] = []
    afterEach(() => Promise.all(nodes.map((node) => node.close())))

    it('apply everything exactly once', async () => {
      const kind: DatabaseKind = 'server'
      expect(test.db.kind).toBe(kind)
      rmSync(sqlDir, { recursive: true })
      cpSync(SQL_DIR, sqlDir, { recursive: true })
      for (let i = 0; i < 10; i++) nodes.push(await openDatabase(test.options))
      const done = await Promise.all(nodes.map((node) => migrate(node, { sqlDir })))
      expect(done.filter(({ migrations }) => migrations.length > 0)).toHaveLength(1)
      expect(done.filter(({ functions }) => functions.length > 0)).toHaveLength(1)
    })
  },
  { only: 'server', empty: true },
)
