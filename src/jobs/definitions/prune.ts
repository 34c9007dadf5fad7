import { z } from 'zod'
import type { Database } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { pruneAttempts, pruneDevices, pruneExpired } from '../../modules/identity/index.ts'
import { pruneOldRecords } from '../../modules/lifecycle/index.ts'
import { pruneMailbox } from '../../modules/mail/index.ts'
import { pruneProofs, pruneRefundAccounts } from '../../modules/money/index.ts'
import { pruneNotifications } from '../../modules/notifications/index.ts'
import { wipeErased } from '../../modules/people/index.ts'
import { pruneBlobs, prunePrivatePictures } from '../../modules/photos/index.ts'
import { pruneShareImages } from '../../modules/sharing/index.ts'
import { pruneWebhooks } from '../../modules/webhooks/index.ts'
import type { Storage } from '../../storage/index.ts'
import { defineJob } from '../definition.ts'

/** Removes what nobody needs any more: old runs and keys, what has expired, photos that are gone, and what was left of erased people. */
export const prune = defineJob({
  name: 'prune',
  action: 'records.prune',
  payload: z.object({}),
  once: true,
  everySeconds: 3600,
  retries: { max: 0, firstAfterSeconds: 1, afterSecondsMax: 1 },
  concurrency: 1,
  expireSeconds: 3600,
  lookEverySeconds: 10,
  handler:
    ({ db, storage, log }) =>
    () =>
      pruneAll(db, storage, log),
})

const removals = [
  pruneOldRecords,
  pruneAttempts,
  pruneDevices,
  pruneExpired,
  pruneMailbox,
  pruneNotifications,
  pruneRefundAccounts,
  wipeErased,
  pruneProofs,
  pruneBlobs,
  prunePrivatePictures,
  pruneShareImages,
  pruneWebhooks,
]

/** Each on its own: one that fails is logged and tried again in an hour, and keeps none of the others from it. */
export async function pruneAll(db: Database, storage: Storage, log: Logger): Promise<void> {
  for (const remove of removals) {
    await remove(db.read, storage).catch((error) =>
      log.warn({ err: error, what: remove.name }, 'old records could not be removed'),
    )
  }
}
