import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { presentProduct } from './queries.ts'
import type { Product } from './shapes.ts'

export interface NewProduct {
  seller_id: string
  name: string
  description?: string | undefined
  /** In the currency's smallest unit in use; IDR: whole rupiah. */
  base_price: number
  /** ISO 4217; IDR when left out. */
  currency?: string | undefined
  image_url?: string | null | undefined
  sambatan_enabled?: boolean | undefined
}

export async function createProduct(tx: Tx, product: NewProduct): Promise<Product> {
  const row = await tx
    .insertInto('products')
    .values({
      id: uuidv7(),
      seller_id: product.seller_id,
      name: product.name,
      description: product.description ?? '',
      base_price: product.base_price,
      currency: product.currency ?? 'IDR',
      image_url: product.image_url ?? null,
      sambatan_enabled: product.sambatan_enabled ?? false,
      created_at: sql<Date>`sambatan.now()`,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentProduct(row)
}
