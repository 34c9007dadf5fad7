import { type Database, migrationState } from '../../db/index.ts'
import type { Services } from '../../services.ts'
import type { App } from '../app.ts'

/** For machines that look after this one: is the process alive, may it have traffic, and how is it doing. */
export function healthRoutes(app: App, services: Services): void {
  const { db, scheduler, metrics } = services
  metrics.gauge('sambatan_join_queue_depth', 'Joins that wait or are in flight on this node', () =>
    services.joins.depth(),
  )
  metrics.gauge('sambatan_database_connections', 'Connections of this node', () => db.pool.totalCount)
  metrics.gauge('sambatan_database_waiting', 'Requests that wait for a connection', () => db.pool.waitingCount)

  app.route({
    method: 'GET',
    url: '/healthz',
    config: { action: 'operations.read', rateLimit: false },
    schema: { hide: true },
    handler: async () => ({ status: 'ok' }),
  })

  app.route({
    method: 'GET',
    url: '/readyz',
    config: { action: 'operations.read', rateLimit: false },
    schema: { hide: true },
    async handler(_request, reply) {
      const checks = {
        database: await check(() => db.ready()),
        migrations: await check(() => migrated(db)),
        scheduler: await check(async () => {
          const status = await scheduler.status()
          return status.enabled ? (status.paused ? 'paused' : 'ok') : 'off'
        }),
      }
      const ready = !Object.values(checks).includes('failed')
      reply.code(ready ? 200 : 503)
      if (!ready) reply.header('retry-after', '2')
      return { status: ready ? 'ready' : 'not ready', checks }
    },
  })

  app.route({
    method: 'GET',
    url: '/metrics',
    config: { action: 'operations.read', rateLimit: false },
    schema: { hide: true },
    async handler(_request, reply) {
      reply.type(metrics.registry.contentType)
      return reply.send(await metrics.registry.metrics())
    },
  })
}

async function check(probe: () => Promise<unknown>): Promise<string> {
  try {
    const answer = await probe()
    return typeof answer === 'string' ? answer : 'ok'
  } catch {
    return 'failed'
  }
}

async function migrated(db: Database): Promise<string> {
  const state = await migrationState(db)
  // Not the functions: while nodes are upgraded one by one, the older ones run well on newer functions.
  if (state.pendingMigrations.length > 0) throw new Error('migrations are pending')
  return 'ok'
}
