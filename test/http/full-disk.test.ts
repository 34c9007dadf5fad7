/**
 * A database whose disk is full, on a real file system without a free byte: what is read goes on, what writes is told
 * 503 and when to come back, nothing acknowledged is lost or half done, and room is all that it takes to go on.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { checkDisks } from '../../src/cli/doctor-disk.ts'
import { openDatabase } from '../../src/db/index.ts'
import { withDatabase } from '../support/admin.ts'
import { readableLog } from '../support/log.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { canMount, mountSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { expectProblem, nodeOn, type TestNode } from './node.ts'
import { joinBody, newCampaign, newParticipation } from './things.ts'

const binaries = findPostgres()
const incompressible = () => Array.from({ length: 8000 }, () => String.fromCharCode(33 + Math.random() * 90)).join('')

/** Writes until it is refused; answers the refusal and how many were acknowledged before it. */
async function writeUntilRefused(node: TestNode) {
  for (let acknowledged = 0; acknowledged < 2000; acknowledged++) {
    const body = { name: `Sabun ${acknowledged}`, seller_id: 'filler', base_price: 1, description: incompressible() }
    const answer = await node.ask('POST', '/products', { body })
    if (answer.status !== 201) return { answer, acknowledged }
  }
  throw new Error('the disk is never full')
}

const productsOf = async (node: TestNode, seller: string) => {
  const [row] = await node.services.db.query<{ count: number }>(
    'select count(*)::int as count from sambatan.products where seller_id = $1',
    [seller],
  )
  return row!.count
}

const loud = (lines: Record<string, unknown>[]) => lines.filter(({ level }) => Number(level) >= 40)

/** With a full disk under it, whatever the database. */
async function refusesAndRecovers(node: TestNode, disk: SmallDisk, lines: Record<string, unknown>[]): Promise<void> {
  const { id } = await newCampaign(node, { total_slots: 100 })
  await newParticipation(node, id)
  disk.fill()
  const { answer, acknowledged } = await writeUntilRefused(node)
  const refused = await Promise.all(Array.from({ length: 5 }, () => writeUntilRefused(node)))
  const more = refused.reduce((sum, each) => sum + each.acknowledged, 0)
  for (const each of [answer, ...refused.map((one) => one.answer)]) {
    expectProblem(each, 503, 'database_unavailable')
    expect(each.headers['retry-after']).toBe('2')
  }
  expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots, 'reads go on').toBe(1)
  expect((await node.ask('GET', '/metrics')).text).toMatch(/^sambatan_database_short 1$/m)
  expect(loud(lines).filter(({ msg }) => /has no room/.test(String(msg)))).toHaveLength(1)
  expect(loud(lines).filter(({ msg }) => msg === 'request failed')).toEqual([])

  disk.makeRoom()
  const join = { body: joinBody({ user_id: 'buyer-2' }), headers: { 'idempotency-key': 'on a full disk' } }
  await expect
    .poll(async () => (await node.ask('POST', `/campaigns/${id}/join`, join)).status, { timeout: 5_000 })
    .toBe(201)
  expect((await node.ask('GET', `/campaigns/${id}/progress`)).body.filled_slots).toBe(2)
  expect(await productsOf(node, 'filler'), 'what was acknowledged is there, and nothing else').toBe(acknowledged + more)
}

