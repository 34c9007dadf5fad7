/**
 * What happened day by day, for the operators' overview.
 *
 * Half a million joins take a second to count. But a day that is over changes no more, because audit events are never
 * changed or removed: it is counted once and kept, and then only today is counted anew.
 */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { Counts, Series, TimeZone } from './shapes.ts'

export interface SeriesReader {
  read(days: number, timeZone: TimeZone): Promise<Series>
}

/** After midnight a transaction may still be about to write what it did before, and a replica may be behind. */
const settledAfterMinutes = 10

/** Then everything is counted anew: who brings a history along by plain SQL finds it here within the hour. */
const keptMs = 3_600_000

const none: Counts = { joins: 0, slots_joined: 0, completed: 0, failed: 0, cancelled: 0 }

export function createSeriesReader(db: Kysely<DB>): SeriesReader {
  const settled = new Map<string, Counts>()
  let keptUntilMs = 0
  let turn: Promise<unknown> = Promise.resolve()

  async function count(dayCount: number, timeZone: TimeZone): Promise<Series> {
    if (performance.now() > keptUntilMs) {
      settled.clear()
      keptUntilMs = performance.now() + keptMs
    }
    const keyOf = (day: string) => `${timeZone} ${day}`
    const calendar = await calendarOf(db, dayCount, timeZone)
    const missing = calendar.days.filter((day) => !settled.has(keyOf(day)))
    // Today is always missing; whatever older day is, all since then are read in one walk.
    const counted = await countSince(db, missing[0]!, timeZone)
    for (const day of missing) {
      if (day <= calendar.settled_until) settled.set(keyOf(day), counted.get(day) ?? none)
    }
    const days = calendar.days.map((day) => ({ day, ...(settled.get(keyOf(day)) ?? counted.get(day) ?? none) }))
    return {
      as_of: calendar.now.toISOString(),
      time_zone: timeZone,
      days,
      totals: totalsOf(days),
      funnel: await funnelSince(db, calendar.days[0]!, timeZone),
    }
  }

  return {
    read(days, timeZone) {
      // One after another: of several who come at once the first counts what the others find.
      const reading = turn.then(() => count(days, timeZone))
      turn = reading.catch(() => undefined)
      return reading
    },
  }
}

interface Calendar {
  now: Date
  days: string[]
  /** The last day that changes no more. */
  settled_until: string
}

async function calendarOf(db: Kysely<DB>, dayCount: number, timeZone: TimeZone): Promise<Calendar> {
  const result = await sql<Calendar>`
    select t.now,
      ((t.now - ${settledAfterMinutes} * interval '1 minute') at time zone ${timeZone}::text)::date - 1 as settled_until,
      array(select to_char((t.now at time zone ${timeZone}::text)::date - i, 'YYYY-MM-DD')
        from generate_series(${dayCount - 1}::int, 0, -1) i) as days
    from (select sambatan.now() as now) t`.execute(db)
  return result.rows[0]!
}

async function countSince(db: Kysely<DB>, firstDay: string, timeZone: TimeZone): Promise<Map<string, Counts>> {
  const result = await sql<Counts & { day: string }>`
    select to_char(a.created_at at time zone ${timeZone}::text, 'YYYY-MM-DD') as day,
      count(*) filter (where a.event = 'participant_joined') as joins,
      coalesce(sum((a.metadata ->> 'quantity')::int) filter (where a.event = 'participant_joined'), 0) as slots_joined,
      count(*) filter (where a.event = 'campaign_completed') as completed,
      count(*) filter (where a.event = 'campaign_failed') as failed,
      count(*) filter (where a.event = 'campaign_cancelled') as cancelled
    from sambatan.audit_logs a
    where a.created_at >= (${firstDay}::timestamp at time zone ${timeZone}::text)
      and a.event in ('participant_joined', 'campaign_completed', 'campaign_failed', 'campaign_cancelled')
    group by 1`.execute(db)
  return new Map(result.rows.map(({ day, ...counts }) => [day, counts]))
}

function totalsOf(days: Counts[]): Series['totals'] {
  const sum = (key: keyof Counts) => days.reduce((total, day) => total + day[key], 0)
  const [completed, failed, cancelled] = [sum('completed'), sum('failed'), sum('cancelled')]
  const ended = completed + failed + cancelled
  return {
    joins: sum('joins'),
    slots_joined: sum('slots_joined'),
    completed,
    failed,
    cancelled,
    success_rate: ended === 0 ? null : Math.round((completed / ended) * 1000) / 1000,
  }
}

async function funnelSince(db: Kysely<DB>, firstDay: string, timeZone: TimeZone): Promise<Series['funnel']> {
  const result = await sql<Series['funnel']>`
    select count(*) as created,
      count(*) filter (where c.published_at is not null) as published,
      count(*) filter (where exists (select from sambatan.participants p where p.campaign_id = c.id)) as with_joins,
      count(*) filter (where c.status <> 'expired' and coalesce(c.closed_slots, sambatan.counted_slots(c)) >= c.minimum_slots)
        as goal_reached,
      count(*) filter (where c.status = 'fulfilled') as completed
    from sambatan.audit_logs a join sambatan.campaigns c on c.id = a.campaign_id
    where a.event = 'campaign_created'
      and a.created_at >= (${firstDay}::timestamp at time zone ${timeZone}::text)`.execute(db)
  return result.rows[0]!
}
