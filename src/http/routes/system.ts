import { release } from '../../kernel/release.ts'
import { databaseFacts, system } from '../../modules/insights/index.ts'
import type { Services } from '../../services.ts'
import type { App } from '../types.ts'

/** What runs here: versions, sizes, and what waits. Of the node that answers, and of the database that all share. */
export function systemRoutes(
  app: App,
  { config, db, joins, live, scheduler }: Services,
  ignoresProxy: () => boolean,
): void {
  app.route({
    method: 'GET',
    url: '/operations/system',
    config: { action: 'system.read' },
    schema: {
      operationId: 'readSystem',
      tags: ['operations'],
      summary: 'What runs here: versions, sizes, and what waits',
      description: 'Of the node that answers, and of the database and the jobs that all nodes share.',
      response: { 200: system },
    },
    async handler() {
      const [database, queues] = await Promise.all([databaseFacts(db), scheduler.queues()])
      const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
      return {
        app: { version: release, production: config.production },
        node: {
          name: config.node,
          version: process.versions.node,
          platform: `${process.platform} ${process.arch}`,
          uptime_seconds: Math.round(process.uptime()),
          memory: { rss_bytes: rss, heap_used_bytes: heapUsed, heap_total_bytes: heapTotal, external_bytes: external },
          live_watchers: live.watchers(),
          joins_waiting: joins.depth(),
          proxy_ignored: ignoresProxy(),
          events_heard: (await db.hearing?.settled())?.isHeard ?? true,
        },
        database,
        queues,
      }
    },
  })
}
