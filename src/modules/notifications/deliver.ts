/**
 * Carries notifications to people by one channel: takes what is due, says it, and records how that ended. A worker that dies with
 * some of them loses them after five minutes, and another carries them; so at least once, and with one reference for all tries of one.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Database, isUnavailable } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { reason } from '../../kernel/reasons.ts'
import { type Ended, type SpanAbout, traced } from '../../kernel/tracing.ts'
import { type Crowd, watchForCrowd } from '../audit/index.ts'
import { contentOf } from './content.ts'
import { type AnyFacts, loadFactsApart } from './facts.ts'
import { isStillTrue } from './kinds/index.ts'
import type { ChannelName, Topic } from './shapes.ts'
import type { Content } from './told.ts'

/** One notification for one person. */
export interface Outgoing {
  /** The same at each try. */
  deliveryId: number
  facts: AnyFacts
  content: Content
  topic: Topic
  /** Whether it does not wait for the morning; whether it is many that became one. */
  urgent: boolean
  digest: boolean
  /** What an earlier try has left, as far as it came. */
  reference: string | null
}

/** How a try ended. `dead`: refused for good; `failed`: to be tried again. */
export type Outcome =
  | { outcome: 'sent'; reference?: string }
  | { outcome: 'dropped' | 'dead'; error: string }
  | { outcome: 'failed'; error: string; notBefore?: Date; reference?: string }

/** What carries notifications. Must not throw for what is the other side's. */
export interface Channel {
  name: ChannelName
  /** How many are on their way at once. */
  atOnce: number
  send(outgoing: Outgoing): Promise<Outcome>
}

interface Claimed {
  id: number
  notification_id: number
  person_id: string
  attempts: number
  reference: string | null
}

/** What is asked here of a database. */
type Asked = Pick<Database, 'query' | 'read'>

/** How a notification is wanted. */
type Manner = Pick<Outgoing, 'topic' | 'urgent' | 'digest'>

/** Longer than a try may take, also by a mail server that stalls. */
const claimSeconds = 300
const lookEveryMs = 1_000
/** Between two looks at what is due: what ended meanwhile makes room for as many at once, which are read together. */
const pauseMs = 25
/** And while a crowd joins: writing a letter takes this machine longer than a join does, and a crowd's letters are thousands. */
const crowdRestMs = 500

/** Carries all that is due, until nothing is, or until somebody says to stop. What is slow keeps its own place, and the others are free for what is due elsewhere. */
export async function deliverAll(
  db: Database,
  channel: Channel,
  log: Logger,
  stop?: AbortSignal,
  crowd: Crowd = watchForCrowd(db),
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  let ended = 0
  try {
    while (failures.length === 0 && !stop?.aborted) {
      await crowd.letPass(crowdRestMs, stop)
      const endedBefore = ended
      const room = channel.atOnce - underWay.size
      for (const work of room > 0 ? await take(db, channel, room, log) : []) {
        const carried: Promise<void> = work()
          .catch((error) => void failures.push(error))
          .finally(() => {
            ended++
            underWay.delete(carried)
          })
        underWay.add(carried)
      }
      // What ended while this looked may let go what waited behind it.
      if (underWay.size === 0 && ended === endedBefore) break
      if (underWay.size > 0) await Promise.race([...underWay, sleep(lookEveryMs, undefined, { ref: false })])
      await sleep(pauseMs)
    }
  } finally {
    await Promise.all(underWay)
  }
  if (failures.length > 0) throw failures[0]
}

/** Carries as many as go at once; returns how many it took. */
export async function deliverOnce(db: Asked, channel: Channel, log: Logger): Promise<number> {
  const taken = await take(db, channel, channel.atOnce, log)
  await Promise.all(taken.map((work) => work()))
  return taken.length
}

/** Takes some that are due; each is to be carried by whoever called. */
async function take(db: Asked, channel: Channel, limit: number, log: Logger): Promise<(() => Promise<void>)[]> {
  const claimed = await db.query<Claimed>('select * from sambatan.claim_deliveries($1, $2, $3)', [
    channel.name,
    limit,
    claimSeconds,
  ])
  if (claimed.length === 0) return []
  const ids = claimed.map((delivery) => delivery.notification_id)
  // What comes later is another digest, but of a kind that stays open.
  await db.query(
    `update sambatan.notifications n set closed_at = sambatan.now() from sambatan.notification_kinds k
    where n.id = any ($1) and n.digest and n.closed_at is null and k.kind = n.kind and k.stays_open is null`,
    [ids],
  )
  const { facts, failures } = await loadFactsApart(db.read, ids)
  const wanted = await mannersWanted(db, channel.name, ids)
  return claimed.map((delivery) => async () => {
    const id = delivery.notification_id
    async function carryAndSettle(): Promise<Outcome> {
      const outcome = failures.has(id)
        ? defect(failures.get(id))
        : await carry(channel, delivery, facts.get(id), wanted.get(id))
      await settle(db, channel, delivery, outcome, log)
      return outcome
    }
    await traced(() => aboutDelivery(channel.name, delivery, facts.get(id)), carryAndSettle, howItEnded)
  })
}

