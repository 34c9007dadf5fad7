import { isolated } from '../kernel/isolated.ts'
import type { Language } from '../kernel/language.ts'
import { timeZone, timeZoneName } from '../kernel/zone.ts'

type Words = Record<string, Record<Language, string>>

/** How statuses of the database read in a sentence. */
const campaignStatuses: Words = {
  draft: { id: 'masih draf', en: 'still a draft' },
  scheduled: { id: 'terjadwal', en: 'scheduled' },
  active: { id: 'sedang berjalan', en: 'active' },
  locked: { id: 'penuh', en: 'full' },
  fulfilled: { id: 'sudah berhasil', en: 'already completed' },
  expired: { id: 'sudah gagal', en: 'over: it failed' },
  cancelled: { id: 'sudah dibatalkan', en: 'already cancelled' },
}

const participationStatuses: Words = {
  pending_payment: { id: 'masih berupa pesanan', en: 'still reserved' },
  confirmed: { id: 'sudah dikonfirmasi', en: 'already confirmed' },
  cancelled: { id: 'sudah dibatalkan', en: 'already cancelled' },
  refunded: {
    id: 'sudah tidak jadi (yang dibayar harus dikembalikan)',
    en: 'already called off (what was paid is owed back)',
  },
  fulfilled: { id: 'sudah selesai (barangnya diterima)', en: 'already fulfilled' },
}

/** What was to be done, as it reads in "tidak bisa …" and "cannot be …". */
const actions: Words = {
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
}

/** Why a token was refused, as it reads behind a colon. */
const tokenReasons: Words = {
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
}

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

/** A parameter of a problem as it reads in its sentence: words of the database become words of people. */
export function inWords(code: string, name: string, value: unknown, language: Language): string {
  if (typeof value === 'number') return numbers[language].format(value)
  if (name === 'choice') return slotsInWords(value as [number, number], language)
  const text = String(value ?? '')
  switch (name) {
    case 'action':
      return actions[text]?.[language] ?? text
    case 'status':
    case 'from':
    case 'to':
      return statusInWords(code, text)?.[language] ?? text
    case 'reason':
      return tokenReasons[text]?.[language] ?? text
    case 'deadline':
    case 'opens_at':
    case 'latest':
      return timeInWords(text, language)
    default:
      return isolated(text)
  }
}

/** How few and how many slots one may take. */
function slotsInWords([least, most]: [number, number], language: Language): string {
  const [few, many] = [numbers[language].format(least), numbers[language].format(most)]
  const slots = language === 'en' && most > 1 ? 'slots' : 'slot'
  if (least === most) return `${language === 'id' ? 'tepat' : 'exactly'} ${many} ${slots}`
  if (least === 1) return `${language === 'id' ? 'paling banyak' : 'at most'} ${many} ${slots}`
  return `${few} ${language === 'id' ? 'sampai' : 'to'} ${many} ${slots}`
}

function statusInWords(code: string, status: string): Record<Language, string> | undefined {
  const [first, second] = code.startsWith('participation_')
    ? [participationStatuses, campaignStatuses]
    : [campaignStatuses, participationStatuses]
  return first[status] ?? second[status]
}

/** Something that must be settled before a person can be erased, as SQL names it. */
interface Obstacle {
  kind: 'participation' | 'campaign'
  id: string
  title: string
  status: string
}

/** What settles it. Only a reservation can be cancelled by its buyer. */
const whatToDo: Words = {
  pending_payment: {
    id: 'batalkan dulu, atau tunggu sampai kampanyenya selesai',
    en: 'cancel it, or wait until the campaign is over',
  },
  confirmed: {
    id: 'tunggu sampai barangnya diterima, atau minta penjual mengembalikan dananya',
    en: 'wait until the goods are received, or ask the seller for a refund',
  },
  campaign: {
    id: 'batalkan, atau selesaikan sampai semua pembeli menerima barangnya',
    en: 'cancel it, or see it through until every buyer has received the goods',
  },
}

/** What must be settled before a person can be erased, one sentence a thing; none for other problems. */
export function obstaclesInWords(
  obstacles: unknown,
  language: Language,
): { path: string; message: string }[] | undefined {
  if (!Array.isArray(obstacles)) return undefined
  return (obstacles as Obstacle[]).map(({ kind, id, title: written, status }) => {
    const title = isolated(written)
    const state = statusInWords(`${kind}_`, status)?.[language] ?? status
    const next = whatToDo[kind === 'campaign' ? 'campaign' : status]?.[language] ?? ''
    const sentences: Record<Language, string> =
      kind === 'participation'
        ? {
            id: `Keikutsertaan di “${title}” ${state}: ${next}.`,
            en: `The participation in “${title}” is ${state}: ${next}.`,
          }
        : { id: `Kampanye “${title}” ${state}: ${next}.`, en: `The campaign “${title}” is ${state}: ${next}.` }
    return { path: `${kind}s.${id}`, message: sentences[language] }
  })
}

function timeInWords(text: string, language: Language): string {
  const time = Date.parse(text)
  if (Number.isNaN(time)) return language === 'id' ? 'belum ditentukan' : 'not set yet'
  return `${times[language].format(time)} ${timeZoneName}`
}
