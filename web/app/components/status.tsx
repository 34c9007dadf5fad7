import type { Campaign, Participation } from '@sambatan/client'
import { m } from '../paraglide/messages.js'

type CampaignStatus = Campaign['status']
type ParticipationStatus = Participation['status']

const campaignWords: Record<CampaignStatus, () => string> = {
  inactive: m.status_inactive,
  scheduled: m.status_scheduled,
  active: m.status_active,
  full: m.status_full,
  completed: m.status_completed,
  failed: m.status_failed,
  cancelled: m.status_cancelled,
}
const participationWords: Record<ParticipationStatus, () => string> = {
  reserved: m.part_reserved,
  confirmed: m.part_confirmed,
  cancelled: m.part_cancelled,
  // Nobody may have paid yet, and what was paid is sent back by people: so it tells of the order alone.
  refunded: m.part_refunded,
  fulfilled: m.part_fulfilled,
}

/** In the order of a lifecycle. */
export const campaignStatuses = Object.keys(campaignWords) as CampaignStatus[]
export const participationStatuses = Object.keys(participationWords) as ParticipationStatus[]

const tones: Record<CampaignStatus | ParticipationStatus, string> = {
  inactive: 'bg-sunken text-soft',
  scheduled: 'bg-warn-tint text-warn',
  active: 'bg-accent-tint text-accent',
  full: 'bg-warn-tint text-warn',
  completed: 'bg-good-tint text-good',
  failed: 'bg-sunken text-soft',
  cancelled: 'bg-sunken text-soft',
  reserved: 'bg-accent-tint text-accent',
  confirmed: 'bg-good-tint text-good',
  refunded: 'bg-warn-tint text-warn',
  fulfilled: 'bg-good-tint text-good',
}

export function campaignStatusWord(status: string): string {
  return campaignWords[status as CampaignStatus]?.() ?? status
}

export function participationStatusWord(status: string): string {
  return participationWords[status as ParticipationStatus]?.() ?? status
}

/** What the money book says of an order, which its status does not. */
export function paymentStatusWord(status: string | undefined): string {
  const words = m[`payment_status_${status}` as keyof typeof m] as unknown as (() => string) | undefined
  return words?.() ?? ''
}

const paymentTones: Record<string, string> = {
  return_owed: 'bg-bad-tint text-bad',
  unpaid: 'bg-warn-tint text-warn',
  partly_paid: 'bg-warn-tint text-warn',
  paid: 'bg-good-tint text-good',
}

/** What became of an order's money, in words; the colour only helps. */
export function PaymentBadge({ status }: { status: string | undefined }) {
  const tone = paymentTones[status ?? ''] ?? 'bg-sunken text-soft'
  return (
    <span className={`inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-semibold wrap-anywhere ${tone}`}>
      {paymentStatusWord(status)}
    </span>
  )
}

const wordsOf = { campaign: campaignStatusWord, participation: participationStatusWord }

interface BadgeProps {
  status: string
  of?: keyof typeof wordsOf
  /** Past its deadline and not decided yet: that says more than the status that it has kept. */
  settling?: boolean
}

/** A status in words; the colour only helps. */
export function StatusBadge({ status, of = 'campaign', settling = false }: BadgeProps) {
  const word = settling ? m.status_settling() : wordsOf[of](status)
  const tone = settling ? 'bg-warn-tint text-warn' : (tones[status as CampaignStatus] ?? 'bg-sunken text-soft')
  return (
    <span
      data-live-status
      className={`inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-semibold wrap-anywhere ${tone}`}
    >
      {word}
    </span>
  )
}
