/**
 * Pictures that have no public address: a code to pay by, the proof that something was paid. They are made clean as photos are, and lie
 * apart from them; who may see one its users decide. As with photos the key of the blob is written down before it is stored, so that
 * whatever dies in between leaves nothing that is not found: what nothing shows is removed after a day.
 */
import { randomBytes, webcrypto } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Turns } from '../../kernel/turns.ts'
import type { Storage } from '../../storage/index.ts'
import { privateBlobOf } from './blobs.ts'
import { processPhoto } from './process-photo.ts'

export interface KeptPicture {
  id: string
  width: number
  height: number
}

interface Means {
  db: Database
  storage: Storage
  turns: Turns
}

interface Row {
  id: string
  blob_key: string
  width: number | null
  height: number | null
}

/**
 * @param actor who sends it, as audit events record it; they alone can make use of it
 * @throws Problem pictures_busy, storage_unavailable, or what is wrong with the file (see processPhoto)
 */
export async function addPrivatePicture(
  { db, storage, turns }: Means,
  file: Buffer,
  actor: string,
): Promise<KeptPicture> {
  const contentHash = Buffer.from(await webcrypto.subtle.digest('SHA-256', file as Uint8Array<ArrayBuffer>))
  const newKey = randomBytes(16).toString('hex')
  const {
    id,
    blob_key: key,
    ...known
  } = await db.tx(
    async (tx) => {
      const { rows } = await sql<Row>`
        select id, blob_key, width, height from sambatan.begin_private_picture(${uuidv7()}, ${contentHash}, ${newKey})`.execute(
        tx,
      )
      return rows[0]!
    },
    { actor },
  )
  if (known.width !== null && known.height !== null) return { id, width: known.width, height: known.height }
  const { width, height, sizes } = await turns.take(() => processPhoto(file))
  await storage.put(privateBlobOf(key), { bytes: sizes.at(-1)!.bytes, type: 'image/webp', isPrivate: true })
  await db.tx((tx) => tx.updateTable('private_pictures').set({ width, height }).where('id', '=', id).execute())
  return { id, width, height }
}

/**
 * The bytes of a picture that whoever asks may see. Nothing of it is kept here: it is asked for a few times.
 * @throws Problem picture_not_found, storage_unavailable
 */
export async function readPrivatePicture(db: Kysely<DB>, storage: Storage, id: string): Promise<Buffer> {
  const row = await db
    .selectFrom('private_pictures')
    .select('blob_key')
    .where('id', '=', id)
    .where('width', 'is not', null)
    .executeTakeFirst()
  const bytes = row && (await storage.get(privateBlobOf(row.blob_key)))
  if (bytes === undefined) throw new Problem('picture_not_found')
  return bytes
}

/** In one go of an hourly job; what is left waits for the next. */
const picturesMax = 1_000

/** Removes pictures that nothing has shown for a day. */
export async function prunePrivatePictures(db: Kysely<DB>, storage: Storage): Promise<void> {
  const unused = await db
    .selectFrom('private_pictures')
    .select(['id', 'blob_key'])
    .where('unused_since', '<', sql<Date>`sambatan.now() - interval '1 day'`)
    .orderBy('unused_since')
    .limit(picturesMax)
    .execute()
  for (const { id, blob_key: key } of unused) {
    // The blob first, so that nothing is forgotten when it is interrupted in between.
    await storage.delete(privateBlobOf(key))
    await db.deleteFrom('private_pictures').where('id', '=', id).where('unused_since', 'is not', null).execute()
  }
}
