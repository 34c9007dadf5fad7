/** A worker as a process of its own, and what the nodes say that only serve, with it and without. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, inject, it } from 'vitest'
import { credentials, nodeOn } from '../http/node.ts'
import { newCampaign } from '../http/things.ts'
import { withDatabase } from '../support/admin.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { freePort } from '../support/postgres.ts'
import { main, sambatan } from './installation.ts'

describe.skipIf(inject('postgres') === undefined)('without a worker', () => {
  it('what is due is overdue on every node that serves, until a worker comes, which answers for itself', async () => {
    const database = await makeTestDatabase('server')
    const node = await nodeOn(database.env, { env: { SAMBATAN_SCHEDULER: 'on' } })
    const { id } = await newCampaign(node)
    expect((await node.ask('GET', '/readyz')).body.checks).toMatchObject({ scheduler: 'ok', lifecycle: 'ok' })
    await withDatabase(database.options.url!, (admin) =>
      admin.query(
        `update sambatan.campaigns set created_at = now() - interval '2 days', deadline = now() - interval '20 minutes' where id = $1`,
        [id],
      ),
    )
    const unready = await node.ask('GET', '/readyz')
    expect([unready.status, unready.body.status]).toEqual([200, 'ready'])
    expect(unready.body.checks).toMatchObject({ scheduler: 'ok', lifecycle: 'overdue' })
    const { body } = await node.ask('GET', '/scheduler/status')
    expect(body.overdue_seconds).toBeGreaterThanOrEqual(1_200)
    const doctor = await sambatan(['doctor'], { ...database.env, SAMBATAN_SCHEDULER: 'on' })
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining('overdue')])
    await node.ask('POST', '/scheduler/pause')
    const paused = await sambatan(['doctor'], database.env)
    expect([paused.code, paused.stdout], 'also while it is paused').toEqual([1, expect.stringContaining('overdue')])
    await node.ask('POST', '/scheduler/resume')

    const port = await freePort()
    const { PATH = '', HOME = '' } = process.env
    const worker = spawn(process.execPath, [main, 'worker'], {
      env: {
        PATH,
        HOME,
        LOG_LEVEL: 'fatal',
        ...database.env,
        SAMBATAN_SCHEDULER: 'on',
        SAMBATAN_WORKER_PORT: String(port),
      },
      stdio: 'ignore',
    })
    try {
      const of = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: credentials('service') })
      await expect
        .poll(
          () =>
            of('/healthz').then(
              ({ status }) => status,
              () => 0,
            ),
          { timeout: 20_000 },
        )
        .toBe(200)
      await expect
        .poll(
          async () => ((await (await of('/readyz')).json()) as { checks: { lifecycle: string } }).checks.lifecycle,
          { timeout: 10_000 },
        )
        .toBe('ok')
      expect((await node.ask('GET', '/readyz')).body.checks.lifecycle).toBe('ok')
      // A run that is at it is not overdue any more, and counted when it is over.
      const metricsNow = async () => (await of('/metrics')).text()
      await expect
        .poll(metricsNow, { timeout: 10_000 })
        .toMatch(/^sambatan_transitions_total\{event="campaign_failed"\} 1$/m)
      const metrics = await metricsNow()
      expect(metrics).toMatch(/^sambatan_lifecycle_overdue_seconds \d/m)
      expect((await of('/api/sambatan/campaigns')).status, 'nothing else is there').toBe(404)
      const ended = once(worker, 'exit')
      worker.kill('SIGTERM')
      expect((await ended)[0]).toBe(0)
    } finally {
      worker.kill('SIGKILL')
    }
    await node.close()
    await database.dispose()
  }, 60_000)
})
