/**
 * Photos of campaigns: made small and clean, kept in a storage, and shown. `CampaignPhoto` is what the module `campaigns`
 * shows of them.
 */
import type { Database } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { createTurns } from '../../kernel/turns.ts'
import type { Storage } from '../../storage/index.ts'
import { type AddedPhoto, addPhoto, type NewPhoto } from './add-photo.ts'
import { addPrivatePicture, type KeptPicture, readPrivatePicture } from './private-pictures.ts'
import { photoBytesMax } from './process-photo.ts'
import { createPictureReader, type PictureReader } from './read-picture.ts'

export type { AddedPhoto, NewPhoto } from './add-photo.ts'
export { blobAgain, blobOf } from './blobs.ts'
export { describePhoto, orderPhotos, removePhoto } from './change-photos.ts'
export { keptBlobs } from './kept-blobs.ts'
export { type KeptPicture, prunePrivatePictures } from './private-pictures.ts'
export { problems } from './problems.ts'
export { photoBytesMax, photoWidths } from './process-photo.ts'
export { pruneBlobs, releaseAllPictures } from './prune-blobs.ts'
export { loadSharp } from './sharp.ts'

export interface Photos {
  /** Adds a photo to a campaign; see add-photo.ts. */
  add(photo: NewPhoto, actor: string): Promise<AddedPhoto>
  /** The bytes behind `/photos/<key>/<width>.webp`, or undefined; see read-picture.ts. */
  read: PictureReader
  /** Adds a picture that has no public address; see private-pictures.ts. */
  addPrivate(file: Buffer, actor: string): Promise<KeptPicture>
  /** The bytes of one, for whoever was found to be allowed to see it. */
  readPrivate(id: string): Promise<Buffer>
}

/** Also said where pictures are made for other ends, or files taken on their way here. */
export const picturesBusy = (): Problem => new Problem('pictures_busy', {}, { retryAfterSeconds: 5 })

/** One at a time: a second one would take the core on which the joins are decided. */
const atOnce = 1
/** On their way or waiting for that, which takes a second each. */
export const uploadsMax = 24
/** Of all of them, in memory: six of the largest. */
export const uploadedBytesMax = 6 * photoBytesMax
/** Of them one person's: a form sends one after another, a program perhaps two at a time. */
export const uploadsOfOneMax = 2

export function createPhotos({ db, storage }: { db: Database; storage: Storage }): Photos {
  const turns = createTurns({ atOnce, waitingMax: uploadsMax, refusal: picturesBusy })
  return {
    add: (photo, actor) => addPhoto({ db, storage, turns }, photo, actor),
    read: createPictureReader(storage),
    addPrivate: (file, actor) => addPrivatePicture({ db, storage, turns }, file, actor),
    readPrivate: (id) => readPrivatePicture(db.read, storage, id),
  }
}
