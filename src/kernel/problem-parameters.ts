/** The kinds of parameters that problems have: words of the database become words of people. */
import { z } from 'zod'
import { isolated } from './isolated.ts'
import type { Language } from './language.ts'
import type { Parameter } from './problem.ts'
import { timeZone, timeZoneName } from './zone.ts'

export type Words<Word extends string = string> = Record<Word, Record<Language, string>>

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

const numbers: Record<Language, Intl.NumberFormat> = {
  id: new Intl.NumberFormat(locales.id),
  en: new Intl.NumberFormat(locales.en),
}

/** On the clock of the pages that show these sentences. */
const times: Record<Language, Intl.DateTimeFormat> = {
  id: new Intl.DateTimeFormat(locales.id, { dateStyle: 'long', timeStyle: 'short', timeZone }),
  en: new Intl.DateTimeFormat(locales.en, { dateStyle: 'long', timeStyle: 'short', timeZone }),
}

/** What people wrote, names, and whatever else stands in a sentence as it is. */
export const text: Parameter<string> = {
  schema: z.string(),
  say: (value) => isolated(value),
  example: '01a20d1d-79cc-7000-80e5-6ca2290a7a28',
}

/** A number; with `of` in a sentence, what it counts. */
export const count: Parameter<number> = {
  schema: z.number(),
  say: (value, language) => numbers[language].format(value),
  example: 5,
}

export const time: Parameter<string | null> = {
  schema: z.string().nullable(),
  say(value, language) {
    const at = Date.parse(value ?? '')
    if (Number.isNaN(at)) return language === 'id' ? 'belum ditentukan' : 'not set yet'
    return `${times[language].format(at)} ${timeZoneName}`
  },
  example: '2030-01-01T05:00:00Z',
}

/** How few and how many slots one may take. */
export const slotRange: Parameter<[number, number]> = {
  schema: z.tuple([z.number(), z.number()]),
  say([least, most], language) {
    const [few, many] = [numbers[language].format(least), numbers[language].format(most)]
    const slots = language === 'en' && most > 1 ? 'slots' : 'slot'
    if (least === most) return `${language === 'id' ? 'tepat' : 'exactly'} ${many} ${slots}`
    if (least === 1) return `${language === 'id' ? 'paling banyak' : 'at most'} ${many} ${slots}`
    return `${few} ${language === 'id' ? 'sampai' : 'to'} ${many} ${slots}`
  },
  example: [2, 2],
}

/** One of a few words, each of which has words of its own in every language. */
export function wordOf<Word extends string>(words: Words<Word>, example: NoInfer<Word>): Parameter<Word> {
  return {
    schema: z.enum(Object.keys(words) as [Word, ...Word[]]) as unknown as z.ZodType<Word>,
    say: (value, language) => words[value][language],
    example,
  }
}

/** The same parameter where not everybody who refuses has it. */
export function optional<Value>(parameter: Parameter<Value>): Parameter<Value> & { isOptional: true } {
  return { ...parameter, isOptional: true }
}

/** The field at fault, as the caller wrote it. */
export const field: Parameter<string> = { ...text, example: 'quantity' }

/** How statuses of the database read in a sentence. */
export const campaignStatuses = {
  draft: { id: 'masih draf', en: 'still a draft' },
  scheduled: { id: 'terjadwal', en: 'scheduled' },
  active: { id: 'sedang berjalan', en: 'active' },
  locked: { id: 'penuh', en: 'full' },
  fulfilled: { id: 'sudah berhasil', en: 'already completed' },
  expired: { id: 'sudah gagal', en: 'over: it failed' },
  cancelled: { id: 'sudah dibatalkan', en: 'already cancelled' },
} satisfies Words

export const participationStatuses = {
  pending_payment: { id: 'masih berupa pesanan', en: 'still reserved' },
  confirmed: { id: 'sudah dikonfirmasi', en: 'already confirmed' },
  cancelled: { id: 'sudah dibatalkan', en: 'already cancelled' },
  refunded: {
    id: 'sudah tidak jadi (yang dibayar harus dikembalikan)',
    en: 'already called off (what was paid is owed back)',
  },
  fulfilled: { id: 'sudah selesai (barangnya diterima)', en: 'already fulfilled' },
} satisfies Words

export const campaignStatus = wordOf(campaignStatuses, 'cancelled')
export const participationStatus = wordOf(participationStatuses, 'cancelled')
export const anyStatus = wordOf({ ...participationStatuses, ...campaignStatuses }, 'cancelled')

/** What was to be done, as it reads in "tidak bisa …" and "cannot be …". */
export const action = wordOf(
  {
    publish: { id: 'diterbitkan', en: 'published' },
    extend: { id: 'diperpanjang', en: 'extended' },
    complete: { id: 'diselesaikan', en: 'completed' },
    fail: { id: 'digagalkan', en: 'failed' },
    cancel: { id: 'dibatalkan', en: 'cancelled' },
    change: { id: 'diubah', en: 'changed' },
    confirm: { id: 'dikonfirmasi', en: 'confirmed' },
    refund: { id: 'dikembalikan dananya', en: 'refunded' },
    change_photos: { id: 'diganti fotonya', en: 'given other photos' },
    fulfil: { id: 'dinyatakan diterima', en: 'marked as received' },
    unfulfil: { id: 'dibatalkan penerimaannya', en: 'marked as not received' },
  },
  'cancel',
)
