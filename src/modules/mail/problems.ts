import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'

export const problems = defineProblems({
  letter_not_found: { status: 404 },
  address_not_refused: { status: 404 },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
