/** Sessions of their own on the server, for races: each has one connection, as what another node's pool would send. */
import pg from 'pg'
import { expect } from 'vitest'
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

/** Where a race needs a wrong engine: functions that lock nothing, until `restore`. */
export function withoutLocks(client: pg.Client, names: string[]): Promise<() => Promise<void>> {
  return withWrong(client, names, /for no key update( skip locked)?/g, '')
}

/** The engine with other words in these functions, all of which had them, until `restore`. */
export async function withWrong(
  client: pg.Client,
  names: string[],
  right: RegExp,
  wrong: string,
): Promise<() => Promise<void>> {
  const bodies: string[] = []
  for (const name of names) {
    const { rows } = await client.query<{ body: string }>(
      `select pg_get_functiondef(oid) as body from pg_proc where pronamespace = 'sambatan'::regnamespace and proname = $1`,
      [name],
    )
    const { body } = rows[0]!
    expect(body, name).toMatch(right)
    bodies.push(body)
    await client.query(body.replaceAll(right, wrong))
  }
  return async () => {
    for (const body of bodies) await client.query(body)
  }
}
