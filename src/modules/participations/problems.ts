import { say } from '../../kernel/messages.ts'
import { defineProblems, type Parameter, type ParametersOf } from '../../kernel/problem.ts'
import {
  action,
  count,
  day,
  field,
  optional,
  participationStatus,
  slotRange,
  sum,
  text,
  time,
  wordOf,
} from '../../kernel/problem-parameters.ts'
import { type Quote, quote } from './shapes.ts'

/** What it would cost now: an answer carries it, no sentence does. */
const newQuote: Parameter<Quote> = {
  schema: quote,
  say: () => '',
  example: {
    currency: 'IDR',
    amount: 185_000,
    quantity: 1,
    fits: true,
    lines: [],
    left_at_price: [],
    next_volume: null,
    volume_saves: 0,
  },
}

export const moneyKinds = ['received', 'sent_back', 'waived', 'given_up'] as const

/** What was to be recorded, as it reads in "what is due to be …". */
export const moneyKind = wordOf(moneyKinds, (kind, language) => say(language, `money_kind_${kind}`), 'received')

export const problems = defineProblems({
  participation_not_found: {
    status: 404,
    params: { participation_id: optional(text) },
  },
  participation_state_invalid: {
    status: 409,
    params: { status: participationStatus, action },
  },
  more_than_due: {
    status: 409,
    params: { path: optional(field), kind: moneyKind, due: sum, amount: sum },
  },
  money_date_in_future: {
    status: 422,
    params: { path: optional(field) },
  },
  money_date_too_old: {
    status: 422,
    params: { path: optional(field), earliest: day },
  },
  campaign_not_completed: {
    status: 409,
    params: { campaign_id: text },
  },
  own_campaign: {
    status: 409,
  },
  hold_ended_recently: {
    status: 409,
    params: { again_at: time },
  },
  already_joined_limit: {
    status: 409,
    params: { maximum: count, held: count, requested: count },
  },
  below_min_per_buyer: {
    status: 409,
    params: { minimum: count, held: count, requested: count, choice: slotRange },
  },
  item_unavailable: {
    status: 409,
    params: { item_id: text, item: text, requested: count, available: count },
    members: ['item_id'],
  },
  item_limit: {
    status: 409,
    params: { item_id: text, item: text, maximum: count, held: count, requested: count },
    members: ['item_id'],
  },
  price_changed: {
    status: 409,
    params: { amount: sum, expected_amount: sum, quote: optional(newQuote) },
    members: ['quote'],
  },
  request_invalid: {
    status: 422,
    params: { path: optional(field) },
    errors: ({ path = '' }, language) =>
      path.endsWith('.item_id') ? [{ path, message: say(language, 'validation_item_unknown') }] : undefined,
  },
  requests_invalid: {
    status: 422,
    params: { maximum: count },
  },
  queue_full: {
    status: 503,
  },
  shutting_down: {
    status: 503,
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
