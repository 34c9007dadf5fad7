import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { ChannelName } from './shapes.ts'

/**
 * Channels that fail: within a day at least as much failed as went well, and nothing went well since the last that failed. An address or a
 * number that takes nothing says nothing of the channel, and neither does what was given up days ago; nor does what one or two people meet,
 * where more are told.
 */
export async function failingChannels(db: Kysely<DB>): Promise<ChannelName[]> {
  const { rows } = await sql<{ channel: ChannelName }>`
    with day as (
      select d.channel, d.person_id,
        -- What still waits fails until something newer goes well.
        case when d.last_error is not null and (d.state = 'pending' or d.state = 'dead' and d.done_at > sambatan.now() - interval '1 day'
          and not exists (select from sambatan.whatsapp_refusals r where d.channel = 'whatsapp' and r.phone = d.recipient)
          and not exists (
            select from sambatan.people p join sambatan.email_suppressions s on s.address = lower(p.email)
            where d.channel = 'email' and p.id = d.person_id))
          then coalesce(d.done_at, d.created_at) end as failed_at,
        case when d.state = 'sent' then d.done_at end as sent_at
      from sambatan.notification_deliveries d
      where d.state = 'dead' or d.state = 'pending' and d.attempts > d.retried_attempts or d.state = 'sent' and d.done_at > sambatan.now() - interval '1 day')
    select channel from day group by channel
    having count(failed_at) > 0 and count(failed_at) >= count(sent_at) and coalesce(max(failed_at) > max(sent_at), true)
      and count(distinct person_id) filter (where failed_at is not null) >= least(3, count(distinct person_id))`.execute(
    db,
  )
  return rows.map(({ channel }) => channel)
}
