import type { Campaign } from '@sambatan/client'
import type { ReactNode } from 'react'
import { dateTime, duration, number } from '../format.ts'
import { m } from '../paraglide/messages.js'

type Terms = Pick<
  Campaign,
  'status' | 'minimum_slots' | 'total_slots' | 'deadline' | 'hold_minutes' | 'min_per_buyer' | 'max_per_buyer'
>

const outcomes: Partial<Record<Campaign['status'], () => string>> = {
  completed: m.terms_completed_detail,
  failed: m.terms_failed_detail,
  cancelled: m.terms_cancelled_detail,
}

/**
 * "What happens to my money, and when": the same words before joining and while doing it; afterwards what has become of it.
 */
export function MoneyTerms({ campaign }: { campaign: Terms }) {
  const deadline = dateTime(campaign.deadline)
  const goal = number(campaign.minimum_slots)
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
        <Term name={m.terms_goal()}>
          {campaign.minimum_slots === campaign.total_slots
            ? m.terms_goal_all_detail({ goal, deadline })
            : m.terms_goal_detail({ goal, deadline })}
        </Term>
        <Term name={m.terms_fail()}>{m.terms_fail_detail({ goal, deadline })}</Term>
        <Term name={m.terms_cancel()}>{m.terms_cancel_detail()}</Term>
        {campaign.hold_minutes !== null && (
          <Term name={m.terms_hold()}>{m.terms_hold_detail({ time: duration(campaign.hold_minutes) })}</Term>
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

function limitWords({ min_per_buyer: min, max_per_buyer: max }: Terms): string | undefined {
  if (max !== null && min > 1) return m.terms_limit_both_detail({ min: number(min), max: number(max) })
  if (max !== null) return m.terms_limit_max_detail({ max: number(max) })
  return min > 1 ? m.terms_limit_min_detail({ min: number(min) }) : undefined
}
