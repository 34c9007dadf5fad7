import { defineProblems, type ParametersOf } from '../../kernel/problem.ts'
import { count, field, optional, text, wordOf } from '../../kernel/problem-parameters.ts'

/** Why a token was refused, as it reads behind a colon. */
const tokenReason = wordOf(
  {
    expired: { id: 'masa berlakunya sudah habis', en: 'it has expired' },
    audience: { id: 'token ini bukan untuk server ini (aud)', en: 'it is not meant for this server (aud)' },
    issuer: {
      id: 'penerbitnya bukan marketplace ini (iss)',
      en: 'it is not from the marketplace that is configured (iss)',
    },
    signature: { id: 'tanda tangannya tidak cocok', en: 'its signature does not match' },
    unknown_key: {
      id: 'kunci penandatangannya tidak dikenal (kid)',
      en: 'it was signed with a key that is not published (kid)',
    },
    algorithm: { id: 'algoritmanya tidak diizinkan (alg)', en: 'its algorithm is not allowed (alg)' },
    claims: {
      id: 'isinya tidak lengkap atau tidak sah (sub, exp, nbf, iat)',
      en: 'its claims are incomplete or not valid (sub, exp, nbf, iat)',
    },
    reserved: {
      id: 'ID orangnya (sub) berawalan machine: atau guest:, yang hanya untuk mesin dan tamu',
      en: 'the id of its person (sub) begins with machine: or guest:, which are kept for machines and guests',
    },
    erased: {
      id: 'data orang ini sudah dihapus setelah token diterbitkan',
      en: 'its person was erased after it was issued',
    },
    malformed: { id: 'bentuknya bukan JWT', en: 'it is not a well-formed JWT' },
  },
  'expired',
)

export type TokenReason = (typeof tokenReason)['example']

