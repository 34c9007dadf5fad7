import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** One short-lived connection to a server, past everything that is under test. */
export async function withDatabase<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end().catch(() => {})
  }
}

export function urlOfDatabase(url: string, database: string): string {
  const result = new URL(url)
  result.pathname = `/${database}`
  return result.href
}

/** The folder of what belongs to a test database and lies in none: photos, say. Made by whoever needs it. */
export function dataDirOf(database: string): string {
  return join(tmpdir(), `sambatan-test-data-${database}`)
}
