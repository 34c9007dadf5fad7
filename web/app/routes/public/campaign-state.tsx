/** How a campaign stands, in words: what must happen while it is open, what is waited for, and what has become of it. */
import { Notice } from '../../components/notice.tsx'
import { decidedBy, isGoalMet, takenOf } from '../../components/standing.ts'
import { dateTime, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'

export function outcomeWords(campaign: Campaign): string | undefined {
  const taken = number(takenOf(campaign))
  switch (campaign.status) {
    case 'completed':
      return m.state_completed({ taken })
    case 'failed':
      if (takenOf(campaign) === 0) return m.state_failed_nobody()
      return m.state_failed({ taken, goal: number(campaign.minimum_slots) })
    case 'cancelled':
      return m.state_cancelled()
    default:
      return undefined
  }
}

export function minimumWords({ minimum_slots: goal, total_slots: total, goal_counts }: Campaign): string {
  if (goal_counts === 'confirmed')
    return goal === total
      ? m.minimum_confirmed_all({ total: number(total) })
      : m.minimum_confirmed({ goal: number(goal), total: number(total) })
  return goal === total
    ? m.minimum_explained_all({ total: number(total) })
    : m.minimum_explained({ goal: number(goal), total: number(total) })
}

/** Past its deadline, and what is still unpaid is waited for. */
export function settlingWords(campaign: Campaign): string {
  const reserved = m.slots({ count: number(campaign.slots_taken - campaign.slots_confirmed) })
  return m.state_settling({ reserved, until: dateTime(decidedBy(campaign)) })
}

function fullWords({ completion, goal_counts, deadline }: Campaign): string {
  if (completion === 'at_deadline') return m.state_full_deadline({ deadline: dateTime(deadline) })
  return goal_counts === 'confirmed' ? m.state_full_confirmed() : m.state_full()
}

function goalMetWords({ completion, goal_counts }: Campaign): string {
  if (completion === 'at_deadline') return m.state_goal_met_deadline()
  return goal_counts === 'confirmed' ? m.state_goal_met_confirmed() : m.state_goal_met()
}

export function State({ campaign }: { campaign: Campaign }) {
  if (campaign.settling) {
    return (
      <Notice tone="warn" silent title={m.state_settling_title()}>
        <p>{settlingWords(campaign)}</p>
        <p className="mt-2">
          {m.state_settling_buyer()}{' '}
          <a href="/me" className="font-semibold text-accent">
            {m.nav_mine()}
          </a>
        </p>
      </Notice>
    )
  }
  switch (campaign.status) {
    case 'scheduled':
      return (
        <Notice tone="warn">{m.state_scheduled({ time: dateTime(campaign.opens_at ?? campaign.deadline) })}</Notice>
      )
    case 'full':
      return (
        <Notice tone="warn">
          {fullWords(campaign)}{' '}
          <span className="font-semibold numbers">
            {campaign.waiting_count > 0 && m.wait_count({ count: number(campaign.waiting_count) })}
          </span>
        </Notice>
      )
    case 'completed':
      return <Notice tone="good">{outcomeWords(campaign)}</Notice>
    case 'failed':
    case 'cancelled':
      return <Notice>{outcomeWords(campaign)}</Notice>
    case 'inactive':
      return <Notice tone="warn">{m.state_draft()}</Notice>
    default:
      return (
        <p className="text-sm">
          {isGoalMet(campaign) ? goalMetWords(campaign) : `${minimumWords(campaign)} ${m.state_else_refund()}`}{' '}
          <a href="#terms" className="font-semibold text-accent">
            {m.terms_title()}
          </a>
        </p>
      )
  }
}
