/** A folder that cannot be used is said in one sentence that names it, by the server and by every command alike. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Config, readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/index.ts'
import { withLocalSecrets } from '../../src/local-secrets.ts'
import { compileCache } from '../support/processes.ts'
import { main as cli, type Outcome } from './installation.ts'

const server = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const commands = [['migrate'], ['seed'], ['doctor'], ['audit', 'melati'], ['export', 'melati']]

/** A file system of our own, gone with the process. */
const MOUNTED = ['unshare', '--mount']
const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sambatan-test-folder-'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run([command, ...args]: string[], dataDir: string, env: Record<string, string> = {}): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(command as string, args, {
      env: { PATH, HOME, PORT: '0', SAMBATAN_DEMO: 'off', SAMBATAN_DATA_DIR: dataDir, ...compileCache, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const outcome: Outcome = { code: null, stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text) => {
      outcome.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      outcome.stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...outcome, code }))
  })
}

const start = (dataDir: string, through: string[] = [], env: Record<string, string> = {}) =>
  run([...through, process.execPath, server], dataDir, env)

/** Everything that was said is this one sentence, and no line of a stack. */
function expectSentence({ code, stderr }: Outcome, words: RegExp, dataDir: string): void {
  expect(stderr).toMatch(words)
  expect(stderr).toContain(dataDir)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
}

describe('a folder that cannot be used', { timeout: 120_000 }, () => {
  it('is a file: the server and every command say so', async () => {
    const dataDir = join(root, 'file')
    writeFileSync(dataDir, '')
    expectSentence(await start(dataDir), /a file is where a folder should be/, dataDir)
    for (const outcome of await everyCommand(dataDir)) {
      expect(outcome.stdout + outcome.stderr).toMatch(/file cannot hold the embedded database.*SAMBATAN_DATA_DIR/)
      expect(outcome.stdout + outcome.stderr).not.toMatch(/ {4}at /)
      expect(outcome.code).toBe(1)
    }
  })

  it('is in use: every command says by whom, and changes nothing', async () => {
    const dataDir = join(root, 'busy')
    cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
    const db = await openDatabase({ dataDir })
    for (const outcome of await everyCommand(dataDir)) {
      expect(outcome.stdout + outcome.stderr).toContain(`The folder ${dataDir} is in use by process ${process.pid},`)
      expect(outcome.code).toBe(1)
    }
    expect(await db.query('select 1 as one'), 'it is left to its owner').toEqual([{ one: 1 }])
    await db.close()
  })

  it.skipIf(process.platform !== 'linux')('cannot be made', async () => {
    expectSentence(await start('/proc/sambatan'), /cannot be made \(ENOENT\)/, '/proc/sambatan')
  })

  it.skipIf(process.getuid?.() !== 0)('belongs to another user', async () => {
    const dataDir = join(root, 'theirs')
    mkdirSync(dataDir, { mode: 0o755 })
    // Root may do what it likes, unless it gives that up.
    const asRoot = ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all', '--reuid', '0', '--clear-groups']
    spawnSync('chown', ['65534', dataDir])
    expectSentence(await start(dataDir, asRoot), /cannot be used by this user \(uid 0\) \(EACCES\)/, dataDir)
  })

  it.each([
    ['a log', 'pg_wal', /PostgreSQL says: .*checkpoint record/],
    ['its version', 'PG_VERSION', /PG_VERSION is missing/],
    ['its control file', 'global/pg_control', /PostgreSQL says: .*pg_control/],
  ])('has lost %s', async (_, part, words) => {
    const dataDir = join(root, `without-${part.replace('/', '-')}`)
    cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
    rmSync(join(dataDir, 'db', part), { recursive: true })
    if (part === 'pg_wal') mkdirSync(join(dataDir, 'db', part))
    const opening = openDatabase({ dataDir })
    await expect(opening).rejects.toMatchObject({ name: 'SetupError', code: 'data_folder_damaged' })
    await expect(opening).rejects.toThrow(words)
    await expect(opening).rejects.toThrow(dataDir)
  })

  it.skipIf(!canMount)('is on a full disk, which is left as it was', async () => {
    const dataDir = join(root, 'full')
    mkdirSync(dataDir)
    const through = [
      ...MOUNTED,
      'sh',
      '-c',
      'mount -t tmpfs -o size=8m none "$0" && "$@"; code=$?; ls "$0" >&2; exit $code',
      dataDir,
    ]
    const outcome = await start(dataDir, through)
    const [sentence, ...left] = outcome.stderr.trim().split('\n')
    expectSentence({ ...outcome, stderr: sentence ?? '' }, /The disk with the folder .* is full \(ENOSPC\)/, dataDir)
    expect(left).toEqual(['secret', 'service-key'])
    const none = [...MOUNTED, 'sh', '-c', 'mount -t tmpfs -o size=8k none "$0" && exec "$@"', dataDir]
    expectSentence(await start(dataDir, none), /is full \(ENOSPC\)/, dataDir)
  })

  it.skipIf(!canMount)('can only be read', async () => {
    const dataDir = join(root, 'read-only')
    mkdirSync(dataDir)
    const through = [...MOUNTED, 'sh', '-c', 'mount -t tmpfs -o ro none "$0" && exec "$@"', dataDir]
    expectSentence(await start(dataDir, through), /file system that can only be read/, dataDir)
  })

  it('has no place for its socket', async () => {
    const dataDir = join(root, 'no-tmp')
    const outcome = await start(dataDir, [], { TMPDIR: join(root, 'nowhere') })
    expectSentence({ ...outcome, stderr: outcome.stderr }, /folder for temporary files.*TMPDIR/, join(root, 'nowhere'))
  })
})

it('secrets that a first start could not finish writing are made anew, and never empty', async () => {
  const dataDir = join(root, 'secrets')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'secret'), '')
  const config: Config = readConfig({ SAMBATAN_DATA_DIR: dataDir })
  const { secret, serviceKey } = await withLocalSecrets(config)
  expect(secret?.length).toBeGreaterThanOrEqual(32)
  expect(readFileSync(join(dataDir, 'secret'), 'utf8').trim()).toBe(secret)
  expect(await withLocalSecrets(config)).toMatchObject({ secret, serviceKey })
  expect(statSync(join(dataDir, 'secret')).mode & 0o077).toBe(0)
})

function everyCommand(dataDir: string): Promise<Outcome[]> {
  return Promise.all(commands.map((command) => run([process.execPath, cli, ...command], dataDir)))
}
