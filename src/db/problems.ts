import { defineProblems } from '../kernel/problem.ts'

export const problems = defineProblems({
  database_unavailable: {
    status: 503,
    id: {
      title: 'Basis data sedang tidak dapat dihubungi',
      detail:
        'Permintaan ini belum bisa diselesaikan karena basis data sedang tidak dapat dihubungi. Coba lagi dalam beberapa detik; dengan Idempotency-Key yang sama, permintaan itu tidak akan diproses dua kali.',
    },
    en: {
      title: 'The database cannot be reached',
      detail:
        'This request could not be finished because the database cannot be reached right now. Try again in a few seconds; with the same Idempotency-Key it takes effect only once.',
    },
  },
})
