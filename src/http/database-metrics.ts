/** What the metrics say of the database and of disks: connections, room, and the read replica where there is one. */

import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import type { Metrics } from '../kernel/metrics.ts'
import { countEndpoints } from '../modules/insights/index.ts'
import { countPushBrowsers, type Untold, ways, whatIsUntold } from '../modules/notifications/index.ts'
import { freeBytes } from '../storage/index.ts'

export function databaseMetrics({ gauge }: Metrics, db: Database): void {
  const { pool, hearing, replicaWatch: replica } = db
  gauge('sambatan_database_connections', 'Connections of this node', () => pool.totalCount)
  gauge('sambatan_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
  gauge('sambatan_database_short', 'Whether the database lately refused to write for want of disk or memory (1)', () =>
    Number(db.isShort()),
  )
  if (hearing) {
    gauge(
      'sambatan_events_heard',
      'Whether messages of other nodes came through (1) at the last look of /readyz, and the connection still stands',
      () => Number(hearing.state().isHeard),
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
export function tellingMetrics({ gauge, gauges }: Metrics, { read }: Database): void {
  const untold = shared(() => whatIsUntold(read))
  const endpoints = shared(() => countEndpoints(read))
  // Whoever asks while the database is away hears all else.
  const byWay = (of: (found: Untold) => number) => () =>
    untold().then(
      (found) => Object.fromEntries(ways.map((way) => [way, of(found[way])])),
      () => Object.fromEntries(ways.map((way) => [way, Number.NaN])),
    )
  const help = 'events, account_letters, webhooks, or the channel of notifications; NaN while the database is away'
  gauges(
    'sambatan_waiting',
    `What is due to be told and has not gone, up to 10,000, by way: ${help}`,
    'way',
    byWay(({ waiting }) => waiting),
  )
  gauges(
    'sambatan_waiting_failed',
    `Of these, what was tried and not taken, by way: ${help}`,
    'way',
    byWay(({ failing }) => failing),
  )
  gauges(
    'sambatan_waiting_oldest_seconds',
    `How long the oldest waits, 0 when nothing does, by way: ${help}`,
    'way',
    byWay(({ age_seconds }) => age_seconds ?? 0),
  )
  gauges(
    'sambatan_dead_letters',
    `What was given up and no operator has settled, by way: ${help}`,
    'way',
    byWay(({ dead }) => dead),
  )
  gauge(
    'sambatan_webhook_endpoints_disabled',
    'Webhook endpoints that answered 410 or took nothing for days, those of sellers for a week; NaN while the database is away',
    () =>
      endpoints().then(
        ({ disabled }) => disabled,
        () => Number.NaN,
      ),
  )
  gauge('sambatan_push_browsers', 'Browsers in which people are told; NaN while the database is away', () =>
    countPushBrowsers(read).catch(() => Number.NaN),
  )
}

/** One look answers for all that is asked for together. */
function shared<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | undefined
  return () => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
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
