/** A restore that was never tried is none: every row of every table, between both databases, and whatever can go wrong. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createArchiveWriter, readArchive } from '../../src/backup/archive.ts'
import { type Database, migrate, migrationState, openDatabase } from '../../src/db/index.ts'
import { apiPrefix } from '../../src/http/types.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { parseSecrets } from '../../src/kernel/secrets.ts'
import { keepPushKeys } from '../../src/modules/notifications/index.ts'
import { demoPassword, seedDemo } from '../../src/seed/index.ts'
import { openBucket, openFolder } from '../../src/storage/index.ts'
import { credentials, nodeOn } from '../http/node.ts'
import { accountSecret } from '../support/accounts.ts'
import { openTestBucket, type TestBucket } from '../support/bucket.ts'
import { setClock } from '../support/clock.ts'
import { type DatabaseKind, makeTestDatabase, type Place } from '../support/databases.ts'
import { joinBatch, makeCampaign } from '../support/engine.ts'
import { fillEveryTable, fingerprints } from '../support/every-table.ts'
import { violations } from '../support/invariants.ts'
import { silentLog } from '../support/log.ts'
import { startScript } from '../support/processes.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'
import { everythingTold, nextOf, type Told } from '../support/told.ts'
import { sambatanHere } from './installation.ts'

const hasServer = inject('postgres') !== undefined
const passphrase = 'melati di tapal batas'
const root = mkdtempSync(join(tmpdir(), 'sambatan-test-backup-'))
const passphraseFile = join(root, 'passphrase')
const places: Place[] = []

async function place(kind: DatabaseKind, options = { empty: true }): Promise<Place> {
  const made = await makeTestDatabase(kind, options)
  places.push(made)
  return made
}

async function look<T>({ options }: Place, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(options)
  return work(db).finally(() => db.close())
}

const secret = { SAMBATAN_SECRET: accountSecret }
let origin: Place
let bucket: TestBucket
/** Of the origin, and not encrypted. */
let backup: string
let marks: Record<string, string>

beforeAll(async () => {
  writeFileSync(passphraseFile, `${passphrase}\n`)
  bucket = await openTestBucket()
  origin = await place(hasServer ? 'server' : 'embedded', { empty: false })
  const storage = openBucket({ ...bucket.config, log: silentLog })
  await look(origin, async (db) => {
    const secrets = parseSecrets(accountSecret)
    await seedDemo({ db, storage, secrets }, { password: demoPassword })
    await keepPushKeys(db, secrets, silentLog)
    expect(await fillEveryTable(db), 'tables without a row: put one into test/support/every-table.ts').toEqual([])
    marks = await fingerprints(db)
  })
  await storage.put(`private/${'e'.repeat(32)}.webp`, {
    bytes: Buffer.from('a proof'),
    type: 'image/webp',
    isPrivate: true,
  })
  backup = join(root, 'origin.backup')
  const made = await sambatanHere(['backup', backup], { ...origin.env, ...bucket.env, ...secret })
  expect(made.stderr).toBe('')
  expect(made.stdout).toMatch(
    /^Backed up \d+ tables with [\d,]+ rows and 17 pictures to .*origin\.backup \(0\.\d MB\)\./,
  )
  expect(made.stdout).toContain('It is not encrypted')
  expect(made.stdout).toContain('Keep SAMBATAN_SECRET as well')
})
afterAll(async () => {
  for (const one of places) await one.dispose()
  await bucket?.dispose()
  rmSync(root, { recursive: true, force: true })
})

/** What the API tells of it. */
async function toldBy({ env }: Place, at?: string): Promise<Told> {
  const node = await nodeOn(env)
  try {
    if (at !== undefined) await setClock(node.services.db, { offsetMs: new Date(at).getTime() - Date.now() })
    return await everythingTold(async (path) => {
      const url = path.startsWith(apiPrefix) ? path : apiPrefix + path
      const answer = await node.app.inject({ url, headers: credentials('service') })
      return { body: answer.json(), next: nextOf(answer.headers.link) }
    })
  } finally {
    await node.close()
  }
}

