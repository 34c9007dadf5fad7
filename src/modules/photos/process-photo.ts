/**
 * From the file that somebody sent to what everybody sees: turned as it was held, in the colours of the web, in up to
 * three sizes, and with nothing else of the file. Where a photo was taken, with what and when, never leaves this function.
 */
import type { Sharp } from 'sharp'
import { Problem } from '../../kernel/problem.ts'
import { formatOf, isAnimatedPng, isLosslessWebp } from './formats.ts'
import { loadSharp } from './sharp.ts'

/** What a phone writes at 100 megapixels, rounded up. */
export const photoBytesMax = 25 * 1024 * 1024

/** What a phone takes at its best. The decoder shrinks such a file while it reads, and needs at most 90 MB for it. */
export const pixelsMax = 100_000_000
/** Of a file that has to be decoded whole before it can be shrunk, at 4 bytes a pixel: 160 MB. */
export const wholePixelsMax = 40_000_000
const sideMin = 200
/** The long side by the short one; beyond it a photo is a strip that fits nowhere. */
const ratioMax = 5
/** How wide the blobs are at most, for a phone, a phone of today or a card, and a large screen. */
export const photoWidths = [480, 960, 1600] as const

/** Longer than any photo within the limits takes, also on a slow machine. */
const secondsMax = 20

export interface ProcessedPhoto {
  /** Of the largest size, in pixels. */
  width: number
  height: number
  color: string
  sizes: { width: number; bytes: Buffer }[]
}

/**
 * @throws Problem photo_format_unsupported, photo_animated, photo_too_many_pixels, photo_kind_too_many_pixels,
 * photo_shape_invalid, photo_damaged, each naming `photo`
 */
export async function processPhoto(file: Buffer): Promise<ProcessedPhoto> {
  await checkHeader(file)
  const sharp = await loadSharp()
  try {
    // Decoded once, at the largest size; the others are made of it.
    const { data, info } = await sharp(file, { failOn: 'error', limitInputPixels: pixelsMax })
      .timeout({ seconds: secondsMax })
      .autoOrient()
      .resize({ width: photoWidths.at(-1)!, withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const decoded = () => sharp(data, { raw: { width, height, channels } })
    const sizes = []
    for (const size of sizesFor(width)) {
      const bytes = await decoded()
        .resize({ width: size, withoutEnlargement: true })
        .webp({ quality: 80, smartSubsample: true })
        .timeout({ seconds: secondsMax })
        .toBuffer()
      sizes.push({ width: size, bytes })
    }
    return { width, height, color: await dominantColor(decoded()), sizes }
  } catch (error) {
    throw new Problem('photo_damaged', { path: 'photo' }, { cause: error })
  }
}

/** What can be refused before a single pixel is decoded. */
async function checkHeader(file: Buffer): Promise<void> {
  const format = formatOf(file)
  if (format === undefined) throw new Problem('photo_format_unsupported', { path: 'photo' })
  if (format === 'png' && isAnimatedPng(file)) throw new Problem('photo_animated', { path: 'photo' })
  const sharp = await loadSharp()
  // Without a limit, because reading a header decodes nothing, and a size that is too large has a sentence of its own.
  const header = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((error) => {
      throw new Problem('photo_damaged', { path: 'photo' }, { cause: error })
    })
  if (header.format !== format) throw new Problem('photo_format_unsupported', { path: 'photo' })
  if ((header.pages ?? 1) > 1) throw new Problem('photo_animated', { path: 'photo' })
  const { width, height } = header.autoOrient
  const isWhole = header.isProgressive || (format === 'webp' && isLosslessWebp(file))
  if (width * height > pixelsMax) {
    throw new Problem('photo_too_many_pixels', { path: 'photo', width, height, megapixels: pixelsMax / 1_000_000 })
  }
  if (isWhole && width * height > wholePixelsMax) {
    throw new Problem('photo_kind_too_many_pixels', {
      path: 'photo',
      width,
      height,
      megapixels: wholePixelsMax / 1_000_000,
    })
  }
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (short < sideMin || long > short * ratioMax) {
    throw new Problem('photo_shape_invalid', { path: 'photo', width, height, side: sideMin, ratio: ratioMax })
  }
}

/** The smallest always, and each other where the one before it is too small for the photo. */
function sizesFor(width: number): number[] {
  return photoWidths.filter((_, i) => i === 0 || width > photoWidths[i - 1]!)
}

/** The most frequent colour, of a small copy: a thousand pixels say the same as a million. */
async function dominantColor(decoded: Sharp): Promise<string> {
  const small = await decoded.resize({ width: 64, height: 64, fit: 'inside' }).png().toBuffer()
  const sharp = await loadSharp()
  const { dominant } = await sharp(small).stats()
  return `#${[dominant.r, dominant.g, dominant.b].map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
