import { type Database, migrationState } from '../../db/index.ts'
import { authorize } from '../../modules/identity/index.ts'
import type { Services } from '../../services.ts'
import type { App } from '../app.ts'
import { databaseMetrics, diskMetrics } from '../database-metrics.ts'
import { isNeighbour } from '../neighbour.ts'
import * as schemas from '../probe-schemas.ts'

/** For machines that look after this one: is the process alive, may it have traffic, and how is it doing. */
export function healthRoutes(app: App, services: Services): void {
  const { db, metrics } = services
  /** One look at a time, however many ask: this address is open to everybody and not limited. */
  let checking: Promise<Checks> | undefined
  /** The same of metrics, which take some milliseconds. */
  let collecting: Promise<string> | undefined
  metrics.gauge('sambatan_join_queue_depth', 'Joins that wait or are in flight on this node', () =>
    services.joins.depth(),
  )
  databaseMetrics(metrics, db)
  diskMetrics(metrics, services.config)

  app.route({
    method: 'GET',
    url: '/healthz',
    config: { action: 'operations.read', budget: 'free' },
    schema: {
      operationId: 'health',
      tags: ['operations'],
      summary: 'Whether the process is alive',
      response: { 200: schemas.health },
    },
    handler: async () => ({ status: 'ok' as const }),
  })

  app.route({
    method: 'GET',
    url: '/readyz',
    config: { action: 'operations.read', budget: 'free' },
    schema: {
      operationId: 'readiness',
      tags: ['operations'],
      summary: 'Whether this node may have traffic: database, migrations, scheduler',
      response: { 200: schemas.readiness, 503: schemas.readiness },
    },
    async handler(_request, reply) {
      checking ??= runChecks(services).finally(() => {
        checking = undefined
      })
      const checks = await checking
      const ready = !Object.values(checks).includes('failed')
      reply.code(ready ? 200 : 503)
      if (!ready) reply.header('retry-after', '2')
      return { status: ready ? ('ready' as const) : ('not ready' as const), checks }
    },
  })

  app.route({
    method: 'GET',
    url: '/metrics',
    config: {
      action: 'operations.read',
      budget: 'metrics',
      refusals: [
        'rate_limited',
        'unauthorized',
        'forbidden',
        'scope_missing',
        'token_invalid',
        'token_keys_unavailable',
      ],
    },
    schema: {
      operationId: 'metrics',
      tags: ['operations'],
      summary: 'Metrics of this node for Prometheus',
      description:
        'Open to this machine and its private network, when nobody from outside is behind the request (X-Forwarded-For); anybody else needs a key with the scope `operations`, or is an operator.',
      response: { 200: schemas.metricsText },
    },
    async handler(request, reply) {
      if (!isNeighbour(request)) authorize((await services.identity.recognize(request.headers)).actor, 'system.read')
      collecting ??= metrics.registry.metrics().finally(() => {
        collecting = undefined
      })
      const text = await collecting
      return reply.type(metrics.registry.contentType).send(text)
    },
  })
}

interface Checks {
  database: string
  migrations: string
  scheduler: string
}

async function runChecks({ db, scheduler }: Services): Promise<Checks> {
  return {
    database: await check(() => db.ready()),
    migrations: await check(() => migrated(db)),
    scheduler: await check(async () => {
      const status = await scheduler.status()
      return status.enabled ? (status.paused ? 'paused' : 'ok') : 'off'
    }),
  }
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
