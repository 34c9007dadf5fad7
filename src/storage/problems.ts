import { defineProblems } from '../kernel/problem.ts'

export const problems = defineProblems({
  storage_unavailable: {
    status: 503,
    id: {
      title: 'Penyimpanan gambar sedang tidak dapat dihubungi',
      detail:
        'Gambar ini belum bisa disimpan atau dibaca karena penyimpanannya sedang tidak dapat dihubungi. Tidak ada yang berubah; coba lagi sebentar lagi.',
    },
    en: {
      title: 'The storage of pictures cannot be reached',
      detail:
        'This picture could not be stored or read because its storage cannot be reached right now. Nothing was changed; try again in a moment.',
    },
  },
})
