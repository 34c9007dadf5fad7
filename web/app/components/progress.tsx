import type { Campaign } from '@sambatan/client'
import { number } from '../format.ts'
import { m } from '../paraglide/messages.js'

type Counts = Pick<Campaign, 'slots_taken' | 'slots_at_close' | 'total_slots' | 'minimum_slots'>

/** What was taken, also of a campaign that has ended and given everything back. */
export function takenOf({ slots_taken, slots_at_close }: Pick<Counts, 'slots_taken' | 'slots_at_close'>): number {
  return Math.max(slots_taken, slots_at_close ?? 0)
}

/**
 * How full a campaign is, with a mark where its goal lies. The bar is a picture (SVG), so that its width needs no inline
 * style, which the content security policy forbids.
 */
export function Progress({ campaign, size = 'md' }: { campaign: Counts; size?: 'sm' | 'md' }) {
  const taken = takenOf(campaign)
  const { total_slots: total, minimum_slots: goal } = campaign
  const at = (slots: number) => (Math.min(slots, total) / total) * 100
  const label = m.progress_label({ taken: number(taken), total: number(total) })
  return (
    <div
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={taken}
      aria-valuetext={label}
      aria-label={label}
      data-live-bar
      data-goal={goal}
      data-template={m.progress_label({ taken: '{taken}', total: number(total) })}
      className={`relative overflow-hidden rounded-full bg-line ${size === 'md' ? 'h-3.5' : 'h-2'}`}
    >
      <svg className="size-full" preserveAspectRatio="none" viewBox="0 0 100 10" aria-hidden="true">
        <rect
          width={Math.max(at(taken), taken > 0 ? 1.2 : 0)}
          height="10"
          data-live-fill
          className={taken >= goal ? 'fill-good' : 'fill-accent'}
        />
        {goal < total && (
          <rect x={at(goal) - 0.5} width="1" height="10" className="fill-ink stroke-paper stroke-[0.4]" />
        )}
      </svg>
    </div>
  )
}
