import type { Config } from './config.ts'
import type { Database } from './db/index.ts'
import type { Traffic } from './http/traffic.ts'
import type { Scheduler } from './jobs/scheduler.ts'
import type { Clock } from './kernel/clock.ts'
import type { Logger } from './kernel/logger.ts'
import type { Metrics } from './kernel/metrics.ts'
import type { Secrets } from './kernel/secrets.ts'
import type { Identity } from './modules/identity/index.ts'
import type { Live } from './modules/live/index.ts'
import type { Mail } from './modules/mail/index.ts'
import type { Push } from './modules/notifications/index.ts'
import type { JoinQueue } from './modules/participations/index.ts'
import type { Photos } from './modules/photos/index.ts'
import type { ShareImages } from './modules/sharing/index.ts'
import type { Webhooks } from './modules/webhooks/index.ts'
import type { Storage } from './storage/index.ts'

/** What the HTTP layer and the commands work with; `compose.ts` makes it. */
export interface Services {
  config: Config
  clock: Clock
  log: Logger
  db: Database
  /** Where pictures lie. */
  storage: Storage
  /** Of the accounts; unset where there are none. */
  secrets: Secrets | undefined
  /** To people; unset where there are no accounts. */
  mail: Mail | undefined
  metrics: Metrics
  /** Whether this node is leaving, and the connections that are still open. */
  traffic: Traffic
  identity: Identity
  photos: Photos
  shareImages: ShareImages
  webhooks: Webhooks
  /** Unset where there are no accounts: its keys are sealed with their secret. */
  push: Push | undefined
  joins: JoinQueue
  scheduler: Scheduler
  live: Live
}
