/** The only door to the database. */
export type { Database, DatabaseOptions, Tx, TxOptions } from './database.ts'
export { folderError, hasDatabase, makeFolder } from './embedded/folder.ts'
export { noteMove } from './embedded/moved.ts'
export { entryRefusal, type Patience, waitForEntry } from './entry.ts'
export { isShortage, isTooSlow, isUnavailable, refusalOf, SetupError } from './errors.ts'
export type { Subscription } from './listener.ts'
export { migrate, migrationState, postgresVersionMin } from './migrate.ts'
export { openDatabase } from './open.ts'
export { replicaFaults } from './replica/look.ts'
export type { ReplicaState } from './replica/watch.ts'
export { atOneMoment, type Moment } from './transfer/dump.ts'
export { emptyTables, filledTables, someOf } from './transfer/empty.ts'
export { assertEmpty, assertKnown, loadDatabase, type Page, type Source } from './transfer/load.ts'
export type { DatabaseShape, SequenceState } from './transfer/shape.ts'
export { openSnapshot } from './transfer/snapshot.ts'
export type {
  Addresses,
  ApiKeys,
  AuditLogs,
  CampaignItems,
  Campaigns,
  DB,
  ItemTiers,
  MessageTemplates,
  Participants,
  People,
  Products,
  PushSubscriptions,
  SchedulerRuns,
  VolumePrices,
  WebhookEndpoints,
} from './types.gen.ts'
