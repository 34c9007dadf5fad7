import { defineProblems } from '../../kernel/problem.ts'

export const problems = defineProblems({
  campaign_not_found: {
    status: 404,
    id: {
      title: 'Kampanye tidak ditemukan',
      detail: 'Kampanye ini tidak ada atau belum dibuka untuk umum. Periksa kembali tautannya.',
    },
    en: {
      title: 'Campaign not found',
      detail: 'There is no such campaign, or it is not public yet. Check the link.',
    },
  },
  campaign_not_open: {
    status: 409,
    id: {
      title: 'Kampanye belum dibuka',
      detail: 'Kampanye ini belum menerima peserta. Tidak ada slot yang dipesan dan tidak ada yang ditagih.',
    },
    en: {
      title: 'Campaign not open yet',
      detail: 'This campaign does not take participants yet. No slot was taken and nothing is owed.',
    },
  },
  campaign_closed: {
    status: 409,
    id: {
      title: 'Kampanye sudah ditutup',
      detail:
        'Kampanye ini sudah berakhir, jadi tidak ada yang bisa diubah lagi. Permintaan ini tidak memesan slot dan tidak menimbulkan tagihan.',
    },
    en: {
      title: 'Campaign closed',
      detail:
        'This campaign has ended, so nothing can be changed any more. This request took no slot and owes nothing.',
    },
  },
  campaign_full: {
    status: 409,
    id: {
      title: 'Semua slot sudah terisi',
      detail:
        'Semua slot kampanye ini sudah terisi. Tidak ada slot yang dipesan dan tidak ada yang ditagih. Kalau ada peserta yang batal, slotnya terbuka lagi; silakan coba lagi nanti atau lihat kampanye lain.',
    },
    en: {
      title: 'All slots are taken',
      detail:
        'Every slot of this campaign is taken. No slot was reserved and nothing is owed. When somebody leaves, slots open again: try again later, or look at other campaigns.',
    },
  },
  insufficient_slots: {
    status: 409,
    id: {
      title: 'Slot tidak cukup',
      detail:
        'Diminta {requested} slot, tetapi hanya tersisa {available}. Belum ada slot yang dipesan; coba lagi dengan paling banyak {available} slot.',
    },
    en: {
      title: 'Not enough slots',
      detail:
        '{requested} slots were asked for, but only {available} are left. Nothing was reserved; try again with at most {available}.',
    },
  },
  campaign_state_invalid: {
    status: 409,
    id: {
      title: 'Tidak bisa dilakukan pada status ini',
      detail:
        'Kampanye ini berstatus {status}, sehingga tindakan {action} tidak bisa dilakukan. Tidak ada yang berubah.',
    },
    en: {
      title: 'Not possible in this state',
      detail: 'This campaign is {status}, so {action} is not possible. Nothing was changed.',
    },
  },
  campaign_field_locked: {
    status: 409,
    id: {
      title: 'Tidak bisa diubah lagi',
      detail:
        'Kampanye ini sudah dibuka, jadi {fields} tidak bisa diubah: peserta bergabung dengan syarat itu. Judul dan deskripsi masih bisa diubah; untuk menambah waktu, gunakan perpanjangan.',
    },
    en: {
      title: 'Can no longer be changed',
      detail:
        'This campaign is public, so {fields} cannot change: people join on these terms. Title and description still can; to give it more time, extend it.',
    },
  },
  deadline_not_future: {
    status: 422,
    id: { title: 'Tenggat sudah lewat', detail: 'Tenggat harus di masa depan.' },
    en: { title: 'Deadline has passed', detail: 'The deadline must be in the future.' },
  },
  deadline_not_later: {
    status: 422,
    id: {
      title: 'Tenggat tidak lebih lama',
      detail:
        'Tenggat baru harus setelah tenggat sekarang ({deadline}). Peserta sudah bergabung dengan tenggat itu, jadi tidak bisa dimajukan.',
    },
    en: {
      title: 'Deadline is not later',
      detail:
        'The new deadline must be after the present one ({deadline}). People joined on that date, so it cannot be moved forward.',
    },
  },
  minimum_above_total: {
    status: 422,
    id: {
      title: 'Target melebihi jumlah slot',
      detail: 'Target minimum harus antara 1 dan jumlah slot ({total_slots}).',
    },
    en: {
      title: 'Goal above the capacity',
      detail: 'The minimum must be between 1 and the number of slots ({total_slots}).',
    },
  },
  per_buyer_limits_crossed: {
    status: 422,
    id: {
      title: 'Batas per pembeli tidak cocok',
      detail: 'Minimum per pembeli tidak boleh melebihi maksimum per pembeli maupun jumlah slot.',
    },
    en: {
      title: 'Limits per buyer do not fit',
      detail: 'The minimum per buyer must not exceed the maximum per buyer, nor the number of slots.',
    },
  },
  opening_after_deadline: {
    status: 422,
    id: { title: 'Waktu buka setelah tenggat', detail: 'Waktu buka harus sebelum tenggat.' },
    en: { title: 'Opens after the deadline', detail: 'The opening must be before the deadline.' },
  },
  amount_too_large: {
    status: 422,
    id: {
      title: 'Nilai terlalu besar',
      detail: 'Jumlah slot dikali harga melebihi nilai terbesar yang bisa dihitung dengan tepat.',
    },
    en: {
      title: 'Amount too large',
      detail: 'Slots times price exceeds the largest amount that can be counted exactly.',
    },
  },
  slot_count_invalid: {
    status: 422,
    id: { title: 'Jumlah slot tidak sah', detail: 'Jumlah slot harus bilangan bulat mulai dari 1.' },
    en: { title: 'Invalid number of slots', detail: 'The number of slots must be a whole number from 1.' },
  },
  release_below_zero: {
    status: 409,
    id: {
      title: 'Slot yang dilepas terlalu banyak',
      detail: 'Diminta melepas {requested} slot, padahal hanya {filled} yang terisi. Tidak ada yang dilepas.',
    },
    en: {
      title: 'Too many slots released',
      detail: '{requested} slots were to be released, but only {filled} are taken. Nothing was released.',
    },
  },
  transition_invalid: {
    status: 409,
    id: {
      title: 'Perubahan status tidak sah',
      detail: 'Status {from} tidak bisa menjadi {to}. Tidak ada yang berubah.',
    },
    en: { title: 'Invalid change of status', detail: 'The status {from} cannot become {to}. Nothing was changed.' },
  },
})
