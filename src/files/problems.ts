import { defineProblems } from '../kernel/problem.ts'

export const problems = defineProblems({
  export_too_large: {
    status: 422,
    id: {
      title: 'Terlalu banyak baris untuk XLSX',
      detail: 'Berkas XLSX memuat paling banyak {maximum} baris. Unduh sebagai CSV, atau persempit saringannya.',
    },
    en: {
      title: 'Too many rows for XLSX',
      detail: 'An XLSX file holds at most {maximum|row|rows}. Download it as CSV, or narrow the filter.',
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
