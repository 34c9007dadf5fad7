import { defineProblems } from '../../kernel/problem.ts'

export const problems = defineProblems({
  participation_not_found: {
    status: 404,
    id: { title: 'Keikutsertaan tidak ditemukan', detail: 'Keikutsertaan ini tidak ada. Periksa kembali id-nya.' },
    en: { title: 'Participation not found', detail: 'There is no such participation. Check the id.' },
  },
  participation_state_invalid: {
    status: 409,
    id: {
      title: 'Tidak bisa dilakukan pada status ini',
      detail:
        'Keikutsertaan ini berstatus {status}, sehingga tindakan {action} tidak bisa dilakukan. Slot dan uangnya tidak berubah.',
    },
    en: {
      title: 'Not possible in this state',
      detail: 'This participation is {status}, so {action} is not possible. Its slots and money are unchanged.',
    },
  },
  campaign_not_completed: {
    status: 409,
    id: {
      title: 'Kampanye belum selesai',
      detail: 'Barang baru bisa dinyatakan diterima setelah kampanyenya berhasil. Tidak ada yang berubah.',
    },
    en: {
      title: 'Campaign not completed',
      detail: 'Goods can only be received after their campaign has succeeded. Nothing was changed.',
    },
  },
  already_joined_limit: {
    status: 409,
    id: {
      title: 'Batas per pembeli tercapai',
      detail:
        'Satu pembeli boleh mengambil paling banyak {maximum} slot di kampanye ini dan sudah memegang {held}. Permintaan {requested} slot tidak diproses; tidak ada tagihan tambahan.',
    },
    en: {
      title: 'Limit per buyer reached',
      detail:
        'One buyer may take at most {maximum} slots of this campaign and already holds {held}. The {requested} asked for were not taken; nothing more is owed.',
    },
  },
  below_min_per_buyer: {
    status: 409,
    id: {
      title: 'Kurang dari minimum per pembeli',
      detail: 'Kampanye ini meminta paling sedikit {minimum} slot per pembeli. Belum ada slot yang dipesan.',
    },
    en: {
      title: 'Below the minimum per buyer',
      detail: 'This campaign asks for at least {minimum} slots a buyer. Nothing was reserved.',
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
        'Terlalu banyak yang bergabung pada saat yang sama. Belum ada slot yang dipesan; silakan coba lagi sebentar lagi.',
    },
    en: {
      title: 'Very busy',
      detail: 'Too many people are joining at this moment. Nothing was reserved; please try again in a moment.',
    },
  },
  shutting_down: {
    status: 503,
    id: {
      title: 'Server sedang dimulai ulang',
      detail: 'Server ini sedang berhenti. Belum ada slot yang dipesan; silakan coba lagi sebentar lagi.',
    },
    en: {
      title: 'Server restarting',
      detail: 'This server is stopping. Nothing was reserved; please try again in a moment.',
    },
  },
})
