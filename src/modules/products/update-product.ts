import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { NewProduct } from './create-product.ts'
import { type Product, presentProduct } from './queries.ts'

/** A product's seller never changes; its currency neither, because campaigns were priced in it. */
export type ProductPatch = Partial<Omit<NewProduct, 'seller_id' | 'currency'>>

/**
 * Changes what is given and leaves the rest. Disabling sambatan stops new campaigns; those that run go on, because
 * people have joined them.
 * @throws Problem product_not_found
 */
export async function updateProduct(tx: Tx, id: string, patch: ProductPatch): Promise<Product> {
  const row = await tx
    .updateTable('products')
    .set({
      name: patch.name,
      description: patch.description,
      base_price: patch.base_price,
      image_url: patch.image_url,
      sambatan_enabled: patch.sambatan_enabled,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Problem('product_not_found', { product_id: id })
  return presentProduct(row)
}
