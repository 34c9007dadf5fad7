import { defineProblems } from '../../kernel/problem.ts'

export const problems = defineProblems({
  record_permanent: {
    status: 409,
    id: {
      title: 'Catatan bersifat tetap',
      detail: 'Catatan {table} tidak boleh diubah atau dihapus ({operation}). Tidak ada yang berubah.',
    },
    en: {
      title: 'Records are permanent',
      detail: 'Records in {table} cannot be changed or removed ({operation}). Nothing was changed.',
    },
  },
})
