/**
 * The timeline of one participation: what happened to it, and what its campaign went through meanwhile, as far as the catalogue
 * lets participants see it. Of those who acted it
 * tells what they are to this participation; who they are only to those who may read the audit trail.
 */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { eventsSeenBy } from './catalogue/index.ts'
import { type EventRow, presentMetadata } from './events.ts'
import type { TimelineEntry } from './shapes.ts'

/** Whose timeline it is. */
export interface TimelineSubject {
  id: string
  campaign_id: string
  user_id: string
  seller_id: string
  joined_at: string
  /** Whether it was cancelled or refunded: what the campaign goes through later is not its story any more. */
  has_ended: boolean
}

/** What ends a participation; of its own, and of its money, more may follow. */
const endings = [
  'participant_cancelled',
  'participant_refunded',
  'hold_expired',
  'offer_declined',
  'offer_expired',
  'offer_ended',
]

export const timelineOrders = ['oldest', 'newest'] as const

/**
 * Oldest first, unless the newest are asked for first. Walks over indexes that hold just these events, however many others the campaign has; the event of joining
 * has the very time of the participation, and is found by it.
 */
export async function participationTimeline(
  db: Kysely<DB>,
  subject: TimelineSubject,
  page: {
    limit: number
    cursor?: string | undefined
    order?: (typeof timelineOrders)[number] | undefined
    tellsWho: boolean
    /** Left out: whether money was received, sent back, … */
    tellsMoney?: boolean
  },
): Promise<Page<TimelineEntry>> {
  const [direction, beyond, start] =
    page.order === 'newest' ? [sql`desc`, sql`<`, Number.MAX_SAFE_INTEGER] : [sql`asc`, sql`>`, 0]
  const from = page.cursor ? Number(decodeCursor(page.cursor, ['number'])[0]) : start
  const rows = page.limit + 1
  const seen = sql`event = any (${eventsSeenBy('participant', page.tellsMoney)})`
  const result = await sql<EventRow>`
    with joined as (
      select * from sambatan.audit_logs
      where created_at = ${subject.joined_at} and participant_id = ${subject.id} and event = 'participant_joined'
    ), last as (
      select max(id) as id from sambatan.audit_logs
      where participant_id = ${subject.id} and event = any (${endings}) and ${subject.has_ended}
    )
    select * from joined where id ${beyond} ${from}
    union all
    (select * from sambatan.audit_logs
      where participant_id = ${subject.id} and event <> 'participant_joined' and id ${beyond} ${from} and ${seen}
      order by id ${direction} limit ${rows})
    union all
    (select a.* from sambatan.audit_logs a, last
      where a.campaign_id = ${subject.campaign_id} and a.participant_id is null
        and a.id ${beyond} ${from} and a.id > (select id from joined) and (last.id is null or a.id < last.id)
        and a.created_at >= ${subject.joined_at} and ${seen}
      order by a.id ${direction} limit ${rows})
    order by id ${direction} limit ${rows}`.execute(db)
  const present = (row: EventRow): TimelineEntry => ({
    campaign_id: subject.campaign_id,
    participation_id: row.participant_id,
    event: row.event,
    timestamp: row.created_at.toISOString(),
    metadata: presentMetadata(row.event, row.metadata as Record<string, unknown>),
    actor: actorTo(subject, row.actor),
    ...(page.tellsWho && { recorded_actor: row.actor }),
  })
  return toPage(result.rows, page.limit, present, (row) => [row.id])
}

function actorTo(subject: TimelineSubject, actor: string): TimelineEntry['actor'] {
  if (actor === `user:${subject.user_id}`) return 'buyer'
  if (actor === `user:${subject.seller_id}`) return 'seller'
  if (actor === 'scheduler') return 'scheduler'
  return actor.startsWith('user:') ? 'other' : 'service'
}
