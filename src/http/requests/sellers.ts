/** What requests about sellers hold. */
import { z } from 'zod'
import { isStorableText } from '../../kernel/text.ts'
import { personParams } from './people.ts'
import { lines } from './texts.ts'

const named = z
  .string()
  .trim()
  .min(1, 'seller_not_found')
  .max(128, 'seller_not_found')
  .refine(isStorableText, 'seller_not_found')
  .describe('The slug of a seller, or their id')

export const sellerParams = z.object({ id: named })

export const followParams = personParams.extend({ seller: named })

export const sellerPatch = z.strictObject({
  about: lines(0, 1000).optional().describe('What they say about themselves, on their page'),
})
