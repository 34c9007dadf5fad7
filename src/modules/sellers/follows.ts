/** Who wants to hear of a seller's next batch. They are told by `batch_published` and `batch_opened`, once when one opens. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { sellerName } from '../../kernel/names.ts'
import { Problem } from '../../kernel/problem.ts'
import { findSeller } from './seller-pages.ts'
import type { Followed } from './shapes.ts'

/** Of one person: more than anybody reads of. */
const followsMax = 500

/**
 * Somebody who follows already goes on to.
 * @param named slug or id of the seller
 * @throws Problem seller_not_found, follow_self, follow_limit
 */
export async function followSeller(tx: Tx, personId: string, named: string): Promise<void> {
  const { seller_id } = await findSeller(tx, named)
  if (seller_id === personId) throw new Problem('follow_self')
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('follows')
    .columns(['person_id', 'seller_id', 'created_at'])
    .expression(
      sql`select ${personId}, ${seller_id}, sambatan.now()
        where (select count(*) from sambatan.follows where person_id = ${personId}) < ${followsMax}`,
    )
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n && !(await follows(tx, personId, seller_id))) {
    throw new Problem('follow_limit', { maximum: followsMax })
  }
}

/** @throws Problem seller_not_found */
export async function unfollowSeller(tx: Tx, personId: string, named: string): Promise<void> {
  const { seller_id } = await findSeller(tx, named)
  await tx.deleteFrom('follows').where('person_id', '=', personId).where('seller_id', '=', seller_id).execute()
}

export async function follows(db: Kysely<DB>, personId: string, sellerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('follows')
    .select('seller_id')
    .where('person_id', '=', personId)
    .where('seller_id', '=', sellerId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whom somebody follows, by address. */
export async function listFollows(
  db: Kysely<DB>,
  personId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Followed>> {
  let query = db
    .selectFrom('follows as f')
    .innerJoin('seller_pages as s', 's.seller_id', 'f.seller_id')
    .leftJoin('people as p', 'p.id', 'f.seller_id')
    .select(['f.seller_id', 's.slug', 'p.name', 'f.created_at'])
    .where('f.person_id', '=', personId)
    .orderBy('s.slug')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('s.slug', '>', String(decodeCursor(page.cursor, ['text'])[0]))
  return toPage(
    await query.execute(),
    page.limit,
    ({ seller_id, slug, name, created_at }) => ({
      seller_id,
      slug,
      name: sellerName(name),
      since: created_at.toISOString(),
    }),
    ({ slug }) => [slug],
  )
}
