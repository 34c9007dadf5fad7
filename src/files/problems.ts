import { defineProblems, type ParametersOf } from '../kernel/problem.ts'
import { count } from '../kernel/problem-parameters.ts'

export const problems = defineProblems({
  export_too_large: {
    status: 422,
    params: { maximum: count },
    id: {
      title: 'Terlalu banyak baris untuk XLSX',
      detail: (p) =>
        `Berkas XLSX memuat paling banyak ${p.maximum} baris. Unduh sebagai CSV, atau persempit saringannya.`,
    },
    en: {
      title: 'Too many rows for XLSX',
      detail: (p) =>
        `An XLSX file holds at most ${p.maximum.of('row', 'rows')}. Download it as CSV, or narrow the filter.`,
    },
  },
  export_busy: {
    status: 503,
    id: {
      title: 'Sedang banyak berkas XLSX yang dibuat',
      detail: 'Server ini sedang membuat banyak berkas XLSX. Coba lagi sebentar lagi, atau unduh sebagai CSV.',
    },
    en: {
      title: 'Many workbooks are being made',
      detail: 'This server has many XLSX files to make right now. Try again in a moment, or download it as CSV.',
    },
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
