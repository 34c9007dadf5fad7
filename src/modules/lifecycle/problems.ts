import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  campaign_behind: {
    status: 503,
    params: { campaign_id: text },
    id: {
      title: 'Kampanye belum selesai diproses',
      detail:
        'Ada yang sudah jatuh tempo di kampanye ini tetapi belum berhasil diproses, jadi permintaan ini belum dijalankan. Slot dan uang tidak berubah; coba lagi sebentar lagi.',
    },
    en: {
      title: 'Campaign is behind',
      detail:
        'Something fell due in this campaign and could not be done yet, so this was not done either. Slots and money are unchanged; try again in a moment.',
    },
  },
  scheduler_off: {
    status: 503,
    id: {
      title: 'Penjadwal dimatikan',
      detail:
        'Penjadwal dimatikan pada server ini (SAMBATAN_SCHEDULER=off), jadi tidak ada yang dijalankan. Operator tetap bisa menjalankannya sekali lewat POST /api/sambatan/lifecycle/run.',
    },
    en: {
      title: 'Scheduler is off',
      detail:
        'The scheduler is off on this server (SAMBATAN_SCHEDULER=off), so nothing was started. An operator can still run it once with POST /api/sambatan/lifecycle/run.',
    },
  },
  lifecycle_busy: {
    status: 503,
    id: {
      title: 'Proses lain sedang berjalan',
      detail:
        'Proses siklus kampanye lain masih berjalan dan belum selesai. Tidak ada yang terlewat; coba lagi sebentar lagi.',
    },
    en: {
      title: 'Another run is in progress',
      detail: 'Another lifecycle run is still in progress. Nothing is missed; try again in a moment.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
