/** What happens to products. */
import { event, fields } from './define.ts'

export const productEvents = {
  product_updated: event({
    subject: 'product',
    seenBy: 'seller',
    description: 'A product was changed; its campaigns show its name, and keep the prices that they have.',
    metadata: { fields },
    example: { fields: ['name', 'base_price'] },
  }),
}
