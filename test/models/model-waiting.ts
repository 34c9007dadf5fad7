/**
 * The waiting list, written a second time as the rest of the model: who stands before whom, and what is offered to whom, looked for
 * anew after every change.
 */
import {
  catchUp,
  closing,
  countedUntil,
  filled,
  freshHold,
  isOpen,
  type ModelCampaign,
  type ModelParticipation,
  slotsRefusal,
} from './model.ts'
import { itemRefusal, priced, slotsWanted, type Wanted } from './model-items.ts'
import { confirmPaid } from './model-money.ts'

/** Those who wait, in their order; `offer` names what is held for somebody. */
export interface ModelEntry {
  id: string
  user: string
  wanted: Wanted
  offer: string | undefined
}

const halfAnHour = 30 * 60_000
const hour = 3_600_000

/** What would end between 22:00 and 08:00 ends at 08:00, in the zone of Jakarta, which is seven hours ahead. */
function offerEnd(campaign: ModelCampaign, now: number): number | undefined {
  const plain = now + campaign.offerMs
  const clock = new Date(plain + 7 * hour)
  const midnight = Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()) - 7 * hour
  const late =
    clock.getUTCHours() >= 22 ? midnight + 32 * hour : clock.getUTCHours() < 8 ? midnight + 8 * hour : undefined
  const end = late !== undefined && late <= campaign.deadline ? late : Math.min(plain, campaign.deadline)
  return end - now < halfAnHour ? undefined : end
}

export const hasOffers = (campaign: ModelCampaign): boolean => campaign.waiting.some(({ offer }) => offer !== undefined)

/** The name of an offer until the engine has told its id. */
let made = 0

/** After anything that may let somebody on the list have what they wait for: what is free is offered, and the rest is everybody's. */
export function released(campaign: ModelCampaign, now: number): void {
  if (!isOpen(campaign) || campaign.settling) return
  const ends = campaign.deadline <= now ? undefined : offerEnd(campaign, now)
  for (const entry of ends === undefined ? [] : campaign.waiting) {
    if (entry.offer !== undefined || refusalOf(campaign, entry) !== undefined) continue
    entry.offer = `offer ${++made} ${entry.id}`
    campaign.participations.set(entry.offer, {
      user: entry.user,
      quantity: slotsWanted(campaign, entry.wanted),
      units: priced(campaign, entry.wanted, now),
      final: undefined,
      status: 'offered',
      holdUntil: ends!,
      joinedAt: now,
      confirmedAt: undefined,
      records: [],
      isOrder: false,
    })
  }
  if (filled(campaign) < campaign.total) campaign.status = 'active'
  else if (campaign.status === 'active') {
    campaign.status = 'locked'
    campaign.lockedAt = now
  }
}

const refusalOf = (campaign: ModelCampaign, { wanted, user }: ModelEntry) =>
  itemRefusal(campaign, wanted, user) ?? slotsRefusal(campaign, slotsWanted(campaign, wanted), user, 0)

/** Offers whose time has come go onward. */
export function lapseOffers(campaign: ModelCampaign, now: number): void {
  const over = campaign.waiting.filter(({ offer }) => offer && campaign.participations.get(offer)!.holdUntil <= now)
  if (over.length === 0) return
  for (const { offer } of over) campaign.participations.get(offer!)!.status = 'cancelled'
  campaign.waiting = campaign.waiting.filter((entry) => !over.includes(entry))
  released(campaign, now)
}

/** The list is over, and with it what nobody claimed. */
export function closeList(campaign: ModelCampaign): void {
  for (const { offer } of campaign.waiting) {
    if (offer !== undefined) campaign.participations.get(offer)!.status = 'cancelled'
  }
  campaign.waiting = []
}

/** What could never fit, whatever comes free. */
function neverFits(campaign: ModelCampaign, user: string, wanted: Wanted): string | undefined {
  const theirs = [...campaign.participations.values()].filter(
    (one) => one.user === user && !['cancelled', 'refunded'].includes(one.status),
  )
  for (const [item, units] of wanted) {
    const held = theirs.flatMap((one) => one.units).filter((unit) => unit.item === item && !unit.dropped).length
    if (held + units > campaign.items[item]!.perBuyer) return 'item_limit'
    if (units > campaign.items[item]!.maximum) return 'item_unavailable'
  }
  const held = theirs.reduce((sum, { quantity }) => sum + quantity, 0)
  const slots = slotsWanted(campaign, wanted)
  if (held + slots > campaign.perBuyerMax) return 'already_joined_limit'
  if (slots < Math.min(campaign.perBuyerMin - held, campaign.total)) return 'below_min_per_buyer'
  return slots > campaign.total ? 'insufficient_slots' : undefined
}

