/**
 * Adding a photo is three things that no transaction can hold together: rows, a picture that takes a second to make, and
 * blobs in a storage. So first the key of the blobs is written down, then they are stored, then the photo's row points to
 * them. Whatever dies in between leaves blobs that nothing points to, and `prune-blobs.ts` finds their key.
 */
import { randomBytes, webcrypto } from 'node:crypto'
import { sql } from 'kysely'
import { type Database, isUnavailable } from '../../db/index.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { isProblem } from '../../kernel/problem.ts'
import type { Turns } from '../../kernel/turns.ts'
import type { Storage } from '../../storage/index.ts'
import { type CampaignPhoto, presentPhoto } from '../campaigns/index.ts'
import { blobOf, removeBlobs } from './blobs.ts'
import { photoRow } from './photo-row.ts'
import { type ProcessedPhoto, photoWidths, processPhoto } from './process-photo.ts'

export interface NewPhoto {
  campaignId: string
  /** A JPEG, PNG or WebP file of at most `photoBytesMax`. */
  file: Buffer
  /** What it shows, in words; at most 240 characters. */
  alt: string
}

export interface AddedPhoto {
  photo: CampaignPhoto
  /** False when the campaign had this file already: then nothing was changed, its text neither. */
  isNew: boolean
}

interface Means {
  db: Database
  storage: Storage
  /** Pictures are made a few at a time. */
  turns: Turns
}

/**
 * @param actor who does it, as audit events record it
 * @throws Problem campaign_not_found, campaign_state_invalid, photo_limit, pictures_busy, storage_unavailable, or what is
 * wrong with the file (see processPhoto)
 */
export async function addPhoto(means: Means, { campaignId, file, alt }: NewPhoto, actor: string): Promise<AddedPhoto> {
  const { db, storage, turns } = means
  // On a thread of its own: over 25 MB it takes 20 ms, in which a join would be done.
  const contentHash = Buffer.from(await webcrypto.subtle.digest('SHA-256', file as Uint8Array<ArrayBuffer>))
  const key = randomBytes(16).toString('hex')
  const present = await begin(db, { campaignId, contentHash, key, actor })
  if (present) return { photo: present, isNew: false }
  try {
    const processed = await turns.take(() => processPhoto(file))
    for (const { width, bytes } of processed.sizes) {
      await storage.put(blobOf(key, width), { bytes, type: 'image/webp' })
    }
    const added = await finish(db, { campaignId, contentHash, key, alt, processed, actor })
    // Somebody else was sending the same file.
    if (!added.isNew) await takeBack(means, key)
    return added
  } catch (error) {
    if (isRefusal(error)) await takeBack(means, key)
    throw error
  }
}

/** What is certainly not there: a connection that broke says nothing about its commit, nor about the blob it was writing. */
function isRefusal(error: unknown): boolean {
  return isProblem(error) && error.code !== 'database_unavailable' && error.code !== 'storage_unavailable'
}

interface Beginning {
  campaignId: string
  contentHash: Buffer
  key: string
  actor: string
}

/** The photo that the campaign has of this file, if any; otherwise the key is on record from here on. */
function begin(db: Database, { campaignId, contentHash, key, actor }: Beginning): Promise<CampaignPhoto | undefined> {
  return db.tx(
    async (tx) => {
      const { rows } = await sql<{ id: string | null }>`
        select id from sambatan.begin_campaign_photo(${campaignId}, ${contentHash}, ${key}, ${[...photoWidths]})`.execute(
        tx,
      )
      const id = rows[0]?.id
      return id ? presentPhoto(await photoRow(tx, campaignId, id)) : undefined
    },
    { actor },
  )
}

interface Finishing extends Beginning {
  alt: string
  processed: ProcessedPhoto
}

function finish(db: Database, { campaignId, contentHash, key, alt, processed, actor }: Finishing): Promise<AddedPhoto> {
  const { width, height, color, sizes } = processed
  const widths = sizes.map((size) => size.width)
  const bytes = sizes.map((size) => size.bytes.length)
  const newId = uuidv7()
  return db.tx(
    async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from sambatan.add_campaign_photo(${campaignId}, ${newId}, ${key}, ${contentHash}, ${alt},
          ${width}, ${height}, ${color}, ${widths}, ${bytes})`.execute(tx)
      const { id } = rows[0]!
      return { photo: presentPhoto(await photoRow(tx, campaignId, id)), isNew: id === newId }
    },
    { actor },
  )
}

/** At once rather than in a day. What fails here is found by then, and is not what the caller should hear of. */
async function takeBack({ db, storage }: Means, key: string): Promise<void> {
  try {
    await removeBlobs(db.read, storage, { key, widths: photoWidths })
  } catch (error) {
    if (!isProblem(error) && !isUnavailable(error)) throw error
  }
}
