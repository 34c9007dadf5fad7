/** Of all processes, wherever they run, one at a time owns a data folder; and nothing that any acknowledged is lost. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../src/db/index.ts'
import { type Script, startScript } from '../support/processes.ts'

/** Another pid namespace, as another container has; what runs in it dies with it. */
const APART = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc']
const canBeApart = spawnSync(APART[0]!, [...APART.slice(1), 'true']).status === 0

const root = mkdtempSync(join(tmpdir(), 'sambatan-test-owner-'))
const started: Script[] = []

afterAll(async () => {
  await Promise.all(started.map((script) => script.kill()))
  rmSync(root, { recursive: true, force: true })
})

/** A folder of its own for a test, with the sockets of its processes inside. */
function newFolder(name: string, { empty = false } = {}): string {
  const dataDir = join(root, name)
  mkdirSync(dataDir)
  mkdirSync(`${dataDir}.t`)
  if (!empty) cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
  return dataDir
}

function start(dataDir: string, mode: string[] = ['hold'], through: string[] = [], env: Record<string, string> = {}) {
  const script = startScript('embedded-writer.ts', [dataDir, ...mode], { TMPDIR: `${dataDir}.t`, ...env }, through)
  started.push(script)
  return script
}

const readLock = (dataDir: string) => JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))

/** Ids that it was told are committed; the last line may be cut off in the middle of a number. */
const acknowledged = (script: Script) => script.output().split('\n').slice(1, -1).map(Number)

