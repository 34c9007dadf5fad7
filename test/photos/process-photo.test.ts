/** What becomes of a file that somebody sends. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { isProblem, type Problem } from '../../src/kernel/problem.ts'
import { formatOf, isAnimatedPng } from '../../src/modules/photos/formats.ts'
import { processPhoto } from '../../src/modules/photos/process-photo.ts'
import * as pictures from '../support/pictures.ts'

const red = [208, 16, 16]
const green = [16, 176, 32]
const blue = [16, 32, 208]
const white = [255, 255, 255]

/** The colours in the middle of the four fields, row by row. */
async function fields(file: Buffer): Promise<number[][]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [
    [1, 1],
    [3, 1],
    [1, 3],
    [3, 3],
  ].map(([x, y]) => {
    const at = (Math.floor((info.height * y!) / 4) * info.width + Math.floor((info.width * x!) / 4)) * info.channels
    return [...data.subarray(at, at + 3)]
  })
}

function expectColors(got: number[][], wanted: number[][], tolerance = 14): void {
  got.forEach((color, field) => {
    color.forEach((value, channel) => {
      expect(Math.abs(value - wanted[field]![channel]!), `field ${field}: ${color}`).toBeLessThanOrEqual(tolerance)
    })
  })
}

/** Just more than what may be decoded whole. */
const large = () => pictures.plain(8001, 5000)

/** Where each pixel takes at least three bytes, 100 million are 300 MB. */
const isLittle = (megabytes: number) => megabytes < 100

/** A process of its own: what memory was needed at most is known of a whole process only. */
async function processedApart(file: Buffer): Promise<{ width: number; height: number; megabytes: number }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../support/photo-process.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(file)
  return JSON.parse(await text(child.stdout))
}

