import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { type Subject, statusWordsOf } from './catalogue/define.ts'
import { definitionOf, type EventMetadata, type EventName, events, eventsSeenBy } from './catalogue/index.ts'
import type { AuditEvent, CampaignLog } from './shapes.ts'

/** An event of a campaign. */
export type CampaignEvent = AuditEvent & { campaign_id: string }

/**
 * Writes one audit event in the caller's transaction; its outbox row follows by a trigger.
 * @param id of what the catalogue says that the event is about: a campaign, a product, …
 */
export async function recordEvent<Name extends EventName>(
  tx: Tx,
  event: Name,
  id: string,
  metadata: EventMetadata<Name>,
): Promise<void> {
  const { subject } = events[event]
  const written = JSON.stringify(metadata)
  await (subject === 'campaign'
    ? sql`select sambatan.record_event(${id}, ${event}, ${written}::jsonb)`
    : sql`select sambatan.record_event(null, ${event}, ${written}::jsonb, null, ${subject}, ${id})`
  ).execute(tx)
}

export interface EventRow {
  id: number
  campaign_id: string | null
  participant_id: string | null
  subject: string | null
  subject_id: string | null
  event: string
  actor: string
  metadata: unknown
  created_at: Date
}

/** The one place where what is stored of an event becomes what the API says of it: its statuses get the API's words. */
export function presentMetadata(event: string, metadata: Record<string, unknown>): Record<string, unknown> {
  const subject = definitionOf(event)?.subject
  return subject === undefined ? { ...metadata } : inWordsOf(subject, metadata)
}

/** As `presentMetadata`, where it is known otherwise whose statuses they are. */
export function inWordsOf(subject: Subject, metadata: Record<string, unknown>): Record<string, unknown> {
  const toApi = statusWordsOf[subject]?.toApi as ((status: unknown) => string | undefined) | undefined
  const presented = { ...metadata }
  for (const key of ['old_status', 'new_status'] as const) {
    if (key in metadata) presented[key] = toApi?.(metadata[key]) ?? metadata[key]
  }
  return presented
}

export function presentEvent(row: EventRow): AuditEvent {
  const metadata = presentMetadata(row.event, row.metadata as Record<string, unknown>)
  return {
    campaign_id: row.campaign_id,
    ...subjectOf(row),
    event: row.event,
    timestamp: row.created_at.toISOString(),
    metadata: row.participant_id ? { participation_id: row.participant_id, ...metadata } : metadata,
    actor: row.actor,
  }
}

/** Campaigns and participations have columns of their own; what else there is is named. */
function subjectOf(row: EventRow): Pick<AuditEvent, 'subject' | 'subject_id'> {
  if (row.subject !== null) return { subject: row.subject, subject_id: row.subject_id! }
  if (row.participant_id !== null) return { subject: 'participation', subject_id: row.participant_id }
  return { subject: 'campaign', subject_id: row.campaign_id! }
}

export function presentCampaignEvent(row: EventRow & { campaign_id: string }): CampaignEvent {
  return { ...presentEvent(row), campaign_id: row.campaign_id }
}

/**
 * What its seller may read of a campaign's audit events, newest first. Whoever may read them may read its participants: whose
 * participation an event is about comes with it, as it is called today.
 */
export async function campaignLogs(
  db: Kysely<DB>,
  campaignId: string,
  page: { limit: number; cursor?: string | undefined; tellsMoney?: boolean },
): Promise<Page<CampaignLog>> {
  let query = db
    .selectFrom('audit_logs')
    .leftJoin('participants', 'participants.id', 'audit_logs.participant_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .selectAll('audit_logs')
    .select(['participants.user_id as buyer_id', 'people.name as buyer_name'])
    .where('audit_logs.campaign_id', '=', campaignId)
    .where('audit_logs.event', 'in', eventsSeenBy('seller', page.tellsMoney))
    .orderBy('audit_logs.id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('audit_logs.id', '<', Number(decodeCursor(page.cursor, ['number'])[0]))
  return toPage(
    await query.execute(),
    page.limit,
    ({ buyer_id, buyer_name, ...row }) => ({
      ...presentCampaignEvent({ ...row, campaign_id: campaignId }),
      buyer_id,
      buyer_name: buyer_name || null,
    }),
    (row) => [row.id],
  )
}
