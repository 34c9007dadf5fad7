import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text } from '../../kernel/problem-parameters.ts'

export const problems = defineProblems({
  photo_not_found: {
    status: 404,
    params: { photo_id: optional(text) },
    id: { title: 'Foto tidak ditemukan', detail: 'Foto ini tidak ada, atau sudah dihapus. Muat ulang halamannya.' },
    en: { title: 'Photo not found', detail: 'There is no such photo, or it has been removed. Reload the page.' },
  },
  photo_limit: {
    status: 409,
    params: { maximum: count },
    id: {
      title: 'Jumlah foto sudah penuh',
      detail: (p) =>
        `Satu kampanye memuat paling banyak ${p.maximum} foto. Foto ini tidak disimpan; hapus dulu salah satu yang lama.`,
    },
    en: {
      title: 'Too many photos',
      detail: (p) =>
        `A campaign has at most ${p.maximum.of('photo', 'photos')}. This one was not stored; remove another one first.`,
    },
  },
  photo_order_invalid: {
    status: 422,
    params: { path: field, count },
    id: {
      title: 'Urutan foto tidak lengkap',
      detail: (p) =>
        `Sebutkan semua foto kampanye ini (${p.count}), masing-masing sekali. Mungkin ada yang baru ditambah atau dihapus; muat ulang dulu. Urutannya tidak berubah.`,
    },
    en: {
      title: 'Incomplete order of photos',
      detail: (p) =>
        `Name all photos of this campaign (${p.count}), each once. One may just have been added or removed; reload first. The order is unchanged.`,
    },
  },
  photo_too_large: {
    status: 413,
    params: { path: field, megabytes: count },
    id: {
      title: 'File foto terlalu besar',
      detail: (p) => `File foto boleh paling besar ${p.megabytes} MB. Foto ini tidak disimpan; perkecil dulu.`,
    },
    en: {
      title: 'Photo file too large',
      detail: (p) =>
        `The file of a photo may have at most ${p.megabytes} MB. This one was not stored; make it smaller first.`,
    },
  },
  photo_type_unsupported: {
    status: 415,
    id: {
      title: 'Jenis isi tidak didukung',
      detail:
        'Kirim fotonya sendiri sebagai isi permintaan, dengan header Content-Type: image/jpeg, image/png, atau image/webp. Tidak ada yang disimpan.',
    },
    en: {
      title: 'Unsupported content type',
      detail:
        'Send the photo itself as the body, with the header Content-Type: image/jpeg, image/png or image/webp. Nothing was stored.',
    },
  },
  photo_format_unsupported: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Bukan foto JPEG, PNG, atau WebP',
      detail:
        'File ini bukan foto JPEG, PNG, atau WebP. HEIC dari iPhone, GIF, dan SVG tidak bisa dipakai; simpan dulu sebagai JPEG. Tidak ada yang disimpan.',
    },
    en: {
      title: 'Not a JPEG, PNG or WebP photo',
      detail:
        'This file is not a JPEG, PNG or WebP photo. HEIC of an iPhone, GIF and SVG do not work; save it as JPEG first. Nothing was stored.',
    },
  },
  photo_damaged: {
    status: 422,
    params: { path: field },
    id: {
      title: 'File foto rusak',
      detail:
        'File foto ini rusak atau terpotong, jadi tidak bisa dibaca. Tidak ada yang disimpan; kirim ulang dari aslinya.',
    },
    en: {
      title: 'Photo file damaged',
      detail:
        'The file of this photo is damaged or cut off, so it cannot be read. Nothing was stored; send the original again.',
    },
  },
  photo_animated: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Gambar bergerak',
      detail: 'File ini gambar bergerak. Kirim satu foto diam; tidak ada yang disimpan.',
    },
    en: {
      title: 'Animated picture',
      detail: 'This file is an animated picture. Send a photo that stands still; nothing was stored.',
    },
  },
  photo_too_many_pixels: {
    status: 422,
    params: { path: field, width: count, height: count, megapixels: count },
    id: {
      title: 'Ukuran foto terlalu besar',
      detail: (p) =>
        `Foto ini berukuran ${p.width} × ${p.height} piksel; paling banyak ${p.megapixels} megapiksel. Tidak ada yang disimpan; perkecil dulu.`,
    },
    en: {
      title: 'Photo has too many pixels',
      detail: (p) =>
        `This photo has ${p.width} × ${p.height} pixels; at most ${p.megapixels} megapixels work. Nothing was stored; make it smaller first.`,
    },
  },
  photo_kind_too_many_pixels: {
    status: 422,
    params: { path: field, width: count, height: count, megapixels: count },
    id: {
      title: 'Jenis file ini terlalu besar',
      detail: (p) =>
        `Foto ini berukuran ${p.width} × ${p.height} piksel dan disimpan sebagai JPEG progresif, PNG interlaced, atau WebP lossless; file seperti itu paling banyak ${p.megapixels} megapiksel. Tidak ada yang disimpan; simpan ulang sebagai JPEG biasa, atau perkecil dulu.`,
    },
    en: {
      title: 'This kind of file is too large',
      detail: (p) =>
        `This photo has ${p.width} × ${p.height} pixels and was saved as a progressive JPEG, an interlaced PNG or a lossless WebP; of those at most ${p.megapixels} megapixels work. Nothing was stored; save it as an ordinary JPEG, or make it smaller first.`,
    },
  },
  photo_shape_invalid: {
    status: 422,
    params: { path: field, width: count, height: count, side: count, ratio: count },
    id: {
      title: 'Bentuk foto tidak cocok',
      detail: (p) =>
        `Foto ini berukuran ${p.width} × ${p.height} piksel. Setiap sisi harus paling sedikit ${p.side} piksel, dan sisi panjang paling banyak ${p.ratio} kali sisi pendek. Tidak ada yang disimpan.`,
    },
    en: {
      title: 'Photo has an unfit shape',
      detail: (p) =>
        `This photo has ${p.width} × ${p.height} pixels. Each side needs at least ${p.side}, and the long side may be at most ${p.ratio.of('time', 'times')} the short one. Nothing was stored.`,
    },
  },
  uploads_at_once: {
    status: 429,
    params: { maximum: count },
    id: {
      title: 'Terlalu banyak kiriman sekaligus',
      detail: (p) =>
        `Kamu sedang mengirim ${p.maximum} kiriman foto, sebanyak yang boleh sekaligus. Yang ini tidak disimpan; kirim lagi setelah salah satunya selesai.`,
    },
    en: {
      title: 'Too many uploads at once',
      detail: (p) =>
        `You are sending ${p.maximum} uploads of photos already, as many as one may at once. This one was not stored; send it again when one of them is done.`,
    },
  },
  upload_too_slow: {
    status: 408,
    id: {
      title: 'Kiriman foto terputus',
      detail:
        'Hampir tidak ada yang sampai selama hampir satu menit, jadi kiriman ini dihentikan. Tidak ada yang disimpan; kirim lagi saat sinyalmu lebih baik.',
    },
    en: {
      title: 'Upload of a photo broke off',
      detail:
        'Next to nothing arrived for almost a minute, so this upload was ended. Nothing was stored; send it again where your signal is better.',
    },
  },
  upload_too_long: {
    status: 408,
    params: { minutes: count },
    id: {
      title: 'Kiriman foto terlalu lama',
      detail: (p) =>
        `Kiriman ini datang terlalu lambat atau sudah berjalan lebih dari ${p.minutes} menit, dan tempatnya diperlukan kiriman lain. Tidak ada yang disimpan; kirim lagi saat sinyalmu lebih baik, atau kirim foto yang lebih kecil.`,
    },
    en: {
      title: 'Upload of a photo took too long',
      detail: (p) =>
        `This upload came too slowly or has taken more than ${p.minutes.of('minute', 'minutes')}, and others need its place. Nothing was stored; send it again where your signal is better, or send a smaller photo.`,
    },
  },
  pictures_busy: {
    status: 503,
    params: { blob_key: optional(text) },
    id: {
      title: 'Sedang banyak gambar yang diolah',
      detail: 'Server ini sedang mengolah banyak gambar. Tidak ada yang disimpan; coba lagi sebentar lagi.',
    },
    en: {
      title: 'Many pictures are being made',
      detail: 'This server has many pictures to make right now. Nothing was stored; try again in a moment.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
