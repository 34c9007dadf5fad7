import { defineProblems, type ParametersOf } from '../kernel/problem.ts'

export const problems = defineProblems({
  database_unavailable: {
    status: 503,
    id: {
      title: 'Basis data sedang tidak tersedia',
      detail:
        'Permintaan ini belum bisa diselesaikan karena basis data sedang tidak dapat dihubungi atau kehabisan ruang. Coba lagi dalam beberapa detik; dengan Idempotency-Key yang sama, permintaan itu tidak akan diproses dua kali.',
    },
    en: {
      title: 'The database is unavailable',
      detail:
        'This request could not be finished because the database cannot be reached or has no room left right now. Try again in a few seconds; with the same Idempotency-Key it takes effect only once.',
    },
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
