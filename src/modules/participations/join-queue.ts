/**
 * The hot path. One row lock per join caps every ordinary design at the commit rate of one row; here joins of one
 * campaign are coalesced on each node: while one transaction is in flight the next joins queue, and go together into
 * one call of `join_sambatan_campaigns`, which decides each with the outcome that it would have had alone. A lone join
 * waits for nobody. There is no timer and nothing to tune: the batch is as large as the load makes it.
 *
 * The queue holds nothing that was acknowledged: an answer is given after the commit, and who gets none repeats the
 * request with the same Idempotency-Key.
 */
import type { Database } from '../../db/index.ts'
import { isUuid, uuidv7 } from '../../kernel/ids.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { isProblem, Problem, problemFromSql } from '../../kernel/problem.ts'
import { type Cause, currentCause, noteInTrace, type SpanAbout, traced } from '../../kernel/tracing.ts'
import { resolveCampaignId } from '../campaigns/index.ts'
import type { IdempotencyKey } from '../idempotency/index.ts'
import type { Order } from './order.ts'
import type { Participation } from './shapes.ts'
import { createSoldItems, type SoldItem, type StoredLine, toldLines } from './sold-items.ts'

/** The most that one call of join_sambatan_campaigns takes. */
const batchMax = 500

export interface JoinRequest extends Order {
  user_id: string
  /** Whoever says it joins for no more than that. */
  expected_amount?: number | undefined
  shipping_address: string
  note?: string | null | undefined
  /** On record as who did it, for example `service`. */
  actor: string
  idempotency?: IdempotencyKey | undefined
}

export interface JoinResult {
  participation: Participation
  /** Whether this is the answer that the same Idempotency-Key got before. */
  replayed: boolean
}

export interface JoinQueue {
  /**
   * Joins a campaign, named by id or slug.
   * @throws Problem: a refusal of join_sambatan_campaigns, queue_full, shutting_down or database_unavailable
   */
  join(campaign: string, request: JoinRequest): Promise<JoinResult>
  /** How many joins wait or are in flight on this node. */
  depth(): number
  /** Refuses new joins and waits for those that were taken. */
  close(): Promise<void>
}

interface Options {
  db: Database
  /** Joins that may wait on this node; beyond it they are refused with 503 rather than kept waiting. */
  queueMax: number
  /** Called after the commit of a batch that joined somebody. */
  onJoined(campaignId: string, slotsLeft: number): void
  /** Called after each batch, for the metrics. */
  onBatch(size: number, seconds: number): void
}

interface Waiting {
  id: string
  request: JoinRequest
  /** What it is part of, in a trace. */
  cause: Cause | undefined
  resolve(result: JoinResult): void
  reject(error: unknown): void
}

interface OutcomeRow {
  ord: number
  outcome: string
  detail: Record<string, unknown> | null
  participation_id: string | null
  amount: number
  currency: string
  hold_expires_at: Date | null
  joined_at: Date
  slots_left: number | null
  quantity: number
  lines: StoredLine[] | null
  number: number
  unique_part: number | null
}

