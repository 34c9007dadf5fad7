import { Problem } from '../../kernel/problem.ts'

export const completions = ['when_full', 'at_deadline'] as const
/** When a campaign completes: as soon as it is full, or at its deadline. */
export type Completion = (typeof completions)[number]

export const goalCountings = ['claims', 'confirmed'] as const
/** What is held against a goal: every reserved and confirmed slot, or confirmed slots alone. */
export type GoalCounts = (typeof goalCountings)[number]

/** What a campaign gets where its opener says nothing. */
export interface TermDefaults {
  goal_counts: GoalCounts
  /** With `goal_counts: confirmed` alone; in minutes. */
  hold_minutes: number | null
  settlement_minutes: number
}

/** What other systems have relied on: every claim counts, and nothing lapses. */
export const serviceDefaults: TermDefaults = { goal_counts: 'claims', hold_minutes: null, settlement_minutes: 0 }

/** For whatever a person opens: nobody can end a campaign by taking all its slots unpaid. */
export const personDefaults: TermDefaults = { goal_counts: 'confirmed', hold_minutes: 1440, settlement_minutes: 1440 }

/** Whether the public may know of a campaign: a draft, also one that was discarded, is its seller's and the operators' business only. */
export function isPublic(campaign: { status: string; published_at: string | null }): boolean {
  return campaign.status !== 'inactive' && !(campaign.status === 'cancelled' && campaign.published_at === null)
}

/** The terms of a campaign that must fit together; slots are counts, the price is in the currency's smallest unit. */
export interface CampaignTerms {
  total_slots: number
  minimum_slots: number
  price_per_slot: number
  min_per_buyer: number
  max_per_buyer: number | null
  hold_minutes: number | null
  completion: Completion
  goal_counts: GoalCounts
  settlement_minutes: number
  opens_at: Date | null
  deadline: Date
}

/** What a request says of terms, where it leaves the rest as it is. */
interface Said {
  price_per_slot?: number | undefined
  items?: { price: number }[] | undefined
}

/** The field that makes an amount too large: a price where one is said, else the slots. */
function amountPath({ price_per_slot, items }: Said): string {
  if (price_per_slot !== undefined) return 'price_per_slot'
  if (items === undefined) return 'total_slots'
  const dearest = Math.max(...items.map(({ price }) => price))
  return `items.${items.findIndex(({ price }) => price === dearest)}.price`
}

/**
 * The refusal of terms that do not fit together, or undefined. The table's CHECK constraints say the same; this says it
 * to a person, with the field's name.
 */
export function termsRefusal(terms: CampaignTerms, said: Said): Problem | undefined {
  if (terms.minimum_slots < 1 || terms.minimum_slots > terms.total_slots) {
    return new Problem('minimum_above_total', { path: 'minimum_slots', total_slots: terms.total_slots })
  }
  if (
    terms.min_per_buyer > terms.total_slots ||
    (terms.max_per_buyer !== null && terms.max_per_buyer < terms.min_per_buyer)
  ) {
    return new Problem('per_buyer_limits_crossed', { path: 'min_per_buyer' })
  }
  if (terms.price_per_slot > Math.floor(Number.MAX_SAFE_INTEGER / terms.total_slots)) {
    return new Problem('amount_too_large', { path: amountPath(said) })
  }
  if (terms.goal_counts === 'confirmed' && terms.hold_minutes === null) {
    return new Problem('hold_required', { path: 'hold_minutes' })
  }
  if (terms.goal_counts === 'claims' && terms.settlement_minutes > 0) {
    return new Problem('settlement_without_confirmation', { path: 'settlement_minutes' })
  }
  if (terms.opens_at !== null && terms.opens_at >= terms.deadline) {
    return new Problem('opening_after_deadline', { path: 'opens_at' })
  }
  return undefined
}

/** The readable part of a slug: lower-case ASCII words joined by hyphens, at most 60 characters; may be empty. */
export function slugBase(title: string): string {
  return title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
