import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  record_permanent: {
    status: 409,
    params: { table: text, operation: text },
    id: {
      title: 'Catatan bersifat tetap',
      detail: (p) => `Catatan ${p.table} tidak boleh diubah atau dihapus (${p.operation}). Tidak ada yang berubah.`,
    },
    en: {
      title: 'Records are permanent',
      detail: (p) => `Records in ${p.table} cannot be changed or removed (${p.operation}). Nothing was changed.`,
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
