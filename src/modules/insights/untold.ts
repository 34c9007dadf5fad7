/** Whom what happened does not reach: channels that fail, other systems that take nothing, and what was given up. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { countDeadLetters } from '../notifications/index.ts'
import type { Stuck } from './shapes.ts'

const countedMax = 10_000

/** What was tried so often has met more than a moment's trouble: it has waited for over a minute. */
const triesMin = 4

/** What a seller has left disabled for longer they know of, and want so. */
const sellersDays = 7

type Untold = Pick<Stuck, 'channels' | 'webhooks' | 'dead_letters'>

/** Reads only indexes that hold what waits, and the endpoints. */
export async function whatIsUntold(db: Kysely<DB>): Promise<Untold> {
  const channels = await sql<{ channel: string; waiting: number; oldest_at: Date; error: string | null }>`
    select channel, count(*)::int as waiting, min(created_at) as oldest_at,
      (array_agg(last_error order by created_at) filter (where last_error is not null))[1] as error
    from (select channel, created_at, last_error from sambatan.notification_deliveries
      where state = 'pending' and attempts >= ${triesMin} limit ${countedMax}) tried
    group by channel order by channel`.execute(db)
  const webhooks = await sql<{ disabled: number; failing: number; oldest_at: Date | null; age: number | null }>`
    select count(*) filter (where disabled_reason <> 'switched_off'
        and (seller_id is null or disabled_at > sambatan.now() - ${sellersDays} * interval '1 day'))::int as disabled,
      count(*) filter (where id is not null and disabled_at is null and failing_since is not null)::int as failing,
      oldest.at as oldest_at, case when oldest.at is not null then round(greatest(0, extract(epoch from sambatan.now() - oldest.at))) end::int as age
    from (select min(created_at) as at from sambatan.webhook_deliveries where state = 'pending') oldest
    left join sambatan.webhook_endpoints on removed_at is null
    group by oldest.at`.execute(db)
  const { disabled, failing, oldest_at, age } = webhooks.rows[0]!
  return {
    dead_letters: await countDeadLetters(db),
    channels: channels.rows.map((row) => ({ ...row, oldest_at: row.oldest_at.toISOString() })),
    webhooks: { disabled, failing, oldest_at: oldest_at?.toISOString() ?? null, age_seconds: age },
  }
}
