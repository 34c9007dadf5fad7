import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'

/** How long it can be looked up what an endpoint was told. */
const keptDays = 30
const batch = 5_000

/** Removes old deliveries with their attempts, and what is left of endpoints that were removed. */
export async function pruneWebhooks(db: Kysely<DB>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ removed: number }>`
      with old as (
        select d.id from sambatan.webhook_deliveries d
        where d.done_at < sambatan.now() - ${sql.lit(keptDays)} * interval '1 day' order by d.done_at limit ${sql.lit(batch)}
      ), tried as (
        delete from sambatan.webhook_attempts a using old where a.delivery_id = old.id
      ), gone as (
        delete from sambatan.webhook_deliveries d using old where d.id = old.id returning d.id
      )
      select count(*)::int as removed from gone`.execute(db)
    if (rows[0]!.removed < batch) break
  }
  // Not at once: an event may be being fanned out for one that has just been removed.
  await sql`
    delete from sambatan.webhook_endpoints e
    where e.removed_at < sambatan.now() - interval '1 hour'
      and not exists (select from sambatan.webhook_deliveries d where d.endpoint_id = e.id)
  `.execute(db)
  // What was fanned out while whose endpoint it was for was being erased.
  await sql`
    delete from sambatan.webhook_deliveries d
    where d.state = 'pending' and not exists (select from sambatan.webhook_endpoints e where e.id = d.endpoint_id)
  `.execute(db)
}
