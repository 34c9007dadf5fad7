import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { DashboardSummary } from './shapes.ts'

export async function summarizeCampaigns(db: Kysely<DB>): Promise<DashboardSummary> {
  const counted = (status: string) => sql<number>`count(*) filter (where status = ${sql.lit(status)})`
  const summary = await db
    .selectFrom('campaigns')
    .select([
      sql<number>`count(*)`.as('total_campaigns'),
      counted('draft').as('draft_campaigns'),
      counted('scheduled').as('scheduled_campaigns'),
      counted('active').as('active_campaigns'),
      counted('locked').as('full_campaigns'),
      counted('fulfilled').as('completed_campaigns'),
      counted('expired').as('failed_campaigns'),
      counted('cancelled').as('cancelled_campaigns'),
      sql<number>`coalesce(sum(filled_slots), 0)::bigint`.as('total_slots_taken'),
      sql<number>`coalesce(sum(participant_count), 0)::bigint`.as('total_participations'),
      sql<number>`coalesce(sum(contribution), 0)::bigint`.as('total_contribution'),
    ])
    .executeTakeFirstOrThrow()
  const contributions = await db
    .selectFrom('campaigns')
    .select(['currency', sql<number>`sum(contribution)::bigint`.as('amount')])
    .where('filled_slots', '>', 0)
    .groupBy('currency')
    .orderBy('currency')
    .execute()
  return { ...summary, contributions }
}
