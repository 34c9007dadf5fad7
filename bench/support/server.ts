/** A PostgreSQL of the benchmark's own, with the durability of production: every commit reaches the disk. */
import { findPostgres, startPostgres, type TestPostgres } from '../../test/support/postgres.ts'

export async function startBenchPostgres(): Promise<TestPostgres> {
  const binaries = findPostgres()
  if (binaries === undefined) {
    throw new Error('There is no PostgreSQL 15 or newer here. Install one (Debian: postgresql), or run npm ci anew.')
  }
  return startPostgres(binaries, {
    configuration: ['fsync = on', 'synchronous_commit = on', 'shared_buffers = 512MB', 'max_wal_size = 4GB'],
  })
}
