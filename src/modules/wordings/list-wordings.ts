import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { type PhotoRow, presentPhoto } from '../campaigns/index.ts'
import type { SellerWording, Wording } from './shapes.ts'

interface WordingRow {
  id: number
  subject: Wording['subject']
  began_at: Date
  ended_at: Date
  title: string
  description: string
  image_url: string | null
  photos: PhotoRow[]
  next_title: string
  next_description: string
  next_image_url: string | null
  next_photos: PhotoRow[]
}

/** What somebody joined a campaign on and that was changed since, the latest change first. */
export async function listWordings(
  db: Kysely<DB>,
  campaignId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Wording>> {
  const before = cursor ? Number(decodeCursor(cursor, ['number'])[0]) : null
  const { rows } = await sql<WordingRow>`
    select * from sambatan.wordings_of(${campaignId})
    where ${before}::bigint is null or id < ${before}
    order by id desc limit ${limit + 1}`.execute(db)
  return toPage(rows, limit, presentWording, (row) => [row.id])
}

/** Those of all campaigns that somebody sells in; a product's once for each of them. */
export async function wordingsOfSeller(db: Kysely<DB>, sellerId: string): Promise<SellerWording[]> {
  const { rows } = await sql<WordingRow & { campaign_id: string }>`
    select c.id as campaign_id, w.* from sambatan.campaigns c cross join lateral sambatan.wordings_of(c.id) w
    where c.seller_id = ${sellerId}
    order by c.id, w.id`.execute(db)
  return rows.map((row) => ({ campaign_id: row.campaign_id, ...presentWording(row) }))
}

function presentWording(row: WordingRow): Wording {
  return {
    id: row.id,
    subject: row.subject,
    from: row.began_at.toISOString(),
    until: row.ended_at.toISOString(),
    title: row.title,
    description: row.description,
    image_url: row.image_url,
    photos: row.photos.map(presentPhoto),
    followed_by: {
      title: row.next_title,
      description: row.next_description,
      image_url: row.next_image_url,
      photos: row.next_photos.map(presentPhoto),
    },
  }
}
