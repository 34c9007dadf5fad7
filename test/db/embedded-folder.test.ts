import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { thisProcess } from '../../src/db/embedded/holder.ts'
import { openDatabase } from '../../src/db/index.ts'
import { startScript } from '../support/processes.ts'

let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sambatan-test-data-'))
  cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
})

afterEach(() => {
  // What a killed process leaves behind, its successor clears away; here there is none.
  if (existsSync(lockFile())) rmSync(readLock().socket, { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
})

const lockFile = () => join(dataDir, 'lock')
const readLock = () => JSON.parse(readFileSync(lockFile(), 'utf8'))

it('keeps every acknowledged row through kill -9 at any moment', { timeout: 90_000 }, async () => {
  const acknowledged = new Set<number>()
  for (let round = 0; round < 5; round++) {
    const writer = startScript('embedded-writer.ts', [dataDir])
    await writer.prints(/^open\n\d+\n/)
    await sleep(20 + Math.random() * 600)
    await writer.kill()
    // The last line may be cut off in the middle of a number.
    const lines = writer.output().split('\n').slice(1, -1)
    for (const line of lines) acknowledged.add(Number(line))
    expect(lines.length).toBeGreaterThan(0)
  }
  const db = await openDatabase({ dataDir })
  const rows = await db.query<{ id: number }>('select id from public.written')
  await db.close()
  const there = new Set(rows.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
})

it('is refused to a second process, with a sentence that says who has it and what to do', async () => {
  const db = await openDatabase({ dataDir })
  const second = startScript('embedded-writer.ts', [dataDir])
  expect(await second.exited()).toBe(1)
  expect(second.output()).toContain('data_folder_in_use')
  expect(second.output()).toContain(`The folder ${dataDir} is in use by process ${process.pid}, since 20`)
  expect(second.output()).toMatch(/HTTP API.*stop it.*DATABASE_URL/)
  await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'data_folder_in_use' })
  await db.close()
  expect(existsSync(lockFile())).toBe(false)
})

it('is taken over from a killed process, whose socket is cleared away', async () => {
  const first = startScript('embedded-writer.ts', [dataDir, 'hold'])
  await first.prints(/open/)
  const { socket, pid } = readLock()
  expect(pid).toBe(first.child.pid)
  expect(existsSync(socket)).toBe(true)
  await first.kill()
  const db = await openDatabase({ dataDir })
  expect(existsSync(socket)).toBe(false)
  expect(readLock().pid).toBe(process.pid)
  await db.close()
})

it('is taken over when the pid in the lock now belongs to another process', async () => {
  writeFileSync(lockFile(), JSON.stringify({ ...thisProcess('/nowhere', staleHolder().token), pid: process.ppid }))
  const db = await openDatabase({ dataDir })
  await db.close()
})

it('is taken over by exactly one of many that find a dead one’s lock', { timeout: 60_000 }, async () => {
  const dead = startScript('embedded-writer.ts', [dataDir, 'hold'])
  await dead.prints(/open/)
  await dead.kill()
  const rivals = Array.from({ length: 6 }, () => startScript('embedded-writer.ts', [dataDir, 'hold']))
  await Promise.all(rivals.map((rival) => rival.prints(/open|data_folder_in_use/)))
  expect(rivals.filter((rival) => rival.output().startsWith('open'))).toHaveLength(1)
  await Promise.all(rivals.map((rival) => rival.kill()))
})

it('is taken over from another machine only when that one has fallen silent', { timeout: 30_000 }, async () => {
  const holder = { ...staleHolder(), host: 'elsewhere' }
  writeFileSync(lockFile(), JSON.stringify(holder))
  const alive = setInterval(() => writeFileSync(lockFile(), JSON.stringify(holder)), 500)
  await expect(openDatabase({ dataDir })).rejects.toThrow(/on elsewhere/)
  clearInterval(alive)
  const db = await openDatabase({ dataDir })
  await db.close()
})

it('starts again by itself when the database’s thread dies, and loses nothing', async () => {
  const threads: Worker[] = []
  const onWorker = (worker: Worker) => threads.push(worker)
  process.on('worker', onWorker)
  const db = await openDatabase({ dataDir })
  process.off('worker', onWorker)
  await db.query('create table public.kept as select 1 as one')
  const under = db.query('select pg_sleep(1)').catch((error) => error.code)
  await threads[0]?.terminate()
  expect(await under).toBe('database_unavailable')
  await expect
    .poll(() => db.query('select one from public.kept').catch(({ code }) => code), { timeout: 5000 })
    .toEqual([{ one: 1 }])
  await db.close()
})

function staleHolder() {
  return {
    pid: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    host: hostname(),
    processStart: '1',
    socket: '/nowhere',
    token: 'a0000000-0000-4000-8000-000000000000',
  }
}

it('looks after itself: a short log and known table sizes, whatever has been written', {
  timeout: 60_000,
}, async () => {
  const db = await openDatabase({ dataDir })
  await db.query('create table public.bulk (id int, text text)')
  for (let i = 0; i < 6; i++) {
    await db.query(`insert into public.bulk select i, repeat(md5(i::text), 10) from generate_series(1, 50000) i`)
  }
  const logBytes = `select pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn)::float8 as bytes from pg_control_checkpoint()`
  const bytes = async () => (await db.query<{ bytes: number }>(logBytes))[0]?.bytes
  await expect.poll(bytes, { timeout: 10_000 }).toBeLessThan(1_000_000)
  const known = async () =>
    (await db.query<{ n: number }>(`select reltuples::int as n from pg_class where relname = 'bulk'`))[0]?.n
  await expect.poll(known, { timeout: 20_000 }).toBe(300_000)
  await db.close()
})
