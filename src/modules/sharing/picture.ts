import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Photos } from '../photos/index.ts'

/** Pictures that ship with us. Nothing that anybody wrote into a campaign leads out of here. */
const assets = new URL('../../../assets/', import.meta.url)

/**
 * The bytes of the picture at an address of ours, of a photo or of what ships with us; undefined when there is none there.
 * @throws Problem storage_unavailable
 */
export async function readPicture(photos: Photos, address: string): Promise<Buffer | undefined> {
  const photo = /^\/photos\/([^/]+)\/(\d+)\.webp$/.exec(address)
  if (photo) return photos.read(photo[1]!, photo[2]!)
  // Plain names only: no dots that lead upwards, nothing that is encoded, no query.
  const asset = /^\/assets\/((?:[\w-]+\/)*[\w-]+\.(?:svg|png|jpe?g|webp))$/.exec(address)
  if (!asset) return undefined
  return readFile(fileURLToPath(new URL(asset[1]!, assets))).catch(() => undefined)
}
