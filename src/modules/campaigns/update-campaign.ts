import { type Selectable, sql } from 'kysely'
import type { Campaigns, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import { recordEvent } from '../audit/index.ts'
import type { NewCampaign } from './create-campaign.ts'
import { lowestPrice, readVolume, volumeAlong } from './items.ts'
import { findCampaign } from './queries.ts'
import { type CampaignTerms, type Completion, type GoalCounts, termsRefusal } from './rules.ts'
import type { Campaign } from './shapes.ts'
import { readItems, writeItems } from './write-items.ts'

export type CampaignPatch = Partial<Omit<NewCampaign, 'product_id' | 'draft'>>

type Row = Selectable<Campaigns>

/** What may change while people see and join the campaign; everything else is part of the deal. */
const always = new Set([
  'title',
  'description',
  'total_slots',
  'items',
  'volume_prices',
  'offer_minutes',
  'payment_days',
])

/**
 * Changes what is given and leaves the rest. Until its first join everything can change; after it words, more capacity, and of items what
 * makes nobody worse off.
 * @throws Problem campaign_not_found, terms_frozen, deadline_not_future, deadline_too_far, or terms that do not fit together
 */
export async function updateCampaign(tx: Tx, id: string, patch: CampaignPatch): Promise<Campaign> {
  await sql`select sambatan.lock_campaign_now(${id})`.execute(tx)
  const current = await tx.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const fields = Object.entries(patch)
    .filter(([, value]) => value !== undefined)
    .map(([field]) => field)
  if (fields.length === 0) return findCampaign(tx, id)
  refuseFrozen(current, patch, fields)
  const terms = changedTerms(current, patch)
  const refusal = termsRefusal(terms, patch)
  if (refusal) throw refusal
  if (terms.deadline.getTime() !== current.deadline.getTime()) {
    await sql`select sambatan.refuse_far_deadline(${terms.deadline})`.execute(tx)
    if (current.status !== 'draft') await refusePast(tx, terms.deadline)
  }
  const { total_slots, ...others } = terms
  await tx
    .updateTable('campaigns')
    .set({
      ...(current.terms_frozen_at === null ? { ...others, total_slots } : {}),
      ...(current.terms_frozen_at === null && current.first_deadline !== null
        ? { first_deadline: terms.deadline }
        : {}),
      title: patch.title,
      description: patch.description,
      offer_minutes: patch.offer_minutes,
      payment_days: patch.payment_days,
      updated_at: sql<Date>`sambatan.now()`,
    })
    .where('id', '=', id)
    .execute()
  if (current.terms_frozen_at !== null && total_slots > current.total_slots) {
    await sql`select sambatan.raise_capacity(${id}, ${total_slots})`.execute(tx)
  }
  await updateItems(tx, current, patch, terms)
  await sql`select sambatan.offer_freed(${id})`.execute(tx)
  await recordEvent(tx, 'campaign_updated', id, { fields })
  return findCampaign(tx, id)
}

/** @throws Problem terms_frozen */
function refuseFrozen(current: Row, patch: CampaignPatch, fields: string[]): void {
  const frozen = fields.filter((field) => !always.has(field))
  const isOver = !['draft', 'scheduled', 'active', 'locked'].includes(current.status)
  const isRaised = patch.total_slots === undefined || patch.total_slots >= current.total_slots
  if (current.terms_frozen_at !== null || isOver) {
    // More time to pay makes nobody worse off; less does.
    const isShorter = patch.payment_days !== undefined && patch.payment_days < current.payment_days
    const refused = [...frozen, ...(isRaised ? [] : ['total_slots']), ...(isShorter ? ['payment_days'] : [])]
    const beyond = isOver ? fields.filter((field) => !['title', 'description'].includes(field)) : refused
    if (beyond.length > 0) throw new Problem('terms_frozen', { fields: beyond.join(', ') })
  }
  // What has opened has opened.
  if (current.status === 'active' && patch.opens_at !== undefined && !isSameTime(patch.opens_at, current.opens_at)) {
    throw new Problem('terms_frozen', { fields: 'opens_at' })
  }
}

/** @throws Problem deadline_not_future */
async function refusePast(tx: Tx, deadline: Date): Promise<void> {
  const { rows } = await sql<{ past: boolean }>`select ${deadline} <= sambatan.now() as past`.execute(tx)
  if (rows[0]!.past) throw new Problem('deadline_not_future', { path: 'deadline', deadline: deadline.toISOString() })
}

const isSameTime = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime()

function changedTerms(current: Row, patch: CampaignPatch): CampaignTerms {
  const total = patch.total_slots ?? current.total_slots
  const isAllOfIt = current.minimum_slots === current.total_slots && current.terms_frozen_at === null
  return {
    total_slots: total,
    // A goal that was simply "all of it" stays all of it when the capacity changes.
    minimum_slots: patch.minimum_slots ?? (isAllOfIt ? total : current.minimum_slots),
    price_per_slot:
      patch.price_per_slot ?? (patch.items === undefined ? current.price_per_slot : lowestPrice(patch.items)),
    min_per_buyer: patch.min_per_buyer ?? current.min_per_buyer,
    max_per_buyer: patch.max_per_buyer === undefined ? current.max_per_buyer : patch.max_per_buyer,
    hold_minutes: patch.hold_minutes === undefined ? current.hold_minutes : patch.hold_minutes,
    completion: patch.completion ?? (current.completion as Completion),
    goal_counts: patch.goal_counts ?? (current.goal_counts as GoalCounts),
    settlement_minutes: patch.settlement_minutes ?? (patch.goal_counts === 'claims' ? 0 : current.settlement_minutes),
    opens_at: patch.opens_at === undefined ? current.opens_at : patch.opens_at,
    deadline: patch.deadline ?? current.deadline,
  }
}

/** Items and volume prices that are given, or must fit what else has changed. */
async function updateItems(tx: Tx, current: Row, patch: CampaignPatch, terms: CampaignTerms): Promise<void> {
  const { items: before, volume } = await readItems(tx, current.id)
  if (patch.price_per_slot !== undefined && (patch.items !== undefined || before.length > 0)) {
    throw new Problem('price_or_items', { path: 'price_per_slot' })
  }
  if (before.length === 0 && patch.items === undefined && patch.volume_prices === undefined && volume.length === 0)
    return
  const items = patch.items ?? before
  await writeItems(
    tx,
    { ...current, price_per_slot: terms.price_per_slot, agreed_price: current.price_per_slot },
    {
      items,
      volume:
        patch.volume_prices === undefined
          ? volumeAlong(volume, before.length > 0 ? before : [{ id: current.id }], items)
          : readVolume(patch.volume_prices, items.length > 0 ? items : [{}]),
      terms,
      goalGiven:
        patch.minimum_slots !== undefined ||
        current.minimum_slots < current.total_slots ||
        before.some((item) => item.minimum_units !== null),
    },
  )
}
