import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text, time } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  waiting_entry_not_found: {
    status: 404,
    params: { entry_id: optional(text) },
  },
  already_waiting: {
    status: 409,
    params: { campaign_id: text },
  },
  order_fits: {
    status: 409,
    params: { requested: count, available: count },
  },
  waiting_list_full: {
    status: 409,
    params: { maximum: count },
  },
  waiting_ended: {
    status: 409,
    params: { entry_id: text },
  },
  offer_open: {
    status: 409,
    params: { participation_id: text },
  },
  offer_ended: {
    status: 409,
    params: { ended_at: time },
  },
  move_not_up: {
    status: 422,
    params: { path: optional(field) },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
