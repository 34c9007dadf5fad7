/** Pictures for tests, made by the library that the engine reads them with; what it cannot make is put together by hand. */
import { deflateRawSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

export interface Wish {
  width?: number
  height?: number
  /** Makes one picture unlike another. */
  seed?: number
}

/** Four fields of colour, red and green over blue and white, so that it can be told which way up it is. */
export function picture({ width = 1200, height = 800, seed = 0 }: Wish = {}): Sharp {
  const [w, h] = [width / 2, height / 2]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <path fill="#ffffff" d="M0 0h${width}v${height}H0z"/><path fill="#d01010" d="M0 0h${w}v${h}H0z"/>
    <path fill="#10b020" d="M${w} 0h${w}v${h}H${w}z"/><path fill="#1020d0" d="M0 ${h}h${w}v${h}H0z"/>
    <circle cx="${w}" cy="${h}" r="10" fill="#${((seed * 7919) % 0xffffff).toString(16).padStart(6, '0')}"/></svg>`
  return sharp(Buffer.from(svg)).flatten({ background: '#ffffff' })
}

export const jpeg = (wish?: Wish) => picture(wish).jpeg({ quality: 85 }).toBuffer()
export const png = (wish?: Wish) => picture(wish).png().toBuffer()
export const webp = (wish?: Wish) => picture(wish).webp().toBuffer()

/** As a phone takes it: held upright, which the file says in a note, with the place, the time and the name of its owner. */
export function phoneJpeg(orientation: number, wish?: Wish): Promise<Buffer> {
  return picture(wish)
    .withExif({
      IFD0: { Make: 'Merek Ponsel', Artist: 'Sri Wahyuni' },
      IFD2: { DateTimeOriginal: '2026:11:20 06:30:00' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '7/1 47/1 44/1', GPSLongitudeRef: 'E', GPSLongitude: '110/1 22/1 8/1' },
    })
    .withMetadata({ orientation })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><Lokasi>Dapur rumah Sri</Lokasi></x:xmpmeta>')
    .jpeg({ quality: 85 })
    .toBuffer()
}

/** One colour, which costs little to make however large. */
export const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#b05a3c' } })

/** What a phone takes at its best: 100 megapixels. */
export const huge = (): Sharp => plain(12_500, 8000)

/** A picture in which nothing repeats: what compresses worst. */
export function noise(width: number, height: number): Sharp {
  return sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  })
}

/** Two frames, so that it moves. */
export async function animatedWebp(): Promise<Buffer> {
  const frame = { width: 300, height: 300, channels: 3 as const }
  const frames = Buffer.concat([Buffer.alloc(300 * 300 * 3, 40), Buffer.alloc(300 * 300 * 3, 200)])
  return sharp(frames, { raw: { ...frame, height: 600, pageHeight: 300 } })
    .webp({ delay: [100, 100], loop: 0 })
    .toBuffer()
}

/** An ordinary PNG with the chunk that says that it moves. */
export async function animatedPng(): Promise<Buffer> {
  const still = await png({ width: 300, height: 300 })
  const control = chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))
  // Behind IHDR, which is 13 bytes long.
  return Buffer.concat([still.subarray(0, 33), control, still.subarray(33)])
}

/** A PNG whose header promises more than there is: a few hundred bytes that would be gigabytes. */
export function bombPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateRawSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><script>alert(1)</script></svg>',
)
export const gif = () => picture({ width: 300, height: 300 }).gif().toBuffer()
export const avif = () => picture({ width: 300, height: 300 }).avif({ effort: 0 }).toBuffer()
/** The beginning of what an iPhone sends when it is not told otherwise. */
export const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 0x24]),
  Buffer.from('ftypheic\0\0\0\0mif1MiHEmiafMiHBheic'),
  Buffer.alloc(4_000, 7),
])

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
