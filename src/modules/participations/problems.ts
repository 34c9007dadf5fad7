import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { action, count, optional, participationStatus, slotRange, text, time } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  participation_not_found: {
    status: 404,
    params: { participation_id: optional(text) },
  },
  participation_state_invalid: {
    status: 409,
    params: { status: participationStatus, action },
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
  request_invalid: {
    status: 422,
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
