/**
 * A public demonstration: everybody has the password of its accounts, and every few hours all is as it was at first. What comes to be in
 * between is taken away for good, so this may be only where a start with `SAMBATAN_DEMO=reset` has filled an empty database: that start
 * leaves a mark in the access log. A start that wants anything else ends it, also for starts after that.
 */
import { type Kysely, sql } from 'kysely'
import type { Config } from '../config.ts'
import { type DB, emptyTables, filledTables, SetupError, someOf, type Tx } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import { demoPassword, lastReset } from '../kernel/public-demo.ts'
import { type Identity, recordAccess } from '../modules/identity/index.ts'
import type { Live } from '../modules/live/index.ts'
import { pruneBlobs, prunePrivatePictures, releaseAllPictures } from '../modules/photos/index.ts'
import { pruneShareImages, releaseShareImages } from '../modules/sharing/index.ts'
import type { Storage } from '../storage/index.ts'
import { type DemoServices, prepareFilling, seedDemo, takeLease } from './index.ts'
import { operator } from './people.ts'

/** Of the access log: that the database was filled as a public demo, and that it is none any more. */
const marks = ['demo_opened', 'demo_kept'] as const

/** When it was filled or set back last; undefined where this database is no public demo. */
export async function filledAt(db: Kysely<DB> | Tx): Promise<Date | undefined> {
  const newest = await db
    .selectFrom('access_logs')
    .select(['event', 'created_at'])
    .where('person_id', '=', operator.id)
    .where('event', 'in', [...marks])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.event === 'demo_opened' ? newest.created_at : undefined
}

async function mark(tx: Tx, event: (typeof marks)[number]): Promise<void> {
  await sql`select set_config('sambatan.actor', 'demo', true)`.execute(tx)
  await recordAccess(tx, event, operator.id)
}

/**
 * Fills an empty database as a public demo; leaves one that is a public demo as it is.
 * @returns whether it was filled
 * @throws SetupError where it holds anything else
 */
export async function openPublicDemo(services: DemoServices): Promise<boolean> {
  const { db } = services
  if ((await filledAt(db.read)) !== undefined) return false
  const filled = await db.tx(filledTables)
  const options = { password: demoPassword, onFilled: (tx: Tx) => mark(tx, 'demo_opened') }
  if (filled.length === 0 && (await seedDemo(services, options)) !== undefined) return true
  // Another node that starts at the same time was quicker.
  if ((await filledAt(db.read)) !== undefined) return false
  throw new SetupError(
    'demo_not_public',
    `SAMBATAN_DEMO=reset takes away everything in the database every few hours, and this one was not filled by it: it holds data, in ${someOf(filled)}. Nothing was changed. Create an empty database and set DATABASE_URL to it, or choose another folder with SAMBATAN_DATA_DIR; or leave SAMBATAN_DEMO=reset out.`,
  )
}

/** What is here may be somebody's from now on: nothing is set back any more, whatever a later start wants. */
export async function endPublicDemo({ db }: Pick<DemoServices, 'db'>): Promise<boolean> {
  if ((await filledAt(db.read)) === undefined) return false
  await db.tx((tx) => mark(tx, 'demo_kept'))
  return true
}

interface ResetServices extends DemoServices {
  config: Pick<Config, 'publicUrl' | 'demoResetHours'>
  storage: Storage
  identity: Pick<Identity, 'everybodyChanged'>
  live: Pick<Live, 'announceAnew'>
  log: Logger
}

/**
 * Sets a public demo back when its time has come, on whichever node looks first: one transaction, which whoever reads or writes meanwhile
 * waits for. Pictures that visitors sent go after it.
 * @returns whether it did
 */
export async function resetDemo(services: ResetServices): Promise<boolean> {
  const { db, config, storage, identity, live, log } = services
  if (!(await isDue(db.read, config.demoResetHours))) return false
  const { photoKeys, fill } = await prepareFilling(services, { password: demoPassword })
  const done = await db.tx(
    async (tx) => {
      await takeLease(tx)
      if (!(await isDue(tx, config.demoResetHours))) return false
      await emptyTables(tx, ['photo_blobs', 'private_pictures', 'share_images'])
      await releaseAllPictures(tx, photoKeys)
      await releaseShareImages(tx)
      await sql`update sambatan.scheduler_state set paused_at = null, paused_by = null`.execute(tx)
      await sql`update sambatan.trouble_told set told_at = null`.execute(tx)
      await fill(tx)
      await mark(tx, 'demo_opened')
      return true
    },
    // Nobody waits for an answer: on a slow machine it may take its time, and another node may wait as long for it.
    { statementTimeoutMs: 300_000 },
  )
  if (!done) return false
  // Nobody of before is signed in any more, and what they look at is gone.
  identity.everybodyChanged()
  live.announceAnew()
  log.info('the public demo was set back')
  for (const remove of [pruneBlobs, prunePrivatePictures, pruneShareImages]) await remove(db.read, storage)
  return true
}

async function isDue(db: Kysely<DB> | Tx, everyHours: number): Promise<boolean> {
  const filled = await filledAt(db)
  if (filled === undefined) return false
  const { rows } = await sql<{ now: Date }>`select sambatan.now() as now`.execute(db)
  return filled < lastReset(rows[0]!.now, everyHours)
}
