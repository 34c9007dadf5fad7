import type { ReactNode } from 'react'
import { Notice } from '../../components/notice.tsx'
import { Photo } from '../../components/photo.tsx'
import { number, titleWords } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { JoinData } from './join-data.ts'
import { type Step, stepAddress } from './join-state.ts'

const steps: Step[] = ['slots', 'address', 'confirm']

/** What one is joining, and how far one is: the same above every step. */
export function JoinFrame({ loaded, step, children }: { loaded: JoinData; step: Step; children: ReactNode }) {
  const { campaign, wanted, key, bounds, isAdjusted } = loaded
  const at = steps.indexOf(step)
  const words = {
    slots: loaded.lines ? m.buyer_step_items() : m.buyer_step_slots(),
    address: m.buyer_step_address(),
    confirm: m.buyer_step_confirm(),
  }
  return (
    <>
      <CampaignLine campaign={campaign} />
      <nav aria-label={m.buyer_join_steps()} className="mt-6">
        <ol className="grid grid-cols-3 gap-2 text-sm">
          {steps.map((each, i) => (
            <li
              key={each}
              {...(i === at ? { 'aria-current': 'step' as const } : {})}
              className={`border-t-4 pt-1.5 ${i <= at ? 'border-accent' : 'border-line'} ${i === at ? 'font-semibold text-ink' : 'text-soft'}`}
            >
              {i < at ? (
                <a
                  className="-my-1.5 inline-block py-2.5 text-soft hover:text-accent"
                  href={stepAddress(campaign.slug, each, wanted, key)}
                >
                  {i + 1}. {words[each]}
                </a>
              ) : (
                <span className="inline-block py-1">
                  {i + 1}. {words[each]}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      {isAdjusted && (
        <div className="mt-5">
          <Notice tone="warn">{adjustedWords(bounds)}</Notice>
        </div>
      )}
      <div className="mt-5">{children}</div>
    </>
  )
}

function adjustedWords({ min, max }: JoinData['bounds']): string {
  return min === max
    ? m.buyer_slots_adjusted_only({ slots: m.slots({ count: number(max) }) })
    : m.buyer_slots_adjusted({ min: number(min), max: number(max) })
}

export function CampaignLine({ campaign }: { campaign: JoinData['campaign'] }) {
  return (
    <div className="relative flex items-center gap-3">
      <Photo of={campaign} alt="" sizes="4rem" className="size-16 shrink-0 rounded-md" />
      <p className="min-w-0 leading-snug">
        <a
          href={`/c/${campaign.slug}`}
          dir="auto"
          className="line-clamp-2 font-semibold text-ink no-underline after:absolute after:inset-0 hover:text-accent"
        >
          {titleWords(campaign.title)}
        </a>
        <span className="block text-sm text-soft numbers">
          {campaign.price} {campaign.per}
        </span>
      </p>
    </div>
  )
}
