import { defineProblems, type ParametersOf } from '../kernel/problem.ts'
import { count, field, text } from '../kernel/problem-parameters.ts'

export const problems = defineProblems({
  malformed_request: {
    status: 400,
    id: {
      title: 'Permintaan tidak terbaca',
      detail:
        'Isi permintaan bukan JSON yang benar, jadi tidak ada yang diproses. Periksa tanda kurung, koma, dan tanda kutipnya.',
    },
    en: {
      title: 'Unreadable request',
      detail: 'The body is not valid JSON, so nothing was processed. Check its brackets, commas and quotes.',
    },
  },
  malformed_http: {
    status: 400,
    id: {
      title: 'Permintaan HTTP tidak terbaca',
      detail: 'Permintaan ini bukan HTTP yang benar, jadi tidak ada yang diproses. Periksa program yang mengirimnya.',
    },
    en: {
      title: 'Unreadable HTTP request',
      detail: 'This is not a valid HTTP request, so nothing was processed. Check the program that sent it.',
    },
  },
  malformed_url: {
    status: 400,
    id: {
      title: 'Alamat tidak terbaca',
      detail: 'Alamat permintaan ini tidak bisa dibaca. Periksa tanda persen (%) dan karakter khusus lainnya.',
    },
    en: {
      title: 'Unreadable address',
      detail: 'The address of this request cannot be read. Check its percent signs and other special characters.',
    },
  },
  cursor_invalid: {
    status: 400,
    id: {
      title: 'Penanda halaman tidak sah',
      detail:
        'Penanda halaman (cursor) ini bukan dari daftar dengan saringan dan urutan ini. Mulai lagi dari halaman pertama.',
    },
    en: {
      title: 'Invalid page cursor',
      detail: 'This cursor is not from this list with this filter and order. Start again from the first page.',
    },
  },
  forbidden: {
    status: 403,
    id: { title: 'Tidak diizinkan', detail: 'Akun ini tidak berhak melakukannya. Tidak ada yang berubah.' },
    en: { title: 'Not allowed', detail: 'This account may not do this. Nothing was changed.' },
  },
  not_found: {
    status: 404,
    id: { title: 'Tidak ditemukan', detail: 'Tidak ada apa pun di alamat ini. Daftar alamat ada di /docs.' },
    en: { title: 'Not found', detail: 'There is nothing at this address. The addresses are listed at /docs.' },
  },
  method_not_allowed: {
    status: 405,
    params: { allowed: text },
    id: {
      title: 'Metode tidak didukung',
      detail: (p) =>
        `Alamat ini hanya menerima metode ${p.allowed}. Tidak ada yang diubah; semua alamat API ada di /docs.`,
    },
    en: {
      title: 'Method not allowed',
      detail: (p) =>
        `This address takes only ${p.allowed}. Nothing was changed; the addresses of the API are listed at /docs.`,
    },
  },
  request_timeout: {
    status: 408,
    id: {
      title: 'Permintaan terlalu lama dikirim',
      detail: 'Permintaan ini tidak selesai dikirim pada waktunya, jadi tidak ada yang diproses. Silakan coba lagi.',
    },
    en: {
      title: 'Request took too long to send',
      detail: 'This request was not sent in time, so nothing was processed. Please try again.',
    },
  },
  payload_too_large: {
    status: 413,
    params: { maximum: count },
    id: {
      title: 'Permintaan terlalu besar',
      detail: (p) =>
        `Isi permintaan melebihi batas ${p.maximum} byte. Tidak ada yang diproses; kirim isi yang lebih pendek.`,
    },
    en: {
      title: 'Request too large',
      detail: (p) => `The body exceeds ${p.maximum} bytes. Nothing was processed; send a shorter one.`,
    },
  },
  unsupported_media_type: {
    status: 415,
    id: {
      title: 'Jenis isi tidak didukung',
      detail:
        'Kirim isi permintaan sebagai JSON, dengan header Content-Type: application/json. Tidak ada yang diproses.',
    },
    en: {
      title: 'Unsupported content type',
      detail: 'Send the body as JSON, with the header Content-Type: application/json. Nothing was processed.',
    },
  },
  validation_failed: {
    status: 422,
    id: {
      title: 'Ada isian yang belum benar',
      detail: 'Ada isian yang belum benar; rinciannya ada di errors. Tidak ada yang disimpan.',
    },
    en: {
      title: 'Some fields are not right',
      detail: 'Some fields are not right; they are listed in errors. Nothing was saved.',
    },
  },
  idempotency_key_invalid: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Idempotency-Key tidak sah',
      detail:
        'Idempotency-Key harus terdiri dari 1 sampai 255 huruf, angka, atau tanda baca ASCII. Tidak ada yang diproses.',
    },
    en: {
      title: 'Invalid Idempotency-Key',
      detail: 'Idempotency-Key must be 1 to 255 printable ASCII characters. Nothing was processed.',
    },
  },
  user_id_required: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Pembeli belum disebut',
      detail: 'Sebutkan pembelinya di user_id: pemanggil ini bertindak atas nama siapa saja. Tidak ada yang diproses.',
    },
    en: {
      title: 'Buyer not named',
      detail: 'Name the buyer in user_id: this caller acts for anybody. Nothing was processed.',
    },
  },
  exports_at_once: {
    status: 429,
    params: { maximum: count },
    id: {
      title: 'Terlalu banyak berkas sekaligus',
      detail: (p) =>
        `Kamu sedang mengunduh ${p.maximum} berkas, sebanyak yang boleh sekaligus. Tunggu sampai salah satunya selesai, atau batalkan unduhannya, lalu coba lagi.`,
    },
    en: {
      title: 'Too many files at once',
      detail: (p) =>
        `You are downloading ${p.maximum.of('file', 'files')} already, as many as one may at once. Wait until one of them is done, or cancel it, then try again.`,
    },
  },
  rate_limited: {
    status: 429,
    params: { seconds: count },
    id: {
      title: 'Terlalu sering',
      detail: (p) =>
        `Terlalu banyak permintaan dalam waktu singkat. Permintaan ini tidak diproses; coba lagi dalam ${p.seconds} detik.`,
    },
    en: {
      title: 'Too many requests',
      detail: (p) =>
        `Too many requests in a short time. This one was not processed; try again in ${p.seconds.of('second', 'seconds')}.`,
    },
  },
  headers_too_large: {
    status: 431,
    id: {
      title: 'Header terlalu besar',
      detail: 'Header permintaan ini terlalu besar, jadi tidak ada yang diproses. Kurangi isinya, misalnya cookie.',
    },
    en: {
      title: 'Headers too large',
      detail: 'The headers of this request are too large, so nothing was processed. Send less, for example of cookies.',
    },
  },
  internal_error: {
    status: 500,
    params: { request_id: text },
    id: {
      title: 'Ada kesalahan di pihak kami',
      detail: (p) =>
        `Maaf, terjadi kesalahan di pihak kami dan sudah tercatat. Kalau ragu apakah berhasil, ulangi dengan Idempotency-Key yang sama. Nomor kejadian: ${p.request_id}.`,
    },
    en: {
      title: 'Something went wrong on our side',
      detail: (p) =>
        `Sorry, something went wrong on our side and is on record. When in doubt whether it worked, repeat it with the same Idempotency-Key. Incident: ${p.request_id}.`,
    },
  },
  too_many_streams: {
    status: 503,
    id: {
      title: 'Terlalu banyak yang menyimak',
      detail: 'Server ini sedang melayani terlalu banyak siaran langsung. Silakan muat ulang sebentar lagi.',
    },
    en: { title: 'Too many live streams', detail: 'This server has too many live streams open. Reload in a moment.' },
  },
})

declare module '../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
