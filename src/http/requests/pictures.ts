/** What requests about photos and share images hold. */
import { z } from 'zod'
import { campaignParams } from './fields.ts'
import { idOr, text } from './texts.ts'

const altText = text(0, 240).describe('What it shows, for those who cannot see it')
export const photoQuery = z.object({ alt: altText.default('') })
export const photoPatch = z.strictObject({ alt: altText })
export const photoOrder = z.strictObject({
  ids: z.guid().array().max(100).describe('All photos of the campaign, each once; the first is shown in lists'),
})
export const photoParams = campaignParams.extend({ photo_id: idOr('photo_not_found') })
export const pictureParams = z.object({
  key: z.string().regex(/^[0-9a-f]{32}$/, 'photo_not_found'),
  width: z.string().regex(/^(480|960|1600)$/, 'photo_not_found'),
})
export const shareImageParams = z.object({
  slug: campaignParams.shape.id.describe('The slug of the campaign, or its id'),
})
// What is not a language is no reason to show nothing: the address is put together by pages of others as well.
export const shareImageQuery = z.object({
  lang: z.enum(['id', 'en']).catch('id').default('id'),
  v: z.string().optional().catch(undefined),
})
