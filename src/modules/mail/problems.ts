import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'

export const problems = defineProblems({
  letter_not_found: { status: 404 },
  refused_address_not_found: { status: 404 },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
