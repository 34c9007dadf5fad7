import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { forecast, type Point } from './rules.ts'
import type { Pace } from './shapes.ts'

const intervals = 120

interface PaceRow {
  started_at: Date | null
  until: Date
  deadline: Date
  ended: boolean
  minimum_slots: number
  total_slots: number
  slots: number
  joins: number
  /** Net slots of each interval in which anything happened. */
  changes: { interval: number; slots: number }[] | null
}

/**
 * One walk over the campaign's participations: each adds its slots when it joined, or was confirmed where confirmed slots alone
 * count against the goal, and takes them away when it was
 * cancelled or refunded, unless that was the end of the campaign or came after it.
 * @throws Problem campaign_not_found
 */
export async function campaignPace(db: Kysely<DB>, campaignId: string): Promise<Pace> {
  const result = await sql<PaceRow>`
    with campaign as (
      select c.id, c.deadline, c.minimum_slots, c.total_slots, coalesce(c.closed_slots, sambatan.counted_slots(c)) as slots,
        c.goal_counts = 'confirmed' as by_confirmation,
        coalesce(c.fulfilled_at, c.cancelled_at) as ended_at, t.now,
        coalesce(c.fulfilled_at, c.cancelled_at, t.now) as until,
        case when c.status not in ('draft', 'scheduled')
            and c.published_at is not null and greatest(c.published_at, c.opens_at) <= coalesce(c.cancelled_at, t.now)
          then greatest(c.published_at, c.opens_at) end as started_at
      from sambatan.campaigns c, (select sambatan.now() as now) t
      where c.id = ${campaignId}
    ), claims as (
      -- From when on each counts against the goal; never, where confirmed slots count and it was not.
      select p.*, case when c.by_confirmation then p.confirmed_at else p.joined_at end as counted_at
      from campaign c join sambatan.participants p on p.campaign_id = c.id
    ), moves as (
      select p.counted_at as at, p.quantity as slots, 1 as joined
      from campaign c, claims p
      where p.counted_at <= c.until
      union all
      select p.ended_at, -p.quantity, 0
      from campaign c, claims p
      where p.status in ('cancelled', 'refunded') and p.counted_at is not null and (c.ended_at is null or p.ended_at < c.ended_at)
    ), changes as (
      select least(greatest(ceil(
          extract(epoch from m.at - c.started_at) * ${intervals} / greatest(extract(epoch from c.until - c.started_at), 0.001)
        ), 1), ${intervals})::int as interval, sum(m.slots) as slots, sum(m.joined) as joins
      from moves m, campaign c
      where c.started_at is not null
      group by 1
    )
    select c.started_at, c.until, c.deadline, c.ended_at is not null as ended, c.minimum_slots, c.total_slots, c.slots,
      (select coalesce(sum(joins), 0)::int from changes) as joins,
      (select jsonb_agg(jsonb_build_object('interval', interval, 'slots', slots) order by interval) from changes) as changes
    from campaign c`.execute(db)
  const row = result.rows[0]
  if (!row) throw new Problem('campaign_not_found', { campaign_id: campaignId })
  const points = pointsOf(row)
  return {
    campaign_id: campaignId,
    started_at: row.started_at?.toISOString() ?? null,
    until: row.until.toISOString(),
    deadline: row.deadline.toISOString(),
    minimum_slots: row.minimum_slots,
    total_slots: row.total_slots,
    slots: row.slots,
    points: points.map(({ atMs, slots }) => ({ at: new Date(atMs).toISOString(), slots })),
    forecast: forecast({
      nowMs: row.until.getTime(),
      startedMs: row.started_at?.getTime() ?? null,
      deadlineMs: row.deadline.getTime(),
      ended: row.ended,
      goal: row.minimum_slots,
      capacity: row.total_slots,
      slots: row.slots,
      joins: row.joins,
      points,
    }),
  }
}

/** From nothing at the start to what is held at the end, which the campaign itself knows. */
function pointsOf({ started_at, until, slots, changes }: PaceRow): Point[] {
  if (started_at === null) return []
  const startMs = started_at.getTime()
  const spanMs = until.getTime() - startMs
  const net = new Map((changes ?? []).map((change) => [change.interval, change.slots]))
  const points: Point[] = [{ atMs: startMs, slots: 0 }]
  let held = 0
  for (let i = 1; i <= intervals; i++) {
    held += net.get(i) ?? 0
    points.push({ atMs: Math.round(startMs + (spanMs * i) / intervals), slots: i === intervals ? slots : held })
  }
  return points
}
