/** What the metrics say of the database and of disks: connections, room, and the read replica where there is one. */

import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { whatIsUntold } from '../modules/insights/index.ts'
import { countPushBrowsers } from '../modules/notifications/index.ts'
import { freeBytes } from '../storage/index.ts'

export function databaseMetrics({ gauge }: Metrics, db: Database): void {
  const { pool, hearing, replicaWatch: replica } = db
  gauge('sambatan_database_connections', 'Connections of this node', () => pool.totalCount)
  gauge('sambatan_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
  gauge('sambatan_database_short', 'Whether the database lately refused to write for want of disk or memory (1)', () =>
    Number(db.isShort()),
  )
  if (hearing) {
    gauge('sambatan_events_heard', 'Whether messages of other nodes came through (1) at the last look of /readyz', () =>
      Number(hearing.state().isHeard),
    )
  }
  if (replica === undefined) return
  gauge('sambatan_replica_in_use', 'Whether the read replica takes reads (1) or rests (0)', () =>
    Number(replica.state().inUse),
  )
  gauge(
    'sambatan_replica_lag_seconds',
    'How far the read replica is behind, at most; NaN while that is not known',
    () => replica.state().lagSeconds ?? Number.NaN,
  )
  gauge(
    'sambatan_replica_fallbacks',
    'Reads since the start that the primary answered because the replica failed them',
    () => replica.state().fallbacks,
  )
}

/** What waits to be told, and what never was; counted in the database, by whoever asks, with indexes that hold just that. */
export function tellingMetrics({ gauge }: Metrics, { read }: Database): void {
  // One look answers for all that is asked for together.
  let looking: ReturnType<typeof whatIsUntold> | undefined
  const untold = (of: (found: Awaited<ReturnType<typeof whatIsUntold>>) => number) => () => {
    looking ??= whatIsUntold(read).finally(() => {
      looking = undefined
    })
    // Whoever asks while the database is away hears all else.
    return looking.then(of, () => Number.NaN)
  }
  gauge(
    'sambatan_dead_letters',
    'Events and deliveries that were given up and that no operator has settled; NaN while the database is away',
    untold((found) => found.dead_letters),
  )
  gauge(
    'sambatan_webhook_endpoints_disabled',
    'Webhook endpoints that answered 410 or took nothing for days, those of sellers for a week; NaN while the database is away',
    untold(({ webhooks }) => webhooks.disabled),
  )
  gauge(
    'sambatan_webhooks_oldest_seconds',
    'How long the oldest delivery to another system has waited; 0 when none does, NaN while the database is away',
    untold(({ webhooks }) => webhooks.age_seconds ?? 0),
  )
  gauge('sambatan_push_browsers', 'Browsers in which people are told; NaN while the database is away', () =>
    countPushBrowsers(read).catch(() => Number.NaN),
  )
}

/** Of the folders on this machine; the disk of a server or a bucket cannot be asked. NaN: not known. */
export function diskMetrics({ gauge }: Metrics, { database, dataDir, storage }: Config): void {
  const free = (folder: string) => async () => (await freeBytes(folder)) ?? Number.NaN
  if (database.url === undefined) {
    gauge('sambatan_database_free_bytes', 'Free space for the embedded database', free(dataDir))
  }
  if (storage.kind === 'folder') {
    gauge('sambatan_photos_free_bytes', 'Free space for photos', free(storage.dir))
  }
}
