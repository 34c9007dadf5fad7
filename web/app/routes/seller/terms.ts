/** What sellers type about a campaign, and what it means: forms hold words, the API takes numbers and times. */
import type { Campaign } from '@sambatan/client'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf } from '../../amounts.ts'
import { number } from '../../format.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import { text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

export const fields = [
  'title',
  'description',
  'total_slots',
  'minimum_slots',
  'price_per_slot',
  'deadline',
  'opens_at',
  'min_per_buyer',
  'max_per_buyer',
  'completion',
  'goal_counts',
  'hold_minutes',
  'settlement_minutes',
  'payment_days',
] as const
export type Field = (typeof fields)[number]
export type Typed = Record<Field, string>
export type FieldErrors = Partial<Record<string, string>>

/** Fields whose change would change the deal; the API lets only the others be changed once people can join. */
export const textFields: Field[] = ['title', 'description']

export interface Terms {
  title?: string
  description?: string
  total_slots?: number
  minimum_slots?: number
  price_per_slot?: number
  deadline?: string
  opens_at?: string | null
  min_per_buyer?: number
  max_per_buyer?: number | null
  completion?: Campaign['completion']
  goal_counts?: Campaign['goal_counts']
  hold_minutes?: number | null
  settlement_minutes?: number
  payment_days?: number
}

/** A field that a form does not hold is as the campaign has it: scripts send only what was changed where they run. */
export function typedIn(form: FormData, campaign: Campaign): Typed {
  const stored = typedOf(campaign)
  return Object.fromEntries(
    fields.map((field) => [field, form.has(field) ? text(form, field) : stored[field]]),
  ) as Typed
}

export function typedOf(campaign: Campaign): Typed {
  return {
    title: campaign.title,
    description: campaign.description,
    total_slots: digits(campaign.total_slots),
    minimum_slots: digits(campaign.minimum_slots),
    price_per_slot: amountInput(campaign.price_per_slot, campaign.currency),
    deadline: localInput(campaign.deadline),
    opens_at: campaign.opens_at ? localInput(campaign.opens_at) : '',
    min_per_buyer: campaign.min_per_buyer > 1 ? digits(campaign.min_per_buyer) : '',
    max_per_buyer: campaign.max_per_buyer === null ? '' : digits(campaign.max_per_buyer),
    completion: campaign.completion,
    goal_counts: campaign.goal_counts,
    hold_minutes: campaign.hold_minutes === null ? '' : String(campaign.hold_minutes),
    settlement_minutes: String(campaign.settlement_minutes),
    payment_days: String(campaign.payment_days),
  }
}

/** What was typed as terms; what cannot be one is left out and named. */
export function termsOf(typed: Typed, currency: string): { terms: Terms; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const terms: Terms = { description: typed.description }
  const take: Take = (field, value, error) => {
    if (value === undefined) errors[field] = error
    else terms[field] = value
  }
  take('title', typed.title.length >= 3 && typed.title.length <= 120 ? typed.title : undefined, m.seller_error_title())
  const total = countOf(typed.total_slots)
  take('total_slots', total, m.seller_error_count())
  const goal = typed.minimum_slots === '' ? total : countOf(typed.minimum_slots)
  take('minimum_slots', goal, m.seller_error_count())
  if (total !== undefined && goal !== undefined && goal > total) errors.minimum_slots = m.seller_error_goal()
  const price = amountOf(typed.price_per_slot, fractionDigits(currency))
  const isTooLow = price === 0 || /^\D*-\s*\d/.test(typed.price_per_slot)
  take('price_per_slot', price || undefined, isTooLow ? m.seller_error_price_low() : m.seller_error_price())
  take('deadline', fromLocalInput(typed.deadline), m.seller_error_time())
  take('opens_at', typed.opens_at === '' ? null : fromLocalInput(typed.opens_at), m.seller_error_time())
  take('min_per_buyer', typed.min_per_buyer === '' ? 1 : countOf(typed.min_per_buyer), m.seller_error_count())
  take('max_per_buyer', typed.max_per_buyer === '' ? null : countOf(typed.max_per_buyer), m.seller_error_count())
  takeDecision(typed, take)
  return { terms, errors }
}

type Take = <Key extends keyof Terms>(field: Key, value: Terms[Key] | undefined, error: string) => void

/** When it is decided, and on what; where every claim counts nothing is waited for after the deadline. */
function takeDecision(typed: Typed, take: Take): void {
  const counts = oneOf(['confirmed', 'claims'] as const, typed.goal_counts)
  take('completion', oneOf(['when_full', 'at_deadline'] as const, typed.completion), m.seller_error_choice())
  take('goal_counts', counts, m.seller_error_choice())
  const isByConfirmation = counts === 'confirmed'
  const hold = typed.hold_minutes === '' ? null : countOf(typed.hold_minutes)
  if (hold === null && isByConfirmation) take('hold_minutes', undefined, m.seller_error_hold())
  else take('hold_minutes', hold, m.seller_error_count())
  const settlement = /^\d{1,5}$/.test(typed.settlement_minutes) ? Number(typed.settlement_minutes) : undefined
  take('settlement_minutes', isByConfirmation ? settlement : 0, m.seller_error_count())
  const days = countOf(typed.payment_days)
  take('payment_days', days !== undefined && days <= 60 ? days : undefined, m.seller_error_payment_days())
}

function oneOf<Value extends string>(values: readonly Value[], typed: string): Value | undefined {
  return values.find((value) => value === typed)
}

/** What one buyer may take at most, where nobody has said: so that it takes five at least to fill it. */
export function proposedMax(total: number): number {
  return Math.ceil(total / 5)
}

/** Those of the terms that the campaign does not have yet. */
export function changesOf(terms: Terms, campaign: Campaign): Terms {
  const isSame = (field: keyof Terms) => {
    const [next, now] = [terms[field], campaign[field]]
    if (field === 'deadline' || field === 'opens_at') {
      // Forms know minutes; a time that differs by its seconds alone was not touched.
      const minute = (time: unknown) => (typeof time === 'string' ? Math.floor(Date.parse(time) / 60_000) : time)
      return minute(next) === minute(now)
    }
    return next === now
  }
  const changed = (Object.keys(terms) as (keyof Terms)[]).filter((field) => !isSame(field))
  return Object.fromEntries(changed.map((field) => [field, terms[field]])) as Terms
}

export function amountInput(amount: number, currency: string): string {
  const places = fractionDigits(currency)
  if (places === 0) return digits(amount)
  return (amount / 10 ** places).toFixed(places)
}

/** Thousands apart, as the language of the page writes them. */
const digits = (value: number) => number(value)
