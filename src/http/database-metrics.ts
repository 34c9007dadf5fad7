/** What the metrics say of the database: this node's connections, and the read replica where there is one. */
import type { Database } from '../db/index.ts'
import type { Metrics } from './metrics.ts'

export function databaseMetrics({ gauge }: Metrics, { pool, replicaWatch: replica }: Database): void {
  gauge('sambatan_database_connections', 'Connections of this node', () => pool.totalCount)
  gauge('sambatan_database_waiting', 'Requests that wait for a connection', () => pool.waitingCount)
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
