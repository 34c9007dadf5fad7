/** The only place where things are wired. What is opened here is closed here, in the opposite order. */
import type { Config } from './config.ts'
import { type Database, migrate, openDatabase, type ReplicaState, replicaFaults } from './db/index.ts'
import { createTraffic } from './http/traffic.ts'
import { createScheduler } from './jobs/scheduler.ts'
import { systemClock } from './kernel/clock.ts'
import type { Logger } from './kernel/logger.ts'
import { createMetrics } from './kernel/metrics.ts'
import { parseSecrets, type Secrets } from './kernel/secrets.ts'
import { createIdentity, type PasswordEffort, passwordEffort } from './modules/identity/index.ts'
import { createLive } from './modules/live/index.ts'
import { createMail, type Mail } from './modules/mail/index.ts'
import { renewRefundAccounts } from './modules/money/index.ts'
import {
  type Channel,
  createPush,
  keepPushKeys,
  noWhatsApp,
  type Push,
  whatsAppChannel,
} from './modules/notifications/index.ts'
import { createJoinQueue } from './modules/participations/index.ts'
import { createPhotos } from './modules/photos/index.ts'
import { createShareImages } from './modules/sharing/index.ts'
import { createWebhooks, renewWebhookSecrets } from './modules/webhooks/index.ts'
import { resetDemo } from './seed/public.ts'
import type { Services } from './services.ts'
import { openStorage } from './storage/index.ts'

export interface Composition {
  services: Services
  /** Finishes what was accepted, then closes; the HTTP server must have stopped taking requests before. */
  close(): Promise<void>
}

interface Options {
  config: Config
  log: Logger
  /** Whether this process works: lifecycle runs, the relay of events, and whatever carries them. */
  work: boolean
  /** Unset: what passwords deserve. */
  effort?: PasswordEffort
  /** What comes before the first question to the database. */
  whenOpen?: (db: Database) => Promise<void>
  /** What comes before anything is worked on: filling an embedded database holds its one connection for many seconds. */
  beforeWork?: (made: Pick<Services, 'config' | 'db' | 'secrets' | 'photos' | 'storage' | 'identity'>) => Promise<void>
}

export async function compose(options: Options): Promise<Composition> {
  const { config, log, work, effort = passwordEffort, whenOpen, beforeWork } = options
  // A composition that fails half-way closes what it had opened, so that its process can end.
  await using opened = new AsyncDisposableStack()
  const kept = <T extends { close(): Promise<void> }>(it: T): T => opened.adopt(it, (one) => one.close())
  const db = kept(await openConfigured(config, log))
  await whenOpen?.(db)
  const { newer } = await migrate(db, { log: (line) => log.debug(line), whenNewer: 'serve on' })
  if (newer !== undefined) {
    log.warn(`the database is newer than this node (it has ${newer}): nothing was changed, and this node serves on it`)
  }
  const metrics = createMetrics()
  const storage = openStorage(config.storage, { clock: systemClock, log })
  const photos = createPhotos({ db, storage })
  const shareImages = kept(createShareImages({ db, storage, photos, log }))
  const live = kept(await createLive({ db, log }))
  const secrets = config.secret === undefined ? undefined : parseSecrets(config.secret)
  const mail = secrets && kept(openMail(config, { db, secrets, log }))
  const identity = kept(
    await createIdentity({
      db,
      clock: systemClock,
      log,
      serviceKey: config.serviceKey,
      tokens: config.tokens,
      accounts: secrets && {
        secrets,
        letters: mail!,
        publicUrl: config.publicUrl,
        verifyEmail: config.verifyEmail,
        effort,
      },
      limitAttempts: config.rateLimit,
    }),
  )
  const isPublicDemo = config.demo === 'reset'
  const rules = {
    allowPrivate: config.webhooksToPrivate,
    httpsOnly: config.production,
    callsNobody: isPublicDemo,
  }
  const push = secrets && kept(await openPush(config, { db, secrets, log }, rules))
  if (secrets) await renewWebhookSecrets(db, secrets, log)
  if (secrets) await renewRefundAccounts(db, secrets, log)
  const webhooks = kept(createWebhooks({ db, secrets, clock: systemClock, log, rules }))
  await beforeWork?.({ config, db, secrets, photos, storage, identity })
  const scheduler = kept(
    await createScheduler({
      ...config.scheduler,
      node: config.node,
      db,
      storage,
      webhooks,
      push,
      whatsapp: openWhatsApp(config, db),
      clock: systemClock,
      log,
      metrics,
      mail,
      secrets,
      publicUrl: config.publicUrl,
      work,
      announce: (campaignIds) => campaignIds.forEach(live.announce),
      onControlled: () => live.announceAnew(),
      resetDemo: isPublicDemo
        ? () => resetDemo({ config, db, secrets, photos, storage, identity, live, log })
        : undefined,
    }),
  )
  const joins = kept(
    createJoinQueue({
      db,
      queueMax: config.joinQueueMax,
      onBatch: metrics.joinBatch,
      onJoined(campaignId, slotsLeft) {
        live.announce(campaignId)
        if (slotsLeft === 0) scheduler.wake('full')
      },
    }),
  )
  const traffic = createTraffic()
  const all = {
    config,
    clock: systemClock,
    log,
    db,
    storage,
    secrets,
    mail,
    metrics,
    traffic,
    identity,
    photos,
    shareImages,
    webhooks,
    push,
  }
  const running = opened.move()
  return { services: { ...all, joins, scheduler, live }, close: () => running.disposeAsync() }
}

function openWhatsApp({ whatsapp: config, publicUrl }: Config, db: Database): Channel {
  return config ? whatsAppChannel({ config, clock: systemClock, db, publicUrl }) : noWhatsApp
}

function openMail(config: Config, from: { db: Database; secrets: Secrets; log: Logger }): Mail {
  const { smtp, mailboxCopy: copies, production, publicUrl } = config
  return createMail({ ...from, smtp, copies, showLinks: !production, publicUrl })
}

async function openPush(
  { pushContact: subject }: Config,
  from: { db: Database; secrets: Secrets; log: Logger },
  rules: Push['rules'],
): Promise<Push> {
  await keepPushKeys(from.db, from.secrets, from.log)
  return createPush({ ...from, clock: systemClock, rules, subject })
}

function openConfigured({ database, dataDir }: Config, log: Logger): Promise<Database> {
  if (database.smallMemory) {
    log.info(
      'there is little memory: the embedded database is compiled without its second time, which spares some 550 MB, and lets ' +
        'a crowd join about half as fast; SAMBATAN_SMALL_MEMORY=off has it compiled in full',
    )
  }
  return openDatabase({
    ...database,
    dataDir,
    onReplica: (state) => logReplica(state, log),
    onShortage: (cause) => logShortage(cause, log),
    onError: (error) => log.warn({ err: error }, 'database connection'),
  })
}

function logShortage(cause: unknown, log: Logger): void {
  if (cause === undefined) {
    log.warn('the database has room again: it has refused nothing for half a minute')
    return
  }
  // Without its stack, which says nothing of a disk.
  const { code, message: reason } = cause as { code?: string; message: string }
  log.error({ code, reason }, 'the database has no room: requests that write answer 503 until it has')
}

/** One line for each change: while it rests nobody is told of every read that the primary answers instead. */
function logReplica({ inUse, fault, cause }: ReplicaState, log: Logger): void {
  if (fault === undefined) log.warn({ replica: { inUse } }, 'the read replica is well and takes reads')
  else
    log.warn(
      { replica: { inUse, fault }, err: cause },
      `the read replica rests, and the primary takes its reads: ${replicaFaults[fault]}`,
    )
}
