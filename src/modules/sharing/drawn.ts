/**
 * Share images that have been drawn, in the storage: each is drawn once, for all nodes and over all restarts. As with
 * photos the row is there before the blob, and stays until the blob is gone: whatever dies in between leaves a row that
 * is found. Nothing depends on a blob: one that is missing is drawn anew.
 */
import { hash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, DB, Tx } from '../../db/index.ts'
import type { Language } from '../../kernel/language.ts'
import type { Storage } from '../../storage/index.ts'

/** What an image shows, and by that where it lies. */
export interface Shown {
  campaignId: string
  language: Language
  version: string
}

/** The mark of what it shows: the same on every node, so that each finds what another one has drawn. */
export function keyOf({ campaignId, language, version }: Shown): string {
  return hash('sha256', `${campaignId} ${language} ${version}`, 'hex').slice(0, 32)
}

const blobOf = (key: string) => `share/${key}.png`

/** @throws Problem storage_unavailable */
export async function findDrawn(storage: Storage, shown: Shown): Promise<Buffer | undefined> {
  return storage.get(blobOf(keyOf(shown)))
}

/** @throws Problem storage_unavailable, database_unavailable */
export async function keepDrawn(db: Database, storage: Storage, shown: Shown, bytes: Buffer): Promise<void> {
  const key = keyOf(shown)
  await db.read
    .insertInto('share_images')
    .values({ key, campaign_id: shown.campaignId, language: shown.language, drawn_at: sql<Date>`sambatan.now()` })
    .onConflict((on) => on.column('key').doUpdateSet({ drawn_at: sql<Date>`sambatan.now()` }))
    .execute()
  await storage.put(blobOf(key), { bytes, type: 'image/png' })
}

/** In one go of an hourly job; what is left waits for the next. */
const keysMax = 1_000

/**
 * Removes images that have been followed by another of their campaign for a day, and those that were drawn a month ago,
 * which are drawn anew if somebody still asks for them. One that is drawn again meanwhile keeps its row: at worst its
 * blob is gone, and drawn once more.
 */
export async function pruneShareImages(db: Kysely<DB>, storage: Storage): Promise<void> {
  const { rows: stale } = await sql<{ key: string; drawn_at: string }>`
    select s.key, s.drawn_at::text from sambatan.share_images s
    where s.drawn_at < sambatan.now() - interval '30 days' or (
      s.drawn_at < sambatan.now() - interval '1 day' and exists (
        select from sambatan.share_images n
        where n.campaign_id = s.campaign_id and n.language = s.language and n.drawn_at > s.drawn_at))
    order by s.drawn_at limit ${keysMax}`.execute(db)
  for (const { key, drawn_at } of stale) {
    await storage.delete(blobOf(key))
    await sql`delete from sambatan.share_images where key = ${key} and drawn_at = ${drawn_at}::timestamptz`.execute(db)
  }
}

/** Lets the next removal take every image; in the transaction that takes away what they show. */
export async function releaseShareImages(tx: Tx): Promise<void> {
  await sql`update sambatan.share_images set drawn_at = sambatan.now() - interval '31 days'`.execute(tx)
}
