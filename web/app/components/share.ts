import { hasEnded } from '../../../src/kernel/status.ts'
import { number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import type { ShownCampaign } from '../shown.ts'
import { takenOf } from './standing.ts'

type Shared = Pick<
  ShownCampaign,
  'status' | 'title' | 'price' | 'per' | 'slots_taken' | 'slots_at_close' | 'total_slots'
>

/** Opens WhatsApp with a message that tells how a campaign stands now, for whomever one then chooses. */
export function whatsAppLink(campaign: Shared, address: string): string {
  const words = hasEnded(campaign)
    ? m.share_text_ended({ title: campaign.title, url: address })
    : (campaign.per === '' ? m.share_text_items : m.share_text)({
        title: campaign.title,
        price: campaign.price,
        taken: number(takenOf(campaign)),
        total: number(campaign.total_slots),
        url: address,
      })
  return `https://wa.me/?text=${encodeURIComponent(words)}`
}
