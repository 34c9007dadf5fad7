/** What requests about products hold. */
import { z } from 'zod'
import { later } from '../../kernel/messages.ts'
import { isCurrency } from '../../kernel/money.ts'
import { money, ownerId, page, personId, pictureUrl } from './fields.ts'
import { lines, text } from './texts.ts'

const productFields = {
  name: text(1, 200).meta({ examples: ['Melati Senja 30 ml'] }),
  description: lines(0, 8000).optional(),
  base_price: money(0)
    .describe("In the currency's smallest unit in use; IDR: whole rupiah")
    .meta({ examples: [185000] }),
  image_url: pictureUrl.nullable().optional(),
  sambatan_enabled: z.boolean().optional().describe('Whether campaigns can be opened on it'),
}

export const newProduct = z.strictObject({
  ...productFields,
  seller_id: personId.optional(),
  currency: z
    .string()
    .refine(isCurrency, {
      params: later('validation_currency'),
    })
    .meta({ pattern: '^[A-Z]{3}$' })
    .optional()
    .describe('ISO 4217; IDR when left out'),
})
export const productPatch = z.strictObject(productFields).partial()
export const productQuery = z.object({
  ...page,
  q: text(1, 100).optional().describe('Words of the name, or their beginnings: all of them'),
  seller_id: ownerId.optional(),
  sambatan_enabled: z.stringbool().optional(),
})
