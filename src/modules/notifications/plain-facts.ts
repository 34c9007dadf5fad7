/** What a notification of no campaign is about, as it stands when it is told. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { type Told, type ToldRow, toldColumns, toldOf } from './told.ts'
import { countDeadLetters } from './untold.ts'

export interface PlainFacts extends Told {
  campaign: null
  /** Which it is about; null: none, or one that is removed. */
  endpoint: { id: string; name: string; is_disabled: boolean } | null
  /** How much goes wrong at this moment. */
  standing: { dead_letters: number; failing_campaigns: number }
  /** Who says that they have paid the reader and waits for an answer, in all of their campaigns: of what is about these alone. */
  claims: { count: number; amounts: { currency: string; amount: number }[]; since: Date | null }
}

interface Row extends ToldRow {
  endpoint_id: string | null
  endpoint_name: string
  is_disabled: boolean
  claims: number
  claimed: { currency: string; amount: number }[] | null
  claimed_since: Date | null
}

/** Of those that are of no campaign; one whose reader is gone is left out. */
export async function loadPlainFacts(db: Kysely<DB>, ids: number[]): Promise<PlainFacts[]> {
  const { rows } = await sql<Row>`
    select ${toldColumns}, w.id as endpoint_id, coalesce(nullif(w.description, ''), e.metadata ->> 'host') as endpoint_name,
      w.disabled_at is not null as is_disabled, waiting.claims, waiting.amounts as claimed, waiting.since as claimed_since
    from sambatan.notifications n
    join sambatan.audit_logs e on e.id = n.event_id
    join sambatan.people reader on reader.id = n.person_id
    left join sambatan.webhook_endpoints w
      on w.id = case e.subject when 'endpoint' then e.subject_id::uuid end and w.removed_at is null
    cross join lateral (
      select coalesce(sum(by_currency.claims), 0)::int as claims, min(by_currency.since) as since,
        jsonb_agg(jsonb_build_object('currency', by_currency.currency, 'amount', by_currency.amount) order by by_currency.currency) as amounts
      from (
        select l.currency, count(*) as claims, min(l.created_at) as since,
          least(sum(l.amount), ${Number.MAX_SAFE_INTEGER}::bigint)::bigint as amount
        from sambatan.payment_claims l
        join sambatan.campaigns c on c.id = l.campaign_id
        where n.kind = 'sale_claims_waiting' and l.answered_at is null and c.seller_id = n.person_id
        group by l.currency
      ) by_currency
    ) waiting
    where n.id = any (${ids}::bigint[]) and n.campaign_id is null
    order by n.event_id, n.id`.execute(db)
  if (rows.length === 0) return []
  const standing = await standingNow(db)
  return rows.map((row) => ({
    ...toldOf(row),
    campaign: null,
    endpoint: endpointOf(row),
    standing,
    claims: { count: row.claims, amounts: row.claimed ?? [], since: row.claimed_since },
  }))
}

function endpointOf({ endpoint_id: id, endpoint_name: name, is_disabled }: Row): PlainFacts['endpoint'] {
  return id === null ? null : { id, name, is_disabled }
}

async function standingNow(db: Kysely<DB>): Promise<PlainFacts['standing']> {
  const { rows } = await sql<{ failing: number }>`
    select count(*)::int as failing from sambatan.lifecycle_failures`.execute(db)
  return { dead_letters: await countDeadLetters(db), failing_campaigns: rows[0]!.failing }
}
