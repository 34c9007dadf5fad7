/** What a share image says, in both languages. Few words: it is read on a phone, three fingers wide. */
import { type Language, localeOf } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { writtenClock, writtenMoney } from '../../kernel/written.ts'
import { timeZone } from '../../kernel/zone.ts'
import type { Campaign } from '../campaigns/index.ts'
import { isDrawable } from './drawable.ts'

/** @param amount in the currency's smallest unit in use */
export function moneyInWords(amount: number, currency: string, language: Language): string {
  const withSymbol = writtenMoney(amount, currency, language)
  // Our fonts have the signs of a few currencies only.
  return isDrawable(withSymbol) ? withSymbol : writtenMoney(amount, currency, language, 'code')
}

/** How a campaign stands: what matters most, and what else there is to say. */
export interface Statement {
  first: string
  rest: string[]
}

/** `3 Des`, `3 Dec` */
function day(iso: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf[language], { day: 'numeric', month: 'short', timeZone })
  return format.format(new Date(iso))
}

/** What it costs where every slot costs the same; else where prices begin. */
export function priceInWords(campaign: Campaign, language: Language): { price: string; perSlot: string } {
  const { lowest_price, highest_price } = campaign
  const price = moneyInWords(lowest_price, campaign.currency, language)
  const isPerSlot = campaign.items.length <= 1 && (campaign.items[0]?.slots_per_unit ?? 1) === 1
  return {
    price: highest_price > lowest_price ? say(language, 'image_from', { price }) : price,
    perSlot: isPerSlot ? say(language, 'image_per_slot') : '',
  }
}

/** So few are counted out: of more an image would be wrong a minute later, or drawn for every order. */
const countedOutMax = 10

/** What changes the price next, in one short line: the volume, or the early bird of the price that is shown. Empty where nothing does. */
export function nextInWords(campaign: Campaign, language: Language): string {
  if (campaign.status !== 'active' || campaign.settling) return ''
  const money = (amount: number) => moneyInWords(amount, campaign.currency, language)
  const step = campaign.volume_prices.find(({ from_slots }) => from_slots > campaign.slots_taken)
  if (step) {
    const price = step.price ?? (campaign.items.length === 1 ? step.prices?.[0]?.price : undefined)
    const more = step.from_slots - campaign.slots_taken
    const isNear = more <= countedOutMax
    const count = isNear ? more : step.from_slots
    if (price === undefined)
      return say(language, isNear ? 'image_volume_few_many' : 'image_volume_from_many', { count })
    return say(language, isNear ? 'image_volume_few' : 'image_volume_from', { count, price: money(price) })
  }
  const { early_bird: early, lowest_price } = campaign
  if (early === null) return ''
  const count = early.units_left !== null && early.units_left <= countedOutMax ? early.units_left : undefined
  if (early.price !== lowest_price) {
    const price = money(early.price)
    return count === undefined
      ? say(language, 'image_early_at', { price })
      : say(language, 'image_left_at', { count, price })
  }
  const price = money(early.next_price)
  return count === undefined
    ? say(language, 'image_next_then', { price })
    : say(language, 'image_next_few', { count, price })
}

/** How many slots are held against the goal, or were when it ended. */
export function countedOf(campaign: Campaign): number {
  const open = campaign.goal_counts === 'confirmed' ? campaign.slots_confirmed : campaign.slots_taken
  return campaign.slots_at_close ?? open
}

export function stateInWords(campaign: Campaign, language: Language): Statement {
  const { total_slots: total, deadline } = campaign
  const taken = campaign.slots_at_close ?? campaign.slots_taken
  if (campaign.settling) return { first: say(language, 'image_settling'), rest: [say(language, 'image_awaited')] }
  switch (campaign.status) {
    case 'scheduled': {
      const at = campaign.opens_at ?? deadline
      const opens = say(language, 'image_opens', { day: day(at, language), time: writtenClock(new Date(at), language) })
      return { first: opens, rest: [say(language, 'image_slots', { count: total })] }
    }
    case 'full':
      return { first: say(language, 'image_full'), rest: [say(language, 'image_of', { taken, total })] }
    case 'completed':
      return { first: say(language, 'image_completed'), rest: [say(language, 'image_of', { taken, total })] }
    case 'failed':
      return { first: say(language, 'image_failed'), rest: [say(language, 'image_owed_back')] }
    case 'cancelled':
      return { first: say(language, 'image_cancelled'), rest: [say(language, 'image_owed_back')] }
    default: {
      const left = say(language, 'image_left', { count: campaign.slots_remaining })
      const percent = Math.floor((countedOf(campaign) * 100) / total)
      // Three fingers hold no more than that, and it says more than how many percent.
      if (countedOf(campaign) >= campaign.minimum_slots) return { first: say(language, 'image_reached'), rest: [left] }
      const closes = say(language, 'image_closes', { day: day(deadline, language) })
      return { first: say(language, 'image_percent', { value: percent }), rest: [left, closes] }
    }
  }
}
