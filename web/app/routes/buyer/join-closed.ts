/** Why a campaign takes nobody now, in words. */
import { decidedBy, takenOf } from '../../components/standing.ts'
import { dateTime } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { JoinData } from './join-data.ts'

export function closedWords({ campaign, reason }: JoinData): { title: string; words: string } {
  const full = { title: m.buyer_no_full_title(), words: m.buyer_no_full() }
  // Taken since the campaign was read.
  if (reason === 'campaign_full') return full
  if (campaign.settling)
    return {
      title: m.buyer_no_closed_title(),
      words: m.buyer_no_settling({ until: dateTime(decidedBy(campaign)) }),
    }
  switch (campaign.status) {
    case 'scheduled':
      return {
        title: m.buyer_no_scheduled_title(),
        words: m.buyer_no_scheduled({ time: dateTime(campaign.opens_at ?? campaign.deadline) }),
      }
    case 'full':
      return full
    case 'completed':
      // A campaign that fills completes a moment later: who came too late for the last slot comes here.
      return takenOf(campaign) >= campaign.total_slots
        ? { title: m.buyer_no_full_title(), words: m.buyer_no_completed_full() }
        : { title: m.buyer_no_closed_title(), words: m.buyer_no_completed() }
    case 'failed':
      return { title: m.buyer_no_closed_title(), words: m.buyer_no_failed() }
    case 'cancelled':
      return { title: m.buyer_no_cancelled_title(), words: m.buyer_no_cancelled() }
    default:
      return { title: m.buyer_no_closed_title(), words: m.buyer_no_closed() }
  }
}