export function createJoinQueue({ db, queueMax, onJoined, onBatch }: Options): JoinQueue {
  /** Joins that wait, by campaign; an entry exists while a transaction for that campaign is in flight. */
  const lanes = new Map<string, Waiting[]>()
  const idBySlug = new Map<string, string>()
  const soldBy = createSoldItems(db)
  let depth = 0
  let closing = false
  let drained: (() => void) | undefined

  /** Decides a batch, and returns what tells those who wait for it. */
  async function decide(campaignId: string, batch: Waiting[]): Promise<() => void> {
    const startedAt = performance.now()
    let rows: OutcomeRow[]
    let items: SoldItem[]
    try {
      // Before anything is written: what is committed must be answered.
      items = await soldBy(campaignId)
      rows = await db.query<OutcomeRow>('select * from sambatan.join_sambatan_campaigns($1::jsonb)', [
        JSON.stringify(batch.map((waiting) => toRow(campaignId, waiting))),
      ])
    } catch (error) {
      if (batch.length === 1 || isProblem(error)) {
        return () => {
          for (const waiting of batch) waiting.reject(error)
        }
      }
      // One request of this batch cannot be written, for a reason that no check foresaw. It must not take its
      // neighbours with it: the transaction is undone, and each goes alone.
      for (const waiting of batch) (await decide(campaignId, [waiting]))()
      return () => {}
    }
    onBatch(batch.length, (performance.now() - startedAt) / 1000)
    if (rows.some((row) => row.outcome === 'joined')) onJoined(campaignId, rows[0]!.slots_left ?? 0)
    return () => {
      for (const row of rows) {
        const waiting = batch[row.ord - 1]!
        try {
          answer(campaignId, waiting, row, items)
        } catch (error) {
          // What cannot be told to one keeps nobody else waiting.
          waiting.reject(error)
        }
      }
    }
  }

  async function drive(campaignId: string, lane: Waiting[]): Promise<void> {
    while (lane.length > 0) {
      const batch = lane.splice(0, batchMax)
      const tell = await traced(
        () => aboutBatch(campaignId, batch),
        () => decide(campaignId, batch),
      )
      depth -= batch.length
      // Writing a hundred answers takes this thread some milliseconds. The next batch goes to the database before that,
      // so that neither waits for the other; when nothing waits, nobody is kept waiting.
      if (lane.length > 0) setImmediate(tell)
      else tell()
    }
    lanes.delete(campaignId)
    if (depth === 0) drained?.()
  }

  function enqueue(campaignId: string, request: JoinRequest): Promise<JoinResult> {
    if (closing) return Promise.reject(new Problem('shutting_down', {}, { retryAfterSeconds: 2 }))
    if (depth >= queueMax) return Promise.reject(new Problem('queue_full', {}, { retryAfterSeconds: 1 }))
    return new Promise((resolve, reject) => {
      depth += 1
      const waiting = { id: uuidv7(), request, cause: currentCause(), resolve, reject }
      noteInTrace({ 'sambatan.participation_id': waiting.id })
      const lane = lanes.get(campaignId)
      if (lane) {
        lane.push(waiting)
      } else {
        const opened = [waiting]
        lanes.set(campaignId, opened)
        void drive(campaignId, opened)
      }
    })
  }

  return {
    join(campaign, request) {
      const known = isUuid(campaign) ? campaign.toLowerCase() : idBySlug.get(campaign)
      if (known !== undefined) return enqueue(known, request)
      return resolveCampaignId(db.read, campaign).then((campaignId) => {
        // A slug never changes its campaign. Only real ones get here, so the map is bounded by the campaigns joined.
        idBySlug.set(campaign, campaignId)
        return enqueue(campaignId, request)
      })
    },
    depth: () => depth,
    async close() {
      closing = true
      if (depth > 0) {
        await new Promise<void>((resolve) => {
          drained = resolve
        })
      }
    },
  }
}

/** In the trace of the first that went with it, and linked from those of all others. */
function aboutBatch(campaignId: string, batch: Waiting[]): SpanAbout {
  const [first, ...others] = batch.map(({ cause }) => cause)
  const links = others.filter((cause) => cause !== undefined)
  const attributes = { 'sambatan.joins': batch.length, 'sambatan.campaign_id': campaignId }
  return { name: 'join batch', attributes, parent: first, links }
}

function toRow(campaignId: string, { id, request }: Waiting): Record<string, unknown> {
  return {
    campaign_id: campaignId,
    id,
    user_id: request.user_id,
    quantity: request.quantity,
    lines: request.lines,
    expected_amount: request.expected_amount,
    shipping_address: request.shipping_address,
    note: request.note ?? undefined,
    actor: request.actor,
    scope: request.idempotency?.scope,
    key: request.idempotency?.key,
    request_hash: request.idempotency?.requestHash,
  }
}

function answer(campaignId: string, { request, resolve, reject }: Waiting, row: OutcomeRow, items: SoldItem[]): void {
  if (row.outcome !== 'joined' && row.outcome !== 'replayed') {
    reject(problemFromSql(row.outcome, row.detail))
    return
  }
  const joinedAt = row.joined_at.toISOString()
  // A replay is the first answer, so both read as they did at the moment of joining; the request says the rest.
  resolve({
    replayed: row.outcome === 'replayed',
    participation: {
      id: row.participation_id!,
      campaign_id: campaignId,
      user_id: request.user_id,
      code: codeOf(row.number),
      quantity: row.quantity,
      lines: toldLines(row, items),
      amount: row.amount,
      final_amount: null,
      currency: row.currency,
      status: 'reserved',
      offer: null,
      shipping_address: request.shipping_address,
      note: request.note ?? null,
      hold_expires_at: row.hold_expires_at?.toISOString() ?? null,
      on_behalf: request.actor.startsWith('user:') && request.actor !== `user:${request.user_id}`,
      joined_at: joinedAt,
      may_leave_until: null,
      ended_at: null,
      paid_amount: 0,
      returned_amount: 0,
      waived_amount: 0,
      given_up_amount: 0,
      owed_to_buyer: 0,
      owed_by_buyer: row.amount + (row.unique_part ?? 0),
      amount_to_pay: row.amount + (row.unique_part ?? 0),
      unique_part: row.unique_part,
      pay_until: row.hold_expires_at?.toISOString() ?? null,
      payment_status: 'unpaid',
      updated_at: joinedAt,
    },
  })
}
