import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordEvent } from '../audit/index.ts'
import type { NewProduct } from './create-product.ts'
import { presentProduct } from './queries.ts'
import type { Product } from './shapes.ts'

/** A product's seller never changes; its currency neither, because campaigns were priced in it. */
export type ProductPatch = Partial<Omit<NewProduct, 'seller_id' | 'currency'>>

/**
 * Changes what is given and leaves the rest. Disabling sambatan stops new campaigns; those that run go on, because
 * people have joined them.
 * @throws Problem product_not_found
 */
export async function updateProduct(tx: Tx, id: string, patch: ProductPatch): Promise<Product> {
  const before = await tx.selectFrom('products').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!before) throw new Problem('product_not_found', { product_id: id })
  const { name, description, base_price, image_url, sambatan_enabled } = patch
  const given = Object.entries({ name, description, base_price, image_url, sambatan_enabled })
  const fields = given
    .filter(([field, value]) => value !== undefined && value !== before[field as keyof typeof before])
    .map(([field]) => field)
  if (fields.length === 0) return presentProduct(before)
  const row = await tx
    .updateTable('products')
    .set({ ...Object.fromEntries(given), updated_at: sql<Date>`sambatan.now()` })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await recordEvent(tx, 'product_updated', id, { fields })
  return presentProduct(row)
}
