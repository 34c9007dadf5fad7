/** A PostgreSQL server: a pool for the primary, one for the replica where there is one, and a listening connection. */
import pg from 'pg'
import type { Backend } from './backend.ts'
import { type ConnectionListeners, type Connections, createConnections } from './connections.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { createHearing } from './hearing.ts'
import { createListener } from './listener.ts'
import { createInquirer } from './replica/inquirer.ts'
import { createReplicaReads } from './replica/reads.ts'
import { watchReplica } from './replica/watch.ts'
import { watchShortage } from './shortage.ts'
import { latestMigration } from './sql-sources.ts'
import { connectionTarget } from './tls.ts'
import { runStatement } from './tx.ts'
import { valueTypes } from './values.ts'

const CONNECT_TIMEOUT_MS = 5000
const STATEMENT_TIMEOUT_MS = 15_000

export function connectServer(url: string, options: DatabaseOptions): Backend {
  const onError = options.onError ?? (() => {})
  const shortage = watchShortage(options.onShortage ?? (() => {}))
  const primary = connect(url, options, { onError, onShortage: shortage.notice })
  const replica = options.replicaUrl === undefined ? undefined : connectReplica(options.replicaUrl, url, options)
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
  const notify: Database['notify'] = async (channel, payload) => {
    await runStatement(primary, 'select pg_notify($1, $2)', [channel, payload])
  }
  return {
    kind: 'server',
    primary,
    replica: replica === undefined ? primary : createReplicaReads(primary, replica.connections, replica.watch),
    replicaWatch: replica?.watch,
    shortage,
    listen: listener.listen,
    notify,
    hearing: createHearing(listener, notify),
    announceClose: () => undefined, // others wait for nothing that this process has
    close: async () => {
      replica?.watch.close()
      await listener.close()
      await primary.pool.end()
      await replica?.connections.pool.end()
    },
  }
}

/** A standby that is asked must answer so soon, or counts as away. */
const ANSWER_WITHIN_MS = 2500
const LAG_SECONDS_MAX = 5

function connectReplica(url: string, primaryUrl: string, options: DatabaseOptions) {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS
  // What takes too long there is done again by the primary: whoever waits should not wait twice as long for it.
  const replicaOptions = { ...options, statementTimeoutMs: Math.ceil(statementTimeoutMs / 2) }
  const inquirer = (target: string) =>
    createInquirer(
      { ...connectionTarget(target, options.sslCaFile), application_name: 'sambatan-watch', keepAlive: true },
      ANSWER_WITHIN_MS,
    )
  const watch = watchReplica({
    primary: inquirer(primaryUrl),
    replica: inquirer(url),
    lagSecondsMax: options.replicaLagSecondsMax ?? LAG_SECONDS_MAX,
    schemaVersion: latestMigration(),
    onChange: options.onReplica ?? (() => {}),
  })
  // Of its connections only what the watch makes of their loss is worth a line, not each.
  return { watch, connections: connect(url, replicaOptions, { onError: () => {}, onShortage: () => {} }) }
}

function connect(url: string, options: DatabaseOptions, listeners: ConnectionListeners): Connections {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS
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
  return createConnections(pool, statementTimeoutMs, listeners)
}
