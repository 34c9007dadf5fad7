/** The only place where things are wired. What is opened here is closed here, in the opposite order. */
import type { Config } from './config.ts'
import { migrate, openDatabase, type ReplicaState, replicaFaults } from './db/index.ts'
import { createMetrics } from './http/metrics.ts'
import { createTraffic } from './http/traffic.ts'
import { type OutboxRelay, startOutboxRelay } from './jobs/outbox-relay.ts'
import { createScheduler } from './jobs/scheduler.ts'
import { systemClock } from './kernel/clock.ts'
import { parseSecrets } from './kernel/secrets.ts'
import { createIdentity, type PasswordEffort, passwordEffort } from './modules/identity/index.ts'
import { createLive } from './modules/live/index.ts'
import { openMailbox } from './modules/notifications/index.ts'
import { createJoinQueue } from './modules/participations/index.ts'
import { createPhotos } from './modules/photos/index.ts'
import { createShareImages } from './modules/sharing/index.ts'
import type { Logger, Services } from './services.ts'
import { openStorage } from './storage/index.ts'

export interface Composition {
  services: Services
  /** Finishes what was accepted, then closes; the HTTP server must have stopped taking requests before. */
  close(): Promise<void>
}

interface Options {
  config: Config
  log: Logger
  /** Whether this process takes jobs: lifecycle runs and the relay of events. */
  work: boolean
  /** Unset: what passwords deserve. */
  effort?: PasswordEffort
}

export async function compose({ config, log, work, effort = passwordEffort }: Options): Promise<Composition> {
  const db = await openDatabase({
    url: config.database.url,
    dataDir: config.dataDir,
    directUrl: config.database.directUrl,
    replicaUrl: config.database.replicaUrl,
    replicaLagSecondsMax: config.database.replicaLagSecondsMax,
    onReplica: (state) => logReplica(state, log),
    poolMax: config.database.poolMax,
    statementTimeoutMs: config.database.statementTimeoutMs,
    sslCaFile: config.database.sslCaFile,
    onShortage: (cause) => logShortage(cause, log),
    onError: (error) => log.warn({ err: error }, 'database connection'),
  })
  try {
    await migrate(db, { log: (line) => log.debug(line) })
    const metrics = createMetrics()
    const storage = openStorage(config.storage, { clock: systemClock, log })
    const photos = createPhotos({ db, storage })
    const shareImages = createShareImages({ db, storage, photos, log })
    const live = await createLive({ db, log })
    const secrets = config.secret === undefined ? undefined : parseSecrets(config.secret)
    const identity = await createIdentity({
      db,
      clock: systemClock,
      log,
      serviceKey: config.serviceKey,
      tokens: config.tokens,
      accounts: secrets && {
        secrets,
        mailer: openMailbox({ db, secrets, log, showLinks: !config.production }),
        publicUrl: config.publicUrl,
        verifyEmail: config.verifyEmail,
        effort,
      },
      limitAttempts: config.rateLimit,
    })
    const scheduler = await createScheduler({
      config,
      db,
      storage,
      clock: systemClock,
      log,
      metrics,
      work,
      onTransitions: (campaignIds) => campaignIds.forEach(live.announce),
      onControlled: () => live.announceAnew(),
    })
    const joins = createJoinQueue({
      db,
      queueMax: config.joinQueueMax,
      onBatch: metrics.joinBatch,
      onJoined(campaignId, slotsLeft) {
        live.announce(campaignId)
        if (slotsLeft === 0) scheduler.wake('full')
      },
    })
    const relay: OutboxRelay | undefined = work
      ? startOutboxRelay(db, log, [
          // Also shows what was written past the API, by the SQL functions themselves.
          ({ campaignIds }) => campaignIds.forEach(live.announce),
        ])
      : undefined
    return {
      services: {
        config,
        clock: systemClock,
        log,
        db,
        storage,
        secrets,
        metrics,
        traffic: createTraffic(),
        identity,
        photos,
        shareImages,
        joins,
        scheduler,
        live,
      },
      async close() {
        await joins.close()
        await relay?.close()
        await scheduler.close()
        await live.close()
        await shareImages.close()
        await identity.close()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
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
