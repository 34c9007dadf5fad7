/** Sends what waits for other systems. Any number of nodes may: the database says whose turn it is, and of what. */
import type { lookup } from 'node:dns'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent } from 'undici'
import { type Database, isUnavailable } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/logger.ts'
import { reason } from '../../kernel/reasons.ts'
import { unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { type SpanAbout, type Ended as SpanEnded, traced } from '../../kernel/tracing.ts'
import { type Crowd, watchForCrowd } from '../audit/index.ts'
import { createGuardedAgent, faultOfUrl, guardedLookup, type Outcome, type Rules, send } from '../outgoing/index.ts'
import { webhookIdOf } from './deliveries.ts'
import { mayBeTold } from './payload.ts'
import { requestOf } from './request.ts'

/**
 * How many requests a node has on their way; how many of them to endpoints that do not answer fast, which leave the rest to those that do;
 * and how many all nodes together at the endpoints of one seller.
 */
const atOnceMax = 64
const slowMax = atOnceMax / 2
const perSellerMax = 8
/** Longer than a request may take: what was claimed by a node that died is taken by another. */
const claimSeconds = 30
const lookEveryMs = 1_000
/**
 * Between two looks at whose turn it is: one for each request that ends would ask the database hundreds of times a second, and a
 * crowd that joins on the same machine would join half as fast. So one endpoint gets some 150 requests a second from a node.
 */
const pauseMs = 50
/** And while a crowd joins: then an endpoint gets some 15 a second, and the rest when the crowd is through. */
const crowdRestMs = 500

export interface Webhooks {
  rules: Rules
  /** Sends all that is due, until nothing is or somebody says to stop. */
  sendDue(stop?: AbortSignal): Promise<void>
  close(): Promise<void>
}

interface Options {
  db: Database
  /** Unset: nothing can be signed, so nothing is sent. */
  secrets: Secrets | undefined
  clock: Clock
  log: Logger
  rules: Rules
  /** How a name is looked up; unset: as the machine does. */
  lookup?: typeof lookup
  timeoutMs?: number
  /** Unset: whoever joins here. */
  crowd?: Crowd
}

/** A delivery that was claimed, with its endpoint and its event; the fields of the event are null for a test. */
interface Claimed {
  id: number
  endpoint_id: string
  attempts: number
  type: string
  created_at: Date
  campaign_id: string | null
  participant_id: string | null
  url: string
  seller_id: string | null
  is_fast: boolean
  sealed_secret: string
  old_sealed_secret: string | null
  event: Parameters<typeof requestOf>[0]['event']
}

export function createWebhooks({
  db,
  secrets,
  clock,
  log,
  rules,
  lookup,
  timeoutMs,
  crowd = watchForCrowd(db),
}: Options): Webhooks {
  const agent: Agent = createGuardedAgent(rules.allowPrivate ? undefined : guardedLookup(log, lookup))

  async function claim(limit: number, slowLimit: number): Promise<Claimed[]> {
    return db.query<Claimed>(
      `select c.id, c.endpoint_id, c.attempts, c.type, c.created_at, c.campaign_id, c.participant_id, w.url, w.seller_id, w.sealed_secret,
        w.answers_fast and w.failing_since is null as is_fast,
        case when w.old_secret_until > sambatan.now() then w.old_sealed_secret end as old_sealed_secret,
        case when e.id is not null then to_jsonb(e) end as event
      from sambatan.claim_webhook_deliveries($1, $2, $3, $4) c
      join sambatan.webhook_endpoints w on w.id = c.endpoint_id
      left join sambatan.audit_logs e on e.id = c.event_id`,
      [limit, perSellerMax, claimSeconds, slowLimit],
    )
  }

  async function deliver(claimed: Claimed): Promise<Ended | undefined> {
    try {
      return {
        claimed,
        attempt: await traced(
          () => aboutDelivery(claimed),
          () => attempt(claimed),
          howItEnded,
        ),
      }
    } catch (error) {
      // Its secret opens no more, or its event cannot be read: the claim ends by itself, and it is tried again.
      log.warn({ err: error, delivery_id: claimed.id }, 'a webhook could not be sent; it is tried again')
      return undefined
    }
  }

  async function attempt(claimed: Claimed): Promise<Attempt> {
    const told = claimed.event === null ? 'yes' : mayBeTold(claimed.type, claimed.seller_id)
    if (told === 'no') return { outcome: 'discarded' }
    // Nothing can be signed here, or nobody here knows who may see it: another node does.
    if (told === 'unknown' || secrets === undefined) return { outcome: 'postponed' }
    const sealed = [claimed.sealed_secret, claimed.old_sealed_secret].filter((one) => one !== null)
    const opened = await Promise.all(sealed.map((one) => unseal(secrets, one)))
    const request = requestOf(claimed, opened, clock.now())
    const fault = faultOfUrl(claimed.url, rules)
    if (fault !== undefined) return { request, ...refused(fault) }
    return { request, ...(await send(agent, clock, request, timeoutMs)) }
  }

  /** Puts on record how attempts ended: of all in one transaction, because a hundred commits a second would hold up who joins. */
  async function settle(ended: Ended[]): Promise<void> {
    if (ended.length === 0) return
    // One order for all nodes: the endpoints of some are locked.
    const inOrder = ended.toSorted((a, b) => (a.claimed.endpoint_id < b.claimed.endpoint_id ? -1 : 1))
    const rows = inOrder.map(({ claimed, attempt: { outcome, retryAfterSeconds, ...record } }) => ({
      id: claimed.id,
      attempts: claimed.attempts,
      outcome,
      record: record.request === undefined ? null : record,
      not_before: retryAfterSeconds ?? null,
    }))
    try {
      await db.query(
        `select sambatan.settle_webhook_delivery(
          e.id, e.attempts, e.outcome, e.record, sambatan.now() + e.not_before * interval '1 second')
        from jsonb_to_recordset($1::jsonb)
          as e (id bigint, attempts integer, outcome text, record jsonb, not_before float8)`,
        [JSON.stringify(rows)],
      )
    } catch (error) {
      if (ended.length > 1 && !isUnavailable(error)) for (const one of ended) await settle([one])
      else {
        // The claims end by themselves.
        const told = { err: error, delivery_ids: ended.map(({ claimed }) => claimed.id) }
        log.warn(told, 'how webhooks were answered could not be put on record; they are sent again')
      }
    }
  }

  async function sendDue(stop?: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<void>>()
    let slow = 0
    const ended: Ended[] = []
    const settleAll = () => settle(ended.splice(0))
    let settledAt = Number.NEGATIVE_INFINITY
    try {
      while (!stop?.aborted) {
        await settleAll()
        await crowd.letPass(crowdRestMs, stop)
        if (performance.now() - settledAt >= lookEveryMs) {
          settledAt = performance.now()
          await db.query('select sambatan.settle_disabled_webhooks()')
        }
        const claimed = underWay.size < atOnceMax ? await claim(atOnceMax - underWay.size, slowMax - slow) : []
        for (const one of claimed) {
          if (!one.is_fast) slow++
          const sent: Promise<void> = deliver(one).then((end) => {
            if (end) ended.push(end)
            if (!one.is_fast) slow--
            underWay.delete(sent)
          })
          underWay.add(sent)
        }
        if (underWay.size === 0 && ended.length === 0) return
        // Each that is done may let the next one go; and what has come for others does not wait for a slow one.
        await Promise.race([...underWay, sleep(lookEveryMs, undefined, { ref: false })])
        await sleep(pauseMs)
      }
    } finally {
      await Promise.all(underWay)
      await settleAll()
    }
  }

  return { rules, sendDue, close: () => agent.close() }
}

/** How an attempt at a delivery ended. */
interface Ended {
  claimed: Claimed
  attempt: Attempt
}

type Attempt = { request?: { url: string; headers: Record<string, string>; body: string } } & (
  | Outcome
  | { outcome: 'discarded' | 'postponed'; retryAfterSeconds?: null }
)

/** By what it is about, and not by its address, which somebody wrote. */
function aboutDelivery({ id, type, attempts, campaign_id, participant_id }: Claimed): SpanAbout {
  const attributes = {
    'sambatan.webhook_id': webhookIdOf(id),
    'sambatan.attempt': attempts,
    ...(campaign_id !== null && { 'sambatan.campaign_id': campaign_id }),
    ...(participant_id !== null && { 'sambatan.participation_id': participant_id }),
  }
  return { name: `webhook ${type}`, kind: 'client', attributes }
}

function howItEnded(attempt: Attempt): SpanEnded {
  const status = 'status' in attempt ? attempt.status : null
  return {
    attributes: {
      'sambatan.outcome': attempt.outcome,
      ...(status !== null && { 'http.response.status_code': status }),
    },
    failed: attempt.outcome === 'failed' || attempt.outcome === 'gone',
  }
}

function refused(fault: string): Outcome {
  const error = reason('not_called', { fault })
  return { outcome: 'failed', duration_ms: 0, status: null, answer: null, error, retryAfterSeconds: null }
}
