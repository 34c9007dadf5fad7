/** What the widget reads of the API: the fields of its answers that are shown, and no others. */
export interface Campaign {
  id: string
  slug: string
  title: string
  product_name: string
  seller_name: string | null
  image_url: string | null
  photos: { alt: string; color: string; urls: Record<string, string> }[]
  currency: string
  price_per_slot: number
  /** Missing in answers of an older node, as are items. */
  lowest_price?: number | undefined
  highest_price?: number | undefined
  items?: Item[] | undefined
  early_bird?: { price: number } | null | undefined
  volume_prices?: { from_slots: number; price?: number | undefined }[] | undefined
  /** Missing in answers of an older node. */
  waiting_count?: number | undefined
  total_slots: number
  minimum_slots: number
  slots_taken: number
  slots_confirmed: number
  goal_counts: string
  slots_at_close: number | null
  opens_at: string | null
  deadline: string
  settling: boolean
  settles_until: string | null
  status: string
  closed_at: string | null
  updated_at: string
}

interface Item {
  slots_per_unit: number
}

export interface Progress {
  total_slots: number
  filled_slots: number
  confirmed_slots: number
  settling: boolean
  status: string
  updated_at: string
}

export const isOver = (status: string) => status === 'completed' || status === 'failed' || status === 'cancelled'

/** How many slots are taken; of a campaign that has ended, how many were: what was given back counts no more. */
export const takenOf = (campaign: Campaign) =>
  isOver(campaign.status) ? (campaign.slots_at_close ?? campaign.slots_taken) : campaign.slots_taken

/** Whether reserved slots are told apart from confirmed ones: where those alone count toward the goal. */
export const isSplit = (campaign: Campaign) => campaign.goal_counts === 'confirmed' && !isOver(campaign.status)

export const countedOf = (campaign: Campaign) => (isSplit(campaign) ? campaign.slots_confirmed : takenOf(campaign))

/** What it is called: one that begins to settle keeps its status. */
export const standingOf = ({ status, settling }: Campaign) => (settling && !isOver(status) ? 'settling' : status)

/** The lowest price that can be had; `several`: others cost more; `perSlot`: it is what a slot costs. */
export function priceOf({
  items = [],
  price_per_slot,
  lowest_price: amount = price_per_slot,
  highest_price,
}: Campaign) {
  const perSlot = items.length <= 1 && (items[0]?.slots_per_unit ?? 1) === 1
  return { amount, several: (highest_price ?? amount) > amount, perSlot }
}

/** How many slots more bring the price down for all, and to what, where that is one price. */
export function nextVolume(campaign: Campaign): { more: number; price: number | undefined } | undefined {
  const taken = takenOf(campaign)
  const next = campaign.volume_prices?.find(({ from_slots }) => from_slots > taken)
  return next && { more: next.from_slots - taken, price: next.price }
}

/** The campaign as it is after a change; the older of two states that crossed on the way says nothing. */
export function withProgress(campaign: Campaign, progress: Progress): Campaign {
  if (Date.parse(progress.updated_at) < Date.parse(campaign.updated_at)) return campaign
  const { filled_slots, confirmed_slots: slots_confirmed, settling, total_slots, status, updated_at } = progress
  // The count of a campaign that has just ended may be what is left after the refunds: the last one before is shown.
  const slots_taken = isOver(status) && filled_slots < campaign.slots_taken ? campaign.slots_taken : filled_slots
  return { ...campaign, slots_taken, slots_confirmed, settling, total_slots, status, updated_at }
}

/** An address on the web, or undefined: what a page or an answer says is not to be trusted with `javascript:`. */
export function webAddress(address: string | null | undefined, base?: string): string | undefined {
  if (!address) return undefined
  try {
    const url = new URL(address, base)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
  } catch {
    return undefined
  }
}

export const apiOf = (base: string, campaign: string) =>
  `${base}/api/sambatan/campaigns/${encodeURIComponent(campaign)}`

/** How long an answer is waited for, in milliseconds: a node that takes a request and never answers is no better than none. */
const answerMsMax = 20_000

let aheadMs = 0

/** The time by the node's clock: that of a phone may be an hour off, and would say that time is up beside a link to join. */
export const nodeNow = () => Date.now() + aheadMs

/** Of the `Date` header, which counts seconds: what differs by less than two is the same. */
function learnTime(date: string | null): void {
  const ahead = Date.parse(date ?? '') - Date.now()
  if (!Number.isNaN(ahead)) aheadMs = Math.abs(ahead) < 2000 ? 0 : ahead
}

/** @throws `missing` when there is no such campaign, else whatever went wrong on the way */
export async function fetchJson<T>(address: string, language: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(address, {
    credentials: 'omit',
    headers: { 'accept-language': language },
    // Browsers of before 2024 cannot join two, and wait.
    signal: AbortSignal.any?.([signal, AbortSignal.timeout(answerMsMax)]) ?? signal,
  })
  learnTime(response.headers.get('date'))
  if (response.ok) return response.json()
  throw response.status === 404 || response.status === 400 ? 'missing' : new Error(`HTTP ${response.status}`)
}
