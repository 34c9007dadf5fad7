import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { optional, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  product_not_found: {
    status: 404,
    params: { product_id: optional(text) },
  },
  product_not_enabled: {
    status: 409,
    params: { product_id: text },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
