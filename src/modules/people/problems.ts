import { defineProblems } from '../../kernel/problem.ts'

export const problems = defineProblems({
  person_not_found: {
    status: 404,
    id: { title: 'Orang tidak ditemukan', detail: 'Tidak ada profil dengan id ini. Periksa kembali id yang dipakai.' },
    en: { title: 'Person not found', detail: 'There is no profile with this id. Check the id that was used.' },
  },
  address_not_found: {
    status: 404,
    id: {
      title: 'Alamat tidak ditemukan',
      detail: 'Alamat ini tidak ada di profil ini. Periksa kembali id yang dipakai.',
    },
    en: { title: 'Address not found', detail: 'There is no such address in this profile. Check the id that was used.' },
  },
  address_limit: {
    status: 409,
    id: {
      title: 'Alamat sudah terlalu banyak',
      detail: 'Satu orang bisa menyimpan paling banyak {maximum} alamat. Hapus yang tidak dipakai, lalu coba lagi.',
    },
    en: {
      title: 'Too many addresses',
      detail: 'One person can keep at most {maximum|address|addresses}. Remove one that is not used, then try again.',
    },
  },
  export_limit: {
    status: 429,
    id: {
      title: 'Salinan data sudah cukup sering diunduh',
      detail:
        'Salinan data seseorang bisa diunduh {maximum} kali dalam satu jam, dan tiap unduhan dicatat. Yang ini tidak dibuat; coba lagi dalam {minutes} menit.',
    },
    en: {
      title: 'This data was downloaded often enough',
      detail:
        "A copy of somebody's data can be downloaded {maximum|time|times} an hour, and each is on record. This one was not made; try again in {minutes|minute|minutes}.",
    },
  },
  erasure_blocked: {
    status: 409,
    id: {
      title: 'Masih ada yang harus diselesaikan',
      detail:
        'Data belum bisa dihapus karena masih ada yang harus diselesaikan dulu (jumlahnya {count}). Tidak ada yang dihapus.',
    },
    en: {
      title: 'Something must be settled first',
      detail:
        'The data cannot be erased yet, because something must be settled first (things to settle: {count}). Nothing was erased.',
    },
  },
  password_required: {
    status: 422,
    id: {
      title: 'Kata sandi diperlukan',
      detail: 'Menghapus akun tidak bisa dibatalkan, jadi kirim kata sandi akun ini. Tidak ada yang dihapus.',
    },
    en: {
      title: 'Password needed',
      detail: 'Erasing an account cannot be undone, so send its password. Nothing was erased.',
    },
  },
})
