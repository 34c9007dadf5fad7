/** Where pictures lie: a folder, or a bucket when one is configured. */
import type { Clock } from '../kernel/clock.ts'
import type { Logger } from '../kernel/logger.ts'
import { type BucketConfig, openBucket } from './bucket.ts'
import { openFolder } from './folder.ts'
import type { Storage } from './storage.ts'

export type { BucketConfig } from './bucket.ts'
export { openBucket } from './bucket.ts'
export { openFolder } from './folder.ts'
export { freeBytes } from './free-space.ts'
export { problems } from './problems.ts'
export type { Blob, Storage } from './storage.ts'

export type StorageConfig = { kind: 'folder'; dir: string } | ({ kind: 'bucket' } & BucketConfig)

export function openStorage(config: StorageConfig, { clock, log }: { clock: Clock; log: Logger }): Storage {
  return config.kind === 'folder' ? openFolder({ dir: config.dir, clock, log }) : openBucket({ ...config, log })
}
