/** What an answer about earlier words is: the schema that it is documented by, and the type that is made of it. */
import { z } from 'zod'
import { timeOut } from '../../kernel/shapes.ts'
import { photo } from '../campaigns/index.ts'

const words = z.object({
  title: z.string().describe('Of the campaign, or the name of its product'),
  description: z.string(),
  image_url: z.string().nullable().describe('The picture of the product; null of a campaign'),
  photos: photo.array().describe('Of the campaign, in their order; none of a product'),
})

/** What a campaign or its product said while somebody joined, and what it was changed to. */
export const wording = words
  .extend({
    id: z.int(),
    subject: z.enum(['campaign', 'product']).describe('Whose words: those of the campaign, or of its product'),
    from: timeOut.describe('Since when they stood'),
    until: timeOut.describe('When they were changed'),
    followed_by: words.describe('The next words that somebody joined on, or those of now').meta({ id: 'Words' }),
  })
  .meta({ id: 'Wording' })

export type Wording = z.infer<typeof wording>

export const sellerWording = wording.extend({ campaign_id: z.uuid() }).meta({ id: 'SellerWording' })

export type SellerWording = z.infer<typeof sellerWording>
