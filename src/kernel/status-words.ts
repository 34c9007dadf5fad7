/** How statuses read in files. */
import type { Language } from './language.ts'
import type { CampaignStatus, ParticipationStatus } from './status.ts'

const words: Record<CampaignStatus | ParticipationStatus, Record<Language, string>> = {
  inactive: { id: 'draf', en: 'inactive' },
  scheduled: { id: 'terjadwal', en: 'scheduled' },
  active: { id: 'berjalan', en: 'active' },
  full: { id: 'penuh', en: 'full' },
  completed: { id: 'berhasil', en: 'completed' },
  failed: { id: 'gagal', en: 'failed' },
  cancelled: { id: 'dibatalkan', en: 'cancelled' },
  reserved: { id: 'dipesan', en: 'reserved' },
  confirmed: { id: 'dikonfirmasi', en: 'confirmed' },
  // Whether anything was paid, and has been sent back, no status knows.
  refunded: { id: 'tidak jadi', en: 'called off' },
  fulfilled: { id: 'diterima', en: 'fulfilled' },
}

/** What is no status is shown as it is. */
export function statusWord(status: string, language: Language): string {
  return words[status as CampaignStatus]?.[language] ?? status
}
