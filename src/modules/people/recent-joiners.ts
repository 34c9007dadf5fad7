import type { Kysely } from 'kysely'
import type { DB } from '../../db/index.ts'
import { publicName } from './rules.ts'
import type { Joiner } from './shapes.ts'

/** Who joined a campaign most recently and still takes part, newest first. */
export async function recentJoiners(db: Kysely<DB>, campaignId: string, limit: number): Promise<Joiner[]> {
  const rows = await db
    .selectFrom('participants')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .select(['participants.quantity', 'participants.joined_at', 'people.name', 'people.anonymous'])
    .where('participants.campaign_id', '=', campaignId)
    .where('participants.status', 'in', ['pending_payment', 'confirmed', 'fulfilled'])
    .orderBy('participants.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    name: (row.anonymous ? undefined : publicName(row.name ?? '')) ?? null,
    quantity: row.quantity,
    joined_at: row.joined_at.toISOString(),
  }))
}
