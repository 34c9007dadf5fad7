/** Whether other systems are told what happens. */
import type { Database } from '../db/index.ts'
import { whatIsUntold } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const namedMax = 10

export async function checkWebhooks(db: Database): Promise<Finding[]> {
  const { dead } = (await whatIsUntold(db.read)).webhooks
  const [row] = await db.query<{ disabled: number; offenders: string[] | null }>(`
    select count(*)::int as disabled, (array_agg(w.offender order by w.disabled_at desc))[1:${namedMax}] as offenders
    from (
      select w.disabled_at, coalesce(substring(w.url from '^[a-z]+://([^/?#]+)'), w.url) || ' of '
        || coalesce(w.seller_id, 'the installation') || ': '
        || case w.disabled_reason when 'gone' then 'it answered 410' when 'maker_demoted' then 'who made it is no operator any more'
          else 'it took nothing for days' end as offender
      from sambatan.webhook_endpoints w
      where w.removed_at is null and w.disabled_reason not in ('switched_off', 'not_selling')) w`)
  const { disabled, offenders } = row!
  const findings: Finding[] = []
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
