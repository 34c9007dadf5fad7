import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { AccessLogEntry } from './shapes.ts'

export type AccessEvent =
  | 'account_created'
  | 'operator_claimed'
  | 'operator_code_issued'
  | 'signed_in'
  | 'signed_out_everywhere'
  | 'password_changed'
  | 'password_link_issued'
  | 'password_reset'
  | 'two_factor_enabled'
  | 'two_factor_disabled'
  | 'recovery_codes_renewed'
  | 'role_changed'
  | 'data_exported'
  | 'payment_instructions_changed'
  | 'api_key_created'
  | 'api_key_revoked'
  | 'webhook_created'
  | 'webhook_changed'
  | 'webhook_rotated'
  | 'webhook_removed'
  | 'demo_closed'
  | 'demo_renewed'
  | 'demo_opened'
  | 'demo_kept'
  | 'address_freed'
  | 'refund_account_given'
  | 'refund_account_changed'
  | 'refund_account_removed'

/** Puts an event on record, in the transaction of what it is about. */
export async function recordAccess(
  tx: Tx,
  event: AccessEvent,
  personId: string | null,
  metadata: Record<string, unknown> = {},
): Promise<void> {
  await sql`select sambatan.record_access(${event}, ${personId}, ${JSON.stringify(metadata)}::jsonb)`.execute(tx)
}

/** Who was let in and who changed what may be done, newest first. */
export async function listAccessLog(
  db: Kysely<DB>,
  page: { person_id?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<AccessLogEntry>> {
  let query = db
    .selectFrom('access_logs')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
  if (page.person_id) query = query.where('person_id', '=', page.person_id)
  if (page.cursor) query = query.where('id', '<', Number(decodeCursor(page.cursor, ['number'])[0]))
  return toPage(
    await query.execute(),
    page.limit,
    (row) => ({
      event: row.event,
      timestamp: row.created_at.toISOString(),
      actor: row.actor,
      person_id: row.person_id,
      metadata: row.metadata as Record<string, unknown>,
    }),
    (row) => [row.id],
  )
}
