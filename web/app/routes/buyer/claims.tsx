/** What a buyer has said that they paid, and what became of it; and the way to say it. */
import type { PaymentClaim } from '@sambatan/client'
import { ButtonLink } from '../../components/button.tsx'
import { ago, date, money } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  claims: PaymentClaim[]
  /** Of the order. */
  id: string
  now: string
  mayClaim: boolean
}

export function Claims({ claims, id, now, mayClaim }: Props) {
  const last = claims.at(-1)
  const open = last?.answered_at === null ? last : undefined
  if (!mayClaim && open === undefined && last?.answer == null) return null
  return (
    <div className="space-y-3">
      {open && (
        <p>
          <strong>{m.paid_waits({ amount: money(open.amount, open.currency), date: date(open.happened_on) })}</strong>{' '}
          <span className="text-soft">
            {m.paid_waits_since({ time: ago(open.created_at, now) })}
            {open.has_proof && ` ${m.paid_with_proof()}`}
          </span>
        </p>
      )}
      {!open && last?.answer && (
        <p className="rounded-md bg-warn-tint px-4 py-3">
          {m.paid_answered({ amount: money(last.amount, last.currency) })} <bdi>“{last.answer}”</bdi>
        </p>
      )}
      {(mayClaim || open) && (
        <ButtonLink href={`/me/${id}/paid`} variant={open ? 'quiet' : 'primary'} className="w-full sm:w-auto">
          {open ? m.paid_correct() : last ? m.paid_again() : m.paid_title()}
        </ButtonLink>
      )}
    </div>
  )
}
