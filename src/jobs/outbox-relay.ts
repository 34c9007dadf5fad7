/**
 * Hands every audit event to the consumers (the live pages; later notifications and webhooks), at least once, then
 * forgets its outbox row. Any number of nodes may relay at once: each takes rows that no other holds. An event that a
 * consumer cannot take is put back with a growing pause and does not hold up the others.
 */
import { sql } from 'kysely'
import type { Database, Tx } from '../db/index.ts'
import type { Logger } from '../services.ts'
import { everySecond } from './every-second.ts'

/** An event as consumers get it; `id` grows with time and tells a repeat from a new one. */
export interface OutboxEvent {
  id: number
  campaign_id: string
  participant_id: string | null
  event: string
  actor: string
  metadata: unknown
  created_at: Date
}

/** Throws, or rejects, to have the events again later. Must not mind an event twice. */
export type OutboxConsumer = (events: OutboxEvent[]) => void | Promise<void>

export interface OutboxRelay {
  close(): Promise<void>
}

const batchSize = 500

export function startOutboxRelay(db: Database, log: Logger, consumers: OutboxConsumer[]): OutboxRelay {
  const ticker = everySecond({
    enabled: true,
    repeat: true,
    log,
    async task() {
      while ((await relayOnce(db, log, consumers)) === batchSize);
    },
  })
  return { close: () => ticker.close() }
}

/** Relays one batch; returns how many events it took. */
export async function relayOnce(db: Database, log: Logger, consumers: OutboxConsumer[]): Promise<number> {
  return db.tx(async (tx) => {
    const events = await take(tx)
    if (events.length === 0) return 0
    const failed = await hand(events, consumers, log)
    const done = events.map((event) => event.id).filter((id) => !failed.includes(id))
    await sql`delete from sambatan.outbox where audit_id = any (${done}::bigint[])`.execute(tx)
    if (failed.length > 0) {
      await sql`update sambatan.outbox set attempts = attempts + 1,
          next_attempt_at = sambatan.now() + least(interval '1 hour', interval '1 second' * 2 ^ least(attempts, 12))
        where audit_id = any (${failed}::bigint[])`.execute(tx)
    }
    return events.length
  })
}

async function take(tx: Tx): Promise<OutboxEvent[]> {
  const result = await sql<OutboxEvent>`
    with taken as materialized (
      select audit_id from sambatan.outbox
      where next_attempt_at is null or next_attempt_at <= sambatan.now()
      order by audit_id limit ${batchSize}
      for update skip locked)
    select a.* from taken t join sambatan.audit_logs a on a.id = t.audit_id order by a.id`.execute(tx)
  return result.rows
}

/** Returns the ids of the events that some consumer did not take. */
async function hand(events: OutboxEvent[], consumers: OutboxConsumer[], log: Logger): Promise<number[]> {
  try {
    for (const consume of consumers) await consume(events)
    return []
  } catch (error) {
    if (events.length === 1) {
      log.error({ err: error, event_id: events[0]!.id }, 'an event could not be handed over; it is tried again')
      return [events[0]!.id]
    }
    // One of them is at fault: find it, so that the others go through.
    const failed = await Promise.all(events.map((event) => hand([event], consumers, log)))
    return failed.flat()
  }
}
