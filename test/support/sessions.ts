/** Sessions of their own on the server, for races: each has one connection, as what another node's pool would send. */
import pg from 'pg'
import type { TestDatabase } from './databases.ts'

export async function sessions(test: TestDatabase, count: number): Promise<pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: test.connectionUrl }))
  // A test that fails leaves its sessions to the end of the database, which ends them without being asked.
  for (const client of clients) client.on('error', () => {})
  await Promise.all(clients.map((client) => client.connect()))
  return clients
}

/** Resolves once so many sessions wait for a lock. */
export async function untilWaiting(observer: pg.Client, count: number): Promise<void> {
  for (;;) {
    const { rows } = await observer.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rows[0]!.waiting >= count) return
  }
}
