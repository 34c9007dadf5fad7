import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
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

/**
 * Says of every picture that nothing shows it any more, so that the next removal takes it; in the transaction that takes away whatever
 * showed it. What is being sent at this moment was unused before, and has its day.
 * @param again keys of photos whose files are there and which are about to be written down anew
 */
export async function releaseAllPictures(tx: Tx, again: string[]): Promise<void> {
  await sql`delete from sambatan.photo_blobs where key = any (${again}::text[])`.execute(tx)
  await sql`
    update sambatan.photo_blobs set unused_since = sambatan.now() - interval '25 hours' where unused_since is null`.execute(
    tx,
  )
  await sql`
    update sambatan.private_pictures set unused_since = sambatan.now() - interval '25 hours'
    where unused_since is null`.execute(tx)
}
