/** Whether other systems are told what happens. */
import type { Database } from '../db/index.ts'
import { whatIsUntold } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const namedMax = 10

/** What is on its way answers within seconds. */
const lateSeconds = 60

/** Whose it is, in SQL: never more of the address than its host, for the rest may be a secret. */
const named = `coalesce(substring(w.url from '^[a-z]+://([^/?#]+)'), w.url) || ' of ' || coalesce(w.seller_id, 'the installation')`

export async function checkWebhooks(db: Database): Promise<Finding[]> {
  const { dead } = (await whatIsUntold(db.read)).webhooks
  const [row] = await db.query<{ disabled: number; offenders: string[] | null }>(`
    select count(*)::int as disabled, (array_agg(w.offender order by w.disabled_at desc))[1:${namedMax}] as offenders
    from (
      select w.disabled_at, ${named} || ': '
        || case w.disabled_reason when 'gone' then 'it answered 410' when 'maker_demoted' then 'who made it is no operator any more'
          else 'it took nothing for days' end as offender
      from sambatan.webhook_endpoints w
      where w.removed_at is null and w.disabled_reason not in ('switched_off', 'not_selling')) w`)
  const { disabled, offenders } = row!
  const findings = await failing(db)
  if (disabled > 0) {
    findings.push({
      name: 'webhooks',
      level: 'warn',
      says: `${counted(disabled, 'webhook')} disabled, and told nothing since`,
      count: disabled,
      offenders: offenders ?? [],
      advice: 'Whoever it belongs to was told. When the receiver is mended, it is enabled on the page for webhooks.',
    })
  }
  if (dead > 0) {
    findings.push({
      name: 'webhooks',
      level: 'warn',
      says: `${counted(dead, 'message')} to other systems given up: they do not know what happened`,
      advice: 'Operators see why, and try again or discard them, at /operator/dead-letters.',
    })
  }
  return findings
}

/** Those that are enabled, and do not take what is sent to them. */
async function failing(db: Database): Promise<Finding[]> {
  const [row] = await db.query<{ count: number; offenders: string[] | null }>(
    `select count(*)::int as count, (array_agg(w.offender order by w.failing_since))[1:${namedMax}] as offenders
    from (
      select w.failing_since, ${named} || ': since ' || to_char(w.failing_since at time zone 'utc', 'YYYY-MM-DD HH24:MI "UTC"')
        || coalesce(', ' || (
          select d.last_error from sambatan.webhook_deliveries d
          where d.endpoint_id = w.id and d.state = 'pending' and d.last_error is not null order by d.next_attempt_at desc limit 1), '') as offender
      from sambatan.webhook_endpoints w
      where w.removed_at is null and w.disabled_at is null and w.failing_since < sambatan.now() - $1 * interval '1 second') w`,
    [lateSeconds],
  )
  const { count, offenders } = row!
  if (count === 0) return []
  return [
    {
      name: 'webhooks',
      level: 'warn',
      says: `${counted(count, 'webhook')} taking nothing: tried again for three days, then disabled`,
      count,
      offenders: offenders ?? [],
      advice:
        'Whoever it belongs to sees what was answered in the log on the page for webhooks, and mends the receiver.',
    },
  ]
}
