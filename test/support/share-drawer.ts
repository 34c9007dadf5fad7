/** A process of its own that draws a share image and prints its hash, for a machine with other fonts, or none. */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { drawImage } from '../../src/modules/sharing/draw.ts'
import { drawingOf } from '../../src/modules/sharing/drawing.ts'
import { createTypeSetter } from '../../src/modules/sharing/type-setter.ts'
import { sharedCampaign } from './shared-campaign.ts'

const typeSetter = createTypeSetter()
for (const name of ['melati-senja', 'gaharu-lawas']) {
  const picture = readFileSync(new URL(`../../assets/demo/${name}.svg`, import.meta.url))
  const drawing = drawingOf(sharedCampaign({ image_url: `/assets/demo/${name}.svg` }), 'id')
  process.stdout.write(`${hash('sha256', await drawImage(drawing, picture, typeSetter), 'hex')}\n`)
}
await typeSetter.close()
