/** The files of a photo: one a width, under its key. */
import type { Kysely } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { Blob, Storage } from '../../storage/index.ts'

export function blobOf(key: string, width: number | string): string {
  return `${key}/${width}.webp`
}

const privateFolder = 'private/'

/** Not among those that `/photos/…` reads: what is at that address everybody may see. */
export function privateBlobOf(key: string): string {
  return `${privateFolder}${key}.webp`
}

/** A blob as it has to be put where it was copied to. */
export function blobAgain(key: string, bytes: Buffer): Blob {
  return { bytes, type: 'image/webp', isPrivate: key.startsWith(privateFolder) }
}

/** The blobs first and their key after them, so that nothing is forgotten when it is interrupted in between. */
export async function removeBlobs(
  db: Kysely<DB>,
  storage: Storage,
  { key, widths }: { key: string; widths: readonly number[] },
): Promise<void> {
  for (const width of widths) await storage.delete(blobOf(key, width))
  await db.deleteFrom('photo_blobs').where('key', '=', key).where('unused_since', 'is not', null).execute()
}
