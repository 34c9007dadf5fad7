import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import { Problem } from '../../kernel/problem.ts'
import { type ParticipationStatus, participationStatus } from '../../kernel/status.ts'
import { findCampaign, findCampaigns } from '../campaigns/index.ts'
import { derived, presentParticipation } from './present.ts'
import type { Participation, ParticipationDetail, ParticipationWithCampaign } from './shapes.ts'

/**
 * A participation with the seller of its campaign, who may act on it.
 * @throws Problem participation_not_found
 */
export async function findParticipation(
  db: Kysely<DB>,
  id: string,
): Promise<{ participation: Participation; sellerId: string }> {
  const row = await db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .selectAll('participants')
    .select(['campaigns.seller_id', ...derived])
    .where('participants.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('participation_not_found', { participation_id: id })
  return { participation: presentParticipation(row), sellerId: row.seller_id }
}

/** @throws Problem participation_not_found */
export async function findParticipationDetail(db: Kysely<DB>, id: string): Promise<ParticipationDetail> {
  const row = await db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .selectAll('participants')
    .select([
      'people.name as buyer_name',
      'people.phone as buyer_phone',
      sql<Date | null>`case when participants.owed_to_buyer > 0 then sambatan.owed_since(participants, true) end`.as(
        'owed_since',
      ),
      ...derived,
    ])
    .where('participants.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('participation_not_found', { participation_id: id })
  return {
    ...presentParticipation(row),
    buyer_name: row.buyer_name || null,
    buyer_phone: row.buyer_phone,
    owed_since: row.owed_since?.toISOString() ?? null,
    campaign: await findCampaign(db, row.campaign_id),
  }
}

export interface ParticipationFilter {
  campaign_id?: string | undefined
  status?: ParticipationStatus[] | undefined
  limit: number
  cursor?: string | undefined
}

/** A person's participations with their campaigns, newest first. */
export async function listParticipationsOf(
  db: Kysely<DB>,
  userId: string,
  filter: ParticipationFilter,
): Promise<Page<ParticipationWithCampaign>> {
  let query = db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .selectAll('participants')
    .select([...derived])
    .where('participants.user_id', '=', userId)
    .orderBy('participants.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.campaign_id) query = query.where('participants.campaign_id', '=', filter.campaign_id)
  if (filter.status?.length)
    query = query.where('participants.status', 'in', filter.status.map(participationStatus.toDb))
  if (filter.cursor) query = query.where('participants.id', '<', String(decodeCursor(filter.cursor, ['uuid'])[0]))
  const page = toPage(await query.execute(), filter.limit, presentParticipation, (row) => [row.id])
  const campaigns = await findCampaigns(db, [...new Set(page.items.map((item) => item.campaign_id))])
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
  return { ...page, items: page.items.map((item) => ({ ...item, campaign: byId.get(item.campaign_id)! })) }
}
