/**
 * The real server, with two more routes behind the same hooks to measure against:
 *   POST bench/echo            parses the same body and answers as many bytes, without a database;
 *   POST bench/earlier/:id     the earlier version's flow, written out plainly (see earlier.ts).
 * Started as a child process; tells its address and, when asked, its memory over IPC.
 */
import { pino } from 'pino'
import { compose } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { buildApp } from '../../src/http/app.ts'
import { logOptions } from '../../src/http/logging.ts'
import type { App } from '../../src/http/types.ts'
import type { Services } from '../../src/services.ts'
import { joinTheEarlierWay } from './earlier.ts'

const config = readConfig(process.env)
const log = pino(logOptions(config), pino.destination(2))
const { services, close } = await compose({ config, log, work: process.env.BENCH_WORK !== 'off' })
const app = await buildApp(services, { extend: (api) => baselines(api, services) })
const address = await app.listen({ port: 0, host: '127.0.0.1' })

function baselines(api: App, { db }: Services): void {
  const answer = {
    id: '01a20cd1-2b23-7000-8397-b7ffd413ac5e',
    campaign_id: '01a20cd1-29c0-7000-a18f-65b1130a82f4',
    user_id: 'buyer-000000001',
    quantity: 1,
    amount: 185000,
    currency: 'IDR',
    status: 'reserved',
    shipping_address: 'Jalan Melati No. 5, Sleman, DI Yogyakarta 55281',
    note: null,
    hold_expires_at: null,
    joined_at: '2026-11-24T09:09:24.389Z',
    updated_at: '2026-11-24T09:09:24.389Z',
  }
  // The same access as a join: recognized, allowed, exempt from limits by address.
  const config = { action: 'campaign.join' as const }
  api.post('/bench/echo', { config }, (_request, reply) => {
    reply.code(201).send(answer)
  })
  api.post('/bench/earlier/:id', { config }, async (request, reply) => {
    const body = request.body as { user_id: string; quantity: number; shipping_address: string }
    const { id } = request.params as { id: string }
    const joined = await joinTheEarlierWay(db, id, body)
    reply.code(joined ? 201 : 409)
    return { ...answer, ...joined }
  })
}

async function stop(): Promise<never> {
  await app.close()
  await close()
  process.exit(0)
}

let rssMax = 0
setInterval(() => {
  rssMax = Math.max(rssMax, process.memoryUsage.rss())
}, 100).unref()
process.on('message', async (message) => {
  if (message === 'memory') {
    process.send!({ rss: process.memoryUsage.rss(), rssMax })
    rssMax = 0
  }
  if (message === 'stop') await stop()
})
// Whoever measures was stopped: nobody asks any more.
process.on('disconnect', stop)
process.send!({ address })
