import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'

export const problems = defineProblems({
  idempotency_mismatch: {
    status: 422,
    id: {
      title: 'Idempotency-Key sudah dipakai',
      detail:
        'Idempotency-Key ini sudah dipakai untuk permintaan lain yang berbeda isinya. Permintaan ini tidak diproses; gunakan kunci baru.',
    },
    en: {
      title: 'Idempotency-Key already used',
      detail:
        'This Idempotency-Key was used for another request with different content. This request was not processed; use a new key.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
