import type { Language } from '../kernel/language.ts'

type Words = Record<string, Record<Language, string>>

/** How statuses of the database read in a sentence. */
const campaignStatuses: Words = {
  draft: { id: 'draf', en: 'a draft' },
  scheduled: { id: 'terjadwal', en: 'scheduled' },
  active: { id: 'berjalan', en: 'active' },
  locked: { id: 'penuh', en: 'full' },
  fulfilled: { id: 'berhasil', en: 'completed' },
  expired: { id: 'gagal', en: 'failed' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
}

const participationStatuses: Words = {
  pending_payment: { id: 'dipesan', en: 'reserved' },
  confirmed: { id: 'dikonfirmasi', en: 'confirmed' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
  refunded: { id: 'dananya dikembalikan', en: 'refunded' },
  fulfilled: { id: 'diterima', en: 'received' },
}

const actions: Words = {
  publish: { id: 'menerbitkan', en: 'publishing' },
  extend: { id: 'memperpanjang', en: 'extending' },
  complete: { id: 'menyelesaikan', en: 'completing' },
  fail: { id: 'menggagalkan', en: 'failing' },
  cancel: { id: 'membatalkan', en: 'cancelling' },
  confirm: { id: 'mengonfirmasi', en: 'confirming' },
  refund: { id: 'mengembalikan dana', en: 'refunding' },
  fulfil: { id: 'menyatakan diterima', en: 'marking as received' },
}

/** A parameter of a problem as it reads in its sentence: words of the database become words of people. */
export function inWords(code: string, name: string, value: unknown, language: Language): string {
  const text = String(value ?? '')
  if (name === 'action') return actions[text]?.[language] ?? text
  if (name === 'status' || name === 'from' || name === 'to') {
    const words = code.startsWith('participation_') ? participationStatuses : campaignStatuses
    return words[text]?.[language] ?? text
  }
  return text
}