describe('a backup', { timeout: 240_000 }, () => {
  /** Those in which a restore was killed, and is done again. */
  const targets = {} as Record<DatabaseKind, Place>

  it.each(['server', 'embedded'] as const)(
    'whose restore is killed in the middle leaves %s as it was',
    async (kind) => {
      if (kind === 'server' && !hasServer) return
      const target = await place(kind)
      targets[kind] = target
      const script = startScript('half-restore.ts', [backup, target.env.DATABASE_URL ?? target.env.SAMBATAN_DATA_DIR!])
      await script.prints(/half of \d+/)
      await script.kill()
      expect(await look(target, migrationState)).toMatchObject({ current: 0 })
    },
  )

  it('is restored to the embedded database, from a bucket to a folder, with every row of every table', async () => {
    const { embedded } = targets
    // A node has it, as one does that was started too early.
    const { code, stdout, stderr } = await look(embedded, async (db) => {
      const outcome = await sambatanHere(['restore', backup], { ...embedded.env, ...secret })
      expect(await fingerprints(db)).toEqual(marks)
      return outcome
    })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^Restored \d+ tables with [\d,]+ rows and 17 pictures into the embedded database/)
    expect(stdout).toMatch(/found|Everything is in order/)
    expect(code, stdout).toBe(/problems? found/.test(stdout) ? 1 : 0)
    const folder = openFolder({
      dir: join(embedded.env.SAMBATAN_DATA_DIR!, 'photos'),
      clock: systemClock,
      log: silentLog,
    })
    expect(String(await folder.get(`private/${'e'.repeat(32)}.webp`))).toBe('a proof')
  })

  it('is a tar file of lines that a person can read', async () => {
    const names: string[] = []
    for await (const { name, bytes } of readArchive(chunksOf(readFileSync(backup)))) {
      names.push(name)
      if (name.startsWith('tables/email_suppressions/')) {
        expect(JSON.parse(gunzipSync(bytes).toString())).toEqual([
          'gone@example.test',
          '550 tab\there\nline 2',
          '2026-11-29 10:11:12.123456+00',
        ])
      }
    }
    expect(names.slice(0, 2)).toEqual(['sambatan-backup.json', 'routines.json.gz'])
    expect(names.at(-1)).toBe('end.json')
    expect(statSync(backup).mode & 0o777).toBe(0o600)
  })

  it.skipIf(!hasServer)(
    'is made encrypted beside a node with the embedded database, and restored to a server with a bucket',
    async () => {
      const { embedded, server } = targets
      const dataDir = embedded.env.SAMBATAN_DATA_DIR!
      writeFileSync(join(dataDir, 'secret'), `${accountSecret}\n`)
      const file = join(root, 'sealed.backup')
      await look(embedded, async (db) => {
        const made = await sambatanHere(['backup', file, '--passphrase-file', passphraseFile], embedded.env)
        expect(made.stderr).toBe('')
        expect(made.stdout).toContain('The secrets of the data folder are in it.')
        expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
      })
      expect(readdirSync(dataDir).filter((name) => name.startsWith('db.'))).toEqual([])
      expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
      expect(readFileSync(file, 'latin1')).not.toContain(accountSecret)

      const env = { ...server.env, ...bucket.env }
      const wrong = join(root, 'wrong')
      writeFileSync(wrong, 'mawar di taman bunga')
      for (const [args, words] of [
        [[], /is encrypted\. Put its passphrase into a file/],
        [['--passphrase-file', wrong], /does not open with this passphrase\. Nothing was changed/],
      ] as const) {
        const refused = await sambatanHere(['restore', file, ...args], env)
        expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) })
      }
      const { stdout, stderr } = await sambatanHere(['restore', file, '--passphrase-file', passphraseFile], env)
      expect(stderr).toBe('')
      expect(stdout).toMatch(/SAMBATAN_SECRET="\$\(cat .*\/secret\)"/)
      expect(readFileSync(join(server.env.SAMBATAN_DATA_DIR!, 'secret'), 'utf8').trim()).toBe(accountSecret)
      expect(await look(server, fingerprints)).toEqual(marks)
      await look(server, async (db) => {
        await expect(db.query(`update sambatan.audit_logs set actor = 'x'`), 'triggers are back').rejects.toThrow()
        const [row] = await db.query<{ keys: number }>(`select count(*)::int as keys from pg_constraint
        where connamespace = 'sambatan'::regnamespace and contype = 'f'`)
        expect(row!.keys, 'and so are foreign keys').toBeGreaterThan(20)
        expect(await migrationState(db)).toMatchObject({ pendingMigrations: [], changedFunctions: [] })
      })
    },
  )

  it.skipIf(!hasServer)('is not needed to move to a server, and nothing starts on the old folder', async () => {
    const { embedded } = targets
    const server = await place('server')
    const dataDir = embedded.env.SAMBATAN_DATA_DIR!
    const moved = await sambatanHere(['move', '--to', server.env.DATABASE_URL!], embedded.env)
    expect(moved.stderr).toBe('')
    expect(moved.stdout).toContain(`SAMBATAN_SECRET           what is in ${join(dataDir, 'secret')}`)
    expect(await look(server, fingerprints)).toEqual(marks)
    await expect(openDatabase(embedded.options)).rejects.toThrow(/was moved to the server .* Set DATABASE_URL/)
    rmSync(join(dataDir, 'moved'))
    expect(await look(embedded, fingerprints), 'what was moved is there as it was').toEqual(marks)
    const again = await sambatanHere(['move', '--to', server.env.DATABASE_URL!], embedded.env)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('The database holds data already') })
    expect(existsSync(join(dataDir, 'moved'))).toBe(false)
  })
})

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** The same backup, with its first entry or all of it changed as somebody may have. */
async function rewritten(name: string, change: (manifest: Record<string, unknown>) => void): Promise<string> {
  const pieces: Uint8Array[] = []
  const writer = createArchiveWriter(async (bytes) => void pieces.push(Buffer.from(bytes)), new Date(0))
  for await (const entry of readArchive(chunksOf(readFileSync(backup)))) {
    let { bytes } = entry
    if (entry.name === 'sambatan-backup.json') {
      const manifest = JSON.parse(bytes.toString())
      change(manifest)
      bytes = Buffer.from(JSON.stringify(manifest))
    }
    if (entry.name === 'end.json') {
      bytes = Buffer.from(JSON.stringify({ ...JSON.parse(bytes.toString()), sha256: writer.sha256() }))
    }
    await writer.add(entry.name, bytes)
  }
  await writer.finish()
  return file(name, Buffer.concat(pieces))
}

