import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Database, migrate, migrationState, openDatabase } from '../../src/db/index.ts'
import { readSources, sqlFolder } from '../../src/db/sql-sources.ts'
import { type DatabaseKind, onEachDatabase, openTestDatabase, type TestDatabase } from '../support/databases.ts'

const FIRST = 'create table sambatan.things (id int primary key);\ninsert into sambatan.things values (1);\n'
const GREET = (word: string) =>
  `create or replace function sambatan.greet() returns text language sql as $$ select '${word} ' || sambatan.whom() $$;\n`
const WHOM = `create or replace function sambatan.whom() returns text language sql as $$ select 'world' $$;\n`

const whom = (parameters: string, result: string, body: string) =>
  `create or replace function sambatan.whom(${parameters}) returns ${result} language sql as $f$ select ${body} $f$;\n`
const KEEP = `create or replace function sambatan.keep() returns trigger language plpgsql as $$
begin raise exception 'not to be written'; end $$;
create or replace trigger keep before insert on sambatan.things execute function sambatan.keep();
`

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
const NOTHING = { migrations: [], functions: [], dropped: [] }
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
      expect(await migrate(test.db, { sqlDir })).toEqual({
        migrations: ['0001_first'],
        functions: FUNCTIONS,
        dropped: [],
      })
      expect(await migrate(test.db, { sqlDir })).toEqual(NOTHING)
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'hello world' }])
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 1, latest: 1 })

      write('functions/words/greet.sql', GREET('bye'))
      write('migrations/0002_second.sql', 'alter table sambatan.things add name text;\n')
      expect(await migrate(test.db, { sqlDir })).toMatchObject({
        migrations: ['0002_second'],
        functions: [FUNCTIONS[0]],
      })
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'bye world' }])
    })

    it('keeps the migrations before one that fails, and names the file and line that failed', async () => {
      write('migrations/0002_second.sql', 'create table sambatan.others ();\n\nselect * from missing;\n')
      await expect(migrate(test.db, { sqlDir })).rejects.toThrow(/^sql\/migrations\/0002_second\.sql line 3: .*missing/)
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 1, changedFunctions: FUNCTIONS })
      await expect(test.db.query('select * from sambatan.others')).rejects.toMatchObject({ code: '42P01' })

      write('migrations/0002_second.sql', 'select 1;\n')
      expect(await migrate(test.db, { sqlDir })).toMatchObject({ migrations: ['0002_second'], functions: FUNCTIONS })
    })

    it('applies all functions or none of them', async () => {
      write('functions/words/zero.sql', 'create function sambatan.zero() returns int language sql as $$ select $$$$;\n')
      await expect(migrate(test.db, { sqlDir })).rejects.toThrow(/^sql\/functions\/words\/zero\.sql line 1: /)
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 1, changedFunctions: { length: 3 } })
      await expect(test.db.query('select sambatan.greet()')).rejects.toMatchObject({ code: '42883' })
    })

    it('drops a function that no file names any more, with its triggers', async () => {
      write('functions/words/keep.sql', KEEP)
      await migrate(test.db, { sqlDir })
      await expect(test.db.query('insert into sambatan.things values (7)')).rejects.toThrow(/not to be written/)
      rmSync(join(sqlDir, 'functions/words/keep.sql'))
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({
        changedFunctions: ['functions/words/keep.sql'],
      })
      expect(await migrate(test.db, { sqlDir })).toEqual({ ...NOTHING, dropped: ['sambatan.keep()'] })
      await test.db.query('insert into sambatan.things values (7)')
      expect(await migrate(test.db, { sqlDir })).toEqual(NOTHING)
    })

    it('leaves no overload where parameters have changed, and replaces what cannot be replaced in place', async () => {
      await migrate(test.db, { sqlDir })
      const functions = () =>
        test.db.query(`select oid::regprocedure::text as signature, pg_get_function_result(oid) as result
          from pg_proc where proname = 'whom' and pronamespace = 'sambatan'::regnamespace`)
      write('functions/words/whom.sql', whom('name text default $$you$$', 'text', 'name'))
      expect(await migrate(test.db, { sqlDir })).toMatchObject({ dropped: ['sambatan.whom()'] })
      expect(await functions()).toEqual([{ signature: 'sambatan.whom(text)', result: 'text' }])
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'hello you' }])

      write('functions/words/whom.sql', whom('p_name text default $$you$$', 'varchar', 'p_name'))
      expect(await migrate(test.db, { sqlDir })).toMatchObject({ dropped: ['sambatan.whom(text)'] })
      expect(await functions()).toEqual([{ signature: 'sambatan.whom(text)', result: 'character varying' }])
    })

    it('changes nothing for a node that is older than the functions, which serves on', async () => {
      await migrate(test.db, { sqlDir, release: '1.9.0' })
      write('functions/words/greet.sql', GREET('newer'))
      await migrate(test.db, { sqlDir, release: '1.10.0' })
      write('functions/words/greet.sql', GREET('older'))
      rmSync(join(sqlDir, 'functions/words/whom.sql'))

      const older = { sqlDir, release: '1.9.0' } as const
      const newer = 'the functions of release 1.10.0'
      expect(await migrate(test.db, { ...older, whenNewer: 'serve on' })).toEqual({ ...NOTHING, newer })
      await expect(migrate(test.db, older)).rejects.toMatchObject({ code: 'schema_newer_than_code' })
      expect(await migrationState(test.db, older)).toMatchObject({
        changedFunctions: [],
        newer: { what: newer, breaking: false },
      })
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'newer world' }])
      // Of the same release, the one that starts last is right: that is how functions are worked on.
      expect(await migrate(test.db, { sqlDir, release: '1.10.0' })).toMatchObject({ dropped: ['sambatan.whom()'] })
    })

    it('refuses a database that is newer than the code, unless a node wants to serve on', async () => {
      write('migrations/0002_second.sql', 'select 1;\n')
      await migrate(test.db, { sqlDir })
      rmSync(join(sqlDir, 'migrations/0002_second.sql'))
      write('functions/words/greet.sql', GREET('older'))
      await expect(migrate(test.db, { sqlDir })).rejects.toMatchObject({
        code: 'schema_newer_than_code',
        message: expect.stringMatching(/newer than this version.*0002_second.*Install the newer/),
      })
      expect(await migrationState(test.db, { sqlDir })).toMatchObject({ current: 2, latest: 1 })
      expect(await migrate(test.db, { sqlDir, whenNewer: 'serve on' })).toEqual({
        ...NOTHING,
        newer: 'migration 0002_second',
      })
      expect(await test.db.query('select sambatan.greet() as text')).toEqual([{ text: 'hello world' }])
    })

    it('lets no older node serve on what a migration has broken for it', async () => {
      write('migrations/0002_second.sql', '-- breaking: nodes of before read a column that is gone\nselect 1;\n')
      await migrate(test.db, { sqlDir })
      rmSync(join(sqlDir, 'migrations/0002_second.sql'))
      await expect(migrate(test.db, { sqlDir, whenNewer: 'serve on' })).rejects.toMatchObject({
        code: 'schema_newer_than_code',
      })
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
      cpSync(sqlFolder, sqlDir, { recursive: true })
      for (let i = 0; i < 10; i++) nodes.push(await openDatabase(test.options))
      const done = await Promise.all(nodes.map((node) => migrate(node, { sqlDir })))
      const { migrations, functions } = readSources(sqlDir)
      expect(done.flatMap((one) => one.migrations).sort()).toEqual(migrations.map(({ name }) => name))
      expect(done.flatMap((one) => one.functions)).toEqual(functions.map(({ path }) => path))
    })
  },
  { only: 'server', empty: true },
)
