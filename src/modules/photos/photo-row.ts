import type { Kysely } from 'kysely'
import type { DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'

const columns = ['id', 'alt', 'width', 'height', 'color', 'blob_key', 'widths'] as const

/** @throws Problem photo_not_found */
export async function photoRow(db: Kysely<DB>, campaignId: string, photoId: string) {
  const row = await db
    .selectFrom('campaign_photos')
    .select(columns)
    .where('campaign_id', '=', campaignId)
    .where('id', '=', photoId)
    .executeTakeFirst()
  if (!row) throw new Problem('photo_not_found', { photo_id: photoId })
  return row
}

/** In their order. */
export function photoRows(db: Kysely<DB>, campaignId: string) {
  return db
    .selectFrom('campaign_photos')
    .select(columns)
    .where('campaign_id', '=', campaignId)
    .orderBy('position')
    .execute()
}
