import { defineProblems, type ParametersOf } from '../kernel/problem.ts'

export const problems = defineProblems({
  storage_unavailable: {
    status: 503,
    id: {
      title: 'Penyimpanan gambar sedang tidak tersedia',
      detail:
        'Gambar ini belum bisa disimpan atau dibaca karena penyimpanannya sedang tidak dapat dihubungi atau penuh. Tidak ada yang berubah; coba lagi sebentar lagi.',
    },
    en: {
      title: 'The storage of pictures is unavailable',
      detail:
        'This picture could not be stored or read because its storage cannot be reached or is full right now. Nothing was changed; try again in a moment.',
    },
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
