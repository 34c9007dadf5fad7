import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { type CampaignDbStatus, campaignStatus } from '../../kernel/status.ts'
import type { Stake, Stakes } from './shapes.ts'

interface StakesRow {
  status: CampaignDbStatus
  currency: string
  goal_gap_slots: number
  deadline: Date
  latest_deadline: Date | null
  stakes: Record<'reserved' | 'confirmed' | 'total', Stake>
}

/**
 * @param actor who asks, as the audit trail names them: its seller may extend it less far than others
 * @throws Problem campaign_not_found
 */
export async function campaignStakes(db: Kysely<DB>, campaignId: string, actor: string): Promise<Stakes> {
  const result = await sql<StakesRow>`
    select c.status, c.currency, c.deadline,
      case when ${actor} <> 'user:' || c.seller_id then sambatan.latest_deadline()
        when sambatan.extensions_left(c) > 0 then least(sambatan.latest_deadline(), sambatan.latest_extension(c)) end
        as latest_deadline,
      greatest(c.minimum_slots - coalesce(c.closed_slots, sambatan.counted_slots(c)), 0) as goal_gap_slots,
      (select jsonb_object_agg(
          case when s.every then 'total' when s.status = 'confirmed' then 'confirmed' else 'reserved' end,
          jsonb_build_object('participations', s.participations, 'buyers', s.buyers, 'slots', s.slots, 'amount', s.amount))
        from (
          select p.status, grouping(p.status) = 1 as every, count(*) as participations,
            count(distinct p.user_id) as buyers, coalesce(sum(p.quantity), 0) as slots, coalesce(sum(p.amount), 0) as amount
          from sambatan.participants p
          where p.campaign_id = c.id and p.status in ('pending_payment', 'confirmed')
          group by grouping sets ((p.status), ())
        ) s) as stakes
    from sambatan.campaigns c where c.id = ${campaignId}`.execute(db)
  const row = result.rows[0]
  if (!row) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  const none: Stake = { participations: 0, buyers: 0, slots: 0, amount: 0 }
  return {
    campaign_id: campaignId,
    status: campaignStatus.toApi(row.status),
    currency: row.currency,
    reserved: row.stakes.reserved ?? none,
    confirmed: row.stakes.confirmed ?? none,
    total: row.stakes.total ?? none,
    goal_gap_slots: row.goal_gap_slots,
    deadline: row.deadline.toISOString(),
    latest_deadline: row.latest_deadline?.toISOString() ?? null,
  }
}