function file(name: string, bytes: Uint8Array): string {
  const path = join(root, name)
  writeFileSync(path, bytes)
  return path
}

function changedCopy(name: string, change: (path: string) => void): string {
  const path = join(root, name)
  copyFileSync(backup, path)
  change(path)
  return path
}

describe('a file that cannot be restored', () => {
  const cases: [string, () => string | Promise<string>, RegExp][] = [
    ['is not there', () => join(root, 'nowhere'), /^There is no file .*nowhere\.\n$/],
    ['is empty', () => file('empty', Buffer.alloc(0)), /is empty, and no backup/],
    ['is another file', () => file('dump.sql', gzipSync('select 1')), /is no backup that "sambatan backup" made/],
    ['is a folder', () => root, /cannot be read \(EISDIR\)/],
    [
      'was cut off',
      () => changedCopy('cut', (path) => truncateSync(path, statSync(path).size - 20_000)),
      /is cut off: its end is missing/,
    ],
    [
      'was damaged',
      () =>
        changedCopy('damaged', (path) => {
          const bytes = readFileSync(path)
          const at = bytes.indexOf('tables/audit_logs/') + 600
          bytes[at] = bytes[at]! ^ 1
          writeFileSync(path, bytes)
        }),
      /is damaged \(its checksum is another\)/,
    ],
    [
      'has a newer form',
      () => rewritten('form', (manifest) => Object.assign(manifest, { format: 2, release: '9.0.0' })),
      /made by a newer version of Sambatan \(9\.0\.0\)/,
    ],
    [
      'has newer migrations',
      () =>
        rewritten('newer', ({ shape }) =>
          (shape as { migrations: unknown[] }).migrations.push({ version: 900, name: '0900_later', sha256: 'x' }),
        ),
      /stored by a newer version of Sambatan: it has 0900_later/,
    ],
    [
      'has another migration',
      () =>
        rewritten('other', ({ shape }) => {
          ;(shape as { migrations: { sha256: string }[] }).migrations[3]!.sha256 = 'x'
        }),
      /whose migration 0004_exploring is another/,
    ],
  ]
  it.each(cases)('%s: it is said, and no database is made', async (_, make, words) => {
    const dataDir = join(root, 'untouched')
    const { code, stdout, stderr } = await sambatanHere(['restore', await make()], { SAMBATAN_DATA_DIR: dataDir })
    expect(stderr).toMatch(words)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(existsSync(dataDir)).toBe(false)
  })

  it('would overwrite data: it is refused, and nothing changes', async () => {
    const { code, stdout, stderr } = await sambatanHere(['restore', backup], {
      ...origin.env,
      ...bucket.env,
      ...secret,
    })
    expect(stderr).toMatch(
      /holds data already, in access_logs \(\d+\), accounts .* and \d+ more tables\. Nothing was changed/,
    )
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(await look(origin, fingerprints)).toEqual(marks)
  })

  it('has another secret than the folder: it is refused before anything is made', async () => {
    const dataDir = join(root, 'other-secret')
    cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
    const path = join(root, 'with-secret.backup')
    writeFileSync(join(dataDir, 'secret'), accountSecret)
    const env = { SAMBATAN_DATA_DIR: dataDir }
    await sambatanHere(['backup', path, '--passphrase-file', passphraseFile], env)
    writeFileSync(join(dataDir, 'secret'), 'another secret of thirty-two characters')
    const { code, stderr } = await sambatanHere(['restore', path, '--passphrase-file', passphraseFile], env)
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('has another secret') })
    const damaged = readFileSync(path)
    damaged[damaged.length - 10]! ^= 1
    writeFileSync(path, damaged)
    const broken = await sambatanHere(['restore', path, '--passphrase-file', passphraseFile], env)
    expect(broken.stderr).toMatch(/is damaged \(a part of it is not what was encrypted/)
  })
})

