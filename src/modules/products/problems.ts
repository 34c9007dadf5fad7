import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { optional, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  product_not_found: {
    status: 404,
    params: { product_id: optional(text) },
    id: {
      title: 'Produk tidak ditemukan',
      detail: 'Produk ini tidak ada. Periksa kembali tautan atau id yang dipakai.',
    },
    en: { title: 'Product not found', detail: 'There is no such product. Check the link or the id that was used.' },
  },
  product_not_enabled: {
    status: 409,
    params: { product_id: text },
    id: {
      title: 'Produk belum dibuka untuk sambatan',
      detail:
        'Produk ini belum diizinkan untuk sambatan, jadi kampanyenya belum bisa dibuka. Aktifkan dulu lewat sambatan_enabled pada produk.',
    },
    en: {
      title: 'Product not enabled for sambatan',
      detail:
        'This product is not enabled for sambatan yet, so no campaign can be opened on it. Turn on sambatan_enabled on the product first.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
