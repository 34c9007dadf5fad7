/**
 * What a file is, by its first bytes: neither its name nor its Content-Type is to be trusted, and what is not one of
 * three formats must not reach the decoders at all.
 */
export type PhotoFormat = 'jpeg' | 'png' | 'webp'

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The format of a photo; undefined for everything else. */
export function formatOf(bytes: Buffer): PhotoFormat | undefined {
  if (bytes.length > 3 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'png'
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp'
  return undefined
}

/**
 * Whether a PNG moves: it then has an `acTL` chunk before its first image data (PNG, third edition, section 11.3.6). The
 * decoder shows the first picture of such a file and says nothing about the others.
 */
export function isAnimatedPng(bytes: Buffer): boolean {
  // A chunk is its length, its type, that many bytes, and a checksum.
  for (let at = 8; at + 8 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (type === 'acTL') return true
    if (type === 'IDAT') return false
  }
  return false
}

/**
 * Whether a WebP is stored without loss: its picture is then a `VP8L` chunk (RFC 9649, section 2.6), which is decoded whole
 * whatever size is asked for.
 */
export function isLosslessWebp(bytes: Buffer): boolean {
  // A chunk is its type, its length, that many bytes, and one more where they are odd.
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = bytes.toString('latin1', at, at + 4)
    if (type === 'VP8L') return true
    if (type === 'VP8 ') return false
    const length = bytes.readUInt32LE(at + 4)
    at += 8 + length + (length % 2)
  }
  return false
}