async function refusalOf(file: Buffer): Promise<Problem> {
  try {
    await processPhoto(file)
  } catch (error) {
    if (isProblem(error)) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('a photo', () => {
  it.each([
    ['JPEG', pictures.jpeg],
    ['PNG', pictures.png],
    ['WebP', pictures.webp],
  ])('of %s becomes WebP in the sizes that it fills, never enlarged', async (_, make) => {
    const cases: [number, number, number[][]][] = [
      [300, 300, [[480, 300]]],
      [480, 320, [[480, 480]]],
      [
        700,
        500,
        [
          [480, 480],
          [960, 700],
        ],
      ],
      [
        960,
        640,
        [
          [480, 480],
          [960, 960],
        ],
      ],
      [
        1000,
        640,
        [
          [480, 480],
          [960, 960],
          [1600, 1000],
        ],
      ],
      [
        2000,
        1000,
        [
          [480, 480],
          [960, 960],
          [1600, 1600],
        ],
      ],
    ]
    for (const [width, height, wanted] of cases) {
      const photo = await processPhoto(await make({ width, height }))
      const got = await Promise.all(
        photo.sizes.map(async (size) => {
          const { format, width: real } = await sharp(size.bytes).metadata()
          expect(format).toBe('webp')
          return [size.width, real]
        }),
      )
      expect(got).toEqual(wanted)
      expect(photo.width).toBe(wanted.at(-1)![1])
      expect(photo.height).toBe(Math.round((photo.width * height) / width))
      for (const size of photo.sizes) expectColors(await fields(size.bytes), [red, green, blue, white])
    }
  })

  const turned: [number, number[][]][] = [
    [1, [red, green, blue, white]],
    [2, [green, red, white, blue]],
    [3, [white, blue, green, red]],
    [4, [blue, white, red, green]],
    [5, [red, blue, green, white]],
    [6, [blue, red, white, green]],
    [7, [white, green, blue, red]],
    [8, [green, white, red, blue]],
  ]
  it.each(turned)('that was held as EXIF orientation %i says stands upright', async (orientation, wanted) => {
    const file = await pictures.phoneJpeg(orientation, { width: 1200, height: 600 })
    const photo = await processPhoto(file)
    expect([photo.width, photo.height]).toEqual(orientation < 5 ? [1200, 600] : [600, 1200])
    for (const size of photo.sizes) expectColors(await fields(size.bytes), wanted)
  })

  it('says neither where nor when nor by whom it was taken, and has no other metadata either', async () => {
    const file = await pictures.phoneJpeg(6)
    const before = await sharp(file).metadata()
    expect(before.exif!.includes('Sri Wahyuni'), 'the file did say it').toBe(true)
    expect(before.exif!.includes(Buffer.from([7, 0, 0, 0, 1, 0, 0, 0, 47, 0, 0, 0])), 'and where').toBe(true)
    expect(before.xmp!.includes('Dapur rumah Sri')).toBe(true)
    for (const { bytes } of (await processPhoto(file)).sizes) {
      const { exif, xmp, iptc, icc, orientation, comments, tifftagPhotoshop } = await sharp(bytes).metadata()
      expect({ exif, xmp, iptc, icc, orientation, comments, tifftagPhotoshop }).toEqual({})
      expect(bytes.toString('latin1')).not.toMatch(/Sri|Dapur|Merek|EXIF|XMP |ICCP|2026:11/)
    }
  })

  it('keeps its colours when they are written in those of another screen', async () => {
    const wide = await pictures.picture().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(wide).metadata()).icc).toBeDefined()
    const { sizes } = await processPhoto(wide)
    expectColors(await fields(sizes[0]!.bytes), [red, green, blue, white], 20)
    const cmyk = await pictures.picture().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk')
    const printed = await processPhoto(cmyk)
    const [r, , b, w] = await fields(printed.sizes[0]!.bytes)
    expect(r![0]).toBeGreaterThan(r![2]! + 60)
    expect(b![2]).toBeGreaterThan(b![0]! + 60)
    expect(Math.min(...w!)).toBeGreaterThan(230)
  })

  it('that is grey, has 16 bits, or is seen through is as good as another', async () => {
    const grey = await pictures.picture().greyscale().jpeg().toBuffer()
    const deep = await pictures.picture().toColourspace('rgb16').png().toBuffer()
    const hole = await sharp({ create: { width: 600, height: 400, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer()
    for (const file of [grey, deep, hole]) expect((await processPhoto(file)).sizes.length).toBeGreaterThan(0)
    expectColors(await fields((await processPhoto(deep)).sizes[0]!.bytes), [red, green, blue, white])
    expectColors(await fields((await processPhoto(hole)).sizes[0]!.bytes), [white, white, white, white])
  })

  it('has the colour that most of it has', async () => {
    const wall = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7b1e4f' } })
      .composite([{ input: await pictures.png({ width: 250, height: 250 }), left: 0, top: 0 }])
      .jpeg({ quality: 95 })
      .toBuffer()
    const { color } = await processPhoto(wall)
    const channels = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
    expect(color).toMatch(/^#[0-9a-f]{6}$/)
    expectColors([channels], [[0x7b, 0x1e, 0x4f]], 16)
  })

  it('that nothing compresses is still not heavy', async () => {
    const { sizes } = await processPhoto(await pictures.noise(3000, 2000).jpeg({ quality: 90 }).toBuffer())
    expect(sizes.map(({ bytes }) => bytes.length < 1_500_000)).toEqual([true, true, true])
  })

  it('of 100 megapixels works, in the memory of one that is small', async () => {
    const file = await pictures.huge().withMetadata({ orientation: 6 }).jpeg({ quality: 60 }).toBuffer()
    expect(await processedApart(file)).toMatchObject({
      width: 1600,
      height: 2500,
      megabytes: expect.toSatisfy(isLittle),
    })
  }, 60_000)

  it('that must be decoded whole works up to 40 megapixels', async () => {
    const file = await pictures
      .picture({ width: 8000, height: 5000 })
      .jpeg({ quality: 60, progressive: true })
      .toBuffer()
    expect(await processPhoto(file)).toMatchObject({ width: 1600, height: 1000 })
  })
})

describe('a file that is refused, naming the photo', () => {
  it.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['is empty', 'photo_format_unsupported', () => Buffer.alloc(0)],
    ['is text', 'photo_format_unsupported', () => Buffer.from('bukan foto '.repeat(100))],
    ['is JSON', 'photo_format_unsupported', () => Buffer.from('{"photo": "x"}')],
    ['is a page', 'photo_format_unsupported', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['is an SVG', 'photo_format_unsupported', () => pictures.svg],
    ['is a GIF', 'photo_format_unsupported', pictures.gif],
    ['is an AVIF', 'photo_format_unsupported', pictures.avif],
    ['is a HEIC', 'photo_format_unsupported', () => pictures.heic],
    ['is a PDF', 'photo_format_unsupported', () => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')],
    ['is a TIFF', 'photo_format_unsupported', () => pictures.picture().tiff().toBuffer()],
    ['is a WAV, which begins like a WebP', 'photo_format_unsupported', () => Buffer.from('RIFF\x24\0\0\0WAVEfmt ')],
    ['moves, as WebP', 'photo_animated', pictures.animatedWebp],
    ['moves, as PNG', 'photo_animated', pictures.animatedPng],
    ['only begins like a JPEG', 'photo_damaged', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])],
    ['only begins like a PNG', 'photo_damaged', () => Buffer.from('89504e470d0a1a0a00000000', 'hex')],
    ['only begins like a WebP', 'photo_damaged', () => Buffer.from('RIFF\xff\0\0\0WEBPVP8 \xff\0\0\0', 'latin1')],
    [
      'is a PNG with the insides of an SVG',
      'photo_damaged',
      () => Buffer.concat([pictures.bombPng(300, 300).subarray(0, 8), pictures.svg]),
    ],
    ['has less than its header says', 'photo_damaged', () => pictures.bombPng(3000, 2000)],
    ['would be gigabytes', 'photo_too_many_pixels', () => pictures.bombPng(50_000, 50_000)],
    ['has 2 to the 31 pixels each way', 'photo_damaged', () => pictures.bombPng(2 ** 31 - 1, 2 ** 31 - 1)],
    ['has just too many pixels', 'photo_too_many_pixels', () => pictures.bombPng(12_501, 8000)],
    [
      'is a large PNG that is interlaced',
      'photo_kind_too_many_pixels',
      () => large().png({ progressive: true }).toBuffer(),
    ],
    [
      'is a large JPEG that is progressive',
      'photo_kind_too_many_pixels',
      () => large().jpeg({ progressive: true }).toBuffer(),
    ],
    [
      'is a large WebP without loss',
      'photo_kind_too_many_pixels',
      () => large().webp({ lossless: true, effort: 0 }).toBuffer(),
    ],
    ['is an icon', 'photo_shape_invalid', () => pictures.png({ width: 64, height: 64 })],
    ['is one pixel', 'photo_shape_invalid', () => pictures.png({ width: 1, height: 1 })],
    ['is a strip', 'photo_shape_invalid', () => pictures.png({ width: 250, height: 1500 })],
  ])('because it %s: %s', async (_, code, make) => {
    const problem = await refusalOf(await make())
    expect(problem.code).toBe(code)
    expect(problem.params).toMatchObject({ path: 'photo' })
  })

  it.each([
    ['JPEG', () => pictures.noise(1200, 900).jpeg({ quality: 90 }).toBuffer()],
    ['progressive JPEG', () => pictures.noise(1200, 900).jpeg({ quality: 90, progressive: true }).toBuffer()],
    ['PNG', () => pictures.noise(1200, 900).png().toBuffer()],
    ['WebP', () => pictures.noise(1200, 900).webp({ quality: 90 }).toBuffer()],
  ])('because it was cut off: %s, wherever', async (_, make) => {
    const file = await make()
    expect((await processPhoto(file)).width, 'whole it is a photo').toBe(1200)
    for (const share of [0.001, 0.01, 0.2, 0.5, 0.8, 0.95]) {
      const { code } = await refusalOf(file.subarray(0, Math.max(12, Math.floor(file.length * share))))
      expect(code, `${share}`).toBe('photo_damaged')
    }
  })
})

describe('formats', () => {
  it('are told by their first bytes, of files of any length', () => {
    const all = ['ffd8ffe0', '89504e470d0a1a0a', '52494646000000005745425000'].map((hex) => Buffer.from(hex, 'hex'))
    expect(all.map(formatOf)).toEqual(['jpeg', 'png', 'webp'])
    for (const file of all) {
      for (let length = 0; length < file.length - 1; length++) formatOf(file.subarray(0, length))
    }
    expect(formatOf(Buffer.from('RIFF1234WEB'))).toBeUndefined()
  })

  it('that move are told also where lengths lie', () => {
    const lying = Buffer.concat([pictures.bombPng(300, 300).subarray(0, 8), Buffer.from('ffffffff49484452', 'hex')])
    expect(isAnimatedPng(lying)).toBe(false)
    expect(isAnimatedPng(Buffer.concat([lying.subarray(0, 8), Buffer.alloc(100_000)]))).toBe(false)
  })
})
