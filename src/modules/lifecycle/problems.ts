import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  campaign_behind: {
    status: 503,
    params: { campaign_id: text },
  },
  scheduler_off: {
    status: 503,
  },
  lifecycle_busy: {
    status: 503,
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
