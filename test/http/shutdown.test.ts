/** Stopping: what was taken is finished and answered, nothing new is taken, and nothing hangs. */

import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { within } from '../../src/kernel/within.ts'
import { withDatabase } from '../support/admin.ts'
import { makeTestDatabase } from '../support/databases.ts'
import { addressOf, credentials, expectProblem, nodeOn } from './node.ts'
import { joinBody, newCampaign } from './things.ts'

interface Reply {
  status: number
  headers: Record<string, unknown>
  text: string
}

function send(base: string, method: string, path: string, body: object | undefined, agent: Agent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { ...credentials('service'), ...(body ? { 'content-type': 'application/json' } : {}) }
    const sent = request(base + addressOf(path), { method, headers, agent }, async (response) => {
      let text = ''
      for await (const chunk of response.setEncoding('utf8')) text += chunk
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
    })
    sent.on('error', reject)
    sent.end(body && JSON.stringify(body))
  })
}

describe.skipIf(inject('postgres') === undefined)('a node that is stopped', () => {
  it('answers the join that it took, refuses the next one on an open connection, and closes', async () => {
    const database = await makeTestDatabase('server')
    const node = await nodeOn(database.env)
    const { id } = await newCampaign(node)
    const base = await node.app.listen({ port: 0, host: '127.0.0.1' })
    const agent = new Agent({ keepAlive: true, maxSockets: 2 })
    const url = database.options.url!
    await withDatabase(url, async (rival) => {
      // Somebody holds the campaign's row: the join waits for it, and is seen to wait.
      await rival.query('begin')
      await rival.query('select 1 from sambatan.campaigns where id = $1 for update', [id])
      const join = send(base, 'POST', `/campaigns/${id}/join`, joinBody(), agent)
      await expect
        .poll(async () => {
          const { rows } = await rival.query(
            `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
          )
          return rows.length
        })
        .toBe(1)
      // A connection that the closing server does not see as idle: its request is still on its way.
      const half = request(base + addressOf('/campaigns'), {
        method: 'POST',
        agent,
        headers: { ...credentials('service'), 'content-type': 'application/json', 'content-length': '2' },
      })
      const refused = new Promise<Reply>((resolve, reject) => {
        half.on('response', async (response) => {
          let text = ''
          for await (const chunk of response.setEncoding('utf8')) text += chunk
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
        })
        half.on('error', reject)
      })
      half.flushHeaders()
      await sleep(50)
      const closing = node.close()
      half.end('{}')
      expect((await refused).status, 'begun before the end: decided as ever').toBe(422)
      const late = await send(base, 'GET', '/campaigns', undefined, agent).catch((error) => error.code)
      expect(late === 'ECONNREFUSED' || late === 'ECONNRESET' || late.status === 503).toBe(true)
      if (late.status === 503) expect(JSON.parse(late.text).code).toBe('shutting_down')
      await rival.query('rollback')
      const answer = await join
      expect(answer.status).toBe(201)
      expect(JSON.parse(answer.text)).toMatchObject({ campaign_id: id, status: 'reserved' })
      await closing
      const { rows } = await rival.query('select status from sambatan.participants where campaign_id = $1', [id])
      expect(rows, 'what was answered is there').toHaveLength(1)
    })
    agent.destroy()
    await database.dispose()
  })

  it('takes no more joins, and says to try again', async () => {
    const database = await makeTestDatabase('server')
    const node = await nodeOn(database.env)
    const { id } = await newCampaign(node)
    await node.services.joins.close()
    expectProblem(await node.ask('POST', `/campaigns/${id}/join`, { body: joinBody() }), 503, 'shutting_down')
    await node.close()
    await database.dispose()
  })

  it('does not wait for connections on which nothing was asked', async () => {
    const database = await makeTestDatabase('server')
    const node = await nodeOn(database.env)
    await node.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = node.app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    await once(node.app.server, 'connection')
    const ended = once(socket.resume(), 'close')
    await within(node.close(), 10_000)
    await ended
    await database.dispose()
  })
})
