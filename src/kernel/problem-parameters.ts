/** The kinds of parameters that problems have: words of the database become words of people. */
import { z } from 'zod'
import { type Language, localeOf } from './language.ts'
import { say } from './messages.ts'
import type { Parameter } from './problem.ts'
import {
  type CampaignDbStatus,
  campaignStatus as campaignMap,
  type ParticipationDbStatus,
  participationStatus as participationMap,
} from './status.ts'
import { campaignStatusWord, participationStatusWord } from './status-words.ts'
import { writtenDay, writtenMoney } from './written.ts'
import { timeZone, timeZoneName } from './zone.ts'

/** On the clock of the pages that show these sentences. */
const times: Record<Language, Intl.DateTimeFormat> = {
  id: new Intl.DateTimeFormat(localeOf.id, { dateStyle: 'long', timeStyle: 'short', timeZone }),
  en: new Intl.DateTimeFormat(localeOf.en, { dateStyle: 'long', timeStyle: 'short', timeZone }),
}

/** What people wrote, names, and whatever else stands in a sentence as it is. */
export const text: Parameter<string> = {
  schema: z.string(),
  say: (value) => value,
  example: '01a20d1d-79cc-7000-80e5-6ca2290a7a28',
}

export const count: Parameter<number> = {
  schema: z.number(),
  say: (value) => value,
  example: 5,
}

export const time: Parameter<string | null> = {
  schema: z.string().nullable(),
  say(value, language) {
    const at = Date.parse(value ?? '')
    if (Number.isNaN(at)) return say(language, 'problem_time_unset')
    return `${times[language].format(at)} ${timeZoneName}`
  },
  example: '2030-01-01T05:00:00Z',
}

/** Of the calendar, in the zone of pages and files. */
export const day: Parameter<string> = {
  schema: z.iso.date(),
  say: (value, language) => writtenDay(value, language),
  example: '2029-11-30',
}

/** An amount of a currency's smallest unit in use, and the currency. */
export const sum: Parameter<[number, string]> = {
  schema: z.tuple([z.number(), z.string()]),
  say: ([amount, currency], language) => writtenMoney(amount, currency, language),
  example: [185_000, 'IDR'],
}

/** How few and how many slots one may take. */
export const slotRange: Parameter<[number, number]> = {
  schema: z.tuple([z.number(), z.number()]),
  say([least, most], language) {
    if (least === most) return say(language, 'problem_slots_exactly', { most })
    if (least === 1) return say(language, 'problem_slots_at_most', { most })
    return say(language, 'problem_slots_between', { least, most })
  },
  example: [2, 2],
}

/** One of a few words, each of which people read otherwise. */
export function wordOf<Word extends string>(
  words: readonly Word[],
  inWords: (word: Word, language: Language) => string,
  example: NoInfer<Word>,
): Parameter<Word> {
  return { schema: z.enum(words) as unknown as z.ZodType<Word>, say: inWords, example }
}

/** The same parameter where not everybody who refuses has it. */
export function optional<Value>(parameter: Parameter<Value>): Parameter<Value> & { isOptional: true } {
  return { ...parameter, isOptional: true }
}

/** The field at fault, as the caller wrote it. */
export const field: Parameter<string> = { ...text, example: 'quantity' }

/** How a status of the database reads in "is …": `already cancelled`. */
export function campaignIs(dbStatus: CampaignDbStatus, language: Language): string {
  const status = campaignMap.toApi(dbStatus)
  return say(language, `campaign_is_${status}`, { status: campaignStatusWord(status, language) })
}

export function participationIs(dbStatus: ParticipationDbStatus, language: Language): string {
  const status = participationMap.toApi(dbStatus)
  return say(language, `participation_is_${status}`, { status: participationStatusWord(status, language) })
}

const campaignWords = campaignMap.values.map(campaignMap.toDb)
const participationWords: ParticipationDbStatus[] = [...participationMap.values.map(participationMap.toDb), 'offered']

export const campaignStatus = wordOf(campaignWords, campaignIs, 'cancelled')
export const participationStatus = wordOf(participationWords, participationIs, 'cancelled')
/** As pages call it: of a campaign, where a word is of either. */
export const anyStatus = wordOf(
  [...new Set([...participationWords, ...campaignWords])],
  (word, language) =>
    isCampaignWord(word)
      ? campaignStatusWord(campaignMap.toApi(word), language)
      : participationStatusWord(participationMap.toApi(word as ParticipationDbStatus), language),
  'cancelled',
)

function isCampaignWord(word: CampaignDbStatus | ParticipationDbStatus): word is CampaignDbStatus {
  return (campaignWords as string[]).includes(word)
}

/** What was to be done, as it reads in "tidak bisa …" and "cannot be …". */
export const action = wordOf(
  [
    'publish',
    'extend',
    'complete',
    'fail',
    'cancel',
    'change',
    'confirm',
    'refund',
    'change_photos',
    'fulfil',
    'unfulfil',
    'claim',
    'decline',
  ],
  (word, language) => say(language, `action_${word}`),
  'cancel',
)
