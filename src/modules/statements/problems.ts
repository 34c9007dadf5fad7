import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, sum, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  statement_too_large: {
    status: 413,
    params: { megabytes: count },
  },
  statement_empty: {
    status: 422,
  },
  statement_pdf: {
    status: 422,
  },
  statement_locked: {
    status: 422,
  },
  statement_old_workbook: {
    status: 422,
  },
  statement_unreadable: {
    status: 422,
  },
  statement_too_long: {
    status: 422,
    params: { maximum: count },
  },
  statement_currency: {
    status: 422,
    params: { currency: text },
  },
  statement_line_differs: {
    status: 422,
  },
  statement_sums_differ: {
    status: 422,
    params: { said: sum, found: sum },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