describe('making a backup', { timeout: 120_000 }, () => {
  it('takes the place of no file, and no short passphrase', async () => {
    const env = { ...origin.env, ...bucket.env, ...secret }
    const before = readFileSync(backup)
    const again = await sambatanHere(['backup', backup], env)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
    expect(readFileSync(backup).equals(before)).toBe(true)
    const short = join(root, 'short')
    writeFileSync(short, 'rahasia')
    const weak = await sambatanHere(['backup', join(root, 'weak'), '--passphrase-file', short], env)
    expect(weak).toMatchObject({ code: 1, stderr: expect.stringContaining('at least 12 characters') })
  })

  it.skipIf(!canMount)('on a full disk leaves nothing, encrypted or not, and says what to do', async () => {
    const disk = mountSmallDisk(1)
    try {
      const env = { ...origin.env, ...bucket.env, ...secret }
      disk.fill()
      for (const more of [[], ['--passphrase-file', passphraseFile]]) {
        const path = join(disk.path, 'full.backup')
        const { code, stderr } = await sambatanHere(['backup', path, ...more], env)
        expect({ code, stderr }).toEqual({
          code: 1,
          stderr: expect.stringMatching(/^The disk is full: .*ENOSPC.*Make room/),
        })
        expect(readdirSync(disk.path)).toEqual(['ballast'])
      }
    } finally {
      disk.remove()
    }
  })

  it('is told of pictures that are not there', async () => {
    const env = { ...origin.env, ...secret, SAMBATAN_PHOTOS_DIR: join(root, 'no-photos') }
    const { code, stderr } = await sambatanHere(['backup', join(root, 'bare.backup')], env)
    expect(stderr).toMatch(/^17 pictures that the database knows are not in .*no-photos/)
    expect(code).toBe(0)
  })

  it.each(['server', 'embedded'] as const)(
    'on %s while a crowd joins has every join from before, and all sums right',
    async (kind) => {
      if (kind === 'server' && !hasServer) return
      const busy = await place(kind, { empty: false })
      const path = join(root, `crowd-${kind}.backup`)
      const acknowledged: string[] = []
      let before: string[] = []
      await look(busy, async (db) => {
        const campaign = await makeCampaign(db, { total_slots: 5000 })
        let isOver = false
        const crowd = (async () => {
          for (let n = 0; !isOver && n < 1500; n++) {
            const [outcome] = await joinBatch(db, campaign.id, [{ user_id: `buyer-${n}` }])
            acknowledged.push(outcome!.participation_id!)
          }
        })()
        await expect.poll(() => acknowledged.length).toBeGreaterThan(20)
        before = [...acknowledged]
        const made = await sambatanHere(['backup', path], busy.env)
        expect(made).toMatchObject({ code: 0, stderr: '' })
        isOver = true
        await crowd
      })
      expect(acknowledged.length).toBeGreaterThan(before.length)
      const copy = await place('embedded')
      const { code, stderr, stdout } = await sambatanHere(['restore', path], copy.env)
      expect({ code, stderr, stdout }).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(/The backup holds no secret\.[\s\S]*Everything is in order/),
      })
      expect(existsSync(join(copy.env.SAMBATAN_DATA_DIR!, 'secret')), 'looking makes none').toBe(false)
      await look(copy, async (db) => {
        expect(await violations(db)).toEqual([])
        const rows = await db.query<{ id: string }>('select id from sambatan.participants')
        const kept = new Set(rows.map(({ id }) => id))
        expect(before.filter((id) => !kept.has(id))).toEqual([])
        expect([...kept].filter((id) => !acknowledged.includes(id))).toEqual([])
      })
    },
  )
})

describe('a restore', { timeout: 240_000 }, () => {
  it('of an earlier release is brought to this one, and tells what that release told', async () => {
    const kind = hasServer ? 'server' : 'embedded'
    const old = await place(kind)
    const release = fileURLToPath(new URL('../db/releases/0009_search/', import.meta.url))
    await look(old, (db) => db.query(readFileSync(join(release, 'dump.sql'), 'utf8')))
    const path = join(root, 'old.backup')
    const made = await sambatanHere(['backup', path], { ...old.env, ...secret })
    expect(made.code).toBe(0)
    const copy = await place(kind)
    const restored = await sambatanHere(['restore', path], { ...copy.env, ...secret })
    expect(restored.stderr).toBe('')
    const { at, told } = JSON.parse(readFileSync(join(release, 'told.json'), 'utf8')) as { at: string; told: Told }
    expect(await toldBy(copy, at)).toMatchObject(told)
    await look(copy, async (db) => {
      expect(await violations(db)).toEqual([])
      expect(await migrationState(db)).toMatchObject({ pendingMigrations: [], changedFunctions: [] })
      expect(await migrate(db)).toEqual({ migrations: [], functions: [], dropped: [] })
    })
  })
})
