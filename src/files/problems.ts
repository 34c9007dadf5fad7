import { defineProblems, type ParametersOf } from '../kernel/problem.ts'
import { count } from '../kernel/problem-parameters.ts'

export const problems = defineProblems({
  export_too_large: {
    status: 422,
    params: { maximum: count },
  },
  export_busy: {
    status: 503,
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
