import { defineProblems } from '../../kernel/problem.ts'

export const problems = defineProblems({
  participation_not_found: {
    status: 404,
    id: {
      title: 'Keikutsertaan tidak ditemukan',
      detail: 'Keikutsertaan ini tidak ada. Periksa kembali id yang dipakai.',
    },
    en: { title: 'Participation not found', detail: 'There is no such participation. Check the id that was used.' },
  },
  participation_state_invalid: {
    status: 409,
    id: {
      title: 'Tidak bisa dilakukan pada status ini',
      detail: 'Keikutsertaan ini {status}, jadi tidak bisa {action}. Slot dan uangnya tidak berubah.',
    },
    en: {
      title: 'Not possible in this state',
      detail: 'This participation is {status}, so it cannot be {action}. Its slots and money are unchanged.',
    },
  },
  campaign_not_completed: {
    status: 409,
    id: {
      title: 'Kampanye belum berhasil',
      detail: 'Barang baru bisa dinyatakan diterima setelah kampanyenya berhasil. Tidak ada yang berubah.',
    },
    en: {
      title: 'Campaign not completed',
      detail: 'Goods can only be marked as received after their campaign has succeeded. Nothing was changed.',
    },
  },
  already_joined_limit: {
    status: 409,
    id: {
      title: 'Batas per pembeli tercapai',
      detail:
        'Satu pembeli boleh memegang paling banyak {maximum} slot di kampanye ini. Pembeli ini sudah memegang {held}, jadi permintaan {requested} slot lagi tidak diproses dan tidak ada tagihan tambahan.',
    },
    en: {
      title: 'Limit per buyer reached',
      detail:
        'One buyer may hold at most {maximum|slot|slots} of this campaign. This buyer already holds {held}, so the request for {requested} more was not taken and nothing more is owed.',
    },
  },
  below_min_per_buyer: {
    status: 409,
    id: {
      title: 'Kurang dari minimum per pembeli',
      detail:
        'Kampanye ini meminta paling sedikit {minimum} slot per pembeli, atau semua yang tersisa kalau tinggal kurang dari itu. Pembeli ini sekarang bisa mengambil {choice}, sedangkan yang diminta {requested}. Belum ada slot yang dipesan dan tidak ada yang ditagih.',
    },
    en: {
      title: 'Below the minimum per buyer',
      detail:
        'This campaign asks for at least {minimum|slot|slots} a buyer, or all that is left where that is fewer. This buyer can take {choice} now, and asked for {requested}. Nothing was reserved and nothing is owed.',
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
    id: {
      title: 'Kumpulan permintaan tidak sah',
      detail: 'Kirim 1 sampai {maximum} permintaan untuk satu kampanye. Tidak ada yang diproses.',
    },
    en: {
      title: 'Invalid set of requests',
      detail: 'Send 1 to {maximum} requests for one campaign. None was processed.',
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
