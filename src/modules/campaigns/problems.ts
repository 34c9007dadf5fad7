import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import {
  action,
  anyStatus,
  campaignStatus,
  count,
  field,
  optional,
  slotRange,
  text,
  time,
} from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  campaign_not_found: {
    status: 404,
    params: { campaign_id: optional(text) },
  },
  campaign_not_open: {
    status: 409,
    params: { status: campaignStatus, opens_at: time, deadline: time },
  },
  campaign_closed: {
    status: 409,
    params: { status: campaignStatus, opens_at: time, deadline: time },
  },
  campaign_full: {
    status: 409,
    params: { status: campaignStatus, opens_at: time, deadline: time },
  },
  insufficient_slots: {
    status: 409,
    params: { requested: count, available: count, choice: slotRange },
  },
  campaign_state_invalid: {
    status: 409,
    params: { status: campaignStatus, action },
  },
  terms_frozen: {
    status: 409,
    params: { fields: text },
  },
  lines_required: {
    status: 422,
    params: { path: field },
  },
  price_or_items: {
    status: 422,
    params: { path: field },
  },
  price_or_prices: {
    status: 422,
    params: { path: field },
  },
  item_not_found: {
    status: 422,
    params: { path: field },
  },
  item_photo_not_found: {
    status: 422,
    params: { path: field },
  },
  item_too_large: {
    status: 422,
    params: { path: field, total_slots: count },
  },
  item_limits_crossed: {
    status: 422,
    params: { path: field, maximum: count },
  },
  compare_at_not_higher: {
    status: 422,
    params: { path: field },
  },
  goal_required: {
    status: 422,
    params: { path: field },
  },
  goal_unreachable: {
    status: 422,
    params: { path: field, reachable: count },
  },
  tiers_not_rising: {
    status: 422,
    params: { path: field },
  },
  tier_without_end: {
    status: 422,
    params: { path: field },
  },
  tier_after_deadline: {
    status: 422,
    params: { path: field },
  },
  tier_over: {
    status: 422,
    params: { path: field, ends_at: time },
  },
  volume_not_rising: {
    status: 422,
    params: { path: field, total_slots: count },
  },
  volume_not_falling: {
    status: 422,
    params: { path: field },
  },
  volume_item_unknown: {
    status: 422,
    params: { path: field },
  },
  volume_item_twice: {
    status: 422,
    params: { path: field },
  },
  campaign_settling: {
    status: 409,
    params: { action, settles_until: time },
  },
  extension_limit: {
    status: 409,
    params: { path: field, latest: time, extensions_left: count },
  },
  reason_required: {
    status: 422,
    params: { path: field },
  },
  hold_required: {
    status: 422,
    params: { path: field },
  },
  settlement_without_confirmation: {
    status: 422,
    params: { path: field },
  },
  deadline_not_future: {
    status: 422,
    params: { path: field, deadline: time },
  },
  deadline_not_later: {
    status: 422,
    params: { path: field, deadline: time },
  },
  deadline_too_far: {
    status: 422,
    params: { path: field, latest: time },
  },
  minimum_above_total: {
    status: 422,
    params: { path: field, total_slots: count },
  },
  per_buyer_limits_crossed: {
    status: 422,
    params: { path: field },
  },
  max_per_buyer_too_low: {
    status: 422,
    params: { path: field, item: text, slots: count },
  },
  min_per_buyer_unreachable: {
    status: 422,
    params: { path: field, minimum: count },
  },
  opening_after_deadline: {
    status: 422,
    params: { path: field },
  },
  amount_too_large: {
    status: 422,
    params: { path: field },
  },
  slot_count_invalid: {
    status: 422,
    params: { slot_count: optional(count) },
  },
  release_below_zero: {
    status: 409,
    params: { requested: count, filled: count },
  },
  transition_invalid: {
    status: 409,
    params: { from: anyStatus, to: anyStatus },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
