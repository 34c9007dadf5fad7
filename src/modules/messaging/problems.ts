import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text, time } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  buyer_phone_missing: {
    status: 422,
    params: { path: field },
  },
  already_messaged: {
    status: 409,
    params: { at: time },
  },
  buyer_message_not_found: {
    status: 404,
    params: { message_id: optional(count) },
  },
  template_placeholder_unknown: {
    status: 422,
    params: { path: field, unknown: text, known: text },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
