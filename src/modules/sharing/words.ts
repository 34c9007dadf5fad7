/** What a share image says, in both languages. Few words: it is read on a phone, three fingers wide. */
import type { Language } from '../../kernel/language.ts'
import { fractionDigits } from '../../kernel/money.ts'
import { timeZone, timeZoneName } from '../../kernel/zone.ts'
import type { Campaign } from '../campaigns/index.ts'
import { isDrawable } from './drawable.ts'

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/** @param amount in the currency's smallest unit in use */
export function moneyInWords(amount: number, currency: string, language: Language): string {
  const digits = fractionDigits(currency)
  const format = (currencyDisplay: 'narrowSymbol' | 'code') =>
    new Intl.NumberFormat(locales[language], {
      style: 'currency',
      currency,
      currencyDisplay,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount / 10 ** digits)
  const withSymbol = format('narrowSymbol')
  // Our fonts have the signs of a few currencies only.
  return isDrawable(withSymbol) ? withSymbol : format('code')
}

/** How a campaign stands: what matters most, and what else there is to say. */
export interface Statement {
  first: string
  rest: string[]
}

interface Sentences {
  slots(count: number): string
  of(taken: number, total: number): string
  left(count: number): string
  closes(deadline: string): string
  opens(at: string): string
  percent(value: number): string
  full: string
  settling: string
  awaited: string
  reached: string
  completed: string
  failed: string
  cancelled: string
  owedBack: string
  perSlot: string
}

const number = (value: number, language: Language) => new Intl.NumberFormat(locales[language]).format(value)

/** `3 Des`, `3 Dec` */
function day(iso: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'short', timeZone })
  return format.format(new Date(iso))
}

/** `19.00 WIB`, `19:00 WIB` */
function clock(iso: string, language: Language): string {
  const format = new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit', timeZone })
  return `${format.format(new Date(iso))} ${timeZoneName}`
}

const sentences: Record<Language, Sentences> = {
  id: {
    slots: (count) => `${number(count, 'id')} slot`,
    of: (taken, total) => `${number(taken, 'id')} dari ${number(total, 'id')} slot`,
    left: (count) => `${number(count, 'id')} slot lagi`,
    closes: (deadline) => `tutup ${day(deadline, 'id')}`,
    opens: (at) => `Dibuka ${day(at, 'id')}, ${clock(at, 'id')}`,
    percent: (value) => `${value} %`,
    full: 'Penuh',
    settling: 'Tenggat lewat',
    awaited: 'menunggu pembayaran',
    reached: 'Target tercapai',
    completed: 'Berhasil',
    failed: 'Target tidak tercapai',
    cancelled: 'Dibatalkan',
    owedBack: 'dana harus kembali',
    perSlot: 'per slot',
  },
  en: {
    slots: (count) => `${number(count, 'en')} ${count === 1 ? 'slot' : 'slots'}`,
    of: (taken, total) => `${number(taken, 'en')} of ${number(total, 'en')} ${total === 1 ? 'slot' : 'slots'}`,
    left: (count) => `${number(count, 'en')} ${count === 1 ? 'slot' : 'slots'} left`,
    closes: (deadline) => `closes ${day(deadline, 'en')}`,
    opens: (at) => `Opens ${day(at, 'en')}, ${clock(at, 'en')}`,
    percent: (value) => `${value}%`,
    full: 'Full',
    settling: 'Deadline passed',
    awaited: 'awaiting payments',
    reached: 'Goal reached',
    completed: 'Succeeded',
    failed: 'Goal not reached',
    cancelled: 'Cancelled',
    owedBack: 'money owed back',
    perSlot: 'per slot',
  },
}

export function perSlot(language: Language): string {
  return sentences[language].perSlot
}

/** How many slots are held against the goal, or were when it ended. */
export function countedOf(campaign: Campaign): number {
  const open = campaign.goal_counts === 'confirmed' ? campaign.slots_confirmed : campaign.slots_taken
  return campaign.slots_at_close ?? open
}

export function stateInWords(campaign: Campaign, language: Language): Statement {
  const say = sentences[language]
  const { total_slots: total, deadline } = campaign
  const taken = campaign.slots_at_close ?? campaign.slots_taken
  if (campaign.settling) return { first: say.settling, rest: [say.awaited] }
  switch (campaign.status) {
    case 'scheduled':
      return { first: say.opens(campaign.opens_at ?? deadline), rest: [say.slots(total)] }
    case 'full':
      return { first: say.full, rest: [say.of(taken, total)] }
    case 'completed':
      return { first: say.completed, rest: [say.of(taken, total)] }
    case 'failed':
      return { first: say.failed, rest: [say.owedBack] }
    case 'cancelled':
      return { first: say.cancelled, rest: [say.owedBack] }
    default: {
      const { slots_remaining: left } = campaign
      const percent = Math.floor((countedOf(campaign) * 100) / total)
      // Three fingers hold no more than that, and it says more than how many percent.
      if (countedOf(campaign) >= campaign.minimum_slots) return { first: say.reached, rest: [say.left(left)] }
      return { first: say.percent(percent), rest: [say.left(left), say.closes(deadline)] }
    }
  }
}
