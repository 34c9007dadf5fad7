import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { Language } from '../../kernel/language.ts'
import { reasonWords } from '../../kernel/reasons.ts'
import { type CampaignDbStatus, campaignStatus } from '../../kernel/status.ts'
import { deadLettersIn, type Untold, whatIsUntold } from '../notifications/index.ts'
import { countEndpoints } from './endpoints.ts'
import type { Stuck } from './shapes.ts'

const listedMax = 50
const holdsCountedMax = 1_000

/** What is due is done within a second; only what is late by more than this is stuck. */
const lateSeconds = 15

interface Named {
  campaign_id: string
  slug: string
  title: string
  status: CampaignDbStatus
}

/**
 * All but what the scheduler is doing. Reads only indexes that hold what waits.
 * @param isMailMissing whether there should be a mail server, and is none
 */
export async function whatIsStuck(
  db: Kysely<DB>,
  isMailMissing: boolean,
  language: Language,
): Promise<Omit<Stuck, 'scheduler'>> {
  const failing = await sql<Named & { attempts: number; error: string; failed_at: Date; retry_at: Date }>`
    select f.campaign_id, c.slug, c.title, c.status, f.attempts, f.error, f.failed_at, f.retry_at
    from sambatan.lifecycle_failures f join sambatan.campaigns c on c.id = f.campaign_id
    order by f.retry_at limit ${listedMax}`.execute(db)
  const overdue = await sql<Named & { due: string; due_at: Date }>`
    with t as materialized (select sambatan.now() - ${lateSeconds} * interval '1 second' as late)
    select c.id as campaign_id, c.slug, c.title, c.status, d.kind as due, d.due_at
    from (
      -- Holds are counted one by one, below; a missed reminder is no fault.
      select d.* from sambatan.campaign_due d join sambatan.due_kinds k on k.kind = d.kind
      where not k.reminder and d.kind <> 'hold' and d.due_at <= (select late from t)
      order by d.due_at limit ${listedMax}
    ) d join sambatan.campaigns c on c.id = d.campaign_id
    order by d.due_at`.execute(db)
  const counted = await sql<{ now: Date; holds: number; oldest_hold_at: Date | null }>`
    select t.now, h.count as holds, h.oldest_at as oldest_hold_at
    from (select sambatan.now() as now) t,
      lateral (select count(*), min(due.hold_expires_at) as oldest_at from (
        select p.hold_expires_at
        from sambatan.campaign_due d join sambatan.participants p on p.campaign_id = d.campaign_id
        where d.kind = 'hold' and d.due_at <= t.now - ${lateSeconds} * interval '1 second'
          and p.status = 'pending_payment' and p.hold_expires_at <= t.now - ${lateSeconds} * interval '1 second'
        limit ${holdsCountedMax}) due) h`.execute(db)
  const { now, holds, oldest_hold_at } = counted.rows[0]!
  const { events, account_letters, webhooks, ...channels } = await whatIsUntold(db)
  const named = <Row extends Named>(row: Row) => ({ ...row, status: campaignStatus.toApi(row.status) })
  return {
    as_of: now.toISOString(),
    failing_campaigns: failing.rows.map((row) => ({
      ...named(row),
      failed_at: row.failed_at.toISOString(),
      retry_at: row.retry_at.toISOString(),
    })),
    overdue_campaigns: overdue.rows.map((row) => ({ ...named(row), due_at: row.due_at.toISOString() })),
    overdue_holds: { count: holds, oldest_at: oldest_hold_at?.toISOString() ?? null },
    dead_letters: deadLettersIn({ events, account_letters, webhooks, ...channels }),
    mail: { is_missing: isMailMissing, ...present(account_letters, language), refused: account_letters.dead },
    channels: Object.entries(channels)
      .filter(([, { waiting, dead }]) => waiting > 0 || dead > 0)
      .map(([channel, found]) => ({ channel, ...present(found, language), dead: found.dead })),
    webhooks: { ...(await countEndpoints(db)), ...waitsOf(webhooks) },
    outbox: { retrying: events.failing, ...waitsOf(events) },
  }
}

function waitsOf({ waiting, oldest_at, age_seconds }: Untold) {
  return { waiting, oldest_at: oldest_at?.toISOString() ?? null, age_seconds }
}

function present(found: Untold, language: Language) {
  const { failing, error } = found
  return { ...waitsOf(found), failing, error, reason: error && reasonWords(language, error) }
}
