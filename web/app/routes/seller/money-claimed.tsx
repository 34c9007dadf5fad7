/** How many buyers say that they have paid and wait for an answer: before all else about money, because each waits for a word. */
import type { PaymentClaimTotal } from '@sambatan/client'
import { ButtonLink } from '../../components/button.tsx'
import { ago, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { peopleIn, sumWords } from './money-sums.ts'

interface Props {
  totals: PaymentClaimTotal[]
  /** Of which alone; left out: of all. */
  campaignId?: string
  now: string
}

export function Claimed({ totals, campaignId, now }: Props) {
  const [first] = totals
  if (first === undefined) return null
  return (
    <section
      aria-labelledby="claimed"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-warn/40 bg-warn-tint p-4"
    >
      <div className="min-w-0 flex-[1_1_16rem]">
        <h2 id="claimed" className="text-lg">
          {m.claimed_title({ count: number(peopleIn(totals)), amount: sumWords(totals) })}
        </h2>
        <p className="measure mt-1 text-sm">{m.claimed_lead({ time: ago(first.since, now) })}</p>
      </div>
      <ButtonLink
        href={campaignId === undefined ? '/sell/claims' : `/sell/claims?campaign=${campaignId}`}
        size="sm"
        className="min-h-11 max-sm:w-full"
      >
        {m.claimed_look()}
      </ButtonLink>
    </section>
  )
}
