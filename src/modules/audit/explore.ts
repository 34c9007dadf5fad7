/**
 * The audit trail of everything, for operators who look for something. Most of it is joins, and no index pays for what is
 * seldom asked (see the migration): so each kind of question has its own way in.
 *
 *   one event (`event_id`)         itself
 *   a campaign                     its events, by id; what happened to the campaign itself by an index of that alone
 *   a thing (`subject`)            its own column, or the index by subject
 *   an event other than a join     the index by event
 *   a person                       the index by actor, and their joins by way of their participations
 *   anything else                  everything, in order of time
 *
 * Where a way leads past much that is not asked for, it ends after so many events: the page is then short, even empty, and
 * the next one goes on from there. So no question takes long, however rare what it asks for is.
 */
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, encodeCursor, type Page } from '../../kernel/cursor.ts'
import type { Subject } from './catalogue/define.ts'
import { definitionOf } from './catalogue/index.ts'
import { type EventRow, presentEvent } from './events.ts'
import type { AuditEntry } from './shapes.ts'

export interface AuditFilter {
  /** The one event of that number. */
  event_id?: number | undefined
  campaign_id?: string | undefined
  /** What events are about, and the id of that; together. */
  subject?: Subject | undefined
  subject_id?: string | undefined
  event?: string | undefined
  /** As events record it: `user:<id>`, `service`, `scheduler`, … */
  actor?: string | undefined
  /** From this time on. */
  from?: Date | undefined
  /** Before this time. */
  to?: Date | undefined
}

type AuditRow = EventRow & Pick<AuditEntry, 'campaign_title' | 'campaign_slug' | 'currency'>

/** Events that a page looks at; 100,000 take a tenth of a second. */
const lookedAtMax = 100_000

const exportPageSize = 1_000

const joined = 'participant_joined'

