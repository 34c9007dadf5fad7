import { LRUCache } from 'lru-cache'
import type { Storage } from '../../storage/index.ts'
import { blobOf } from './blobs.ts'
import { photoWidths } from './process-photo.ts'

/** Enough for the pictures of a drop: everybody who comes looks at the same few. */
const cachedBytesMax = 32 * 1024 * 1024

/** They never change, but one that was removed should not be shown for as long as this process lives. */
const cachedMs = 3_600_000

/**
 * The bytes of a picture, by the key and the width in its address; undefined when there is none. Whatever is in an address
 * becomes a key of the storage only when it looks like one of ours.
 * @throws Problem storage_unavailable
 */
export type PictureReader = (key: string, width: string) => Promise<Buffer | undefined>

const keyPattern = /^[0-9a-f]{32}$/
const widths = new Set<string>(photoWidths.map(String))

export function createPictureReader(storage: Storage): PictureReader {
  // Those that ask for one that is being read wait for it together.
  const cache = new LRUCache<string, Buffer>({
    maxSize: cachedBytesMax,
    ttl: cachedMs,
    // Also those that nobody asks for any more.
    ttlAutopurge: true,
    sizeCalculation: (bytes) => bytes.length + 200,
    fetchMethod: (blob) => storage.get(blob),
  })
  return async (key, width) => {
    if (!keyPattern.test(key) || !widths.has(width)) return undefined
    return cache.fetch(blobOf(key, width))
  }
}
