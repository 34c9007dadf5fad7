/**
 * Share images, made when somebody asks for one and kept until the campaign has moved on. The same link is opened by a
 * thousand phones in the minute in which it is posted: they get one image, made once.
 */
import { LRUCache } from 'lru-cache'
import type { Language } from '../../kernel/language.ts'
import { isProblem } from '../../kernel/problem.ts'
import { createTurns } from '../../kernel/turns.ts'
import type { Logger } from '../../services.ts'
import type { Campaign } from '../campaigns/index.ts'
import { type Photos, picturesBusy } from '../photos/index.ts'
import { drawImage } from './draw.ts'
import { type Drawing, drawingMark, drawingOf, shareImageVersion } from './drawing.ts'
import { readPicture } from './picture.ts'
import { createTypeSetter } from './type-setter.ts'

export interface ShareImage {
  /** A mark of exactly this image. */
  etag: string
  /**
   * The PNG; made now, unless it has been.
   * @throws Problem pictures_busy when too many others are being made
   */
  read(): Promise<Buffer>
}

export interface ShareImages {
  of(campaign: Campaign, language: Language): ShareImage
  close(): Promise<void>
}

const cachedBytesMax = 32 * 1024 * 1024

/** One at a time; each keeps a thread of its own busy for some tenths of a second. */
const atOnce = 1
const waitingMax = 32

interface Made {
  etag: string
  bytes: Promise<Buffer>
}

export function createShareImages({ photos, log }: { photos: Photos; log: Logger }): ShareImages {
  const typeSetter = createTypeSetter()
  const turns = createTurns({ atOnce, waitingMax, refusal: picturesBusy })
  const kept = new LRUCache<string, { etag: string; bytes: Buffer }>({
    maxSize: cachedBytesMax,
    sizeCalculation: ({ bytes }) => bytes.length + 200,
  })
  const beingMade = new Map<string, Made>()

  function make(key: string, drawing: Drawing): Made {
    const etag = drawingMark(drawing)
    const bytes = turns
      .take(async () => {
        const picture = await pictureFor(drawing)
        const image = await drawImage(
          picture === undefined ? { ...drawing, picture: null } : drawing,
          picture,
          typeSetter,
        )
        // Without its picture it is better than nothing, and not to be kept.
        if (picture !== undefined || drawing.picture === null) kept.set(key, { etag, bytes: image })
        return image
      })
      .finally(() => beingMade.delete(key))
    const made = { etag, bytes }
    beingMade.set(key, made)
    return made
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
      const key = `${campaign.id} ${language} ${shareImageVersion(campaign)}`
      const known = kept.get(key)
      if (known) return { etag: known.etag, read: async () => known.bytes }
      const making = beingMade.get(key)
      if (making) return { etag: making.etag, read: () => making.bytes }
      const drawing = drawingOf(campaign, language)
      return { etag: drawingMark(drawing), read: () => (beingMade.get(key) ?? make(key, drawing)).bytes }
    },
    close: () => typeSetter.close(),
  }
}
