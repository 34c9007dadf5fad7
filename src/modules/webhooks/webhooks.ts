/** Sends what waits for other systems. Any number of nodes may: the database says whose turn it is, and of what. */
import type { lookup } from 'node:dns'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Agent } from 'undici'
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Logger } from '../../kernel/logger.ts'
import { reason } from '../../kernel/reasons.ts'
import { unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { createGuardedAgent, faultOfUrl, guardedLookup, type Outcome, type Rules, send } from '../outgoing/index.ts'
import { mayBeTold } from './payload.ts'
import { requestOf } from './request.ts'

/** How many requests a node has on their way, and how many all nodes together at one endpoint. */
const atOnceMax = 64
const perEndpointMax = 8
/** Longer than a request may take: what was claimed by a node that died is taken by another. */
const claimSeconds = 30
const lookEveryMs = 1_000
/**
 * Between two looks at whose turn it is: one for each request that ends would ask the database hundreds of times a second, and a
 * crowd that joins on the same machine would join half as fast. So one endpoint gets some 150 requests a second from a node.
 */
const pauseMs = 50

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
}

/** A delivery that was claimed, with its endpoint and its event; the fields of the event are null for a test. */
interface Claimed {
  id: number
  attempts: number
  type: string
  created_at: Date
  url: string
  seller_id: string | null
  sealed_secret: string
  old_sealed_secret: string | null
  event: Parameters<typeof requestOf>[0]['event']
}

export function createWebhooks({ db, secrets, clock, log, rules, lookup, timeoutMs }: Options): Webhooks {
  const agent: Agent = createGuardedAgent(rules.allowPrivate ? undefined : guardedLookup(lookup))

  async function claim(limit: number): Promise<Claimed[]> {
    return db.query<Claimed>(
      `select c.id, c.attempts, c.type, c.created_at, w.url, w.seller_id, w.sealed_secret,
        case when w.old_secret_until > sambatan.now() then w.old_sealed_secret end as old_sealed_secret,
        case when e.id is not null then to_jsonb(e) end as event
      from sambatan.claim_webhook_deliveries($1, $2, $3) c
      join sambatan.webhook_endpoints w on w.id = c.endpoint_id
      left join sambatan.audit_logs e on e.id = c.event_id`,
      [limit, perEndpointMax, claimSeconds],
    )
  }

  async function deliver(claimed: Claimed): Promise<void> {
    try {
      await settle(claimed, await attempt(claimed))
    } catch (error) {
      // The database is away, or the secret opens no more: the claim ends by itself, and it is tried again.
      log.warn(
        { err: error, delivery_id: claimed.id },
        'a webhook could not be sent or put on record; it is tried again',
      )
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

  async function settle({ id, attempts }: Claimed, { outcome, retryAfterSeconds, ...record }: Attempt): Promise<void> {
    const isRecorded = record.request !== undefined
    await db.query(
      `select sambatan.settle_webhook_delivery($1, $2, $3, $4::jsonb, sambatan.now() + $5::float8 * interval '1 second')`,
      [id, attempts, outcome, isRecorded ? JSON.stringify(record) : null, retryAfterSeconds ?? null],
    )
  }

  async function sendDue(stop?: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<void>>()
    try {
      while (!stop?.aborted) {
        const claimed = underWay.size < atOnceMax ? await claim(atOnceMax - underWay.size) : []
        for (const one of claimed) {
          const sent: Promise<void> = deliver(one).finally(() => underWay.delete(sent))
          underWay.add(sent)
        }
        if (underWay.size === 0) return
        // Each that is done may let the next one go; and what has come for others does not wait for a slow one.
        await Promise.race([...underWay, sleep(lookEveryMs, undefined, { ref: false })])
        await sleep(pauseMs)
      }
    } finally {
      await Promise.all(underWay)
    }
  }

  return { rules, sendDue, close: () => agent.close() }
}

type Attempt = { request?: { url: string; headers: Record<string, string>; body: string } } & (
  | Outcome
  | { outcome: 'discarded' | 'postponed'; retryAfterSeconds?: null }
)

function refused(fault: string): Outcome {
  const error = reason('not_called', { fault })
  return { outcome: 'failed', duration_ms: 0, status: null, answer: null, error, retryAfterSeconds: null }
}
