import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordEvent } from '../audit/index.ts'
import type { NewCampaign } from './create-campaign.ts'
import { findCampaign } from './queries.ts'
import { type Completion, type GoalCounts, termsRefusal } from './rules.ts'
import type { Campaign } from './shapes.ts'

export type CampaignPatch = Partial<Omit<NewCampaign, 'product_id' | 'draft'>>

/** What may change while people see and join the campaign; everything else is part of the deal. */
const textFields = new Set(['title', 'description'])

/**
 * Changes what is given and leaves the rest. Once published, only the texts can change: people join on the other terms.
 * @throws Problem campaign_not_found, campaign_field_locked, deadline_too_far, or terms that do not fit together
 */
export async function updateCampaign(tx: Tx, id: string, patch: CampaignPatch): Promise<Campaign> {
  await sql`select sambatan.lock_campaign_now(${id})`.execute(tx)
  const current = await tx.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const fields = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field)
  if (fields.length === 0) return findCampaign(tx, id)
  const locked = fields.filter((field) => !textFields.has(field))
  if (current.status !== 'draft' && locked.length > 0) {
    throw new Problem('campaign_field_locked', { fields: locked.join(', ') })
  }
  const terms = {
    total_slots: patch.total_slots ?? current.total_slots,
    // A goal that was simply "all of it" stays all of it when the capacity changes.
    minimum_slots:
      patch.minimum_slots ??
      (current.minimum_slots === current.total_slots
        ? (patch.total_slots ?? current.total_slots)
        : current.minimum_slots),
    price_per_slot: patch.price_per_slot ?? current.price_per_slot,
    min_per_buyer: patch.min_per_buyer ?? current.min_per_buyer,
    max_per_buyer: patch.max_per_buyer === undefined ? current.max_per_buyer : patch.max_per_buyer,
    hold_minutes: patch.hold_minutes === undefined ? current.hold_minutes : patch.hold_minutes,
    completion: patch.completion ?? (current.completion as Completion),
    goal_counts: patch.goal_counts ?? (current.goal_counts as GoalCounts),
    settlement_minutes: patch.settlement_minutes ?? (patch.goal_counts === 'claims' ? 0 : current.settlement_minutes),
    opens_at: patch.opens_at === undefined ? current.opens_at : patch.opens_at,
    deadline: patch.deadline ?? current.deadline,
  }
  const refusal = termsRefusal(terms)
  if (refusal) throw refusal
  if (terms.deadline.getTime() !== current.deadline.getTime()) {
    await sql`select sambatan.refuse_far_deadline(${terms.deadline})`.execute(tx)
  }
  await tx
    .updateTable('campaigns')
    .set({
      ...(current.status === 'draft' ? terms : {}),
      title: patch.title,
      description: patch.description,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .where('id', '=', id)
    .execute()
  await recordEvent(tx, 'campaign_updated', id, { fields })
  return findCampaign(tx, id)
}
