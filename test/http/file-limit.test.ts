/** Files that are made whole, and what becomes of them when nobody takes them: whoever asks has few, and nobody all of them. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { createFileLimit, filesAtOnce, filesOfOne } from '../../src/http/file-limit.ts'
import { askerOf } from '../../src/http/places.ts'
import { sendXlsx } from '../../src/http/tables.ts'
import type { App } from '../../src/http/types.ts'
import type { Table } from '../../src/kernel/table.ts'
import { signedIn } from '../support/accounts.ts'
import { addressOf, type Caller, credentials, onEachNode } from './node.ts'

/** More than the sockets of both sides take of an answer, in rows that no workbook makes small. */
function largeTable(): Table<string> {
  async function* pages() {
    yield Array.from({ length: 8_000 }, () => randomBytes(900).toString('base64'))
  }
  return { name: 'large', language: 'id', columns: [{ header: 'x', width: 10, value: (row) => row }], pages: pages() }
}

/** A workbook, and what is as large and needs no thread to make it, both in the same places. */
function routesWith(times: Parameters<typeof createFileLimit>[0]): (api: App) => void {
  const limit = createFileLimit(times)
  const rest = { config: { action: 'account.whoami' }, schema: { hide: true } } as const
  return (api) => {
    api.get('/large.xlsx', rest, (request, reply) => sendXlsx(request, reply, { table: largeTable(), limit }))
    api.get('/large', rest, async (request, reply) => {
      limit(askerOf(request, reply))
      return reply.send(Buffer.alloc(8_000_000))
    })
  }
}

interface Download {
  answer: IncomingMessage
  ended: Promise<unknown>
  end(): void
}

onEachNode(
  'a file of which nobody takes anything',
  (node) => {
    const held: Download[] = []
    afterEach(() => {
      for (const { end } of held.splice(0)) end()
    })
    beforeAll(() => node.app.listen({ port: 0, host: '127.0.0.1' }))

    async function ask(path: string, headers: Record<string, string>): Promise<Download> {
      const { port } = node.app.server.address() as AddressInfo
      const request = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false }).end()
      const [answer] = (await once(request, 'response')) as [IncomingMessage]
      // Whatever gives way is cut off, which is what this is about.
      answer.on('error', () => undefined)
      return { answer, ended: once(answer.socket, 'close'), end: () => request.destroy() }
    }
    async function hold(path: string, as: Caller): Promise<Download> {
      const download = await ask(addressOf(path), credentials(as))
      held.push(download)
      return download
    }
    const status = async (path: string, as: Caller) => (await hold(path, as)).answer.statusCode

    it('keeps its place, of which one person has three, until it is given up', async () => {
      expect(await status('/large.xlsx', 'seller:sari')).toBe(200)
      for (let i = 1; i < filesOfOne; i++) expect(await status('/large', 'seller:sari')).toBe(200)
      const { answer } = await hold('/large.xlsx', 'seller:sari')
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '5'])
      expect(JSON.parse(await text(answer))).toMatchObject({ code: 'exports_at_once', status: 429 })
      expect(await status('/large', 'seller:budi'), 'nobody else is kept from theirs').toBe(200)
      held[0]!.end()
      await expect.poll(() => status('/large', 'seller:sari')).toBe(200)
    })

    it('gives its place to whoever comes next, once all are taken and it has had one for long enough', async () => {
      const first = await hold('/large', 'service')
      for (let i = 1; i < filesAtOnce; i++) expect(await status('/large', 'service')).toBe(200)
      const { answer } = await hold('/large', 'seller:sari')
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
      expect(JSON.parse(await text(answer))).toMatchObject({ code: 'export_busy' })
      await expect.poll(() => status('/large', 'seller:sari'), { timeout: 10_000 }).toBe(200)
      first.answer.resume()
      await first.ended
      expect(first.answer.complete, 'it was cut off').toBe(false)
    })

    it('counts pages of operators with what the API gives, and says so with a page', async () => {
      const { headers } = await signedIn(node.services.db, 'operator')
      const { port } = node.app.server.address() as AddressInfo
      const url = `http://127.0.0.1:${port}/operator/export/campaigns.xlsx`
      const answers = await Promise.all(Array.from({ length: filesOfOne + 1 }, () => fetch(url, { headers })))
      const [refused, ...others] = answers.sort((a, b) => b.status - a.status)
      expect(others.map((each) => each.status)).toEqual([200, 200, 200])
      expect([refused!.status, refused!.headers.get('retry-after')]).toEqual([429, '5'])
      expect(await refused!.text()).toContain('Kamu sedang mengunduh 3 berkas')
      const again = await fetch(url, { headers })
      expect(again.status, 'what has been taken has no place').toBe(200)
    })
  },
  { only: 'one', app: { extend: routesWith({ ownMs: 5_000 }) } },
)

onEachNode(
  'a file that takes too long',
  (node) => {
    it('ends, also where nobody needs its place', async () => {
      await node.app.listen({ port: 0, host: '127.0.0.1' })
      const { port } = node.app.server.address() as AddressInfo
      const connected = once(node.app.server, 'connection') as Promise<[Socket]>
      const headers = credentials('seller:sari')
      const request = httpRequest({ host: '127.0.0.1', port, path: addressOf('/large'), headers, agent: false }).end()
      const [[answer], [socket]] = await Promise.all([
        once(request, 'response') as Promise<[IncomingMessage]>,
        connected,
      ])
      answer.on('error', () => undefined)
      if (!socket.destroyed) await once(socket, 'close')
      await new Promise((resolve) => answer.resume().once('close', resolve))
      expect(answer.complete).toBe(false)
    })
  },
  { only: 'one', app: { extend: routesWith({ takenMs: 300 }) } },
)
