import type { Campaign } from '@sambatan/client'
import type { ReactNode } from 'react'
import { dateTime, duration, number } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { decidedBy } from './standing.ts'

type Terms = Pick<
  Campaign,
  | 'status'
  | 'minimum_slots'
  | 'total_slots'
  | 'deadline'
  | 'hold_minutes'
  | 'min_per_buyer'
  | 'max_per_buyer'
  | 'completion'
  | 'goal_counts'
  | 'settlement_minutes'
  | 'payment_days'
  | 'terms_frozen_at'
> & { isPlain?: boolean }

const outcomes: Partial<Record<Campaign['status'], () => string>> = {
  completed: m.terms_completed_detail,
  failed: m.terms_failed_detail,
  cancelled: m.terms_cancelled_detail,
}

/**
 * "What happens to my money, and when": the same words before joining and while doing it; afterwards what has become of it.
 */
export function MoneyTerms({ campaign }: { campaign: Terms }) {
  const limits = limitWords(campaign)
  const outcome = outcomes[campaign.status]
  const title = (
    <h2 id="terms" className="text-xl">
      {m.terms_title()}
    </h2>
  )
  if (outcome) {
    return (
      <section aria-labelledby="terms">
        {title}
        <p className="measure mt-3 text-soft">{outcome()}</p>
      </section>
    )
  }
  return (
    <section aria-labelledby="terms">
      {title}
      <dl className="mt-4 max-w-2xl divide-y divide-line border-y border-line">
        <Term name={m.terms_now()}>{m.terms_now_detail()}</Term>
        <Term name={m.terms_decided()}>{decidedWords(campaign)}</Term>
        <Term name={m.terms_goal()}>{goalWords(campaign)}</Term>
        <Term name={m.terms_fail()}>{failWords(campaign)}</Term>
        <Term name={m.terms_unpaid()}>{unpaidWords(campaign)}</Term>
        <Term name={m.terms_cancel()}>{m.terms_cancel_detail()}</Term>
        <Term name={m.terms_moved()}>{m.terms_moved_detail()}</Term>
        {!(campaign.isPlain ?? true) && campaign.terms_frozen_at && (
          <Term name={m.terms_frozen()}>{m.terms_frozen_since({ time: dateTime(campaign.terms_frozen_at) })}</Term>
        )}
        {limits && <Term name={m.terms_limit()}>{limits}</Term>}
      </dl>
    </section>
  )
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-1 py-3.5 sm:grid-cols-[11rem_1fr]">
      <dt className="font-semibold">{name}</dt>
      <dd className="text-soft">{children}</dd>
    </div>
  )
}

/** When the outcome is passed. Reservations that have time left at the deadline are waited for. */
function decidedWords(campaign: Terms): string {
  const deadline = dateTime(campaign.deadline)
  const waits =
    campaign.settlement_minutes > 0 ? ` ${m.terms_decided_settles({ until: dateTime(decidedBy(campaign)) })}` : ''
  if (campaign.completion === 'at_deadline') return m.terms_decided_deadline({ deadline }) + waits
  const isByConfirmation = campaign.goal_counts === 'confirmed'
  return (isByConfirmation ? m.terms_decided_confirmed({ deadline }) : m.terms_decided_full({ deadline })) + waits
}

function goalWords(campaign: Terms): string {
  const deadline = dateTime(campaign.deadline)
  const goal = number(campaign.minimum_slots)
  if (campaign.goal_counts === 'confirmed') return m.terms_goal_confirmed_detail({ slots: m.slots({ count: goal }) })
  if (campaign.completion === 'at_deadline')
    return m.terms_goal_deadline_detail({ slots: m.slots({ count: goal }), deadline })
  return campaign.minimum_slots === campaign.total_slots
    ? m.terms_goal_all_detail({ goal, deadline })
    : m.terms_goal_detail({ goal, deadline })
}

function failWords(campaign: Terms): string {
  const goal = number(campaign.minimum_slots)
  return campaign.goal_counts === 'confirmed'
    ? m.terms_fail_confirmed_detail({ slots: m.slots({ count: goal }) })
    : m.terms_fail_detail({ goal, deadline: dateTime(campaign.deadline) })
}

/** What becomes of slots that nobody pays: where every claim counts they are in, where confirmed ones do they are out. */
function unpaidWords(campaign: Terms): string {
  const time = campaign.hold_minutes === null ? undefined : duration(campaign.hold_minutes)
  if (campaign.goal_counts === 'claims')
    return [
      time && m.terms_hold_detail({ time }),
      m.terms_unpaid_claims({ time: duration(campaign.payment_days * 1440) }),
    ]
      .filter(Boolean)
      .join(' ')
  const end =
    campaign.settlement_minutes > 0
      ? m.terms_unpaid_settles({ until: dateTime(decidedBy(campaign)) })
      : m.terms_unpaid_deadline()
  return [time && m.terms_hold_confirmed({ time }), end].filter(Boolean).join(' ')
}

function limitWords({ min_per_buyer: min, max_per_buyer: max }: Terms): string | undefined {
  if (max !== null && min > 1) return m.terms_limit_both_detail({ min: number(min), max: number(max) })
  if (max !== null) return m.terms_limit_max_detail({ max: number(max) })
  return min > 1 ? m.terms_limit_min_detail({ min: number(min) }) : undefined
}
