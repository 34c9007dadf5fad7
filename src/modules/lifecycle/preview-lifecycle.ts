import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import type { LifecyclePreview, PreviewedTransition } from './shapes.ts'

/** Campaigns that a preview looks at. */
const campaignsMax = 1_000

/**
 * What a lifecycle run would do at this moment, or would at a later one if nothing happened until then. Changes nothing and
 * locks nothing.
 */
export async function previewLifecycle(db: Kysely<DB>, asOf?: Date): Promise<LifecyclePreview> {
  const { rows } = await sql<Omit<PreviewedTransition, 'due_at'> & { due_at: Date; now: Date }>`
    select t.now, p.* from (select greatest(sambatan.now(), ${asOf ?? null}::timestamptz) as now) t
    left join sambatan.preview_sambatan_lifecycle(${campaignsMax + 1}, t.now) p on true`.execute(db)
  // Of nothing there is one row all the same, with the time.
  const transitions = rows
    .filter((row) => row.campaign_id !== null)
    .map(({ now: _, due_at, ...transition }) => ({ ...transition, due_at: due_at.toISOString() }))
  const campaigns = [...new Set(transitions.map((transition) => transition.campaign_id))]
  const beyond = campaigns[campaignsMax]
  return {
    executed_at: rows[0]!.now.toISOString(),
    dry_run: true,
    transitions: transitions.filter((transition) => transition.campaign_id !== beyond),
    truncated: beyond !== undefined,
  }
}
