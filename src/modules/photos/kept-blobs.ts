import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { blobOf, privateBlobOf } from './blobs.ts'

export interface KeptBlob {
  key: string
  /** Whether it may be absent: nothing shows it, and it was never finished or is about to be removed. */
  isUnused: boolean
}

/** Rows are asked for so many at a time. */
const keysAtOnce = 500

/**
 * Every blob that the database knows, for whoever copies them all; also of a database that an earlier release has seen to.
 * Share images are none of them: they are drawn anew.
 */
export async function* keptBlobs(tx: Tx): AsyncGenerator<KeptBlob> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ key: string; widths: number[]; isUnused: boolean }>`
      select key, widths, unused_since is not null as "isUnused" from sambatan.photo_blobs
      where key > ${after} order by key limit ${keysAtOnce}`.execute(tx)
    for (const { key, widths, isUnused } of rows)
      for (const width of widths) yield { key: blobOf(key, width), isUnused }
    if (rows.length < keysAtOnce) break
    after = rows.at(-1)!.key
  }
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('sambatan.private_pictures') is not null as there`.execute(tx)
  for (let after = ''; tables[0]!.there; ) {
    const { rows } = await sql<{ key: string; isUnused: boolean }>`
      select blob_key as key, unused_since is not null as "isUnused" from sambatan.private_pictures
      where blob_key > ${after} order by blob_key limit ${keysAtOnce}`.execute(tx)
    for (const { key, isUnused } of rows) yield { key: privateBlobOf(key), isUnused }
    if (rows.length < keysAtOnce) break
    after = rows.at(-1)!.key
  }
}