export const problems = defineProblems({
  unauthorized: {
    status: 401,
    id: {
      title: 'Belum dikenali',
      detail:
        'Untuk ini kamu perlu masuk, atau mengirim kunci atau token yang sah di header Authorization (Bearer). Tidak ada yang diproses.',
    },
    en: {
      title: 'Not recognized',
      detail:
        'This needs you to sign in, or to send a valid key or token in the Authorization header (Bearer). Nothing was processed.',
    },
  },
  token_invalid: {
    status: 401,
    params: { reason: tokenReason },
    id: {
      title: 'Token ditolak',
      detail: (p) =>
        `Token ini tidak bisa diterima: ${p.reason}. Tidak ada yang diproses; ambil token baru dari marketplace-mu.`,
    },
    en: {
      title: 'Token refused',
      detail: (p) =>
        `This token cannot be accepted: ${p.reason}. Nothing was processed; get a new token from your marketplace.`,
    },
  },
  sign_in_failed: {
    status: 401,
    id: {
      title: 'Belum bisa masuk',
      detail:
        'Alamat e-mail atau kata sandinya tidak cocok, atau alamatnya belum dikonfirmasi (kalau begitu, tautan baru sudah dikirim). Periksa kembali, atau minta kata sandi baru.',
    },
    en: {
      title: 'Could not sign in',
      detail:
        'The e-mail address or the password is not right, or the address has not been confirmed yet (then a new link was sent). Check both, or ask for a new password.',
    },
  },
  two_factor_expired: {
    status: 401,
    id: {
      title: 'Waktu untuk kode sudah habis',
      detail: 'Kode kedua tidak dimasukkan pada waktunya atau terlalu sering salah. Silakan masuk lagi dari awal.',
    },
    en: {
      title: 'Time for the code is over',
      detail: 'The second factor was not given in time, or was wrong too often. Please sign in again from the start.',
    },
  },
  scope_missing: {
    status: 403,
    params: { scope: text },
    id: {
      title: 'Kunci API tidak mencakup ini',
      detail: (p) =>
        `Kunci API ini tidak punya cakupan ${p.scope}. Tidak ada yang berubah; pakai kunci yang mencakupnya.`,
    },
    en: {
      title: 'API key lacks a scope',
      detail: (p) => `This API key does not have the scope ${p.scope}. Nothing was changed; use a key that has it.`,
    },
  },
  cross_origin: {
    status: 403,
    id: {
      title: 'Permintaan dari situs lain',
      detail:
        'Permintaan ini datang dari halaman situs lain, jadi tidak diproses. Buka halaman Sambatan langsung, lalu coba lagi.',
    },
    en: {
      title: 'Request from another site',
      detail:
        'This request came from a page of another site, so it was not processed. Open the page of Sambatan itself and try again.',
    },
  },
  operator_code_invalid: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Kode operator tidak sah',
      detail:
        'Kode operator ini salah, sudah dipakai, atau sudah kedaluwarsa, jadi akunnya tidak menjadi operator. Mulai ulang servernya untuk mendapat kode baru.',
    },
    en: {
      title: 'Invalid operator code',
      detail:
        'This operator code is wrong, used up or expired, so the account does not become an operator. Restart the server to get a new one.',
    },
  },
  account_exists: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Alamat ini sudah punya akun',
      detail: 'Alamat ini sudah punya akun, jadi kode operator belum dipakai. Daftar dengan alamat lain.',
    },
    en: {
      title: 'This address has an account',
      detail: 'This address has an account already, so the operator code was not used. Sign up with another address.',
    },
  },
  password_wrong: {
    status: 422,
    id: { title: 'Kata sandi salah', detail: 'Kata sandi ini tidak cocok. Tidak ada yang berubah.' },
    en: { title: 'Wrong password', detail: 'This password is not right. Nothing was changed.' },
  },
  code_wrong: {
    status: 422,
    id: {
      title: 'Kode salah',
      detail: 'Kode ini tidak cocok. Pakai kode terbaru dari aplikasi, atau kode pemulihan yang belum dipakai.',
    },
    en: {
      title: 'Wrong code',
      detail:
        'This code is not right. Use the newest one of your authenticator, or a recovery code that is not used up.',
    },
  },
  link_invalid: {
    status: 422,
    id: {
      title: 'Tautan tidak berlaku',
      detail: 'Tautan ini sudah dipakai atau sudah kedaluwarsa. Tidak ada yang berubah; silakan minta yang baru.',
    },
    en: {
      title: 'Link no longer valid',
      detail: 'This link was used already or has expired. Nothing was changed; please ask for a new one.',
    },
  },
  two_factor_on: {
    status: 409,
    id: {
      title: 'Verifikasi dua langkah sudah aktif',
      detail: 'Akun ini sudah memakai verifikasi dua langkah. Matikan dulu kalau ingin menggantinya.',
    },
    en: {
      title: 'Two-factor is on already',
      detail: 'This account has two-factor authentication already. Turn it off first to replace it.',
    },
  },
  two_factor_off: {
    status: 409,
    id: {
      title: 'Verifikasi dua langkah belum disiapkan',
      detail: 'Akun ini belum menyiapkan verifikasi dua langkah. Mulai dengan menyiapkannya.',
    },
    en: {
      title: 'Two-factor is not set up',
      detail: 'This account has not set two-factor authentication up. Begin with that.',
    },
  },
  role_elsewhere: {
    status: 409,
    id: {
      title: 'Peran ditentukan marketplace',
      detail: 'Peran orang ini datang dari token marketplace-nya. Ubah di sana; di sini tidak ada yang berubah.',
    },
    en: {
      title: 'Role comes from the marketplace',
      detail:
        "This person's role comes with the token of their marketplace. Change it there; nothing was changed here.",
    },
  },
  last_operator: {
    status: 409,
    id: {
      title: 'Operator terakhir',
      detail:
        'Ini operator terakhir, dan tanpa operator tidak ada yang bisa mengangkat yang baru. Angkat yang lain dulu.',
    },
    en: {
      title: 'Last operator',
      detail: 'This is the last operator, and without one nobody can make another. Make somebody else operator first.',
    },
  },
  session_not_found: {
    status: 404,
    params: { session_id: optional(text) },
    id: { title: 'Sesi tidak ditemukan', detail: 'Sesi ini tidak ada, atau sudah berakhir.' },
    en: { title: 'Session not found', detail: 'There is no such session, or it has ended already.' },
  },
  api_key_not_found: {
    status: 404,
    params: { api_key_id: optional(text) },
    id: { title: 'Kunci API tidak ditemukan', detail: 'Kunci API ini tidak ada. Periksa kembali id yang dipakai.' },
    en: { title: 'API key not found', detail: 'There is no such API key. Check the id that was used.' },
  },
  expiry_not_future: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Waktu kedaluwarsa sudah lewat',
      detail: 'Waktu kedaluwarsa harus di masa depan. Kunci belum dibuat.',
    },
    en: { title: 'Expiry is in the past', detail: 'The expiry must be in the future. No key was made.' },
  },
  sign_in_paused: {
    status: 429,
    params: { seconds: count },
    id: {
      title: 'Masuk dari perangkat baru dijeda sebentar',
      detail: (p) =>
        `Terlalu banyak kata sandi atau kode yang salah dicoba untuk akun ini. Perangkat yang belum dikenal baru bisa mencoba lagi dalam ${p.seconds} detik; yang pernah dipakai untuk masuk tetap bisa. Di sini, minta kata sandi baru lewat e-mail. Akun dan pesananmu tidak berubah.`,
    },
    en: {
      title: 'Signing in from new devices is paused',
      detail: (p) =>
        `Too many wrong passwords or codes were tried for this account. Devices that are not known can try again in ${p.seconds.of('second', 'seconds')}; those that have signed in before still can. Here, ask for a new password by e-mail. The account and its orders have not changed.`,
    },
  },
  too_many_attempts: {
    status: 429,
    params: { seconds: count },
    id: {
      title: 'Terlalu banyak percobaan',
      detail: (p) =>
        `Terlalu banyak percobaan dalam waktu singkat. Yang ini tidak diproses; coba lagi dalam ${p.seconds} detik.`,
    },
    en: {
      title: 'Too many attempts',
      detail: (p) =>
        `Too many attempts in a short time. This one was not processed; try again in ${p.seconds.of('second', 'seconds')}.`,
    },
  },
  accounts_off: {
    status: 503,
    id: {
      title: 'Akun dimatikan',
      detail:
        'Server ini tidak menyimpan akun sendiri. Masuklah lewat marketplace-mu; pengelolanya bisa menyalakan akun dengan SAMBATAN_SECRET.',
    },
    en: {
      title: 'Accounts are off',
      detail:
        'This server keeps no accounts of its own. Come in through your marketplace; those who run it can turn accounts on with SAMBATAN_SECRET.',
    },
  },
  token_keys_unavailable: {
    status: 503,
    id: {
      title: 'Token belum bisa diperiksa',
      detail:
        'Kunci marketplace untuk memeriksa token ini sedang tidak bisa diambil. Tidak ada yang diproses; coba lagi sebentar lagi.',
    },
    en: {
      title: 'Token cannot be checked now',
      detail:
        "The marketplace's keys for checking this token cannot be fetched at the moment. Nothing was processed; try again shortly.",
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
