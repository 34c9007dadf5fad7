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
}

interface Row extends ToldRow {
  endpoint_id: string | null
  endpoint_name: string
  is_disabled: boolean
}

/** Of those that are of no campaign; one whose reader is gone is left out. */
export async function loadPlainFacts(db: Kysely<DB>, ids: number[]): Promise<PlainFacts[]> {
  const { rows } = await sql<Row>`
    select ${toldColumns}, w.id as endpoint_id, coalesce(nullif(w.description, ''), e.metadata ->> 'host') as endpoint_name,
      w.disabled_at is not null as is_disabled
    from sambatan.notifications n
    join sambatan.audit_logs e on e.id = n.event_id
    join sambatan.people reader on reader.id = n.person_id
    left join sambatan.webhook_endpoints w
      on w.id = case e.subject when 'endpoint' then e.subject_id::uuid end and w.removed_at is null
    where n.id = any (${ids}::bigint[]) and n.campaign_id is null
    order by n.event_id, n.id`.execute(db)
  if (rows.length === 0) return []
  const standing = await standingNow(db)
  return rows.map((row) => ({ ...toldOf(row), campaign: null, endpoint: endpointOf(row), standing }))
}

function endpointOf({ endpoint_id: id, endpoint_name: name, is_disabled }: Row): PlainFacts['endpoint'] {
  return id === null ? null : { id, name, is_disabled }
}

async function standingNow(db: Kysely<DB>): Promise<PlainFacts['standing']> {
  const { rows } = await sql<{ failing: number }>`
    select count(*)::int as failing from sambatan.lifecycle_failures`.execute(db)
  return { dead_letters: await countDeadLetters(db), failing_campaigns: rows[0]!.failing }
}
