import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

/** The characters that a font has, by the table in its file that says so (WOFF; cmap formats 4 and 12). */
export function charactersOf(file: string): Set<number> {
  const cmap = tableOf(readFileSync(fileURLToPath(import.meta.resolve(`@fontsource/${file}`))), 'cmap')
  const found = new Set<number>()
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + i * 8)
    const format = cmap.readUInt16BE(at)
    if (format === 4) addSegments(cmap, at, found)
    if (format === 12) addGroups(cmap, at, found)
  }
  return found
}

function tableOf(woff: Buffer, wanted: string): Buffer {
  for (let i = 0; i < woff.readUInt16BE(12); i++) {
    const at = 44 + i * 20
    if (woff.toString('latin1', at, at + 4) !== wanted) continue
    const [offset, stored, length] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)]
    const bytes = woff.subarray(offset, offset + stored)
    return stored < length ? inflateSync(bytes) : bytes
  }
  throw new Error(`the font has no table ${wanted}`)
}

function addSegments(cmap: Buffer, at: number, found: Set<number>): void {
  const segments = cmap.readUInt16BE(at + 6) / 2
  for (let s = 0; s < segments; s++) {
    const column = (place: number) => at + place + s * 2
    const [end, start] = [cmap.readUInt16BE(column(14)), cmap.readUInt16BE(column(16 + segments * 2))]
    const delta = cmap.readUInt16BE(column(16 + segments * 4))
    const rangeAt = column(16 + segments * 6)
    const range = cmap.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? (code + delta) & 0xffff : cmap.readUInt16BE(rangeAt + range + (code - start) * 2)
      if (glyph !== 0) found.add(code)
    }
  }
}

function addGroups(cmap: Buffer, at: number, found: Set<number>): void {
  for (let g = 0; g < cmap.readUInt32BE(at + 12); g++) {
    const [start, end] = [cmap.readUInt32BE(at + 16 + g * 12), cmap.readUInt32BE(at + 20 + g * 12)]
    for (let code = start; code <= end; code++) found.add(code)
  }
}
