/** Endpoints of other systems that take nothing. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { Stuck } from './shapes.ts'

/** What a seller has left disabled for longer they know of, and want so. */
const sellersDays = 7

export async function countEndpoints(db: Kysely<DB>): Promise<Pick<Stuck['webhooks'], 'disabled' | 'failing'>> {
  const { rows } = await sql<{ disabled: number; failing: number }>`
    select count(*) filter (where disabled_reason not in ('switched_off', 'not_selling')
        and (seller_id is null or disabled_at > sambatan.now() - ${sellersDays} * interval '1 day'))::int as disabled,
      count(*) filter (where disabled_at is null and failing_since is not null)::int as failing
    from sambatan.webhook_endpoints where removed_at is null`.execute(db)
  return rows[0]!
}
