import type { z } from 'zod'
import { type Database, migrationState } from '../../db/index.ts'
import { within } from '../../kernel/within.ts'
import { authorize } from '../../modules/identity/index.ts'
import { isOverdue } from '../../modules/lifecycle/index.ts'
import type { Services } from '../../services.ts'
import * as answers from '../answers.ts'
import { databaseMetrics, diskMetrics, tellingMetrics } from '../database-metrics.ts'
import { isNeighbour } from '../neighbour.ts'
import type { App } from '../types.ts'

/** For machines that look after this one: is the process alive, may it have traffic, and how is it doing. */
export function healthRoutes(app: App, services: Services): void {
  const { db, metrics, traffic } = services
  const readChecks = createChecks(services)
  /** One look at a time, however many ask: this address is open to everybody and not limited. */
  let checking: Promise<Checks> | undefined
  /** The same of metrics, which take some milliseconds. */
  let collecting: Promise<string> | undefined
  metrics.gauge('sambatan_join_queue_depth', 'Joins that wait or are in flight on this node', () =>
    services.joins.depth(),
  )
  databaseMetrics(metrics, db)
  tellingMetrics(metrics, db)
  diskMetrics(metrics, services.config)

  app.route({
    method: 'GET',
    url: '/healthz',
    config: { action: 'operations.read', budget: 'free' },
    schema: {
      operationId: 'health',
      tags: ['operations'],
      summary: 'Whether the process is alive',
      response: { 200: answers.health },
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
      response: { 200: answers.readiness, 503: answers.readiness },
    },
    async handler(_request, reply) {
      checking ??= readChecks().finally(() => {
        checking = undefined
      })
      const checks = await checking
      const status = traffic.isLeaving() ? 'draining' : Object.values(checks).includes('failed') ? 'not ready' : 'ready'
      reply.code(status === 'ready' ? 200 : 503)
      if (status !== 'ready') reply.header('retry-after', '2')
      return { status, checks } as const
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
      response: { 200: answers.metricsText },
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

type Checks = z.infer<typeof answers.readiness>['checks']

/** How long readiness waits for what it asks: balancers ask every second or two, and a frozen database answers nobody. */
const probeMsMax = 2_000

/** Side by side, each with its own time. */
function createChecks({ db, scheduler }: Services): () => Promise<Checks> {
  const database = createProbe(() => db.ready())
  const migrations = createProbe(() => migrated(db))
  const status = createProbe(() => scheduler.status())
  const hearing = createProbe(async () => (await db.hearing?.settled())?.isHeard ?? true)
  return async () => {
    const [answered, upToDate, state, heard] = await Promise.all([database(), migrations(), status(), hearing()])
    const failed = 'failed'
    return {
      database: answered === undefined ? failed : 'ok',
      migrations: upToDate === undefined ? failed : 'ok',
      scheduler: state === undefined ? failed : state.value.enabled ? (state.value.paused ? 'paused' : 'ok') : 'off',
      // Worth knowing, and no reason to take traffic away: what this node answers is as good as ever.
      lifecycle: state === undefined ? failed : isOverdue(state.value.overdue_seconds) ? 'overdue' : 'ok',
      // The same: the node answers, and hears late what others have done.
      events: heard?.value ? 'ok' : 'unheard',
    }
  }
}

/**
 * A question whose answer is undefined when it fails or takes too long. While one is without an answer it is not asked
 * again: otherwise every look at a frozen database would hold another connection.
 */
function createProbe<T>(ask: () => Promise<T>): () => Promise<{ value: T } | undefined> {
  let asking: Promise<T> | undefined
  return async () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return within(asking, probeMsMax).then(
      (value) => ({ value }),
      () => undefined,
    )
  }
}

async function migrated(db: Database): Promise<string> {
  const state = await migrationState(db)
  // Not the functions: while nodes are upgraded one by one, the older ones run well on newer functions.
  if (state.pendingMigrations.length > 0) throw new Error('migrations are pending')
  return 'ok'
}
