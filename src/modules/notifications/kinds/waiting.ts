/** What is told of waiting lists: to who waits, and to sellers that somebody does. */
import type { Facts } from '../facts.ts'
import { isOpen, type KindDefinition, nextBatchText, owedTexts, untilDeadline } from './define.ts'

const isOffered = ({ order, now }: Facts): boolean =>
  order.is_offer && order.hold_expires_at !== null && order.hold_expires_at > now
const untilOfferEnds = ({ order }: Facts): Date | null => order.hold_expires_at
const stillWaits = ({ place }: Facts): boolean => typeof place?.position === 'number'

/** Of an offer: what it says while it is open, and what became of it once it is not. */
const offered =
  (...texts: string[]) =>
  (facts: Facts): string[] => {
    if (isOffered(facts)) return texts
    const { status, is_offer: isOffer } = facts.order
    const isClaimed = !isOffer && (status === 'reserved' || status === 'confirmed' || status === 'fulfilled')
    return [isClaimed ? 'offer_claimed_text' : 'offer_gone_text']
  }

const owedBack = (facts: Facts): string[] => (facts.order.owed_to_buyer > 0 ? owedTexts(facts) : [])
/** Where they stand now, while they wait. */
const standing = (facts: Facts): string[] =>
  stillWaits(facts) ? [facts.place?.position === 1 ? 'waiting_first_text' : 'waiting_place_text'] : []
/** Once, of whoever can be told and is not yet. */
const askForNext = ({ campaign, is_following: follows }: Facts): string[] =>
  campaign.seller_slug !== null && !follows ? [nextBatchText] : []

/** Why what came free went to others: too few slots, too few of an item, or a limit. */
function passedOver(facts: Facts): string[] {
  const { cause } = facts.metadata
  const why =
    cause === 'insufficient_slots'
      ? 'passed_over_slots_text'
      : cause === 'item_unavailable'
        ? 'passed_over_item_text'
        : 'passed_over_limit_text'
  return [why, ...standing(facts), ...(stillWaits(facts) ? ['passed_over_smaller_text'] : [])]
}

export const waitingKinds = {
  offer: {
    texts: offered('offer_text', 'offer_passes_text'),
    leadsTo: 'offer',
    isTrue: isOffered,
    until: untilOfferEnds,
  },
  offer_ends_soon: {
    texts: offered('offer_ends_soon_text'),
    leadsTo: 'offer',
    isTrue: isOffered,
    until: untilOfferEnds,
  },
  offer_expired: {
    texts: (facts) => ['offer_expired_text', ...owedBack(facts), ...(isOpen(facts) ? ['wait_again_text'] : [])],
    leadsTo: 'campaign',
  },
  offer_withdrawn: {
    texts: (facts) => ['offer_withdrawn_text', ...owedBack(facts)],
    leadsTo: 'campaign',
  },
  offer_over: {
    texts: (facts) => ['offer_over_text', ...owedBack(facts), ...askForNext(facts)],
    leadsTo: 'campaign',
  },
  waiting_passed_over: { texts: passedOver, leadsTo: 'waiting', isTrue: stillWaits, until: untilDeadline },
  waiting_passed: {
    texts: (facts) => ['waiting_passed_text', ...standing(facts)],
    leadsTo: 'waiting',
    isTrue: stillWaits,
    until: untilDeadline,
  },
  waiting_closed: { leadsTo: 'campaign' },
  waiting_removed: { leadsTo: 'campaign' },
  waiting_over: { texts: (facts) => ['waiting_over_text', ...askForNext(facts)], leadsTo: 'campaign' },
  offers_stopped: {
    texts: (facts) => [isRush(facts) ? 'offers_stopped_text' : 'offers_stopped_gone_text'],
    leadsTo: 'campaign',
    isTrue: (facts) => isRush(facts) && stillWaits(facts),
    until: untilDeadline,
  },
  sale_waiting: {
    leadsTo: 'sale_waiting',
    isTrue: (facts) => isOpen(facts) && facts.campaign.waiting > 0,
    until: untilDeadline,
  },
} satisfies Record<string, KindDefinition>

/** Something is free for everybody, and there is time to take it. */
function isRush(facts: Facts): boolean {
  const { campaign, now } = facts
  return isOpen(facts) && campaign.deadline > now && campaign.taken < campaign.total_slots
}
