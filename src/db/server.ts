/** A PostgreSQL server: a pool for the primary, one for the replica where there is one, and a listening connection. */
import pg from 'pg'
import type { Backend } from './backend.ts'
import { type Connections, createConnections } from './connections.ts'
import type { DatabaseOptions } from './database.ts'
import { createListener } from './listener.ts'
import { connectionTarget } from './tls.ts'
import { runStatement } from './tx.ts'
import { valueTypes } from './values.ts'

const CONNECT_TIMEOUT_MS = 5000

export function connectServer(url: string, options: DatabaseOptions): Backend {
  const onError = options.onError ?? (() => {})
  const primary = connect(url, options, onError)
  const replica = options.replicaUrl === undefined ? primary : connect(options.replicaUrl, options, onError)
  const listener = createListener(
    {
      ...connectionTarget(options.directUrl ?? url, options.sslCaFile),
      application_name: 'sambatan-listen',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
    onError,
  )
  return {
    kind: 'server',
    primary,
    replica,
    listen: listener.listen,
    notify: async (channel, payload) => {
      await runStatement(primary, 'select pg_notify($1, $2)', [channel, payload])
    },
    close: async () => {
      await listener.close()
      await primary.pool.end()
      if (replica !== primary) await replica.pool.end()
    },
  }
}

function connect(url: string, options: DatabaseOptions, onError: (error: unknown) => void): Connections {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000
  const pool = new pg.Pool({
    ...connectionTarget(url, options.sslCaFile),
    application_name: 'sambatan',
    max: options.poolMax ?? 10,
    // Sent with the connection; where a pooler refuses that, every transaction sets it (see createConnections).
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: valueTypes,
  })
  return createConnections(pool, statementTimeoutMs, onError)
}
