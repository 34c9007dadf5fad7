import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, optional, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  seller_not_found: { status: 404, params: { seller: optional(text) } },
  follow_self: { status: 409 },
  follow_limit: { status: 409, params: { maximum: count } },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
