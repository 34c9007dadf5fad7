/**
 * The photos of the demo's sizes: pictures that ship with the project, in the two widths that pages ask for, so that a first start
 * draws nothing.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Tx } from '../db/index.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { blobOf } from '../modules/photos/index.ts'
import type { Storage } from '../storage/index.ts'

const folder = new URL('../../assets/demo/photos/', import.meta.url)
const widths = [480, 960]

interface Kept {
  key: string
  hash: Buffer
  bytes: number[]
}

/** By the names of their files. */
export type KeptPhotos = Map<string, Kept>

/**
 * Before the transaction that tells of them. A key is made of what the picture is, so that a start that is interrupted and tried
 * again leaves no blob that nobody knows.
 */
export async function storePhotos(storage: Storage, files: string[]): Promise<KeptPhotos> {
  const kept: KeptPhotos = new Map()
  for (const file of files) {
    const sizes = await Promise.all(
      widths.map((width) => readFile(fileURLToPath(new URL(`${file}.${width}.webp`, folder)))),
    )
    const hash = createHash('sha256').update(sizes.at(-1)!).digest()
    const key = hash.toString('hex').slice(0, 32)
    for (const [i, width] of widths.entries()) {
      await storage.put(blobOf(key, width), { bytes: sizes[i]!, type: 'image/webp' })
    }
    kept.set(file, { key, hash, bytes: sizes.map(({ length }) => length) })
  }
  return kept
}

/** @param color to show until it has loaded */
export async function addDemoPhoto(
  tx: Tx,
  campaignId: string,
  { key, hash, bytes }: Kept,
  { alt, color }: { alt: string; color: string },
): Promise<string> {
  await sql`select sambatan.begin_campaign_photo(${campaignId}, ${hash}, ${key}, ${widths})`.execute(tx)
  const side = widths.at(-1)!
  const { rows } = await sql<{ id: string }>`
    select id from sambatan.add_campaign_photo(${campaignId}, ${uuidv7()}, ${key}, ${hash}, ${alt},
      ${side}, ${side}, ${color}, ${widths}, ${bytes})`.execute(tx)
  return rows[0]!.id
}