describe.concurrent('one owner', { timeout: 120_000 }, () => {
  it.skipIf(!canBeApart)('is one, also where pids and the host name of another container mean nothing', async () => {
    const dataDir = newFolder('apart')
    const first = start(dataDir, ['hold'], APART)
    await first.prints(/open/)
    const here = start(dataDir)
    expect(await here.exited()).toBe(1)
    expect(here.output()).toMatch(/data_folder_in_use: The folder .*apart is in use by process 1 of another container/)
    const there = start(dataDir, ['hold'], APART)
    expect(await there.exited()).toBe(1)
    expect(first.child.exitCode).toBeNull()

    await first.kill()
    const next = start(dataDir)
    await next.prints(/open/)
    expect(next.said()).toMatch(/apart belongs to process 1 of another container.*no sign of life: waiting 5 seconds/)
  })

  it('is refused to a process that shares host name and pid with a living holder elsewhere', async () => {
    const dataDir = newFolder('alike')
    const holder = { ...heldBy(dataDir), pidNamespace: 'pid:[1]', pid: 4_194_303 }
    writeFileSync(join(dataDir, 'lock'), JSON.stringify(holder))
    const heartbeat = setInterval(() => utimesSync(join(dataDir, 'lock'), new Date(), new Date()), 300)
    const second = start(dataDir)
    expect(await second.exited()).toBe(1)
    clearInterval(heartbeat)
    expect(second.output()).toContain('data_folder_in_use')
  })

  it('is taken over at once from a dead one that nobody has reaped', async ({ expect }) => {
    const dataDir = newFolder('zombie')
    // The shell becomes a `sleep`, which does not reap.
    const first = start(dataDir, ['hold'], ['sh', '-c', '"$@" & exec sleep 60', 'sh'])
    await first.prints(/open/)
    const { pid } = readLock(dataDir)
    process.kill(pid, 'SIGKILL')
    const state = () => /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
    await expect.poll(state, { timeout: 10_000 }).toBe('Z')
    const second = start(dataDir)
    await second.prints(/open/)
    expect(second.said()).toBe('')
    expect(state()).toBe('Z')
  })

  it('is waited for while it is stopping, and that is said', async () => {
    const dataDir = newFolder('stopping')
    const first = start(dataDir, ['linger'])
    await first.prints(/open/)
    const refused = start(dataDir)
    expect(await refused.exited()).toBe(1)
    first.child.kill('SIGTERM')
    await first.prints(/stopping/)
    const second = start(dataDir)
    await second.says(/^Process \d+ is stopping: waiting until .*stopping is free\.$/m)
    first.child.kill('SIGUSR2')
    await second.prints(/open/)
    expect(await first.exited()).toBe(0)
    expect(existsSync(join(dataDir, 'lock.stopping'))).toBe(false)
  })

  it('stops when it wakes up and another has the folder; what either acknowledged is there', async ({ expect }) => {
    const dataDir = newFolder('frozen')
    const first = start(dataDir, ['write', 'a'])
    await first.prints(/^open\n(\d+\n){50}/)
    first.child.kill('SIGSTOP')
    const second = start(dataDir, ['write', 'b'])
    await second.says(/no sign of life/)
    await second.prints(/^open\n(\d+\n){50}/)
    first.child.kill('SIGCONT')
    expect(await first.exited()).toBe(1)
    expect(first.said()).toMatch(/^Another process has taken over the folder .*frozen.*stops at once/)
    const count = acknowledged(second).length
    await expect.poll(() => acknowledged(second).length, { timeout: 10_000 }).toBeGreaterThan(count)
    await second.kill()

    const db = await openDatabase({ dataDir })
    const rows = await db.query<{ id: number; name: string }>('select id, left(text, 1) as name from public.written')
    await db.close()
    const names = new Map(rows.map(({ id, name }) => [Number(id), name]))
    expect(acknowledged(first).filter((id) => names.get(id) !== 'a')).toEqual([])
    expect(acknowledged(second).filter((id) => names.get(id) !== 'b')).toEqual([])
  })

  it('writes nothing into the database of its successor, wherever it was frozen', async ({ expect }) => {
    const dataDir = newFolder('stale')
    const holder = { ...heldBy(dataDir), pidNamespace: 'pid:[1]', pid: 4_194_303 }
    writeFileSync(join(dataDir, 'lock'), JSON.stringify(holder))
    // What the frozen one has open, and writes to on waking.
    const files = everything(join(dataDir, 'db')).filter((path) => statSync(path).isFile())
    const open = files.filter((path) => /pg_wal|pg_control/.test(path)).map((path) => openSync(path, 'r+'))
    expect(open.length).toBeGreaterThan(1)
    const second = start(dataDir, ['write', 'b'])
    await second.prints(/^open\n(\d+\n){20}/)
    for (const fd of open) {
      writeSync(fd, Buffer.alloc(8192, 0xff), 0, 8192, 0)
      closeSync(fd)
    }
    await second.kill()
    const db = await openDatabase({ dataDir })
    const rows = await db.query<{ id: number }>('select id from public.written')
    await db.close()
    const ids = new Set(rows.map(({ id }) => Number(id)))
    expect(acknowledged(second).filter((id) => !ids.has(id))).toEqual([])
    expect(readdirSync(dataDir).filter((name) => /^(db\.|lock)/.test(name))).toEqual([])
  })

  it.each([
    ['before its first step', ['db.copy'], true],
    ['between its two steps', ['db.copy', 'db.before'], false],
    ['after its last step', ['db.before'], true],
  ])('finds a database whole whose copying was killed %s', async (_when, left, hasDatabase) => {
    const dataDir = newFolder(`killed-${left.join('-')}`)
    for (const name of left) cpSync(join(dataDir, 'db'), join(dataDir, name), { recursive: true })
    // Half of one, where it was killed while it was made.
    if (hasDatabase) rmSync(join(dataDir, left[0]!, 'PG_VERSION'))
    else rmSync(join(dataDir, 'db'), { recursive: true })
    writeFileSync(join(dataDir, 'lock.silent'), '')
    const db = await openDatabase({ dataDir })
    expect(await db.query('select 1 as one from sambatan.schema_migrations limit 1')).toEqual([{ one: 1 }])
    await db.close()
    expect(readdirSync(dataDir).filter((name) => /^(db\.|lock)/.test(name))).toEqual([])
  })

  it('stops when its lock file was taken away', async () => {
    const dataDir = newFolder('removed')
    const first = start(dataDir)
    await first.prints(/open/)
    rmSync(join(dataDir, 'lock'))
    expect(await first.exited()).toBe(1)
  })

  it('is found where one that died had written half a lock', async () => {
    const dataDir = newFolder('half')
    writeFileSync(join(dataDir, 'lock'), '{"pid": 12')
    const db = await openDatabase({ dataDir })
    await db.close()
  })

  it('needs no hard links, which some file systems do not have', async () => {
    const dataDir = newFolder('unlinked')
    const noLinks = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
      fs.linkSync = () => { throw Object.assign(new Error('no links'), { code: 'ENOTSUP' }) }
      syncBuiltinESMExports()`
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noLinks)}` }
    await start(dataDir, ['hold'], [], env).prints(/open/)
  })

  it('keeps others out of the folder: of what was there, and of what is new', async () => {
    const dataDir = newFolder('open-to-all')
    for (const path of everything(dataDir)) chmodSync(path, statSync(path).isDirectory() ? 0o777 : 0o666)
    writeFileSync(join(dataDir, 'secret'), 'old', { mode: 0o644 })
    const db = await openDatabase({ dataDir })
    await db.query('create table public.fresh as select 1 as one')
    expect(everything(dataDir).filter(isOpenToOthers)).toEqual([])
    await db.close()
    expect(everything(dataDir).filter(isOpenToOthers)).toEqual([])
  })

  it('makes a first database whole or not at all, and for its user alone', async () => {
    const dataDir = newFolder('first', { empty: true })
    mkdirSync(join(dataDir, 'db.new'))
    writeFileSync(join(dataDir, 'db.new', 'PG_VERSION'), '18') // left by a start that was killed
    const db = await openDatabase({ dataDir })
    await db.query('create table public.kept as select 1 as one')
    await db.close()
    expect(readdirSync(dataDir)).toEqual(['db'])
    expect(everything(dataDir).filter(isOpenToOthers)).toEqual([])
    const again = await openDatabase({ dataDir })
    expect(await again.query('select one from public.kept')).toEqual([{ one: 1 }])
    await again.close()
  })
})

function heldBy(dataDir: string) {
  return {
    pid: process.pid,
    startedAt: '2026-01-01T00:00:00.000Z',
    host: readFileSync('/proc/sys/kernel/hostname', 'utf8').trim(),
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    socket: join(dataDir, 'nowhere'),
    token: 'a0000000-0000-4000-8000-000000000000',
  }
}

function everything(dir: string): string[] {
  return [dir, ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name))]
}

const isOpenToOthers = (path: string) => (statSync(path).mode & 0o077) !== 0
