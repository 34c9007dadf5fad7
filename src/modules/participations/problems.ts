import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { action, count, optional, participationStatus, slotRange, text, time } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  participation_not_found: {
    status: 404,
    params: { participation_id: optional(text) },
    id: {
      title: 'Keikutsertaan tidak ditemukan',
      detail: 'Keikutsertaan ini tidak ada. Periksa kembali id yang dipakai.',
    },
    en: { title: 'Participation not found', detail: 'There is no such participation. Check the id that was used.' },
  },
  participation_state_invalid: {
    status: 409,
    params: { status: participationStatus, action },
    id: {
      title: 'Tidak bisa dilakukan pada status ini',
      detail: (p) => `Keikutsertaan ini ${p.status}, jadi tidak bisa ${p.action}. Slot dan uangnya tidak berubah.`,
    },
    en: {
      title: 'Not possible in this state',
      detail: (p) =>
        `This participation is ${p.status}, so it cannot be ${p.action}. Its slots and money are unchanged.`,
    },
  },
  campaign_not_completed: {
    status: 409,
    params: { campaign_id: text },
    id: {
      title: 'Kampanye belum berhasil',
      detail: 'Barang baru bisa dinyatakan diterima setelah kampanyenya berhasil. Tidak ada yang berubah.',
    },
    en: {
      title: 'Campaign not completed',
      detail: 'Goods can only be marked as received after their campaign has succeeded. Nothing was changed.',
    },
  },
  own_campaign: {
    status: 409,
    id: {
      title: 'Ini kampanyemu sendiri',
      detail:
        'Penjual tidak bisa ikut kampanyenya sendiri: slotnya untuk pembeli. Untuk memesankan seorang pembeli, sebut pembelinya (user_id). Tidak ada slot yang dipesan.',
    },
    en: {
      title: 'Your own campaign',
      detail:
        'A seller cannot join their own campaign: its slots are for buyers. To join for a buyer, name them (user_id). No slot was reserved.',
    },
  },
  hold_ended_recently: {
    status: 409,
    params: { again_at: time },
    id: {
      title: 'Waktu pemesananmu baru saja habis',
      detail: (p) =>
        `Waktu pembayaran pesanan pembeli ini di kampanye ini baru saja habis, jadi slot bisa dipesan lagi mulai ${p.again_at}. Tidak ada slot yang dipesan dan tidak ada yang ditagih.`,
    },
    en: {
      title: 'The hold has just ended',
      detail: (p) =>
        `This buyer's time to pay for slots of this campaign has just ended, so slots can be reserved again from ${p.again_at}. Nothing was reserved and nothing is owed.`,
    },
  },
  already_joined_limit: {
    status: 409,
    params: { maximum: count, held: count, requested: count },
    id: {
      title: 'Batas per pembeli tercapai',
      detail: (p) =>
        `Satu pembeli boleh memegang paling banyak ${p.maximum} slot di kampanye ini. Pembeli ini sudah memegang ${p.held}, jadi permintaan ${p.requested} slot lagi tidak diproses dan tidak ada tagihan tambahan.`,
    },
    en: {
      title: 'Limit per buyer reached',
      detail: (p) =>
        `One buyer may hold at most ${p.maximum.of('slot', 'slots')} of this campaign. This buyer already holds ${p.held}, so the request for ${p.requested} more was not taken and nothing more is owed.`,
    },
  },
  below_min_per_buyer: {
    status: 409,
    params: { minimum: count, held: count, requested: count, choice: slotRange },
    id: {
      title: 'Kurang dari minimum per pembeli',
      detail: (p) =>
        `Kampanye ini meminta paling sedikit ${p.minimum} slot per pembeli, atau semua yang tersisa kalau tinggal kurang dari itu. Pembeli ini sekarang bisa mengambil ${p.choice}, sedangkan yang diminta ${p.requested}. Belum ada slot yang dipesan dan tidak ada yang ditagih.`,
    },
    en: {
      title: 'Below the minimum per buyer',
      detail: (p) =>
        `This campaign asks for at least ${p.minimum.of('slot', 'slots')} a buyer, or all that is left where that is fewer. This buyer can take ${p.choice} now, and asked for ${p.requested}. Nothing was reserved and nothing is owed.`,
    },
  },
  request_invalid: {
    status: 422,
    id: {
      title: 'Permintaan tidak lengkap',
      detail: 'Permintaan bergabung ini tidak lengkap atau melampaui batas. Tidak ada slot yang dipesan.',
    },
    en: {
      title: 'Incomplete request',
      detail: 'This request to join is incomplete or out of bounds. Nothing was reserved.',
    },
  },
  requests_invalid: {
    status: 422,
    params: { maximum: count },
    id: {
      title: 'Kumpulan permintaan tidak sah',
      detail: (p) => `Kirim 1 sampai ${p.maximum} permintaan untuk satu kampanye. Tidak ada yang diproses.`,
    },
    en: {
      title: 'Invalid set of requests',
      detail: (p) => `Send 1 to ${p.maximum} requests for one campaign. None was processed.`,
    },
  },
  queue_full: {
    status: 503,
    id: {
      title: 'Sedang sangat ramai',
      detail:
        'Terlalu banyak orang bergabung pada saat yang sama. Belum ada slot yang dipesan dan tidak ada yang ditagih; silakan coba lagi sebentar lagi.',
    },
    en: {
      title: 'Very busy',
      detail:
        'Too many people are joining at this moment. Nothing was reserved and nothing is owed; please try again in a moment.',
    },
  },
  shutting_down: {
    status: 503,
    id: {
      title: 'Server sedang berhenti',
      detail: 'Server ini sedang berhenti, jadi permintaan ini tidak diproses. Silakan coba lagi sebentar lagi.',
    },
    en: {
      title: 'Server is stopping',
      detail: 'This server is stopping, so this request was not processed. Please try again in a moment.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
