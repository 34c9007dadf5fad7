import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { Storage } from '../../storage/index.ts'
import { removeBlobs } from './blobs.ts'

/** In one go of an hourly job; what is left waits for the next. */
const keysMax = 1_000

/**
 * Removes blobs that nothing has pointed to for a day: of photos that were taken away, and of those that were never
 * finished.
 */
export async function pruneBlobs(db: Kysely<DB>, storage: Storage): Promise<void> {
  const unused = await db
    .selectFrom('photo_blobs')
    .select(['key', 'widths'])
    .where('unused_since', '<', sql<Date>`sambatan.now() - interval '1 day'`)
    .orderBy('unused_since')
    .limit(keysMax)
    .execute()
  for (const blobs of unused) await removeBlobs(db, storage, blobs)
}
