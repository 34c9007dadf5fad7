/** Everything that the widget says, in both languages. `{name}` is filled in. */
export const texts = {
  id: {
    scheduled: 'Segera dibuka',
    active: 'Berjalan',
    full: 'Penuh',
    settling: 'Menunggu pembayaran',
    completed: 'Berhasil',
    failed: 'Gagal',
    cancelled: 'Dibatalkan',
    perSlot: 'per slot',
    from: 'mulai {price}',
    volume: '{more} slot lagi, semua bayar {price}.',
    volumeMany: '{more} slot lagi, semua bayar lebih murah.',
    early: 'Harga awal {price}.',
    progress: '{taken} dari {total} slot terisi',
    progressSplit: '{confirmed} dikonfirmasi + {reserved} dipesan, dari {total} slot',
    goalAt: 'target {goal}',
    bar: 'Slot yang terisi',
    goal: 'Batch diproduksi kalau paling sedikit {goal} slot terisi. Kalau tidak, uangmu kembali.',
    goalAll: 'Batch diproduksi kalau semua {total} slot terisi. Kalau tidak, uangmu kembali.',
    goalConfirmed:
      'Batch diproduksi kalau paling sedikit {goal} slot dibayar. Kalau tidak, penjual mengembalikan uangmu.',
    goalMet: 'Target tercapai. Kalau tetap begini sampai tenggat, batch ini diproduksi.',
    why_full: 'Semua slot terisi, {waiting} menunggu.',
    why_settling:
      'Tenggat lewat. Slot yang belum dibayar ditunggu sebentar, lalu hasilnya diputuskan. Tidak ada lagi yang bisa ikut.',
    why_completed: 'Target tercapai, dan batch ini diproduksi.',
    why_failed: 'Target {goal} slot tidak tercapai. Penjual harus mengembalikan uangmu.',
    why_cancelled: 'Sambatan ini dihentikan. Penjual harus mengembalikan uangmu.',
    late: 'Waktunya habis. Hasilnya segera ada.',
    left: 'Sisa slot',
    closes: 'Ditutup dalam',
    decided: 'Hasil paling lama',
    opens: 'Dibuka dalam',
    reached: 'Terkumpul',
    ended: 'Berakhir',
    soon: 'sebentar lagi',
    join: 'Ikut sambatan',
    wait: 'Ikut menunggu',
    look: 'Lihat sambatan',
    by: 'Dari {seller}',
    failedToLoad: 'Sambatan ini belum bisa ditampilkan.',
    again: 'Coba lagi',
    missing: 'Sambatan ini tidak ditemukan.',
    loading: 'Memuat sambatan …',
    days: ['{n} hari', '{n} hari'],
    hours: ['{n} jam', '{n} jam'],
    minutes: ['{n} mnt', '{n} mnt'],
    seconds: ['{n} dtk', '{n} dtk'],
  },
  en: {
    scheduled: 'Opens soon',
    active: 'Open',
    full: 'Full',
    settling: 'Awaiting payments',
    completed: 'Succeeded',
    failed: 'Did not make it',
    cancelled: 'Cancelled',
    perSlot: 'per slot',
    from: 'from {price}',
    volume: '{more|slot|slots} more and everybody pays {price}.',
    volumeMany: '{more|slot|slots} more and everybody pays less.',
    early: 'Early bird {price}.',
    progress: '{taken} of {total|slot|slots} taken',
    progressSplit: '{confirmed} confirmed + {reserved} reserved, of {total|slot|slots}',
    goalAt: 'goal {goal}',
    bar: 'Slots taken',
    goal: 'The batch is made if {goal|slot is|slots are} taken. If not, your money comes back.',
    goalAll: 'The batch is made if all slots ({total}) are taken. If not, your money comes back.',
    goalConfirmed:
      'The batch is made if at least {goal|slot is|slots are} paid. If not, the seller returns your money.',
    goalMet: 'Goal reached. If it stays so until the deadline, the batch is made.',
    why_full: 'Every slot is taken, {waiting} waiting.',
    why_settling:
      'The deadline has passed. Unpaid slots have a little time left, then it is decided. Nobody can join any more.',
    why_completed: 'The goal was reached, and this batch is being made.',
    why_failed: 'The goal of {goal|slot|slots} was not reached. The seller owes back what was paid.',
    why_cancelled: 'This group buy was stopped. The seller owes back what was paid.',
    late: 'Time is up. The result is on its way.',
    left: 'Slots left',
    closes: 'Closes in',
    decided: 'Outcome within',
    opens: 'Opens in',
    reached: 'Taken',
    ended: 'Ended',
    soon: 'any moment',
    join: 'Join the group buy',
    wait: 'Wait for a slot',
    look: 'See the group buy',
    by: 'From {seller}',
    failedToLoad: 'This group buy cannot be shown right now.',
    again: 'Try again',
    missing: 'This group buy was not found.',
    loading: 'Loading the group buy …',
    days: ['{n} day', '{n} days'],
    hours: ['{n} hour', '{n} hours'],
    minutes: ['{n} min', '{n} min'],
    seconds: ['{n} s', '{n} s'],
  },
} as const

export type Language = keyof typeof texts
type Texts = (typeof texts)['id']
export type Word = { [K in keyof Texts]: Texts[K] extends string ? K : never }[keyof Texts]
export type Unit = Exclude<keyof Texts, Word>

export function say(language: Language, word: Word, values: Record<string, string> = {}): string {
  // A node may be newer than this widget, and know a status that it does not.
  return (texts[language][word] ?? word).replace(
    /\{(\w+)(?:\|([^|}]+)\|([^|}]+))?\}/g,
    (_, name: string, one?: string, other?: string) => {
      const value = values[name] ?? ''
      return one === undefined ? value : `${value} ${value === '1' ? one : other}`
    },
  )
}

/** The language that a page declares, in any of its forms (`en`, `en-GB`); Indonesian when it declares none of ours. */
export const languageOf = (tag: string | null | undefined): Language => (/^en(?![a-z])/i.test(tag ?? '') ? 'en' : 'id')
