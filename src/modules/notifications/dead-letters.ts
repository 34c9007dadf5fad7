/** What somebody should have been told and was not: read, tried again, or discarded with a reason, by an operator. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import { reasonWords } from '../../kernel/reasons.ts'
import type { DeadLetter, DeadLetterSource } from './shapes.ts'

interface Row {
  source: DeadLetterSource
  id: number
  what: string
  channel: string | null
  recipient: string | null
  event_id: number | null
  campaign_id: string | null
  attempts: number
  since: Date
  error: string | null
}

/** Newest first. */
export async function listDeadLetters(
  db: Kysely<DB>,
  page: { source?: DeadLetterSource | undefined; limit: number; cursor?: string | undefined },
  language: Language,
): Promise<Page<DeadLetter>> {
  const after = page.cursor === undefined ? undefined : decodeCursor(page.cursor, ['time', 'text', 'number'])
  const { rows } = await sql<Row>`
    select source, id, what, channel, recipient, event_id, campaign_id, attempts,
      -- As a cursor has it.
      date_trunc('milliseconds', since) as since, error
    from sambatan.dead_letters()
    where (${page.source ?? null}::text is null or source = ${page.source ?? null})
      and (${after === undefined} or (date_trunc('milliseconds', since), source, id)
        < (${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::text, ${after?.[2] ?? null}::bigint))
    order by date_trunc('milliseconds', since) desc, source desc, id desc limit ${page.limit + 1}`.execute(db)
  return toPage(
    rows,
    page.limit,
    (row) => ({
      ...row,
      since: row.since.toISOString(),
      reason: row.error === null ? null : reasonWords(language, row.error),
    }),
    (row) => [row.since.toISOString(), row.source, row.id],
  )
}

const settlers: Record<DeadLetterSource, string> = {
  event: 'settle_given_up_events',
  notification: 'settle_dead_notifications',
  webhook: 'settle_dead_webhooks',
}

/**
 * Tries dead letters again, or discards them where a reason is given; returns how many.
 * @param of one of them, or all, or all of one source
 * @throws Problem dead_letter_not_found for one that is none, or not any more; webhook_disabled for one that would be tried again, and whose
 *   endpoint is disabled: of all, such are left as they are
 */
export async function settleDeadLetters(
  tx: Tx,
  of: { source?: DeadLetterSource | undefined; id?: number | undefined },
  actor: string,
  reason: string | null,
): Promise<number> {
  const sources = of.source === undefined ? (Object.keys(settlers) as DeadLetterSource[]) : [of.source]
  let settled = 0
  for (const source of sources) {
    const { rows } = await sql<{ count: number }>`
      select ${sql.raw(`sambatan.${settlers[source]}`)}(${of.id === undefined ? null : [of.id]}::bigint[], ${reason}, ${actor})
        as count`.execute(tx)
    settled += rows[0]!.count
  }
  if (settled === 0 && of.id !== undefined) throw new Problem('dead_letter_not_found')
  return settled
}
