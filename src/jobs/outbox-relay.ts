/**
 * Hands every audit event to the consumers that keep something of their own (the live pages), at least once, then
 * forgets its outbox row. What is to be done about an event for longer than a moment is a job that a consumer sends. Any number of nodes may relay at once: each takes rows that no other holds. An event that a
 * consumer cannot take is put back with a growing pause and does not hold up the others.
 *
 * A consumer asks for what it needs: on a hot campaign, reading every event into this process would cost the joins a
 * fifth of their rate, and most of what is done with events is one statement in the database.
 */
import { sql } from 'kysely'
import { type Database, isUnavailable, type Tx } from '../db/index.ts'
import type { Logger } from '../kernel/logger.ts'

/** An event as consumers get it; `id` grows with time and tells a repeat from a new one. */
export interface OutboxEvent {
  id: number
  /** Null for what is about no campaign. */
  campaign_id: string | null
  participant_id: string | null
  /** What it is about, where that is neither a campaign nor a participation. */
  subject: string | null
  subject_id: string | null
  event: string
  actor: string
  metadata: unknown
  created_at: Date
}

/** Events that are being handed over, in the transaction that forgets them. */
export interface OutboxBatch {
  tx: Tx
  ids: number[]
  /** Of the campaigns that they are about, each once. */
  campaignIds: string[]
  /** The events in full, in the order in which they happened; read when asked for. */
  events(): Promise<OutboxEvent[]>
}

/** Throws, or rejects, to have the batch again later. Must not mind an event twice. */
export type OutboxConsumer = (batch: OutboxBatch) => void | Promise<void>

const batchSize = 2_000

/** Relays all that waits. */
export async function relayAll(db: Database, log: Logger, consumers: OutboxConsumer[]): Promise<void> {
  while ((await relayOnce(db, log, consumers)) === batchSize);
}

/** Relays one batch; returns how many events it took. Throws when the database is away or full, which no event is to blame for. */
export async function relayOnce(db: Database, log: Logger, consumers: OutboxConsumer[]): Promise<number> {
  try {
    return await db.tx((tx) => handOver(tx, batchSize, consumers))
  } catch (error) {
    if (isUnavailable(error)) throw error
    // One event is at fault. Nothing has been forgotten: go one by one.
    log.debug({ err: error }, 'a batch of events could not be handed over; trying them one by one')
    return relayOneByOne(db, log, consumers)
  }
}

async function handOver(tx: Tx, limit: number, consumers: OutboxConsumer[]): Promise<number> {
  const result = await sql<{ campaign_id: string | null; ids: number[] }>`
    with gone as (
      delete from sambatan.outbox where ctid = any (array(
        select ctid from sambatan.outbox
        where next_attempt_at is null or next_attempt_at <= sambatan.now()
        order by audit_id limit ${limit}
        for update skip locked))
      returning audit_id, campaign_id)
    select campaign_id, array_agg(audit_id order by audit_id) as ids from gone group by campaign_id`.execute(tx)
  const ids = result.rows.flatMap((row) => row.ids)
  if (ids.length === 0) return 0
  const batch: OutboxBatch = {
    tx,
    ids,
    campaignIds: result.rows.map((row) => row.campaign_id).filter((id) => id !== null),
    events: () => readEvents(tx, ids),
  }
  for (const consume of consumers) await consume(batch)
  return ids.length
}

async function readEvents(tx: Tx, ids: number[]): Promise<OutboxEvent[]> {
  const result = await sql<OutboxEvent>`
    select * from sambatan.audit_logs where id = any (${ids}::bigint[]) order by id`.execute(tx)
  return result.rows
}

async function relayOneByOne(db: Database, log: Logger, consumers: OutboxConsumer[]): Promise<number> {
  for (let taken = 0; taken < batchSize; taken++) {
    const [next] = await db.query<{ audit_id: number }>(`
      select audit_id from sambatan.outbox
      where next_attempt_at is null or next_attempt_at <= sambatan.now() order by audit_id limit 1`)
    if (!next) return taken
    try {
      await db.tx((tx) => handOver(tx, 1, consumers))
    } catch (error) {
      if (isUnavailable(error)) throw error
      log.error({ err: error, event_id: next.audit_id }, 'an event could not be handed over; it is tried again')
      await db.query(
        `update sambatan.outbox set attempts = attempts + 1,
          next_attempt_at = sambatan.now() + least(interval '1 hour', interval '1 second' * 2 ^ least(attempts, 12))
        where audit_id = $1`,
        [next.audit_id],
      )
    }
  }
  return batchSize
}
