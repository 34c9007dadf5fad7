import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import {
  action,
  anyStatus,
  campaignStatus,
  count,
  field,
  optional,
  slotRange,
  text,
  time,
} from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  campaign_not_found: {
    status: 404,
    params: { campaign_id: optional(text) },
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
    params: { status: campaignStatus, opens_at: time, deadline: time },
    id: {
      title: 'Kampanye belum dibuka',
      detail: (p) =>
        `Kampanye ini belum menerima peserta (waktu buka: ${p.opens_at}). Tidak ada slot yang dipesan dan tidak ada yang ditagih. Silakan kembali setelah kampanyenya dibuka.`,
    },
    en: {
      title: 'Campaign not open yet',
      detail: (p) =>
        `This campaign does not take participants yet (opening: ${p.opens_at}). No slot was taken and nothing is owed. Come back once it is open.`,
    },
  },
  campaign_closed: {
    status: 409,
    params: { status: campaignStatus, opens_at: time, deadline: time },
    id: {
      title: 'Kampanye sudah ditutup',
      detail:
        'Kampanye ini sudah berakhir, jadi tidak bisa diikuti, diubah, atau ditinggalkan lagi. Permintaan ini tidak mengubah apa pun: tidak ada slot yang berpindah dan tidak ada tagihan baru.',
    },
    en: {
      title: 'Campaign closed',
      detail:
        'This campaign has ended, so it can no longer be joined, changed or left. This request changed nothing: no slot moved and nothing new is owed.',
    },
  },
  campaign_full: {
    status: 409,
    params: { status: campaignStatus, opens_at: time, deadline: time },
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
    params: { requested: count, available: count, choice: slotRange },
    id: {
      title: 'Slot tidak cukup',
      detail: (p) =>
        `Diminta ${p.requested} slot, tetapi hanya tersisa ${p.available}. Belum ada slot yang dipesan dan tidak ada yang ditagih; coba lagi dengan ${p.choice}.`,
    },
    en: {
      title: 'Not enough slots',
      detail: (p) =>
        `This asks for ${p.requested.of('slot', 'slots')}, but the campaign has only ${p.available} left. Nothing was reserved and nothing is owed; try again with ${p.choice}.`,
    },
  },
  campaign_state_invalid: {
    status: 409,
    params: { status: campaignStatus, action },
    id: {
      title: 'Tidak bisa dilakukan pada status ini',
      detail: (p) => `Kampanye ini ${p.status}, jadi tidak bisa ${p.action}. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Not possible in this state',
      detail: (p) => `This campaign is ${p.status}, so it cannot be ${p.action}. Nothing was changed.`,
    },
  },
  campaign_field_locked: {
    status: 409,
    params: { fields: text },
    id: {
      title: 'Tidak bisa diubah lagi',
      detail: (p) =>
        `Kampanye ini sudah terbit, jadi ${p.fields} tidak bisa diubah lagi: peserta bergabung dengan ketentuan itu. Judul dan deskripsi masih bisa diubah; kalau perlu waktu lebih, perpanjang kampanyenya (extend). Tidak ada yang berubah.`,
    },
    en: {
      title: 'Can no longer be changed',
      detail: (p) =>
        `This campaign is public, so ${p.fields} can no longer change: people join on these terms. Title and description still can; to give it more time, extend it. Nothing was changed.`,
    },
  },
  campaign_settling: {
    status: 409,
    params: { action, settles_until: time },
    id: {
      title: 'Kampanye sedang diselesaikan',
      detail: (p) =>
        `Tenggat kampanye ini sudah lewat. Pesanan yang belum dikonfirmasi ditunggu sampai ${p.settles_until}, lalu hasilnya diputuskan; sampai saat itu kampanye ini tidak bisa ${p.action}. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Campaign is settling',
      detail: (p) =>
        `The deadline of this campaign has passed. Reservations that are not confirmed yet are waited for until ${p.settles_until}, then it is decided; until then it cannot be ${p.action}. Nothing was changed.`,
    },
  },
  extension_limit: {
    status: 409,
    params: { path: field, latest: time, extensions_left: count },
    id: {
      title: 'Batas perpanjangan tercapai',
      detail: (p) =>
        `Penjual boleh memperpanjang kampanye dua kali, paling lama sampai ${p.latest} (60 hari setelah tenggat pertamanya); jatah yang tersisa: ${p.extensions_left} kali. Kalau perlu lebih lama, hubungi operator marketplace. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Limit of extensions reached',
      detail: (p) =>
        `A seller may extend a campaign twice, to ${p.latest} at the latest (60 days after its first deadline); extensions left: ${p.extensions_left}. If it needs longer, ask an operator of the marketplace. Nothing was changed.`,
    },
  },
  reason_required: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Alasan perlu ditulis',
      detail: 'Tulis alasannya: mereka yang terdampak akan membacanya. Tidak ada yang berubah.',
    },
    en: {
      title: 'A reason is needed',
      detail: 'Write a reason: those whom it concerns will read it. Nothing was changed.',
    },
  },
  hold_required: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Batas waktu pembayaran perlu diisi',
      detail:
        'Kalau hanya slot yang dikonfirmasi yang dihitung (goal_counts: confirmed), pesanan harus punya batas waktu (hold_minutes), misalnya 1440 menit. Belum ada yang disimpan.',
    },
    en: {
      title: 'A hold is needed',
      detail:
        'Where confirmed slots alone count (goal_counts: confirmed), reservations must lapse after some time (hold_minutes), for example 1440 minutes. Nothing was saved.',
    },
  },
  settlement_without_confirmation: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Masa penyelesaian tidak berlaku',
      detail:
        'Masa penyelesaian setelah tenggat (settlement_minutes) hanya berlaku kalau yang dihitung slot yang dikonfirmasi (goal_counts: confirmed). Isi 0, atau ganti yang dihitung. Belum ada yang disimpan.',
    },
    en: {
      title: 'Settlement does not apply',
      detail:
        'Settling after the deadline (settlement_minutes) is only for campaigns in which confirmed slots count (goal_counts: confirmed). Use 0, or change what counts. Nothing was saved.',
    },
  },
  deadline_not_future: {
    status: 422,
    params: { path: field, deadline: time },
    id: {
      title: 'Tenggat sudah lewat',
      detail: (p) => `Tenggat ${p.deadline} sudah lewat. Pilih waktu di masa depan; belum ada yang disimpan.`,
    },
    en: {
      title: 'Deadline has passed',
      detail: (p) => `The deadline ${p.deadline} has passed. Choose a time in the future; nothing was saved.`,
    },
  },
  deadline_not_later: {
    status: 422,
    params: { path: field, deadline: time },
    id: {
      title: 'Tenggat harus lebih lama',
      detail: (p) =>
        `Tenggat baru harus setelah tenggat sekarang (${p.deadline}). Tenggat tidak bisa dimajukan karena orang bergabung dengan tenggat itu. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Deadline must be later',
      detail: (p) =>
        `The new deadline must be after the present one (${p.deadline}). It cannot be brought forward, because people join on that date. Nothing was changed.`,
    },
  },
  deadline_too_far: {
    status: 422,
    params: { path: field, latest: time },
    id: {
      title: 'Tenggat terlalu jauh',
      detail: (p) =>
        `Tenggat paling jauh lima tahun dari sekarang (${p.latest}). Periksa tahunnya: tenggat tidak bisa dimajukan lagi. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Deadline too far away',
      detail: (p) =>
        `A deadline is at most five years away (${p.latest}). Check the year: a deadline cannot be brought forward again. Nothing was changed.`,
    },
  },
  minimum_above_total: {
    status: 422,
    params: { path: field, total_slots: count },
    id: {
      title: 'Target melebihi jumlah slot',
      detail: (p) =>
        `Target minimum (minimum_slots) harus antara 1 dan jumlah slot (${p.total_slots}). Belum ada yang disimpan.`,
    },
    en: {
      title: 'Goal above the capacity',
      detail: (p) =>
        `The goal (minimum_slots) must be between 1 and the number of slots (${p.total_slots}). Nothing was saved.`,
    },
  },
  per_buyer_limits_crossed: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Batas per pembeli tidak cocok',
      detail:
        'Minimum per pembeli tidak boleh melebihi maksimum per pembeli ataupun jumlah slot. Belum ada yang disimpan.',
    },
    en: {
      title: 'Limits per buyer do not fit',
      detail:
        'The minimum per buyer must not exceed the maximum per buyer, nor the number of slots. Nothing was saved.',
    },
  },
  opening_after_deadline: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Waktu buka setelah tenggat',
      detail: 'Waktu buka (opens_at) harus sebelum tenggat. Belum ada yang disimpan.',
    },
    en: {
      title: 'Opens after the deadline',
      detail: 'The opening (opens_at) must be before the deadline. Nothing was saved.',
    },
  },
  amount_too_large: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Nilai terlalu besar',
      detail:
        'Jumlah slot dikali harga melebihi nilai terbesar yang bisa dihitung dengan tepat. Kurangi harga atau jumlah slotnya; belum ada yang disimpan.',
    },
    en: {
      title: 'Amount too large',
      detail:
        'Slots times price exceeds the largest amount that can be counted exactly. Lower the price or the number of slots; nothing was saved.',
    },
  },
  slot_count_invalid: {
    status: 422,
    params: { slot_count: optional(count) },
    id: {
      title: 'Jumlah slot tidak sah',
      detail: 'Jumlah slot harus bilangan bulat mulai dari 1. Tidak ada yang berubah.',
    },
    en: {
      title: 'Invalid number of slots',
      detail: 'The number of slots must be a whole number from 1. Nothing was changed.',
    },
  },
  release_below_zero: {
    status: 409,
    params: { requested: count, filled: count },
    id: {
      title: 'Slot yang dilepas terlalu banyak',
      detail: (p) =>
        `Diminta melepas ${p.requested} slot, padahal hanya ${p.filled} yang terisi. Tidak ada yang dilepas.`,
    },
    en: {
      title: 'Too many slots released',
      detail: (p) =>
        `${p.requested.of('slot was', 'slots were')} to be released, but only ${p.filled} are taken. Nothing was released.`,
    },
  },
  transition_invalid: {
    status: 409,
    params: { from: anyStatus, to: anyStatus },
    id: {
      title: 'Perubahan status tidak sah',
      detail: (p) => `Dari keadaan ${p.from} tidak bisa langsung menjadi ${p.to}. Tidak ada yang berubah.`,
    },
    en: {
      title: 'Invalid change of status',
      detail: (p) => `What is ${p.from} cannot become ${p.to}. Nothing was changed.`,
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
