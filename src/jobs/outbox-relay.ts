/**
 * Hands every audit event on, and forgets its outbox row in the same transaction: what people and other systems are told is written
 * by `fan_out`, in the database, because reading every event of a hot campaign into this process would cost the joins a fifth of
 * their rate. Any number of nodes may relay; one at a time does. An event that cannot be handed on is put back with a growing
 * pause, and the later ones of its campaign wait for it; the others go through.
 */
import { type Database, isUnavailable } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'
import { reason } from '../kernel/reasons.ts'
import { type Crowd, watchForCrowd } from '../modules/audit/index.ts'

/** What a batch was about. */
export interface Relayed {
  /** How many events were handed on; null where another node is at it. */
  events: number | null
  campaign_ids: string[]
}

/** Called after the commit of each batch. */
type OnRelayed = (relayed: Relayed) => void

const batchSize = 2_000

/**
 * While a crowd joins, the relay rests after each batch for as many times as long as the batch took: it then takes an eighth of a core at
 * most, still tells of more than 3,000 events a second, and of what is left over as soon as the crowd is through.
 */
const restsPerBatch = 7

/** Relays all that waits, or until somebody says to stop. */
export async function relayAll(
  db: Database,
  log: Logger,
  onRelayed: OnRelayed,
  stop?: AbortSignal,
  crowd: Crowd = watchForCrowd(db),
): Promise<void> {
  await crowd.letPass(0, stop)
  while (!stop?.aborted) {
    const startedAt = performance.now()
    if ((await relayOnce(db, log, onRelayed)) < batchSize) return
    await crowd.letPass(restsPerBatch * (performance.now() - startedAt), stop)
  }
}

/** Relays one batch; returns how many events it took. Throws when the database is away or full, which no event is to blame for. */
export async function relayOnce(db: Database, log: Logger, onRelayed: OnRelayed = () => {}): Promise<number> {
  try {
    return await fanOut(db, batchSize, onRelayed)
  } catch (error) {
    if (isUnavailable(error)) throw error
    // One event is at fault. Nothing has been forgotten: go one by one.
    log.debug({ err: error }, 'a batch of events could not be handed on; trying them one by one')
    return relayOneByOne(db, log, onRelayed)
  }
}

async function fanOut(db: Database, limit: number, onRelayed: OnRelayed): Promise<number> {
  const [relayed] = await db.query<Relayed>('select * from sambatan.fan_out($1)', [limit])
  if (!relayed?.events) return 0
  onRelayed(relayed)
  return relayed.events
}

async function relayOneByOne(db: Database, log: Logger, onRelayed: OnRelayed): Promise<number> {
  for (let taken = 0; taken < batchSize; taken++) {
    const [next] = await db.query<{ audit_id: number; attempts: number }>(
      `select audit_id, attempts from sambatan.outbox
      where audit_id = (select (sambatan.waiting_events(1, sambatan.now()))[1])`,
    )
    if (!next) return taken
    try {
      if ((await fanOut(db, 1, onRelayed)) === 0) return taken
    } catch (error) {
      if (isUnavailable(error)) throw error
      const [put] = await db.query<{ given_up: boolean | null }>(
        'select sambatan.put_back_event($1, $2, $3) as given_up',
        [next.audit_id, next.attempts, reason('defect', { detail: String(error) })],
      )
      const then = put?.given_up ? 'it is given up, and lies with the dead letters' : 'it is tried again'
      log.error({ err: error, event_id: next.audit_id }, `an event could not be handed on; ${then}`)
    }
  }
  return batchSize
}
