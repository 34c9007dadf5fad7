import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'

export const problems = defineProblems({
  idempotency_mismatch: {
    status: 422,
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
