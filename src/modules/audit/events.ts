import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { campaignStatus, participationStatus } from '../../kernel/status.ts'

/** One audit event as the API shows it. `metadata` never holds personal data. */
export interface CampaignLog {
  campaign_id: string
  event: string
  timestamp: string
  metadata: Record<string, unknown>
  actor: string
}

/** Writes one audit event in the caller's transaction; its outbox row follows by a trigger. */
export async function recordEvent(
  tx: Tx,
  campaignId: string,
  event: string,
  metadata: Record<string, unknown>,
): Promise<void> {
  await sql`select sambatan.record_event(${campaignId}, ${event}, ${JSON.stringify(metadata)}::jsonb)`.execute(tx)
}

export interface EventRow {
  id: number
  campaign_id: string
  participant_id: string | null
  event: string
  actor: string
  metadata: unknown
  created_at: Date
}

/** Turns the database's words in an event's metadata into the API's. */
export function presentMetadata(event: string, metadata: Record<string, unknown>): Record<string, unknown> {
  const words = event.startsWith('campaign_') ? campaignStatus : participationStatus
  const toApi = words.toApi as (status: unknown) => string | undefined
  const presented = { ...metadata }
  for (const key of ['old_status', 'new_status'] as const) {
    if (key in metadata) presented[key] = toApi(metadata[key]) ?? metadata[key]
  }
  return presented
}

export function presentEvent(row: EventRow): CampaignLog {
  const metadata = presentMetadata(row.event, row.metadata as Record<string, unknown>)
  return {
    campaign_id: row.campaign_id,
    event: row.event,
    timestamp: row.created_at.toISOString(),
    metadata: row.participant_id ? { participation_id: row.participant_id, ...metadata } : metadata,
    actor: row.actor,
  }
}

/** A campaign's audit events, newest first. */
export async function campaignLogs(
  db: Kysely<DB>,
  campaignId: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<CampaignLog>> {
  let query = db
    .selectFrom('audit_logs')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.cursor) query = query.where('id', '<', Number(decodeCursor(page.cursor, ['number'])[0]))
  return toPage(await query.execute(), page.limit, presentEvent, (row) => [row.id])
}