describe.skipIf(!canMount)('the embedded database on a full disk', { timeout: 60_000 }, () => {
  let disk: SmallDisk
  let node: TestNode
  const { log, lines } = readableLog()

  beforeAll(async () => {
    disk = mountSmallDisk(110)
    const dataDir = join(disk.path, 'data')
    cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
    node = await nodeOn({ SAMBATAN_DATA_DIR: dataDir }, { env: { SAMBATAN_SCHEDULER: 'on' }, work: true, log })
  }, 60_000)
  afterAll(async () => {
    await node?.close()
    disk?.remove()
  })

  it('refuses what writes with 503, says so once, and goes on when there is room', async () => {
    await refusesAndRecovers(node, disk, lines)
  })

  it('starts its database again when the log itself has no room, and loses nothing', async () => {
    const { id } = await newCampaign(node)
    const joined = await newParticipation(node, id)
    disk.fill()
    const logged = () => node.services.db.query(`select pg_logical_emit_message(true, 'full', repeat('x', 1000000))`)
    const refusal = async () => {
      for (let i = 0; i < 40; i++) await logged()
    }
    await expect(refusal()).rejects.toMatchObject({ code: 'database_unavailable' })
    const join = { body: joinBody({ user_id: 'buyer-2' }), headers: { 'idempotency-key': 'no room for the log' } }
    const answer = await node.ask('POST', `/campaigns/${id}/join`, join)
    expect([201, 503]).toContain(answer.status)
    const findings = await checkDisks({ kind: 'embedded' } as typeof node.services.db, node.services.config)
    expect(findings[0]).toMatchObject({ name: 'disk', level: 'fail' })
    expect((await node.ask('GET', '/metrics')).text).toMatch(/^sambatan_database_free_bytes 0$/m)

    disk.makeRoom()
    await expect
      .poll(async () => (await node.ask('POST', `/campaigns/${id}/join`, join)).status, { timeout: 20_000 })
      .toBe(201)
    const { body } = await node.ask('GET', `/campaigns/${id}/progress`)
    expect(body.filled_slots, 'the join before and the join that was tried again, once').toBe(2)
    expect((await node.ask('GET', `/participations/${joined.id}`)).status).toBe(200)
    expect(loud(lines).filter(({ msg }) => msg === 'request failed')).toEqual([])
  })
})

describe.skipIf(!canMount || binaries === undefined)('a server on a full disk', { timeout: 60_000 }, () => {
  let disk: SmallDisk
  let postgres: TestPostgres
  let node: TestNode
  const { log, lines } = readableLog()

  beforeAll(async () => {
    disk = mountSmallDisk(150)
    postgres = await startPostgres(binaries as NonNullable<typeof binaries>, { parent: disk.path })
    await withDatabase(postgres.url('postgres'), async (admin) => {
      await admin.query('create database fresh')
      await admin.query('create database cold')
    })
    await withDatabase(postgres.url('fresh'), (client) => client.query('select 1'))
    node = await nodeOn(
      { DATABASE_URL: postgres.url('postgres') },
      { env: { SAMBATAN_SCHEDULER: 'on' }, work: true, log },
    )
  }, 60_000)
  afterAll(async () => {
    await node?.close()
    await postgres?.remove()
    disk?.remove()
  })

  it('is kept its connections, and what writes is refused with 503 until there is room', async () => {
    const processes = async () =>
      (
        await node.services.db.query<{ pid: number }>(
          `select pid from pg_stat_activity where application_name = 'sambatan' order by pid`,
        )
      ).map(({ pid }) => pid)
    await Promise.all(Array.from({ length: 12 }, () => node.services.db.query('select pg_sleep(0.05)')))
    const before = await processes()
    await refusesAndRecovers(node, disk, lines)
    const after = await processes()
    expect(before.filter((pid) => after.includes(pid)).length, 'most live on').toBeGreaterThan(before.length / 2)
  })

  it('is unavailable where it cannot even open a session', async () => {
    disk.fill()
    const cold = await openDatabase({ url: postgres.url('cold') })
    const refusal = await cold.query('select 1').catch((error) => error)
    await cold.close()
    disk.makeRoom()
    expect(refusal).toMatchObject({ code: 'database_unavailable', cause: { message: 'could not write init file' } })
  })

  it('is named in a sentence by a node that is started on it', async () => {
    disk.fill()
    const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(process.execPath, [main], {
      env: { PATH, HOME, PORT: '0', DATABASE_URL: postgres.url('fresh'), SAMBATAN_DATA_DIR: join(disk.path, 'none') },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 30_000,
    })
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close')])
    disk.makeRoom()
    const sentences = said.split('\n').filter((line) => line !== '' && !line.startsWith('{"level":'))
    expect(sentences).toEqual([
      expect.stringMatching(/^The disk of the database is full \(.*No space left on device\)\. .*make room/),
    ])
    expect(code).toBe(1)
  })
})
