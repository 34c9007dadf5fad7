/** What a share image shows of a campaign, before it is a picture: plain data, from which all else follows. */
import { hash } from 'node:crypto'
import { defaultLanguage, type Language } from '../../kernel/language.ts'
import type { Campaign } from '../campaigns/index.ts'
import { drawableText } from './drawable.ts'
import { countedOf, nextInWords, priceInWords, type Statement, stateInWords } from './words.ts'

/** Raised when the same campaign is drawn in another way, so that nobody keeps the old one. */
const look = 2

/** In percent: an image is made anew when the campaign has come so much further, not for every slot. */
const step = 5

export interface Drawing {
  language: Language
  title: string
  seller: string
  price: string
  perSlot: string
  /** What changes the price next; empty where nothing does. */
  next: string
  state: Statement
  /** How it goes: `open` and `done` are shown in colour, what has `ended` without success is paler. */
  mood: 'open' | 'done' | 'ended'
  /** How full the bar is, 0 to 1: of what counts toward the goal. */
  share: number
  /** Where on the bar the goal lies, 0 to 1; null where it is the whole bar, or no question any more. */
  goal: number | null
  /** The address of the picture beside it: a photo's, or one under /assets/. Null: none that we have. */
  picture: string | null
}

export function drawingOf(campaign: Campaign, language: Language): Drawing {
  const { status, minimum_slots: goal, total_slots: total } = campaign
  const mood = status === 'completed' ? 'done' : status === 'failed' || status === 'cancelled' ? 'ended' : 'open'
  return {
    language,
    title: drawableText(campaign.title) || drawableText(campaign.product_name) || 'Sambatan',
    seller: drawableText(campaign.seller_name ?? ''),
    ...priceInWords(campaign, language),
    next: nextInWords(campaign, language),
    state: stateInWords(campaign, language),
    mood,
    share: countedOf(campaign) / total,
    goal: mood === 'open' && goal < total ? goal / total : null,
    picture: pictureOf(campaign),
  }
}

/** The first photo; else the product's picture, if it is one of ours: what is elsewhere is never fetched. */
function pictureOf({ photos: [photo], image_url: address }: Campaign): string | null {
  if (photo) {
    // The smallest that fills the height of an image.
    const high = (width: number) => (photo.height * Math.min(width, photo.width)) / photo.width >= 630
    const { '480': small, '960': medium, '1600': large } = photo.urls
    return (high(480) ? small : high(960) ? (medium ?? small) : (large ?? medium ?? small)) ?? null
  }
  return address?.startsWith('/assets/') ? address : null
}

/**
 * A short mark of what the share image of a campaign shows, for `?v=`: whoever keeps an image by its address gets a new one
 * when the campaign's state or texts change, when it reaches its goal, or when it is another 5 % full; and the same one
 * until then.
 */
export function shareImageVersion(campaign: Campaign): string {
  const percent = Math.floor((countedOf(campaign) * 100) / campaign.total_slots / step) * step
  const { title, product_name, seller_name, price_per_slot, currency, total_slots, opens_at, deadline } = campaign
  const texts = [look, title, product_name, seller_name, price_per_slot, currency, total_slots, opens_at, deadline]
  const goal = [campaign.minimum_slots, countedOf(campaign) >= campaign.minimum_slots]
  // In the campaign that counts reservations nothing of this differs, so that its images keep their addresses.
  const left = Math.floor((campaign.slots_remaining * 100) / campaign.total_slots / step)
  const more = campaign.goal_counts === 'confirmed' ? [left, campaign.settling] : []
  const { lowest_price: lowest } = campaign
  const differ = campaign.highest_price > lowest
  const prices = lowest === price_per_slot && !differ ? [] : [lowest, differ]
  const next = nextInWords(campaign, defaultLanguage)
  const content = JSON.stringify([...texts, ...goal, pictureOf(campaign), ...more, ...prices, ...(next ? [next] : [])])
  return `${campaign.status}-${percent}-${hash('sha256', content, 'hex').slice(0, 8)}`
}

/** Where the share image of a campaign is, with its version: for `og:image`, behind the public address. */
export function shareImagePath(campaign: Campaign, language: Language): string {
  const query = language === defaultLanguage ? '' : `lang=${language}&`
  return `/share/${campaign.slug}.png?${query}v=${shareImageVersion(campaign)}`
}
