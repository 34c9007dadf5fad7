import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  record_permanent: {
    status: 409,
    params: { table: text, operation: text },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