/** Whom it is for is in no trace. */
function aboutDelivery(channel: ChannelName, { id, attempts }: Claimed, facts: AnyFacts | undefined): SpanAbout {
  const attributes = {
    'sambatan.delivery_id': id,
    'sambatan.attempt': attempts,
    ...(facts?.campaign && { 'sambatan.campaign_id': facts.campaign.id }),
    ...(facts && 'order' in facts && facts.order?.id && { 'sambatan.participation_id': facts.order.id }),
  }
  return { name: `${channel} ${facts?.kind ?? 'nothing'}`, attributes }
}

function howItEnded({ outcome }: Outcome): Ended {
  return { attributes: { 'sambatan.outcome': outcome }, failed: outcome === 'failed' || outcome === 'dead' }
}

/**
 * Of each notification that its person still wants by this channel. An address that takes no letters is for the channel to refuse: what
 * was to go there then lies with the dead letters, and is not lost.
 */
async function mannersWanted(db: Asked, channel: ChannelName, ids: number[]): Promise<Map<number, Manner>> {
  const { rows } = await sql<Manner & { id: number }>`
    select n.id, k.topic, k.urgent, n.digest from sambatan.notifications n
    join sambatan.notification_kinds k on k.kind = n.kind
    join sambatan.people p on p.id = n.person_id and p.erased_at is null
      -- Whoever is no operator any more does not hear of what is the operators'.
      and (k.audience <> 'operators' or p.role = 'operator')
      and (sambatan.is_reachable(p, ${channel}) or ${channel} = 'email' and p.email is not null and p.email_verified)
    where n.id = any (${ids}::bigint[]) and not exists (
      select from sambatan.notification_preferences w
      where w.person_id = n.person_id and w.topic = k.topic and w.channel = ${channel} and not w.wanted)`.execute(
    db.read,
  )
  return new Map(rows.map(({ id, ...manner }) => [id, manner]))
}

async function carry(
  channel: Channel,
  delivery: Claimed,
  facts: AnyFacts | undefined,
  manner: Manner | undefined,
): Promise<Outcome> {
  if (!facts || manner === undefined) return { outcome: 'dropped', error: 'nobody wants it any more' }
  try {
    // A later version knows what it is.
    const isTrue = isStillTrue(facts)
    if (isTrue === undefined) return { outcome: 'failed', error: reason('kind_unknown', { kind: facts.kind }) }
    if (!isTrue) return { outcome: 'dropped', error: 'it is not true any more' }
    const content = contentOf(facts, facts.reader.language)
    return await channel.send({ deliveryId: delivery.id, reference: delivery.reference, facts, content, ...manner })
  } catch (error) {
    return defect(error)
  }
}

/** Ours to mend: tried again, by a mended version in time, and after three days with the dead letters for an operator to see. */
function defect(error: unknown): Outcome {
  return { outcome: 'failed', error: reason('defect', { detail: String(error) }) }
}

async function settle(db: Asked, channel: Channel, delivery: Claimed, outcome: Outcome, log: Logger): Promise<void> {
  const error = 'error' in outcome ? outcome.error : null
  try {
    const [settled] = await db.query<{ state: string | null }>(
      'select sambatan.settle_delivery($1, $2, $3, $4, $5, $6) as state',
      [
        delivery.id,
        delivery.attempts,
        outcome.outcome,
        error,
        'reference' in outcome ? (outcome.reference ?? null) : null,
        'notBefore' in outcome ? outcome.notBefore : null,
      ],
    )
    if (settled?.state === 'dead') {
      log.error(
        { channel: channel.name, delivery: delivery.id, error },
        'a notification was given up: see dead letters',
      )
    }
  } catch (cause) {
    // It is tried again when its claim ends.
    if (!isUnavailable(cause)) throw cause
  }
}
