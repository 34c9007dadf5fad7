/**
 * Share images, drawn when somebody asks for one and kept until the campaign has moved on: in memory, and in the storage
 * for other nodes and the next start. The same link is opened by a thousand phones in the minute in which it is posted:
 * they get one image, drawn once.
 */
import { LRUCache } from 'lru-cache'
import type { Database } from '../../db/index.ts'
import type { Language } from '../../kernel/language.ts'
import type { Logger } from '../../kernel/logger.ts'
import { isProblem } from '../../kernel/problem.ts'
import { createTurns } from '../../kernel/turns.ts'
import type { Storage } from '../../storage/index.ts'
import type { Campaign } from '../campaigns/index.ts'
import { type Photos, picturesBusy } from '../photos/index.ts'
import { drawImage } from './draw.ts'
import { type Drawing, drawingOf, shareImageVersion } from './drawing.ts'
import { findDrawn, keepDrawn, keyOf, type Shown } from './drawn.ts'
import { readPicture } from './picture.ts'
import { createTypeSetter } from './type-setter.ts'

export interface ShareImage {
  /** A mark of what this image shows. */
  etag: string
  /**
   * The PNG; drawn now, unless it has been.
   * @param onDraw told before it is drawn for whoever asks, and may refuse that by throwing
   * @throws Problem pictures_busy when too many others are being drawn
   */
  read(onDraw: () => void): Promise<Buffer>
}

export interface ShareImages {
  of(campaign: Campaign, language: Language): ShareImage
  close(): Promise<void>
}

const cachedBytesMax = 32 * 1024 * 1024

/** One at a time; each keeps a thread of its own busy for some tenths of a second. */
const atOnce = 1
const waitingMax = 32

interface Options {
  db: Database
  storage: Storage
  photos: Photos
  log: Logger
}

export function createShareImages({ db, storage, photos, log }: Options): ShareImages {
  const typeSetter = createTypeSetter()
  const turns = createTurns({ atOnce, waitingMax, refusal: picturesBusy })
  const kept = new LRUCache<string, Buffer>({
    maxSize: cachedBytesMax,
    sizeCalculation: (bytes) => bytes.length + 200,
  })
  /** What is on its way here already; everybody else who asks waits for it. */
  const beingFound = new Map<string, Promise<Buffer | undefined>>()
  const beingDrawn = new Map<string, Promise<Buffer>>()

  /** An image without its picture is better than nothing, and not to be kept. */
  async function draw(drawing: Drawing): Promise<{ image: Buffer; isWhole: boolean }> {
    const picture = await pictureFor(drawing)
    const isWhole = picture !== undefined || drawing.picture === null
    return { image: await drawImage(isWhole ? drawing : { ...drawing, picture: null }, picture, typeSetter), isWhole }
  }

  async function make(etag: string, shown: Shown, drawing: Drawing): Promise<Buffer> {
    const { image, isWhole } = await turns.take(() => draw(drawing))
    if (!isWhole) return image
    kept.set(etag, image)
    await keepDrawn(db, storage, shown, image).catch((error) =>
      log.warn({ err: error }, 'a share image could not be kept, and will be drawn again'),
    )
    return image
  }

  async function find(etag: string, shown: Shown): Promise<Buffer | undefined> {
    const image = await findDrawn(storage, shown).catch((error) => {
      if (!isProblem(error)) throw error
      return undefined
    })
    if (image) kept.set(etag, image)
    return image
  }

  async function pictureFor(drawing: Drawing): Promise<Buffer | undefined> {
    if (drawing.picture === null) return undefined
    return readPicture(photos, drawing.picture).catch((error) => {
      if (!isProblem(error)) throw error
      log.warn({ err: error, picture: drawing.picture }, 'a share image is made without its picture')
      return undefined
    })
  }

  return {
    of(campaign, language) {
      const shown = { campaignId: campaign.id, language, version: shareImageVersion(campaign) }
      const etag = keyOf(shown)
      return {
        etag,
        async read(onDraw) {
          const known = kept.get(etag) ?? beingDrawn.get(etag)
          if (known) return known
          const found = await once(beingFound, etag, () => find(etag, shown))
          if (found) return found
          // Whoever is refused to have it drawn is refused alone; for all others it is drawn.
          if (!kept.has(etag) && !beingDrawn.has(etag)) onDraw()
          return kept.get(etag) ?? once(beingDrawn, etag, () => make(etag, shown, drawingOf(campaign, language)))
        },
      }
    },
    close: () => typeSetter.close(),
  }
}

function once<Result>(
  running: Map<string, Promise<Result>>,
  key: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const known = running.get(key)
  if (known) return known
  const begun = work().finally(() => running.delete(key))
  running.set(key, begun)
  return begun
}
