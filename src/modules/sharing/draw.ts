import { assert } from '../../kernel/assert.ts'
import { loadSharp } from '../photos/index.ts'
import type { Drawing } from './drawing.ts'
import { height, pictureBox, shapesOf, textOf, width } from './layout.ts'
import type { TypeSetter } from './type-setter.ts'

/** What messengers ignore is larger than 300 kB; below it by as much as a proxy may add. */
export const bytesMax = 290_000

/** Tried in this order until the image is small enough: fewer colours, and at last a picture without its finest grain. */
const economies: { colours?: number; dither?: number; blur?: number }[] = [
  {},
  { colours: 256, dither: 1 },
  { colours: 128, dither: 0.3 },
  { colours: 64, dither: 0, blur: 1.5 },
  { colours: 24, dither: 0, blur: 4 },
]

/**
 * Draws a share image: a PNG of 1200 × 630 pixels and at most 290 kB.
 * @param picture the bytes of the picture beside the text, of any format; undefined when the drawing has none
 */
export async function drawImage(
  drawing: Drawing,
  picture: Buffer | undefined,
  typeSetter: TypeSetter,
): Promise<Buffer> {
  const sharp = await loadSharp()
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shapesOf(drawing)}${await typeSetter.set(textOf(drawing))}</svg>`
  const page = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
  const fitted = picture && (await crop(picture, drawing))
  let image: Buffer | undefined
  for (const { blur, ...palette } of economies) {
    const beside = fitted && blur ? await sharp(fitted).blur(blur).png({ compressionLevel: 1 }).toBuffer() : fitted
    image = await sharp(page)
      .composite(beside ? [{ input: beside, left: pictureBox.left, top: pictureBox.top }] : [])
      .png(
        palette.colours
          ? { ...palette, effort: 5, compressionLevel: 9 }
          : { compressionLevel: 9, adaptiveFiltering: true },
      )
      .toBuffer()
    if (image.length <= bytesMax) return image
  }
  assert(false, `a share image has at most ${bytesMax} bytes, not ${image?.length}`)
}

/** The picture as it fills its place; of a campaign that did not come off, paler. */
async function crop(picture: Buffer, { mood }: Drawing): Promise<Buffer> {
  const sharp = await loadSharp()
  const fitted = sharp(picture)
    .resize({ width: pictureBox.width, height: pictureBox.height, fit: 'cover' })
    .flatten({ background: '#fff' })
  if (mood === 'ended') fitted.modulate({ saturation: 0.25, brightness: 1.08 })
  return fitted.png({ compressionLevel: 1 }).toBuffer()
}
