import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { sellerName } from '../../kernel/names.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Seller } from './shapes.ts'

export interface SellerPatch {
  about?: string | undefined
}

interface Row {
  seller_id: string
  slug: string
  about: string
  name: string | null
  avatar_url: string | null
  since: Date | null
  completed: number
  failed: number
  cancelled: number
}

/**
 * @param named slug or id
 * @throws Problem seller_not_found, also for whoever was erased
 */
export async function findSeller(db: Kysely<DB>, named: string): Promise<Seller> {
  const { rows } = await sql<Row>`
    select s.seller_id, s.slug, s.about, p.name, p.avatar_url, known.since, ended.*
    from sambatan.seller_pages s
    left join sambatan.people p on p.id = s.seller_id
    cross join lateral (
      select min(c.published_at) as since from sambatan.campaigns c where c.seller_id = s.seller_id) known
    cross join lateral (
      select count(*) filter (where a.event = 'campaign_completed')::int as completed,
        count(*) filter (where a.event = 'campaign_failed')::int as failed,
        count(*) filter (where a.event = 'campaign_cancelled')::int as cancelled
      from sambatan.campaigns c
      join sambatan.audit_logs a on a.campaign_id = c.id
        and a.event in ('campaign_completed', 'campaign_failed', 'campaign_cancelled')
      -- A draft that is discarded was no batch that anybody could join.
      where c.seller_id = s.seller_id and c.published_at is not null) ended
    where s.slug = ${named} or s.seller_id = ${named}
    order by s.slug = ${named} desc limit 1`.execute(db)
  const [row] = rows
  if (!row) throw new Problem('seller_not_found', { seller: named })
  const { seller_id, slug, about, avatar_url, completed, failed, cancelled } = row
  return {
    seller_id,
    slug,
    name: sellerName(row.name),
    about,
    avatar_url,
    since: row.since?.toISOString() ?? null,
    record: { completed, failed, cancelled },
  }
}

/** @throws Problem seller_not_found */
export async function updateSeller(tx: Tx, sellerId: string, { about }: SellerPatch): Promise<Seller> {
  await tx
    .updateTable('seller_pages')
    .set({ about, updated_at: sql<Date>`sambatan.now()` })
    .where('seller_id', '=', sellerId)
    .execute()
  return findSeller(tx, sellerId)
}
