/** What an answer about a product is: the schema that it is documented by, and the type that is made of it. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'

export const product = z
  .object({
    id: z.uuid(),
    seller_id: z.string(),
    name: z.string(),
    description: z.string(),
    base_price: z.int(),
    currency: z.string(),
    image_url: z.string().nullable(),
    sambatan_enabled: z.boolean(),
    created_at: timeOut,
    updated_at: timeOut,
  })
  .meta({ id: 'Product' })

export type Product = z.infer<typeof product>