/** Newest first. */
export async function exploreAudit(
  db: Kysely<DB>,
  filter: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<Page<AuditEntry>> {
  const way = wayOf(filter, filter.cursor)
  const { rows } = await pageQuery(way, filter).execute(db)
  const items = rows.slice(0, filter.limit).map(present)
  if (rows.length > filter.limit) return { items, next: encodeCursor(way.cursorOf(rows[filter.limit - 1]!)) }
  const edge = way.leadsPastOthers ? (await edgeQuery(way).execute(db)).rows[0] : undefined
  return { items, next: edge ? encodeCursor(way.cursorOf(edge)) : null }
}

/** Where a walk ends that has looked at all that it may. */
function edgeQuery({ events, order }: Way): RawBuilder<{ id: number; created_at: Date }> {
  return sql`select w.id, w.created_at from (${events}) w order by ${order} offset ${lookedAtMax - 1} limit 1`
}

/** Everything that the filter asks for, page by page, up to a number of rows; says when there are more. */
export async function* allAudit(
  db: Kysely<DB>,
  filter: AuditFilter,
  rowsMax: number,
  onCut: () => void,
): AsyncGenerator<AuditEntry[]> {
  let left = rowsMax
  for (let cursor: string | undefined; ; ) {
    const page = await exploreAudit(db, { ...filter, limit: Math.min(left, exportPageSize), cursor })
    left -= page.items.length
    yield page.items
    if (page.next === null) return
    if (left === 0) return onCut()
    cursor = page.next
  }
}

function present(row: AuditRow): AuditEntry {
  const { campaign_title, campaign_slug, currency } = row
  return { id: row.id, ...presentEvent(row), campaign_title, campaign_slug, currency }
}

interface Way {
  /** Selects events, in no order; all that the filter asks for are among them. */
  events: RawBuilder<EventRow>
  order: RawBuilder<unknown>
  /** Whether it leads past much that is not asked for, so that it is walked in order and ended after so many. */
  leadsPastOthers: boolean
  cursorOf(row: { id: number; created_at: Date }): (string | number)[]
}

/** The page itself; apart from `exploreAudit`, so that a test can look at its plan. */
export function pageQuery(way: Way, filter: AuditFilter & { limit: number }): RawBuilder<AuditRow> {
  const looked = way.leadsPastOthers ? sql`${way.events} order by ${way.order} limit ${lookedAtMax}` : way.events
  return sql<AuditRow>`
    select page.*, c.title as campaign_title, c.slug as campaign_slug, c.currency
    from (
      select a.* from (${looked}) a
      where ${conditions(filter)}
      order by ${way.order} limit ${filter.limit + 1}
    ) page
    left join sambatan.campaigns c on c.id = page.campaign_id
    order by ${way.order}`
}

function conditions({
  event_id,
  campaign_id,
  subject,
  subject_id,
  event,
  actor,
  from,
  to,
}: AuditFilter): RawBuilder<unknown> {
  return sql.join(
    [
      sql`true`,
      event_id === undefined ? undefined : sql`a.id = ${event_id}`,
      campaign_id === undefined ? undefined : sql`a.campaign_id = ${campaign_id}`,
      subject === undefined ? undefined : isAbout(subject, subject_id),
      event === undefined ? undefined : sql`a.event = ${event}`,
      actor === undefined ? undefined : isActor(actor),
      from === undefined ? undefined : sql`a.created_at >= ${from}`,
      to === undefined ? undefined : sql`a.created_at < ${to}`,
    ].filter((condition) => condition !== undefined),
    sql` and `,
  )
}

export function wayOf(filter: AuditFilter, cursor?: string): Way {
  const { event_id, campaign_id, event, actor } = filter
  if (event_id === undefined && campaign_id !== undefined) return wayOfCampaign(campaign_id, filter, cursor)
  const inTime = timeConditions(filter, cursor)
  const order = sql`created_at desc, id desc`
  const cursorOf = (row: { id: number; created_at: Date }) => [row.created_at.toISOString(), row.id]
  const along = (which: RawBuilder<unknown>, leadsPastOthers: boolean): Way => {
    const events = sql<EventRow>`select a.* from sambatan.audit_logs a where ${which} and ${inTime}`
    return { events, order, leadsPastOthers, cursorOf }
  }
  if (event_id !== undefined) return along(sql`a.id = ${event_id}`, false)
  const byActor = sql`${isActor(actor ?? '')} and (a.event <> ${sql.lit(joined)} or a.metadata ? 'on_behalf')`
  if (filter.subject === 'participation') {
    const other = sql`a.participant_id = ${filter.subject_id} and a.event <> ${sql.lit(joined)} and ${inTime}`
    const events = sql<EventRow>`
      select a.* from sambatan.audit_logs a where ${other}
      union all ${joiningOf(sql`p.id = ${filter.subject_id} and ${inTime}`)}`
    return { events, order, leadsPastOthers: false, cursorOf }
  }
  if (filter.subject !== undefined) return along(isAbout(filter.subject, filter.subject_id), false)
  if (actor !== undefined && (actor === 'scheduler' || (event !== undefined && event !== joined))) {
    return along(byActor, event !== undefined)
  }
  if (actor?.startsWith('user:')) {
    const own = joiningOf(
      sql`p.user_id = ${actor.slice('user:'.length)} and ${inTime} and not a.metadata ? 'on_behalf'`,
    )
    const events = sql<EventRow>`
      select a.* from sambatan.audit_logs a where ${byActor} and ${inTime}
      union all ${own}`
    return { events, order, leadsPastOthers: false, cursorOf }
  }
  if (event !== undefined && event !== joined) {
    return along(sql`a.event = ${event} and a.event <> ${sql.lit(joined)}`, false)
  }
  return along(sql`true`, event !== undefined || actor !== undefined)
}

/** The events of joining, found by way of the participations, whose time they have. */
function joiningOf(which: RawBuilder<unknown>): RawBuilder<EventRow> {
  return sql<EventRow>`
    select a.* from sambatan.participants p
    join sambatan.audit_logs a on a.created_at = p.joined_at and a.participant_id = p.id and a.event = ${sql.lit(joined)}
    where ${which}`
}

function isAbout(subject: Subject, id: string | undefined): RawBuilder<unknown> {
  switch (subject) {
    case 'campaign':
      return sql`a.campaign_id = ${id} and a.participant_id is null and a.subject is null`
    case 'participation':
      return sql`a.participant_id = ${id} and a.subject is null`
    default:
      return sql`a.subject = ${subject} and a.subject_id = ${id}`
  }
}

/** Within a campaign the order of ids is the order in which things happened. */
function wayOfCampaign(campaignId: string, { event, actor, from, to }: AuditFilter, cursor: string | undefined): Way {
  const last = cursor === undefined ? undefined : Number(decodeCursor(cursor, ['number'])[0])
  const events = sql<EventRow>`
    select a.* from sambatan.audit_logs a
    where a.campaign_id = ${campaignId} ${event !== undefined && definitionOf(event)?.subject === 'campaign' ? sql`and a.participant_id is null` : sql``}
      ${last === undefined ? sql`` : sql`and a.id < ${last}`}`
  const leadsPastOthers = [event, actor, from, to].some((asked) => asked !== undefined)
  return { events, order: sql`id desc`, leadsPastOthers, cursorOf: (row) => [row.id] }
}

/** Machines are on record as `service` and `key:…` from before their ids began with `machine:`; either name finds both. */
function isActor(actor: string): RawBuilder<unknown> {
  const name = actor.replace(/^machine:/, '')
  const isMachine = name === 'service' || name.startsWith('key:')
  return isMachine ? sql`a.actor in (${name}, ${`machine:${name}`})` : sql`a.actor = ${actor}`
}

function timeConditions({ from, to }: AuditFilter, cursor: string | undefined): RawBuilder<unknown> {
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, ['time', 'number'])
  return sql.join(
    [
      sql`true`,
      from === undefined ? undefined : sql`a.created_at >= ${from}`,
      to === undefined ? undefined : sql`a.created_at < ${to}`,
      at === undefined ? undefined : sql`(a.created_at, a.id) < (${at}::timestamptz, ${id}::bigint)`,
    ].filter((condition) => condition !== undefined),
    sql` and `,
  )
}
