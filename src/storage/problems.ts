import { defineProblems, type ParametersOf } from '../kernel/problem.ts'

export const problems = defineProblems({
  storage_unavailable: {
    status: 503,
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
