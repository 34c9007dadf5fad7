import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, Products } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Product } from './shapes.ts'

export function presentProduct(row: Selectable<Products>): Product {
  return {
    id: row.id,
    seller_id: row.seller_id,
    name: row.name,
    description: row.description,
    base_price: row.base_price,
    currency: row.currency,
    image_url: row.image_url,
    sambatan_enabled: row.sambatan_enabled,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** @throws Problem product_not_found */
export async function findProduct(db: Kysely<DB>, id: string): Promise<Product> {
  const row = await db.selectFrom('products').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Problem('product_not_found', { product_id: id })
  return presentProduct(row)
}

export interface ProductFilter {
  seller_id?: string | undefined
  /** Words of the name, or their beginnings: all of them. */
  q?: string | undefined
  sambatan_enabled?: boolean | undefined
  limit: number
  cursor?: string | undefined
}

/** Products, newest first. */
export async function listProducts(db: Kysely<DB>, filter: ProductFilter): Promise<Page<Product>> {
  let query = db
    .selectFrom('products')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
  if (filter.seller_id) query = query.where('seller_id', '=', filter.seller_id)
  if (filter.sambatan_enabled !== undefined) query = query.where('sambatan_enabled', '=', filter.sambatan_enabled)
  if (filter.q) query = query.where(sql<boolean>`sambatan.search_words(name) @@ sambatan.search_query(${filter.q})`)
  if (filter.cursor) query = query.where('id', '<', String(decodeCursor(filter.cursor, ['uuid'])[0]))
  return toPage(await query.execute(), filter.limit, presentProduct, (row) => [row.id])
}
