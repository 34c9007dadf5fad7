/**
 * The port to where blobs lie that are too large for rows: pictures. A blob is written once under a key of its own and
 * never changed, so whatever was read of it can be kept for ever.
 */
import { assert } from '../kernel/assert.ts'

export interface Blob {
  bytes: Uint8Array
  /** A media type, which a bucket that is also read from elsewhere needs to know. */
  type: string
  /** Whether nobody between here and the storage may keep it. */
  isPrivate?: boolean
}

/** Every method @throws Problem storage_unavailable when the storage is away or refuses us. */
export interface Storage {
  /** What the log calls it: a folder's path, or a bucket's address. */
  readonly name: string
  /** Returns when the blob would survive a crash; until then there is either all of it or nothing. */
  put(key: string, blob: Blob): Promise<void>
  /** The bytes, or undefined when there is no such blob. */
  get(key: string): Promise<Buffer | undefined>
  /** Harmless when there is no such blob. */
  delete(key: string): Promise<void>
}

/** Keys are made by us, of parts that mean themselves in every folder and every address. */
export function assertKey(key: string): void {
  assert(/^[a-z0-9][a-z0-9_-]*(\/[a-z0-9][a-z0-9_-]*)*(\.[a-z0-9]+)?$/.test(key), `a key of a blob is not ${key}`)
  assert(key.length <= 200, 'a key of a blob is short')
}
