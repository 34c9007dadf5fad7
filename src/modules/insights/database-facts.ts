import { type Database, migrationState } from '../../db/index.ts'
import type { DatabaseFacts } from './shapes.ts'

const eventsCountedMax = 10_000

export async function databaseFacts(db: Database): Promise<DatabaseFacts> {
  const [row] = await db.query<{
    version: string
    size_bytes: number
    connections: number
    connections_max: number
    outbox_waiting: number
  }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as size_bytes,
      (select count(*) from pg_stat_activity where datname = current_database()) as connections,
      current_setting('max_connections')::int as connections_max,
      (select count(*) from (select from sambatan.outbox where given_up_at is null limit $1) waiting) as outbox_waiting`,
    [eventsCountedMax],
  )
  const { version, outbox_waiting, ...facts } = row!
  const { current, latest, pendingMigrations, changedFunctions } = await migrationState(db)
  const { totalCount, idleCount, waitingCount } = db.pool
  return {
    product: db.kind === 'embedded' ? 'PGlite' : 'PostgreSQL',
    // Debian puts its own name behind the number.
    version: version.split(' ')[0]!,
    ...facts,
    pool: { total: totalCount, idle: idleCount, waiting: waitingCount },
    migrations: { current, latest, pending: pendingMigrations, changed_functions: changedFunctions.length },
    outbox_waiting,
  }
}