function refusalOfWaiting(campaign: ModelCampaign, user: string, wanted: Wanted, now: number): string | undefined {
  const closed = closing(campaign, now)
  return closed !== undefined && closed !== 'campaign_full' ? closed : neverFits(campaign, user, wanted)
}

/** The word of a refusal, or undefined. */
export function wait(campaign: ModelCampaign, entry: ModelEntry, now: number): string | undefined {
  catchUp(campaign, now)
  const refused = refusalOfWaiting(campaign, entry.user, entry.wanted, now)
  if (refused) return refused
  if (campaign.waiting.some(({ user }) => user === entry.user)) return 'already_waiting'
  if (campaign.status === 'active' && refusalOf(campaign, entry) === undefined) {
    const counted = countedUntil(campaign, entry.user)
    const isRecent = counted !== undefined && counted <= now && now < counted + hour
    return isRecent ? 'hold_ended_recently' : 'order_fits'
  }
  campaign.waiting.push(entry)
  return undefined
}

export function changeEntry(campaign: ModelCampaign, id: string, wanted: Wanted, now: number): string | undefined {
  catchUp(campaign, now)
  const entry = campaign.waiting.find((one) => one.id === id)
  if (!entry) return 'waiting_ended'
  if (entry.offer) return 'offer_open'
  const refused = refusalOfWaiting(campaign, entry.user, wanted, now)
  if (refused) return refused
  const before = new Map(entry.wanted)
  const isSmaller =
    slotsWanted(campaign, wanted) <= slotsWanted(campaign, entry.wanted) &&
    wanted.every(([item, units]) => units <= (before.get(item) ?? 0))
  entry.wanted = wanted
  if (!isSmaller) campaign.waiting = [...campaign.waiting.filter((one) => one !== entry), entry]
  released(campaign, now)
  return undefined
}

function endOffer(campaign: ModelCampaign, entry: ModelEntry, now: number): void {
  campaign.waiting = campaign.waiting.filter((one) => one !== entry)
  if (!entry.offer) return
  campaign.participations.get(entry.offer)!.status = 'cancelled'
  released(campaign, now)
}

export function leave(campaign: ModelCampaign, id: string, now: number): undefined {
  catchUp(campaign, now)
  const entry = campaign.waiting.find((one) => one.id === id)
  if (entry) endOffer(campaign, entry, now)
  return undefined
}

/** @param offer of what was an offer when it was looked for */
export function decline(campaign: ModelCampaign, offer: string, now: number): string | undefined {
  catchUp(campaign, now)
  const entry = campaign.waiting.find((one) => one.offer === offer)
  if (!entry) return 'offer_ended'
  endOffer(campaign, entry, now)
  return undefined
}

export function claim(campaign: ModelCampaign, offer: string, now: number): string | undefined {
  catchUp(campaign, now)
  const entry = campaign.waiting.find((one) => one.offer === offer)
  if (!entry) return 'offer_ended'
  campaign.waiting = campaign.waiting.filter((one) => one !== entry)
  const one = campaign.participations.get(offer)!
  // Theirs is the newest from now on.
  campaign.participations.delete(offer)
  const claimed: ModelParticipation = {
    ...one,
    status: 'pending_payment',
    joinedAt: now,
    isOrder: true,
    holdUntil: freshHold(campaign, now),
  }
  campaign.participations.set(offer, claimed)
  confirmPaid(claimed, now)
  return undefined
}

export function moveUp(campaign: ModelCampaign, id: string, before: string | null, now: number): string | undefined {
  catchUp(campaign, now)
  const entry = campaign.waiting.find((one) => one.id === id)
  if (!entry) return 'waiting_ended'
  if (entry.offer) return 'offer_open'
  const target = campaign.waiting.find((one) => one.offer === undefined && (before === null || one.id === before))
  if (!target || campaign.waiting.indexOf(target) >= campaign.waiting.indexOf(entry)) return 'move_not_up'
  const others = campaign.waiting.filter((one) => one !== entry)
  campaign.waiting = others.toSpliced(others.indexOf(target), 0, entry)
  return undefined
}
